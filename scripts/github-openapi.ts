/**
 * Writes the schemas of the requests that the fake of GitHub answers, out of GitHub's OpenAPI description:
 *
 *     npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
 *     node scripts/github-openapi.ts package/generated/api.github.com.json
 *
 * The description is 13 MB long and under the MIT licence, which is kept with the fraction that is used.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { operations } from '../__tests__/support/github-fake/types.ts'

const FIXTURE = new URL('../__tests__/support/github-fake/openapi.json', import.meta.url)
const SOURCE = '@octokit/openapi 23.0.2, generated/api.github.com.json'

/** Said to people alone. */
const WORDS = [
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'default',
  'discriminator'
]

const json = v.record(v.string(), v.unknown())
const content = v.record(v.string(), v.looseObject({ schema: v.optional(v.unknown()) }))
const response = v.looseObject({ content: v.optional(content), $ref: v.optional(v.string()) })
const operation = v.looseObject({
  operationId: v.string(),
  requestBody: v.optional(v.looseObject({ content })),
  responses: v.record(v.string(), response)
})
const description = v.looseObject({
  paths: v.record(v.string(), json),
  components: v.looseObject({ schemas: json, responses: v.record(v.string(), response) })
})

type Description = v.InferOutput<typeof description>
type Operation = v.InferOutput<typeof operation>

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('which file? See the top of this script')
const api = v.parse(description, JSON.parse(readFileSync(path, 'utf8')))
const used = operationsIn(api)
const schemas = withReferences(api, ['basic-error', 'validation-error', ...referencesIn(used)])
admitStarters(schemas)
const licence = readFileSync(join(dirname(path), '..', 'LICENSE'), 'utf8')
writeFileSync(FIXTURE, `${JSON.stringify({ source: SOURCE, licence, operations: used, schemas })}\n`)

function operationsIn({ paths, components }: Description): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const [route, methods] of Object.entries(paths)) {
    for (const [method, each] of Object.entries(methods)) {
      const { success, output } = v.safeParse(operation, each)
      if (!success || !operations.some((name) => name === output.operationId)) continue
      found[output.operationId] = {
        method: method.toUpperCase(),
        path: route,
        ...bodiesOf(output, components)
      }
    }
  }
  return found
}

function bodiesOf(
  { requestBody, responses }: Operation,
  components: Description['components']
): Record<string, unknown> {
  const request = requestBody?.content['application/json']?.schema
  const answers = Object.entries(responses).map(([status, { $ref, ...given }]) => {
    const answer = $ref === undefined ? given : components.responses[$ref.split('/').at(-1) ?? '']
    const schema = convert(answer?.content?.['application/json']?.schema ?? true)
    return [status, status >= '400' ? anyOfThem(schema) : schema]
  })
  return {
    ...(request === undefined ? {} : { request: convert(request) }),
    responses: Object.fromEntries(answers)
  }
}

/** A schema of OpenAPI 3.0 as one of JSON Schema: what may be null says so in its type. */
function convert(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(convert)
  if (!v.is(json, schema)) return schema
  const { nullable, $ref, ...rest } = schema
  const kept = Object.entries(rest).filter(([name]) => !name.startsWith('x-'))
  const converted: Record<string, unknown> = Object.fromEntries(
    kept
      .filter(([name, value]) => !WORDS.includes(name) || (typeof value === 'object' && isSchema(value)))
      .map(([name, value]) => [name, convert(value)])
  )
  if (typeof $ref === 'string') converted['$ref'] = $ref.replace('#/components/schemas/', '#/schemas/')
  return nullable === true ? orNull(converted) : converted
}

/** The kinds of errors are not told apart by their schemas: most errors are valid by several. */
function anyOfThem(schema: unknown): unknown {
  if (!v.is(json, schema) || !('oneOf' in schema)) return schema
  const { oneOf, ...rest } = schema
  return { ...rest, anyOf: oneOf }
}

/** `properties` may have names that are words for people elsewhere. */
function isSchema(value: unknown): boolean {
  return v.is(json, value) && ['type', '$ref', 'anyOf', 'oneOf', 'allOf'].some((name) => name in value)
}

function orNull(schema: Record<string, unknown>): Record<string, unknown> {
  const { type, enum: values } = schema
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  return {
    ...schema,
    type: [type, 'null'],
    ...(v.is(v.array(v.string()), values) ? { enum: [...values, null] } : {})
  }
}

function withReferences({ components }: Description, names: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  const add = (name: string): void => {
    if (name in found) return
    found[name] = convert(components.schemas[name])
    for (const each of referencesIn(found[name])) add(each)
  }
  for (const name of names) add(name)
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function referencesIn(schema: unknown): string[] {
  const text = JSON.stringify(schema)
  return [...text.matchAll(/"#\/schemas\/([^"]+)"/g)].map(([, name = '']) => name)
}

/** GitHub's documentation of uploads names a state that its description of assets leaves out. */
function admitStarters(all: Record<string, unknown>): void {
  const state = v.object({ properties: v.object({ state: v.object({ enum: v.array(v.string()) }) }) })
  const { properties } = v.parse(state, all['release-asset'])
  const asset = v.parse(v.looseObject({ properties: json }), all['release-asset'])
  asset.properties['state'] = { type: 'string', enum: [...properties.state.enum, 'starter'] }
  all['release-asset'] = asset
}
