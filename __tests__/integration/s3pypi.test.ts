import { expect, test } from '@jest/globals'
import {
  distributionsOf,
  filesOnPage,
  manifestOf,
  MINUTES,
  problemsOf,
  pythonDesks,
  versionsByPip,
  type PythonDesk
} from '../support/python-peers.ts'
import { describeWith } from '../support/testbed.ts'

const NEEDED = ['s3pypi', 'minio', 'moto', 'pip', 'pypi-simple'] as const
const desk = pythonDesks(NEEDED)

/** An index that s3pypi has made of versions of `narf`. */
async function theirIndex(bucket: string, ...more: string[]): Promise<PythonDesk> {
  const here = await desk(bucket)
  expect(await push(here, 's3pypi', '1.0', ...more)).toBe(0)
  expect(await push(here, 's3pypi', '1.1', ...more)).toBe(0)
  return here
}

async function push(here: PythonDesk, who: 'ours' | 's3pypi', version: string, ...more: string[]) {
  const files = distributionsOf('narf', version)
  here.write(files)
  const { status } = await here[who]('upload', ...Object.keys(files), ...more)
  return status
}

const filesOf = (...versions: string[]) =>
  versions.flatMap((version) => Object.keys(distributionsOf('narf', version)))

describeWith(NEEDED, 'an index that s3pypi has made', () => {
  test.each<[what: string, bucket: string, options: string[]]>([
    ['with a root', 'rooted', ['--put-root-index']],
    ['without one', 'rootless', []],
    ['with pages for websites', 'websites', ['--put-root-index', '--index.html']]
  ])(
    '%s: a push waits for a reindex, which takes all of it over',
    async (_what, bucket, options) => {
      const here = await theirIndex(bucket, ...options)
      here.write(distributionsOf('narf', '2.0'))
      const refused = await here.ours('upload', ...filesOf('2.0'))
      expect(refused).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('has the page of another tool, with files that a new page would lack')
      })
      expect(refused.stderr).toContain('Run `registry reindex --registry python` once')
      expect(await here.text('narf/manifest.json')).toBeUndefined()
      if (!options.includes('--index.html')) expect(await versionsByPip(here, 'narf')).toEqual(['1.1', '1.0'])

      expect((await here.ours('reindex')).status).toBe(0)
      expect(await problemsOf(here)).toEqual([])
      expect(await push(here, 'ours', '2.0')).toBe(0)
      expect((await here.ours('check', '--deep')).status).toBe(0)
      expect(await versionsByPip(here, 'narf')).toEqual(['2.0', '1.1', '1.0'])
      const page = await filesOnPage(here, 'narf')
      expect(page.map(({ filename }) => filename).sort()).toEqual(filesOf('1.0', '1.1', '2.0').sort())
      expect(page.map(({ requires_python: python }) => python)).toEqual(page.map(() => '>=3.8'))
    },
    MINUTES
  )

  test(
    'that goes on writing over ours loses what its page has no place for, until the next reindex',
    async () => {
      const here = await theirIndex('over', '--put-root-index')
      expect((await here.ours('reindex')).status).toBe(0)
      expect((await here.ours('yank', 'narf==1.0', '--reason', 'why')).status).toBe(0)
      expect(await push(here, 's3pypi', '1.2', '--put-root-index')).toBe(0)
      // Names are all that it takes from our page.
      const page = await filesOnPage(here, 'narf')
      expect(page.map(({ filename }) => filename).sort()).toEqual(filesOf('1.0', '1.1', '1.2').sort())
      expect(
        page
          .filter(({ digests }) => digests['sha256'] !== undefined)
          .map(({ filename }) => filename)
          .sort()
      ).toEqual(filesOf('1.2').sort())
      expect(
        page.filter(({ yanked, requires_python: python }) => yanked !== null || python !== null)
      ).toEqual([])
      const found = await problemsOf(here)
      expect(found).toEqual(
        expect.arrayContaining([
          '/ the list of projects is not up to date',
          'narf the page narf/ is not up to date',
          ...filesOf('1.2').map((file) => `narf ${file} is stored, but not in the index`)
        ])
      )

      expect((await here.ours('reindex')).status).toBe(0)
      expect(await problemsOf(here)).toEqual([])
      const after = await filesOnPage(here, 'narf')
      expect(after).toHaveLength(6)
      expect(
        after.every(({ digests, requires_python: python }) => 'sha256' in digests && python === '>=3.8')
      ).toBe(true)
      // The yank is in the record, which s3pypi does not know.
      expect(
        after
          .filter(({ yanked }) => yanked === 'why')
          .map(({ filename }) => filename)
          .sort()
      ).toEqual(filesOf('1.0').sort())
    },
    MINUTES
  )

  test(
    'and deletes from ours leaves a record that a reindex puts right',
    async () => {
      const here = await theirIndex('deleted', '--put-root-index')
      expect((await here.ours('reindex')).status).toBe(0)
      expect((await here.s3pypi('delete', 'narf', '1.1')).status).toBe(0)
      expect(await problemsOf(here)).toEqual(
        expect.arrayContaining(filesOf('1.1').map((file) => `narf ${file} is not there any more`))
      )
      expect((await here.ours('reindex')).status).toBe(0)
      expect(await problemsOf(here)).toEqual([])
      expect((await manifestOf(here, 'narf')).map(({ filename }) => filename).sort()).toEqual(
        filesOf('1.0').sort()
      )
      expect(await versionsByPip(here, 'narf')).toEqual(['1.0'])
    },
    MINUTES
  )
})
