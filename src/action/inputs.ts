import type { Given } from '../options/problems.ts'
import type { Environment } from '../options/tychoreg.ts'
import { sharedInputs } from '../surroundings.ts'

/**
 * What the environment gives for inputs: `INPUT_<NAME>` as the runner sets it, and for an input that is empty or
 * absent `REGISTRY_<NAME>`, for steps that share a store. White space around a value does not count.
 */
export function givenInputs(env: Environment): Map<string, Given> {
  const inputs = new Map<string, Given>()
  for (const [variable, text] of Object.entries(env)) {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase().replaceAll(/[_ ]/g, '-')
    const value = text?.trim() ?? ''
    if (name !== undefined && value !== '') inputs.set(name, { value, label: labelOf(name) })
  }
  for (const [name, given] of sharedInputs(env)) if (!inputs.has(name)) inputs.set(name, given)
  return inputs
}

/** How a message calls an input. */
export function labelOf(name: string): string {
  return `input ${name}`
}

/** The tag that started the workflow, if one did. */
export function gitTag(env: Environment): string | undefined {
  return env['GITHUB_REF_TYPE'] === 'tag' && env['GITHUB_REF_NAME'] !== ''
    ? env['GITHUB_REF_NAME']
    : undefined
}
