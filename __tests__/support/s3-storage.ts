/** Storage for the S3 driver: a bucket of the fake, or of a server of the test bed. */
import type { Storage } from '../contract/store-contract.ts'
import { removeFound } from './artifacts.ts'
import type { S3Place } from './open-store.ts'
import { start } from './processes.ts'

/** A service that was started, with a bucket in it. */
export interface Service {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  close(): Promise<void>
}

/** Where a store in a bucket of the service is. */
export function placeOf(service: Service, more: Partial<S3Place> = {}): S3Place {
  const { endpoint, region, accessKeyId, secretAccessKey } = service
  const where = { endpoint, region, accessKeyId, secretAccessKey }
  return { kind: 's3', bucket: 'bucket', prefix: '', tuning: {}, ...where, ...more }
}

/** Storage in the service's bucket. Listings come in pages of two. */
export function s3Storage(
  service: Service,
  prefix: string,
  partSize: number,
  { holdsFolderPages = true }: { holdsFolderPages?: boolean } = {}
): Storage {
  const place = placeOf(service, { prefix, tuning: { partSize, pageSize: 2 } })
  const longest = 1024 - Buffer.byteLength(prefix)
  const segments = `${'k'.repeat(99)}/`.repeat(11)
  return {
    place,
    partSize,
    edges: {
      taken: [segments.slice(0, longest), `${segments.slice(0, longest - 3)}/ü`],
      refused: [segments.slice(0, longest + 1), `${segments.slice(0, longest - 2)}/ü`]
    },
    holdsFolderPages,
    holdsOwnPage: holdsFolderPages && prefix !== '',
    addressEnd: (path) => `/${path}`,
    lose: removeFound,
    interrupt: async (path, file) => {
      const { status, output } = await start('interrupted.ts', JSON.stringify(place), path, file).ended
      if (status === 0 || output !== '') throw new Error(`it was not interrupted:\n${output}`)
    },
    close: () => service.close()
  }
}
