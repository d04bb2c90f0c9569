/**
 * The parts that make no request, in this process: pages of a project with 10,000 files, METADATA from memory.
 * npm run bench:python-parts -- [runs=9]
 */
import { parseMetadata } from '../src/python/distributions/metadata.ts'
import { newEntry } from '../src/python/entries.ts'
import { renderProject } from '../src/python/pages/project.ts'
import { changeEntry, parseRecord, serializeRecord, type ProjectRecord } from '../src/python/record.ts'
import { changedPages } from '../src/stores/pages.ts'
import { metadataOf } from '../__tests__/support/python-distributions.ts'
import { machine, median } from './measure.ts'
import { head, row } from './python-tools.ts'

const runs = Number(process.argv[2] ?? 9)
const FILES = 10_000
const WHEELS = 5_000

/** A wheel a version, or ten. */
function recordOf(perVersion: number) {
  const entries = Array.from({ length: FILES }, (_, index) => {
    const version = `1.${Math.floor(index / perVersion)}`
    const filename = `narf-${version}-${(index % perVersion) + 1}-py3-none-any.whl`
    const metadata = parseMetadata(
      Buffer.from(
        metadataOf('narf', version, ['Summary: narf', 'Requires-Python: >=3.9', 'Requires-Dist: idna>=2'])
      ),
      filename
    )
    const digests = { sha256: index.toString(16).padStart(64, '0') }
    return newEntry(
      {
        ...{ filename, kind: 'wheel', pythonVersion: 'py3', size: 10_000, digests, metadata },
        ...{ coreMetadata: digests.sha256, hasSignature: false, hasProvenance: false }
      },
      {
        revision: '"0"',
        uploadTime: '2026-01-01T00:00:00.000Z',
        serial: 1 + index,
        baseUrl: undefined,
        url: undefined
      }
    )
  })
  return { entries, serial: FILES, hasRemovals: false }
}

const render = (record: ProjectRecord) => renderProject({ name: 'narf', folder: 'narf', record, emptied: [] })

console.log(`Median of ${runs} runs (smallest to largest); ${machine()}\n`)
console.log(head('', 'CPU ms', 'what came of it'))
for (const perVersion of [10, 1]) {
  const record = recordOf(perVersion)
  let pages: readonly { body: Uint8Array }[] = []
  let bytes = 0
  const took = timed(() => {
    pages = render(record)
    bytes = pages.reduce((sum, { body }) => sum + body.length, 0)
  })
  console.log(
    row(
      `render ${FILES} files of ${FILES / perVersion} versions`,
      took,
      `${pages.length} pages, ${(bytes / 1024 ** 2).toFixed(1)} MiB`
    )
  )
  const serial = FILES + 1
  const one = { version: '2.0', filename: 'narf-2.0-py3-none-any.whl', serial }
  const entries = record.entries.flatMap((entry, index) =>
    index === 0 ? [entry, changeEntry(entry, one)] : [entry]
  )
  const next = { ...record, entries, serial }
  let changed: readonly unknown[] = []
  const pushed = timed(() => {
    changed = changedPages(render(record), render(next))
  })
  console.log(
    row('the pages that a push of one more changes', pushed, `${changed.length} pages, in both states`)
  )
  const text = serializeRecord(record)
  console.log(
    row(
      'parse their record',
      timed(() => parseRecord(text, 'manifest.json')),
      `${(text.length / 1024 ** 2).toFixed(1)} MiB`
    )
  )
}
const metadata = Buffer.from(
  metadataOf(
    'narf',
    '1.0',
    [
      'Summary: narf',
      'Requires-Python: >=3.9',
      ...Array.from({ length: 10 }, (_, index) => `Classifier: Programming Language :: Python :: 3.${index}`),
      ...Array.from({ length: 10 }, (_, index) => `Requires-Dist: package-${index}>=2; extra == 'more'`)
    ],
    'A line of the description.\n'.repeat(200)
  )
)
const took = timed(() => {
  for (let index = 0; index < WHEELS; index += 1) parseMetadata(metadata, 'narf')
})
const cpu = Number(/^[\d.]+/.exec(took)?.[0])
console.log(
  row(
    `parse METADATA of ${metadata.length} bytes, ${WHEELS} times`,
    took,
    `${Math.round((WHEELS / cpu) * 1000)} a second`
  )
)

/** Milliseconds of processor time, which a crowded machine does not stretch as it does the wall's. */
function timed(act: () => void): string {
  const figures: number[] = []
  for (let run = 0; run <= runs; run += 1) {
    const before = process.cpuUsage()
    act()
    const { user, system } = process.cpuUsage(before)
    // The first run compiles.
    if (run > 0) figures.push((user + system) / 1000)
  }
  return `${median(figures).toFixed(0)} (${Math.min(...figures).toFixed(0)}–${Math.max(...figures).toFixed(0)})`
}
