import { ABSENT, type Revision } from '../store.ts'

/** Some files of the branch, at one moment. */
export interface Snapshot {
  /** The commit that the branch points to; undefined where there is no branch. */
  readonly head: string | undefined
  readonly files: ReadonlyMap<string, BranchFile>
}

/** A file of the branch; its revision is the id that git gives to its bytes. */
export interface BranchFile {
  readonly revision: Revision
  readonly body: Buffer | undefined
}

/** What is not there. */
export const NO_FILE: BranchFile = { revision: ABSENT, body: undefined }

/** A file as the branch lists it. */
export interface TreeFile {
  readonly path: string
  readonly revision: Revision
  /** Bytes. */
  readonly size: number
}

/** A commit to be made on top of a head. */
export interface NewCommit {
  readonly head: string
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly message: { readonly headline: string; readonly body: string }
}

/** The branch that holds the documents, as one way of asking GitHub sees it. Throws `GithubFailure`s. */
export interface Branch {
  /** Reads files, all at one commit: the head, or the one that is given, where the branch was a moment ago. */
  read(paths: readonly string[], at?: string): Promise<Snapshot>
  /**
   * Commits, once, and answers the new head; undefined where the branch points elsewhere by now. Where no answer came,
   * it may have been carried out.
   */
  commit(commit: NewCommit): Promise<string | undefined>
  /** Whether a read of several files is one request. */
  readsTogether(): boolean
}
