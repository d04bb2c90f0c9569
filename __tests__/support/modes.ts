import { MODES, type Mode } from '../../src/options/input-definition.ts'

/** A mode that the format tycho has. */
export type TychoMode = Exclude<Mode, 'yank'>

/** The modes of the format tycho. */
export const TYCHO_MODES: readonly TychoMode[] = MODES.filter((mode) => mode !== 'yank')
