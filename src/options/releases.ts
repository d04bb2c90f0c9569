import { archiveProblem, archivesIn, globProblem } from '../releases/assets.ts'
import { releaseRequest, type ReleaseRequest } from '../releases/resolve.ts'
import type { CommandSurroundings } from './common.ts'
import { isRefName } from './github.ts'
import { quoted, type Reader } from './problems.ts'

/** Reads which assets of which release are asked for; undefined where no release is named. */
export function readReleaseRequest(
  reader: Reader,
  { repository = 'owner/repo' }: CommandSurroundings
): ReleaseRequest | undefined {
  const release = reader.text('release')
  const assets = reader.lines('assets')
  const archives = reader.lines('source-archives')
  if (release === undefined) {
    for (const [name, given] of [
      ['assets', assets],
      ['source-archives', archives]
    ] as const)
      if (given.length > 0)
        reader.wrong(name, 'is given, but no release is named', 'Name it: `release: latest`, or its tag.')
    return undefined
  }
  if (reader.lines('packages').length > 0) {
    const hint = 'Pull packages and assets of a release in two steps.'
    reader.wrong('packages', 'is given together with a release', hint)
  }
  for (const glob of assets) {
    const problem = globProblem(glob)
    if (problem !== undefined)
      reader.wrong(
        'assets',
        `has ${quoted(glob)}, which ${problem}`,
        'Write names as the release shows them: `*.zip`.'
      )
  }
  for (const archive of archives) {
    const problem = archiveProblem(archive)
    if (problem !== undefined)
      reader.wrong('source-archives', `has ${quoted(archive)}, which ${problem}`, 'Write `zip` or `tar.gz`.')
  }
  const tag = release.replace(/^refs\/tags\//, '')
  if (!isRefName(tag))
    reader.wrong(
      'release',
      `is ${quoted(release)}, which can't be the name of a tag`,
      'Give the tag of a release, or `latest`.'
    )
  return releaseRequest(
    repository,
    release === 'latest' ? { kind: 'latest', prereleases: reader.flag('prerelease') } : { kind: 'tag', tag },
    { assets, archives: archivesIn(archives) }
  )
}
