import { readdir, readlink, stat } from 'node:fs/promises'
import { basename, dirname, relative, resolve } from 'node:path'
import { quoted, type Reader } from './problems.ts'

/** Where paths are relative to, and how they are written there. */
interface Place {
  readonly folder: string
  readonly platform: NodeJS.Platform
}

/** The one file to push: a path as it is, or a glob. The reader has the problem where there is not just one. */
export async function readOneFile(reader: Reader, { folder, platform }: Place): Promise<string> {
  const pattern = reader.required(
    'files',
    'Name the file to push, by its path or by a glob that matches one file.'
  )
  if (pattern === '') return ''
  const literal = resolve(folder, pattern)
  const there = await stat(literal).catch(() => undefined)
  if (there?.isFile() === true) return literal
  if (there?.isDirectory() === true) {
    const hint = 'A push takes one file: pack the folder into an archive, or name a file in it.'
    reader.wrong('files', `is ${quoted(pattern)}, which is a folder`, hint)
    return ''
  }
  const what = there === undefined ? await readlink(literal).catch(() => undefined) : literal
  if (what !== undefined) {
    const why = there === undefined ? `is a link to nothing (${what})` : 'is no ordinary file'
    reader.wrong('files', `is ${quoted(pattern)}, which ${why}`, 'Name a file with the bytes to push.')
    return ''
  }
  const found = await globbed(pattern, { folder, platform }, true)
  const [first] = found
  if (found.length === 1 && first !== undefined) return resolve(first)
  if (found.length === 0) {
    reader.wrong(
      'files',
      `is ${quoted(pattern)}, which matches no file below ${folder}`,
      await whatIsThere(literal, folder)
    )
  } else {
    const shown = found.slice(0, 5).map((file) => basename(file))
    const more = found.length > 5 ? ` and ${found.length - 5} more` : ''
    reader.wrong(
      'files',
      `is ${quoted(pattern)}, which matches ${found.length} files: ${shown.join(', ')}${more}`,
      'A push takes one file: make the pattern narrower, or pack the files into an archive.'
    )
  }
  return ''
}

/**
 * The files that paths and globs name, a line each, sorted, every file once. What `isBeside` says belongs to another file
 * is taken along with that one. The reader has a problem for each line that names none.
 */
export async function readSeveralFiles(
  reader: Reader,
  place: Place,
  isBeside: (filename: string) => boolean
): Promise<string[]> {
  const lines = reader.lines('files')
  if (lines.length === 0)
    reader.required('files', 'Name the files to push, by paths or globs, a line each: `dist/*`.')
  const [files, beside] = [new Set<string>(), new Set<string>()]
  for (const pattern of lines) {
    const literal = resolve(place.folder, pattern)
    const there = await stat(literal).catch(() => undefined)
    if (there?.isDirectory() === true) {
      reader.wrong(
        'files',
        `has ${quoted(pattern)}, which is a folder`,
        `Write \`${pattern.replace(/\/+$/, '')}/*\`.`
      )
      continue
    }
    const found = there?.isFile() === true ? [literal] : await globbed(pattern, place, false)
    if (found.length === 0) {
      reader.wrong(
        'files',
        `has ${quoted(pattern)}, which matches no file below ${place.folder}`,
        await whatIsThere(literal, place.folder)
      )
    }
    for (const file of found) (isBeside(basename(file)) ? beside : files).add(resolve(file))
  }
  if (files.size === 0 && beside.size > 0)
    reader.wrong(
      'files',
      `names only what belongs to other files: ${[...beside].map((file) => basename(file)).join(', ')}`,
      'Name those as well: what lies beside them is taken along.'
    )
  return [...files].sort()
}

/** The files that a pattern matches, hidden ones only where asked for. */
async function globbed(pattern: string, { folder, platform }: Place, dot: boolean): Promise<string[]> {
  const { glob } = await import('tinyglobby')
  const found = await glob([platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern], {
    cwd: folder,
    absolute: true,
    dot,
    onlyFiles: true,
    expandDirectories: false
  })
  return found.sort()
}

/** What lies beside the path that was meant. */
async function whatIsThere(literal: string, folder: string): Promise<string> {
  const beside = /[*?{[]/.test(dirname(literal)) ? folder : dirname(literal)
  const names = (await readdir(beside).catch(() => undefined))?.filter((name) => !name.startsWith('.'))
  const place = relative(folder, beside) === '' ? 'the working directory' : relative(folder, beside)
  if (names === undefined) return `There is no folder ${place}. Is the build step before this one?`
  if (names.length === 0) return `${place} is empty. Is the build step before this one?`
  return `In ${place} there are: ${names.sort().slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`
}
