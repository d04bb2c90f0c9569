/** What tests of stores need again and again: bodies, artifacts, and what became of a promise. */
import { createCipheriv, createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { sha256, sha256OfFile } from '../../src/digest.ts'
import { RegistryError } from '../../src/errors.ts'
import { fileBody } from '../../src/stores/body.ts'
import {
  ABSENT,
  type ArtifactKey,
  type Created,
  type NewArtifact,
  type Revision,
  type Store
} from '../../src/stores/store.ts'
import { chunksOf } from '../../src/transfer/stream.ts'

/** The key of an artifact at a path, whose folder is its package; both play no part in a folder or a bucket. */
export function keyOf(path: string, filename = basename(path)): ArtifactKey {
  return { package: dirname(path), version: '1.0', path, filename }
}

/** An artifact of bytes in memory. */
export function artifactOf(
  path: string,
  content: Uint8Array | string,
  more: { executable?: boolean; filename?: string; contentType?: string } = {}
): NewArtifact {
  const bytes = Buffer.from(content)
  return {
    key: keyOf(path, more.filename),
    body: { kind: 'buffer', bytes },
    sha256: sha256(bytes),
    executable: more.executable ?? false,
    contentType: more.contentType ?? 'application/octet-stream'
  }
}

/** What became of artifacts that were created, without their revisions. */
export async function outcomesOf(creating: Promise<Created[]>): Promise<Created['outcome'][]> {
  return (await creating).map(({ outcome }) => outcome)
}

/** An artifact of a file, as it is now. */
export async function artifactOfFile(path: string, file: string): Promise<NewArtifact> {
  const body = await fileBody(file)
  return {
    key: keyOf(path),
    body,
    sha256: await sha256OfFile(file, body.size),
    executable: false,
    contentType: 'application/octet-stream'
  }
}

/** Bytes that look random, the same ones for the same seed; no two places in them are alike. */
export function noise(size: number, seed: string): Buffer {
  const key = createHash('md5').update(seed).digest()
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size))
}

/** Replaces an artifact that still has the revision, and answers what became of it; where the store can't, it goes first. */
export async function replacing(
  { artifacts, limits }: Store,
  item: NewArtifact,
  expected: Revision
): Promise<'swapped' | 'stale'> {
  if (limits.replaces) return (await artifacts.replace(item, expected)).outcome
  await artifacts.remove(item.key, expected)
  const [made] = await artifacts.create([item])
  return made?.outcome === 'created' ? 'swapped' : 'stale'
}

/** Removes an artifact as it is now; one that is not there is left so. */
export async function removeFound({ artifacts }: Store, path: string): Promise<void> {
  const found = await artifacts.find(keyOf(path))
  await artifacts.remove(keyOf(path), found?.revision ?? ABSENT)
}

/** Everything a stream gives. */
export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of chunksOf(stream)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A folder for files of a test. */
export interface Scratch {
  readonly folder: string
  /** Writes a file and answers its path. */
  write(name: string, content: Uint8Array | string): Promise<string>
  /** Makes a file of so many zero bytes that takes no room on the disk. */
  sparse(name: string, size: number): Promise<string>
  readonly remove: () => void
}

/** A new folder outside the checkout. */
export function scratch(place = tmpdir()): Scratch {
  const folder = mkdtempSync(join(place, 'registry-test-'))
  return {
    folder,
    async write(name, content) {
      await writeFile(join(folder, name), content)
      return join(folder, name)
    },
    async sparse(name, size) {
      const file = await open(join(folder, name), 'w')
      await file.truncate(size).finally(() => file.close())
      return join(folder, name)
    },
    remove() {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The expected failure that a promise ends in. Anything else, success too, fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<RegistryError> {
  const result: unknown = await promise.catch((error: unknown) => error)
  if (result instanceof RegistryError) return result
  throw new Error(`not an expected failure: ${String(result)}`, { cause: result })
}
