/** `base-url` where links are absolute anyway: it says where an index is found, and nothing of it is written down. */
import { expect, test } from '@jest/globals'
import { join } from 'node:path'
import { upload } from '../../src/commands/upload.ts'
import { silent } from '../../src/log.ts'
import { inspect, repair } from '../../src/python/registry.ts'
import type { Store } from '../../src/stores/store.ts'
import { wheelOf } from '../support/python-distributions.ts'
import { useGithub } from './github-bench.ts'

const begin = useGithub()

const A = 'https://a.example/'
const B = 'https://b.example/simple/'

const reindex = (store: Store, baseUrl: string | undefined, full = false) =>
  repair(store, { packages: [], full, baseUrl, now: new Date() }, () => undefined)
const NOTHING = { changed: [], problems: [] }

test('changes neither links nor records, whatever pushes and a reindex say', async () => {
  const { open, repository, files } = await begin()
  const push = async (version: string, baseUrl: string | undefined) => {
    const name = `narf-${version}-py3-none-any.whl`
    await files.write(name, wheelOf({ version }))
    const path = join(files.folder, name)
    const options = { mode: 'upload', ifExists: 'same', files: [path], baseUrl, sign: undefined } as const
    const { indexUrl, failures } = await upload(open(), options, silent)
    expect(failures).toEqual([])
    return indexUrl
  }
  const usual = await push('0.9', undefined)
  const documents = () => repository.files('registry').filter((path) => !path.startsWith('.registry/'))
  const textsOf = (paths: readonly string[]) => paths.map((path) => repository.text('registry', path) ?? '')
  const page = () => repository.text('registry', 'narf/index.html') ?? ''

  expect([await push('1.0', A), await push('1.1', B), await push('1.2', undefined)]).toEqual([A, B, usual])
  expect(page().match(/(?<=href=")[^"]*\/releases\/download\/narf-[^"]*whl#/g)).toHaveLength(4)
  const before = textsOf(documents())
  expect(before.filter((text) => text.includes('.example'))).toEqual([])
  expect((await inspect(open(), { packages: [], deep: true })).problems).toEqual([])
  for (const full of [false, true]) expect(await reindex(open(), B, full)).toMatchObject(NOTHING)
  expect(textsOf(documents())).toEqual(before)
})

test('says nothing either where another store’s records were copied that have it', async () => {
  const { open, repository, files } = await begin()
  await files.write('narf-1.0-py3-none-any.whl', wheelOf({ version: '1.0' }))
  const path = join(files.folder, 'narf-1.0-py3-none-any.whl')
  const options = { mode: 'upload', ifExists: 'same', files: [path], sign: undefined } as const
  await upload(open(), { ...options, baseUrl: undefined }, silent)
  const root = repository.text('registry', 'projects.json') ?? ''
  const copied = root.replace('"base-url": null', `"base-url": "${A}"`)
  expect(copied).not.toBe(root)
  repository.commit('registry', { 'projects.json': copied })
  const { problems } = await inspect(open(), { packages: [], deep: false })
  expect(problems.map(({ what }) => what)).toEqual(['the list of projects is not up to date'])
  expect(await reindex(open(), undefined)).toMatchObject(NOTHING)
  expect((await upload(open(), { ...options, baseUrl: B }, silent)).failures).toEqual([])
})
