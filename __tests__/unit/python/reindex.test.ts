import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { silent } from '../../../src/log.ts'
import { readProject } from '../../../src/python/project.ts'
import { repair } from '../../../src/python/registry.ts'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { bury } from '../../../src/python/tombstones.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import { dryRun } from '../../../src/stores/dry-run.ts'
import { SIGNATURE } from '../../support/attestations.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import {
  bucketIndex,
  INDEXES,
  wheelName,
  wheelSaying,
  type BucketIndex,
  type PythonIndex
} from '../../support/python-index.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')

describe.each(INDEXES)('a reindex in %s', (_place, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0', '2.0'])
  })
  afterEach(() => index.close())

  const names = async (folder = 'narf') =>
    (await index.entries(folder)).map(({ filename }) => filename).sort()

  test('changes no byte where nothing is to be done', async () => {
    const before = await index.everything()
    for (const full of [false, true]) {
      expect(await index.reindex({ full })).toEqual({
        ...{ packages: 1, versions: 2, changed: [], problems: [], hashed: 0 }
      })
      expect(await index.everything()).toEqual(before)
    }
  })

  test.each<[what: string, name: string, bytes: Buffer, hashed: number]>([
    ['a wheel', wheelName('narf', '3.0'), wheelOf({ version: '3.0' }), 1],
    ['a source distribution', 'narf-3.0.tar.gz', sdistOf({ version: '3.0' }), 1]
  ])('enters %s that was put there', async (_what, name, bytes, hashed) => {
    await index.put(`narf/${name}`, bytes)
    expect(await index.problems()).toEqual([`narf ${name} is stored, but not in the index`])
    expect(await index.reindex()).toMatchObject({ changed: [`narf: ${name}: added`], problems: [], hashed })
    expect(await names()).toEqual([ONE, TWO, name].sort())
    expect(await index.page('narf')).toContain(`${name}#sha256=`)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('enters a project that was put there', async () => {
    await index.put(`troz/${wheelName('troz', '1.0')}`, wheelOf({ name: 'troz' }))
    expect((await index.reindex()).changed).toEqual([`troz: ${wheelName('troz', '1.0')}: added`])
    expect(await index.page('')).toContain('troz')
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('of a record that was lost leaves removed names taken, and makes another state than any before', async () => {
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    const { serial = 0 } = (await readProject(index.store, 'narf', 'narf')).record ?? {}
    await index.put(`narf/${ONE}`, wheelOf({ version: '1.0' }))
    await index.drop('narf/manifest.json')
    expect((await index.reindex()).problems).toEqual([])
    expect([await names(), await index.text(`narf/${ONE}`)]).toEqual([[TWO], undefined])
    expect((await readProject(index.store, 'narf', 'narf')).record?.serial).toBeGreaterThan(serial)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('that is only tried tells of each file once, also of those that it would take in', async () => {
    await index.put(`troz/${wheelName('troz', '1.0')}`, wheelOf({ name: 'troz' }))
    await index.put(wheelName('zort', '1.0'), wheelOf({ name: 'zort' }))
    const before = await index.everything()
    const { changed, hashed } = await repair(
      dryRun(index.store, silent),
      { packages: [], full: false, baseUrl: undefined, now: new Date() },
      () => undefined
    )
    expect(changed.filter((what) => what.endsWith(': added'))).toEqual([
      `troz: ${wheelName('troz', '1.0')}: added`
    ])
    expect([new Set(changed).size, hashed]).toEqual([changed.length, 1])
    expect(await index.everything()).toEqual(before)
  })

  test('drops a file that was deleted, and its page says so', async () => {
    await index.drop(`narf/${ONE}`)
    expect(await index.problems()).toEqual([`narf ${ONE} is not there any more`])
    expect((await index.reindex()).changed).toEqual([`narf: ${ONE}: dropped, it is not there any more`])
    expect(await names()).toEqual([TWO])
    expect(await index.page('narf')).not.toContain(ONE)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('deletes what lay beside a file that was deleted', async () => {
    const name = 'narf-3.0.tar.gz'
    await index.push({ [name]: sdistOf({ version: '3.0' }), [`${name}.asc`]: SIGNATURE })
    await index.put(`narf/${ONE}.provenance`, '{}')
    await index.put(`narf/${TWO}.asc`, SIGNATURE)
    await index.reindex()
    for (const gone of [ONE, name]) await index.drop(`narf/${gone}`)
    await index.reindex()
    const left = Object.keys(await index.everything()).filter((path) => /narf-[^/]*$/.test(path))
    expect(left.sort()).toEqual([`narf/${TWO}`, `narf/${TWO}.asc`, `narf/${TWO}.metadata`])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('takes a project off the root whose files were all deleted', async () => {
    await index.pushVersions('troz', ['1.0'])
    for (const name of [ONE, TWO]) await index.drop(`narf/${name}`)
    expect(await index.reindex()).toMatchObject({ versions: 1 })
    expect(await names()).toEqual([])
    expect(await index.page('')).not.toContain('narf')
    expect(await index.page('')).toContain('troz')
    expect(await index.problems()).toEqual([])
  })

  test('sees that a file was replaced, and what only its record said of the old one is gone', async () => {
    await yankVersion(index.store, await readProject(index.store, 'narf', 'narf'), '1.0', { reason: 'bad' })
    await index.put(`narf/${ONE}`, wheelSaying('narf', '1.0', 'something else, and longer\n'))
    expect((await index.reindex()).changed).toEqual([`narf: ${ONE}: replaced`])
    const entry = (await index.entries('narf')).find(({ filename }) => filename === ONE)
    expect(entry?.yanked).toBeUndefined()
    expect(await index.page('narf')).toContain(`${ONE}#sha256=${entry?.digests.sha256}`)
    expect(await index.problems()).toEqual([])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test.each([
    ['its record was lost as well', 'narf/manifest.json'],
    ['it has the size of the old one', '']
  ])('sees what a file was replaced by also where %s', async (_what, lost) => {
    await index.push({ [wheelName('narf', '3.0')]: wheelSaying('narf', '3.0', 'one thing') })
    await index.put(`narf/${wheelName('narf', '3.0')}`, wheelSaying('narf', '3.0', 'the other'))
    if (lost !== '') await index.drop(lost)
    await index.reindex()
    expect(await index.problems({ deep: true })).toEqual([])
    const before = await index.everything()
    expect(await index.reindex({ full: true })).toMatchObject({ changed: [], hashed: 0 })
    expect(await index.everything()).toEqual(before)
  })

  test('keeps what only the record says of a file that was put there again with the same bytes', async () => {
    await yankVersion(index.store, await readProject(index.store, 'narf', 'narf'), '1.0', { reason: 'bad' })
    const [entry] = await index.entries('narf')
    await index.put(`narf/${ONE}`, wheelOf({ version: '1.0' }))
    await index.reindex()
    const [again] = await index.entries('narf')
    expect([again?.yanked, again?.uploadTime]).toEqual(['bad', entry?.uploadTime])
    expect(again?.digests).toEqual(entry?.digests)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('keeps what only the record says of a file that is the same', async () => {
    await yankVersion(index.store, await readProject(index.store, 'narf', 'narf'), '1.0', { reason: 'bad' })
    await index.reindex({ full: true })
    expect((await index.entries('narf')).map(({ yanked }) => yanked)).toEqual(['bad', undefined])
  })

  test.each<[what: string, content: string]>([
    ['no JSON', '<html>'],
    ['no list', '{}'],
    ['a list of something else', '[{"name": "narf"}]'],
    ['no UTF-8', Buffer.from([0x5b, 0xff, 0x5d]).toString('latin1')],
    ['empty', '']
  ])('makes a manifest anew that is %s', async (_what, content) => {
    await index.put('narf/manifest.json', Buffer.from(content, 'latin1'))
    expect(await index.problems()).toEqual([expect.stringContaining('narf has a broken record')])
    expect((await index.reindex()).changed).toEqual([
      'narf: its record was lost, and is made anew; what was yanked has to be yanked again',
      ...[ONE, TWO].map((name) => `narf: ${name}: added`)
    ])
    expect(await index.problems({ deep: true })).toEqual([])
    expect(await names()).toEqual([ONE, TWO])
    // No page ever has the bytes of an earlier one.
    expect((await index.entries('narf')).map(({ serial }) => serial)).toEqual([2, 2])
  })

  test('goes on from the pages where another tool wrote the manifest without serials', async () => {
    await index.pushVersions('narf', ['3.0'])
    const own = (await index.entries('narf')).slice(0, 2)
    const foreign = own.map(({ document: { serial, ...document } }) => {
      expect(serial).toBeGreaterThan(0)
      return document
    })
    await index.put('narf/manifest.json', JSON.stringify(foreign))
    expect((await index.reindex()).changed).toEqual([`narf: ${wheelName('narf', '3.0')}: added`])
    const serials = (await index.entries('narf')).map(({ serial }) => serial)
    expect(Math.max(...serials)).toBe(3)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test.each<[what: string, name: string, content: string | Buffer]>([
    ['no archive', wheelName('narf', '3.0'), 'not a zip'],
    ['of another project', wheelName('narf', '3.0'), wheelOf({ name: 'troz', version: '3.0' })],
    ['a source distribution that is none', 'narf-3.0.tar.gz', 'not a tar']
  ])('tells of a file that is %s, and enters the good ones beside it', async (_what, name, content) => {
    await index.put(`narf/${name}`, content)
    await index.put(`narf/${wheelName('narf', '4.0')}`, wheelOf({ version: '4.0' }))
    const { changed, problems } = await index.reindex()
    expect(changed).toEqual([`narf: ${wheelName('narf', '4.0')}: added`])
    expect(problems).toEqual([
      { package: 'narf', version: undefined, what: expect.stringContaining(name), fix: expect.any(String) }
    ])
    expect(await names()).toEqual([ONE, TWO, wheelName('narf', '4.0')])
    expect(await index.text(`narf/${name}`)).toBe(content.toString())
  })

  test('drops a file that can not be read any more', async () => {
    await index.put(`narf/${ONE}`, 'not a zip')
    expect((await index.reindex()).changed).toEqual([`narf: ${ONE}: dropped, it can't be read any more`])
    expect(await names()).toEqual([TWO])
  })

  test('takes in what lies at the top once, and leaves what it can not read', async () => {
    const stray = wheelName('troz', '1.0')
    await index.put(stray, wheelOf({ name: 'troz' }))
    await index.put('zort-1.0.tar.gz', 'not a tar')
    await index.put('README.txt', 'about this index')
    const first = await index.reindex()
    expect(first.changed).toEqual([`troz: took in ${stray}`])
    expect(first.problems.map(({ package: name, what }) => `${name} ${what}`)).toEqual([
      expect.stringMatching(/^zort-1\.0\.tar\.gz can't be taken in: /)
    ])
    expect(await names('troz')).toEqual([stray])
    expect(await index.text(stray)).toBe(await index.text(`troz/${stray}`))
    expect((await index.reindex()).changed).toEqual([])
    expect(await index.text('README.txt')).toBe('about this index')
  })

  test.each<[where: string, place: string]>([
    ['at the top', ''],
    ['in another folder of its project', 'Troz/']
  ])('knows as much of a file that lies %s where taking it in was broken off', async (_where, place) => {
    const name = wheelName('troz', '1.0')
    await index.put(`${place}${name}`, wheelOf({ name: 'troz', version: '1.0' }))
    await index.pushVersions('troz', ['1.0'])
    const [entry] = await index.entries('troz')
    for (const path of Object.keys(await index.everything()))
      if (path !== `troz/${name}` && /^(?:_json\/)?troz\//.test(path)) await index.drop(path)
    expect(await index.reindex()).toMatchObject({ changed: [`troz: ${name}: added`], hashed: 1 })
    const [again] = await index.entries('troz')
    expect(entry?.digests.md5).toBeDefined()
    expect(again?.digests).toEqual(entry?.digests)
    expect(await index.reindex()).toMatchObject({ changed: [], hashed: 0 })
  })

  test('gives the links of the whole index another beginning', async () => {
    await index.pushVersions('troz', ['1.0'])
    for (const baseUrl of ['https://a.example/simple/', 'https://b.example/simple/']) {
      expect((await index.reindex({ baseUrl })).changed).toEqual([
        `narf: ${ONE}: has other links`,
        `narf: ${TWO}: has other links`,
        `troz: ${wheelName('troz', '1.0')}: has other links`
      ])
      expect(await index.page('narf')).toContain(`href="${baseUrl}narf/${ONE}#`)
      expect((await index.reindex({ baseUrl })).changed).toEqual([])
      expect(await index.problems()).toEqual([])
    }
    expect((await index.push({ [wheelName('narf', '3.0')]: wheelOf({ version: '3.0' }) })).failures).toEqual(
      []
    )
    expect(await index.page('narf')).toContain('href="https://b.example/simple/narf/narf-3.0')
  })

  test('gives the links of the whole index none again', async () => {
    await index.pushVersions('troz', ['1.0'])
    const relative = await index.page('narf')
    await index.reindex({ baseUrl: 'https://a.example/simple/' })
    const changed = (await index.reindex({ baseUrl: null })).changed
    expect(changed).toContain(`troz: ${wheelName('troz', '1.0')}: has other links`)
    expect(changed).toHaveLength(3)
    const withoutSerial = (page: string) => page.replace(/serial[^>]*\d+/gi, '')
    expect(withoutSerial(await index.page('narf'))).toBe(withoutSerial(relative))
    expect((await index.reindex({ baseUrl: null })).changed).toEqual([])
    expect(await index.problems({ deep: true })).toEqual([])
    const three = { [wheelName('narf', '3.0')]: wheelOf({ version: '3.0' }) }
    expect((await index.push(three, { baseUrl: null })).failures).toEqual([])
    expect(await index.page('narf')).toContain(`href="${wheelName('narf', '3.0')}#`)
    await index.reindex({ baseUrl: 'https://a.example/simple/' })
    const zort = { [wheelName('zort', '1.0')]: wheelOf({ name: 'zort' }) }
    await expect(index.push(zort, { baseUrl: null })).rejects.toThrow(
      /begin with https:\S+, not with nothing \(they are relative\)$/
    )
  })

  test('refuses other links for some projects of it, and changes nothing', async () => {
    await index.pushVersions('troz', ['1.0'])
    const before = await index.everything()
    const baseUrl = 'https://a.example/simple/'
    await expect(index.reindex({ baseUrl, packages: ['narf'] })).rejects.toThrow(/, not with https:/)
    expect(await index.everything()).toEqual(before)
    await index.reindex({ baseUrl })
    expect((await index.reindex({ baseUrl, packages: ['narf'] })).changed).toEqual([])
    await expect(index.reindex({ baseUrl: null, packages: ['narf'] })).rejects.toThrow(
      'nothing (they are relative)'
    )
  })

  test.each(['narf/manifest.json', 'projects.json', '_json/narf/index.json'])(
    'puts back %s',
    async (gone) => {
      const path = (await index.text(gone)) === undefined ? gone.replace('index.json', '') : gone
      const before = await index.text(path)
      await index.drop(path)
      await index.reindex()
      expect(await index.problems({ deep: true })).toEqual([])
      expect(before).toBeDefined()
      expect(await index.text(path)).toBeDefined()
    }
  )

  test('ends a removal that was broken off after the names were written down', async () => {
    await bury(index.store, 'narf', new Map([[ONE, { version: '1.0', serial: 2 }]]))
    expect((await index.reindex()).changed).toEqual([`narf: ${ONE}: ended its removal`])
    expect(await names()).toEqual([TWO])
    for (const name of [ONE, `${ONE}.metadata`]) expect(await index.text(`narf/${name}`)).toBeUndefined()
    expect(await index.page('narf')).not.toContain(ONE)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('ends a removal that was broken off before the files went', async () => {
    const stored = (await index.everything())[`narf/${ONE}`] ?? ''
    await bury(index.store, 'narf', new Map([[ONE, { version: '1.0', serial: 2 }]]))
    await index.reindex()
    await index.put(`narf/${ONE}`, Buffer.from(stored, 'latin1'))
    expect(await index.problems()).toEqual([`narf ${ONE} was removed, but is still there`])
    await index.reindex()
    expect(await index.text(`narf/${ONE}`)).toBeUndefined()
    expect(await names()).toEqual([TWO])
    expect(await index.problems()).toEqual([])
  })

  test('looks at the projects named, and tells of those that are not there', async () => {
    await index.pushVersions('troz', ['1.0'])
    for (const name of ['narf', 'troz'])
      await index.put(`${name}/${wheelName(name, '3.0')}`, wheelOf({ name, version: '3.0' }))
    const { changed, problems, packages } = await index.reindex({ packages: ['narf', 'zort'] })
    expect({ changed, packages }).toEqual({
      changed: [`narf: ${wheelName('narf', '3.0')}: added`],
      packages: 1
    })
    expect(problems.map(({ package: name, what }) => `${name} ${what}`)).toEqual(['zort is not there'])
    expect(await names('troz')).toEqual([wheelName('troz', '1.0')])
  })
})

test('a reindex deletes nothing beside a file that is pushed again meanwhile', async () => {
  const index = await bucketIndex()
  try {
    await index.pushVersions('narf', ['1.0', '2.0'])
    const stored = index.fake.objects('bucket').get(`simple/narf/${ONE}`)
    await index.drop(`narf/${ONE}`)
    const record = await index.text('narf/manifest.json')
    const [, ...others] = (record ?? '').split('\n').filter((line) => !line.includes(ONE))
    index.fake.clear()
    index.fake.faults({
      ...{ operation: 'HeadObject', key: /\.metadata$/, times: 1 },
      before: () => {
        index.fake.setObject('bucket', 'simple/narf/manifest.json', ['[', ...others].join('\n'))
        index.fake.setObject('bucket', `simple/narf/${ONE}`, stored?.body ?? '')
      }
    })
    expect(await index.reindex()).toMatchObject({ problems: [] })
    expect(index.fake.find({ operation: 'DeleteObject' })).toEqual([])
    expect(await index.problems({ deep: true })).toEqual([])
  } finally {
    await index.close()
  }
})

test('of a lost record makes another state also where the service keeps no bytes under a slash', async () => {
  const index = await bucketIndex()
  try {
    const effect = { kind: 'status', status: 400, code: 'DirectoryObjectContainsData' } as const
    index.fake.faults({ operation: 'PutObject', key: /\/$/, effect })
    await index.pushVersions('narf', ['1.0'])
    await index.pushVersions('narf', ['2.0'])
    expect(await index.text('_json/narf/')).toBeUndefined()
    await index.drop('narf/manifest.json')
    await index.reindex()
    expect((await readProject(index.store, 'narf', 'narf')).record?.serial).toBe(3)
    await index.put('narf/manifest.json', 'broken')
    await index.reindex()
    expect((await readProject(index.store, 'narf', 'narf')).record?.serial).toBe(4)
    expect(await index.problems({ deep: true })).toEqual([])
  } finally {
    await index.close()
  }
})

describe('what a reindex costs', () => {
  let index: BucketIndex
  beforeEach(async () => {
    index = await bucketIndex()
  })
  afterEach(() => index.close())

  test('where nothing has changed: the listings, a read a record, and the root', async () => {
    const projects = Array.from({ length: 6 }, (_, at) => `p${at}`)
    for (const name of projects) await index.pushVersions(name, ['1.0', '2.0', '3.0'])
    index.fake.clear()
    await index.reindex()
    const sent = index.fake.requests.map(({ method, operation, key }) => [method, operation, key] as const)
    expect(sent.filter(([method]) => method !== 'GET' && method !== 'HEAD')).toEqual([])
    const listings = sent.filter(([, operation]) => operation.startsWith('List'))
    const keys = sent.filter(([, operation]) => !operation.startsWith('List')).map(([, , key]) => key)
    expect(listings.map(([, operation]) => operation)).toEqual(['ListObjectsV2', 'ListMultipartUploads'])
    const records = keys.filter((key) => key.endsWith('/manifest.json'))
    expect(records.sort()).toEqual(projects.map((name) => `simple/${name}/manifest.json`))
    const others = keys.filter((key) => !key.endsWith('/manifest.json'))
    const root = ['simple/projects.json', 'simple/', 'simple/index.html', 'simple/_json/']
    expect(others.filter((key) => !root.includes(key))).toEqual([])
    expect(others.length).toBeLessThanOrEqual(root.length + 2)
  })

  test('of all files read again: a read a wheel, and nothing of pages that the listing shows to be right', async () => {
    await index.pushVersions('narf', ['1.0', '2.0'])
    index.fake.clear()
    expect(await index.reindex({ full: true })).toMatchObject({ versions: 2, changed: [], problems: [] })
    const sent = index.fake.requests.filter(({ key }) => key.startsWith('simple/narf/'))
    expect(sent.map(({ method, key }) => `${method} ${key.slice('simple/narf/'.length)}`).sort()).toEqual(
      ['manifest.json', ONE, TWO, 'removed.json'].map((name) => `GET ${name}`)
    )
  })

  test('of one new file reads no other file', async () => {
    await index.pushVersions('narf', ['1.0', '2.0'])
    await index.put(`narf/${wheelName('narf', '3.0')}`, wheelOf({ version: '3.0' }))
    index.fake.clear()
    await index.reindex()
    const wheels = index.fake.find({ operation: 'GetObject', key: /\.whl$/ }).map(({ key }) => key)
    expect(new Set(wheels)).toEqual(new Set([`simple/narf/${wheelName('narf', '3.0')}`]))
  })

  test('of lost records: one read a wheel, and none of the metadata beside it where the listing tells what it is', async () => {
    await index.pushVersions('narf', ['1.0', '2.0'])
    await index.drop('narf/manifest.json')
    await index.put(`narf/${TWO}.metadata`, Buffer.from('something else'))
    index.fake.clear()
    await index.reindex()
    const read = index.fake.find({ operation: 'GetObject', key: /\.(whl|metadata)$/ }).map(({ key }) => key)
    expect(new Set(read)).toEqual(new Set([ONE, TWO, `${TWO}.metadata`].map((name) => `simple/narf/${name}`)))
    expect(await index.problems({ deep: true })).toEqual([])
  })
})
