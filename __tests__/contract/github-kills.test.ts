import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import type { Store } from '../../src/stores/store.ts'
import { promoteVersion, publish } from '../../src/tycho/publish.ts'
import { removeVersions } from '../../src/tycho/remove.ts'
import type { FaultEffect, RecordedRequest, RepositoryHandle } from '../support/github-fake/index.ts'
import { pushVersion, pushWheels, wheelFor } from '../support/github-held.ts'
import { assetsIn, debrisIn, violationsIn } from '../support/github-state.ts'
import { doPythonJob } from '../support/interleaving/python-jobs.ts'
import { useGithub, type GithubBench, type GithubChanges } from './github-bench.ts'
import { changes } from './github-changes.ts'

const begin = useGithub()

/** The token of the process that is killed. */
const VICTIM = 'ghs_victim'
const TOKENS = [{ token: 'ghs_fake' }, { token: VICTIM }]

/** A step that can be repeated. */
interface Step {
  readonly what: string
  /** What its store is told besides. */
  readonly changes?: GithubChanges
  readonly prepare: (store: Store, repository: RepositoryHandle, holding: Store) => Promise<unknown>
  readonly run: (store: Store) => Promise<unknown>
}

async function push(store: Store, version: string): Promise<void> {
  const bytes = Buffer.from(`bytes of ${version}`)
  await publish(store, {
    ...{ package: 'pkg', version, body: { kind: 'buffer', bytes }, sha256: sha256(bytes) },
    ...{ executable: false, filename: 'narf.bin', localName: undefined, promote: 'yes', ifExists: 'same' }
  })
}

const steps: readonly Step[] = [
  ...changes.filter(({ what }) => /^create (?!what exists)|^remove|^complete|^discard/.test(what)),
  { what: 'push of a new package', prepare: () => Promise.resolve(), run: (store) => push(store, '1') },
  {
    what: 'push of a new version',
    prepare: (store) => push(store, '1'),
    run: (store) => push(store, '2')
  },
  {
    what: 'promote',
    prepare: async (store) => {
      await push(store, '1')
      await push(store, '2')
    },
    run: (store) => promoteVersion(store, 'pkg', '1')
  },
  {
    what: 'remove a version',
    prepare: async (store) => {
      await push(store, '1')
      await push(store, '2')
    },
    run: (store) =>
      removeVersions(store, 'pkg', { kind: 'versions', versions: ['1'] }).catch((error: unknown) => {
        if (!String(error).includes('has no version 1')) throw error
      })
  },
  {
    what: 'push of a new Python project',
    prepare: () => Promise.resolve(),
    run: (store) => doPythonJob(store, { kind: 'push', version: '1.0' })
  },
  {
    what: 'push to a Python project',
    prepare: (store) => doPythonJob(store, { kind: 'push', version: '1.0' }),
    run: (store) => doPythonJob(store, { kind: 'push', version: '2.0' })
  },
  {
    what: 'remove from a Python project',
    prepare: async (store) => {
      await doPythonJob(store, { kind: 'push', version: '1.0' })
      await doPythonJob(store, { kind: 'push', version: '2.0' })
    },
    run: (store) => doPythonJob(store, { kind: 'remove', version: '1.0' })
  },
  {
    what: 'push into a draft that stays one',
    changes: { release: { publish: false } },
    prepare: () => Promise.resolve(),
    run: (store) => push(store, '1')
  },
  {
    what: 'push of distributions into a draft that stays one',
    changes: { release: { publish: false } },
    prepare: (_store, _repository, holding) => pushWheels(holding, [wheelFor('cp312')]),
    run: (store) => pushWheels(store, [wheelFor('cp313')])
  },
  {
    what: 'push that publishes a draft',
    prepare: async (_store, _repository, holding) => {
      await pushWheels(holding, [wheelFor('cp312')])
      await pushWheels(holding, [wheelFor('cp313')])
    },
    run: (store) => pushWheels(store, [wheelFor('py3')])
  },
  {
    what: 'push that publishes a draft of several packages',
    changes: { tag: 'v{version}' },
    prepare: (_store, _repository, holding) => pushVersion(holding, 'other', { version: '1' }),
    run: (store) => push(store, '1')
  }
]

/** What a registry comes to. Ids are others in every repository, and a step that is repeated may count twice. */
function stateOf(repository: RepositoryHandle): object {
  const textOf = (path: string) =>
    repository
      .text('registry', path)
      ?.replaceAll(repository.name, 'owner/repo')
      .replace(/RA_[\w-]+/g, 'RA')
      .replace(/(?<="release": )\d+/, 'an id')
      .replace(/serial\W+(?:content\W+)?\d+/g, 'a serial')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'a time')
  const files = repository.files('registry').map((path) => [path, textOf(path)])
  const held = [...repository.releases.values()].flatMap(({ draft, assets }) =>
    draft ? [...assets.values()].map(({ name }) => name) : []
  )
  return { assets: assetsIn(repository), held: held.sort(), files, debris: debrisIn(repository) }
}

/** Where a process can die: before a request is applied, or once it is and nobody hears of it. */
function deathsAt({ operation, key, method, status = 0 }: RecordedRequest): FaultEffect[] {
  if (operation === 'repos/upload-release-asset')
    return [{ kind: 'hang' }, { kind: 'cut-request', bytes: 1 }, { kind: 'lost-hang' }]
  const isRead = method === 'GET' || (operation === 'graphql.query' && key === 'repository')
  return isRead || status >= 400 ? [{ kind: 'hang' }] : [{ kind: 'hang' }, { kind: 'lost-hang' }]
}

/** Runs a step until one of its requests, after which it sends none any more. */
async function runUntil({ fake }: GithubBench, store: Store, step: Step, nth: number, effect: FaultEffect) {
  const killed = new Promise<void>((resolve) => {
    fake.faults({
      ...{ nth, effect },
      kill: () => {
        fake.faults({
          where: ({ headers }) => headers['authorization'] === `Bearer ${VICTIM}`,
          effect: { kind: 'hang' }
        })
        resolve()
      }
    })
  })
  const running = step.run(store).catch(() => undefined)
  await Promise.race([killed, running])
  // What had been sent when it died arrives all the same.
  await sleep(5)
}

/** Where every commit takes many requests, a few steps tell for all. */
const few = steps.filter(({ what }) =>
  /^create a new version|^push of a new version|^remove a|a draft/.test(what)
)

describe.each([
  { how: 'with GraphQL', options: {}, tried: steps },
  { how: 'without GraphQL and digests', options: { graphql: false, digests: false }, tried: few }
])('a process that is killed at any request, $how', ({ options, tried }) => {
  test.each(tried)('leaves what is valid, and the same step completes it: $what', async (step) => {
    const bench = await begin({ ...options, tokens: TOKENS })
    const { fake, ground } = bench
    const prepared = async () => {
      const place = ground()
      const holding = place.open({ ...step.changes, release: { publish: false } })
      await step.prepare(place.open(), place.repository, holding)
      fake.clear()
      return place
    }
    let place = await prepared()
    await step.run(place.open(step.changes))
    const requests = [...fake.requests]
    const wanted = stateOf(place.repository)
    place = await prepared()
    const beginning = JSON.stringify(stateOf(place.repository))
    const completed = new Set<string>()
    const wrong: string[] = []
    for (const request of requests) {
      for (const effect of deathsAt(request)) {
        const { repository, open } = place
        const when = `${request.index} ${request.operation} ${request.key}: ${effect.kind}`
        fake.clear()
        const stop = fake.onWrite(() => {
          for (const violation of violationsIn(repository)) wrong.push(`${when}: ${violation}`)
        })
        await runUntil(bench, open({ ...step.changes, token: VICTIM }), step, request.index, effect)
        // Where two kills leave the same behind, one new run tells for both.
        const left = JSON.stringify(stateOf(repository))
        if (!completed.has(left)) {
          completed.add(left)
          const survivor = open({ ...step.changes, tuning: { starterPatience: 0 } })
          await step.run(survivor).catch((error: unknown) => wrong.push(`${when}: ${String(error)}`))
          expect({ when, ...stateOf(repository) }).toEqual({ when, ...wanted })
        }
        stop()
        fake.clearFaults()
        if (left !== beginning || completed.size === 1) place = await prepared()
      }
    }
    expect(wrong).toEqual([])
    expect(completed.size).toBeGreaterThan(1)
  })
})
