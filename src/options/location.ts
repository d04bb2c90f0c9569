import type { GithubOptions } from '../stores/github/options.ts'
import type { S3Options } from '../stores/s3/options.ts'
import type { Surroundings } from './around.ts'
import { parseRepository, readGithub, repositoryIn, type GithubAccess } from './github.ts'
import { quoted, type Reader } from './problems.ts'
import { BUCKET_INPUTS, readS3 } from './s3.ts'
import type { TychoregConfig } from './tychoreg.ts'

/** Where the registry is, and how to get at it. */
export type Location =
  | { readonly kind: 's3'; readonly options: Omit<S3Options, 'log' | 'tuning'> }
  | { readonly kind: 'github'; readonly options: Omit<GithubOptions, 'log' | 'tuning'> }
  /** The releases of a repository, whatever tool made them: no registry. */
  | { readonly kind: 'releases'; readonly options: Omit<GithubOptions, 'log' | 'tuning'> }
  | { readonly kind: 'folder'; readonly folder: string; readonly prefix: string }

/**
 * What must not be shown of a location, and of how to get at the releases of others, wherever it was found: in inputs, in
 * files, in variables that those name.
 */
export function secretsOf(location: Location, releases: GithubAccess | undefined): string[] {
  return [...secretsIn(location), ...(releases?.token === undefined ? [] : [releases.token])]
}

function secretsIn(location: Location): string[] {
  if (location.kind === 'github' || location.kind === 'releases')
    return location.options.token === undefined ? [] : [location.options.token]
  if (location.kind !== 's3' || location.options.credentials.kind !== 'keys') return []
  const { accessKeyId, secretAccessKey, sessionToken } = location.options.credentials
  return [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])]
}

/** Where under a store the registry lies: empty, or ending in `/`. */
export function prefixOf(location: Location): string {
  return location.kind === 'folder' ? location.prefix : location.options.prefix
}

/** The repository whose releases are pulled: `owner/repo`. */
export function repositoryOf(location: Location): string | undefined {
  return location.kind === 'releases' ? `${location.options.owner}/${location.options.repo}` : undefined
}

/** What the input `prefix` says, or its default, without slashes around it. */
export function ownPrefix(reader: Reader, defaultPrefix: string): string {
  return trimSlashes(reader.text('prefix') ?? defaultPrefix)
}

/** Reads where the registry is. A value stands in for what could not be read; the reader has the problem then. */
export async function readLocation(
  reader: Reader,
  around: Surroundings,
  { config, defaultPrefix }: { config: TychoregConfig | 'wrong' | undefined; defaultPrefix: string }
): Promise<Location> {
  const store = reader.text('store')
  const extra = readPrefix(reader, 'prefix', reader.text('prefix') ?? defaultPrefix)
  const configured = config === 'wrong' ? undefined : config?.s3
  if (store === undefined && configured === undefined)
    return config === 'wrong' && around.defaultFolder === undefined
      ? noLocation(reader, around)
      : defaultLocation(reader, around, extra)
  if (store === undefined || /^s3:/i.test(store)) {
    const place =
      store === undefined ? { bucket: configured?.bucket ?? '', prefix: '' } : parseS3(reader, store)
    const settings = configured?.bucket === place.bucket ? configured : undefined
    return {
      kind: 's3',
      options: await readS3(reader, around, { ...place, prefix: joined(place.prefix, extra) }, settings)
    }
  }
  const repository = repositoryIn(store)
  if (repository !== undefined) return githubLocation(reader, around, repository, extra)
  const folder = /^file:(?:\/\/(?=\/))?(.+)$/i.exec(store)?.[1]
  if (folder?.startsWith('//') === true) {
    reader.wrong(
      'store',
      `is ${quoted(store)}, which names a host`,
      `Write \`file:${folder.slice(2)}\` for a folder here, or \`file:${folder.slice(1)}\` for one that begins at the root.`
    )
  }
  if (folder !== undefined) return { kind: 'folder', folder, prefix: joined('', extra) }
  reader.wrong(
    'store',
    `is ${quoted(store)}, which names no store`,
    'Write `s3://bucket`, `s3://bucket/prefix`, `github://owner/repo` or `file:folder`.'
  )
  return noLocation(reader, around)
}

/** Of the command line it is a folder, of a workflow its own repository. */
async function defaultLocation(reader: Reader, around: Surroundings, prefix: string): Promise<Location> {
  const { defaultFolder, env } = around
  if (defaultFolder !== undefined)
    return { kind: 'folder', folder: defaultFolder, prefix: joined('', prefix) }
  const repository = env['GITHUB_REPOSITORY'] ?? ''
  if (repository !== '') return githubLocation(reader, around, repository, prefix)
  reader.wrong(
    'store',
    'is missing, and neither a .tychoreg.json nor a workflow’s repository (GITHUB_REPOSITORY) is there',
    'Set `store: s3://bucket` (or `s3://bucket/prefix`), `store: github://owner/repo`, or `store: file:folder`. REGISTRY_STORE in the environment does it for all steps of a job.'
  )
  return noLocation(reader, around)
}

/** Stands in for a store that can't be told. Where a bucket was meant, what is said of it is looked at all the same. */
async function noLocation(reader: Reader, around: Surroundings): Promise<Location> {
  if (BUCKET_INPUTS.some((name) => reader.given(name) !== undefined))
    await readS3(reader, around, { bucket: '', prefix: '' }, undefined)
  return { kind: 'folder', folder: '.', prefix: '' }
}

function githubLocation(
  reader: Reader,
  around: Surroundings,
  text: string,
  extra: string
): Extract<Location, { kind: 'github' }> {
  const found = parseRepository(text)
  if (found === undefined)
    reader.wrong(
      'store',
      `is ${quoted(`github://${text}`)}, which names no repository`,
      'Write `github://owner/repo`.'
    )
  const { owner, repo, rest } = found ?? { owner: 'owner', repo: 'repo', rest: '' }
  const prefix = joined(readPrefix(reader, 'store', rest), extra)
  return { kind: 'github', options: readGithub(reader, around, { owner, repo, prefix }) }
}

/** Reads whose releases are pulled: this repository's, where none is named. */
export async function readReleases(reader: Reader, around: Surroundings): Promise<Location> {
  const store = reader.text('store')
  const repository = store === undefined ? around.env['GITHUB_REPOSITORY'] : repositoryIn(store)
  if (repository !== undefined && repository !== '')
    return { ...githubLocation(reader, around, repository, ''), kind: 'releases' }
  reader.wrong(
    'store',
    store === undefined
      ? 'is missing, and there is no workflow’s repository (GITHUB_REPOSITORY)'
      : `is ${quoted(store)}, but a release is looked for on GitHub`,
    'Set `store: github://owner/repo`; in a workflow leave it out for its own repository.'
  )
  return noLocation(reader, around)
}

function parseS3(reader: Reader, store: string): { bucket: string; prefix: string } {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/i.exec(store) ?? []
  if (bucket === '')
    reader.wrong(
      'store',
      `is ${quoted(store)}, which names no bucket`,
      'Write `s3://bucket` or `s3://bucket/prefix`.'
    )
  else if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/i.test(bucket)) {
    reader.wrong(
      'store',
      `names the bucket ${quoted(bucket)}, which can't be a bucket's name`,
      'A name has 3 to 63 letters, digits, dots and dashes.'
    )
  }
  return { bucket, prefix: readPrefix(reader, 'store', prefix) }
}

function readPrefix(reader: Reader, input: 'store' | 'prefix', text: string): string {
  const prefix = trimSlashes(text)
  const bad = prefix.split('/').find((segment) => segment === '' || segment === '.' || segment === '..')
  if (prefix !== '' && bad !== undefined) {
    reader.wrong(
      input,
      `${input === 'store' ? 'has the prefix' : 'is'} ${quoted(text)}, which has an empty, "." or ".." segment`,
      'Write it like `team/packages`.'
    )
  }
  return prefix
}

function trimSlashes(text: string): string {
  return text.replace(/^\/+|\/+$/g, '')
}

function joined(one: string, other: string): string {
  const parts = [one, other].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join('/')}/`
}
