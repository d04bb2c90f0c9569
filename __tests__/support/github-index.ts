/** Many releases of a Python index in a repository of the fake, as a registry whose records were lost. */
import { metadataName } from '../../src/python/layout.ts'
import {
  claimsPath,
  electionPath,
  parseClaims,
  serializeClaims,
  serializeElection,
  type Claim
} from '../../src/stores/github/claims.ts'
import type { RepositoryHandle } from './github-fake/index.ts'
import { metadataOf, wheelOf } from './python-distributions.ts'

/** How much there is, and where. */
export interface FilledIndex {
  readonly projects: number
  /** Of each project; each has a release. */
  readonly versions: number
  /** Of each version; each has its metadata beside it. */
  readonly wheels: number
  /** The number of the first version; zero, where nothing is said. */
  readonly from?: number
  /** Where it lies on the branch; empty, where nothing is said, or ending in `/`. */
  readonly prefix?: string
}

/** Puts the files of an index into a repository behind every client's back, with what the store knows of them, and no record. */
export function fillIndex(
  repository: RepositoryHandle,
  { projects, versions, wheels, from = 0, prefix = '' }: FilledIndex
): void {
  const files: Record<string, Uint8Array> = {}
  for (let project = 0; project < projects; project += 1) {
    const name = `project${project}`
    const place = claimsPath(`${prefix}${name}/x`)
    const known = { revision: '', body: repository.file('registry', place) }
    const claims = new Map<string, Claim>(parseClaims(place, known))
    for (let minor = from; minor < from + versions; minor += 1) {
      const version = `1.${minor}`
      const tag = `${name}-${version}`
      const bytes = wheelOf({ name, version })
      const metadata = metadataOf(name, version)
      const assets: Record<string, Uint8Array | string> = {}
      for (let index = 0; index < wheels; index += 1) {
        const filename = `${name}-${version}-cp3${index}-none-any.whl`
        assets[filename] = bytes
        assets[metadataName(filename)] = metadata
      }
      const { id } = repository.addRelease(tag, { assets, body: '<!-- registry-action filled -->' })
      for (const asset of Object.keys(assets)) claims.set(asset, { tag, asset })
      const paths = new Map(Object.keys(assets).map((asset) => [asset, `${prefix}${name}/${asset}`]))
      files[electionPath(tag)] = serializeElection({
        ...{ release: id, made: true, package: name, version, assets: paths },
        ...{ held: new Set<string>(), leaving: undefined }
      })
    }
    files[place] = serializeClaims(claims)
  }
  repository.commit('registry', files, 'Fill the index')
}
