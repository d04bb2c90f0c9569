import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { pull, type PullOptions } from '../../../src/commands/pull.ts'
import { silent, type Log } from '../../../src/log.ts'
import { keptIn, nothingKept, type KeptFiles } from '../../../src/pull/kept-files.ts'
import { removeVersions } from '../../../src/python/remove-versions.ts'
import { parseRequest } from '../../../src/python/requests.ts'
import type { PythonRequest } from '../../../src/python/resolve.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'
import { sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { folderIndex, type PythonIndex } from '../../support/python-index.ts'

const LINUX = 'narf-1.0-cp312-cp312-manylinux_2_17_x86_64.whl'
const WINDOWS = 'narf-1.0-cp39-cp39-win_amd64.whl'
const SDIST = 'narf-1.0.tar.gz'

type Target = PythonRequest['target']
const ANY: Target = { python: undefined, platform: undefined }
const FOR_LINUX: Target = { python: '3.12', platform: 'linux_x86_64' }
const FOR_WINDOWS: Target = { python: '3.9', platform: 'win_amd64' }

let index: PythonIndex
let files: Scratch
let lockfile: string
beforeEach(async () => {
  index = await folderIndex()
  files = scratch()
  lockfile = join(files.folder, 'registry.lock')
  await index.push({ [LINUX]: wheelOf(), [WINDOWS]: wheelOf(), [SDIST]: sdistOf() })
})
afterEach(async () => {
  await index.close()
  files.remove()
})

interface Pulling {
  readonly target?: Target
  readonly folder?: string
  /** As with `CI` set. */
  readonly frozen?: boolean
  readonly update?: boolean
  readonly kept?: KeptFiles
  readonly log?: Log
}

/** The names of what came, and where from; or the failures. */
async function pulled(
  text: string,
  { target = ANY, folder = 'out', kept, log = silent, ...lock }: Pulling = {}
) {
  const read = parseRequest(text)
  if ('problem' in read) throw new Error(`${text} ${read.problem}`)
  const { name, specifier } = read.request
  const options: PullOptions = {
    ...{ mode: 'pull', requests: [{ text, package: name, specifier, target }], outfile: undefined },
    ...{ folder: join(files.folder, folder), force: false, extract: false, dryRun: false, platform: 'linux' },
    lockfile: { path: lockfile, frozen: false, update: false, ...lock }
  }
  const { pulled: done, failures } = await pull(index.store, options, log, kept ?? nothingKept)
  return failures.length > 0
    ? failures.map(({ error }) => `${error.message}. ${error.hint}`)
    : done.map(({ path, source }) => `${path.slice(options.folder.length + 1)} from ${source}`).sort()
}

const keys = async () =>
  Object.keys((JSON.parse(await readFile(lockfile, 'utf8')) as { packages: object }).packages)

describe('a lockfile that was made for one Python or platform', () => {
  beforeEach(async () => {
    expect(await pulled('narf', { target: FOR_LINUX })).toEqual([`${LINUX} from store`])
  })

  test.each<[Target, came: string[], key: string]>([
    [FOR_WINDOWS, [WINDOWS], 'narf --python-version 3.9 --platform win_amd64'],
    [{ ...ANY, python: '3.9' }, [WINDOWS], 'narf --python-version 3.9'],
    [{ ...ANY, platform: 'win_amd64' }, [WINDOWS], 'narf --platform win_amd64'],
    [ANY, [LINUX, WINDOWS, SDIST], 'narf']
  ])('says nothing of another: %j', async (target, came, key) => {
    const frozen = await pulled('narf', { target, folder: 'other', frozen: true })
    expect(frozen).toEqual([
      expect.stringContaining(`the lockfile ${lockfile} has no entry for ${key}. Run `)
    ])
    expect(await pulled('narf', { target, folder: 'other' })).toEqual(
      came.map((name) => `${name} from store`)
    )
    expect(await keys()).toEqual(['narf --python-version 3.12 --platform linux_x86_64', key].sort())
    expect(await pulled('narf', { target, folder: 'third', frozen: true })).toHaveLength(came.length)
  })

  test('tells how to add an entry without losing this one', async () => {
    const [failure] = await pulled('narf', { target: FOR_WINDOWS, frozen: true })
    expect(failure).toContain('Run once where CI is not set, which adds it, and commit the lockfile.')
  })

  test('is still the one for it, also after another was added', async () => {
    await pulled('narf', { target: FOR_WINDOWS })
    expect(await pulled('narf', { target: FOR_LINUX, folder: 'again', frozen: true })).toEqual([
      `${LINUX} from store`
    ])
  })
})

test('a lockfile from before that is read as ever, for pulls that name no target', async () => {
  await pulled('narf')
  expect(await keys()).toEqual(['narf'])
  const text = await readFile(lockfile, 'utf8')
  const { packages } = JSON.parse(text) as { packages: Record<string, { files: { name: string }[] }> }
  const [, ...others] = packages['narf']?.files ?? []
  await writeFile(
    lockfile,
    JSON.stringify({ lockfileVersion: 1, packages: { narf: { ...packages['narf'], files: others } } })
  )
  expect(await pulled('narf', { folder: 'again', frozen: true })).toEqual(
    others.map(({ name }) => `${name} from store`).sort()
  )
})

describe('a lockfile with several files of one version', () => {
  const all = [LINUX, WINDOWS, SDIST]
  let kept: KeptFiles
  beforeEach(async () => {
    kept = keptIn(join(files.folder, 'kept'), () => Promise.resolve())
    await pulled('narf', { kept })
  })

  test('brings these and no others, however many came since', async () => {
    await index.push({
      'narf-1.0-py3-none-any.whl': wheelOf(),
      'narf-2.0.tar.gz': sdistOf({ version: '2.0' })
    })
    expect(await pulled('narf', { folder: 'again', frozen: true })).toEqual(
      all.map((name) => `${name} from store`)
    )
    expect(await pulled('narf', { folder: 'again', update: true })).toEqual(['narf-2.0.tar.gz from store'])
  })

  test('takes each from the cache, and leaves alone what is in place', async () => {
    await rm(join(files.folder, 'out', SDIST))
    expect(await pulled('narf', { kept, frozen: true })).toEqual([
      `${LINUX} from here`,
      `${WINDOWS} from here`,
      `${SDIST} from cache`
    ])
  })

  test('whose version was removed since says so, but for what is in the cache', async () => {
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['1.0'] })
    const gone = await pulled('narf', { folder: 'again', frozen: true })
    expect(gone).toEqual(
      all.map(() =>
        expect.stringMatching(
          / is not there any more, although the lockfile has it\. Version 1\.0 was removed, /
        )
      )
    )
    expect(await pulled('narf', { folder: 'again', kept, frozen: true })).toEqual(
      all.map((name) => `${name} from cache`)
    )
  })
})

test('versions that are passed over for one that fits are told', async () => {
  await index.push({ 'narf-2.0-cp312-cp312-win_amd64.whl': wheelOf({ version: '2.0' }) })
  const said: string[] = []
  expect(
    await pulled('narf', { target: FOR_WINDOWS, log: { ...silent, info: (line) => said.push(line) } })
  ).toEqual([`${WINDOWS} from store`])
  expect(said[0]).toBe('narf: 1.0 is the newest with a file for 3.9 on win_amd64; passed over: 2.0')
  expect(await pulled('narf', { target: FOR_WINDOWS, frozen: true })).toEqual([`${WINDOWS} from here`])
})
