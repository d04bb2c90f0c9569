import type { Readable } from 'node:stream'
import type { HashAlgorithm } from '../hash-worker.ts'

/**
 * Names one state of an artifact or a document, as the store tells it apart from every other (an ETag, a digest).
 * It is opaque: it can only be compared and handed back to the store it came from.
 */
export type Revision = string

/** The revision of what is not there. */
export const ABSENT: Revision = 'absent'

/**
 * Where an artifact belongs. `path` is where S3 and a folder keep it, below the store's own prefix; package, version
 * and filename are what a store of releases needs to put it where a person finds it.
 */
export interface ArtifactKey {
  readonly package: string
  readonly version: string
  readonly path: string
  readonly filename: string
}

/** Bytes that can be read again from the start, so that a retry is safe. The stamp tells whether a file was changed since. */
export type Body =
  | { readonly kind: 'file'; readonly path: string; readonly size: number; readonly stamp: string }
  | { readonly kind: 'buffer'; readonly bytes: Uint8Array }

/** What a store knows of an artifact without reading it. */
export interface Artifact {
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly revision: Revision
  /** Lower-case hex; undefined where another tool stored the artifact. */
  readonly sha256: string | undefined
  /** True where the store can tell that the digest is that of other bytes, which were there before somebody changed them. */
  readonly altered: boolean
  /** Whether the file had the executable bit when it was pushed. */
  readonly executable: boolean
  /** The name the file had when it was pushed; undefined where another tool stored the artifact. */
  readonly filename: string | undefined
}

/** An artifact to be created. */
export interface NewArtifact {
  readonly key: ArtifactKey
  readonly body: Body
  /** Lower-case hex of the body, computed before the first request. */
  readonly sha256: string
  readonly executable: boolean
  /** What the store answers with when the artifact is fetched over HTTP, where it can: `application/octet-stream`. */
  readonly contentType: string
  /** How long caches may keep it, likewise; undefined: nothing is said. */
  readonly cacheControl?: string
}

/** What became of an artifact that was to be created. */
export type Created =
  | { readonly outcome: 'created'; readonly revision: Revision }
  /** Somebody's bytes are there, perhaps the same, and were left alone. */
  | { readonly outcome: 'exists' }
  /**
   * It is stored where nobody can read it before a later step makes it public, so no document may name it. `there`: what
   * was held back under its name already; other bytes were left alone.
   */
  | { readonly outcome: 'held'; readonly there: 'nothing' | 'same' | 'other'; readonly revision: Revision }

/** What earlier steps have held back, and has become public since. */
export interface Released {
  readonly entries: readonly Entry[]
  /** Writes down that documents name these now, or never will. */
  readonly settle: (paths: readonly string[]) => Promise<void>
}

/** What stores answer that hold nothing back. */
export const NOTHING_RELEASED: Released = { entries: [], settle: () => Promise.resolve() }

/** What became of an artifact that was to be replaced. */
export type Replaced =
  | { readonly outcome: 'swapped'; readonly revision: Revision }
  /** It has not the revision that was expected, and was left alone. */
  | { readonly outcome: 'stale' }

/** A part of an artifact: from `start` on, up to and without `end` (the artifact's end where absent). */
export interface ByteRange {
  readonly start: number
  readonly end?: number
}

/** An artifact that was opened for reading. */
export interface OpenArtifact {
  readonly artifact: Artifact
  /**
   * The bytes asked for. Heals itself after a broken connection, and ends in an error rather than early. Its chunks are
   * the reader's own: nobody else looks at them again.
   */
  readonly body: Readable
  /** The same bytes, where they are few and came with the answer: a stream of them costs more than they do. */
  readonly content?: Buffer
}

/** What the store itself knows of the bytes of an artifact whose sha256 it does not have. */
export interface Evidence {
  readonly algorithm: HashAlgorithm
  /** Lower-case hex; `<hex>-<parts>` for `md5-parts`. */
  readonly value: string
}

/** What a look at an artifact may have besides. */
export interface FindOptions {
  /** True where it is looked for to be removed, so that no document is going to name it. */
  readonly toRemove?: boolean
}

/** Files that are written once. */
export interface Artifacts {
  /** What is known of an artifact, or undefined where there is none. */
  find(key: ArtifactKey, options?: FindOptions): Promise<Artifact | undefined>
  /**
   * Creates artifacts, all or some, and answers in their order; of any number of racing writers one wins. Resolves when
   * every item can be read by others, but for those that are `held`.
   */
  create(items: readonly NewArtifact[]): Promise<Created[]>
  /**
   * What became public with an artifact that is public, and was held back by the steps that had created it, perhaps the
   * artifact itself: whoever makes things public, and was not killed, sees to it that they come into their records.
   */
  released(key: ArtifactKey): Promise<Released>
  /** Replaces an artifact if it still has the revision. Throws `unsupported` where the store's limits say that it can't. */
  replace(item: NewArtifact, expected: Revision): Promise<Replaced>
  /**
   * Opens an artifact, or a part of it, or answers undefined where there is none. With a revision, any other state of
   * the artifact is a `conflict`.
   */
  open(
    key: ArtifactKey,
    options?: { range?: ByteRange; revision?: Revision }
  ): Promise<OpenArtifact | undefined>
  /** What else can be held against the bytes; undefined where the store knows nothing. */
  evidence(key: ArtifactKey, revision: Revision): Promise<Evidence | undefined>
  /**
   * Removes an artifact that still has the revision; in any other state, and where it is not there, it is left alone.
   * What this store itself found or wrote last, and has not listed since, is told apart also from the same bytes that
   * another writer has stored since.
   */
  remove(key: ArtifactKey, expected: Revision): Promise<void>
  /** Where a person or another tool finds the artifact. */
  url(key: ArtifactKey): Promise<string>
}

/** A document as it was read. */
export interface DocumentState {
  readonly body: Uint8Array | undefined
  readonly revision: Revision
}

/**
 * A document that is derived from a record. `path` may be empty or end in `/` (a page that answers for a folder);
 * `orElse` is where a store keeps it that can hold no document under such a path (undefined: it does without).
 */
export interface Page {
  readonly path: string
  readonly orElse: string | undefined
  /** May be made when it is asked for: a record can have many pages, of which few change. */
  readonly body: Uint8Array
  readonly contentType: string
  readonly cacheControl: string
  /**
   * Of the state of the record that it was derived from: grows with every change of the page, and stands in the body, too.
   * Two states of a page with one serial have the same body; 0, where nobody knows it, tells nothing.
   */
  readonly serial: number
}

/**
 * Derives the pages of a record from its bytes. Pure: the same bytes give the same pages. Bodies carry the serial of
 * the record's state, so that the bytes of a page that was replaced never come back. A page that a record once had
 * stays among its pages (emptied, where nothing is left to say): stores delete none.
 */
export type Render = (record: Uint8Array) => readonly Page[]

/** Small files that change: records, and the pages derived from them. */
export interface Documents {
  read(path: string, options?: ReadOptions): Promise<DocumentState>
  /**
   * Puts `body` in place if the document still has the revision `expected` (ABSENT: if there is none). With `render`,
   * the pages that differ between the two states are written after it; those that stay the same are not looked at, so
   * what a killed writer left to do is for `complete`.
   */
  swap(
    path: string,
    expected: Revision,
    body: Uint8Array,
    options?: SwapOptions
  ): Promise<'swapped' | 'stale'>
  /** Brings the pages up to the record, without changing it; does nothing where there is no record. */
  complete(path: string, render: Render): Promise<void>
  /**
   * The paths of pages that are missing, or not what the record says. Reads only, and only what `known` does not tell:
   * the record as it was read, and what a listing showed at the pages' paths before that.
   */
  stale(path: string, render: Render, known?: KnownPages): Promise<string[]>
}

/** What a reading may have besides. */
export interface ReadOptions {
  /**
   * True where the document is about to be changed, or left as it is, by what this process has found and created before:
   * a store from which that can go again in spite of all looks whether it is there. Throws `conflict` where it is gone; a
   * swap does as well.
   */
  readonly toChange?: boolean
}

/** What a swap may have besides. */
export interface SwapOptions {
  /** How the record's pages come from it. */
  readonly render?: Render
  /** Called once the record itself is in place, while its pages may still be to come. */
  readonly recorded?: () => void
  /** What is done, in words that begin with a verb, for stores that keep a history: `promote narf 1.1 (was 1.0)`. */
  readonly message?: string
}

/** A record that was read already, and what a listing showed before it was. */
export interface KnownPages {
  readonly record: DocumentState
  readonly listed: ReadonlyMap<string, Entry>
}

/** Anything that lies in a store, artifact or document. */
export interface Entry {
  readonly path: string
  readonly size: number
  readonly revision: Revision
  /** When it was written last; undefined where the store does not say. */
  readonly modified: Date | undefined
  /**
   * `md5:<hex>` or `sha256:<hex>`, as far as a listing can tell: where it is that of some bytes, these are stored, else they
   * need not be others.
   */
  readonly digest: string | undefined
}

/** What a writer left behind when it was killed: it is in nobody's record. */
export interface Leftover {
  /** What it had begun. */
  readonly of: 'upload' | 'removal'
  readonly path: string
  /** True where nobody but this program can have left it; else its path has to tell. */
  readonly own: boolean
  /** When the writer began; undefined where it can't be told. */
  readonly since: Date | undefined
  discard(): Promise<void>
}

/** What a listing may have besides. */
export interface ListOptions {
  /** Called where there may be more than is listed, since the service shows no more of it. */
  readonly cut?: () => void
}

/** What a store can take. */
export interface Limits {
  /** Bytes; the smallest artifact. */
  readonly minSize: number
  /** Bytes; the largest artifact. */
  readonly maxSize: number
  /** Whether an artifact can be replaced; where not, it is removed, and created anew. */
  readonly replaces: boolean
  /** Whether artifacts are served at their paths beside the pages, so that a page can link to them by these. */
  readonly relativeLinks: boolean
  /**
   * How many artifacts of one version are to be created at once. Where a version can be closed once it is public, all of
   * them: what is created at the same moment is made public together.
   */
  readonly atOnce: number
  /** How many documents are worth changing at once: many, where those of the same moment are written in one request. */
  readonly documentsAtOnce: number
  /** Whether what is created may be `held`: a step was told to leave it unpublished. */
  readonly holds: boolean
  /** Why a path can't be stored, in words that follow the path; undefined where it can. */
  readonly refuses: (path: string) => string | undefined
  /** Whether a page can lie under this path, which is empty or ends in `/`; where not, its `orElse` counts. */
  readonly holdsPage: (path: string) => boolean
}

/** A place for artifacts and documents. Paths use `/` and are below the store's own prefix. */
export interface Store {
  /** As a person would write it: `s3://bucket/prefix`. */
  readonly name: string
  readonly limits: Limits
  readonly artifacts: Artifacts
  readonly documents: Documents
  /**
   * Hands the bytes of a file to `into` that the store makes when it is asked for it, and answers what that answered;
   * undefined where there is nothing to make it of, and where the store makes none. Neither size nor digest is known
   * beforehand, and another time the bytes may be others. Where the connection breaks, `into` is called again with a
   * stream that begins anew.
   */
  make<T>(key: ArtifactKey, into: (body: Readable) => Promise<T>): Promise<T | undefined>
  /** Everything whose path begins with `prefix`, in the order of the paths' bytes. */
  list(prefix: string, options?: ListOptions): AsyncIterable<Entry>
  /** What killed writers left. */
  leftovers(): AsyncIterable<Leftover>
  /** Gives back what is held: unfinished uploads are aborted, connections closed. */
  close(): Promise<void>
}
