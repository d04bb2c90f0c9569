/** Reads a distribution in a process of its own, and prints what came of it: `node read-distribution.ts FILE`. */
import { readFileSync } from 'node:fs'
import { isRegistryError } from '../../src/errors.ts'
import { readDistribution } from '../../src/python/distributions/read.ts'

const [, , file = ''] = process.argv
const began = process.cpuUsage()
const message = await readDistribution(file, []).then(
  () => 'read',
  (error: unknown) => {
    if (!isRegistryError(error)) throw error
    return error.message
  }
)
const { user, system } = process.cpuUsage(began)
const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
process.stdout.write(JSON.stringify({ message, peak: Number(kibibytes) * 1024, cpu: (user + system) / 1e6 }))
