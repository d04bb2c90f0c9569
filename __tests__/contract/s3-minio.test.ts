import { s3Storage } from '../support/s3-storage.ts'
import { describeWith, startMinio } from '../support/testbed.ts'
import { s3Contract } from './s3-contract.ts'
import { storeContract } from './store-contract.ts'

const PART = 5 * 1024 * 1024

const begin = async () => {
  const server = await startMinio()
  await server.createBucket('bucket', { publicRead: true })
  return server
}

describeWith('minio', 'MinIO', () => {
  storeContract('S3 on MinIO', async () => s3Storage(await begin(), 'some/where/', PART))
  s3Contract('S3 on MinIO', begin)
})
