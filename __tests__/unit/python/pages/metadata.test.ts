import { expect, test } from '@jest/globals'
import { authorsOf, licenseOf, linksOf, spelledName } from '../../../../src/python/pages/metadata.ts'
import { wheelOf } from '../../../support/python-project.ts'

test.each([
  ['Narf', 'Narf'],
  ['NARF', 'NARF'],
  ['other', 'narf'],
  ['', 'narf']
])('a project that calls itself %j is shown as %s', (name, expected) => {
  expect(spelledName('narf', wheelOf('1.0', { name }))).toBe(expected)
})

test('a project without files has its plain name', () => {
  expect(spelledName('narf', undefined)).toBe('narf')
})

const LONG = 'Permission is hereby granted, free of charge, to any person obtaining a copy of this software'

test.each([
  ['an expression', { license_expression: 'MIT OR Apache-2.0', license: 'other' }, 'MIT OR Apache-2.0'],
  ['a name', { license: 'BSD' }, 'BSD'],
  ['a whole text', { license: '\n  MIT License\n\nCopyright (c)…' }, 'MIT License'],
  ['a long line', { license: LONG }, `${LONG.slice(0, 79)}…`],
  [
    'classifiers',
    {
      classifiers: ['License :: OSI Approved :: MIT License', 'Typing :: Typed', 'License :: Public Domain']
    },
    'MIT License, Public Domain'
  ],
  ['nothing', {}, '']
])('the licence of %s', (_name, document, expected) => {
  expect(licenseOf(wheelOf('1.0', document).info)).toBe(expected)
})

test.each([
  [{ author: 'Jane', author_email: 'jane@x', maintainer: 'Joe' }, 'Jane, jane@x'],
  [{ author_email: 'Jane <jane@x>' }, 'Jane <jane@x>'],
  [{ maintainer: 'Joe', maintainer_email: 'joe@x' }, 'Joe, joe@x'],
  [{}, '']
])('%j is by %j', (document, expected) => {
  expect(authorsOf(wheelOf('1.0', document).info)).toBe(expected)
})

test('links are what the metadata lists, and what it has besides', () => {
  const { info } = wheelOf('1.0', {
    home_page: 'https://home/',
    download_url: 'https://source/',
    project_urls: { Source: 'https://source/', Docs: 'https://docs/' }
  })
  expect(linksOf(info)).toEqual([
    ['Home page', 'https://home/'],
    ['Source', 'https://source/'],
    ['Docs', 'https://docs/']
  ])
})
