import { GraphQLError } from 'graphql'

/** A GraphQL error of a type of GitHub's. */
export function typedError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } })
}

/** The error for a repository that is not there, or that the caller may not know of. */
export function noSuchRepository(name: string): GraphQLError {
  return typedError('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`)
}

/** The error for a token that lacks a permission. */
export function forbidden(): GraphQLError {
  return typedError('FORBIDDEN', 'Resource not accessible by integration')
}
