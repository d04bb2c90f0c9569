export const id = 938;
export const ids = [938];
export const modules = {

/***/ 9138:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ assertNamedAs)
/* harmony export */ });
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9804);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3442);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4057);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(322);




/**
 * Throws `corrupt` where the name or the version in a file's metadata are not those in the file's name, spelling aside
 * (PEP 503, PEP 440).
 */
function assertNamedAs(filename, { name, version }) {
    const problem = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .nameProblem */ .rH)(name);
    if (problem !== undefined)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)(filename, `has the Name ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(name)}, which ${problem}`);
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_0__/* .parseFilename */ .p_)(filename, name);
    if (named.kind === 'unsupported')
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)(filename, `has the Name ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(name)}, but the file's name ${named.why}`);
    const written = named.kind === 'wheel' ? named.version : named.candidates[0].version;
    if ((0,_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .versionKey */ ._5)(written) !== (0,_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .versionKey */ ._5)(version))
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)(filename, `has the Version ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(version)}, not ${written} as the file's name says`);
}


/***/ }),

/***/ 6536:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $c: () => (/* binding */ MOST_SIGNATURE),
/* harmony export */   AW: () => (/* binding */ MOST_DIRECTORY),
/* harmony export */   M3: () => (/* binding */ MOST_UNPACKED),
/* harmony export */   Wr: () => (/* binding */ MOST_MEMBERS),
/* harmony export */   ZH: () => (/* binding */ TAIL),
/* harmony export */   a1: () => (/* binding */ MOST_METADATA),
/* harmony export */   a3: () => (/* binding */ MOST_FIELDS),
/* harmony export */   df: () => (/* binding */ FREE_UNPACKED),
/* harmony export */   jf: () => (/* binding */ WINDOW),
/* harmony export */   rm: () => (/* binding */ MOST_ATTESTATION),
/* harmony export */   uB: () => (/* binding */ MOST_TAR_HEADER),
/* harmony export */   uZ: () => (/* binding */ MOST_RATIO),
/* harmony export */   xt: () => (/* binding */ MOST_TAR_HEADERS)
/* harmony export */ });
const KIB = 1024;
const MIB = 1024 * KIB;
/** Bytes of METADATA or PKG-INFO, unpacked or packed. */
const MOST_METADATA = 8 * MIB;
/** Fields of METADATA or PKG-INFO. */
const MOST_FIELDS = 100_000;
/** Bytes of a zip's central directory. */
const MOST_DIRECTORY = 64 * MIB;
/** Members of an archive that are looked at; in a tar, those in front of PKG-INFO. */
const MOST_MEMBERS = 250_000;
/** Bytes that a tar may unpack to before its PKG-INFO comes. */
const MOST_UNPACKED = 512 * MIB;
/** The factor by which a tar may grow when it is unpacked, once it is larger than `FREE_UNPACKED`. */
const MOST_RATIO = 200;
/** Bytes that a tar may unpack to whatever its own size. */
const FREE_UNPACKED = 64 * MIB;
/** Bytes of names and attributes that a tar may put in front of one member. */
const MOST_TAR_HEADER = 256 * KIB;
/** Bytes of names and attributes that a tar may put in front of all members before PKG-INFO, taken together. */
const MOST_TAR_HEADERS = 32 * MIB;
/** Bytes that are read first, at the end of a zip: they hold the directory and METADATA of nearly every wheel. */
const TAIL = 32 * KIB;
/** Bytes of a zip's directory that are read and held at once. */
const WINDOW = 4 * MIB;
/** Bytes of a detached signature. */
const MOST_SIGNATURE = 64 * KIB;
/** Bytes of a file of attestations. */
const MOST_ATTESTATION = 1 * MIB;


/***/ }),

/***/ 3165:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ isTopPkgInfo),
/* harmony export */   z: () => (/* binding */ pathProblem)
/* harmony export */ });
/** Why no member of an archive may have this path, in words that follow it; undefined where one may. */
function pathProblem(path) {
    if (path === '' || path.includes('\0'))
        return 'has no name that could be written';
    return /^(?:[A-Za-z]:|[\\/])|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path)
        ? "lies outside of the archive's folder"
        : undefined;
}
/** True for the PKG-INFO of the one folder that a source distribution has at its top; those of nested folders are others'. */
function isTopPkgInfo(path) {
    return /^(?:\.\/+)*(?!\.\/)[^/]+\/+PKG-INFO$/.test(path);
}


/***/ }),

/***/ 5624:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ parseMetadata)
});

// UNUSED EXPORTS: isNewerMetadata

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/python/distributions/limits.ts
var limits = __webpack_require__(6536);
// EXTERNAL MODULE: ./src/python/distributions/refusal.ts
var refusal = __webpack_require__(322);
;// CONCATENATED MODULE: ./src/python/distributions/headers.ts



/**
 * Takes core metadata apart as Python's `email` parser (policy `compat32`) does: lines end in LF, CRLF or CR, a line that
 * begins with a space or a tab goes on with the field above it, and the first line that is neither of the two begins the
 * body (a blank one is left out). What the fields hold is UTF-8 as it stands; encodings of mail are not undone. Throws
 * `corrupt`, naming `place`, for bytes that are not UTF-8 and for absurd numbers of fields.
 */
function parseHeaders(bytes, place) {
    if (!(0,external_node_buffer_.isUtf8)(bytes))
        throw (0,refusal/* refusal */.x5)(place, 'is not UTF-8');
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const fields = [];
    // The bytes of the field that the next lines may go on with.
    let open;
    const close = () => {
        if (open === undefined)
            return;
        if (fields.length >= limits/* MOST_FIELDS */.a3)
            throw (0,refusal/* refusal */.x5)(place, `has more than ${limits/* MOST_FIELDS */.a3} fields`);
        fields.push({ name: open.name, value: text.toString('utf8', open.start, open.end) });
        open = undefined;
    };
    let at = 0;
    while (at < text.length) {
        const end = lineEnd(text, at);
        const next = nextLine(text, end);
        if (isBlank(text[at])) {
            if (open !== undefined)
                open.end = end;
        }
        else {
            const colon = colonIn(text, at, end);
            const envelope = text[at] === LETTER_F && text.toString('latin1', at, at + 5) === 'From ';
            if (colon === undefined && !envelope) {
                close();
                return { fields, body: text.toString('utf8', end === at ? next : at) };
            }
            close();
            if (!envelope && colon !== undefined && colon > at)
                open = { name: text.toString('latin1', at, colon).toLowerCase(), start: colon + 1, end };
        }
        at = next;
    }
    close();
    return { fields, body: '' };
}
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;
const LETTER_F = 0x46;
const TILDE = 0x7e;
function isBlank(byte) {
    return byte === SPACE || byte === TAB;
}
/** Where the line that begins at `start` ends, its line break left out. */
function lineEnd(text, start) {
    let at = start;
    while (at < text.length && text[at] !== LF && text[at] !== CR)
        at += 1;
    return at;
}
function nextLine(text, end) {
    return text[end] === CR && text[end + 1] === LF ? end + 2 : end + 1;
}
/** Where the colon after a field's name stands; undefined where the line is no field. The name may be empty. */
function colonIn(text, start, end) {
    for (let at = start; at < end; at += 1) {
        const byte = text[at] ?? 0;
        if (byte === COLON)
            return at;
        if (byte <= SPACE || byte > TILDE)
            return undefined;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/python/distributions/metadata.ts



/**
 * Reads METADATA or PKG-INFO (core metadata specification; PEP 241, 314, 345, 566, 643, 685, 639, 794). `place` names the
 * file in messages. Throws `corrupt` for bytes that are not UTF-8, a required field that is absent, a field that may stand
 * once and stands twice, a description both as a field and as the body; `unsupported` for a major version that is not known.
 */
function parseMetadata(bytes, place) {
    const { fields, body } = parseHeaders(bytes, place);
    const { single, multiple } = sortFields(fields, place);
    const read = (name, reader) => {
        const value = single.get(name);
        return value === undefined ? undefined : stated(reader(value));
    };
    const one = (name) => read(name, unfolded);
    const many = (name) => statedOnes(multiple.get(name));
    const description = stated(body.trim()) === undefined ? undefined : body;
    const field = read('description', withoutBars);
    if (description !== undefined && field !== undefined)
        throw (0,refusal/* refusal */.x5)(place, 'has two descriptions, one as a field and one as its body');
    const required = (name) => {
        const value = unfolded(single.get(name) ?? '');
        if (value === '')
            throw (0,refusal/* refusal */.x5)(place, `has no ${SPELLED.get(name) ?? name}`);
        return value;
    };
    return {
        metadataVersion: knownVersion(required('metadata-version'), place),
        name: required('name'),
        version: required('version'),
        summary: one('summary'),
        description: description ?? field,
        descriptionContentType: one('description-content-type'),
        keywords: one('keywords'),
        author: one('author'),
        authorEmail: one('author-email'),
        maintainer: one('maintainer'),
        maintainerEmail: one('maintainer-email'),
        homePage: one('home-page'),
        downloadUrl: one('download-url'),
        license: read('license', dedented),
        licenseExpression: one('license-expression'),
        licenseFiles: many('license-file'),
        classifiers: many('classifier'),
        platforms: many('platform'),
        supportedPlatforms: many('supported-platform'),
        requiresPython: one('requires-python'),
        requiresDist: many('requires-dist'),
        requiresExternal: many('requires-external'),
        providesExtra: many('provides-extra'),
        providesDist: many('provides-dist'),
        obsoletesDist: many('obsoletes-dist'),
        projectUrls: many('project-url').flatMap(labelled),
        dynamic: many('dynamic'),
        importNames: multiple.has('import-name') ? many('import-name') : undefined,
        importNamespaces: multiple.has('import-namespace') ? many('import-namespace') : undefined,
        requires: many('requires'),
        provides: many('provides'),
        obsoletes: many('obsoletes')
    };
}
/** True where a file follows a newer standard than this program knows: what it adds is not shown. */
function isNewerMetadata({ metadataVersion }) {
    const { major, minor } = numbersOf(metadataVersion) ?? NEWEST;
    return major === NEWEST.major && minor > NEWEST.minor;
}
const NEWEST = { major: 2, minor: 6 };
const SINGLE = [
    'Metadata-Version',
    'Name',
    'Version',
    'Summary',
    'Description',
    'Description-Content-Type',
    'Keywords',
    'Author',
    'Author-email',
    'Maintainer',
    'Maintainer-email',
    'Home-page',
    'Download-URL',
    'License',
    'License-Expression',
    'Requires-Python'
];
const MULTIPLE = [
    'License-File',
    'Classifier',
    'Platform',
    'Supported-Platform',
    'Requires-Dist',
    'Requires-External',
    'Provides-Extra',
    'Provides-Dist',
    'Obsoletes-Dist',
    'Project-URL',
    'Dynamic',
    'Import-Name',
    'Import-Namespace',
    'Requires',
    'Provides',
    'Obsoletes'
];
const SPELLED = new Map(SINGLE.map((name) => [name.toLowerCase(), name]));
const REPEATED = new Set(MULTIPLE.map((name) => name.toLowerCase()));
/** The fields by their names; those that no standard knows are left out. */
function sortFields(fields, place) {
    const single = new Map();
    const multiple = new Map();
    for (const { name, value } of fields) {
        const spelled = SPELLED.get(name);
        if (spelled !== undefined) {
            if (single.has(name))
                throw (0,refusal/* refusal */.x5)(place, `has more than one ${spelled}`);
            single.set(name, value);
        }
        else if (REPEATED.has(name)) {
            const values = multiple.get(name);
            if (values === undefined)
                multiple.set(name, [value]);
            else
                values.push(value);
        }
    }
    return { single, multiple };
}
function stated(value) {
    return value === '' || value === 'UNKNOWN' ? undefined : value;
}
function statedOnes(values = []) {
    return values.flatMap((value) => stated(unfolded(value)) ?? []);
}
const LINE_BREAK = /\r\n|\r|\n/;
/** A folded value as one line. */
function unfolded(value) {
    if (!LINE_BREAK.test(value))
        return value.trim();
    return value
        .split(LINE_BREAK)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join(' ');
}
/** The Description field without the indent of its lines: seven spaces and a bar, or the eight spaces that distutils wrote. */
function withoutBars(value) {
    const [first = '', ...more] = value.split(LINE_BREAK);
    return [first.trim(), ...more.map((line) => line.replace(/^ {7}[ |]/, ''))].join('\n').trim();
}
/** A value of several lines without the indent that they share, whose width is not the same with all tools. */
function dedented(value) {
    const [first = '', ...more] = value.split(LINE_BREAK);
    const indents = more.filter((line) => line.trim() !== '').map((line) => line.search(/[^ \t]/));
    const shared = indents.reduce((least, indent) => Math.min(least, indent), Infinity);
    return [first.trim(), ...more.map((line) => line.slice(shared).trimEnd())].join('\n').trim();
}
function labelled(value) {
    const comma = value.indexOf(',');
    const label = value.slice(0, Math.max(comma, 0)).trim();
    const url = value.slice(comma + 1).trim();
    return label === '' || url === '' ? [] : [[label, url]];
}
function knownVersion(text, place) {
    const version = numbersOf(text);
    if (version === undefined || version.major === 0)
        throw (0,refusal/* refusal */.x5)(place, `has the Metadata-Version ${(0,refusal/* quoted */.TL)(text)}`);
    if (version.major > NEWEST.major) {
        throw new errors/* RegistryError */.gl('unsupported', `${place} has the Metadata-Version ${text}, of which nothing is known`, {
            hint: `Versions up to ${NEWEST.major}.x are. Look for a newer version of this program.`
        });
    }
    return text;
}
function numbersOf(version) {
    const [, major, minor] = /^(\d{1,6})\.(\d{1,6})$/.exec(version) ?? [];
    return major === undefined || minor === undefined
        ? undefined
        : { major: Number(major), minor: Number(minor) };
}


/***/ }),

/***/ 322:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   O$: () => (/* binding */ unreadable),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** The error for a file that can't be taken for a distribution: `what` follows its name. */
function refusal(name, what, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('corrupt', `${name} ${what}`, {
        hint: 'Build the distribution again with a current tool, or look at who made it.',
        ...(cause === undefined ? {} : { cause })
    });
}
/** What an archive's reader threw about a file, as a refusal of that file; other failures, and bugs, stay what they are. */
function unreadable(name, thrown) {
    if (!(thrown instanceof Error) || (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryError */ .IP)(thrown))
        return thrown;
    const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(thrown);
    const isComplaint = code === undefined ? thrown.name === 'Error' : /^(?:Z_|ERR_BUFFER_TOO_LARGE$)/.test(code);
    return isComplaint ? refusal(name, `can't be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(thrown)}`, thrown) : thrown;
}
/** A text from a file, quoted for a message: not longer than one can bear, and without what a terminal obeys. */
function quoted(text) {
    const short = JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
    return short.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (odd) => `\\u{${odd.codePointAt(0)?.toString(16)}}`);
}
/** How messages name a member of an archive. */
function placeOf(name, path) {
    return `${name} (${/^[\w.+!/-]{1,100}$/.test(path) ? path : quoted(path)})`;
}


/***/ }),

/***/ 7568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ readSdist)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/python/filenames.ts
var filenames = __webpack_require__(9804);
// EXTERNAL MODULE: ./src/python/distributions/agreement.ts
var agreement = __webpack_require__(9138);
// EXTERNAL MODULE: ./src/python/distributions/members.ts
var distributions_members = __webpack_require__(3165);
// EXTERNAL MODULE: ./src/python/distributions/metadata.ts + 1 modules
var distributions_metadata = __webpack_require__(5624);
// EXTERNAL MODULE: ./src/python/distributions/refusal.ts
var refusal = __webpack_require__(322);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(7763);
// EXTERNAL MODULE: ./src/python/distributions/limits.ts
var limits = __webpack_require__(6536);
;// CONCATENATED MODULE: ./src/python/distributions/tar.ts






/**
 * Reads a `.tar.gz` from the front until the PKG-INFO of its top folder is there, and then stops; with `whole` it goes on to
 * the end, as far as the limits let it, and finds what is cut short, damaged or there twice. Undefined where there is no
 * PKG-INFO. Throws `corrupt` for what can't be unpacked, members outside of their folder, and absurd sizes.
 */
async function pkgInfoInTar(source, options) {
    const search = await startSearch(source.name);
    const file = await source.stream();
    const unpacked = (0,external_node_zlib_.createGunzip)({ chunkSize: CHUNK });
    let lost;
    file.on('error', (error) => {
        lost = error;
        unpacked.destroy(error);
    });
    try {
        for await (const chunk of (0,stream/* chunksOf */.U_)(file.pipe(unpacked))) {
            const goesOn = search.take(chunk, unpacked.bytesWritten);
            if (search.found() !== undefined && !(options.whole && goesOn))
                return search.found();
        }
        search.end();
        return search.found();
    }
    catch (error) {
        throw lost === undefined ? (0,refusal/* unreadable */.O$)(source.name, error) : (0,errors/* fileError */.zS)(lost, source.name, 'reading');
    }
    finally {
        file.destroy();
        unpacked.destroy();
    }
}
const CHUNK = 256 * 1024;
async function startSearch(name) {
    const members = judging(name);
    const { Parser } = await __webpack_require__.e(/* import() */ 697).then(__webpack_require__.bind(__webpack_require__, 8697));
    const parser = new Parser({
        maxMetaEntrySize: limits/* MOST_TAR_HEADER */.uB,
        zstd: false,
        filter: (path, entry) => 'type' in entry && members.wants(path, entry),
        onReadEntry: members.collect,
        onwarn: (_, message) => {
            throw (0,refusal/* refusal */.x5)(name, `is a damaged tar archive: ${(0,errors/* messageOf */.bD)(message)}`);
        }
    });
    let isOver = false;
    parser.on('meta', members.header);
    parser.on('ignoredEntry', members.ignored);
    parser.on('eof', () => {
        isOver = true;
    });
    let unpacked = 0;
    // The parser would unpack what is packed twice, so the first bytes are looked at before it sees them.
    let head = Buffer.alloc(0);
    const feed = (chunk) => {
        const bytes = head === undefined ? chunk : Buffer.concat([head, chunk]);
        const isFirst = head !== undefined;
        head = bytes.length < BLOCK ? bytes : undefined;
        if (head !== undefined)
            return;
        if (isFirst && bytes.readUInt16BE(0) === GZIP)
            throw (0,refusal/* refusal */.x5)(name, 'is packed twice');
        parser.write(bytes);
    };
    return {
        found: members.found,
        take(chunk, packed) {
            unpacked += chunk.length;
            const isTooMuch = unpacked > limits/* MOST_UNPACKED */.M3 || (unpacked > limits/* FREE_UNPACKED */.df && unpacked > limits/* MOST_RATIO */.uZ * packed);
            if (isTooMuch && members.found() === undefined)
                throw (0,refusal/* refusal */.x5)(name, `unpacks to more than ${unpacked} bytes before its PKG-INFO comes`);
            // What follows the end of an archive is not looked at, and the parser would keep it all.
            if (!isOver)
                feed(chunk);
            return !isTooMuch && !members.areTooMany();
        },
        end() {
            if (head !== undefined)
                throw (0,refusal/* refusal */.x5)(name, 'is no tar archive');
            if (!isOver)
                parser.end();
        }
    };
}
const BLOCK = 512;
const GZIP = 0x1f8b;
/** Looks at every member, and takes PKG-INFO. Throws for what no source distribution has. */
function judging(name) {
    let found;
    let [members, headers] = [0, 0];
    const areTooMany = () => members > limits/* MOST_MEMBERS */.Wr || headers > limits/* MOST_TAR_HEADERS */.xt;
    const count = () => {
        members += 1;
        if (areTooMany() && found === undefined)
            throw (0,refusal/* refusal */.x5)(name, `has no PKG-INFO among its first ${members - 1} members; no more are looked at`);
    };
    return {
        found: () => found,
        areTooMany,
        header: (text) => {
            headers += text.length;
            count();
        },
        ignored: (entry) => {
            if (entry.meta)
                throw (0,refusal/* refusal */.x5)(name, `has a header of ${entry.size} bytes in front of a member`);
        },
        wants: (path, entry) => {
            count();
            const problem = (0,distributions_members/* pathProblem */.z)(path);
            if (problem !== undefined)
                throw (0,refusal/* refusal */.x5)(name, `has the member ${(0,refusal/* quoted */.TL)(path)}, which ${problem}`);
            if (!(0,distributions_members/* isTopPkgInfo */.y)(path) || entry.type === 'Directory')
                return false;
            if (found !== undefined)
                throw (0,refusal/* refusal */.x5)(name, `has ${(0,refusal/* quoted */.TL)(found.path)} and ${(0,refusal/* quoted */.TL)(path)}`);
            if (!FILES.has(entry.type))
                throw (0,refusal/* refusal */.x5)(name, `has the member ${(0,refusal/* quoted */.TL)(path)}, which is a link or another special file`);
            if (entry.size > limits/* MOST_METADATA */.a1)
                throw (0,refusal/* refusal */.x5)(name, `has a PKG-INFO of ${entry.size} bytes; ${limits/* MOST_METADATA */.a1} are read at most`);
            return true;
        },
        collect: (entry) => {
            const chunks = [];
            entry.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
            entry.on('end', () => {
                found = { path: entry.path, bytes: Buffer.concat(chunks) };
            });
        }
    };
}
const FILES = new Set(['File', 'OldFile', 'ContiguousFile']);

// EXTERNAL MODULE: ./src/python/distributions/zip.ts + 1 modules
var distributions_zip = __webpack_require__(1296);
;// CONCATENATED MODULE: ./src/python/distributions/sdist.ts








/**
 * Reads the PKG-INFO of a source distribution (PEP 625, 643): of a `.tar.gz` from the front until it comes, of a `.zip` in
 * two or three reads. With `whole` a `.tar.gz` is read to its end, so that one that was cut short is found. Throws
 * `unsupported` for a name that is not a source distribution's, `corrupt` for everything in the archive or PKG-INFO that is
 * not as it has to be, a name and version that are not those of the file among it.
 */
async function readSdist(source, filename, options = { whole: false }) {
    // A legacy version is only known for one beside the project's name, which comes with PKG-INFO.
    const format = /\.tar\.gz$|\.zip$/.exec(filename)?.[0];
    if (format === undefined || (0,filenames/* filenameProblem */.fe)(filename) !== undefined)
        throw notAnSdist(filename);
    const found = format === '.zip' ? await pkgInfoInZip(source) : await pkgInfoInTar(source, options);
    if (found === undefined)
        throw (0,refusal/* refusal */.x5)(source.name, 'has no PKG-INFO in the folder at its top');
    const metadata = (0,distributions_metadata/* parseMetadata */.j)(found.bytes, (0,refusal/* placeOf */.$t)(source.name, found.path));
    (0,agreement/* assertNamedAs */.W)(filename, metadata);
    return { metadata };
}
async function pkgInfoInZip(source) {
    const zip = await (0,distributions_zip/* openZip */.Q)(source);
    let found;
    for await (const member of zip.members()) {
        if (!(0,distributions_members/* isTopPkgInfo */.y)(member.path))
            continue;
        if (found !== undefined)
            throw (0,refusal/* refusal */.x5)(source.name, `has ${(0,refusal/* quoted */.TL)(found.path)} and ${(0,refusal/* quoted */.TL)(member.path)}`);
        found = member;
    }
    return found === undefined ? undefined : { path: found.path, bytes: await zip.read(found) };
}
function notAnSdist(filename) {
    const named = (0,filenames/* parseFilename */.p_)(filename);
    const why = named.kind === 'unsupported' ? named.why : 'is no source distribution';
    return new errors/* RegistryError */.gl('unsupported', `${filename} ${why}`, {
        hint: 'The name of a source distribution is NAME-VERSION.tar.gz.'
    });
}


/***/ }),

/***/ 5717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ fileSource),
/* harmony export */   k: () => (/* binding */ artifactSource)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _transfer_stream_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7763);




/** A file of this machine. */
function fileSource(path, size) {
    return {
        name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path),
        size,
        async read(start, end) {
            const bytes = Buffer.allocUnsafe(end - start);
            const read = await readInto(path, bytes, start).catch((error) => {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fileError */ .zS)(error, path, 'reading');
            });
            if (read < bytes.length)
                throw changed(path);
            return bytes;
        },
        async stream() {
            const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r').catch((error) => {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fileError */ .zS)(error, path, 'reading');
            });
            return file.createReadStream({ highWaterMark: 256 * 1024 });
        }
    };
}
/**
 * An artifact of a store, of which `size` bytes are known to be there. Every read is one request for a range, and all of
 * them are of one state of the artifact: `conflict` where it was replaced between two, `not-found` where it has gone.
 */
function artifactSource(artifacts, key, size) {
    let seen;
    const openAt = async (range) => {
        const revision = seen?.revision;
        const opened = await artifacts.open(key, {
            ...(range === undefined ? {} : { range }),
            ...(revision === undefined ? {} : { revision })
        });
        if (opened === undefined)
            throw gone(key.path);
        if (opened.artifact.size !== size) {
            opened.body.destroy();
            throw changed(key.path);
        }
        seen ??= opened.artifact;
        return opened;
    };
    return {
        name: key.filename,
        size,
        artifact: () => seen,
        async read(start, end) {
            if (start === end)
                return Buffer.alloc(0);
            const { body } = await openAt({ start, end });
            const chunks = [];
            for await (const chunk of (0,_transfer_stream_js__WEBPACK_IMPORTED_MODULE_3__/* .chunksOf */ .U_)(body))
                chunks.push(chunk);
            const bytes = Buffer.concat(chunks);
            if (bytes.length !== end - start)
                throw changed(key.path);
            return bytes;
        },
        stream: async () => (await openAt()).body
    };
}
async function readInto(path, bytes, position) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r');
    try {
        let filled = 0;
        while (filled < bytes.length) {
            const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, position + filled);
            if (bytesRead === 0)
                break;
            filled += bytesRead;
        }
        return filled;
    }
    finally {
        await file.close();
    }
}
function changed(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl('conflict', `${what} changed while it was being read`, {
        hint: 'Let the step that writes it end first, then run this one again.'
    });
}
function gone(path) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl('not-found', `${path} is not there any more`, {
        hint: 'Somebody removed it meanwhile. Run the step again.'
    });
}


/***/ }),

/***/ 8345:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readWheel)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9804);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3442);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4057);
/* harmony import */ var _agreement_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9138);
/* harmony import */ var _metadata_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5624);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(322);
/* harmony import */ var _zip_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1296);








/**
 * Reads the METADATA of a wheel (PEP 427) with one read of the wheel's end, and a second one where that does not hold the
 * zip's directory and METADATA. Throws `unsupported` for a name that is not a wheel's, `corrupt` for everything in the
 * archive or METADATA that is not as it has to be, a name and version that are not those of the file among it.
 */
async function readWheel(source, filename) {
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_1__/* .parseFilename */ .p_)(filename);
    if (named.kind !== 'wheel')
        throw notAWheel(filename, named.kind === 'sdist' ? 'is no wheel' : named.why);
    const zip = await (0,_zip_js__WEBPACK_IMPORTED_MODULE_6__/* .openZip */ .Q)(source);
    const member = await metadataIn(zip.members(), source.name, named);
    const metadataBytes = await zip.read(member);
    const metadata = (0,_metadata_js__WEBPACK_IMPORTED_MODULE_4__/* .parseMetadata */ .j)(metadataBytes, (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .placeOf */ .$t)(source.name, member.path));
    (0,_agreement_js__WEBPACK_IMPORTED_MODULE_3__/* .assertNamedAs */ .W)(filename, metadata);
    return { metadata, metadataBytes };
}
/** METADATA of the one folder of metadata that there is. Installers need the other two files as well. */
async function metadataIn(members, name, named) {
    const folders = new Set();
    const found = new Map();
    for await (const member of members) {
        const [, folder, file = ''] = /^([^/]+\.dist-info)\/(.*)$/s.exec(member.path) ?? [];
        if (folder === undefined)
            continue;
        folders.add(folder);
        if (folders.size > 1)
            throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(name, `has several folders of metadata, ${[...folders].map(_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL).join(' and ')}`);
        if (REQUIRED.includes(file))
            found.set(file, member);
    }
    const [folder] = folders;
    if (folder === undefined)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(name, 'has no .dist-info folder');
    if (!belongs(folder, named))
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(name, `has the metadata of another wheel, ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL)(folder)}`);
    const absent = REQUIRED.find((file) => !found.has(file));
    const metadata = found.get('METADATA');
    if (absent !== undefined || metadata === undefined)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(name, `has no ${absent ?? 'METADATA'} in ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL)(folder)}`);
    return metadata;
}
const REQUIRED = ['METADATA', 'WHEEL', 'RECORD'];
/** Old tools wrote the folder's name in another spelling than the file's. */
function belongs(folder, { stem, name, version }) {
    const own = folder.slice(0, -'.dist-info'.length);
    if (own === stem)
        return true;
    const dash = own.indexOf('-');
    return (0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .normalizeName */ .Pc)(own.slice(0, dash)) === name && (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(own.slice(dash + 1)) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(version);
}
function notAWheel(filename, why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('unsupported', `${filename} ${why}`, {
        hint: 'The name of a wheel is NAME-VERSION-PYTHON-ABI-PLATFORM.whl.'
    });
}


/***/ }),

/***/ 1296:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ openZip)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/python/distributions/limits.ts
var limits = __webpack_require__(6536);
// EXTERNAL MODULE: ./src/python/distributions/members.ts
var members = __webpack_require__(3165);
// EXTERNAL MODULE: ./src/python/distributions/refusal.ts
var refusal = __webpack_require__(322);
;// CONCATENATED MODULE: ./src/python/distributions/zip-end.ts


/**
 * Finds the directory of a zip of `size` bytes from the file's last bytes (APPNOTE.TXT 4.3.14 to 4.3.16), more strictly than
 * most readers: the records at the end have to agree with each other, and to follow each other without a gap. So all
 * readers see the same members. Throws `corrupt` for anything else.
 */
function findDirectory(name, tail, size) {
    const at = tail.lastIndexOf(END, tail.length - END_SIZE);
    if (at < 0) {
        throw (0,refusal/* refusal */.x5)(name, 'has no end of a zip archive: it was cut short, is no zip, or has other bytes behind the archive');
    }
    const end = tail.subarray(at);
    if (end.length !== END_SIZE + end.readUInt16LE(20))
        throw (0,refusal/* refusal */.x5)(name, 'has bytes behind the zip archive');
    const position = size - end.length;
    const short = {
        disks: end.readUInt32LE(4),
        members: end.readUInt16LE(8),
        total: end.readUInt16LE(10),
        length: end.readUInt32LE(12),
        start: end.readUInt32LE(16)
    };
    if (short.disks !== 0 && short.disks !== 0xffffffff)
        throw (0,refusal/* refusal */.x5)(name, 'is a part of a split zip archive');
    const long = readZip64(name, tail.subarray(0, at), position);
    const { members, length, start, stop } = long ?? { ...short, stop: position };
    const agrees = long === undefined
        ? short.members === short.total
        : fits(short.members, members, 0xffff) &&
            fits(short.total, members, 0xffff) &&
            fits(short.length, length, 0xffffffff) &&
            fits(short.start, start, 0xffffffff);
    if (!agrees)
        throw (0,refusal/* refusal */.x5)(name, 'is a zip archive whose records at the end contradict each other');
    if (start + length !== stop) {
        throw (0,refusal/* refusal */.x5)(name, 'has bytes in front of the zip archive, or between its directory and its end');
    }
    if (length > limits/* MOST_DIRECTORY */.AW)
        throw (0,refusal/* refusal */.x5)(name, `has a directory of ${length} bytes; ${limits/* MOST_DIRECTORY */.AW} are read at most`);
    if (members > limits/* MOST_MEMBERS */.Wr)
        throw (0,refusal/* refusal */.x5)(name, `has ${members} members; ${limits/* MOST_MEMBERS */.Wr} are read at most`);
    return { start, end: stop, members };
}
const END = Buffer.from('PK\x05\x06', 'latin1');
const END_SIZE = 22;
const ZIP64_END = Buffer.from('PK\x06\x06', 'latin1');
const ZIP64_END_SIZE = 56;
const ZIP64_LOCATOR = Buffer.from('PK\x06\x07', 'latin1');
const ZIP64_LOCATOR_SIZE = 20;
/** The large numbers, if there are any: in front of the end record, which begins at `position`, and directly so. */
function readZip64(name, before, position) {
    const locator = before.subarray(-ZIP64_LOCATOR_SIZE);
    if (locator.length < ZIP64_LOCATOR_SIZE || !locator.subarray(0, 4).equals(ZIP64_LOCATOR))
        return undefined;
    const stop = position - ZIP64_LOCATOR_SIZE - ZIP64_END_SIZE;
    const record = before.subarray(-ZIP64_LOCATOR_SIZE - ZIP64_END_SIZE, -ZIP64_LOCATOR_SIZE);
    const sound = record.length === ZIP64_END_SIZE &&
        record.subarray(0, 4).equals(ZIP64_END) &&
        locator.readUInt32LE(4) === 0 &&
        locator.readBigUInt64LE(8) === BigInt(stop) &&
        locator.readUInt32LE(16) <= 1 &&
        record.readBigUInt64LE(4) === BigInt(ZIP64_END_SIZE - 12) &&
        record.readBigUInt64LE(16) === 0n &&
        record.readBigUInt64LE(24) === record.readBigUInt64LE(32);
    if (!sound)
        throw (0,refusal/* refusal */.x5)(name, 'is a zip archive with a record for large files that makes no sense');
    return {
        members: Number(record.readBigUInt64LE(32)),
        length: Number(record.readBigUInt64LE(40)),
        start: Number(record.readBigUInt64LE(48)),
        stop
    };
}
/** True where a short field says what the long one says, or that the long one counts. */
function fits(short, long, unsaid) {
    return short === unsaid || short === long;
}

;// CONCATENATED MODULE: ./src/python/distributions/zip.ts









/**
 * Opens a zip with one read of its end, and a second one for a directory that is longer. Throws `corrupt` for archives that
 * readers could take for different things, and for hostile ones: bytes in front or behind, members twice, encrypted, outside
 * of the archive or of its folder, absurd sizes.
 */
async function openZip(source) {
    const { name, size } = source;
    const bytes = await source.read(Math.max(0, size - limits/* TAIL */.ZH), size);
    const directory = findDirectory(name, bytes, size);
    const window = windowOn(source, bytes);
    if (directory.start < size - bytes.length && directory.end - directory.start <= limits/* WINDOW */.jf)
        await window.load(Math.max(0, directory.start - limits/* TAIL */.ZH), size - bytes.length);
    const zip = await openWithin(source, window).catch((error) => {
        throw (0,refusal/* unreadable */.O$)(name, error);
    });
    return {
        members: () => checked(source, zip, directory),
        async read({ path, entry }) {
            const place = (0,refusal/* placeOf */.$t)(name, path);
            try {
                return await readMember({ place, zip, window, entry });
            }
            catch (error) {
                throw (0,refusal/* unreadable */.O$)(place, error);
            }
        }
    };
}
async function* checked(source, zip, directory) {
    const { name } = source;
    const seen = new Set();
    const sum = { packed: 0, unpacked: 0 };
    let [position, rested, first] = [directory.start, directory.start, directory.start];
    try {
        for await (const entry of zip.eachEntry()) {
            position += DIRECTORY_HEADER + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
            first = Math.min(first, entry.relativeOffsetOfLocalHeader);
            sum.packed += LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
            sum.unpacked += entry.uncompressedSize;
            const path = pathOf(name, entry);
            const key = keyOf(entry.fileNameRaw);
            const problem = problemOf(entry, path, directory) ?? (seen.has(key) ? 'is there twice' : undefined);
            if (problem !== undefined)
                throw (0,refusal/* refusal */.x5)(name, `has the member ${(0,refusal/* quoted */.TL)(path)}, which ${problem}`);
            if (!path.endsWith('/'))
                seen.add(key);
            yield { path, entry };
            // The library hands out what is in memory without a pause.
            if (position - rested > PAUSE) {
                rested = position;
                await new Promise(setImmediate);
            }
        }
    }
    catch (error) {
        throw (0,refusal/* unreadable */.O$)(name, error);
    }
    if (position !== directory.end)
        throw (0,refusal/* refusal */.x5)(name, 'has a directory that does not end where it says');
    if (first > 0)
        throw (0,refusal/* refusal */.x5)(name, 'has bytes in front of its first member');
    if (sum.packed > directory.start)
        throw (0,refusal/* refusal */.x5)(name, 'has members that lie on top of each other');
    if (sum.unpacked > Math.max(limits/* FREE_UNPACKED */.df, limits/* MOST_RATIO */.uZ * source.size))
        throw (0,refusal/* refusal */.x5)(name, `unpacks to ${sum.unpacked} bytes, more than ${limits/* MOST_RATIO */.uZ} times its own size`);
}
const DIRECTORY_HEADER = 46;
const LOCAL_HEADER = 30;
/** Bytes of a directory. */
const PAUSE = 256 * 1024;
/** What is remembered of a path: of a long one its digest. */
function keyOf(raw) {
    return raw.length > 64 ? (0,external_node_crypto_.createHash)('sha1').update(raw).digest('base64') : raw.toString('latin1');
}
/** Why a member is not one that a distribution has; undefined where it may be. */
function problemOf(entry, path, directory) {
    const { relativeOffsetOfLocalHeader: start, compressedSize } = entry;
    if (entry.isEncrypted())
        return 'is encrypted';
    if (start + LOCAL_HEADER + entry.fileNameLength + compressedSize > directory.start)
        return 'reaches into the directory';
    return (0,members/* pathProblem */.z)(path);
}
/** The path as Python sees it. A second name, in an extra field, must not say something else. */
function pathOf(name, { fileNameRaw: raw, generalPurposeBitFlag, extraFields }) {
    const isUnicode = (generalPurposeBitFlag & UNICODE) !== 0;
    if (isUnicode && !(0,external_node_buffer_.isUtf8)(raw))
        throw (0,refusal/* refusal */.x5)(name, 'has a member whose name is not UTF-8');
    const isPlain = raw.every((byte) => byte < 0x80);
    const second = extraFields.find(({ id }) => id === UNICODE_PATH);
    if (isPlain && second !== undefined && !second.data.subarray(5).equals(raw))
        throw (0,refusal/* refusal */.x5)(name, `has a member with two names, ${(0,refusal/* quoted */.TL)(raw.toString('latin1'))} and another one`);
    return raw.toString(isUnicode ? 'utf8' : 'latin1');
}
const UNICODE = 0x800;
const UNICODE_PATH = 0x7075;
async function readMember({ place, zip, window, entry }) {
    const { uncompressedSize: size, compressedSize: packed, compressionMethod: method } = entry;
    const kind = (entry.externalFileAttributes >>> 16) & S_IFMT;
    if (kind !== 0 && kind !== S_IFREG)
        throw (0,refusal/* refusal */.x5)(place, 'is a link or another special file');
    const largest = Math.max(size, packed);
    if (largest > limits/* MOST_METADATA */.a1)
        throw (0,refusal/* refusal */.x5)(place, `has ${largest} bytes; ${limits/* MOST_METADATA */.a1} are read at most`);
    if (method !== STORED && method !== DEFLATED)
        throw (0,refusal/* refusal */.x5)(place, `is packed by method ${method}, which is neither of the two that are in use`);
    const head = LOCAL_HEADER + entry.fileNameLength + entry.extraFieldLength + SPARE;
    await window.hold(entry.relativeOffsetOfLocalHeader, head + packed);
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== method)
        throw (0,refusal/* refusal */.x5)(place, 'is one thing in the directory and another where it lies');
    const data = await window.hold(local.fileDataStart, packed);
    // A copy: what is kept of a file must not keep what was read around it.
    const bytes = method === STORED ? Buffer.from(data) : await unpack(data, size);
    if (bytes.length !== size || (0,external_node_zlib_.crc32)(bytes) !== entry.crc32)
        throw (0,refusal/* refusal */.x5)(place, 'is damaged: size or checksum are not what the directory says');
    return bytes;
}
/** Unpacks what should become `size` bytes, and no more than one byte beyond them. */
async function unpack(data, size) {
    const limit = { maxOutputLength: size + 1 };
    if (size > LITTLE)
        return unpackInThread(data, limit);
    // A thread takes longer to begin than little to unpack. What comes of it keeps the whole chunk in memory that it lies in.
    return (0,external_node_zlib_.inflateRawSync)(data, { ...limit, chunkSize: Math.max(SMALLEST_CHUNK, size + 1) });
}
const unpackInThread = (0,external_node_util_.promisify)(external_node_zlib_.inflateRaw);
const LITTLE = 256 * 1024;
// https://nodejs.org/api/zlib.html#zlibconstants
const SMALLEST_CHUNK = 64;
const STORED = 0;
const DEFLATED = 8;
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;
/** The extra fields beside a member may be longer than those in the directory. */
const SPARE = 128;
function windowOn(source, tail) {
    let bytes = tail;
    let start = source.size - tail.length;
    const held = (position, length) => position >= start && position + length <= start + bytes.length
        ? bytes.subarray(position - start, position - start + length)
        : undefined;
    const load = async (from, to) => {
        const read = await source.read(from, to);
        bytes = to === start ? Buffer.concat([read, bytes]) : read;
        start = from;
    };
    return {
        held,
        load,
        async hold(position, length) {
            const end = Math.min(position + length, source.size);
            if (held(position, end - position) === undefined)
                await load(position, end);
            return held(position, end - position) ?? Buffer.alloc(0);
        }
    };
}
/** Hands the library what the window holds, and lets the window follow it through the directory. */
async function openWithin({ size }, window) {
    const { fromRandomAccessReaderPromise, RandomAccessReader } = await __webpack_require__.e(/* import() */ 663).then(__webpack_require__.t.bind(__webpack_require__, 663, 19));
    let isOpen = false;
    // The library takes its reader as an instance of its own class, and no other way.
    class WindowReader extends RandomAccessReader {
        read(into, offset, length, position, done) {
            const bytes = window.held(position, length) ?? (isOpen ? undefined : lastOf(window, size, { position, length }));
            if (bytes !== undefined) {
                bytes.copy(into, offset);
                done(null);
            }
            else if (position + length > size) {
                done(new Error('it ends too early'));
            }
            else {
                window.hold(position, Math.max(length, limits/* WINDOW */.jf)).then((more) => {
                    more.copy(into, offset, 0, length);
                    done(null);
                }, (error) => {
                    done(error instanceof Error ? error : new Error((0,errors/* messageOf */.bD)(error)));
                });
            }
        }
    }
    const zip = await fromRandomAccessReaderPromise(new WindowReader(), size, {
        autoClose: false,
        decodeStrings: false
    });
    isOpen = true;
    return zip;
}
/**
 * What the library looks through for the end record. The record was found in what is held; in front of that nothing is
 * read, as nothing is looked for there.
 */
function lastOf(window, size, wanted) {
    const bytes = Buffer.alloc(wanted.length);
    const length = Math.min(wanted.length, limits/* TAIL */.ZH, size);
    const end = wanted.position + wanted.length;
    window.held(end - length, length)?.copy(bytes, wanted.length - length);
    return bytes;
}


/***/ }),

/***/ 9804:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fe: () => (/* binding */ filenameProblem),
/* harmony export */   p_: () => (/* binding */ parseFilename)
/* harmony export */ });
/* unused harmony export compareBuilds */
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3442);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4057);


/**
 * Reads the file name of a distribution. With a project, known because the file lies in that project's folder, the name
 * has to be of that project, and a source distribution may have a legacy version.
 */
function parseFilename(filename, project) {
    const problem = filenameProblem(filename);
    if (problem !== undefined)
        return unsupported(problem);
    const known = project === undefined ? undefined : (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeName */ .Pc)(project);
    if (filename.endsWith('.whl'))
        return parseWheel(filename, known);
    if (filename.endsWith('.tar.gz'))
        return parseSdist(filename, 'tar.gz', known);
    if (filename.endsWith('.zip'))
        return parseSdist(filename, 'zip', known);
    return unsupported(kindOf(filename));
}
/**
 * Why a file can't be in an index under a name, in words that follow the name; undefined where it can. Distributions
 * have no names but these, so nothing has to be quoted where one becomes a key, a path or a link.
 */
function filenameProblem(filename) {
    if (filename === '')
        return 'is empty';
    if ((0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .hasControls */ .Lx)(filename))
        return 'has a line break or another control character';
    if (/[/\\]/.test(filename))
        return 'has a slash or a backslash';
    if (filename.startsWith('.'))
        return 'begins with a dot';
    if (filename.includes(' '))
        return 'has a space';
    if (!/^[A-Za-z0-9._+!-]+$/.test(filename))
        return 'has characters other than ASCII letters, digits, ".", "_", "-", "+" and "!"';
    if (filename.length > MOST_CHARACTERS)
        return `is longer than ${MOST_CHARACTERS} characters`;
    return undefined;
}
/** The order of build tags: none first, then by the number a tag begins with, then by the rest. */
function compareBuilds(one, other) {
    const [a, b] = [one, other].map(buildKey);
    if (a === undefined || b === undefined)
        return a === b ? 0 : a === undefined ? -1 : 1;
    return compareDigits(a.number, b.number) || (a.rest < b.rest ? -1 : a.rest > b.rest ? 1 : 0);
}
/** A name in a file system has 255 bytes, of which `.provenance` beside the file takes some. */
const MOST_CHARACTERS = 255 - '.provenance'.length;
/** Wheels that are really built stand for a dozen. */
const MOST_TAGS = 1_000;
function unsupported(why) {
    return { kind: 'unsupported', why };
}
function parseWheel(filename, project) {
    const parts = filename.slice(0, -'.whl'.length).split('-');
    const [name = '', written = ''] = parts;
    const version = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(written);
    const build = /^[0-9]/.test(parts[2] ?? '') ? parts[2] : undefined;
    const fields = parts.slice(build === undefined ? 2 : 3);
    if (fields.length === 4 && version !== undefined)
        return unsupported('has a variant label (draft PEP 825), which installers do not read yet');
    if (fields.length !== 3)
        return unsupported(`has ${parts.length} parts between dashes, where a wheel has 5, or 6 with a build tag`);
    const wrong = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nameProblem */ .rH)(name) ?? (name.includes('__') ? 'has "__"' : undefined);
    if (wrong !== undefined)
        return unsupported(`has a project's name that ${wrong}`);
    if (version === undefined)
        return unsupported(`has ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(written)} where its version should be, which PEP 440 does not know`);
    if (build !== undefined && !/^[A-Za-z0-9_.]+$/.test(build))
        return unsupported(`has the build tag ${build}, which is not made of letters, digits, "_" and "."`);
    if (project !== undefined && (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeName */ .Pc)(name) !== project)
        return unsupported(`belongs to the project ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeName */ .Pc)(name)}`);
    const tags = expand(fields);
    if (typeof tags === 'string')
        return unsupported(tags);
    return {
        kind: 'wheel',
        name: (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeName */ .Pc)(name),
        version: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .renderVersion */ .pv)(version),
        stem: `${name}-${written}`,
        build,
        tags,
        pythonVersion: fields[0] ?? ''
    };
}
/** Every combination of what stands in the fields. A text is what is wrong with them. */
function expand(fields) {
    const [pythons = [], abis = [], platforms = []] = fields.map((field) => [
        ...new Set(field.toLowerCase().split('.'))
    ]);
    const odd = [...pythons, ...abis, ...platforms].find((tag) => !/^[a-z0-9_]+$/.test(tag));
    if (odd !== undefined)
        return odd === '' ? 'has an empty tag' : `has the tag ${odd}, which is none`;
    const number = pythons.find((python) => /^[0-9]/.test(python));
    if (number !== undefined)
        return `has the Python tag ${number}, which begins with a digit`;
    if (pythons.length * abis.length * platforms.length > MOST_TAGS)
        return `stands for more than ${MOST_TAGS} combinations of tags`;
    return pythons.flatMap((python) => abis.flatMap((abi) => platforms.map((platform) => ({ python, abi, platform }))));
}
function parseSdist(filename, format, project) {
    const stem = filename.slice(0, -(format.length + 1));
    const splits = splitsOf(stem);
    const valid = splits.flatMap(({ name, version }) => {
        const parsed = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(version);
        return parsed === undefined ? [] : [{ name, version: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .renderVersion */ .pv)(parsed) }];
    });
    const [first, ...more] = project === undefined ? valid : valid.filter(({ name }) => name === project);
    if (first !== undefined)
        return { kind: 'sdist', format, candidates: [first, ...more], pythonVersion: 'source' };
    if (valid.length > 0)
        return unsupported(`belongs to the project ${[...new Set(valid.map(({ name }) => name))].join(' or ')}`);
    if (BDIST_DUMB.test(stem))
        return unsupported('is a bdist_dumb, which installers do not read');
    const legacy = splits.find(({ name }) => name === project);
    if (legacy === undefined)
        return unsupported('is not made of the name of a project, a dash and a version as PEP 440 has them');
    return { kind: 'sdist', format, candidates: [legacy], pythonVersion: 'source' };
}
/** Every way to split a text at a dash into the name of a project and something else. */
function splitsOf(stem) {
    const splits = [];
    for (let dash = stem.indexOf('-'); dash !== -1; dash = stem.indexOf('-', dash + 1)) {
        const [name, version] = [stem.slice(0, dash), stem.slice(dash + 1)];
        if (version !== '' && (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nameProblem */ .rH)(name) === undefined)
            splits.push({ name: (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeName */ .Pc)(name), version });
    }
    return splits;
}
const BDIST_DUMB = /\.(?:linux|macosx|darwin|win32|win-|mingw|cygwin|freebsd|solaris|aix)/i;
function buildKey(build) {
    if (build === undefined)
        return undefined;
    const number = /^[0-9]*/.exec(build)?.[0] ?? '';
    return { number: plain(number), rest: build.slice(number.length) };
}
const KINDS = [
    [/\.(?:whl|tar\.gz|zip)$/i, 'has an ending in capital letters, which installers do not read'],
    [/\.egg$/i, 'is an egg, which installers do not read any more'],
    [/\.(?:exe|msi)$/i, 'is a program that installs itself on Windows, which installers do not read'],
    [/\.(?:rpm|deb|dmg)$/i, 'is a package of an operating system'],
    [
        /\.(?:tgz|tar|tbz|txz|tlz|tar\.[a-z0-9]+)$/i,
        'is an archive of a kind that PyPI does not take either; source distributions are .tar.gz or .zip'
    ]
];
function kindOf(filename) {
    return (KINDS.find(([ending]) => ending.test(filename))?.[1] ??
        'is neither a wheel (.whl) nor a source distribution (.tar.gz, .zip)');
}


/***/ })

};
