/** Where the command line prints, whatever it is. */
export interface Printer {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** A value that must never be shown, whoever prints it. */
  readonly mask: (secret: string) => void
}

/** Prints lines. What is masked appears nowhere, also as it is written inside of JSON. */
export function maskingPrinter(stdout: (line: string) => void, stderr: (line: string) => void): Printer {
  const secrets = new Set<string>()
  // The longest first: one may be part of another.
  const clean = (text: string) =>
    [...secrets]
      .sort((one, other) => other.length - one.length)
      .reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text)
  return {
    out: (text) => {
      stdout(clean(text))
    },
    err: (text) => {
      stderr(clean(text))
    },
    mask: (secret) => {
      if (secret.length < SHORTEST) return
      secrets.add(secret).add(JSON.stringify(secret).slice(1, -1))
    }
  }
}

/** What is shorter is the word of a test service, and without it nothing could be read any more. */
const SHORTEST = 8
