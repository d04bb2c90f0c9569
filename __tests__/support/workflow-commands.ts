/** What a runner makes of a step's standard output. */

/** A message that a run shows outside of its log. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string | undefined
  readonly message: string
}

/** A step's output, as a runner reads it. */
export interface Commands {
  readonly annotations: readonly Annotation[]
  readonly masked: readonly string[]
  /** What a reader sees: annotations begin with their level, what was masked before is `***`. */
  readonly log: string
}

/** Reads the workflow commands in a step's output. Throws for one that no runner knows. */
export function parseCommands(stdout: string): Commands {
  const annotations: Annotation[] = []
  const masked: string[] = []
  const shown: string[] = []
  const hide = (text: string) => masked.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text)
  for (const line of stdout.split('\n')) {
    const [, name, properties = '', data = ''] = /^\s*::([a-z-]+)(?: ([^:]*))?::(.*)$/.exec(line) ?? []
    const old = /##\[([a-z-]+)[^\]]*\]/.exec(line)?.[0]
    if (name === undefined && old !== undefined) throw new Error(`a runner would still obey ${old}`)
    const message = unescape(data)
    if (name === undefined) shown.push(hide(line))
    else if (name === 'add-mask') masked.push(...masksOf(message))
    else if (name === 'debug') shown.push(hide(`##[debug]${message}`))
    else if (name === 'error' || name === 'warning' || name === 'notice') {
      annotations.push({ level: name, title: titleOf(properties), message })
      shown.push(hide(`${name[0]?.toUpperCase() ?? ''}${name.slice(1)}: ${message}`))
    } else throw new Error(`no runner knows the command ${name}`)
  }
  return { annotations, masked, log: shown.join('\n') }
}

function masksOf(secret: string): string[] {
  return [secret, ...secret.split(/\r?\n/)].filter((each) => each !== '')
}

function titleOf(properties: string): string | undefined {
  const title = properties
    .split(',')
    .find((property) => property.startsWith('title='))
    ?.slice('title='.length)
  return title === undefined ? undefined : unescape(title)
}

function unescape(text: string): string {
  const signs: Record<string, string> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (sign) => signs[sign] ?? sign)
}
