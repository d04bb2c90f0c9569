import type { GithubOptions, ReleaseOptions } from '../stores/github/options.ts'
import type { Network } from '../network.ts'
import { quoted, type Reader } from './problems.ts'
import type { Environment } from './tychoreg.ts'

/** What is known of a repository before its other settings are read. */
export interface Repository {
  readonly owner: string
  readonly repo: string
  /** Empty, or ending in `/`. */
  readonly prefix: string
}

/** What a text that begins with `github:` names; undefined for every other one. */
export function repositoryIn(text: string): string | undefined {
  return /^github:(?:\/\/)?(.*)$/i.exec(text)?.[1]
}

/** Owner and name of a repository, and what follows; undefined where the text names none. */
export function parseRepository(text: string): { owner: string; repo: string; rest: string } | undefined {
  const [, owner, repo, rest = ''] = /^([\w-]+)\/([\w.-]+?)(?:\.git)?(?:\/(.*))?$/.exec(text) ?? []
  return owner === undefined || repo === undefined || /^\.+$/.test(repo) ? undefined : { owner, repo, rest }
}

/** What is found around a step that has to do with getting at GitHub. */
interface GithubSurroundings {
  readonly env: Environment
  readonly proxyFor: Network['proxyFor']
}

/** Reads how to get at a repository, and what its releases are to be like. */
export function readGithub(
  reader: Reader,
  around: GithubSurroundings,
  place: Repository
): Omit<GithubOptions, 'log' | 'tuning'> {
  return {
    ...place,
    branch: readBranch(reader),
    tag: readTag(reader),
    ...readAccess(reader, around),
    release: readRelease(reader)
  }
}

/** How to get at any repository. */
export type GithubAccess = Pick<
  GithubOptions,
  'token' | 'tokenFrom' | 'apiUrl' | 'graphqlUrl' | 'serverUrl' | 'network'
>

/** Reads how to get at any repository. */
export function readAccess(reader: Reader, { env, proxyFor }: GithubSurroundings): GithubAccess {
  const apiUrl = addressIn(reader, env, 'GITHUB_API_URL') ?? 'https://api.github.com'
  return {
    ...readToken(reader, env),
    apiUrl,
    graphqlUrl: addressIn(reader, env, 'GITHUB_GRAPHQL_URL') ?? graphqlBeside(apiUrl),
    serverUrl: addressIn(reader, env, 'GITHUB_SERVER_URL') ?? serverBehind(apiUrl),
    network: { proxyFor, ca: undefined }
  }
}

/** The token that is given, else the job's own, else that of the environment. An empty one is none. */
function readToken(reader: Reader, env: Environment): Pick<GithubOptions, 'token' | 'tokenFrom'> {
  const sources = [
    ...['token', 'job-token'].map((name) => ({ name, token: reader.text(name)?.trim() })),
    ...['GITHUB_TOKEN', 'GH_TOKEN'].map((name) => ({ name, token: env[name]?.trim() }))
  ]
  const { name, token } = sources.find((each) => each.token !== undefined && each.token !== '') ?? {}
  if (name === undefined) return { token, tokenFrom: 'none, which is enough to read what everybody may' }
  if (/[^\x21-\x7e]/.test(token ?? ''))
    reader.wrong(name, 'has a blank or another character that no token has', 'Copy it again, without quotes.')
  const from = name === 'job-token' ? 'the job’s own' : (reader.given(name)?.label ?? name)
  return { token, tokenFrom: from }
}

function readBranch(reader: Reader): string {
  const branch = (reader.text('branch') ?? 'registry').replace(/^refs\/heads\//, '')
  if (isRefName(branch)) return branch
  reader.wrong('branch', `is ${quoted(branch)}, which can't be a branch's name`, 'Write it like `registry`.')
  return 'registry'
}

function readTag(reader: Reader): string {
  const tag = (reader.text('tag') ?? '{package}-{version}').replace(/^refs\/tags\//, '')
  const unknown = [...tag.matchAll(/\{(\w*)\}/g)].find(
    ([, field]) => field !== 'package' && field !== 'version'
  )
  if (unknown !== undefined) {
    reader.wrong(
      'tag',
      `has ${quoted(unknown[0])}, which stands for nothing`,
      'It can have `{package}` and `{version}` in it.'
    )
  } else if (!tag.includes('{version}') && !tag.includes('{package}')) {
    reader.wrong(
      'tag',
      `is ${quoted(tag)}: everything would go to one release`,
      'Write it like `{package}-{version}`, or `v{version}` where there is one package.'
    )
  } else if (!isRefName(tag.replace(/\{\w+\}/g, 'x'))) {
    reader.wrong(
      'tag',
      `is ${quoted(tag)}, which can't be the name of a tag`,
      'Write it like `{package}-{version}`.'
    )
  }
  return tag
}

function readRelease(reader: Reader): ReleaseOptions {
  return {
    makeLatest: reader.oneOf('make-latest', ['true', 'false', 'legacy'] as const, 'legacy'),
    prerelease: reader.flag('prerelease'),
    notes: readNotes(reader),
    generateNotes: reader.flag('generate-notes'),
    target: reader.text('target')?.replace(/^refs\/heads\//, ''),
    // Other modes write to releases as well, and leave none of them unpublished.
    publish: reader.text('mode') !== 'push' || reader.text('publish') === undefined || reader.flag('publish')
  }
}

/** GitHub counts characters, and refuses a text that is too long after a release was to be made. */
function readNotes(reader: Reader): string | undefined {
  const notes = reader.text('notes')
  const { length } = Array.from(notes ?? '')
  if (length > LONGEST_NOTES)
    reader.wrong(
      'notes',
      `has ${length} characters, and the text of a GitHub release can have ${LONGEST_NOTES}`,
      'Write less, with a link to all of it; or push the whole as a file.'
    )
  return notes
}

/** GitHub takes 125,000; what marks the release as this program's needs a few of them. */
const LONGEST_NOTES = 124_000

/** True for what git takes as the name of a branch or tag. See https://git-scm.com/docs/git-check-ref-format */
export function isRefName(name: string): boolean {
  const forbidden = /[\p{Cc}\s~^:?*[\\]|\.\.|@\{|\/\/|\.lock(?:\/|$)|(?:^|\/)[.-]|[./]$/u
  return name !== '' && !forbidden.test(name)
}

function addressIn(reader: Reader, env: Environment, name: string): string | undefined {
  const text = env[name] ?? ''
  if (text === '') return undefined
  if (/^https?:/i.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '')
  reader.wrong(
    name,
    `is ${quoted(text)}, which is no address`,
    'The runner sets it; elsewhere leave it out for github.com.'
  )
  return undefined
}

/** `https://host/api/v3` has it at `https://host/api/graphql`, `https://api.github.com` at `/graphql`. */
function graphqlBeside(apiUrl: string): string {
  return `${apiUrl.replace(/\/v3$/, '')}/graphql`
}

function serverBehind(apiUrl: string): string {
  return apiUrl.replace(/^(https?:\/\/)api\./, '$1').replace(/\/api(?:\/v3)?$/, '')
}
