export const id = 382;
export const ids = [382];
export const modules = {

/***/ 8206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ misnamed),
/* harmony export */   i: () => (/* binding */ fileUrl)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4903);


/**
 * Where a file is, for stores that do not serve it beside the pages; undefined where links to it are relative. Throws
 * `unsupported` where the store gives it another name there: installers go by the last segment of an address.
 */
async function fileUrl(store, project, { filename, ...of }) {
    if (store.limits.relativeLinks)
        return undefined;
    const version = 'metadata' in of ? of.metadata.version : of.version;
    const url = await store.artifacts.url((0,_storing_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(project, version, filename));
    const { pathname } = new URL(url);
    const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
    if (name === filename)
        return url;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('unsupported', `${filename} would be called ${name} in ${store.name}`, {
        hint: 'Installers would take it for another file. Where a package or another index has a file of that name on the same release, give this one a `tag` of its own, such as `index-{package}-{version}`; for versions with an epoch or other rare characters use a bucket.'
    });
}
/** The files among these that the store would call otherwise, each with the error that says so. */
async function misnamed(store, projects, uploads) {
    if (store.limits.relativeLinks)
        return [];
    const files = projects.flatMap((project) => (uploads.get(project.name) ?? []).map(({ file }) => ({ project, file })));
    const found = await Promise.all(files.map(async ({ project, file }) => {
        try {
            await fileUrl(store, project, file);
            return [];
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryError */ .IP)(error, 'unsupported'))
                throw error;
            return [{ what: file.filename, error }];
        }
    }));
    return found.flat();
}


/***/ }),

/***/ 8072:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Z: () => (/* binding */ companyOf),
/* harmony export */   CL: () => (/* binding */ readStored),
/* harmony export */   mf: () => (/* binding */ readReleased),
/* harmony export */   nw: () => (/* binding */ digestsOf),
/* harmony export */   pW: () => (/* binding */ METADATA_TYPE)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2187);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _transfer_stream_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7763);
/* harmony import */ var _distributions_sdist_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7568);
/* harmony import */ var _distributions_source_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5717);
/* harmony import */ var _distributions_wheel_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8345);
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9804);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(546);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3442);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4903);











/**
 * Reads a stored file for the index: of a wheel its end, of a source distribution its beginning. The digest comes from
 * the record where the file is still the same, else from what was stored with it; all of it is read only where nobody
 * knows the digest. A wheel's metadata is put beside it. Throws `corrupt` and `unsupported` for files that no index can
 * have, `conflict` for one that is replaced meanwhile.
 */
async function readStored(store, { project, filename, listed, folder, entry, isPushed }) {
    const version = versionOf(filename);
    const key = (0,_storing_js__WEBPACK_IMPORTED_MODULE_8__/* .keyOf */ .TN)(project, version, filename);
    const source = (0,_distributions_source_js__WEBPACK_IMPORTED_MODULE_4__/* .artifactSource */ .k)(store.artifacts, key, listed.size);
    const { kind, pythonVersion, metadata, metadataBytes } = await contentsOf(source, filename, project.name);
    const revision = source.artifact()?.revision ?? listed.revision;
    const known = knownDigests(source.artifact(), { revision, size: listed.size }, entry);
    const hashed = known === undefined || (isPushed && known.md5 === undefined);
    const digests = hashed ? await digestsOf(await source.stream()) : known;
    const isDescribed = metadataBytes !== undefined &&
        ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigestOf */ ._Q)(folder.files.get((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .metadataName */ .FF)(filename))?.digest, metadataBytes) ||
            (await describe(store, (0,_storing_js__WEBPACK_IMPORTED_MODULE_8__/* .keyOf */ .TN)(project, version, (0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .metadataName */ .FF)(filename)), metadataBytes)));
    return {
        file: {
            ...{ filename, kind, pythonVersion, size: listed.size, digests, metadata },
            coreMetadata: isDescribed ? (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(metadataBytes) : undefined,
            ...companyOf(filename, folder.files)
        },
        revision,
        hashed
    };
}
/** What of a file's company the index tells of: by the names that lie beside it. */
function companyOf(filename, beside) {
    return {
        hasSignature: beside.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .signatureName */ .S1)(filename)),
        hasProvenance: beside.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .provenanceName */ .HN)(filename))
    };
}
/** Puts the metadata of a wheel beside it. False where it can't have it, as on a release that is closed: it does without. */
async function describe(store, key, bytes) {
    try {
        await (0,_storing_js__WEBPACK_IMPORTED_MODULE_8__/* .putBeside */ .iq)(store, key, { filename: key.filename, bytes, contentType: METADATA_TYPE });
        return true;
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isRegistryError */ .IP)(error, 'conflict'))
            throw error;
        return false;
    }
}
/**
 * Reads a file on somebody's release, as little of it as that of the index's own. Nothing is put beside it: what lies
 * there already counts, metadata only where it is that of the wheel. Throws as `readStored` does.
 */
async function readReleased(store, file) {
    const { project, filename, key, listed, beside } = file;
    const source = (0,_distributions_source_js__WEBPACK_IMPORTED_MODULE_4__/* .artifactSource */ .k)(store.artifacts, key, listed.size);
    const { metadataBytes, ...contents } = await contentsOf(source, filename, project);
    if ((0,_names_js__WEBPACK_IMPORTED_MODULE_9__/* .normalizeName */ .Pc)(contents.metadata.name) !== project)
        throw otherProject(filename, contents.metadata.name);
    const { revision, sha256: known } = source.artifact() ?? { revision: listed.revision, sha256: undefined };
    const digests = known === undefined ? await digestsOf(await source.stream()) : { sha256: known };
    const coreMetadata = metadataBytes && (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(metadataBytes);
    const isBeside = beside.get((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .metadataName */ .FF)(filename)) === `sha256:${coreMetadata}`;
    return {
        file: {
            ...{ filename, ...contents, size: listed.size, digests },
            coreMetadata: isBeside ? coreMetadata : undefined,
            ...companyOf(filename, beside)
        },
        revision,
        hashed: known === undefined
    };
}
function otherProject(filename, name) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl('corrupt', `${filename} has the Name ${JSON.stringify(name)}`, {
        hint: 'Its own name can mean several projects. Name it as the standard has it, with a dash in front of the version alone.'
    });
}
/** What a distribution says of itself. */
async function contentsOf(source, filename, project) {
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_6__/* .parseFilename */ .p_)(filename, project);
    if (named.kind === 'unsupported' && (0,_filenames_js__WEBPACK_IMPORTED_MODULE_6__/* .parseFilename */ .p_)(filename).kind !== 'unsupported')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl('unsupported', `${filename} ${named.why}, and lies in the folder of ${project}`, {
            hint: 'Put it into the folder of its project, or right below the prefix, and reindex.'
        });
    const pythonVersion = named.kind === 'unsupported' ? 'source' : named.pythonVersion;
    if (named.kind === 'wheel')
        return { kind: 'wheel', pythonVersion, ...(await (0,_distributions_wheel_js__WEBPACK_IMPORTED_MODULE_5__/* .readWheel */ .a)(source, filename)) };
    return {
        ...{ kind: 'sdist', pythonVersion, metadataBytes: undefined },
        ...(await (0,_distributions_sdist_js__WEBPACK_IMPORTED_MODULE_3__/* .readSdist */ .M)(source, filename))
    };
}
/** The digests of a file in a state, as far as anybody knows them without reading it. */
function knownDigests(stored, { revision, size }, entry) {
    const sha256 = stored?.altered === true ? undefined : stored?.sha256;
    if (entry?.digests.sha256 !== undefined && entry.size === size) {
        if (entry.revision === revision || entry.digests.sha256 === sha256)
            return entry.digests;
    }
    return sha256 === undefined ? undefined : { sha256 };
}
/** How the metadata beside a wheel is sent. */
const METADATA_TYPE = 'text/plain; charset=utf-8';
/** The version in a file's name; empty where it can't be told. */
function versionOf(filename) {
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_6__/* .parseFilename */ .p_)(filename);
    if (named.kind === 'wheel')
        return named.version;
    return named.kind === 'sdist' ? named.candidates[0].version : '';
}
/** The digests of all bytes of a stream. */
async function digestsOf(stream) {
    const hashes = { sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256'), md5: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5') };
    for await (const chunk of (0,_transfer_stream_js__WEBPACK_IMPORTED_MODULE_10__/* .chunksOf */ .U_)(stream)) {
        hashes.sha256.update(chunk);
        hashes.md5.update(chunk);
    }
    return { sha256: hashes.sha256.digest('hex'), md5: hashes.md5.digest('hex') };
}


/***/ }),

/***/ 7018:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rj: () => (/* binding */ isDistribution),
/* harmony export */   VH: () => (/* binding */ listIndex),
/* harmony export */   bt: () => (/* binding */ listFolder),
/* harmony export */   id: () => (/* binding */ emptyFolder),
/* harmony export */   qf: () => (/* binding */ holdsProject)
/* harmony export */ });
/* harmony import */ var p_map__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(606);
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9804);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(546);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3442);




/** Lists an index, or the named folders of it. */
function listIndex(store, folders) {
    return listBelow(store, folders.length === 0 ? [''] : folders.flatMap(prefixesOf));
}
async function listBelow(store, prefixes) {
    const objects = new Map();
    const found = new Map();
    const strays = [];
    const listOne = async (prefix) => {
        for await (const listed of store.list(prefix)) {
            objects.set(listed.path, listed);
            const slash = listed.path.indexOf('/');
            if (slash === -1) {
                if (isDistribution(listed.path))
                    strays.push(listed.path);
                continue;
            }
            const folder = listed.path.slice(0, slash);
            const name = listed.path.slice(slash + 1);
            const version = VERSION_PAGE.exec(name)?.[1];
            if ((0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .nameProblem */ .rH)(folder) !== undefined || (version === undefined && name.includes('/')))
                continue;
            const inside = found.get(folder) ?? { files: new Map(), versions: new Set() };
            found.set(folder, inside);
            if (version === undefined)
                inside.files.set(name, listed);
            else
                inside.versions.add(version);
        }
    };
    await (0,p_map__WEBPACK_IMPORTED_MODULE_3__/* ["default"] */ .Ay)(prefixes, listOne, { concurrency: 16 });
    const sorted = [...found].sort(([one], [other]) => (one < other ? -1 : 1));
    return {
        folders: new Map(sorted.map(([folder, what]) => [folder, { folder, ...what }])),
        objects,
        strays
    };
}
const VERSION_PAGE = /^([^/]+)\/json$/;
/** What a listing shows of a folder that it does not show. */
function emptyFolder(folder) {
    return { folder, files: new Map(), versions: new Set() };
}
/** Lists what lies right in a folder. */
async function listFolder(store, folder) {
    return (await listBelow(store, [`${folder}/`])).folders.get(folder) ?? emptyFolder(folder);
}
/** True where a folder holds a project, and not just what is left of its pages. */
function holdsProject({ files }) {
    return files.has('manifest.json') || [...files.keys()].some(isDistribution);
}
/** True for the names of wheels and source distributions. */
function isDistribution(filename) {
    return (0,_filenames_js__WEBPACK_IMPORTED_MODULE_0__/* .parseFilename */ .p_)(filename).kind !== 'unsupported';
}
/** A folder, and the JSON pages of its project. */
function prefixesOf(folder) {
    return [`${folder}/`, `${_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .JSON_ROOT */ .wj}${(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeName */ .Pc)(folder)}/`];
}


/***/ }),

/***/ 7567:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ hasOtherPage),
/* harmony export */   V: () => (/* binding */ pagesOfOthers)
/* harmony export */ });
/* harmony import */ var p_map__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(606);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(546);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7018);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(843);
/* harmony import */ var _serials_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6875);





/**
 * The projects without a record that have a page with files all the same: another tool made it, one that keeps its record
 * in it, or their record was lost. A page from a new record would lack them. Only an index that this program has not written to yet has such
 * projects, one whose first reindex is under way, or one that both write to; the last is not looked for, since it would
 * cost every new project a request.
 */
async function pagesOfOthers(store, projects, root) {
    if (root === undefined)
        return [];
    // What the root's record has was entered by somebody who has yet to write the project's own: a reindex, perhaps.
    const entered = root.record?.projects;
    const doubtful = projects.filter(({ folder }) => entered?.includes(folder) ?? true);
    if (doubtful.length === 0 || (root.state.body === undefined && (await isEmpty(store))))
        return [];
    const found = await (0,p_map__WEBPACK_IMPORTED_MODULE_2__/* ["default"] */ .Ay)(doubtful, async (project) => {
        const page = await pageWithFiles(store, project);
        if (page === undefined || (page === 'own' && (await isRecorded(store, project))))
            return [];
        return [{ project, isOwn: page === 'own' }];
    }, { concurrency: 8 });
    return found.flat();
}
/** Somebody may have made the record, and the page of it, since it was looked for. */
async function isRecorded({ documents }, { folder }) {
    return (await documents.read((0,_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .recordPath */ .lX)(folder))).body !== undefined;
}
async function isEmpty(store) {
    for await (const { path } of store.list(''))
        if (path !== '')
            return false;
    return true;
}
/** Asks whether a project has a page with files that another tool has made. */
async function hasOtherPage(store, project) {
    return (await pageWithFiles(store, project)) === 'other';
}
/** Whose page with files a project has; undefined where it has none. */
async function pageWithFiles({ documents, limits }, { folder }) {
    const paths = [...(limits.holdsPage(`${folder}/`) ? [`${folder}/`] : []), `${folder}/index.html`];
    const pages = await Promise.all(paths.map((path) => documents.read(path)));
    const filled = pages.flatMap(({ body }) => body !== undefined && (0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .lastSegments */ .Z)(body).some(_listing_js__WEBPACK_IMPORTED_MODULE_1__/* .isDistribution */ .Rj) ? [body] : []);
    if (filled.length === 0)
        return undefined;
    return filled.some((body) => (0,_serials_js__WEBPACK_IMPORTED_MODULE_4__/* .serialOf */ .I)(body) === undefined) ? 'other' : 'own';
}


/***/ }),

/***/ 1382:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publish: () => (/* binding */ publish)
});

// EXTERNAL MODULE: ./node_modules/p-map/index.js
var p_map = __webpack_require__(606);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/python/addresses.ts
var addresses = __webpack_require__(8206);
// EXTERNAL MODULE: ./src/stores/body.ts
var body = __webpack_require__(9172);
// EXTERNAL MODULE: ./src/python/entries.ts
var python_entries = __webpack_require__(2734);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/python/tombstones.ts
var python_tombstones = __webpack_require__(8924);
;// CONCATENATED MODULE: ./src/python/conflicts.ts





/**
 * What of a project's push is refused before anything is sent, by the record as it was read; where that says that names were
 * removed, by those as well.
 */
async function conflictsOf(store, project, uploads, options) {
    const isLifted = options.ifExists === 'overwrite';
    const { files: removed } = project.record?.hasRemovals === true && !isLifted
        ? await (0,python_tombstones/* readTombstones */.Bm)(store, project.folder)
        : python_tombstones/* NO_TOMBSTONES */.FR;
    return uploads.flatMap((upload) => removed.has(upload.file.filename)
        ? [{ what: upload.file.filename, error: removedError(store, project, upload) }]
        : conflictOf(store, project, upload, options));
}
function conflictOf(store, project, { file, beside }, { ifExists, baseUrl }) {
    const what = file.filename;
    const { refuses } = store.limits;
    for (const name of [what, ...beside.map(({ filename }) => filename)]) {
        const reason = refuses((0,layout/* filePath */.s$)(project.folder, name));
        if (reason !== undefined)
            return [{ what, error: noSuchPath(store, project, name, reason) }];
    }
    const misfit = (0,body/* sizeError */.wu)(store, { file: what, size: file.size, tooLarge: TOO_LARGE });
    if (misfit !== undefined)
        return [{ what, error: misfit }];
    const entry = project.record?.entries.find(({ filename }) => filename === what);
    const other = baseUrl === undefined ? undefined : project.record?.entries.find(isOtherwise(baseUrl));
    if (other !== undefined)
        return [{ what, error: otherBaseUrl(store, project, other) }];
    if (entry === undefined)
        return [];
    if (ifExists === 'fail')
        return [{ what, error: taken(store, project, what, 'exists already', FAIL_HINT) }];
    if (ifExists !== 'same' || isSame(entry, file))
        return [];
    return [{ what, error: otherBytesError(store, project, { file }) }];
}
/** Asks whether an entry says that the links of the index begin otherwise. One on somebody's release says nothing of that. */
function isOtherwise(baseUrl) {
    return (entry) => (0,python_entries/* isOwn */.NP)(entry) && (entry.baseUrl ?? null) !== baseUrl;
}
/** True where an entry is of the same bytes. */
function isSame({ digests, size }, file) {
    if (digests.sha256 !== undefined)
        return digests.sha256 === file.digests.sha256;
    return digests.md5 !== undefined && digests.md5 === file.digests.md5 && size === file.size;
}
const FAIL_HINT = 'Push another version, or set `if-exists: same` to accept the same bytes.';
function sameHint({ limits }) {
    const once = 'A file is written once: push another version.';
    return limits.replaces
        ? `${once} Only if nobody has installed this one yet, \`if-exists: overwrite\` replaces it.`
        : once;
}
const TOO_LARGE = 'Make it smaller, or use another store: a bucket takes files of up to 5 TiB.';
function noSuchPath({ name }, { folder }, filename, reason) {
    return new errors/* RegistryError */.gl('input', `${folder}/${filename} can't be stored in ${name}: it ${reason}`, {
        hint: 'Choose another `prefix`, or give the file a shorter name or version.'
    });
}
function taken(store, { folder }, filename, what, hint) {
    return new errors/* RegistryError */.gl('conflict', `${filename} ${what} (${store.name}/${folder})`, { hint });
}
/** What was stored in vain: its name was removed, or came into the index from somebody's release, with other bytes. */
function refusedOf(store, project, stored, { tombstones, entries }) {
    const errorOf = ({ upload }) => {
        const { file } = upload;
        if (tombstones.files.has(file.filename))
            return removedError(store, project, upload);
        const entry = entries.get(file.filename);
        const isOther = entry?.source !== undefined && !isSame(entry, file);
        return isOther ? enteredError(store, project, upload) : undefined;
    };
    const errors = stored.map((each) => [each, errorOf(each)]);
    return new Map(errors.flatMap(([each, error]) => (error === undefined ? [] : [[each, error]])));
}
/** The name came into the index from somebody's release, with other bytes. */
function enteredError(store, project, { file }) {
    return taken(store, project, file.filename, 'was entered meanwhile with other bytes', sameHint(store));
}
/** What is stored under a name is not what is pushed. The record, as it is now, says what it is. */
function otherBytesError(store, project, upload) {
    const { filename } = upload.file;
    const entry = project.record?.entries.find((each) => each.filename === filename);
    if (entry === undefined)
        return unlistedError(store, project, upload);
    if (isSame(entry, upload.file))
        return exchangedError(store, project, upload);
    return taken(store, project, filename, 'exists already with other bytes', sameHint(store));
}
/** No record knows it. */
function unlistedError(store, project, { file }) {
    return taken(store, project, file.filename, 'is stored already with other bytes, and is not in the index', store.limits.holds
        ? 'If it waits in the draft of a release, delete that, with all that waits in it, and push again; or push another version.'
        : 'Run `mode: reindex`: it takes the file in, or says why it can not; then delete that by hand, and push again. Or push another version.');
}
/** It is not what the record says, which is what is pushed. */
function exchangedError(store, project, { file }) {
    return taken(store, project, file.filename, 'is in the index, and other bytes are stored in its place', 'Somebody has exchanged it by hand. Delete it there and push again, or run `mode: reindex`, which takes it as it is now.');
}
/** The name was removed before. */
function removedError(store, project, { file }) {
    return taken(store, project, file.filename, 'was removed, and a removed file stays taken', store.limits.replaces
        ? 'Push another version, or set `if-exists: overwrite` to take the name again.'
        : 'Push another version.');
}
/** The project has no record, and a page with files all the same. */
function pageOnlyError(store, { project: { folder }, isOwn }) {
    if (isOwn)
        return lostRecordError(store, folder);
    return new errors/* RegistryError */.gl('conflict', `${store.name}/${folder} has the page of another tool, with files that a new page would lack`, { hint: 'Run `mode: reindex` once: it takes in what the other tool has stored.' });
}
function lostRecordError(store, folder) {
    return new errors/* RegistryError */.gl('conflict', `${store.name}/${(0,layout/* recordPath */.lX)(folder)} was deleted: a new one would lack the files that are there`, {
        hint: 'Run `mode: reindex` once: it makes the record anew of what is stored. Then yank again what was yanked.'
    });
}
function otherBaseUrl(store, { folder }, { baseUrl }) {
    return new errors/* RegistryError */.gl('conflict', `the links of ${store.name}/${folder} ${baseUrl === undefined ? 'are relative' : `begin with ${baseUrl}`}`, {
        hint: 'Leave `base-url` out, or run `mode: reindex` once with the new one and for all projects: it changes the links of the whole index.'
    });
}

// EXTERNAL MODULE: ./src/python/storing.ts + 1 modules
var python_storing = __webpack_require__(4903);
;// CONCATENATED MODULE: ./src/python/holding.ts



/** Stores what may be held back, and answers what is public all the same. A removed name is refused here: no record does it. */
async function storeHolding(store, { project, uploads, ...how }, tell) {
    const { files: buried } = project.record?.hasRemovals === true ? await (0,python_tombstones/* readTombstones */.Bm)(store, project.folder) : python_tombstones/* NO_TOMBSTONES */.FR;
    const isBuried = ({ file: { filename } }) => buried.has(filename);
    for (const upload of uploads.filter(isBuried))
        tell.refuse(upload, removedError(store, project, upload));
    const wanted = uploads.filter((upload) => !isBuried(upload));
    const stored = await (0,python_storing/* storeAll */.lc)(store, { project, uploads: wanted, ...how });
    for (const [index, upload] of wanted.entries()) {
        if (stored[index] === undefined)
            tell.leave(upload);
        else if (stored[index].isHeld)
            tell.held(upload);
    }
    const isOpen = (index) => stored[index]?.isHeld === false;
    return {
        open: wanted.filter((_, index) => isOpen(index)),
        stored: Promise.resolve(stored.filter((_, index) => isOpen(index)))
    };
}

// EXTERNAL MODULE: ./src/stores/store.ts
var store = __webpack_require__(4703);
// EXTERNAL MODULE: ./src/python/names.ts
var names = __webpack_require__(3442);
// EXTERNAL MODULE: ./src/python/others.ts
var others = __webpack_require__(7567);
// EXTERNAL MODULE: ./src/python/project.ts + 6 modules
var python_project = __webpack_require__(7895);
// EXTERNAL MODULE: ./src/python/root.ts + 2 modules
var python_root = __webpack_require__(8959);
;// CONCATENATED MODULE: ./src/python/locate.ts







/**
 * Reads the records of projects (normalised names). The root is read only where a project seems to be new, and then it
 * tells which of the others need not be looked for, and which of them Stick keeps under another name. Throws `conflict`
 * for a `baseUrl` that is not the index's.
 */
async function locate(store, names, baseUrl) {
    let root;
    const projects = await (0,p_map/* default */.Ay)(names, async (name) => {
        if (root !== undefined && !(await root).names.has(name))
            return absent(name);
        const project = await (0,python_project/* readProject */.Wh)(store, name, name);
        if (project.record !== undefined)
            return project;
        root ??= view(store);
        const folder = (0,python_root/* folderIn */.CH)((await root).view, name) ?? name;
        return folder === name ? project : (0,python_project/* readProject */.Wh)(store, name, folder);
    }, { concurrency: FEW });
    if (baseUrl !== undefined && projects.some(isToBeEntered)) {
        // Before anything is sent, and not when they enter.
        root ??= view(store);
        (0,python_root/* assertBaseUrl */.jA)(store, (await root).view.record, baseUrl);
    }
    const unrecorded = projects.filter(({ record }) => record === undefined);
    return {
        projects,
        pageOnly: await (0,others/* pagesOfOthers */.V)(store, unrecorded, (await root)?.view),
        enter: (entering) => {
            const fresh = projects.filter((project) => entering.includes(project.name) && isToBeEntered(project));
            if (fresh.length === 0)
                return { recorded: Promise.resolve(baseUrl ?? undefined), done: Promise.resolve() };
            const folders = fresh.map(({ folder }) => folder);
            let tell = () => undefined;
            const told = new Promise((resolve) => {
                tell = resolve;
            });
            const enterAll = async () => (0,python_root/* enterProjects */.Z$)(store, folders, {
                baseUrl,
                view: (await root)?.view,
                recorded: (entered) => {
                    tell(entered.baseUrl);
                }
            });
            const done = enterAll();
            return { recorded: Promise.race([told, done.then((entered) => entered.baseUrl)]), done };
        }
    };
}
/** So many records are looked for before the first of them can tell that the root has to be read. */
const FEW = 4;
/** True for a project that is new to the root, or was changed by a tool that has then put its own page in the place of the root's. */
function isToBeEntered({ record }) {
    return record === undefined || record.entries.length === 0 || record.entries.some(python_entries/* isForeign */.jq);
}
async function view(store) {
    const seen = await (0,python_root/* viewRoot */.mo)(store);
    return { view: seen, names: new Set(seen.folders.map(names/* normalizeName */.Pc)) };
}
function absent(name) {
    return { name, folder: name, state: { body: undefined, revision: store/* ABSENT */.s }, record: undefined };
}

;// CONCATENATED MODULE: ./src/python/published.ts
/** What is told of an upload. */
function tellOf({ name, folder }, { file }, outcome) {
    const { filename, size, digests, metadata } = file;
    return { project: name, folder, filename, version: metadata.version, sha256: digests.sha256, size, outcome };
}

// EXTERNAL MODULE: ./src/stores/update.ts
var update = __webpack_require__(4605);
// EXTERNAL MODULE: ./src/python/record.ts
var record = __webpack_require__(7985);
// EXTERNAL MODULE: ./src/python/yanked-versions.ts
var yanked_versions = __webpack_require__(8228);
;// CONCATENATED MODULE: ./src/python/recording.ts











/** Writes down what was stored. The first look at the record may be older than the storing: the swap tells. */
async function recording_record(store, project, storing, options) {
    let result = {
        ...{ stored: [], refused: new Map(), added: new Set(), yanked: new Map(), wasEmpty: false }
    };
    let buried = python_tombstones/* NO_TOMBSTONES */.FR;
    let storedSoFar = storing;
    await (0,update/* update */.y)(store.documents, (0,layout/* recordPath */.lX)(project.folder), async (bytes) => {
        const current = (0,python_project/* recordOf */.zv)(store, project.folder, bytes);
        const [before, baseUrl, known] = await Promise.all([
            storedSoFar,
            options.baseUrl(),
            current?.hasRemovals === true ? (0,python_tombstones/* readTombstones */.Bm)(store, project.folder) : python_tombstones/* NO_TOMBSTONES */.FR
        ]);
        // A removal may have looked for the files before they were put back. What it has written down before is seen now.
        const isMending = before.some((each) => each?.mended !== undefined);
        const tombstones = isMending ? await (0,python_tombstones/* readTombstones */.Bm)(store, project.folder) : known;
        buried = tombstones;
        const entries = new Map(current?.entries.map((entry) => [entry.filename, entry]));
        storedSoFar = storeLost(store, { project, stored: before, tombstones, entries, options });
        const stored = await storedSoFar;
        const there = stored.filter((each) => each !== undefined);
        const refused = refusedOf(store, project, there, { tombstones, entries });
        const good = there.filter((each) => !refused.has(each) && !each.isHeld);
        const added = new Set(good.filter((each) => isAdded(each, entries)).map(({ upload }) => upload.file.filename));
        result = { stored, refused, added, yanked: new Map(), wasEmpty: current?.entries.length === 0 };
        const serial = await (0,python_project/* nextSerial */.YB)(store, project.name, current, { isNew: true });
        const links = baseUrl ?? (0,python_entries/* baseUrlIn */.eV)(current?.entries);
        const around = { uploadTime: options.now.toISOString(), serial, baseUrl: links };
        const changes = await Promise.all(good.map(async (each) => {
            const url = await (0,addresses/* fileUrl */.i)(store, project, each.upload.file);
            return changeOf(entries.get(each.upload.file.filename), each, { ...around, url });
        }));
        if (changes.flat().length === 0)
            return undefined;
        for (const entry of changes.flat())
            entries.set(entry.filename, entry);
        const next = (0,yanked_versions/* inheritYanks */.a)([...entries.values()], current?.entries ?? []);
        result = { ...result, yanked: next.yanked };
        return (0,record/* serializeRecord */.Om)({
            entries: (0,python_entries/* withOneDescription */.ne)((0,python_entries/* claimed */.Sf)(next.entries, { serial, baseUrl: links })),
            serial,
            hasRemovals: current?.hasRemovals ?? false
        });
    }, {
        first: project.state,
        render: (bytes) => (0,python_project/* projectRender */.Cp)(store, project, buried)(bytes),
        message: () => `push ${[...result.added].join(', ') || `what lies beside files of ${project.name}`}`
    });
    return result;
}
/** True for a file that the record has not, and for one that it had when there was none. */
function isAdded({ upload, mended, created }, entries) {
    const { filename } = upload.file;
    return (!entries.has(filename) || (mended !== undefined && created.some(({ key }) => key.filename === filename)));
}
/**
 * Stores what was taken for stored since the record had it, or was put back, and that the record has no more: a reindex has
 * seen that somebody deleted the file by hand, or another push has given its name free, and may have deleted it.
 */
function storeLost(store, { project, stored, tombstones, entries, options }) {
    const overwrite = options.ifExists === 'overwrite';
    const isLost = ({ isSeen, mended, upload: { file } }) => (!isSeen || mended !== undefined) && !entries.has(file.filename) && !tombstones.files.has(file.filename);
    return (0,p_map/* default */.Ay)(stored, async (each) => {
        if (each === undefined || !isLost(each))
            return each;
        const again = await (0,python_storing/* storeUpload */.Jz)(store, { project, upload: each.upload, overwrite });
        return again && { ...again, created: [...each.created, ...again.created] };
    }, { concurrency: store.limits.atOnce });
}
/** The entry of a stored file, where it is another one than that of the record. */
function changeOf(old, { upload, revision, isSeen, mended }, around) {
    if (old === undefined)
        return [(0,python_entries/* newEntry */.bk)(upload.file, { ...around, revision })];
    if (old.source !== undefined) {
        if (!isSeen)
            return [];
        // Stored while it came in from somebody's release: the index's own takes its place.
        const made = (0,python_entries/* newEntry */.bk)(upload.file, { ...around, revision });
        return [(0,python_entries/* renewEntry */.kS)(old, made, { isSame: true }).entry];
    }
    // Whoever has changed it meanwhile has seen what is there.
    if (mended !== undefined && old.revision === mended.revision) {
        const uploadTime = old.uploadTime ?? around.uploadTime;
        const file = {
            ...upload.file,
            hasSignature: mended.hasSignature || upload.file.hasSignature,
            hasProvenance: mended.hasProvenance || upload.file.hasProvenance
        };
        const made = (0,python_entries/* newEntry */.bk)(file, { ...around, uploadTime, revision });
        // Another state in any case: a reindex that has missed the file has to look again.
        return [(0,record/* changeEntry */.df)((0,python_entries/* renewEntry */.kS)(old, made, { isSame: true }).entry, { serial: around.serial })];
    }
    const next = withCompany(old, upload, around.serial);
    return next === old ? [] : [next];
}
/** An entry that tells also of a signature or attestations that were brought along later. */
function withCompany(entry, { file }, serial) {
    const hasSignature = entry.hasSignature || file.hasSignature;
    const hasProvenance = entry.hasProvenance || file.hasProvenance;
    if (hasSignature === entry.hasSignature && hasProvenance === entry.hasProvenance)
        return entry;
    return (0,record/* changeEntry */.df)(entry, { has_sig: hasSignature, provenance: hasProvenance, serial });
}

// EXTERNAL MODULE: ./src/python/indexing.ts
var indexing = __webpack_require__(8072);
// EXTERNAL MODULE: ./src/python/listing.ts
var listing = __webpack_require__(7018);
;// CONCATENATED MODULE: ./src/python/held.ts
















/**
 * Puts into the index what became public with versions of a project, and was held back by the steps that had pushed it:
 * files of these versions, and of whatever else shares their releases. It is read as a reindex does.
 */
async function indexReleased(store, of) {
    const keys = [...of.versions].map((version) => (0,python_storing/* keyOf */.TN)(of.project, version, ''));
    const released = await Promise.all(keys.map((key) => store.artifacts.released(key)));
    const folders = foldersIn(released);
    const found = await (0,p_map/* default */.Ay)([...folders.values()], (folder) => indexFolder(store, folder, of), {
        concurrency: 4
    });
    const failures = found.flatMap((each) => each.failures);
    const failed = new Set(failures.map(({ what }) => what));
    return {
        files: found.flatMap(({ files }) => files),
        failures,
        settle: async () => {
            for (const { entries, settle } of released) {
                const taken = entries.filter(({ path }) => folderOf(path) !== undefined && !failed.has(nameOf(path)));
                await settle(taken.map(({ path }) => path));
            }
        }
    };
}
function foldersIn(released) {
    const folders = new Map();
    for (const entry of released.flatMap(({ entries }) => entries)) {
        const folder = folderOf(entry.path);
        if (folder === undefined)
            continue;
        const listed = folders.get(folder) ?? { folder, files: new Map(), versions: new Set() };
        listed.files.set(nameOf(entry.path), entry);
        folders.set(folder, listed);
    }
    return folders;
}
/** The project's folder that a path lies right in. */
function folderOf(path) {
    const [folder = '', name, ...more] = path.split('/');
    return name === undefined || more.length > 0 || (0,names/* nameProblem */.rH)(folder) !== undefined ? undefined : folder;
}
function nameOf(path) {
    return path.slice(path.lastIndexOf('/') + 1);
}
async function indexFolder(store, listed, { own, now }) {
    const project = { name: (0,names/* normalizeName */.Pc)(listed.folder), folder: listed.folder };
    const wanted = [...listed.files.values()].filter(({ path }) => (0,listing/* isDistribution */.Rj)(nameOf(path)) && !own.has(path));
    const reads = new Map();
    const failures = [];
    const last = { files: [], wasEmpty: false };
    let buried = python_tombstones/* NO_TOMBSTONES */.FR;
    if (wanted.length === 0)
        return { files: [], failures };
    await (0,update/* update */.y)(store.documents, (0,layout/* recordPath */.lX)(project.folder), async (bytes) => {
        const current = (0,python_project/* recordOf */.zv)(store, project.folder, bytes);
        buried = current?.hasRemovals === true ? await (0,python_tombstones/* readTombstones */.Bm)(store, project.folder) : python_tombstones/* NO_TOMBSTONES */.FR;
        const entries = new Map(current?.entries.map((entry) => [entry.filename, entry]));
        const isKnown = (name) => entries.get(name)?.source === undefined && entries.has(name);
        const missing = wanted.filter(({ path }) => !isKnown(nameOf(path)) && !buried.files.has(nameOf(path)));
        failures.length = 0;
        const read = await readAll(store, { project, listed, missing, reads }, failures);
        const found = read.filter(({ file }) => {
            const entry = entries.get(file.filename);
            if (entry === undefined || isSame(entry, file))
                return true;
            failures.push({ what: file.filename, error: enteredError(store, project, { file }) });
            return false;
        });
        last.files = found.map(({ file }) => publishedOf(project, file));
        if (found.length === 0)
            return undefined;
        last.wasEmpty = current?.entries.length === 0;
        const root = current?.entries.some(python_entries/* isOwn */.NP) !== true
            ? await (0,python_root/* enterProjects */.Z$)(store, [project.folder], { baseUrl: undefined })
            : undefined;
        const serial = await (0,python_project/* nextSerial */.YB)(store, project.name, current, { isNew: true });
        const baseUrl = (0,python_entries/* baseUrlIn */.eV)(current?.entries) ?? root?.baseUrl;
        await Promise.all(found.map(async ({ file, revision }) => {
            const uploadTime = (listed.files.get(file.filename)?.modified ?? now).toISOString();
            const url = await (0,addresses/* fileUrl */.i)(store, project, file);
            const made = (0,python_entries/* newEntry */.bk)(file, { revision, uploadTime, serial, baseUrl, url });
            const old = entries.get(file.filename);
            // The index's own takes the place of the same one on somebody's release.
            entries.set(file.filename, old === undefined ? made : (0,python_entries/* renewEntry */.kS)(old, made, { isSame: true }).entry);
        }));
        const next = (0,yanked_versions/* inheritYanks */.a)([...entries.values()], current?.entries ?? []);
        last.files = last.files.map((file) => ({ ...file, yanked: next.yanked.get(file.filename) }));
        return (0,record/* serializeRecord */.Om)({
            entries: (0,python_entries/* withOneDescription */.ne)((0,python_entries/* claimed */.Sf)(next.entries, { serial, baseUrl })),
            serial,
            hasRemovals: current?.hasRemovals ?? false
        });
    }, {
        render: (bytes) => (0,python_project/* projectRender */.Cp)(store, project, buried)(bytes),
        message: () => `publish ${last.files.map(({ filename }) => filename).join(', ')}`
    });
    // Whoever emptied the record may have taken the project off the root after it was entered.
    if (last.wasEmpty)
        await (0,python_root/* enterProjects */.Z$)(store, [project.folder], { baseUrl: undefined, again: true });
    return { files: last.files, failures };
}
async function readAll(store, { project, listed, missing, reads }, failures) {
    const found = await (0,p_map/* default */.Ay)(missing, async (entry) => {
        const filename = nameOf(entry.path);
        const of = { project, filename, listed: entry, folder: listed, entry: undefined, isPushed: false };
        const reading = reads.get(filename) ?? (0,indexing/* readStored */.CL)(store, of);
        reads.set(filename, reading);
        try {
            return [await reading];
        }
        catch (error) {
            if (!(0,errors/* isRegistryError */.IP)(error))
                throw error;
            failures.push({ what: filename, error });
            return [];
        }
    }, { concurrency: 8 });
    return found.flat();
}
function publishedOf({ name, folder }, { filename, size, digests, metadata }) {
    const sha256 = digests.sha256 ?? '';
    return {
        ...{ project: name, folder, filename, version: metadata.version },
        ...{ sha256, size, outcome: 'published' }
    };
}

// EXTERNAL MODULE: ./src/python/remove.ts
var remove = __webpack_require__(312);
;// CONCATENATED MODULE: ./src/python/repeated.ts







/**
 * Where a push is refused, it may be the repetition of one that was killed behind the records: the pages of projects that
 * have all of its files, with the same bytes, are completed, and nothing else is done. Returns what kept it from that.
 */
async function completeRecorded(store, projects, byProject) {
    const recorded = projects.filter((project) => hasAll(project, byProject.get(project.name) ?? []));
    if (recorded.length === 0)
        return [];
    try {
        await (0,p_map/* default */.Ay)(recorded, (project) => (0,python_project/* completePages */.Kr)(store, project), { concurrency: 8 });
        // A root that was lost is not made with some of its projects alone.
        const view = await (0,python_root/* viewRoot */.mo)(store);
        if (view.record !== undefined)
            await completeRoot(store, recorded.map(({ folder }) => folder), view);
        return [];
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error))
            throw error;
        return [{ what: 'the pages of what is there already', error }];
    }
}
/** True for a project of this index, and not one that another tool has written last, whose record has all of the files. */
function hasAll(project, uploads) {
    if (isToBeEntered(project))
        return false;
    const known = new Map(project.record?.entries.map((entry) => [entry.filename, entry]));
    return uploads.every(({ file }) => {
        const entry = known.get(file.filename);
        return entry !== undefined && isSame(entry, file);
    });
}
/** Brings the root's pages up to its record. What is not in it was removed meanwhile, unless it has files again. */
async function completeRoot(store, folders, view) {
    const gone = folders.filter((folder) => !view.folders.includes(folder));
    await (0,python_root/* enterProjects */.Z$)(store, folders, { baseUrl: undefined, view });
    if (gone.length > 0)
        await (0,python_root/* leaveProjects */.ud)(store, gone, (0,remove/* isEmptyIn */.XB)(store));
}

// EXTERNAL MODULE: ./src/python/withdraw.ts
var withdraw = __webpack_require__(3226);
;// CONCATENATED MODULE: ./src/python/publish.ts

















/**
 * Publishes distributions, all projects at once: artifact, what lies beside it, record, pages. Killed at any request,
 * what is there is valid, and the same push completes it.
 */
async function publish(store, uploads, options, tell) {
    const byProject = grouped(uploads);
    const { projects, pageOnly, enter } = await locate(store, [...byProject.keys()], options.baseUrl);
    const refused = (project) => conflictsOf(store, project, byProject.get(project.name) ?? [], options);
    const conflicts = [
        ...pageOnly.map((each) => ({ what: each.project.name, error: pageOnlyError(store, each) })),
        ...(await (0,p_map/* default */.Ay)(projects, refused, { concurrency: PROJECTS })).flat(),
        ...(await (0,addresses/* misnamed */.H)(store, projects, byProject))
    ];
    if (conflicts.length > 0) {
        const stuck = await completeRecorded(store, projects, byProject);
        return { files: [], failures: [...conflicts, ...stuck] };
    }
    const entrance = entranceOf(enter);
    // A project of which all is held has no record to be found.
    const together = store.limits.holds ? undefined : entrance.enter([...byProject.keys()]);
    const own = new Set(projects.flatMap((project) => pathsOf(project, byProject.get(project.name) ?? [])));
    const failures = [];
    const done = await (0,p_map/* default */.Ay)(projects, async (project) => {
        const files = byProject.get(project.name) ?? [];
        let recorded = together;
        const baseUrl = () => (recorded ??= entrance.enter([project.name]));
        try {
            const published = await publishProject(store, project, files, { ...options, baseUrl, own });
            failures.push(...published.failures);
            published.files.forEach(tell);
            return published.files;
        }
        catch (error) {
            if (!(0,errors/* isRegistryError */.IP)(error))
                throw error;
            failures.push({ what: project.name, error });
            return [];
        }
    }, { concurrency: PROJECTS });
    await entrance.done();
    const vain = projects.filter(({ name, record }, index) => entrance.begun.has(name) && (record?.entries.length ?? 0) === 0 && !(done[index] ?? []).some(isPublic));
    await publish_withdraw(store, vain, failures);
    // One that was killed after it had made a record may have left the root's pages as they were.
    const repeated = projects.filter((project, index) => !isToBeEntered(project) && isRepeated(done[index] ?? []));
    if (repeated.length > 0)
        await completeRoot(store, repeated.map(({ folder }) => folder), await (0,python_root/* viewRoot */.mo)(store));
    return { files: done.flat(), failures };
}
function entranceOf(enter) {
    const entering = [];
    const begun = new Set();
    return {
        enter: (names) => {
            for (const name of names)
                begun.add(name);
            const { recorded, done } = enter(names);
            entering.push(done);
            // Whoever waits for its record hears of a failure; it must not count as unheard before.
            recorded.catch(() => undefined);
            return recorded;
        },
        begun,
        done: () => Promise.all(entering)
    };
}
/** True for a file that has come into its record, now or before. */
function isPublic({ outcome }) {
    return outcome === 'created' || outcome === 'same' || outcome === 'published';
}
/** Takes projects off the root of which no file came. It is told why none did, whether this can be done or not. */
async function publish_withdraw(store, projects, failures) {
    // A store that gives no answer is not asked for more: the same push is to be repeated, and completes it.
    if (failures.some(({ error }) => error.code === 'unavailable'))
        return;
    try {
        await (0,withdraw/* withdrawProjects */.$)(store, projects);
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error))
            throw error;
    }
}
/** True where everything was there already. */
function isRepeated(files) {
    return files.length > 0 && files.every(({ outcome }) => outcome === 'same' || outcome === 'skipped');
}
const PROJECTS = 8;
function grouped(uploads) {
    const byProject = new Map();
    for (const upload of uploads) {
        const name = (0,names/* normalizeName */.Pc)(upload.file.metadata.name);
        byProject.set(name, [...(byProject.get(name) ?? []), upload]);
    }
    return byProject;
}
function pathsOf(project, uploads) {
    return uploads.map(({ file }) => (0,python_storing/* keyOf */.TN)(project, file.metadata.version, file.filename).path);
}
async function publishProject(store, found, uploads, options) {
    const overwrite = options.ifExists === 'overwrite';
    const project = overwrite ? await makeWay(store, found, uploads) : found;
    const known = new Map(project.record?.entries.map((entry) => [entry.filename, entry]));
    const skipped = uploads.filter(({ file }) => {
        const entry = known.get(file.filename);
        return entry !== undefined && !isSame(entry, file);
    });
    const wanted = uploads.filter((upload) => !skipped.includes(upload));
    const failures = [];
    const refuse = (upload, error) => {
        failures.push({ what: upload.file.filename, error });
    };
    const leave = (upload, now = project) => {
        if (options.ifExists === 'skip')
            skipped.push(upload);
        else
            refuse(upload, otherBytesError(store, now, upload));
    };
    const files = [];
    const storing = { project, uploads: wanted, overwrite, known };
    const { open, stored } = store.limits.holds
        ? await storeHolding(store, storing, {
            refuse,
            leave,
            held: (upload) => files.push(tellOf(project, upload, 'held'))
        })
        : { open: wanted, stored: (0,python_storing/* storeAll */.lc)(store, storing) };
    if (open.length > 0) {
        const recorded = await recordAll(store, project, { uploads: open, storing: stored }, options);
        files.push(...recorded.released);
        failures.push(...recorded.failures);
        // Somebody may have overwritten a file since the record was read.
        const isLeft = options.ifExists !== 'skip' && open.some((_, index) => recorded.stored[index] === undefined);
        const now = isLeft ? await (0,python_project/* readProject */.Wh)(store, project.name, project.folder) : project;
        for (const [index, upload] of open.entries()) {
            const one = recorded.stored[index];
            const error = one && recorded.refused.get(one);
            if (one === undefined)
                leave(upload, now);
            else if (error !== undefined)
                refuse(upload, error);
            else if (one.isHeld)
                files.push(tellOf(project, upload, 'held'));
            else {
                const { filename } = upload.file;
                const told = tellOf(project, upload, recorded.added.has(filename) ? 'created' : 'same');
                files.push({ ...told, yanked: recorded.yanked.get(filename) });
            }
        }
    }
    // A push that was killed may have left them without what is skipped now.
    if (open.length === 0 && skipped.length > 0)
        await (0,python_project/* completePages */.Kr)(store, project);
    return { files: [...files, ...skipped.map((upload) => tellOf(project, upload, 'skipped'))], failures };
}
/** Writes down what was stored, after what became public with it. */
async function recordAll(store, project, { uploads, storing }, options) {
    const releasing = storing.then((stored) => {
        const versions = new Set(uploads.map(({ file }) => file.metadata.version));
        // What was held under the name of one that is refused is public now as well.
        const others = new Set(pathsOf(project, uploads.filter((_, index) => stored[index] === undefined)));
        const own = new Set([...options.own].filter((path) => !others.has(path)));
        return indexReleased(store, { project, versions, own, now: options.now });
    });
    const recorded = await recording_record(store, project, releasing.then(() => storing), options);
    // Whoever emptied the record may have taken the project off the root after it was entered.
    if (recorded.wasEmpty && recorded.added.size > 0)
        await (0,python_root/* enterProjects */.Z$)(store, [project.folder], { baseUrl: undefined, again: true });
    for (const { created } of recorded.refused.keys())
        await (0,remove/* deleteFiles */.VK)(store, created);
    const { files, failures, settle } = await releasing;
    await settle();
    return { ...recorded, released: files, failures };
}
/** What is to be overwritten is removed first, as any removal goes, and then its name is given free. */
async function makeWay(store, project, uploads) {
    const tombstones = project.record?.hasRemovals === true ? await (0,python_tombstones/* readTombstones */.Bm)(store, project.folder) : python_tombstones/* NO_TOMBSTONES */.FR;
    const entries = new Map(project.record?.entries.map((entry) => [entry.filename, entry]));
    const going = uploads.filter(({ file }) => {
        const entry = entries.get(file.filename);
        return tombstones.files.has(file.filename) || (entry !== undefined && !isSame(entry, file));
    });
    if (going.length === 0)
        return project;
    await (0,remove/* clearFiles */.tI)(store, project, new Map(going.map(({ file }) => [file.filename, file.metadata.version])));
    return (0,python_project/* readProject */.Wh)(store, project.name, project.folder);
}


/***/ }),

/***/ 312:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A6: () => (/* binding */ lookedUp),
/* harmony export */   B0: () => (/* binding */ storedFiles),
/* harmony export */   HC: () => (/* binding */ endRemovals),
/* harmony export */   VK: () => (/* binding */ deleteFiles),
/* harmony export */   WS: () => (/* binding */ removeFiles),
/* harmony export */   XB: () => (/* binding */ isEmptyIn),
/* harmony export */   tI: () => (/* binding */ clearFiles)
/* harmony export */ });
/* harmony import */ var p_map__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(606);
/* harmony import */ var _stores_update_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4605);
/* harmony import */ var _describing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2150);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2734);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(546);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7895);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7985);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8959);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4903);
/* harmony import */ var _tombstones_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8924);










/**
 * Removes files of a project, named with their versions: their names are written down as removed, then they leave the
 * record and the pages, then the root where nothing is left, and at last they go themselves. Killed in between, nothing
 * is listed that is gone, and the same step completes it.
 */
async function removeFiles(store, project, files) {
    const serial = (project.record?.serial ?? 0) + 1;
    await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_8__/* .bury */ .nN)(store, project.folder, new Map([...files].map(([filename, version]) => [filename, { version, serial }])));
    await endRemovals(store, project, files);
}
/** Goes on where the names of removed files are written down, as it does for any of them whose removal was broken off. */
async function endRemovals(store, project, files) {
    // Looked at before the record says that they are gone: what is stored under the names later is somebody else's.
    const listed = await storedFiles(store, project, files);
    const stored = await lookedUp(store, listed.map(({ key }) => key));
    const { left, tombstones } = await unlist(store, project);
    if (left === 0)
        await (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .leaveProjects */ .ud)(store, [project.folder], isEmptyIn(store));
    // So is what lies there where somebody has given the name free meanwhile, which takes it off the list.
    const buried = new Set([...tombstones.files.keys()].flatMap(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .namesBeside */ .dk));
    await deleteFiles(store, stored.filter(({ key }) => buried.has(key.filename)));
}
/** Removes files and gives their names free, so that other bytes can take them. */
async function clearFiles(store, project, files) {
    await removeFiles(store, project, files);
    await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_8__/* .lift */ .yY)(store, project.folder, [...files.keys()]);
}
/** Deletes artifacts that are still in the state they were seen in. */
async function deleteFiles(store, files) {
    await Promise.all(files.map(({ key, revision }) => store.artifacts.remove(key, revision)));
}
/** Takes everything that was buried off the record. Returns how many files are left, and what was buried then. */
async function unlist(store, project) {
    let tombstones = _tombstones_js__WEBPACK_IMPORTED_MODULE_8__/* .NO_TOMBSTONES */ .FR;
    let left = 0;
    const render = (bytes) => (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .projectRender */ .Cp)(store, project, tombstones)(bytes);
    await (0,_stores_update_js__WEBPACK_IMPORTED_MODULE_0__/* .update */ .y)(store.documents, (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .recordPath */ .lX)(project.folder), async (bytes) => {
        const current = (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .recordOf */ .zv)(store, project.folder, bytes);
        tombstones = await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_8__/* .readTombstones */ .Bm)(store, project.folder);
        const kept = (current?.entries ?? []).filter(({ filename }) => !tombstones.files.has(filename));
        left = kept.length;
        const serial = await (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .nextSerial */ .YB)(store, project.name, current);
        const next = await (0,_describing_js__WEBPACK_IMPORTED_MODULE_1__/* .nextEntries */ .s)(store, project, { entries: kept, serial });
        const entries = (0,_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .stamped */ .py)(next, { before: current?.entries ?? [], serial });
        // Always another state, so that every push which read the record before the tombstones has to look again.
        return (0,_record_js__WEBPACK_IMPORTED_MODULE_5__/* .serializeRecord */ .Om)({ entries, serial, hasRemovals: true });
    }, { render, message: () => `remove files of ${project.name}` });
    // Pages of what a removal that was killed has taken off the record are none that this swap changed.
    await store.documents.complete((0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .recordPath */ .lX)(project.folder), render);
    return { left, tombstones };
}
/** Asks whether the record in a folder has no files. One that is not there is a project about to come, and not empty. */
function isEmptyIn(store) {
    return async (folder) => {
        const { body } = await store.documents.read((0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .recordPath */ .lX)(folder));
        return (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .recordOf */ .zv)(store, folder, body)?.entries.length === 0;
    };
}
/** What is stored under the keys, each looked at by itself, so that a removal knows who has written it. */
async function lookedUp(store, keys) {
    const found = await (0,p_map__WEBPACK_IMPORTED_MODULE_9__/* ["default"] */ .Ay)(keys, (key) => store.artifacts.find(key, { toRemove: true }), { concurrency: 16 });
    return keys.flatMap((key, index) => {
        const revision = found[index]?.revision;
        return revision === undefined ? [] : [{ key, revision }];
    });
}
/** The files that are stored under the names, and beside them. */
async function storedFiles(store, project, files) {
    const storedOf = async ([filename, version]) => {
        const found = [];
        const keys = new Map((0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .namesBeside */ .dk)(filename).map((name) => [(0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .filePath */ .s$)(project.folder, name), (0,_storing_js__WEBPACK_IMPORTED_MODULE_7__/* .keyOf */ .TN)(project, version, name)]));
        for await (const { path, revision } of store.list((0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .filePath */ .s$)(project.folder, filename))) {
            const key = keys.get(path);
            if (key !== undefined)
                found.push({ key, revision });
        }
        return found;
    };
    return (await (0,p_map__WEBPACK_IMPORTED_MODULE_9__/* ["default"] */ .Ay)(files, storedOf, { concurrency: 16 })).flat();
}


/***/ }),

/***/ 3226:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ withdrawProjects)
/* harmony export */ });
/* harmony import */ var p_map__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(606);
/* harmony import */ var _stores_store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4703);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(546);
/* harmony import */ var _others_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7567);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7895);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7985);
/* harmony import */ var _remove_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(312);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8959);








/**
 * Takes projects off the root that were entered for files which did not come, so that it leads to none that is not there.
 * Those that have files by now stay. An empty record comes first: a push whose own is on its way has to look again then,
 * and enters the project once more. Safe beside all others, and can be repeated. Answers which have left.
 */
async function withdrawProjects(store, projects) {
    if (projects.length === 0)
        return [];
    await (0,p_map__WEBPACK_IMPORTED_MODULE_7__/* ["default"] */ .Ay)(projects, (project) => makeEmpty(store, project), { concurrency: 8 });
    return (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .leaveProjects */ .ud)(store, projects.map(({ folder }) => folder), (0,_remove_js__WEBPACK_IMPORTED_MODULE_5__/* .isEmptyIn */ .XB)(store));
}
/** Gives a project without a record an empty one; what another tool shows of it stays. */
async function makeEmpty(store, project) {
    const path = (0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .recordPath */ .lX)(project.folder);
    const { body } = await store.documents.read(path);
    if (body !== undefined || (await (0,_others_js__WEBPACK_IMPORTED_MODULE_2__/* .hasOtherPage */ .O)(store, project)))
        return;
    const serial = await (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .nextSerial */ .YB)(store, project.name, undefined);
    // Where it is refused, somebody has made one.
    await store.documents.swap(path, _stores_store_js__WEBPACK_IMPORTED_MODULE_0__/* .ABSENT */ .s, (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .serializeRecord */ .Om)({ entries: [], serial, hasRemovals: false }), {
        render: (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .projectRender */ .Cp)(store, project),
        message: `withdraw ${project.name}, which has no files`
    });
}


/***/ }),

/***/ 8228:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ reasonOf),
/* harmony export */   a: () => (/* binding */ inheritYanks)
/* harmony export */ });
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7985);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8138);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4057);



/**
 * Yanks the files that are new to a record, or have new bytes, where it has others of their version and all of them are
 * yanked, for the reason that these have: on PyPI it is versions that are yanked, and installers would take this one again.
 */
function inheritYanks(entries, before) {
    const yankedBefore = new Map((0,_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releasesOf */ .w)(before)
        .filter((release) => release.yanked)
        .map((release) => [(0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(release.version), release.entries]));
    const known = new Set(before.map(({ filename }) => filename));
    const yanked = new Map();
    for (const { filename, version, yanked: own } of entries) {
        const release = yankedBefore.get((0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(version)) ?? [];
        const others = release.filter((entry) => entry.filename !== filename);
        const isReplaced = others.length < release.length;
        if (own === undefined && others.length > 0 && (isReplaced || !known.has(filename)))
            yanked.set(filename, reasonOf(others));
    }
    if (yanked.size === 0)
        return { entries, yanked };
    const inheriting = (entry) => {
        const reason = yanked.get(entry.filename);
        if (reason === undefined)
            return entry;
        return (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, { yanked: true, yanked_reason: reason === '' ? null : reason });
    };
    return { entries: entries.map(inheriting), yanked };
}
/** Why files were yanked: the first reason that somebody gave; empty where nobody did. */
function reasonOf(entries) {
    return entries.find(({ yanked = '' }) => yanked !== '')?.yanked ?? '';
}


/***/ })

};
