export const id = 546;
export const ids = [546];
export const modules = {

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
