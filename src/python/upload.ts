import { renderProvenance, type Publisher } from './distributions/attestations.ts'
import type { Distribution } from './distributions/read.ts'
import { sha256 } from '../digest.ts'
import { METADATA_TYPE } from './indexing.ts'
import { metadataName, provenanceName, signatureName } from './layout.ts'
import type { Beside, Upload } from './storing.ts'

/** A distribution that was read, ready to be published with what belongs beside it. */
export function uploadOf(distribution: Distribution, publisher: Publisher = UNKNOWN): Upload {
  const { filename, kind, body, pythonVersion, metadata, metadataBytes, digests, signature, attestations } =
    distribution
  const beside: Beside[] = []
  if (metadataBytes !== undefined)
    beside.push({ filename: metadataName(filename), bytes: metadataBytes, contentType: METADATA_TYPE })
  if (signature !== undefined)
    beside.push({
      filename: signatureName(filename),
      bytes: signature,
      contentType: 'application/pgp-signature'
    })
  if (attestations.length > 0)
    beside.push(provenanceOf(filename, Buffer.from(renderProvenance(attestations, publisher))))
  return {
    file: {
      ...{ filename, kind, pythonVersion, size: body.size, digests, metadata },
      coreMetadata: metadataBytes === undefined ? undefined : sha256(metadataBytes),
      hasSignature: signature !== undefined,
      hasProvenance: attestations.length > 0
    },
    body,
    beside
  }
}

/** The same with a provenance document that was made before. */
export function withProvenance({ file, body, beside }: Upload, bytes: Uint8Array): Upload {
  return {
    file: { ...file, hasProvenance: true },
    body,
    beside: [...beside, provenanceOf(file.filename, bytes)]
  }
}

function provenanceOf(filename: string, bytes: Uint8Array): Beside {
  return {
    ...{ filename: provenanceName(filename), bytes },
    contentType: 'application/vnd.pypi.integrity.v1+json'
  }
}

/** Who published is what the operator of the index says; where nobody says it, it stays open. */
const UNKNOWN: Publisher = { kind: 'unknown' }
