import type { Network } from '../network.ts'
import type { Environment } from './tychoreg.ts'

/** What the surroundings offer besides the inputs. */
export interface Surroundings {
  readonly env: Environment
  /** Gets the workflow's OIDC token for an audience; undefined where there is none to be had. */
  readonly oidc: ((audience: string) => Promise<string>) | undefined
  readonly proxyFor: Network['proxyFor']
  /** The folder that is the registry where nothing names one; undefined: that is a mistake. */
  readonly defaultFolder: string | undefined
}
