import * as v from 'valibot'
import { GithubFailure, graphqlFailureOf } from './answers.ts'
import { NO_FILE, type Branch, type BranchFile, type NewCommit } from './branch.ts'
import { rawBlob } from './git-data.ts'
import { blobId } from './names.ts'
import type { Requests } from './requests.ts'

const blobSchema = v.object({
  oid: v.string(),
  object: v.nullable(
    v.object({
      byteSize: v.optional(v.number()),
      isBinary: v.optional(v.nullable(v.boolean())),
      isTruncated: v.optional(v.boolean()),
      text: v.optional(v.nullable(v.string()))
    })
  )
})

type Blob = v.InferOutput<typeof blobSchema>

const targetSchema = v.nullable(
  v.objectWithRest({ oid: v.string() }, v.nullable(v.union([blobSchema, v.string()])))
)

const readSchema = v.object({
  repository: v.object({
    isPrivate: v.boolean(),
    nameWithOwner: v.string(),
    ref: v.optional(v.nullable(v.object({ target: targetSchema }))),
    object: v.optional(targetSchema)
  })
})

const commitSchema = v.object({
  createCommitOnBranch: v.object({ commit: v.nullable(v.object({ oid: v.string() })) })
})

/** The branch by GraphQL. Files of which it does not show the bytes are read as blobs. */
export function graphqlBranch(requests: Requests): Branch {
  const { options } = requests
  const { owner, repo, branch } = options
  const doing = `reading the branch ${branch} of ${requests.repository}`
  return {
    readsTogether: () => true,
    read: async (paths, at) => {
      const { repository } = await ask(requests, {
        doing,
        needs: 'read',
        query: readDocument(paths.length, at === undefined ? 'head' : 'commit'),
        variables: {
          ...{ owner, repo, ...(at === undefined ? { ref: `refs/heads/${branch}` } : { oid: at }) },
          ...Object.fromEntries(paths.map((path, index) => [`p${index}`, path]))
        },
        schema: readSchema
      })
      requests.sawVisibility(repository.isPrivate)
      requests.sawName(repository.nameWithOwner)
      const target = at === undefined ? repository.ref?.target : repository.object
      if (at !== undefined && !target)
        throw new GithubFailure('unclear', `the commit ${at} is not there any more`, { status: 200 })
      if (target === undefined || target === null) return { head: undefined, files: new Map() }
      const files = await Promise.all(
        paths.map(async (path, index) => {
          const entry = target[`f${index}`]
          const blob = typeof entry === 'object' && entry !== null ? entry : undefined
          return [path, await fileOf(requests, blob)] as const
        })
      )
      return { head: target.oid, files: new Map(files) }
    },
    commit: async (commit) => {
      try {
        const { createCommitOnBranch } = await ask(requests, {
          doing: `committing to the branch ${branch} of ${requests.repository}`,
          needs: 'write',
          query: COMMIT,
          variables: { input: inputOf(requests, commit) },
          schema: commitSchema,
          once: true
        })
        return createCommitOnBranch.commit?.oid
      } catch (error) {
        if (error instanceof GithubFailure && error.codes.includes('STALE_DATA')) return undefined
        throw error
      }
    }
  }
}

const COMMIT =
  'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }'

/** A query for so many files, at the head of the branch or at a commit. */
function readDocument(count: number, at: 'head' | 'commit'): string {
  const indices = Array.from({ length: count }, (_, index) => index)
  const variables = indices.map((index) => `, $p${index}: String!`).join('')
  const fields = indices.map((index) => ` f${index}: file(path: $p${index}) { ...File }`).join('')
  const target = count === 0 ? 'oid' : `oid ... on Commit {${fields} }`
  const [variable, selected] =
    at === 'head'
      ? ['$ref: String!', `ref(qualifiedName: $ref) { target { ${target} } }`]
      : ['$oid: GitObjectID!', `object(oid: $oid) { ${target} }`]
  return (
    `query ($owner: String!, $repo: String!, ${variable}${variables}) {` +
    ` repository(owner: $owner, name: $repo) { isPrivate nameWithOwner ${selected} } }` +
    (count === 0
      ? ''
      : ' fragment File on TreeEntry { oid object { ... on Blob { byteSize isBinary isTruncated text } } }')
  )
}

/** A text that was cut, or is no UTF-8, is not what is stored: its id tells. */
async function fileOf(requests: Requests, blob: Blob | undefined): Promise<BranchFile> {
  const { object } = blob ?? {}
  if (blob === undefined || object?.byteSize === undefined) return NO_FILE
  const { text } = object
  const shown =
    object.isTruncated === true || text === null || text === undefined ? undefined : Buffer.from(text, 'utf8')
  if (shown !== undefined && blobId(shown) === blob.oid) return { revision: blob.oid, body: shown }
  return { revision: blob.oid, body: await rawBlob(requests, blob.oid) }
}

function inputOf({ nameNow, options }: Requests, { head, files, message }: NewCommit): object {
  return {
    branch: { repositoryNameWithOwner: nameNow(), branchName: options.branch },
    expectedHeadOid: head,
    message,
    fileChanges: {
      additions: [...files].map(([path, bytes]) => ({
        path,
        contents: Buffer.from(bytes).toString('base64')
      }))
    }
  }
}

interface Question<T> {
  readonly doing: string
  readonly needs: 'read' | 'write'
  readonly query: string
  readonly variables: object
  readonly schema: v.BaseSchema<unknown, T, v.BaseIssue<unknown>>
  /** True where it must not be repeated when its answer is unclear. */
  readonly once?: boolean
}

/** Asks GraphQL, whose errors come with the status of success. */
export async function ask<T>(requests: Requests, question: Question<T>): Promise<T> {
  const { doing, needs, query, variables, schema, once = false } = question
  const request = {
    ...{ doing, needs, at: requests.options.graphqlUrl, method: 'POST' as const },
    json: { query, variables },
    // Ids are the same as in the REST API's documents.
    headers: { 'x-github-next-global-id': '1' },
    refusalIn: graphqlFailureOf
  }
  const answerSchema = v.object({ data: schema })
  const { data } = once
    ? await requests.once(request, answerSchema)
    : await requests.ask(request, answerSchema)
  return data
}
