import { resolve } from 'node:path'
import type { Report } from '../commands/report.ts'
import { isRegistryError, type RegistryError } from '../errors.ts'
import { dryRunLog, type Log } from '../log.ts'
import { parseOptions, type Options } from '../options/parse.ts'
import type { Given } from '../options/problems.ts'
import type { Environment } from '../options/tychoreg.ts'
import { nothingKept } from '../pull/kept-files.ts'
import { openStore, runCommand } from '../run.ts'
import { sharedInputs, surroundings } from '../surroundings.ts'
import { cliLog, terminalBars } from './log.ts'
import type { Invocation } from './program.ts'
import { showReport } from './show.ts'

/** Done, or done already; failed; used wrongly. */
type ExitCode = 0 | 1 | 2

/** One command of the command line, from what it asks for to its exit status. */
export async function main(invocation: Invocation, env: Environment): Promise<ExitCode> {
  const { json, quiet, verbose } = invocation
  const bars = process.stderr.isTTY && !quiet && !json ? await terminalBars() : undefined
  const log = cliLog({ json, quiet, verbose, bars, stdout: printOut, stderr: printErr })
  for (const name of ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    for (const prefix of ['', 'REGISTRY_']) log.mask(env[prefix + name] ?? '')
  try {
    return await understandAndRun(invocation, env, log)
  } catch (error) {
    if (isRegistryError(error)) return fail(invocation, [error], log)
    printErr(
      `This is a bug of registry. Please report it with these lines:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    )
    return 1
  } finally {
    bars?.stop()
  }
}

async function understandAndRun(invocation: Invocation, env: Environment, log: Log): Promise<ExitCode> {
  const given = [...invocation.inputs].map(([name, value]) => [name, givenFor(name, value)] as const)
  const mode = ['mode', { value: invocation.mode, label: 'command' }] as const
  const inputs = new Map([...sharedInputs(env), ...given, mode])
  const parsed = await parseOptions({
    inputs,
    label: labelOf,
    around: {
      ...surroundings(env),
      oidc: undefined,
      gitTag: undefined,
      defaultFolder: DEFAULT_FOLDER,
      outfile: invocation.outfile
    }
  })
  if ('problems' in parsed) {
    if (invocation.json) printJson({ ok: false, problems: parsed.problems })
    for (const { input, message, hint } of parsed.problems) printErr(`error: ${input} ${message}. ${hint}`)
    return 2
  }
  if (!inputs.has('store') && parsed.options.location.kind === 'folder') {
    log.info(`no store is named: using the folder ${resolve(DEFAULT_FOLDER)}`)
  }
  return run(parsed.options, invocation, log)
}

/** The registry where nothing names another one. */
const DEFAULT_FOLDER = '.registry'

async function run(
  { command, location, dryRun, warnings }: Options,
  invocation: Invocation,
  plainLog: Log
): Promise<ExitCode> {
  const log = dryRun ? dryRunLog(plainLog) : plainLog
  for (const warning of warnings) log.warning(warning)
  const store = openStore(location, { dryRun }, plainLog)
  const stop = (signal: NodeJS.Signals) => {
    printErr(
      `interrupted by ${signal}; what was published so far is valid, and running the command again completes it`
    )
    void store.close().finally(() => process.exit(1))
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const report = await runCommand(store, command, log, nothingKept)
    return await tell(report, invocation, log)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await store.close()
  }
}

async function tell(report: Report, invocation: Invocation, log: Log): Promise<ExitCode> {
  const failures = 'failures' in report ? report.failures.map(({ error }) => error) : []
  if (!invocation.json) {
    const shown = await showReport(report, invocation)
    if (shown !== '') printOut(shown)
  } else if (failures.length === 0) {
    printJson({ ok: true, ...report })
  }
  if (failures.length > 0) return fail(invocation, failures, log, report)
  return report.mode === 'check' && report.problems.length > 0 ? 1 : 0
}

function fail(invocation: Invocation, errors: readonly RegistryError[], log: Log, report?: Report): ExitCode {
  for (const { message, hint, cause } of errors) {
    printErr(`error: ${message}. ${hint}`)
    if (cause instanceof Error) log.debug(cause.stack ?? cause.message)
  }
  if (invocation.json) {
    printJson({
      ok: false,
      ...report,
      failures: undefined,
      errors: errors.map(({ code, message, hint }) => ({ code, message, hint }))
    })
  }
  return 1
}

function givenFor(name: string, value: string | readonly string[]): Given {
  const label = labelOf(name)
  return typeof value === 'string' ? { value, label } : { value: value.join('\n'), label, words: value }
}

function labelOf(name: string): string {
  return ARGUMENTS[name] ?? `--${name}`
}

/** Inputs that are arguments of the commands. */
const ARGUMENTS: Record<string, string | undefined> = {
  package: 'PKG',
  packages: 'PKG',
  version: 'VERSION',
  files: 'FILE'
}

function printJson(document: object): void {
  printOut(JSON.stringify(document, undefined, 2))
}

function printOut(text: string): void {
  process.stdout.write(`${text}\n`)
}

function printErr(text: string): void {
  process.stderr.write(`${text}\n`)
}
