import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { elsewhereKey } from '../../../src/stores/released.ts'
import type { Store } from '../../../src/stores/store.ts'
import { withReleases } from '../../../src/stores/with-releases.ts'
import { artifactOf, failureOf, keyOf, readAll } from '../../support/artifacts.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

const REPOSITORY = 'github://owner/repo'

let own: TychoFolder
let releases: TychoFolder
let opened: string[]
let closed: number
let store: Store
beforeEach(() => {
  own = tychoFolder()
  releases = tychoFolder()
  opened = []
  closed = 0
  store = withReleases(own.store, (repository) => {
    opened.push(repository)
    const close = () => {
      closed += 1
      return Promise.resolve()
    }
    return { ...releases.store, close }
  })
})
afterEach(() => {
  own.remove()
  releases.remove()
})

async function listed(prefix: string): Promise<string[]> {
  const paths: string[] = []
  for await (const { path } of store.list(prefix)) paths.push(path)
  return paths
}

const key = elsewhereKey({ repository: REPOSITORY, tag: 'v1', asset: 'a' })

describe('a store that shows the releases of others', () => {
  test('has its own artifacts, and opens nothing else for them', async () => {
    await store.artifacts.create([artifactOf('narf/a', 'A')])
    expect(await own.store.artifacts.find(keyOf('narf/a'))).toMatchObject({ path: 'narf/a', size: 1 })
    const opening = await store.artifacts.open(keyOf('narf/a'))
    expect(opening && (await readAll(opening.body)).toString()).toBe('A')
    expect(await listed('')).toEqual(['narf/a'])
    await store.close()
    expect([opened, closed]).toEqual([[], 0])
  })

  test('finds, opens and lists what lies there, each repository opened once', async () => {
    await releases.store.artifacts.create([artifactOf('v1/a', 'A'), artifactOf('v2/b', 'B')])
    expect(await store.artifacts.find(key)).toMatchObject({ path: `${REPOSITORY}/v1/a`, size: 1 })
    const opening = await store.artifacts.open(key, { range: { start: 0, end: 1 } })
    expect(opening?.artifact.path).toBe(`${REPOSITORY}/v1/a`)
    expect(opening && (await readAll(opening.body)).toString()).toBe('A')
    expect(await store.artifacts.open({ ...key, path: `${REPOSITORY}/v1/none` })).toBeUndefined()
    expect(await store.artifacts.url(key)).toMatch(/v1\/a$/)
    expect(await store.artifacts.evidence(key, 'x')).toBeUndefined()
    expect(await listed(`${REPOSITORY}/`)).toEqual([`${REPOSITORY}/v1/a`, `${REPOSITORY}/v2/b`])
    expect(await listed(`${REPOSITORY}/v2/`)).toEqual([`${REPOSITORY}/v2/b`])
    expect(await listed('')).toEqual([])
    await store.close()
    expect([opened, closed]).toEqual([[REPOSITORY], 1])
  })

  test('writes nothing there', async () => {
    const item = { ...artifactOf('v1/a', 'A'), key }
    const writes = [
      store.artifacts.create([artifactOf('narf/a', 'A'), item]),
      store.artifacts.replace(item, 'x'),
      store.artifacts.remove(key, 'x')
    ]
    for (const write of writes) expect((await failureOf(write)).code).toBe('unsupported')
    expect([opened, await listed('')]).toEqual([[], []])
  })
})
