/** Steps on a Python index in releases of GitHub, for tests that break them off. */
import { isRegistryError } from '../../src/errors.ts'
import type { Store } from '../../src/stores/store.ts'
import type { RepositoryHandle } from '../support/github-fake/index.ts'
import { doPythonJob, type PythonJob } from '../support/interleaving/python-jobs.ts'
import type { GithubChanges } from './github-bench.ts'

/** A step that can be repeated. */
export interface Step {
  readonly what: string
  /** What its store is told besides. */
  readonly changes?: GithubChanges
  /** `holding` puts files into drafts that stay ones. */
  readonly prepare: (store: Store, repository: RepositoryHandle, holding: Store) => Promise<unknown>
  readonly run: (store: Store) => Promise<unknown>
  /** True where the step, begun twice, may count twice. */
  readonly countsTwice?: boolean
  /** Files that somebody deleted by hand, so that records name them until the step ends. */
  readonly deleted?: RegExp
}

const push = (version: string): PythonJob => ({ kind: 'push', version })
const remove = (version: string): PythonJob => ({ kind: 'remove', version })
const yank = (undo: boolean): PythonJob => ({ kind: 'yank', version: '1.0', undo })

const after =
  (...jobs: PythonJob[]) =>
  async (store: Store) => {
    for (const job of jobs) await doPythonJob(store, job)
  }
const doing = (job: PythonJob) => (store: Store) => doPythonJob(store, job)

/** Everything of an index but what reindex makes it from. */
function loseRecords(repository: RepositoryHandle): void {
  const lost = repository.files('registry').filter((path) => !path.startsWith('.registry/'))
  repository.commit('registry', Object.fromEntries(lost.map((path) => [path, null])), 'Lose the records')
}

function deleteAsset(repository: RepositoryHandle, tag: string, name: string): void {
  const asset = repository.asset(tag, name)
  if (asset === undefined) throw new Error(`there is no ${name} on ${tag}`)
  repository.removeAsset(asset.id)
}

/** Every command that writes to an index. */
export const pythonSteps: readonly Step[] = [
  { what: 'push of a new Python project', prepare: after(), run: doing(push('1.0')) },
  {
    what: 'push of a new Python project whose tag a ruleset protects',
    prepare: (_store, repository) => {
      repository.setBlockedTags(/^narf/)
      return Promise.resolve()
    },
    run: async (store) => {
      const refused = await doing(push('1.0'))(store).catch((error: unknown) => error)
      if (!isRegistryError(refused, 'denied')) throw refused
      const { body } = await store.documents.read('projects.json')
      if (body !== undefined && Buffer.from(body).includes('"narf"')) throw new Error('it is in the root')
    },
    countsTwice: true
  },
  { what: 'push to a Python project', prepare: after(push('1.0')), run: doing(push('2.0')) },
  {
    what: 'push of a Python file whose release was deleted by hand',
    prepare: async (store, repository) => {
      await after(push('1.0'), push('2.0'))(store)
      for (const { id } of repository.releasesOf('narf-1.0')) repository.removeRelease(id)
    },
    run: doing(push('1.0')),
    countsTwice: true,
    deleted: /narf-1\.0-/
  },
  {
    what: 'push of a Python file that was deleted by hand, and its metadata was not',
    prepare: async (store, repository) => {
      await after(push('1.0'), push('2.0'))(store)
      deleteAsset(repository, 'narf-1.0', 'narf-1.0-py3-none-any.whl')
    },
    run: doing(push('1.0')),
    countsTwice: true,
    deleted: /narf-1\.0-/
  },
  { what: 'yank in a Python project', prepare: after(push('1.0'), push('2.0')), run: doing(yank(false)) },
  {
    what: 'taking a yank back in a Python project',
    prepare: after(push('1.0'), push('2.0'), yank(false)),
    run: doing(yank(true))
  },
  {
    what: 'remove from a Python project',
    prepare: after(push('1.0'), push('2.0')),
    run: doing(remove('1.0')),
    countsTwice: true
  },
  {
    what: 'remove the last of a Python project',
    prepare: after(push('1.0')),
    run: doing(remove('1.0')),
    countsTwice: true
  },
  {
    what: 'reindex of a Python index whose records and pages are lost',
    prepare: async (store, repository) => {
      await after(push('1.0'), push('2.0'))(store)
      loseRecords(repository)
    },
    run: doing({ kind: 'reindex' })
  },
  {
    what: 'reindex of a Python index of which files and pages were deleted by hand',
    prepare: async (store, repository) => {
      await after(push('1.0'), push('2.0'), push('3.0'))(store)
      deleteAsset(repository, 'narf-1.0', 'narf-1.0-py3-none-any.whl')
      deleteAsset(repository, 'narf-2.0', 'narf-2.0-py3-none-any.whl.metadata')
      repository.commit('registry', { 'narf/index.html': null }, 'Delete a page')
    },
    run: doing({ kind: 'reindex' }),
    countsTwice: true,
    deleted: /narf-1\.0-|narf-2\.0-\S+\.metadata/
  },
  {
    what: 'reindex of a Python index whose removal was broken off',
    prepare: async (store, repository) => {
      await after(push('1.0'), push('2.0'))(store)
      const tombstones = { files: { 'narf-1.0-py3-none-any.whl': { version: '1.0', serial: 3 } } }
      repository.commit('registry', { 'narf/removed.json': JSON.stringify(tombstones) }, 'Begin a removal')
    },
    run: doing({ kind: 'reindex' }),
    countsTwice: true
  }
]
