import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import * as v from 'valibot'
import type { Reply } from './reply.ts'
import type { Operation } from './types.ts'

/** What GitHub's OpenAPI description says of one operation. */
export interface Described {
  readonly method: string
  readonly path: string
  readonly request?: unknown
  readonly responses: Readonly<Record<string, unknown>>
}

const fixtureSchema = v.object({
  operations: v.record(
    v.string(),
    v.object({
      method: v.string(),
      path: v.string(),
      request: v.exactOptional(v.unknown()),
      responses: v.record(v.string(), v.unknown())
    })
  ),
  schemas: v.record(v.string(), v.unknown())
})

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

let loaded: { ajv: Ajv; operations: Readonly<Record<string, Described>> } | undefined
const compiled = new Map<string, ValidateFunction>()

/** The operations that are described, by their ids. `scripts/github-openapi.ts` says where they come from. */
export function describedOperations(): Readonly<Record<string, Described>> {
  return fixture().operations
}

/** What an answer has that GitHub's description does not allow, or undefined. */
export function answerMistake(operation: Operation, { status, json }: Reply): string | undefined {
  const described = fixture().operations[operation]
  if (json === undefined || described === undefined) return undefined
  const schema = described.responses[`${status}`]
  // Not every refusal is described; all of them look alike.
  const general = { $ref: 'github#/schemas/basic-error' }
  if (schema === undefined && status < 400) return `${operation} never answers ${status}`
  const given = schema === undefined || schema === true ? general : schema
  return mistake(`${operation} ${status}`, status < 400 ? (schema ?? general) : given, json)
}

/** What a request has that GitHub's description does not allow, or undefined. */
export function requestMistake(operation: Operation, json: unknown): string | undefined {
  const request = fixture().operations[operation]?.request
  return request === undefined ? undefined : mistake(`${operation} request`, request, json)
}

function mistake(name: string, schema: unknown, json: unknown): string | undefined {
  const validate = compiled.get(name) ?? fixture().ajv.compile(absolute(schema))
  compiled.set(name, validate)
  if (validate(json)) return undefined
  return `${name}: ${fixture().ajv.errorsText(validate.errors, { dataVar: '' })}`
}

function fixture(): NonNullable<typeof loaded> {
  if (loaded !== undefined) return loaded
  const text = readFileSync(new URL('./openapi.json', import.meta.url), 'utf8')
  const { operations, schemas } = v.parse(fixtureSchema, JSON.parse(text))
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: {
      'date-time': dateTime,
      uri: (value) => URL.canParse(value),
      int64: { type: 'number', validate: Number.isSafeInteger },
      int32: { type: 'number', validate: Number.isSafeInteger },
      email: true
    }
  })
  ajv.addSchema({ $id: 'github', schemas })
  loaded = { ajv, operations }
  return loaded
}

/** References of an operation lead into the schemas they share. */
function absolute(schema: unknown): Record<string, unknown> {
  const text = JSON.stringify(schema).replaceAll('"#/schemas/', '"github#/schemas/')
  return v.parse(v.record(v.string(), v.unknown()), JSON.parse(text))
}
