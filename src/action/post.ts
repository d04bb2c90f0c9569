import * as core from '@actions/core'
import { messageOf } from '../errors.ts'
import { CACHE_STATE, parseState, saveCache } from './cache.ts'
import { actionLog } from './log.ts'

/** The end of a job: what a pull fetched is kept for later runs. Nothing here can fail the job. */
export async function post(): Promise<void> {
  try {
    const state = parseState(core.getState(CACHE_STATE))
    if (state !== undefined) await saveCache(state, actionLog)
  } catch (error) {
    core.notice(`pulled files could not be kept for later runs: ${messageOf(error)}`)
  }
}
