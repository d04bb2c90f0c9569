// Runs a server for a test, and ends it when the test's process ends, however that one ends: it holds the other
// end of this process's standard input.
//
//     node guard.mjs FOLDER COMMAND ARGUMENT…        FOLDER is removed with the test's process
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import process from 'node:process'

const [folder, command, ...args] = process.argv.slice(2)
const server = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })

let abandoned = false
const stop = () => {
  server.kill('SIGKILL')
}
process.stdin.on('close', () => {
  abandoned = true
  stop()
})
process.stdin.resume()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(127)
})
server.on('exit', (status) => {
  // Where the server ended by itself, the test still reads its log.
  if (abandoned) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(status ?? 1)
})
