import { describe, expect, test } from '@jest/globals'
import { ABSENT, type Leftover, type Store } from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import { RegistryError } from '../../src/errors.ts'
import { electionPath, parseElection, serializeElection } from '../../src/stores/github/claims.ts'
import { inspect, repair } from '../../src/tycho/inspect.ts'
import { initPackage, promoteVersion } from '../../src/tycho/publish.ts'
import { artifactOf, failureOf, keyOf, outcomesOf, removeFound } from '../support/artifacts.ts'
import { gate } from '../support/gate.ts'
import type { Fault, RecordedRequest } from '../support/github-fake/index.ts'
import { pushVersion, pushWheels, wheelFor } from '../support/github-held.ts'
import { assetsIn, debrisIn, isPublic, violationsIn } from '../support/github-state.ts'
import { doPythonJob } from '../support/interleaving/python-jobs.ts'
import { useGithub, type GithubBench, type GithubChanges } from './github-bench.ts'

const begin = useGithub()

/** Whose release is deleted under whom. */
const OTHER = 'ghs_other'
const OTHERS: GithubChanges = { tag: '{version}', token: OTHER }
const SHARED: GithubChanges = { tag: '{version}' }

const isOf = (token: string) => (request: RecordedRequest) =>
  request.headers['authorization'] === `Bearer ${token}`
const byOther = isOf(OTHER)
const byUs = isOf('ghs_fake')

/** The other's first commit: its claim, after which it uploads. GitHub shows what is being uploaded, so a look would see it. */
const CLAIM: Fault = {
  operation: ['graphql.query', 'git/update-ref', 'git/create-ref'],
  where: (request) => byOther(request) && /^(?!repository)/.test(request.key),
  times: 1
}

const create = (store: Store, path: string) =>
  outcomesOf(store.artifacts.create([artifactOf(path, `bytes of ${path}`)]))

const servers = [
  { how: 'with GraphQL', options: {} },
  { how: 'without', options: { graphql: false } }
]

/** A bench of two clients; `wrong` is what somebody could have seen at any moment, and should not have. */
async function bench(options: object): Promise<GithubBench & { readonly wrong: string[] }> {
  const made = await begin({ ...options, tokens: [{ token: 'ghs_fake' }, { token: OTHER }] })
  const wrong: string[] = []
  made.fake.onWrite(() => wrong.push(...violationsIn(made.repository)))
  return { ...made, wrong }
}

const failing = (run: () => Promise<unknown>) => run().catch((error: unknown) => error)

async function leftoversIn(store: Store): Promise<Leftover[]> {
  const found = []
  for await (const each of store.leftovers()) found.push(each)
  return found
}

interface Deletion {
  readonly what: string
  /** Before the other one begins. */
  readonly prepare: (bench: GithubBench) => Promise<unknown>
  readonly run: (bench: GithubBench) => Promise<unknown>
}

const refusing = (fault: Fault) => (bench: GithubBench) => {
  bench.fake.faults({ ...fault, where: byUs, times: 1 })
  return failureOf(create(bench.open(SHARED), 'a/file'))
}
const nothing = () => Promise.resolve()

const removal: Deletion = {
  what: 'whose last file was removed',
  prepare: ({ open }) => create(open(SHARED), 'a/file'),
  run: ({ open }) => removeFound(open(SHARED), 'a/file')
}

const deletions: readonly Deletion[] = [
  removal,
  {
    what: 'to which an upload was refused',
    prepare: nothing,
    run: refusing({ operation: 'repos/upload-release-asset', effect: { kind: 'status', status: 403 } })
  },
  {
    what: 'whose publication was refused',
    prepare: nothing,
    run: refusing({
      operation: 'repos/update-release',
      effect: { kind: 'status', status: 422, message: 'Repository rule violations found' }
    })
  },
  {
    what: 'that was left over, a draft',
    prepare: nothing,
    run: async ({ open }) => {
      for (const left of await leftoversIn(open(SHARED))) await left.discard()
    }
  }
]

interface Push {
  readonly what: string
  readonly path: string
  readonly prepare?: (store: Store) => Promise<unknown>
  readonly run: (store: Store) => Promise<unknown>
}

const promoted: Push = {
  what: 'that makes a record',
  path: 'b/tycho_1.0.pkg',
  run: (store) => pushVersion(store, 'b', { promote: 'yes' })
}

const pushes: readonly Push[] = [
  promoted,
  {
    what: 'that leaves the record as it is',
    path: 'b/tycho_1.0.pkg',
    prepare: (store) => initPackage(store, 'b', 'b.bin'),
    run: (store) => pushVersion(store, 'b')
  },
  {
    what: 'to an index',
    path: 'narf/narf-1.0-py3-none-any.whl',
    prepare: (store) => pushWheels(store, [wheelFor('py3', { version: '0.9' })]),
    run: (store) => pushWheels(store, [wheelFor('py3')])
  }
]

/**
 * Runs a deletion under a push, so that the push's files come between the last look at the release and its deletion, which is
 * carried out once the push has ended, or waits for it. Answers what the push ended in.
 */
async function crossed(
  { fake }: GithubBench,
  deletion: () => Promise<unknown>,
  push: () => Promise<unknown>
) {
  const [claimed, deleting, over] = [gate(), gate(), gate()]
  let isClaimed = false
  fake.faults(
    {
      ...CLAIM,
      after: () => {
        isClaimed = true
        claimed.open()
        return deleting.opened
      }
    },
    {
      ...{ operation: 'repos/delete-release', where: byUs, times: 1 },
      before: () => {
        deleting.open()
        return over.opened
      }
    },
    {
      ...{ operation: 'repos/get-release', where: (request) => isClaimed && byOther(request) },
      after: over.open
    }
  )
  const pushing = failing(push).finally(over.open)
  await claimed.opened
  await deletion()
  return pushing
}

describe.each(servers)('a file that comes while its release is deleted, $how', ({ options }) => {
  const table = deletions.flatMap((deletion) => pushes.map((push) => ({ deletion, push })))

  test.each(table)(
    'is named by no record, and its push is told: a release $deletion.what, a push $push.what',
    async ({ deletion, push }) => {
      const at = await bench(options)
      const { open, repository, wrong } = at
      await push.prepare?.(open(OTHERS))
      await deletion.prepare(at)
      const ended = await crossed(
        at,
        () => deletion.run(at),
        () => push.run(open(OTHERS))
      )
      expect(ended).toBeInstanceOf(RegistryError)
      expect(ended).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('release 1.0 of owner/repo was deleted'),
        hint: expect.stringContaining('Run the step again')
      })
      await push.run(open(OTHERS))
      expect([wrong, debrisIn(repository), isPublic(repository, push.path)]).toEqual([[], [], true])
    }
  )

  test('and is to be held back is put into another draft', async () => {
    const at = await bench(options)
    const { open, repository } = at
    const held = { ...OTHERS, release: { publish: false } }
    const ended = await crossed(
      at,
      () => deletions[1]?.run(at) ?? nothing(),
      () => pushVersion(open(held), 'b')
    )
    expect(ended).toMatchObject({ held: true, created: true })
    expect(repository.releasesOf('1.0').map(({ draft, assets }) => [draft, assets.size])).toEqual([[true, 1]])
  })

  test('and is found by a promotion is not promoted', async () => {
    const at = await bench(options)
    const { open, repository, fake, wrong } = at
    await removal.prepare(at)
    await pushVersion(open(OTHERS), 'b', { version: '0.9' })
    // The push is killed after its upload.
    const [claimed, uploaded, waiting, deleting] = [gate(), gate(), gate(), gate()]
    fake.faults(
      {
        ...CLAIM,
        after: () => {
          claimed.open()
          return deleting.opened
        }
      },
      {
        ...{ operation: 'repos/upload-release-asset', where: byOther, times: 1 },
        kill: () => {
          fake.faults({ where: byOther, effect: { kind: 'hang' } })
          uploaded.open()
        },
        effect: { kind: 'lost-hang' }
      },
      {
        ...{ operation: 'repos/delete-release', times: 1 },
        before: () => {
          deleting.open()
          return waiting.opened
        }
      }
    )
    void failing(() => pushVersion(open(OTHERS), 'b'))
    await claimed.opened
    const removing = removal.run(at)
    await uploaded.opened
    fake.faults({ operation: 'repos/get-release', after: waiting.open })
    const promoting = failing(() => promoteVersion(open(SHARED), 'b', '1.0')).finally(waiting.open)
    expect(await promoting).toMatchObject({ code: 'conflict' })
    await removing
    expect([wrong, assetsIn(repository)]).toEqual([[], ['0.9/b.bin']])
    expect(await failureOf(promoteVersion(open(SHARED), 'b', '1.0'))).toMatchObject({ code: 'not-found' })
  })

  test('is put on another release where its push begins after the mark', async () => {
    const at = await bench(options)
    const { open, repository, fake, wrong } = at
    await removal.prepare(at)
    const [deleting, over] = [gate(), gate()]
    fake.faults(
      {
        ...{ operation: 'repos/delete-release', times: 1 },
        before: () => {
          deleting.open()
          return over.opened
        }
      },
      { operation: 'repos/get-release', where: byOther, after: over.open }
    )
    const removing = removal.run(at)
    await deleting.opened
    const pushing = promoted.run(open(OTHERS)).finally(over.open)
    expect(await pushing).toMatchObject({ created: true })
    await removing
    expect([wrong, debrisIn(repository), assetsIn(repository)]).toEqual([[], [], ['1.0/b.bin']])
  })

  test('stays where it is there before the last look, and is recorded once the mark is off', async () => {
    const at = await bench(options)
    const { open, repository, fake, wrong } = at
    await removal.prepare(at)
    const [claimed, looking, uploaded] = [gate(), gate(), gate()]
    fake.faults(
      {
        ...CLAIM,
        after: () => {
          claimed.open()
          return looking.opened
        }
      },
      { operation: 'repos/upload-release-asset', where: byOther, after: uploaded.open },
      {
        ...{ operation: 'repos/get-release', where: byUs, skip: 1, times: 1 },
        before: () => {
          looking.open()
          return uploaded.opened
        }
      }
    )
    const pushing = promoted.run(open(OTHERS))
    await claimed.opened
    await removal.run(at)
    expect(await pushing).toMatchObject({ created: true })
    expect([wrong, debrisIn(repository), assetsIn(repository)]).toEqual([[], [], ['1.0/b.bin']])
    expect(repository.history('registry').map(({ message }) => message.split('\n')[0])).toEqual([
      'promote b 1.0 (was none)',
      'keep release 1.0',
      'delete release 1.0',
      ...['claim b.bin on release 1.0', 'claim file on release 1.0']
    ])
  })

  test('is not counted on where a deletion without an answer may still be carried out', async () => {
    const at = await bench(options)
    const { open, repository, fake, wrong } = at
    await removal.prepare(at)
    const [claimed, deleting, uploaded] = [gate(), gate(), gate()]
    const id = repository.releasesOf('1.0')[0]?.id ?? 0
    fake.faults(
      {
        ...CLAIM,
        after: () => {
          claimed.open()
          return deleting.opened
        }
      },
      { operation: 'repos/upload-release-asset', where: byOther, after: uploaded.open },
      {
        ...{ operation: 'repos/delete-release', times: 1, effect: { kind: 'reset' } },
        before: () => {
          deleting.open()
          return uploaded.opened
        }
      }
    )
    const pushing = failing(() => promoted.run(open(OTHERS)))
    await claimed.opened
    await removal.run(at)
    expect(repository.releases.has(id)).toBe(true)
    repository.removeRelease(id)
    expect(await pushing).toMatchObject({ code: 'conflict' })
    expect(wrong).toEqual([])
  })
})

describe.each(servers)('a draft that nobody has elected, $how', ({ options }) => {
  const body = 'text\n\n<!-- registry-action abcdefghijkl -->'

  test('is not elected by those who find it: it may be about to be deleted', async () => {
    const at = await bench(options)
    const { open, repository, fake, wrong } = at
    repository.addRelease('1.0', { draft: true, body })
    const [left] = await leftoversIn(open(SHARED))
    let ended: unknown
    const before = async () => {
      ended = await failing(() => promoted.run(open(OTHERS)))
    }
    fake.faults({ operation: 'repos/delete-release', where: byUs, times: 1, before })
    await left?.discard()
    expect(ended).toMatchObject({ created: true })
    expect([wrong, debrisIn(repository), assetsIn(repository)]).toEqual([[], [], ['1.0/b.bin']])
  })

  test('is not elected by who has made it, where another one was meanwhile and is gone again', async () => {
    const at = await bench(options)
    const { open, repository, fake, wrong } = at
    const [made, committing, deleting, over] = [gate(), gate(), gate(), gate()]
    fake.faults(
      {
        ...{ operation: ['graphql.query', 'git/create-tree'], key: /createCommitOnBranch|tree/ },
        ...{ where: byOther, times: 1 },
        before: () => {
          made.open()
          return committing.opened
        }
      },
      {
        ...{ operation: 'repos/delete-release', where: byUs, times: 1 },
        before: () => {
          deleting.open()
          return over.opened
        }
      }
    )
    // The branch is there.
    await initPackage(open(SHARED), 'c', 'c.bin')
    const pushing = failing(() => promoted.run(open(OTHERS))).finally(over.open)
    await made.opened
    const creating = failing(() => create(open(SHARED), 'a/file'))
    await deleting.opened
    const [, elected] = repository.releasesOf('1.0').toSorted((one, other) => one.id - other.id)
    repository.removeRelease(elected?.id ?? 0)
    committing.open()
    expect(await pushing).toMatchObject({ created: true })
    expect(await creating).toEqual(['created'])
    expect(wrong).toEqual([])
    expect(debrisIn(repository)).toEqual([])
    expect(assetsIn(repository)).toEqual(['1.0/b.bin', '1.0/file'])
  })
})

describe.each(servers)('a deletion that was killed, $how', ({ options }) => {
  /** Removes the last file in a process that dies at a request. */
  async function killed(at: GithubBench, fault: Fault) {
    const dead = gate()
    await removal.prepare(at)
    const id = at.repository.releasesOf('1.0')[0]?.id
    at.fake.faults({
      ...{ ...fault, times: 1, where: byOther },
      kill: () => {
        at.fake.faults({ where: byOther, effect: { kind: 'hang' } })
        dead.open()
      }
    })
    void failing(() => removeFound(at.open(OTHERS), 'a/file'))
    await dead.opened
    return id
  }

  test('before GitHub got it is ended by the next push, once it counts as given up', async () => {
    const at = await bench(options)
    const { open, fake, repository, wrong } = at
    const id = await killed(at, { operation: 'repos/delete-release', effect: { kind: 'hang' } })
    await removal.run(at)
    expect(repository.releasesOf('1.0')).toMatchObject([{ id }])
    fake.advance(60_000)
    expect(await promoted.run(open(SHARED))).toMatchObject({ created: true })
    expect(repository.releases.has(id ?? 0)).toBe(false)
    expect([wrong, debrisIn(repository), assetsIn(repository)]).toEqual([[], [], ['1.0/b.bin']])
  })

  test('is told of by a check, a day later, and ended by a reindex, which leaves what has no mark', async () => {
    const at = await bench(options)
    const { open, fake, repository, wrong } = at
    const id = await killed(at, { operation: 'repos/delete-release', effect: { kind: 'hang' } })
    await create(open({ tag: 'by-hand' }), 'b/file')
    for (const asset of repository.releasesOf('by-hand').flatMap(({ assets }) => [...assets.values()]))
      repository.removeAsset(asset.id)
    fake.advance(60_000)
    const soon = new Date(Date.now() + 25 * 60 * 60 * 1000)
    const { problems } = await inspect(open(SHARED), { packages: [], deep: false }, soon)
    expect(problems).toMatchObject([
      {
        package: 'release 1.0 (empty)',
        what: expect.stringMatching(/^has a removal that was never finished/)
      }
    ])
    expect(repository.releasesOf('1.0')).toMatchObject([{ id }])
    const { changed } = await repair(open(SHARED), [], soon)
    expect(changed).toEqual([expect.stringMatching(/^release 1\.0 \(empty\): ended a removal of /)])
    expect([repository.releasesOf('1.0').length, repository.releasesOf('by-hand').length]).toEqual([0, 1])
    expect(wrong).toEqual([])
  })

  test('before its last look is given up where files have come since', async () => {
    const at = await bench(options)
    const { open, fake, repository, wrong } = at
    const [claimed, dead] = [gate(), gate()]
    await removal.prepare(at)
    fake.faults({
      ...CLAIM,
      where: (request) => byUs(request) && /^(?!repository)/.test(request.key),
      after: () => {
        claimed.open()
        return dead.opened
      }
    })
    const pushing = promoted.run(open(SHARED))
    await claimed.opened
    await killed(at, { operation: 'repos/get-release', skip: 1, effect: { kind: 'hang' } })
    fake.advance(60_000)
    dead.open()
    expect(await pushing).toMatchObject({ created: true })
    expect([wrong, debrisIn(repository), assetsIn(repository)]).toEqual([[], [], ['1.0/b.bin']])
    expect(await create(open(SHARED), 'c/file')).toEqual(['created'])
  })

  test('after GitHub got it holds nobody up', async () => {
    const at = await bench(options)
    const { open, fake, repository, wrong } = at
    const id = await killed(at, { operation: 'repos/delete-release', effect: { kind: 'lost-hang' } })
    expect(repository.releases.has(id ?? 0)).toBe(false)
    await removal.run(at)
    fake.clear()
    expect(await promoted.run(open(SHARED))).toMatchObject({ created: true })
    expect(fake.count({ operation: 'repos/delete-release' })).toBe(0)
    expect([wrong, debrisIn(repository), assetsIn(repository)]).toEqual([[], [], ['1.0/b.bin']])
  })
})

test('who waits for a limit while others end the deletion leaves what they have made', async () => {
  const at = await bench({})
  const { open, fake, repository, wrong } = at
  await removal.prepare(at)
  let ended: unknown
  fake.faults({
    ...{ operation: 'repos/delete-release', where: byUs, times: 1, effect: { kind: 'secondary-limit' } },
    before: async () => {
      fake.advance(60_000)
      ended = await failing(() => promoted.run(open(OTHERS)))
    }
  })
  await removal.run(at)
  expect(ended).toMatchObject({ created: true })
  expect([wrong, debrisIn(repository), assetsIn(repository)]).toEqual([[], [], ['1.0/b.bin']])
})

test('a deletion that has waited for longer than its mark counts is marked and looked at anew', async () => {
  const at = await bench({})
  const { open, fake, repository } = at
  await removal.prepare(at)
  const place = electionPath('1.0')
  const isMarked = () => repository.text('registry', place)?.includes('"leaving"')
  const marks: unknown[] = []
  fake.faults(
    {
      operation: 'repos/delete-release',
      before: () => {
        marks.push(isMarked())
      }
    },
    {
      ...{ operation: 'repos/delete-release', times: 1, effect: { kind: 'secondary-limit' } },
      after: () => {
        // Somebody has given it up.
        const election = parseElection(place, { revision: '', body: repository.file('registry', place) })
        const bytes = election && serializeElection({ ...election, leaving: undefined })
        repository.commit('registry', { [place]: String(bytes) }, 'keep release 1.0')
      }
    }
  )
  await removeFound(open({ ...SHARED, tuning: { departurePatience: 200, limitDelay: 150 } }), 'a/file')
  expect([marks, repository.releases.size]).toEqual([[true, true], 0])
})

test('a file is recorded that lies on a release that somebody has made in the place of the elected one', async () => {
  const { open, repository } = await bench({})
  await pushVersion(open(), 'pkg')
  repository.removeRelease(repository.releasesOf('pkg-1.0')[0]?.id ?? 0)
  repository.addRelease('pkg-1.0', { assets: { 'pkg.bin': 'bytes of pkg' } })
  expect(await promoteVersion(open(), 'pkg', '1.0')).toMatchObject({ latest: '1.0' })
})

test('a removal from a release that keeps other files marks nothing', async () => {
  const { open, repository } = await bench({})
  await create(open(SHARED), 'a/file')
  await create(open(SHARED), 'b/other')
  const before = repository.history('registry').length
  await removeFound(open(SHARED), 'a/file')
  expect([repository.history('registry').length, assetsIn(repository)]).toEqual([before, ['1.0/other']])
})

test('a removal goes on where another one has removed the same, and its release, meanwhile', async () => {
  const { open, fake, repository } = await bench({})
  for (const version of ['1.0', '2.0']) await doPythonJob(open(), { kind: 'push', version })
  const remove = (changes: GithubChanges) => doPythonJob(open(changes), { kind: 'remove', version: '1.0' })
  let isRemoved = false
  fake.faults({
    // It lists them, then looks at each.
    ...{ operation: 'repos/get-release-by-tag', where: byOther, skip: 1, times: 1 },
    after: async () => {
      await remove({})
      isRemoved = repository.releasesOf('narf-1.0').length === 0
    }
  })
  await remove({ token: OTHER })
  expect([isRemoved, assetsIn(repository).length]).toEqual([true, 2])
})

describe('a file that is read for a document, and removed with its release meanwhile,', () => {
  test.each([
    { where: 'before its commit', isStale: false },
    { where: 'before another attempt', isStale: true }
  ])('is read again: $where', async ({ isStale }) => {
    const { open, repository, wrong } = await bench({})
    await create(open(), 'pkg/one')
    const store = open({ token: OTHER })
    let attempts = 0
    const { changed } = await update(store.documents, 'pkg/record', async () => {
      attempts += 1
      const opened = await store.artifacts.open(keyOf('pkg/one'))
      opened?.body.destroy()
      if (attempts === 1) {
        await removeFound(open(), 'pkg/one')
        if (isStale) await open().documents.swap('pkg/record', ABSENT, Buffer.from('another'))
      }
      return Buffer.from(opened === undefined ? 'nothing' : 'one')
    })
    expect([changed, attempts, repository.text('registry', 'pkg/record')]).toEqual([true, 2, 'nothing'])
    expect([wrong, repository.releases.size]).toEqual([[], 0])
  })
})

test('a step that has taken a refused release back counts on nothing of it', async () => {
  const { open, fake } = await bench({})
  const effect = { kind: 'status', status: 422, message: 'Repository rule violations found' } as const
  fake.faults({ operation: 'repos/update-release', times: 1, effect })
  const store = open()
  expect(await failureOf(create(store, 'pkg/file'))).toMatchObject({ code: 'denied' })
  expect(await initPackage(store, 'pkg', 'pkg.bin')).toMatchObject({ created: true })
})
