export const id = 813;
export const ids = [813];
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
        hint: 'Installers would take it for another file. Use a bucket for versions with an epoch or other rare characters.'
    });
}
/** The files among these that the store would call otherwise, each with the error that says so. */
async function misnamed(store, projects, uploads) {
    if (store.limits.relativeLinks)
        return [];
    const found = [];
    for (const project of projects) {
        for (const { file } of uploads.get(project.name) ?? []) {
            try {
                await fileUrl(store, project, file);
            }
            catch (error) {
                if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryError */ .IP)(error, 'unsupported'))
                    throw error;
                found.push({ what: file.filename, error });
            }
        }
    }
    return found;
}


/***/ }),

/***/ 7018:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ML: () => (/* binding */ straysIn),
/* harmony export */   Rj: () => (/* binding */ isDistribution),
/* harmony export */   VH: () => (/* binding */ listIndex),
/* harmony export */   bt: () => (/* binding */ listFolder),
/* harmony export */   id: () => (/* binding */ emptyFolder),
/* harmony export */   qf: () => (/* binding */ holdsProject)
/* harmony export */ });
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9804);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(546);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3442);



/** Lists an index, or the named folders of it. */
async function listIndex(store, folders) {
    const objects = new Map();
    const found = new Map();
    const strays = [];
    const prefixes = folders.length === 0 ? [''] : folders.flatMap(prefixesOf);
    for (const prefix of prefixes) {
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
            if ((0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nameProblem */ .rH)(folder) !== undefined || (version === undefined && name.includes('/')))
                continue;
            const inside = found.get(folder) ?? { files: new Map(), versions: new Set() };
            found.set(folder, inside);
            if (version === undefined)
                inside.files.set(name, listed);
            else
                inside.versions.add(version);
        }
    }
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
/** Distributions that lie in no folder of a project, less those that were taken into one. */
function straysIn({ strays, folders, objects }) {
    return strays.filter((path) => {
        const size = objects.get(path)?.size;
        return ![...folders.values()].some(({ files }) => files.get(path)?.size === size);
    });
}
/** Lists what lies right in a folder. */
async function listFolder(store, folder) {
    return (await listIndex(store, [folder])).folders.get(folder) ?? emptyFolder(folder);
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
    return [`${folder}/`, `${_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .JSON_ROOT */ .wj}${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeName */ .Pc)(folder)}/`];
}


/***/ }),

/***/ 813:
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
// EXTERNAL MODULE: ./src/stores/update.ts
var update = __webpack_require__(4605);
// EXTERNAL MODULE: ./src/python/addresses.ts
var addresses = __webpack_require__(8206);
// EXTERNAL MODULE: ./src/python/entries.ts
var python_entries = __webpack_require__(2734);
;// CONCATENATED MODULE: ./src/python/conflicts.ts


/** What of a push is refused before anything is sent, by the record as it was read. */
function conflictsOf(store, project, { file }, { ifExists, baseUrl }) {
    const what = file.filename;
    const entry = project.record?.entries.find(({ filename }) => filename === what);
    const other = project.record?.entries.find(isOtherwise(baseUrl));
    if (baseUrl !== undefined && other !== undefined)
        return [{ what, error: otherBaseUrl(store, project, other) }];
    if (entry === undefined)
        return [];
    if (ifExists === 'fail')
        return [{ what, error: taken(store, project, what, 'exists already', FAIL_HINT) }];
    if (ifExists !== 'same' || isSame(entry, file))
        return [];
    return [{ what, error: taken(store, project, what, 'exists already with other bytes', sameHint(store)) }];
}
/** Asks whether an entry says that the links of the index begin otherwise. One on somebody's release says nothing of that. */
function isOtherwise(baseUrl) {
    return (entry) => !(0,python_entries/* isForeign */.jq)(entry) && entry.source === undefined && entry.baseUrl !== baseUrl;
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
/** What is stored under a name is not what is pushed, and no record knows it. */
function unlistedError(store, project, { file }) {
    return taken(store, project, file.filename, 'is stored already with other bytes, and is not in the index', 'Run `reindex` to see what it is, or push another version.');
}
/** The name was removed before. */
function removedError(store, project, { file }) {
    return taken(store, project, file.filename, 'was removed, and a removed file stays taken', store.limits.replaces
        ? 'Push another version, or set `if-exists: overwrite` to take the name again.'
        : 'Push another version.');
}
/** The project has no record, and a page of another tool. */
function pageOnlyError(store, { folder }) {
    return new errors/* RegistryError */.gl('conflict', `${store.name}/${folder} has the page of another tool, with files that a new page would lack`, { hint: 'Run `reindex` once: it takes in what the other tool has stored.' });
}
function otherBaseUrl(store, { folder }, { baseUrl }) {
    return new errors/* RegistryError */.gl('conflict', `the links of ${store.name}/${folder} ${baseUrl === undefined ? 'are relative' : `begin with ${baseUrl}`}`, {
        hint: 'Leave `base-url` out, or run `reindex` once with the new one: it changes the links of the whole index.'
    });
}

// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/stores/store.ts
var store = __webpack_require__(4703);
// EXTERNAL MODULE: ./src/python/names.ts
var names = __webpack_require__(3442);
// EXTERNAL MODULE: ./src/python/listing.ts
var listing = __webpack_require__(7018);
// EXTERNAL MODULE: ./src/python/links.ts
var links = __webpack_require__(843);
// EXTERNAL MODULE: ./src/python/serials.ts
var serials = __webpack_require__(6875);
;// CONCATENATED MODULE: ./src/python/others.ts




/**
 * The projects without a record that have a page with files all the same: another tool made it, one that keeps its record
 * in it. A page from a new record would lack them. Only an index that this program has not written to yet has such
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
    const found = await (0,p_map/* default */.Ay)(doubtful, (project) => hasOtherPage(store, project), { concurrency: 8 });
    return doubtful.filter((_, index) => found[index]);
}
async function isEmpty(store) {
    for await (const { path } of store.list(''))
        if (path !== '')
            return false;
    return true;
}
async function hasOtherPage({ documents, limits }, { folder }) {
    const paths = [...(limits.holdsPage(`${folder}/`) ? [`${folder}/`] : []), `${folder}/index.html`];
    const pages = await Promise.all(paths.map((path) => documents.read(path)));
    return pages.some(({ body }) => body !== undefined && (0,serials/* serialOf */.I)(body) === undefined && (0,links/* lastSegments */.Z)(body).some(listing/* isDistribution */.Rj));
}

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
    const fresh = projects.filter(isToBeEntered);
    if (baseUrl !== undefined && fresh.length > 0) {
        // Before anything is sent, and not when they enter.
        root ??= view(store);
        (0,python_root/* assertBaseUrl */.jA)(store, (await root).view.record, baseUrl);
    }
    const unrecorded = projects.filter(({ record }) => record === undefined);
    return {
        projects,
        pageOnly: await pagesOfOthers(store, unrecorded, (await root)?.view),
        enter: () => {
            if (fresh.length === 0)
                return { recorded: Promise.resolve(baseUrl), done: Promise.resolve() };
            const folders = fresh.map(({ folder }) => folder);
            let tell = () => undefined;
            const told = new Promise((resolve) => {
                tell = resolve;
            });
            const entering = async () => (0,python_root/* enterProjects */.Z$)(store, folders, {
                baseUrl,
                view: (await root)?.view,
                recorded: (entered) => {
                    tell(entered.baseUrl);
                }
            });
            const done = entering();
            return { recorded: Promise.race([told, done.then((entered) => entered.baseUrl)]), done };
        }
    };
}
/** So many records are looked for before the first of them can tell that the root has to be read. */
const FEW = 4;
/** New to the root, or changed by a tool that has then put its own page in the place of the root's. */
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

// EXTERNAL MODULE: ./src/python/record.ts
var record = __webpack_require__(7985);
// EXTERNAL MODULE: ./src/python/remove.ts
var remove = __webpack_require__(312);
// EXTERNAL MODULE: ./src/python/storing.ts + 1 modules
var python_storing = __webpack_require__(4903);
// EXTERNAL MODULE: ./src/python/tombstones.ts
var python_tombstones = __webpack_require__(8924);
;// CONCATENATED MODULE: ./src/python/publish.ts















/**
 * Publishes distributions, all projects at once: artifact, what lies beside it, record, pages. Killed at any request,
 * what is there is valid, and the same push completes it.
 */
async function publish(store, uploads, options, tell) {
    const byProject = grouped(uploads);
    const { projects, pageOnly, enter } = await locate(store, [...byProject.keys()], options.baseUrl);
    const conflicts = [
        ...pageOnly.map((project) => ({ what: project.name, error: pageOnlyError(store, project) })),
        ...projects.flatMap((project) => (byProject.get(project.name) ?? []).flatMap((upload) => conflictsOf(store, project, upload, options))),
        ...(await (0,addresses/* misnamed */.H)(store, projects, byProject))
    ];
    if (conflicts.length > 0)
        return { files: [], failures: conflicts };
    const { recorded, done: entered } = enter();
    // Whoever waits for its record hears of a failure; it must not count as unheard before.
    recorded.catch(() => undefined);
    const failures = [];
    const done = await (0,p_map/* default */.Ay)(projects, async (project) => {
        const files = byProject.get(project.name) ?? [];
        try {
            const published = await publishProject(store, project, files, { ...options, baseUrl: recorded });
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
    await entered;
    return { files: done.flat(), failures };
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
    const storing = (0,p_map/* default */.Ay)(wanted, (upload) => storeOne(store, { project, upload, overwrite }, known.get(upload.file.filename)), { concurrency: store.limits.atOnce });
    const { stored, refused, added, wasEmpty } = await publish_record(store, project, storing, options);
    // Whoever emptied the record may have taken the project off the root after it was entered.
    if (wasEmpty)
        await (0,python_root/* enterProjects */.Z$)(store, [project.folder], { baseUrl: undefined });
    for (const [each, error] of refused) {
        await (0,remove/* deleteFiles */.VK)(store, each.created);
        failures.push({ what: each.upload.file.filename, error });
    }
    const files = [];
    for (const [index, upload] of wanted.entries()) {
        const one = stored[index];
        if (one !== undefined && refused.has(one))
            continue;
        if (one !== undefined)
            files.push(tellOf(project, upload, added.has(upload.file.filename) ? 'created' : 'same'));
        else if (options.ifExists === 'skip')
            skipped.push(upload);
        else
            failures.push({ what: upload.file.filename, error: unlistedError(store, project, upload) });
    }
    return { files: [...files, ...skipped.map((upload) => tellOf(project, upload, 'skipped'))], failures };
}
/** A file that the record has is stored already; only what lies beside it may be new. */
async function storeOne(store, storing, entry) {
    if (entry === undefined)
        return (0,python_storing/* storeUpload */.Jz)(store, storing);
    const { project, upload } = storing;
    const { hasSignature, hasProvenance } = entry;
    // Nothing is put beside a file on somebody's release.
    for (const beside of entry.source === undefined ? upload.beside : []) {
        const isNew = (beside.filename.endsWith('.asc') && !hasSignature) ||
            (beside.filename.endsWith('.provenance') && !hasProvenance);
        if (isNew)
            await (0,python_storing/* putBeside */.iq)(store, (0,python_storing/* keyOf */.TN)(project, entry.version, beside.filename), beside);
    }
    return { upload, isSeen: false, revision: entry.revision ?? '', created: [] };
}
/** Writes down what was stored. The first look at the record may be older than the storing: the swap tells. */
async function publish_record(store, project, storing, options) {
    let result = { stored: [], refused: new Map(), added: new Set(), wasEmpty: false };
    let buried = python_tombstones/* NO_TOMBSTONES */.FR;
    let storedSoFar = storing;
    await (0,update/* update */.y)(store.documents, (0,layout/* recordPath */.lX)(project.folder), async (bytes) => {
        const current = (0,python_project/* recordOf */.zv)(store, project.folder, bytes);
        const [before, baseUrl, tombstones] = await Promise.all([
            storedSoFar,
            options.baseUrl,
            current?.hasRemovals === true ? (0,python_tombstones/* readTombstones */.Bm)(store, project.folder) : python_tombstones/* NO_TOMBSTONES */.FR
        ]);
        buried = tombstones;
        const entries = new Map(current?.entries.map((entry) => [entry.filename, entry]));
        storedSoFar = storeLost(store, { project, stored: before, tombstones, entries, options });
        const stored = await storedSoFar;
        const there = stored.filter((each) => each !== undefined);
        const refused = refusedOf(store, project, there, { tombstones, entries });
        const good = there.filter((each) => !refused.has(each));
        const added = new Set(good.map(({ upload }) => upload.file.filename).filter((name) => !entries.has(name)));
        result = { stored, refused, added, wasEmpty: current?.entries.length === 0 };
        const serial = await (0,python_project/* nextSerial */.YB)(store, project.name, current, { isNew: true });
        const own = current?.entries.find((entry) => !(0,python_entries/* isForeign */.jq)(entry) && entry.source === undefined);
        const links = baseUrl ?? own?.baseUrl;
        const around = { uploadTime: options.now.toISOString(), serial, baseUrl: links };
        const changes = await Promise.all(good.map(async (each) => {
            const url = await (0,addresses/* fileUrl */.i)(store, project, each.upload.file);
            return changeOf(entries.get(each.upload.file.filename), each, { ...around, url });
        }));
        if (changes.flat().length === 0)
            return undefined;
        for (const entry of changes.flat())
            entries.set(entry.filename, entry);
        return (0,record/* serializeRecord */.Om)({
            entries: (0,python_entries/* withOneDescription */.ne)((0,python_entries/* claimed */.Sf)([...entries.values()], { serial, baseUrl: links })),
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
/**
 * Stores what was taken for stored since the record had it, and has it no more: a reindex has seen that somebody deleted
 * the file by hand, or another push has given its name free.
 */
function storeLost(store, { project, stored, tombstones, entries, options }) {
    const overwrite = options.ifExists === 'overwrite';
    const isLost = ({ isSeen, upload: { file } }) => !isSeen && !entries.has(file.filename) && !tombstones.files.has(file.filename);
    return (0,p_map/* default */.Ay)(stored, (each) => each !== undefined && isLost(each)
        ? (0,python_storing/* storeUpload */.Jz)(store, { project, upload: each.upload, overwrite })
        : each, { concurrency: store.limits.atOnce });
}
/** The entry of a stored file, where it is another one than that of the record. */
function changeOf(old, { upload, revision, isSeen }, around) {
    if (old === undefined)
        return [(0,python_entries/* newEntry */.bk)(upload.file, { ...around, revision })];
    if (old.source !== undefined) {
        if (!isSeen)
            return [];
        // Stored while it came in from somebody's release: the index's own takes its place.
        const made = (0,python_entries/* newEntry */.bk)(upload.file, { ...around, revision });
        return [(0,python_entries/* renewEntry */.kS)(old, made, { isSame: true }).entry];
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
function tellOf({ name, folder }, { file }, outcome) {
    const { filename, size, digests, metadata } = file;
    return { project: name, folder, filename, version: metadata.version, sha256: digests.sha256, size, outcome };
}


/***/ }),

/***/ 312:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A6: () => (/* binding */ lookedUp),
/* harmony export */   B0: () => (/* binding */ storedFiles),
/* harmony export */   VK: () => (/* binding */ deleteFiles),
/* harmony export */   WS: () => (/* binding */ removeFiles),
/* harmony export */   XB: () => (/* binding */ isEmptyIn),
/* harmony export */   tI: () => (/* binding */ clearFiles)
/* harmony export */ });
/* harmony import */ var p_map__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(606);
/* harmony import */ var _stores_update_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4605);
/* harmony import */ var _describing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2150);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2734);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(546);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7895);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7985);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8959);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4903);
/* harmony import */ var _tombstones_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8924);










/**
 * Removes files of a project, named with their versions: their names are written down as removed, then they leave the
 * record and the pages, then the root where nothing is left, and at last they go themselves. Killed in between, nothing
 * is listed that is gone, and the same step completes it.
 */
async function removeFiles(store, project, files) {
    const serial = (project.record?.serial ?? 0) + 1;
    await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_7__/* .bury */ .nN)(store, project.folder, new Map([...files].map(([filename, version]) => [filename, { version, serial }])));
    // Looked at before the record says that they are gone: what is stored under the names later is somebody else's.
    const stored = await storedFiles(store, project, files);
    if ((await unlist(store, project)) === 0)
        await (0,_root_js__WEBPACK_IMPORTED_MODULE_5__/* .leaveProjects */ .ud)(store, [project.folder], isEmptyIn(store));
    await deleteFiles(store, stored);
}
/** Removes files and gives their names free, so that other bytes can take them. */
async function clearFiles(store, project, files) {
    await removeFiles(store, project, files);
    await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_7__/* .lift */ .yY)(store, project.folder, [...files.keys()]);
}
/** Deletes artifacts that are still in the state they were seen in. */
async function deleteFiles(store, files) {
    await Promise.all(files.map(({ key, revision }) => store.artifacts.remove(key, revision)));
}
/** Takes everything that was buried off the record. Returns how many files are left. */
async function unlist(store, project) {
    let tombstones = _tombstones_js__WEBPACK_IMPORTED_MODULE_7__/* .NO_TOMBSTONES */ .FR;
    let left = 0;
    const render = (bytes) => (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .projectRender */ .Cp)(store, project, tombstones)(bytes);
    await (0,_stores_update_js__WEBPACK_IMPORTED_MODULE_0__/* .update */ .y)(store.documents, (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .recordPath */ .lX)(project.folder), async (bytes) => {
        const current = (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .recordOf */ .zv)(store, project.folder, bytes);
        tombstones = await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_7__/* .readTombstones */ .Bm)(store, project.folder);
        const kept = (current?.entries ?? []).filter(({ filename }) => !tombstones.files.has(filename));
        left = kept.length;
        const serial = await (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .nextSerial */ .YB)(store, project.name, current);
        const next = await (0,_describing_js__WEBPACK_IMPORTED_MODULE_1__/* .nextEntries */ .s)(store, project, { entries: kept, serial });
        const entries = (0,_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .stamped */ .py)(next, { before: current?.entries ?? [], serial });
        // Always another state, so that every push which read the record before the tombstones has to look again.
        return (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .serializeRecord */ .Om)({ entries, serial, hasRemovals: true });
    }, { render, message: () => `remove files of ${project.name}` });
    // Pages of what a removal that was killed has taken off the record are none that this swap changed.
    await store.documents.complete((0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .recordPath */ .lX)(project.folder), render);
    return left;
}
/** Asks whether the record in a folder has no files. One that is not there is a project about to come, and not empty. */
function isEmptyIn(store) {
    return async (folder) => {
        const { body } = await store.documents.read((0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .recordPath */ .lX)(folder));
        return (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .recordOf */ .zv)(store, folder, body)?.entries.length === 0;
    };
}
/** What is stored under the names, each looked at by itself, so that a removal knows who has written it. */
async function lookedUp(store, project, names) {
    const keys = names.map((name) => (0,_storing_js__WEBPACK_IMPORTED_MODULE_6__/* .keyOf */ .TN)(project, '', name));
    const found = await (0,p_map__WEBPACK_IMPORTED_MODULE_9__/* ["default"] */ .Ay)(keys, (key) => store.artifacts.find(key), { concurrency: 16 });
    return keys.flatMap((key, index) => {
        const revision = found[index]?.revision;
        return revision === undefined ? [] : [{ key, revision }];
    });
}
/** The files that are stored under the names, and beside them. */
async function storedFiles(store, project, files) {
    const found = [];
    for (const [filename, version] of files) {
        const keys = new Map((0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .namesBeside */ .dk)(filename).map((name) => [(0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .filePath */ .s$)(project.folder, name), (0,_storing_js__WEBPACK_IMPORTED_MODULE_6__/* .keyOf */ .TN)(project, version, name)]));
        for await (const { path, revision } of store.list((0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .filePath */ .s$)(project.folder, filename))) {
            const key = keys.get(path);
            if (key !== undefined)
                found.push({ key, revision });
        }
    }
    return found;
}


/***/ })

};
