/** A fake of GitHub for its own tests, closed after each of them. */
import { afterEach } from '@jest/globals'
import { startGithubFake, type GithubFake, type GithubFakeOptions } from './github-fake/index.ts'
import { ask, type Got, type Sent } from './github-requests.ts'

/** A fake, and the requests that its tests send most. */
export interface Bench {
  readonly fake: GithubFake
  /** A request to a path below the first repository. */
  readonly repo: (path: string, sent?: Sent) => Promise<Got>
  /** An upload of text to a release. */
  readonly upload: (release: unknown, name: string, body: string | Uint8Array, sent?: Sent) => Promise<Got>
  /** Creates a release and returns its id. */
  readonly release: (tag: string, more?: object) => Promise<number>
  readonly graphql: (query: string, variables?: object, sent?: Sent) => Promise<Got>
  /** `createCommitOnBranch` on `main` that adds these files. */
  readonly commit: (
    expected: string | undefined,
    files: Readonly<Record<string, string>>,
    sent?: Sent
  ) => Promise<Got>
}

/** The document of a commit. */
export const commitDocument =
  'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }'

/** What starts a fake in this file; each is closed after its test, which fails with what the fake could not do. */
export function bench(): (options?: GithubFakeOptions) => Promise<Bench> {
  const open: GithubFake[] = []
  afterEach(async () => {
    for (const fake of open.splice(0)) await fake.close()
  })
  return async (options = {}) => {
    const fake = await startGithubFake(options)
    open.push(fake)
    return benchOf(fake)
  }
}

/** A part of a JSON document. */
export function field(json: unknown, ...names: (string | number)[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    json
  )
}

/** The status and the message of an answer, or the codes of its errors. */
export function refusal({ status, json }: Got): string {
  const errors = field(json, 'errors')
  const codes = Array.isArray(errors)
    ? errors.map(
        (each) => field(each, 'message') ?? `${String(field(each, 'field'))} ${String(field(each, 'code'))}`
      )
    : [field(json, 'message')]
  return `${status} ${codes.join('; ')}`.replace(/ $/, '')
}

/** One field of every entry of a list. */
export function names(got: Got, name = 'tag_name'): unknown[] {
  return Array.isArray(got.json) ? got.json.map((each) => field(each, name)) : [got.text]
}

/** The headers of a request for an asset's bytes. */
export const bytesWanted = { accept: 'application/octet-stream' }

/** The signed address of an asset's bytes. */
export async function addressOf({ repo }: Bench, asset: unknown): Promise<string> {
  const { headers, text } = await repo(`/releases/assets/${String(asset)}`, { headers: bytesWanted })
  const { location } = headers
  if (location === undefined) throw new Error(`no address: ${text}`)
  return location
}

function benchOf(fake: GithubFake): Bench {
  const { name } = fake.repository()
  const base = `/repos/${name}`
  const repo: Bench['repo'] = (path, sent) => ask(`${fake.apiUrl}${base}${path}`, sent)
  const graphql: Bench['graphql'] = (query, variables = {}, sent = {}) =>
    ask(fake.graphqlUrl, { ...sent, json: { query, variables } })
  return {
    fake,
    repo,
    graphql,
    upload: (release, file, body, sent = {}) =>
      ask(`${fake.uploadsUrl}${base}/releases/${String(release)}/assets?name=${encodeURIComponent(file)}`, {
        body,
        ...sent,
        headers: { 'content-type': 'application/octet-stream', ...sent.headers }
      }),
    async release(tag, more = {}) {
      const made = await repo('/releases', { json: { tag_name: tag, ...more } })
      if (made.status !== 201) throw new Error(`no release: ${made.text}`)
      return Number(field(made.json, 'id'))
    },
    commit(expected, files, sent) {
      const additions = Object.entries(files).map(([path, text]) => ({
        path,
        contents: Buffer.from(text).toString('base64')
      }))
      const branch = { repositoryNameWithOwner: name, branchName: 'main' }
      const message = { headline: 'Add files' }
      const input = { branch, message, expectedHeadOid: expected, fileChanges: { additions } }
      return graphql(commitDocument, { input }, sent)
    }
  }
}
