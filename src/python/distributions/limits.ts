const KIB = 1024
const MIB = 1024 * KIB

/** Bytes of METADATA or PKG-INFO, unpacked or packed. */
export const MOST_METADATA = 8 * MIB

/** Fields of METADATA or PKG-INFO. */
export const MOST_FIELDS = 100_000

/** Lines that go on with a field of METADATA or PKG-INFO, those of all fields taken together. */
export const MOST_FOLDED = 500_000

/** Bytes of a zip's central directory. */
export const MOST_DIRECTORY = 64 * MIB

/** Members of an archive that are looked at; in a tar, those in front of PKG-INFO. */
export const MOST_MEMBERS = 150_000

/** Bytes of what a zip may say of one member besides its name. */
export const MOST_EXTRA = 8 * KIB

/** Bytes that a tar may unpack to before its PKG-INFO comes. */
export const MOST_UNPACKED = 512 * MIB

/** The factor by which a tar may grow when it is unpacked, once it is larger than `FREE_UNPACKED`. */
export const MOST_RATIO = 200

/** Bytes that a tar may unpack to whatever its own size. */
export const FREE_UNPACKED = 64 * MIB

/** Bytes of names and attributes that a tar may put in front of one member. */
export const MOST_TAR_HEADER = 256 * KIB

/** Bytes of names and attributes that a tar may put in front of all members before PKG-INFO, taken together. */
export const MOST_TAR_HEADERS = 32 * MIB

/** Bytes that are read first, at the end of a zip: they hold the directory and METADATA of nearly every wheel. */
export const TAIL = 32 * KIB

/** Bytes of a zip's directory that are read and held at once. */
export const WINDOW = 4 * MIB

/** Bytes of a detached signature. */
export const MOST_SIGNATURE = 64 * KIB

/** Bytes of a file of attestations. */
export const MOST_ATTESTATION = 1 * MIB
