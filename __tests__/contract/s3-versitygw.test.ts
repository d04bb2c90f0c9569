import { s3Storage } from '../support/s3-storage.ts'
import { describeWith, startVersitygw } from '../support/testbed.ts'
import { s3Contract } from './s3-contract.ts'
import { storeContract } from './store-contract.ts'

const PART = 5 * 1024 * 1024

const begin = async () => {
  const server = await startVersitygw()
  await server.createBucket('bucket', { publicRead: true })
  return server
}

describeWith('versitygw', 'versitygw', () => {
  storeContract('S3 on versitygw', async () =>
    s3Storage(await begin(), 'some/where/', PART, { holdsFolderPages: false })
  )
  s3Contract('S3 on versitygw', begin)
})
