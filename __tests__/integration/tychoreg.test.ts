import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { jsonOf, registry, start, workspace, type Finished } from '../support/command-line.ts'
import { describeWith, startMinio, testbed, type Server } from '../support/testbed.ts'

/** One bucket, one folder, and both programs in it: the real tychoreg, and ours. */
interface Desk {
  readonly folder: string
  readonly client: S3Client
  readonly theirs: (...args: string[]) => Promise<Finished>
  readonly ours: (...args: string[]) => Promise<Finished>
  readonly record: (name: string) => Promise<unknown>
  readonly putRecord: (name: string, record: unknown) => Promise<void>
}

const spaces = workspace()
let server: Server

beforeAll(async () => {
  if (testbed('minio') !== undefined) server = await startMinio()
})
afterAll(async () => {
  await server.close()
  spaces.remove()
})

async function desk(bucket: string, config?: unknown, env: Record<string, string> = {}): Promise<Desk> {
  await server.createBucket(bucket)
  const folder = spaces.folder()
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const keys = { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey }
  const usual = {
    tycho: { backend: 's3' },
    s3: { bucket, endpoint_url: endpoint, region_name: region, ...keys }
  }
  writeFileSync(join(folder, '.tychoreg.json'), JSON.stringify(config ?? usual))
  const client = new S3Client({
    ...{ endpoint, region, forcePathStyle: true },
    credentials: { accessKeyId, secretAccessKey }
  })
  return {
    folder,
    client,
    theirs: async (...args) => start(testbed('tychoreg')!, args, { cwd: folder, env }).done,
    ours: async (...args) => registry(args, { cwd: folder, env }),
    record: async (name) => {
      const got = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${name}/tycho.json` }))
      const record: unknown = JSON.parse((await got.Body?.transformToString()) ?? '')
      return record
    },
    putRecord: async (name, record) => {
      const Body = JSON.stringify(record, undefined, 2)
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: `${name}/tycho.json`, Body }))
    }
  }
}

/** Bytes that differ everywhere, for any size. */
function bytes(size: number, seed: number): Buffer {
  const content = Buffer.alloc(size)
  for (let at = 0; at < size; at += 1) content[at] = (at * 31 + (at >>> 9) * 7 + seed) & 0xff
  return content
}

function succeeded(finished: Finished): void {
  expect({ ...finished, stdout: '' }).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining('rror')
  })
}

describeWith(['tychoreg', 'minio'], 'taking turns with tychoreg on one bucket', () => {
  let here: Desk
  const file = (name: string) => join(here.folder, name)
  const pulled = (name: string) => readFileSync(join(here.folder, 'tycho_packages', name))

  beforeAll(async () => {
    here = await desk('turns')
  })

  test('what one of us initialized the other finds initialized', async () => {
    const [, theirs] = [
      await here.ours('init', 'first-ours', 'a.bin'),
      await here.theirs('init', 'first-ours', 'b.bin')
    ]
    expect(theirs.stdout).toContain('Already Initialized: first-ours')
    const [, ours] = [
      await here.theirs('init', 'first-theirs', 'a.bin'),
      await here.ours('init', 'first-theirs', 'b.bin')
    ]
    succeeded(ours)
    expect(ours.stderr).toContain('first-theirs is initialized already, and pulled as a.bin, not as b.bin')
    const empty = { localname: 'a.bin', latest: null }
    expect([await here.record('first-ours'), await here.record('first-theirs')]).toEqual([empty, empty])
  })

  test('nothing promoted is nothing to pull, for both', async () => {
    await here.putRecord('unpromoted', { localname: 'unpromoted.bin', latest: null })
    const [theirs, ours] = await Promise.all([
      here.theirs('pull', 'unpromoted'),
      here.ours('pull', 'unpromoted')
    ])
    expect(theirs.stdout).toContain('Nothing to Pull: unpromoted')
    expect(ours).toMatchObject({ status: 0, stderr: expect.stringContaining('nothing to pull') })
    expect(existsSync(file('tycho_packages/unpromoted.bin'))).toBe(false)
  })

  const sizes = { empty: 0, small: 1234, parts: 17 * 2 ** 20 + 5 }

  test('what we push it pulls, at every size', async () => {
    const names = Object.entries(sizes).map(([name, size], seed) => {
      writeFileSync(file(`${name}.bin`), bytes(size, seed))
      return { name: `ours-${name}`, content: bytes(size, seed), source: `${name}.bin` }
    })
    await Promise.all(
      names.map(async ({ name, source }) => {
        const local = ['--local-name', `${name}.bin`]
        succeeded(await here.ours('push', name, '1', source, '--promote-latest', ...local))
      })
    )
    succeeded(await here.theirs('pull-list', ...names.map(({ name }) => name)))
    for (const { name, content } of names) expect(pulled(`${name}.bin`).equals(content)).toBe(true)
  })

  test('what it pushes we pull and verify, at every size', async () => {
    const names = Object.entries(sizes).map(([name, size], seed) => {
      writeFileSync(file(`${name}-2.bin`), bytes(size, seed + 10))
      return { name: `theirs-${name}`, content: bytes(size, seed + 10), source: `${name}-2.bin` }
    })
    for (const { name } of names) await here.putRecord(name, { localname: `${name}.bin`, latest: null })
    await Promise.all(
      names.map(async ({ name, source }) => {
        succeeded(await here.theirs('push', name, '1', source, '--promote-latest'))
      })
    )
    const ours = await here.ours('pull-list', ...names.map(({ name }) => name), '--json')
    succeeded(ours)
    for (const { name, content } of names) expect(pulled(`${name}.bin`).equals(content)).toBe(true)
    const verified = names.map(({ name }) => expect.objectContaining({ package: name, source: 'store' }))
    expect(jsonOf(ours)).toMatchObject({ pulled: verified })
    // Its parts have 8 MiB; the digest of their digests is all that such a store knows of the bytes.
    const how = { pulled: [{ verified: 'crc32' }, { verified: 'crc32' }, { verified: 'md5-parts' }] }
    expect(jsonOf(ours)).toMatchObject(how)
    expect(jsonOf(await here.ours('pull-list', ...names.map(({ name }) => name), '--json'))).toMatchObject({
      pulled: names.map(() => ({ source: 'here' }))
    })
  })

  test('an artifact it stored in parts that was damaged since is found out', async () => {
    const target = { Bucket: 'turns', Key: 'theirs-parts/tycho_1.pkg' }
    const { ETag } = await here.client.send(new GetObjectCommand(target))
    expect(ETag).toMatch(/-3"$/)
    const path = file('tycho_packages/theirs-parts.bin')
    const damaged = readFileSync(path)
    damaged[9_000_000] = ~damaged[9_000_000]! & 0xff
    writeFileSync(path, damaged)
    const again = await here.ours('pull', 'theirs-parts', '--json')
    expect(jsonOf(again)).toMatchObject({ pulled: [{ source: 'store', verified: 'md5-parts' }] })
    expect(readFileSync(path).equals(bytes(sizes.parts, 12))).toBe(true)
  })

  test('each promotes what the other pushed, and what neither knows stays', async () => {
    const unknown = { team: { name: 'narf', tags: ['a', 'b'] }, '2': null, note: 'Grüße 🎉' }
    await here.putRecord('shared', { ...unknown, localname: 'shared.bin', latest: null })
    writeFileSync(file('one'), 'one')
    writeFileSync(file('two'), 'two')
    await Promise.all([
      here.ours('push', 'shared', '1.9', 'one'),
      here.theirs('push', 'shared', '1.10', 'two')
    ])
    await here.theirs('promote', 'shared', '1.9')
    expect(await here.record('shared')).toEqual({ ...unknown, localname: 'shared.bin', latest: '1.9' })
    succeeded(await here.ours('promote', 'shared', '1.10'))
    expect(await here.record('shared')).toEqual({ ...unknown, localname: 'shared.bin', latest: '1.10' })
    succeeded(await here.ours('remove', 'shared', '1.9'))
    await here.theirs('push', 'shared', '2.0', 'one', '--promote-latest')
    expect(await here.record('shared')).toEqual({
      ...{ ...unknown, localname: 'shared.bin', latest: '2.0' },
      removed: ['1.9']
    })
    const again = await here.ours('push', 'shared', '1.9', 'one')
    expect(again).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('a removed version stays taken')
    })
  })

  test('both list the same packages and versions', async () => {
    const [theirs, versions, ours, ourVersions] = await Promise.all([
      here.theirs('list'),
      here.theirs('list-versions', 'shared'),
      here.ours('list', '--json'),
      here.ours('list-versions', 'shared')
    ])
    const listed = theirs.stdout.trim().split('\n')
    const packages = await folders(here.client, 'turns')
    expect(listed.map((line) => line.split(' -- ')[0])).toEqual(packages)
    expect(listed).toContain('shared -- Latest Version: 2.0')
    expect(jsonOf(ours)).toMatchObject({ packages: packages.map((name) => ({ package: name })) })
    expect(versions.stdout).toBe('shared Versions\n  - 1.10\n  - 2.0\n')
    expect(ourVersions.stdout).toContain('2.0 (latest)\n1.10\n')
  })

  test('a version that the other has pushed is not replaced', async () => {
    writeFileSync(file('other'), 'other')
    const theirs = await here.theirs('push', 'ours-small', '1', 'other')
    expect(theirs.stdout + theirs.stderr).toContain('Already Exists: ours-small, Version 1')
    const [other, same, inParts] = await Promise.all([
      here.ours('push', 'theirs-small', '1', 'other'),
      here.ours('push', 'theirs-small', '1', 'small-2.bin'),
      here.ours('push', 'theirs-parts', '1', 'parts-2.bin')
    ])
    expect(other).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('exists already with other bytes')
    })
    for (const finished of [same, inParts]) {
      expect(finished).toMatchObject({ status: 0, stdout: expect.stringContaining('with the same bytes') })
    }
  })

  test('a version that is not there is promoted by neither, and we say so', async () => {
    const [theirs, ours] = await Promise.all([
      here.theirs('promote', 'shared', '3.0'),
      here.ours('promote', 'shared', '3.0')
    ])
    expect(theirs.stdout + theirs.stderr).toContain('Does Not Exist: shared, Version 3.0')
    expect(ours).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('shared has no version 3.0 in s3://turns. It has 2.0, 1.10')
    })
    expect(await here.record('shared')).toMatchObject({ latest: '2.0' })
  })
})

async function folders(client: S3Client, bucket: string): Promise<string[]> {
  const listing = await client.send(new ListObjectsV2Command({ Bucket: bucket, Delimiter: '/' }))
  return (listing.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix.slice(0, -1))
}

describeWith(['tychoreg', 'minio'], 'pulling into the folder that tychoreg pulls into', () => {
  test('neither is left with wrong bytes when versions of one size are promoted forth and back', async () => {
    const here = await desk('etags')
    const content: Record<string, string> = { '1': 'aaaa', '2': 'bbbb', '3': 'cccc' }
    for (const [version, text] of Object.entries(content)) {
      writeFileSync(join(here.folder, version), text)
      const by = version === '2' ? here.theirs : here.ours
      await by('push', 'pkg', version, version)
    }
    const target = join(here.folder, 'tycho_packages', 'file')
    const steps = [
      ...[
        ['1', 'theirs'],
        ['2', 'ours'],
        ['1', 'theirs'],
        ['2', 'theirs']
      ],
      ...[
        ['1', 'ours'],
        ['2', 'theirs'],
        ['3', 'theirs'],
        ['3', 'ours']
      ]
    ] as const
    for (const [version, who] of steps) {
      await here.putRecord('pkg', { localname: 'file', latest: version })
      succeeded(await here[who]('pull', 'pkg'))
      expect([version, who, readFileSync(target, 'utf8')]).toEqual([version, who, content[version]])
    }
    const last = await here.theirs('pull', 'pkg')
    expect(last.stdout).toContain('Skipping: pkg')
  })
})

describeWith(['tychoreg', 'minio'], 'reading .tychoreg.json as tychoreg does', () => {
  const rules = (bucket: unknown) => ({
    tycho: { backend: 's3', outdir: { env: 'PKG_OUT', default: 'not-this' }, dotenv: 'conf/settings.env' },
    s3: {
      bucket,
      endpoint_url: { env: 'PKG_ENDPOINT', default: 'http://127.0.0.1:9' },
      region_name: { env: 'PKG_REGION_UNSET', default: 'us-east-1' },
      aws_access_key_id: { env: 'PKG_KEY', default: 'wrong' },
      aws_secret_access_key: { env: 'PKG_SECRET', default: 'wrong' }
    }
  })

  test('values come from the environment, else from the dotenv file, else from the default', async () => {
    const here = await desk('rules-dotenv', rules({ env: 'PKG_BUCKET', default: 'rules-default' }), {
      PKG_ENDPOINT: server.endpoint,
      PKG_OUT: 'out/here'
    })
    mkdirSync(join(here.folder, 'conf'))
    writeFileSync(
      join(here.folder, 'conf', 'settings.env'),
      [
        '# settings',
        `export PKG_KEY=${server.accessKeyId}`,
        `PKG_SECRET='${server.secretAccessKey}' # the key's other half`,
        'PKG_ENDPOINT=http://127.0.0.1:9',
        'PKG_STAGE=dotenv',
        'PKG_BUCKET="rules-${PKG_STAGE}"'
      ].join('\n')
    )
    await here.theirs('init', 'by-theirs', 'theirs.txt')
    writeFileSync(join(here.folder, 'a.txt'), 'text')
    const pushed = await here.ours('push', 'by-ours', '1', 'a.txt', '--promote-latest')
    succeeded(pushed)
    expect(await folders(here.client, 'rules-dotenv')).toEqual(['by-ours', 'by-theirs'])
    succeeded(await here.theirs('pull', 'by-ours'))
    succeeded(await here.ours('pull', 'by-ours', '--force'))
    expect(readFileSync(join(here.folder, 'out/here/a.txt'), 'utf8')).toBe('text')
    expect(existsSync(join(here.folder, 'tycho_packages'))).toBe(false)
  })

  test('a configuration of another name is found by both', async () => {
    const here = await desk('rules-named')
    const config = readFileSync(join(here.folder, '.tychoreg.json'), 'utf8')
    writeFileSync(join(here.folder, 'other.json'), config)
    writeFileSync(join(here.folder, '.tychoreg.json'), '{"s3": {"bucket": "not-there"}}')
    succeeded(await here.theirs('init', 'theirs', 'file', '--config', 'other.json'))
    succeeded(await here.ours('init', 'ours', 'file', '--config', 'other.json'))
    expect(await folders(here.client, 'rules-named')).toEqual(['ours', 'theirs'])
  })

  test('what boto3 understands and we do not is named in a warning', async () => {
    const { endpoint, region, accessKeyId, secretAccessKey } = server
    const here = await desk('rules-keys', {
      s3: {
        ...{ bucket: 'rules-keys', endpoint_url: endpoint, region_name: region, api_version: '2006-03-01' },
        ...{ aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey, aws_account_id: null },
        ...{ use_ssl: false, verify: false, aws_session_token: null }
      }
    })
    succeeded(await here.theirs('init', 'theirs', 'file'))
    const ours = await here.ours('list')
    expect(ours.stdout).toContain('theirs')
    const warnings = ours.stderr.split('\n').filter((line) => line.startsWith('warning:'))
    expect(warnings).toEqual([
      expect.stringContaining('s3.api_version has no meaning here'),
      expect.stringContaining('s3.aws_account_id has no meaning here'),
      expect.stringContaining('verify: false is ignored')
    ])
  })
})

describeWith('tychoreg', 'reading dotenv files as tychoreg does', () => {
  const files = {
    plain: 'A=1\nB = two words \nexport C=3\n\nD=\nE\n',
    quotes: `A='single $x'\nB="double"\nC="with # sign"\nD='it\\'s'\nE="say \\"hi\\""\n`,
    escapes: 'A="line\\nbreak\\ttab\\\\back"\nB=\'raw\\n\'\nC="two\nlines"\n',
    comments: 'A=b#c\nB=b #c\n#C=1\nD="x" # y\nE=#1\nF= # nothing\n',
    references: "A=one\nB=${A}-two\nC=${HOME_NOT_SET:-fallback}\nD=${NOT_SET}.\nE='${A}'\nF=$A\nG=${OUTER}\n",
    windows: 'A=1\r\nB="2"\r\n',
    odd: "'A B'=1\nB=2=3\n=4\nC==5\nD='open\nE=6\nF: 7\n`G`=`8`\n",
    last: 'A=1\nA=2\nB=${A}'
  }

  test.each(Object.entries(files))('%s', async (name, text) => {
    const folder = spaces.folder()
    writeFileSync(join(folder, 'env'), text)
    const program = 'import json, dotenv; print(json.dumps(dotenv.dotenv_values("env")))'
    const env = { OUTER: 'from outside' }
    const python = join(dirname(testbed('tychoreg')!), 'python')
    const theirs = await start(python, ['-c', program], { cwd: folder, env }).done
    const { parseDotenv } = await import('../../src/options/dotenv.ts')
    const known = Object.entries(jsonOf(theirs) as object).filter(([, value]) => value !== null)
    expect([name, parseDotenv(text, env)]).toEqual([name, Object.fromEntries(known)])
  })
})
