/** A bad day of a service: what fails is drawn, from the same numbers for the same seed. */
import type { Fault, FaultEffect } from './s3-fake/index.ts'

/** Every fifth request fails, with 500, 503 or a broken connection; every twentieth is applied, and its reply lost. */
export function chaos(seed: number): Fault[] {
  const effects: readonly [probability: number, effect: FaultEffect][] = [
    [0.025, { kind: 'lost' }],
    [0.025, { kind: 'lost-500' }],
    [0.07, { kind: 'status', status: 500, code: 'InternalError' }],
    [0.07, { kind: 'status', status: 503, code: 'SlowDown' }],
    [0.06, { kind: 'reset' }]
  ]
  return effects.map(([probability, effect], index) => ({
    ...{ probability, seed: seed * 10 + index + 1, effect }
  }))
}
