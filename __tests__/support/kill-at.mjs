// Preloaded into a process that a test wants dead at a certain point: it is killed in place of the n-th change
// of the file system, n being KILL_AT. What came before is done, and nothing after it. KILL_OF names the changes that
// are counted, separated by commas; without it all are.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import process from 'node:process'

const last = Number(process.env.KILL_AT)
const chosen = process.env.KILL_OF?.split(',')
let calls = 0

function counted(owner, name) {
  if (chosen?.includes(name) === false) return
  const original = owner[name]
  owner[name] = function (...args) {
    calls += 1
    if (calls === last) process.kill(process.pid, 'SIGKILL')
    return original.apply(this, args)
  }
}

const handle = await fs.promises.open(import.meta.filename)
for (const name of ['writeFile', 'sync', 'close']) counted(Object.getPrototypeOf(handle), name)
await handle.close()
// Reading changes nothing: to be killed before it is to be killed after the change before it.
for (const name of ['chmod', 'copyFile', 'link', 'mkdir', 'open', 'rename', 'rm', 'writeFile']) {
  counted(fs.promises, name)
}
syncBuiltinESMExports()
calls = 0
