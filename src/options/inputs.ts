import { MODES as ALL, MODES, type InputDefinition } from './input-definition.ts'
import { RELEASE_INPUTS } from './release-inputs.ts'
import { STORE_INPUTS } from './store-inputs.ts'

/** Every input of the action. action.yml, the README's table and the parser are held to this one list. */
export const INPUTS = {
  mode: {
    description: `What to do: ${MODES.map((mode) => `\`${mode}\``).join(', ')}.`,
    fallback: 'required',
    modes: ALL
  },
  registry: {
    description:
      "The format: `tycho` keeps any file by package and version, as Tycho Station's `tychoreg` does; `python` keeps wheels and source distributions with an index that installers read.",
    fallback: '`tycho`',
    modes: ALL
  },
  ...STORE_INPUTS,
  'dry-run': {
    description: 'Say what would be written, and write nothing.',
    fallback: '`false`',
    modes: ALL
  },
  'allow-races': {
    description:
      'Go on with a store that ignores write preconditions, although two jobs may then overwrite each other.',
    fallback: '`false`',
    modes: ALL
  },
  package: {
    description: 'The package.',
    fallback: 'required',
    modes: ['push', 'promote', 'init'],
    registry: 'tycho'
  },
  version: {
    description: 'The version, always quoted: YAML turns `1.10` into `1.1`.',
    fallback: 'push: the tag that started the workflow, less a leading `v`; promote: required',
    modes: ['push', 'promote'],
    registry: 'tycho'
  },
  files: {
    description:
      'The file to push: a path, or a glob that matches one file. For `python` paths and globs, a line each; signatures (`.asc`) and attestations beside the files are taken along.',
    fallback: 'required',
    modes: ['push']
  },
  'local-name': {
    description: 'The name a pulled file gets. A push uses it to create a package that is new.',
    fallback: "push: the file's own name; init: required",
    modes: ['push', 'init'],
    registry: 'tycho'
  },
  promote: {
    description:
      'Make the pushed version the latest: `true`, `false`, or `if-newer` (never moves `latest` backwards).',
    fallback: '`false`',
    modes: ['push'],
    registry: 'tycho'
  },
  'if-exists': {
    description:
      'What to do where the version, or the file, is there already: `same` (the same bytes pass, others fail), `skip`, `fail`, `overwrite`.',
    fallback: '`same`',
    modes: ['push']
  },
  'base-url': {
    description:
      'What the links of an index begin with, where they are to be absolute; the prefix follows. `relative` takes that back. A push to an index with other links is a conflict, as is a reindex of some projects; one of all changes all. On GitHub: where the pages are, for `index-url` alone.',
    fallback: "relative links; on GitHub the releases' own",
    modes: ['push', 'reindex'],
    registry: 'python'
  },
  sign: {
    description: 'Sign the files with GnuPG before they are pushed.',
    fallback: '`false`',
    modes: ['push'],
    registry: 'python'
  },
  'sign-with': {
    description: 'The program that signs.',
    fallback: '`gpg`',
    modes: ['push'],
    registry: 'python'
  },
  identity: {
    description: 'The key to sign with.',
    fallback: "the program's own choice",
    modes: ['push'],
    registry: 'python'
  },
  ...RELEASE_INPUTS,
  packages: {
    description:
      'A line each. pull: `name`, `name@1.0`, `name@latest`, `name@^1.2`, `name@>=1,<2`, for `python` also `name==1.2` as pip writes it; yank: `name==1.2`; remove: `name@1.2`, or `name` with `keep`; list, check, reindex: `name`.',
    fallback: 'pull (but for a `release`), yank, remove: required; else all',
    modes: ['pull', 'list', 'reindex', 'check', 'yank', 'remove']
  },
  release: {
    description:
      'Instead of `packages`: the GitHub release to fetch assets of, whatever tool made it: its tag, or `latest`, the newest that is published. `store` is its repository (`github://owner/repo`), this one where none is given.',
    fallback: 'none',
    modes: ['pull'],
    registry: 'tycho'
  },
  assets: {
    description:
      'The assets of the `release`: globs of their names, a line each; `!*.asc` leaves some out. Each has to match something.',
    fallback: '`*`; nothing where `source-archives` are given',
    modes: ['pull'],
    registry: 'tycho'
  },
  'source-archives': {
    description:
      'The archives of the source that GitHub makes of the `release`: `zip`, `tar.gz`, or both, a line each.',
    fallback: 'none',
    modes: ['pull'],
    registry: 'tycho'
  },
  path: {
    description: 'The folder for pulled files.',
    fallback: '`outdir` of `.tychoreg.json`, else `tycho_packages`',
    modes: ['pull']
  },
  lockfile: {
    description:
      'A file of exact versions and digests. With `CI` set, a request that is not in it fails; without, it is resolved and added.',
    fallback: 'none',
    modes: ['pull']
  },
  'update-lock': {
    description: 'Resolve everything anew and rewrite the lockfile.',
    fallback: '`false`',
    modes: ['pull']
  },
  cache: {
    description: 'Keep pulled files in the cache of the workflow runs.',
    fallback: '`true`',
    modes: ['pull']
  },
  force: { description: 'Fetch also what is in place already.', fallback: '`false`', modes: ['pull'] },
  extract: {
    description: 'Unpack tar and zip archives, into a folder a package.',
    fallback: '`false`',
    modes: ['pull'],
    registry: 'tycho'
  },
  'python-version': {
    description:
      'Pull the files for this Python alone: `3.12`, `cp312`, `py3`. The newest version counts that has one, by its tags and Requires-Python; `3.9` is 3.9.0.',
    fallback: 'all files',
    modes: ['pull'],
    registry: 'python'
  },
  platform: {
    description:
      'Pull the files for this platform alone: `manylinux_2_28_x86_64`, `macosx_14_0_arm64`, `win_amd64`; `linux_x86_64` is any Linux with glibc.',
    fallback: 'all files',
    modes: ['pull'],
    registry: 'python'
  },
  keep: {
    description:
      'Keep the newest so many versions of each package named (and the latest), and remove the others.',
    fallback: 'none',
    modes: ['remove']
  },
  reason: {
    description: 'Why the version is yanked; installers show it.',
    fallback: 'none',
    modes: ['yank'],
    registry: 'python'
  },
  undo: {
    description: 'Take a yank back.',
    fallback: '`false`',
    modes: ['yank'],
    registry: 'python'
  },
  full: {
    description: 'Look again also at what has not changed.',
    fallback: '`false`',
    modes: ['reindex'],
    registry: 'python'
  },
  deep: { description: 'Read every artifact and compare its digest.', fallback: '`false`', modes: ['check'] }
} as const satisfies Record<string, InputDefinition>

/** The name of an input. */
export type InputName = keyof typeof INPUTS

/** The inputs' names, in the order of the table. */
export const INPUT_NAMES = Object.keys(INPUTS).filter((name): name is InputName => name in INPUTS)
