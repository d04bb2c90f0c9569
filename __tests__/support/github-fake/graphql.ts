import { readFileSync } from 'node:fs'
import {
  buildSchema,
  executeSync,
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema
} from 'graphql'
import * as v from 'valibot'
import { GithubError } from './errors.ts'
import { mutations } from './graphql-mutations.ts'
import { queries } from './graphql-queries.ts'
import { jsonReply, type Call, type Handler } from './reply.ts'

const requestSchema = v.strictObject({
  query: v.string(),
  variables: v.optional(v.nullable(v.record(v.string(), v.unknown()))),
  operationName: v.optional(v.nullable(v.string()))
})

const answerSchema = v.object({
  errors: v.optional(v.array(v.object({ type: v.optional(v.string()), message: v.string() })))
})

// The package does not export the file, and loads five megabytes of JSON with it.
const SCHEMA = new URL('../../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url)

let schema: GraphQLSchema | undefined

/** GitHub's own schema. It takes a moment, so it is read when the first document comes. */
export function githubSchema(): GraphQLSchema {
  return (schema ??= buildSchema(readFileSync(SCHEMA, 'utf8'), { assumeValidSDL: true }))
}

/** POST /graphql: documents are held against GitHub's schema. Errors are answered 200, as GitHub does. */
export const runGraphql: Handler = (call) => {
  if (!call.state.settings.graphql) throw new GithubError(404, 'Not Found')
  if (call.caller.token === undefined)
    throw new GithubError(401, 'This endpoint requires you to be authenticated.')
  const { success, output } = v.safeParse(requestSchema, call.json)
  if (!success) throw new GithubError(400, 'A query attribute must be specified and must be a string.')
  const { data, errors } = execute(call, output)
  const said = errors === undefined ? {} : { errors: errors.map(renderError) }
  return jsonReply({ ...(data === undefined ? {} : { data }), ...said })
}

function execute(call: Call, asked: v.InferOutput<typeof requestSchema>): ExecutionResult {
  const document = documentOf(asked.query)
  if (!('kind' in document)) return { errors: document }
  return executeSync({
    schema: githubSchema(),
    document,
    variableValues: asked.variables,
    operationName: asked.operationName,
    rootValue: { ...queries, ...mutations },
    contextValue: call,
    fieldResolver: resolve
  })
}

/** Documents that were held against the schema already, or what is wrong with them: clients send the same few. */
const documents = new Map<string, DocumentNode | readonly GraphQLError[]>()

function documentOf(source: string): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(source) ?? parsedDocument(source)
  documents.set(source, known)
  return known
}

function parsedDocument(source: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(source)
    const errors = validate(githubSchema(), document)
    return errors.length === 0 ? document : errors
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

/** The types of an answer's errors, or undefined where it has none. */
export function errorTypes(json: unknown): string | undefined {
  const { success, output } = v.safeParse(answerSchema, json)
  if (!success || output.errors === undefined) return undefined
  return output.errors.map(({ type, message }) => type ?? message).join(',')
}

/** The root fields of a document, for the log. */
export function rootFields(json: unknown): string {
  const { success, output } = v.safeParse(requestSchema, json)
  if (!success) return ''
  try {
    const fields = parse(output.query, { noLocation: true }).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? definition.selectionSet.selections.flatMap((each) =>
            each.kind === Kind.FIELD ? each.name.value : []
          )
        : []
    )
    return fields.join(',')
  } catch {
    return ''
  }
}

// What is asked for and not made would be null in silence otherwise.
const resolve: GraphQLFieldResolver<unknown, Call> = (source, args, call, info) => {
  const { fieldName, parentType } = info
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, fieldName)) {
    const lack = new Error(`the fake has no ${parentType.name}.${fieldName}`)
    call.failed(lack)
    throw lack
  }
  const value: unknown = Reflect.get(source, fieldName)
  return typeof value === 'function' ? Reflect.apply(value, source, [args, call, info]) : value
}

function renderError(error: GraphQLError): Record<string, unknown> {
  const { type } = error.extensions
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    message: error.message
  }
}
