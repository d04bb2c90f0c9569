import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { startS3Fake } from './index.ts'
import { preconditionModes } from './types.ts'

const number = v.pipe(v.string(), v.toNumber(), v.integer())

const schema = v.object({
  bucket: v.array(v.string()),
  port: number,
  region: v.exactOptional(v.string()),
  precondition: v.exactOptional(v.picklist(preconditionModes)),
  'page-size': v.exactOptional(number),
  'min-part-size': v.exactOptional(number),
  'access-key': v.string(),
  'secret-key': v.string(),
  'anonymous-read': v.boolean()
})

const { values } = parseArgs({
  options: {
    bucket: { type: 'string', multiple: true, default: ['bucket'] },
    port: { type: 'string', default: '0' },
    region: { type: 'string' },
    precondition: { type: 'string' },
    'page-size': { type: 'string' },
    'min-part-size': { type: 'string' },
    'access-key': { type: 'string', default: 'fake-access-key' },
    'secret-key': { type: 'string', default: 'fake-secret-key' },
    'anonymous-read': { type: 'boolean', default: false }
  }
})
const given = v.parse(schema, values)
const fake = await startS3Fake({
  buckets: given.bucket,
  port: given.port,
  anonymousRead: given['anonymous-read'],
  credentials: [{ accessKeyId: given['access-key'], secretAccessKey: given['secret-key'] }],
  ...(given.region === undefined ? {} : { region: given.region }),
  ...(given.precondition === undefined ? {} : { preconditions: given.precondition }),
  ...(given['page-size'] === undefined ? {} : { pageSize: given['page-size'] }),
  ...(given['min-part-size'] === undefined ? {} : { minPartSize: given['min-part-size'] })
})
const { endpoint, port, region, accessKeyId, secretAccessKey } = fake
process.stdout.write(`${JSON.stringify({ endpoint, port, region, accessKeyId, secretAccessKey })}\n`)
