/** The version of this program; the release workflow checks that it is the tag's. */
export const VERSION = '0.1.0'
