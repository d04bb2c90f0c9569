import { allows, parseSpecifier } from './specifiers.ts'
import { versionOfPython } from './tags.ts'

/**
 * True where a file may be installed on a Python (`3.12`, `cp312`, `3.12.4`), as far as its Requires-Python tells. As with
 * pip, `3.12` is 3.12.0, and what can't be read excludes nothing. A Python without a minor version stands for all of its major one.
 */
export function admits(requiresPython: string | undefined, python: string): boolean {
  const version = versionOfPython(python)
  if (requiresPython === undefined || version === undefined) return true
  const read = parseSpecifier(requiresPython)
  return 'problem' in read || allows(read.specifier, version)
}
