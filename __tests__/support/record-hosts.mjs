// Loaded into a step before anything else (NODE_OPTIONS=--import): notes every host that is looked up or connected to
// in the file that RECORD_HOSTS names, one a line, and lets the step go on.
import { appendFileSync } from 'node:fs'
import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import process from 'node:process'

const file = process.env['RECORD_HOSTS']
const note = (line) => appendFileSync(file, `${line}\n`)

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args
  const target =
    typeof options === 'object'
      ? (options.path ?? `${options.host ?? 'localhost'}:${options.port}`)
      : args.join(':')
  note(`connect ${target}`)
  return connect.apply(this, args)
}

for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  for (const module of [dns, dns.promises]) {
    const original = module[name]
    module[name] = function (host, ...rest) {
      note(`lookup ${host}`)
      return original.call(this, host, ...rest)
    }
  }
}

const { send } = dgram.Socket.prototype
dgram.Socket.prototype.send = function (...args) {
  note(`datagram ${args.filter((each) => typeof each !== 'object' && typeof each !== 'function').join(':')}`)
  return send.apply(this, args)
}

syncBuiltinESMExports()
