import pMap from 'p-map'
import { digestOf } from '../transfer/stream.ts'
import { isRegistryError } from '../errors.ts'
import { NOT_THERE, type Inspection, type PackageSummary, type Problem, type Repair } from '../format.ts'
import { abortUnfinished, unfinished } from '../leftovers.ts'
import type { Artifact, ArtifactKey, Evidence, Store } from '../stores/store.ts'
import { update } from '../stores/update.ts'
import { artifactKey, localNameProblem, parsePath, recordPath } from './names.ts'
import { changeRecord, type TychoRecord } from './record.ts'
import { packagesOf, readRecord, type Listed } from './registry.ts'
import { endRemovals } from './remove.ts'
import { newestFirst } from './versions.ts'

/** All packages of a store, or those named: one listing, and one request a record. */
export async function summarize(store: Store, names: readonly string[]): Promise<PackageSummary[]> {
  const listed = await packagesOf(store, names)
  return pMap(listed, async (entry) => summary(entry, await recordIn(store, entry)), {
    concurrency: CONCURRENCY
  })
}

function summary(
  { package: name, versions: sizes }: Listed,
  record: TychoRecord | undefined | { problem: string }
): PackageSummary {
  const broken = record !== undefined && 'problem' in record
  const known = broken ? undefined : record
  const versions = newestFirst(sizes.keys()).filter((version) => known?.removed.includes(version) !== true)
  return {
    package: name,
    localname: known?.localname,
    latest: known?.latest ?? null,
    versions,
    yanked: {},
    size: versions.reduce((sum, version) => sum + (sizes.get(version) ?? 0), 0),
    problem: broken ? record.problem : undefined
  }
}

/** The record of a listed package; a record that can't be read is a finding, not a failure. */
async function recordIn(store: Store, entry: Listed): Promise<TychoRecord | undefined | { problem: string }> {
  if (!entry.hasRecord) return undefined
  try {
    return await readRecord(store, entry.package)
  } catch (error) {
    if (isRegistryError(error, 'corrupt')) return { problem: error.message }
    throw error
  }
}

/** Looks for what is missing or wrong; `deep` reads every artifact and compares its digest. */
export async function inspect(
  store: Store,
  options: { packages: readonly string[]; deep: boolean },
  now = new Date()
): Promise<Inspection> {
  const listed = await packagesOf(store, options.packages)
  const found = await pMap(
    listed,
    async (entry) => {
      const record = await recordIn(store, entry)
      const shallow = problemsOf(entry, record)
      return options.deep ? [...shallow, ...(await damaged(store, entry))] : shallow
    },
    { concurrency: options.deep ? READS : CONCURRENCY }
  )
  const missing = options.packages.filter((name) => !listed.some((entry) => entry.package === name))
  const absent = missing.map((name) => problem(name, undefined, NOT_THERE, 'Check the name.'))
  const old = await unfinished(store, { packages: options.packages, now, parse: parsePath })
  return {
    packages: listed.length,
    versions: listed.reduce((sum, { versions }) => sum + versions.size, 0),
    problems: [...absent, ...found.flat(), ...old]
  }
}

function problemsOf(entry: Listed, record: TychoRecord | undefined | { problem: string }): Problem[] {
  const name = entry.package
  if (record === undefined) {
    return [
      problem(
        name,
        undefined,
        'has versions but no tycho.json',
        'Make it: `mode: reindex` does where it can, else `mode: init`.'
      )
    ]
  }
  if ('problem' in record)
    return [problem(name, undefined, `has a broken record: ${record.problem}`, 'Put the file right by hand.')]
  const problems: Problem[] = []
  const unsafe = localNameProblem(record.localname, 'linux')
  if (unsafe !== undefined) {
    problems.push(
      problem(
        name,
        undefined,
        `has the localname ${JSON.stringify(record.localname)}, which ${unsafe}`,
        'Put tycho.json right by hand: pulls are refused.'
      )
    )
  }
  if (record.latest !== null && !entry.versions.has(record.latest)) {
    problems.push(
      problem(
        name,
        record.latest,
        'is the latest, but is not there',
        'Promote another version (`mode: promote`), or push it again.'
      )
    )
  }
  for (const version of record.removed) {
    if (entry.versions.has(version))
      problems.push(
        problem(
          name,
          version,
          'was removed, but its artifact is still there',
          'End the removal (`mode: reindex`).'
        )
      )
  }
  return problems
}

async function damaged(store: Store, entry: Listed): Promise<Problem[]> {
  const found = await pMap(
    newestFirst(entry.versions.keys()),
    async (version): Promise<Problem[]> => {
      try {
        if (await isSound(store, artifactKey(entry.package, version, entry.package))) return []
      } catch (error) {
        if (!isRegistryError(error, 'corrupt')) throw error
        return [problem(entry.package, version, `can't be read: ${error.message}`, error.hint)]
      }
      return [
        problem(
          entry.package,
          version,
          'has other bytes than were pushed',
          'Remove it (`mode: remove`) and push another version.'
        )
      ]
    },
    { concurrency: 2 }
  )
  return found.flat()
}

/** False where the bytes of an artifact are others than the digest that is known of it says. */
async function isSound(store: Store, key: ArtifactKey): Promise<boolean> {
  const opened = await store.artifacts.open(key)
  if (opened === undefined) return true
  const known = await knownOf(store, key, opened.artifact)
  if (known !== undefined) return (await digestOf(opened.body, known.algorithm)) === known.value
  opened.body.destroy()
  return true
}

/** The digest that was stored with an artifact; of another tool's what the store knows. */
async function knownOf(store: Store, key: ArtifactKey, artifact: Artifact): Promise<Evidence | undefined> {
  const { sha256, revision } = artifact
  if (sha256 === undefined) return store.artifacts.evidence(key, revision)
  return { algorithm: { name: 'sha256' }, value: sha256 }
}

/** Repairs what is unambiguous: records that are missing, removals and uploads that were broken off. The rest is reported. */
export async function repair(store: Store, names: readonly string[], now: Date): Promise<Repair> {
  const listed = await packagesOf(store, names)
  const repaired = await pMap(listed, (entry) => repairPackage(store, entry), { concurrency: CONCURRENCY })
  const aborted = await abortUnfinished(store, { packages: names, now, parse: parsePath })
  const after = await inspect(store, { packages: names, deep: false }, now)
  return { ...after, changed: [...repaired.flat(), ...aborted] }
}

async function repairPackage(store: Store, entry: Listed): Promise<string[]> {
  const name = entry.package
  const record = await recordIn(store, entry)
  if (record !== undefined && 'problem' in record) return []
  if (record === undefined) {
    const localname = await nameOfNewest(store, entry)
    if (localname === undefined) return []
    const next = (current: Uint8Array | undefined) =>
      Promise.resolve(
        current === undefined ? changeRecord(undefined, { localname, latest: null }) : undefined
      )
    const { changed } = await update(store.documents, recordPath(name), next, {
      message: () => `reindex ${name}`
    })
    return changed ? [`${name}: made its tycho.json, with the file name ${localname}`] : []
  }
  const begun = record.removed.filter((each) => entry.versions.has(each))
  if (begun.length === 0) return []
  return (await endRemovals(store, name, begun)).map((version) => `${name} ${version}: ended its removal`)
}

/** The name that the newest version's file had when it was pushed, where the store knows it. */
async function nameOfNewest(store: Store, entry: Listed): Promise<string | undefined> {
  for (const version of newestFirst(entry.versions.keys())) {
    const filename = (await store.artifacts.find(artifactKey(entry.package, version, entry.package)))
      ?.filename
    if (filename !== undefined && localNameProblem(filename, 'linux') === undefined) return filename
  }
  return undefined
}

function problem(name: string, version: string | undefined, what: string, fix: string): Problem {
  return { package: name, version, what, fix }
}

/** Packages that are looked at together: what is asked of a store at the same moment may be one request. */
const CONCURRENCY = 64
/** Packages of which files are read at the same time. */
const READS = 16
