/** Reports of every mode, of which a test changes what it is about. */
import type {
  CheckReport,
  InitReport,
  ListReport,
  PromoteReport,
  PulledPackage,
  PullReport,
  PushReport,
  ReindexReport,
  RemoveReport,
  UploadReport,
  UploadedFile,
  YankReport
} from '../../src/commands/report.ts'
import { RegistryError } from '../../src/errors.ts'
import type { PackageSummary, Problem } from '../../src/format.ts'

/** What something with a digest has. */
export const DIGEST = 'ab'.repeat(32)

export const push: PushReport = {
  ...{ mode: 'push', package: 'narf', version: '1.0', sha256: DIGEST, size: 1536 },
  ...{
    url: 's3://bucket/narf/tycho_1.0.pkg',
    created: true,
    held: false,
    released: [],
    latest: '1.0',
    previous: '0.9',
    milliseconds: 1200
  }
}

export const uploadedFile: UploadedFile = {
  ...{ project: 'narf', filename: 'narf-1.0.tar.gz', version: '1.0', sha256: DIGEST, size: 1536 },
  outcome: 'created'
}

export const upload: UploadReport = {
  ...{ mode: 'upload', files: [uploadedFile], indexUrl: 'https://narf.example/simple/', failures: [] },
  milliseconds: 1200
}

export const yank: YankReport = {
  ...{ mode: 'yank', undo: false, yanked: [{ project: 'narf', version: '1.0', changed: 2 }], failures: [] }
}

export const pulled: PulledPackage = {
  ...{ package: 'narf', version: '1.0', path: 'out/narf.bin', sha256: DIGEST, size: 1536 },
  ...{ source: 'store', executable: false, verified: 'sha256', milliseconds: 1200 }
}

export const pull: PullReport = {
  ...{ mode: 'pull', folder: 'out', pulled: [pulled], nothing: [], lockfileWritten: false, failures: [] }
}

export const promote: PromoteReport = { mode: 'promote', package: 'narf', latest: '1.0', previous: '0.9' }

export const init: InitReport = { mode: 'init', package: 'narf', created: true }

export const summary: PackageSummary = {
  ...{ package: 'narf', localname: 'narf.bin', latest: '1.0', versions: ['1.0', '0.9'], size: 1536 },
  ...{ yanked: {}, problem: undefined }
}

export const list: ListReport = { mode: 'list', registry: 'tycho', store: 's3://bucket', packages: [summary] }

export const problem: Problem = {
  ...{ package: 'narf', version: '1.0', what: 'is the latest, but is not there', fix: 'Promote another.' }
}

export const check: CheckReport = {
  mode: 'check',
  registry: 'tycho',
  packages: 1,
  versions: 2,
  problems: [problem]
}

export const reindex: ReindexReport = {
  ...{
    mode: 'reindex',
    registry: 'tycho',
    packages: 1,
    versions: 2,
    changed: ['narf: made its tycho.json'],
    problems: [],
    failures: []
  }
}

export const remove: RemoveReport = {
  ...{ mode: 'remove', removed: [{ package: 'narf', versions: ['0.9', '0.8'] }], failures: [] }
}

/** An expected failure of something. */
export function failure(what: string, message = `there is no package ${what}`) {
  return { what, error: new RegistryError('not-found', message, { hint: 'Check the name.' }) }
}
