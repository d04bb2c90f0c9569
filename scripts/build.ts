/**
 * Bundles each entry into a folder of its own below dist/, or below the folder that is named. The output depends on
 * nothing but the sources and the lockfile.
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ENTRIES = ['main', 'post', 'cli']
const root = join(import.meta.dirname, '..')
const out = resolve(process.argv[2] ?? join(root, 'dist'))
const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js')

rmSync(out, { recursive: true, force: true })
for (const entry of ENTRIES) {
  const args = [
    'build',
    `src/${entry}.ts`,
    '--out',
    join(out, entry),
    '--license',
    'licenses.txt',
    '--target',
    'es2022'
  ]
  execFileSync(process.execPath, [ncc, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
}
