import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import * as v from 'valibot'
import { sha256 as digestOf, sha256OfFile } from '../../digest.ts'
import { messageOf, RegistryError } from '../../errors.ts'
import { assertUnchanged, changedWhileRead, sizeOf } from '../body.ts'
import type { NewArtifact } from '../store.ts'
import { GithubFailure, means } from './answers.ts'
import { openAsset } from './download.ts'
import { labelOf } from './labels.ts'
import { assetSchema, type Asset, type Release } from './release.ts'
import type { Requests } from './requests.ts'

/** An artifact on its way to a release. */
export interface Uploading {
  readonly release: Release
  /** The name of its asset. */
  readonly name: string
  readonly item: NewArtifact
}

/** What became of an upload. `gone`: the release is not there any more. */
export type Uploaded =
  { readonly outcome: 'created' | 'exists'; readonly asset: Asset } | { readonly outcome: 'gone' }

/**
 * Uploads a file to a release. Of several that upload under one name the first wins; an upload that broke off leaves an
 * empty asset, which has to go before the next attempt.
 */
export async function uploadAsset(requests: Requests, uploading: Uploading): Promise<Uploaded> {
  const { tuning } = requests.options
  // An attempt without a clear answer may have been carried out, and later than the next one was sent.
  let isUnclear = false
  for (let attempt = 1; ; attempt += 1) {
    const sent = await requests.making(() => sendOnce(requests, uploading))
    if (sent === 'gone') return { outcome: 'gone' }
    if (typeof sent === 'object' && !(sent instanceof GithubFailure))
      return settled(requests, uploading, sent)
    isUnclear ||= sent !== 'taken'
    const there =
      sent === 'taken' ? await afterOthers(requests, uploading) : await assetOf(requests, uploading)
    if (there === 'gone') return { outcome: 'gone' }
    if (there?.state === 'uploaded') {
      const isOwn = isUnclear && (await holds(requests, uploading, there))
      return isOwn ? settled(requests, uploading, there) : { outcome: 'exists', asset: there }
    }
    if (there !== undefined) await removeAsset(requests, there)
    if (attempt >= tuning.attempts) {
      const doing = `uploading ${uploading.name} to release ${uploading.release.tag_name}`
      throw sent === 'taken' ? stillTaken(doing) : requests.explained(sent, { doing, needs: 'write' })
    }
    await requests.backOff(attempt)
  }
}

/** The asset of that name once it is complete or its upload given up, or nothing where it has gone again. */
async function afterOthers(requests: Requests, uploading: Uploading): Promise<Asset | undefined | 'gone'> {
  let there = await assetOf(requests, uploading)
  for (let attempt = 1; typeof there === 'object' && there.state !== 'uploaded'; attempt += 1) {
    if (isGivenUp(requests, there, uploading.item)) return there
    await requests.backOff(Math.min(attempt, 5))
    const request = { doing: `looking for ${there.name}`, at: `/releases/assets/${there.id}` }
    there = await requests.find(request, assetSchema)
  }
  return there
}

/** Whether an asset has the bytes that are being uploaded. Servers that keep no digests have to show them. */
export async function holds(
  requests: Requests,
  { item, release }: Pick<Uploading, 'item' | 'release'>,
  asset: Asset
): Promise<boolean> {
  if (asset.size !== sizeOf(item.body)) return false
  if (typeof asset.digest === 'string') return asset.digest === `sha256:${item.sha256}`
  const opened = await openAsset(requests, { asset, path: item.key.path, tag: release.tag_name })
  if (opened === undefined) return false
  const hash = createHash('sha256')
  await pipeline(opened.body, hash)
  return hash.digest('hex') === item.sha256
}

/** One attempt. `taken`: there is an asset of that name, complete or not. */
async function sendOnce(
  requests: Requests,
  uploading: Uploading
): Promise<Asset | GithubFailure | 'taken' | 'gone'> {
  const { release, name, item } = uploading
  const { body, contentType, key, executable } = item
  if (body.kind === 'file') await assertUnchanged(body)
  else if (digestOf(body.bytes) !== item.sha256) throw changedWhileRead(key.path)
  const label = labelOf({ filename: key.filename, executable, sha256: undefined }, name)
  const address = release.upload_url.replace(/\{[^}]*\}$/, '')
  const query = `name=${encodeURIComponent(name)}${label === '' ? '' : `&label=${encodeURIComponent(label)}`}`
  const doing = `uploading ${name} to release ${release.tag_name} of ${requests.repository}`
  const progress = requests.options.log.progress(key.filename, sizeOf(body))
  try {
    const request = {
      ...{ doing, needs: 'write' as const, method: 'POST' as const, at: `${address}?${query}` },
      ...{ headers: { 'content-type': contentType }, body, sent: progress.advance }
    }
    return await requests.once(request, assetSchema)
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error
    requests.options.log.debug(`${doing}: ${messageOf(error)}`)
    if (error.meaning === 'unclear') return error
    if (error.codes.includes('already_exists')) return 'taken'
    if (error.meaning === 'absent') return 'gone'
    // Whoever has closed the release may have put the file there before.
    if (isImmutable(error) && isComplete(await assetOf(requests, uploading))) return 'taken'
    throw refused(requests, error, doing, release)
  } finally {
    progress.done()
  }
}

/** Holds what came back against what was sent: what is not the same does not stay. */
async function settled(
  requests: Requests,
  { name, item, release }: Uploading,
  asset: Asset
): Promise<Uploaded> {
  const { body, key, executable } = item
  const withdraw = async (error: Error) => {
    await removeAsset(requests, asset)
    throw error
  }
  if (asset.name !== name) {
    await withdraw(
      new RegistryError('unsupported', `GitHub stores ${name} under another name, ${asset.name}`, {
        hint: 'Rename the file: letters, digits, dots, dashes, `_` and `+` are kept as they are.'
      })
    )
  }
  const stored = asset.digest ?? undefined
  const differs =
    stored === undefined
      ? body.kind === 'file' && (await sha256OfFile(body.path, body.size)) !== item.sha256
      : stored !== `sha256:${item.sha256}`
  if (differs || asset.size !== sizeOf(body)) {
    if (body.kind === 'file') await assertUnchanged(body).catch(withdraw)
    await withdraw(changedWhileRead(body.kind === 'file' ? body.path : key.path))
  }
  if (stored !== undefined) return { outcome: 'created', asset }
  // A server that keeps no digests: the label does.
  const label = labelOf({ filename: key.filename, executable, sha256: item.sha256 }, name)
  const doing = `labelling ${name} of release ${release.tag_name}`
  const request = {
    doing,
    needs: 'write' as const,
    method: 'PATCH' as const,
    at: `/releases/assets/${asset.id}`
  }
  const labelled = await requests.find({ ...request, json: { name, label } }, assetSchema)
  return labelled === undefined ? { outcome: 'gone' } : { outcome: 'created', asset: labelled }
}

/** Deletes an asset; one that is gone is left so. Throws `unsupported` where the release is immutable. */
export async function removeAsset(
  requests: Requests,
  { id, name }: Pick<Asset, 'id' | 'name'>
): Promise<void> {
  const request = {
    ...{ doing: `deleting ${name} of ${requests.repository}`, needs: 'write' as const },
    ...{ method: 'DELETE' as const, at: `/releases/assets/${id}` }
  }
  try {
    await requests.ask(request, v.undefined())
  } catch (error) {
    if (means(error, 'absent')) return
    if (isImmutable(error)) {
      throw new RegistryError(
        'unsupported',
        `${name} of ${requests.repository} is part of an immutable release`,
        {
          hint: 'Releases of this repository can’t be changed once they are published. Delete the whole release by hand if it has to go.',
          cause: error
        }
      )
    }
    throw requests.explained(error, request)
  }
}

/** The asset of that name as it is now, complete or not. */
async function assetOf(
  requests: Requests,
  { release, name }: Uploading
): Promise<Asset | undefined | 'gone'> {
  const { tuning } = requests.options
  for (let page = 1; ; page += 1) {
    const request = {
      doing: `listing the assets of release ${release.tag_name}`,
      at: `/releases/${release.id}/assets?per_page=${tuning.pageSize}&page=${page}`
    }
    const shown = await requests.find(request, v.array(assetSchema))
    if (shown === undefined) return 'gone'
    const found = shown.find((asset) => asset.name === name)
    if (found !== undefined || shown.length < tuning.pageSize) return found
  }
}

/** An upload that somebody else has begun gets time for its size, or that of this one, at a slow megabyte a second. */
function isGivenUp({ options, now }: Requests, asset: Asset, { body }: NewArtifact): boolean {
  const needed = Math.max(asset.size, sizeOf(body)) / 1000
  return now() - Date.parse(asset.created_at) > options.tuning.starterPatience + needed
}

function isComplete(asset: Asset | undefined | 'gone'): boolean {
  return typeof asset === 'object' && asset.state === 'uploaded'
}

function isImmutable(error: unknown): boolean {
  return means(error, 'invalid') && /immutable/i.test(error.message)
}

function stillTaken(doing: string): RegistryError {
  return new RegistryError('unavailable', `${doing}: another upload of that name does not end`, {
    hint: 'Run the step again once the other job has ended.'
  })
}

function refused(requests: Requests, failure: GithubFailure, doing: string, release: Release): Error {
  if (failure.fields.includes('file_count')) {
    return new RegistryError('unsupported', `${doing}: the release has 1,000 assets, and can have no more`, {
      hint: 'Choose a `tag` that makes more releases: with `{package}` and `{version}` in it.',
      cause: failure
    })
  }
  if (isImmutable(failure)) return immutable(requests, release, failure)
  return requests.explained(failure, { doing, needs: 'write' })
}

/** The error for a release that takes no more files. */
export function immutable(requests: Requests, { tag_name: tag }: Release, cause?: unknown): RegistryError {
  return new RegistryError(
    'conflict',
    `release ${tag} of ${requests.repository} is published and immutable: no file can be added to it`,
    {
      hint: 'Push all files of a version in one step, or with `publish: false` in all steps but the last; or choose another version, or a `tag` that makes a release of its own for each package.',
      cause
    }
  )
}
