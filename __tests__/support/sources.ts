/** The program's own files, as text and as TypeScript sees them. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

/** The checkout. */
export const ROOT = join(import.meta.dirname, '..', '..')

/** The paths of all files that are part of the repository, with slashes; `dist/` and what git ignores are not. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024
  })
  const deleted = execFileSync('git', ['ls-files', '--deleted', '-z'], { cwd: ROOT, encoding: 'utf8' })
  const gone = new Set(deleted.split('\0'))
  return listed.split('\0').filter((path) => path !== '' && !gone.has(path) && !path.startsWith('dist/'))
}

/** The text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** An import, and how it is one: at once, when it is reached, or for its types alone. */
export interface Import {
  /** A path below the checkout for the program's own modules; else the name of a package or `node:` module. */
  readonly from: string
  readonly kind: 'static' | 'dynamic' | 'type'
}

/** A module of the program. */
export interface Module {
  readonly path: string
  readonly source: ts.SourceFile
  readonly imports: readonly Import[]
}

/** Every module below a folder. */
export function modulesBelow(folder: string): Module[] {
  return repositoryFiles()
    .filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.ts'))
    .sort()
    .map((path) => moduleOf(path, textOf(path)))
}

/** A module, from its text. */
export function moduleOf(path: string, text: string): Module {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const imports: Import[] = []
  const add = (specifier: ts.Node | undefined, kind: Import['kind']) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return
    const { text: name } = specifier
    imports.push({ from: name.startsWith('.') ? posix.join(posix.dirname(path), name) : name, kind })
  }
  visit(source, (node) => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, isForTypes(node.importClause) ? 'type' : 'static')
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static')
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, 'type')
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], 'dynamic')
  })
  return { path, source, imports }
}

/** Calls back for every node of a tree. */
export function visit(node: ts.Node, task: (node: ts.Node) => void): void {
  task(node)
  node.forEachChild((child) => {
    visit(child, task)
  })
}

/** `import type …`, and imports in braces of types alone, are gone when the program runs. */
function isForTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = clause
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  )
}
