/** Whether git takes a file for binary: there is a zero byte among its first 8,000. */
export function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8000).includes(0)
}
