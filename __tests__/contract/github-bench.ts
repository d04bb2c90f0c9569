/** The driver of GitHub Releases on the fake, for tests of one thing each. */
import { afterEach } from '@jest/globals'
import { openGithub } from '../../src/stores/github/index.ts'
import type { GithubOptions, GithubTuning, ReleaseOptions } from '../../src/stores/github/options.ts'
import type { Store } from '../../src/stores/store.ts'
import { scratch, type Scratch } from '../support/artifacts.ts'
import {
  startGithubFake,
  type GithubFake,
  type GithubFakeOptions,
  type RepositoryHandle,
  type RepositoryOptions
} from '../support/github-fake/index.ts'
import { githubPlaceOf } from '../support/github-storage.ts'
import { githubOptions } from '../support/open-store.ts'

/** What a test wants otherwise about a store. */
export type GithubChanges = Partial<Omit<GithubOptions, 'tuning' | 'release'>> & {
  readonly tuning?: Partial<GithubTuning>
  readonly release?: Partial<ReleaseOptions>
}

/** A repository of the fake, and stores in it. */
export interface GithubGround {
  readonly repository: RepositoryHandle
  /** A new client. */
  readonly open: (changes?: GithubChanges) => Store
}

/** A fake, its first repository, and a folder for files. */
export interface GithubBench extends GithubGround {
  readonly fake: GithubFake
  readonly files: Scratch
  /** Another repository. */
  readonly ground: (options?: RepositoryOptions) => GithubGround
}

/** Benches that end with the test they were made for, which fails where the fake was asked what GitHub does not know. */
export function useGithub(): (options?: GithubFakeOptions) => Promise<GithubBench> {
  const closers: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })
  return async (options = {}) => {
    const { limits, ...rest } = options
    const fake = await startGithubFake({ ...rest, limits: { rate: 1_000_000, ...limits } })
    const files = scratch()
    closers.push(files.remove, fake.close)
    let grounds = 0
    const groundOf = (repository: RepositoryHandle): GithubGround => ({
      repository,
      open: (changes = {}) => {
        const place = githubPlaceOf(fake, { repository: repository.name })
        const { tuning, release, ...more } = changes
        const usual = githubOptions(place, more)
        const store = openGithub({
          ...usual,
          tuning: { ...usual.tuning, ...tuning },
          release: { ...usual.release, ...release }
        })
        closers.push(() => store.close())
        return store
      }
    })
    return {
      ...groundOf(fake.repository()),
      fake,
      files,
      ground: (more) => groundOf(fake.createRepository(`owner/another-${(grounds += 1)}`, more))
    }
  }
}
