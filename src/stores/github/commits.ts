import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { messageOf, RegistryError } from '../../errors.ts'
import type { Revision } from '../store.ts'
import { means } from './answers.ts'
import { NO_FILE, type Branch, type BranchFile, type Snapshot } from './branch.ts'
import { createBranch } from './git-data.ts'
import { blobId } from './names.ts'
import type { Requests } from './requests.ts'

/** Files that are to be written together, if none of them has changed. */
export interface Change {
  /** What the files have to be like. */
  readonly expected: ReadonlyMap<string, Revision>
  readonly files: ReadonlyMap<string, Uint8Array>
  /** What other files have to say, by their paths. They may change otherwise, also with the change. */
  readonly guards?: ReadonlyMap<string, Guard>
  /** What is done, as the history of the branch is to say it. */
  readonly message: string
}

/** Whether a file is as a change needs it. */
export type Guard = (file: BranchFile) => boolean

/** What became of a change. `unguarded`: a file is not as one of its guards needs it. */
type Outcome = 'committed' | 'stale' | 'unguarded'

/** Reads and changes of the branch, those of one moment in one request. */
export interface Commits {
  read(paths: readonly string[]): Promise<Snapshot>
  /**
   * Files as they were at the newest head that this process has seen, without asking; undefined where one was not read
   * then. Others may have changed them since: a commit tells.
   */
  recent(paths: readonly string[]): Snapshot | undefined
  /** Whether several files are read in one request. */
  readsTogether(): boolean
  /**
   * Commits a change, or says that a file is not as it was expected, or not as a guard needs it, at the very commit that
   * the change would have been made on. Other files may have changed.
   */
  commit(change: Change): Promise<Outcome>
}

interface Waiting {
  readonly change: Change
  readonly settle: (outcome: Outcome) => void
  readonly fail: (reason: unknown) => void
}

/**
 * The one writer of this process to the branch. All packages share the branch, so changes that wait are committed
 * together, one commit at a time, each on top of the commit that was read; where the branch has moved meanwhile, the
 * files of the change are looked at again, and only if one of them is another the change is stale.
 */
export function branchCommits(requests: Requests, branch: Branch): Commits {
  const { tuning, log } = requests.options
  const reads = batchedReads(branch)
  const known = knownFiles()
  let waiting: Waiting[] = []
  let working = false

  const doing = `committing to the branch ${requests.options.branch} of ${requests.repository}`

  async function read(paths: readonly string[]): Promise<Snapshot> {
    try {
      const snapshot = await reads(paths)
      known.see(snapshot)
      return snapshot
    } catch (error) {
      const doing = `reading the branch ${requests.options.branch} of ${requests.repository}`
      throw requests.explained(error, { doing })
    }
  }

  /** Commits all that wait, until nothing does. */
  async function work(): Promise<void> {
    working = true
    await nextTurn()
    while (waiting.length > 0) {
      const batch = compatible(waiting)
      waiting = waiting.filter((each) => !batch.includes(each))
      try {
        await settle(batch)
      } catch (error) {
        const reason = requests.explained(error, { doing, needs: 'write' })
        for (const each of batch) each.fail(reason)
      }
    }
    working = false
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    const nonce = randomBytes(9).toString('base64url')
    // A commit without a clear answer may be carried out later than it was looked for.
    let isUnclear = false
    let open = batch
    const sayAll = (outcome: Outcome, of: readonly Waiting[]) => {
      for (const { settle: say } of of) say(outcome)
    }
    for (let attempt = 1; ; attempt += 1) {
      const wanted = open.flatMap(({ change }) => [
        ...change.expected.keys(),
        ...(change.guards?.keys() ?? [])
      ])
      const { head, files } = known.at(wanted) ?? (await read(wanted))
      const of = (path: string) => files.get(path) ?? NO_FILE
      const stale = open.filter(({ change }) => !isExpected(change, of))
      const unguarded = open.filter((each) => !stale.includes(each) && !isGuarded(each.change, of))
      const refused = [...stale, ...unguarded]
      if (isUnclear && refused.length > 0 && (await isInHistory(requests, nonce))) {
        sayAll('committed', open)
        return
      }
      for (const { change } of refused) log.debug(`${[...change.files.keys()].join(', ')}: changed by others`)
      sayAll('stale', stale)
      sayAll('unguarded', unguarded)
      open = open.filter((each) => !refused.includes(each))
      if (open.length === 0) return
      const changes = open.map(({ change }) => change)
      const outcome = await commitOnce(changes, head, nonce)
      if (outcome === 'made') {
        sayAll('committed', open)
        return
      }
      isUnclear ||= outcome === 'unclear'
      known.forget()
      if (attempt >= MOST_ATTEMPTS) throw busy(requests)
      await sleep(pauseAfter(attempt, tuning.commitDelay))
    }
  }

  /** One commit. `moved`: the branch points elsewhere. `unclear`: no answer came, and it is not to be seen yet. */
  async function commitOnce(
    changes: readonly Change[],
    head: string | undefined,
    nonce: string
  ): Promise<'made' | 'moved' | 'unclear'> {
    const files = new Map(changes.flatMap((change) => [...change.files]))
    const message = messageFor(changes, nonce)
    if (head === undefined) {
      const made = await createBranch(requests, new Map([...FIRST_FILES, ...files]), message)
      return made || (await isInHistory(requests, nonce)) ? 'made' : 'moved'
    }
    try {
      const made = await branch.commit({ head, files, message })
      if (made === undefined) return 'moved'
      known.moved(head, made, files)
      return 'made'
    } catch (error) {
      if (!means(error, 'unclear')) throw error
      log.debug(`${doing}: ${messageOf(error)}; looking whether it was made`)
      known.forget()
      await requests.backOff(1)
      return (await isInHistory(requests, nonce)) ? 'made' : 'unclear'
    }
  }

  return {
    read,
    recent: known.at,
    readsTogether: () => branch.readsTogether(),
    commit: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ change, settle: resolve, fail: reject })
        // What is asked for at the same moment is committed together.
        if (!working) void work()
      })
  }
}

const MOST_ATTEMPTS = 100

/** All packages share the branch: the more races were lost, the longer the pause, with full jitter above the least. */
function pauseAfter(attempt: number, least: number): number {
  return least + Math.random() * least * Math.min(8, 2 ** attempt)
}

/** What the branch begins with besides its first documents. */
const FIRST_FILES: ReadonlyMap<string, Uint8Array> = new Map([
  [
    'README.md',
    Buffer.from(
      '# The records of a package registry\n\nThis branch belongs to registry-action: it says which packages there are and which version is the latest. The files\nthemselves are assets of this repository’s releases. Change nothing here by hand; the history says who published what.\n'
    )
  ],
  // GitHub Pages would leave out what begins with a dot or an underscore.
  ['.nojekyll', Buffer.alloc(0)]
])

/** The changes that can be made in one commit: no two of them touch one file. */
function compatible(waiting: readonly Waiting[]): Waiting[] {
  const touched = new Set<string>()
  return waiting.filter(({ change }) => {
    const paths = new Set([...change.files.keys(), ...change.expected.keys()])
    const free = [...paths].every((path) => !touched.has(path))
    if (free) for (const path of paths) touched.add(path)
    return free
  })
}

function isExpected({ expected }: Change, of: (path: string) => BranchFile): boolean {
  return [...expected].every(([path, revision]) => of(path).revision === revision)
}

function isGuarded({ guards = new Map() }: Change, of: (path: string) => BranchFile): boolean {
  return [...guards].every(([path, isMet]) => isMet(of(path)))
}

function messageFor(changes: readonly Change[], nonce: string): { headline: string; body: string } {
  const messages = [...new Set(changes.map(({ message }) => message))]
  const [first = 'Change the registry', ...others] = messages
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  const list = others.length === 0 ? [] : [...messages.map((each) => `- ${each}`), '']
  return { headline: `${first}${more}`, body: [...list, `Registry-Commit: ${nonce}`].join('\n') }
}

/** Whether one of the last commits is this one: the answer to it was lost. */
async function isInHistory(requests: Requests, nonce: string): Promise<boolean> {
  const { branch } = requests.options
  const found = await requests.ask(
    {
      doing: `reading the history of the branch ${branch}`,
      at: `/commits?sha=${encodeURIComponent(`refs/heads/${branch}`)}&per_page=100`
    },
    v.array(v.object({ commit: v.object({ message: v.string() }) }))
  )
  return found.some(({ commit }) => commit.message.includes(`Registry-Commit: ${nonce}`))
}

/** The files that were seen at the newest head that is known. */
function knownFiles() {
  let head: string | undefined
  let known = new Map<string, BranchFile>()
  return {
    see: ({ head: seen, files }: Snapshot) => {
      if (seen !== head) known = new Map()
      head = seen
      for (const [path, file] of files) known.set(path, file)
    },
    /** A commit on top of a head changes these files and no others. */
    moved: (from: string, to: string, files: ReadonlyMap<string, Uint8Array>) => {
      if (from !== head) known = new Map()
      head = to
      for (const [path, bytes] of files)
        known.set(path, { revision: blobId(bytes), body: Buffer.from(bytes) })
    },
    forget: () => {
      head = undefined
      known = new Map()
    },
    at: (paths: readonly string[]): Snapshot | undefined => {
      const files = new Map(
        paths.flatMap((path) => {
          const file = known.get(path)
          return file === undefined ? [] : [[path, file] as const]
        })
      )
      return head === undefined || files.size < new Set(paths).size ? undefined : { head, files }
    }
  }
}

/** Reads that are asked for in one turn go out as one. */
function batchedReads(branch: Branch): (paths: readonly string[]) => Promise<Snapshot> {
  let next: { paths: Set<string>; result: Promise<Snapshot> } | undefined
  const begin = () => {
    const paths = new Set<string>()
    const result = nextTurn().then(() => {
      next = undefined
      return readAll(branch, [...paths])
    })
    return { paths, result }
  }
  return async (paths) => {
    next ??= begin()
    const { paths: asked, result } = next
    for (const path of paths) asked.add(path)
    const { head, files } = await result
    return { head, files: new Map(paths.map((path) => [path, files.get(path) ?? NO_FILE])) }
  }
}

/** Reads files a few at a time, all at the same commit, however often the branch moves meanwhile. */
async function readAll(branch: Branch, paths: readonly string[]): Promise<Snapshot> {
  const { head, files: first } = await branch.read(paths.slice(0, FILES_AT_ONCE))
  const files = new Map<string, BranchFile>(first)
  // A branch that is made at this moment was not there.
  for (let start = FILES_AT_ONCE; head !== undefined && start < paths.length; start += FILES_AT_ONCE) {
    const more = await branch.read(paths.slice(start, start + FILES_AT_ONCE), head)
    for (const [path, file] of more.files) files.set(path, file)
  }
  return { head, files }
}

const FILES_AT_ONCE = 50

function busy({ options, repository }: Requests): RegistryError {
  return new RegistryError(
    'unavailable',
    `the branch ${options.branch} of ${repository} was changed by others ${MOST_ATTEMPTS} times while this step tried to change it`,
    {
      hint: 'Nothing is lost: run the step again. If it goes on, look for a job that commits to the branch in a loop.'
    }
  )
}
