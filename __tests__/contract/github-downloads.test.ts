import { expect, test } from '@jest/globals'
import { artifactOf, keyOf, outcomesOf, readAll } from '../support/artifacts.ts'
import { useGithub } from './github-bench.ts'

const begin = useGithub()

test.each([
  { graphql: true, isPrivate: false, asked: { visibility: 0, assets: 0 } },
  { graphql: false, isPrivate: false, asked: { visibility: 1, assets: 0 } },
  { graphql: true, isPrivate: true, asked: { visibility: 0, assets: 5 } },
  { graphql: false, isPrivate: true, asked: { visibility: 1, assets: 5 } }
])('of a public repository cost none of a token’s requests: %j', async ({ graphql, isPrivate, asked }) => {
  const { fake, repository, open } = await begin({ graphql })
  repository.setPrivate(isPrivate)
  const paths = Array.from({ length: 5 }, (_, index) => `pkg/file-${index}`)
  await outcomesOf(open().artifacts.create(paths.map((path) => artifactOf(path, `bytes of ${path}`))))
  fake.clear()
  const store = open()
  const texts = await Promise.all(
    paths.map(async (path) => {
      const opened = await store.artifacts.open(keyOf(path))
      return opened && String(await readAll(opened.body))
    })
  )
  expect(texts).toEqual(paths.map((path) => `bytes of ${path}`))
  expect({
    visibility: fake.count({ operation: 'repos/get' }),
    assets: fake.count({ operation: 'repos/get-release-asset' })
  }).toEqual(asked)
})
