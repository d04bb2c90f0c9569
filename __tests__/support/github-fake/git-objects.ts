import { createHash } from 'node:crypto'

/** Somebody who wrote a commit, and when. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly date: Date
}

/** What a commit says. */
export interface CommitObject {
  readonly type: 'commit'
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person
  readonly committer: Person
  readonly message: string
  readonly signature?: string
}

/** The modes of files, executable files, folders, links and submodules. */
export const modes = ['100644', '100755', '040000', '120000', '160000'] as const

/** One line of a tree. */
export interface TreeEntry {
  readonly mode: (typeof modes)[number]
  readonly name: string
  readonly sha: string
}

/** A folder. */
export interface TreeObject {
  readonly type: 'tree'
  readonly entries: readonly TreeEntry[]
}

/** A file. */
export interface BlobObject {
  readonly type: 'blob'
  readonly bytes: Buffer
}

/** An object as git has them. */
export type GitObject = BlobObject | TreeObject | CommitObject

/** The id of the folder without anything. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

/** An object's content as git stores and hashes it. */
export function encodeObject(object: GitObject): Buffer {
  if (object.type === 'blob') return object.bytes
  return object.type === 'tree' ? encodeTree(object) : Buffer.from(encodeCommit(object))
}

/** An object's id: the SHA-1 of its type, length and content. */
export function idOf(object: GitObject): string {
  const content = encodeObject(object)
  return createHash('sha1').update(`${object.type} ${content.length}\0`).update(content).digest('hex')
}

/** The entries in the order git has them in: folders as if their names ended in a slash. */
export function sortedEntries(entries: readonly TreeEntry[]): TreeEntry[] {
  const key = ({ name, mode }: TreeEntry): Buffer => Buffer.from(mode === '040000' ? `${name}/` : name)
  return entries
    .map((entry) => ({ entry, key: key(entry) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry)
}

function encodeTree({ entries }: TreeObject): Buffer {
  const lines = entries.flatMap(({ mode, name, sha }) => [
    Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
    Buffer.from(sha, 'hex')
  ])
  return Buffer.concat(lines)
}

function encodeCommit({ tree, parents, author, committer, message, signature }: CommitObject): string {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${encodePerson(author)}`,
    `committer ${encodePerson(committer)}`,
    ...(signature === undefined ? [] : [`gpgsig ${signature.trimEnd().replaceAll('\n', '\n ')}`])
  ]
  return `${lines.join('\n')}\n\n${message}`
}

function encodePerson({ name, email, date }: Person): string {
  return `${name} <${email}> ${Math.floor(date.getTime() / 1000)} +0000`
}
