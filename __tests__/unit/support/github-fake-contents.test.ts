import { describe, expect, test } from '@jest/globals'
import { bench, field, refusal } from '../../support/github-bench.ts'
import { ask } from '../../support/github-requests.ts'

const start = bench()
const raw = { accept: 'application/vnd.github.raw+json' }
const absent = '0123456789012345678901234567890123456789'

describe('contents', () => {
  test('are inside JSON up to a size, raw up to another, and no further', async () => {
    const { fake, repo } = await start({ limits: { contentsInJson: 100, contentsRaw: 200 } })
    const [small, middle, large] = [100, 200, 201].map((size) => 'x'.repeat(size))
    fake.repository().commit('main', { small: small!, middle: middle!, large: large! })
    const inside = await repo('/contents/small')
    expect(inside.json).toMatchObject({ encoding: 'base64', size: 100, type: 'file' })
    expect(String(field(inside.json, 'content'))).toContain('\n')
    expect(Buffer.from(String(field(inside.json, 'content')), 'base64').toString()).toBe(small)
    expect((await repo('/contents/middle')).json).toMatchObject({ encoding: 'none', content: '', size: 200 })
    expect((await repo('/contents/middle', { headers: raw })).text).toBe(middle)
    expect((await repo('/contents/large', { headers: raw })).status).toBe(403)
    const sha = String(field((await repo('/contents/middle')).json, 'sha'))
    expect(
      (await repo(`/git/blobs/${sha}`, { headers: { accept: 'application/vnd.github.raw' } })).text
    ).toBe(middle)
  })

  test('of a folder are listed up to a thousand, on the ref that is asked for', async () => {
    const { fake, repo } = await start({ limits: { directoryEntries: 2 } })
    fake.repository().commit('registry', { 'f/a': 'a', 'f/b/c': 'c', 'f/d': 'd' })
    expect((await repo('/contents/f')).status).toBe(404)
    expect((await repo('/contents/f?ref=registry')).json).toMatchObject([
      { name: 'a', path: 'f/a', type: 'file', download_url: `${fake.serverUrl}/owner/repo/raw/registry/f/a` },
      { name: 'b', path: 'f/b', type: 'dir', size: 0, download_url: null }
    ])
    const download = String(field((await repo('/contents/f?ref=registry')).json, 0, 'download_url'))
    expect((await ask(download, { token: null })).text).toBe('a')
    expect(refusal(await repo('/contents/f?ref=none'))).toBe('404 No commit found for the ref none')
  })

  test('are put with the sha they have, and an absent one whatever the sha', async () => {
    const { fake, repo } = await start()
    const put = async (more: object) =>
      refusal(await repo('/contents/a', { method: 'PUT', json: { message: 'm', content: 'YQ==', ...more } }))
    expect(await put({ sha: absent })).toBe('201')
    expect(await put({})).toBe(`422 Invalid request.\n\n"sha" wasn't supplied.`)
    expect(await put({ sha: absent })).toBe(`409 a does not match ${absent}`)
    const sha = field((await repo('/contents/a')).json, 'sha')
    expect(await put({ sha })).toBe('200')
    expect(await put({ sha, branch: 'none' })).toBe('404 Branch none not found')
    const gone = { method: 'DELETE', json: { message: 'm', sha } }
    expect((await repo('/contents/a', gone)).status).toBe(200)
    expect(fake.repository().files('main')).toEqual(['README.md'])
  })
})
