import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { parseRecord, serializeRecord } from '../../../src/python/record.ts'
import { readTombstones } from '../../../src/python/tombstones.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, type PythonIndex } from '../../support/python-index.ts'
import { unfinished, violations, type Contents } from '../../support/python-state.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')

describe.each(INDEXES)('a version whose files were deleted by hand, in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0', '2.0', '3.0'])
  })
  afterEach(() => index.close())

  const contents = async (): Promise<Contents> =>
    new Map(
      Object.entries(await index.everything()).map(([path, text]) => [path, Buffer.from(text, 'latin1')])
    )
  const lose = (name: string) => index.drop(`narf/${name}`)
  const expectSound = async () => {
    expect(violations(await contents())).toEqual([])
    expect(unfinished(await contents(), index.store.limits)).toEqual([])
    expect(await index.problems({ deep: true })).toEqual([])
    const before = await index.everything()
    expect(await index.reindex()).toMatchObject({ changed: [], problems: [] })
    expect(await index.everything()).toEqual(before)
  }
  const pageOf = async (version: string) => (await index.text(`narf/${version}/json`)) ?? ''
  /** What a program that keeps no account of it leaves: a record without the version, and its pages. */
  const forget = async (version: string) => {
    const record = parseRecord(Buffer.from((await index.text('narf/manifest.json')) ?? ''), 'narf')
    const entries = record.entries.filter((entry) => entry.version !== version)
    await index.put('narf/manifest.json', serializeRecord({ ...record, entries }))
  }

  test('has pages that name no file', async () => {
    await lose(ONE)
    expect((await index.reindex()).changed).toEqual([`narf: ${ONE}: dropped, it is not there any more`])
    expect(await pageOf('1.0')).toContain('"urls":[]')
    expect(await pageOf('2.0')).toContain(TWO)
    await expectSound()
  })

  test('has such pages also where it was the last of its project', async () => {
    for (const version of ['1.0', '2.0', '3.0']) await lose(wheelName('narf', version))
    await index.reindex()
    expect(await index.page('')).not.toContain('narf')
    await expectSound()
  })

  test('can be pushed again, and lost again', async () => {
    for (const content of ['1', '2']) {
      await lose(ONE)
      await index.reindex()
      const wheel = wheelOf({ version: '1.0', members: [{ name: 'narf/__init__.py', content }] })
      expect((await index.push({ [ONE]: wheel })).failures).toEqual([])
      expect(await pageOf('1.0')).toContain(ONE)
      await expectSound()
    }
  })

  test('keeps them emptied while other versions come and go', async () => {
    await lose(ONE)
    await index.reindex()
    await index.pushVersions('narf', ['4.0'])
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['2.0'] })
    expect(await pageOf('1.0')).toContain('"urls":[]')
    const { files, versions } = await readTombstones(index.store, 'narf')
    expect([[...files.keys()], [...versions.keys()]]).toEqual([[TWO], ['1.0']])
    await expectSound()
  })

  test('that was removed but for one file has them emptied when that is deleted', async () => {
    await index.push({ 'narf-1.0.tar.gz': sdistOf({ version: '1.0' }) })
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    const again = wheelOf({ version: '1.0', members: [{ name: 'a.py', content: 'a' }] })
    await index.push({ [ONE]: again }, { ifExists: 'overwrite' })
    await lose(ONE)
    await index.reindex()
    expect(await pageOf('1.0')).toContain('"urls":[]')
    await expectSound()
  })

  test('and which no record knows any more is found by its pages', async () => {
    for (const name of [ONE, `${ONE}.metadata`]) await lose(name)
    await forget('1.0')
    expect(await index.problems()).toContain('narf has pages, and none of its files is left')
    expect((await index.reindex()).changed).toEqual([
      'narf: 1.0: emptied its pages, none of its files is left'
    ])
    await expectSound()
  })

  test('is found by its pages also where the record was lost', async () => {
    for (const name of [ONE, `${ONE}.metadata`]) await lose(name)
    await index.drop('narf/manifest.json')
    await index.reindex()
    await expectSound()
  })

  test('is no folder of somebody else', async () => {
    const others = { 'narf/9.0/json': '{"urls": []}', 'narf/notes/json': 'not JSON', 'narf/2020/x': '' }
    for (const [path, text] of Object.entries(others)) await index.put(path, text)
    expect(await index.reindex()).toMatchObject({ changed: [], problems: [] })
    expect(await index.problems()).toEqual([])
    for (const [path, text] of Object.entries(others)) expect(await index.text(path)).toBe(text)
  })
})

describe.each(INDEXES)('a version of a project in a folder of another name, in %s', (_, open) => {
  test('has its pages emptied in both folders', async () => {
    const index = await open()
    try {
      const name = wheelName('My_Pkg', '1.0')
      await index.put(`My-Pkg/${name}`, wheelOf({ name: 'My_Pkg', version: '1.0' }))
      const other = wheelName('My_Pkg', '2.0')
      await index.put(`My-Pkg/${other}`, wheelOf({ name: 'My_Pkg', version: '2.0' }))
      await index.put('My-Pkg/manifest.json', '[]')
      await index.reindex()
      for (const folder of ['my-pkg', 'My-Pkg'])
        expect(await index.text(`${folder}/1.0/json`)).toContain(name)
      await index.drop(`My-Pkg/${name}`)
      await index.reindex()
      for (const folder of ['my-pkg', 'My-Pkg'])
        expect(await index.text(`${folder}/1.0/json`)).toContain('"urls":[]')
      expect(await index.problems()).toEqual([])
    } finally {
      await index.close()
    }
  })
})
