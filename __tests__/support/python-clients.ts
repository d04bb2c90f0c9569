/** Installers of the test bed, each run in a home of its own where nothing of this machine's configuration is read. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { ToolName } from '../../scripts/testbed.ts'
import { CHOICES, type Wish } from './client-index.ts'
import { start } from './command-line.ts'
import { moduleName } from './installable.ts'
import type { StaticServer } from './static-server.ts'
import { testbed } from './testbed.ts'

/** A new home for one installer. */
export interface Home {
  /** Where it works. */
  readonly folder: string
  /** Runs it to its end; gives what it printed, and throws that where it failed. */
  run(program: Program, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>
}

/** A tool, or the Python that it runs on. */
type Program = ToolName | { readonly pythonOf: ToolName }

/** Makes a home below a folder. Requests to anything but this machine go to the server, which refuses and notes them. */
export function homeIn(root: string, server: Pick<StaticServer, 'url'>): Home {
  const home = mkdtempSync(join(root, 'home-'))
  const folder = join(home, 'work')
  mkdirSync(folder)
  return {
    folder,
    run: async (tool, args, env) => {
      const program = typeof tool === 'string' ? (testbed(tool) ?? tool) : pythonOf(tool.pythonOf)
      const surroundings = { ...environmentIn(home, server.url), PATH: pathFor(program), ...env }
      const { status, stdout, stderr } = await start(program, args, { cwd: folder, env: surroundings }).done
      if (status === 0) return stdout + stderr
      throw new Error(`${program} ${args.join(' ')} ended with ${status ?? 'a signal'}:\n${stdout}${stderr}`)
    }
  }
}

/** Its own Python comes first: those that look for one find it. */
function pathFor(program: string): string {
  return `${dirname(program)}${delimiter}${process.env['PATH'] ?? ''}`
}

function environmentIn(home: string, proxy: string): Readonly<Record<string, string>> {
  return {
    ...{ HOME: home, USERPROFILE: home, LOCALAPPDATA: join(home, 'local'), TMPDIR: home },
    ...{ XDG_CONFIG_HOME: join(home, 'config'), XDG_CACHE_HOME: join(home, 'cache') },
    ...{ XDG_DATA_HOME: join(home, 'data'), XDG_STATE_HOME: join(home, 'state'), LANG: 'C.UTF-8' },
    ...{ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, https_proxy: proxy },
    ...{ NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost' },
    ...{ PIP_CONFIG_FILE: devNull, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' },
    // What some of them make environments with looks for newer seeds in the background.
    VIRTUALENV_NO_PERIODIC_UPDATE: '1',
    ...{ UV_NO_CONFIG: '1', UV_PYTHON_DOWNLOADS: 'never' }
  }
}

/** What to install, and from where. */
export interface Installing {
  readonly home: Home
  /** The address of the index. */
  readonly index: string
  readonly wishes?: readonly Wish[]
  readonly options?: readonly string[]
}

/** The versions of pip in the test bed, from old to new. */
export const PIPS = ['pip-21', 'pip-22', 'pip-23', 'pip-24', 'pip'] as const satisfies readonly ToolName[]

/** What installs without a project. */
export type Installer = (typeof PIPS)[number] | 'uv'

/** Installs into a folder of its home, and gives what is there then. Throws what it said where it failed. */
export async function install(
  tool: Installer,
  installing: Installing
): Promise<Readonly<Record<string, string>>> {
  await outputOf(tool, installing)
  return installedIn(join(installing.home.folder, 'installed'))
}

/** The same; gives what it said. */
export async function outputOf(
  tool: Installer,
  { home, index, wishes = CHOICES, options = [] }: Installing
): Promise<string> {
  const more = ['--target', 'installed', ...options, ...wishes.map(({ wanted }) => wanted)]
  return tool === 'uv'
    ? home.run('uv', ['pip', 'install', '--python', pythonOf('uv'), '--default-index', index, ...more])
    : home.run(tool, ['install', '--index-url', index, ...more])
}

/** The Python that a tool itself runs on. */
export function pythonOf(tool: ToolName): string {
  return join(dirname(testbed(tool) ?? ''), process.platform === 'win32' ? 'python.exe' : 'python')
}

/** What is installed in a folder for packages, by name. Throws where a module is not the one of its version. */
export async function installedIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const entry of await readdir(folder)) {
    const [, stem = '', version = ''] = /^(.+)-(.+)\.dist-info$/.exec(entry) ?? []
    const module = await readFile(join(folder, `${moduleName(stem)}.py`), 'utf8').catch(() => undefined)
    if (stem === '' || module === undefined) continue
    const said = /^said = "(.*)"\n$/.exec(module)?.[1]?.split(' ')
    if (said?.[1] !== version) throw new Error(`${entry} has a module that says: ${module}`)
    found[stem.replaceAll('_', '-').toLowerCase()] = version
  }
  return found
}
