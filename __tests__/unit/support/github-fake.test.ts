import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { GithubFakeOptions } from '../../support/github-fake/index.ts'
import { addressOf, bench, field, names, refusal } from '../../support/github-bench.ts'
import { ask, type Sent } from '../../support/github-requests.ts'

const start = bench()
const publishing: Sent = { method: 'PATCH', json: { draft: false } }

describe('releases', () => {
  test('one is made, gets an asset, is published and downloaded', async () => {
    const stage = await start()
    const { repo, upload } = stage
    const id = await stage.release('v1', { draft: true, name: 'One' })
    const sent = await upload(id, 'a b.zip', 'content', { headers: { 'content-type': 'application/zip' } })
    const sha256 = createHash('sha256').update('content').digest('hex')
    expect(sent.json).toMatchObject({
      ...{ name: 'a.b.zip', state: 'uploaded', size: 7, digest: `sha256:${sha256}` },
      content_type: 'application/zip'
    })
    const published = await repo(`/releases/${id}`, publishing)
    expect(published.json).toMatchObject({ draft: false, tag_name: 'v1', assets: [{ name: 'a.b.zip' }] })
    expect(stage.fake.repository().refs.has('refs/tags/v1')).toBe(true)
    const { text, headers } = await ask(await addressOf(stage, field(sent.json, 'id')), { token: null })
    expect([text, headers['content-type']]).toEqual(['content', 'application/zip'])
  })

  test('drafts are seen by id and in lists, by those who may write, and never by tag', async () => {
    const { fake, repo, release, graphql } = await start()
    const id = await release('v1', { draft: true })
    const other = await release('v1', { draft: true })
    expect(fake.repository().refs.has('refs/tags/v1')).toBe(false)
    expect((await repo('/releases/tags/v1')).status).toBe(404)
    expect(names(await repo('/releases'), 'id')).toEqual([other, id])
    expect(names(await repo('/releases', { token: null }), 'id')).toEqual([])
    expect((await repo(`/releases/${id}`, { token: null })).status).toBe(404)
    expect(field((await repo(`/releases/${id}`)).json, 'html_url')).toMatch(/\/releases\/tag\/untagged-\w+$/)
    const found = await graphql(
      '{ repository(owner: "owner", name: "repo") { release(tagName: "v1") { databaseId isDraft } } }'
    )
    expect(found.json).toMatchObject({ data: { repository: { release: { isDraft: true } } } })
  })

  test('a tag has one published release: a second and a draft of it are refused', async () => {
    const { fake, repo, release } = await start()
    const draft = await release('v1', { draft: true })
    await release('v1')
    expect(refusal(await repo('/releases', { json: { tag_name: 'v1' } }))).toBe('422 tag_name already_exists')
    expect(refusal(await repo(`/releases/${draft}`, publishing))).toBe('422 tag_name already_exists')
    expect(fake.repository().releases.get(draft)).toMatchObject({ draft: true })
  })

  test('a fresh one is not found by tag, nor listed, for so many look-ups', async () => {
    const { repo, release } = await start({ hiddenLookups: 2 })
    const id = await release('v1')
    expect((await repo('/releases/tags/v1')).status).toBe(404)
    expect(names(await repo('/releases'))).toEqual([])
    expect((await repo(`/releases/${id}`)).status).toBe(200)
    expect((await repo('/releases/tags/v1')).status).toBe(200)
  })

  test('the latest is the one made so, and publishing without a word makes one so', async () => {
    const { repo, release } = await start()
    const latest = async () => field((await repo('/releases/latest')).json, 'tag_name')
    expect((await repo('/releases/latest')).status).toBe(404)
    await release('v1', { make_latest: 'true' })
    await release('v2', { make_latest: 'false' })
    await release('v3', { prerelease: true })
    expect(await latest()).toBe('v1')
    const draft = await release('v4', { draft: true, make_latest: 'false' })
    await repo(`/releases/${draft}`, publishing)
    expect(await latest()).toBe('v4')
  })

  test('lists come in pages that link to each other by the repository’s id, and end', async () => {
    const { fake, repo, release } = await start({ limits: { listedReleases: 5 } })
    for (const tag of ['a', 'b', 'c', 'd', 'e', 'f']) await release(tag, { draft: true })
    const tags: unknown[] = []
    const links: string[] = []
    let next: string | undefined = `${fake.apiUrl}/repos/owner/repo/releases?per_page=2`
    while (next !== undefined) {
      const page = await ask(next)
      tags.push(...names(page))
      links.push(page.headers['link'] ?? '')
      next = /<([^>]+)>; rel="next"/.exec(page.headers['link'] ?? '')?.[1]
    }
    expect(tags).toEqual(['f', 'e', 'd', 'c', 'b'])
    expect(links[0]).toMatch(
      /\/repositories\/\d+\/releases\?per_page=2&page=2>; rel="next".*page=3>; rel="last"/
    )
    expect(await repo('/releases?per_page=2&page=4')).toMatchObject({ status: 422 })
  })

  test('immutable ones keep their assets, and their tags are nobody’s after them', async () => {
    const { fake, repo, release, upload } = await start({
      repositories: { 'owner/repo': { immutableReleases: true } }
    })
    const id = await release('v1', { draft: true })
    const asset = field((await upload(id, 'a', 'a')).json, 'id')
    expect((await repo(`/releases/${id}`, publishing)).json).toMatchObject({ immutable: true })
    const refused = [
      await upload(id, 'b', 'b'),
      await repo(`/releases/assets/${String(asset)}`, { method: 'DELETE' }),
      await repo(`/releases/assets/${String(asset)}`, { method: 'PATCH', json: { name: 'c' } }),
      await repo('/git/refs/tags/v1', { method: 'DELETE' })
    ]
    expect(refused.map(refusal)).toEqual([
      '422 Cannot upload assets to an immutable release.',
      '422 Cannot delete assets from an immutable release.',
      '422 Cannot update assets of an immutable release.',
      expect.stringMatching(/^422 Repository rule violations found/)
    ])
    await repo(`/releases/${id}`, { method: 'DELETE' })
    const again = await repo('/releases', { json: { tag_name: 'v1' } })
    expect(refusal(again)).toBe('422 tag_name was used by an immutable release')
    fake.repository().setRef('refs/tags/v1', undefined)
    expect(refusal(await repo('/releases', { json: { tag_name: 'v1' } }))).toMatch(
      /Cannot create ref.*tag_name was used by an immutable release; Published releases must have a valid tag/s
    )
  })

  test('a ruleset that blocks the tag leaves an orphan draft behind', async () => {
    const { fake, repo } = await start({ repositories: { 'owner/repo': { blockedTags: /^v/ } } })
    const refused = await repo('/releases', { json: { tag_name: 'v1' } })
    expect(refusal(refused)).toBe(
      '422 pre_receive Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n' +
        '; Published releases must have a valid tag'
    )
    const [orphan] = fake.repository().releasesOf('v1')
    expect(orphan).toMatchObject({ draft: true, tag: 'v1' })
    expect(refusal(await repo(`/releases/${String(orphan?.id)}`, publishing))).toMatch(
      'must have a valid tag'
    )
    fake.repository().setBlockedTags(undefined)
    expect((await repo(`/releases/${String(orphan?.id)}`, publishing)).status).toBe(200)
  })

  test.each<[string, GithubFakeOptions, object, string]>([
    [
      'no tag',
      {},
      {},
      "422 Invalid request.\n\nrepos/create-release request:  must have required property 'tag_name'"
    ],
    ['a tag that git does not take', {}, { tag_name: 'a b' }, '422 tag_name is not well-formed'],
    [
      'a target that there is not',
      {},
      { tag_name: 'a', target_commitish: 'zot' },
      '422 target_commitish invalid'
    ],
    [
      'an empty repository',
      { repositories: { 'owner/repo': { files: null } } },
      { tag_name: 'a' },
      '422 Repository is empty.'
    ]
  ])('is refused for %s', async (_, options, json, expected) => {
    const { repo } = await start(options)
    const got = await repo('/releases', { json })
    expect(refusal(got)).toMatch(expected)
  })

  test('a target that brings other workflows needs a permission that no workflow has', async () => {
    const { fake, repo } = await start({
      tokens: [{ token: 'ghs_fake' }, { token: 'pat', permissions: { contents: 'write', workflows: true } }]
    })
    const { commit } = fake.repository()
    fake.repository().setRef('refs/heads/other', commit('main', { a: 'a' }))
    commit('other', { '.github/workflows/ci.yml': 'on: push' })
    const json = { tag_name: 'v1', target_commitish: 'other' }
    expect(refusal(await repo('/releases', { json }))).toBe('403 Resource not accessible by integration')
    expect((await repo('/releases', { json, token: 'pat' })).status).toBe(201)
  })
})
