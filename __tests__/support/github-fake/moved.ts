import { visible } from './callers.ts'
import { jsonReply, type Call, type Reply } from './reply.ts'

/**
 * Where a repository is that had this name before: the API leads to its id, and wants the request again as it was; the web
 * leads to its name. Undefined for other requests. Throws 404 for those who may not know of it.
 */
export function movedReply({ state, request, caller }: Call): Reply | undefined {
  const { host, method, rawPath, query } = request
  const repository = state.formers.get(request.repository.toLowerCase())
  if (repository === undefined || (host !== 'api' && host !== 'web')) return undefined
  visible(state, caller, repository.name)
  if (host === 'web') {
    const location = `${state.urls.web}/${repository.name}${rawPath.replace(/^\/[^/]+\/[^/]+/, '')}`
    return jsonReply({}, 301, { Location: location })
  }
  const words = new URLSearchParams(query).toString()
  const rest = `${rawPath.replace(/^\/repos\/[^/]+\/[^/]+/, '')}${words === '' ? '' : `?${words}`}`
  const url = `${state.urls.api}/repositories/${repository.id}${rest}`
  const isRead = method === 'GET' || method === 'HEAD'
  const message = isRead ? 'Moved Permanently' : 'Temporary Redirect'
  return jsonReply({ message, url }, isRead ? 301 : 307, { Location: url })
}
