import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { findProject, removeVersions } from '../../../src/python/remove-versions.ts'
import { parseRequest } from '../../../src/python/requests.ts'
import { resolveRequest, type PythonRequest, type ResolvedRelease } from '../../../src/python/resolve.ts'
import { yankVersion } from '../../../src/python/yank.ts'
import { sha256 } from '../../../src/digest.ts'
import { failureOf } from '../../support/artifacts.ts'
import { metadataOf, sdistOf, wheelOf } from '../../support/python-distributions.ts'
import { folderIndex, wheelName, type PythonIndex } from '../../support/python-index.ts'

let index: PythonIndex
beforeEach(async () => {
  index = await folderIndex()
})
afterEach(() => index.close())

function requestOf(text: string, target: Partial<PythonRequest['target']> = {}): PythonRequest {
  const read = parseRequest(text)
  if ('problem' in read) throw new Error(`${text} ${read.problem}`)
  const { name, specifier } = read.request
  return {
    ...{ text, package: name, specifier },
    target: { python: undefined, platform: undefined, ...target }
  }
}

const resolve = (text: string, target?: Partial<PythonRequest['target']>): Promise<ResolvedRelease> =>
  resolveRequest(index.store, requestOf(text, target))
const versionOf = async (text: string) => (await resolve(text)).version
const yank = async (version: string) =>
  yankVersion(index.store, await findProject(index.store, 'narf'), version, { reason: 'bad' })

describe('the version', () => {
  beforeEach(() => index.pushVersions('narf', ['0.9', '1.0', '1.9', '1.10', '2.0', '3.0rc1']))

  test.each([
    ['narf', '2.0'],
    ['Narf', '2.0'],
    ['narf@latest', '2.0'],
    ['narf==1.0', '1.0'],
    ['narf==1.0.0', '1.0'],
    ['narf@1.9', '1.9'],
    ['narf===1.10', '1.10'],
    ['narf>=1,<2', '1.10'],
    ['narf~=1.0', '1.10'],
    ['narf@^1.2', '1.10'],
    ['narf<1', '0.9'],
    ['narf!=2.0', '1.10'],
    ['narf==1.*', '1.10'],
    ['narf==3.0rc1', '3.0rc1'],
    ['narf>=3.0rc0', '3.0rc1'],
    ['narf>2', '3.0rc1']
  ])('of %s is %s', async (text, version) => {
    expect(await versionOf(text)).toBe(version)
  })

  test.each([
    ['narf==7.0', 'narf has no version ==7'],
    ['narf>3', 'narf has no version >3'],
    ['narf===1.0.0', 'narf has no version ===1.0.0']
  ])('of %s is none: the closest are named', async (text, message) => {
    const failure = await failureOf(resolve(text))
    expect(failure.code).toBe('not-found')
    expect(failure.message.startsWith(message)).toBe(true)
    expect(failure.hint).toMatch(/^The closest ones are .+ \(of 6\)\.$/)
  })

  test('that is yanked is for those alone who pin it', async () => {
    await yank('2.0')
    expect(await versionOf('narf')).toBe('1.10')
    expect(await versionOf('narf==2.0')).toBe('2.0')
    expect(await versionOf('narf===2.0')).toBe('2.0')
    expect((await failureOf(resolve('narf>=2,<3.dev0'))).code).toBe('not-found')
  })

  test('is none where all are yanked, unless it is pinned', async () => {
    for (const version of ['0.9', '1.0', '1.9', '1.10', '2.0', '3.0rc1']) await yank(version)
    const failure = await failureOf(resolve('narf'))
    expect(failure.message).toMatch(
      /^all versions of narf in .* that match are yanked: 2\.0, 1\.10, 1\.9, 1\.0, 0\.9$/
    )
    expect(failure.hint).toContain('`narf==2.0`')
    expect((await failureOf(resolve('narf>=1.9,<2'))).message).toMatch(/ yanked: 1\.10, 1\.9$/)
    const pinned = await resolve('narf==1.9')
    expect([pinned.version, pinned.note]).toEqual([
      '1.9',
      expect.stringMatching(/^narf==1\.9: 1\.9 is yanked/)
    ])
  })

  test('of which one file is not yanked is offered, without those that are unless it is pinned', async () => {
    await index.push({ 'narf-2.0.tar.gz': sdistOf({ version: '2.0' }) })
    const documents = (await index.entries('narf')).map(({ document }) =>
      document['filename'] === wheelName('narf', '2.0') ? { ...document, yanked: true } : document
    )
    await index.put('narf/manifest.json', JSON.stringify(documents))
    const namesOf = async (text: string) => (await resolve(text)).files.map(({ localname }) => localname)
    const both = [wheelName('narf', '2.0'), 'narf-2.0.tar.gz']
    expect(await namesOf('narf')).toEqual(['narf-2.0.tar.gz'])
    expect(await namesOf('narf>=2')).toEqual(['narf-2.0.tar.gz'])
    expect(await namesOf('narf==2.*')).toEqual(['narf-2.0.tar.gz'])
    expect(await namesOf('narf==2.0')).toEqual(both)
    expect(await namesOf('narf===2.0')).toEqual(both)
  })

  test('that is yanked is passed over also after a file of it was pushed', async () => {
    await yank('2.0')
    await index.push({ 'narf-2.0.tar.gz': sdistOf({ version: '2.0' }) })
    expect(await versionOf('narf')).toBe('1.10')
  })

  test('that was removed is not there, even for those who pin it', async () => {
    await removeVersions(index.store, 'narf', { kind: 'versions', versions: ['2.0'] })
    expect(await versionOf('narf')).toBe('1.10')
    expect((await failureOf(resolve('narf==2.0'))).code).toBe('not-found')
  })

  test('of a project that is not there', async () => {
    expect((await failureOf(resolve('zort'))).message).toBe(`there is no project zort in ${index.store.name}`)
  })
})

test('a pre-release is taken where there is nothing else', async () => {
  await index.pushVersions('narf', ['1.0a1', '1.0b1', '1.0.dev1'])
  expect(await versionOf('narf')).toBe('1.0b1')
  expect(await versionOf('narf<1.0b1')).toBe('1.0a1')
})

test('a project is found in the folder that it has', async () => {
  const entry = { filename: 'my_pkg-0.9.zip', name: 'My.Pkg', version: '0.9', packagetype: 'sdist' }
  await index.put('My.Pkg/manifest.json', JSON.stringify([entry]))
  await index.put('projects.json', JSON.stringify({ projects: ['My.Pkg'], serial: 1 }))
  const { files } = await resolve('my_pkg')
  expect(files.map(({ key, recorded }) => [key.path, recorded])).toEqual([
    ['My.Pkg/my_pkg-0.9.zip', undefined]
  ])
})

describe('the files', () => {
  const sdist = 'narf-1.0.tar.gz'
  const linux = 'narf-1.0-cp312-cp312-manylinux_2_17_x86_64.whl'
  const mac = 'narf-1.0-cp312-cp312-macosx_11_0_arm64.whl'
  const stable = 'narf-1.0-cp38-abi3-win_amd64.whl'
  const pushed = { [sdist]: sdistOf(), [linux]: wheelOf(), [mac]: wheelOf(), [stable]: wheelOf() }

  test.each<[target: Partial<PythonRequest['target']>, files: string[]]>([
    [{}, [mac, linux, stable, sdist]],
    [{ python: '3.12' }, [mac, linux, stable]],
    [{ python: '3.13' }, [stable]],
    [{ python: '3.7' }, [sdist]],
    [{ platform: 'manylinux_2_28_x86_64' }, [linux]],
    [{ platform: 'linux_x86_64' }, [linux]],
    [{ platform: 'manylinux_2_12_x86_64' }, [sdist]],
    [{ platform: 'macosx_14_0_arm64' }, [mac]],
    [{ python: '3.12', platform: 'win_amd64' }, [stable]],
    [{ python: '3.13', platform: 'macosx_14_0_arm64' }, [sdist]]
  ])('for %j', async (target, files) => {
    await index.push(pushed)
    expect((await resolve('narf', target)).files.map(({ localname }) => localname).sort()).toEqual(
      [...files].sort()
    )
  })

  test('are none where neither a wheel fits nor a source distribution is there: those there are are named', async () => {
    await index.push({ [linux]: wheelOf(), [mac]: wheelOf() })
    const failure = await failureOf(resolve('narf', { python: '3.13', platform: 'win_amd64' }))
    expect([failure.code, failure.message]).toEqual([
      'not-found',
      `narf 1.0 in ${index.store.name} has no file for 3.13 on win_amd64`
    ])
    expect(failure.hint).toBe(`It has ${[mac, linux].sort().join(', ')}.`)
  })

  test('that do not fit are named up to five of them', async () => {
    const pythons = ['cp36', 'cp37', 'cp38', 'cp39', 'cp310', 'cp311', 'cp312']
    const wheels = pythons.map((python) => [`narf-1.0-${python}-${python}-win_amd64.whl`, wheelOf()] as const)
    await index.push(Object.fromEntries(wheels))
    expect((await failureOf(resolve('narf', { python: '3.13' }))).hint).toMatch(/ and 2 more\.$/)
  })

  test('come with what the record says of them', async () => {
    const wheel = wheelOf({ version: '2.0' })
    await index.push({ [wheelName('narf', '2.0')]: wheel })
    const [file] = (await resolve('narf')).files
    expect(file).toMatchObject({
      key: { package: 'narf', version: '2.0', path: `narf/${wheelName('narf', '2.0')}` },
      localname: wheelName('narf', '2.0'),
      recorded: { sha256: sha256(wheel), size: wheel.length, executable: false }
    })
    expect((await index.store.artifacts.find(file!.key))?.revision).toBe(file!.recorded?.revision)
  })

  test('of one version in several spellings are all of them', async () => {
    await index.push({ [sdist]: sdistOf(), 'narf-1.0.0-py3-none-any.whl': wheelOf({ version: '1.0.0' }) })
    expect((await resolve('narf==1')).files).toHaveLength(2)
  })
})

describe('for a Python', () => {
  const wheel = (version: string, requires?: string) => ({
    [wheelName('narf', version)]: wheelOf({ version, metadata: metadata(version, requires) })
  })
  const sdist = (version: string, requires?: string) => ({
    [`narf-${version}.tar.gz`]: sdistOf({ version, metadata: metadata(version, requires) })
  })
  const metadata = (version: string, requires?: string) =>
    metadataOf('narf', version, requires === undefined ? [] : [`Requires-Python: ${requires}`])
  const took = async (text: string, target: Partial<PythonRequest['target']>) => {
    const { version, files, note } = await resolve(text, target)
    return { version, files: files.map(({ localname }) => localname), note }
  }

  beforeEach(() =>
    index.push({
      ...wheel('1.0', '>=2.7'),
      ...wheel('2.0', '>=3.8'),
      ...sdist('3.0', '>=3.10'),
      ...wheel('4.0', '>=3.12'),
      ...sdist('4.0'),
      'narf-5.0-cp313-cp313-win_amd64.whl': wheelOf({ version: '5.0' }),
      ...wheel('6.0rc1')
    })
  )

  test.each<[text: string, python: string, files: string[], passed: string | undefined]>([
    ['narf', '3.13', ['narf-5.0-cp313-cp313-win_amd64.whl'], undefined],
    ['narf', '3.12', [wheelName('narf', '4.0')], '5.0'],
    ['narf', '3.9', ['narf-4.0.tar.gz'], '5.0'],
    ['narf<4', '3.12', ['narf-3.0.tar.gz'], undefined],
    ['narf<4', '3.9', [wheelName('narf', '2.0')], '3.0'],
    ['narf<4', 'cp39', [wheelName('narf', '2.0')], '3.0'],
    ['narf<4', '3.7', [wheelName('narf', '1.0')], '3.0, 2.0'],
    ['narf==2.*', '3.9', [wheelName('narf', '2.0')], undefined],
    ['narf>4', '3.9', [wheelName('narf', '6.0rc1')], '5.0'],
    // Any Python 3 there is: which of them is not said.
    ['narf<4', '3', ['narf-3.0.tar.gz'], undefined]
  ])('%s for %s', async (text, python, files, passed) => {
    const found = await took(text, { python })
    expect(found.files).toEqual(files)
    expect(found.note).toBe(
      passed === undefined
        ? undefined
        : `${text}: ${found.version} is the newest with a file for ${python}; passed over: ${passed}`
    )
  })

  test('a yanked version is neither taken for an older Python nor called passed over', async () => {
    await yank('2.0')
    expect(await took('narf<4', { python: '3.9' })).toMatchObject({ version: '1.0' })
    await yank('3.0')
    expect((await took('narf<4', { python: '3.9' })).note).toBeUndefined()
  })

  test('a version that is pinned and does not fit is an error that says why', async () => {
    await index.push(wheel('3.5', '>=3.12'))
    const failure = await failureOf(resolve('narf==3.5', { python: '3.9' }))
    expect([failure.code, failure.message, failure.hint]).toEqual([
      'not-found',
      `narf 3.5 in ${index.store.name} has no file for 3.9`,
      `It has ${wheelName('narf', '3.5')} (Requires-Python >=3.12).`
    ])
  })

  test('a range of which nothing fits is an error that says why, and what else was looked at', async () => {
    const failure = await failureOf(resolve('narf>=2,<4', { python: '3.7' }))
    expect([failure.message, failure.hint]).toEqual([
      `narf 3.0 in ${index.store.name} has no file for 3.7`,
      'It has narf-3.0.tar.gz (Requires-Python >=3.10). No other version that matches has one either: 2.0.'
    ])
  })

  test('where none is named, what files require has no bearing', async () => {
    expect((await took('narf<5', {})).files).toEqual([wheelName('narf', '4.0'), 'narf-4.0.tar.gz'])
    expect((await took('narf<5', { platform: 'win_amd64' })).files).toEqual([wheelName('narf', '4.0')])
  })
})
