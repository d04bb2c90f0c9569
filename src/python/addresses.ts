import { RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import type { Project } from './project.ts'
import { keyOf } from './storing.ts'

/**
 * Where a file is, for stores that do not serve it beside the pages; undefined where links to it are relative. Throws
 * `unsupported` where the store gives it another name there: installers go by the last segment of an address.
 */
export async function fileUrl(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { version, filename }: { readonly version: string; readonly filename: string }
): Promise<string | undefined> {
  if (store.limits.relativeLinks) return undefined
  const url = await store.artifacts.url(keyOf(project, version, filename))
  const { pathname } = new URL(url)
  const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1))
  if (name === filename) return url
  throw new RegistryError('unsupported', `${filename} would be called ${name} in ${store.name}`, {
    hint: 'Installers would take it for another file. Use a bucket for versions with an epoch or other rare characters.'
  })
}
