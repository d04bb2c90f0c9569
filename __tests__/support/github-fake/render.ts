import { createHash } from 'node:crypto'
import type { Asset, Release, Repository, State } from './state.ts'

/** An object of GitHub's JSON. */
export type Json = Record<string, unknown>

/** The node id of something, as GraphQL has it. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`
}

/** A time as the API writes it: to the second. */
export function timeOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** The segments of a path or a tag, encoded, the slashes kept. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** Somebody, as other documents show them. */
export function renderUser({ urls }: State, login: string): Json {
  const url = `${urls.api}/users/${encodeURIComponent(login)}`
  const id = numberOf(login)
  const lists = ['followers', 'subscriptions', 'organizations', 'repos', 'received_events']
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `${urls.web}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${urls.web}/${encodeURIComponent(login)}`,
    ...Object.fromEntries(lists.map((name) => [`${name}_url`, `${url}/${name}`])),
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    events_url: `${url}/events{/privacy}`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false
  }
}

/** Where people download an asset. */
export function downloadUrl(
  { urls }: State,
  { name }: Repository,
  release: Release,
  asset: Pick<Asset, 'name'>
): string {
  return `${urls.web}/${name}/releases/download/${encodePath(shownTag(release))}/${encodeURIComponent(asset.name)}`
}

/** What stands in a release's addresses for its tag. */
export function shownTag({ draft, tag, untagged }: Release): string {
  return draft ? untagged : tag
}

/** An asset's document. */
export function renderAsset(state: State, repository: Repository, release: Release, asset: Asset): Json {
  return {
    url: `${state.urls.api}/repos/${repository.name}/releases/assets/${asset.id}`,
    id: asset.id,
    node_id: nodeId('RA', asset.id),
    name: asset.name,
    label: asset.label,
    uploader: renderUser(state, asset.uploader),
    content_type: asset.contentType,
    state: asset.state,
    size: asset.size,
    digest: asset.digest,
    download_count: asset.downloads,
    created_at: timeOf(asset.createdAt),
    updated_at: timeOf(asset.updatedAt),
    browser_download_url: downloadUrl(state, repository, release, asset)
  }
}

/** A release's document. */
export function renderRelease(state: State, repository: Repository, release: Release): Json {
  const { urls, settings } = state
  const url = `${urls.api}/repos/${repository.name}/releases/${release.id}`
  const archive = (kind: string): string =>
    `${urls.api}/repos/${repository.name}/${kind}/${encodePath(release.tag)}`
  const shown = [...release.assets.values()].slice(0, settings.limits.embeddedAssets)
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${urls.uploads}/repos/${repository.name}/releases/${release.id}/assets{?name,label}`,
    html_url: `${urls.web}/${repository.name}/releases/tag/${encodePath(shownTag(release))}`,
    id: release.id,
    author: renderUser(state, release.author),
    node_id: nodeId('RE', release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    immutable: release.immutable,
    prerelease: release.prerelease,
    created_at: timeOf(release.createdAt),
    updated_at: timeOf(release.updatedAt),
    published_at: release.publishedAt === undefined ? null : timeOf(release.publishedAt),
    assets: shown.map((asset) => renderAsset(state, repository, release, asset)),
    tarball_url: release.draft ? null : archive('tarball'),
    zipball_url: release.draft ? null : archive('zipball'),
    body: release.body
  }
}

function numberOf(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE() >>> 1
}
