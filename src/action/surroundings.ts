import { getProxyForUrl } from 'proxy-from-env'
import type { Raw } from '../options/parse.ts'
import type { Environment } from '../options/tychoreg.ts'

/** What both doors find around them: the environment, the platform, the proxy settings. */
export function surroundings(
  env: Environment
): Omit<Raw['around'], 'oidc' | 'defaultFolder' | 'outfile' | 'gitTag'> {
  return {
    env,
    folder: process.cwd(),
    platform: process.platform,
    ci: !['', 'false', '0'].includes((env['CI'] ?? '').toLowerCase()),
    proxyFor: (url) => {
      const proxy = getProxyForUrl(url)
      return proxy === '' ? undefined : proxy
    }
  }
}

/** The tag that started a workflow, if one did. */
export function gitTag(env: Environment): string | undefined {
  return env['GITHUB_REF_TYPE'] === 'tag' && env['GITHUB_REF_NAME'] !== ''
    ? env['GITHUB_REF_NAME']
    : undefined
}
