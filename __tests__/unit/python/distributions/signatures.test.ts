import { describe, expect, test } from '@jest/globals'
import { RegistryError } from '../../../../src/errors.ts'
import { assertSignature } from '../../../../src/python/distributions/signatures.ts'
import { SIGNATURE } from '../../../support/attestations.ts'

const lines = SIGNATURE.trimEnd().split('\n')
const data = lines.slice(2, 4)
const armoured = (...inside: string[]) => [lines[0], ...inside, lines.at(-1), ''].join('\n')

describe('a detached signature', () => {
  test.each([
    ['as gpg writes it', SIGNATURE],
    ['with lines that end in CRLF', SIGNATURE.replaceAll('\n', '\r\n')],
    ['without a checksum', armoured('', ...data)],
    ['with a version and a comment', armoured('Version: GnuPG v1', 'Comment: a: b', '', ...data, lines[4]!)],
    ['with space around it', `\n${SIGNATURE}\n\n`],
    ['with the new kind of header', armoured('', Buffer.alloc(48, 0xc2).toString('base64'))]
  ])('%s', (_, text) => {
    expect(() => {
      assertSignature(Buffer.from(text), 'narf.asc')
    }).not.toThrow()
  })

  test.each([
    ['nothing', ''],
    ['text', 'not a signature'],
    ['bytes', Buffer.from(data.join(''), 'base64').toString('latin1')],
    ['a page', '<html>Not Found</html>'],
    ['a public key', SIGNATURE.replaceAll('SIGNATURE', 'PUBLIC KEY BLOCK')],
    ['a signed message', SIGNATURE.replaceAll('SIGNATURE', 'SIGNED MESSAGE')],
    ['an empty armour', armoured('', '')],
    ['an armour with little in it', armoured('', 'iHUE')],
    ['an armour with something else in it', armoured('', Buffer.alloc(48, 0x99).toString('base64'))],
    ['an armour without its end', SIGNATURE.slice(0, -10)],
    ['two of them', SIGNATURE + SIGNATURE],
    ['text in front', `text\n${SIGNATURE}`],
    ['text behind', `${SIGNATURE}text`],
    ['data that is not base64', armoured('', ...data, '<script>')],
    ['an endless one', armoured('', ...Array.from({ length: 2000 }, () => data[0]!))]
  ])('is not %s', (_, text) => {
    let thrown: unknown
    try {
      assertSignature(Buffer.from(text, 'latin1'), 'narf.asc')
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(RegistryError)
    expect(thrown).toMatchObject({
      code: 'corrupt',
      message: 'narf.asc is not a detached signature in ASCII armour',
      hint: expect.stringMatching(/^Delete it, or sign the distribution again/)
    })
  })
})
