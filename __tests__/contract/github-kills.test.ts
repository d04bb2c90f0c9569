import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import type { Store } from '../../src/stores/store.ts'
import { promoteVersion, publish } from '../../src/tycho/publish.ts'
import { removeVersions } from '../../src/tycho/remove.ts'
import type { FaultEffect, RecordedRequest } from '../support/github-fake/index.ts'
import { pushVersion, pushWheels, wheelFor } from '../support/github-held.ts'
import { registryIn, violationsIn } from '../support/github-state.ts'
import { useGithub, type GithubBench } from './github-bench.ts'
import { changes } from './github-changes.ts'
import { pythonSteps, type Step } from './github-python.ts'

const begin = useGithub()

/** The token of the process that is killed. */
const VICTIM = 'ghs_victim'
const TOKENS = [{ token: 'ghs_fake' }, { token: VICTIM }]

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
  ...pythonSteps,
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
    const wanted = registryIn(place.repository, step)
    place = await prepared()
    const beginning = JSON.stringify(registryIn(place.repository, step))
    const completed = new Set<string>()
    const wrong: string[] = []
    for (const request of requests) {
      for (const effect of deathsAt(request)) {
        const { repository, open } = place
        const when = `${request.index} ${request.operation} ${request.key}: ${effect.kind}`
        fake.clear()
        const stop = fake.onWrite(() => {
          for (const violation of violationsIn(repository, step)) wrong.push(`${when}: ${violation}`)
        })
        await runUntil(bench, open({ ...step.changes, token: VICTIM }), step, request.index, effect)
        // Where two kills leave the same behind, one new run tells for both.
        const left = JSON.stringify(registryIn(repository, step))
        if (!completed.has(left)) {
          completed.add(left)
          const survivor = open({ ...step.changes, tuning: { starterPatience: 0 } })
          await step.run(survivor).catch((error: unknown) => wrong.push(`${when}: ${String(error)}`))
          expect({ when, ...registryIn(repository, step) }).toEqual({ when, ...wanted })
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
