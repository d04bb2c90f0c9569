/**
 * The serial in the body of a page of this index, HTML or JSON; undefined for what another tool wrote. It stands near
 * the top of every page.
 */
export function serialOf(body: Uint8Array): number | undefined {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, TOP)).toString('utf8')
  const [, serial] = IN_HTML.exec(text) ?? IN_JSON.exec(text) ?? []
  return serial === undefined ? undefined : Number(serial)
}

const TOP = 4096
const IN_HTML = /<meta name="registry:serial" content="(\d+)">/
const IN_JSON = /^\{"meta":\{"api-version":"[\d.]+","_last-serial":(\d+)\}/
