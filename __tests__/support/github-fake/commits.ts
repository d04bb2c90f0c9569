import type { CommitObject, Person } from './git-objects.ts'
import { encodeObject } from './git-objects.ts'
import { encodePath, nodeId, renderUser, timeOf, type Json } from './render.ts'
import type { Repository, State } from './state.ts'

/** The author that a commit made through the API has. */
export function personOf(login: string, date: Date): Person {
  return { name: login, email: `${login}@users.noreply.example.com`, date }
}

/** The signature of commits that GitHub itself makes, which nobody could verify. */
export const webSignature = [
  '-----BEGIN PGP SIGNATURE-----',
  '',
  'bm90IGEgc2lnbmF0dXJl',
  '-----END PGP SIGNATURE-----',
  ''
].join('\n')

/** The account in whose name GitHub commits. */
export function webFlow(date: Date): Person {
  return { name: 'GitHub', email: 'noreply@github.example.com', date }
}

/** A commit as the Git database shows it. */
export function renderGitCommit(state: State, { name }: Repository, sha: string, commit: CommitObject): Json {
  const git = `${state.urls.api}/repos/${name}/git`
  const web = `${state.urls.web}/${name}/commit`
  return {
    sha,
    node_id: nodeId('C', sha),
    url: `${git}/commits/${sha}`,
    html_url: `${web}/${sha}`,
    author: renderPerson(commit.author),
    committer: renderPerson(commit.committer),
    tree: { sha: commit.tree, url: `${git}/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${git}/commits/${parent}`,
      html_url: `${web}/${parent}`
    })),
    verification: verificationOf(commit)
  }
}

/** A commit as the repository shows it. */
export function renderCommit(state: State, repository: Repository, sha: string, commit: CommitObject): Json {
  const { name } = repository
  const url = `${state.urls.api}/repos/${name}/commits/${sha}`
  const { html_url: html, node_id: node, parents, ...shown } = renderGitCommit(state, repository, sha, commit)
  return {
    sha,
    node_id: node,
    url,
    html_url: html,
    comments_url: `${url}/comments`,
    commit: { ...shown, comment_count: 0 },
    author: renderUser(state, commit.author.name),
    committer: renderUser(state, commit.committer.name),
    parents
  }
}

/** Where a path of a commit is shown. */
export function contentUrl({ urls }: State, { name }: Repository, path: string, ref: string): string {
  return `${urls.api}/repos/${name}/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`
}

function renderPerson({ name, email, date }: Person): Json {
  return { name, email, date: timeOf(date) }
}

function verificationOf(commit: CommitObject): Json {
  const { signature, ...unsigned } = commit
  if (signature === undefined)
    return { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }
  const payload = encodeObject(unsigned).toString()
  return { verified: true, reason: 'valid', signature, payload, verified_at: timeOf(commit.committer.date) }
}
