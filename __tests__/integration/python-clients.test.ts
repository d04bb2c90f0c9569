/** Installers of all ages install what our command line published, wherever it lies. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { CHOICES, installedFor, publish, SOURCES } from '../support/client-index.ts'
import { s3Environment, workspace } from '../support/command-line.ts'
import { homeIn, install, PIPS } from '../support/python-clients.ts'
import { filesOf, serveStatic, type StaticServer } from '../support/static-server.ts'
import { describeWith, startMinio, type Server } from '../support/testbed.ts'

const ALL = [...PIPS, 'uv'] as const
type Tool = (typeof ALL)[number]

/** A build takes seconds. */
const SOME = ['pip', 'uv'] as const

describeWith([...ALL, 'minio'], 'from MinIO itself', () => {
  let minio: Server
  let index: string
  beforeAll(async () => {
    minio = await startMinio()
    await minio.createBucket('packages', { publicRead: true })
    await publish(folders.folder(), s3Environment(minio, 'packages'))
    index = `${minio.endpoint}/packages/simple/`
  })
  afterAll(() => minio.close())

  test.each(ALL)('%s takes the right versions by HTML', async (tool) => {
    await expectInstalled(tool, index)
  })

  // The oldest knows HTML alone.
  test.each(ALL.slice(1))('%s takes the same by JSON', async (tool) => {
    await expectInstalled(tool, `${index}_json/`)
  })

  test.each(SOME)('%s builds what has to be built, and fetches what builds it', async (tool) => {
    await expectInstalled(tool, index, SOURCES)
  })
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
