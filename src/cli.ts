#!/usr/bin/env node
import * as module from 'node:module'
import { VERSION } from './version.ts'

// Later commands start from compiled code. Node 20 has no such cache, and does without.
if ('enableCompileCache' in module) module.enableCompileCache()
const { readArguments } = await import('./cli/program.ts')
const reading = await readArguments(process.argv.slice(2), VERSION)
if ('exitCode' in reading) {
  process.exitCode = reading.exitCode
} else {
  const { main } = await import('./cli/main.ts')
  process.exitCode = await main(reading.invocation, process.env)
}
