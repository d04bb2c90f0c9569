import { getProxyForUrl } from 'proxy-from-env'
import { INPUT_NAMES } from './options/inputs.ts'
import type { Raw } from './options/parse.ts'
import type { Given } from './options/problems.ts'
import type { Environment } from './options/tychoreg.ts'

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

/** What `REGISTRY_<NAME>` gives, for every input there is. White space around a value does not count. */
export function sharedInputs(env: Environment): Map<string, Given> {
  const inputs = new Map<string, Given>()
  for (const name of INPUT_NAMES) {
    const variable = `REGISTRY_${name.toUpperCase().replaceAll('-', '_')}`
    const value = env[variable]?.trim() ?? ''
    if (value !== '') inputs.set(name, { value, label: variable })
  }
  return inputs
}

/** Inputs that must not be shown. */
export const SECRET_INPUTS = [
  ...(['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'] as const),
  ...(['token', 'job-token'] as const)
]

/** What must not be shown of the environment: what gives those inputs, and what AWS's and GitHub's own tools read. */
export function secretsIn(env: Environment): string[] {
  const names = SECRET_INPUTS.map((name) => name.toUpperCase().replaceAll('-', '_'))
  return [...names.flatMap((name) => [name, `REGISTRY_${name}`]), 'GITHUB_TOKEN', 'GH_TOKEN'].map(
    (name) => env[name]?.trim() ?? ''
  )
}
