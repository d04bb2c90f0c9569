import { readFileSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { extract } from 'tar'
import * as v from 'valibot'
import { sha256 } from '../../src/digest.ts'
import { RegistryError } from '../../src/errors.ts'
import { parseAttestations, renderProvenance } from '../../src/python/distributions/attestations.ts'
import { parseMetadata, type CoreMetadata } from '../../src/python/distributions/metadata.ts'
import { readDistribution } from '../../src/python/distributions/read.ts'
import { readSdist } from '../../src/python/distributions/sdist.ts'
import { fileSource } from '../../src/python/distributions/source.ts'
import { readWheel } from '../../src/python/distributions/wheel.ts'
import { scratch, type Scratch } from '../support/artifacts.ts'
import { diceOf, mutated } from '../support/mutations.ts'
import { metadataOf } from '../support/python-distributions.ts'
import { askPackaging, ours, refusedFor, theirs } from '../support/python-metadata.ts'
import { describeWith, testbed } from '../support/testbed.ts'

function read(bytes: Buffer): CoreMetadata | undefined {
  try {
    return parseMetadata(bytes, 'narf')
  } catch (error) {
    if (error instanceof RegistryError) return undefined
    throw error
  }
}

/** Compares each text, and answers how many were read. */
function compare(cases: readonly Buffer[]): number {
  const answers = askPackaging(cases.map((bytes) => ({ text: bytes.toString('base64') })))
  expect(answers).toHaveLength(cases.length)
  let count = 0
  for (const [index, answer] of answers.entries()) {
    const bytes = cases[index]!
    const metadata = read(bytes)
    const refused = refusedFor(bytes, answer)
    const context = { text: bytes.toString('latin1'), refused }
    // A body of nothing but space beside a description is no second description here.
    const lenient = refused === 'description' && metadata !== undefined
    if (lenient) continue
    expect({ ...context, read: metadata !== undefined }).toEqual({ ...context, read: refused === undefined })
    if (metadata === undefined) continue
    expect({ ...context, ...Object(ours(metadata, answer)) }).toEqual({
      ...context,
      ...Object(theirs(answer))
    })
    count += 1
  }
  return count
}

const FIELDS = [
  'Summary: Zört, what it is',
  'Description-Content-Type: text/x-rst',
  'Keywords: a,b c , d',
  'Author: A. Uthor',
  'Author-email: "A" <a@example.com>',
  'Maintainer: M',
  'Maintainer-email: m@example.com',
  'Home-page: https://example.com/',
  'Download-URL: https://example.com/a.zip',
  'License: of many',
  '        lines',
  '',
  'License-Expression: MIT',
  'License-File: LICENSE',
  'Classifier: Topic :: Utilities',
  'Classifier: Topic :: Games',
  'Platform: any',
  'Supported-Platform: RedHat 7.2',
  'Requires-Python: >=3.8',
  'Requires-Dist: six (>=1.0) ; extra == "x"',
  'Requires-External: C',
  'Provides-Extra: x',
  'Provides-Dist: zort',
  'Obsoletes-Dist: gorgon',
  'Project-URL: Source, https://example.com/?a,b',
  'Project-URL: Bügs, https://example.com/bugs',
  'Dynamic: Summary',
  'Import-Name: narf',
  'Import-Namespace: egad',
  'Requires: sys',
  'Provides: narf.api',
  'Obsoletes: old',
  'X-Other: a'
].filter((line) => line !== '')

const WORDS = [
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  ':',
  ': ',
  ' ',
  '\t',
  '\n ',
  '\n\t',
  '\n       |',
  '\n        ',
  '\nSummary: b',
  '\nDescription: c',
  '\nLicense:',
  '\nImport-Name:',
  '\nProject-URL: ',
  '\nProject-URL: a,',
  'UNKNOWN',
  ',',
  'ü',
  '\u00a0',
  '漢',
  '=?utf-8?q?=C3=A9?=',
  '\x85',
  '\u2028',
  '\x0b',
  '\x1c',
  Buffer.from([0xff]),
  '\nKEYWORDS: x',
  '\n: a',
  '\nno field',
  '\u{1f600}'
]

describeWith('packaging', 'metadata is read as Python does it', () => {
  test.each(['a', 'b', 'c'])('2,000 texts that are nearly metadata: %s', (seed) => {
    const dice = diceOf(`packaging ${seed}`)
    const bases = [
      metadataOf('narf', '1.0', FIELDS, '# Title\n\n  漢字\n'),
      metadataOf('narf', '1.0', [...FIELDS, 'Description: a', '       |b', '        c', '  d']),
      metadataOf('narf', '1.0', FIELDS, 'text\n').replaceAll('\n', '\r\n'),
      metadataOf('narf', '1.0', ['Summary: a'], 'b')
    ].map((each) => Buffer.from(each))
    const cases = Array.from({ length: 2000 }, (_, index) =>
      mutated({ bytes: bases[index % bases.length]!, words: WORDS }, dice)
    ).filter((bytes) => !bytes.includes('From '))
    expect(compare([...bases, ...cases])).toBeGreaterThan(500)
  })
})

/** Where the distributions of the test bed lie. */
const folder = join(dirname(dirname(testbed('distributions') ?? '')), 'files')

describeWith(['distributions', 'packaging'], 'distributions of all ages', () => {
  test('have the metadata that Python finds in them, byte for byte', async () => {
    const names = (await readdir(folder)).sort()
    expect(names.length).toBeGreaterThan(80)
    const answers = askPackaging(names.map((name) => ({ path: join(folder, name) })))
    for (const [index, name] of names.entries()) {
      const answer = answers[index]!
      const read = await readDistribution(join(folder, name))
      expect({ name, ...Object(ours(read.metadata, answer)) }).toEqual({ name, ...Object(theirs(answer)) })
      const bytes = Buffer.from(answer.text, 'base64')
      expect(read.metadataBytes?.equals(bytes)).toBe(name.endsWith('.whl') ? true : undefined)
      expect(read.metadata).toEqual(parseMetadata(bytes, name))
      expect(read.digests.sha256).toBe(sha256(readFileSync(join(folder, name))))
    }
  })

  test('need at most two reads, and no more than the end where that holds all', async () => {
    const counts: number[] = []
    for (const name of await readdir(folder)) {
      if (name.endsWith('.tar.gz')) continue
      const source = fileSource(join(folder, name), (await stat(join(folder, name))).size)
      let count = 0
      const read = (start: number, end: number) => {
        count += 1
        return source.read(start, end)
      }
      await (name.endsWith('.whl') ? readWheel : readSdist)({ ...source, read }, name)
      counts.push(count)
    }
    expect(Math.max(...counts)).toBe(2)
    expect(counts.filter((count) => count === 1).length).toBeGreaterThan(counts.length / 2)
  })
})

describeWith('distributions', 'attestations that were really made', () => {
  let files: Scratch
  let assets: string
  beforeAll(async () => {
    files = scratch()
    await mkdir(files.folder, { recursive: true })
    const file = (await readdir(folder)).find((name) => /^pypi_attestations-.*\.tar\.gz$/.test(name)) ?? ''
    await extract({ file: join(folder, file), cwd: files.folder })
    assets = join(files.folder, basename(file, '.tar.gz'), 'test', 'assets')
  })
  afterAll(() => {
    files.remove()
  })

  test('are of the distributions they lie beside', async () => {
    const found: Record<string, number> = {}
    for (const name of await readdir(assets)) {
      if (!/\.(?:whl|tar\.gz)$/.test(name)) continue
      found[name] = (await readDistribution(join(assets, name))).attestations.length
    }
    expect(Object.keys(found).length).toBeGreaterThan(2)
    expect(Object.values(found).filter((count) => count > 0).length).toBe(Object.keys(found).length)
  })

  test('make the provenance document that was made of them for the index of Python', async () => {
    const name = (await readdir(assets)).find((each) => each.endsWith('.provenance')) ?? ''
    const published: unknown = JSON.parse(readFileSync(join(assets, name), 'utf8'))
    const [bundle] = v.parse(provenance, published).attestation_bundles
    const filename = basename(name, '.provenance')
    const { digests, attestations } = await readDistribution(join(assets, filename))
    const listed = Buffer.from(JSON.stringify(bundle.attestations))
    const parsed = parseAttestations(listed, { filename, ...digests }, name)
    expect(JSON.parse(renderProvenance(parsed, bundle.publisher))).toEqual(published)
    expect(attestations).toEqual(expect.arrayContaining(parsed))
  })
})

const provenance = v.object({
  attestation_bundles: v.tuple([
    v.object({
      publisher: v.objectWithRest({ kind: v.string() }, v.nullable(v.string())),
      attestations: v.array(v.unknown())
    })
  ])
})
