/** What a step gives away: secrets in what a reader sees, and the hosts that it turns to. */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect } from '@jest/globals'

import type { Finished, Runner, StepEnv } from './action.ts'

/** What makes a runner show all that it can. */
export const DEBUG = { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' }

/** A step that was watched, and the hosts that it turned to, in order: `connect HOST:PORT`, `lookup HOST`. */
export interface Watched {
  readonly done: Finished
  readonly hosts: readonly string[]
}

/** Runs a step with everything that may show a secret switched on, and notes the hosts it turns to. */
export async function watch(
  runner: Runner,
  inputs: Readonly<Record<string, string>>,
  env: StepEnv = {}
): Promise<Watched> {
  const record = join(runner.temp, `hosts-${randomBytes(4).toString('hex')}`)
  await writeFile(record, '')
  const recorder = new URL('record-hosts.mjs', import.meta.url).href
  const done = await runner.run(inputs, {
    ...DEBUG,
    ...env,
    NODE_OPTIONS: `--import=${recorder}`,
    RECORD_HOSTS: record
  })
  const hosts = (await readFile(record, 'utf8')).split('\n').filter((line) => line !== '')
  return { done, hosts: [...new Set(hosts)].sort() }
}

/** Neither a secret nor a signature is anywhere but in the lines that have it masked, and those come first. */
export function expectDiscreet(done: Finished, secrets: readonly string[]): void {
  const lines = done.stdout.split('\n')
  const shown = lines.filter((line) => !line.startsWith('::add-mask::'))
  const everything = [...shown, done.stderr, done.summary]
    .concat([done.outputs, done.state, done.env, done.annotations].map((each) => JSON.stringify(each)))
    .join('\n')
  for (const secret of secrets) {
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]
    for (const form of forms) expect(everything).not.toContain(form)
  }
  expect(everything).not.toMatch(/x-amz-signature|x-amz-security-token|authorization|AWS4-HMAC|Signature=/i)
}
