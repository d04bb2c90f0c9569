/** Steps on a small Python index that a test breaks off, and what they begin with. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256 } from '../../src/digest.ts'
import { attestationOf, SIGNATURE } from './attestations.ts'
import { metadataOf, sdistOf, wheelOf } from './python-distributions.ts'
import { wheelSaying } from './python-index.ts'
import type { Tolerance } from './python-state.ts'

/** An index that a scenario prepares: as its users change it, and as somebody else does. */
export interface Ground {
  /** Runs a command to its end. Throws where it fails. */
  readonly run: (...args: string[]) => Promise<void>
  readonly put: (path: string, content: Uint8Array | string) => void
  readonly drop: (path: string) => void
  /** All paths. */
  readonly paths: () => string[]
}

/** A step, and what it begins with. */
export interface Scenario {
  readonly name: string
  readonly args: readonly string[]
  readonly prepare?: (ground: Ground) => Promise<void>
  /** Files that somebody changed by hand, so that records and pages say other things of them before the step ends. */
  readonly changed?: readonly string[]
  /** In what the end may differ where the step was begun twice. */
  readonly tolerance?: Tolerance
}

/** Writes the distributions that the scenarios push below a folder. */
export function writeDistributions(folder: string): void {
  const described = metadataOf('narf', '2.0', [], 'What narf is.\n')
  const zort = wheelOf({ name: 'zort', version: '1.0' })
  const attested = { filename: 'zort-1.0-py3-none-any.whl', sha256: sha256(zort) }
  const files: Record<string, Uint8Array | string> = {
    'one/narf-1.0-py3-none-any.whl': wheelOf({ version: '1.0' }),
    'one/narf-1.0.tar.gz': sdistOf({ version: '1.0' }),
    'two/narf-2.0-py3-none-any.whl': wheelOf({ version: '2.0', metadata: described }),
    'three/narf-3.0-py3-none-any.whl': wheelOf({ version: '3.0' }),
    'other/narf-1.0-py3-none-any.whl': wheelSaying('narf', '1.0', 'other bytes'),
    'beside/narf-4.0.tar.gz': sdistOf({ version: '4.0' }),
    'beside/narf-4.0.tar.gz.asc': SIGNATURE,
    'beside/zort-1.0-py3-none-any.whl': zort,
    'beside/zort-1.0-py3-none-any.whl.asc': SIGNATURE,
    'beside/zort-1.0-py3-none-any.whl.publish.attestation': attestationOf(attested)
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}

const ONE = ['one/narf-1.0-py3-none-any.whl', 'one/narf-1.0.tar.gz']
const TWO = 'two/narf-2.0-py3-none-any.whl'
const THREE = 'three/narf-3.0-py3-none-any.whl'
const python = (...args: string[]) => [...args, '--registry', 'python']

/** Every command that writes. */
export const scenarios: readonly Scenario[] = [
  { name: 'push of a new project', args: ['upload', ...ONE] },
  {
    name: 'push of a new version',
    args: ['upload', TWO],
    prepare: ({ run }) => run('upload', ...ONE)
  },
  {
    name: 'push of several files with what lies beside them',
    args: [
      ...[
        'upload',
        'beside/narf-4.0.tar.gz',
        'beside/narf-4.0.tar.gz.asc',
        'beside/zort-1.0-py3-none-any.whl'
      ],
      ...['.asc', '.publish.attestation'].map((end) => `beside/zort-1.0-py3-none-any.whl${end}`)
    ],
    prepare: ({ run }) => run('upload', ...ONE)
  },
  {
    name: 'push of files that were deleted by hand',
    args: ['upload', ...ONE],
    prepare: async ({ run, drop }) => {
      await run('upload', ...ONE, TWO)
      for (const name of ['.whl', '.whl.metadata']) drop(`narf/narf-1.0-py3-none-any${name}`)
      drop('narf/narf-1.0.tar.gz')
    },
    changed: ['narf-1.0-py3-none-any.whl', 'narf-1.0.tar.gz'],
    // A push that was killed has left the files, which are as the record says then.
    tolerance: { serials: true }
  },
  {
    name: 'push over other bytes',
    args: ['upload', 'other/narf-1.0-py3-none-any.whl', '--if-exists', 'overwrite'],
    prepare: ({ run }) => run('upload', ...ONE, TWO),
    tolerance: { serials: true }
  },
  {
    name: 'yank',
    args: ['yank', 'narf==2.0', '--reason', 'broken'],
    prepare: ({ run }) => run('upload', ...ONE, TWO)
  },
  {
    name: 'undoing a yank',
    args: ['yank', 'narf==2.0', '--undo'],
    prepare: async ({ run }) => {
      await run('upload', ...ONE, TWO)
      await run('yank', 'narf==2.0', '--reason', 'broken')
    }
  },
  {
    name: 'removal of a version',
    args: python('remove', 'narf', '1.0'),
    prepare: ({ run }) => run('upload', ...ONE, TWO),
    tolerance: { serials: true }
  },
  {
    name: 'removal of all but the newest',
    args: python('remove', 'narf', '--keep', '1'),
    prepare: ({ run }) => run('upload', ...ONE, TWO, THREE),
    tolerance: { serials: true }
  },
  {
    name: 'removal of the last version',
    args: python('remove', 'narf', '1.0'),
    prepare: ({ run }) => run('upload', ...ONE),
    tolerance: { serials: true }
  },
  {
    name: 'reindex where the records and pages are lost',
    args: python('reindex'),
    prepare: async ({ run, paths, drop }) => {
      await run('upload', ...ONE, TWO)
      for (const path of paths()) if (!/\.(?:whl|gz)$/.test(path)) drop(path)
    }
  },
  {
    name: 'reindex where files were changed, added and deleted by hand',
    args: python('reindex'),
    prepare: async ({ run, put, drop }) => {
      await run('upload', ...ONE, TWO, THREE)
      put('narf/narf-1.0-py3-none-any.whl', wheelSaying('narf', '1.0', 'other bytes, and more of them'))
      put('narf/narf-5.0-py3-none-any.whl', wheelOf({ version: '5.0' }))
      put('zort-2.0-py3-none-any.whl', wheelOf({ name: 'zort', version: '2.0' }))
      drop('narf/narf-1.0.tar.gz')
      drop('narf/narf-3.0-py3-none-any.whl')
    },
    changed: ['narf-1.0-py3-none-any.whl', 'narf-1.0.tar.gz', 'narf-3.0-py3-none-any.whl']
  }
]
