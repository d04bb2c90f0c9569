import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { startRunner, type Runner, type StepEnv } from '../support/action.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'

const KEYS = { accessKeyId: 'writer', secretAccessKey: 'secret-of-writer' }

let fake: S3Fake
let runner: Runner
beforeEach(async () => {
  fake = await startS3Fake({
    credentials: [
      KEYS,
      { ...KEYS, accessKeyId: 'reader', readOnly: true },
      { ...KEYS, accessKeyId: 'bygone', expired: true }
    ]
  })
  runner = await startRunner()
  await runner.write('narf.txt', 'narf')
})
afterEach(async () => {
  await Promise.all([fake.close(), runner.close()])
})

const as = (accessKeyId: string): Record<string, string> => ({
  'aws-access-key-id': accessKeyId,
  'aws-secret-access-key': KEYS.secretAccessKey
})

const inputs = (): Record<string, string> => ({
  ...{ mode: 'push', package: 'narf', version: '1', files: 'narf.txt' },
  ...{ store: 's3://bucket/team', 'endpoint-url': fake.endpoint, ...as('writer') }
})

interface Case {
  readonly given: Record<string, string>
  readonly env?: StepEnv
  readonly title: string
  readonly said: RegExp
}

const nobody = { 'aws-access-key-id': '', 'aws-secret-access-key': '' }

test.each<[string, Case]>([
  [
    'no credentials at all',
    {
      given: nobody,
      title: 'Access denied',
      said: /: the service denied access \(403: Access Denied\)\. No credentials were found\. Set the AWS_\* variables, /
    }
  ],
  [
    'credentials that may only read',
    {
      given: as('reader'),
      title: 'Access denied',
      said: /^writing s3:\/\/bucket\/team\/\.registry-probe, a test of the service before the first write: the service denied access \(403: Access Denied\)\. These credentials need s3:PutObject on bucket\/team\/\* /
    }
  ],
  [
    'credentials that have expired',
    { given: as('bygone'), title: 'Access denied', said: /: the credentials have expired\. Get new ones\. / }
  ],
  [
    'a profile that is not there',
    {
      given: { ...nobody, profile: 'nobody' },
      title: 'Access denied',
      said: /^the AWS credentials of the profile nobody could not be read: .*\. Check `profile`, /
    }
  ],
  [
    'a bucket that is not there',
    {
      given: { store: 's3://other' },
      title: 'Not found',
      said: /: there is no bucket other\. Check the name /
    }
  ],
  [
    'another region',
    {
      given: { region: 'eu-west-1' },
      title: 'Wrong input',
      said: /: bucket bucket is not in region eu-west-1, but in us-east-1\. Set `region: us-east-1`\.$/
    }
  ]
])('%s: one annotation says what it is and what to do, and nothing is written', async (_, wrong) => {
  const done = await runner.run({ ...inputs(), ...wrong.given }, wrong.env)
  expect(done.exitCode).toBe(1)
  expect(done.annotations).toEqual([
    { level: 'error', title: wrong.title, message: expect.stringMatching(wrong.said) }
  ])
  expect([...fake.objects('bucket').keys()]).toEqual([])
})

test('a service that ignores preconditions is refused, unless the user accepts that', async () => {
  fake.setPreconditions('ignored')
  const refused = await runner.run(inputs())
  expect(refused.annotations).toEqual([
    {
      level: 'error',
      title: 'Not supported',
      message: expect.stringMatching(
        /^s3:\/\/bucket\/team\/: the service ignores the preconditions of writes .* `allow-races: true`\.$/
      )
    }
  ])
  expect([...fake.objects('bucket').keys()]).toEqual(['team/.registry-probe'])
  const accepted = await runner.run({ ...inputs(), 'allow-races': 'true' })
  expect(accepted.annotations.map(({ level }) => level)).toEqual(['warning'])
  expect(accepted.outputs['created']).toBe('true')
})

test('a service that fails for a while is asked again, and the log says why that takes long', async () => {
  const busy = { kind: 'status', status: 503, code: 'SlowDown' } as const
  fake.faults({ operation: 'GetObject', key: /tycho\.json$/, times: 4, effect: busy })
  const done = await runner.run(inputs())
  expect(done.annotations).toEqual([])
  expect(done.outputs['created']).toBe('true')
  expect(done.log).toMatch(/^bucket does not answer as it should \(.*\); trying for a while$/m)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a step that is cancelled with %s ends at once, in words, and can be run again',
  async (signal) => {
    let cancel: () => void = () => undefined
    fake.faults({
      operation: 'PutObject',
      key: /\.pkg$/,
      times: 1,
      before: () => {
        cancel()
      },
      effect: { kind: 'hang' }
    })
    const done = await runner.run(inputs(), {}, (send) => {
      cancel = () => {
        send(signal)
      }
    })
    expect(done.exitCode).toBe(1)
    expect(done.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      `error: interrupted by ${signal}; what was published so far is valid, and running the step again completes it`
    ])
    const again = await runner.run(inputs())
    expect(again.outputs).toMatchObject({ created: 'true', version: '1' })
  }
)

test('a runner without job summaries is no reason to fail', async () => {
  const done = await runner.run(inputs(), { GITHUB_STEP_SUMMARY: undefined })
  expect(done.annotations).toEqual([])
  expect(done.outputs['created']).toBe('true')
})
