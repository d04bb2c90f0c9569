/** Bundles each entry into a folder of its own below dist/. The output depends on nothing but the sources and the lockfile. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

const ENTRIES = ['main', 'post', 'cli']
const root = join(import.meta.dirname, '..')

rmSync(join(root, 'dist'), { recursive: true, force: true })
for (const entry of ENTRIES) {
  const args = [
    'build',
    `src/${entry}.ts`,
    '--out',
    `dist/${entry}`,
    '--license',
    'licenses.txt',
    '--target',
    'es2022'
  ]
  execFileSync(
    process.execPath,
    [join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js'), ...args],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit']
    }
  )
}
