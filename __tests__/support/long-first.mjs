/** The order of the suites: one that takes minutes and begins last would keep one core busy alone. */
import Sequencer from '@jest/test-sequencer'

/** As measured, longest first. */
const LONG = [
  'integration/python-kill',
  'integration/python-kill-folder',
  'integration/python-races',
  'contract/filesystem',
  'unit/python/fuzz',
  'integration/stick',
  'contract/s3-reads',
  'integration/kill',
  'integration/tychoreg',
  'e2e/act',
  'e2e/act-github',
  'integration/python-clients'
]

export default class LongFirst extends Sequencer {
  /** Those, then the others as Jest has them. */
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONG.findIndex((name) => path.replaceAll('\\', '/').endsWith(`/${name}.test.ts`))
      return place === -1 ? LONG.length : place
    }
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other))
  }
}
