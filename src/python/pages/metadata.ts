import { normalizeName } from '../names.ts'
import type { Entry, Info } from '../record.ts'

/** How a project calls itself: as its metadata spells the name, where that is the same name. */
export function spelledName(name: string, entry: Entry | undefined): string {
  if (entry === undefined || entry.name === name) return name
  return normalizeName(entry.name) === name ? entry.name : name
}

/** Names and addresses of the authors, else of the maintainers, in a line; empty where nobody is named. */
export function authorsOf(info: Info): string {
  return joined(info.author, info.authorEmail) || joined(info.maintainer, info.maintainerEmail)
}

/** The licence in a few words, where its field holds the whole text as well; empty where none is named. */
export function licenseOf({ licenseExpression, license, classifiers }: Info): string {
  if (licenseExpression !== '') return licenseExpression
  const [line = ''] = license.trim().split(/[\r\n]/)
  if (line !== '') return line.length > 80 ? `${line.slice(0, 79)}…` : line
  const classified = classifiers.filter((each) => each.startsWith('License :: '))
  return classified.map((each) => each.slice(each.lastIndexOf(':: ') + 3)).join(', ')
}

/** The links of a project: label and what should be an address, each address once. */
export function linksOf({ projectUrls, homePage, downloadUrl }: Info): (readonly [string, string])[] {
  const labelled = new Set(projectUrls.map(([, address]) => address))
  const plain = [['Home page', homePage] as const, ['Download', downloadUrl] as const]
  return [...plain.filter(([, address]) => address !== '' && !labelled.has(address)), ...projectUrls]
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}
