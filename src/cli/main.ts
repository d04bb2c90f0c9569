import { resolve } from 'node:path'
import type { Report } from '../commands/report.ts'
import { isRegistryError, messageOf, systemCode, type RegistryError } from '../errors.ts'
import { dryRunLog, type Log } from '../log.ts'
import { secretsOf } from '../options/location.ts'
import { parseOptions, type Options } from '../options/parse.ts'
import type { Problem } from '../options/problems.ts'
import type { Environment } from '../options/tychoreg.ts'
import { nothingKept } from '../pull/kept-files.ts'
import { openStore, runCommand } from '../run.ts'
import { secretsIn, sharedInputs, surroundings } from '../surroundings.ts'
import { cliLog, terminalBars, type Bars } from './log.ts'
import { maskingPrinter, type Printer } from './printer.ts'
import type { Invocation } from './invocation.ts'
import { showReport } from './show.ts'
import { inItsWords, labelOf } from './words.ts'

/** Done, or done already; failed; used wrongly. */
type ExitCode = 0 | 1 | 2

/** What a command line asks for, and where it tells what came of it. */
interface Run {
  readonly invocation: Invocation
  readonly printer: Printer
  readonly log: Log
}

/** One command of the command line, from what it asks for to its exit status. */
export async function main(invocation: Invocation, env: Environment): Promise<ExitCode> {
  const { json, quiet, verbose } = invocation
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leftAlone)
  const shows = process.stderr.isTTY && env['TERM'] !== 'dumb' && !quiet && !json
  const bars = shows ? await terminalBars() : undefined
  const printer = maskingPrinter(linesTo(process.stdout, bars), linesTo(process.stderr, bars))
  secretsIn(env).forEach(printer.mask)
  const run: Run = {
    invocation,
    printer,
    log: cliLog({ json, quiet, verbose, bars, printer, format: invocation.inputs.get('registry') })
  }
  try {
    return await understandAndRun(run, env)
  } catch (error) {
    if (isRegistryError(error)) return fail(run, [error])
    return failForBug(run, error)
  } finally {
    bars?.stop()
  }
}

function linesTo(stream: NodeJS.WriteStream, bars: Bars | undefined): (text: string) => void {
  const print = (text: string) => {
    stream.write(`${text}\n`)
  }
  if (bars === undefined) return print
  return (text) => {
    bars.above(() => {
      print(text)
    })
  }
}

/** Whoever read the lines may have heard enough (`| head`): what was begun is done all the same. */
function leftAlone(error: unknown): void {
  if (systemCode(error) !== 'EPIPE') throw error
}

async function understandAndRun(run: Run, env: Environment): Promise<ExitCode> {
  const { invocation, printer, log } = run
  const label = (name: string) => labelOf(name, invocation.mode)
  const given = [...invocation.inputs].map(([name, value]) => [name, { value, label: label(name) }] as const)
  const mode = ['mode', { value: invocation.mode, label: 'command' }] as const
  const inputs = new Map([...sharedInputs(env), ...given, mode])
  const parsed = await parseOptions({
    inputs,
    label,
    around: {
      ...surroundings(env),
      oidc: undefined,
      gitTag: undefined,
      defaultFolder: DEFAULT_FOLDER,
      outfile: invocation.outfile
    }
  })
  const found = 'problems' in parsed ? parsed.problems : []
  // Of a word that can't be meant nothing else is to be said.
  const bad = new Set(invocation.problems.map(({ input }) => input))
  const problems = [...invocation.problems, ...found.filter(({ input }) => !bad.has(input))]
  if ('problems' in parsed || problems.length > 0) return refuse(run, problems)
  secretsOf(parsed.options.location, parsed.options.releases).forEach(printer.mask)
  if (!inputs.has('store') && parsed.options.location.kind === 'folder') {
    log.info(`no store is named: using the folder ${resolve(DEFAULT_FOLDER)}`)
  }
  return carryOut(run, parsed.options)
}

/** The registry where nothing names another one. */
const DEFAULT_FOLDER = '.registry'

async function carryOut(run: Run, options: Options): Promise<ExitCode> {
  const { printer } = run
  const { command, dryRun, warnings } = options
  const log = dryRun ? dryRunLog(run.log) : run.log
  for (const warning of warnings) log.warning(warning)
  const store = openStore(options, run.log)
  const stop = (signal: NodeJS.Signals) => {
    printer.err(
      `interrupted by ${signal}; what was published so far is valid, and running the command again completes it`
    )
    void store.close().finally(() => process.exit(1))
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    return await tell(run, inWordsOf(run, await runCommand(store, command, log, nothingKept)), dryRun)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await store.close()
  }
}

async function tell(run: Run, report: Report, dryRun: boolean): Promise<ExitCode> {
  const { invocation, printer } = run
  const isWell = report.mode !== 'check' || report.problems.length === 0
  const failures = 'failures' in report ? report.failures.map(({ error }) => error) : []
  if (!invocation.json) {
    const shown = await showReport(report, invocation)
    if (shown !== '') printer.out(shown)
  } else if (failures.length === 0) {
    printJson(printer, { ok: isWell, ...(dryRun && { dryRun }), ...report })
  }
  if (failures.length > 0) return fail(run, failures, report)
  return isWell ? 0 : 1
}

/** What is wrong with a registry, and what to do about it here. */
function inWordsOf({ invocation }: Run, report: Report): Report {
  if (!('problems' in report)) return report
  const words = wordsFor(invocation)
  return { ...report, problems: report.problems.map((each) => ({ ...each, fix: words(each.fix) })) }
}

function wordsFor({ inputs }: Invocation): (text: string) => string {
  return (text) => inItsWords(text, inputs.get('registry'))
}

function refuse({ invocation, printer }: Run, found: readonly Problem[]): ExitCode {
  const words = wordsFor(invocation)
  const problems = found.map(({ input, message, hint }) => ({
    ...{ input, message: words(message), hint: words(hint) }
  }))
  if (invocation.json) printJson(printer, { ok: false, problems })
  for (const { input, message, hint } of problems) printer.err(`error: ${input} ${message}. ${hint}`)
  return 2
}

function fail(
  { invocation, printer, log }: Run,
  failures: readonly RegistryError[],
  report?: Report
): ExitCode {
  const words = wordsFor(invocation)
  const errors = failures.map(({ code, message, hint }) => ({ code, message, hint: words(hint) }))
  for (const { message, hint } of errors) printer.err(`error: ${message}. ${hint}`)
  for (const { cause } of failures) if (cause instanceof Error) log.debug(cause.stack ?? cause.message)
  if (invocation.json) printJson(printer, { ok: false, ...report, failures: undefined, errors })
  return 1
}

function failForBug({ invocation, printer }: Run, error: unknown): ExitCode {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  printer.err(`This is a bug of registry. Please report it with these lines:\n${stack}`)
  const hint = 'Please report it with the lines on standard error.'
  const errors = [{ code: 'bug', message: messageOf(error), hint }]
  if (invocation.json) printJson(printer, { ok: false, errors })
  return 1
}

function printJson(printer: Printer, document: object): void {
  printer.out(JSON.stringify(document, undefined, 2))
}
