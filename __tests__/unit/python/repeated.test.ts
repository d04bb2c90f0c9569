import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')
const WHEELS = { [ONE]: wheelOf(), [TWO]: wheelOf({ version: '2.0' }) }

/** An entry as Stick writes one: without the keys that are ours. */
const Entries = v.pipe(v.string(), v.parseJson(), v.array(v.record(v.string(), v.unknown())))
const asStick = (record: string) =>
  JSON.stringify(
    v.parse(Entries, record).map(({ serial, base_url, yanked, ...entry }) => {
      expect([typeof serial, base_url, yanked]).toEqual(['number', null, false])
      return entry
    })
  )

describe.each(INDEXES)('a push to %s that is refused for files which are there', (_place, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.push(WHEELS)
    await index.pushVersions('zort', ['1.0'])
  })
  afterEach(() => index.close())

  const refused = async (files: Record<string, Uint8Array>) => {
    const { files: done, failures } = await index.push(files, { ifExists: 'fail' })
    expect([done, failures.map(({ what }) => what)]).toEqual([[], [ONE, TWO].slice(0, failures.length)])
    expect(failures.length).toBeGreaterThan(0)
  }

  test('completes their pages, and those of the root', async () => {
    const whole = await index.everything()
    for (const page of ['narf/json', 'narf/2.0/json', 'index.html']) await index.put(page, 'as it was before')
    await refused(WHEELS)
    expect(await index.everything()).toEqual(whole)
  })

  test.each<[what: string, files: Record<string, Uint8Array>]>([
    ['one of them has other bytes', { ...WHEELS, [TWO]: wheelSaying('narf', '2.0', 'other') }],
    ['one of them is new', { [ONE]: wheelOf(), [wheelName('narf', '3.0')]: wheelOf({ version: '3.0' }) }]
  ])('leaves all as it is where %s: it repeats no other', async (_what, files) => {
    await index.put('narf/json', 'as it was before')
    const before = await index.everything()
    await refused(files)
    expect(await index.everything()).toEqual(before)
  })

  test.each<[what: string, spoil: () => Promise<void>]>([
    [
      'another tool has written the record last',
      async () => index.put('narf/manifest.json', asStick((await index.text('narf/manifest.json')) ?? ''))
    ],
    ['the root was lost', () => index.drop('projects.json')]
  ])('makes no root where %s', async (_what, spoil) => {
    await spoil()
    const before = await index.everything()
    await refused(WHEELS)
    expect(await index.everything()).toEqual(before)
  })
})
