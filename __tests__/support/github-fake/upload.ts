import { digest } from '../s3-fake/body.ts'
import type { Body } from '../s3-fake/types.ts'
import { beginAsset } from './assets.ts'
import { GithubError, notFound } from './errors.ts'
import { renderAsset } from './render.ts'
import { jsonReply, type Call, type Reply } from './reply.ts'

/** An upload whose body is on its way. Its asset is there already, in state `starter`, and holds its name. */
export interface Upload {
  /** The body arrived: the asset is complete. */
  readonly finish: (body: Body) => Reply
}

/** Begins an upload; throws where it is refused before its body is read. */
export function beginUpload(call: Call): Upload {
  const { state, request } = call
  const size = Number(request.headers['content-length'] ?? Number.NaN)
  const { asset, release, repository } = beginAsset(call, size)
  return {
    finish(body) {
      if (body.size !== size) throw new GithubError(400, 'Size does not match Content-Length')
      if (repository.releases.get(release.id)?.assets.get(asset.id) !== asset) throw notFound()
      asset.state = 'uploaded'
      asset.body = body
      asset.size = size
      asset.digest = state.settings.digests ? `sha256:${digest(body, 'sha256').toString('hex')}` : null
      asset.updatedAt = state.now()
      return jsonReply(renderAsset(state, repository, release, asset), 201)
    }
  }
}
