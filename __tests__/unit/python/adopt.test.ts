import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import { adopt } from '../../../src/python/adopt.ts'
import { listIndex } from '../../../src/python/listing.ts'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { straysAt } from '../../../src/python/strays.ts'
import { attestationOf, SIGNATURE } from '../../support/attestations.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { bucketIndex, INDEXES, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'

const ONE = wheelName('narf', '1.0')
const nothing = () => Promise.resolve()
const NOW = new Date('2026-01-02T03:04:05.678Z')

describe.each(INDEXES)('taking in, in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
  })
  afterEach(() => index.close())

  const take = async (...strays: string[]) => {
    const listing = await listIndex(index.store, [])
    return adopt(index.store, straysAt(listing, strays), { baseUrl: undefined, now: NOW })
  }

  test('publishes files from wherever they lie, and leaves them there', async () => {
    await index.put(ONE, wheelOf())
    await index.put('Narf/narf-2.0.tar.gz', sdistOf({ version: '2.0' }))
    await index.put(`Narf/${wheelName('troz', '1.0')}`, wheelOf({ name: 'troz' }))
    expect(await take(ONE, 'Narf/narf-2.0.tar.gz', `Narf/${wheelName('troz', '1.0')}`)).toEqual({
      changed: [
        'narf: took in Narf/narf-2.0.tar.gz',
        `narf: took in ${ONE}`,
        `troz: took in Narf/${wheelName('troz', '1.0')}`
      ],
      problems: []
    })
    expect(
      (await index.entries('narf')).map(({ filename, uploadTime }) => [filename, uploadTime]).sort()
    ).toEqual([
      [ONE, NOW.toISOString()],
      ['narf-2.0.tar.gz', NOW.toISOString()]
    ])
    expect(await index.text(ONE)).toBe(await index.text(`narf/${ONE}`))
    expect(await index.text('Narf/narf-2.0.tar.gz')).toBeDefined()
  })

  test('tells nothing of the same bytes again, nor of what has gone meanwhile', async () => {
    await index.put(ONE, wheelOf())
    await take(ONE)
    expect(await take(ONE, wheelName('narf', '3.0'))).toEqual({ changed: [], problems: [] })
  })

  test('of two files of one name takes one, and tells of the other', async () => {
    await index.put(ONE, wheelOf())
    await index.put(`Narf/${ONE}`, wheelSaying('narf', '1.0', 'other'))
    const { changed, problems } = await take(ONE, `Narf/${ONE}`)
    expect([changed.length, problems.length]).toEqual([1, 1])
    expect(problems[0]).toMatchObject({ what: expect.stringContaining('with other bytes') })
    expect(await index.entries('narf')).toHaveLength(1)
  })

  test.each<[what: string, content: Uint8Array | string, problem: string, prepare: () => Promise<unknown>]>([
    ['is no archive', 'no archive', "can't be taken in: ", nothing],
    ['is of another project than its name says', wheelOf({ name: 'troz' }), "can't be taken in: ", nothing],
    [
      'was removed',
      wheelOf(),
      "can't be taken in: narf-1.0-py3-none-any.whl was removed",
      async () => {
        await index.pushVersions('narf', ['1.0'])
        await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
      }
    ]
  ])('tells of a file that %s, and goes on', async (_what, content, problem, prepare) => {
    await prepare()
    await index.put(ONE, content)
    await index.put('zort-1.0.tar.gz', sdistOf({ name: 'zort' }))
    const { changed, problems } = await take(ONE, 'zort-1.0.tar.gz')
    expect(changed).toEqual(['zort: took in zort-1.0.tar.gz'])
    expect(problems).toMatchObject([{ package: ONE, what: expect.stringContaining(problem) }])
  })

  test('publishes the others where one is refused', async () => {
    await index.pushVersions('narf', ['1.0'])
    await index.put(ONE, wheelSaying('narf', '1.0', 'other'))
    for (const version of ['2.0', '3.0']) await index.put(wheelName('narf', version), wheelOf({ version }))
    await index.put('zort-1.0.tar.gz', sdistOf({ name: 'zort' }))
    const { changed, problems } = await take(
      ONE,
      ...['2.0', '3.0'].map((version) => wheelName('narf', version)),
      'zort-1.0.tar.gz'
    )
    expect(changed).toEqual([
      `narf: took in ${wheelName('narf', '2.0')}`,
      `narf: took in ${wheelName('narf', '3.0')}`,
      'zort: took in zort-1.0.tar.gz'
    ])
    expect(problems.map(({ package: path }) => path)).toEqual([ONE])
  })

  test('tells of the files of a project whose record is broken, and takes in the others', async () => {
    const broken = ['1.0', '2.0', '3.0'].map((version) => wheelName('troz', version))
    await index.put('troz/manifest.json', 'broken')
    for (const name of broken) await index.put(name, wheelOf({ name: 'troz', version: name.slice(5, 8) }))
    await index.put(ONE, wheelOf())
    await index.put('zort-1.0.tar.gz', sdistOf({ name: 'zort' }))
    const { changed, problems } = await take(ONE, ...broken, 'zort-1.0.tar.gz')
    expect(changed).toEqual([`narf: took in ${ONE}`, 'zort: took in zort-1.0.tar.gz'])
    expect(problems.map(({ package: path }) => path).sort()).toEqual(broken)
  })

  test('takes along what lies beside a file', async () => {
    const wheel = wheelOf()
    const attested = wheelOf({ version: '2.0' })
    const [TWO, THREE] = ['2.0', '3.0'].map((version) => wheelName('narf', version))
    await index.put(ONE, wheel)
    await index.put(`${ONE}.asc`, SIGNATURE)
    await index.put(`Narf/${TWO}`, attested)
    const attestation = attestationOf({ filename: `${TWO}`, sha256: sha256(attested) })
    await index.put(`Narf/${TWO}.publish.attestation`, attestation)
    await index.put(`Narf/${THREE}`, wheelOf({ version: '3.0' }))
    await index.put(`Narf/${THREE}.provenance`, '{"version": 1}')
    expect((await take(ONE, `Narf/${TWO}`, `Narf/${THREE}`)).problems).toEqual([])
    expect(
      (await index.entries('narf')).map(({ filename, hasSignature, hasProvenance }) => [
        ...[filename, hasSignature, hasProvenance]
      ])
    ).toEqual([
      [TWO, false, true],
      [THREE, false, true],
      [ONE, true, false]
    ])
    expect(await index.text(`narf/${ONE}.asc`)).toBe(SIGNATURE)
    expect(await index.text(`narf/${TWO}.provenance`)).toContain('attestation_bundles')
    expect(await index.text(`narf/${THREE}.provenance`)).toBe('{"version": 1}')
  })

  test('tells of what lies beside a file and is no signature', async () => {
    await index.put(ONE, wheelOf())
    await index.put(`${ONE}.asc`, 'no signature')
    const { changed, problems } = await take(ONE)
    expect([changed, problems.length]).toEqual([[], 1])
  })

  test('takes in later what a reindex that was killed has left beside a file', async () => {
    await index.pushVersions('narf', ['1.0'])
    await index.put(ONE, wheelOf({ name: 'narf', version: '1.0' }))
    expect(await index.problems()).toEqual([])
    await index.put(`${ONE}.asc`, SIGNATURE)
    expect(await index.problems()).toEqual([expect.stringContaining('lies outside of every project')])
    expect((await index.reindex()).changed).toEqual([`narf: took in what lies beside ${ONE}`])
    expect(await index.problems({ deep: true })).toEqual([])
    expect(await index.text(`narf/${ONE}.asc`)).toBe(SIGNATURE)
    expect((await index.reindex()).changed).toEqual([])
  })
})

test('many files of one project are taken in with few writes of its record', async () => {
  const index = await bucketIndex()
  try {
    for (let at = 0; at < 70; at += 1)
      await index.put(wheelName('narf', `1.${at}`), wheelOf({ version: `1.${at}` }))
    index.fake.clear()
    expect((await index.reindex()).changed).toHaveLength(70)
    expect(index.fake.find({ operation: 'PutObject', key: /narf\/manifest\.json$/ })).toHaveLength(2)
    expect(await index.problems()).toEqual([])
  } finally {
    await index.close()
  }
})
