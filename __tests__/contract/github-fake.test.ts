import { startGithubFake } from '../support/github-fake/index.ts'
import { githubStorage } from '../support/github-storage.ts'
import { storeContract } from './store-contract.ts'

/** A suite asks more than a workflow may in an hour. */
const WITHOUT_LIMIT = { limits: { rate: 1_000_000 } }

storeContract('GitHub Releases', async () => githubStorage(await startGithubFake(WITHOUT_LIMIT), ''), {
  ...{ replaces: false, minSize: 1, maxSize: 2 ** 31 - 1 }
})
storeContract(
  'GitHub Releases without GraphQL and digests, below a prefix',
  async () =>
    githubStorage(
      await startGithubFake({ ...WITHOUT_LIMIT, graphql: false, digests: false, enterprise: true }),
      'a b+ü/%/'
    ),
  { ...{ replaces: false, minSize: 1, maxSize: 2 ** 31 - 1 }, light: true }
)
