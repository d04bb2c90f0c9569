import { isRegistryError, RegistryError } from '../errors.ts'
import type { Store } from '../stores/store.ts'
import type { Conflict } from './conflicts.ts'
import type { Project } from './project.ts'
import { keyOf } from './storing.ts'

/**
 * Where a file is, for stores that do not serve it beside the pages; undefined where links to it are relative. Throws
 * `unsupported` where the store gives it another name there: installers go by the last segment of an address.
 */
export async function fileUrl(
  store: Store,
  project: Pick<Project, 'name' | 'folder'>,
  { filename, ...of }: Located
): Promise<string | undefined> {
  if (store.limits.relativeLinks) return undefined
  const version = 'metadata' in of ? of.metadata.version : of.version
  const url = await store.artifacts.url(keyOf(project, version, filename))
  const { pathname } = new URL(url)
  const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1))
  if (name === filename) return url
  throw new RegistryError('unsupported', `${filename} would be called ${name} in ${store.name}`, {
    hint: 'Installers would take it for another file. Where a package or another index has a file of that name on the same release, give this one a `tag` of its own, such as `index-{package}-{version}`; for versions with an epoch or other rare characters use a bucket.'
  })
}

/** A file whose version is known, from its record or from its own metadata. */
export type Located = { readonly filename: string } & (
  { readonly version: string } | { readonly metadata: { readonly version: string } }
)

/** The files among these that the store would call otherwise, each with the error that says so. */
export async function misnamed(
  store: Store,
  projects: readonly Project[],
  uploads: ReadonlyMap<string, readonly { readonly file: Located }[]>
): Promise<Conflict[]> {
  if (store.limits.relativeLinks) return []
  const files = projects.flatMap((project) =>
    (uploads.get(project.name) ?? []).map(({ file }) => ({ project, file }))
  )
  const found = await Promise.all(
    files.map(async ({ project, file }): Promise<Conflict[]> => {
      try {
        await fileUrl(store, project, file)
        return []
      } catch (error) {
        if (!isRegistryError(error, 'unsupported')) throw error
        return [{ what: file.filename, error }]
      }
    })
  )
  return found.flat()
}
