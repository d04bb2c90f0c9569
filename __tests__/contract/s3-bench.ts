/** The S3 driver on the fake, for tests of one thing each. */
import { afterEach } from '@jest/globals'
import { openS3 } from '../../src/stores/s3/index.ts'
import type { S3Tuning } from '../../src/stores/s3/options.ts'
import type { Store } from '../../src/stores/store.ts'
import { keyOf, readAll, scratch, type Scratch } from '../support/artifacts.ts'
import { s3Options, type S3Changes } from '../support/open-store.ts'
import { startS3Fake, type S3Fake, type S3FakeOptions } from '../support/s3-fake/index.ts'
import { placeOf } from '../support/s3-storage.ts'

/** Bytes of a part in these tests. */
export const PART = 16 * 1024

/** A fake service, stores on it, and a folder for files. */
export interface S3Bench {
  readonly fake: S3Fake
  readonly files: Scratch
  /** A new client. */
  readonly open: (
    changes?: S3Changes & { tuning?: Partial<S3Tuning>; bucket?: string; prefix?: string }
  ) => Store
}

/** Benches that end with the test they were made for. */
export function useS3(): (options?: S3FakeOptions) => Promise<S3Bench> {
  const closers: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })
  return async (options = {}) => {
    const fake = await startS3Fake({ minPartSize: 1024, ...options })
    const files = scratch()
    closers.push(files.remove, fake.close)
    return {
      fake,
      files,
      open: ({ tuning = {}, bucket = 'bucket', prefix = '', ...changes } = {}) => {
        const place = placeOf(fake, { bucket, prefix, tuning: { partSize: PART, baseDelay: 0, ...tuning } })
        const store = openS3(s3Options({ ...place, region: 'us-east-1' }, changes))
        closers.push(() => store.close())
        return store
      }
    }
  }
}

/** The bytes of an artifact, or undefined where there is none. */
export async function contentOf(store: Store, path: string): Promise<string | undefined> {
  const opened = await store.artifacts.open(keyOf(path))
  return opened === undefined ? undefined : (await readAll(opened.body)).toString('latin1')
}

/** The text of a document, or undefined where there is none. */
export async function textOf(store: Store, path: string): Promise<string | undefined> {
  const { body } = await store.documents.read(path)
  return body === undefined ? undefined : Buffer.from(body).toString()
}
