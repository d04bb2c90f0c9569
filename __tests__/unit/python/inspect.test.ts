import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import { inspect, summarize } from '../../../src/python/registry.ts'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import { bury } from '../../../src/python/tombstones.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import { SIGNATURE } from '../../support/attestations.ts'
import { metadataOf, sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { bucketIndex, INDEXES, wheelName, type PythonIndex } from '../../support/python-index.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')
const SDIST = 'narf-2.0.tar.gz'

describe.each(INDEXES)('a check in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0', '2.0'])
    await index.push({ [SDIST]: sdistOf({ version: '2.0' }), [`${SDIST}.asc`]: SIGNATURE })
  })
  afterEach(() => index.close())

  test('finds nothing in what was pushed, yanked and removed, and writes nothing', async () => {
    await yankVersion(index.store, await findProject(index.store, 'narf'), '2.0', { reason: 'bad' })
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    const before = await index.everything()
    for (const deep of [false, true])
      expect(await inspect(index.store, { packages: [], deep })).toEqual({
        ...{ packages: 1, versions: 2, problems: [] }
      })
    expect(await index.everything()).toEqual(before)
  })

  test('finds nothing in an index that is empty', async () => {
    for (const path of Object.keys(await index.everything())) await index.drop(path)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test.each<[what: string, harm: () => Promise<unknown>, problems: string[]]>([
    ['a file is gone', () => index.drop(`narf/${ONE}`), [`narf ${ONE} is not there any more`]],
    [
      'its metadata is gone',
      () => index.drop(`narf/${ONE}.metadata`),
      [`narf ${ONE} has lost the metadata beside it, which installers are told of`]
    ],
    [
      'a signature is gone',
      () => index.drop(`narf/${SDIST}.asc`),
      [`narf ${SDIST} has lost the signature beside it`]
    ],
    [
      'a signature was put beside a file',
      () => index.put(`narf/${ONE}.asc`, SIGNATURE),
      [`narf ${ONE} has a signature beside it that the index does not tell of`]
    ],
    [
      'attestations were put beside a file',
      () => index.put(`narf/${ONE}.provenance`, '{}'),
      [`narf ${ONE} has a provenance beside it that the index does not tell of`]
    ],
    [
      'attestations are gone',
      async () => {
        await index.put(`narf/${ONE}.provenance`, '{}')
        await index.reindex()
        await index.drop(`narf/${ONE}.provenance`)
      },
      [`narf ${ONE} has lost the provenance beside it`]
    ],
    [
      'a file was changed',
      () => index.put(`narf/${ONE}`, 'other bytes'),
      [`narf ${ONE} was changed since it was indexed`]
    ],
    [
      'a file is not in the index',
      () => index.put('narf/narf-3.0.tar.gz', sdistOf({ version: '3.0' })),
      ['narf narf-3.0.tar.gz is stored, but not in the index']
    ],
    [
      'a file lies at the top',
      () => index.put('troz-1.0.tar.gz', sdistOf({ name: 'troz' })),
      ['troz-1.0.tar.gz lies outside of every project, where no installer finds it']
    ],
    ['another file lies there', () => index.put('narf/README.txt', 'about narf'), []]
  ])('where %s', async (_what, harm, problems) => {
    await harm()
    expect(await index.problems()).toEqual(problems)
  })

  test('where the record is broken', async () => {
    await index.put('narf/manifest.json', '<html>')
    expect(await index.problems()).toEqual([
      expect.stringMatching(/^narf has a broken record: .* is not a valid manifest\.json/)
    ])
  })

  test('where the list of projects is broken, which a reindex makes anew', async () => {
    await index.put('projects.json', 'x\n')
    const problem = expect.stringMatching(/^\/ .*projects\.json is no list of projects \(.*"x " .*\)$/)
    expect(await index.problems()).toEqual([problem])
    expect(await index.problems({ packages: ['narf'] })).toEqual([problem])
    expect(await index.reindex()).toMatchObject({ problems: [] })
    expect(await index.problems({ deep: true })).toEqual([])
    expect(await index.page('')).toContain('narf')
  })

  test('where the root has lost a project', async () => {
    await index.put('projects.json', '{"projects": [], "serial": 9}')
    const [first, ...pages] = await index.problems()
    expect(first).toBe('narf is not in the list of projects')
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) expect(page).toMatch(/ the list of projects is not up to date$/)
    await index.reindex()
    expect(await index.problems()).toEqual([])
  })

  test('where a page is not what the record says', async () => {
    const path = index.store.limits.holdsPage('narf/') ? 'narf/' : 'narf/index.html'
    await index.put(path, '<html>')
    expect(await index.problems()).toEqual([`narf the page ${path} is not up to date`])
    await index.reindex()
    expect(await index.problems()).toEqual([])
  })

  test('where a removed file is still there', async () => {
    const stored = (await index.everything())[`narf/${ONE}`] ?? ''
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    await index.put(`narf/${ONE}`, Buffer.from(stored, 'latin1'))
    expect(await index.problems()).toEqual([`narf ${ONE} was removed, but is still there`])
  })

  test.each<[what: string, metadata: string]>([
    ['longer', metadataOf('narf', '1.0', ['Requires-Dist: troz'])],
    ['as long', metadataOf('narf', '1.1')]
  ])(
    'where the metadata beside a wheel is another, %s, a deep one alone finds it',
    async (_what, metadata) => {
      await index.put(`narf/${ONE}.metadata`, metadata)
      expect(await index.problems()).toEqual([])
      expect(await index.problems({ deep: true })).toEqual([
        `narf ${ONE} has other metadata beside it than the index says`
      ])
      await index.reindex({ full: true })
      expect(await index.text(`narf/${ONE}.metadata`)).toBe(metadataOf('narf', '1.0'))
      expect(await index.problems({ deep: true })).toEqual([])
    }
  )

  test('looks at the projects named alone, and tells of those that are not there', async () => {
    await index.pushVersions('troz', ['1.0'])
    await index.drop(`narf/${ONE}`)
    await index.drop(`troz/${wheelName('troz', '1.0')}`)
    expect(await index.problems({ packages: ['troz', 'zort'] })).toEqual([
      'zort is not there',
      `troz ${wheelName('troz', '1.0')} is not there any more`
    ])
  })

  test('tells of a project in two folders, until a reindex has taken it in', async () => {
    await index.put('Narf/narf-3.0.tar.gz', sdistOf({ version: '3.0' }))
    expect(await index.problems()).toEqual([
      'Narf/narf-3.0.tar.gz lies in another folder than the rest of its project, where no installer finds it'
    ])
    expect((await index.reindex()).changed).toEqual(['narf: took in Narf/narf-3.0.tar.gz'])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('of two folders with records the normalised one counts, and nothing goes off its page', async () => {
    const [entry] = await index.entries('narf')
    const three = wheelName('narf', '3.0')
    await index.put(`Narf/${three}`, wheelOf({ version: '3.0' }))
    await index.put(
      'Narf/manifest.json',
      JSON.stringify([{ ...entry?.document, filename: three, version: '3.0' }])
    )
    expect((await index.reindex()).changed).toEqual([`narf: took in Narf/${three}`])
    for (const file of [ONE, TWO, SDIST, three]) expect(await index.page('narf')).toContain(`${file}#sha256=`)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('tells of a removed file that another tool has put into the index again', async () => {
    const record = await index.text('narf/manifest.json')
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    await index.put(`narf/${ONE}`, wheelOf({ version: '1.0' }))
    await index.put('narf/manifest.json', record?.trimEnd() ?? '')
    expect(await index.problems()).toContain(`narf ${ONE} was removed, but is in the index again`)
    expect((await index.reindex()).changed).toContain(`narf: ${ONE}: ended its removal`)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('tells of a wheel without metadata beside it, and of a list of projects that is not there', async () => {
    const entries = await index.entries('narf')
    const plain = entries.map(({ document }) => ({ ...document, core_metadata: null, serial: undefined }))
    for (const path of Object.keys(await index.everything()))
      if (!path.endsWith('.tar.gz') && !path.endsWith('.whl') && !path.endsWith('.asc'))
        await index.drop(path)
    await index.put('narf/manifest.json', JSON.stringify(plain))
    const found = await index.problems()
    const lacking = 'has no metadata beside it, which saves installers the download of the wheel'
    expect(found).toEqual(
      expect.arrayContaining([
        '/ there is no list of projects but what another tool has made',
        `narf ${ONE} ${lacking}`,
        `narf ${TWO} ${lacking}`
      ])
    )
    expect(found).not.toContain(`narf ${SDIST} ${lacking}`)
    await index.reindex()
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('every problem says what to do', async () => {
    await index.drop(`narf/${ONE}`)
    await index.put('troz-1.0.tar.gz', 'x')
    await index.put('zort/manifest.json', '{}')
    await bury(index.store, 'narf', new Map([[TWO, { version: '2.0', serial: 3 }]]))
    const { problems } = await inspect(index.store, { packages: [], deep: true })
    expect(problems.length).toBeGreaterThan(2)
    for (const { what, fix } of problems) expect([what, /^[A-Z].+\.$/.test(fix)]).toEqual([what, true])
  })

  test('a summary has the versions of each project, and what is wrong with a record', async () => {
    await index.pushVersions('troz', ['1.0', '2.0rc1', '1.10'])
    const troz = await findProject(index.store, 'troz')
    await yankVersion(index.store, troz, '1.0', { reason: 'bad' })
    await index.put('narf/manifest.json', '<html>')
    const found = await summarize(index.store, [])
    expect(found).toMatchObject([
      { package: 'narf', latest: null, versions: [], size: 0 },
      { package: 'troz', latest: '1.10', versions: ['2.0rc1', '1.10', '1.0'], yanked: { '1.0': 'bad' } }
    ])
    expect(found[0]?.problem).toContain('is not a valid manifest.json')
    expect((await summarize(index.store, ['troz'])).map((each) => each.package)).toEqual(['troz'])
    expect(await summarize(index.store, ['zort'])).toEqual([])
  })
})

test('bytes that changed without a trace are found by a deep check alone', async () => {
  const index = await bucketIndex()
  try {
    await index.pushVersions('narf', ['1.0'])
    const key = `simple/narf/${ONE}`
    const etag = index.fake.objects('bucket').get(key)!.etag
    const other = Buffer.from(index.fake.bytes('bucket', key)!)
    other[other.length - 1]! ^= 1
    index.fake.setObject('bucket', key, other, { etag })
    expect(await index.problems()).toEqual([])
    expect(await index.problems({ deep: true })).toEqual([`narf ${ONE} has other bytes than were pushed`])
  } finally {
    await index.close()
  }
})

test('metadata in a wheel that differs from that beside it is found', async () => {
  const index = await bucketIndex()
  try {
    const plain = wheelOf({ metadata: metadataOf('narf', '1.0', ['Summary: one']) })
    await index.push({ [ONE]: plain })
    const [entry] = await index.entries('narf')
    const beside = metadataOf('narf', '1.0', ['Summary: two'])
    await index.put(`narf/${ONE}.metadata`, beside)
    const document = { ...entry!.document, core_metadata: { sha256: sha256(beside) } }
    await index.put('narf/manifest.json', `[\n${JSON.stringify(document)}\n]\n`)
    expect(await index.problems({ deep: true })).toContain(
      `narf ${ONE} has other metadata in it than beside it`
    )
  } finally {
    await index.close()
  }
})
