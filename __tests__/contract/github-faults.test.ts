import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { messageOf } from '../../src/errors.ts'
import type { Fault, FaultEffect, Operation, RecordedRequest } from '../support/github-fake/index.ts'
import { assetsIn, debrisIn } from '../support/github-state.ts'
import { useGithub, type GithubBench } from './github-bench.ts'
import { changes, type Change } from './github-changes.ts'

const begin = useGithub()

const badGateway: FaultEffect = { kind: 'status', status: 502 }

/** What can happen to any request; of those that mean the same, one is tried at each. */
const anywhere: readonly (readonly FaultEffect[])[] = [
  [{ kind: 'status', status: 500 }, badGateway, { kind: 'status', status: 503 }, { kind: 'reset' }],
  [{ kind: 'lost' }, { kind: 'lost-status' }, { kind: 'cut', bytes: 10 }],
  [{ kind: 'secondary-limit' }, { kind: 'secondary-limit', status: 429, retryAfter: 0 }]
]

/** The same where every commit takes many requests. */
const few: typeof anywhere = [[badGateway, { kind: 'reset' }], [{ kind: 'lost' }]]

/** What can happen to some of them besides. */
const onlyTo: Partial<Record<Operation, readonly FaultEffect[]>> = {
  'graphql.query': [
    { kind: 'graphql-error', type: 'RATE_LIMITED', message: 'API rate limit exceeded' },
    { kind: 'graphql-error', message: 'Something went wrong while executing your query.' }
  ],
  'repos/upload-release-asset': [{ kind: 'starter' }, { kind: 'cut-request', bytes: 3 }],
  'storage.asset': [
    { kind: 'status', status: 618, message: 'Signature expired' },
    { kind: 'status', status: 403, message: 'Server failed to authenticate the request.' },
    { kind: 'status', status: 416, message: 'The range specified is invalid.' }
  ]
}

/** What one run, in a repository of its own, comes to. */
async function attempt({ fake, ground }: GithubBench, change: Change, ...faults: Fault[]) {
  const { repository, open } = ground()
  await change.prepare(open(), repository)
  fake.clear()
  fake.faults(...faults)
  const outcome = await change.run(open()).catch(messageOf)
  fake.clearFaults()
  const requests = [...fake.requests]
  return {
    requests,
    result: {
      ...{ outcome, look: await change.look(open()), debris: debrisIn(repository) },
      commits: repository.history('registry').length,
      assets: assetsIn(repository),
      releases: repository.releases.size
    }
  }
}

describe.each([
  { how: 'with GraphQL', options: {}, usual: anywhere },
  {
    how: 'without GraphQL, digests and ranges, on an enterprise server',
    options: { graphql: false, digests: false, ranges: false, enterprise: true },
    usual: few
  }
])('a fault at any request, $how', ({ options, usual }) => {
  test.each(changes)('is overcome, and it is done exactly once: $what', async (change) => {
    const bench = await begin(options)
    const undisturbed = await attempt(bench, change)
    const { outcome, leaves: look } = change
    expect(undisturbed.result).toMatchObject({ outcome, look, debris: [] })
    const wrong: unknown[] = []
    const strike = async (fault: Fault, { operation, key }: RecordedRequest) => {
      const { result } = await attempt(bench, change, fault)
      // What is delayed may be committed together with what comes after it.
      const commits = Math.max(result.commits, undisturbed.result.commits)
      if (!isDeepStrictEqual({ ...result, commits }, undisturbed.result))
        wrong.push({ fault: `${JSON.stringify(fault)}: ${operation} ${key}`, ...result })
    }
    for (const request of undisturbed.requests) {
      const nth = request.index
      const effects = [
        ...usual.map((alike) => alike[nth % alike.length]!),
        ...(onlyTo[request.operation] ?? [])
      ]
      for (const effect of effects) await strike({ nth, effect }, request)
      await strike({ nth: [nth, nth + 1, nth + 2], effect: badGateway }, request)
    }
    expect(wrong).toEqual([])
  })
})
