import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { githubEnvironment, registry, s3Environment, workspace } from '../support/command-line.ts'
import { scratch } from '../support/artifacts.ts'
import { startGithubFake } from '../support/github-fake/index.ts'
import { startS3Fake, zeroBody } from '../support/s3-fake/index.ts'

const MIB = 1024 * 1024
/** What is promised, at any size: 200 MB. */
const MOST = 200_000_000

const spaces = workspace()
const files = scratch()
const fake = await startS3Fake({ buckets: ['bucket'] })
const github = await startGithubFake({ archivePadding: 1024 * MIB })
afterAll(async () => {
  await fake.close()
  await github.close()
  files.remove()
  spaces.remove()
})

/** The most memory that a command of the command line took, in bytes. */
async function peakOf(
  args: readonly string[],
  surroundings: Readonly<Record<string, string>> = s3Environment(fake, 'bucket')
): Promise<number> {
  // What Node itself tells begins with what the process took that started this one.
  const report = `import { readFileSync } from 'node:fs'
    process.on('exit', () => console.error(/VmHWM.*/.exec(readFileSync('/proc/self/status'))[0]))`
  const env = {
    ...surroundings,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(report)}`
  }
  const { status, stderr } = await registry(args, { cwd: spaces.folder(), env })
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(stderr) ?? []
  expect({ status, stderr, kibibytes }).toMatchObject({ status: 0, kibibytes: expect.anything() })
  return Number(kibibytes) * 1024
}

function publish(name: string, size: number): void {
  fake.setObject('bucket', `${name}/tycho.json`, JSON.stringify({ localname: name, latest: '1' }))
  fake.setObject('bucket', `${name}/tycho_1.pkg`, zeroBody(size))
}

/** Other systems count other things. */
const describeHere = process.platform === 'linux' ? describe : describe.skip

/** The first process compiles the sources, which takes memory, too; the others find them compiled. */
beforeAll(async () => {
  publish('small', 1000)
  await peakOf(['pull', 'small', '--quiet'])
})

describeHere('memory stays where it is promised', () => {
  test('whatever the size of the file that is pulled', async () => {
    publish('large', 1024 * MIB)
    expect(await peakOf(['pull', 'large', '--quiet'])).toBeLessThan(MOST)
  }, 120_000)

  test('whatever the number of large files', async () => {
    const names = Array.from({ length: 16 }, (_, index) => `many-${index}`)
    for (const name of names) publish(name, 64 * MIB)
    expect(await peakOf(['pull-list', ...names, '--quiet'])).toBeLessThan(MOST)
  }, 120_000)

  test('whatever the size of the source that is pulled, which nobody knows', async () => {
    github.repository().addRelease('v1')
    const args = ['pull-release', 'v1', '--source-archives', 'tar.gz', '--quiet']
    expect(await peakOf(args, githubEnvironment(github))).toBeLessThan(MOST)
  }, 120_000)

  test('whatever the size of an asset, up and down', async () => {
    const env = githubEnvironment(github)
    const large = await files.sparse('asset', 1024 * MIB)
    expect(await peakOf(['push', 'up', '1', large, '--promote-latest', '--quiet'], env)).toBeLessThan(MOST)
    expect(await peakOf(['pull', 'up', '--quiet'], env)).toBeLessThan(MOST)
  }, 240_000)

  test('whatever the size of the file that is pushed', async () => {
    const large = await files.sparse('large', 1024 * MIB)
    expect(await peakOf(['push', 'up', '1', large, '--quiet'])).toBeLessThan(MOST)
  }, 120_000)
})
