import { createHmac, randomBytes } from 'node:crypto'
import type { Asset, Repository, State } from './state.ts'

const secret = randomBytes(16)

/** A signed address at which the storage gives an asset's bytes for some minutes. */
export function signedUrl(state: State, { id, name, contentType }: Asset): string {
  return sign(state, `/assets/${id}`, {
    sp: 'r',
    rscd: `attachment; filename=${name}`,
    rsct: contentType
  })
}

/**
 * The address of an archive. What everybody may read needs no signature; that of a private repository is good for
 * both ways of packing it.
 */
export function archiveUrl(
  state: State,
  { name, private: isPrivate }: Repository,
  { format, ref }: { readonly format: string; readonly ref: string }
): string {
  const place = ref.split('/').map(encodeURIComponent).join('/')
  const url = new URL(`${state.urls.storage}/${name}/${format}/${place}`)
  if (isPrivate) url.search = new URL(sign(state, archiveSubject(name, place), {})).search
  return url.href
}

/** What the signature of an archive's address is of. */
export function archiveSubject(repository: string, place: string): string {
  return `/${repository}/${place}`
}

/** What a signed address is worth now. */
export function checkSignature(
  state: State,
  rawPath: string,
  query: Readonly<Record<string, string>>
): 'good' | 'expired' | 'wrong' {
  const { sig, ...said } = query
  if (sig !== signatureOf(rawPath, said)) return 'wrong'
  return Number(said['se']) > state.now().getTime() ? 'good' : 'expired'
}

function sign(state: State, path: string, query: Readonly<Record<string, string>>): string {
  const said = { ...query, se: `${state.now().getTime() + state.settings.limits.signedFor}` }
  const search = new URLSearchParams({ ...said, sig: signatureOf(path, said) })
  return `${state.urls.storage}${path}?${search.toString()}`
}

function signatureOf(path: string, said: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHmac('sha256', secret)
    .update(JSON.stringify([path, sorted]))
    .digest('base64url')
}
