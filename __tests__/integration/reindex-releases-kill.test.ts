/** A reindex of other people's releases that is killed at each of its requests, and run again. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { githubEnvironment, jsonOf, registry, startRegistry, workspace } from '../support/command-line.ts'
import { startGithubFake, type GithubFake } from '../support/github-fake/index.ts'
import { sdistOf, wheelOf } from '../support/python-distributions.ts'
import { wheelName } from '../support/python-index.ts'
import { releasesIn } from '../support/released-index.ts'

const REINDEX = ['reindex', '--registry', 'python', '--source', 'github://else/where', '--json']
const folders = workspace()
let fakes: GithubFake[]
beforeAll(() => {
  fakes = []
})
afterAll(async () => {
  for (const fake of fakes) await fake.close()
  folders.remove()
})

/** A repository without an index, and releases of somebody else. */
async function ground() {
  const fake = await startGithubFake({ repositories: { 'owner/repo': {}, 'else/where': {} } })
  fakes.push(fake)
  const [one, two] = ['1.0', '2.0'].map((version) => wheelOf({ version }))
  fake.repository('else/where').addRelease('v1', { assets: { [wheelName('narf', '1.0')]: one ?? '' } })
  fake.repository('else/where').addRelease('v2', {
    assets: { [wheelName('narf', '2.0')]: two ?? '', 'narf-2.0.tar.gz': sdistOf({ version: '2.0' }) }
  })
  return { fake, place: { cwd: folders.folder(), env: githubEnvironment(fake) } }
}

/** The files on the project's page, each with its digest; every fake has an address of its own. */
function linksIn(fake: GithubFake): string[] {
  const page = fake.repository().text('registry', 'simple/narf/index.html') ?? ''
  return [...page.matchAll(/href="([^"]*#sha256=[^"]*)"/g)].map(([, link = '']) =>
    link.replace(fake.serverUrl, '')
  )
}

test('what is there is valid after each of them, and the same step completes it', async () => {
  const whole = await ground()
  expect(jsonOf(await registry(REINDEX, whole.place))).toMatchObject({ ok: true, versions: 3 })
  expect(linksIn(whole.fake)).toHaveLength(3)
  const count = whole.fake.requests.length
  expect(count).toBeGreaterThan(10)
  for (let nth = 1; nth <= count; nth += 1) {
    const { fake, place } = await ground()
    const before = releasesIn(fake, 'else/where')
    const running = startRegistry(REINDEX, place)
    fake.faults({ nth, kill: running.pid })
    expect(await running.done).toMatchObject({ signal: 'SIGKILL' })
    fake.clearFaults()
    const record = fake.repository().text('registry', 'simple/narf/manifest.json')
    if (record !== undefined) {
      const check = jsonOf(await registry(['check', '--registry', 'python', '--deep', '--json'], place))
      expect([nth, check]).toMatchObject([nth, { ok: true, problems: [] }])
    }
    expect(jsonOf(await registry(REINDEX, place))).toMatchObject({ ok: true, versions: 3, problems: [] })
    expect(linksIn(fake)).toEqual(linksIn(whole.fake))
    expect(releasesIn(fake, 'else/where')).toEqual(before)
  }
}, 240_000)
