/**
 * A project's name as an index writes it: lower case, and one `-` for every run of `-`, `_` and `.` (PEP 503). Other
 * letters than ASCII ones, which no name has, stay as they are: some of them would become ASCII letters in lower case.
 */
export function normalizeName(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/[-_.]+/g, '-')
}

/**
 * Why a text can't be the name of a project, in words that follow the text; undefined where it can. The rule is that
 * of the core metadata: ASCII letters, digits, `.`, `_` and `-`, with a letter or a digit at both ends.
 */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (hasControls(name)) return 'has a line break or another control character'
  if (name !== name.trim()) return 'begins or ends with a space'
  if (!/^[A-Za-z0-9._-]+$/.test(name))
    return 'has characters other than ASCII letters, digits, ".", "_" and "-"'
  if (!/^[A-Za-z0-9]/.test(name) || !/[A-Za-z0-9]$/.test(name))
    return 'does not begin and end with a letter or a digit'
  return undefined
}

/** True for a text with control characters, line and paragraph separators included. */
export function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)
}

/** A text of others in quotes, on one line that no terminal trips over, cut where it is long. */
export function quoted(text: string): string {
  const json = JSON.stringify(text.slice(0, 200)).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (odd) => `\\u${odd.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return json.length > 120 ? `${json.slice(0, 117)}…"` : json
}
