import type { Network } from '../network.ts'
import type { CredentialSurroundings } from './credentials.ts'

/** What the surroundings offer besides the inputs. */
export interface Surroundings extends CredentialSurroundings {
  readonly proxyFor: Network['proxyFor']
  /** The folder that is the registry where nothing names one; undefined: that is a mistake. */
  readonly defaultFolder: string | undefined
}
