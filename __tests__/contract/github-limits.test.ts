import { expect, test } from '@jest/globals'
import { DEFAULT_TUNING } from '../../src/stores/github/options.ts'
import { failureOf } from '../support/artifacts.ts'
import { useGithub } from './github-bench.ts'

const begin = useGithub()

test('a service that wants to be asked again at once is asked once a second, and given up in the end', async () => {
  const { open, fake } = await begin()
  fake.faults({ operation: 'graphql.query', effect: { kind: 'secondary-limit', retryAfter: 0 } })
  const store = open({ tuning: { limitDelay: 60_000, longestWait: 2_500 } })
  expect(await failureOf(store.documents.read('pkg/record'))).toMatchObject({
    code: 'unavailable',
    hint: expect.stringMatching(/^Run the step later/)
  })
  expect(fake.requests).toHaveLength(3)
})

test('one that says how long is obeyed', async () => {
  const { open, fake } = await begin()
  fake.faults({ operation: 'graphql.query', times: 1, effect: { kind: 'secondary-limit', retryAfter: 2 } })
  await open({ tuning: { limitDelay: 60_000 } }).documents.read('pkg/record')
  const [first, second] = fake.requests
  expect(second!.startedAt - first!.startedAt).toBeGreaterThan(1_990)
})

test('one that counts anew in a while is asked again then', async () => {
  const { open, fake } = await begin()
  fake.faults({ operation: 'graphql.query', times: 1, effect: { kind: 'primary-limit', resetAfter: 2 } })
  await open({ tuning: { limitDelay: 60_000 } }).documents.read('pkg/record')
  const [first, second] = fake.requests
  expect(second!.startedAt - first!.startedAt).toBeGreaterThan(1_990)
})

test('one that does not say how long is given a minute, where that is not too long', async () => {
  const { open, fake } = await begin()
  fake.faults({ operation: 'graphql.query', effect: { kind: 'secondary-limit' } })
  const { limitDelay } = DEFAULT_TUNING
  const store = open({ tuning: { limitDelay, longestWait: 59_000 } })
  expect(await failureOf(store.documents.read('pkg/record'))).toMatchObject({ code: 'unavailable' })
  expect(fake.requests).toHaveLength(1)
})

test('what is asked again and has not changed costs nothing', async () => {
  const { open, fake } = await begin({ graphql: false })
  const store = open()
  await store.documents.swap('pkg/record', 'absent', Buffer.from('text'))
  await store.documents.read('pkg/record')
  fake.clear()
  await store.documents.read('pkg/record')
  expect(fake.requests.map(({ status, counted }) => [status, counted])).toEqual([
    [304, false],
    [304, false]
  ])
})

test('a store that is closed asks nothing again', async () => {
  const { open, fake } = await begin()
  fake.faults({ operation: 'graphql.query', effect: { kind: 'hang' } })
  const store = open({ tuning: { baseDelay: 1 } })
  const reading = store.documents.read('pkg/record').catch(String)
  while (fake.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await store.close()
  expect(await reading).toMatch(/the store is closed/)
  expect(fake.requests).toHaveLength(1)
})
