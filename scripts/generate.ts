/** Writes action.yml and the README's tables of inputs and outputs from the one list in src/options/inputs.ts. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { renderActionYml, renderTables } from './interface.ts'

const root = join(import.meta.dirname, '..')

async function write(file: string, content: string): Promise<void> {
  const path = join(root, file)
  const config = await resolveConfig(path)
  writeFileSync(path, await format(content, { ...config, filepath: path }))
}

await write('action.yml', renderActionYml())
await write('README.md', renderTables(readFileSync(join(root, 'README.md'), 'utf8')))
