import { expect, test } from '@jest/globals'
import { counted, kindOf, readableSize } from '../../../../src/python/pages/parts.ts'
import { wheelOf } from '../../../support/python-project.ts'

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [12_345, '12.3 kB'],
  [99_949, '99.9 kB'],
  [99_950, '100 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [2_500_000_000, '2.5 GB'],
  [5e15, '5000 TB']
])('%d bytes are %s', (bytes, expected) => {
  expect(readableSize(bytes)).toBe(expected)
})

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
  [999, '999 files'],
  [1000, '1,000 files'],
  [1_234_567, '1,234,567 files']
])('%d: %s', (count, expected) => {
  expect(counted(count, 'file')).toBe(expected)
})

test.each([
  ['sdist', 'source', 'source'],
  ['bdist_wheel', 'cp312', 'wheel for cp312'],
  ['bdist_wheel', '', 'wheel'],
  ['bdist_egg', '3.12', 'bdist_egg for 3.12'],
  ['', '', '']
])('%j for %j: %s', (packagetype, python_version, expected) => {
  expect(kindOf(wheelOf('1.0', { packagetype, python_version }))).toBe(expected)
})
