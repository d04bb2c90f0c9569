import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import pMap from 'p-map'
import { isRegistryError, type RegistryError } from '../errors.ts'
import type { Problem } from '../format.ts'
import type { Store } from '../stores/store.ts'
import { download } from '../transfer/download.ts'
import { readDistribution } from './distributions/read.ts'
import { publish, type PublishOptions } from './publish.ts'
import { uploadOf } from './upload.ts'

/**
 * Takes in distributions that lie outside of every project, as somebody copied them there, or in another folder than the
 * rest of theirs: each is published as if it had been pushed, and left where it was. What is in the index already with the
 * same bytes is not told again.
 */
export async function adopt(
  store: Store,
  strays: readonly string[],
  { baseUrl, now }: Pick<PublishOptions, 'baseUrl' | 'now'>
): Promise<{ changed: string[]; problems: Problem[] }> {
  const changed: string[] = []
  const problems: Problem[] = []
  const folder = await mkdtemp(join(tmpdir(), 'registry-adopt-'))
  const adoptOne = async (path: string) => {
    const file = join(folder, path)
    try {
      await mkdir(dirname(file), { recursive: true })
      const key = { package: path, version: '', path, filename: basename(path) }
      const progress = () => ({ advance: () => undefined, done: () => undefined })
      if ((await download({ store, key, file, target: file, expected: undefined, progress })) === undefined)
        return
      const upload = uploadOf(await readDistribution(file, []))
      const { files, failures } = await publish(
        store,
        [upload],
        { ifExists: 'same', baseUrl, now },
        () => undefined
      )
      changed.push(
        ...files
          .filter(({ outcome }) => outcome === 'created')
          .map(({ project }) => `${project}: took in ${path}`)
      )
      problems.push(...failures.map(({ error }) => problemOf(path, error)))
    } catch (error) {
      if (!isRegistryError(error)) throw error
      problems.push(problemOf(path, error))
    } finally {
      await rm(file, { force: true })
    }
  }
  try {
    await pMap(strays, adoptOne, { concurrency: 4 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return { changed: changed.sort(), problems }
}

function problemOf(path: string, { message, hint }: RegistryError): Problem {
  return { package: path, version: undefined, what: `can't be taken in: ${message}`, fix: hint }
}
