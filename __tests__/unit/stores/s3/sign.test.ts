import { describe, expect, test } from '@jest/globals'
import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { signingFor } from '../../../../src/stores/s3/sign.ts'

describe('the examples of the documentation', () => {
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
  }
  const always = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  }

  test.each([
    {
      what: 'an object',
      request: { path: '/test.txt', query: '', headers: { ...always, range: 'bytes=0-9' } },
      signed: 'host;range;x-amz-content-sha256;x-amz-date',
      signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'
    },
    {
      what: 'a setting',
      request: { path: '/', query: 'lifecycle=', headers: always },
      signed: 'host;x-amz-content-sha256;x-amz-date',
      signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'
    },
    {
      what: 'a listing',
      request: { path: '/', query: 'max-keys=2&prefix=J', headers: always },
      signed: 'host;x-amz-content-sha256;x-amz-date',
      signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'
    }
  ])('$what', ({ request, signed, signature }) => {
    const sign = signingFor('us-east-1')
    const now = new Date('2013-05-24T00:00:00Z')
    expect(sign({ method: 'GET', ...request }, credentials, now)).toEqual({
      ...request.headers,
      'x-amz-date': '20130524T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=${signed}, Signature=${signature}`
    })
  })
})

describe('every request', () => {
  const word = fc.stringMatching(/^[\w.~%-]{1,12}$/)
  const value = fc.stringMatching(/^[\t -~]{0,20}$/)
  const requests = fc.record({
    method: fc.constantFrom('GET', 'HEAD'),
    segments: fc.array(word, { maxLength: 4 }),
    query: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.stringMatching(/^[a-z0-9]{0,4}$/), {
      maxKeys: 3
    }),
    headers: fc.dictionary(fc.constantFrom('range', 'if-match', 'x-amz-checksum-mode', 'x-amz-a'), value)
  })
  const keys = fc.record(
    {
      accessKeyId: fc.string({ minLength: 1 }),
      secretAccessKey: fc.string({ minLength: 1 }),
      sessionToken: fc.stringMatching(/^[\w+/=]{1,20}$/)
    },
    { requiredKeys: ['accessKeyId', 'secretAccessKey'] }
  )
  const day = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })

  test('is signed as the SDK signs it, whatever was signed before', async () => {
    const ours = signingFor('eu-west-3')
    await fc.assert(
      fc.asyncProperty(
        requests,
        keys,
        day,
        async ({ method, segments, query, headers }, credentials, now) => {
          const path = `/${segments.join('/')}`
          const all = { host: 'a.test:9000', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...headers }
          const sdk = new SignatureV4({
            ...{
              service: 's3',
              region: 'eu-west-3',
              credentials,
              uriEscapePath: false,
              applyChecksum: false
            },
            sha256: Hash.bind(null, 'sha256')
          })
          const theirs = await sdk.sign(
            { method, protocol: 'http:', hostname: 'a.test', path, query, headers: all },
            { signingDate: now }
          )
          const sorted = Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1))
          const text = sorted.map((pair) => pair.join('=')).join('&')
          expect(ours({ method, path, query: text, headers: all }, credentials, now)).toEqual(theirs.headers)
        }
      ),
      { numRuns: 500 }
    )
  })

  test('is signed with the keys of its day and of its credentials', () => {
    const sign = signingFor('us-east-1')
    const request = { method: 'GET', path: '/', query: '', headers: { host: 'a.test' } }
    const [one, other] = ['one', 'other'].map((secretAccessKey) => ({ accessKeyId: 'key', secretAccessKey }))
    const [today, tomorrow] = [new Date('2026-01-01T10:00:00Z'), new Date('2026-01-02T10:00:00Z')]
    const turns = [one, other, one].flatMap((keys) =>
      [today, tomorrow, today].map((now) => [keys!, now] as const)
    )
    for (const [keys, now] of turns) {
      expect(sign(request, keys, now)).toEqual(signingFor('us-east-1')(request, keys, now))
    }
  })
})
