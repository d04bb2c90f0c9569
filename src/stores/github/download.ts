import { Readable } from 'node:stream'
import { RegistryError } from '../../errors.ts'
import { healing } from '../healing.ts'
import type { ByteRange, OpenArtifact } from '../store.ts'
import { GithubFailure, means, noAnswer } from './answers.ts'
import { artifactOf } from './labels.ts'
import type { GithubOptions } from './options.ts'
import type { Asset } from './release.ts'
import type { Requests } from './requests.ts'
import { skip, type Answer } from './wire.ts'

/** Which asset is read, and of which release. */
export interface Reading {
  readonly asset: Asset
  readonly path: string
  readonly tag: string
}

/** Where everybody downloads an asset: costs nothing of the requests that a token has an hour. */
export function downloadAddress({ options, repository }: Requests, tag: string, asset: string): string {
  const place = tag.split('/').map(encodeURIComponent).join('/')
  return `${options.serverUrl}/${repository}/releases/download/${place}/${encodeURIComponent(asset)}`
}

/**
 * Where GitHub Pages shows the branch, if it does. On other servers that is a subdomain, as it is with the isolation of
 * subdomains, which nothing else tells of; a server without a name has none.
 * See https://docs.github.com/enterprise-server@latest/pages/getting-started-with-github-pages/what-is-github-pages
 */
export function pagesAddress({
  serverUrl,
  owner,
  repo,
  prefix
}: Pick<GithubOptions, 'serverUrl' | 'owner' | 'repo' | 'prefix'>): string {
  const { protocol, host, hostname } = new URL(serverUrl)
  const own = `${owner.toLowerCase()}.github.io`
  const hasName = !/^(?:[\d.]+|\[.*\])$/.test(hostname)
  const elsewhere = `${hasName ? `pages.${host}` : `${host}/pages`}/${owner}`
  const site = repo.toLowerCase() === own ? '' : `${repo}/`
  const path = prefix.split('/').map(encodeURIComponent).join('/')
  return `${protocol}//${host === 'github.com' ? own : elsewhere}/${site}${path}`
}

/** Opens an asset, or a part of it, for reading; undefined where it is gone. */
export async function openAsset(
  requests: Requests,
  reading: Reading,
  range: ByteRange = { start: 0 }
): Promise<OpenArtifact | undefined> {
  const artifact = artifactOf(reading.path, reading.asset)
  const end = Math.min(range.end ?? artifact.size, artifact.size)
  const length = end - range.start
  if (length <= 0)
    return { artifact, content: Buffer.alloc(0), body: Readable.from([], { objectMode: false }) }
  const addresses = addressesOf(requests)
  const from = (done: number) => read(requests, addresses, reading, { start: range.start + done, end })
  const first = await from(0)
  if (first === undefined) return undefined
  if (length <= FEW_BYTES) {
    const doing = `reading ${requests.nameOf(reading.path)}`
    const content = await contentOf(requests, { first, length, from, doing })
    if (content === undefined) return undefined
    return {
      artifact,
      content,
      get body() {
        return Readable.from([content], { objectMode: false })
      }
    }
  }
  const again = async (done: number) => {
    const next = await from(done)
    if (next === undefined) throw gone(requests, reading)
    return next
  }
  const { tuning, log } = requests.options
  const body = healing({
    ...{ first, length, again, name: requests.nameOf(reading.path), attempts: tuning.attempts, log },
    ...{ backOff: requests.backOff, isHopeless: (error) => error instanceof RegistryError }
  })
  return { artifact, body }
}

/** Bodies up to this size are read before they are handed out. */
const FEW_BYTES = 64 * 1024

interface FewBytes {
  readonly first: Readable
  readonly length: number
  /** Opens what comes after so many bytes; undefined where the asset is gone. */
  readonly from: (done: number) => Promise<Readable | undefined>
  readonly doing: string
}

async function contentOf(
  requests: Requests,
  { first, length, from, doing }: FewBytes
): Promise<Buffer | undefined> {
  let body: Readable | undefined = first
  for (let attempt = 1; ; attempt += 1) {
    if (body === undefined) return undefined
    try {
      const chunks: Buffer[] = []
      for await (const chunk of body as AsyncIterable<unknown>) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
      const content = Buffer.concat(chunks)
      if (content.length === length) return content
      throw new GithubFailure('unclear', `the connection broke after ${content.length} of ${length} bytes`, {
        status: 0
      })
    } catch (error) {
      if (attempt >= requests.options.tuning.attempts)
        throw requests.explained(means(error, 'unclear') ? error : noAnswer(error), { doing })
      await requests.backOff(attempt)
      body = await from(0)
    }
  }
}

interface Wanted {
  readonly start: number
  readonly end: number
}

/** The bytes of a part of an asset; undefined where it is gone. */
async function read(
  requests: Requests,
  addresses: Addresses,
  reading: Reading,
  { start, end }: Wanted
): Promise<Readable | undefined> {
  const doing = `reading ${requests.nameOf(reading.path)}`
  const isPart = start > 0 || end < reading.asset.size
  let asksForPart = isPart
  for (let attempt = 1; ; attempt += 1) {
    try {
      const headers = {
        accept: 'application/octet-stream',
        ...(asksForPart ? { range: `bytes=${start}-${end - 1}` } : {})
      }
      const answer = await addresses.open(reading, { doing, headers })
      if (answer === undefined) return undefined
      assertWhole(requests, reading, answer)
      return answer.status === 206 || !isPart ? answer.body : cut(answer, { start, end })
    } catch (error) {
      if (means(error, 'absent')) return undefined
      // Ranges are not promised.
      const isRefused = means(error, 'no-range') && asksForPart
      if (isRefused) asksForPart = false
      // A signed address is good for minutes.
      const isOld = means(error, 'expired', 'denied', 'no-range') && addresses.forget(reading)
      if (!(isRefused || isOld) || attempt >= requests.options.tuning.attempts)
        throw requests.explained(error, { doing })
    }
  }
}

/** Throws `corrupt` where the storage has more or fewer bytes than the asset: to ask again would not help. */
function assertWhole(
  { nameOf }: Requests,
  { asset, path }: Reading,
  { status, headers, body }: Answer
): void {
  const told =
    status === 206 ? /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] : headers['content-length']
  if (told === undefined || headers['content-encoding'] !== undefined || Number(told) === asset.size) return
  body.destroy()
  throw new RegistryError(
    'corrupt',
    `${nameOf(path)} has ${told} bytes, and had ${asset.size} when it was pushed`,
    {
      hint: 'Run the step again: somebody may be replacing it at this moment. If it stays, the asset was changed or has lost a part: remove this version and push another one.'
    }
  )
}

/** A part of a body whose server does not know ranges. */
function cut({ body }: Answer, { start, end }: Wanted): Readable {
  let position = 0
  const part = async function* () {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      const from = Math.max(0, start - position)
      const to = Math.min(chunk.length, end - position)
      position += chunk.length
      if (from < to) yield chunk.subarray(from, to)
      if (position >= end) return
    }
  }
  return Readable.from(part(), { objectMode: false })
}

interface Addresses {
  readonly open: (
    reading: Reading,
    request: { doing: string; headers: Record<string, string> }
  ) => Promise<Answer | undefined>
  /** Forgets a signed address; false where there was none. */
  readonly forget: (reading: Reading) => boolean
}

/** Signed addresses, by the asset's id: ranges of one file need one. */
const signed = new WeakMap<Requests, Map<number, string>>()

function addressesOf(requests: Requests): Addresses {
  const known = signed.get(requests) ?? new Map<number, string>()
  signed.set(requests, known)
  const { token } = requests.options

  /** The answer of the first address: the bytes, or the way to them. */
  async function ask(
    { asset, tag }: Reading,
    request: { doing: string; headers: Record<string, string> }
  ): Promise<Answer | undefined> {
    const isPublic = token === undefined || (await requests.isPublic())
    const places = [
      ...(isPublic ? [downloadAddress(requests, tag, asset.name)] : []),
      ...(token === undefined ? [] : [`/releases/assets/${asset.id}`])
    ]
    for (const at of places) {
      try {
        const answer = await requests.open({ ...request, at })
        // Servers that are private send everybody to their door.
        if (!isDoor(answer)) return answer
        await skip(answer.body)
      } catch (error) {
        if (!means(error, 'absent')) throw error
      }
    }
    return undefined
  }

  return {
    open: async (reading, request) => {
      const { asset } = reading
      const direct = known.get(asset.id)
      if (direct !== undefined) return requests.open({ ...request, at: direct })
      let answer = await ask(reading, request)
      // From a repository's former name to its new one, then to the storage.
      for (let hops = 0; hops < MOST_REDIRECTS && answer?.headers.location !== undefined; hops += 1) {
        await skip(answer.body)
        const at = new URL(answer.headers.location, requests.options.serverUrl).href
        known.set(asset.id, at)
        requests.options.log.mask(at)
        answer = await requests.open({ ...request, at })
      }
      return answer
    },
    forget: ({ asset }) => known.delete(asset.id)
  }
}

/** Redirects on the way to the bytes: from a former name of the repository, and to the storage. */
export const MOST_REDIRECTS = 5

/** True for a redirect to where people sign in. */
export function isDoor({ headers: { location } }: Pick<Answer, 'headers'>): boolean {
  return (
    location !== undefined &&
    URL.canParse(location) &&
    /^\/(?:login|session)\b/.test(new URL(location).pathname)
  )
}

function gone({ nameOf }: Requests, { path }: Reading): RegistryError {
  return new RegistryError('conflict', `${nameOf(path)} was removed while it was being read`, {
    hint: 'Run the step again to get what is there now.'
  })
}
