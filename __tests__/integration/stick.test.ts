import { expect, test } from '@jest/globals'
import { wheelOf } from '../support/python-distributions.ts'
import {
  checkedByStick,
  expectDone,
  filesOnPage,
  LACKS,
  manifestOf,
  MINUTES,
  NO_JSON,
  peerMetadata,
  problemsOf,
  pythonDesks,
  turn,
  versionsByPip,
  wellByStick,
  type PythonDesk
} from '../support/python-peers.ts'
import { describeWith } from '../support/testbed.ts'

const NEEDED = ['stick', 'minio', 'moto', 'pip', 'pypi-simple'] as const

const desk = pythonDesks(NEEDED)

const wheelsIn = (files: readonly string[]) => files.filter((name) => name.endsWith('.whl'))

describeWith(NEEDED, 'taking turns with stick on one index', () => {
  test(
    'nothing is lost in several turns on two projects, and after each of ours the pages are right',
    async () => {
      const here = await desk('turns')
      const all: Record<string, string[]> = { narf: [], troz: [] }
      const foreign: string[] = []
      const turns: ['ours' | 'stick', string, string][] = [
        ['ours', 'narf', '1.0'],
        ['stick', 'narf', '1.1'],
        ['ours', 'narf', '1.2'],
        ['stick', 'troz', '1.0'],
        ['ours', 'troz', '1.1'],
        ['stick', 'troz', '1.2'],
        ['stick', 'narf', '1.10'],
        ['ours', 'troz', '1.3'],
        ['ours', 'narf', '2.0rc1']
      ]
      for (const [who, name, version] of turns) {
        const pushed = await turn(here, who, name, version)
        all[name]!.push(...pushed)
        if (who === 'stick') foreign.push(...wheelsIn(pushed))
        const entries = await manifestOf(here, name)
        expect(entries.map(({ filename }) => filename)).toEqual(all[name])
        const page = await filesOnPage(here, name)
        expect(page.map(({ filename }) => filename).sort()).toEqual([...all[name]!].sort())
        expect(page.every(({ digests }) => digests['sha256'] !== undefined)).toBe(true)
        if (who === 'stick') continue
        const [project, other] = name === 'narf' ? ['narf', 'troz'] : ['troz', 'narf']
        const found = (await problemsOf(here)).filter((each) => !each.startsWith(`${other} `))
        expect(found.sort()).toEqual(
          foreign
            .filter((file) => file.startsWith(project))
            .map((file) => `${project} ${file} ${LACKS}`)
            .sort()
        )
      }
      expect(await checkedByStick(here)).toEqual(
        [...wellByStick('narf', all['narf']!), ...wellByStick('troz', all['troz']!), NO_JSON].sort()
      )
      expect(await versionsByPip(here, 'narf')).toEqual(['2.0rc1', '1.10', '1.2', '1.1', '1.0'])
      expectDone(await here.ours('reindex'))
      expect(await problemsOf(here)).toEqual([])
      expect((await here.ours('reindex', '--json')).stdout).toContain('"changed": []')
      expect(await checkedByStick(here)).toEqual(
        [...wellByStick('narf', all['narf']!), ...wellByStick('troz', all['troz']!), NO_JSON].sort()
      )
      expect((await filesOnPage(here, 'narf')).filter(({ has_metadata: has }) => has)).toHaveLength(5)
      const got = await here.pip(
        ...['download', '--no-deps', '--no-cache-dir', '--index-url', here.url, '-d', 'got', 'narf==1.1']
      )
      expect(got).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('Saved ./got/narf-1.1-py3-none-any.whl')
      })
    },
    MINUTES
  )

  test(
    'neither sends again, nor replaces, what the other has pushed',
    async () => {
      const here = await desk('existing')
      const [ours] = await turn(here, 'ours', 'narf', '1.0')
      const [theirs] = await turn(here, 'stick', 'narf', '1.1')
      const before = await manifestOf(here, 'narf')
      expect((await here.stick('upload', ours!)).stdout).toContain(
        `Skipping ${ours} because it appears to already exist`
      )
      expect((await here.ours('upload', theirs!)).stdout).toContain(
        `${theirs} is there already with the same bytes`
      )
      here.write({ [theirs!]: wheelOf({ version: '1.1', metadata: peerMetadata('narf', '1.1', 'other') }) })
      expect(await here.ours('upload', theirs!)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(`${theirs} exists already with other bytes`)
      })
      expect(await manifestOf(here, 'narf')).toEqual(before)
      // `stick` replaces a file when it is told to; what lay beside it is another file's then.
      here.write({ [ours!]: wheelOf({ version: '1.0', metadata: peerMetadata('narf', '1.0', 'other') }) })
      expectDone(await here.stick('upload', '--no-skip-existing', ours!))
      expect(await problemsOf(here)).toContain(`narf ${ours} ${LACKS}`)
      expectDone(await here.ours('reindex'))
      expect((await here.ours('check', '--deep')).status).toBe(0)
    },
    MINUTES
  )

  test(
    'an index that stick alone has made is listed and checked, and all is well after a reindex',
    async () => {
      const here = await desk('theirs')
      const files = await turn(here, 'stick', 'narf', '1.0', '1.1')
      const [wheel, sdist] = files.map((file) => `narf ${file}`)
      expect((await here.ours('list')).stdout).toContain('narf')
      expect((await problemsOf(here)).filter((each) => !each.includes(' the page '))).toEqual([
        '/ there is no list of projects but what another tool has made',
        `${wheel} ${LACKS}`,
        `narf narf-1.1-py3-none-any.whl ${LACKS}`
      ])
      expect(sdist).toBe('narf narf-1.0.tar.gz')
      const times = (await manifestOf(here, 'narf')).map(({ upload_time: time }) => time)
      expectDone(await here.ours('reindex'))
      expect(await problemsOf(here)).toEqual([])
      expect((await manifestOf(here, 'narf')).map((entry) => String(entry['upload_time']))).toEqual(times)
      expect(await checkedByStick(here)).toEqual([...wellByStick('narf', files), NO_JSON].sort())
      expect(await versionsByPip(here, 'narf')).toEqual(['1.1', '1.0'])
      expect((await filesOnPage(here, 'narf'))[0]?.url).toMatch(`${here.url}/narf/`)
    },
    MINUTES
  )

  test(
    'a reindex by stick keeps no key of ours; what is pushed after it has a higher serial, and its pages are right',
    async () => {
      const here = await desk('rewritten')
      const files = await turn(here, 'ours', 'narf', '1.0', '1.1')
      expectDone(await here.ours('yank', 'narf==1.0', '--reason', 'broken'))
      expect((await filesOnPage(here, 'narf')).filter(({ yanked }) => yanked === 'broken')).toHaveLength(2)
      // An upload keeps our keys, and shows no yank until we write again.
      files.push(...(await turn(here, 'stick', 'narf', '1.2')))
      expect((await manifestOf(here, 'narf')).map(({ yanked }) => yanked)).toEqual([
        true,
        true,
        false,
        false,
        undefined,
        undefined
      ])
      expect((await filesOnPage(here, 'narf')).filter(({ yanked }) => yanked !== null)).toEqual([])
      files.push(...(await turn(here, 'ours', 'narf', '1.3')))
      expect((await filesOnPage(here, 'narf')).filter(({ yanked }) => yanked === 'broken')).toHaveLength(2)

      const before = await serialOf(here, 'narf')
      expectDone(await here.stick('reindex'))
      const rewritten = await manifestOf(here, 'narf')
      expect(rewritten.map(({ filename }) => filename).sort()).toEqual([...files].sort())
      expect(rewritten.filter((entry) => 'serial' in entry || 'yanked' in entry)).toEqual([])
      files.push(...(await turn(here, 'ours', 'narf', '1.4')))
      const entries = await manifestOf(here, 'narf')
      expect(entries.map(({ serial }) => serial)).toEqual(files.map(() => before + 1))
      expect(await serialOf(here, 'narf')).toBe(before + 1)
      expect(entries.filter(({ description }) => description !== '').map(({ version }) => version)).toEqual([
        '1.4'
      ])
      const lacking = wheelsIn(files).filter((file) => !file.includes('1.4'))
      expect((await problemsOf(here)).sort()).toEqual(lacking.map((file) => `narf ${file} ${LACKS}`).sort())
      expectDone(await here.ours('reindex'))
      expect(await problemsOf(here)).toEqual([])
      expect(await checkedByStick(here)).toEqual([...wellByStick('narf', files), NO_JSON].sort())
      // Only the record knew of the yank.
      expect((await filesOnPage(here, 'narf')).filter(({ yanked }) => yanked !== null)).toEqual([])
    },
    MINUTES
  )

  test(
    'what we yank and remove of an index that stick has made',
    async () => {
      const here = await desk('removed')
      const files = await turn(here, 'stick', 'narf', '1.0', '1.1', '1.2')
      expectDone(await here.ours('yank', 'narf==1.2', '--reason', 'why'))
      expect(await versionsByPip(here, 'narf')).toEqual(['1.1', '1.0'])
      expectDone(await here.ours('remove', 'narf', '1.0'))
      const left = files.filter((file) => !file.includes('-1.0'))
      expect(await checkedByStick(here)).toEqual([...wellByStick('narf', left), NO_JSON].sort())
      expect((await manifestOf(here, 'narf')).map(({ filename }) => filename)).toEqual(left)
      // It knows no removed files, and takes the name again.
      const [back] = files
      expectDone(await here.stick('upload', back!))
      expect(await problemsOf(here)).toContain(`narf ${back} was removed, but is in the index again`)
      expectDone(await here.ours('reindex'))
      expect(await problemsOf(here)).toEqual([])
      expect(await here.text(`narf/${back}`)).toBeUndefined()
      expect(await checkedByStick(here)).toEqual([...wellByStick('narf', left), NO_JSON].sort())
      expect((await filesOnPage(here, 'narf')).filter(({ yanked }) => yanked === 'why')).toHaveLength(2)
    },
    MINUTES
  )
})

async function serialOf(here: PythonDesk, name: string): Promise<number> {
  const [, serial] = /"_last-serial":(\d+)/.exec((await here.text(`_json/${name}/`)) ?? '') ?? []
  return Number(serial)
}
