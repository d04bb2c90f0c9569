import { RegistryError } from '../errors.ts'
import { assetKey, elsewhereIn, parseElsewhere } from './released.ts'
import type { Artifact, ArtifactKey, Artifacts, Store } from './store.ts'

/**
 * A store that besides its own artifacts shows the releases of others, for reading: below `github://owner/repo/` lies what
 * is published there. `open` opens the releases of a repository, once they are asked for. Writing there throws `unsupported`.
 */
export function withReleases(store: Store, open: (repository: string) => Store): Store {
  const opened = new Map<string, Store>()
  const releasesOf = (repository: string) => {
    const known = opened.get(repository) ?? open(repository)
    opened.set(repository, known)
    return known
  }

  /** Whose artifact it is, and how it is called there. */
  function placeOf(key: ArtifactKey): { readonly artifacts: Artifacts; readonly key: ArtifactKey } {
    const elsewhere = parseElsewhere(key.path)
    if (elsewhere === undefined) return { artifacts: store.artifacts, key }
    const { repository, tag, asset } = elsewhere
    return { artifacts: releasesOf(repository).artifacts, key: assetKey(repository, tag, asset) }
  }

  function assertOwn(key: ArtifactKey): void {
    if (elsewhereIn(key.path) === undefined) return
    throw new RegistryError(
      'unsupported',
      `${key.path} can't be written: the releases of others are only read`,
      {
        hint: 'This is a bug. Please report it.'
      }
    )
  }

  const named = (path: string, artifact: Artifact): Artifact => ({ ...artifact, path })

  return {
    ...store,
    artifacts: {
      find: async (key, options) => {
        const place = placeOf(key)
        const found = await place.artifacts.find(place.key, options)
        return found && named(key.path, found)
      },
      open: async (key, options) => {
        const place = placeOf(key)
        const found = await place.artifacts.open(place.key, options)
        if (found === undefined || place.key === key) return found
        const artifact = named(key.path, found.artifact)
        return {
          artifact,
          ...(found.content && { content: found.content }),
          get body() {
            return found.body
          }
        }
      },
      evidence: async (key, revision) => {
        const place = placeOf(key)
        return place.artifacts.evidence(place.key, revision)
      },
      url: async (key) => {
        const place = placeOf(key)
        return place.artifacts.url(place.key)
      },
      released: (key) => store.artifacts.released(key),
      create: async (items) => {
        items.forEach(({ key }) => {
          assertOwn(key)
        })
        return store.artifacts.create(items)
      },
      replace: async (item, expected) => {
        assertOwn(item.key)
        return store.artifacts.replace(item, expected)
      },
      remove: async (key, expected) => {
        assertOwn(key)
        return store.artifacts.remove(key, expected)
      }
    },
    async *list(prefix, options) {
      const elsewhere = elsewhereIn(prefix)
      if (elsewhere === undefined) {
        yield* store.list(prefix, options)
        return
      }
      const { repository, path } = elsewhere
      for await (const entry of releasesOf(repository).list(path, options))
        yield { ...entry, path: `${repository}/${entry.path}` }
    },
    close: async () => {
      await Promise.all([store, ...opened.values()].map((each) => each.close()))
    }
  }
}
