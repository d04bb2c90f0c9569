import { s3Storage } from '../support/s3-storage.ts'
import { describeWith, startVersitygw } from '../support/testbed.ts'
import { storeContract } from './store-contract.ts'

const PART = 5 * 1024 * 1024

describeWith('versitygw', 'versitygw', () => {
  storeContract('S3 on versitygw', async () => {
    const server = await startVersitygw()
    await server.createBucket('bucket')
    return s3Storage(server, 'some/where/', PART)
  })
})
