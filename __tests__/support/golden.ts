/** Pages that were looked at by a person, and have to stay as they are. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@jest/globals'
import type { Page } from '../../src/stores/store.ts'

/**
 * Holds a page against the file of its name in a folder; `UPDATE_GOLDEN=1` writes the file instead. The style is left
 * out, and JSON is indented, so that a change can be read.
 */
export function golden(folder: URL, { path, body, contentType }: Page): void {
  const text = Buffer.from(body).toString()
  const html = contentType.startsWith('text/html')
  if (!html) expect(text).toBe(JSON.stringify(JSON.parse(text)))
  const readable = html
    ? text.replace(/<style>[^<]*<\/style>/, '<style></style>')
    : `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`
  const name = path === '' || path.endsWith('/') ? `${path}index.${html ? 'html' : 'json'}` : path
  const file = fileURLToPath(new URL(name, folder))
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, readable)
  }
  expect(readable).toBe(readFileSync(file, 'utf8'))
}
