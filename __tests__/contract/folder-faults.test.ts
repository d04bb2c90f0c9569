import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/digest.ts'
import { layoutOf } from '../../src/stores/filesystem/layout.ts'
import { withLock } from '../../src/stores/filesystem/lock.ts'
import { thisProcess, type Owner } from '../../src/stores/filesystem/owner.ts'
import { ABSENT, type Store } from '../../src/stores/store.ts'
import {
  artifactOf,
  artifactOfFile,
  failureOf,
  keyOf,
  outcomesOf,
  noise,
  readAll,
  removeFound,
  scratch,
  type Scratch,
  replacing
} from '../support/artifacts.ts'
import { openStore, type Place } from '../support/open-store.ts'
import { start, startToBeKilled } from '../support/processes.ts'

// Windows has neither signals nor modes; what it has is proved by the contract.
const suite = process.platform === 'win32' ? describe.skip : describe
const onLinux = process.platform === 'linux'

let files: Scratch
let folders = 0
beforeAll(() => {
  files = scratch()
  chmodSync(files.folder, 0o755)
})
afterAll(() => {
  files.remove()
})

interface Registry {
  readonly folder: string
  readonly place: Place
  readonly store: Store
}

async function registry(): Promise<Registry> {
  folders += 1
  const folder = join(files.folder, `registry-${folders}`)
  const place: Place = { kind: 'folder', folder, prefix: '' }
  return { folder, place, store: await openStore(place) }
}

async function contentOf(store: Store, path: string): Promise<string | undefined> {
  const opened = await store.artifacts.open(keyOf(path))
  return opened === undefined ? undefined : (await readAll(opened.body)).toString()
}

async function textOf(store: Store, path: string): Promise<string | undefined> {
  const { body } = await store.documents.read(path)
  return body === undefined ? undefined : Buffer.from(body).toString()
}

/** What is there is whole, and has the digest that it should have. */
async function expectSound(store: Store, path: string): Promise<string | undefined> {
  const content = await contentOf(store, path)
  const found = await store.artifacts.find(keyOf(path))
  expect(found?.sha256).toBe(content === undefined ? undefined : sha256(content))
  return content
}

async function discardLeftovers(store: Store): Promise<void> {
  for await (const leftover of store.leftovers()) await leftover.discard()
  expect((await store.leftovers()[Symbol.asyncIterator]().next()).done).toBe(true)
}

suite('many processes', () => {
  test('16 that create one artifact and change one document', async () => {
    const { place, store } = await registry()
    const ended = await Promise.all(
      Array.from({ length: 16 }, () =>
        start('folder-writer.ts', JSON.stringify(place), 'contend', 'shared')
      ).map((started) => started.ended)
    )
    const outcomes = ended.map(({ output }) => output.split(' '))
    const winners = outcomes.filter(([outcome]) => outcome === 'created').map(([, pid]) => pid)
    expect(winners).toHaveLength(1)
    expect(outcomes.filter(([outcome]) => outcome === 'exists')).toHaveLength(15)
    expect(await expectSound(store, 'shared/file')).toBe(`process ${winners[0]}`)
    expect(await textOf(store, 'shared/counter')).toBe('80')
  })
})

suite('a writer that is killed', () => {
  interface Killing {
    readonly what: string
    readonly prepare: (store: Store, path: string) => Promise<unknown>
    /** What may be there afterwards. */
    readonly leaves: readonly (string | undefined)[]
    /** Somebody else goes on, and this is there then. */
    readonly goOn: (store: Store, path: string) => Promise<unknown>
    readonly ends: string | undefined
    readonly look: (store: Store, path: string) => Promise<string | undefined>
  }
  const table: Killing[] = [
    {
      what: 'create',
      prepare: () => Promise.resolve(),
      leaves: [undefined, 'new'],
      goOn: (store, path) => store.artifacts.create([artifactOf(path, 'new')]),
      ends: 'new',
      look: expectSound
    },
    {
      what: 'replace',
      prepare: (store, path) => store.artifacts.create([artifactOf(path, 'old')]),
      leaves: ['old', 'new'],
      goOn: async (store, path) => {
        const { revision } = (await store.artifacts.find(keyOf(path)))!
        expect(await replacing(store, artifactOf(path, 'newest'), revision)).toBe('swapped')
      },
      ends: 'newest',
      look: expectSound
    },
    {
      what: 'swap',
      prepare: (store, path) => store.documents.swap(path, ABSENT, Buffer.from('old')),
      leaves: ['old', 'new'],
      goOn: async (store, path) => {
        const { revision } = await store.documents.read(path)
        expect(await store.documents.swap(path, revision, Buffer.from('newest'))).toBe('swapped')
      },
      ends: 'newest',
      look: textOf
    },
    {
      what: 'remove',
      prepare: (store, path) => store.artifacts.create([artifactOf(path, 'old')]),
      leaves: [undefined, 'old'],
      goOn: (store, path) => removeFound(store, path),
      ends: undefined,
      look: expectSound
    }
  ]

  test.each(table)(
    'before any change it makes in the file system leaves what is valid, and others go on: $what',
    async (row) => {
      const { place, store } = await registry()
      const killAt = async (at: number) => {
        const path = `${row.what}/${at}`
        await row.prepare(store, path)
        const { status, signal, output } = await startToBeKilled(
          at,
          'folder-writer.ts',
          ...[JSON.stringify(place), row.what, path]
        ).ended
        if (signal !== 'SIGKILL' && status !== 0) throw new Error(output)
        expect(row.leaves).toContain(await row.look(store, path))
        await row.goOn(store, path)
        expect(await row.look(store, path)).toBe(row.ends)
        return signal === 'SIGKILL'
      }
      let killed = 0
      for (let ended = false; !ended;) {
        const wave = await Promise.all([1, 2, 3, 4].map((offset) => killAt(killed + offset)))
        killed += wave.filter(Boolean).length
        ended = wave.includes(false)
      }
      expect(killed).toBeGreaterThan(5)
      await discardLeftovers(store)
    }
  )

  test('at 50 random moments: nothing that was confirmed is lost, nothing is done twice', async () => {
    const { place, store } = await registry()
    let confirmed = 0
    const live = async () => {
      const { child, ended } = start('folder-writer.ts', JSON.stringify(place), 'loop', 'shared')
      await new Promise((begun) => child.stdout?.once('data', begun))
      await sleep(Math.random() * 40)
      child.kill('SIGKILL')
      const { signal, output } = await ended
      if (signal !== 'SIGKILL' || !/^\.*$/.test(output)) throw new Error(output)
      confirmed += output.length
    }
    const work = async () => {
      for (let lives = 0; lives < 10; lives += 1) await live()
    }
    await Promise.all(Array.from({ length: 5 }, work))
    const counter = Number(await textOf(store, 'shared/counter'))
    expect(counter).toBeGreaterThanOrEqual(confirmed)
    expect(counter).toBeLessThanOrEqual(confirmed + 50)
    for await (const { path } of store.list('shared/files/')) await expectSound(store, path)
    await discardLeftovers(store)
  })
})

suite('a lock', () => {
  const free = JSON.stringify({ released: true })
  const gone = () => ({ ...thisProcess(), pid: spawnSync('true').pid })
  const self = () => thisProcess()
  interface Row {
    readonly owner: string
    readonly state: () => Owner | Promise<Owner>
    readonly passed: boolean
  }
  const toldByProc: Row[] = [
    {
      owner: 'a process whose id another one has now',
      state: () => ({ ...self(), start: '1' }),
      passed: true
    },
    { owner: 'a process that ended and was not waited for', state: zombie, passed: true }
  ]
  const owners: Row[] = [
    ...(onLinux ? toldByProc : []),
    { owner: 'a process that has ended', state: gone, passed: true },
    {
      owner: 'this host before it was booted',
      state: () => ({ ...self(), boot: 'former', booted: self().booted - 60 }),
      passed: true
    },
    { owner: 'a process that runs', state: self, passed: false },
    { owner: 'a process on another host', state: () => ({ ...gone(), host: 'elsewhere' }), passed: false },
    {
      owner: 'a process of another PID namespace',
      state: () => ({ ...gone(), pidNamespace: 'pid:[1]' }),
      passed: false
    },
    {
      owner: 'another machine of the same name, booted later',
      state: () => ({ ...gone(), boot: 'other', booted: self().booted + 60 }),
      passed: false
    }
  ]

  test.each(owners)('of $owner is passed over: $passed', async ({ state, passed }) => {
    const folder = join(files.folder, `lock-${(folders += 1)}`)
    await mkdir(folder)
    const owner = await state()
    await writeFile(join(folder, '6'), free)
    await writeFile(join(folder, '7'), JSON.stringify(owner))
    const taking = withLock(folder, () => readdir(folder), 0)
    if (passed) {
      expect(await taking).toContain('8')
      expect(await readFile(join(folder, '8'), 'utf8')).toBe(free)
    } else {
      const { code, message, hint } = await failureOf(taking)
      expect(code).toBe('unavailable')
      expect(message).toBe(`the lock ${join(folder, '7')} is held by process ${owner.pid} on ${owner.host}`)
      expect(hint).toContain('delete the lock file')
      expect(await readdir(folder)).toEqual(['6', '7'])
    }
  })

  test('that says nothing is no free lock, and is named', async () => {
    const { folder, store } = await registry()
    const lock = layoutOf(folder, '').lock('doc')
    await mkdir(lock, { recursive: true })
    await writeFile(join(lock, '1'), '')
    const { code, message } = await failureOf(store.documents.swap('doc', ABSENT, Buffer.from('x')))
    expect([code, message.includes(join(lock, '1'))]).toEqual(['unavailable', true])
    expect(await textOf(store, 'doc')).toBeUndefined()
  })

  test('is had by one at a time, given back after a failure, and its folder stays small', async () => {
    const folder = join(files.folder, `lock-${(folders += 1)}`)
    let holders = 0
    let most = 0
    const hold = async (index: number) =>
      withLock(folder, async () => {
        holders += 1
        most = Math.max(most, holders)
        await nextTurn()
        holders -= 1
        if (index % 2 === 0) throw new Error('failed')
      }).catch(() => undefined)
    await Promise.all(
      Array.from({ length: 8 }, async (_, task) => {
        for (let done = 0; done < 20; done += 1) await hold(task + done)
      })
    )
    expect([most, holders]).toEqual([1, 0])
    const names = await readdir(folder)
    expect(names).toContain('160')
    expect(names.length).toBeLessThan(80)
  })
})

suite('a folder', () => {
  test('in which somebody else changed things by hand', async () => {
    const { folder, store } = await registry()
    await store.artifacts.create([artifactOf('pushed', 'as pushed')])
    expect(await store.artifacts.find(keyOf('pushed'))).toMatchObject({ altered: false })
    await writeFile(join(folder, 'pushed'), 'tampered!')
    const found = await store.artifacts.find(keyOf('pushed'))
    expect(found?.altered).toBe(true)
    expect([found?.sha256, await contentOf(store, 'pushed')]).toEqual([sha256('as pushed'), 'tampered!'])
    await writeFile(join(folder, 'foreign'), 'bytes')
    const foreign = await store.artifacts.find(keyOf('foreign'))
    expect(foreign).toMatchObject({
      ...{ size: 5, sha256: undefined, altered: false, executable: false, filename: undefined }
    })
    expect(await outcomesOf(store.artifacts.create([artifactOf('foreign', 'ours')]))).toEqual(['exists'])
    expect(await store.artifacts.evidence(keyOf('foreign'), foreign!.revision)).toBeUndefined()
  })

  test('takes no copy that has other bytes than the file had', async () => {
    const { store } = await registry()
    const item = await artifactOfFile('file', await files.write('large', noise(3 * 1024 * 1024, 'large')))
    const other = { ...item, sha256: sha256('other') }
    expect((await failureOf(store.artifacts.create([other]))).code).toBe('conflict')
    expect(await store.artifacts.find(item.key)).toBeUndefined()
    await discardLeftovers(store)
  })

  test('whose note of a digest is broken has an artifact without one', async () => {
    const { folder, store } = await registry()
    await store.artifacts.create([artifactOf('file', 'bytes')])
    await writeFile(layoutOf(folder, '').sidecar('file'), '[{"size":')
    expect((await store.artifacts.find(keyOf('file')))?.sha256).toBeUndefined()
    expect(await contentOf(store, 'file')).toBe('bytes')
  })

  test('holds a file or a folder under one name', async () => {
    const { store } = await registry()
    await store.artifacts.create([artifactOf('a/b', 'file')])
    expect(await store.artifacts.find(keyOf('a'))).toBeUndefined()
    expect(await store.artifacts.open(keyOf('a'))).toBeUndefined()
    await removeFound(store, 'a')
    expect((await failureOf(store.artifacts.create([artifactOf('a', 'x')]))).code).toBe('conflict')
    expect((await failureOf(store.documents.swap('a', ABSENT, Buffer.from('x')))).code).toBe('conflict')
    expect(await store.artifacts.find(keyOf('a/b/c'))).toBeUndefined()
    await removeFound(store, 'a/b/c')
    expect((await failureOf(store.artifacts.create([artifactOf('a/b/c', 'x')]))).code).toBe('conflict')
    expect(await expectSound(store, 'a/b')).toBe('file')
  })

  test('that is a file is none, whatever is asked of it', async () => {
    const file = await files.write('no-folder', '')
    const store = await openStore({ kind: 'folder', folder: file, prefix: '' })
    expect(await failureOf(store.list('')[Symbol.asyncIterator]().next())).toMatchObject({
      code: 'input',
      message: `${file} is a file, and no folder that holds a registry`
    })
    const writes: (() => Promise<unknown>)[] = [
      () => store.artifacts.create([artifactOf('a', 'x')]),
      () => store.documents.swap('a', ABSENT, Buffer.from('x'))
    ]
    for (const write of writes)
      expect(await failureOf(write())).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(file)
      })
  })

  test('that may not be read or written says so of everything', async () => {
    const { folder, store } = await registry()
    await store.artifacts.create([artifactOf('closed/file', 'bytes')])
    chmodSync(join(folder, 'closed'), 0)
    chmodSync(join(folder, '.store', 'locks'), 0)
    const asked: (() => Promise<unknown>)[] = [
      () => store.artifacts.find(keyOf('closed/file')),
      () => store.artifacts.open(keyOf('closed/file')),
      () => store.artifacts.create([artifactOf('closed/file', 'bytes')]),
      () => store.artifacts.remove(keyOf('closed/file'), 'any'),
      () => store.documents.read('closed/doc'),
      () => store.documents.swap('closed/doc', ABSENT, Buffer.from('x')),
      () => store.list('closed/')[Symbol.asyncIterator]().next()
    ]
    await asNobody(async () => {
      for (const ask of asked) {
        const { code, message } = await failureOf(ask())
        expect([code, message.includes(folder)]).toEqual(['denied', true])
      }
    })
    chmodSync(join(folder, 'closed'), 0o755)
  })

  const elsewhere = '/dev/shm'
  const linkless = existsSync(elsewhere) && statSync(elsewhere).dev !== statSync(tmpdir()).dev
  const testLinkless = linkless ? test : test.skip

  testLinkless('on which files can not be linked into place is not trusted', async () => {
    const { folder, store } = await registry()
    const control = scratch(elsewhere)
    try {
      await mkdir(folder)
      await symlink(control.folder, join(folder, '.store'))
      const { code, hint } = await failureOf(store.artifacts.create([artifactOf('file', 'bytes')]))
      expect([code, hint.includes('hard links')]).toEqual(['unsupported', true])
      expect(await store.artifacts.find(keyOf('file'))).toBeUndefined()
    } finally {
      control.remove()
    }
  })
})

/** A process that has ended, and whose parent never asks how: it has become another program by then. */
async function zombie(): Promise<Owner> {
  const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  parents.push(parent)
  const pid = Number(await new Promise((told) => parent.stdout.once('data', told)))
  const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8')
  while (!stat().includes(') Z ')) await nextTurn()
  return {
    ...thisProcess(),
    pid,
    start: stat()
      .slice(stat().lastIndexOf(')') + 2)
      .split(' ')[19]!
  }
}

const parents: ChildProcess[] = []
afterAll(() => {
  for (const parent of parents) parent.kill()
})

/** Nothing is denied to root. */
async function asNobody(task: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0
  if (root) process.seteuid?.(65_534)
  await task().finally(() => {
    if (root) process.seteuid?.(0)
  })
}
