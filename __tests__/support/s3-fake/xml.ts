const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;'
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Escapes text for an XML document, control characters included. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]|\p{Cc}/gu, (char) => escapes[char] ?? `&#x${char.charCodeAt(0).toString(16)};`)
}

/** Resolves the entities and character references of XML text. */
export function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16))
      if (decimal !== undefined) return String.fromCodePoint(parseInt(decimal, 10))
      return entities[name ?? ''] ?? whole
    }
  )
}

/** An element with text in it. */
export function element(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`
}

/** A document of S3's namespace; `inner` is XML already. */
export function document(root: string, inner: readonly string[]): string {
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${inner.join('')}</${root}>`
}

/** The inner XML of every element of that name, in order. Elements of one name must not nest. */
export function childrenNamed(xml: string, name: string): string[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}\\s*>`, 'g')
  return [...xml.matchAll(pattern)].map((match) => match[1] ?? '')
}

/** The text of the first element of that name, or undefined. */
export function textOf(xml: string, name: string): string | undefined {
  const [first] = childrenNamed(xml, name)
  return first === undefined ? undefined : unescapeXml(first).trim()
}
