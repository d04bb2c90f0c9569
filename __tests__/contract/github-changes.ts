/** What a store in releases of GitHub does, for tests that disturb it: each has to be done, and exactly once. */
import { ABSENT, type Store } from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import { artifactOf, keyOf, noise, outcomesOf, readAll, removeFound } from '../support/artifacts.ts'
import type { RepositoryHandle } from '../support/github-fake/index.ts'
import { changed, renderBelow } from '../support/paged.ts'
import { contentOf, textOf } from './s3-bench.ts'

/** A change of a store, or a question to it. */
export interface Change {
  readonly what: string
  readonly prepare: (store: Store, repository: RepositoryHandle) => Promise<unknown>
  readonly run: (store: Store) => Promise<unknown>
  readonly outcome: unknown
  readonly look: (store: Store) => Promise<unknown>
  readonly leaves: unknown
}

const nothing = () => Promise.resolve()
/** More than is read in one piece. */
export const large = noise(100_000, 'large')

/** Adds one to the number in a document. */
export async function increment(store: Store): Promise<boolean> {
  const { changed: isChanged } = await update(store.documents, 'counter', (current) =>
    Promise.resolve(Buffer.from(String(Number(Buffer.from(current ?? '0').toString()) + 1)))
  )
  return isChanged
}

const renderPaged = renderBelow('p')

async function changePaged(store: Store, value: string): Promise<boolean> {
  const next = (current: Uint8Array | undefined) => Promise.resolve(changed(current, 'a', value))
  return (await update(store.documents, 'p/record.json', next, { render: renderPaged })).changed
}

async function pagedText(store: Store): Promise<string> {
  const texts = ['p/record.json', 'p/index.html', 'p/all.json', 'p/files/a.json'].map((path) =>
    textOf(store, path)
  )
  return (await Promise.all(texts)).join('\n')
}

function pagedLeaves(value: string, serial: number): string {
  const record = Buffer.from(JSON.stringify({ serial, files: { a: { value, serial } } }))
  return [String(record), ...renderPaged(record).map(({ body }) => String(body))].join('\n')
}

const created = (...paths: string[]) => {
  const items = paths.map((path) => artifactOf(path, `bytes of ${path}`))
  return (store: Store) => outcomesOf(store.artifacts.create(items))
}
const contents =
  (...paths: string[]) =>
  (store: Store) =>
    Promise.all(paths.map((path) => contentOf(store, path)))
const leaving = (...paths: string[]) => paths.map((path) => `bytes of ${path}`)

async function pathsIn(store: Store): Promise<string[]> {
  const paths = []
  for await (const { path } of store.list('')) paths.push(path)
  return paths
}

async function rangeOf(store: Store): Promise<string | undefined> {
  const opened = await store.artifacts.open(keyOf('pkg/file'), { range: { start: 70_000, end: 70_010 } })
  return opened && (await readAll(opened.body)).toString('hex')
}

/** All that a store does. */
export const changes: readonly Change[] = [
  {
    what: 'create in a new repository',
    prepare: nothing,
    run: created('pkg/file'),
    outcome: ['created'],
    look: contents('pkg/file'),
    leaves: leaving('pkg/file')
  },
  {
    what: 'create several of one version and one of another',
    prepare: created('pkg/old'),
    run: created('pkg/one', 'pkg/two', 'other/file'),
    outcome: ['created', 'created', 'created'],
    look: contents('pkg/one', 'pkg/two', 'other/file', 'pkg/old'),
    leaves: leaving('pkg/one', 'pkg/two', 'other/file', 'pkg/old')
  },
  {
    what: 'create a new version',
    prepare: created('other/file'),
    run: created('pkg/file'),
    outcome: ['created'],
    look: contents('pkg/file', 'other/file'),
    leaves: leaving('pkg/file', 'other/file')
  },
  {
    what: 'create on a release of somebody else',
    prepare: (_, repository) => {
      repository.addRelease('pkg-1.0', { assets: { 'theirs.txt': 'theirs' } })
      return Promise.resolve()
    },
    run: created('pkg/file'),
    outcome: ['created'],
    look: contents('pkg/file'),
    leaves: leaving('pkg/file')
  },
  {
    what: 'create what exists',
    prepare: (store) => store.artifacts.create([artifactOf('pkg/file', 'old bytes')]),
    run: created('pkg/file'),
    outcome: ['exists'],
    look: contents('pkg/file'),
    leaves: ['old bytes']
  },
  {
    what: 'find',
    prepare: created('pkg/file'),
    run: async (store) => (await store.artifacts.find(keyOf('pkg/file')))?.size,
    outcome: 'bytes of pkg/file'.length,
    look: contents('pkg/file'),
    leaves: leaving('pkg/file')
  },
  {
    what: 'open',
    prepare: (store) => store.artifacts.create([artifactOf('pkg/file', large)]),
    run: (store) => contentOf(store, 'pkg/file'),
    outcome: large.toString('latin1'),
    look: contents('pkg/file'),
    leaves: [large.toString('latin1')]
  },
  {
    what: 'open a part',
    prepare: (store) => store.artifacts.create([artifactOf('pkg/file', large)]),
    run: rangeOf,
    outcome: large.subarray(70_000, 70_010).toString('hex'),
    look: contents('pkg/file'),
    leaves: [large.toString('latin1')]
  },
  {
    what: 'list',
    prepare: async (store) => {
      await created('a/file', 'b/file', 'c/file', 'c/other')(store)
      await increment(store)
    },
    run: pathsIn,
    outcome: ['a/file', 'b/file', 'c/file', 'c/other', 'counter'],
    look: contents('a/file'),
    leaves: leaving('a/file')
  },
  {
    what: 'remove one of two',
    prepare: created('pkg/file', 'pkg/other'),
    run: (store) => removeFound(store, 'pkg/file'),
    outcome: undefined,
    look: contents('pkg/file', 'pkg/other'),
    leaves: [undefined, 'bytes of pkg/other']
  },
  {
    what: 'remove the last one',
    prepare: created('pkg/file'),
    run: (store) => removeFound(store, 'pkg/file'),
    outcome: undefined,
    look: contents('pkg/file'),
    leaves: [undefined]
  },
  {
    what: 'a new document in a new repository',
    prepare: nothing,
    run: (store) => store.documents.swap('counter', ABSENT, Buffer.from('1')),
    outcome: 'swapped',
    look: (store) => textOf(store, 'counter'),
    leaves: '1'
  },
  {
    what: 'a changed document',
    prepare: increment,
    run: increment,
    outcome: true,
    look: (store) => textOf(store, 'counter'),
    leaves: '2'
  },
  {
    what: 'a changed record and its pages',
    prepare: (store) => changePaged(store, 'one'),
    run: (store) => changePaged(store, 'two'),
    outcome: true,
    look: pagedText,
    leaves: pagedLeaves('two', 2)
  },
  {
    what: 'complete',
    prepare: async (store, repository) => {
      await changePaged(store, 'one')
      repository.commit('registry', { 'p/index.html': null, 'p/all.json': 'other' })
    },
    run: (store) => store.documents.complete('p/record.json', renderPaged),
    outcome: undefined,
    look: pagedText,
    leaves: pagedLeaves('one', 1)
  },
  {
    what: 'stale',
    prepare: async (store, repository) => {
      await changePaged(store, 'one')
      repository.commit('registry', { 'p/all.json': null })
    },
    run: (store) => store.documents.stale('p/record.json', renderPaged),
    outcome: ['p/all.json'],
    look: (store) => textOf(store, 'p/index.html'),
    leaves: String(
      renderPaged(Buffer.from(JSON.stringify({ serial: 1, files: { a: { value: 'one', serial: 1 } } })))[0]
        ?.body
    )
  },
  {
    what: 'discard what is left over',
    prepare: (_, repository) => {
      const body = 'text\n\n<!-- registry-action abcdefghijkl -->'
      repository.addRelease('left-1.0', { draft: true, body, assets: { half: 'half' } })
      repository.addRelease('theirs-1.0', { body: 'not ours' })
      return Promise.resolve()
    },
    run: async (store) => {
      const found = []
      for await (const left of store.leftovers()) {
        found.push(left.path)
        await left.discard()
      }
      return found
    },
    outcome: ['release left-1.0 (a draft)'],
    look: async (store) => {
      const found = []
      for await (const left of store.leftovers()) found.push(left.path)
      return found
    },
    leaves: []
  }
]
