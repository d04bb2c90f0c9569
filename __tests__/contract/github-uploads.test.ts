/** What comes of an upload that GitHub takes otherwise than it was meant. */
import { expect, test } from '@jest/globals'
import { githubReleases } from '../../src/stores/github/releases.ts'
import { githubRequests, type Requests } from '../../src/stores/github/requests.ts'
import { uploadAsset } from '../../src/stores/github/uploads.ts'
import { artifactOf, failureOf, keyOf, outcomesOf } from '../support/artifacts.ts'
import { githubPlaceOf } from '../support/github-storage.ts'
import { githubOptions } from '../support/open-store.ts'
import { useGithub } from './github-bench.ts'

const begin = useGithub()

test('an asset that comes back under another name does not stay, and it is said which names do', async () => {
  const { fake, repository } = await begin()
  const requests = githubRequests(githubOptions(githubPlaceOf(fake)))
  const release = await githubReleases(requests).draft('narf-1.0', { package: 'narf', version: '1.0' })
  // As a server that changes more of a name than is known.
  const renaming: Requests = {
    ...requests,
    once: (request, schema) =>
      requests.once({ ...request, at: request.at.replace('name=a_b.txt', 'name=a.b.txt') }, schema)
  }
  const uploading = { release, name: 'a_b.txt', item: artifactOf('narf/a_b.txt', 'bytes') }
  expect(await failureOf(uploadAsset(renaming, uploading))).toMatchObject({
    code: 'unsupported',
    message: 'GitHub stores a_b.txt under another name, a.b.txt',
    hint: expect.stringMatching(/^Rename the file: /)
  })
  expect(repository.releasesOf('narf-1.0')[0]?.assets.size).toBe(0)
  expect(await uploadAsset(requests, uploading)).toMatchObject({ outcome: 'created' })
  requests.close()
})

test('a release that somebody deletes again and again is given up, and nothing counts as stored', async () => {
  const { fake, repository, open } = await begin()
  const attempts = 3
  const store = open({ tuning: { attempts, baseDelay: 1 } })
  const removeAll = () => {
    for (const { id } of repository.releases.values()) repository.removeRelease(id)
  }
  fake.faults({ operation: 'repos/upload-release-asset', times: 1_000, after: removeAll })
  expect(await failureOf(store.artifacts.create([artifactOf('narf/file.txt', 'bytes')]))).toMatchObject({
    code: 'unavailable',
    message: 'release narf-1.0 of owner/repo does not stay: it was deleted again and again',
    hint: expect.stringMatching(/^Look for another job that makes or deletes releases of this tag/)
  })
  expect(fake.count({ operation: 'repos/upload-release-asset' })).toBe(attempts)
  expect(await open().artifacts.find(keyOf('narf/file.txt'))).toBeUndefined()
  fake.clearFaults()
  expect(await outcomesOf(open().artifacts.create([artifactOf('narf/file.txt', 'bytes')]))).toEqual([
    'created'
  ])
  expect(await open().artifacts.find(keyOf('narf/file.txt'))).toMatchObject({ size: 5 })
})
