import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { cliLog, terminalBars, type Bars } from '../../../src/cli/log.ts'
import { maskingPrinter } from '../../../src/cli/printer.ts'
import { screenOf } from '../../support/terminal.ts'

beforeEach(() => {
  jest.useFakeTimers({ now: 0 })
})
afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

/** A log, and what it prints. */
function logOf(how: { json?: boolean; quiet?: boolean; verbose?: boolean; bars?: Bars }) {
  const printed: string[] = []
  const printer = maskingPrinter(
    (line) => printed.push(`out: ${line}`),
    (line) => printed.push(`err: ${line}`)
  )
  const { bars, ...flags } = { json: false, quiet: false, verbose: false, ...how }
  return { log: cliLog({ ...flags, printer, bars }), printed }
}

describe('what is said, and where', () => {
  test.each([
    [{}, ['out: info', 'out: notice', 'err: warning: warning']],
    [{ quiet: true }, ['out: notice', 'err: warning: warning']],
    [{ verbose: true }, ['out: info', 'out: notice', 'err: warning: warning', 'err: debug: debug']],
    [{ json: true }, ['err: info', 'err: notice', 'err: warning: warning']],
    [{ json: true, quiet: true }, ['err: notice', 'err: warning: warning']]
  ])('%j', (how, expected) => {
    const { log, printed } = logOf(how)
    log.info('info')
    log.notice('notice')
    log.warning('warning')
    log.debug('debug')
    expect(printed).toEqual(expected)
  })

  test('notices and warnings are in the words of the command line', () => {
    const { log, printed } = logOf({})
    log.notice('set `registry: python`')
    log.warning('set `allow-races: true`')
    expect(printed).toEqual(['out: set `--registry python`', 'err: warning: set `--allow-races`'])
  })

  test('what is masked appears nowhere', () => {
    const { log, printed } = logOf({ verbose: true })
    log.mask('a-long-secret')
    for (const level of ['info', 'notice', 'warning', 'debug'] as const) log[level]('it is a-long-secret')
    expect(printed).toHaveLength(4)
    expect(printed.join()).not.toContain('secret')
  })
})

describe('a long transfer', () => {
  const transfer = (log: ReturnType<typeof cliLog>) => {
    const progress = log.progress('narf 1.0', 4096)
    jest.setSystemTime(10_000)
    progress.advance(1024)
    progress.done()
  }

  test.each([
    [{}, ['err: narf 1.0: 25% of 4.0 KiB, 102 B/s']],
    [{ json: true }, ['err: narf 1.0: 25% of 4.0 KiB, 102 B/s']],
    [{ quiet: true }, []]
  ])('is a line now and then: %j', (how, expected) => {
    const { log, printed } = logOf(how)
    transfer(log)
    expect(printed).toEqual(expected)
  })

  test('is a bar on a terminal, and nothing where all is to be quiet', () => {
    const shown: string[] = []
    const bars: Bars = {
      start: (label, total) => {
        shown.push(`${label} of ${total}`)
        return {
          advance: (bytes) => shown.push(`+${bytes}`),
          done: () => shown.push('done')
        }
      },
      above: (print) => {
        print()
      },
      stop: () => shown.push('stopped')
    }
    const { log, printed } = logOf({ bars })
    transfer(log)
    expect([shown, printed]).toEqual([['narf 1.0 of 4096', '+1024', 'done'], []])
    transfer(logOf({ bars, quiet: true }).log)
    expect(shown).toHaveLength(3)
  })
})

describe('the bars of a terminal', () => {
  const isTerminal = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY')
  let stderr = ''
  beforeEach(() => {
    stderr = ''
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      stderr += String(text)
      return true
    })
    Object.defineProperty(process.stderr, 'isTTY', { value: true, configurable: true })
  })
  afterEach(() => {
    if (isTerminal === undefined) Reflect.deleteProperty(process.stderr, 'isTTY')
    else Object.defineProperty(process.stderr, 'isTTY', isTerminal)
  })

  test('show how far it is, on standard error, and are gone in the end', async () => {
    const stdout = jest.spyOn(process.stdout, 'write')
    const bars = await terminalBars()
    const [one, other] = [bars.start('narf 1.0', 4096), bars.start('zot 2', 2 ** 21)]
    one.advance(1024)
    other.advance(2 ** 20)
    jest.advanceTimersByTime(200)
    expect(screenOf(stderr)).toEqual([
      expect.stringMatching(/^narf 1\.0 .* 25% of 4\.0 KiB$/),
      expect.stringMatching(/^zot 2 .* 50% of 2\.0 MiB$/)
    ])
    one.done()
    other.done()
    bars.stop()
    expect(screenOf(stderr)).toEqual([])
    expect(stdout).not.toHaveBeenCalled()
  })

  test('stay below what is printed meanwhile, and nothing goes on when they are gone', async () => {
    const bars = await terminalBars()
    const say = (text: string) => {
      bars.above(() => process.stderr.write(`${text}\n`))
    }
    say('first')
    const one = bars.start('one', 4096)
    say('second')
    const other = bars.start('other', 4096)
    jest.advanceTimersByTime(200)
    one.done()
    say('third')
    expect(screenOf(stderr)).toEqual(['first', 'second', 'third', expect.stringMatching(/^other .* 0% of/)])
    other.done()
    say('fourth')
    expect(jest.getTimerCount()).toBe(0)
    const short = bars.start('short', 4096)
    say('fifth')
    const shorter = bars.start('shorter', 4096)
    short.done()
    shorter.done()
    expect(jest.getTimerCount()).toBe(0)
    bars.start('broken off', 4096)
    bars.stop()
    expect(jest.getTimerCount()).toBe(0)
    expect(screenOf(stderr)).toEqual(['first', 'second', 'third', 'fourth', 'fifth'])
  })
})
