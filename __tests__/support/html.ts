/** HTML read back by a parser that does what browsers do. */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** An element of a page. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** All texts in it. */
  readonly text: string
  readonly children: readonly Element[]
}

/** The root element of a page. Throws where the page has mistakes a parser has to mend. */
export function parsePage(bytes: Uint8Array): Element {
  const problems: string[] = []
  const document = parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), {
    onParseError: ({ code }) => problems.push(code)
  })
  // Control characters in texts are no mistake of the page, and do no harm.
  const mistakes = problems.filter((code) => !/control-character|noncharacter/.test(code))
  if (mistakes.length > 0) throw new Error(`The page has mistakes: ${mistakes.join(', ')}`)
  const [root] = document.childNodes.filter((node) => 'tagName' in node).map(elementOf)
  if (root === undefined) throw new Error('The page is empty')
  return root
}

/** An element and all that is in it, in the order of the page. */
export function everything(element: Element): Element[] {
  return [element, ...element.children.flatMap(everything)]
}

/** All elements of a name. */
export function all(page: Element, name: string): Element[] {
  return everything(page).filter((element) => element.name === name)
}

function elementOf(node: Tree.Element): Element {
  return {
    name: node.tagName,
    attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
    text: textOf(node),
    children: node.childNodes.filter((child) => 'tagName' in child).map(elementOf)
  }
}

function textOf(node: Tree.Element): string {
  return node.childNodes
    .map((child) => ('tagName' in child ? textOf(child) : 'value' in child ? child.value : ''))
    .join('')
}
