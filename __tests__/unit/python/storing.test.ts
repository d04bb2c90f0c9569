import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import { readDistribution } from '../../../src/python/distributions/read.ts'
import { keyOf, putBeside, storeUpload, type Upload } from '../../../src/python/storing.ts'
import { uploadOf } from '../../../src/python/upload.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, wheelSaying, type PythonIndex } from '../../support/python-index.ts'

const NAME = wheelName('narf', '1.0')
const PROJECT = { name: 'my-narf', folder: 'My-Narf' }
const AT = `My-Narf/${NAME}`

describe.each(INDEXES)('storing in %s', (_, open) => {
  let index: PythonIndex
  let files: Scratch
  beforeEach(async () => {
    index = await open()
    files = scratch()
  })
  afterEach(async () => {
    await index.close()
    files.remove()
  })

  const uploading = async (bytes: Uint8Array): Promise<Upload> =>
    uploadOf(await readDistribution(await files.write(NAME, bytes), []))
  const store = (upload: Upload) => storeUpload(index.store, { project: PROJECT, upload, overwrite: false })
  const digest = async (path: string) => {
    const everything = await index.everything()
    return everything[path] === undefined ? undefined : sha256(Buffer.from(everything[path], 'latin1'))
  }

  test('puts a file and what lies beside it into the folder of its project', async () => {
    const stored = await store(await uploading(wheelOf()))
    expect(stored?.created.map(({ key }) => key.path)).toEqual([AT, `${AT}.metadata`])
    expect(stored?.revision).toBe(stored?.created[0]?.revision)
    expect(await digest(AT)).toBe(sha256(wheelOf()))
    expect(await index.text(`${AT}.metadata`)).toContain('Name: narf\n')
  })

  test('of the same bytes again creates nothing, and knows the revision', async () => {
    const first = await store(await uploading(wheelOf()))
    expect(await store(await uploading(wheelOf()))).toMatchObject({
      revision: first?.revision,
      created: []
    })
  })

  test('of the same bytes again is its own, where it writes over them', async () => {
    const upload = await uploading(wheelOf())
    await store(upload)
    const again = await storeUpload(index.store, { project: PROJECT, upload, overwrite: true })
    expect(again?.created.map(({ key }) => key.path)).toEqual([AT, `${AT}.metadata`])
    expect(again?.revision).toBe(again?.created[0]?.revision)
  })

  test('completes what was left half done', async () => {
    await store(await uploading(wheelOf()))
    await index.drop(`${AT}.metadata`)
    const again = await store(await uploading(wheelOf()))
    expect(again?.created.map(({ key }) => key.path)).toEqual([`${AT}.metadata`])
  })

  test('leaves other bytes alone, and takes back what it put beside them, less metadata that others may tell of', async () => {
    await index.put(AT, wheelSaying('narf', '1.0', 'other'))
    const upload = await uploading(wheelOf())
    const signature = { filename: `${NAME}.asc`, bytes: Buffer.from('signed'), contentType: 'text/plain' }
    expect(await store({ ...upload, beside: [...upload.beside, signature] })).toBeUndefined()
    expect(Object.keys(await index.everything()).sort()).toEqual([AT, `${AT}.metadata`])
    expect(await digest(AT)).toBe(sha256(wheelSaying('narf', '1.0', 'other')))
  })

  test('knows other bytes also where they are as many, and lie where the same ones were', async () => {
    const wheel = wheelSaying('narf', '1.0', 'one thing')
    await store(await uploading(wheel))
    await index.put(AT, wheelSaying('narf', '1.0', 'the other'))
    expect(await store(await uploading(wheel))).toBeUndefined()
  })

  test.each<[what: string, there: string | undefined]>([
    ['is not there', undefined],
    ['is there', 'right\n'],
    ['is there with as many other bytes', 'wrong\n'],
    ['is there with more bytes', 'something else\n'],
    ['is there empty', '']
  ])('puts beside a file what %s', async (_what, there) => {
    const path = `${AT}.metadata`
    if (there !== undefined) await index.put(path, there)
    const beside = { filename: `${NAME}.metadata`, bytes: Buffer.from('right\n'), contentType: 'text/plain' }
    await putBeside(index.store, keyOf(PROJECT, '1.0', `${NAME}.metadata`), beside)
    expect(await index.text(path)).toBe('right\n')
  })

  test('of one file by many at once leaves one of them, and all know it', async () => {
    const upload = await uploading(wheelOf())
    const all = await Promise.all(Array.from({ length: 6 }, () => store(upload)))
    expect(new Set(all.map((stored) => stored?.revision)).size).toBe(1)
    expect(
      all
        .flatMap((stored) => stored?.created ?? [])
        .map(({ key }) => key.path)
        .sort()
    ).toEqual([AT, `${AT}.metadata`])
  })
})
