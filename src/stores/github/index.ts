import type { Store } from '../store.ts'
import { githubArtifacts } from './artifacts.ts'
import { openBranch } from './open-branch.ts'
import { branchCommits } from './commits.ts'
import { departing } from './departures.ts'
import { githubDocuments } from './documents.ts'
import { githubLeftovers } from './leftovers.ts'
import { githubListing } from './listing.ts'
import { describeGithub, type GithubOptions } from './options.ts'
import { githubReleases } from './releases.ts'
import { relying } from './reliance.ts'
import { githubRequests } from './requests.ts'

/** A registry in a repository of GitHub: its releases hold the files, a branch holds the records. */
export function openGithub(options: GithubOptions): Store {
  const requests = githubRequests(options)
  const commits = branchCommits(requests, openBranch(requests))
  const releases = githubReleases(requests)
  const departures = departing({ requests, commits, releases })
  const of = { requests, commits, releases, departures, reliance: relying(requests, departures) }
  return {
    ...describeGithub(options),
    artifacts: githubArtifacts(of),
    documents: githubDocuments(of),
    list: githubListing(of),
    make: () => Promise.resolve(undefined),
    leftovers: githubLeftovers(of),
    close: () => {
      requests.close()
      return Promise.resolve()
    }
  }
}
