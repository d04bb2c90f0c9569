import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { adopt } from '../../../src/python/adopt.ts'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'

const ONE = wheelName('narf', '1.0')
const nothing = () => Promise.resolve()
const NOW = new Date('2026-01-02T03:04:05.678Z')

describe.each(INDEXES)('taking in, in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
  })
  afterEach(() => index.close())

  const take = (...strays: string[]) => adopt(index.store, strays, { baseUrl: undefined, now: NOW })

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
})
