/** Storage for the driver of GitHub Releases: a repository of the fake. */
import { basename } from 'node:path'
import { assetName } from '../../src/stores/github/names.ts'
import type { Storage } from '../contract/store-contract.ts'
import type { GithubFake } from './github-fake/index.ts'
import type { GithubPlace } from './open-store.ts'
import { start } from './processes.ts'

/** Where a store in the first repository of the fake is. */
export function githubPlaceOf(fake: GithubFake, more: Partial<GithubPlace> = {}): GithubPlace {
  const { apiUrl, graphqlUrl, serverUrl, token } = fake
  const repository = fake.repository().name
  return { kind: 'github', apiUrl, graphqlUrl, serverUrl, repository, token, prefix: '', ...more }
}

/** Storage in the fake's first repository. Listings come in pages of two. */
export function githubStorage(fake: GithubFake, prefix: string): Storage {
  const place = githubPlaceOf(fake, { prefix })
  const longest = 1024 - Buffer.byteLength(prefix)
  const segments = `${'k'.repeat(99)}/`.repeat(11)
  return {
    place,
    partSize: 1024 * 1024,
    edges: {
      taken: [segments.slice(0, longest), 'x'.repeat(255), `.gitx/y`],
      refused: [
        ...[segments.slice(0, longest + 1), 'x'.repeat(256), '.git/x', 'x/.GIT', 'a\nb', 'a/.files.json/b'],
        ...(prefix === '' ? ['.registry/x'] : [])
      ]
    },
    holdsFolderPages: false,
    holdsOwnPage: false,
    addressEnd: (path) => `/${assetName(basename(path))}`,
    lose: (_, path) => {
      fake.repository().commit('registry', { [`${prefix}${path}`]: null }, 'Delete a file by hand')
      return Promise.resolve()
    },
    interrupt: async (path, file) => {
      const { status, output } = await start('interrupted.ts', JSON.stringify(place), path, file).ended
      if (status === 0 || output !== '') throw new Error(`it was not interrupted:\n${output}`)
    },
    close: () => fake.close()
  }
}
