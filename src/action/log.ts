import * as core from '@actions/core'
import { heartbeat, type Log } from '../log.ts'

const masked = new Set<string>()

/** The log of a workflow step. */
export const actionLog: Log = {
  info,
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
  progress: (label, total) => heartbeat(label, total, info)
}

function info(message: string): void {
  core.info(line(message))
}

/**
 * A runner takes lines that begin with `::`, and what follows `##[` in any line, for commands. Names that others have
 * chosen must not give it any: it is one line then, and a space stands in between.
 */
function line(message: string): string {
  return message
    .replace(/[\r\n]+/g, ' ')
    .replace(/^(\s*:)(?=:)/, '$1 ')
    .replaceAll('##[', '## [')
}
