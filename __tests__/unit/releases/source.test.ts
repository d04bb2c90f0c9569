import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { commitIn } from '../../../src/releases/source.ts'
import { failureOf, scratch, type Scratch } from '../../support/artifacts.ts'
import { tgzOf, zipOf } from '../../support/archives.ts'

let files: Scratch
beforeEach(() => {
  files = scratch()
})
afterEach(() => {
  files.remove()
})

const FORMATS = ['zip', 'tar.gz'] as const
const packed = { zip: zipOf, 'tar.gz': tgzOf }
const id = 'ab'.repeat(20)

describe.each(FORMATS)('the commit in a %s', (format) => {
  const read = (path: string) => commitIn(path, { name: `narf.${format}`, format })

  test('that git has packed', async () => {
    await files.write('a.txt', 'A')
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words], {
        ...{ cwd: files.folder, encoding: 'utf8' }
      })
    git('init', '--quiet')
    git('add', 'a.txt')
    git('commit', '--quiet', '--message', 'One')
    git('archive', `--format=${format}`, '--prefix=narf-1.0/', '--output=archive', 'HEAD')
    expect(await read(join(files.folder, 'archive'))).toBe(git('rev-parse', 'HEAD').trim())
  })

  test.each<[what: string, comment: string | undefined, commit: string | undefined]>([
    ['an id', id, id],
    ['a longer id', id.slice(0, 24) + id, id.slice(0, 24) + id],
    ['no comment', undefined, undefined],
    ['another comment', 'made by hand', undefined],
    ['less than an id', id.slice(1), undefined],
    ['no small letters', id.toUpperCase(), undefined]
  ])('with %s', async (_, comment, commit) => {
    const how = comment === undefined ? {} : { comment }
    await files.write('archive', packed[format]([{ path: 'a', content: 'A' }], how))
    expect(await read(join(files.folder, 'archive'))).toBe(commit)
  })

  test.each<[what: string, bytes: string | Uint8Array]>([
    ['nothing', ''],
    ['a page', '<!doctype html>'],
    ['the other format', packed[format === 'zip' ? 'tar.gz' : 'zip']([])]
  ])('is not looked for in %s', async (_, bytes) => {
    await files.write('archive', bytes)
    expect((await failureOf(read(join(files.folder, 'archive')))).code).toBe('corrupt')
  })
})

test.each([
  ['tar.gz', 'corrupt'],
  ['zip', undefined]
] as const)('what begins like a %s and goes on as nothing: %s', async (format, code) => {
  const begin = packed[format]([]).subarray(0, 2)
  const path = await files.write('archive', Buffer.concat([begin, Buffer.alloc(5000, 7)]))
  const reading = commitIn(path, { name: `narf.${format}`, format })
  if (code === undefined) expect(await reading).toBeUndefined()
  else expect((await failureOf(reading)).code).toBe(code)
})
