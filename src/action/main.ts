import * as core from '@actions/core'
import type { PullOptions } from '../commands/pull.ts'
import type { Report } from '../commands/report.ts'
import { messageOf, RegistryError } from '../errors.ts'
import { parseOptions, type Options } from '../options/parse.ts'
import type { Environment } from '../options/tychoreg.ts'
import { nothingKept } from '../pull/kept-files.ts'
import { openStore, runCommand } from '../run.ts'
import { CACHE_STATE, workflowCache } from './cache.ts'
import { failFor, failForFailures, failForFindings, failForProblems } from './failures.ts'
import { givenInputs, labelOf } from './inputs.ts'
import { actionLog } from './log.ts'
import { outputsOf } from './outputs.ts'
import { summaryOf } from './summary.ts'
import { gitTag, surroundings } from './surroundings.ts'

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
    else await run(parsed.options)
  } catch (error) {
    failFor(error)
  }
}

async function run({ command, location, dryRun, cache, warnings }: Options): Promise<void> {
  for (const warning of warnings) core.warning(warning)
  const store = openStore(location, { dryRun }, actionLog)
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
    const report = await runCommand(store, command, actionLog, files?.kept ?? nothingKept)
    const state = files?.state()
    if (state !== undefined) core.saveState(CACHE_STATE, JSON.stringify(state))
    await tell(report)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await store.close()
  }
}

/** Gives a report to later steps and to the reader. */
async function tell(report: Report): Promise<void> {
  for (const [name, value] of Object.entries(outputsOf(report))) core.setOutput(name, value)
  const summary = summaryOf(report)
  if (summary !== '') await core.summary.addRaw(summary, true).addEOL().write().catch(noSummary)
  if (report.mode === 'check') failForFindingsIfAny(report.problems)
  if (report.mode === 'reindex')
    for (const { package: name, what, fix } of report.problems) core.warning(`${name} ${what}. ${fix}`)
  if ((report.mode === 'pull' || report.mode === 'remove') && report.failures.length > 0)
    failForFailures(report.failures)
}

function failForFindingsIfAny(problems: Extract<Report, { mode: 'check' }>['problems']): void {
  if (problems.length > 0) failForFindings(problems)
}

function noSummary(error: unknown): void {
  core.debug(`no summary: ${messageOf(error)}`)
}

/** What tells a pull of this job from others, whatever versions it comes to. */
function scopeOf({ requests, folder, extract }: PullOptions, store: string): string {
  return JSON.stringify([store, requests.map((request) => request.text), folder, extract])
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
  const names = ['AWS-ACCESS-KEY-ID', 'AWS-SECRET-ACCESS-KEY', 'AWS-SESSION-TOKEN']
  const variables = names.flatMap((name) => [
    `INPUT_${name}`,
    `REGISTRY_${name.replaceAll('-', '_')}`,
    name.replaceAll('-', '_')
  ])
  for (const variable of [...variables, 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'])
    actionLog.mask(env[variable]?.trim() ?? '')
}
