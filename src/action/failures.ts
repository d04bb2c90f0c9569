import * as core from '@actions/core'
import type { Failure } from '../commands/report.ts'
import { isRegistryError, type ErrorCode } from '../errors.ts'
import type { Problem } from '../options/problems.ts'
import type { Problem as Finding } from '../format.ts'
import { actionLog } from './log.ts'

/** A failure as an annotation shows it: what happened, and what to do. */
interface Annotation {
  readonly title: string
  readonly text: string
}

/** Mistakes in the inputs, one annotation each. */
export function failForProblems(problems: readonly Problem[]): void {
  annotate(
    problems.map(({ input, message, hint }) => ({
      title: `Wrong ${input}`,
      text: `${input} ${message}. ${hint}`
    }))
  )
}

/** What failed of several things, one annotation each. */
export function failForFailures(failures: readonly Failure[]): void {
  annotate(
    failures.map(({ what, error }) => ({ title: `${what} failed`, text: `${error.message}. ${error.hint}` }))
  )
}

/** What is wrong with a registry, one annotation each. */
export function failForFindings(findings: readonly Finding[]): void {
  annotate(findings.map(describeFinding))
}

/** What is wrong with a registry and could not be put right, one annotation each. */
export function warnOfFindings(findings: readonly Finding[]): void {
  show(findings.map(describeFinding), core.warning)
}

function describeFinding({ package: name, version, what, fix }: Finding): Annotation {
  const subject = version === undefined ? name : `${name} ${version}`
  return { title: `${subject} is not well`, text: `${subject} ${what}. ${fix}` }
}

/** Anything that was thrown. What is no expected failure is a bug, and says so. */
export function failFor(error: unknown): void {
  if (isRegistryError(error)) {
    if (error.cause instanceof Error) core.debug(error.cause.stack ?? error.cause.message)
    annotate([{ title: TITLES[error.code], text: `${error.message}. ${error.hint}` }])
    return
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  annotate([
    {
      title: 'This is a bug of registry-action',
      text: `This is a bug of registry-action. Please report it with these lines:\n${stack}`
    }
  ])
}

const TITLES: Record<ErrorCode, string> = {
  input: 'Wrong input',
  'not-found': 'Not found',
  conflict: 'Conflict',
  denied: 'Access denied',
  unavailable: 'Not available',
  corrupt: 'Corrupt',
  unsupported: 'Not supported'
}

/** A step shows ten annotations of a kind; the tenth says how many more there are. */
const MOST = 9

/** Annotations make a step fail; none leave it as it is. */
function annotate(annotations: readonly Annotation[]): void {
  show(annotations, core.error)
  if (annotations.length > 0) process.exitCode = core.ExitCode.Failure
}

function show(annotations: readonly Annotation[], say: typeof core.error): void {
  for (const { title, text } of annotations.slice(0, MOST)) say(text, { title })
  const rest = annotations.slice(MOST)
  if (rest.length === 0) return
  say(`and ${rest.length} more; the log has them all`, { title: 'More' })
  for (const { text } of rest) actionLog.info(text)
}
