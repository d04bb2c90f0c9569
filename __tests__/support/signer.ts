/** A program that takes what GnuPG is given, and knows what it has signed itself: for tests that need no real keys. */
export const SIGNER = `#!${process.execPath}
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
const args = process.argv.slice(2)
const after = (option) => args[args.indexOf(option) + 1]
const file = readFileSync(args.at(-1))
const key = args.includes('--local-user') ? after('--local-user') : 'own'
const bytes = Buffer.concat([Buffer.from([0x88, 0x75]), createHash('sha256').update(key).update(file).digest()])
const data = bytes.toString('base64') + '\\n' + Buffer.from('signed by narf').toString('base64')
const text = '-----BEGIN PGP SIGNATURE-----\\n\\n' + data + '\\n-----END PGP SIGNATURE-----\\n'
if (args.includes('--verify')) {
  const there = readFileSync(after('--verify'), 'utf8')
  if (there !== text) process.exit(there.includes(data.split('\\n')[1]) ? 1 : 2)
} else {
  writeFileSync(after('--output'), text, { flag: 'wx' })
}
`
