/** An index for one test, in each kind of store, beside repositories of the fake whose releases somebody else has made. */
import { openReleases } from '../../src/stores/github/plain.ts'
import type { Store } from '../../src/stores/store.ts'
import { withReleases } from '../../src/stores/with-releases.ts'
import { scratch } from './artifacts.ts'
import { bytesOf, type GithubFake, type RecordedRequest } from './github-fake/index.ts'
import { githubPlaceOf } from './github-storage.ts'
import { githubOptions, openStore, type Place } from './open-store.ts'
import { indexIn, type OnAnyStore } from './python-index.ts'
import { startS3Fake } from './s3-fake/index.ts'
import { placeOf } from './s3-storage.ts'

/** The repository whose releases are entered. */
export const SOURCE = 'github://owner/repo'

/** An index that may lead to releases. What is done to it is done by a step of its own, with a store that it opens. */
export interface ReleasedIndex extends Pick<
  OnAnyStore,
  'push' | 'reindex' | 'problems' | 'page' | 'entries'
> {
  /** Whether the releases are those of the repository that holds the index. */
  readonly isOwn: boolean
  /** Does something else in a step. */
  step<T>(run: (store: Store) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Who asks for the releases, null: anybody; and in which pages GitHub lists them. */
export interface Opening {
  readonly token?: string | null
  readonly pageSize?: number
}

/** Opens a store that shows the releases of the fake's repositories. */
export async function openBeside(
  fake: GithubFake,
  place: Place,
  { token = fake.token, pageSize = 100 }: Opening = {}
): Promise<Store> {
  return withReleases(await openStore(place), (source) => {
    const repository = source.replace('github://', '')
    const options = githubOptions(githubPlaceOf(fake, { token, repository }))
    return openReleases({ ...options, tuning: { ...options.tuning, pageSize } })
  })
}

/** Opens an empty index somewhere, beside the fake's repositories. */
export type OpenBeside = (fake: GithubFake, opening?: Opening) => Promise<ReleasedIndex>

/** The kinds of store, each with a way to open an index in it. */
export const BESIDE: readonly [string, OpenBeside][] = [
  [
    'a folder',
    (fake, opening) => {
      const { folder, remove } = scratch()
      return steps(fake, { kind: 'folder', folder, prefix: 'simple/' }, { opening, close: remove })
    }
  ],
  [
    'a bucket',
    async (fake, opening) => {
      const s3 = await startS3Fake()
      return steps(fake, placeOf(s3, { prefix: 'simple/' }), { opening, close: () => s3.close() })
    }
  ],
  [
    'another repository',
    (fake, opening) => {
      fake.createRepository('owner/index')
      const place = githubPlaceOf(fake, { repository: 'owner/index', prefix: 'simple/' })
      return steps(fake, place, { opening, close: () => undefined })
    }
  ],
  [
    'the same repository',
    async (fake, opening) => {
      const place = githubPlaceOf(fake, { prefix: 'simple/' })
      return { ...(await steps(fake, place, { opening, close: () => undefined })), isOwn: true }
    }
  ]
]

interface Steps {
  readonly opening: Opening | undefined
  readonly close: () => void | Promise<void>
}

function steps(fake: GithubFake, place: Place, { opening, close }: Steps): Promise<ReleasedIndex> {
  const step: ReleasedIndex['step'] = async (run) => {
    const store = await openBeside(fake, place, opening)
    try {
      return await run(store)
    } finally {
      await store.close()
    }
  }
  return Promise.resolve({
    isOwn: false,
    step,
    push: (...given) => step((store) => indexIn(store).push(...given)),
    reindex: (...given) => step((store) => indexIn(store).reindex(...given)),
    problems: (...given) => step((store) => indexIn(store).problems(...given)),
    page: (...given) => step((store) => indexIn(store).page(...given)),
    entries: (...given) => step((store) => indexIn(store).entries(...given)),
    close: async () => {
      await close()
    }
  })
}

/** Everything of the releases of a repository, bytes included, but for how often they were downloaded. */
export function releasesIn(fake: GithubFake, repository = 'owner/repo'): unknown {
  return [...fake.repository(repository).releases.values()].map(({ assets, ...release }) => ({
    ...release,
    assets: [...assets.values()].map(({ body, ...asset }) => ({
      ...asset,
      downloads: undefined,
      bytes: bytesOf(body).toString('base64')
    }))
  }))
}

/** The requests that read bytes of assets. */
export function readsIn(fake: GithubFake): RecordedRequest[] {
  return fake.find({ operation: 'storage.asset' })
}

/** The requests that may change something in a repository. */
export function writesTo(fake: GithubFake, repository: string): RecordedRequest[] {
  const isWrite = ({ method, operation }: RecordedRequest) =>
    method !== 'GET' && operation !== 'graphql.query'
  return fake.find({ repository }).filter(isWrite)
}
