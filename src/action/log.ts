import * as core from '@actions/core'
import { heartbeat, type Log } from '../log.ts'

const masked = new Set<string>()

/** The log of a workflow step. */
export const actionLog: Log = {
  info: (message) => {
    core.info(message)
  },
  notice: (message) => {
    core.notice(message)
  },
  warning: (message) => {
    core.warning(message)
  },
  debug: (message) => {
    core.debug(message)
  },
  mask: (secret) => {
    if (secret === '' || masked.has(secret)) return
    masked.add(secret)
    core.setSecret(secret)
  },
  progress: (label, total) => heartbeat(label, total, core.info)
}
