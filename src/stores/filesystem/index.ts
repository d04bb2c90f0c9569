import { readdir, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { RegistryError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Entry, Leftover, Store } from '../store.ts'
import { fileArtifacts, stateOf } from './artifacts.ts'
import { fileDocuments } from './documents.ts'
import { CONTROL, ifAbsent, layoutOf, reading, refuses, type Layout } from './layout.ts'

/** A registry in a folder, below `prefix` in it (empty, or ending in `/`). The folder is made when it is first written. */
export function openFolder(folder: string, prefix: string, log: Log): Store {
  const root = resolve(folder)
  const layout = layoutOf(root, prefix)
  return {
    name: `file:${folder}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`,
    limits: {
      minSize: 0,
      maxSize: Number.MAX_SAFE_INTEGER,
      replaces: true,
      relativeLinks: true,
      atOnce: 8,
      documentsAtOnce: 8,
      holds: false,
      refuses: (path) => refuses(`${prefix}${path}`),
      holdsPage: () => false
    },
    artifacts: fileArtifacts(layout, log),
    documents: fileDocuments(layout),
    list: (start) => listFolder(root, prefix, start),
    make: () => Promise.resolve(undefined),
    leftovers: () => leftoversOf(layout),
    close: () => Promise.resolve()
  }
}

async function* listFolder(root: string, prefix: string, start: string): AsyncGenerator<Entry> {
  if ((await reading(root, stat(root).catch(ifAbsent)))?.isDirectory() === false) throw noFolder(root)
  const wanted = `${prefix}${start}`
  const above = wanted.slice(0, wanted.lastIndexOf('/') + 1)
  for await (const path of walk(root, above)) {
    if (!path.startsWith(wanted)) continue
    const file = join(root, ...path.split('/'))
    const state = await reading(file, stateOf(file))
    if (state !== undefined)
      yield {
        path: path.slice(prefix.length),
        size: state.size,
        revision: state.revision,
        modified: new Date(Number(state.modified) / 1e6),
        digest: undefined
      }
  }
}

function noFolder(root: string): RegistryError {
  return new RegistryError('input', `${root} is a file, and no folder that holds a registry`, {
    hint: 'Check the path in `store`.'
  })
}

/** The files below a folder in the order of their paths' bytes: a folder counts with the slash behind its name. */
async function* walk(root: string, folder: string): AsyncGenerator<string> {
  const place = join(root, ...folder.split('/'))
  const entries = await reading(place, readdir(place, { withFileTypes: true }).catch(ifAbsent))
  const names = (entries ?? [])
    .filter((entry) => !(folder === '' && entry.name === CONTROL))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
  for (const name of names) {
    if (name.endsWith('/')) yield* walk(root, `${folder}${name}`)
    else yield `${folder}${name}`
  }
}

async function* leftoversOf(layout: Layout): AsyncGenerator<Leftover> {
  const names = await reading(layout.temporaries, readdir(layout.temporaries).catch(ifAbsent))
  for (const name of (names ?? []).sort()) {
    const file = join(layout.temporaries, name)
    const since = (await reading(file, stat(file).catch(ifAbsent)))?.mtime
    if (since !== undefined)
      yield {
        ...{ of: 'upload', path: `${CONTROL}/tmp/${name}`, own: true, since },
        discard: () => rm(file, { force: true })
      }
  }
}
