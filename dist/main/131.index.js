export const id = 131;
export const ids = [131,546];
export const modules = {

/***/ 6536:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $c: () => (/* binding */ MOST_SIGNATURE),
/* harmony export */   AW: () => (/* binding */ MOST_DIRECTORY),
/* harmony export */   M3: () => (/* binding */ MOST_UNPACKED),
/* harmony export */   Np: () => (/* binding */ MOST_EXTRA),
/* harmony export */   Wr: () => (/* binding */ MOST_MEMBERS),
/* harmony export */   ZH: () => (/* binding */ TAIL),
/* harmony export */   a1: () => (/* binding */ MOST_METADATA),
/* harmony export */   a3: () => (/* binding */ MOST_FIELDS),
/* harmony export */   df: () => (/* binding */ FREE_UNPACKED),
/* harmony export */   jf: () => (/* binding */ WINDOW),
/* harmony export */   rT: () => (/* binding */ MOST_FOLDED),
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
/** Lines that go on with a field of METADATA or PKG-INFO, those of all fields taken together. */
const MOST_FOLDED = 500_000;
/** Bytes of a zip's central directory. */
const MOST_DIRECTORY = 64 * MIB;
/** Members of an archive that are looked at; in a tar, those in front of PKG-INFO. */
const MOST_MEMBERS = 150_000;
/** Bytes of what a zip may say of one member besides its name. */
const MOST_EXTRA = 8 * KIB;
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
    let [at, folded] = [0, 0];
    while (at < text.length) {
        const end = lineEnd(text, at);
        const next = nextLine(text, end);
        if (isBlank(text[at])) {
            if (open !== undefined)
                open.end = end;
            folded += 1;
            if (folded > limits/* MOST_FOLDED */.rT)
                throw (0,refusal/* refusal */.x5)(place, `has more than ${limits/* MOST_FOLDED */.rT} lines that go on with a field`);
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
        return unsupported(`has ${parts.length} ${parts.length === 1 ? 'part' : 'parts'} between dashes, where a wheel has 5, or 6 with a build tag`);
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
    const [pythons = [], abis = [], platforms = []] = fields.map(alternatives);
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
/** The tags in a field, each once; most fields have but one. */
function alternatives(field) {
    const tags = field.toLowerCase();
    return tags.includes('.') ? [...new Set(tags.split('.'))] : [tags];
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
        /\.(?:tgz|tar|tbz2?|txz|tlz|tar\.[a-z0-9]+)$/i,
        'is an archive of a kind that PyPI does not take either; source distributions are .tar.gz or .zip'
    ]
];
function kindOf(filename) {
    return (KINDS.find(([ending]) => ending.test(filename))?.[1] ??
        'is neither a wheel (.whl) nor a source distribution (.tar.gz, .zip)');
}


/***/ }),

/***/ 546:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ metadataName),
/* harmony export */   HN: () => (/* binding */ provenanceName),
/* harmony export */   I5: () => (/* binding */ rootOf),
/* harmony export */   Rr: () => (/* binding */ parsePath),
/* harmony export */   S1: () => (/* binding */ signatureName),
/* harmony export */   dk: () => (/* binding */ namesBeside),
/* harmony export */   ir: () => (/* binding */ tombstonesPath),
/* harmony export */   lX: () => (/* binding */ recordPath),
/* harmony export */   rG: () => (/* binding */ ROOT_RECORD),
/* harmony export */   s$: () => (/* binding */ filePath),
/* harmony export */   wj: () => (/* binding */ JSON_ROOT)
/* harmony export */ });
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9804);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3442);


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
/** A distribution, and whatever may lie beside it. */
function namesBeside(filename) {
    return [filename, metadataName(filename), signatureName(filename), provenanceName(filename)];
}
/** Whose file lies at a path: a distribution in its project's folder, or what lies beside one. Undefined for anything else. */
function parsePath(path) {
    const [folder = '', name, ...more] = path.split('/');
    if (name === undefined || more.length > 0)
        return undefined;
    const parsed = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_0__/* .parseFilename */ .p_)(name.replace(/\.(?:metadata|asc|provenance)$/, ''), folder);
    if (parsed.kind === 'unsupported')
        return undefined;
    // What the name of a source distribution means is told by what is in it.
    const versions = parsed.kind === 'wheel' ? [parsed.version] : parsed.candidates.map(({ version }) => version);
    return { package: (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeName */ .Pc)(folder), version: versions.length === 1 ? versions[0] : undefined };
}
/** The folder, ending in `/`, of the index that a path seems to be of; undefined for paths that no index has. */
function rootOf(path) {
    const folders = path.split('/');
    const name = folders.pop() ?? '';
    if (name !== ROOT_RECORD) {
        if ((0,_filenames_js__WEBPACK_IMPORTED_MODULE_0__/* .parseFilename */ .p_)(name).kind === 'unsupported')
            return undefined;
        folders.pop();
    }
    return folders.map((folder) => `${folder}/`).join('');
}


/***/ })

};
