/** The file that a signature or an attestation lies beside, by its name; undefined for any other file. */
export function signedFile(filename: string): string | undefined {
  return (
    /^(.+)\.asc$/.exec(filename)?.[1] ??
    /^(.+\.(?:whl|tar\.gz|zip))(?:\..+)?\.attestation$/.exec(filename)?.[1]
  )
}
