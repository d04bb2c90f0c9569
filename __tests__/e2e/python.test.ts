/** A Python index by the bundled action, from its first push to the removal of a version. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startRunner, type Finished } from '../support/action.ts'
import { bucketPlace, folderPlace, type Place } from '../support/places.ts'
import { sdistOf, wheelOf } from '../support/python-distributions.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { sha256 } from '../../src/digest.ts'

describe('on a folder', () => {
  story(folderPlace)
})

describe('on an S3 service', () => {
  let fake: S3Fake
  beforeAll(async () => {
    fake = await startS3Fake()
  })
  afterAll(() => fake.close())

  story(() => bucketPlace(fake))
})

const WHEEL = 'narf-1.0-py3-none-any.whl'
const SDIST = 'narf-1.1.tar.gz'

function story(openPlace: () => Promise<Place>): void {
  test('an index is pushed to, listed, pulled from, yanked, checked, reindexed and removed from', async () => {
    const [place, runner] = [await openPlace(), await startRunner()]
    const [wheel, sdist] = [wheelOf({ version: '1.0' }), sdistOf({ version: '1.1' })]
    await runner.write(`dist/${WHEEL}`, wheel)
    await runner.write(`dist/${SDIST}`, sdist)
    const step = (mode: string, inputs: Record<string, string> = {}) =>
      runner.run({ ...place.inputs, registry: 'python', mode, ...inputs })
    try {
      const pushed = await step('push', { files: 'dist/*' })
      expectDone(pushed)
      expect(JSON.parse(pushed.outputs['projects'] ?? '')).toEqual({ narf: ['1.0', '1.1'] })
      expect(JSON.parse(pushed.outputs['files'] ?? '')).toEqual([
        expect.objectContaining({ filename: WHEEL, sha256: sha256(wheel), outcome: 'created' }),
        expect.objectContaining({ filename: SDIST, sha256: sha256(sdist), outcome: 'created' })
      ])
      expect(pushed.outputs['index-url']).toMatch(/\/simple\/?$/)
      expect(pushed.summary).toMatch(/^### Pushed 2 files in /)

      const again = await step('push', { files: 'dist/*' })
      expectDone(again)
      expect(again.log).toContain(`${WHEEL} is there already with the same bytes`)

      const listed = await step('list')
      expect(JSON.parse(listed.outputs['packages'] ?? '')).toEqual({ narf: '1.1' })
      expect(JSON.parse(listed.outputs['versions'] ?? '')).toEqual({ narf: ['1.1', '1.0'] })

      const pulled = await step('pull', { packages: 'narf==1.0', path: 'got', cache: 'false' })
      expectDone(pulled)
      expect(sha256(Buffer.from(await runner.read(`got/${WHEEL}`), 'utf8'))).toHaveLength(64)
      expect(pulled.outputs).toMatchObject({ version: '1.0', sha256: sha256(wheel), changed: 'true' })
      const current = await step('pull', { packages: 'narf==1.0', path: 'got', cache: 'false' })
      expect(current.outputs['changed']).toBe('false')

      const yanked = await step('yank', { packages: 'narf==1.1', reason: 'broken' })
      expectDone(yanked)
      expect(yanked.outputs).toEqual({ changed: '1' })
      expect((await step('list')).outputs['packages']).toBe('{"narf":"1.0"}')
      expect((await step('yank', { packages: 'narf==1.1', undo: 'true' })).outputs['changed']).toBe('1')

      expect((await step('check', { deep: 'true' })).outputs).toEqual({ ok: 'true', problems: '[]' })
      expect((await step('reindex')).outputs).toEqual({
        ...{ projects: '1', files: '2', changed: '0', problems: '[]' }
      })

      const removed = await step('remove', { packages: 'narf==1.0' })
      expect(removed.outputs['removed']).toBe('{"narf":["1.0"]}')
      const refused = await step('push', { files: `dist/${WHEEL}` })
      expect(refused.exitCode).toBe(1)
      expect(refused.annotations[0]?.message).toMatch(
        /^narf-1\.0-py3-none-any\.whl was removed, and a removed file stays taken .* Push another version, or set `if-exists: overwrite`/
      )
      expectDone(await step('push', { files: `dist/${WHEEL}`, 'if-exists': 'overwrite' }))
      expect((await step('check', { deep: 'true' })).outputs['ok']).toBe('true')
    } finally {
      await Promise.all([runner.close(), place.close()])
    }
  })

  test('mistakes are told together, before anything is sent', async () => {
    const [place, runner] = [await openPlace(), await startRunner()]
    try {
      await runner.write('dist/narf-1.0-py3-none-any.whl', 'no archive')
      await runner.write('dist/notes.txt', 'notes')
      const done = await runner.run({
        ...place.inputs,
        ...{ registry: 'python', mode: 'push', files: 'dist/*' }
      })
      expect(done.exitCode).toBe(1)
      expect(done.annotations.map(({ message }) => message)).toEqual([
        expect.stringMatching(/narf-1\.0-py3-none-any\.whl has no end of a zip archive/),
        expect.stringMatching(/notes\.txt is neither a wheel .* nor a source distribution/)
      ])
      expect(await place.snapshot()).toEqual({})
    } finally {
      await Promise.all([runner.close(), place.close()])
    }
  })
}

function expectDone({ exitCode, annotations, log }: Finished): void {
  expect([exitCode, annotations, log.includes('This is a bug')]).toEqual([0, [], false])
}
