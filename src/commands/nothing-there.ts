import { FORMATS, type FormatName } from '../format.ts'
import type { Store } from '../stores/store.ts'
import { formatOf } from './formats.ts'

/**
 * What to say of a store in which no package was found: that there is nothing, or what is there instead. Undefined where it
 * is a registry of this format that has no packages.
 */
export async function nothingThere(store: Store, sought: Sought): Promise<string | undefined> {
  const { isEmpty, other } = await lookAround(store, sought)
  return isEmpty ? `there is nothing in ${store.name}: look at \`store\` and \`prefix\`` : other
}

/** The same, where something else is there. */
export async function somethingElse(store: Store, sought: Sought): Promise<string | undefined> {
  return (await lookAround(store, sought)).other
}

interface Around {
  readonly isEmpty: boolean
  /** What is there instead, in words; undefined where nothing is, or a registry of the format. */
  readonly other: string | undefined
}

async function lookAround(store: Store, { registry, prefix }: Sought): Promise<Around> {
  const what = registry === 'python' ? 'project' : 'package'
  const none = `there is no ${what} in ${store.name}`
  const formats = await Promise.all(FORMATS.map(async (name) => ({ name, format: await formatOf(name) })))
  let looked = 0
  let first: string | undefined
  for await (const { path } of store.list('')) {
    if (path.slice(path.lastIndexOf('/') + 1).startsWith('.')) continue
    first ??= path
    for (const { name, format } of formats) {
      const root = format.rootOf(path)
      if (root === undefined) continue
      if (name === registry && root === '') return { isEmpty: false, other: undefined }
      const how = `${settings(name, `${prefix}/${root}`)} if that one is meant`
      return { isEmpty: false, other: `${none}, but ${path} is of ${CALLED[name]}: ${how}` }
    }
    looked += 1
    if (looked >= MOST) break
  }
  if (first === undefined) return { isEmpty: true, other: undefined }
  return {
    isEmpty: false,
    other: `${none}, but other files, such as ${first}: look at \`store\` and \`prefix\``
  }
}

/** The format of which no package was found, and what the input `prefix` says of where; no slash around it. */
interface Sought {
  readonly registry: FormatName
  readonly prefix: string
}

/** So many files tell what is in a store. */
const MOST = 10_000

const CALLED: Readonly<Record<FormatName, string>> = { tycho: 'a Tycho registry', python: 'a Python index' }

/** Both, as another format has another default. */
function settings(format: FormatName, folder: string): string {
  const prefix = folder.replace(/^\/+|\/+$/g, '')
  return `set \`registry: ${format}\` and \`prefix: ${prefix === '' ? '/' : prefix}\``
}
