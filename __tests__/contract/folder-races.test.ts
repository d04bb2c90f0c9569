import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals'

// Between what the driver reads and what it does then, a test lets others act: before the driver is loaded, the
// functions that it reads with are replaced by ones that call back.
const real = await import('node:fs/promises')
let afterReading: ((path: string) => Promise<void>) | undefined
async function tell(path: unknown): Promise<void> {
  const callback = afterReading
  if (typeof path === 'string') await callback?.(path)
}
let failing: { call: 'rename' | 'link'; code: string; when: () => boolean } | undefined
function failFor(call: 'rename' | 'link', path: unknown): void {
  if (failing?.call !== call || !failing.when()) return
  throw Object.assign(new Error(`${failing.code}: ${call} ${String(path)}`), { code: failing.code })
}
jest.unstable_mockModule('node:fs/promises', () => ({
  ...real,
  rename: async (...args: Parameters<typeof real.rename>) => {
    failFor('rename', args[1])
    await real.rename(...args)
  },
  link: async (...args: Parameters<typeof real.link>) => {
    failFor('link', args[1])
    await real.link(...args)
  },
  stat: async (...args: Parameters<typeof real.stat>) => {
    const stats = await real.stat(...args)
    await tell(args[0])
    return stats
  },
  readFile: async (...args: Parameters<typeof real.readFile>) => {
    const content = await real.readFile(...args)
    await tell(args[0])
    return content
  },
  readdir: async (...args: Parameters<typeof real.readdir>) => {
    const names = await real.readdir(...args)
    await tell(args[0])
    return names
  }
}))
const { layoutOf } = await import('../../src/stores/filesystem/layout.ts')
const { withLock } = await import('../../src/stores/filesystem/lock.ts')
const { sha256 } = await import('../../src/digest.ts')
const { artifactOf, failureOf, keyOf, readAll, removeFound, replacing, scratch } =
  await import('../support/artifacts.ts')
const { openStore } = await import('../support/open-store.ts')

const files = scratch()
let folders = 0
afterEach(() => {
  failing = undefined
})
afterAll(() => {
  files.remove()
})

/** Runs the task once, the first time that the path is read. */
function onceAfterReading(path: string, task: () => Promise<unknown>): void {
  afterReading = async (read) => {
    if (read !== path) return
    afterReading = undefined
    await task()
  }
}

describe('between two looks at an artifact', () => {
  const changes = [
    { what: 'replaced', remove: false },
    { what: 'removed and created anew', remove: true }
  ]
  const looks = ['find', 'open'] as const
  const table = changes.flatMap((change) => looks.map((look) => ({ ...change, look })))

  test.each(table)('it is $what: its digest is of its bytes: $look', async ({ remove, look }) => {
    const folder = `${files.folder}/${(folders += 1)}`
    const [store, other] = [
      await openStore({ kind: 'folder', folder, prefix: '' }),
      await openStore({ kind: 'folder', folder, prefix: '' })
    ]
    await store.artifacts.create([artifactOf('file', 'old')])
    const change = async (content: string) => {
      if (remove) {
        await removeFound(other, 'file')
        await other.artifacts.create([artifactOf('file', content)])
      } else {
        const { revision } = (await other.artifacts.find(keyOf('file')))!
        await replacing(other, artifactOf('file', content), revision)
      }
    }
    onceAfterReading(layoutOf(folder, '').file('file'), async () => {
      await change('newer')
      await change('the newest')
    })
    if (look === 'find') {
      const found = await store.artifacts.find(keyOf('file'))
      expect(found).toMatchObject({ size: 10, sha256: sha256('the newest') })
    } else {
      const opened = (await store.artifacts.open(keyOf('file')))!
      expect(opened.artifact.sha256).toBe(sha256('the newest'))
      expect((await readAll(opened.body)).toString()).toBe('the newest')
    }
    expect(afterReading).toBeUndefined()
  })
})

describe('between a look at a lock and taking it', () => {
  const table = [1, 2, 70, 200].flatMap((times) => [
    { times, look: 'its folder', read: '' },
    { times, look: 'its last owner', read: '/1' }
  ])

  test.each(table)(
    '$look, others have it $times times: it is had by one at a time',
    async ({ times, read }) => {
      const folder = `${files.folder}/${(folders += 1)}`
      let holders = 0
      const hold = async () => {
        holders += 1
        await real.access(folder)
        expect(holders).toBe(1)
        holders -= 1
      }
      await withLock(folder, hold)
      let underWay: Promise<unknown> = Promise.resolve()
      onceAfterReading(`${folder}${read}`, async () => {
        for (let taken = 0; taken < times; taken += 1) await withLock(folder, hold)
        let began: () => void = () => undefined
        const begun = new Promise<void>((resolve) => {
          began = resolve
        })
        underWay = withLock(folder, async () => {
          began()
          // Whoever looked before all this goes on meanwhile.
          for (let turn = 0; turn < 50; turn += 1) await hold()
        })
        await begun
      })
      await withLock(folder, hold)
      await underWay
      expect(afterReading).toBeUndefined()
      const numbers = (await real.readdir(folder)).map(Number)
      expect(Math.max(...numbers)).toBe(times + 3)
    }
  )
})

test('a lock that is given back on a full disk is had by one at a time', async () => {
  const folder = `${files.folder}/${(folders += 1)}`
  let calls = 0
  failing = { call: 'rename', code: 'ENOSPC', when: () => (calls += 1) % 3 !== 0 }
  let holders = 0
  let turns = 0
  const hold = async () => {
    holders += 1
    await real.access(folder)
    expect(holders).toBe(1)
    holders -= 1
    turns += 1
  }
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let done = 0; done < 25; done += 1) await withLock(folder, hold)
    })
  )
  expect([turns, calls]).toEqual([200, 200])
  // Nobody is left for the next one to wait for.
  await withLock(folder, hold, 0)
})

test.each(['EPERM', 'ENOTSUP', 'EXDEV'])(
  'a file system without hard links is no place for a registry: %s',
  async (code) => {
    const folder = `${files.folder}/${(folders += 1)}`
    const store = await openStore({ kind: 'folder', folder, prefix: '' })
    failing = { call: 'link', code, when: () => true }
    const error = await failureOf(store.artifacts.create([artifactOf('file', 'bytes')]))
    expect([error.code, error.message]).toEqual(['unsupported', expect.stringContaining('has no hard links')])
    expect(error.hint).toContain('use an S3 store')
    failing = undefined
    expect(await store.artifacts.find(keyOf('file'))).toBeUndefined()
    expect(await real.readdir(`${folder}/.store/tmp`)).toEqual([])
  }
)
