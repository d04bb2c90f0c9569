export const id = 612;
export const ids = [612];
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

/***/ 3773:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   filesOf: () => (/* binding */ filesOf),
/* harmony export */   noVersion: () => (/* binding */ noVersion),
/* harmony export */   yankVersion: () => (/* binding */ yankVersion)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _stores_update_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4605);
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3653);
/* harmony import */ var _describing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2150);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2734);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(546);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7895);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7985);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8138);
/* harmony import */ var _tombstones_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8924);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4057);












/**
 * Yanks the files of a version, or takes that back (PEP 592): installers pass over a yanked file unless its version is
 * pinned. Returns how many files changed. Throws `not-found` where there is no such version.
 */
async function yankVersion(store, project, version, yanked) {
    let changed = 0;
    let tombstones = _tombstones_js__WEBPACK_IMPORTED_MODULE_9__/* .NO_TOMBSTONES */ .FR;
    await (0,_stores_update_js__WEBPACK_IMPORTED_MODULE_2__/* .update */ .y)(store.documents, (0,_layout_js__WEBPACK_IMPORTED_MODULE_11__/* .recordPath */ .lX)(project.folder), async (bytes) => {
        const record = (0,_project_js__WEBPACK_IMPORTED_MODULE_6__/* .recordOf */ .zv)(store, project.folder, bytes);
        if (record === undefined || filesOf(record.entries, version).length === 0)
            throw noVersion(store, project, version, record?.entries ?? []);
        // The pages of emptied versions stay as they are; the record's own removals are not for a yank to look at.
        if (record.hasRemovals)
            tombstones = await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_9__/* .readTombstones */ .Bm)(store, project.folder);
        const serial = await (0,_project_js__WEBPACK_IMPORTED_MODULE_6__/* .nextSerial */ .YB)(store, project.name, record);
        const wanted = new Set(filesOf(record.entries, version)
            .filter((entry) => entry.yanked !== yanked?.reason)
            .map(({ filename }) => filename));
        changed = wanted.size;
        if (changed === 0)
            return undefined;
        // Before one of them has a serial, which is how those of another tool are told.
        const ours = (0,_entries_js__WEBPACK_IMPORTED_MODULE_5__/* .claimed */ .Sf)(record.entries, { serial, baseUrl: await (0,_base_url_js__WEBPACK_IMPORTED_MODULE_3__/* .baseUrlOf */ .i)(store, record.entries) });
        const change = { yanked: yanked !== undefined, yanked_reason: emptyAsNull(yanked?.reason), serial };
        const entries = ours.map((entry) => (wanted.has(entry.filename) ? (0,_record_js__WEBPACK_IMPORTED_MODULE_7__/* .changeEntry */ .df)(entry, change) : entry));
        return (0,_record_js__WEBPACK_IMPORTED_MODULE_7__/* .serializeRecord */ .Om)({
            ...record,
            entries: await (0,_describing_js__WEBPACK_IMPORTED_MODULE_4__/* .nextEntries */ .s)(store, project, { entries, serial }),
            serial
        });
    }, {
        first: project.state,
        render: (bytes) => (0,_project_js__WEBPACK_IMPORTED_MODULE_6__/* .projectRender */ .Cp)(store, project, tombstones)(bytes),
        message: () => `${yanked === undefined ? 'take back the yank of' : 'yank'} ${project.name} ${version}`
    });
    return changed;
}
/** The files of a version, however each of them spells it. */
function filesOf(entries, version) {
    return entries.filter((entry) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_10__/* .versionKey */ ._5)(entry.version) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_10__/* .versionKey */ ._5)(version));
}
/** The error for a version that is not there; it names those that are most like it. */
function noVersion(store, { name }, version, entries) {
    const versions = (0,_releases_js__WEBPACK_IMPORTED_MODULE_8__/* .releasesOf */ .w)(entries).map((release) => release.version);
    const near = [...versions]
        .sort((one, other) => (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(one, version) - (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(other, version))
        .slice(0, 3);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('not-found', `${name} has no version ${version} in ${store.name}`, {
        hint: versions.length === 0
            ? 'It has no files at all. Check the name and the store.'
            : `The closest ones are ${near.join(', ')} (of ${versions.length}).`
    });
}
function emptyAsNull(reason) {
    return reason === undefined || reason === '' ? null : reason;
}


/***/ })

};
