import { startS3Fake } from '../support/s3-fake/index.ts'
import { s3Storage } from '../support/s3-storage.ts'
import { s3Contract } from './s3-contract.ts'
import { storeContract } from './store-contract.ts'

const PART = 64 * 1024

storeContract('S3', async () => s3Storage(await startS3Fake({ minPartSize: PART }), '', PART))
storeContract(
  'S3, below a prefix, where no ETag is an MD5',
  async () => s3Storage(await startS3Fake({ minPartSize: PART, etags: 'opaque' }), 'a b+ü/%/', PART),
  { light: true }
)
s3Contract('S3', () => startS3Fake({ anonymousRead: true }))
