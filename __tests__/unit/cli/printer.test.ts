import { expect, test } from '@jest/globals'
import { cliLog } from '../../../src/cli/log.ts'
import { maskingPrinter, type Printer } from '../../../src/cli/printer.ts'

function printer(...secrets: string[]): Printer & { readonly printed: string[] } {
  const printed: string[] = []
  const made = maskingPrinter(
    (line) => printed.push(`out: ${line}`),
    (line) => printed.push(`err: ${line}`)
  )
  secrets.forEach(made.mask)
  return { ...made, printed }
}

test('what is masked is printed nowhere', () => {
  const { out, err, printed } = printer('very-secret', 'very-secret-indeed')
  out('a very-secret-indeed, and a very-secret')
  err('very-secret very-secret')
  expect(printed).toEqual(['out: a ***, and a ***', 'err: *** ***'])
})

test('also not inside of JSON, where it is written in another way', () => {
  const secret = 'quote"and\\backslash'
  const { out, printed } = printer(secret)
  out(JSON.stringify({ message: `it is ${secret}` }))
  expect(printed).toEqual(['out: {"message":"it is ***"}'])
})

test('nothing is masked that would leave nothing to read', () => {
  const { out, printed } = printer('', 'a', 'test')
  out('a test')
  expect(printed).toEqual(['out: a test'])
})

test('the log prints through it, whatever it says, and warns in words of the command line', () => {
  const made = printer('very-secret')
  const log = cliLog({ json: false, quiet: false, verbose: true, printer: made, bars: undefined })
  log.mask('another-secret')
  log.info('very-secret')
  log.notice('another-secret')
  log.warning('set `dry-run: true`, very-secret')
  log.debug('very-secret')
  expect(made.printed).toEqual([
    'out: ***',
    'out: ***',
    'err: warning: set `--dry-run`, ***',
    'err: debug: ***'
  ])
})

test.each([
  [{ json: true, quiet: false, verbose: false }, ['err: info', 'err: notice', 'err: warning: w']],
  [{ json: false, quiet: true, verbose: false }, ['out: notice', 'err: warning: w']],
  [{ json: false, quiet: false, verbose: false }, ['out: info', 'out: notice', 'err: warning: w']]
])('%j', (how, printed) => {
  const made = printer()
  const log = cliLog({ ...how, printer: made, bars: undefined })
  log.info('info')
  log.notice('notice')
  log.warning('w')
  log.debug('debug')
  expect(made.printed).toEqual(printed)
})
