/** Reads a distribution in a process of its own, and prints what came of it: `node read-distribution.ts FILE`. */
import { readFileSync } from 'node:fs'
import { isRegistryError } from '../../src/errors.ts'
import { readDistribution } from '../../src/python/distributions/read.ts'

const [, , file = ''] = process.argv
const message = await readDistribution(file, []).then(
  () => 'read',
  (error: unknown) => {
    if (!isRegistryError(error)) throw error
    return error.message
  }
)
const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
process.stdout.write(JSON.stringify({ message, peak: Number(kibibytes) * 1024 }))
