import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { githubEnvironment, registry, workspace } from '../support/command-line.ts'
import { startGithubFake, type GithubFake, type RepositoryHandle } from '../support/github-fake/index.ts'
import { wheelOf } from '../support/python-distributions.ts'
import { wheelSaying } from '../support/python-index.ts'

// So many processes take their time where the machine has other things to do.
jest.setTimeout(120_000)

const spaces = workspace()
afterAll(() => {
  spaces.remove()
})

const WHEEL = 'narf-1.0-py3-none-any.whl'
const ASSETS = [
  ['pkg-1.0', 'narf.bin'],
  ['narf-1.0', WHEEL]
] as const
const TAGS = ASSETS.map(([tag]) => tag)
const CLAIMS = ['pkg', 'simple/narf'].map((folder) => `.registry/artifacts/${folder}/.files.json`)

let fake: GithubFake
let repository: RepositoryHandle
/** The branch when it held one version of `pkg` alone. */
let early: string
let cwd: string
beforeEach(async () => {
  fake = await startGithubFake({ limits: { rate: 1_000_000 } })
  repository = fake.repository()
  cwd = spaces.folder()
  writeFileSync(join(cwd, 'narf.bin'), 'the bytes of narf')
  writeFileSync(join(cwd, WHEEL), wheelOf({ version: '1.0' }))
  await said('push', 'pkg', '0.9', 'narf.bin')
  early = repository.refs.get('refs/heads/registry') ?? ''
  await said('push', 'pkg', '1.0', 'narf.bin', '--promote-latest')
  await said('upload', WHEEL)
})
afterEach(() => fake.close())

/** Runs a command: its status, and in one line all that it says but where the token comes from. */
async function said(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await registry(args, { cwd, env: githubEnvironment(fake) })
  return `${status}: ${(stdout + stderr).replace(/^GitHub token: .*\n/m, '').replaceAll(/[\s│]+/g, ' ')}`
}

function tamper(change: (bytes: Buffer) => Uint8Array): void {
  for (const [tag, name] of ASSETS) repository.tamper(repository.asset(tag, name)?.id ?? 0, change)
}

function deleteReleases(): void {
  for (const { id } of TAGS.flatMap((tag) => repository.releasesOf(tag))) repository.removeRelease(id)
}

const commitAll = (paths: readonly string[], content: string | null) =>
  repository.commit('registry', Object.fromEntries(paths.map((path) => [path, content])))

const ALL_IS_WELL = /^0: .*all is well/
const NOTHING = /^0: .*nothing was found to check/
const SAME = /^0: .*there already with the same bytes/
const PUSHED = /^0: .*pushed/
const UNCHANGED = /^0: reindexed .* 0 changed, 0 problems left/
const UNREADABLE =
  /^1: error: \.registry\/\S+ on the branch can't be read .* Restore it from the history of the branch/

/** What each command says, of a package and of a Python project. */
interface Told {
  readonly pull: readonly [RegExp, RegExp]
  readonly check: readonly [RegExp, RegExp]
  readonly push: readonly [RegExp, RegExp]
  readonly reindex: readonly [RegExp, RegExp]
}

const cases: readonly [what: string, change: () => unknown, told: Told][] = [
  [
    'other bytes in an asset, whose digest stays',
    () => {
      tamper((bytes) => Buffer.from(bytes).fill('x', 3, 5))
    },
    {
      pull: [/^1: error: pkg 1\.0 .* is not what was pushed: it has the sha256/, /^1: .* the index says/],
      check: [/^1: .*has other bytes than were pushed/, /^1: .*has other bytes than were pushed/],
      push: [SAME, SAME],
      reindex: [UNCHANGED, UNCHANGED]
    }
  ],
  [
    'half of an asset',
    () => {
      tamper((bytes) => bytes.subarray(0, 5))
    },
    {
      pull: [/^1: error: \S+\.pkg has 5 bytes, and had 17/, /^1: error: \S+\.whl has 5 bytes, and had \d+/],
      check: [/^1: .*can't be read: \S+ has 5 bytes/, /^1: .*can't be read: \S+ has 5 bytes/],
      push: [SAME, SAME],
      reindex: [UNCHANGED, UNCHANGED]
    }
  ],
  [
    'another release with other files under the tag',
    () => {
      deleteReleases()
      repository.addRelease('narf-1.0', { assets: { [WHEEL]: wheelSaying('narf', '1.0', 'other bytes') } })
    },
    {
      pull: [/^1: error: pkg 1\.0 is not in/, /^1: .* has the sha256 \w+, but the index says/],
      check: [/^1: .*is the latest, but is not there/, /^1: .*was changed since it was indexed/],
      push: [
        PUSHED,
        /^1: .*is in the index, and other bytes are stored in its place .* run `registry reindex --registry python`/
      ],
      reindex: [UNCHANGED, /^0: narf: narf-1\.0-py3-none-any\.whl: replaced/]
    }
  ],
  [
    'releases that were deleted',
    deleteReleases,
    {
      pull: [/^1: error: pkg 1\.0 is not in .* push it again/, /^1: .*Somebody deleted it/],
      check: [/^1: .*is the latest, but is not there/, /^1: .*whl is not there any more/],
      push: [PUSHED, PUSHED],
      reindex: [UNCHANGED, UNCHANGED]
    }
  ],
  [
    'a branch that was set back',
    () => {
      repository.setRef('refs/heads/registry', early)
    },
    {
      pull: [/^0: .*no version of pkg was promoted yet/, /^1: error: there is no project narf/],
      check: [ALL_IS_WELL, NOTHING],
      push: [SAME, PUSHED],
      reindex: [UNCHANGED, UNCHANGED]
    }
  ],
  [
    'a branch that was deleted',
    () => {
      repository.setRef('refs/heads/registry', undefined)
    },
    {
      pull: [/^1: error: there is no package pkg/, /^1: error: there is no project narf/],
      check: [NOTHING, NOTHING],
      push: [SAME, PUSHED],
      reindex: [UNCHANGED, UNCHANGED]
    }
  ],
  [
    'claims that nobody can read',
    () => commitAll(CLAIMS, '{"files": 1}'),
    {
      pull: [UNREADABLE, UNREADABLE],
      check: [UNREADABLE, UNREADABLE],
      push: [UNREADABLE, UNREADABLE],
      reindex: [UNREADABLE, UNREADABLE]
    }
  ],
  [
    'claims that were deleted',
    () => commitAll(CLAIMS, null),
    {
      pull: [
        /^1: error: pkg 1\.0 is not in .* push it again/,
        /^1: .*is not there, although the index has it/
      ],
      check: [/^1: .*is the latest, but is not there/, /^1: .*whl is not there any more/],
      push: [SAME, SAME],
      reindex: [UNCHANGED, UNCHANGED]
    }
  ],
  [
    'elections that nobody can read',
    () =>
      commitAll(
        TAGS.map((tag) => `.registry/releases/${tag}.json`),
        '{}'
      ),
    {
      pull: [/^0: /, /^0: /],
      check: [ALL_IS_WELL, ALL_IS_WELL],
      // A push also enters what others before it could not, which elections say.
      push: [UNREADABLE, UNREADABLE],
      reindex: [UNCHANGED, UNCHANGED]
    }
  ]
]

test.each(cases)(
  '%s: every command says what is wrong, and no other bytes get out',
  async (_, change, told) => {
    change()
    const python = ['--registry', 'python']
    const [pkg, project, checked, index] = await Promise.all([
      said('pull', 'pkg', '--outfile', 'out.bin'),
      said('pull', 'narf', ...python, '--outfile', 'out.whl'),
      said('check', '--deep'),
      said('check', '--deep', ...python)
    ])
    expect([pkg, project]).toEqual(told.pull.map((each) => expect.stringMatching(each)))
    expect([checked, index]).toEqual(told.check.map((each) => expect.stringMatching(each)))
    // A pull that failed, or had nothing to do, leaves nothing.
    const isPulled = [pkg, project].map((each) => /^0: .*pulled/.test(each))
    expect(['out.bin', 'out.whl'].map((file) => existsSync(join(cwd, file)))).toEqual(isPulled)
    const pushed = await Promise.all([said('push', 'pkg', '1.0', 'narf.bin'), said('upload', WHEEL)])
    expect(pushed).toEqual(told.push.map((each) => expect.stringMatching(each)))
    const mended = await Promise.all([said('reindex'), said('reindex', ...python)])
    expect(mended).toEqual(told.reindex.map((each) => expect.stringMatching(each)))
  }
)
