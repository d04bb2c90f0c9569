import { tgzOf, zipOf } from '../archives.ts'
import { bodyOf } from '../s3-fake/body.ts'
import { checkAddress } from './downloads.ts'
import { notFound } from './errors.ts'
import { parameter, type Handler } from './reply.ts'

/** GET of an archive at a signed address: the files of a commit in one folder. */
export const storedArchive: Handler = (call) => {
  checkAddress(call)
  const repository = call.state.find(call.request.repository)
  const [, sha = '', kind = ''] = /^([0-9a-f]{40})\.(zip|tar\.gz)$/.exec(parameter(call, 'path')) ?? []
  const commit = repository?.git.commit(sha)
  if (repository === undefined || commit === undefined) throw notFound()
  const folder = `${repository.name.replace('/', '-')}-${sha.slice(0, 7)}`
  const entries = [...repository.git.files(commit.tree)].map(([path, { sha: id, mode }]) => ({
    path: `${folder}/${path}`,
    content: repository.git.blob(id)?.bytes ?? '',
    mode: mode === '100755' ? 0o755 : 0o644
  }))
  const headers = {
    'Content-Type': kind === 'zip' ? 'application/zip' : 'application/x-gzip',
    'Content-Disposition': `attachment; filename=${folder}.${kind}`
  }
  return { status: 200, headers, body: bodyOf(kind === 'zip' ? zipOf(entries) : tgzOf(entries)) }
}
