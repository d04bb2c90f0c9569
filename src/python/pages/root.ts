import type { Page } from '../../stores/store.ts'
import { JSON_ROOT } from '../layout.ts'
import { normalizeName } from '../names.ts'
import { webBase } from './address.ts'
import { bytesOf } from './html.ts'
import { once, pageOf } from './page.ts'
import { rootPage } from './root-page.ts'
import { simpleRoot } from './simple-json.ts'

/** What the root's pages are made from. */
export interface RootState {
  /** Names of projects, or of their folders, as they are listed. */
  readonly projects: readonly string[]
  readonly serial: number
  /** What absolute links begin with, ending in `/`; undefined: links are relative. */
  readonly baseUrl: string | undefined
}

/** The pages of the root: a list of projects for installers and people, and the same as JSON. */
export function renderRoot({ projects, serial, baseUrl }: RootState): Page[] {
  const byName = new Map<string, string>()
  for (const name of projects.toSorted()) byName.set(normalizeName(name), name)
  const listed = [...byName.keys()]
    .toSorted()
    .map((normalized) => ({ normalized, name: byName.get(normalized) ?? normalized }))
  const base = baseUrl === undefined ? undefined : webBase(baseUrl)
  const body = once(() => bytesOf(rootPage(listed, serial, base)))
  return [
    pageOf({ path: '', kind: 'html', body, serial }),
    pageOf({ path: 'index.html', kind: 'html', body, serial }),
    pageOf({
      path: JSON_ROOT,
      orElse: `${JSON_ROOT}index.json`,
      kind: 'simple',
      body: () =>
        Buffer.from(
          simpleRoot(
            listed.map(({ name }) => name),
            serial
          )
        ),
      serial
    })
  ]
}
