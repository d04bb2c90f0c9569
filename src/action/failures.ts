import * as core from '@actions/core'
import type { Failure } from '../commands/report.ts'
import { isRegistryError, type ErrorCode } from '../errors.ts'
import type { Problem } from '../options/problems.ts'

/** A failure as an annotation shows it: what happened, and what to do. */
interface Annotation {
  readonly title: string
  readonly text: string
}

/** Mistakes in the inputs, one annotation each. */
export function failForProblems(problems: readonly Problem[]): void {
  annotate(
    problems.map(({ input, message, hint }) => ({
      title: `${input} ${message}`,
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
export function failForFindings(
  findings: readonly { package: string; version: string | undefined; what: string; fix: string }[]
): void {
  annotate(
    findings.map(({ package: name, version, what, fix }) => {
      const subject = version === undefined ? name : `${name} ${version}`
      return { title: `${subject} is not well`, text: `${subject} ${what}. ${fix}` }
    })
  )
}

/** Anything that was thrown. What is no expected failure is a bug, and says so. */
export function failFor(error: unknown): void {
  if (isRegistryError(error)) {
    core.debug(describeCause(error.cause))
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

function annotate(annotations: readonly Annotation[]): void {
  for (const { title, text } of annotations.slice(0, MOST)) core.error(text, { title })
  const rest = annotations.slice(MOST)
  if (rest.length > 0) {
    core.error(`and ${rest.length} more; the log has them all`, { title: 'More' })
    for (const { text } of rest) core.info(text)
  }
  process.exitCode = core.ExitCode.Failure
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : 'no further cause is known'
}
