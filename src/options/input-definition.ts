import type { FormatName } from '../format.ts'

/** The modes of the action, which are the commands of the command line. */
export const MODES = [
  'push',
  'pull',
  'promote',
  'init',
  'list',
  'reindex',
  'check',
  'yank',
  'remove'
] as const

/** What a step does. */
export type Mode = (typeof MODES)[number]

/** What a user may set. `fallback` is the default in words; no input has another default than being absent. */
export interface InputDefinition {
  readonly description: string
  readonly fallback: string
  readonly modes: readonly Mode[]
  /** The one format that has it, where it is not for both. */
  readonly registry?: FormatName
  /** What the runner gives where the workflow gives nothing. */
  readonly preset?: string
}

/** True where the text is the name of a mode. */
export function isMode(text: string): text is Mode {
  return MODES.some((mode) => mode === text)
}
