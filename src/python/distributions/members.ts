/** PKG-INFO as it was found in an archive. */
export interface PkgInfo {
  readonly path: string
  readonly bytes: Buffer
}

/** Why no member of an archive may have this path, in words that follow it; undefined where one may. */
export function pathProblem(path: string): string | undefined {
  if (path === '' || path.includes('\0')) return 'has no name that could be written'
  return /^(?:[A-Za-z]:|[\\/])|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path)
    ? "lies outside of the archive's folder"
    : undefined
}

/** True for the PKG-INFO of the one folder that a source distribution has at its top; those of nested folders are others'. */
export function isTopPkgInfo(path: string): boolean {
  return /^(?:\.\/+)*(?!\.\/)[^/]+\/+PKG-INFO$/.test(path)
}
