import { s3Storage } from '../support/s3-storage.ts'
import { describeWith, startMinio } from '../support/testbed.ts'
import { storeContract } from './store-contract.ts'

const PART = 5 * 1024 * 1024

describeWith('minio', 'MinIO', () => {
  storeContract('S3 on MinIO', async () => {
    const server = await startMinio()
    await server.createBucket('bucket')
    return s3Storage(server, 'some/where/', PART)
  })
})
