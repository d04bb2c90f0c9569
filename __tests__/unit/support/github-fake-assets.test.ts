import { request } from 'node:http'
import { describe, expect, test } from '@jest/globals'
import { storedName, zeroBody, type GithubFakeOptions } from '../../support/github-fake/index.ts'
import { addressOf, bench, bytesWanted, field, names, refusal } from '../../support/github-bench.ts'
import { ask } from '../../support/github-requests.ts'

const start = bench()

describe('assets', () => {
  test.each([
    ['narf-1.0-py3-none-any.whl', 'narf-1.0-py3-none-any.whl'],
    ['narf-1.0+local.1.tar.gz', 'narf-1.0+local.1.tar.gz'],
    ['a~b:c.deb', 'a.b.c.deb'],
    ['A name (1).zip', 'A.name.1.zip'],
    ['app-(15-5)-x.apk', 'app-.15-5.-x.apk'],
    [" !#$%&'(),-.0;=@A[]^_`z{}~.txt", 'default.-.0.A._.z.txt'],
    ['é_ź.txt', 'e_z.txt'],
    ['文.pdf', 'default.pdf'],
    ['.gitignore', 'default.gitignore'],
    ['a.', 'a']
  ])('%s becomes %s', (name, stored) => {
    expect(storedName(name)).toBe(stored)
  })

  test.each<[string, string, string | Uint8Array, Record<string, string>, string]>([
    ['nothing in it', 'a', '', {}, '400 Bad Content-Length'],
    [
      'no length',
      'a',
      'a',
      { 'content-length': '', 'transfer-encoding': 'chunked' },
      '400 Bad Content-Length'
    ],
    ['too much in it', 'a', '12345678', {}, '422 size must be less than 8'],
    ['no name', '', 'a', {}, '422 name missing_field'],
    ['a name that is taken once it is rewritten', 'the(only)one', 'a', {}, '422 name already_exists']
  ])('is refused with %s', async (_, name, body, headers, expected) => {
    const { release, upload } = await start({ limits: { assetSize: 8 } })
    const id = await release('v1', { draft: true })
    expect((await upload(id, 'the.only.one', 'a')).status).toBe(201)
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
    const without = headers['content-length'] === '' ? { lengthless: true } : {}
    expect(refusal(await upload(id, name, body, { headers: sent, ...without }))).toBe(expected)
  })

  test('there are so many a release and no more', async () => {
    const { release, upload } = await start({ limits: { assetsPerRelease: 1 } })
    const id = await release('v1')
    await upload(id, 'a', 'a')
    expect(refusal(await upload(id, 'b', 'b'))).toBe('422 file_count limited to 1 assets per release')
  })

  test('a listing shows 30, a release all of them', async () => {
    const { fake, repo } = await start()
    const assets = Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`a${at}`, 'a']))
    const { id } = fake.repository().addRelease('v1', { assets })
    expect(names(await repo(`/releases/${id}/assets`), 'name')).toHaveLength(30)
    expect(names(await repo(`/releases/${id}/assets?per_page=100`), 'name')).toHaveLength(31)
    expect(field((await repo(`/releases/${id}`)).json, 'assets')).toHaveLength(31)
  })

  test('an upload that is cut, or ends in a 502, leaves a starter that is in the way until it is deleted', async () => {
    const { fake, repo, release, upload } = await start()
    const id = await release('v1', { draft: true })
    fake.faults(
      { operation: 'repos/upload-release-asset', times: 1, effect: { kind: 'cut-request', bytes: 2 } },
      { operation: 'repos/upload-release-asset', key: /name=b$/, times: 1, effect: { kind: 'starter' } }
    )
    await expect(upload(id, 'a', 'aaaa')).rejects.toThrow()
    expect(refusal(await upload(id, 'b', 'bbbb'))).toBe('502 Server Error')
    const listed = await repo(`/releases/${id}/assets`)
    expect(listed.json).toMatchObject([
      { name: 'a', state: 'starter', size: 0, digest: null },
      { name: 'b', state: 'starter', size: 0, digest: null }
    ])
    expect(refusal(await upload(id, 'a', 'aaaa'))).toBe('422 name already_exists')
    const [starter] = names(listed, 'id')
    expect((await repo(`/releases/assets/${String(starter)}`, { headers: bytesWanted })).status).toBe(404)
    expect((await repo(`/releases/assets/${String(starter)}`, { method: 'DELETE' })).status).toBe(204)
    expect((await upload(id, 'a', 'aaaa')).json).toMatchObject({ state: 'uploaded', size: 4 })
  })

  test('a client that goes away leaves a starter too', async () => {
    const { fake, repo, release } = await start()
    const id = await release('v1', { draft: true })
    await new Promise<void>((resolve) => {
      const sending = request(`${fake.uploadsUrl}/repos/owner/repo/releases/${id}/assets?name=a`, {
        method: 'POST',
        headers: {
          ...{ authorization: 'Bearer ghs_fake', 'user-agent': 'test', 'content-type': 'text/plain' },
          'content-length': '9'
        }
      })
      sending.on('error', () => {
        resolve()
      })
      sending.write('some', () => {
        const gone = setInterval(() => {
          if (fake.find({ host: 'uploads' })[0]?.bytesIn !== 4) return
          clearInterval(gone)
          sending.destroy(new Error('gone'))
        }, 5)
      })
    })
    expect((await repo(`/releases/${id}/assets`)).json).toMatchObject([{ name: 'a', state: 'starter' }])
  })

  test('one is a starter while its bytes arrive, and is gone if its release goes', async () => {
    const { fake, release, upload } = await start()
    const id = await release('v1', { draft: true })
    const seen: unknown[] = []
    fake.faults({
      operation: 'repos/upload-release-asset',
      times: 1,
      before: () => {
        seen.push(fake.repository().asset('v1', 'a')?.state)
        fake.repository().removeRelease(id)
      }
    })
    expect(refusal(await upload(id, 'a', 'aaaa'))).toBe('404 Not Found')
    expect(seen).toEqual(['starter'])
  })

  test('one of several that upload the same name at once wins', async () => {
    const { release, upload } = await start()
    const id = await release('v1', { draft: true })
    const all = await Promise.all(['1', '2', '3', '4'].map((body) => upload(id, 'a', body)))
    expect(all.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
  })

  test('digests can be missing, and bytes be tampered with', async () => {
    const stage = await start({ digests: false })
    const id = await stage.release('v1')
    const { json } = await stage.upload(id, 'a', 'abcd')
    expect(json).toMatchObject({ digest: null })
    stage.fake.repository().tamper(Number(field(json, 'id')), (body) => Buffer.concat([body, body]))
    const address = await addressOf(stage, field(json, 'id'))
    expect((await ask(address, { token: null })).text).toBe('abcdabcd')
    expect((await stage.repo(`/releases/${id}/assets`)).json).toMatchObject([{ size: 4 }])
  })

  test('large ones take no memory', async () => {
    const stage = await start({ digests: false })
    const { assets } = stage.fake.repository().addRelease('v1', { assets: { large: zeroBody(2 ** 31 - 1) } })
    const address = await addressOf(stage, [...assets.keys()][0])
    const got = await ask(address, { token: null, headers: { range: 'bytes=2147483640-' } })
    expect([got.status, got.bytes.length]).toEqual([206, 7])
  })
})

describe('downloads', () => {
  test.each<[string, GithubFakeOptions, string, number, string]>([
    ['from the beginning', {}, 'bytes=0-1', 206, 'co'],
    ['from the middle', {}, 'bytes=5-', 206, 'nt'],
    ['from the end', {}, 'bytes=-3', 206, 'ent'],
    ['further than the end', {}, 'bytes=4-99', 206, 'ent'],
    ['behind the end', {}, 'bytes=7-', 416, ''],
    ['where they are ignored', { ranges: false }, 'bytes=5-', 200, 'content']
  ])('ranges: %s', async (_, options, range, status, text) => {
    const stage = await start(options)
    const { assets } = stage.fake.repository().addRelease('v1', { assets: { a: 'content' } })
    const got = await ask(await addressOf(stage, [...assets.keys()][0]), { token: null, headers: { range } })
    expect([got.status, got.status === 416 ? '' : got.text]).toEqual([status, text])
    if (status === 206) expect(got.headers['content-range']).toMatch(/^bytes \d-6\/7$|^bytes 0-1\/7$/)
  })

  test('the storage refuses tokens, forged addresses and those that expired', async () => {
    const stage = await start()
    const { assets } = stage.fake.repository().addRelease('v1', { assets: { a: 'content' } })
    const address = await addressOf(stage, [...assets.keys()][0])
    expect(new URL(address).origin).toBe(stage.fake.storageUrl)
    expect((await ask(address)).status).toBe(400)
    expect((await ask(`${address}x`, { token: null })).status).toBe(403)
    expect((await ask(address, { token: null })).status).toBe(200)
    stage.fake.advance(5 * 60_000 + 1)
    expect((await ask(address, { token: null })).status).toBe(618)
    expect(stage.fake.count({ host: 'storage', counted: true })).toBe(0)
  })

  test('the API itself can give the bytes', async () => {
    const { fake, repo } = await start({ directDownloads: true })
    const { assets } = fake.repository().addRelease('v1', { assets: { a: 'content' } })
    const got = await repo(`/releases/assets/${String([...assets.keys()][0])}`, { headers: bytesWanted })
    expect([got.status, got.text]).toEqual([200, 'content'])
  })

  test('by address: published releases of public repositories, off no limit', async () => {
    const { fake } = await start()
    const repository = fake.repository()
    repository.addRelease('a/b', { assets: { n: 'content' } })
    repository.addRelease('draft', { draft: true, assets: { n: 'content' } })
    const status = async (path: string) =>
      (await ask(`${fake.serverUrl}/owner/repo/releases/download/${path}`, { token: null })).status
    expect([await status('a/b/n'), await status('draft/n'), await status('a/b/m')]).toEqual([302, 404, 404])
    repository.setPrivate(true)
    expect(await status('a/b/n')).toBe(404)
    expect(fake.requests.some(({ counted }) => counted)).toBe(false)
  })

  test('archives hold the files of a commit', async () => {
    const { fake, repo } = await start()
    fake.repository().addRelease('v1')
    const { headers } = await repo('/zipball/v1')
    const archive = await ask(headers['location']!, { token: null })
    expect(archive.bytes.subarray(0, 2).toString()).toBe('PK')
    expect(archive.bytes.includes('README.md')).toBe(true)
    expect((await ask(headers['location']!)).status).toBe(400)
  })
})
