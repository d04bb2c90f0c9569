/** Installers of all ages install from what our command line published. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { CHOICES, installedFor, publish, SOURCES } from '../support/client-index.ts'
import { s3Environment, workspace } from '../support/command-line.ts'
import { homeIn, install, PIPS } from '../support/python-clients.ts'
import { startS3Fake, type S3Fake } from '../support/s3-fake/index.ts'
import { filesOf, objectsOf, serveStatic, type StaticServer } from '../support/static-server.ts'
import { describeWith, startMinio, type Server } from '../support/testbed.ts'

const folders = workspace()
afterAll(folders.remove)

const ALL = [...PIPS, 'uv'] as const

describeWith(ALL, 'a bucket behind a plain web server', () => {
  let fake: S3Fake
  let server: StaticServer
  beforeAll(async () => {
    fake = await startS3Fake()
    await publish(folders.folder(), s3Environment(fake, 'bucket'))
    server = await serveStatic(objectsOf(fake))
  })
  afterEach(() => {
    expect(server.outside).toEqual([])
    server.clear()
  })
  afterAll(async () => {
    await server.close()
    await fake.close()
  })

  test.each(ALL)('%s chooses the right versions from HTML', async (tool) => {
    const home = homeIn(folders.folder(), server)
    const t = performance.now()
    expect(await install(tool, { home, index: `${server.url}/simple/` })).toEqual(installedFor(CHOICES))
    if (tool < 'pip-23') console.log(tool, performance.now() - t, server.asked)
  })
  test.each(ALL)('%s chooses the right versions from JSON', async (tool) => {
    const home = homeIn(folders.folder(), server)
    const t = performance.now()
    expect(await install(tool, { home, index: `${server.url}/simple/_json/` })).toEqual(installedFor(CHOICES))
    if (tool < 'pip-23') console.log(tool, performance.now() - t, server.asked)
  })
  test.each(ALL)('%s builds', async (tool) => {
    const home = homeIn(folders.folder(), server)
    const t = performance.now()
    expect(await install(tool, { home, index: `${server.url}/simple/`, wishes: SOURCES })).toEqual(installedFor(SOURCES))
    console.log(tool, performance.now() - t, server.asked)
  })
})
