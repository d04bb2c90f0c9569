import { tgzOf, zipOf, type Packed } from '../archives.ts'
import { bodyOf, concatBodies, zeroBody } from '../s3-fake/body.ts'
import { checkAddress, refuseToken } from './downloads.ts'
import { notFound } from './errors.ts'
import { resolveCommit } from './refs.ts'
import { parameter, type Handler } from './reply.ts'
import { archiveSubject } from './signed-urls.ts'
import type { Repository } from './state.ts'

/**
 * GET of an archive where the archives are made: the files of a commit in one folder. What has `legacy.` in its address
 * is named after the owner and the commit, the rest after the tag, as a browser saves it. Nobody is told its size
 * beforehand, and a part of it is not to be had.
 */
export const storedArchive: Handler = (call) => {
  const { state, request } = call
  const [owner, repo, format, ref] = (['owner', 'repo', 'format', 'ref'] as const).map((name) =>
    parameter(call, name)
  )
  const repository = state.find(`${owner}/${repo}`)
  const [, legacy, kind] = /^(legacy\.)?(zip|tar\.gz)$/.exec(format ?? '') ?? []
  if (repository === undefined || kind === undefined || ref === undefined) throw notFound()
  if (repository.private)
    checkAddress(call, archiveSubject(repository.name, request.rawPath.split('/').slice(4).join('/')))
  else refuseToken(call)
  const commit = resolveCommit(repository, ref)
  if (commit === undefined) throw notFound()
  const folder =
    legacy === undefined
      ? folderOf(repo ?? '', ref)
      : `${repository.name.replace('/', '-')}-${commit.slice(0, 7)}`
  const packing = { level: state.settings.archiveLevel, comment: commit }
  const packed = (kind === 'zip' ? zipOf : tgzOf)(entriesOf(repository, commit, folder), packing)
  const headers = {
    'Content-Type': kind === 'zip' ? 'application/zip' : 'application/x-gzip',
    'Content-Disposition': `attachment; filename=${folder}.${kind}`,
    'Transfer-Encoding': 'chunked'
  }
  return {
    status: 200,
    headers,
    body: concatBodies([bodyOf(packed), zeroBody(state.settings.archivePadding)])
  }
}

function entriesOf({ git }: Repository, commit: string, folder: string): Packed[] {
  const tree = git.commit(commit)?.tree ?? ''
  return [...git.files(tree)].map(([path, { sha, mode }]) => {
    const bytes = git.blob(sha)?.bytes ?? Buffer.alloc(0)
    const at = `${folder}/${path}`
    if (mode === '120000') return { path: at, kind: 'link', target: bytes.toString() }
    return { path: at, content: bytes, mode: mode === '100755' ? 0o755 : 0o644 }
  })
}

/** A tag's `v` before a number is left out, and what is no plain sign is a dash. */
function folderOf(repo: string, ref: string): string {
  const short = ref.replace(/^refs\/(?:heads|tags)\//, '').replace(/^v(?=\d)/, '')
  return `${repo}-${short}`.replace(/[^\w.-]/g, '-')
}
