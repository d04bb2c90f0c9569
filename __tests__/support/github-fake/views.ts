import type { Body } from '../s3-fake/types.ts'
import type { GitObject } from './git-objects.ts'

/** An asset as a test sees it. */
export interface AssetView {
  readonly id: number
  readonly name: string
  readonly label: string | null
  readonly state: 'starter' | 'uploaded'
  readonly contentType: string
  readonly body: Body
  readonly size: number
  readonly digest: string | null
  readonly downloads: number
}

/** A release as a test sees it. */
export interface ReleaseView {
  readonly id: number
  readonly tag: string
  readonly target: string
  readonly name: string | null
  readonly body: string | null
  readonly draft: boolean
  readonly prerelease: boolean
  readonly immutable: boolean
  readonly assets: ReadonlyMap<number, AssetView>
}

/** What `addRelease` may fix about a release. */
export interface AddReleaseOptions {
  readonly name?: string
  readonly body?: string
  readonly draft?: boolean
  readonly prerelease?: boolean
  readonly target?: string
  readonly assets?: Readonly<Record<string, string | Uint8Array | Body>>
}

/** A commit as a test sees it. */
export interface CommitView {
  readonly sha: string
  readonly message: string
  readonly parents: readonly string[]
  readonly signed: boolean
}

/** A repository behind every client's back. */
export interface RepositoryHandle {
  readonly name: string
  /** From now on the repository is as one that was renamed from this name, or transferred. */
  readonly addFormerName: (name: string) => void
  /** All releases, drafts too, by id. */
  readonly releases: ReadonlyMap<number, ReleaseView>
  /** The releases of that tag, drafts too. */
  readonly releasesOf: (tag: string) => ReleaseView[]
  /** The release that GitHub calls the latest. */
  readonly latest: () => ReleaseView | undefined
  readonly addRelease: (tag: string, options?: AddReleaseOptions) => ReleaseView
  readonly removeRelease: (id: number) => void
  readonly asset: (tag: string, name: string) => AssetView | undefined
  /** Changes an asset's bytes and keeps its size, digest and id. */
  readonly tamper: (assetId: number, change: (body: Buffer) => Uint8Array) => void
  readonly removeAsset: (assetId: number) => void
  /** Every object of the repository; `encodeObject` has their bytes as git has them. */
  readonly objects: ReadonlyMap<string, GitObject>
  /** The refs and what they point to, as `refs/heads/main`. */
  readonly refs: ReadonlyMap<string, string>
  /** Points a ref somewhere, or removes it. */
  readonly setRef: (ref: string, sha: string | undefined) => void
  /** Commits to a branch, which is created if there is none: `null` removes a file. Returns the commit. */
  readonly commit: (
    branch: string,
    files: Readonly<Record<string, string | Uint8Array | null>>,
    message?: string
  ) => string
  /** The bytes of a file on a branch. */
  readonly file: (branch: string, path: string) => Buffer | undefined
  readonly text: (branch: string, path: string) => string | undefined
  /** The paths of all files on a branch. */
  readonly files: (branch: string) => string[]
  /** The commits of a branch by first parents, newest first. */
  readonly history: (branch: string) => CommitView[]
  readonly setImmutableReleases: (immutable: boolean) => void
  readonly setBlockedTags: (tags: RegExp | undefined) => void
  readonly setPrivate: (isPrivate: boolean) => void
}
