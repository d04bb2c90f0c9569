import { expect, test } from '@jest/globals'
import {
  checkedByStick,
  distributionsOf,
  expectDone,
  filesOnPage,
  manifestOf,
  MINUTES,
  NO_JSON,
  problemsOf,
  pythonDesks,
  versionsByPip,
  wellByStick,
  type PythonDesk
} from '../support/python-peers.ts'
import { describeWith } from '../support/testbed.ts'

const NEEDED = ['stick', 'minio', 'moto', 'pip', 'pypi-simple'] as const

const desk = pythonDesks(NEEDED)

/** The files are on another host than the pages: another name of the same server. */
const elsewhere = ({ url }: PythonDesk) => url.replace('127.0.0.1', 'localhost').replace(/simple$/, '')

/** Pages that both write, and those that are ours alone. */
const THEIRS = ['narf/', 'narf/json', 'narf/1.0/', 'narf/1.0/json']
const OURS = ['narf/index.html', '_json/narf/']

/** The addresses of files on pages, each without the file's own name, sorted. */
async function basesOn(here: PythonDesk, pages: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(pages.map((page) => here.text(page)))
  const found = texts.flatMap((text) => [
    ...(text ?? '').matchAll(/"(https?:[^"\s]*?|(?:\.\.\/)+)narf-[^"/\s]*?\.(?:whl|gz)(?:#[^"]*)?"/g)
  ])
  return [...new Set(found.map(([, base = '']) => base))].sort()
}

/** What links of the simple API begin with, page and JSON, whoever's file it is. */
async function expectLinks(here: PythonDesk, base: string, files: readonly string[]): Promise<void> {
  const page = await filesOnPage(here, 'narf')
  expect(page.map(({ url }) => url.replace(/#.*/, '')).sort()).toEqual(
    files.map((file) => `${base}${file}`).sort()
  )
  const entries = await manifestOf(here, 'narf')
  expect(entries.map(({ filename }) => filename).sort()).toEqual([...files].sort())
}

describeWith(NEEDED, 'taking turns with stick where links are absolute', () => {
  const withBase = (here: PythonDesk) => ['--baseurl', elsewhere(here)]

  async function oursWith(here: PythonDesk, version: string, ...options: string[]): Promise<string[]> {
    const files = distributionsOf('narf', version)
    here.write(files)
    expectDone(await here.ours('upload', ...Object.keys(files), ...options))
    return Object.keys(files)
  }

  async function stickWith(here: PythonDesk, version: string): Promise<string[]> {
    const files = distributionsOf('narf', version)
    here.write(files)
    expectDone(await here.stick('upload', ...withBase(here), ...Object.keys(files)))
    return Object.keys(files)
  }

  test(
    'the links of both stay so in every turn, with the address given or without',
    async () => {
      const here = await desk('absolute')
      const base = `${elsewhere(here)}simple/narf/`
      const files = await oursWith(here, '1.0', ...withBase(here))
      await expectLinks(here, base, files)
      for (const [version, ...options] of [
        ['1.2'],
        ['1.4', ...withBase(here)],
        ['1.6', ...withBase(here)]
      ] as const) {
        files.push(
          ...(await stickWith(
            here,
            version.replace(/\d$/, (digit) => String(Number(digit) - 1))
          ))
        )
        expect(await basesOn(here, THEIRS)).toEqual([base])
        files.push(...(await oursWith(here, version, ...options)))
        await expectLinks(here, base, files)
      }
      files.push(...(await oursWith(here, '1.7', ...withBase(here))), ...(await oursWith(here, '1.8')))
      await expectLinks(here, base, files)
      expect(await checkedByStick(here)).toEqual([...wellByStick('narf', files), NO_JSON].sort())
      expect(await versionsByPip(here, 'narf')).toEqual([
        '1.8',
        '1.7',
        '1.6',
        '1.5',
        '1.4',
        '1.3',
        '1.2',
        '1.1',
        '1.0'
      ])
      for (const version of ['1.1', '1.8']) {
        const got = await here.pip(
          ...[
            'download',
            '--no-deps',
            '--no-cache-dir',
            '--index-url',
            here.url,
            '-d',
            'got',
            `narf==${version}`
          ],
          ...['--trusted-host', 'localhost']
        )
        expect(got).toMatchObject({
          status: 0,
          stdout: expect.stringContaining(`Saved ./got/narf-${version}`)
        })
      }
    },
    MINUTES
  )

  test(
    'an index that stick began has relative links, or the address that is given first',
    async () => {
      const here = await desk('begun')
      const base = `${elsewhere(here)}simple/narf/`
      const files = await stickWith(here, '1.0')
      files.push(...(await oursWith(here, '1.1')))
      await expectLinks(here, `${here.url}/narf/`, files)
      const other = await desk('begun-absolute')
      const first = await stickWith(other, '1.0')
      first.push(...(await oursWith(other, '1.1', ...withBase(other))))
      await expectLinks(other, base.replace('/begun/', '/begun-absolute/'), first)
      first.push(...(await oursWith(other, '1.2')))
      await expectLinks(other, base.replace('/begun/', '/begun-absolute/'), first)
    },
    MINUTES
  )

  test(
    'a reindex by stick forgets them, and what we do next brings them back: a push, a yank, a removal, a reindex',
    async () => {
      const here = await desk('forgotten')
      const base = `${elsewhere(here)}simple/narf/`
      let files = [...(await oursWith(here, '1.0', ...withBase(here))), ...(await stickWith(here, '1.1'))]
      const theirs = async () => {
        expectDone(await here.stick('reindex', ...withBase(here)))
        expect((await manifestOf(here, 'narf')).filter((entry) => 'base_url' in entry)).toEqual([])
      }
      await theirs()
      files.push(...(await oursWith(here, '1.2')))
      await expectLinks(here, base, files)
      await theirs()
      expectDone(await here.ours('yank', 'narf==1.2'))
      await expectLinks(here, base, files)
      await theirs()
      expectDone(await here.ours('remove', 'narf', '1.2'))
      files = files.filter((file) => !file.includes('-1.2'))
      await expectLinks(here, base, files)
      await theirs()
      const what = 'has links that do not begin with the base-url of the index'
      expect((await problemsOf(here)).filter((each) => each.endsWith(what))).toEqual(
        files.map((file) => `narf ${file} ${what}`)
      )
      expectDone(await here.ours('reindex'))
      await expectLinks(here, base, files)
      expect(await basesOn(here, [...THEIRS, ...OURS])).toEqual([base])
      expect(await problemsOf(here)).toEqual([])
      expect((await here.ours('reindex', '--json')).stdout).toContain('"changed": []')
      expect(await checkedByStick(here)).toEqual([...wellByStick('narf', files), NO_JSON].sort())
    },
    MINUTES
  )

  test(
    'another address is refused before anything is sent, also where stick wrote last, and taken by a reindex',
    async () => {
      const here = await desk('another')
      const files = await oursWith(here, '1.0', ...withBase(here))
      expectDone(await here.stick('reindex', ...withBase(here)))
      here.write(distributionsOf('narf', '1.1'))
      const refused = await here.ours('upload', 'narf-1.1.tar.gz', '--baseurl', 'https://other.example/')
      expect(refused).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(
          `begin with ${elsewhere(here)}simple/, not with https://other.example/simple/`
        )
      })
      expect(await here.text('narf/narf-1.1.tar.gz')).toBeUndefined()
      expectDone(await here.ours('reindex', '--baseurl', 'https://other.example/'))
      await expectLinks(here, 'https://other.example/simple/narf/', files)
      expect(await problemsOf(here)).toEqual([])
    },
    MINUTES
  )
})
