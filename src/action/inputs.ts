import { INPUT_NAMES } from '../options/inputs.ts'
import type { Given } from '../options/problems.ts'
import type { Environment } from '../options/tychoreg.ts'

/**
 * What the environment gives for inputs: `INPUT_<NAME>` as the runner sets it, and for an input that is empty or
 * absent `REGISTRY_<NAME>`, for steps that share a store. White space around a value does not count.
 */
export function givenInputs(env: Environment): Map<string, Given> {
  const inputs = new Map<string, Given>()
  for (const [variable, value] of Object.entries(env)) {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase().replaceAll('_', ' ')
    if (name !== undefined && notEmpty(value))
      inputs.set(name.replaceAll(' ', '-'), { value: value.trim(), label: labelOf(name) })
  }
  for (const [name, given] of sharedInputs(env)) if (!inputs.has(name)) inputs.set(name, given)
  return inputs
}

/** What `REGISTRY_<NAME>` gives, for every input there is. */
export function sharedInputs(env: Environment): Map<string, Given> {
  const inputs = new Map<string, Given>()
  for (const name of INPUT_NAMES) {
    const variable = `REGISTRY_${name.toUpperCase().replaceAll('-', '_')}`
    const value = env[variable]
    if (notEmpty(value)) inputs.set(name, { value: value.trim(), label: variable })
  }
  return inputs
}

/** How a message calls an input. */
export function labelOf(name: string): string {
  return `input ${name}`
}

function notEmpty(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== ''
}
