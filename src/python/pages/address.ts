/** Where a link leads: a place in the index, or an address that a browser can be sent to without harm. */
export interface Address {
  readonly [ADDRESS]: string
}

/** Only this module can make an address. */
const ADDRESS = Symbol('address')

/**
 * The address of a place below another one. `base` is `''`, `'../'` and so on, or what `webBase` gave; the segments are
 * percent-encoded, `+` as well, which S3 takes for a space. An empty segment at the end gives a `/` there.
 */
export function addressBelow(base: string, ...segments: readonly string[]): Address {
  return { [ADDRESS]: base + segments.map(encodeSegment).join('/') }
}

/** An address seen from a page that lies elsewhere: `base` leads there from it. It must not be an absolute one. */
export function addressFrom(base: string, address: Address): Address {
  return { [ADDRESS]: base + address[ADDRESS] }
}

/** A segment of a path as it stands in an address. */
export function encodeSegment(segment: string): string {
  return PLAIN.test(segment) ? segment : encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD'))
}

/** The same address with a digest in its fragment. The digest is lower-case hex. */
export function withDigest(address: Address, algorithm: 'sha256' | 'md5', digest: string): Address {
  return { [ADDRESS]: `${address[ADDRESS]}#${algorithm}=${digest}` }
}

/** The address that a stranger's text stands for; undefined where it begins with anything but http, https or mailto. */
export function externalAddress(text: string): Address | undefined {
  const url = parse(text)
  return url !== undefined && HARMLESS.has(url.protocol) ? { [ADDRESS]: url.href } : undefined
}

/** What absolute links begin with, ending in `/`; undefined where the text can't be that: no query, no fragment. */
export function webBase(text: string): string | undefined {
  const url = parse(text)
  if (url === undefined || !WEB.has(url.protocol) || /[?#]/.test(url.href)) return undefined
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}

/** True for what this module made. */
export function isAddress(value: unknown): value is Address {
  return typeof value === 'object' && value !== null && ADDRESS in value
}

/** An address as it is written. In HTML it still has to be escaped. */
export function textOf(address: Address): string {
  return address[ADDRESS]
}

/** Most segments are, and need no work. */
const PLAIN = /^[\w.-]*$/
const WEB = new Set(['http:', 'https:'])
const HARMLESS = new Set([...WEB, 'mailto:'])

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
