import { describe, expect, test } from '@jest/globals'
import { chooseAssets, globProblem, unpackedName } from '../../../src/releases/assets.ts'

const NAMES = ['narf-linux.tar.gz', 'narf-mac.tar.gz', 'narf.zip', 'narf.zip.asc', 'SHA256SUMS']

describe('globs', () => {
  test.each<[globs: string[], assets: string[], unmatched: string[]]>([
    [[], NAMES, []],
    [['*'], NAMES, []],
    [['*.zip'], ['narf.zip'], []],
    [['narf-{linux,mac}.tar.gz'], ['narf-linux.tar.gz', 'narf-mac.tar.gz'], []],
    [['narf.zip', 'narf.zip', 'n*.zip'], ['narf.zip'], []],
    [['SHA256SUMS', 'narf-l*'], ['narf-linux.tar.gz', 'SHA256SUMS'], []],
    [['sha256sums'], [], ['sha256sums']],
    [['*.zip', '*.deb'], ['narf.zip'], ['*.deb']],
    [['!*.asc', '!SHA*'], NAMES.slice(0, 3), []],
    [['narf.zip*', '!*.asc'], ['narf.zip'], []],
    [['*.asc', '!*.asc'], [], []]
  ])('%j: %j, without a match %j', async (globs, assets, unmatched) => {
    expect(await chooseAssets(NAMES, globs)).toEqual({ assets, unmatched })
  })

  test.each(['a+(b).zip', 'a[1].zip', '.hidden', '{a}'])('a name matches itself: %s', async (name) => {
    expect(await chooseAssets(['other', name], [name])).toEqual({ assets: [name], unmatched: [] })
  })

  test.each([
    ['*.zip', undefined],
    ['!*.zip', undefined],
    ['!', 'names nothing'],
    ['dist/*.zip', 'has a slash or a backslash, which no name of an asset has'],
    ['dist\\*.zip', 'has a slash or a backslash, which no name of an asset has']
  ])('%s: %s', (glob, problem) => {
    expect(globProblem(glob)).toBe(problem)
  })
})

test.each([
  ['narf-1.0.tar.gz', 'narf-1.0'],
  ['narf.tgz', 'narf'],
  ['narf.ZIP', 'narf'],
  ['narf.tar', 'narf'],
  ['narf.tar.zst', 'narf'],
  ['narf', 'narf'],
  ['..zip', '..zip'],
  ['.tar.gz', '.tar.gz'],
  ['...zip', '...zip']
])('%s is unpacked to %s', (asset, folder) => {
  expect(unpackedName(asset)).toBe(folder)
})
