/** The test bed, seen from a test: what is installed, its servers, and suites that need them. */
import { describe, test } from '@jest/globals'

import { installed, type ToolName } from '../../scripts/testbed.ts'

export { startMinio, startMoto, startVersitygw, type Server } from './servers.ts'

/** The path of a tool of the test bed, where its pinned version is installed. Starts nothing. */
export const testbed = (name: ToolName): string | undefined => installed(name)

/**
 * A `describe` for what needs tools of the test bed. Where one is absent the suite is skipped and a line says so;
 * with `CI=true` it fails instead, so that no run is green for what it left out.
 */
export function describeWith(needed: ToolName | readonly ToolName[], name: string, suite: () => void): void {
  const all = typeof needed === 'string' ? [needed] : needed
  const absent = all.filter((tool) => testbed(tool) === undefined)
  if (absent.length === 0) {
    describe(name, suite)
  } else if (process.env['CI'] === 'true') {
    describe(name, () => {
      test.each(absent)('%s is installed', (tool) => {
        throw new Error(`With CI=true nothing is left out, but ${tool} is not installed: npm run testbed`)
      })
    })
  } else {
    process.stderr.write(`Left out, ${absent.join(' and ')} not installed (npm run testbed): ${name}\n`)
    describe.skip(name, suite)
  }
}
