import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  compareBuilds,
  filenameProblem,
  parseFilename,
  type SdistName,
  type WheelName
} from '../../../src/python/filenames.ts'
import { normalizeName } from '../../../src/python/names.ts'
import { parseVersion, renderVersion, versionKey } from '../../../src/python/versions.ts'
import { projectName, sdistName, version, wheelName } from '../../support/python-texts.ts'

function wheel(filename: string, project?: string): WheelName {
  const parsed = parseFilename(filename, project)
  if (parsed.kind !== 'wheel') throw new Error(`${filename}: ${JSON.stringify(parsed)}`)
  return parsed
}

function sdist(filename: string, project?: string): SdistName {
  const parsed = parseFilename(filename, project)
  if (parsed.kind !== 'sdist') throw new Error(`${filename}: ${JSON.stringify(parsed)}`)
  return parsed
}

function why(filename: string, project?: string): string | undefined {
  const parsed = parseFilename(filename, project)
  return parsed.kind === 'unsupported' ? parsed.why : undefined
}

describe('the file name of a wheel', () => {
  test.each([
    ['narf-1.0-py3-none-any.whl', 'narf', '1.0', undefined, 'py3'],
    ['narf-1.0.0-py3-none-any.whl', 'narf', '1.0.0', undefined, 'py3'],
    ['narf_zort-1.0-py2.py3-none-any.whl', 'narf-zort', '1.0', undefined, 'py2.py3'],
    ['Narf.Zort-1.0-py3-none-any.whl', 'narf-zort', '1.0', undefined, 'py3'],
    ['narf-1.0+ubuntu.1-cp312-cp312-win_amd64.whl', 'narf', '1.0+ubuntu.1', undefined, 'cp312'],
    ['narf-1.0+ubuntu_1-cp312-abi3-win_amd64.whl', 'narf', '1.0+ubuntu.1', undefined, 'cp312'],
    ['narf-1!1.0rc1-py3-none-any.whl', 'narf', '1!1.0rc1', undefined, 'py3'],
    ['narf-1.0-1-py3-none-any.whl', 'narf', '1.0', '1', 'py3'],
    ['narf-1.0-007b.2_c-py3-none-any.whl', 'narf', '1.0', '007b.2_c', 'py3'],
    ['NARF-1.0-PY3-None-ANY.whl', 'narf', '1.0', undefined, 'PY3']
  ])('%s', (filename, name, each, build, pythonVersion) => {
    expect(wheel(filename)).toMatchObject({ name, version: each, build, pythonVersion })
    expect(wheel(filename, name)).toEqual(wheel(filename))
    expect(filename.startsWith(`${wheel(filename).stem}-`)).toBe(true)
  })

  test('stands for every combination of its tags', () => {
    const { tags, stem } = wheel('Na.rf-1.00-py2.PY3.py3-none-win32.any.whl')
    expect(tags.map(({ python, abi, platform }) => `${python}-${abi}-${platform}`)).toEqual([
      'py2-none-win32',
      'py2-none-any',
      'py3-none-win32',
      'py3-none-any'
    ])
    expect(stem).toBe('Na.rf-1.00')
  })

  const many = Array.from({ length: 33 }, (_, index) => `a${index.toString(36)}`).join('.')
  const name = (what: string) => `has a project's name that ${what}`
  const version = (what: string) => `has "${what}" where its version should be, which PEP 440 does not know`
  const parts = (count: number) =>
    `has ${count} ${count === 1 ? 'part' : 'parts'} between dashes, where a wheel has 5, or 6 with a build tag`
  const variant = 'has a variant label (draft PEP 825), which installers do not read yet'
  test.each([
    ['narf.whl', parts(1)],
    ['narf-1.0.whl', parts(2)],
    ['narf-1.0-py3-none.whl', parts(4)],
    ['narf-1.0-1-py3-none.whl', parts(5)],
    ['narf-1.0-1-py3-none-any-x-y.whl', parts(8)],
    ['narf-1.0-py3-none-any-x86_64_v3.whl', variant],
    ['narf-1.0-1-py3-none-any-x86_64_v3.whl', variant],
    ['narf-zort-1.0-py3-none-any.whl', version('zort')],
    ['narf-2004d-py3-none-any.whl', version('2004d')],
    ['narf--py3-none-any.whl', version('')],
    ['-1.0-py3-none-any.whl', name('is empty')],
    ['_narf-1.0-py3-none-any.whl', name('does not begin and end with a letter or a digit')],
    ['narf__zort-1.0-py3-none-any.whl', name('has "__"')],
    ['na+rf-1.0-py3-none-any.whl', name('has characters other than ASCII letters, digits, ".", "_" and "-"')],
    [
      'narf-1.0-1+-py3-none-any.whl',
      'has the build tag 1+, which is not made of letters, digits, "_" and "."'
    ],
    ['narf-1.0-3-none-any.whl', parts(5)],
    ['narf-1.0-py3.3-none-any.whl', 'has the Python tag 3, which begins with a digit'],
    ['narf-1.0-py3.-none-any.whl', 'has an empty tag'],
    ['narf-1.0-py3--any.whl', 'has an empty tag'],
    ['narf-1.0-py3-none-.whl', 'has an empty tag'],
    ['narf-1.0-py3-no+ne-any.whl', 'has the tag no+ne, which is none'],
    [`narf-1.0-${many}-a.b.c.d.e.f-a.b.c.d.e.f.whl`, 'stands for more than 1000 combinations of tags']
  ])('%s %s', (filename, expected) => {
    expect(why(filename)).toBe(expected)
  })

  test('is that of one project', () => {
    expect(why('narf_zort-1.0-py3-none-any.whl', 'narf')).toBe('belongs to the project narf-zort')
    expect(wheel('narf_zort-1.0-py3-none-any.whl', 'Narf.Zort').name).toBe('narf-zort')
  })

  test('may be long, and costs no more than its length', () => {
    const most = Array.from({ length: 10 }, (_, index) => `a${index}`).join('.')
    expect(wheel(`narf-1.0-${most}-${most}-${most}.whl`).tags).toHaveLength(1_000)
  })
})

describe('the file name of a source distribution', () => {
  test.each([
    ['narf-1.0.tar.gz', ['narf 1.0']],
    ['narf-1.0.0.zip', ['narf 1.0.0']],
    ['narf_zort-1.0.tar.gz', ['narf-zort 1.0']],
    ['narf-zort-1.0.tar.gz', ['narf-zort 1.0']],
    ['Narf.Zort-1.0-rc1.tar.gz', ['narf-zort 1.0rc1']],
    ['narf-1.0+ubuntu.1.tar.gz', ['narf 1.0+ubuntu.1']],
    ['narf-1.0-1.tar.gz', ['narf 1.0.post1', 'narf-1-0 1']],
    ['1-2-3.zip', ['1 2.post3', '1-2 3']],
    ['narf--zort-1.0.zip', ['narf-zort 1.0']],
    ['narf-2-1.0.zip', ['narf-2 1.0']],
    ['narf-1.0+a-1.zip', ['narf 1.0+a.1']]
  ])('%s', (filename, expected) => {
    const { candidates, pythonVersion } = sdist(filename)
    expect(candidates.map(({ name, version: each }) => `${name} ${each}`)).toEqual(expected)
    expect(pythonVersion).toBe('source')
  })

  test.each([
    ['narf-1.0-1.tar.gz', 'narf', 'narf 1.0.post1'],
    ['narf-1.0-1.tar.gz', 'Narf_1.0', 'narf-1-0 1'],
    ['narf--zort-1.0.zip', 'narf-zort', 'narf-zort 1.0'],
    ['narf-2004d.tar.gz', 'narf', 'narf 2004d'],
    ['narf-zort-dev.zip', 'narf', 'narf zort-dev'],
    ['narf-zort-dev.zip', 'narf-zort', 'narf-zort dev']
  ])('%s in the folder of %s', (filename, project, expected) => {
    expect(sdist(filename, project).candidates.map(({ name, version: each }) => `${name} ${each}`)).toEqual([
      expected
    ])
  })

  const UNREADABLE = 'is not made of the name of a project, a dash and a version as PEP 440 has them'
  test.each([
    ['narf.tar.gz', undefined, UNREADABLE],
    ['narf-.zip', undefined, UNREADABLE],
    ['narf-.zip', 'narf', UNREADABLE],
    ['-1.0.zip', undefined, UNREADABLE],
    ['narf-2004d.tar.gz', undefined, UNREADABLE],
    ['narf--1.0.tar.gz', undefined, UNREADABLE],
    ['narf-zort.zip', 'zort', UNREADABLE],
    ['narf-zort-1.0.zip', 'narf', 'belongs to the project narf-zort'],
    ['narf-1.0-1.zip', 'zort', 'belongs to the project narf or narf-1-0'],
    ['narf-1.0.linux-x86_64.tar.gz', undefined, 'is a bdist_dumb, which installers do not read'],
    ['narf-1.0.linux-x86_64.tar.gz', 'narf', 'is a bdist_dumb, which installers do not read'],
    ['narf-1.0.win32.zip', undefined, 'is a bdist_dumb, which installers do not read'],
    ['narf-1.0.macosx-10.9-x86_64.tar.gz', 'narf', 'is a bdist_dumb, which installers do not read']
  ])('%s in the folder of %s %s', (filename, project, expected) => {
    expect(why(filename, project)).toBe(expected)
  })
})

describe('files of other kinds', () => {
  const ARCHIVE =
    'is an archive of a kind that PyPI does not take either; source distributions are .tar.gz or .zip'
  const WINDOWS = 'is a program that installs itself on Windows, which installers do not read'
  const NEITHER = 'is neither a wheel (.whl) nor a source distribution (.tar.gz, .zip)'
  test.each([
    ['narf-1.0-py2.7.egg', 'is an egg, which installers do not read any more'],
    ['narf-1.0.win32-py2.7.exe', WINDOWS],
    ['narf-1.0.msi', WINDOWS],
    ['narf-1.0-1.noarch.rpm', 'is a package of an operating system'],
    ['narf_1.0_all.deb', 'is a package of an operating system'],
    ['narf-1.0.dmg', 'is a package of an operating system'],
    ['narf-1.0.tar.bz2', ARCHIVE],
    ['narf-1.0.tgz', ARCHIVE],
    ['narf-1.0.tar.xz', ARCHIVE],
    ['narf-1.0.tar', ARCHIVE],
    ['narf-1.0-py3-none-any.WHL', 'has an ending in capital letters, which installers do not read'],
    ['narf-1.0.Tar.gz', 'has an ending in capital letters, which installers do not read'],
    ['narf-1.0-py3-none-any.whl.metadata', NEITHER],
    ['narf-1.0.tar.gz.asc', NEITHER],
    ['index.html', NEITHER],
    ['manifest.json', NEITHER],
    ['narf', NEITHER]
  ])('%s %s', (filename, expected) => {
    expect(why(filename)).toBe(expected)
    expect(filenameProblem(filename)).toBeUndefined()
  })
})

describe('the name of a file in an index', () => {
  const CONTROLS = 'has a line break or another control character'
  const SLASH = 'has a slash or a backslash'
  const CHARACTERS = 'has characters other than ASCII letters, digits, ".", "_", "-", "+" and "!"'
  test.each([
    ['', 'is empty'],
    ['narf-1.0.tar.gz\n', CONTROLS],
    ['narf\0-1.0.tar.gz', CONTROLS],
    ['narf\u2028-1.0.zip', CONTROLS],
    ['narf\u009b-1.0.zip', CONTROLS],
    ['../narf-1.0.tar.gz', SLASH],
    ['/narf-1.0.tar.gz', SLASH],
    ['narf/narf-1.0.tar.gz', SLASH],
    ['..\\narf-1.0.tar.gz', SLASH],
    ['C:\\narf-1.0.tar.gz', SLASH],
    ['.narf-1.0.tar.gz', 'begins with a dot'],
    ['..', 'begins with a dot'],
    ['.', 'begins with a dot'],
    ['na rf-1.0.tar.gz', 'has a space'],
    ['narf-1.0.tar.gz ', 'has a space'],
    ['närf-1.0.tar.gz', CHARACTERS],
    ['narf-1.0%2Ba.tar.gz', CHARACTERS],
    ['narf-1.0.tar.gz?x=1', CHARACTERS],
    ['narf-1.0.tar.gz#x', CHARACTERS],
    ['narf:1.0.zip', CHARACTERS],
    ['<narf>-1.0.zip', CHARACTERS],
    ['"narf-1.0.zip', CHARACTERS],
    ["na'rf-1.0.zip", CHARACTERS],
    ['na&rf-1.0.zip', CHARACTERS],
    ['na~rf-1.0.zip', CHARACTERS],
    ['narf\u202egz.rat-1.0.zip', CHARACTERS],
    ['narf\ud800-1.0.zip', CHARACTERS],
    [`${'n'.repeat(237)}-1.0.zip`, 'is longer than 244 characters']
  ])('%j %s', (filename, expected) => {
    expect(filenameProblem(filename)).toBe(expected)
    expect(why(filename)).toBe(expected)
  })

  test('leaves room for what lies beside the file', () => {
    const longest = `${'n'.repeat(236)}-1.0.zip`
    expect(filenameProblem(longest)).toBeUndefined()
    expect(Buffer.byteLength(`${longest}.provenance`)).toBe(255)
    expect(sdist(longest).candidates).toHaveLength(1)
  })
})

describe('whatever was built', () => {
  test('a wheel is what its parts say', () => {
    fc.assert(
      fc.property(wheelName, (filename) => {
        const parsed = parseFilename(filename)
        fc.pre(parsed.kind === 'wheel')
        const canonical = [
          parsed.name.replaceAll('-', '_'),
          parsed.version,
          ...(parsed.build === undefined ? [] : [parsed.build]),
          parsed.pythonVersion,
          ...['abi', 'platform'].map((field) =>
            [...new Set(parsed.tags.map((tag) => (field === 'abi' ? tag.abi : tag.platform)))].join('.')
          )
        ].join('-')
        expect({ ...wheel(`${canonical}.whl`), stem: '' }).toEqual({ ...parsed, stem: '' })
        expect(filename.startsWith(`${parsed.stem}-`)).toBe(true)
      }),
      { numRuns: 3_000 }
    )
  })

  test('a source distribution with a canonical name is read in one way, and with a known project in one way at least', () => {
    fc.assert(
      fc.property(projectName, version, (name, written) => {
        const canonical = renderVersion(parseVersion(written)!)
        const { candidates } = sdist(`${normalizeName(name).replaceAll('-', '_')}-${canonical}.tar.gz`)
        expect(candidates).toEqual([{ name: normalizeName(name), version: canonical }])
        const [first, ...more] = sdist(`${name}-${written}.zip`, name).candidates
        expect([first.name, versionKey(first.version), more]).toEqual([
          normalizeName(name),
          versionKey(written),
          []
        ])
      }),
      { numRuns: 3_000 }
    )
  })

  test('a known project has one of the readings that there are without it', () => {
    fc.assert(
      fc.property(sdistName, (filename) => {
        const parsed = parseFilename(filename)
        fc.pre(parsed.kind === 'sdist')
        for (const candidate of parsed.candidates) {
          expect(sdist(filename, candidate.name).candidates).toContainEqual(candidate)
        }
      }),
      { numRuns: 3_000 }
    )
  })
})

describe('builds', () => {
  test.each([
    [undefined, '0'],
    ['0', '1'],
    ['9', '10'],
    ['1', '1a'],
    ['1a', '1b'],
    ['2b', '10a'],
    ['9007199254740992', '9007199254740993']
  ])('%s comes before %s', (one, other) => {
    expect(Math.sign(compareBuilds(one, other))).toBe(-1)
    expect(Math.sign(compareBuilds(other, one))).toBe(1)
  })

  test.each([
    [undefined, undefined],
    ['1', '1'],
    ['1', '01'],
    ['1a', '001a']
  ])('%s and %s are equal', (one, other) => {
    expect(compareBuilds(one, other)).toBe(0)
  })
})
