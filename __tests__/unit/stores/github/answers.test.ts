import { describe, expect, test } from '@jest/globals'
import { isRegistryError } from '../../../../src/errors.ts'
import {
  explain,
  failureOf,
  graphqlFailureOf,
  type Circumstances,
  type GithubFailure
} from '../../../../src/stores/github/answers.ts'

const READ = { hasToken: true, needs: 'read' } as const
const WRITE = { hasToken: true, needs: 'write' } as const
const NOBODY = { hasToken: false, needs: 'write' } as const

function answer(status: number, message: string): GithubFailure {
  return failureOf(status, {}, Buffer.from(JSON.stringify({ message })))
}

/** The code, the message and the hint of the error for a failure. */
function said(failure: unknown, at: Circumstances): string[] {
  const error = explain(failure, 'looking', at)
  if (!isRegistryError(error)) throw error
  return [error.code, error.message, error.hint]
}

describe('what a refusal says, and what to do', () => {
  test.each<[status: number, message: string, at: Circumstances, code: string, hint: RegExp]>([
    [401, 'Bad credentials', READ, 'denied', /^The token is wrong, or has expired/],
    [401, 'Requires authentication', NOBODY, 'denied', /^No token was given: set `token`/],
    [403, 'Resource not accessible by integration', READ, 'denied', /`permissions: .* read }`.*\.$/],
    [403, 'Resource not accessible by integration', WRITE, 'denied', /contents: write.* fork /],
    [403, 'refusing to allow a GitHub App to create a workflow', WRITE, 'denied', /`target`/],
    [403, 'Repository was archived so is read-only.', WRITE, 'denied', /unarchive the repository/],
    [409, 'Repository rule violations found\n\nChanges must be made through', WRITE, 'denied', /`branch`\.$/],
    [422, 'Protected branch update failed for refs/heads/registry.', WRITE, 'denied', /^A ruleset/],
    [422, 'Reference update failed', WRITE, 'denied', /^A ruleset/],
    [404, 'Not Found', READ, 'not-found', /own repository alone; for another one give `token`/],
    [404, 'Not Found', NOBODY, 'not-found', /A private repository needs a token/],
    [409, 'Git Repository is empty.', WRITE, 'unsupported', /^Push a first commit/],
    [409, 'Conflict', WRITE, 'conflict', /^Run the step again/],
    [403, 'You have exceeded a secondary rate limit', WRITE, 'unavailable', /^Run the step later/],
    [429, '', WRITE, 'unavailable', /^Run the step later/],
    [502, 'Bad Gateway', WRITE, 'unavailable', /^Nothing is lost: run the step again/],
    [422, 'Validation Failed', WRITE, 'unsupported', /the message is its own/]
  ])('%i %s (%j)', (status, message, at, code, hint) => {
    const failure = answer(status, message)
    expect(said(failure, at)).toEqual([
      code,
      `looking: ${failure.message.replace(/\.$/, '')}`,
      expect.stringMatching(hint)
    ])
  })

  test.each([
    ['BRANCH_PROTECTION_RULE_VIOLATION', 'Changes must be made through a pull request.', /^A ruleset/],
    ['BRANCH_PROTECTION_RULE_VIOLATION', 'At least 1 approving review is required', /^A ruleset/],
    ['UNPROCESSABLE', 'Repository rule violations found\n\nCannot update this protected ref.', /^A ruleset/],
    ['UNPROCESSABLE', 'Repository was archived so is read-only', /unarchive/]
  ])('as GraphQL says it: %s, %s', (type, message, hint) => {
    const failure = graphqlFailureOf({}, Buffer.from(JSON.stringify({ errors: [{ type, message }] })))
    expect(said(failure, WRITE)).toMatchObject(['denied', {}, expect.stringMatching(hint)])
  })

  test.each<[headers: Record<string, string>, hint: RegExp]>([
    [{ 'retry-after': '5000' }, /^Run the step in 84 minutes: it goes on where it was/],
    [{ 'retry-after': '60' }, /^Run the step in 1 minute: /],
    [{ 'retry-after': '1' }, /^Run the step later: /],
    [
      {
        ...{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800003600' },
        date: new Date(1_800_000_000_000).toUTCString()
      },
      /^Run the step in 61 minutes: /
    ]
  ])('when a limit is lifted, as far as it is told: %j', (headers, hint) => {
    const body = Buffer.from('{"message": "API rate limit exceeded for installation."}')
    expect(said(failureOf(403, headers, body), WRITE)).toMatchObject([
      'unavailable',
      {},
      expect.stringMatching(hint)
    ])
  })

  test.each<[status: number, headers: Record<string, string>, message: string, meaning: string]>([
    [403, { 'x-ratelimit-remaining': '0' }, 'API rate limit exceeded for installation.', 'limited'],
    [403, { 'x-ratelimit-remaining': '0' }, '', 'limited'],
    [429, { 'x-ratelimit-remaining': '4999' }, 'Slow down', 'limited'],
    [403, { 'retry-after': '60' }, 'You have triggered an abuse detection mechanism.', 'limited'],
    [403, { 'retry-after': '60' }, 'Please wait', 'limited'],
    [403, { 'x-ratelimit-remaining': '0' }, 'Resource not accessible by integration', 'denied'],
    [403, { 'x-ratelimit-remaining': '0' }, 'Repository was archived so is read-only.', 'denied'],
    [403, { 'x-ratelimit-remaining': '17' }, '', 'denied']
  ])('whether there were too many requests: %i %j %s', (status, headers, message, meaning) => {
    expect(failureOf(status, headers, Buffer.from(JSON.stringify({ message })))).toMatchObject({ meaning })
  })

  describe('of an organization that wants single sign-on', () => {
    const SAML =
      'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.'
    const SSO = { 'x-github-sso': 'required; url=https://github.com/orgs/octo/sso?authorization_request=A1' }
    const bodyOf = (document: object) => Buffer.from(JSON.stringify(document))
    const refused = [
      'denied',
      expect.not.stringContaining('authorization_request'),
      expect.stringMatching(/^The organization wants single sign-on: authorize the token/)
    ]

    test.each<[status: number, headers: Record<string, string>, message: string]>([
      [403, SSO, ''],
      [404, SSO, 'Not Found'],
      [403, {}, SAML]
    ])('%i %j %s', (status, headers, message) => {
      expect(said(failureOf(status, headers, bodyOf({ message })), WRITE)).toEqual(refused)
    })

    test('as GraphQL says it', () => {
      const failure = graphqlFailureOf({}, bodyOf({ errors: [{ type: 'FORBIDDEN', message: SAML }] }))
      expect(said(failure, READ)).toEqual(refused)
    })

    test('but not where only something was left out of a list', () => {
      const partial = { 'x-github-sso': 'partial-results; organizations=21955855' }
      const failure = failureOf(403, partial, bodyOf({ message: 'Resource not accessible by integration' }))
      expect(said(failure, READ)[2]).toMatch(/^Add `permissions/)
    })
  })

  test('on one line, however it was answered', () => {
    const body = {
      message: 'Validation Failed',
      errors: ['pre_receive Rule violations\n\nCannot create ref.\n\n']
    }
    const failure = failureOf(422, {}, Buffer.from(JSON.stringify(body)))
    expect(said(failure, WRITE)[1]).toBe(
      'looking: 422: Validation Failed; pre_receive Rule violations Cannot create ref'
    )
  })

  test('what is no answer of GitHub’s stays what it is', () => {
    const bug = new TypeError('x is not a function')
    expect(explain(bug, 'looking', READ)).toBe(bug)
  })
})
