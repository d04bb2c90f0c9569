import type { Artifact, Entry } from '../store.ts'
import type { Asset } from './release.ts'

/** What a label keeps of an artifact that nothing else on GitHub does. */
export type Labelled = Pick<Artifact, 'executable' | 'sha256'> & { readonly filename: string }

/**
 * The label of an asset, which a release's page shows instead of its name: the name that the file had, where GitHub
 * does not take it, and whether it can be executed. Empty where there is nothing to say. With a digest: for servers that
 * keep none themselves.
 */
export function labelOf({ filename, executable, sha256 }: Labelled, asset: string): string {
  const marks = [
    ...(executable ? [EXECUTABLE] : endsLikeMark(filename) ? [PLAIN] : []),
    ...(sha256 === undefined ? [] : [`(sha256 ${sha256})`])
  ]
  return filename === asset && marks.length === 0 ? '' : [filename, ...marks].join(' ')
}

/** What an asset is as an artifact, apart from its path. Its revision is its id: no asset ever changes. */
export function artifactOf(path: string, asset: Asset): Artifact {
  const { filename, executable, sha256 } = readLabel(asset.label ?? '', asset.name)
  const digest = /^sha256:([0-9a-f]{64})$/.exec(asset.digest ?? '')?.[1]
  return {
    path,
    size: asset.size,
    revision: asset.node_id,
    sha256: digest ?? sha256,
    altered: false,
    executable,
    filename
  }
}

/** What an asset is in a listing. */
export function entryOf(
  path: string,
  {
    node_id: revision,
    size,
    updated_at: at,
    digest
  }: Pick<Asset, 'node_id' | 'size' | 'updated_at' | 'digest'>
): Entry {
  return { path, size, revision, modified: new Date(at), digest: digest ?? undefined }
}

/** What a label says. */
export function readLabel(label: string, asset: string): Labelled {
  const [, rest = label, sha256] = /^(.*) \(sha256 ([0-9a-f]{64})\)$/s.exec(label) ?? []
  const [, plain] = /^(.*) \(not executable\)$/s.exec(rest) ?? []
  const [, program] = plain === undefined ? (/^(.*) \(executable\)$/s.exec(rest) ?? []) : []
  const filename = plain ?? program ?? rest
  return { filename: filename === '' ? asset : filename, executable: program !== undefined, sha256 }
}

const EXECUTABLE = '(executable)'
const PLAIN = '(not executable)'

function endsLikeMark(filename: string): boolean {
  return /\((?:(?:not )?executable|sha256 [0-9a-f]{64})\)$/.test(filename)
}
