import type { Readable } from 'node:stream'
import type { ArchiveFormat } from '../released.ts'
import { means, noAnswer } from './answers.ts'
import { isDoor, MOST_REDIRECTS } from './download.ts'
import type { Requests } from './requests.ts'
import { skip, type Answer } from './wire.ts'

/** An archive of the source, and how messages name it. */
export interface SourceArchive {
  readonly tag: string
  readonly format: ArchiveFormat
  readonly path: string
}

/**
 * Hands the bytes of an archive to `into`, and answers what that answered; undefined where there is no such tag. GitHub
 * packs it when it is asked to, so a part of it can't be had: where the connection breaks, `into` is called again with a
 * stream that begins anew. What `into` itself throws is thrown.
 */
export async function readArchive<T>(
  requests: Requests,
  archive: SourceArchive,
  into: (body: Readable) => Promise<T>
): Promise<T | undefined> {
  const { tuning, log } = requests.options
  const doing = `reading ${requests.nameOf(archive.path)}`
  for (let attempt = 1; ; attempt += 1) {
    const answer = await open(requests, archive, doing)
    if (answer === undefined) return undefined
    const { body } = answer
    // It may break before `into` listens, which learns of it then.
    body.on('error', () => undefined)
    try {
      return await into(body)
    } catch (error) {
      if (body.errored === null) throw error
      const broken = new Error(`the connection broke`, { cause: body.errored })
      if (attempt >= tuning.attempts) throw requests.explained(noAnswer(broken), { doing })
      log.debug(`${doing}: ${broken.message}; beginning anew, attempt ${attempt} of ${tuning.attempts}`)
      await requests.backOff(attempt)
    } finally {
      body.destroy()
    }
  }
}

/** The answer with the bytes, wherever it comes from; undefined where there is none. */
async function open(requests: Requests, archive: SourceArchive, doing: string): Promise<Answer | undefined> {
  for (const place of await placesOf(requests, archive)) {
    try {
      const answer = await follow(requests, place, doing)
      if (answer !== undefined) return answer
    } catch (error) {
      if (!means(error, 'absent')) throw requests.explained(error, { doing })
    }
  }
  return undefined
}

/** A public archive costs nothing of a token's requests where people download it. */
async function placesOf(requests: Requests, { tag, format }: SourceArchive): Promise<string[]> {
  const { token, serverUrl } = requests.options
  // In full: a branch may have the name of the tag.
  const ref = `refs/tags/${tag.split('/').map(encodeURIComponent).join('/')}`
  const kind = format === 'zip' ? 'zipball' : 'tarball'
  return [
    ...(token === undefined || (await requests.isPublic())
      ? [`${serverUrl}/${requests.repository}/archive/${ref}.${format}`]
      : []),
    ...(token === undefined ? [] : [`/${kind}/${ref}`])
  ]
}

/** Redirects lead to the host that packs, and from a repository's former name; the token goes to GitHub's own hosts alone. */
async function follow(requests: Requests, place: string, doing: string): Promise<Answer | undefined> {
  let at = place
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const answer = await requests.open({ doing, at, headers: { accept: ACCEPTED } })
    const { location } = answer.headers
    if (answer.status < 300 || location === undefined) return answer
    await skip(answer.body)
    // Servers that are private send everybody to their door.
    if (isDoor(answer)) return undefined
    at = asBrowsersGetIt(new URL(location, at.startsWith('/') ? requests.options.apiUrl : at))
    if (at.includes('?')) for (const secret of [at, location]) requests.options.log.mask(secret)
  }
  return undefined
}

/** The API answers 415 to those who want bytes and no JSON. */
const ACCEPTED = 'application/octet-stream, application/json'

/**
 * The API leads to archives whose folder has the owner's name and the commit's. Without `legacy.` in the address it is the
 * one that people download, whoever asks and wherever: with the same bytes.
 */
function asBrowsersGetIt(url: URL): string {
  url.pathname = url.pathname.replace(/\/legacy\.(zip|tar\.gz)\/(?=refs\/tags\/)/, '/$1/')
  return url.href
}
