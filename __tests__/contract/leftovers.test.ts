import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, test } from '@jest/globals'
import type { Inspection, Repair } from '../../src/format.ts'
import { inspect as inspectIndex, repair as repairIndex } from '../../src/python/registry.ts'
import type { Store } from '../../src/stores/store.ts'
import { inspect, repair } from '../../src/tycho/inspect.ts'
import { openStore } from '../support/open-store.ts'
import type { S3Fake } from '../support/s3-fake/index.ts'
import { debrisIn } from '../support/github-state.ts'
import { useGithub } from './github-bench.ts'
import { useS3 } from './s3-bench.ts'

const github = useGithub()
const s3 = useS3()

interface Format {
  readonly format: string
  readonly check: (store: Store, packages: readonly string[], now: Date) => Promise<Inspection>
  readonly reindex: (store: Store, packages: readonly string[], now: Date) => Promise<Repair>
  /** What may be of this registry, and whose it is. */
  readonly own: readonly (readonly [path: string, whose: string])[]
  readonly theirs: readonly string[]
}

const FORMATS: readonly Format[] = [
  {
    format: 'Tycho',
    check: (store, packages, now) => inspect(store, { packages, deep: false }, now),
    reindex: repair,
    own: [['narf/tycho_1.pkg', 'narf 1']],
    theirs: ['narf/narf-1.0-py3-none-any.whl', 'backup.tar']
  },
  {
    format: 'Python',
    check: (store, packages, now) => inspectIndex(store, { packages, deep: false }, now),
    reindex: (store, packages, now) =>
      repairIndex(store, { packages, full: false, baseUrl: undefined, now }, () => undefined),
    own: [
      ['narf/narf-1.0-py3-none-any.whl', 'narf 1.0'],
      ['narf/narf-1.0.tar.gz', 'narf 1.0'],
      ['Narf_Zork/narf_zork-1.0-1.zip', 'narf-zork 1.0.post1'],
      ['narf/narf-1.0-py3-none-any.whl.metadata', 'narf 1.0']
    ],
    theirs: [
      'narf/other-1.0-py3-none-any.whl',
      'narf/deep/narf-1.0.tar.gz',
      'narf-1.0.tar.gz',
      'backup/x.zip'
    ]
  }
]

async function beginUploads({ endpoint, region, ...keys }: S3Fake, paths: readonly string[]): Promise<void> {
  const { accessKeyId, secretAccessKey } = keys
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  for (const Key of paths) await client.send(new CreateMultipartUploadCommand({ Bucket: 'bucket', Key }))
  client.destroy()
}

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000)

const told = ({ problems }: Inspection) =>
  problems
    .filter(({ what }) => what.startsWith('has an upload that was never finished'))
    .map(({ package: name, version }) => [name, version].filter(Boolean).join(' '))
    .sort()

describe.each(FORMATS)('what killed writers left in a registry of format $format', (row) => {
  const { check, reindex } = row

  test('in a bucket is told by check, and aborted by reindex, after a day; what others began stays', async () => {
    const { fake, open } = await s3()
    await beginUploads(fake, [...row.own.map(([path]) => path), ...row.theirs])
    const store = open()
    const whose = row.own.map(([, name]) => name).sort()
    expect(told(await check(store, [], inDays(0.9)))).toEqual([])
    expect((await reindex(store, [], inDays(0.9))).changed).toEqual([])
    expect(told(await check(store, [], inDays(1.1)))).toEqual(whose)
    expect(told(await check(store, ['other'], inDays(1.1)))).toEqual([])
    expect((await reindex(store, ['other'], inDays(1.1))).changed).toEqual([])
    const { changed } = await reindex(store, [], inDays(1.1))
    expect(changed.map((what) => what.replace(/: aborted an upload of .*/, '')).sort()).toEqual(whose)
    const left = [...fake.uploads('bucket').values()].map(({ key }) => key)
    expect(left.sort()).toEqual([...row.theirs].sort())
  })

  test('in a folder is told by check, and deleted by reindex, after a day', async () => {
    const { files } = await s3()
    const temporaries = join(files.folder, '.store', 'tmp')
    await mkdir(temporaries, { recursive: true })
    await writeFile(join(temporaries, 'half'), 'half')
    const store = await openStore({ kind: 'folder', folder: files.folder, prefix: '' })
    expect(told(await check(store, [], inDays(0.9)))).toEqual([])
    expect(told(await check(store, [], inDays(1.1)))).toEqual(['.store/tmp/half'])
    expect((await reindex(store, [], inDays(1.1))).changed).toHaveLength(1)
    expect(await readdir(temporaries)).toEqual([])
    await store.close()
  })

  test('in a repository is told by check, and deleted by reindex, after a day', async () => {
    const { repository, open } = await github()
    const body = 'text\n\n<!-- registry-action abcdefghijkl -->'
    repository.addRelease('narf-1.0', { draft: true, body })
    repository.addRelease('theirs-1.0', { draft: true, body: 'theirs' })
    expect(told(await check(open(), [], inDays(0.9)))).toEqual([])
    expect(told(await check(open(), [], inDays(1.1)))).toEqual(['release narf-1.0 (a draft)'])
    expect((await reindex(open(), [], inDays(1.1))).changed).toHaveLength(1)
    expect(debrisIn(repository)).toEqual(['a draft of theirs-1.0'])
  })
})
