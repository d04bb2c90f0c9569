/** A small index that asks something of every installer, published by our own command line. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../src/digest.ts'
import { registry } from './command-line.ts'
import {
  backendWheel,
  installableSdist,
  installableWheel,
  moduleName,
  type Distribution
} from './installable.ts'

const wheel = (name: string, version: string, ...metadata: string[]) =>
  installableWheel({ name, version, metadata })

const APP = [
  ...['Requires-Dist: base (>=1,<3)', 'Provides-Extra: more', 'Provides-Extra: other'],
  ...['Requires-Dist: absent; python_version < "3"', 'Requires-Dist: elsewhere; sys_platform == "nowhere"'],
  ...['Requires-Dist: Extra_Dep.One >=1; extra == "more"', 'Requires-Dist: absent; extra == "other"']
]

/** All that is published. */
export const DISTRIBUTIONS: readonly Distribution[] = [
  wheel('app', '1.0', ...APP),
  ...['1.0', '2.0', '3.0'].map((version) => wheel('base', version)),
  wheel('Extra.Dep-One', '1.0'),
  wheel('elsewhere', '1.0'),
  wheel('picky', '1.0'),
  wheel('picky', '2.0', 'Requires-Dist: base<2'),
  wheel('newer-python', '1.0', 'Requires-Python: >=3.6'),
  wheel('newer-python', '2.0', 'Requires-Python: >=3.99'),
  ...['1.0', '1.1'].flatMap((version) => [
    wheel('withdrawn', version),
    wheel('withdrawn-but-named', version)
  ]),
  ...['1.0', '2.0rc1'].flatMap((version) => [wheel('early', version), wheel('early-but-named', version)]),
  ...['1.0a1', '1.0a2'].map((version) => wheel('nothing-else', version)),
  ...['1.0', '1.0+cpu.1'].map((version) => wheel('built-locally', version)),
  installableSdist({ name: 'from-source', version: '1.0' }, { format: 'tar.gz', backend: 'inside' }),
  installableSdist({ name: 'from-zip', version: '1.0' }, { format: 'zip', backend: 'from the index' }),
  backendWheel()
]

/** What installers are to say of a yanked version. */
export const YANK_REASON = 'It is <broken> & "worse"'

/** What is yanked of them. */
const YANKED = ['withdrawn==1.1', 'withdrawn-but-named==1.1']

/** A requirement, and what has to be installed for it, by name. */
export interface Wish {
  readonly wanted: string
  readonly installed: Readonly<Record<string, string>>
}

/** What every installer has to choose. */
export const CHOICES: readonly Wish[] = [
  { wanted: 'app[more]', installed: { app: '1.0', 'extra-dep-one': '1.0' } },
  { wanted: 'picky', installed: { picky: '1.0' } },
  // Not what app alone would bring: it makes the newer picky impossible.
  { wanted: 'base>=2', installed: { base: '2.0' } },
  { wanted: 'newer-python', installed: { 'newer-python': '1.0' } },
  { wanted: 'withdrawn>=1', installed: { withdrawn: '1.0' } },
  { wanted: 'withdrawn-but-named==1.1', installed: { 'withdrawn-but-named': '1.1' } },
  { wanted: 'early', installed: { early: '1.0' } },
  { wanted: 'early-but-named==2.0rc1', installed: { 'early-but-named': '2.0rc1' } },
  { wanted: 'nothing-else', installed: { 'nothing-else': '1.0a2' } },
  { wanted: 'built-locally', installed: { 'built-locally': '1.0+cpu.1' } }
]

/** What has to be built. */
export const SOURCES: readonly Wish[] = [
  { wanted: 'from-source', installed: { 'from-source': '1.0' } },
  { wanted: 'from-zip', installed: { 'from-zip': '1.0' } }
]

/** All that has to be installed for some wishes. */
export function installedFor(wishes: readonly Wish[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...wishes.map(({ installed }) => installed)) as Record<string, string>
}

/** Requirements for the digests of what was published, by name and version. */
export function pinned(installed: Readonly<Record<string, string>>): string {
  const line = ([name, version]: [string, string]) =>
    `${name}==${version} ${digestsOf(name, version)
      .map((digest) => `--hash=${digest}`)
      .join(' ')}\n`
  return Object.entries(installed).map(line).join('')
}

/** The digests of the files of a version, as lockfiles write them. */
export function digestsOf(name: string, version: string): string[] {
  const stem = `${moduleName(name)}-${version}`
  return DISTRIBUTIONS.filter(
    ({ filename }) => filename.startsWith(`${stem}.`) || filename.startsWith(`${stem}-`)
  ).map(({ bytes }) => `sha256:${sha256(bytes)}`)
}

/** Publishes all of it by the command line: `env` says where. Throws what it printed where it failed. */
export async function publish(cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  const folder = join(cwd, 'dist')
  await mkdir(folder)
  for (const { filename, bytes } of DISTRIBUTIONS) await writeFile(join(folder, filename), bytes)
  const files = DISTRIBUTIONS.map(({ filename }) => join('dist', filename))
  await must(['upload', ...files], { cwd, env })
  await must(['yank', ...YANKED, '--reason', YANK_REASON], { cwd, env })
}

async function must(...given: Parameters<typeof registry>): Promise<void> {
  const { status, stdout, stderr } = await registry(...given)
  if (status !== 0) throw new Error(stdout + stderr)
}
