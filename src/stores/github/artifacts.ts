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
import { sizeOf } from '../body.ts'
import { batching } from './batching.ts'
import { claimIn, claimsPath, electionPath, parseClaims, parseElection, type Claim } from './claims.ts'
import type { Commits } from './commits.ts'
import type { Departures } from './departures.ts'
import { downloadAddress, openAsset, pagesAddress } from './download.ts'
import { electing, type Elected } from './electing.ts'
import { holding } from './holding.ts'
import { artifactOf } from './labels.ts'
import { assetName, nameAmong, ownerOf, tagOf } from './names.ts'
import { describeGithub } from './options.ts'
import type { Asset, Release } from './release.ts'
import type { Releases } from './releases.ts'
import type { Reliance, Seen } from './reliance.ts'
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
  const { requests, commits, releases, reliance } = of
  const { tag: template, prefix, tuning } = requests.options
  const { publish } = requests.options.release
  const election = electing(of)
  const held = holding(of)
  /** What was found last, by its revision: it is opened and removed by its id. */
  const found = new Map<string, Asset>()
  /** Where paths were seen last. */
  const places = new Map<string, Claim>()
  const full = (key: ArtifactKey) => `${prefix}${key.path}`

  /** Which asset a path's artifact is, or is to be, as it is known already. */
  function claimKnown(key: ArtifactKey): Claim | undefined {
    const place = claimsPath(full(key))
    const files = commits.recent([place])?.files
    return files && claimIn(parseClaims(place, files.get(place)), key.path)
  }

  /** The same, as it is now. */
  async function claimNow(key: ArtifactKey): Promise<Claim | undefined> {
    const place = claimsPath(full(key))
    // The tag's election is read along: a push needs it next.
    const { files } = await commits.read([place, electionPath(tagOf(template, key))])
    const claim = claimIn(parseClaims(place, files.get(place)), key.path)
    if (claim !== undefined) places.set(key.path, claim)
    return claim
  }

  /** Where a path's artifact was claimed; of what never was, where it would go. */
  async function placeOf(key: ArtifactKey): Promise<Claim> {
    const known = places.get(key.path) ?? claimKnown(key)
    if (known !== undefined) return known
    const tag = tagOf(template, key)
    const paths = [claimsPath(full(key)), electionPath(tag)] as const
    const { files } = commits.recent(paths) ?? (await commits.read(paths))
    const claim = claimIn(parseClaims(paths[0], files.get(paths[0])), key.path)
    if (claim !== undefined) return claim
    const { assets } = parseElection(paths[1], files.get(paths[1])) ?? { assets: new Map<string, string>() }
    return { tag, asset: nameAmong(assets, key.filename, full(key)) }
  }

  async function assetOf({ tag, asset: name }: Claim, thorough: boolean): Promise<FoundAsset | undefined> {
    const assetIn = (release: Release | undefined) => {
      const asset = release?.assets.find((each) => each.name === name && each.state === 'uploaded')
      return release && asset && { tag, release: release.id, asset }
    }
    const there = thorough && !releases.isKnown(tag) ? undefined : assetIn(await releases.byTag(tag))
    if (there !== undefined || !thorough) return there
    return assetIn((await releases.byTag(tag, { fresh: true })) ?? (await election.published(tag)))
  }

  async function find(key: ArtifactKey, options?: FindOptions): Promise<Artifact | undefined> {
    const there = await lookFor(key)
    if (there === undefined) return undefined
    if (options?.toRemove !== true) reliance.onFound(full(key), there)
    found.set(there.asset.node_id, there.asset)
    return artifactOf(key.path, there.asset)
  }

  async function lookFor(key: ArtifactKey): Promise<FoundAsset | undefined> {
    // An asset that is there is the artifact's, however old what is known of it.
    const known = claimKnown(key)
    const there = known && (await assetOf(known, false))
    if (known !== undefined && there !== undefined) {
      places.set(key.path, known)
      return there
    }
    const claim = await claimNow(key)
    return claim && assetOf(claim, true)
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
    places.set(item.key.path, { tag, asset: name })
    if (asset !== undefined) {
      found.set(asset.node_id, asset)
      reliance.onFound(full(item.key), { asset, tag, release: release.id })
      return { item, asset, isNew: false }
    }
    releases.forget(tag)
    const uploaded = await uploadAsset(requests, { release, name, item })
    if (uploaded.outcome === 'gone') return 'gone'
    found.set(uploaded.asset.node_id, uploaded.asset)
    reliance.on(full(item.key), { asset: uploaded.asset, tag, release: release.id })
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

    released: (key) => held.released(places.get(key.path)?.tag ?? tagOf(template, key)),

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
      const known = revision === undefined ? undefined : found.get(revision)
      const asset = known ?? (await find(key).then((artifact) => found.get(artifact?.revision ?? ABSENT)))
      if (asset === undefined && revision === undefined) return undefined
      if (asset === undefined || (revision !== undefined && asset.node_id !== revision))
        throw changed(requests, key)
      const tag = places.get(key.path)?.tag ?? tagOf(template, key)
      const opened = await openAsset(requests, { asset, path: key.path, tag }, options.range)
      if (opened === undefined && revision !== undefined) throw changed(requests, key)
      return opened
    },

    evidence: () => Promise.resolve(undefined),

    remove: async (key, expected) => {
      if (expected === ABSENT) return
      const asset =
        found.get(expected) ?? (await find(key).then((artifact) => found.get(artifact?.revision ?? ABSENT)))
      if (asset?.node_id !== expected) return
      found.delete(expected)
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
      const { tag, asset } = await placeOf(key)
      return downloadAddress(requests, tag, asset)
    }
  }
}

/** An asset, and the release that it is on. */
interface FoundAsset extends Seen {
  readonly asset: Asset
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
  const { limits, name } = describeGithub(options)
  const size = sizeOf(body)
  if (size >= limits.minSize && size <= limits.maxSize) return
  throw new RegistryError(
    'unsupported',
    `${nameOf(key.path)} has ${size} bytes; ${name} takes ${limits.minSize} to ${limits.maxSize}`,
    {
      hint:
        size < limits.minSize
          ? 'Look at the step that makes the file.'
          : 'Split the file, or use another store.'
    }
  )
}

function changed({ nameOf }: Requests, { path }: ArtifactKey): RegistryError {
  return new RegistryError('conflict', `${nameOf(path)} changed while it was being read`, {
    hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
  })
}
