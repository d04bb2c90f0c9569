import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand
} from '@aws-sdk/client-s3'
import { RegistryError } from '../../errors.ts'
import { writeArgs } from './metadata.ts'
import { putting } from './put.ts'
import type { Condition } from './quoting.ts'
import { isUnexpected, type Requests } from './requests.ts'

/** Whether a write may carry a precondition and be believed. */
export interface Preconditions {
  /** `kept`: they hold. `ignored`: they do not, and the user accepts that. Else throws `unsupported`. */
  forPut(): Promise<'kept' | 'ignored'>
  forMultipart(): Promise<'kept' | 'ignored'>
}

/** Finds out once a store, before the first conditional write, whether the service honours preconditions. */
export function probing(requests: Requests): Preconditions {
  let put: Promise<'kept' | 'ignored'> | undefined
  let multipart: Promise<'kept' | 'ignored'> | undefined
  const isKnown = async () => isKnownToKeep((await requests.connection()).url)
  const decide = async (keeps: Promise<boolean>, what: string): Promise<'kept' | 'ignored'> => {
    if (await keeps) return 'kept'
    if (!requests.options.allowRaces) throw ignoring(requests, what)
    requests.options.log.warning(
      `${requests.nameOf('')} ignores the preconditions of ${what}, so two jobs that publish at the same moment can overwrite each other; going on, as allow-races says`
    )
    return 'ignored'
  }
  const askForPut = async () => ((await isKnown()) ? 'kept' : decide(putsAreRefused(requests), 'writes'))
  const forPut = () => (put ??= askForPut())
  const askForMultipart = async () => {
    if (await isKnown()) return 'kept'
    if ((await forPut()) === 'ignored') return 'ignored'
    return decide(completesAreRefused(requests), 'multipart uploads')
  }
  return { forPut, forMultipart: () => (multipart ??= askForMultipart()) }
}

/** The object that is probed with: no part of the registry. No slash in its own name: tools that list folders do not see it. */
export const PROBE = '.registry-probe'
const CONTENT = 'This object tells whether the service honours preconditions of writes.\n'
const NO_REVISION = '"00000000000000000000000000000000"'

/** Services that were tested and whose documentation promises it, wherever their address was set. */
function isKnownToKeep({ hostname }: URL): boolean {
  return /\.amazonaws\.com(\.cn)?$/.test(hostname) || hostname.endsWith('.r2.cloudflarestorage.com')
}

/** Whoever reads this knows nothing of the object. */
function askedOf(requests: Requests) {
  const doing = `writing ${requests.nameOf(PROBE)}, a test of the service before the first write`
  return { doing, needs: 's3:PutObject' } as const
}

async function putsAreRefused(requests: Requests): Promise<boolean> {
  const first = await tryPut(requests, { IfNoneMatch: '*' })
  if (first === 'unsupported') return false
  if (first === 'written' && (await tryPut(requests, { IfNoneMatch: '*' })) !== 'refused') return false
  return (await tryPut(requests, { IfMatch: NO_REVISION })) === 'refused'
}

async function tryPut(
  requests: Requests,
  condition: Condition
): Promise<'written' | 'refused' | 'unsupported'> {
  const result = await requests.ask(
    {
      ...askedOf(requests),
      call: putting(requests, {
        ...{ kind: 'document', path: PROBE, body: Buffer.from(CONTENT), contentType: 'text/plain' },
        condition
      })
    },
    'refused',
    'unsupported'
  )
  return isUnexpected(result) ? result.answer : 'written'
}

async function completesAreRefused(requests: Requests): Promise<boolean> {
  const asked = askedOf(requests)
  const target = { ...requests.bucket, Key: requests.key(PROBE) }
  const { UploadId } = await requests.send({
    ...asked,
    call: (client) =>
      client.send(
        new CreateMultipartUploadCommand({ ...target, ...writeArgs(requests.options.putArgs, 'document') })
      )
  })
  const abort = () =>
    requests.sendOnce({
      ...asked,
      call: (client) => client.send(new AbortMultipartUploadCommand({ ...target, UploadId }))
    })
  const complete = async (ETag: string | undefined, condition: Condition) => {
    const result = await requests.ask(
      {
        ...asked,
        call: (client) =>
          client.send(
            new CompleteMultipartUploadCommand({
              ...target,
              UploadId,
              MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] },
              ...condition
            })
          )
      },
      'refused',
      'unsupported',
      'no-upload'
    )
    return isUnexpected(result) && result.answer === 'refused'
  }
  try {
    const { ETag } = await requests.send({
      ...asked,
      call: (client) =>
        client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: Buffer.from(CONTENT) }))
    })
    return (await complete(ETag, { IfNoneMatch: '*' })) && (await complete(ETag, { IfMatch: NO_REVISION }))
  } finally {
    await abort()
  }
}

function ignoring(requests: Requests, what: string): RegistryError {
  return new RegistryError(
    'unsupported',
    `${requests.nameOf('')}: the service ignores the preconditions of ${what} (If-None-Match, If-Match)`,
    {
      hint: 'Two jobs that publish at the same moment would overwrite each other. Use a service that honours them (docs/storage-services.md lists those that were tested), or accept the risk with `allow-races: true`.'
    }
  )
}
