import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { join } from 'node:path'
import { upload } from '../../../src/commands/upload.ts'
import { silent } from '../../../src/log.ts'
import type { IfExists } from '../../../src/python/conflicts.ts'
import { readProject } from '../../../src/python/project.ts'
import { inspect, repair } from '../../../src/python/registry.ts'
import { clearFiles } from '../../../src/python/remove.ts'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { readRoot } from '../../../src/python/root.ts'
import type { NewArtifact, Store } from '../../../src/stores/store.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'
import { openStore } from '../../support/open-store.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { wheelName, wheelSaying } from '../../support/python-index.ts'
import { startS3Fake, type S3Fake } from '../../support/s3-fake/index.ts'

let fake: S3Fake
let files: Scratch
let stores: Store[]

beforeEach(async () => {
  fake = await startS3Fake()
  files = scratch()
  const { endpoint, region, accessKeyId, secretAccessKey } = fake
  const open = () =>
    openStore({
      ...{ kind: 's3', bucket: 'bucket', prefix: 'simple/', endpoint, region, accessKeyId, secretAccessKey },
      tuning: {}
    })
  stores = await Promise.all([open(), open(), open()])
})
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await fake.close()
  files.remove()
})

async function push(store: Store, versions: string | readonly string[], ifExists: IfExists = 'same') {
  const names = [versions].flat().map((version) => [wheelName('narf', version), version] as const)
  for (const [name, version] of names) await files.write(name, wheelOf({ name: 'narf', version }))
  return pushFiles(
    store,
    names.map(([name]) => join(files.folder, name)),
    ifExists
  )
}

function pushFiles(store: Store, paths: readonly string[], ifExists: IfExists = 'same') {
  return upload(
    store,
    { mode: 'upload', files: paths, ifExists, baseUrl: undefined, sign: undefined },
    silent
  )
}

const creating = (store: Store, create: Store['artifacts']['create']): Store => ({
  ...store,
  artifacts: { ...store.artifacts, create }
})

test('a push of what is there already does not enter a project that is removed meanwhile', async () => {
  const [one, other] = stores as [Store, Store, Store]
  await push(other, '1.0')
  let removed: Promise<unknown> | undefined
  const pushing: Store = {
    ...one,
    documents: {
      ...one.documents,
      read: async (path) => {
        if (path === 'projects.json')
          await (removed ??= removeVersions(other, 'narf', { kind: 'versions', versions: ['1.0'] }))
        return one.documents.read(path)
      }
    }
  }
  expect(await push(pushing, '1.0')).toMatchObject({ failures: [], files: [{ outcome: 'same' }] })
  expect(await removed).toEqual(['1.0'])
  expect((await readRoot(other))?.projects).toEqual([])
})

describe('a push of a removed name, and one that takes the name again', () => {
  test('with the same bytes: what the first takes back is not what the second has published', async () => {
    const [one, other, third] = stores as [Store, Store, Store]
    const pushAndRemove = async (version: string) => {
      await push(third, version)
      await removeVersions(third, 'narf', { kind: 'versions', versions: [version] })
    }
    await push(third, '1.0')
    await pushAndRemove('1.1')
    let checked = false
    const late: Store['documents']['read'] = async (path) => {
      const state = await one.documents.read(path)
      // The name is removed after the first has looked whether it was.
      if (path === 'narf/removed.json' && !checked) {
        checked = true
        await pushAndRemove('2.0')
      }
      return state
    }
    const looking = { ...one, documents: { ...one.documents, read: late } }
    const refused = creating(looking, async (items: readonly NewArtifact[]) => {
      let made: Awaited<ReturnType<Store['artifacts']['create']>> = []
      // The other has given the name free; before it stores its file, the first has stored the same.
      const overwriting = creating(other, async (others) => {
        if (made.length === 0) made = await one.artifacts.create(items)
        return other.artifacts.create(others)
      })
      const { failures } = await push(overwriting, '2.0', 'overwrite')
      expect(failures).toEqual([])
      return made
    })
    const { failures } = await push(refused, '2.0')
    expect(failures.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('was removed, and a removed file stays taken')
    ])
    const paths = [wheelName('narf', '2.0'), `${wheelName('narf', '2.0')}.metadata`]
    for (const path of paths) expect(fake.bytes('bucket', `simple/narf/${path}`)).toBeDefined()
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })
})

test('of two builds of a version with the same metadata one is published, and its metadata stays', async () => {
  const [one, other, third] = stores as [Store, Store, Store]
  const name = wheelName('narf', '1.0')
  const elsewhere = scratch()
  try {
    const [first, second] = [
      await files.write(name, wheelSaying('narf', '1.0', 'the first build')),
      await elsewhere.write(name, wheelSaying('narf', '1.0', 'the second one'))
    ]
    const late = creating(one, async ([wheel, ...beside]) => {
      const made = await one.artifacts.create(beside)
      expect((await pushFiles(other, [first])).failures).toEqual([])
      return [...(await one.artifacts.create(wheel === undefined ? [] : [wheel])), ...made]
    })
    expect((await pushFiles(late, [second])).failures).toHaveLength(1)
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  } finally {
    elsewhere.remove()
  }
})

/** Something to wait for. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

describe('a push that takes a removed name again', () => {
  const options = { packages: [], full: true, baseUrl: undefined, now: new Date() }

  /** Somebody who stands still where the folder is looked at for what is left of a removed file. */
  const looking = (store: Store, first: () => Promise<unknown>): Store => ({
    ...store,
    list: async function* (start) {
      if (start.includes('narf-2.0')) await first()
      yield* store.list(start)
    }
  })

  test('keeps it, whatever a reindex knows that has begun before', async () => {
    const [one, other, third] = stores as [Store, Store, Store]
    await push(third, ['1.0', '2.0'])
    await removeVersions(third, 'narf', { kind: 'versions', versions: ['2.0'] })
    let pushed: Promise<unknown> | undefined
    const slow = looking(one, () => (pushed ??= push(other, '2.0', 'overwrite')))
    await repair(slow, options, () => undefined)
    expect(await pushed).toMatchObject({ failures: [], files: [{ outcome: 'created' }] })
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })

  test('keeps it, where a removal has met it half way', async () => {
    const [one, other, third] = stores as [Store, Store, Store]
    await push(third, ['1.0', '2.0'])
    await removeVersions(third, 'narf', { kind: 'versions', versions: ['2.0'] })
    const [pushed, looks] = [gate(), gate()]
    const removing = looking(one, () => {
      looks.open()
      return pushed.opened
    })
    let removal: Promise<unknown> | undefined
    const overwriting: Store = {
      ...other,
      documents: {
        ...other.documents,
        swap: async (path, ...rest) => {
          // The names are to be given free: the removal has found them written down.
          removal ??= removeVersions(removing, 'narf', { kind: 'versions', versions: ['2.0'] })
          await looks.opened
          return other.documents.swap(path, ...rest)
        }
      }
    }
    expect((await push(overwriting, '2.0', 'overwrite')).failures).toEqual([])
    pushed.open()
    await removal
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })

  test('keeps it, where a removal is about to delete what it has seen, and the bytes are the same', async () => {
    const [one, other, third] = stores as [Store, Store, Store]
    await push(third, ['1.0', '2.0'])
    let pushed: Promise<unknown> | undefined
    const removing: Store = {
      ...one,
      artifacts: {
        ...one.artifacts,
        remove: async (...seen) => {
          await (pushed ??= push(other, '2.0', 'overwrite'))
          return one.artifacts.remove(...seen)
        }
      }
    }
    await removeVersions(removing, 'narf', { kind: 'versions', versions: ['2.0'] })
    expect(await pushed).toMatchObject({ failures: [] })
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })
})

describe('a push of a file that somebody has deleted by hand, while others see to it', () => {
  const lost = wheelName('narf', '1.0')

  test.each<[what: string, meanwhile: (store: Store) => Promise<unknown>]>([
    [
      'a reindex drops it from the record',
      (store) =>
        repair(store, { packages: [], full: false, baseUrl: undefined, now: new Date() }, () => undefined)
    ],
    [
      'another push has given its name free',
      async (store) => {
        const project = await readProject(store, 'narf', 'narf')
        await clearFiles(store, project, new Map([[lost, '1.0']]))
      }
    ]
  ])('stores it where %s', async (_what, meanwhile) => {
    const [one, other, third] = stores as [Store, Store, Store]
    await push(third, ['1.0', '2.0'])
    fake.removeObject('bucket', `simple/narf/${lost}`)
    const slow = creating(one, async (items) => {
      if (items.some(({ key }) => key.filename.includes('3.0'))) await meanwhile(other)
      return one.artifacts.create(items)
    })
    const { failures } = await push(slow, ['1.0', '3.0'])
    expect(failures).toEqual([])
    for (const path of [lost, `${lost}.metadata`])
      expect(fake.bytes('bucket', `simple/narf/${path}`)).toBeDefined()
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })
})

describe('a push that puts back a file which somebody has deleted by hand', () => {
  const lost = wheelName('narf', '1.0')
  const beside = `${lost}.metadata`
  const there = (name: string) => fake.bytes('bucket', `simple/narf/${name}`) !== undefined
  const removal = (store: Store) => removeVersions(store, 'narf', { kind: 'versions', versions: ['1.0'] })

  beforeEach(async () => {
    await push(stores[2]!, ['1.0', '2.0'])
    fake.removeObject('bucket', `simple/narf/${lost}`)
  })

  /** Somebody who does something else before the record is swapped. */
  const swapping = (store: Store, meanwhile: () => Promise<unknown>): Store => ({
    ...store,
    documents: {
      ...store.documents,
      swap: async (path, ...rest) => {
        if (path === 'narf/manifest.json') await meanwhile()
        return store.documents.swap(path, ...rest)
      }
    }
  })

  test.each<[when: string, removing: (pushing: Store, meanwhile: () => Promise<unknown>) => Store]>([
    [
      'before it stores the file',
      (pushing, meanwhile) =>
        creating(pushing, async (items) => {
          await meanwhile()
          return pushing.artifacts.create(items)
        })
    ],
    [
      'when it has stored the file',
      (pushing, meanwhile) =>
        creating(pushing, async (items) => {
          const made = await pushing.artifacts.create(items)
          await meanwhile()
          return made
        })
    ],
    ['before it writes the record', swapping]
  ])('does not undo a removal that comes in %s', async (_when, removing) => {
    const [one, other, third] = stores as [Store, Store, Store]
    let removed: Promise<unknown> | undefined
    const { files: done, failures } = await push(
      removing(one, () => (removed ??= removal(other))),
      '1.0'
    )
    expect([done, failures.map(({ error }) => error.message)]).toEqual([
      [],
      [expect.stringContaining('was removed, and a removed file stays taken')]
    ])
    expect([there(lost), there(beside)]).toEqual([false, false])
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })

  test('does not undo a removal that has looked for the file before it was there', async () => {
    const [one, other, third] = stores as [Store, Store, Store]
    const [looked, pushed] = [gate(), gate()]
    const removing = swapping(other, () => {
      looked.open()
      return pushed.opened
    })
    let removed: Promise<unknown> | undefined
    const pushing = creating(one, async (items) => {
      removed = removal(removing)
      await looked.opened
      return one.artifacts.create(items)
    })
    const { failures } = await push(pushing, '1.0')
    pushed.open()
    await removed
    expect(failures.map(({ error }) => error.code)).toEqual(['conflict'])
    expect([there(lost), there(beside)]).toEqual([false, false])
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })

  test('keeps it, and what lies beside it, where a reindex has missed it before', async () => {
    const [one, other, third] = stores as [Store, Store, Store]
    let pushed: Promise<unknown> | undefined
    const reindexing: Store = {
      ...one,
      artifacts: {
        ...one.artifacts,
        // What lay beside the file is to go with it.
        remove: async (key, expected) => {
          await (pushed ??= push(other, '1.0'))
          return one.artifacts.remove(key, expected)
        }
      }
    }
    const seen: boolean[] = []
    const slow = swapping(reindexing, () => Promise.resolve(seen.push(there(lost), there(beside))))
    await repair(slow, { packages: [], full: false, baseUrl: undefined, now: new Date() }, () => undefined)
    expect(await pushed).toMatchObject({ failures: [], files: [{ outcome: 'created' }] })
    expect(seen).toEqual([true, true])
    expect([there(lost), there(beside)]).toEqual([true, true])
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })

  test('stores it once more where its name was given free, and it was deleted with that', async () => {
    const [one, other, third] = stores as [Store, Store, Store]
    let cleared: Promise<unknown> | undefined
    const pushing = swapping(
      one,
      () =>
        (cleared ??= readProject(other, 'narf', 'narf').then((project) =>
          clearFiles(other, project, new Map([[lost, '1.0']]))
        ))
    )
    expect(await push(pushing, '1.0')).toMatchObject({ failures: [], files: [{ outcome: 'created' }] })
    expect([there(lost), there(beside)]).toEqual([true, true])
    expect((await inspect(third, { packages: [], deep: true })).problems).toEqual([])
  })

  test('is one of many that do', async () => {
    const all = await Promise.all(stores.map((store) => push(store, '1.0')))
    expect(all.flatMap(({ failures }) => failures)).toEqual([])
    const outcomes = all.flatMap(({ files: done }) => done.map(({ outcome }) => outcome))
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
    expect((await inspect(stores[2]!, { packages: [], deep: true })).problems).toEqual([])
  })
})
