import { describe, expect, test } from '@jest/globals'
import { fits, pythonProblem, type Tag } from '../../../src/python/tags.ts'

function tags(...texts: string[]): Tag[] {
  return texts.map((text) => {
    const [python = '', abi = '', platform = ''] = text.split('-')
    return { python, abi, platform }
  })
}

const yes = true
const no = false

describe('a wheel', () => {
  test.each([
    ['py3-none-any', '3.12', yes],
    ['py3-none-any', 'cp312', yes],
    ['py3-none-any', 'cp313t', yes],
    ['py3-none-any', 'pp310', yes],
    ['py3-none-any', '3', yes],
    ['py2-none-any', '3.12', no],
    ['py2-none-any', '2.7', yes],
    ['py39-none-any', '3.12', yes],
    ['py313-none-any', '3.12', no],
    ['py39-none-any', 'py3', no],
    ['cp312-cp312-win_amd64', '3.12', yes],
    ['cp312-cp312-win_amd64', '3.12.4', yes],
    ['cp312-cp312-win_amd64', '312', yes],
    ['cp312-cp312-win_amd64', 'python3.12', yes],
    ['cp312-cp312-win_amd64', 'CPython3.12', yes],
    ['cp312-cp312-win_amd64', '3.13', no],
    ['cp312-cp312-win_amd64', '3.2', no],
    ['cp312-cp312-win_amd64', 'py312', no],
    ['cp313-cp313-win_amd64', '3.13t', no],
    ['cp313-cp313t-win_amd64', '3.13t', yes],
    ['cp313-cp313t-win_amd64', '3.13', no],
    ['cp39-abi3-win_amd64', '3.12', yes],
    ['cp39-abi3-win_amd64', '3.8', no],
    ['cp32-abi3-win_amd64', '3.12', yes],
    ['cp31-abi3-win_amd64', '3.12', no],
    ['cp39-abi3-win_amd64', '3.13t', no],
    ['cp315-abi3t-win_amd64', '3.16t', yes],
    ['cp37-cp37m-win_amd64', '3.7', yes],
    ['cp27-cp27mu-win_amd64', '2.7', yes],
    ['cp312-none-win_amd64', '3.12', yes],
    ['cp311-none-win_amd64', '3.12', no],
    ['py3-abi3-win_amd64', '3.12', no],
    ['pp310-pypy310_pp73-win_amd64', 'pypy3.10', yes],
    ['pp310-pypy310_pp73-win_amd64', '3.10', no],
    ['pp310-pypy310_pp73-win_amd64', 'pp39', no],
    ['odd-none-any', '3.12', no],
    ['cp312-cp312-win_amd64', 'three', no]
  ])('%s for %s: %s', (tag, python, expected) => {
    expect(fits(tags(tag), { python, platform: undefined })).toBe(expected)
  })

  test.each([
    ['any', 'win_amd64', yes],
    ['any', 'any', yes],
    ['win_amd64', 'any', no],
    ['win_amd64', 'win_amd64', yes],
    ['win_amd64', 'win-amd64', yes],
    ['win_amd64', 'WIN_AMD64', yes],
    ['win_amd64', 'win_arm64', no],
    ['manylinux_2_17_x86_64', 'manylinux_2_28_x86_64', yes],
    ['manylinux2014_x86_64', 'manylinux_2_17_x86_64', yes],
    ['manylinux_2_17_x86_64', 'manylinux2014_x86_64', yes],
    ['manylinux1_x86_64', 'manylinux2010_x86_64', yes],
    ['manylinux_2_34_x86_64', 'manylinux_2_28_x86_64', no],
    ['manylinux_2_17_aarch64', 'manylinux_2_28_x86_64', no],
    ['manylinux_2_5_x86_64', 'linux_x86_64', yes],
    ['linux_x86_64', 'linux-x86_64', yes],
    ['linux_x86_64', 'manylinux_2_28_x86_64', no],
    ['musllinux_1_1_x86_64', 'musllinux_1_2_x86_64', yes],
    ['musllinux_1_2_x86_64', 'musllinux_1_1_x86_64', no],
    ['musllinux_1_1_x86_64', 'manylinux_2_28_x86_64', no],
    ['musllinux_1_1_x86_64', 'linux_x86_64', no],
    ['macosx_11_0_arm64', 'macosx_14_0_arm64', yes],
    ['macosx_11_0_arm64', 'macosx-14.0-arm64', yes],
    ['macosx_15_0_arm64', 'macosx_14_0_arm64', no],
    ['macosx_10_9_universal2', 'macosx_14_0_arm64', yes],
    ['macosx_10_9_x86_64', 'macosx_14_0_arm64', no],
    ['macosx_10_9_x86_64', 'macosx_14_0_x86_64', yes],
    ['macosx_10_12_x86_64', 'macosx_10_9_x86_64', no],
    ['macosx_10_6_intel', 'macosx_10_9_x86_64', yes],
    ['macosx_10_6_intel', 'macosx_14_0_arm64', no],
    ['odd', 'odd', yes],
    ['odd', 'macosx_14_0_arm64', no]
  ])('for %s on %s: %s', (built, platform, expected) => {
    expect(fits(tags(`py3-none-${built}`), { python: undefined, platform })).toBe(expected)
  })

  test('fits where one of its combinations does, as a whole', () => {
    const both = { python: '3.12', platform: 'win_amd64' }
    expect(fits(tags('cp312-cp312-win_amd64', 'cp311-cp311-any'), both)).toBe(true)
    expect(fits(tags('cp312-cp312-win32', 'cp311-cp311-win_amd64'), both)).toBe(false)
    expect(fits(tags('cp312-cp312-any'), both)).toBe(false)
    expect(fits(tags('cp312-cp312-win32'), { python: undefined, platform: undefined })).toBe(true)
    expect(fits([], { python: undefined, platform: undefined })).toBe(false)
  })
})

describe('a Python', () => {
  test.each(['3.12', '3', 'cp312', 'cp313t', 'py3', 'pypy3.10', '3.12.1', 'python3.12'])(
    '%s is one',
    (text) => {
      expect(pythonProblem(text)).toBeUndefined()
    }
  )

  test.each(['', 'three', 'cp', '3.', '3.12-dev', '>=3.12', 'cp3\n', '3.1234'])('%j is none', (text) => {
    expect(pythonProblem(text)).toBe('is not a Python such as 3.12, cp312 or py3')
  })
})
