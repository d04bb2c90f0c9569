import { expect, test } from '@jest/globals'
import type { Store } from '../../src/stores/store.ts'
import { artifactOf, failureOf, keyOf, outcomesOf } from '../support/artifacts.ts'
import type { Fault } from '../support/github-fake/index.ts'
import { useGithub } from './github-bench.ts'

const begin = useGithub()

const create = (store: Store, ...paths: string[]) =>
  outcomesOf(store.artifacts.create(paths.map((path) => artifactOf(path, `bytes of ${path}`))))

const badGateway = { kind: 'status', status: 502 } as const
const many = Array.from({ length: 31 }, (_, index) => `many/file-${index}`)

/** What can't be done as long as GitHub does not answer, and what is said then. */
const outages: readonly {
  readonly what: string
  readonly faults: readonly Fault[]
  readonly run: (store: Store) => Promise<unknown>
  readonly message: RegExp
}[] = [
  {
    what: 'a draft of which nobody says whether it was made',
    faults: [
      { operation: 'repos/create-release', effect: badGateway },
      { operation: 'repos/list-releases', effect: badGateway }
    ],
    run: (store) => create(store, 'other/file'),
    message: /^listing the releases of owner\/repo: 502/
  },
  {
    what: 'a release with more assets than its document shows',
    faults: [{ operation: 'repos/list-release-assets', effect: badGateway }],
    run: (store) => store.artifacts.find(keyOf('many/file-1')),
    message: /^listing the assets of release many-1\.0: 502/
  },
  {
    what: 'a small file that always breaks off',
    faults: [{ operation: 'storage.asset', effect: { kind: 'cut', bytes: 3 } }],
    run: (store) => store.artifacts.open(keyOf('many/file-1')),
    message: /^reading github:\/\/owner\/repo\/many\/file-1: /
  }
]

test.each(outages)('an outage is called one: $what', async ({ faults, run, message }) => {
  const { open, fake } = await begin()
  await create(open(), ...many)
  fake.faults(...faults)
  expect(await failureOf(run(open()))).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(/^Nothing is lost: run the step again/)
  })
})

test.each(['storage.asset', 'web.release-download', 'repos/get-release-asset'] as const)(
  'a small file whose connection breaks for a while is read in the end: %s',
  async (operation) => {
    const { open, fake, repository } = await begin()
    repository.setPrivate(operation === 'repos/get-release-asset')
    await create(open(), 'pkg/file')
    fake.faults({ operation, times: 3, effect: { kind: 'cut', bytes: 3 } })
    const opened = await open().artifacts.open(keyOf('pkg/file'))
    expect(opened?.content?.toString()).toBe('bytes of pkg/file')
  }
)

test('a release of many assets that is deleted while it is looked for is not there', async () => {
  const { open, fake, repository } = await begin()
  await create(open(), ...many)
  const [release] = repository.releasesOf('many-1.0')
  fake.faults({
    ...{ operation: 'repos/list-release-assets', times: 1 },
    before: () => {
      repository.removeRelease(release!.id)
    }
  })
  expect(await open().artifacts.find(keyOf('many/file-1'))).toBeUndefined()
})
