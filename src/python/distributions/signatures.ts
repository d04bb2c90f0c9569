import { RegistryError } from '../../errors.ts'
import { MOST_SIGNATURE } from './limits.ts'

/**
 * Throws `corrupt` for what is not a detached signature in ASCII armour (RFC 9580, 6.2), as `gpg --detach-sign --armor` makes
 * them. Whose it is, and whether it fits the file, is not looked at.
 */
export function assertSignature(bytes: Uint8Array, place: string): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const [, data] = bytes.length > MOST_SIGNATURE ? [] : (ARMOUR.exec(text) ?? [])
  const packet = Buffer.from(data?.replace(/\s/g, '') ?? '', 'base64')
  if (packet.length < SHORTEST || !isSignaturePacket(packet[0] ?? 0))
    throw noSignature(place, 'is not a detached signature in ASCII armour')
}

/** The error for a file that can't be taken for a signature: `what` follows its name. */
export function noSignature(name: string, what: string): RegistryError {
  return new RegistryError('corrupt', `${name} ${what}`, {
    hint: 'Delete it, or sign the distribution again: `gpg --detach-sign --armor`.'
  })
}

const ARMOUR =
  /^\s*-----BEGIN PGP SIGNATURE-----[ \t]*\r?\n(?:[A-Za-z][A-Za-z0-9-]*: [^\r\n]*\r?\n)*[ \t]*\r?\n((?:[A-Za-z0-9+/]+={0,2}[ \t]*\r?\n)+)(?:=[A-Za-z0-9+/]{4}[ \t]*\r?\n)?-----END PGP SIGNATURE-----\s*$/

/** A signature of the fewest bits has more bytes. */
const SHORTEST = 16

/** Signatures are packets of type 2, which an old and a new kind of header say (RFC 9580, 4.2). */
function isSignaturePacket(header: number): boolean {
  return (header & 0xfc) === 0x88 || header === 0xc2
}
