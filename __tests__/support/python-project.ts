/** Projects of an index, made up for tests: the same bytes in every run. */
import { createHash } from 'node:crypto'
import type { ProjectState } from '../../src/python/pages/project.ts'
import { parseEntry, type Entry } from '../../src/python/record.ts'

/** Lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The core metadata of a wheel that says nothing but who it is. */
export function metadataOf(name: string, version: string): string {
  return `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`
}

/** An entry of a record for a file of `narf`; `document` has keys as the record spells them. */
export function entryOf(
  version: string,
  filename: string,
  document: Readonly<Record<string, unknown>> = {}
): Entry {
  const wheel = filename.endsWith('.whl')
  return parseEntry(
    {
      filename,
      version,
      name: 'Narf',
      packagetype: wheel ? 'bdist_wheel' : 'sdist',
      python_version: wheel ? (filename.split('-').at(-3) ?? '') : 'source',
      size: filename.length * 1000,
      digests: { sha256: sha256(filename), md5: sha256(filename).slice(0, 32) },
      upload_time_iso_8601: '2026-01-02T03:04:05.678901Z',
      serial: 1,
      ...(wheel ? { core_metadata: { sha256: sha256(metadataOf('Narf', version)) } } : {}),
      ...document
    },
    'a test'
  )
}

/** A wheel of `narf` that runs anywhere. */
export function wheelOf(version: string, document: Readonly<Record<string, unknown>> = {}): Entry {
  return entryOf(version, `narf-${version}-py3-none-any.whl`, document)
}

/** A project called `narf`, whose serial is the highest of its entries'. */
export function projectOf(entries: readonly Entry[], state: Partial<ProjectState> = {}): ProjectState {
  const serial = Math.max(0, ...entries.map((entry) => entry.serial))
  return {
    name: 'narf',
    folder: 'narf',
    record: { entries, serial, hasRemovals: false },
    emptied: [],
    ...state
  }
}
