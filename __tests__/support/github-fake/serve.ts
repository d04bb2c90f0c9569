import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { startGithubFake } from './index.ts'

const schema = v.object({
  repository: v.array(v.string()),
  private: v.boolean(),
  immutable: v.boolean(),
  empty: v.boolean(),
  enterprise: v.boolean(),
  port: v.pipe(v.string(), v.toNumber(), v.integer()),
  token: v.array(v.string())
})

const { values } = parseArgs({
  options: {
    repository: { type: 'string', multiple: true, default: ['owner/repo'] },
    private: { type: 'boolean', default: false },
    immutable: { type: 'boolean', default: false },
    empty: { type: 'boolean', default: false },
    enterprise: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    token: { type: 'string', multiple: true, default: ['ghs_fake'] }
  }
})
const given = v.parse(schema, values)
const repository = {
  private: given.private,
  immutableReleases: given.immutable,
  ...(given.empty ? { files: null } : {})
}
const fake = await startGithubFake({
  repositories: Object.fromEntries(given.repository.map((name) => [name, repository])),
  enterprise: given.enterprise,
  port: given.port,
  tokens: given.token.map((token) => ({ token }))
})
const { apiUrl, graphqlUrl, serverUrl, uploadsUrl, storageUrl, token } = fake
process.stdout.write(`${JSON.stringify({ apiUrl, graphqlUrl, serverUrl, uploadsUrl, storageUrl, token })}\n`)
