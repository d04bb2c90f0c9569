import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A key and a certificate for a loopback server, or one of other names, made on the spot and good for a day. Clients must be told to trust it. */
export function selfSignedCertificate(...hosts: string[]): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const algorithm = sequence(identifier('2a8648ce3d040302'))
  const name = sequence(
    tagged(0x31, sequence(identifier('550403'), tagged(0x0c, Buffer.from('registry-action test'))))
  )
  const hour = 3_600_000
  const validity = sequence(time(Date.now() - hour), time(Date.now() + 24 * hour))
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(basicConstraints(), alternativeNames(['localhost', ...hosts])))
  )
  const cert = sequence(body, algorithm, bits(sign('sha256', body, privateKey)))
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(cert) }
}

function basicConstraints(): Buffer {
  const authority = sequence(tagged(0x01, Buffer.from([0xff])))
  return sequence(identifier('551d13'), tagged(0x01, Buffer.from([0xff])), tagged(0x04, authority))
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const named = hosts.map((host) => tagged(0x82, Buffer.from(host)))
  const names = sequence(...named, tagged(0x87, Buffer.from([127, 0, 0, 1])))
  return sequence(identifier('551d11'), tagged(0x04, names))
}

function tagged(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...head]), content])
}

function sequence(...contents: Buffer[]): Buffer {
  return tagged(0x30, ...contents)
}

function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'))
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes)
}

function bits(bytes: Buffer): Buffer {
  return tagged(0x03, Buffer.from([0]), bytes)
}

function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return tagged(0x18, Buffer.from(`${digits}Z`))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
