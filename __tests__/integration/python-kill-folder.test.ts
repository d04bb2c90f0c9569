import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import { registry, workspace } from '../support/command-line.ts'
import { killAtChange } from '../support/kills.ts'
import { scenarios, writeDistributions, type Scenario } from '../support/python-scenarios.ts'
import { stateOf, unfinished, violations, wrongIn, type Contents } from '../support/python-state.ts'

// So many processes take their time where the machine has other things to do.
jest.setTimeout(240_000)

const spaces = workspace()
afterAll(() => {
  spaces.remove()
})

const cwd = spaces.folder()
writeDistributions(cwd)
const table = scenarios.map((scenario) => [scenario.name, scenario] as const)

// Windows has no such signal; what its folders do is proved by the contract.
const suite = process.platform === 'win32' ? describe.skip : describe

suite('a step on a Python index in a folder that is killed at any change it makes', () => {
  test.each(table)(
    '%s: what is there can be installed, and the same step completes it',
    async (_, scenario) => {
      const { args, tolerance = {} } = scenario
      const beginning = await folderBefore(scenario)
      const undisturbed = copyOf(beginning)
      await expectDoneIn(undisturbed, args)
      expect(unfinished(filesIn(undisturbed), folder)).toEqual([])
      expect(violations(filesIn(undisturbed))).toEqual([])
      const wanted = stateOf(filesIn(undisturbed), tolerance)
      const completed = new Set<string>()
      const killedAt = async (change: number): Promise<boolean> => {
        const root = copyOf(beginning)
        const when = `change ${change}`
        const { status, signal, stderr } = await killAtChange(root, { args, cwd }, change)
        if (signal !== 'SIGKILL') expect({ when, status, stderr }).toMatchObject({ when, status: 0 })
        expect({ when, wrong: wrongIn(filesIn(root), scenario) }).toEqual({ when, wrong: [] })
        const left = JSON.stringify([stateOf(filesIn(root), tolerance), intentsIn(root)])
        if (!completed.has(left)) {
          completed.add(left)
          await expectDoneIn(root, args, when)
          expect({ when, left: unfinished(filesIn(root), folder) }).toEqual({ when, left: [] })
          expect({ when, wrong: violations(filesIn(root)) }).toEqual({ when, wrong: [] })
          expect({ when, state: stateOf(filesIn(root), tolerance) }).toEqual({ when, state: wanted })
        }
        rmSync(root, { recursive: true })
        return signal === 'SIGKILL'
      }
      let change = 1
      for (let ended = false; !ended;) {
        const stride = change > ALL ? STRIDE : 1
        const wave = await Promise.all([0, 1, 2].map((offset) => killedAt(change + offset * stride)))
        change += wave.length * stride
        ended = wave.includes(false)
      }
      // How many there are depends on which of several files a process writes first.
      expect(completed.size).toBeGreaterThan(2)
    }
  )
})

/** So many changes are tried one by one. Of those after them one of three is: what comes then is more of the same. */
const ALL = 40
const STRIDE = 3

const folder = { holdsPage: () => false }

async function folderBefore({ prepare }: Scenario): Promise<string> {
  const root = spaces.folder()
  const fileOf = (path: string) => join(root, 'simple', path)
  await prepare?.({
    run: async (...args) => expectDoneIn(root, args),
    put: (path, content) => {
      mkdirSync(dirname(fileOf(path)), { recursive: true })
      writeFileSync(fileOf(path), content)
    },
    drop: (path) => {
      rmSync(fileOf(path))
    },
    paths: () => [...filesIn(root).keys()]
  })
  return root
}

async function expectDoneIn(root: string, args: readonly string[], when = ''): Promise<void> {
  const { status, stdout, stderr } = await registry(args, { cwd, env: { REGISTRY_STORE: `file:${root}` } })
  expect({ when, status, said: status === 0 ? '' : stdout + stderr }).toEqual({ when, status: 0, said: '' })
}

function copyOf(root: string): string {
  const copy = spaces.folder()
  cpSync(root, copy, { recursive: true, preserveTimestamps: true })
  return copy
}

function filesIn(root: string): Contents {
  const paths = pathsBelow(root).filter((path) => path.startsWith('simple/'))
  return new Map(paths.map((path) => [path.slice('simple/'.length), readFileSync(join(root, path))]))
}

/** Swaps that a killed process has begun, for the next one to end. */
function intentsIn(root: string): string[] {
  return pathsBelow(root).filter((path) => path.startsWith('.store/intents/'))
}

function pathsBelow(root: string): string[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll(sep, '/')
    )
}
