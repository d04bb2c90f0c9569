import { markup, type Content, type Html } from './html.ts'
import { API_VERSION } from './simple-json.ts'
import { STYLE } from './style.ts'

/** What differs between the pages that people see. */
export interface Frame {
  readonly title: string
  /** Of the state that the page shows. It makes the bytes of every state differ from those of every other. */
  readonly serial: number
  readonly body: Content
}

/**
 * A whole page: everything is in it, since an index holds no style sheets, and it needs no script. Other sites do not
 * learn the address of the index from it.
 */
export function framed({ title, serial, body }: Frame): Html {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="pypi:repository-version" content="${API_VERSION}">
<meta name="registry:serial" content="${serial}">
<title>${title}</title>
${STYLE}
</head>
<body>
${body}
</body>
</html>
`
}
