/** Installers of all ages install from what our command line published. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { CHOICES, installedFor, publish, SOURCES } from '../support/client-index.ts'
import { s3Environment, workspace } from '../support/command-line.ts'
import { homeIn, install, PIPS } from '../support/python-clients.ts'
import { startS3Fake } from '../support/s3-fake/index.ts'
import { filesOf, objectsOf, serveStatic, type StaticServer } from '../support/static-server.ts'
import { describeWith, startMinio } from '../support/testbed.ts'

const ALL = [...PIPS, 'uv'] as const
type Tool = (typeof ALL)[number]

/** A build takes seconds: all build once, these everywhere. */
const SOME = ['pip', 'uv'] as const

/** Where an index can be read. */
interface Place {
  readonly html: string
  readonly json: string
  readonly close: () => Promise<void>
}

describeWith(ALL, 'from a bucket behind a plain web server', () => {
  installing(async () => {
    const fake = await startS3Fake()
    await publish(folders.folder(), s3Environment(fake, 'bucket'))
    const server = await serveStatic(objectsOf(fake))
    return {
      html: `${server.url}/simple/`,
      json: `${server.url}/simple/_json/`,
      close: async () => {
        await server.close()
        await fake.close()
      }
    }
  }, ALL)
})

describeWith([...ALL, 'minio'], 'from MinIO itself', () => {
  installing(async () => {
    const minio = await startMinio()
    await minio.createBucket('packages', { publicRead: true })
    await publish(folders.folder(), s3Environment(minio, 'packages'))
    const html = `${minio.endpoint}/packages/simple/`
    return { html, json: `${html}_json/`, close: () => minio.close() }
  }, SOME)
})

describeWith(ALL, 'from a folder', () => {
  let root: string
  let server: StaticServer
  beforeAll(async () => {
    root = folders.folder()
    await publish(folders.folder(), { REGISTRY_STORE: `file:${root}` })
    server = await serveStatic(filesOf(root))
  })
  afterAll(() => server.close())

  const here = () => pathToFileURL(join(root, 'simple')).href

  test.each(ALL)('that lies here %s takes the right versions', async (tool) => {
    await expectInstalled(tool, here())
  })

  test.each(SOME)('that lies here %s builds', async (tool) => {
    await expectInstalled(tool, here(), SOURCES)
  })

  test.each(ALL)('behind a web server %s takes the right versions', async (tool) => {
    await expectInstalled(tool, `${server.url}/simple/`)
  })
})

/** What installers have to manage from a bucket. */
function installing(open: () => Promise<Place>, builders: readonly Tool[]): void {
  let place: Place
  beforeAll(async () => {
    place = await open()
  })
  afterAll(() => place.close())

  test.each(ALL)('%s takes the right versions by HTML', async (tool) => {
    await expectInstalled(tool, place.html)
  })

  // The oldest knows HTML alone.
  test.each(ALL.slice(1))('%s takes the same by JSON', async (tool) => {
    await expectInstalled(tool, place.json)
  })

  test.each(builders)('%s builds what has to be built, and fetches what builds it', async (tool) => {
    await expectInstalled(tool, place.html, SOURCES)
  })
}

const folders = workspace()
let outside: StaticServer
beforeAll(async () => {
  outside = await serveStatic(() => Promise.resolve(undefined))
})
afterAll(async () => {
  await outside.close()
  folders.remove()
})

async function expectInstalled(tool: Tool, index: string, wishes = CHOICES): Promise<void> {
  const home = homeIn(folders.folder(), outside)
  expect(await install(tool, { home, index, wishes })).toEqual(installedFor(wishes))
  expect([outside.asked, outside.outside]).toEqual([[], []])
}
