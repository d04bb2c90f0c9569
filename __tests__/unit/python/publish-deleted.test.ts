import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import type { IfExists } from '../../../src/python/conflicts.ts'
import { readProject } from '../../../src/python/project.ts'
import { clearFiles } from '../../../src/python/remove.ts'
import type { Store } from '../../../src/stores/store.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import { attestationOf, SIGNATURE } from '../../support/attestations.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, indexIn, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'

const ONE = wheelName('narf', '1.0')
const TWO = wheelName('narf', '2.0')
const wheel = wheelOf()
const attestation = attestationOf({ filename: ONE, sha256: sha256(wheel) })
const signature = { [`${ONE}.asc`]: SIGNATURE }
const attestations = { [`${ONE}.publish.attestation`]: attestation }
const all = { [ONE]: wheel, ...signature, ...attestations }

describe.each(INDEXES)('a push to %s of what somebody has deleted by hand', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.push({ ...all, [TWO]: wheelOf({ version: '2.0' }), 'narf-1.0.tar.gz': sdistOf() })
  })
  afterEach(() => index.close())

  /** Pushes files of version 1.0; answers what became of each. */
  const again = async (files: Parameters<PythonIndex['push']>[0], ifExists?: IfExists) => {
    const { files: done, failures } = await index.push(files, ifExists && { ifExists })
    expect(failures).toEqual([])
    return done.map(({ outcome }) => outcome)
  }

  test.each<[what: string, gone: readonly string[], outcome: string]>([
    ['a file', [ONE], 'created'],
    [
      'a file with all that lay beside it',
      ['', '.metadata', '.asc', '.provenance'].map((end) => ONE + end),
      'created'
    ],
    ['metadata', [`${ONE}.metadata`], 'same'],
    ['a signature', [`${ONE}.asc`], 'same'],
    ['attestations', [`${ONE}.provenance`], 'same']
  ])('stores it again: %s', async (_what, gone, outcome) => {
    const [before] = await index.entries('narf')
    const content = await index.everything()
    for (const name of gone) await index.drop(`narf/${name}`)
    expect(await again({ ...all, 'narf-1.0.tar.gz': sdistOf() })).toEqual([outcome, 'same'])
    const after = await index.everything()
    for (const name of gone) expect(after[`narf/${name}`]).toBe(content[`narf/${name}`])
    const { revision, serial, ...kept } = before!
    expect((await index.entries('narf'))[0]).toMatchObject({
      ...{ uploadTime: kept.uploadTime, coreMetadata: kept.coreMetadata },
      ...{ hasSignature: true, hasProvenance: true, serial: serial + 1 }
    })
    expect(revision).toBeDefined()
    expect(await index.problems({ deep: true })).toEqual([])
    expect((await index.reindex()).changed).toEqual([])
    const last = await index.everything()
    expect(await again({ ...all, 'narf-1.0.tar.gz': sdistOf() })).toEqual(['same', 'same'])
    expect(await index.everything()).toEqual(last)
  })

  test.each<[IfExists]>([['skip'], ['overwrite']])('also with if-exists: %s', async (ifExists) => {
    await index.drop(`narf/${ONE}`)
    expect(await again(all, ifExists)).toEqual(['created'])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('leaves it yanked', async () => {
    const project = await readProject(index.store, 'narf', 'narf')
    await yankVersion(index.store, project, '1.0', { reason: 'broken' })
    await index.drop(`narf/${ONE}`)
    expect(await again(all)).toEqual(['created'])
    expect((await index.entries('narf')).map(({ yanked }) => yanked)).toEqual(['broken', undefined, 'broken'])
  })

  test('promises nothing beside it that is gone, and was not brought along', async () => {
    for (const name of [ONE, `${ONE}.asc`, `${ONE}.provenance`]) await index.drop(`narf/${name}`)
    expect(await again({ [ONE]: wheel })).toEqual(['created'])
    expect(await index.problems({ deep: true })).toEqual([])
    expect((await index.reindex()).changed).toEqual([])
  })

  test('knows of attestations that lie beside it still, where it puts back metadata alone', async () => {
    for (const name of [`${ONE}.metadata`, `${ONE}.asc`]) await index.drop(`narf/${name}`)
    expect(await again({ [ONE]: wheel })).toEqual(['same'])
    const [entry] = await index.entries('narf')
    expect([entry?.hasSignature, entry?.hasProvenance]).toEqual([false, true])
    expect(await index.problems({ deep: true })).toEqual([])
  })

  test('enters the file that it finds there, where a push that put it back was killed', async () => {
    await index.drop(`narf/${ONE}`)
    await index.put(`narf/${ONE}`, wheel)
    expect(await again(all)).toEqual(['same'])
    expect(await index.problems({ deep: true })).toEqual([])
    expect((await index.reindex()).changed).toEqual([])
  })

  test('refuses what was exchanged: other bytes are there', async () => {
    const other = wheelSaying('narf', '1.0', 'other bytes')
    await index.put(`narf/${ONE}`, other)
    const { files, failures } = await index.push({ [ONE]: wheel })
    expect([files, failures.map(({ error }) => error.message)]).toEqual([
      [],
      [expect.stringContaining(`${ONE} is in the index, and other bytes are stored in its place`)]
    ])
    expect((await index.push({ [ONE]: wheel }, { ifExists: 'skip' })).files[0]?.outcome).toBe('skipped')
    expect((await index.everything())[`narf/${ONE}`]).toBe(other.toString('latin1'))
  })

  test.each<[when: string, happens: (other: Buffer) => Promise<unknown>, says: string]>([
    [
      'was overwritten',
      (other) => index.push({ [ONE]: other }, { ifExists: 'overwrite' }),
      'exists already with other bytes'
    ],
    [
      'is being overwritten',
      async (other) => {
        const project = await readProject(index.store, 'narf', 'narf')
        await clearFiles(index.store, project, new Map([[ONE, '1.0']]))
        await index.put(`narf/${ONE}`, other)
      },
      'is stored already with other bytes, and is not in the index'
    ]
  ])('says of what %s since it was looked up what it is now', async (_when, happens, says) => {
    const { artifacts } = index.store
    let happened: Promise<unknown> | undefined
    const store: Store = {
      ...index.store,
      artifacts: {
        ...artifacts,
        find: async (key, options) => {
          if (key.filename === ONE) await (happened ??= happens(wheelSaying('narf', '1.0', 'other bytes')))
          return artifacts.find(key, options)
        }
      }
    }
    const { failures } = await indexIn(store).push({ [ONE]: wheel })
    expect(failures.map(({ error }) => error.message)).toEqual([expect.stringContaining(`${ONE} ${says}`)])
  })
})
