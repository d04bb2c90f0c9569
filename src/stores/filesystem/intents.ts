import { readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { fileError, RegistryError } from '../../errors.ts'
import type { Revision } from '../store.ts'
import { ifAbsent, refuses, renameDurably, syncFolder, writeDurably, type Layout } from './layout.ts'

/** A document, and the bytes that it is to have. */
export interface Putting {
  readonly path: string
  readonly body: Uint8Array
}

/**
 * What a swap is about to put in place. It lies in the registry from before the first of these files is replaced until
 * the last one is: whoever comes after a killed writer finds all that is needed to end its work.
 */
export interface Intent {
  readonly record: Putting
  /** The revision that the record has before. */
  readonly expected: Revision
  readonly pages: readonly Putting[]
}

/** Notes an intent durably. The record's lock has to be held. */
export async function noteIntent(layout: Layout, { record, expected, pages }: Intent): Promise<void> {
  const files = [record, ...pages]
  const head = { expected, files: files.map(({ path, body }) => ({ path, size: body.length })) }
  const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...files.map(({ body }) => body)])
  await putDurably(layout, layout.intent(record.path), bytes)
}

/** The intent that a record's last writer left, or undefined. Throws `corrupt` where it can't be read. */
export async function intentOf(layout: Layout, path: string): Promise<Intent | undefined> {
  const file = layout.intent(path)
  const bytes = await readFile(file).catch(ifAbsent)
  if (bytes === undefined) return undefined
  const end = bytes.indexOf('\n')
  const head = v.safeParse(headSchema, bytes.subarray(0, Math.max(end, 0)).toString())
  if (!head.success) throw unreadable(file)
  let start = end + 1
  const [record, ...pages] = head.output.files.map(({ path: each, size }) => {
    start += size
    return { path: each, body: bytes.subarray(start - size, start) }
  })
  if (record?.path !== path || start !== bytes.length) throw unreadable(file)
  return { record, expected: head.output.expected, pages }
}

/** Forgets an intent, durably: one that came back would undo what was written since. */
export async function forgetIntent(layout: Layout, path: string): Promise<void> {
  const file = layout.intent(path)
  await rm(file, { force: true })
  await syncFolder(dirname(file))
}

/** Puts documents in place, one after the other, each whole. */
export async function putAll(layout: Layout, documents: readonly Putting[]): Promise<void> {
  for (const { path, body } of documents) {
    const file = layout.file(path)
    await putDurably(layout, file, body).catch((error: unknown) => {
      throw fileError(error, file, 'writing')
    })
  }
}

async function putDurably(layout: Layout, file: string, bytes: Uint8Array): Promise<void> {
  const temporary = layout.temporary()
  try {
    await writeDurably(temporary, bytes)
    await renameDurably(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** What stands before the bytes, on a line of its own. */
const headSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    expected: v.string(),
    files: v.array(
      v.object({
        path: v.pipe(
          v.string(),
          v.check((path) => refuses(path) === undefined)
        ),
        size: v.pipe(v.number(), v.integer(), v.minValue(0))
      })
    )
  })
)

function unreadable(file: string): RegistryError {
  return new RegistryError(
    'corrupt',
    `${file} can't be read: it says what a killed writer was about to write`,
    {
      hint: 'Delete the file, then reindex: what was pushed is found by its artifacts.'
    }
  )
}
