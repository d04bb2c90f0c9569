import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ABSENT, type Store } from '../../../src/stores/store.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { bucketIndex, INDEXES, indexIn, wheelName, type PythonIndex } from '../../support/python-index.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')
const PAGE = `<a href="${ONE}#sha256=ab">${ONE}</a><br>`

describe.each(INDEXES)('a push in %s to what another tool has made', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.put(`narf/${ONE}`, wheelOf())
  })
  afterEach(() => index.close())

  const push = async (name = 'narf') => {
    const { failures, files } = await index.push({
      [wheelName(name, '2.0')]: wheelOf({ name, version: '2.0' })
    })
    return [...failures.map(({ error }) => error.message), ...files.map(({ outcome }) => outcome)]
  }

  test('is refused before anything is sent, where its page is the only record of its files', async () => {
    await index.put('narf/index.html', PAGE)
    const before = await index.everything()
    expect(await push()).toEqual([
      `${index.store.name}/narf has the page of another tool, with files that a new page would lack`
    ])
    expect(await index.everything()).toEqual(before)
    await index.reindex()
    expect(await push()).toEqual(['created'])
    expect((await index.entries('narf')).map(({ filename }) => filename)).toEqual([ONE, TWO])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('is refused while a reindex that has entered it has not come to it', async () => {
    await index.put('narf/index.html', PAGE)
    await index.put('projects.json', '{"serial": 1, "base-url": null, "projects": ["narf"]}')
    expect(await push()).toEqual([expect.stringContaining('has the page of another tool')])
  })

  test.each<[what: string, page: string | undefined]>([
    ['there is no page, as a killed push leaves it', undefined],
    ['its page has no file', '<a href="../">up</a>']
  ])('goes on where %s', async (_what, page) => {
    if (page !== undefined) await index.put('narf/index.html', page)
    expect(await push()).toEqual(['created'])
  })

  test('is refused where the record of its own page was deleted, until a reindex has made it anew', async () => {
    await index.push({ [ONE]: wheelOf() })
    await index.drop('narf/manifest.json')
    const before = await index.everything()
    expect(await index.problems()).toEqual(['narf has lost its record, manifest.json'])
    expect(await push()).toEqual([
      `${index.store.name}/narf/manifest.json was deleted: a new one would lack the files that are there`
    ])
    expect(await index.everything()).toEqual(before)
    await index.reindex()
    expect(await push()).toEqual(['created'])
    expect((await index.entries('narf')).map(({ filename }) => filename)).toEqual([ONE, TWO])
  })

  test('goes on where a record and its page have come since it was looked for', async () => {
    await index.push({ [ONE]: wheelOf() })
    const { documents } = index.store
    let isLate = true
    const read: Store['documents']['read'] = (path, options) => {
      if (path !== 'narf/manifest.json' || !isLate) return documents.read(path, options)
      isLate = false
      return Promise.resolve({ body: undefined, revision: ABSENT })
    }
    const { push: pushLate } = indexIn({ ...index.store, documents: { ...documents, read } })
    const { failures } = await pushLate({ [TWO]: wheelOf({ version: '2.0' }) })
    expect(failures).toEqual([])
    expect((await index.entries('narf')).map(({ filename }) => filename)).toEqual([ONE, TWO])
  })

  test('goes on for another project', async () => {
    await index.put('narf/index.html', PAGE)
    expect(await push('troz')).toEqual(['created'])
  })

  test('takes strays in all the same', async () => {
    await index.put('narf/index.html', PAGE)
    await index.put('narf-3.0.tar.gz', sdistOf({ version: '3.0' }))
    expect(await index.reindex()).toMatchObject({ packages: 1, versions: 2, problems: [] })
    expect(await index.problems({ deep: true })).toEqual([])
  })
})

test('a push to a bucket whose root has the page of another tool, too, is refused', async () => {
  const index = await bucketIndex()
  try {
    await index.put('', '<a href="narf/">narf</a>')
    await index.put('narf/', PAGE)
    const { failures } = await index.push({ [TWO]: wheelOf({ version: '2.0' }) })
    expect(failures.map(({ what }) => what)).toEqual(['narf'])
  } finally {
    await index.close()
  }
})

test('a push to an empty bucket asks once whether it is one, whatever it brings', async () => {
  const index = await bucketIndex()
  try {
    await index.push(
      Object.fromEntries(['a', 'b', 'c'].map((name) => [wheelName(name, '1.0'), wheelOf({ name })]))
    )
    const listings = index.fake.requests.filter(({ key }) => key === '')
    expect(listings).toHaveLength(1)
    const looks = index.fake.requests.filter(
      ({ method, key }) => method === 'GET' && key.endsWith('/index.html')
    )
    expect(looks).toEqual([])
  } finally {
    await index.close()
  }
})
