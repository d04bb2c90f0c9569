import { mayWrite, visible } from './callers.ts'
import { nodeId, renderUser, timeOf, type Json } from './render.ts'
import { jsonReply, type Handler } from './reply.ts'
import type { Repository, State } from './state.ts'

/** GET /repos/{owner}/{repo}: to all who may know of it, with what the caller may do. */
export const getRepository: Handler = ({ state, caller, request }) => {
  const repository = visible(state, caller, request.repository)
  const push = mayWrite(caller, repository)
  const permissions = { admin: false, maintain: false, push, triage: push, pull: true }
  const document = renderRepository(state, repository)
  return jsonReply(caller.token === undefined ? document : { ...document, permissions })
}

// Parts of addresses that nothing here follows.
const templates: Readonly<Record<string, string>> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}'
}

const numbers = [
  'forks',
  'forks_count',
  'network_count',
  'open_issues',
  'open_issues_count',
  'size',
  'stargazers_count',
  'subscribers_count',
  'watchers',
  'watchers_count'
]

function renderRepository(state: State, repository: Repository): Json {
  const { urls } = state
  const [owner = '', name = ''] = repository.name.split('/')
  const url = `${urls.api}/repos/${repository.name}`
  const html = `${urls.web}/${repository.name}`
  const created = timeOf(repository.createdAt)
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name,
    full_name: repository.name,
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    owner: renderUser(state, owner),
    html_url: html,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(templates).map(([each, path]) => [`${each}_url`, `${url}${path}`])),
    clone_url: `${html}.git`,
    git_url: `${html}.git`,
    ssh_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.defaultBranch,
    ...Object.fromEntries(numbers.map((each) => [each, 0])),
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    created_at: created,
    updated_at: created,
    pushed_at: created
  }
}
