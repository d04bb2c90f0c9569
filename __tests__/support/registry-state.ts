/** What a registry in a bucket of the fake has to be at every moment, and what it comes to in the end. */
import { createHash } from 'node:crypto'

import * as v from 'valibot'

import { bytesOf, type Body, type S3Fake, type StoredObject } from './s3-fake/index.ts'

const recordSchema = v.looseObject({
  localname: v.string(),
  latest: v.nullable(v.string()),
  removed: v.optional(v.array(v.string()))
})

/** What is wrong in a bucket; empty where everything is as every reader may expect it. */
export function violations(fake: S3Fake, bucket = 'bucket'): string[] {
  const objects = fake.objects(bucket)
  return [...objects.values()].flatMap((object) => {
    if (object.key === PROBE) return []
    if (object.key.endsWith('/tycho.json')) return recordViolations(objects, object)
    if (/\/tycho_[^/]+\.pkg$/.test(object.key)) return artifactViolations(object)
    return [`${object.key} is no part of a registry`]
  })
}

const PROBE = '.registry-probe'

function recordViolations(objects: ReadonlyMap<string, StoredObject>, { key, body }: StoredObject): string[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), recordSchema), bytesOf(body).toString())
  if (!parsed.success) return [`${key} is no record: ${bytesOf(body).toString()}`]
  const { latest, removed = [] } = parsed.output
  if (latest === null) return []
  const folder = key.slice(0, -'tycho.json'.length)
  return [
    ...(objects.has(`${folder}tycho_${latest}.pkg`) ? [] : [`${key} says ${latest}, which is not there`]),
    ...(removed.includes(latest) ? [`${key} says ${latest}, which was removed`] : [])
  ]
}

function artifactViolations({ key, body, metadata }: StoredObject): string[] {
  const told = metadata['registry-sha256']
  return told === undefined || told === digestOf(body) ? [] : [`${key} is not what its digest says`]
}

// Objects are replaced as a whole, so a body is hashed once however often it is looked at.
const digests = new WeakMap<Body, string>()

function digestOf(body: Body): string {
  const known = digests.get(body) ?? createHash('sha256').update(bytesOf(body)).digest('hex')
  digests.set(body, known)
  return known
}

/** Everything a reader can tell: records as they are, artifacts by their digest and what is noted with them. */
export function stateOf(fake: S3Fake, bucket = 'bucket'): Record<string, unknown> {
  const objects = [...fake.objects(bucket).values()].filter(({ key }) => key !== PROBE)
  return Object.fromEntries(
    objects.map(({ key, body, metadata, storageClass }) => {
      const noted = Object.entries(metadata).filter(([name]) => name !== 'registry-nonces')
      const content = key.endsWith('.json') ? bytesOf(body).toString() : digestOf(body)
      return [key, { content, noted, storageClass }]
    })
  )
}

/** Puts a version in place as a push does. */
export function putVersion(
  fake: S3Fake,
  name: string,
  version: string,
  content: string | Uint8Array,
  bucket = 'bucket'
): void {
  fake.setObject(bucket, `${name}/tycho_${version}.pkg`, content, {
    metadata: {
      'registry-sha256': createHash('sha256').update(content).digest('hex'),
      'registry-filename': 'a.bin',
      'registry-nonces': `seed-${version}`
    }
  })
}

/** Puts a record in place, whatever it says. */
export function putRecord(fake: S3Fake, name: string, record: unknown, bucket = 'bucket'): void {
  const text = typeof record === 'string' ? record : JSON.stringify(record, undefined, 2)
  fake.setObject(bucket, `${name}/tycho.json`, text, { contentType: 'application/json' })
}

/** The record of a package. */
export function recordIn(fake: S3Fake, name: string, bucket = 'bucket'): v.InferOutput<typeof recordSchema> {
  const text = fake.text(bucket, `${name}/tycho.json`)
  return v.parse(v.pipe(v.string(), v.parseJson(), recordSchema), text)
}
