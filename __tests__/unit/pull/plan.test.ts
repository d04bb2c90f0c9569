import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import type { Lock, Locked } from '../../../src/pull/lockfile.ts'
import { planPull, type Plan, type PlanOptions } from '../../../src/pull/plan.ts'
import { silent as noLog } from '../../../src/log.ts'
import { openFolder } from '../../../src/stores/filesystem/index.ts'
import type { Store } from '../../../src/stores/store.ts'
import { parseRequest } from '../../../src/tycho/registry.ts'
import { scratch, type Scratch } from '../../support/artifacts.ts'
import { tychoFolder, type TychoFolder } from '../../support/tycho-folder.ts'

let registry: TychoFolder
let out: Scratch
let asked: string[]
beforeEach(() => {
  registry = tychoFolder()
  out = scratch()
  asked = []
})
afterEach(() => {
  registry.remove()
  out.remove()
})

/** The registry, and what it is asked. */
function store(): Store {
  const { artifacts, documents } = registry.store
  const noted = <T>(what: string, answer: T): T => {
    asked.push(what)
    return answer
  }
  return {
    ...registry.store,
    artifacts: { ...artifacts, find: (key) => noted(`find ${key.path}`, artifacts.find(key)) },
    documents: { ...documents, read: (path) => noted(`read ${path}`, documents.read(path)) },
    list: (prefix) => noted(`list ${prefix}`, registry.store.list(prefix))
  }
}

interface Asking extends Partial<PlanOptions> {
  readonly lock?: Lock
  readonly knowDigests?: boolean
  readonly from?: Store
}

function plan(
  texts: readonly string[],
  { lock = new Map(), knowDigests = false, from, ...more }: Asking = {}
) {
  const options: PlanOptions = {
    ...{ requests: texts.map(parseRequest), folder: out.folder, outfile: undefined, lockfile: undefined },
    ...{ force: false, extract: false, platform: 'linux' },
    ...more
  }
  return planPull(from ?? store(), options, lock, { knowDigests })
}

/** What is planned and what fails, in short. */
function short({ planned, nothing, failures }: Plan) {
  return {
    planned: planned.map((each) => `${each.package} ${each.version}`),
    nothing,
    failures: failures.map(({ what, error }) => `${what}: ${error.message}`)
  }
}

function locked(name: string, version: string, content = `${name} ${version}`): Locked {
  const file = { name: `${name}.txt`, sha256: sha256(content), size: content.length, executable: false }
  return { package: name, version, files: [file] }
}

describe('what is asked for', () => {
  beforeEach(async () => {
    for (const version of ['1.0', '1.9', '1.10']) await registry.push('narf', version)
    await registry.push('narf', '1.9', { promote: 'yes' })
    await registry.push('zoo', '2.0', { promote: 'yes' })
    await registry.push('fresh', '1.0')
    await registry.push('early', '1.0')
  })

  test('comes to versions, in the order of the requests, each text once', async () => {
    expect(short(await plan(['zoo', 'narf@^1', 'fresh', 'narf@1.x', 'zoo', 'early', 'narf@^1']))).toEqual({
      planned: ['zoo 2.0', 'narf 1.10'],
      nothing: ['early', 'fresh'],
      failures: [`narf@1.x: narf@^1 and narf@1.x would both be ${join(out.folder, 'narf.txt')}`]
    })
  })

  test('and fails does not stop the rest', async () => {
    await registry.put('bad/tycho.json', '[]')
    const { planned, nothing, failures } = short(await plan(['gone', 'narf', 'bad', 'narf@^7', 'fresh']))
    expect([planned, nothing]).toEqual([['narf 1.9'], ['fresh']])
    expect(failures.sort()).toEqual([
      expect.stringContaining('bad: '),
      expect.stringContaining('gone: there is no package gone in '),
      expect.stringContaining('narf@^7: narf has no version ^7 in ')
    ])
  })

  test('of a store that is broken is no failure of a package', async () => {
    const from: Store = {
      ...store(),
      documents: { ...store().documents, read: () => Promise.reject(new Error('a bug')) }
    }
    await expect(plan(['narf'], { from })).rejects.toThrow('a bug')
  })

  test('costs one request a package, where nothing is in place', async () => {
    await plan(['narf', 'narf@1.0', 'zoo@2.0'])
    expect(asked.sort()).toEqual(['read narf/tycho.json', 'read narf/tycho.json', 'read zoo/tycho.json'])
  })

  test('is looked up where a cache is to be asked by digest', async () => {
    const { planned } = await plan(['zoo'], { knowDigests: true })
    expect(planned[0]?.artifact?.sha256).toBe(sha256('zoo 2.0'))
    expect(asked).toEqual(['read zoo/tycho.json', 'find zoo/tycho_2.0.pkg'])
  })

  test('and is not there is found out then, with the closest versions', async () => {
    const { failures } = await plan(['narf@1.90'], { knowDigests: true })
    expect(failures[0]?.error.message).toContain('narf has no version 1.90 in ')
    expect(failures[0]?.error.hint).toContain('1.9')
  })
})

describe('what is in place', () => {
  const target = () => join(out.folder, 'narf.txt')
  beforeEach(async () => {
    await registry.push('narf', '1.0', { promote: 'yes', executable: true })
  })

  async function current(more: Asking = {}) {
    const { planned } = await plan(['narf'], more)
    return planned[0]?.current
  }

  test('with the right bytes needs no fetching', async () => {
    await out.write('narf.txt', 'narf 1.0')
    expect(await current()).toEqual({ sha256: sha256('narf 1.0'), verified: 'sha256' })
    expect(asked).toEqual(['read narf/tycho.json', 'find narf/tycho_1.0.pkg'])
  })

  test.each([
    ['other bytes', 'other 10'],
    ['fewer bytes', 'narf 1.'],
    ['no bytes', ''],
    ['more bytes', 'narf 1.0\n']
  ])('with %s is fetched again', async (_name, content) => {
    await out.write('narf.txt', content)
    expect(await current()).toBeUndefined()
  })

  test('as a folder is fetched, and that fails then', async () => {
    await mkdir(target())
    expect(await current()).toBeUndefined()
  })

  test('is not looked at where it is to be fetched in any case', async () => {
    await out.write('narf.txt', 'narf 1.0')
    expect(await current({ force: true })).toBeUndefined()
    expect(asked).toEqual(['read narf/tycho.json'])
  })

  test('goes by the name that is asked for', async () => {
    const file = await out.write('mine', 'narf 1.0')
    const { planned } = await plan(['narf'], { outfile: file })
    expect(planned[0]).toMatchObject({ target: file, current: { verified: 'sha256' } })
  })

  describe('of another tool', () => {
    const content = 'foreign'
    const md5 = createHash('md5').update(content).digest('hex')
    const knowing = (value: string): Store => {
      const known = store()
      return {
        ...known,
        artifacts: {
          ...known.artifacts,
          evidence: () => Promise.resolve({ algorithm: { name: 'md5' }, value })
        }
      }
    }
    beforeEach(async () => {
      await registry.put('narf/tycho_2.0.pkg', content)
      await out.write('narf.txt', content)
    })

    test.each([
      ['what the store knows agrees', md5, { sha256: sha256(content), verified: 'md5' }],
      ['what the store knows does not agree', '0'.repeat(32), undefined]
    ])('where %s', async (_name, value, expected) => {
      const { planned } = await plan(['narf@2.0'], { from: knowing(value) })
      expect(planned[0]?.current).toEqual(expected)
    })

    test('where the store knows nothing it is fetched', async () => {
      expect((await plan(['narf@2.0'])).planned[0]?.current).toBeUndefined()
    })
  })
})

describe('a lockfile', () => {
  const lockfile = { path: '/registry.lock', update: false, frozen: false }
  const silent: Store = new Proxy(openFolder('never', '', noLog), {
    get: () => {
      throw new Error('the store was asked')
    }
  })

  test('that has everything leaves the store alone', async () => {
    await out.write('b.txt', 'b 2.0')
    const lock: Lock = new Map([
      ['a@^1', locked('a', '1.5')],
      ['b', locked('b', '2.0')]
    ])
    const { planned, failures } = await plan(['a@^1', 'b'], {
      lock,
      lockfile,
      from: silent,
      knowDigests: true
    })
    expect(failures).toEqual([])
    expect(planned).toMatchObject([
      {
        package: 'a',
        version: '1.5',
        localname: 'a.txt',
        locked: { sha256: sha256('a 1.5') },
        current: undefined
      },
      { package: 'b', version: '2.0', current: { sha256: sha256('b 2.0'), verified: 'sha256' } }
    ])
  })

  test('decides what is in place, whatever the store has', async () => {
    await registry.push('b', '2.0', { content: 'what it is now' })
    await out.write('b.txt', 'what it is now')
    const lock: Lock = new Map([['b@2.0', locked('b', '2.0', 'what it was !!')]])
    expect((await plan(['b@2.0'], { lock, lockfile })).planned[0]?.current).toBeUndefined()
  })

  test('without an entry resolves it, but not where it is frozen', async () => {
    await registry.push('b', '2.0', { promote: 'yes' })
    expect(short(await plan(['b'], { lockfile })).planned).toEqual(['b 2.0'])
    const frozen = { ...lockfile, frozen: true }
    expect(short(await plan(['b'], { lockfile: frozen })).failures).toEqual([
      'b: the lockfile /registry.lock has no entry for b'
    ])
    expect(short(await plan(['b'], { lockfile: { ...frozen, update: true } })).planned).toEqual(['b 2.0'])
  })

  test('that is to be updated is not believed', async () => {
    await registry.push('b', '2.0', { promote: 'yes' })
    const lock: Lock = new Map([['b', locked('b', '1.0')]])
    const { planned } = await plan(['b'], { lock, lockfile: { ...lockfile, update: true } })
    expect(planned[0]).toMatchObject({ version: '2.0', locked: undefined })
  })

  test('with a name that leads outside is refused', async () => {
    const evil = locked('a', '1.0')
    const lock: Lock = new Map([['a', { ...evil, files: [{ ...evil.files[0]!, name: '../../a' }] }]])
    const { planned, failures } = await plan(['a'], { lock, lockfile })
    expect(planned).toEqual([])
    expect(failures[0]?.error.message).toBe(
      '/registry.lock has for a the name "../../a", which has an empty, "." or ".." segment'
    )
  })
})

describe('where things go', () => {
  async function withNames(names: Record<string, string>): Promise<void> {
    for (const [name, localname] of Object.entries(names)) {
      await registry.push(name, '1.0')
      await registry.put(`${name}/tycho.json`, JSON.stringify({ localname, latest: '1.0' }))
    }
  }

  test.each(['../narf', '/etc/passwd', 'a/../../b', 'C:narf', '..\\narf', ''])(
    'a record with the name %j is refused, but for a name of the user’s own',
    async (localname) => {
      await withNames({ narf: localname })
      const { planned, failures } = await plan(['narf'])
      expect(planned).toEqual([])
      expect(failures[0]?.error).toMatchObject({ code: 'corrupt' })
      expect(failures[0]?.error.message).toContain(
        `narf/tycho.json has the localname ${JSON.stringify(localname)}`
      )
      expect((await plan(['narf'], { outfile: 'mine' })).failures).toEqual([])
    }
  )

  test.each([
    ['con.txt', 'win32', 1],
    ['con.txt', 'linux', 0]
  ] as const)('%s on %s: %d failures', async (localname, platform, count) => {
    await withNames({ narf: localname })
    expect((await plan(['narf'], { platform })).failures).toHaveLength(count)
  })

  test.each<[names: Record<string, string>, more: Asking, expected: string | undefined]>([
    [{ a: 'x', b: 'y' }, {}, undefined],
    [{ a: 'bin/x', b: 'bin/y' }, {}, undefined],
    [{ a: 'x', b: 'x' }, {}, 'both be'],
    [{ a: 'X', b: 'x' }, {}, undefined],
    [{ a: 'X', b: 'x' }, { platform: 'darwin' }, 'both be'],
    [{ a: 'X', b: 'x' }, { platform: 'win32' }, 'both be'],
    [{ a: 'x', b: 'x/y' }, {}, 'lie one inside of the other'],
    [{ a: 'x/y/z', b: 'x' }, {}, 'lie one inside of the other'],
    [{ a: 'x/y', b: 'X' }, { platform: 'darwin' }, 'lie one inside of the other'],
    [{ a: 'x', b: 'xy' }, {}, undefined],
    [{ a: 'x', b: 'x' }, { extract: true }, undefined],
    [{ a: 'x', 'a/b': 'y' }, { extract: true }, 'lie one inside of the other'],
    [{ 'a/b': 'y', a: 'x' }, { extract: true }, 'lie one inside of the other'],
    [{ a: 'x', b: 'y' }, { outfile: 'one' }, 'both be']
  ])('%j with %j: %s', async (names, more, expected) => {
    await withNames(names)
    const { planned, failures } = await plan(Object.keys(names), more)
    const [first = '', second = ''] = Object.keys(names)
    expect(planned.map((each) => each.package)).toEqual(expected === undefined ? [first, second] : [first])
    expect(failures.map(({ what, error }) => [what, error.code, error.message])).toEqual(
      expected === undefined
        ? []
        : [[second, 'conflict', expect.stringContaining(`${first} and ${second} would ${expected} `)]]
    )
  })

  test('an unpacked package has a folder of its own', async () => {
    await withNames({ 'team/narf': 'narf.tar.gz' })
    const { planned } = await plan(['team/narf'], { extract: true })
    expect(planned[0]?.target).toBe(join(out.folder, 'team', 'narf'))
  })

  test.each([
    ['a pipe', (file: string) => Promise.resolve(execFileSync('mkfifo', [file]))],
    ['a link to a device', (file: string) => symlink('/dev/null', file)],
    ['a link to what is open', (file: string) => symlink('/proc/self/fd/0', file)]
  ] as const)('what is neither a file nor a folder is not replaced: %s', async (_what, make) => {
    await withNames({ narf: 'narf.txt' })
    const outfile = join(out.folder, 'special')
    await make(outfile)
    for (const extract of [false, true]) {
      const { planned, failures } = await plan(['narf'], { outfile, extract })
      expect([planned, failures.map(({ error }) => error.message)]).toEqual([
        [],
        [`${outfile} is neither a file nor a folder, and is left as it is`]
      ])
    }
  })

  test.each([
    ['team/con', 'which has the segment con, which is a device on Windows'],
    ['a:b', 'which has characters that Windows does not allow']
  ])('a folder that Windows does not know is refused there: %s', async (name, says) => {
    await withNames({ [name]: 'narf.tar.gz' })
    const { failures } = await plan([name], { extract: true, platform: 'win32' })
    expect(failures.map(({ error }) => [error.code, error.message])).toEqual([
      ['unsupported', `${name} can't be unpacked to a folder of its name, ${says}`]
    ])
    expect((await plan([name], { extract: true })).failures).toEqual([])
    expect((await plan([name], { platform: 'win32' })).failures).toEqual([])
  })

  test.each([{ force: false }, { force: true }])(
    'a folder that is not of an earlier pull is refused before anything is fetched: %j',
    async (more) => {
      await withNames({ narf: 'narf.tar.gz' })
      await mkdir(join(out.folder, 'narf'))
      expect((await plan(['narf'], { extract: true, ...more })).failures).toEqual([])
      await out.write('narf/mine.txt', 'mine')
      const { planned, failures } = await plan(['narf'], { extract: true, ...more })
      expect(planned).toEqual([])
      expect(failures.map(({ error }) => error.code)).toEqual(['conflict'])
      expect(failures[0]?.error.message).toContain(join(out.folder, 'narf'))
      expect((await plan(['narf'], more)).failures).toEqual([])
    }
  )
})
