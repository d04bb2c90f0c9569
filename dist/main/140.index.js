export const id = 140;
export const ids = [140];
export const modules = {

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

/***/ 8072:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readStored),
/* harmony export */   p: () => (/* binding */ METADATA_TYPE)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(314);
/* harmony import */ var _transfer_stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7763);
/* harmony import */ var _distributions_sdist_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7568);
/* harmony import */ var _distributions_source_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5717);
/* harmony import */ var _distributions_wheel_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8345);
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9804);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(546);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4903);









/**
 * Reads a stored file for the index: of a wheel its end, of a source distribution its beginning. The digest comes from
 * the record where the file is still the same, else from what was stored with it; all of it is read only where nobody
 * knows the digest. A wheel's metadata is put beside it. Throws `corrupt` and `unsupported` for files that no index can
 * have, `conflict` for one that is replaced meanwhile.
 */
async function readStored(store, { project, filename, listed, folder, entry }) {
    const version = versionOf(filename);
    const key = (0,_storing_js__WEBPACK_IMPORTED_MODULE_7__/* .keyOf */ .TN)(project, version, filename);
    const source = (0,_distributions_source_js__WEBPACK_IMPORTED_MODULE_4__/* .artifactSource */ .k)(store.artifacts, key, listed.size);
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_6__/* .parseFilename */ .p_)(filename, project.name);
    const isWheel = named.kind === 'wheel';
    const { metadata, metadataBytes } = isWheel
        ? await (0,_distributions_wheel_js__WEBPACK_IMPORTED_MODULE_5__/* .readWheel */ .a)(source, filename)
        : { ...(await (0,_distributions_sdist_js__WEBPACK_IMPORTED_MODULE_3__/* .readSdist */ .M)(source, filename)), metadataBytes: undefined };
    const revision = source.artifact()?.revision ?? listed.revision;
    const same = entry?.revision === revision && entry.size === listed.size;
    const stored = source.artifact()?.sha256;
    const known = same && entry.digests.sha256 !== undefined
        ? entry.digests
        : stored === undefined
            ? {}
            : { sha256: stored };
    const hashed = !('sha256' in known);
    const digests = hashed ? await digestsOf(await source.stream()) : known;
    if (metadataBytes !== undefined && folder.files.get((0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .metadataName */ .FF)(filename))?.md5 !== md5Of(metadataBytes))
        await (0,_storing_js__WEBPACK_IMPORTED_MODULE_7__/* .putBeside */ .iq)(store, (0,_storing_js__WEBPACK_IMPORTED_MODULE_7__/* .keyOf */ .TN)(project, version, (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .metadataName */ .FF)(filename)), {
            filename: (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .metadataName */ .FF)(filename),
            bytes: metadataBytes,
            contentType: METADATA_TYPE
        });
    return {
        file: {
            filename,
            kind: isWheel ? 'wheel' : 'sdist',
            pythonVersion: named.kind === 'unsupported' ? 'source' : named.pythonVersion,
            size: listed.size,
            digests,
            metadata,
            coreMetadata: metadataBytes === undefined ? undefined : (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(metadataBytes),
            hasSignature: folder.files.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .signatureName */ .S1)(filename)),
            hasProvenance: folder.files.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .provenanceName */ .HN)(filename))
        },
        revision,
        hashed
    };
}
/** How the metadata beside a wheel is sent. */
const METADATA_TYPE = 'text/plain; charset=utf-8';
function md5Of(bytes) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update(bytes).digest('hex');
}
/** The version in a file's name; empty where it can't be told. */
function versionOf(filename) {
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_6__/* .parseFilename */ .p_)(filename);
    if (named.kind === 'wheel')
        return named.version;
    return named.kind === 'sdist' ? named.candidates[0].version : '';
}
async function digestsOf(stream) {
    const hashes = { sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256'), md5: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5') };
    for await (const chunk of (0,_transfer_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .chunksOf */ .U)(stream)) {
        hashes.sha256.update(chunk);
        hashes.md5.update(chunk);
    }
    return { sha256: hashes.sha256.digest('hex'), md5: hashes.md5.digest('hex') };
}


/***/ }),

/***/ 546:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ metadataName),
/* harmony export */   HN: () => (/* binding */ provenanceName),
/* harmony export */   S1: () => (/* binding */ signatureName),
/* harmony export */   ir: () => (/* binding */ tombstonesPath),
/* harmony export */   lX: () => (/* binding */ recordPath),
/* harmony export */   rG: () => (/* binding */ ROOT_RECORD),
/* harmony export */   s$: () => (/* binding */ filePath),
/* harmony export */   wj: () => (/* binding */ JSON_ROOT)
/* harmony export */ });
/**
 * Where a Python index keeps what, below its prefix: Stick's layout, and what came after it. `folder` is the name of
 * a project's folder: its normalised name, or the one that Stick gave it.
 */
/** The record of the index: which projects there are. */
const ROOT_RECORD = 'projects.json';
/** The root of the PEP 691 pages. No project can be called so: names begin with a letter or a digit. */
const JSON_ROOT = '_json/';
/** The record of a project: what Stick calls its manifest. */
function recordPath(folder) {
    return `${folder}/manifest.json`;
}
/** The names of the removed files of a project, which stay taken. */
function tombstonesPath(folder) {
    return `${folder}/removed.json`;
}
/** A distribution, or what lies beside one. */
function filePath(folder, filename) {
    return `${folder}/${filename}`;
}
/** The core metadata of a wheel, beside it (PEP 658). */
function metadataName(filename) {
    return `${filename}.metadata`;
}
/** The detached signature of a distribution, beside it. */
function signatureName(filename) {
    return `${filename}.asc`;
}
/** The attestations of a distribution, beside it (PEP 740). */
function provenanceName(filename) {
    return `${filename}.provenance`;
}


/***/ }),

/***/ 4903:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TN: () => (/* binding */ keyOf),
  iq: () => (/* binding */ putBeside),
  Jz: () => (/* binding */ storeUpload)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/digest.ts + 1 modules
var digest = __webpack_require__(314);
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(9172);
;// CONCATENATED MODULE: ./src/transfer/same-bytes.ts


/**
 * True where an artifact that is there has the bytes of one that was to be created: by its digest, or by what the store
 * knows of another tool's artifact. What can't be known is not the same.
 */
async function hasSameBytes(store, { key, body, sha256 }, there) {
    if (there.size !== (0,stores_body/* sizeOf */.$d)(body))
        return false;
    if (there.sha256 !== undefined)
        return there.sha256 === sha256;
    const evidence = await store.artifacts.evidence(key, there.revision);
    if (evidence === undefined || body.kind !== 'file')
        return false;
    return (await (0,digest/* digestOfFile */.Mk)(body.path, body.size, evidence.algorithm)) === evidence.value;
}

// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(7763);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
;// CONCATENATED MODULE: ./src/python/storing.ts






/** Where a file of a project is kept. */
function keyOf(project, version, filename) {
    return { package: project.name, version, path: (0,layout/* filePath */.s$)(project.folder, filename), filename };
}
/**
 * Stores a distribution and what lies beside it, at once: nobody is told of them before the record names the file, and
 * by then each of them is right. Undefined: other bytes are stored under its name, and were left alone.
 */
async function storeUpload(store, { project, upload, overwrite }) {
    const { file, body, beside } = upload;
    const version = file.metadata.version;
    const own = { body, sha256: file.digests.sha256, contentType: 'application/octet-stream' };
    const item = { key: keyOf(project, version, file.filename), ...own, executable: false };
    const others = beside.map((each) => besideItem(keyOf(project, version, each.filename), each));
    const [made, ...outcomes] = await store.artifacts.create([item, ...others]);
    const created = [made, ...outcomes].flatMap((one, index) => {
        const key = [item, ...others][index]?.key;
        return one?.outcome === 'created' && key !== undefined ? [{ key, revision: one.revision }] : [];
    });
    let revision = made?.outcome === 'created' ? made.revision : undefined;
    if (revision === undefined) {
        const there = await store.artifacts.find(item.key);
        if (there === undefined || !(await hasSameBytes(store, item, there))) {
            await Promise.all(created.map((one) => store.artifacts.remove(one.key, one.revision)));
            if (there === undefined)
                throw vanished(store, item.key);
            return undefined;
        }
        revision = there.revision;
        if (overwrite) {
            revision = await writeOver(store, item, there);
            created.push({ key: item.key, revision });
        }
    }
    const put = async (each) => {
        const key = keyOf(project, version, each.filename);
        if (!overwrite)
            return putBeside(store, key, each);
        const there = await store.artifacts.find(key);
        created.push({ key, revision: await writeOver(store, besideItem(key, each), there) });
    };
    await Promise.all(beside.filter((_, index) => outcomes[index]?.outcome !== 'created').map(put));
    return { upload, revision, created };
}
/** Stores bytes as this step's own, whoever has stored the same ones. */
async function writeOver(store, item, there) {
    if (there === undefined) {
        const [made] = await store.artifacts.create([item]);
        if (made?.outcome === 'created')
            return made.revision;
    }
    else {
        const replaced = await store.artifacts.replace(item, there.revision);
        if (replaced.outcome === 'swapped')
            return replaced.revision;
    }
    throw vanished(store, item.key);
}
/** What lies beside a file is derived from it, or brought along with it: what differs is replaced. */
async function putBeside(store, key, beside) {
    const item = besideItem(key, beside);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { there, same } = await compare(store, item);
        if (same)
            return;
        if (there === undefined) {
            const [made] = await store.artifacts.create([item]);
            if (made?.outcome === 'created')
                return;
        }
        else if ((await store.artifacts.replace(item, there.revision)).outcome === 'swapped')
            return;
    }
    throw vanished(store, key);
}
const ATTEMPTS = 5;
/** What a store notes of a file may be older than its bytes, where somebody changed them by hand: these are what counts. */
async function compare(store, { key, body, sha256: wanted }) {
    const opened = await store.artifacts.open(key);
    if (opened === undefined)
        return { there: undefined, same: false };
    const there = opened.artifact;
    if (there.size === (0,stores_body/* sizeOf */.$d)(body))
        return { there, same: (await (0,stream/* sha256Of */.B)(opened.body)) === wanted };
    opened.body.destroy();
    return { there, same: false };
}
function besideItem(key, { bytes, contentType }) {
    return { key, body: { kind: 'buffer', bytes }, sha256: (0,digest/* sha256 */.sc)(bytes), executable: false, contentType };
}
function vanished(store, { path }) {
    return new errors/* RegistryError */.gl('conflict', `${store.name}/${path} was removed or changed by somebody else while it was being pushed`, { hint: 'Push again.' });
}


/***/ }),

/***/ 9513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadOf: () => (/* binding */ uploadOf)
/* harmony export */ });
/* harmony import */ var _distributions_attestations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3107);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(314);
/* harmony import */ var _indexing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8072);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(546);




/** A distribution that was read, ready to be published with what belongs beside it. */
function uploadOf(distribution, publisher = UNKNOWN) {
    const { filename, kind, body, pythonVersion, metadata, metadataBytes, digests, signature, attestations } = distribution;
    const beside = [];
    if (metadataBytes !== undefined)
        beside.push({ filename: (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .metadataName */ .FF)(filename), bytes: metadataBytes, contentType: _indexing_js__WEBPACK_IMPORTED_MODULE_2__/* .METADATA_TYPE */ .p });
    if (signature !== undefined)
        beside.push({
            filename: (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .signatureName */ .S1)(filename),
            bytes: signature,
            contentType: 'application/pgp-signature'
        });
    if (attestations.length > 0)
        beside.push({
            filename: (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .provenanceName */ .HN)(filename),
            bytes: Buffer.from((0,_distributions_attestations_js__WEBPACK_IMPORTED_MODULE_0__/* .renderProvenance */ ._V)(attestations, publisher)),
            contentType: 'application/vnd.pypi.integrity.v1+json'
        });
    return {
        file: {
            ...{ filename, kind, pythonVersion, size: body.size, digests, metadata },
            coreMetadata: metadataBytes === undefined ? undefined : (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(metadataBytes),
            hasSignature: signature !== undefined,
            hasProvenance: attestations.length > 0
        },
        body,
        beside
    };
}
/** Who published is what the operator of the index says; where nobody says it, it stays open. */
const UNKNOWN = { kind: 'unknown' };


/***/ })

};
