import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { messageOf } from '../../src/errors.ts'
import type { Fault, FaultEffect, RecordedRequest } from '../support/github-fake/index.ts'
import { registryIn, violationsIn } from '../support/github-state.ts'
import { useGithub, type GithubBench } from './github-bench.ts'
import { pythonSteps, type Step } from './github-python.ts'

const begin = useGithub()

/** Of those that mean the same, one is tried at each request. */
const unanswered: readonly FaultEffect[] = [
  { kind: 'status', status: 502 },
  { kind: 'reset' },
  { kind: 'status', status: 500 }
]
const lost: readonly FaultEffect[] = [{ kind: 'lost' }, { kind: 'lost-status' }, { kind: 'cut', bytes: 10 }]

/** What one run, in a repository of its own, comes to. */
async function attempt({ fake, ground }: GithubBench, step: Step, ...faults: Fault[]) {
  const { repository, open } = ground()
  const holding = open({ ...step.changes, release: { publish: false } })
  await step.prepare(open(step.changes), repository, holding)
  fake.clear()
  fake.faults(...faults)
  const wrong: string[] = []
  const stop = fake.onWrite(() => wrong.push(...violationsIn(repository, step)))
  const failed = await step
    .run(open({ ...step.changes, tuning: { starterPatience: 0 } }))
    .then(() => undefined, messageOf)
  stop()
  fake.clearFaults()
  return { requests: [...fake.requests], result: { failed, wrong, ...registryIn(repository, step) } }
}

describe('a fault at any request of a step on a Python index', () => {
  test.each(pythonSteps)('is overcome, and the index is as without it: $what', async (step) => {
    const bench = await begin()
    const undisturbed = await attempt(bench, step)
    expect(undisturbed.result).toMatchObject({ failed: undefined, wrong: [], debris: [] })
    const wrong: unknown[] = []
    const strike = async (effect: FaultEffect, { index: nth, operation, key }: RecordedRequest) => {
      const { result } = await attempt(bench, step, { nth, effect })
      if (!isDeepStrictEqual(result, undisturbed.result))
        wrong.push({ fault: `${JSON.stringify(effect)} at ${nth}, ${operation} ${key}`, ...result })
    }
    for (const request of undisturbed.requests) {
      await strike(unanswered[request.index % unanswered.length]!, request)
      await strike(lost[request.index % lost.length]!, request)
    }
    expect(wrong).toEqual([])
  })
})
