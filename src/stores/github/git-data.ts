import pMap from 'p-map'
import * as v from 'valibot'
import { NO_FILE, type Branch, type BranchFile, type NewCommit, type TreeFile } from './branch.ts'
import { means } from './answers.ts'
import type { Requests } from './requests.ts'

const refSchema = v.object({ object: v.object({ sha: v.string() }) })
const shaSchema = v.object({ sha: v.string() })
const contentSchema = v.object({
  type: v.string(),
  sha: v.string(),
  encoding: v.optional(v.string()),
  content: v.optional(v.string())
})
const treeSchema = v.object({
  truncated: v.optional(v.boolean(), false),
  tree: v.array(
    v.object({ path: v.string(), type: v.string(), sha: v.string(), size: v.optional(v.number()) })
  )
})

/** The branch by the REST API alone: a commit is a tree, a commit and a move of the branch. */
export function gitDataBranch(requests: Requests): Branch {
  const { branch } = requests.options
  const ref = branch.split('/').map(encodeURIComponent).join('/')
  return {
    readsTogether: () => false,
    read: async (paths, at) => {
      const head = at ?? (await headOf(requests, ref))
      if (head === undefined) return { head, files: new Map() }
      const files = await Promise.all(
        paths.map(async (path) => [path, await fileAt(requests, head, path)] as const)
      )
      return { head, files: new Map(files) }
    },
    commit: async (commit) => {
      const sha = await commitOnto(requests, commit)
      try {
        await requests.once(
          {
            doing: `moving the branch ${branch}`,
            ...{ needs: 'write', method: 'PATCH', at: `/git/refs/heads/${ref}` },
            json: { sha, force: false }
          },
          refSchema
        )
        return sha
      } catch (error) {
        // "Update is not a fast forward"
        if (means(error, 'invalid') && /fast.forward/i.test(error.message)) return undefined
        throw error
      }
    }
  }
}

/** Makes the branch with its first commit, which has no parent. False where somebody else has made it by now. */
export async function createBranch(
  requests: Requests,
  files: ReadonlyMap<string, Uint8Array>,
  message: NewCommit['message']
): Promise<boolean> {
  const { branch } = requests.options
  const doing = `creating the branch ${branch} of ${requests.repository}`
  const sha = await commitOnto(requests, { head: undefined, files, message })
  try {
    await requests.ask(
      { doing, needs: 'write', method: 'POST', at: '/git/refs', json: { ref: `refs/heads/${branch}`, sha } },
      refSchema
    )
    return true
  } catch (error) {
    if (means(error, 'invalid') && /already exists/i.test(error.message)) return false
    throw error
  }
}

/** The files of a commit, or of one that has moved on since: what a tree holds does not change. */
export async function treeOf(requests: Requests, head: string): Promise<TreeFile[]> {
  const { truncated, tree } = await requests.ask(
    { doing: `listing the branch ${requests.options.branch}`, at: `/git/trees/${head}?recursive=1` },
    treeSchema
  )
  if (truncated) return walk(requests, head, '')
  return filesIn(tree, '')
}

/** A listing of more than 100,000 files is cut short: folder by folder then. */
async function walk(requests: Requests, sha: string, above: string): Promise<TreeFile[]> {
  const { tree } = await requests.ask(
    { doing: `listing the branch ${requests.options.branch}`, at: `/git/trees/${sha}` },
    treeSchema
  )
  const folders = tree.filter(({ type }) => type === 'tree')
  const files = filesIn(tree, above)
  for (const folder of folders) files.push(...(await walk(requests, folder.sha, `${above}${folder.path}/`)))
  return files
}

function filesIn(tree: v.InferOutput<typeof treeSchema>['tree'], above: string): TreeFile[] {
  return tree
    .filter(({ type }) => type === 'blob')
    .map(({ path, sha, size = 0 }) => ({ path: `${above}${path}`, revision: sha, size }))
}

/** The bytes of a blob, up to 100 MB. */
export async function rawBlob(requests: Requests, sha: string): Promise<Buffer> {
  const answer = await requests.ask(
    {
      doing: `reading ${sha} of ${requests.repository}`,
      at: `/git/blobs/${sha}`,
      headers: { accept: 'application/vnd.github.raw+json' },
      raw: true
    },
    v.instance(Buffer)
  )
  return answer
}

async function headOf(requests: Requests, ref: string): Promise<string | undefined> {
  try {
    const { object } = await requests.ask(
      { doing: `looking for the branch ${requests.options.branch}`, at: `/git/ref/heads/${ref}` },
      refSchema
    )
    return object.sha
  } catch (error) {
    // An empty repository has no branches, and says so in its own way.
    if (means(error, 'conflict')) return undefined
    if (!means(error, 'absent')) throw error
    // One that is not there, or not for everybody, has none either, and must not look empty.
    const { private: isPrivate } = await requests.ask(
      { doing: `looking for ${requests.repository}`, at: '' },
      v.object({ private: v.boolean() })
    )
    requests.sawVisibility(isPrivate)
    return undefined
  }
}

async function fileAt(requests: Requests, head: string, path: string): Promise<BranchFile> {
  const at = `/contents/${path.split('/').map(encodeURIComponent).join('/')}?ref=${head}`
  try {
    const found = await requests.ask(
      { doing: `reading ${path}`, at },
      v.union([contentSchema, v.array(v.unknown())])
    )
    if (Array.isArray(found) || found.type !== 'file') return NO_FILE
    const inside = found.encoding === 'base64' && found.content !== undefined
    const body = inside ? Buffer.from(found.content ?? '', 'base64') : await rawBlob(requests, found.sha)
    return { revision: found.sha, body }
  } catch (error) {
    if (means(error, 'absent')) return NO_FILE
    throw error
  }
}

/** A commit on top of another one, or of nothing; nothing points to it yet. */
async function commitOnto(
  requests: Requests,
  { head, files, message }: Omit<NewCommit, 'head'> & { readonly head: string | undefined }
): Promise<string> {
  const doing = `committing to the branch ${requests.options.branch} of ${requests.repository}`
  const entries = await pMap(
    files,
    async ([path, bytes]) => ({
      ...{ path, mode: '100644', type: 'blob' },
      ...(await contentIn(requests, doing, bytes))
    }),
    { concurrency: requests.options.tuning.uploads }
  )
  const base = head === undefined ? {} : { base_tree: head }
  const tree = await requests.ask(
    { doing, needs: 'write', method: 'POST', at: '/git/trees', json: { ...base, tree: entries } },
    shaSchema
  )
  const text = message.body === '' ? message.headline : `${message.headline}\n\n${message.body}`
  const json = { message: text, tree: tree.sha, parents: head === undefined ? [] : [head] }
  const commit = await requests.ask(
    { doing, needs: 'write', method: 'POST', at: '/git/commits', json },
    shaSchema
  )
  return commit.sha
}

/** What an entry of a tree says of a file's bytes: a short text itself, for anything else the id of a blob that was made for it. */
async function contentIn(
  requests: Requests,
  doing: string,
  bytes: Uint8Array
): Promise<{ content: string } | { sha: string }> {
  const content = Buffer.from(bytes).toString('utf8')
  if (bytes.length > 0 && bytes.length <= LONGEST_TEXT && Buffer.from(content).equals(bytes))
    return { content }
  const { sha } = await requests.ask(
    {
      ...{ doing, needs: 'write', method: 'POST', at: '/git/blobs' },
      json: { content: Buffer.from(bytes).toString('base64'), encoding: 'base64' }
    },
    shaSchema
  )
  return { sha }
}

/** Trees are sent as one document. */
const LONGEST_TEXT = 16 * 1024
