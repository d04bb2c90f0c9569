/** Pages of an index as `pypi-simple` reads them. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { testbed } from './testbed.ts'

const text = v.nullable(v.string())
const digests = v.record(v.string(), v.string())
const ANSWERS = v.array(
  v.object({
    version: text,
    serial: text,
    projects: v.optional(v.array(v.string())),
    versions: v.optional(v.nullable(v.array(v.string()))),
    files: v.optional(
      v.array(
        v.object({
          filename: v.string(),
          url: v.string(),
          digests,
          requires_python: text,
          yanked: text,
          metadata: v.nullable(digests),
          has_metadata: v.boolean(),
          has_sig: v.nullable(v.boolean()),
          provenance: text,
          size: v.nullable(v.number()),
          upload_time: text
        })
      )
    )
  })
)

/** The page of a project or of the root, in one of two forms. */
export type PageKind = 'project-html' | 'project-json' | 'root-html' | 'root-json'

/** A page, and where it lies. */
export interface PageText {
  readonly kind: PageKind
  readonly project: string
  readonly text: string
  readonly url: string
}

/** What the library finds in pages. */
export function askPypiSimple(cases: readonly PageText[]): v.InferOutput<typeof ANSWERS> {
  const script = fileURLToPath(new URL('pypi-simple.py', import.meta.url))
  const { stdout, stderr } = spawnSync(testbed('pypi-simple') ?? '', ['-X', 'utf8', script], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1024 ** 3
  })
  if (stdout === '') throw new Error(stderr)
  return v.parse(ANSWERS, JSON.parse(stdout))
}
