import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { registry } from '../support/command-line.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

let folder = ''
let fake: S3Fake | undefined

afterEach(async () => {
  await fake?.close()
  await rm(folder, { recursive: true, force: true })
})

test.each([
  { preconditions: 'ignored', status: 1 },
  { preconditions: 'strict', status: 0 }
] as const)(
  'a service that a profile names is probed, too: $preconditions ends with $status',
  async ({ preconditions, status }) => {
    folder = await mkdtemp(join(tmpdir(), 'registry-endpoint-'))
    fake = await startS3Fake({ buckets: ['bucket'], preconditions })
    const config = join(folder, 'config')
    await mkdir(folder, { recursive: true })
    await writeFile(
      config,
      [
        '[profile elsewhere]',
        `endpoint_url = ${fake.endpoint}`,
        `region = ${fake.region}`,
        `aws_access_key_id = ${fake.accessKeyId}`,
        `aws_secret_access_key = ${fake.secretAccessKey}`
      ].join('\n')
    )
    await writeFile(join(folder, 'narf.txt'), 'narf')
    const args = [
      'push',
      'narf',
      '1.0',
      'narf.txt',
      '--store',
      's3://bucket',
      '--profile',
      'elsewhere',
      '--json'
    ]
    const pushed = await registry(args, {
      cwd: folder,
      env: { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: config }
    })
    expect({ status: pushed.status, stderr: status === 0 ? '' : pushed.stderr }).toEqual({
      status,
      stderr: status === 0 ? '' : expect.stringContaining('ignores the preconditions of writes')
    })
    expect(fake.objects('bucket').has('narf/tycho_1.0.pkg')).toBe(status === 0)
    if (status === 0) expect(pushed.stdout).toContain(`${fake.endpoint}/bucket/narf/tycho_1.0.pkg`)
  }
)
