import { signedFile } from './beside.ts'
import { provenanceName, signatureName } from './layout.ts'
import type { Listing } from './listing.ts'

/** A distribution that lies elsewhere than in its project's folder, and what lies beside it. */
export interface Stray {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** The paths of its signature, attestations and provenance. */
  readonly beside: readonly string[]
}

/** Strays by their paths, as a listing shows them. */
export function straysAt({ objects }: Pick<Listing, 'objects'>, paths: readonly string[]): Stray[] {
  const wanted = new Map(paths.map((path): [string, string[]] => [path, []]))
  for (const path of objects.keys()) {
    const [folder, name] = split(path)
    wanted.get(`${folder}${companyOf(name) ?? ''}`)?.push(path)
  }
  return [...wanted].map(([path, beside]) => ({ path, size: objects.get(path)?.size ?? 0, beside }))
}

/** True where a folder has a stray, as far as its size tells, and all that lies beside it. */
export function isTakenIn(
  { path, size, beside }: Stray,
  files: ReadonlyMap<string, { readonly size: number }>
): boolean {
  const [, name] = split(path)
  return (
    files.get(name)?.size === size &&
    beside.every((each) => files.has(each.endsWith('.asc') ? signatureName(name) : provenanceName(name)))
  )
}

/** Strays that no folder of a project has yet. */
export function notTakenIn(listing: Listing, paths: readonly string[]): string[] {
  const byName = new Map<string, ReadonlyMap<string, { readonly size: number }>[]>()
  for (const path of paths) byName.set(split(path)[1], [])
  for (const { files } of listing.folders.values())
    for (const name of files.keys()) byName.get(name)?.push(files)
  return straysAt(listing, paths)
    .filter((stray) => byName.get(split(stray.path)[1])?.some((files) => isTakenIn(stray, files)) !== true)
    .map(({ path }) => path)
}

/** The distribution that a file belongs beside. */
function companyOf(name: string): string | undefined {
  return signedFile(name) ?? /^(.+)\.provenance$/.exec(name)?.[1]
}

/** The folder, with its slash, and the name. */
function split(path: string): [folder: string, name: string] {
  const start = path.lastIndexOf('/') + 1
  return [path.slice(0, start), path.slice(start)]
}
