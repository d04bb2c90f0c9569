/** Wheels and source distributions as tools build them, made in memory. */
import { Readable } from 'node:stream'
import type { Source } from '../../src/python/distributions/source.ts'
import { tarGzOf, zipOf, type TarEntry, type ZipEntry, type ZipFrame } from './crafted-archives.ts'

/** METADATA or PKG-INFO. */
export function metadataOf(name: string, version: string, more: readonly string[] = [], body = ''): string {
  return ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`, ...more, '', body].join('\n')
}

/** What a wheel of a name and version is made of. */
export interface WheelParts {
  readonly name?: string
  readonly version?: string
  readonly metadata?: string | Buffer
  /** Members in front of those of the `.dist-info` folder. */
  readonly members?: readonly ZipEntry[]
  /** What METADATA is beside its name and content. */
  readonly entry?: Partial<ZipEntry>
  /** Members behind METADATA. */
  readonly behind?: readonly ZipEntry[]
  readonly folder?: string
  /** Files of that folder that are left out. */
  readonly without?: readonly string[]
  readonly frame?: ZipFrame
}

/** The bytes of a wheel, by default of `narf` 1.0. */
export function wheelOf(parts: WheelParts = {}): Buffer {
  const { name = 'narf', version = '1.0' } = parts
  const folder = parts.folder ?? `${name}-${version}.dist-info`
  return zipOf(
    [
      ...(parts.members ?? [{ name: `${name}/__init__.py`, content: 'answer = 42\n' }]),
      { name: `${folder}/METADATA`, content: parts.metadata ?? metadataOf(name, version), ...parts.entry },
      ...[
        { name: `${folder}/WHEEL`, content: 'Wheel-Version: 1.0\nTag: py3-none-any\n' },
        { name: `${folder}/RECORD`, content: '' }
      ].filter((each) => parts.without?.some((file) => each.name.endsWith(`/${file}`)) !== true),
      ...(parts.behind ?? [])
    ],
    parts.frame
  )
}

/** What a source distribution of a name and version is made of. */
export interface SdistParts {
  readonly name?: string
  readonly version?: string
  readonly metadata?: string
  readonly members?: readonly TarEntry[]
  readonly behind?: readonly TarEntry[]
  /** What PKG-INFO is beside its name and content. */
  readonly entry?: Partial<TarEntry>
}

/** The members of a source distribution, by default of `narf` 1.0. */
export function sdistMembers(parts: SdistParts = {}): TarEntry[] {
  const { name = 'narf', version = '1.0' } = parts
  const top = `${name}-${version}`
  return [
    { name: `${top}/`, type: '5' },
    ...(parts.members ?? [
      { name: `${top}/${name}.egg-info/PKG-INFO`, content: metadataOf('nested', '9.9') },
      { name: `${top}/setup.py`, content: 'from setuptools import setup\n\nsetup()\n' }
    ]),
    { name: `${top}/PKG-INFO`, content: parts.metadata ?? metadataOf(name, version), ...parts.entry },
    ...(parts.behind ?? [])
  ]
}

/** The bytes of a source distribution in a `.tar.gz`. */
export function sdistOf(parts: SdistParts = {}): Buffer {
  return tarGzOf(sdistMembers(parts))
}

/** A distribution in memory that notes what is read of it. */
export interface NotedSource extends Source {
  /** Where each read began and ended. */
  readonly reads: [start: number, end: number][]
  /** Bytes that streams gave. */
  readonly streamed: () => number
}

/** A source of bytes in memory. */
export function sourceOf(name: string, bytes: Buffer): NotedSource {
  const reads: [number, number][] = []
  let streamed = 0
  return {
    ...{ name, size: bytes.length, reads, streamed: () => streamed },
    read(start, end) {
      reads.push([start, end])
      if (start < 0 || end > bytes.length || start > end) throw new Error(`no bytes at ${start} to ${end}`)
      return Promise.resolve(Buffer.from(bytes.subarray(start, end)))
    },
    stream() {
      const pieces = function* () {
        for (let at = 0; at < bytes.length; at += PIECE) {
          const piece = bytes.subarray(at, at + PIECE)
          streamed += piece.length
          yield piece
        }
      }
      return Promise.resolve(Readable.from(pieces(), { objectMode: false }))
    }
  }
}

const PIECE = 16 * 1024
