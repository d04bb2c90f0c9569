import type { Log } from '../log.ts'
import type { ArchiveFormat } from '../stores/released.ts'
import type { Store } from '../stores/store.ts'
import type { Verification } from '../transfer/download.ts'
import type { KeptFiles } from './kept-files.ts'
import type { Planned } from './plan.ts'

/** A planned package to be put in place. */
export interface FetchJob {
  readonly store: Store
  readonly planned: Planned
  readonly extract: boolean
  readonly kept: KeptFiles
  readonly platform: NodeJS.Platform
  readonly log: Log
}

/** A package that is in place. */
export interface Fetched {
  readonly source: 'store' | 'cache' | 'here'
  readonly verified: Verification
  readonly sha256: string
  /** Bytes of the artifact. */
  readonly size: number
  readonly executable: boolean
  /** Of an archive of the source: how it is packed, and the commit that it says it is of. */
  readonly archive?: { readonly format: ArchiveFormat; readonly commit: string | undefined }
}
