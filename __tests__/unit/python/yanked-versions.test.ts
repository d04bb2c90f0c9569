import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { upload } from '../../../src/commands/upload.ts'
import { silent } from '../../../src/log.ts'
import type { Entry } from '../../../src/python/record.ts'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import { inheritYanks } from '../../../src/python/yanked-versions.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import { scratch } from '../../support/artifacts.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'
import { entryOf } from '../../support/python-project.ts'

const WHEEL = wheelName('narf', '1.0')
const SDIST = 'narf-1.0.tar.gz'

describe('a file that is new to a record', () => {
  const bad = { yanked: true, yanked_reason: 'bad' }
  const made = entryOf('1.0', SDIST)

  test.each<[what: string, before: Entry[], reason: string | undefined]>([
    ['is not yanked where its version has no other', [entryOf('2.0', 'narf-2.0.tar.gz', bad)], undefined],
    ['is not yanked where none of the others is', [entryOf('1.0', 'a.whl')], undefined],
    ['is not yanked where one is not', [entryOf('1.0', 'a.whl', bad), entryOf('1.0', 'b.whl')], undefined],
    ['is yanked where all are', [entryOf('1.0', 'a.whl', bad), entryOf('1.0', 'b.whl', bad)], 'bad'],
    ['is yanked where all are in another spelling', [entryOf('1.0.0', 'a.whl', bad)], 'bad'],
    ['is yanked where no reason is known', [entryOf('1.0', 'a.whl', { yanked: true })], ''],
    [
      'is yanked for the reason that one has',
      [entryOf('1.0', 'a.whl', { yanked: true }), entryOf('1.0', 'b.whl', bad)],
      'bad'
    ]
  ])('%s', (_what, before, reason) => {
    const next = inheritYanks([...before, made], before)
    expect(next.entries.at(-1)?.yanked).toBe(reason)
    expect(next.entries.slice(0, -1)).toEqual(before)
    expect([...next.yanked]).toEqual(reason === undefined ? [] : [[SDIST, reason]])
  })
})

describe.each(INDEXES)('in %s, after a version was yanked', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['0.9', '1.0'])
    await yankVersion(index.store, await findProject(index.store, 'narf'), '1.0', { reason: 'it breaks' })
  })
  afterEach(() => index.close())

  const yanked = async () =>
    Object.fromEntries((await index.entries('narf')).map((entry) => [entry.filename, entry.yanked] as const))

  test('a file that is pushed to it is yanked, and the push says so', async () => {
    const local = scratch()
    const notices: string[] = []
    try {
      const files = [await local.write(SDIST, sdistOf()), await local.write(WHEEL, wheelOf())]
      const { files: told } = await upload(
        index.store,
        { mode: 'upload', files, ifExists: 'same', baseUrl: undefined, sign: undefined },
        { ...silent, notice: (message) => notices.push(message) }
      )
      expect(told.map((file) => [file.filename, file.outcome, file.yanked])).toEqual([
        [SDIST, 'created', 'it breaks'],
        [WHEEL, 'same', undefined]
      ])
    } finally {
      local.remove()
    }
    expect(notices).toEqual([
      `${SDIST} is yanked, as every other file of narf 1.0 is (it breaks): installers pass over it unless it is pinned`
    ])
    expect(await yanked()).toMatchObject({ [SDIST]: 'it breaks', [WHEEL]: 'it breaks' })
    expect((await index.page('narf')).match(/data-yanked="it breaks"/g)).toHaveLength(2)
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('files of other versions are not', async () => {
    await index.push({
      'narf-0.9.tar.gz': sdistOf({ version: '0.9' }),
      'narf-1.1.tar.gz': sdistOf({ version: '1.1' })
    })
    expect(await yanked()).toMatchObject({ 'narf-0.9.tar.gz': undefined, 'narf-1.1.tar.gz': undefined })
  })

  test('a file that was put there is yanked by the reindex that enters it', async () => {
    await index.put(`narf/${SDIST}`, sdistOf())
    expect((await index.reindex()).changed).toEqual([
      `narf: ${SDIST}: added`,
      `narf: ${SDIST}: yanked, as the rest of its version is`
    ])
    expect(await yanked()).toMatchObject({ [SDIST]: 'it breaks', [WHEEL]: 'it breaks' })
    expect((await index.reindex({ full: true })).changed).toEqual([])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('a file that was replaced by hand is yanked where another of its version is there', async () => {
    await index.push({ [SDIST]: sdistOf() })
    await index.put(`narf/${WHEEL}`, wheelSaying('narf', '1.0', 'other bytes, and longer'))
    expect((await index.reindex()).changed).toEqual([
      `narf: ${WHEEL}: replaced`,
      `narf: ${WHEEL}: yanked, as the rest of its version is`
    ])
    expect(await yanked()).toMatchObject({ [SDIST]: 'it breaks', [WHEEL]: 'it breaks' })
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('a file that somebody has kept from being yanked stays so', async () => {
    await index.put(`narf/${SDIST}`, sdistOf())
    await index.reindex()
    const record = (await index.entries('narf')).map(({ document }) =>
      document['filename'] === WHEEL ? { ...document, yanked: false, yanked_reason: null } : document
    )
    await index.put('narf/manifest.json', JSON.stringify(record))
    await index.pushVersions('narf', ['2.0'])
    await index.reindex({ full: true })
    expect(await yanked()).toMatchObject({ [SDIST]: 'it breaks', [WHEEL]: undefined })
  })

  test('a file that is overwritten is yanked where another of its version is there', async () => {
    await index.push({ [SDIST]: sdistOf() })
    await index.push({ [WHEEL]: wheelSaying('narf', '1.0', 'better') }, { ifExists: 'overwrite' })
    expect(await yanked()).toMatchObject({ [SDIST]: 'it breaks', [WHEEL]: 'it breaks' })
  })

  test('and taken back, a file that is pushed to it is not', async () => {
    await yankVersion(index.store, await findProject(index.store, 'narf'), '1.0', undefined)
    await index.push({ [SDIST]: sdistOf() })
    expect(await yanked()).toMatchObject({ [SDIST]: undefined, [WHEEL]: undefined })
  })

  test('and removed, it begins anew', async () => {
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    await index.push({ [SDIST]: sdistOf() })
    expect(await yanked()).toMatchObject({ [SDIST]: undefined })
  })
})
