/** Distributions that installers take: wheels that say what they hold, and source distributions that can be built offline. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tarGzOf, zipOf } from './crafted-archives.ts'
import { metadataOf } from './python-distributions.ts'

/** A project's version, as its author would describe it. */
export interface Release {
  /** As the author spells it. */
  readonly name: string
  readonly version: string
  /** Lines of metadata besides name and version. */
  readonly metadata?: readonly string[]
}

/** A file to be published. */
export interface Distribution {
  readonly filename: string
  readonly bytes: Buffer
}

/** The name of the one module that a project has. */
export function moduleName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '_')
}

/** What that module says. */
export function moduleText({ name, version }: Release): string {
  return `said = ${JSON.stringify(`${name} ${version}`)}\n`
}

/** A wheel with one module. Its RECORD has the digest of each file: some installers look at them. */
export function installableWheel(
  release: Release,
  files: Readonly<Record<string, string>> = { [`${moduleName(release.name)}.py`]: moduleText(release) }
): Distribution {
  const { name, version, metadata } = release
  const stem = `${moduleName(name)}-${version}`
  const members = {
    ...files,
    [`${stem}.dist-info/METADATA`]: metadataOf(name, version, metadata),
    [`${stem}.dist-info/WHEEL`]:
      'Wheel-Version: 1.0\nGenerator: narf\nRoot-Is-Purelib: true\nTag: py3-none-any\n'
  }
  const record = [
    ...Object.entries(members).map(
      ([path, text]) => `${path},sha256=${base64Of(text)},${Buffer.byteLength(text)}`
    ),
    `${stem}.dist-info/RECORD,,`
  ]
  const entries = { ...members, [`${stem}.dist-info/RECORD`]: `${record.join('\n')}\n` }
  return {
    filename: `${stem}-py3-none-any.whl`,
    bytes: zipOf(Object.entries(entries).map(([path, content]) => ({ name: path, content })))
  }
}

function base64Of(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

const BACKEND = readFileSync(new URL('./tiny_backend.py', import.meta.url), 'utf8')

/** A wheel of what builds the source distributions that bring no backend of their own. */
export function backendWheel(): Distribution {
  return installableWheel({ name: 'tiny-backend', version: '1.0' }, { 'tiny_backend.py': BACKEND })
}

/** A source distribution with one module: with its backend inside, or with a backend that the index has to have. */
export function installableSdist(
  release: Release,
  how: { readonly format: 'tar.gz' | 'zip'; readonly backend: 'inside' | 'from the index' }
): Distribution {
  const { name, version, metadata } = release
  const stem = `${moduleName(name)}-${version}`
  const inside = how.backend === 'inside'
  const project = [
    '[build-system]',
    `requires = [${inside ? '' : '"tiny-backend>=1"'}]`,
    'build-backend = "tiny_backend"',
    ...(inside ? ['backend-path = ["."]'] : [])
  ]
  const entries = [
    { name: `${stem}/PKG-INFO`, content: metadataOf(name, version, metadata) },
    { name: `${stem}/pyproject.toml`, content: `${project.join('\n')}\n` },
    { name: `${stem}/modules/${moduleName(name)}.py`, content: moduleText(release) },
    ...(inside ? [{ name: `${stem}/tiny_backend.py`, content: BACKEND }] : [])
  ]
  return {
    filename: `${stem}.${how.format}`,
    bytes: how.format === 'zip' ? zipOf(entries) : tarGzOf(entries)
  }
}
