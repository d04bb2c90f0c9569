/** What the links of an HTML page end in, decoded: files, or folders. Another tool made the page, so it may say anything. */
export function lastSegments(page: Uint8Array): string[] {
  const text = Buffer.from(page).toString('utf8')
  return [...text.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].flatMap(([, double, single]) =>
    lastSegment(double ?? single ?? '')
  )
}

/** Stick writes absolute links, others relative ones. */
function lastSegment(href: string): string[] {
  const path = href.replace(/[?#].*$/, '').replace(/\/(?:index\.html)?$/, '')
  try {
    return [decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))]
  } catch {
    return []
  }
}
