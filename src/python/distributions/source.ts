import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { fileError, RegistryError } from '../../errors.ts'
import type { Artifact, ArtifactKey, Artifacts, OpenArtifact, Revision } from '../../stores/store.ts'
import { chunksOf } from '../../transfer/stream.ts'

/** The bytes of a distribution, wherever they are: what is needed is read, and no more. */
export interface Source {
  /** How messages name it. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** The bytes from `start` up to and without `end`, both within the size: all of them, or an error. */
  read(start: number, end: number): Promise<Buffer>
  /** All bytes from the front. A reader that has enough destroys the stream. */
  stream(): Promise<Readable>
}

/** A file of this machine. */
export function fileSource(path: string, size: number): Source {
  return {
    name: basename(path),
    size,
    async read(start, end) {
      const bytes = Buffer.allocUnsafe(end - start)
      const read = await readInto(path, bytes, start).catch((error: unknown) => {
        throw fileError(error, path, 'reading')
      })
      if (read < bytes.length) throw changed(path)
      return bytes
    },
    async stream() {
      const file = await open(path, 'r').catch((error: unknown) => {
        throw fileError(error, path, 'reading')
      })
      return file.createReadStream({ highWaterMark: 256 * 1024 })
    }
  }
}

/** An artifact of a store as a source, and what the store said of it when the first bytes came. */
export interface ArtifactSource extends Source {
  /** Undefined as long as nothing was read. */
  readonly artifact: () => Artifact | undefined
}

/**
 * An artifact of a store, of which `size` bytes are known to be there. Every read is one request for a range, and all of
 * them are of one state of the artifact: `conflict` where it was replaced between two, `not-found` where it has gone.
 */
export function artifactSource(artifacts: Artifacts, key: ArtifactKey, size: number): ArtifactSource {
  let seen: Artifact | undefined
  const openAt = async (range?: { start: number; end: number }): Promise<OpenArtifact> => {
    const revision: Revision | undefined = seen?.revision
    const opened = await artifacts.open(key, {
      ...(range === undefined ? {} : { range }),
      ...(revision === undefined ? {} : { revision })
    })
    if (opened === undefined) throw gone(key.path)
    if (opened.artifact.size !== size) {
      opened.body.destroy()
      throw changed(key.path)
    }
    seen ??= opened.artifact
    return opened
  }
  return {
    name: key.filename,
    size,
    artifact: () => seen,
    async read(start, end) {
      if (start === end) return Buffer.alloc(0)
      const { body } = await openAt({ start, end })
      const chunks: Buffer[] = []
      for await (const chunk of chunksOf(body)) chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      if (bytes.length !== end - start) throw changed(key.path)
      return bytes
    },
    stream: async () => (await openAt()).body
  }
}

async function readInto(path: string, bytes: Buffer, position: number): Promise<number> {
  const file = await open(path, 'r')
  try {
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, position + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return filled
  } finally {
    await file.close()
  }
}

function changed(what: string): RegistryError {
  return new RegistryError('conflict', `${what} changed while it was being read`, {
    hint: 'Let the step that writes it end first, then run this one again.'
  })
}

function gone(path: string): RegistryError {
  return new RegistryError('not-found', `${path} is not there any more`, {
    hint: 'Somebody removed it meanwhile. Run the step again.'
  })
}
