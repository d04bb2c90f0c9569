/** What is computed: `md5-parts` is S3's ETag of an upload in parts of `partSize` bytes. */
export type HashAlgorithm =
  { readonly name: 'sha256' | 'md5' | 'crc32' } | { readonly name: 'md5-parts'; readonly partSize: number }

/** What a hashing thread computes in one pass: one digest, or two, as text with a space between them. */
export type HashTask = HashAlgorithm | { readonly name: 'sha256 md5' }

/** What a hashing thread is told: a file to begin, how much of it is in place, and how long it is in the end. */
export type HashRequest =
  | { readonly type: 'start'; readonly path: string; readonly algorithm: HashTask }
  | { readonly type: 'written'; readonly bytes: number }
  | { readonly type: 'finish'; readonly size: number }

/** What a hashing thread answers, once a file. The code is Node's, or `EOF` for a file that is too short. */
export type HashReply =
  | { readonly ok: true; readonly digest: string }
  | { readonly ok: false; readonly code: string | undefined; readonly message: string }

/** What pieces are given to, in their order; and what they come to, in lower-case hex. */
export interface Hashing {
  update(bytes: Uint8Array): void
  digest(): string
}

/**
 * The program of a hashing thread. It is sent to the thread as text, and `start` with it, so it may use nothing from outside
 * its own body.
 */
export function hashWorker(start: (algorithm: HashTask) => Hashing): void {
  const fs = process.getBuiltinModule('node:fs')
  const port = process.getBuiltinModule('node:worker_threads').parentPort
  if (port === null) throw new Error('this is not a worker thread')
  const buffer = Buffer.allocUnsafeSlow(1024 * 1024)
  let file = -1
  let position = 0
  let failed = false
  let hasher = start({ name: 'sha256' })

  port.on('message', (request: HashRequest) => {
    if (failed && request.type !== 'start') return
    try {
      if (request.type === 'start') {
        failed = false
        file = fs.openSync(request.path, 'r')
        position = 0
        hasher = start(request.algorithm)
      } else if (request.type === 'written') {
        readUpTo(request.bytes)
      } else {
        readUpTo(request.size)
        close()
        port.postMessage({ ok: true, digest: hasher.digest() })
      }
    } catch (error) {
      failed = true
      close()
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
      port.postMessage({ ok: false, code, message: error instanceof Error ? error.message : String(error) })
    }
  })

  function readUpTo(limit: number) {
    while (position < limit) {
      const read = fs.readSync(file, buffer, 0, Math.min(buffer.length, limit - position), position)
      if (read === 0)
        throw Object.assign(new Error(`it ends after ${position} bytes, not ${limit}`), { code: 'EOF' })
      hasher.update(buffer.subarray(0, read))
      position += read
    }
  }

  function close() {
    if (file !== -1) fs.closeSync(file)
    file = -1
  }
}

/** A digest that is computed piece by piece. Like the program of a thread it uses nothing from outside its own body. */
export function hashing(algorithm: HashTask): Hashing {
  const crypto = process.getBuiltinModule('node:crypto')
  const zlib = process.getBuiltinModule('node:zlib')
  if (algorithm.name === 'md5-parts') return startParts(algorithm.partSize)
  if (algorithm.name === 'crc32') {
    let crc = 0
    return {
      update: (bytes) => {
        crc = zlib.crc32(bytes, crc)
      },
      digest: () => crc.toString(16).padStart(8, '0')
    }
  }
  const hashes = algorithm.name.split(' ').map((name) => crypto.createHash(name))
  return {
    update: (bytes) => {
      for (const hash of hashes) hash.update(bytes)
    },
    digest: () => hashes.map((hash) => hash.digest('hex')).join(' ')
  }

  function startParts(partSize: number) {
    const whole = crypto.createHash('md5')
    let part = crypto.createHash('md5')
    let parts = 0
    let filled = 0
    const endPart = () => {
      whole.update(part.digest())
      part = crypto.createHash('md5')
      parts += 1
      filled = 0
    }
    return {
      update: (bytes: Uint8Array) => {
        let rest = bytes
        while (rest.length > 0) {
          const piece = rest.subarray(0, partSize - filled)
          part.update(piece)
          filled += piece.length
          rest = rest.subarray(piece.length)
          if (filled === partSize) endPart()
        }
      },
      digest: () => {
        if (filled > 0 || parts === 0) endPart()
        return `${whole.digest('hex')}-${parts}`
      }
    }
  }
}
