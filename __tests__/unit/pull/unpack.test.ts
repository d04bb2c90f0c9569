import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { create } from 'tar'
import { unpack } from '../../../src/pull/unpack.ts'
import { isUnpacked, NOTE } from '../../../src/pull/unpacked-folder.ts'
import { zipOf as packZip } from '../../support/archives.ts'

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
    const unpacked = unpack(archive.file, join(folder, 'out'), job(archive))
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
  await unpack(archive.file, out, job(archive))
  expect(await isUnpacked(out, archive.digest)).toBe(true)
  await writeFile(join(out, 'bin/tool'), 'Content')
  expect(await isUnpacked(out, archive.digest)).toBe(false)
})

test('the note of an archive that was packed of an unpacked folder gives way', async () => {
  const archive = await archiveOf({ file: 'content', [NOTE]: 'of another time' }, {})
  const out = join(folder, 'out')
  await unpack(archive.file, out, job(archive))
  expect((await readdir(out)).sort()).toEqual([NOTE, 'file'])
  expect(await isUnpacked(out, archive.digest)).toBe(true)
})

test('a note that is a link writes over nothing', async () => {
  const archive = await archiveOf({ file: 'content' }, { [NOTE]: 'file' })
  await expect(unpack(archive.file, join(folder, 'out'), job(archive))).rejects.toMatchObject({
    code: 'corrupt',
    message: expect.stringContaining('has the name of the note')
  })
  expect(await readdir(folder)).not.toContain('out')
})

test('a folder that no pull has made stays', async () => {
  const archive = await archiveOf({ file: 'content' }, {})
  const out = join(folder, 'out')
  await mkdir(out)
  await writeFile(join(out, 'mine'), 'mine')
  await expect(unpack(archive.file, out, job(archive))).rejects.toMatchObject({ code: 'conflict' })
  expect(await readdir(out)).toEqual(['mine'])
  expect((await readdir(folder)).sort()).toEqual(['narf.tar.gz', 'out', 'source'])
})

test('a zip is looked at in the same way', async () => {
  const zip = await zipOf({ a: 'one', [NOTE]: 'of another time', 'bin/tool': 'two' })
  const out = join(folder, 'out')
  await unpack(zip.file, out, job(zip))
  expect(await readFile(join(out, 'bin', 'tool'), 'utf8')).toBe('two')
  expect(await isUnpacked(out, zip.digest)).toBe(true)
  const colliding = await zipOf({ README: 'one', readme: 'two' })
  await expect(unpack(colliding.file, out, { ...job(colliding), platform: 'darwin' })).rejects.toMatchObject({
    code: 'corrupt'
  })
  expect(await isUnpacked(out, zip.digest)).toBe(true)
})

function job<A extends { digest: string; size: number }>(archive: A) {
  return { ...archive, name: 'narf.tar.gz', platform: 'linux' as const }
}

async function zipOf(files: Record<string, string>) {
  const content = packZip(Object.entries(files).map(([path, text]) => ({ path, content: text })))
  const file = join(folder, 'narf.zip')
  await writeFile(file, content)
  return { file, digest: createHash('sha256').update(content).digest('hex'), size: content.length }
}

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
