import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { create } from 'tar'
import { isUnpacked, unpack } from '../../../src/pull/unpack.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-unpack-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('links', () => {
  test.each([
    { links: { 'a/inside': '../file' }, refused: false },
    { links: { 'a/b/up': '../..' }, refused: false },
    { links: { outside: '../file' }, refused: true },
    { links: { absolute: '/etc/passwd' }, refused: true },
    { links: { 'a/b/up': '../..', through: 'a/b/up/../../secret' }, refused: true },
    { links: { 'a/./b/through': '.././b/../../../x' }, refused: true }
  ])('$links: refused $refused', async ({ links, refused }) => {
    const archive = await archiveOf({ file: 'content' }, links)
    const unpacked = unpack(archive.file, join(folder, 'out'), { ...archive, name: 'narf.tar.gz' })
    if (refused) {
      await expect(unpacked).rejects.toMatchObject({ code: 'corrupt' })
      expect(await readdir(folder)).not.toContain('out')
    } else {
      await unpacked
      expect(await readFile(join(folder, 'out', 'file'), 'utf8')).toBe('content')
    }
  })
})

test('what was unpacked is known again, and a change to it is seen', async () => {
  const archive = await archiveOf({ 'bin/tool': 'content', other: '' }, {})
  const out = join(folder, 'out')
  await unpack(archive.file, out, { ...archive, name: 'narf.tar.gz' })
  expect(await isUnpacked(out, archive.digest)).toBe(true)
  await writeFile(join(out, 'bin/tool'), 'Content')
  expect(await isUnpacked(out, archive.digest)).toBe(false)
})

async function archiveOf(files: Record<string, string>, links: Record<string, string>) {
  const source = join(folder, 'source')
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(source, name)), { recursive: true })
    await writeFile(join(source, name), content)
  }
  for (const [name, target] of Object.entries(links)) {
    await mkdir(dirname(join(source, name)), { recursive: true })
    await symlink(target, join(source, name))
  }
  const file = join(folder, 'narf.tar.gz')
  await create({ gzip: true, file, cwd: source }, [...Object.keys(files), ...Object.keys(links)])
  const digest = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  return { file, digest, size: (await stat(file)).size }
}
