import type { FormatName } from '../format.ts'

/** The modes of the action, which are the commands of the command line. */
export const MODES = [
  'push',
  'pull',
  'promote',
  'init',
  'list',
  'reindex',
  'check',
  'yank',
  'remove'
] as const

/** What a step does. */
export type Mode = (typeof MODES)[number]

/** What a user may set. `fallback` is the default in words; no input has another default than being absent. */
export interface InputDefinition {
  readonly description: string
  readonly fallback: string
  readonly modes: readonly Mode[]
  /** The one format that has it, where it is not for both. */
  readonly registry?: FormatName
  /** What the runner gives where the workflow gives nothing. */
  readonly preset?: string
}

const ALL = MODES

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
  store: {
    description:
      'Where the registry is: `s3://bucket[/prefix]`, `github://owner/repo` (releases hold the files, a branch the records), or `file:folder`.',
    fallback: 'the bucket named in `.tychoreg.json`, else the releases of this repository',
    modes: ALL
  },
  prefix: {
    description: 'Where under the store the registry lies.',
    fallback: 'tycho: none; python: `simple`',
    modes: ALL
  },
  config: {
    description: "Tycho Station's configuration file, read with its `env`, `default` and `dotenv` rules.",
    fallback: '`.tychoreg.json` where present',
    modes: ALL
  },
  region: {
    description: 'The region of the bucket.',
    fallback: 'as the AWS environment says, else `us-east-1`',
    modes: ALL
  },
  'endpoint-url': {
    description: 'The address of an S3 service other than AWS.',
    fallback: 'AWS',
    modes: ALL
  },
  profile: {
    description: 'A profile of the shared AWS configuration files.',
    fallback: 'as the AWS environment says',
    modes: ALL
  },
  'aws-access-key-id': {
    description: 'Access key of S3; together with `aws-secret-access-key`.',
    fallback: 'the AWS environment and its chain of sources',
    modes: ALL
  },
  'aws-secret-access-key': { description: 'Secret key of S3.', fallback: 'as above', modes: ALL },
  'aws-session-token': {
    description: 'Session token of temporary credentials.',
    fallback: 'none',
    modes: ALL
  },
  'role-to-assume': {
    description:
      "ARN of a role that is taken with the workflow's OIDC token (`permissions: id-token: write`); no secret is stored. Where that fails, nothing else is tried.",
    fallback: 'none',
    modes: ALL
  },
  's3-put-args': {
    description:
      'JSON: what is sent with everything that is written (`StorageClass`, `ServerSideEncryption`, `SSEKMSKeyId`, `BucketKeyEnabled`, `ACL`, `Tagging`), and `expected-bucket-owner`, `request-payer`.',
    fallback: 'none',
    modes: ALL
  },
  token: {
    description: 'Access to GitHub: `permissions: contents: write` to publish, `contents: read` to fetch.',
    fallback: "the job's own token",
    modes: ALL
  },
  'job-token': {
    description: "The job's own token, for where `token` is empty. Leave it out.",
    fallback: 'set by the runner',
    modes: ALL,
    preset: '${{ github.token }}'
  },
  tag: {
    description:
      'The tag of the GitHub release that a file goes to, with `{package}` and `{version}` in it. A published release of that tag is added to.',
    fallback: '`{package}-{version}`',
    modes: ALL
  },
  branch: {
    description:
      'The branch of the GitHub repository that holds the records. It is made when it is first written.',
    fallback: '`registry`',
    modes: ALL
  },
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
      'What the links of an index begin with, where they are to be absolute; the prefix follows. A push to an index with other links is a conflict, a reindex changes them all.',
    fallback: 'relative links',
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
  'make-latest': {
    description:
      'Whether a GitHub release becomes the one that the repository shows as the latest: `true`, `false`, or `legacy` (GitHub goes by date and version). What a pull of `latest` gets is told by `promote` alone.',
    fallback: '`legacy`',
    modes: ['push']
  },
  prerelease: {
    description:
      'push: mark a new GitHub release as a prerelease; pull: with `release: latest`, prereleases count as well.',
    fallback: '`false`',
    modes: ['push', 'pull']
  },
  notes: {
    description: 'The text of a new GitHub release.',
    fallback: 'the package and the version',
    modes: ['push']
  },
  'generate-notes': {
    description: 'Let GitHub write the notes of a new release from what was merged since the one before.',
    fallback: '`false`',
    modes: ['push']
  },
  target: {
    description:
      'The branch or commit that the tag of a new GitHub release is put on, where there is no such tag.',
    fallback: 'the default branch',
    modes: ['push']
  },
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
    fallback: '`*`',
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
    description: 'Pull the files for this Python alone: `3.12`, `cp312`, `py3`.',
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

/** True where the text is the name of a mode. */
export function isMode(text: string): text is Mode {
  return MODES.some((mode) => mode === text)
}
