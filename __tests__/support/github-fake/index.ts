import { createFaults } from '../fault-rules.ts'
import { control } from './control.ts'
import { exchange, type ExchangeContext } from './exchange.ts'
import { handleOf } from './handle.ts'
import { createLog } from './log.ts'
import { createRates } from './rate.ts'
import { startHosts } from './servers.ts'
import { createState, type Settings, type State } from './state.ts'
import type {
  FakeToken,
  FaultEffect,
  GithubFake,
  GithubFakeOptions,
  Limits,
  RecordedRequest,
  RepositoryOptions,
  Write
} from './types.ts'
import type { RepositoryHandle } from './views.ts'

export { bodyOf, bytesOf, zeroBody } from '../s3-fake/body.ts'
export { roundTrips } from '../s3-fake/log.ts'
export { storedName } from './assets.ts'
export type * from './types.ts'
export type * from './views.ts'

const defaultToken: FakeToken = { token: 'ghs_fake' }

// Tests ask faster than any workflow, so the limits by the minute are there when a test wants them.
const defaultLimits: Limits = {
  rate: 5000,
  anonymousRate: 60,
  points: Infinity,
  creationsPerMinute: Infinity,
  creationsPerHour: Infinity,
  retryAfter: 60,
  limitedStatus: 403,
  pageSize: 100,
  listedReleases: 1000,
  assetsPerRelease: 1000,
  embeddedAssets: Infinity,
  assetSize: 2 ** 31,
  contentsInJson: 2 ** 20,
  contentsRaw: 100 * 2 ** 20,
  directoryEntries: 1000,
  signedFor: 5 * 60_000
}

/** Starts a strict GitHub in this process. It serves other processes too, until `close()`. */
export async function startGithubFake(options: GithubFakeOptions = {}): Promise<GithubFake> {
  const state = createState(settingsOf(options))
  const failures: unknown[] = []
  const callbacks = new Set<(write: Write) => void>()
  const context: ExchangeContext = {
    state,
    log: createLog(),
    rates: createRates(state),
    faults: createFaults<RecordedRequest, FaultEffect>({ kind: 'reset' }),
    failed: (error) => failures.push(error),
    wrote: (write) => {
      for (const callback of callbacks) tell(callback, write, failures)
    }
  }
  const nameOf = (id: number): string | undefined =>
    [...state.repositories.values()].find((each) => each.id === id)?.name
  const { urls, close } = await startHosts({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    enterprise: state.settings.enterprise,
    control: (message, response) => control(fake, message, response),
    answer: (incoming) => exchange(context, { ...incoming, nameOf })
  })
  state.urls = urls
  const create = creator(state)
  for (const [name, each] of Object.entries(options.repositories ?? { 'owner/repo': {} })) create(name, each)
  const fake: GithubFake = {
    apiUrl: urls.api,
    graphqlUrl: urls.graphql,
    serverUrl: urls.web,
    uploadsUrl: urls.uploads,
    storageUrl: urls.storage,
    token: (state.settings.tokens[0] ?? defaultToken).token,
    failures,
    ...steering(context),
    ...settingsFor(context),
    createRepository: create,
    repository: (name) => {
      const found = name === undefined ? [...state.repositories.values()][0] : state.find(name)
      if (found === undefined) throw new Error(`the fake has no repository ${name ?? ''}`)
      return handleOf(state, found)
    },
    onWrite(callback) {
      callbacks.add(callback)
      return () => callbacks.delete(callback)
    },
    async close() {
      await close()
      const thrown = failures.splice(0)
      if (thrown.length > 0) throw thrown[0]
    }
  }
  return fake
}

type Steering = Pick<
  GithubFake,
  'requests' | 'count' | 'find' | 'clear' | 'faults' | 'clearFaults' | 'advance'
>

function steering({ log, faults, state }: ExchangeContext): Steering {
  return {
    requests: log.requests,
    find: log.find,
    count: (filter) => log.find(filter).length,
    clear: log.clear,
    faults(...rules) {
      faults.add(rules)
    },
    clearFaults: faults.clear,
    advance: state.advance
  }
}

type Setting = Pick<
  GithubFake,
  | 'setTokens'
  | 'setLimits'
  | 'setHiddenLookups'
  | 'setDigests'
  | 'setRanges'
  | 'setArchiveLevel'
  | 'rateRemaining'
  | 'setRateRemaining'
>

function settingsFor({ rates, state: { settings } }: ExchangeContext): Setting {
  const first = (): string | undefined => settings.tokens[0]?.token
  return {
    setTokens(...tokens) {
      settings.tokens = tokens
    },
    setLimits(limits) {
      settings.limits = { ...settings.limits, ...limits }
    },
    setHiddenLookups(lookups) {
      settings.hiddenLookups = lookups
    },
    setDigests(digests) {
      settings.digests = digests
    },
    setRanges(ranges) {
      settings.ranges = ranges
    },
    setArchiveLevel(level) {
      settings.archiveLevel = level
    },
    rateRemaining: (token = first()) => rates.remaining(token),
    setRateRemaining(remaining, token = first()) {
      rates.setRemaining(token, remaining)
    }
  }
}

function creator(state: State): (name: string, options?: RepositoryOptions) => RepositoryHandle {
  return (name, options = {}) => {
    const repository = state.create(name, options)
    const handle = handleOf(state, repository)
    const { files = { 'README.md': '# A repository\n' } } = options
    if (files !== null) handle.commit(repository.defaultBranch, files, 'Initial commit')
    return handle
  }
}

function settingsOf(options: GithubFakeOptions): Settings {
  return {
    enterprise: options.enterprise ?? false,
    directDownloads: options.directDownloads ?? false,
    expiredStatus: options.expiredStatus ?? 618,
    graphql: options.graphql ?? true,
    validate: options.validate ?? true,
    tokens: options.tokens ?? [defaultToken],
    limits: { ...defaultLimits, ...options.limits },
    hiddenLookups: options.hiddenLookups ?? 0,
    digests: options.digests ?? true,
    ranges: options.ranges ?? true,
    archiveLevel: options.archiveLevel ?? 6,
    archivePadding: options.archivePadding ?? 0
  }
}

function tell(callback: (write: Write) => void, write: Write, failures: unknown[]): void {
  try {
    callback(write)
  } catch (error) {
    failures.push(error)
  }
}
