import { Command, CommanderError, Option } from 'commander'
import type { Problem } from '../options/problems.ts'
import { invocationOf, textOf, type Arguments, type Invocation, type Values } from './invocation.ts'

/** What came of reading a command line: something to do, or a text that was shown (help, version, a usage error). */
export type Reading = { readonly invocation: Invocation } | { readonly exitCode: 0 | 2 }

/** Reads the command line's words; `tychoreg`'s mean what they mean there. */
export async function readArguments(args: readonly string[], version: string): Promise<Reading> {
  let invocation: Invocation | undefined
  const program = buildProgram(version, (found) => {
    invocation = found
  })
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { exitCode: 0 }
    const document = { ok: false, problems: [usageProblem(error, program)] }
    if (asksForJson(args)) process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`)
    return { exitCode: 2 }
  }
  return invocation === undefined ? { exitCode: 2 } : { invocation }
}

function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end === -1 ? args : args.slice(0, end)).includes('--json')
}

/** What the library found, in the shape of other mistakes; its words for people went to standard error. */
function usageProblem({ code, message }: CommanderError, program: Command): Problem {
  const input = 'command line'
  if (code === 'commander.help') {
    const names = program.commands.map((command) => command.name())
    return { input, message: 'names no command', hint: `One of: ${names.join(', ')}.` }
  }
  const [what = '', ...suggestion] = message.replace(/^error: /, '').split('\n')
  const hint = suggestion.join(' ').replace(/[()]/g, '')
  return {
    input,
    message: what.replace(/\.$/, ''),
    hint: hint === '' ? '`registry COMMAND --help` shows what a command takes.' : hint
  }
}

type Found = (invocation: Invocation) => void

function buildProgram(version: string, found: Found): Command {
  const program = new Command('registry')
    .description(
      'A package registry with no server to run: a bucket, a repository’s releases, or a folder is the registry.'
    )
    .version(version)
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('(`registry COMMAND --help` shows what a command takes)')
    .showSuggestionAfterError()
  const add = (usage: string, description: string) =>
    withCommon(program.command(usage).description(description))
  addWriting(add, found)
  addPython(add, found)
  addReading(add, found)
  addCare(add, found)
  return program
}

type Add = (usage: string, description: string) => Command

function addWriting(add: Add, found: Found): void {
  add('init <pkg> <filename>', 'create a package; FILENAME is the name a pulled file gets').action(
    (pkg: string, filename: string, values: Values) => {
      found(invocationOf('init', values, { inputs: { package: pkg, 'local-name': filename } }))
    }
  )
  withRelease(add('push <pkg> <version> <file>', 'publish a file as a version of a package'))
    .option('--promote-latest', 'make it the latest')
    .addOption(
      new Option('--promote <when>', 'make it the latest: true, false, or if-newer').conflicts(
        'promoteLatest'
      )
    )
    .option(
      '--local-name <filename>',
      "the name a pulled file gets, for a new package (default: the file's own)"
    )
    .option('--if-exists <what>', 'same, skip, fail or overwrite (default: same)')
    .action((pkg: string, version: string, file: string, values: Values) => {
      const promote = values['promoteLatest'] === true ? 'true' : values['promote']
      found(invocationOf('push', { ...values, promote }, { inputs: { package: pkg, version, files: file } }))
    })
  add('promote <pkg> <version>', 'make a version the latest').action(
    (pkg: string, version: string, values: Values) => {
      found(invocationOf('promote', values, { inputs: { package: pkg, version } }))
    }
  )
}

/** What `stick` and `twine` call so, on Python's format. */
function addPython(add: Add, found: Found): void {
  withRelease(
    withBaseUrl(add('upload <dist...>', 'publish wheels and source distributions to a Python index'))
  )
    .addOption(new Option('--skip-existing', 'the same as --if-exists skip').conflicts('ifExists'))
    .option('--if-exists <what>', 'same, skip, fail or overwrite (default: same)')
    .option('--sign', 'sign the files with GnuPG first')
    .option('--sign-with <program>', 'the program that signs (default: gpg)')
    .option('--identity <key>', 'the key to sign with')
    .action((files: string[], values: Values) => {
      const ifExists = values['skipExisting'] === true ? 'skip' : values['ifExists']
      found(inPython('push', { ...values, ifExists }, { files }))
    })
  add('yank <pkg...>', 'make installers pass over a version (PKG==VERSION) unless it is pinned')
    .option('--reason <reason>', 'why; installers show it')
    .option('--undo', 'take a yank back')
    .action((packages: string[], values: Values) => {
      const words = { packages: packages.map((pkg) => ({ pkg })) }
      found(inPython('yank', values, words))
    })
}

/** Who names another format of them has another command in mind. */
function inPython(mode: 'push' | 'yank', values: Values, words: Arguments): Invocation {
  const invocation = invocationOf(mode, { ...values, registry: 'python' }, words)
  const named = textOf(values['registry'])
  if (named === undefined || named === 'python') return invocation
  const problem = {
    input: '--registry',
    message: `is ${JSON.stringify(named)}, but this command is of the format python`,
    hint:
      mode === 'push'
        ? 'Leave it out; `registry push PKG VERSION FILE` publishes in the format tycho.'
        : 'Leave it out; in the format tycho another version is promoted, and the one that is bad removed.'
  }
  return { ...invocation, problems: [problem, ...invocation.problems] }
}

/** What help calls the options that a command has for itself. */
const OWN_OPTIONS = 'Options:'

function withRelease(command: Command): Command {
  return command
    .optionsGroup('What a new GitHub release is like:')
    .option(
      '--make-latest <when>',
      'the one that the repository shows as the latest: true, false or legacy (default)'
    )
    .option('--publish <when>', 'false: leave it a draft, which a later push publishes (default: true)')
    .option('--prerelease', 'mark it as a prerelease')
    .option('--notes <text>', 'its text')
    .option('--generate-notes', 'let GitHub write its text')
    .option('--target <commit>', 'the branch or commit its tag is put on (default: the default branch)')
    .optionsGroup(OWN_OPTIONS)
}

/** `stick` spells it as one word. */
function withBaseUrl(command: Command): Command {
  return command
    .option(
      '--base-url <url>',
      'what absolute links begin with, or relative (default: relative, or as it is)'
    )
    .addOption(new Option('--baseurl <url>', 'the same').conflicts('baseUrl').hideHelp())
}

function addReading(add: Add, found: Found): void {
  withPulling(add('pull <pkg>', 'fetch a package: the latest, or --version'))
    .option('--version <version>', 'a version or a range (default: latest)')
    .option('--outfile <file>', 'where the file goes (default: below the output folder)')
    .action((pkg: string, values: Values) => {
      const version = textOf(values['version'])
      found(invocationOf('pull', { ...values, version: undefined }, { packages: [{ pkg, version }] }))
    })
  withPulling(add('pull-list <pkg...>', 'fetch several packages')).action(
    (packages: string[], values: Values) => {
      found(invocationOf('pull', values, { packages: packages.map((pkg) => ({ pkg })) }))
    }
  )
  withFolder(
    add(
      'pull-release <tag>',
      'fetch assets or the source of a GitHub release that any tool made; TAG may be latest'
    )
  )
    .option('--assets <glob...>', "globs of the assets' names; '!GLOB' leaves some out (default: *)")
    .option(
      '--source-archives <format...>',
      'the archives of the source that GitHub makes: zip, tar.gz; without --assets they alone'
    )
    .addOption(new Option('--archive <format...>', 'the same').conflicts('sourceArchives').hideHelp())
    .option('--prerelease', 'with latest: prereleases count as well')
    .option('--outfile <file>', 'where the one asset goes (default: below the output folder)')
    .action((release: string, values: Values) => {
      const { assets, sourceArchives, archive, ...rest } = values
      const inputs = {
        ...{ release, ...linesIn('assets', assets) },
        ...linesIn('source-archives', sourceArchives ?? archive)
      }
      found(invocationOf('pull', rest, { inputs }))
    })
  add('list', 'list the packages and their latest versions').action((values: Values) => {
    found(invocationOf('list', values))
  })
  add('list-versions <pkg>', 'list the versions of a package, newest first').action(
    (pkg: string, values: Values) => {
      found({ ...invocationOf('list', values, { packages: [{ pkg }] }), listVersions: true })
    }
  )
}

function addCare(add: Add, found: Found): void {
  const projects = (values: Values) => {
    const named: unknown = values['project']
    return Array.isArray(named) ? { packages: named.map((pkg) => ({ pkg: String(pkg) })) } : {}
  }
  add('check', 'look for what is missing or changed')
    .option('--project <pkg...>', 'only these packages')
    .option('--deep', 'read every artifact and compare its digest')
    .action((values: Values) => {
      found(invocationOf('check', values, projects(values)))
    })
  withBaseUrl(add('reindex', 'bring the records in line with what is stored'))
    .option('--project <pkg...>', 'only these packages')
    .option('--full', 'look again also at what has not changed (not for tycho)')
    .option(
      '--source <repository...>',
      'enter what lies on the releases of github://OWNER/REPO, and leave it there (python)'
    )
    .action((values: Values) => {
      const { source } = values
      const inputs = Array.isArray(source) ? { source: source.map(String).join('\n') } : {}
      found(invocationOf('reindex', { ...values, source: undefined }, { ...projects(values), inputs }))
    })
  add('remove <pkg> [version]', 'remove a version, or all but the newest with --keep')
    .option('--keep <n>', 'keep the newest N versions, and the latest')
    .action((pkg: string, version: string | undefined, values: Values) => {
      found(invocationOf('remove', values, { packages: [{ pkg, version }] }))
    })
}

/** An input that has a value a line. */
function linesIn(name: string, values: unknown): Record<string, string> {
  return Array.isArray(values) ? { [name]: values.map(String).join('\n') } : {}
}

function withPulling(command: Command): Command {
  return withFolder(command)
    .option('--python-version <version>', 'only files for this Python: 3.12 (python)')
    .option('--platform <platform>', 'only files for this platform: linux_x86_64 (python)')
}

function withFolder(command: Command): Command {
  return command
    .option('--path <folder>', 'the output folder (default: tycho_packages)')
    .option('--lockfile <file>', 'exact versions and digests')
    .option('--update-lock', 'resolve everything anew and rewrite the lockfile')
    .option('--force', 'fetch also what is in place already')
    .option('--extract', 'unpack tar and zip archives (not for python)')
}

function withCommon(command: Command): Command {
  return command
    .optionsGroup('Where the registry is:')
    .option('--registry <format>', 'tycho, or python (default: tycho; upload and yank mean python)')
    .option(
      '--store <store>',
      's3://bucket[/prefix], github://owner/repo or file:folder (default: .tychoreg.json, else file:.registry)'
    )
    .addOption(new Option('--bucket <bucket>', 'the same as --store s3://BUCKET').conflicts('store'))
    .option('--prefix <prefix>', 'where under the store the registry lies (default: none; python: simple)')
    .option('--config <file>', "Tycho Station's configuration (default: .tychoreg.json)")
    .option('--region <region>', 'the region of the bucket')
    .option('--endpoint-url <url>', 'the address of an S3 service other than AWS')
    .option('--profile <profile>', 'a profile of the shared AWS configuration')
    .option('--s3-put-args <json>', 'what is sent with everything that is written')
    .option('--token <token>', 'access to GitHub (default: GITHUB_TOKEN or GH_TOKEN)')
    .option('--tag <template>', 'the tag of a GitHub release (default: {package}-{version})')
    .option('--branch <branch>', 'the branch of the records on GitHub (default: registry)')
    .optionsGroup('How it goes:')
    .option('--dry-run', 'say what would be written, and write nothing')
    .option('--allow-races', 'go on with a store that ignores write preconditions')
    .option('--json', 'print one JSON document on stdout, everything else on stderr')
    .option('--quiet', 'say nothing but warnings and errors')
    .option('--verbose', 'say what helps to find a cause')
    .optionsGroup(OWN_OPTIONS)
}
