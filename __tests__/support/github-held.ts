/** Steps of one workflow that put files into the draft of a release, of which the last one publishes it. */
import { sha256 } from '../../src/digest.ts'
import { parseMetadata } from '../../src/python/distributions/metadata.ts'
import { metadataName } from '../../src/python/layout.ts'
import { publish as publishDistributions, type Published } from '../../src/python/publish.ts'
import { parseRecord } from '../../src/python/record.ts'
import type { Upload } from '../../src/python/storing.ts'
import type { Store } from '../../src/stores/store.ts'
import { publish, type Publication, type Published as PublishedVersion } from '../../src/tycho/publish.ts'
import type { RepositoryHandle } from './github-fake/index.ts'
import { metadataOf, wheelOf } from './python-distributions.ts'

const NOW = new Date('2026-01-02T03:04:05Z')

/** A wheel of `narf` 1.0, or another one, for one Python. */
export function wheelFor(tag: string, of: { name?: string; version?: string; answer?: number } = {}): Upload {
  const { name = 'narf', version = '1.0', answer = 42 } = of
  const text = metadataOf(name, version, [], `All of ${name}`)
  const members = [{ name: `${name}/__init__.py`, content: `answer = ${answer}\n` }]
  const bytes = wheelOf({ name, version, metadata: text, members })
  const beside = Buffer.from(text)
  const filename = `${name}-${version}-${tag}-none-any.whl`
  return {
    file: {
      ...{ filename, kind: 'wheel', pythonVersion: tag, size: bytes.length },
      digests: { sha256: sha256(bytes) },
      metadata: parseMetadata(beside, filename),
      coreMetadata: sha256(beside),
      ...{ hasSignature: false, hasProvenance: false }
    },
    body: { kind: 'buffer', bytes },
    beside: [{ filename: metadataName(filename), bytes: beside, contentType: 'text/plain; charset=utf-8' }]
  }
}

/** Pushes distributions; any failure is thrown. Answers the files' names and what became of them. */
export async function pushWheels(
  store: Store,
  uploads: readonly Upload[],
  ifExists: 'same' | 'skip' = 'same'
): Promise<[filename: string, outcome: string][]> {
  const options = { ifExists, baseUrl: undefined, now: NOW }
  const { files, failures }: Published = await publishDistributions(store, uploads, options, () => undefined)
  for (const { error } of failures) throw error
  return files.map(({ filename, outcome }): [string, string] => [filename, outcome]).sort()
}

/** Pushes a version of a package, 1.0 where no other is named. */
export function pushVersion(
  store: Store,
  name: string,
  more: Partial<Publication> & { readonly content?: string } = {}
): Promise<PublishedVersion> {
  const { content = `bytes of ${name}`, ...rest } = more
  const bytes = Buffer.from(content)
  return publish(store, {
    ...{ package: name, version: '1.0', body: { kind: 'buffer', bytes }, sha256: sha256(bytes) },
    ...{ executable: false, filename: `${name.replaceAll('/', '-')}.bin`, localName: undefined },
    ...{ promote: 'no', ifExists: 'same' },
    ...rest
  })
}

/** The names of the files in the record of a project of a repository, sorted. */
export function indexedIn(repository: RepositoryHandle, name = 'narf'): string[] {
  const bytes = repository.file('registry', `${name}/manifest.json`)
  return bytes === undefined
    ? []
    : parseRecord(bytes, name)
        .entries.map(({ filename }) => filename)
        .sort()
}

/** What is on the branch but for claims and elections. */
export function documentsIn(repository: RepositoryHandle): string[] {
  return repository
    .files('registry')
    .filter((path) => !path.startsWith('.registry/') && path !== 'README.md' && path !== '.nojekyll')
}
