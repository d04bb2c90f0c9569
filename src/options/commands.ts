import type { PullOptions } from '../commands/pull.ts'
import type { PushOptions } from '../commands/push.ts'
import type { RemoveOptions } from '../commands/remove.ts'
import type { FormatName } from '../format.ts'
import { isRange, localNameProblem, packageProblem, versionProblem } from '../tycho/names.ts'
import { parseRequest } from '../tycho/registry.ts'
import { isValidRange } from '../tycho/versions.ts'
import { readKeep, readPulling, type CommandOptions, type CommandSurroundings } from './common.ts'
import { readOneFile } from './files.ts'
import type { Mode } from './input-definition.ts'
import { quoted, type Reader } from './problems.ts'
import { readPythonCommand } from './python.ts'
import { readReleaseRequest } from './releases.ts'

/** Reads the options of a mode. Values stand in for what could not be read; the reader has the problems then. */
export async function readCommand(
  reader: Reader,
  { mode, registry }: { mode: Mode; registry: FormatName },
  around: CommandSurroundings
): Promise<CommandOptions> {
  return registry === 'python'
    ? readPythonCommand(reader, mode, around)
    : readTychoCommand(reader, mode, around)
}

async function readTychoCommand(
  reader: Reader,
  mode: Mode,
  around: CommandSurroundings
): Promise<CommandOptions> {
  const registry = 'tycho'
  switch (mode) {
    case 'yank':
      reader.wrong(
        'mode',
        'is yank, which the format tycho does not have',
        'Set `registry: python`; or promote another version, and remove this one.'
      )
      return { mode, versions: [], reason: '', undo: false }
    case 'push':
      return readPush(reader, around)
    case 'pull':
      return readPull(reader, around)
    case 'promote':
      return { mode, package: readPackage(reader), version: readVersion(reader, 'given') }
    case 'init':
      return {
        mode,
        package: readPackage(reader),
        localName: readLocalName(reader, around) ?? missingName(reader)
      }
    case 'list':
      return { mode, registry, packages: readNames(reader), prefix: around.ownPrefix }
    case 'reindex':
      return { mode, registry, full: reader.flag('full'), packages: readNames(reader), baseUrl: undefined }
    case 'check':
      return {
        ...{ mode, registry, packages: readNames(reader) },
        ...{ deep: reader.flag('deep'), prefix: around.ownPrefix }
      }
    case 'remove':
      return readRemove(reader)
  }
}

async function readPush(reader: Reader, around: CommandSurroundings): Promise<PushOptions> {
  const promote = reader.oneOf('promote', ['true', 'false', 'if-newer'] as const, 'false')
  return {
    mode: 'push',
    package: readPackage(reader),
    version: readVersion(reader, { tag: around.gitTag }),
    file: await readOneFile(reader, around),
    localName: readLocalName(reader, around),
    promote: promote === 'if-newer' ? promote : promote === 'true' ? 'yes' : 'no',
    ifExists: reader.oneOf('if-exists', ['same', 'skip', 'fail', 'overwrite'] as const, 'same')
  }
}

function readPull(reader: Reader, around: CommandSurroundings): PullOptions {
  const release = readReleaseRequest(reader, around)
  if (release !== undefined) return { ...readPulling(reader, around), requests: [release] }
  const lines = reader.lines('packages')
  if (lines.length === 0)
    reader.required(
      'packages',
      'Name what to pull, a line each: `name`, `name@1.0`, `name@^1.2`; or a GitHub release: `release`.'
    )
  const requests = lines.map(parseRequest)
  for (const { text, package: name, version } of requests) {
    const wrong = packageProblem(name)
    if (wrong !== undefined)
      reader.wrong('packages', `has ${quoted(text)}: the name ${wrong}`, 'Write `name` or `name@version`.')
    else if (isRange(version) && !isValidRange(version)) {
      reader.wrong(
        'packages',
        `has ${quoted(text)}: ${quoted(version)} is no range of versions`,
        'Ranges look like `^1.2`, `~1.2.3`, `>=1,<2` or `1.x`.'
      )
    } else if (
      version === '' ||
      (version !== 'latest' && !isRange(version) && versionProblem(version) !== undefined)
    ) {
      reader.wrong(
        'packages',
        `has ${quoted(text)}: the version ${versionProblem(version) ?? 'is empty'}`,
        'Write `name@1.0`, or `name` for the latest.'
      )
    }
  }
  return { ...readPulling(reader, around), requests }
}

function readRemove(reader: Reader): RemoveOptions {
  const lines = reader.lines('packages')
  const keep = readKeep(reader)
  if (lines.length === 0)
    reader.required('packages', 'Name what to remove, a line each: `name@1.2`, or `name` with `keep`.')
  const byName = new Map<string, string[]>()
  for (const line of lines) {
    const at = line.lastIndexOf('@')
    const [name, version] = at > 0 ? [line.slice(0, at), line.slice(at + 1)] : [line, undefined]
    const wrong =
      packageProblem(name) ??
      (version === undefined || keep !== undefined ? undefined : versionProblem(version))
    if (wrong !== undefined)
      reader.wrong('packages', `has ${quoted(line)}, which ${wrong}`, 'Write `name@1.2`.')
    else if ((version === undefined) === (keep === undefined)) {
      const hint = 'Name versions (`name@1.2`), or packages and how many versions to `keep`, not both.'
      reader.wrong(
        'packages',
        `has ${quoted(line)}, which ${keep === undefined ? 'names no version' : 'names a version although `keep` is given'}`,
        hint
      )
    }
    byName.set(name, [...(byName.get(name) ?? []), ...(version === undefined ? [] : [version])])
  }
  return {
    mode: 'remove',
    registry: 'tycho',
    packages: [...byName].map(([name, versions]) => ({
      package: name,
      selection: keep === undefined ? { kind: 'versions', versions } : { kind: 'keep', keep }
    }))
  }
}

function readPackage(reader: Reader): string {
  const name = reader.required('package', 'Name the package.')
  const wrong = name === '' ? undefined : packageProblem(name)
  if (wrong !== undefined)
    reader.wrong(
      'package',
      `is ${quoted(name)}, which ${wrong}`,
      'A name is made of letters, digits and most signs; `/` groups packages.'
    )
  return name
}

function readNames(reader: Reader): string[] {
  const names = reader.lines('packages')
  for (const name of names) {
    const wrong = packageProblem(name)
    if (wrong !== undefined)
      reader.wrong(
        'packages',
        `has ${quoted(name)}, which ${wrong}`,
        'Write a name a line, without versions.'
      )
  }
  return names
}

/** A version that has to be given, or may be that of the tag which started the workflow. */
function readVersion(reader: Reader, from: 'given' | { readonly tag: string | undefined }): string {
  const tag = from === 'given' ? undefined : from.tag
  const version = reader.text('version') ?? tag?.replace(/^v(?=\d)/, '')
  if (version === undefined) {
    reader.wrong(
      'version',
      from === 'given' ? 'is missing' : 'is missing, and the workflow was not started by a tag',
      "Give it, in quotes: `version: '1.10'`."
    )
    return ''
  }
  const wrong = versionProblem(version)
  if (wrong !== undefined) {
    const source = reader.given('version') === undefined ? ' (taken from the tag)' : ''
    reader.wrong(
      'version',
      `is ${quoted(version)}${source}, which ${wrong}`,
      "Give a version such as `version: '1.2.3'`."
    )
  }
  return version
}

function readLocalName(reader: Reader, { platform }: CommandSurroundings): string | undefined {
  const name = reader.text('local-name')
  const wrong = name === undefined ? undefined : localNameProblem(name, platform)
  if (wrong !== undefined)
    reader.wrong(
      'local-name',
      `is ${quoted(name ?? '')}, which ${wrong}`,
      'Give the file name that a pull writes below its output folder: `narf.tar.gz`.'
    )
  return name
}

function missingName(reader: Reader): string {
  return reader.required('local-name', 'Give the name a pulled file gets: `narf.tar.gz`.')
}
