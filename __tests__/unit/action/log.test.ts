import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { actionLog } from '../../../src/action/log.ts'
import { parseCommands } from '../../support/workflow-commands.ts'

let stdout: string
beforeEach(() => {
  stdout = ''
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text)
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

test('each kind of message is what a runner shows as such', () => {
  actionLog.info('information')
  actionLog.notice('a notice')
  actionLog.warning('a warning')
  actionLog.debug('for those who look')
  expect(parseCommands(stdout)).toEqual({
    annotations: [
      { level: 'notice', title: undefined, message: 'a notice' },
      { level: 'warning', title: undefined, message: 'a warning' }
    ],
    masked: [],
    log: 'information\nNotice: a notice\nWarning: a warning\n##[debug]for those who look\n'
  })
})

test('a secret is masked before it could be shown, once, and nothing is no secret', () => {
  for (const secret of ['', 'a-secret', 'a-secret', 'another']) actionLog.mask(secret)
  actionLog.info('a-secret')
  const { masked, log } = parseCommands(stdout)
  expect(new Set(masked)).toEqual(new Set(['a-secret', 'another']))
  expect(stdout.match(/^::add-mask::/gm)).toHaveLength(2)
  expect(log).toBe('***\n')
})

test('a long transfer shows that it goes on', () => {
  jest.useFakeTimers({ now: 0 })
  const progress = actionLog.progress('narf 1.0', 4096)
  progress.advance(512)
  jest.setSystemTime(10_000)
  progress.advance(512)
  progress.done()
  expect(stdout).toBe('narf 1.0: 25% of 4.0 KiB, 102 B/s\n')
})

test.each([
  ['a\n::error::b', 'a ::error::b'],
  ['a\r\n::add-mask::b', 'a ::add-mask::b'],
  ['a\r::warning::b', 'a ::warning::b'],
  ['::set-output name=sha256::0', ': :set-output name=sha256::0'],
  [' \t::error::a', ' \t: :error::a'],
  ['a ##[add-mask]b ##[error]c', 'a ## [add-mask]b ## [error]c'],
  ['file::a ::b # [c]', 'file::a ::b # [c]']
])('what is told is one line, and no command: %j', (message, shown) => {
  actionLog.info(message)
  expect(stdout).toBe(`${shown}\n`)
  expect(parseCommands(stdout)).toEqual({ annotations: [], masked: [], log: `${shown}\n` })
})
