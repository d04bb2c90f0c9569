export const id = 256;
export const ids = [256];
export const modules = {

/***/ 3653:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ baseUrlOf)
/* harmony export */ });
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2734);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8959);


/**
 * What the links of a project begin with: as entries of this program have it, else as the index has it; undefined where
 * links are relative. Another tool's entries do not say it, whatever its pages say.
 */
async function baseUrlOf(store, entries) {
    if (!entries.some(_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .isForeign */ .jq))
        return entries[0]?.baseUrl;
    const own = entries.find((entry) => !(0,_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .isForeign */ .jq)(entry));
    return own === undefined ? (await (0,_root_js__WEBPACK_IMPORTED_MODULE_1__/* .readRoot */ .XD)(store))?.baseUrl : own.baseUrl;
}


/***/ }),

/***/ 2150:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ nextEntries)
/* harmony export */ });
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8321);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3653);
/* harmony import */ var _distributions_metadata_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5624);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2734);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(546);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7985);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8138);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4903);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4057);










/**
 * The entries as a record's next state has them: those that another tool wrote with its serial, and one description among
 * them, that of the latest version. Records that only get more entries do not need to look for that.
 */
async function nextEntries(store, project, { entries, serial }) {
    const baseUrl = await (0,_base_url_js__WEBPACK_IMPORTED_MODULE_2__/* .baseUrlOf */ .i)(store, entries);
    return (0,_entries_js__WEBPACK_IMPORTED_MODULE_4__/* .withOneDescription */ .ne)(await describeLatest(store, project, (0,_entries_js__WEBPACK_IMPORTED_MODULE_4__/* .claimed */ .Sf)(entries, { serial, baseUrl })));
}
/**
 * The entries with a description for the latest version. Another version may have become the latest, whose description
 * the record has not kept: then it is read from the metadata beside one of its wheels, where there is any.
 */
async function describeLatest(store, project, entries) {
    const latest = (0,_releases_js__WEBPACK_IMPORTED_MODULE_7__/* .latestVersion */ .q)(entries);
    const release = entries.filter(({ version }) => latest !== undefined && (0,_versions_js__WEBPACK_IMPORTED_MODULE_9__/* .versionKey */ ._5)(version) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_9__/* .versionKey */ ._5)(latest));
    if (release.some(({ info }) => info.description !== ''))
        return entries;
    const described = release.find(({ coreMetadata, source }) => coreMetadata !== undefined && source === undefined);
    const description = described === undefined ? '' : await descriptionOf(store, project, described);
    if (description === '')
        return entries;
    return entries.map((entry) => (entry === described ? (0,_record_js__WEBPACK_IMPORTED_MODULE_6__/* .changeEntry */ .df)(entry, { description }) : entry));
}
async function descriptionOf(store, project, { filename, version }) {
    const key = (0,_storing_js__WEBPACK_IMPORTED_MODULE_8__/* .keyOf */ .TN)(project, version, (0,_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .metadataName */ .FF)(filename));
    try {
        const opened = await store.artifacts.open(key);
        if (opened === undefined)
            return '';
        return (0,_distributions_metadata_js__WEBPACK_IMPORTED_MODULE_3__/* .parseMetadata */ .j)(await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__.buffer)(opened.body), key.path).description ?? '';
    }
    catch (error) {
        // What is wrong with it is for a check to say.
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isRegistryError */ .IP)(error, 'corrupt'))
            return '';
        throw error;
    }
}


/***/ }),

/***/ 2734:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NP: () => (/* binding */ isOwn),
/* harmony export */   Sf: () => (/* binding */ claimed),
/* harmony export */   bk: () => (/* binding */ newEntry),
/* harmony export */   eV: () => (/* binding */ baseUrlIn),
/* harmony export */   jq: () => (/* binding */ isForeign),
/* harmony export */   kS: () => (/* binding */ renewEntry),
/* harmony export */   ne: () => (/* binding */ withOneDescription),
/* harmony export */   py: () => (/* binding */ stamped)
/* harmony export */ });
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7985);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8138);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4057);



/** The entry of a file that is new to its record: Stick's keys in their order, then those that came after it. */
function newEntry(file, around) {
    const { metadata, digests } = file;
    const document = {
        ...metadataKeys(metadata),
        comment_text: '',
        digests: {
            md5: digests.md5 ?? null,
            sha256: digests.sha256 ?? null,
            ...(digests.blake2b_256 === undefined ? {} : { blake2b_256: digests.blake2b_256 })
        },
        etag: around.revision,
        filename: file.filename,
        has_sig: file.hasSignature,
        md5_digest: digests.md5 ?? null,
        packagetype: file.kind === 'wheel' ? 'bdist_wheel' : 'sdist',
        python_version: file.pythonVersion,
        size: file.size,
        // Stick's own times have no zone and end with the seconds.
        upload_time: around.uploadTime.slice(0, 19),
        upload_time_iso_8601: around.uploadTime,
        yanked: false,
        yanked_reason: null,
        core_metadata: file.coreMetadata === undefined ? null : { sha256: file.coreMetadata },
        provenance: file.hasProvenance,
        base_url: around.baseUrl ?? null,
        ...(around.url === undefined ? {} : { url: around.url }),
        ...(around.source === undefined ? {} : { source: around.source }),
        serial: around.serial
    };
    return (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .parseEntry */ .ER)(document, file.filename);
}
/** What of core metadata goes into an entry, under the keys that Stick and Warehouse have for it. */
function metadataKeys(metadata) {
    return {
        author: metadata.author ?? null,
        author_email: metadata.authorEmail ?? null,
        classifiers: metadata.classifiers,
        description: metadata.description ?? null,
        description_content_type: metadata.descriptionContentType ?? null,
        home_page: metadata.homePage ?? null,
        keywords: metadata.keywords ?? null,
        license: metadata.license ?? null,
        maintainer: metadata.maintainer ?? null,
        maintainer_email: metadata.maintainerEmail ?? null,
        name: metadata.name,
        platform: metadata.platforms[0] ?? '',
        // Of labels that stand twice Python's dict() keeps the last, too.
        project_urls: Object.fromEntries(metadata.projectUrls),
        requires_dist: metadata.requiresDist,
        requires_python: metadata.requiresPython ?? null,
        summary: metadata.summary ?? null,
        version: metadata.version,
        metadata_version: metadata.metadataVersion,
        download_url: metadata.downloadUrl ?? null,
        license_expression: metadata.licenseExpression ?? null,
        license_files: metadata.licenseFiles,
        provides_extra: metadata.providesExtra,
        dynamic: metadata.dynamic
    };
}
/**
 * The entry of a file that was read again, from what it says now: what only the record knows stays, which is what other
 * tools wrote, and of the same bytes a yank and a comment.
 */
function renewEntry(entry, made, { isSame }) {
    const next = (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, {
        ...(entry.url === undefined ? {} : { url: null }),
        ...(entry.source === undefined ? {} : { source: null }),
        ...made.document,
        ...(isSame ? keptOf(entry) : {})
    });
    if (isEqual(entry, next))
        return { entry, what: undefined };
    return { entry: next, what: isSame ? 'brought up to date' : 'replaced' };
}
/** What a file says does not tell whether it was yanked. */
function keptOf({ document }) {
    const { yanked, yanked_reason: reason, comment_text: comment } = document;
    return { yanked: yanked ?? false, yanked_reason: reason ?? null, comment_text: comment ?? '' };
}
/** True where entries differ at most in their serials, and in the description, which one entry alone keeps. */
function isEqual(one, other) {
    const plain = ({ document }) => {
        const compared = Object.entries(document).filter(([key]) => key !== 'serial' && key !== 'description');
        return JSON.stringify(compared.sort(([a], [b]) => (a < b ? -1 : 1)));
    };
    return plain(one) === plain(other);
}
/** What absolute links of the index's own files begin with, as far as its entries tell. */
function baseUrlIn(entries) {
    return entries?.find(isOwn)?.baseUrl;
}
/** True for what this program has entered of the index's own files: neither another tool's, nor on somebody's release. */
function isOwn(entry) {
    return !isForeign(entry) && entry.source === undefined;
}
/**
 * The entries with the serial of their next state, and links as the rest has them, for those that another tool wrote. It
 * wrote the pages of their versions as well, and pages are written where a serial changes.
 */
function claimed(entries, { serial, baseUrl }) {
    const change = baseUrl === undefined ? { serial } : { serial, base_url: baseUrl };
    return entries.map((entry) => (isForeign(entry) ? (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, change) : entry));
}
/**
 * The entries with the serial of their next state where a file has gone since `before`: pages have the serials of the
 * files they show, and their bytes must never come back. Of each version that lost a file one of the others takes it,
 * and the last of all where no other entry has.
 */
function stamped(entries, { before, serial }) {
    const kept = new Set(entries.map(({ filename }) => filename));
    const lost = new Set(before.filter(({ filename }) => !kept.has(filename)).map(({ version }) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(version)));
    const owing = new Map();
    if (lost.size > 0)
        for (const entry of entries)
            owing.set((0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(entry.version), entry);
    const taking = new Set([...owing].flatMap(([key, entry]) => (lost.has(key) ? [entry] : [])));
    const last = entries.at(-1);
    if (last !== undefined && taking.size === 0 && entries.every((entry) => entry.serial !== serial))
        taking.add(last);
    return entries.map((entry) => (taking.has(entry) ? (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, { serial }) : entry));
}
/** True for an entry that another tool wrote. */
function isForeign({ serial }) {
    return serial === 0;
}
/**
 * The entries with one description among them, that of the latest version, so that a record does not grow with files
 * times descriptions. No page shows another one.
 */
function withOneDescription(entries) {
    const latest = (0,_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .latestVersion */ .q)(entries);
    const key = latest === undefined ? undefined : (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(latest);
    const keeper = entries.find((entry) => entry.info.description !== '' && (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(entry.version) === key)?.filename;
    return entries.map((entry) => entry.info.description === '' || entry.filename === keeper
        ? entry
        : (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, { description: '' }));
}


/***/ }),

/***/ 2259:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zj: () => (/* binding */ losing),
/* harmony export */   hF: () => (/* binding */ withPages),
/* harmony export */   kI: () => (/* binding */ emptiedOf),
/* harmony export */   u1: () => (/* binding */ forgottenIn)
/* harmony export */ });
/* harmony import */ var p_map__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(606);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7934);
/* harmony import */ var _pages_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5176);



/** Versions, as they were spelt, of which no file is left: their pages must not go on naming one. */
function emptiedOf(entries, { files, versions }) {
    const alive = new Set(entries.map(({ version }) => version));
    const emptied = new Map();
    const gone = [
        ...files.values(),
        ...[...versions].map(([version, serial]) => ({ version, serial }))
    ];
    for (const { version, serial } of gone) {
        if (alive.has(version))
            continue;
        const known = emptied.get(version);
        if (known === undefined || known.serial < serial)
            emptied.set(version, { version, serial });
    }
    return [...emptied.values()].sort((one, other) => (one.version < other.version ? -1 : 1));
}
/** Versions that may have pages, and that neither a file nor a tombstone speaks for. */
function forgottenIn({ versions }, entries, tombstones) {
    if (versions.size === 0)
        return [];
    const known = new Set([
        ...entries.map(({ version }) => version),
        ...emptiedOf(entries, tombstones).map(({ version }) => version)
    ]);
    return [...versions].filter((version) => !known.has(version) && (0,_pages_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .canHavePage */ .u)(version));
}
/** Those versions of a project that do have pages: somebody else's folders are left alone. */
async function withPages(store, folder, versions) {
    const pageOf = async (version) => {
        const { body } = await store.documents.read(`${folder}/${version}/json`);
        return body !== undefined && isPage(body) ? [version] : [];
    };
    return (await (0,p_map__WEBPACK_IMPORTED_MODULE_1__/* ["default"] */ .Ay)(versions, pageOf, { concurrency: 16 })).flat();
}
const pageSchema = valibot__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qFJ(), valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ info: valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ version: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }), urls: valibot__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J()) }));
/** True for Warehouse's JSON of a version, whoever made it. */
function isPage(body) {
    return valibot__WEBPACK_IMPORTED_MODULE_2__.is(pageSchema, Buffer.from(body).toString('utf8'));
}
/** Versions whose last files a record is about to lose otherwise than by a removal. */
function losing(before, after, { files }) {
    const alive = new Set(after.map(({ version }) => version));
    const lost = before.filter(({ filename, version }) => !alive.has(version) && !files.has(filename));
    return [...new Set(lost.map(({ version }) => version))].filter(_pages_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .canHavePage */ .u);
}


/***/ }),

/***/ 546:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ metadataName),
/* harmony export */   HN: () => (/* binding */ provenanceName),
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


/***/ }),

/***/ 843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ lastSegments)
/* harmony export */ });
/** What the links of an HTML page end in, decoded: files, or folders. Another tool made the page, so it may say anything. */
function lastSegments(page) {
    const text = Buffer.from(page).toString('utf8');
    return [...text.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].flatMap(([, double, single]) => lastSegment(double ?? single ?? ''));
}
/** Stick writes absolute links, others relative ones. */
function lastSegment(href) {
    const path = href.replace(/[?#].*$/, '').replace(/\/(?:index\.html)?$/, '');
    try {
        return [decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))];
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 3925:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CY: () => (/* binding */ addressBelow),
/* harmony export */   Lm: () => (/* binding */ addressFrom),
/* harmony export */   PW: () => (/* binding */ isAddress),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   hQ: () => (/* binding */ withDigest),
/* harmony export */   me: () => (/* binding */ webBase),
/* harmony export */   qj: () => (/* binding */ externalAddress),
/* harmony export */   ug: () => (/* binding */ encodeSegment)
/* harmony export */ });
/** Only this module can make an address. */
const ADDRESS = Symbol('address');
/**
 * The address of a place below another one. `base` is `''`, `'../'` and so on, or what `webBase` gave; the segments are
 * percent-encoded, `+` as well, which S3 takes for a space. An empty segment at the end gives a `/` there.
 */
function addressBelow(base, ...segments) {
    return { [ADDRESS]: base + segments.map(encodeSegment).join('/') };
}
/** An address seen from a page that lies elsewhere: `base` leads there from it. It must not be an absolute one. */
function addressFrom(base, address) {
    return { [ADDRESS]: base + address[ADDRESS] };
}
/** A segment of a path as it stands in an address. */
function encodeSegment(segment) {
    return PLAIN.test(segment) ? segment : encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
/** The same address with a digest in its fragment. The digest is lower-case hex. */
function withDigest(address, algorithm, digest) {
    return { [ADDRESS]: `${address[ADDRESS]}#${algorithm}=${digest}` };
}
/** The address that a stranger's text stands for; undefined where it begins with anything but http, https or mailto. */
function externalAddress(text) {
    const url = parse(text);
    return url !== undefined && HARMLESS.has(url.protocol) ? { [ADDRESS]: url.href } : undefined;
}
/** What absolute links begin with, ending in `/`; undefined where the text can't be that: no query, no fragment. */
function webBase(text) {
    const url = parse(text);
    if (url === undefined || !WEB.has(url.protocol) || /[?#]/.test(url.href))
        return undefined;
    return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
/** True for what this module made. */
function isAddress(value) {
    return typeof value === 'object' && value !== null && ADDRESS in value;
}
/** An address as it is written. In HTML it still has to be escaped. */
function textOf(address) {
    return address[ADDRESS];
}
/** Most segments are, and need no work. */
const PLAIN = /^[\w.-]*$/;
const WEB = new Set(['http:', 'https:']);
const HARMLESS = new Set([...WEB, 'mailto:']);
function parse(text) {
    return URL.canParse(text) ? new URL(text) : undefined;
}


/***/ }),

/***/ 9466:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ linkAddress),
/* harmony export */   Ie: () => (/* binding */ viewFile),
/* harmony export */   le: () => (/* binding */ linkDigest)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(546);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3925);
/* harmony import */ var _html_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2104);



/** A file in a project's folder, as pages show it. */
function viewFile(entry, folder) {
    const web = entry.baseUrl === undefined ? undefined : (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .webBase */ .me)(entry.baseUrl);
    const base = web === undefined ? undefined : `${web}${(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeSegment */ .ug)(folder)}/`;
    const plain = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressBelow */ .CY)(base ?? '', entry.filename);
    const address = (toFolder, beside) => {
        const elsewhere = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .externalAddress */ .qj)(`${entry.url ?? ''}${beside === undefined ? '' : BESIDE[beside]('')}`);
        if (entry.url !== undefined && elsewhere !== undefined)
            return elsewhere;
        const own = beside === undefined ? plain : (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressBelow */ .CY)(base ?? '', BESIDE[beside](entry.filename));
        return base === undefined ? (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressFrom */ .Lm)(toFolder, own) : own;
    };
    const facts = {
        entry,
        address,
        uploadTime: utcTime(entry.uploadTime),
        coreMetadata: sha256Of(entry.coreMetadata),
        provenance: entry.hasProvenance && (entry.url ?? base)?.startsWith('https:') === true
            ? (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(address('', 'provenance'))
            : undefined
    };
    return { ...facts, attributes: linkAttributes(facts) };
}
/** The digest that a link carries: sha256, or md5 where another tool noted no other; undefined where it noted none. */
function linkDigest({ digests }) {
    if (digests.sha256 !== undefined)
        return ['sha256', digests.sha256];
    return digests.md5 === undefined ? undefined : ['md5', digests.md5];
}
/** The address of a file with its digest, as the simple API has it in HTML. */
function linkAddress(file, toFolder) {
    const digest = linkDigest(file.entry);
    const address = file.address(toFolder);
    return digest === undefined ? address : (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .withDigest */ .hQ)(address, ...digest);
}
const BESIDE = { metadata: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .metadataName */ .FF, signature: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .signatureName */ .S1, provenance: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .provenanceName */ .HN };
/**
 * https://packaging.python.org/specifications/simple-repository-api/, and what uv alone reads (size, time). A yank always
 * has a value, since pip does not see an attribute without one; a signature is denied as well as told, so that every link
 * of a page has it. `data-dist-info-metadata`, the former name of `data-core-metadata`, is left out: the only versions of
 * pip that read it alone (22.3 to 23.1) refuse a wheel whose author spells the name otherwise than who asks for it.
 */
function linkAttributes({ entry, coreMetadata, provenance, uploadTime }) {
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_2__/* .attributes */ .uK)({
        'data-requires-python': entry.requiresPython,
        'data-yanked': entry.yanked,
        'data-core-metadata': coreMetadata === undefined ? undefined : `sha256=${coreMetadata}`,
        'data-gpg-sig': String(entry.hasSignature),
        'data-provenance': provenance,
        'data-size': entry.size,
        'data-upload-time': uploadTime
    });
}
function sha256Of(text) {
    const digest = text?.toLowerCase();
    return digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}
const TIME = /^(\d{4}-(?:0[1-9]|1[0-2])-([0-3]\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d{1,6})?\d*(?:(Z)|([+-]\d\d):?(\d\d))$/;
/** Other tools may have written anything. A time that does not exist would make clients refuse the whole page. */
function utcTime(text) {
    const found = TIME.exec(text ?? '');
    if (found === null)
        return undefined;
    const [, seconds = '', day = '', fraction = '', zulu, hours = '', minutes = ''] = found;
    // Every month has 28 days, so most times need no closer look, which would take most of the time of a large page.
    if (zulu !== undefined && day > '00' && day < '29')
        return `${seconds}${fraction}Z`;
    const date = new Date(`${seconds}${zulu ?? `${hours}:${minutes}`}`);
    if (Number.isNaN(date.getTime()))
        return undefined;
    const utc = date.toISOString().slice(0, seconds.length);
    return zulu === undefined || utc === seconds ? `${utc}${fraction}Z` : undefined;
}


/***/ }),

/***/ 4196:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ framed)
});

// EXTERNAL MODULE: ./src/python/pages/html.ts
var html = __webpack_require__(2104);
// EXTERNAL MODULE: ./src/python/pages/simple-json.ts
var simple_json = __webpack_require__(5446);
;// CONCATENATED MODULE: ./src/python/pages/style.ts

/**
 * How pages look: on any screen, in light and in dark. Every page carries it, and installers fetch pages with every
 * install, so it is short.
 */
const STYLE = (0,html/* css */.AH) `
  :root {
    color-scheme: light dark;
    --ink: #1d2329;
    --soft: #5d6874;
    --line: #dde2e7;
    --paper: #fff;
    --card: #f5f7f9;
    --link: #0a5bb5;
    --warn: #8f3700;
    --tint: #ffeede;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ink: #e3e7eb;
      --soft: #98a3ae;
      --line: #323a42;
      --paper: #12161a;
      --card: #1b2127;
      --link: #79b8ff;
      --warn: #ffb27d;
      --tint: #3a2415;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    max-width: 60rem;
    margin: 0 auto;
    padding: 1.25rem 1.25rem 4rem;
    font:
      1rem/1.55 system-ui,
      sans-serif;
    color: var(--ink);
    background: var(--paper);
    overflow-wrap: anywhere;
  }
  a,
  button {
    color: var(--link);
    text-decoration: none;
  }
  a:hover,
  button:hover {
    text-decoration: underline;
  }
  button {
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    cursor: pointer;
  }
  nav > * {
    margin-right: 1.25rem;
  }
  h1 {
    margin: 1.75rem 0 0.25rem;
    font-size: 2rem;
    line-height: 1.2;
  }
  h1 small,
  .soft,
  time,
  dt {
    color: var(--soft);
    font-weight: 400;
  }
  h2 {
    margin: 2.25rem 0 0.75rem;
    font-size: 1.2rem;
  }
  p {
    margin: 0.5rem 0;
  }
  .lead {
    font-size: 1.125rem;
  }
  pre {
    margin: 1.25rem 0 0.25rem;
    padding: 0.75rem 1rem;
    border-radius: 0.5rem;
    background: var(--card);
    white-space: pre-wrap;
  }
  code,
  pre {
    font:
      0.875rem/1.6 ui-monospace,
      Menlo,
      Consolas,
      monospace;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.4rem 1.5rem;
    margin: 1.5rem 0;
  }
  dd {
    margin: 0;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  details,
  .card {
    margin: 0.6rem 0;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
    overflow: hidden;
  }
  summary {
    padding: 0.6rem 1rem;
    cursor: pointer;
  }
  details[open] summary {
    border-bottom: 1px solid var(--line);
    background: var(--card);
  }
  summary > * {
    margin: 0 0.6rem 0 0.25rem;
  }
  mark {
    display: inline-block;
    padding: 0.15rem 0.5rem;
    border-radius: 0.4rem;
    background: var(--line);
    color: inherit;
    font-size: 0.85rem;
  }
  td > a {
    margin-right: 0.5rem;
  }
  .yanked {
    background: var(--tint);
    color: var(--warn);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  td {
    padding: 0.55rem 1rem;
    border-top: 1px solid var(--line);
    vertical-align: top;
  }
  tr:first-child td {
    border: 0;
  }
  td + td {
    width: 1%;
    padding-left: 0;
    white-space: nowrap;
    color: var(--soft);
  }
  td p {
    margin: 0;
  }
  details p {
    padding: 0.55rem 1rem;
    margin: 0;
    border-top: 1px solid var(--line);
  }
  .columns {
    columns: 15rem;
    margin: 1.5rem 0;
  }
  @media (max-width: 40rem) {
    dl,
    td {
      display: block;
    }
    dt {
      margin-top: 0.5rem;
    }
    td + td {
      display: inline-block;
      width: auto;
      padding: 0 0 0.55rem 1rem;
      border: 0;
    }
  }
`;

;// CONCATENATED MODULE: ./src/python/pages/frame.ts



/**
 * A whole page: everything is in it, since an index holds no style sheets, and it needs no script. Other sites do not
 * learn the address of the index from it.
 */
function framed({ title, serial, body }) {
    return (0,html/* markup */.PT) `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="pypi:repository-version" content="${simple_json/* API_VERSION */.mG}">
<meta name="registry:serial" content="${serial}">
<title>${title}</title>
${STYLE}
</head>
<body>
${body}
</body>
</html>
`;
}


/***/ }),

/***/ 2104:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ bytesOf),
/* harmony export */   AH: () => (/* binding */ css),
/* harmony export */   PT: () => (/* binding */ markup),
/* harmony export */   uK: () => (/* binding */ attributes)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3925);

const MARKUP = Symbol('markup');
const ATTRIBUTES = Symbol('attributes');
/**
 * Writes HTML: `` markup`<p title="${text}">${text}</p>` ``. Where a value stands says what it may be: between tags
 * `Content`, in a quoted attribute a text or a number, in one that leads somewhere an `Address`, in a tag itself
 * `Attributes`. Texts are escaped wherever they stand. Any other value, and a value where none is safe (in a script, a
 * style, an attribute without quotes), throws: that is a mistake of the program.
 */
function markup(parts, ...values) {
    const holes = holesOf(parts);
    let text = parts[0] ?? '';
    for (let index = 0; index < values.length; index += 1) {
        text += write(values[index], holes[index]) + (parts[index + 1] ?? '');
    }
    return { [MARKUP]: text };
}
/** Those attributes that have a value. An empty text is one: `data-yanked=""`. */
function attributes(values) {
    let text = '';
    for (const name in values) {
        const value = values[name];
        if (!plain.has(name))
            admit(name);
        if (value !== undefined)
            text += ` ${name}="${escapeText(String(value))}"`;
    }
    return { [ATTRIBUTES]: text };
}
/** Names of attributes that were found to take any text. */
const plain = new Set();
function admit(name) {
    if (!/^[a-z-]+$/.test(name) || holeOf(name) !== 'value')
        throw misplaced(`The attribute ${name}`);
    plain.add(name);
}
/** A style sheet in its element, without the white space. It can hold no values. */
function css({ raw: [sheet = '', ...rest] }) {
    if (rest.length > 0 || sheet.includes('<'))
        throw misplaced('A value or a tag in a style sheet');
    const short = sheet
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,:]) /g, '$1')
        .replaceAll(';}', '}');
    return { [MARKUP]: `<style>${short}</style>` };
}
/** The bytes of a finished page. */
function bytesOf(page) {
    return Buffer.from(page[MARKUP]);
}
function write(value, hole) {
    if (typeof value === 'string' || typeof value === 'number') {
        if (hole === 'content' || hole === 'value')
            return escapeText(String(value));
    }
    else if ((0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .isAddress */ .PW)(value)) {
        if (hole === 'address')
            return escapeText((0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(value));
    }
    else if (value !== undefined && ATTRIBUTES in value) {
        if (hole === 'attributes')
            return value[ATTRIBUTES];
    }
    else if (hole === 'content') {
        return value === undefined ? '' : writeContent(value);
    }
    throw misplaced(`A value of the wrong kind for ${hole ?? 'no place'}`);
}
function writeContent(content) {
    if (MARKUP in content)
        return content[MARKUP];
    if (!(Symbol.iterator in content))
        throw misplaced('An object');
    let text = '';
    for (const each of content)
        text += write(each, 'content');
    return text;
}
/**
 * A line break of the old Macs would become one of Unix on its way through a parser, and a zero or half a character
 * has no place in HTML at all.
 */
const SPECIAL = /[&<>"'\r\0\p{Surrogate}]/gu;
const ESCAPES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
    '\r': '&#13;'
};
/** The same, quick to look for: a half of a pair counts, too. */
const PERHAPS_SPECIAL = /[&<>"'\r\0\ud800-\udfff]/;
function escapeText(text) {
    if (!PERHAPS_SPECIAL.test(text))
        return text;
    return text.replace(SPECIAL, (character) => ESCAPES[character] ?? '\uFFFD');
}
const known = new WeakMap();
function holesOf(parts) {
    const before = known.get(parts);
    if (before !== undefined)
        return before;
    const holes = findHoles(parts);
    known.set(parts, holes);
    return holes;
}
function findHoles(parts) {
    let place = { in: 'content' };
    const holes = [];
    for (const [index, part] of parts.entries()) {
        place = advance(place, part);
        const next = parts[index + 1];
        if (next !== undefined)
            holes.push(holeAt(place, part, next));
    }
    if (place.in !== 'content')
        throw misplaced(`A template that ends within ${place.in}`);
    return holes;
}
function holeAt(place, before, after) {
    if (place.in === 'content')
        return 'content';
    if (place.in === 'tag' && /[a-z0-9"]$/.test(before) && /^[\s>]/.test(after))
        return 'attributes';
    if (place.in === 'attribute') {
        const hole = holeOf(place.name);
        const alone = before.endsWith('="') && after.startsWith('"');
        if (hole === 'value' || (hole === 'address' && alone))
            return hole;
    }
    throw misplaced(`A value in ${place.in === 'attribute' ? place.name : place.in}`);
}
const LEADING = new Set(['href', 'src', 'action', 'formaction']);
/** What an attribute takes; undefined where no value is safe in it. */
function holeOf(attribute) {
    if (LEADING.has(attribute))
        return 'address';
    return attribute === 'style' || attribute.startsWith('on') ? undefined : 'value';
}
const TOKENS = /<!--|<!doctype|<\/?([a-z][a-z0-9]*)|([a-z-]+)="|["<>]/g;
const RAW = new Set(['style', 'script']);
function advance(start, part) {
    let place = start;
    for (const token of part.matchAll(TOKENS))
        place = step(place, token);
    return place;
}
function step(place, [token, element, name]) {
    switch (place.in) {
        case 'content':
            if (token === '<!--' || token === '<' || token === '>')
                throw misplaced(`A bare ${token}`);
            return token.startsWith('<')
                ? { in: 'tag', element: token.startsWith('</') ? '' : (element ?? '') }
                : place;
        case 'tag':
            if (token === '>')
                return RAW.has(place.element) ? { in: 'raw', element: place.element } : { in: 'content' };
            if (name === undefined)
                throw misplaced(`${token} in a tag`);
            return { in: 'attribute', element: place.element, name };
        case 'attribute':
            return token.endsWith('"') ? { in: 'tag', element: place.element } : place;
        case 'raw':
            return token === `</${place.element}` ? { in: 'tag', element: '' } : place;
    }
}
function misplaced(what) {
    return new Error(`${what} can not be written into HTML`);
}


/***/ }),

/***/ 2022:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ once),
/* harmony export */   Z: () => (/* binding */ pageOf)
/* harmony export */ });
/** The kinds of documents that an index has, and how they are sent. */
const CONTENT_TYPES = {
    html: 'text/html; charset=utf-8',
    simple: 'application/vnd.pypi.simple.v1+json',
    json: 'application/json; charset=utf-8'
};
/**
 * A page as stores take it. Caches may keep it, and have to ask before they use it again: with any age at all, somebody
 * who has just pushed a version would be told that it is not there, and installers do not ask twice.
 */
function pageOf({ path, orElse, kind, body, serial }) {
    let made;
    return {
        path,
        orElse,
        get body() {
            return (made ??= body());
        },
        contentType: CONTENT_TYPES[kind],
        cacheControl: 'no-cache',
        serial
    };
}
/** Makes a body when it is asked for, and then keeps it. */
function once(make) {
    let made;
    return () => (made ??= make());
}


/***/ }),

/***/ 8847:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ installing),
/* harmony export */   HI: () => (/* binding */ lead),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   Ix: () => (/* binding */ facts),
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   eW: () => (/* binding */ yankedMark),
/* harmony export */   g1: () => (/* binding */ readableSize),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   vd: () => (/* binding */ day)
/* harmony export */ });
/* harmony import */ var _html_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2104);

/** A size as people read it: `532 B`, `12.3 kB`. */
function readableSize(bytes) {
    let value = bytes;
    let unit = 0;
    for (; value >= 999.5 && unit < UNITS.length - 1; unit += 1)
        value /= 1000;
    return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
/** The day of a time as `FileView` has it. */
function day(time) {
    if (time === undefined)
        return undefined;
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<time>${time.slice(0, 'YYYY-MM-DD'.length)}</time>`;
}
/** How many there are of something: `1 file`, `1,200 files`. */
function counted(count, one) {
    return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${one}${count === 1 ? '' : 's'}`;
}
/** What a file is: `source`, `wheel for py3`. */
function kindOf({ packagetype, pythonVersion }) {
    if (packagetype === 'sdist')
        return 'source';
    const kind = packagetype === 'bdist_wheel' ? 'wheel' : packagetype;
    return pythonVersion === '' ? kind : `${kind} for ${pythonVersion}`;
}
/** A mark that something was yanked, with the reason where one was given; undefined where it was not. */
function yankedMark(reason) {
    if (reason === undefined)
        return undefined;
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<mark class="yanked">yanked${reason === '' ? undefined : (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `: <bdi>${reason}</bdi>`}</mark>`;
}
/** What a project says it is. */
function lead({ info: { summary } }) {
    return summary === '' ? undefined : (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<p class="lead"><bdi>${summary}</bdi></p>`;
}
/** How to install something from this index. */
function installing({ what, index, path }) {
    const address = index ?? (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<var>INDEX</var>`;
    const hint = path === ''
        ? (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `is the address of this page.`
        : (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `is the address of this page without <code>${path}</code> at its end.`;
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<pre>pip install --index-url ${address} ${what}
uv pip install --default-index ${address} ${what}</pre>
${index === undefined ? (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<p class="soft"><var>INDEX</var> ${hint}</p>` : undefined}`;
}
/** A list of names and what they are, without those of which nothing is known. */
function facts(known) {
    const told = known.filter(([, what]) => what !== undefined && what !== '');
    if (told.length === 0)
        return undefined;
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<dl>
${told.map(([name, what]) => (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<dt>${name}</dt><dd>${what}</dd>\n`)}</dl>`;
}
/** One below the other; undefined where there are none. */
function listed(items) {
    return items.length === 0 ? undefined : (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<ul>${items.map((item) => (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<li>${item}</li>`)}</ul>`;
}


/***/ }),

/***/ 5446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jz: () => (/* binding */ simpleRoot),
/* harmony export */   eG: () => (/* binding */ simpleProject),
/* harmony export */   mG: () => (/* binding */ API_VERSION)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3925);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9466);


/**
 * The simple API as JSON, https://packaging.python.org/specifications/simple-repository-api/ (PEP 691 and its
 * successors). 1.4 is the newest version that HTML has, too; 1.5 adds namespaces, which this index does not have.
 */
const API_VERSION = '1.4';
/** The JSON page of a project. */
function simpleProject({ name, releases, serial, toFolder }) {
    return JSON.stringify({
        meta: { 'api-version': API_VERSION, '_last-serial': serial },
        name,
        versions: releases.flatMap(({ canonical }) => canonical),
        files: releases.flatMap(({ files }) => files.map((file) => simpleFile(file, toFolder)))
    });
}
/** The JSON page of the root. */
function simpleRoot(names, serial) {
    return JSON.stringify({
        meta: { 'api-version': API_VERSION, '_last-serial': serial },
        projects: names.map((name) => ({ name }))
    });
}
/**
 * Keys without a value are left out. `dist-info-metadata`, the former name of `core-metadata`, is always: some
 * versions of pip end in a traceback where they see it.
 */
function simpleFile({ entry, uploadTime, coreMetadata, provenance, address }, toFolder) {
    const digest = (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .linkDigest */ .le)(entry);
    return {
        filename: entry.filename,
        url: (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(address(toFolder)),
        hashes: digest === undefined ? {} : { [digest[0]]: digest[1] },
        'requires-python': entry.requiresPython,
        size: entry.size,
        'upload-time': uploadTime,
        yanked: entry.yanked === undefined ? undefined : entry.yanked || true,
        'core-metadata': coreMetadata === undefined ? undefined : { sha256: coreMetadata },
        'gpg-sig': entry.hasSignature,
        provenance
    };
}


/***/ }),

/***/ 5176:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ versionPages),
/* harmony export */   u: () => (/* binding */ canHavePage)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4057);

/**
 * The versions that have pages, a page a spelling, each with the whole release. A version that was emptied keeps its
 * page; where the release goes on under another spelling, that page shows it.
 */
function versionPages(releases, emptied) {
    const pages = new Map();
    for (const release of releases)
        for (const spelling of release.spellings)
            pages.set(spelling, { spelling, release, serial: release.serial });
    if (emptied.length > 0) {
        const byKey = new Map(releases.map((release) => [(0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionKey */ ._5)(release.version), release]));
        const highest = new Map();
        for (const { version, serial } of emptied) {
            const key = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionKey */ ._5)(version);
            highest.set(key, Math.max(serial, highest.get(key) ?? byKey.get(key)?.serial ?? 0));
        }
        for (const { version } of emptied) {
            const key = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionKey */ ._5)(version);
            pages.set(version, { spelling: version, release: byKey.get(key), serial: highest.get(key) ?? 0 });
        }
    }
    return [...pages.values()].filter(({ spelling }) => canHavePage(spelling));
}
/**
 * True for a version that can be the name of a folder in that of its project. Legacy versions may be anything; one that
 * is called like a document or a file would be in its way.
 */
function canHavePage(version) {
    return version.length <= MOST_CHARACTERS && FOLDER.test(version) && !FILE.test(version);
}
/** Files and folders have names of 255 bytes at most. */
const MOST_CHARACTERS = 200;
const FOLDER = /^[0-9A-Za-z](?:[0-9A-Za-z._+!-]*[0-9A-Za-z_+!-])?$/;
const FILE = /^json$|\.(?:json|html|metadata|asc|provenance|whl|egg|zip|tar|gz|tgz|bz2|xz|z|exe|msi|rpm|deb|dmg)$/i;


/***/ }),

/***/ 7895:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YB: () => (/* binding */ nextSerial),
  Cp: () => (/* binding */ projectRender),
  Wh: () => (/* binding */ readProject),
  zv: () => (/* binding */ recordOf)
});

// EXTERNAL MODULE: ./src/python/gone.ts
var gone = __webpack_require__(2259);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/python/pages/address.ts
var pages_address = __webpack_require__(3925);
// EXTERNAL MODULE: ./src/python/pages/html.ts
var html = __webpack_require__(2104);
// EXTERNAL MODULE: ./src/python/pages/page.ts
var pages_page = __webpack_require__(2022);
// EXTERNAL MODULE: ./src/python/pages/files.ts
var pages_files = __webpack_require__(9466);
// EXTERNAL MODULE: ./src/python/pages/frame.ts + 1 modules
var pages_frame = __webpack_require__(4196);
// EXTERNAL MODULE: ./src/python/names.ts
var names = __webpack_require__(3442);
;// CONCATENATED MODULE: ./src/python/pages/metadata.ts

/** How a project calls itself: as its metadata spells the name, where that is the same name. */
function spelledName(name, entry) {
    if (entry === undefined || entry.name === name)
        return name;
    return (0,names/* normalizeName */.Pc)(entry.name) === name ? entry.name : name;
}
/** Names and addresses of the authors, else of the maintainers, in a line; empty where nobody is named. */
function authorsOf(info) {
    return joined(info.author, info.authorEmail) || joined(info.maintainer, info.maintainerEmail);
}
/** The licence in a few words, where its field holds the whole text as well; empty where none is named. */
function licenseOf({ licenseExpression, license, classifiers }) {
    if (licenseExpression !== '')
        return licenseExpression;
    const [line = ''] = license.trim().split(/[\r\n]/);
    if (line !== '')
        return line.length > 80 ? `${line.slice(0, 79)}…` : line;
    const classified = classifiers.filter((each) => each.startsWith('License :: '));
    return classified.map((each) => each.slice(each.lastIndexOf(':: ') + 3)).join(', ');
}
/** The links of a project: label and what should be an address, each address once. */
function linksOf({ projectUrls, homePage, downloadUrl }) {
    const labelled = new Set(projectUrls.map(([, address]) => address));
    const plain = [['Home page', homePage], ['Download', downloadUrl]];
    return [...plain.filter(([, address]) => address !== '' && !labelled.has(address)), ...projectUrls];
}
function joined(...parts) {
    return parts.filter((part) => part !== '').join(', ');
}

// EXTERNAL MODULE: ./src/python/pages/parts.ts
var parts = __webpack_require__(8847);
// EXTERNAL MODULE: ./src/python/pages/versions.ts
var versions = __webpack_require__(5176);
;// CONCATENATED MODULE: ./src/python/pages/project-page.ts







/**
 * The page of a project for installers and people, https://packaging.python.org/specifications/simple-repository-api/.
 *
 * Every `<a>` is a file. Installers take each for one, wherever it leads: pip, uv and poetry would install from a
 * "Download" link that looks like a distribution, uv refuses the whole page for a link to `#lang=en`, and others list a
 * home page among the files. So whatever leads elsewhere is a button.
 */
function projectPage({ name, releases, latest, serial, toFolder }) {
    const shown = spelledName(name, latest?.speaker.entry);
    return (0,pages_frame/* framed */.Q)({
        title: latest === undefined ? shown : `${shown} ${latest.version}`,
        serial,
        body: (0,html/* markup */.PT) `<form>
<nav><button formaction="${(0,pages_address/* addressBelow */.CY)('../', 'index.html')}">All projects</button></nav>
<h1>${shown} <small>${latest?.version}</small></h1>
${latest === undefined ? NOTHING : about(latest.speaker.entry, name)}
${releases.length === 0 ? undefined : (0,html/* markup */.PT) `<h2>${(0,parts/* counted */.hS)(releases.length, 'version')}</h2>`}
${releases.map((release) => releaseCard(release, release === latest, toFolder))}</form>`
    });
}
const NOTHING = (0,html/* markup */.PT) `<p class="lead">All files of this project were removed.</p>`;
function about(entry, name) {
    const { info, requiresPython, baseUrl } = entry;
    const index = baseUrl === undefined ? undefined : (0,pages_address/* webBase */.me)(baseUrl);
    return (0,html/* markup */.PT) `${(0,parts/* lead */.HI)(entry)}
${(0,parts/* installing */.A1)({ what: name, index, path: `${name}/` })}
${(0,parts/* facts */.Ix)([
        ['Python', requiresPython],
        ['Licence', licenseOf(info)],
        ['Author', authorsOf(info)],
        ['Keywords', info.keywords],
        ['Links', (0,parts/* listed */.KE)(linksOf(info).map(linkOf))]
    ])}`;
}
/** A button that leads there; a text, where that is not safe, or where there is a query, which buttons would lose. */
function linkOf([label, text]) {
    const address = text.includes('?') ? undefined : (0,pages_address/* externalAddress */.qj)(text);
    const shown = (0,html/* markup */.PT) `<bdi>${text}</bdi>`;
    return (0,html/* markup */.PT) `${label}: ${address === undefined ? shown : (0,html/* markup */.PT) `<button formaction="${address}">${shown}</button>`}`;
}
function releaseCard(release, isLatest, toFolder) {
    const { version, yanked, stage, uploadTime, files } = release;
    return (0,html/* markup */.PT) `<details${(0,html/* attributes */.uK)({ open: isLatest ? '' : undefined })}>
<summary><strong>${version}</strong>${isLatest ? LATEST : undefined}${stage === 'pre-release' ? PRE_RELEASE : undefined}\
${(0,parts/* yankedMark */.eW)(yanked)} ${(0,parts/* day */.vd)(uploadTime)} <span class="soft">${(0,parts/* counted */.hS)(files.length, 'file')}</span></summary>
<table>
${files.map((file) => fileRow(file, release, toFolder))}</table>
${(0,versions/* canHavePage */.u)(version) ? moreAbout(version) : undefined}</details>
`;
}
const LATEST = (0,html/* markup */.PT) `<mark>latest</mark>`;
const PRE_RELEASE = (0,html/* markup */.PT) `<mark>pre-release</mark>`;
function fileRow(file, { yanked }, toFolder) {
    const { entry, uploadTime } = file;
    return (0,html/* markup */.PT) `<tr><td><a href="${(0,pages_files/* linkAddress */.$i)(file, toFolder)}"${file.attributes}>${entry.filename}</a>\
${yanked === undefined ? (0,parts/* yankedMark */.eW)(entry.yanked) : undefined}</td><td>${(0,parts/* kindOf */.I)(entry)}</td>\
<td>${(0,parts/* readableSize */.g1)(entry.size)}</td><td>${(0,parts/* day */.vd)(uploadTime)}</td></tr>
`;
}
function moreAbout(version) {
    return (0,html/* markup */.PT) `<p><button formaction="${(0,pages_address/* addressBelow */.CY)('', version, '')}">More about ${version}</button></p>
`;
}

// EXTERNAL MODULE: ./src/python/versions.ts
var python_versions = __webpack_require__(4057);
;// CONCATENATED MODULE: ./src/python/pages/releases.ts


/** The releases of a project, the newest first, legacy versions last. The order of the record plays no part. */
function releasesOf(record, folder) {
    const groups = [];
    const bySpelling = new Map();
    for (const spelling of (0,python_versions/* newestFirst */.ll)(new Set(record.entries.map(({ version }) => version)))) {
        const version = (0,python_versions/* parseVersion */.ot)(spelling);
        const before = groups.at(-1);
        // Equal versions stand beside each other.
        const group = before !== undefined && areEqual(before.version, version) ? before : newGroup(version);
        if (group !== before)
            groups.push(group);
        group.spellings.push(spelling);
        group.canonical.add(version === undefined ? spelling : (0,python_versions/* renderVersion */.pv)(version));
        bySpelling.set(spelling, group);
    }
    for (const entry of record.entries)
        bySpelling.get(entry.version)?.entries.push(entry);
    return groups.map((group) => releaseOf(group, folder));
}
/**
 * The release that stands for the project: as Warehouse has it one that was not yanked before one that was, a final
 * one before a pre-release, and then the newest. Undefined where there is no release.
 */
function latestRelease(releases) {
    const offered = releases.filter(({ yanked }) => yanked === undefined);
    const candidates = offered.length === 0 ? releases : offered;
    return candidates.find(({ stage }) => stage === 'final') ?? candidates[0];
}
function newGroup(version) {
    return { version, spellings: [], canonical: new Set(), entries: [] };
}
/** A legacy version is equal to none. */
function areEqual(one, other) {
    return one !== undefined && other !== undefined && (0,python_versions/* compareVersions */.Zy)(one, other) === 0;
}
function releaseOf({ version, spellings, canonical, entries }, folder) {
    const files = entries.sort(byName).map((entry) => (0,pages_files/* viewFile */.Ie)(entry, folder));
    const [first] = files;
    if (first === undefined)
        throw new Error('A release has no files');
    const times = files.map(({ uploadTime }) => uploadTime).filter((time) => time !== undefined);
    return {
        version: first.entry.version,
        spellings,
        canonical: [...canonical],
        files,
        speaker: first,
        stage: version === undefined ? 'legacy' : (0,python_versions/* isPrerelease */.V1)(version) ? 'pre-release' : 'final',
        yanked: entries.some(({ yanked }) => yanked === undefined) ? undefined : first.entry.yanked,
        uploadTime: times.reduce(earlier, undefined),
        serial: entries.reduce((highest, { serial }) => Math.max(highest, serial), 0)
    };
}
function byName(one, other) {
    return one.filename < other.filename ? -1 : one.filename > other.filename ? 1 : 0;
}
function earlier(one, other) {
    return one === undefined || other < one ? other : one;
}

// EXTERNAL MODULE: ./src/python/pages/simple-json.ts
var simple_json = __webpack_require__(5446);
;// CONCATENATED MODULE: ./src/python/pages/version-page.ts






/** The page of one version for people: its files, and all that its metadata says. No installer reads it. */
function versionPage(page) {
    const { name, version, release, serial, toProject } = page;
    const shown = spelledName(name, release?.speaker.entry);
    return (0,pages_frame/* framed */.Q)({
        title: `${shown} ${version}`,
        serial,
        body: (0,html/* markup */.PT) `<nav><a href="${(0,pages_address/* addressBelow */.CY)(toProject, 'index.html')}">All versions of ${shown}</a> \
<a href="${(0,pages_address/* addressBelow */.CY)(`${toProject}../`, 'index.html')}">All projects</a></nav>
<h1>${shown} <small>${version}</small></h1>
${release === undefined ? REMOVED : version_page_about(page, release)}`
    });
}
const REMOVED = (0,html/* markup */.PT) `<p class="lead">The files of this version were removed.</p>`;
function version_page_about({ name, version, toFolder }, release) {
    const { speaker, files, yanked, stage } = release;
    const { entry } = speaker;
    return (0,html/* markup */.PT) `${(0,parts/* lead */.HI)(entry)}
${(0,parts/* yankedMark */.eW)(yanked)}
${stage === 'legacy' ? undefined : install(entry, name, version)}
<h2>${(0,parts/* counted */.hS)(files.length, 'file')}</h2>
<div class="card"><table>
${files.map((file) => version_page_fileRow(file, yanked === undefined, toFolder))}</table></div>
<h2>Metadata</h2>
${metadata(entry)}`;
}
function install({ baseUrl }, name, version) {
    return (0,parts/* installing */.A1)({
        what: `'${name}==${version}'`,
        index: baseUrl === undefined ? undefined : (0,pages_address/* webBase */.me)(baseUrl),
        path: `${name}/${(0,pages_address/* encodeSegment */.ug)(version)}/`
    });
}
function version_page_fileRow(file, marksYanked, toFolder) {
    const { entry, coreMetadata, uploadTime } = file;
    return (0,html/* markup */.PT) `<tr><td><a href="${(0,pages_files/* linkAddress */.$i)(file, toFolder)}"${file.attributes}>${entry.filename}</a>\
${marksYanked ? (0,parts/* yankedMark */.eW)(entry.yanked) : undefined}
<p class="soft">${(0,parts/* kindOf */.I)(entry)}${coreMetadata === undefined ? undefined : beside(file, toFolder, 'metadata')}\
${entry.hasSignature ? beside(file, toFolder, 'signature') : undefined}\
${entry.hasProvenance ? beside(file, toFolder, 'provenance') : undefined}</p>
<code class="soft">${(0,pages_files/* linkDigest */.le)(entry)?.join(' ')}</code></td>\
<td>${(0,parts/* readableSize */.g1)(entry.size)}</td><td>${(0,parts/* day */.vd)(uploadTime)}</td></tr>
`;
}
function beside(file, toFolder, what) {
    return (0,html/* markup */.PT) ` &middot; <a href="${file.address(toFolder, what)}">${what}</a>`;
}
function metadata({ name, requiresPython, info }) {
    return (0,parts/* facts */.Ix)([
        ['Name', name],
        ['Author', info.author],
        ['Author email', info.authorEmail],
        ['Maintainer', info.maintainer],
        ['Maintainer email', info.maintainerEmail],
        ['Licence', info.licenseExpression === '' ? info.license : info.licenseExpression],
        ['Licence files', (0,parts/* listed */.KE)(info.licenseFiles)],
        ['Links', (0,parts/* listed */.KE)(linksOf(info).map(version_page_linkOf))],
        ['Keywords', info.keywords],
        ['Platform', info.platform],
        ['Python', requiresPython],
        ['Requires', (0,parts/* listed */.KE)(info.requiresDist)],
        ['Extras', info.providesExtra.join(', ')],
        ['Classifiers', (0,parts/* listed */.KE)(info.classifiers)]
    ]);
}
/** A link where a browser comes to no harm, else a text. */
function version_page_linkOf([label, text]) {
    const address = (0,pages_address/* externalAddress */.qj)(text);
    if (address === undefined)
        return (0,html/* markup */.PT) `${label}: <bdi>${text}</bdi>`;
    return (0,html/* markup */.PT) `${label}: <a href="${address}" rel="nofollow noreferrer"><bdi>${text}</bdi></a>`;
}

;// CONCATENATED MODULE: ./src/python/pages/warehouse.ts


/** Warehouse's JSON of a project: about its latest version, with the files of all. Its keys are those of Warehouse's own. */
function warehouseProject({ name, releases, latest, serial, toFolder }) {
    const described = latest?.files.find(({ entry }) => entry.info.description !== '')?.entry.info;
    const version = latest?.version ?? '';
    const info = infoOf({ name, version, speaker: latest?.speaker.entry, toProject: './' }, latest);
    return JSON.stringify({
        info: described === undefined ? info : { ...info, ...descriptionOf(described) },
        last_serial: serial,
        ownership: OWNERSHIP,
        releases: Object.fromEntries(releases.map((release) => [release.version, filesOf(release, toFolder)])),
        urls: latest === undefined ? [] : filesOf(latest, toFolder),
        vulnerabilities: []
    });
}
/**
 * Warehouse's JSON of one version: as that of a project, without the files of other versions. The description is empty:
 * a record keeps that of the newest version alone.
 */
function warehouseVersion({ name, version, release, serial, toFolder }) {
    const spelled = release?.files.find(({ entry }) => entry.version === version);
    const speaker = (spelled ?? release?.speaker)?.entry;
    return JSON.stringify({
        info: infoOf({ name, version, speaker, toProject: '../' }, release),
        last_serial: serial,
        ownership: OWNERSHIP,
        urls: release === undefined ? [] : filesOf(release, toFolder),
        vulnerabilities: []
    });
}
/** This index has no users. */
const OWNERSHIP = { organization: null, roles: [] };
function infoOf({ name, version, speaker, toProject }, release) {
    const info = speaker?.info ?? {};
    const web = speaker?.baseUrl === undefined ? undefined : (0,pages_address/* webBase */.me)(speaker.baseUrl);
    const project = web === undefined ? toProject : (0,pages_address/* textOf */.b6)((0,pages_address/* addressBelow */.CY)(web, name, ''));
    return {
        author: given(info.author),
        author_email: given(info.authorEmail),
        bugtrack_url: null,
        classifiers: info.classifiers ?? [],
        ...descriptionOf({ description: '', descriptionContentType: info.descriptionContentType ?? '' }),
        docs_url: null,
        download_url: given(info.downloadUrl),
        downloads: { last_day: -1, last_month: -1, last_week: -1 },
        dynamic: some(info.dynamic),
        home_page: given(info.homePage),
        keywords: given(info.keywords),
        license: given(info.license),
        license_expression: given(info.licenseExpression),
        license_files: some(info.licenseFiles),
        maintainer: given(info.maintainer),
        maintainer_email: given(info.maintainerEmail),
        name: speaker?.name ?? name,
        package_url: project,
        platform: given(info.platform),
        project_url: project,
        project_urls: urlsOf(info),
        provides_extra: some(info.providesExtra),
        release_url: (0,versions/* canHavePage */.u)(version) ? (0,pages_address/* textOf */.b6)((0,pages_address/* addressBelow */.CY)(project, version, '')) : project,
        requires_dist: some(info.requiresDist),
        requires_python: given(speaker?.requiresPython),
        summary: given(info.summary),
        version,
        yanked: release?.yanked !== undefined,
        yanked_reason: given(release?.yanked)
    };
}
/**
 * As Warehouse has them: a home page and a download under labels of its own, before the rest; what repeats one of the two
 * is left out.
 */
function urlsOf({ homePage = '', downloadUrl = '', projectUrls = [] }) {
    const repeats = ([label, url]) => {
        const name = label.toLowerCase().replace(/[-_]/g, '');
        return (name === 'homepage' && url === homePage) || (name === 'downloadurl' && url === downloadUrl);
    };
    const all = [
        ...(homePage === '' ? [] : [['Homepage', homePage]]),
        ...(downloadUrl === '' ? [] : [['Download', downloadUrl]]),
        ...projectUrls.filter((pair) => !repeats(pair))
    ];
    return all.length === 0 ? null : Object.fromEntries(all);
}
function descriptionOf({ description, descriptionContentType }) {
    return { description, description_content_type: given(descriptionContentType) };
}
function filesOf({ files }, toFolder) {
    return files.map((file) => warehouseFile(file, toFolder));
}
function warehouseFile({ entry, uploadTime, coreMetadata, address }, toFolder) {
    return {
        comment_text: given(entry.comment),
        'core-metadata': coreMetadata === undefined ? false : { sha256: coreMetadata },
        digests: entry.digests,
        downloads: -1,
        filename: entry.filename,
        has_sig: entry.hasSignature,
        md5_digest: entry.digests.md5 ?? null,
        packagetype: entry.packagetype,
        python_version: entry.pythonVersion,
        requires_python: given(entry.requiresPython),
        size: entry.size,
        upload_time: uploadTime?.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length) ?? null,
        upload_time_iso_8601: uploadTime ?? null,
        url: (0,pages_address/* textOf */.b6)(address(toFolder)),
        yanked: entry.yanked !== undefined,
        yanked_reason: given(entry.yanked)
    };
}
function given(text) {
    return text === undefined || text === '' ? null : text;
}
function some(list) {
    return list === undefined || list.length === 0 ? null : list;
}

;// CONCATENATED MODULE: ./src/python/pages/project.ts










/**
 * The pages of a project: for installers and people in HTML, the simple API as JSON, Warehouse's JSON, and both for each
 * version. A page about one version says nothing that changes with another, so its bytes change with its serial alone, and
 * bodies are made when they are asked for: a push to a project of many versions needs those of few.
 *
 * Where the files lie in a folder of another name, its addresses stay true as well: the pages are there twice, except
 * for those that only this index knows.
 */
function renderProject(project) {
    const releases = releasesOf(project.record, project.folder);
    const state = {
        ...project,
        releases,
        latest: latestRelease(releases),
        versions: (0,versions/* versionPages */.d)(releases, project.emptied)
    };
    const former = project.folder === project.name ? [] : pagesBelow(state, project.folder);
    return [...pagesBelow(state, project.name), simplePage(state), ...former];
}
/** The pages in a folder: that of the normalised name, which also has an `index.html`, or that of the files. */
function pagesBelow(state, folder) {
    const { name, releases, latest, record } = state;
    const { serial } = record;
    const own = folder === name;
    const toFolder = folder === state.folder ? '' : `../${(0,pages_address/* encodeSegment */.ug)(state.folder)}/`;
    const page = (0,pages_page/* once */.O)(() => (0,html/* bytesOf */.$$)(projectPage({ name, releases, latest, serial, toFolder })));
    const json = () => Buffer.from(warehouseProject({ name, releases, latest, serial, toFolder }));
    return [
        (0,pages_page/* pageOf */.Z)({ path: `${folder}/`, kind: 'html', body: page, serial }),
        ...(own ? [(0,pages_page/* pageOf */.Z)({ path: `${folder}/index.html`, kind: 'html', body: page, serial })] : []),
        (0,pages_page/* pageOf */.Z)({ path: `${folder}/json`, kind: 'json', body: json, serial }),
        ...state.versions.flatMap((version) => pagesOfVersion(state, folder, version))
    ];
}
function pagesOfVersion({ name, folder: files }, folder, { spelling, release, serial }) {
    const own = folder === name;
    const toFolder = folder === files ? '../' : `../../${(0,pages_address/* encodeSegment */.ug)(files)}/`;
    const toProject = own ? '../' : `../../${(0,pages_address/* encodeSegment */.ug)(name)}/`;
    const path = `${folder}/${spelling}/`;
    const version = { name, version: spelling, release, serial, toFolder };
    return [
        (0,pages_page/* pageOf */.Z)({
            path,
            ...(own ? { orElse: `${path}index.html` } : {}),
            kind: 'html',
            body: () => (0,html/* bytesOf */.$$)(versionPage({ ...version, toProject })),
            serial
        }),
        (0,pages_page/* pageOf */.Z)({ path: `${path}json`, kind: 'json', body: () => Buffer.from(warehouseVersion(version)), serial })
    ];
}
function simplePage({ name, folder, releases, record: { serial } }) {
    const path = `${layout/* JSON_ROOT */.wj}${name}/`;
    const toFolder = `../../${(0,pages_address/* encodeSegment */.ug)(folder)}/`;
    return (0,pages_page/* pageOf */.Z)({
        path,
        orElse: `${path}index.json`,
        kind: 'simple',
        body: () => Buffer.from((0,simple_json/* simpleProject */.eG)({ name, releases, serial, toFolder })),
        serial
    });
}

// EXTERNAL MODULE: ./src/python/record.ts
var python_record = __webpack_require__(7985);
// EXTERNAL MODULE: ./src/python/serials.ts
var serials = __webpack_require__(6875);
// EXTERNAL MODULE: ./src/python/tombstones.ts
var python_tombstones = __webpack_require__(8924);
;// CONCATENATED MODULE: ./src/python/project.ts






/** Reads the record of the project in a folder. Throws `corrupt` where it is none. */
async function readProject(store, name, folder) {
    const state = await store.documents.read((0,layout/* recordPath */.lX)(folder));
    return { name, folder, state, record: recordOf(store, folder, state.body) };
}
/** The record in the bytes of a document that was read inside an update. */
function recordOf(store, folder, body) {
    return body === undefined ? undefined : (0,python_record/* parseRecord */.Hh)(body, placeOf(store, folder));
}
/** How the pages of a project come from its record; the tombstones say which versions were emptied. */
function projectRender(store, { name, folder }, tombstones = python_tombstones/* NO_TOMBSTONES */.FR) {
    return (bytes) => {
        const record = (0,python_record/* parseRecord */.Hh)(bytes, placeOf(store, folder));
        return renderProject({ name, folder, record, emptied: (0,gone/* emptiedOf */.kI)(record.entries, tombstones) });
    };
}
/**
 * The serial of the next state of a record: higher than any that was in it, or in its pages where another tool wrote the
 * record and left none. So no state, and no page, ever has the bytes of an earlier one. A project that is new has no
 * pages to look at.
 */
async function nextSerial(store, name, record, { isNew = false } = {}) {
    if (record === undefined && isNew)
        return 1;
    if (record !== undefined && record.serial > 0)
        return record.serial + 1;
    // No other tool writes this page.
    const path = `${layout/* JSON_ROOT */.wj}${name}/`;
    const { body } = await store.documents.read(store.limits.holdsPage(path) ? path : `${path}index.json`);
    return (body === undefined ? 0 : ((0,serials/* serialOf */.I)(body) ?? 0)) + 1;
}
function placeOf(store, folder) {
    return `${store.name}/${(0,layout/* recordPath */.lX)(folder)}`;
}


/***/ }),

/***/ 7985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ parseEntry),
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   Om: () => (/* binding */ serializeRecord),
/* harmony export */   df: () => (/* binding */ changeEntry)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);


/** Reads a record. Throws `corrupt` naming `place` where the bytes are none. */
function parseRecord(bytes, place) {
    const text = decoded(bytes, place);
    const empty = EMPTY.exec(text);
    if (empty !== null)
        return { entries: [], serial: empty[1]?.length ?? 0, hasRemovals: true };
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qFJ(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(documentSchema)), text);
    if (!parsed.success) {
        const [issue] = parsed.issues;
        throw broken(place, `${valibot__WEBPACK_IMPORTED_MODULE_1__/* .getDotPath */ .BuJ(issue) ?? 'JSON'}: ${issue.message}`);
    }
    const entries = parsed.output.map((document) => parseEntry(document, place));
    return {
        entries,
        serial: entries.reduce((highest, { serial }) => Math.max(highest, serial), 0),
        hasRemovals: !text.endsWith(NO_REMOVALS)
    };
}
/**
 * The bytes of a record, a line an entry. A manifest is a list of files and nothing else, so what is to be said of the
 * list itself is said by white space, which no other tool minds: without entries the serial is so many spaces, and a
 * line break at the very end says that nothing was ever removed. A tool that writes the manifest anew leaves neither.
 */
function serializeRecord({ entries, serial, hasRemovals }) {
    if (entries.length === 0)
        return Buffer.from(`[${' '.repeat(serial)}]`);
    const lines = entries.map(({ document }) => JSON.stringify(document)).join(',\n');
    return Buffer.from(`[\n${lines}${hasRemovals ? '\n]' : NO_REMOVALS}`);
}
/** An entry from its document. Throws `corrupt` naming `place` where it lacks what an index needs. */
function parseEntry(document, place) {
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(entrySchema, document);
    if (!parsed.success) {
        const [issue] = parsed.issues;
        throw broken(place, `${valibot__WEBPACK_IMPORTED_MODULE_1__/* .getDotPath */ .BuJ(issue) ?? 'an entry'}: ${issue.message}`);
    }
    const read = parsed.output;
    return {
        filename: read.filename,
        packagetype: read.packagetype ?? '',
        name: read.name,
        version: read.version,
        pythonVersion: read.python_version ?? '',
        size: read.size ?? 0,
        digests: digestsOf(read),
        revision: read.etag ?? undefined,
        uploadTime: read.upload_time_iso_8601 ?? withZone(read.upload_time),
        requiresPython: read.requires_python === '' ? undefined : (read.requires_python ?? undefined),
        yanked: read.yanked === true ? (read.yanked_reason ?? '') : undefined,
        hasSignature: read.has_sig === true,
        coreMetadata: read.core_metadata?.sha256,
        hasProvenance: read.provenance === true,
        comment: read.comment_text ?? '',
        baseUrl: read.base_url ?? undefined,
        url: read.url ?? undefined,
        source: read.source ?? undefined,
        serial: read.serial ?? 0,
        info: infoOf(read),
        document: { ...parsed.output }
    };
}
/** An entry with other values for some of its document's keys. */
function changeEntry(entry, change) {
    return parseEntry({ ...entry.document, ...change }, entry.filename);
}
const NO_REMOVALS = '\n]\n';
const EMPTY = /^\s*\[( *)\]\s*$/;
const documentSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J());
const text = valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP());
const list = valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()));
const pair = valibot__WEBPACK_IMPORTED_MODULE_1__/* .tuple */ .PVZ([valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()]);
const entrySchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    filename: valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .regex */ .yGV(/^[^/\\]+$/, 'it can not be the name of a file')),
    name: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    version: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    packagetype: text,
    python_version: text,
    size: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()),
    digests: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()))),
    md5_digest: text,
    etag: text,
    upload_time: text,
    upload_time_iso_8601: text,
    requires_python: text,
    yanked: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
    yanked_reason: text,
    has_sig: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
    core_metadata: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ sha256: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() })),
    provenance: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
    comment_text: text,
    base_url: text,
    url: text,
    source: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        repository: valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .regex */ .yGV(/^github:\/\/[\w-]+\/[\w.-]+$/, 'it names no repository')),
        tag: valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .nonEmpty */ .hq())
    })),
    serial: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .ndf(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .minValue */ .Wwf(0))),
    summary: text,
    description: text,
    description_content_type: text,
    keywords: text,
    author: text,
    author_email: text,
    maintainer: text,
    maintainer_email: text,
    home_page: text,
    download_url: text,
    license: text,
    license_expression: text,
    platform: text,
    license_files: list,
    classifiers: list,
    requires_dist: list,
    provides_extra: list,
    dynamic: list,
    // A list is a record, too, for valibot: it has to be asked for first.
    project_urls: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([pair, valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()])), valibot__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())]))
});
function digestsOf({ digests, md5_digest: md5 }) {
    const known = digests ?? {};
    return {
        ...hex('sha256', known['sha256'], 64),
        ...hex('md5', known['md5'] ?? md5, 32),
        ...hex('blake2b_256', known['blake2b_256'], 64)
    };
}
function hex(name, value, length) {
    const lower = value?.toLowerCase() ?? '';
    return lower.length === length && /^[0-9a-f]+$/.test(lower) ? { [name]: lower } : {};
}
function infoOf(read) {
    return {
        summary: read.summary ?? '',
        description: read.description ?? '',
        descriptionContentType: read.description_content_type ?? '',
        keywords: read.keywords ?? '',
        author: read.author ?? '',
        authorEmail: read.author_email ?? '',
        maintainer: read.maintainer ?? '',
        maintainerEmail: read.maintainer_email ?? '',
        homePage: read.home_page ?? '',
        downloadUrl: read.download_url ?? '',
        license: read.license ?? '',
        licenseExpression: read.license_expression ?? '',
        platform: read.platform ?? '',
        licenseFiles: read.license_files ?? [],
        classifiers: read.classifiers ?? [],
        requiresDist: read.requires_dist ?? [],
        providesExtra: read.provides_extra ?? [],
        dynamic: read.dynamic ?? [],
        projectUrls: urlsOf(read.project_urls)
    };
}
/** Stick has pairs, Warehouse an object, and some of Stick's versions `label, address` in one text. */
function urlsOf(urls) {
    if (!Array.isArray(urls))
        return Object.entries(urls ?? {});
    return urls.map((each) => {
        if (typeof each !== 'string')
            return each;
        const [label = '', ...rest] = each.split(',');
        return [label.trim(), rest.join(',').trim()];
    });
}
/** Stick writes times without a zone; they are in UTC. */
function withZone(time) {
    if (time === null || time === undefined || time === '')
        return undefined;
    return /(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`;
}
function decoded(bytes, place) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (error) {
        throw broken(place, (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), error);
    }
}
function broken(place, why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('corrupt', `${place} is not a valid manifest.json (${why})`, {
        hint: 'Run `reindex` for this project: it makes the manifest anew from the files that are stored.',
        cause
    });
}


/***/ }),

/***/ 8138:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ latestVersion),
/* harmony export */   w: () => (/* binding */ releasesOf)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4057);

/** The releases of a project, newest first; files whose versions are equal (1.0, 1.0.0) are one release. */
function releasesOf(entries) {
    const byKey = new Map();
    for (const entry of [...entries].sort(byFilename)) {
        const key = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionKey */ ._5)(entry.version);
        const known = byKey.get(key);
        if (known === undefined)
            byKey.set(key, [entry]);
        else
            known.push(entry);
    }
    const releases = new Map();
    for (const found of byKey.values()) {
        const version = found[0]?.version ?? '';
        releases.set(version, {
            version,
            entries: found,
            yanked: found.every(({ yanked }) => yanked !== undefined)
        });
    }
    return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .newestFirst */ .ll)(releases.keys()).flatMap((version) => releases.get(version) ?? []);
}
/** The version that Warehouse calls the latest: one that was not yanked, then no pre-release, then the highest. */
function latestVersion(entries) {
    const releases = releasesOf(entries);
    const offered = releases.filter(({ yanked }) => !yanked);
    return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .latestOf */ .Te)((offered.length > 0 ? offered : releases).map(({ version }) => version));
}
function byFilename(one, other) {
    return one.filename < other.filename ? -1 : 1;
}


/***/ }),

/***/ 8959:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jA: () => (/* binding */ assertBaseUrl),
  Z$: () => (/* binding */ enterProjects),
  CH: () => (/* binding */ folderIn),
  ud: () => (/* binding */ leaveProjects),
  XD: () => (/* binding */ readRoot),
  SY: () => (/* binding */ resetRoot),
  DF: () => (/* binding */ rootRender),
  mo: () => (/* binding */ viewRoot)
});

// UNUSED EXPORTS: parseRoot

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/stores/update.ts
var update = __webpack_require__(4605);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/python/links.ts
var links = __webpack_require__(843);
// EXTERNAL MODULE: ./src/python/names.ts
var names = __webpack_require__(3442);
// EXTERNAL MODULE: ./src/python/pages/address.ts
var address = __webpack_require__(3925);
// EXTERNAL MODULE: ./src/python/pages/html.ts
var html = __webpack_require__(2104);
// EXTERNAL MODULE: ./src/python/pages/page.ts
var page = __webpack_require__(2022);
// EXTERNAL MODULE: ./src/python/pages/frame.ts + 1 modules
var pages_frame = __webpack_require__(4196);
// EXTERNAL MODULE: ./src/python/pages/parts.ts
var parts = __webpack_require__(8847);
;// CONCATENATED MODULE: ./src/python/pages/root-page.ts




/**
 * The root of the index for installers and people: every `<a>` is a project. `base` is what links begin with where they
 * are absolute.
 */
function rootPage(projects, serial, base) {
    return (0,pages_frame/* framed */.Q)({
        title: 'Python packages',
        serial,
        body: (0,html/* markup */.PT) `<h1>Python packages</h1>
<p class="lead">${(0,parts/* counted */.hS)(projects.length, 'project')}</p>
${(0,parts/* installing */.A1)({ what: 'NAME', index: base, path: '' })}
<ul class="columns">
${projects.map(({ name, normalized }) => (0,html/* markup */.PT) `<li><a href="${(0,address/* addressBelow */.CY)(base ?? '', normalized, '')}">${name}</a></li>\n`)}</ul>`
    });
}

// EXTERNAL MODULE: ./src/python/pages/simple-json.ts
var simple_json = __webpack_require__(5446);
;// CONCATENATED MODULE: ./src/python/pages/root.ts







/** The pages of the root: a list of projects for installers and people, and the same as JSON. */
function renderRoot({ projects, serial, baseUrl }) {
    const byName = new Map();
    for (const name of projects.toSorted())
        byName.set((0,names/* normalizeName */.Pc)(name), name);
    const listed = [...byName.keys()]
        .toSorted()
        .map((normalized) => ({ normalized, name: byName.get(normalized) ?? normalized }));
    const base = baseUrl === undefined ? undefined : (0,address/* webBase */.me)(baseUrl);
    const body = (0,page/* once */.O)(() => (0,html/* bytesOf */.$$)(rootPage(listed, serial, base)));
    return [
        (0,page/* pageOf */.Z)({ path: '', kind: 'html', body, serial }),
        (0,page/* pageOf */.Z)({ path: 'index.html', kind: 'html', body, serial }),
        (0,page/* pageOf */.Z)({
            path: layout/* JSON_ROOT */.wj,
            orElse: `${layout/* JSON_ROOT */.wj}index.json`,
            kind: 'simple',
            body: () => Buffer.from((0,simple_json/* simpleRoot */.Jz)(listed.map(({ name }) => name), serial)),
            serial
        })
    ];
}

// EXTERNAL MODULE: ./src/python/serials.ts
var serials = __webpack_require__(6875);
;// CONCATENATED MODULE: ./src/python/root.ts








/** Reads the root. Throws `corrupt` where its record can't be read. */
async function viewRoot(store) {
    const [state, foreign] = await Promise.all([store.documents.read(layout/* ROOT_RECORD */.rG), projectsOnPage(store)]);
    const record = state.body === undefined ? undefined : parseRoot(store, state.body);
    return { state, record, folders: withProjects(record?.projects ?? [], foreign).sort(), foreign };
}
/** The root's record alone; undefined where there is none. Throws `corrupt` where it can't be read. */
async function readRoot(store) {
    const { body } = await store.documents.read(layout/* ROOT_RECORD */.rG);
    return body && parseRoot(store, body);
}
/** How the pages of the root come from its record. */
function rootRender(store) {
    return (bytes) => renderRoot(parseRoot(store, bytes));
}
/** The folder of a project (by its normalised name) that the root knows of; undefined where it knows of none. */
function folderIn({ folders }, name) {
    return folders.find((folder) => (0,names/* normalizeName */.Pc)(folder) === name);
}
/**
 * Enters projects into the root by their folders, before their own records are created, so that a record that exists is
 * listed. A project that is there under another spelling stays as it is, and projects that another tool put into the
 * root's page come along. Throws `conflict` for a `baseUrl` that is not the index's.
 */
async function enterProjects(store, folders, { baseUrl, view, recorded }) {
    const { state, foreign } = view ?? (await viewRoot(store));
    return changeRoot(store, (current) => {
        assertBaseUrl(store, current, baseUrl);
        const projects = withProjects(current?.projects ?? [], [...foreign, ...folders]);
        return Promise.resolve({ projects, baseUrl: current?.baseUrl ?? baseUrl });
    }, { first: state, recorded });
}
/** The same for what a reindex has found, whose spelling of a project counts; a `baseUrl` replaces the one there is. */
async function resetRoot(store, folders, { baseUrl, view }) {
    const { state, foreign } = view ?? (await viewRoot(store));
    const next = (current) => Promise.resolve({
        projects: withProjects(folders, [...(current?.projects ?? []), ...foreign]),
        baseUrl: baseUrl ?? current?.baseUrl
    });
    return changeRoot(store, next, { first: state });
}
/**
 * Takes projects off the root, those that `isEmpty` still says are empty. It is asked inside the update, and again after
 * it: a push may have filled a project after it was seen empty, and before it left; then it is entered again.
 */
async function leaveProjects(store, folders, isEmpty) {
    const emptyOf = async (these) => {
        const checked = await Promise.all(these.map(async (folder) => ((await isEmpty(folder)) ? [folder] : [])));
        return new Set(checked.flat());
    };
    if ((await emptyOf(folders)).size === 0)
        return;
    let left = new Set();
    await changeRoot(store, async (current) => {
        left = await emptyOf(folders);
        const projects = (current?.projects ?? []).filter((folder) => !left.has(folder));
        return { projects, baseUrl: current?.baseUrl };
    });
    const still = await emptyOf([...left]);
    const filled = [...left].filter((folder) => !still.has(folder));
    if (filled.length > 0)
        await enterProjects(store, filled, { baseUrl: undefined });
}
/** Folders, and more of them; a project that is there under another spelling stays as it is. */
function withProjects(folders, more) {
    const known = new Map();
    for (const folder of [...folders, ...more]) {
        const name = (0,names/* normalizeName */.Pc)(folder);
        if (!known.has(name))
            known.set(name, folder);
    }
    return [...known.values()];
}
async function changeRoot(store, next, { first, recorded } = {}) {
    let result = { projects: [], baseUrl: undefined, serial: 0 };
    await (0,update/* update */.y)(store.documents, layout/* ROOT_RECORD */.rG, async (bytes) => {
        const current = bytes === undefined ? undefined : parseRoot(store, bytes);
        const { projects, baseUrl } = await next(current);
        const sorted = [...new Set(projects)].sort();
        const same = current?.baseUrl === baseUrl && sorted.join('\n') === current?.projects.join('\n');
        if (same) {
            result = current;
            return undefined;
        }
        result = { projects: sorted, baseUrl, serial: (current?.serial ?? 0) + 1 };
        return serializeRoot(result);
    }, {
        render: rootRender(store),
        first,
        recorded: () => {
            recorded?.(result);
        },
        message: () => 'change the list of projects'
    });
    return result;
}
/** The root's page, where it is another tool's: what is on it counts, until it is replaced. */
async function projectsOnPage({ documents, limits }) {
    const { body } = await documents.read(limits.holdsPage('') ? '' : 'index.html');
    if (body === undefined || (0,serials/* serialOf */.I)(body) !== undefined)
        return [];
    return (0,links/* lastSegments */.Z)(body).filter((folder) => (0,names/* nameProblem */.rH)(folder) === undefined);
}
/** Throws `conflict` for a `baseUrl` that is given, and is not that of the index. */
function assertBaseUrl(store, current, baseUrl) {
    if (baseUrl === undefined || current === undefined || current.baseUrl === baseUrl)
        return;
    throw new errors/* RegistryError */.gl('conflict', `the links of ${store.name} begin with ${current.baseUrl ?? 'nothing (they are relative)'}, not with ${baseUrl}`, {
        hint: 'Leave `base-url` out, or run `reindex` once with the new one: it changes the links of the whole index.'
    });
}
const schema = dist/* object */.Ikc({
    projects: dist/* array */.YOg(dist/* string */.YjP()),
    'base-url': dist/* nullish */.cl6(dist/* string */.YjP()),
    serial: dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0))
});
/** The root record in the bytes of a document. Throws `corrupt` where it is none. */
function parseRoot(store, bytes) {
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), schema), Buffer.from(bytes).toString('utf8'));
    if (!parsed.success) {
        const place = `${store.name}/${layout/* ROOT_RECORD */.rG}`;
        throw new errors/* RegistryError */.gl('corrupt', `${place} is no list of projects (${parsed.issues[0].message})`, {
            hint: 'Delete the file and run `reindex`: it makes it anew from the projects that are stored.'
        });
    }
    const { projects, serial, 'base-url': baseUrl } = parsed.output;
    return {
        projects: projects.filter((folder) => (0,names/* nameProblem */.rH)(folder) === undefined),
        baseUrl: baseUrl ?? undefined,
        serial
    };
}
function serializeRoot({ projects, baseUrl, serial }) {
    const document = { serial, 'base-url': baseUrl ?? null, projects };
    return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`);
}


/***/ }),

/***/ 6875:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ serialOf)
/* harmony export */ });
/**
 * The serial in the body of a page of this index, HTML or JSON; undefined for what another tool wrote. It stands near
 * the top of every page.
 */
function serialOf(body) {
    const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, TOP)).toString('utf8');
    const [, serial] = IN_HTML.exec(text) ?? IN_JSON.exec(text) ?? [];
    return serial === undefined ? undefined : Number(serial);
}
const TOP = 4096;
const IN_HTML = /<meta name="registry:serial" content="(\d+)">/;
const IN_JSON = /^\{"meta":\{"api-version":"[\d.]+","_last-serial":(\d+)\}/;


/***/ }),

/***/ 4903:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TN: () => (/* binding */ keyOf),
  PK: () => (/* binding */ keyOfEntry),
  iq: () => (/* binding */ putBeside),
  lc: () => (/* binding */ storeAll),
  Jz: () => (/* binding */ storeUpload)
});

// EXTERNAL MODULE: ./node_modules/p-map/index.js
var p_map = __webpack_require__(606);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(2187);
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(9172);
// EXTERNAL MODULE: ./src/stores/released.ts
var released = __webpack_require__(1695);
// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(7763);
;// CONCATENATED MODULE: ./src/transfer/same-bytes.ts



/**
 * True where an artifact that is there has the bytes of one that was to be created: by its digest, or by what the store
 * knows of another tool's artifact; where that is nothing, by its bytes.
 */
async function hasSameBytes(store, { key, body, sha256 }, there) {
    if (there.size !== (0,stores_body/* sizeOf */.$d)(body))
        return false;
    if (there.sha256 !== undefined && !there.altered)
        return there.sha256 === sha256;
    const evidence = await store.artifacts.evidence(key, there.revision);
    if (evidence === undefined) {
        const opened = await store.artifacts.open(key, { revision: there.revision });
        return opened !== undefined && (await (0,stream/* sha256Of */.Bj)(opened.body)) === sha256;
    }
    if (body.kind !== 'file')
        return false;
    return (await (0,digest/* digestOfFile */.Mk)(body.path, body.size, evidence.algorithm)) === evidence.value;
}

// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
;// CONCATENATED MODULE: ./src/python/storing.ts








/** Where a file of a project is kept. */
function keyOf(project, version, filename) {
    return { package: project.name, version, path: (0,layout/* filePath */.s$)(project.folder, filename), filename };
}
/** Where the file of an entry is: in the store, or on the release of somebody. */
function keyOfEntry(project, { filename, version, source }) {
    if (source === undefined)
        return keyOf(project, version, filename);
    const { path } = (0,released/* elsewhereKey */.iD)({ ...source, asset: filename });
    return { package: project.name, version, path, filename };
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
        const isOwn = one?.outcome === 'created' || (one?.outcome === 'held' && one.there === 'nothing');
        return isOwn && key !== undefined ? [{ key, revision: one.revision }] : [];
    });
    if (made?.outcome === 'held') {
        // What lies beside a file that waits is as good as what was put there first.
        if (made.there !== 'other')
            return { upload, isSeen: true, isHeld: true, revision: made.revision, created };
        await Promise.all(created.map((one) => store.artifacts.remove(one.key, one.revision)));
        return undefined;
    }
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
    return { upload, isSeen: true, isHeld: false, revision, created };
}
/** Stores distributions, those of one version at once; undefined: as `storeUpload` says. */
function storeAll(store, { project, uploads, overwrite, known }) {
    return (0,p_map/* default */.Ay)(uploads, (upload) => storeOne(store, { project, upload, overwrite }, known.get(upload.file.filename)), { concurrency: store.limits.atOnce });
}
/** A file that the record has is stored already; only what lies beside it may be new. */
async function storeOne(store, storing, entry) {
    if (entry === undefined)
        return storeUpload(store, storing);
    const { project, upload } = storing;
    const { hasSignature, hasProvenance } = entry;
    // Nothing is put beside a file on somebody's release.
    for (const beside of entry.source === undefined ? upload.beside : []) {
        const isNew = (beside.filename.endsWith('.asc') && !hasSignature) ||
            (beside.filename.endsWith('.provenance') && !hasProvenance);
        if (isNew)
            await putBeside(store, keyOf(project, entry.version, beside.filename), beside);
    }
    return { upload, isSeen: false, isHeld: false, revision: entry.revision ?? '', created: [] };
}
/** Stores bytes as this step's own, whoever has stored the same ones. */
async function writeOver(store, item, there) {
    const revision = await write(store, item, there);
    if (revision === undefined)
        throw vanished(store, item.key);
    return revision;
}
/** Stores bytes in the place of what was seen there, and answers their revision; undefined where that has changed. */
async function write(store, item, there) {
    if (there === undefined) {
        const [made] = await store.artifacts.create([item]);
        return made === undefined || made.outcome === 'exists' ? undefined : made.revision;
    }
    if (!store.limits.replaces) {
        await store.artifacts.remove(item.key, there.revision);
        return write(store, item, undefined);
    }
    const replaced = await store.artifacts.replace(item, there.revision);
    return replaced.outcome === 'swapped' ? replaced.revision : undefined;
}
/** What lies beside a file is derived from it, or brought along with it: what differs is replaced. */
async function putBeside(store, key, beside) {
    const item = besideItem(key, beside);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { there, same } = await compare(store, item);
        if (same || (await write(store, item, there)) !== undefined)
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
        return { there, same: (await (0,stream/* sha256Of */.Bj)(opened.body)) === wanted };
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

/***/ 8924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bm: () => (/* binding */ readTombstones),
/* harmony export */   FR: () => (/* binding */ NO_TOMBSTONES),
/* harmony export */   eD: () => (/* binding */ noteGone),
/* harmony export */   nN: () => (/* binding */ bury),
/* harmony export */   yY: () => (/* binding */ lift)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _stores_update_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4605);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(546);




/** Nothing has gone. */
const NO_TOMBSTONES = { files: new Map(), versions: new Map() };
/** What has gone from the project in a folder. Throws `corrupt` where that can't be read. */
async function readTombstones(store, folder) {
    const { body } = await store.documents.read((0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .tombstonesPath */ .ir)(folder));
    return parseTombstones(store, folder, body);
}
/** Writes down files as removed, before anything of them goes. Returns all of the project. */
function bury(store, folder, files) {
    return change(store, folder, (known) => {
        const added = [...files].filter(([filename]) => !known.files.has(filename));
        return added.length === 0 ? undefined : { ...known, files: new Map([...known.files, ...added]) };
    });
}
/** Writes down versions whose files have gone without a removal, before their pages are emptied. */
function noteGone(store, folder, versions) {
    return change(store, folder, (known) => {
        const added = [...versions].filter(([version, serial]) => serial > (known.versions.get(version) ?? -1));
        return added.length === 0 ? undefined : { ...known, versions: new Map([...known.versions, ...added]) };
    });
}
/** Gives removed names free again. Returns those that stay taken. */
function lift(store, folder, filenames) {
    return change(store, folder, (known) => {
        const kept = [...known.files].filter(([filename]) => !filenames.includes(filename));
        return kept.length === known.files.size ? undefined : { ...known, files: new Map(kept) };
    });
}
async function change(store, folder, next) {
    let result = NO_TOMBSTONES;
    const apply = (current) => {
        const known = parseTombstones(store, folder, current);
        const changed = next(known);
        result = changed ?? known;
        return Promise.resolve(changed === undefined ? undefined : serialize(changed));
    };
    await (0,_stores_update_js__WEBPACK_IMPORTED_MODULE_1__/* .update */ .y)(store.documents, (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .tombstonesPath */ .ir)(folder), apply, {
        message: () => `write down what was removed from ${folder}`
    });
    return result;
}
const serialSchema = valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .minValue */ .Wwf(0));
const schema = valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    files: valibot__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ version: valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), serial: serialSchema })),
    versions: valibot__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), serialSchema), {})
});
function parseTombstones(store, folder, body) {
    if (body === undefined)
        return NO_TOMBSTONES;
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_3__/* .safeParse */ .xLC(valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qFJ(), schema), Buffer.from(body).toString('utf8'));
    if (parsed.success) {
        const { files, versions } = parsed.output;
        return { files: new Map(Object.entries(files)), versions: new Map(Object.entries(versions)) };
    }
    const place = `${store.name}/${(0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .tombstonesPath */ .ir)(folder)}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('corrupt', `${place} is no list of removed files (${parsed.issues[0].message})`, {
        hint: 'Put the file right by hand: {"files": {"<file name>": {"version": "<version>", "serial": 0}}}. It keeps removed names from being taken again.'
    });
}
function serialize({ files, versions }) {
    const document = {
        files: sorted(files),
        ...(versions.size === 0 ? {} : { versions: sorted(versions) })
    };
    return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`);
}
function sorted(entries) {
    return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}


/***/ })

};
