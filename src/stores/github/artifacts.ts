import pMap from 'p-map'
import { isRegistryError, RegistryError } from '../../errors.ts'
import {
  ABSENT,
  type Artifact,
  type ArtifactKey,
  type Artifacts,
  type Created,
  type FindOptions,
  type NewArtifact
} from '../store.ts'
import { sizeError, sizeOf } from '../body.ts'
import { batching } from './batching.ts'
import type { Commits } from './commits.ts'
import type { Departures } from './departures.ts'
import { downloadAddress, openAsset, pagesAddress } from './download.ts'
import { electing, type Elected } from './electing.ts'
import { finding } from './finding.ts'
import { holding } from './holding.ts'
import { artifactOf } from './labels.ts'
import { assetName, ownerOf, tagOf } from './names.ts'
import { describeGithub } from './options.ts'
import type { Asset } from './release.ts'
import type { Releases } from './releases.ts'
import type { Reliance } from './reliance.ts'
import type { Requests } from './requests.ts'
import { holds, removeAsset, uploadAsset } from './uploads.ts'

/** What artifacts are kept with. */
export interface ArtifactsOf {
  readonly requests: Requests
  readonly commits: Commits
  readonly releases: Releases
  readonly departures: Departures
  readonly reliance: Reliance
}

/**
 * Artifacts as assets of releases. The branch says which asset holds which path, and is changed first; the asset itself
 * tells whether the artifact is there.
 */
export function githubArtifacts(of: ArtifactsOf): Artifacts {
  const { requests, releases, reliance } = of
  const { tag: template, prefix, tuning } = requests.options
  const { publish } = requests.options.release
  const election = electing(of)
  const held = holding(of)
  const assets = finding(of)
  const full = (key: ArtifactKey) => `${prefix}${key.path}`

  async function find(
    key: ArtifactKey,
    { toRemove = false }: FindOptions = {}
  ): Promise<Artifact | undefined> {
    const there = await assets.look(key)
    if (there !== undefined && !toRemove) reliance.onFound(full(key), there)
    return there && artifactOf(key.path, there.asset)
  }

  async function assetToRead(key: ArtifactKey): Promise<Asset | undefined> {
    const there = await assets.look(key)
    if (there !== undefined) reliance.onRead(full(key), there)
    return there?.asset
  }

  async function createGroup(tag: string, items: readonly NewArtifact[]): Promise<Created[]> {
    for (let attempt = 0; attempt < tuning.attempts; attempt += 1) {
      const elected = await election.elect(tag, items)
      if ('elsewhere' in elected) return createApart(items, (item) => elected.elsewhere.get(item) ?? tag)
      const stored = await pMap(items, (item) => storeOne(elected, item), {
        concurrency: tuning.uploads
      }).catch(async (error: unknown) => {
        await election.withdraw(elected)
        throw error
      })
      const there = stored.filter((one) => one !== 'gone')
      const fate = there.length === stored.length ? await fateOf(elected) : 'gone'
      if (fate === 'held') return Promise.all(there.map((one) => heldOf(elected, one)))
      if (fate === 'public') {
        if (!publish && there.some(({ isNew }) => isNew)) tellOfPublic(requests, tag)
        for (const one of there) countOn(elected, one)
        return there.map(createdOf)
      }
      // The release was deleted, or another one was published under its tag: what was uploaded is to go there.
      await requests.backOff(attempt + 1)
    }
    throw new RegistryError(
      'unavailable',
      `release ${tag} of ${requests.repository} does not stay: it was deleted again and again`,
      {
        hint: 'Look for another job that makes or deletes releases of this tag, then run the step again.'
      }
    )
  }

  /** Stores items on the releases that they belong to. */
  async function createApart(
    items: readonly NewArtifact[],
    tagFor: (item: NewArtifact) => string
  ): Promise<Created[]> {
    const outcomes = new Map<NewArtifact, Created>()
    for (const tag of new Set(items.map(tagFor))) {
      const group = items.filter((item) => tagFor(item) === tag)
      const made = await createGroup(tag, group)
      group.forEach((item, index) => outcomes.set(item, made[index] ?? { outcome: 'exists' }))
    }
    return items.map((item) => outcomes.get(item) ?? { outcome: 'exists' })
  }

  /** Files of one version that are stored at the same moment are one batch: their release is published after all of them. */
  const creating = batching(async (_, items: readonly NewArtifact[]) => {
    const [first] = items
    return first === undefined ? [] : createGroup(tagOf(template, first.key), items)
  })

  /** Makes a release public, or sees that it stays a draft. */
  async function fateOf(elected: Elected): Promise<'public' | 'held' | 'gone'> {
    const { release, names } = elected
    if (!publish && release.draft) return held.fate(release)
    const published = await election.publish(elected)
    if (published === undefined) return 'gone'
    if (release.draft) held.published(published, new Set(names.values()))
    return 'public'
  }

  function countOn({ tag, release }: Elected, { item, asset, isNew }: StoredOne): void {
    const seen = { tag, release: release.id, asset }
    if (isNew) reliance.on(full(item.key), seen)
    else reliance.onFound(full(item.key), seen)
  }

  async function heldOf({ release }: Elected, { item, asset, isNew }: StoredOne): Promise<Created> {
    const revision = asset.node_id
    if (isNew) return { outcome: 'held', there: 'nothing', revision }
    const { sha256 } = artifactOf(item.key.path, asset)
    const isSame =
      sha256 === undefined ? await holds(requests, { release, item }, asset) : sha256 === item.sha256
    return { outcome: 'held', there: isSame ? 'same' : 'other', revision }
  }

  async function storeOne(
    { tag, release, names, there }: Elected,
    item: NewArtifact
  ): Promise<StoredOne | 'gone'> {
    const asset = there.get(item.key.path)
    const name = names.get(item.key.path) ?? assetName(item.key.filename)
    assets.sawClaim(item.key, { tag, asset: name })
    if (asset !== undefined) {
      assets.saw(asset)
      return { item, asset, isNew: false }
    }
    releases.forget(tag)
    const uploaded = await uploadAsset(requests, { release, name, item })
    if (uploaded.outcome === 'gone') return 'gone'
    assets.saw(uploaded.asset)
    return { item, asset: uploaded.asset, isNew: uploaded.outcome === 'created' }
  }

  return {
    find,

    create: async (items) => {
      for (const item of items) assertFits(requests, item)
      const groups = new Map<string, NewArtifact[]>()
      for (const item of items) {
        // Of two versions that make the same tag only one gets its release.
        const name = JSON.stringify([tagOf(template, item.key), ownerOf(template, item.key)])
        groups.set(name, [...(groups.get(name) ?? []), item])
      }
      const outcomes = new Map<NewArtifact, Created>()
      await Promise.all(
        [...groups].map(async ([name, group]) => {
          const made = await creating(name, group)
          group.forEach((item, index) => outcomes.set(item, made[index] ?? { outcome: 'exists' }))
        })
      )
      return items.map((item) => outcomes.get(item) ?? { outcome: 'exists' })
    },

    released: (key) => held.released(assets.tagOf(key)),

    replace: ({ key }) =>
      Promise.reject(
        new RegistryError(
          'unsupported',
          `${requests.nameOf(key.path)} can't be replaced: assets of releases are written once`,
          {
            hint: 'Push another version.'
          }
        )
      ),

    open: async (key, options = {}) => {
      const { revision } = options
      const known = revision === undefined ? undefined : assets.seen(revision)
      const asset = known ?? (await assetToRead(key))
      if (asset === undefined && revision === undefined) return undefined
      if (asset === undefined || (revision !== undefined && asset.node_id !== revision))
        throw changed(requests, key)
      const opened = await openAsset(
        requests,
        { asset, path: key.path, tag: assets.tagOf(key) },
        options.range
      )
      if (opened === undefined && revision !== undefined) throw changed(requests, key)
      return opened
    },

    evidence: () => Promise.resolve(undefined),

    remove: async (key, expected) => {
      if (expected === ABSENT) return
      const asset = assets.seen(expected) ?? (await assets.look(key))?.asset
      if (asset?.node_id !== expected) return
      assets.forget(expected)
      reliance.end(full(key))
      releases.forget()
      await removeAsset(requests, asset).catch(async (error: unknown) => {
        const isFrozen = isRegistryError(error, 'unsupported') && (await election.removeWhole(key, asset))
        if (!isFrozen) throw error
      })
      // The claim stays: whoever creates the artifact anew at this moment counts on it.
      await election.tidy(key)
    },

    url: async (key) => {
      if (key.path === '') return pagesAddress(requests.options)
      const { tag, asset } = await assets.claimOf(key)
      return downloadAddress(requests, tag, asset)
    }
  }
}

/** What a release has of an item. */
interface StoredOne {
  readonly item: NewArtifact
  readonly asset: Asset
  /** True where this step has uploaded it. */
  readonly isNew: boolean
}

function createdOf({ asset, isNew }: StoredOne): Created {
  return isNew ? { outcome: 'created', revision: asset.node_id } : { outcome: 'exists' }
}

function tellOfPublic({ repository, options }: Requests, tag: string): void {
  options.log.notice(
    `release ${tag} of ${repository} is published already: what was pushed is public at once`
  )
}

/** GitHub says so after it has got all of the file. */
function assertFits({ nameOf, options }: Requests, { key, body }: NewArtifact): void {
  const misfit = sizeError(describeGithub(options), { file: nameOf(key.path), size: sizeOf(body) })
  if (misfit !== undefined) throw misfit
}

function changed({ nameOf }: Requests, { path }: ArtifactKey): RegistryError {
  return new RegistryError('conflict', `${nameOf(path)} changed while it was being read`, {
    hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
  })
}
