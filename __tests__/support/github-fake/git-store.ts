import {
  emptyTree,
  idOf,
  sortedEntries,
  type BlobObject,
  type CommitObject,
  type GitObject,
  type TreeEntry,
  type TreeObject
} from './git-objects.ts'

/** A file to be written, or `null` for one to be removed, by path. */
export type Changes = ReadonlyMap<string, Pick<TreeEntry, 'sha' | 'mode'> | null>

/** What a path leads to. */
export interface Found {
  readonly sha: string
  readonly mode: TreeEntry['mode']
}

/** The objects of a repository, by id. */
export interface GitStore {
  readonly objects: ReadonlyMap<string, GitObject>
  /** Stores an object and returns its id. */
  readonly add: (object: GitObject) => string
  readonly blob: (sha: string) => BlobObject | undefined
  readonly tree: (sha: string) => TreeObject | undefined
  readonly commit: (sha: string) => CommitObject | undefined
  /** What a path leads to from a tree. */
  readonly find: (tree: string, path: string) => Found | undefined
  /** The tree with these changes made, and undefined where a file that is to be removed is not there. */
  readonly change: (tree: string, changes: Changes) => string | undefined
  /** The files below a tree, by path. */
  readonly files: (tree: string) => Map<string, Found>
  /** Whether one commit is another, or comes before it. */
  readonly isAncestor: (older: string, newer: string) => boolean
}

/** A store that holds the empty tree. */
export function createGitStore(): GitStore {
  const objects = new Map<string, GitObject>()
  const add = (object: GitObject): string => {
    const id = idOf(object)
    objects.set(id, object)
    return id
  }
  add({ type: 'tree', entries: [] })
  const tree: GitStore['tree'] = (sha) => ofType(objects.get(sha), 'tree')
  const commit: GitStore['commit'] = (sha) => ofType(objects.get(sha), 'commit')
  return {
    objects,
    add,
    tree,
    commit,
    blob: (sha) => ofType(objects.get(sha), 'blob'),
    find: (root, path) => find(tree, { mode: '040000', sha: root }, path.split('/').filter(Boolean)),
    change: (root, changes) => change({ tree, add }, root, changes),
    files: (root) => new Map(filesBelow(tree, root, '')),
    isAncestor: (older, newer) => reaches(commit, newer, older)
  }
}

function ofType<T extends GitObject['type']>(
  object: GitObject | undefined,
  type: T
): Extract<GitObject, { type: T }> | undefined {
  const is = (each: GitObject): each is Extract<GitObject, { type: T }> => each.type === type
  return object !== undefined && is(object) ? object : undefined
}

function find(tree: GitStore['tree'], from: Found, names: readonly string[]): Found | undefined {
  const [name, ...rest] = names
  if (name === undefined) return from
  const entry = tree(from.sha)?.entries.find((each) => each.name === name)
  return entry === undefined ? undefined : find(tree, entry, rest)
}

type Writing = Pick<GitStore, 'tree' | 'add'>

function change(store: Writing, root: string, changes: Changes): string | undefined {
  const entries = new Map((store.tree(root)?.entries ?? []).map((entry) => [entry.name, entry]))
  const below = new Map<string, Map<string, Found | null>>()
  for (const [path, value] of changes) {
    const slash = path.indexOf('/')
    if (slash >= 0) {
      const name = path.slice(0, slash)
      const deeper = below.get(name) ?? new Map<string, Found | null>()
      below.set(name, deeper.set(path.slice(slash + 1), value))
    } else if (value !== null) entries.set(path, { name: path, ...value })
    else if (!entries.delete(path)) return undefined
  }
  for (const [name, deeper] of below) {
    const folder = entries.get(name)
    const sha = change(store, folder?.mode === '040000' ? folder.sha : emptyTree, deeper)
    if (sha === undefined) return undefined
    if (sha === emptyTree) entries.delete(name)
    else entries.set(name, { name, mode: '040000', sha })
  }
  return store.add({ type: 'tree', entries: sortedEntries([...entries.values()]) })
}

function* filesBelow(tree: GitStore['tree'], root: string, prefix: string): Generator<[string, Found]> {
  for (const { name, mode, sha } of tree(root)?.entries ?? []) {
    if (mode === '040000') yield* filesBelow(tree, sha, `${prefix}${name}/`)
    else yield [`${prefix}${name}`, { mode, sha }]
  }
}

function reaches(commit: GitStore['commit'], from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    if (sha === to) return true
    if (seen.has(sha)) continue
    seen.add(sha)
    open.push(...(commit(sha)?.parents ?? []))
  }
  return false
}
