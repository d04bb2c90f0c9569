import type { Store } from '../store.ts'
import { githubArtifacts } from './artifacts.ts'
import { openBranch } from './open-branch.ts'
import { branchCommits } from './commits.ts'
import { githubDocuments } from './documents.ts'
import { githubLeftovers, githubListing } from './listing.ts'
import { describeGithub, type GithubOptions } from './options.ts'
import { githubReleases } from './releases.ts'
import { githubRequests } from './requests.ts'

/** A registry in a repository of GitHub: its releases hold the files, a branch holds the records. */
export function openGithub(options: GithubOptions): Store {
  const requests = githubRequests(options)
  const commits = branchCommits(requests, openBranch(requests))
  const releases = githubReleases(requests)
  const of = { requests, commits, releases }
  return {
    ...describeGithub(options),
    artifacts: githubArtifacts(of),
    documents: githubDocuments(requests, commits),
    list: githubListing(of),
    make: () => Promise.resolve(undefined),
    leftovers: () => githubLeftovers(of),
    close: () => {
      requests.close()
      return Promise.resolve()
    }
  }
}
