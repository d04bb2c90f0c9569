import { relative } from 'node:path'
import * as core from '@actions/core'
import type { PullOptions } from '../commands/pull.ts'
import type { ListReport, Report } from '../commands/report.ts'
import { messageOf, RegistryError } from '../errors.ts'
import { dryRunLog, formatBytes, formatCount } from '../log.ts'
import { secretsOf } from '../options/location.ts'
import { parseOptions, type Options } from '../options/parse.ts'
import type { Environment } from '../options/tychoreg.ts'
import { nothingKept } from '../pull/kept-files.ts'
import { openStore, runCommand } from '../run.ts'
import { SECRET_INPUTS, secretsIn, surroundings } from '../surroundings.ts'
import { CACHE_STATE, workflowCache, type WorkflowCache } from './cache.ts'
import { failFor, failForFailures, failForFindings, failForProblems, warnOfFindings } from './failures.ts'
import { gitTag, givenInputs, labelOf } from './inputs.ts'
import { actionLog } from './log.ts'
import { outputsOf } from './outputs.ts'
import { summaryOf, type Circumstances } from './summary.ts'

/** One step of a workflow, from its inputs to its outputs. Never throws: what fails is an annotation. */
export async function main(env: Environment): Promise<void> {
  try {
    maskSecrets(env)
    const oidc = env['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined ? undefined : getIdToken
    const around = {
      ...surroundings(env),
      oidc,
      gitTag: gitTag(env),
      defaultFolder: undefined,
      outfile: undefined
    }
    const parsed = await parseOptions({ inputs: givenInputs(env), label: labelOf, around })
    if ('problems' in parsed) failForProblems(parsed.problems)
    else {
      secretsOf(parsed.options.location, parsed.options.releases).forEach(actionLog.mask)
      await run(parsed.options)
    }
  } catch (error) {
    failFor(error)
  }
}

async function run(options: Options): Promise<void> {
  const { command, location, dryRun, cache, warnings } = options
  for (const warning of warnings) core.warning(warning)
  const log = dryRun ? dryRunLog(actionLog) : actionLog
  const store = openStore(options, actionLog)
  const stop = (signal: NodeJS.Signals) => {
    core.error(
      `interrupted by ${signal}; what was published so far is valid, and running the step again completes it`
    )
    void store.close().finally(() => process.exit(core.ExitCode.Failure))
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const files =
    command.mode === 'pull' && cache && !dryRun
      ? workflowCache(scopeOf(command, store.name), actionLog)
      : undefined
  try {
    const running = runCommand(store, command, log, files?.kept ?? nothingKept)
    const report = await running.finally(() => leaveWord(files))
    await tell(report, {
      dryRun,
      shownFrom: location.kind === 'github' ? location.options.branch : undefined
    })
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await store.close()
  }
}

/** What was fetched is kept also where the step fails. */
async function leaveWord(files: WorkflowCache | undefined): Promise<void> {
  const state = await files?.finish()
  if (state !== undefined) core.saveState(CACHE_STATE, JSON.stringify(state))
}

/** Gives a report to later steps and to the reader. */
async function tell(report: Report, at: Circumstances): Promise<void> {
  for (const [name, value] of Object.entries(outputsOf(report))) core.setOutput(name, value)
  const summary = summaryOf(report, at)
  if (summary !== '') await core.summary.addRaw(summary, true).write().catch(noSummary)
  if (report.mode === 'list') show(report)
  if (report.mode === 'check') failForFindings(report.problems)
  if (report.mode === 'reindex') warnOfFindings(report.problems)
  if ('failures' in report) failForFailures(report.failures)
}

/** The log of a list is the list; the summary has it as a table. */
function show({ store, packages }: ListReport): void {
  actionLog.info(`${formatCount(packages.length, 'package')} in ${store}${packages.length === 0 ? '' : ':'}`)
  for (const { package: name, latest, versions, yanked, size } of packages) {
    const marked = Object.keys(yanked).length
    actionLog.info(
      `${name}: latest ${latest ?? 'none'}, ${formatCount(versions.length, 'version')}${marked === 0 ? '' : `, ${marked} of them yanked`} (${formatBytes(size)})`
    )
  }
}

function noSummary(error: unknown): void {
  core.debug(`no summary: ${messageOf(error)}`)
}

/** What tells a pull of this job from others, whatever versions it comes to. */
function scopeOf({ requests, folder, extract }: PullOptions, store: string): string {
  // Relative: workspaces lie at different places on different machines.
  const place = relative(process.cwd(), folder)
  return JSON.stringify([store, requests.map((request) => request.text), place, extract])
}

async function getIdToken(audience: string): Promise<string> {
  try {
    return await core.getIDToken(audience)
  } catch (error) {
    throw new RegistryError('denied', `the OIDC token could not be had: ${messageOf(error)}`, {
      hint: 'Add `permissions: { id-token: write, contents: read }` to the job.',
      cause: error
    })
  }
}

/** Secrets are masked before the first line of the log, wherever they come from. */
function maskSecrets(env: Environment): void {
  const inputs = givenInputs(env)
  const given = SECRET_INPUTS.map((name) => inputs.get(name)?.value ?? '')
  const token = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''
  for (const secret of [...given, ...secretsIn(env), token]) actionLog.mask(secret)
}
