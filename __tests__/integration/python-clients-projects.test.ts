/** Tools that lock and install whole projects take them from what our command line published. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { CHOICES, digestsOf, installedFor, publish, SOURCES } from '../support/client-index.ts'
import { PROJECT_TOOLS, type ProjectTool } from '../support/client-projects.ts'
import { s3Environment, workspace } from '../support/command-line.ts'
import { homeIn, installedIn } from '../support/python-clients.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { objectsOf, serveStatic, type StaticServer } from '../support/static-server.ts'
import { describeWith, startMinio, type Server } from '../support/testbed.ts'

const folders = workspace()
let fake: S3Fake
let server: StaticServer
beforeAll(async () => {
  fake = await startS3Fake()
  server = await serveStatic(objectsOf(fake))
})
afterAll(async () => {
  await server.close()
  await fake.close()
  folders.remove()
})

/** Several programs one after another, on a machine that has other things to do. In milliseconds. */
const LONG = 300_000

const WISHES = [...CHOICES, ...SOURCES]

describe('from a bucket behind a plain web server', () => {
  beforeAll(() => publish(folders.folder(), s3Environment(fake, 'bucket')))

  PROJECT_TOOLS.forEach((tool) => {
    describeWith(tool.needs, `a project of ${tool.name}`, () => {
      test(
        'is locked and installed, and no wheel is fetched for what the metadata beside it says',
        async () => {
          server.clear()
          await expectInstalled(tool, `${server.url}/simple/`)
          const passedOver = 'GET /simple/picky/picky-2.0-py3-none-any.whl'
          expect(server.asked).toContain(`${passedOver}.metadata`)
          expect(server.asked).not.toContain(passedOver)
        },
        LONG
      )
    })
  })
})

describeWith('minio', 'from MinIO itself', () => {
  let minio: Server
  beforeAll(async () => {
    minio = await startMinio()
    await minio.createBucket('packages', { publicRead: true })
    await publish(folders.folder(), s3Environment(minio, 'packages'))
  })
  afterAll(() => minio.close())

  PROJECT_TOOLS.forEach((tool) => {
    describeWith(tool.needs, `a project of ${tool.name}`, () => {
      test(
        'is locked and installed',
        async () => {
          await expectInstalled(tool, `${minio.endpoint}/packages/simple/`)
        },
        LONG
      )
    })
  })
})

/** Has a project locked and installed, and looks at what was written down and what is there then. */
async function expectInstalled({ install, lockfile }: ProjectTool, index: string): Promise<void> {
  const home = homeIn(folders.folder(), server)
  const wanted = installedFor(WISHES)
  expect(await installedIn(await install(home, index, WISHES))).toEqual(wanted)
  expect(server.outside).toEqual([])
  if (lockfile === undefined) return
  const lock = await readFile(join(home.folder, lockfile), 'utf8')
  const digests = Object.entries(wanted).flatMap(([name, version]) => digestsOf(name, version))
  expect(digests.length).toBeGreaterThanOrEqual(Object.keys(wanted).length)
  expect(digests.filter((digest) => !lock.includes(digest))).toEqual([])
}
