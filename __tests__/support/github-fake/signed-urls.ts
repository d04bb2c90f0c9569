import { createHmac, randomBytes } from 'node:crypto'
import type { Asset, State } from './state.ts'

const secret = randomBytes(16)

/** A signed address at which the storage gives an asset's bytes for some minutes. */
export function signedUrl(state: State, { id, name, contentType }: Asset): string {
  return sign(state, `/assets/${id}`, {
    sp: 'r',
    rscd: `attachment; filename=${name}`,
    rsct: contentType
  })
}

/** A signed address of an archive of a repository's files. */
export function signedArchiveUrl(state: State, path: string): string {
  return sign(state, `/archives/${path}`, {})
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
