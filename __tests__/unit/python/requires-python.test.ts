import { expect, test } from '@jest/globals'
import { admits } from '../../../src/python/requires-python.ts'

test.each<[requires: string | undefined, python: string, admitted: boolean]>([
  [undefined, '3.9', true],
  ['>=3.8', '3.9', true],
  ['>=3.8', '3.8', true],
  ['>=3.8', '3.7', false],
  ['>=3.8', 'cp310', true],
  ['>=3.8', '310', true],
  ['>=3.8', '3.13t', true],
  ['>=3.8', 'pp37', false],
  ['>=3.8', 'py37', false],
  ['>=3.8,<3.12', '3.12', false],
  ['!=3.0.*,!=3.1.*,>=2.7', '3.1', false],
  ['~=3.8', '4.0', false],
  ['==3.9.*', '3.9.18', true],
  // As with pip, a Python without its last number is the first one of its kind.
  ['>=3.9.2', '3.9', false],
  ['>=3.9.2', '3.9.1', false],
  ['>=3.9.2', '3.9.18', true],
  ['>=3.8', '3', true],
  ['>=3.8', 'py3', true],
  // What nobody can read.
  ['>=3.6.*', '2.7', true],
  ['three', '2.7', true],
  ['', '2.7', true]
])('a file that requires %s for %s: %s', (requires, python, admitted) => {
  expect(admits(requires, python)).toBe(admitted)
})
