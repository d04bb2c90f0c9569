import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import type { AwsCredentialIdentity } from '@smithy/types'

/** What is signed of a request: path and query are encoded, the query is sorted, names of headers are in lower case. */
export interface Unsigned {
  readonly method: string
  readonly path: string
  readonly query: string
  /** With `host` and `x-amz-content-sha256`. All of them are signed. */
  readonly headers: Readonly<Record<string, string>>
}

/** The headers to send for a request, with its signature. */
export type Sign = (
  request: Unsigned,
  credentials: AwsCredentialIdentity,
  now: Date
) => Record<string, string>

/**
 * Signs requests to S3 in one region, by Signature Version 4 in the authorization header:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function signingFor(region: string): Sign {
  const keyFor = keysOf(region)
  return ({ method, path, query, headers: given }, credentials, now) => {
    const { accessKeyId, sessionToken } = credentials
    const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
    const day = time.slice(0, 8)
    const headers: Record<string, string> = { ...given, 'x-amz-date': time }
    if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken
    const names = Object.keys(headers).sort()
    const lines = names.map((name) => `${name}:${tidy(headers[name] ?? '')}\n`).join('')
    const signed = names.join(';')
    const canonical = `${method}\n${path}\n${query}\n${lines}\n${signed}\n${given['x-amz-content-sha256'] ?? ''}`
    const scope = `${day}/${region}/s3/aws4_request`
    const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`
    const signature = createHmac('sha256', keyFor(credentials, day)).update(text).digest('hex')
    headers['authorization'] =
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`
    return headers
  }
}

/** Keys are good for a day; the last one is kept. */
function keysOf(region: string): (credentials: AwsCredentialIdentity, day: string) => KeyObject {
  let last: { readonly secret: string; readonly day: string; readonly key: KeyObject } | undefined
  return ({ secretAccessKey: secret }, day) => {
    if (last?.secret !== secret || last.day !== day) {
      const bytes = [day, region, 's3', 'aws4_request'].reduce(
        (key, part) => createHmac('sha256', key).update(part).digest(),
        Buffer.from(`AWS4${secret}`)
      )
      last = { secret, day, key: createSecretKey(bytes) }
    }
    return last.key
  }
}

/** Blanks count once, and not at the ends. */
function tidy(value: string): string {
  return value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '')
}
