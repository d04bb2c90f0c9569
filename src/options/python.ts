import { signedFile } from '../python/beside.ts'
import { nameProblem, normalizeName } from '../python/names.ts'
import { parsePin, parseRequest } from '../python/requests.ts'
import { pythonProblem } from '../python/tags.ts'
import type { WantedBase } from '../python/wanted-base.ts'
import type { PullOptions } from '../commands/pull.ts'
import type { UploadOptions } from '../commands/upload.ts'
import type { YankOptions } from '../commands/yank.ts'
import type { RemoveOptions } from '../commands/remove.ts'
import { readKeep, readPulling, type CommandOptions, type CommandSurroundings } from './common.ts'
import { readSeveralFiles } from './files.ts'
import { parseRepository, repositoryIn } from './github.ts'
import type { Mode } from './input-definition.ts'
import { quoted, type Reader } from './problems.ts'

/** Reads the options of a mode of the Python format. */
export async function readPythonCommand(
  reader: Reader,
  mode: Mode,
  around: CommandSurroundings
): Promise<CommandOptions> {
  const registry = 'python'
  switch (mode) {
    case 'push':
      return readUpload(reader, around)
    case 'list':
      return { mode, registry, packages: readProjects(reader), prefix: around.ownPrefix }
    case 'reindex':
      return {
        ...{ mode, registry, packages: readProjects(reader), full: reader.flag('full') },
        baseUrl: readBaseUrl(reader, around),
        sources: readSources(reader)
      }
    case 'check':
      return {
        ...{ mode, registry, packages: readProjects(reader) },
        ...{ deep: reader.flag('deep'), prefix: around.ownPrefix }
      }
    case 'yank':
      return readYank(reader)
    case 'remove':
      return readPythonRemove(reader)
    case 'pull':
      return readPythonPull(reader, around)
    case 'promote':
    case 'init':
      reader.wrong('mode', `is ${mode}, which the format python does not have`, WITHOUT[mode])
      return { mode: 'list', registry, packages: [], prefix: around.ownPrefix }
  }
}

const WITHOUT = {
  promote: 'An index has no promoted version: installers take the newest that fits.',
  init: 'A project is made by its first push.'
}

function readPythonPull(reader: Reader, around: CommandSurroundings): PullOptions {
  const lines = reader.lines('packages')
  if (lines.length === 0)
    reader.required('packages', 'Name what to pull, a line each: `name`, `name==1.2`, `name>=1,<2`.')
  const python = reader.text('python-version')
  const wrong = python === undefined ? undefined : pythonProblem(python)
  if (wrong !== undefined)
    reader.wrong('python-version', `is ${quoted(python ?? '')}, which ${wrong}`, 'Write `3.12`.')
  const platform = reader.text('platform')
  if (platform !== undefined && !/^(?:any|win32|[a-z][a-z0-9]*[_.-][a-z0-9_.-]+)$/i.test(platform))
    reader.wrong(
      'platform',
      `is ${quoted(platform)}, which is no tag of a platform`,
      'Write `linux_x86_64`, `win_amd64`, `macosx_14_0_arm64`.'
    )
  const requests = lines.flatMap((line) => {
    const read = parseRequest(line)
    if ('problem' in read) {
      reader.wrong('packages', `has ${quoted(line)}, which ${read.problem}`, 'Write `name` or `name==1.2`.')
      return []
    }
    const { text, name, specifier } = read.request
    return [{ text, package: name, specifier, target: { python, platform } }]
  })
  return { ...readPulling(reader, around), requests, extract: false }
}

async function readUpload(reader: Reader, around: CommandSurroundings): Promise<UploadOptions> {
  const sign = reader.flag('sign')
  const program = reader.text('sign-with')
  const identity = reader.text('identity')
  if (!sign && (program !== undefined || identity !== undefined))
    reader.wrong(
      'sign',
      'is not true, but what to sign with is given',
      'Set `sign: true`, or leave them out.'
    )
  return {
    mode: 'upload',
    files: await readSeveralFiles(reader, around, (filename) => signedFile(filename) !== undefined),
    ifExists: reader.oneOf('if-exists', ['same', 'skip', 'fail', 'overwrite'] as const, 'same'),
    baseUrl: readBaseUrl(reader, around),
    sign: sign ? { program: program ?? 'gpg', identity, dryRun: reader.flag('dry-run') } : undefined
  }
}

/** What links begin with: the address, and where in the store the index lies, as Stick has it. */
function readBaseUrl(reader: Reader, { prefix }: CommandSurroundings): WantedBase {
  const text = reader.text('base-url')
  if (text === undefined) return undefined
  if (text === 'relative') return null
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]/.test(text) || url.username !== '') {
    reader.wrong(
      'base-url',
      `is ${quoted(text)}, which is no address that links can begin with`,
      'Write `https://packages.example.com/`: http or https, without a query, a fragment or a user; or `relative`.'
    )
    return undefined
  }
  const base = url.href.endsWith('/') ? url.href : `${url.href}/`
  return `${base}${prefix.split('/').map(encodeURIComponent).join('/')}`
}

/** Reads whose releases are entered, each once: GitHub minds no capital letters. */
function readSources(reader: Reader): string[] {
  const sources = new Map<string, string>()
  for (const line of reader.lines('source')) {
    const found = parseRepository(repositoryIn(line) ?? '')
    if (found?.rest !== '') {
      reader.wrong(
        'source',
        `has ${quoted(line)}, which names no repository of GitHub`,
        'Write `github://owner/repo`, a line each.'
      )
      continue
    }
    const source = `github://${found.owner}/${found.repo}`
    if (!sources.has(source.toLowerCase())) sources.set(source.toLowerCase(), source)
  }
  return [...sources.values()]
}

function readProjects(reader: Reader): string[] {
  const names = reader.lines('packages')
  for (const name of names) {
    const wrong = nameProblem(name)
    if (wrong !== undefined)
      reader.wrong(
        'packages',
        `has ${quoted(name)}, which ${wrong}`,
        'Write a name a line, without versions.'
      )
  }
  return [...new Set(names.map(normalizeName))]
}

function readYank(reader: Reader): YankOptions {
  const pins = readPins(reader, 'Name what to yank, a line each: `name==1.2`.')
  const undo = reader.flag('undo')
  const reason = reader.text('reason')
  if (undo && reason !== undefined)
    reader.wrong('reason', 'is given, but a yank is taken back', 'Leave `reason` out, or `undo`.')
  return {
    mode: 'yank',
    versions: pins.map(({ name, version }) => ({ project: name, version })),
    reason: reason?.replace(/\s+/g, ' ') ?? '',
    undo
  }
}

function readPythonRemove(reader: Reader): RemoveOptions {
  const keep = readKeep(reader)
  if (keep !== undefined) {
    const [pinned] = reader.lines('packages').filter((line) => /[@=]/.test(line))
    if (pinned !== undefined) {
      reader.wrong(
        'packages',
        `has ${quoted(pinned)}, which names a version although \`keep\` is given`,
        'Name versions (`name==1.2`), or projects and how many versions to `keep`, not both.'
      )
      return { mode: 'remove', registry: 'python', packages: [] }
    }
    const packages = readProjects(reader)
    if (packages.length === 0)
      reader.required('packages', 'Name the projects of which old versions are to go.')
    return {
      mode: 'remove',
      registry: 'python',
      packages: packages.map((name) => ({ package: name, selection: { kind: 'keep', keep } }))
    }
  }
  const byName = new Map<string, string[]>()
  for (const { name, version } of readPins(reader, 'Name what to remove, a line each: `name==1.2`.'))
    byName.set(name, [...(byName.get(name) ?? []), version])
  return {
    mode: 'remove',
    registry: 'python',
    packages: [...byName].map(([name, versions]) => ({
      package: name,
      selection: { kind: 'versions', versions }
    }))
  }
}

function readPins(reader: Reader, hint: string): { name: string; version: string }[] {
  const lines = reader.lines('packages')
  if (lines.length === 0) reader.required('packages', hint)
  return lines.flatMap((line) => {
    const read = parsePin(line)
    if ('pin' in read) return [read.pin]
    reader.wrong('packages', `has ${quoted(line)}, which ${read.problem}`, 'Write `name==1.2`.')
    return []
  })
}
