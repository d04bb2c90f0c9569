export const id = 780;
export const ids = [780,351];
export const modules = {

/***/ 6351:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readDistribution: () => (/* binding */ readDistribution)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(1095);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(840);
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(3688);
// EXTERNAL MODULE: ./src/python/beside.ts
var beside = __webpack_require__(5074);
// EXTERNAL MODULE: ./src/python/filenames.ts
var filenames = __webpack_require__(7128);
// EXTERNAL MODULE: ./src/python/names.ts
var names = __webpack_require__(9894);
// EXTERNAL MODULE: ./src/python/versions.ts
var versions = __webpack_require__(9549);
// EXTERNAL MODULE: ./src/python/distributions/attestations.ts
var distributions_attestations = __webpack_require__(887);
// EXTERNAL MODULE: ./src/python/distributions/limits.ts
var limits = __webpack_require__(3148);
// EXTERNAL MODULE: ./src/python/distributions/refusal.ts
var refusal = __webpack_require__(8982);
// EXTERNAL MODULE: ./src/python/distributions/sdist.ts + 1 modules
var sdist = __webpack_require__(8211);
;// CONCATENATED MODULE: ./src/python/distributions/signatures.ts


/**
 * Throws `corrupt` for what is not a detached signature in ASCII armour (RFC 9580, 6.2), as `gpg --detach-sign --armor` makes
 * them. Whose it is, and whether it fits the file, is not looked at.
 */
function assertSignature(bytes, place) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const [, data] = bytes.length > limits/* MOST_SIGNATURE */.$c ? [] : (ARMOUR.exec(text) ?? []);
    const packet = Buffer.from(data?.replace(/\s/g, '') ?? '', 'base64');
    if (packet.length < SHORTEST || !isSignaturePacket(packet[0] ?? 0))
        throw (0,refusal/* refusal */.x5)(place, 'is not a detached signature in ASCII armour');
}
const ARMOUR = /^\s*-----BEGIN PGP SIGNATURE-----[ \t]*\r?\n(?:[A-Za-z][A-Za-z0-9-]*: [^\r\n]*\r?\n)*[ \t]*\r?\n((?:[A-Za-z0-9+/]+={0,2}[ \t]*\r?\n)+)(?:=[A-Za-z0-9+/]{4}[ \t]*\r?\n)?-----END PGP SIGNATURE-----\s*$/;
/** A signature of the fewest bits has more bytes. */
const SHORTEST = 16;
/** Signatures are packets of type 2, which an old and a new kind of header say (RFC 9580, 4.2). */
function isSignaturePacket(header) {
    return (header & 0xfc) === 0x88 || header === 0xc2;
}

// EXTERNAL MODULE: ./src/python/distributions/source.ts
var distributions_source = __webpack_require__(8633);
// EXTERNAL MODULE: ./src/python/distributions/wheel.ts
var wheel = __webpack_require__(1930);
;// CONCATENATED MODULE: ./src/python/distributions/read.ts
















/**
 * Reads a distribution and what belongs to it, and checks all of it, so that nothing has to be taken back once the first byte is
 * sent. `siblings` are the names of the files in its folder, for those who have them already. Throws `unsupported` for files
 * that are no distributions that installers take, `corrupt` for those that are not as they have to be, `conflict` for one
 * that is being written to.
 */
async function readDistribution(path, siblings) {
    const filename = (0,external_node_path_.basename)(path);
    const named = (0,filenames/* parseFilename */.p_)(filename);
    if (named.kind === 'unsupported')
        throw notADistribution(path, named.why);
    const body = await (0,stores_body/* fileBody */.hh)(path);
    const source = (0,distributions_source/* fileSource */.I)(path, body.size);
    const contents = named.kind === 'wheel'
        ? await (0,wheel/* readWheel */.a)(source, filename)
        : await (0,sdist/* readSdist */.M)(source, filename, { whole: true });
    const { metadata, metadataBytes } = contents;
    const problem = (0,versions/* versionProblem */.Ec)(metadata.version);
    if (problem !== undefined)
        throw notADistribution(path, `has the Version ${(0,refusal/* quoted */.TL)(metadata.version)}, which ${problem}`);
    const digests = await (0,digest/* digestsOfFile */.Lx)(path, body.size);
    const beside = await readBeside(path, digests.sha256, siblings ?? (await namesBeside(path)));
    await (0,stores_body/* assertUnchanged */.Wu)(body);
    return {
        filename,
        kind: named.kind,
        body,
        project: (0,names/* normalizeName */.Pc)(metadata.name),
        version: metadata.version,
        pythonVersion: named.pythonVersion,
        metadata,
        metadataBytes,
        digests,
        ...beside
    };
}
async function readBeside(path, sha256, siblings) {
    const filename = (0,external_node_path_.basename)(path);
    let signature;
    const attestations = [];
    for (const name of siblings.filter((each) => (0,beside/* signedFile */.h)(each) === filename).sort()) {
        const beside = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), name);
        const isSignature = name.endsWith('.asc');
        const bytes = await readSmall(beside, isSignature ? limits/* MOST_SIGNATURE */.$c : limits/* MOST_ATTESTATION */.rm);
        if (isSignature) {
            assertSignature(bytes, beside);
            signature = bytes;
        }
        else
            attestations.push(...(0,distributions_attestations/* parseAttestations */.nU)(bytes, { filename, sha256 }, beside));
    }
    return { signature, attestations };
}
async function readSmall(path, most) {
    const { size } = await (0,stores_body/* fileBody */.hh)(path);
    if (size > most)
        throw (0,refusal/* refusal */.x5)(path, `has ${size} bytes; ${most} are read at most`);
    return (0,distributions_source/* fileSource */.I)(path, size).read(0, size);
}
async function namesBeside(path) {
    return (0,promises_.readdir)((0,external_node_path_.dirname)(path)).catch((error) => {
        throw (0,errors/* fileError */.zS)(error, (0,external_node_path_.dirname)(path), 'reading');
    });
}
function notADistribution(path, why) {
    return new errors/* RegistryError */.gl('unsupported', `${path} ${why}`, {
        hint: 'Wheels (.whl) and source distributions (.tar.gz, .zip) are taken, as `python -m build` makes them.'
    });
}


/***/ }),

/***/ 9620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readStored),
/* harmony export */   p: () => (/* binding */ METADATA_TYPE)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1095);
/* harmony import */ var _transfer_stream_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4679);
/* harmony import */ var _distributions_sdist_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8211);
/* harmony import */ var _distributions_source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8633);
/* harmony import */ var _distributions_wheel_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1930);
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7128);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9270);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8545);









/**
 * Reads a stored file for the index: of a wheel its end, of a source distribution its beginning. The digest comes from
 * the record where the file is still the same, else from what was stored with it; all of it is read only where nobody
 * knows the digest. A wheel's metadata is put beside it. Throws `corrupt` and `unsupported` for files that no index can
 * have, `conflict` for one that is replaced meanwhile.
 */
async function readStored(store, { project, filename, listed, folder, entry, isPushed }) {
    const version = versionOf(filename);
    const key = (0,_storing_js__WEBPACK_IMPORTED_MODULE_6__/* .keyOf */ .TN)(project, version, filename);
    const source = (0,_distributions_source_js__WEBPACK_IMPORTED_MODULE_3__/* .artifactSource */ .k)(store.artifacts, key, listed.size);
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_5__/* .parseFilename */ .p_)(filename, project.name);
    const isWheel = named.kind === 'wheel';
    const { metadata, metadataBytes } = isWheel
        ? await (0,_distributions_wheel_js__WEBPACK_IMPORTED_MODULE_4__/* .readWheel */ .a)(source, filename)
        : { ...(await (0,_distributions_sdist_js__WEBPACK_IMPORTED_MODULE_2__/* .readSdist */ .M)(source, filename)), metadataBytes: undefined };
    const revision = source.artifact()?.revision ?? listed.revision;
    const known = knownDigests(source.artifact(), { revision, size: listed.size }, entry);
    const hashed = known === undefined || (isPushed && known.md5 === undefined);
    const digests = hashed ? await digestsOf(await source.stream()) : known;
    if (metadataBytes !== undefined &&
        !(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigestOf */ ._Q)(folder.files.get((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .metadataName */ .FF)(filename))?.digest, metadataBytes))
        await (0,_storing_js__WEBPACK_IMPORTED_MODULE_6__/* .putBeside */ .iq)(store, (0,_storing_js__WEBPACK_IMPORTED_MODULE_6__/* .keyOf */ .TN)(project, version, (0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .metadataName */ .FF)(filename)), {
            filename: (0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .metadataName */ .FF)(filename),
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
            hasSignature: folder.files.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .signatureName */ .S1)(filename)),
            hasProvenance: folder.files.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .provenanceName */ .HN)(filename))
        },
        revision,
        hashed
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
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_5__/* .parseFilename */ .p_)(filename);
    if (named.kind === 'wheel')
        return named.version;
    return named.kind === 'sdist' ? named.candidates[0].version : '';
}
async function digestsOf(stream) {
    const hashes = { sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256'), md5: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5') };
    for await (const chunk of (0,_transfer_stream_js__WEBPACK_IMPORTED_MODULE_8__/* .chunksOf */ .U_)(stream)) {
        hashes.sha256.update(chunk);
        hashes.md5.update(chunk);
    }
    return { sha256: hashes.sha256.digest('hex'), md5: hashes.md5.digest('hex') };
}


/***/ }),

/***/ 2427:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Nn: () => (/* binding */ inspect),
  Zv: () => (/* binding */ noProject),
  Ip: () => (/* binding */ repair),
  eh: () => (/* binding */ summarize)
});

// EXTERNAL MODULE: ../../../work/main/node_modules/p-map/index.js
var p_map = __webpack_require__(944);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(840);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/transfer/download.ts
var download = __webpack_require__(1583);
// EXTERNAL MODULE: ./src/python/distributions/read.ts + 1 modules
var read = __webpack_require__(6351);
// EXTERNAL MODULE: ./src/python/publish.ts + 3 modules
var publish = __webpack_require__(6382);
// EXTERNAL MODULE: ./src/python/upload.ts
var python_upload = __webpack_require__(6493);
;// CONCATENATED MODULE: ./src/python/adopt.ts









/**
 * Takes in distributions that lie outside of every project, as somebody copied them there, or in another folder than the
 * rest of theirs: each is published as if it had been pushed, and left where it was. What is in the index already with the
 * same bytes is not told again.
 */
async function adopt(store, strays, { baseUrl, now }) {
    const changed = [];
    const problems = [];
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'registry-adopt-'));
    const adoptOne = async (path) => {
        const file = (0,external_node_path_.join)(folder, path);
        try {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
            const key = { package: path, version: '', path, filename: (0,external_node_path_.basename)(path) };
            const progress = () => ({ advance: () => undefined, done: () => undefined });
            if ((await (0,download/* download */.R)({ store, key, file, target: file, expected: undefined, progress })) === undefined)
                return;
            const upload = (0,python_upload.uploadOf)(await (0,read.readDistribution)(file, []));
            const { files, failures } = await (0,publish.publish)(store, [upload], { ifExists: 'same', baseUrl, now }, () => undefined);
            changed.push(...files
                .filter(({ outcome }) => outcome === 'created')
                .map(({ project }) => `${project}: took in ${path}`));
            problems.push(...failures.map(({ error }) => problemOf(path, error)));
        }
        catch (error) {
            if (!(0,errors/* isRegistryError */.IP)(error))
                throw error;
            problems.push(problemOf(path, error));
        }
        finally {
            await (0,promises_.rm)(file, { force: true });
        }
    };
    try {
        await (0,p_map/* default */.Ay)(strays, adoptOne, { concurrency: 4 });
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
    return { changed: changed.sort(), problems };
}
function problemOf(path, { message, hint }) {
    return { package: path, version: undefined, what: `can't be taken in: ${message}`, fix: hint };
}

// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(1095);
// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(4679);
// EXTERNAL MODULE: ./src/python/distributions/source.ts
var distributions_source = __webpack_require__(8633);
// EXTERNAL MODULE: ./src/python/distributions/wheel.ts
var wheel = __webpack_require__(1930);
// EXTERNAL MODULE: ./src/python/gone.ts
var python_gone = __webpack_require__(7831);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(9270);
// EXTERNAL MODULE: ./src/python/listing.ts
var python_listing = __webpack_require__(2614);
// EXTERNAL MODULE: ./src/python/project.ts + 6 modules
var python_project = __webpack_require__(8651);
// EXTERNAL MODULE: ./src/python/root.ts + 2 modules
var python_root = __webpack_require__(4279);
// EXTERNAL MODULE: ./src/python/storing.ts + 1 modules
var storing = __webpack_require__(8545);
// EXTERNAL MODULE: ./src/python/tombstones.ts
var python_tombstones = __webpack_require__(3784);
;// CONCATENATED MODULE: ./src/python/inspect.ts














/**
 * Looks for what is missing, changed, not in the index, or out of date in its pages; `deep` reads every file and
 * compares its digest, and the metadata beside wheels with what is in them.
 */
async function inspectIndex(store, projects, listing, { deep, root }) {
    const found = await (0,p_map/* default */.Ay)(projects, (project) => inspectProject(store, project, listing, deep), {
        concurrency: 8
    });
    const rootProblems = root ? await inspectRoot(store, projects, found, listing) : [];
    const strays = root ? (0,python_listing/* straysIn */.ML)(listing).map(stray) : [];
    return {
        packages: projects.length,
        versions: found.reduce((sum, { files }) => sum + files, 0),
        problems: [...rootProblems, ...strays, ...found.flatMap(({ problems }) => problems)]
    };
}
async function inspectProject(store, project, listing, deep) {
    const { name, folder } = project;
    const listed = listing.folders.get(folder) ?? (0,python_listing/* emptyFolder */.id)(folder);
    const state = await store.documents.read((0,layout/* recordPath */.lX)(folder));
    let record;
    let tombstones = python_tombstones/* NO_TOMBSTONES */.FR;
    try {
        record = (0,python_project/* recordOf */.zv)(store, folder, state.body);
        if (listed.files.has('removed.json'))
            tombstones = await (0,python_tombstones/* readTombstones */.Bm)(store, folder);
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error, 'corrupt'))
            throw error;
        return {
            files: 0,
            problems: [problem(name, undefined, `has a broken record: ${error.message}`, error.hint)]
        };
    }
    const entries = record?.entries ?? [];
    const missing = await missingOf(store, project, entries, listed);
    const there = entries.filter((entry) => !missing.includes(entry));
    const forgotten = await (0,python_gone/* withPages */.hF)(store, folder, (0,python_gone/* forgottenIn */.u1)(listed, entries, tombstones));
    const render = (0,python_project/* projectRender */.Cp)(store, project, tombstones);
    const stale = await store.documents.stale((0,layout/* recordPath */.lX)(folder), render, {
        record: state,
        listed: listing.objects
    });
    const damage = deep
        ? await (0,p_map/* default */.Ay)(there, (entry) => damageOf(store, project, entry, listed), { concurrency: 4 })
        : [];
    return {
        files: entries.length,
        problems: [
            ...forgotten.map((version) => problem(name, version, 'has pages, and none of its files is left', REINDEX)),
            ...missing.map((entry) => problem(name, entry.version, `${entry.filename} is not there any more`, REINDEX)),
            ...there.flatMap((entry) => differences(name, entry, listed, tombstones)),
            ...unlisted(name, entries, listed, tombstones),
            ...stale.map((path) => problem(name, undefined, `the page ${path} is not up to date`, REINDEX)),
            ...damage.flat()
        ]
    };
}
const REINDEX = 'Reindex brings the index in line with what is stored.';
/** A listing may be older than the record: what it does not show is asked for. */
async function missingOf(store, project, entries, { files }) {
    const doubtful = entries.filter(({ filename }) => !files.has(filename));
    const found = await (0,p_map/* default */.Ay)(doubtful, ({ filename, version }) => store.artifacts.find((0,storing/* keyOf */.TN)(project, version, filename)), { concurrency: 8 });
    return doubtful.filter((_, index) => found[index] === undefined);
}
function differences(name, entry, { files }, tombstones) {
    const { filename, version } = entry;
    const file = files.get(filename);
    if (file === undefined)
        return [];
    const say = (what) => problem(name, version, `${filename} ${what}`, REINDEX);
    const changed = entry.revision !== undefined && (file.revision !== entry.revision || file.size !== entry.size);
    return [
        ...(tombstones.files.has(filename) ? [say('was removed, but is in the index again')] : []),
        ...(changed ? [say('was changed since it was indexed')] : []),
        ...(entry.packagetype === 'bdist_wheel' && entry.coreMetadata === undefined
            ? [say('has no metadata beside it, which saves installers the download of the wheel')]
            : []),
        ...(entry.coreMetadata !== undefined && !files.has((0,layout/* metadataName */.FF)(filename))
            ? [say('has lost the metadata beside it, which installers are told of')]
            : []),
        ...(entry.hasSignature && !files.has((0,layout/* signatureName */.S1)(filename))
            ? [say('has lost the signature beside it')]
            : [])
    ];
}
function unlisted(name, entries, { files }, tombstones) {
    const known = new Set(entries.map(({ filename }) => filename));
    return [...files.keys()]
        .filter((filename) => (0,python_listing/* isDistribution */.Rj)(filename) && !known.has(filename))
        .map((filename) => tombstones.files.has(filename)
        ? problem(name, tombstones.files.get(filename)?.version, `${filename} was removed, but is still there`, REINDEX)
        : problem(name, undefined, `${filename} is stored, but not in the index`, REINDEX));
}
/** Reads a file, and what lies beside it. */
async function damageOf(store, project, entry, { files }) {
    const { filename, version, digests, coreMetadata } = entry;
    const say = (what, fix) => [problem(project.name, version, `${filename} ${what}`, fix)];
    const opened = await store.artifacts.open((0,storing/* keyOf */.TN)(project, version, filename));
    if (opened === undefined)
        return [];
    if (digests.sha256 !== undefined && (await (0,stream/* sha256Of */.Bj)(opened.body)) !== digests.sha256)
        return say('has other bytes than were pushed', 'Remove this version and push another one.');
    opened.body.destroy();
    if (coreMetadata === undefined || !files.has((0,layout/* metadataName */.FF)(filename)))
        return [];
    const beside = await store.artifacts.open((0,storing/* keyOf */.TN)(project, version, (0,layout/* metadataName */.FF)(filename)));
    if (beside === undefined)
        return [];
    const stored = (0,digest/* sha256 */.sc)(await (0,consumers_.buffer)(beside.body));
    if (stored !== coreMetadata)
        return say('has other metadata beside it than the index says', FULL);
    const source = (0,distributions_source/* artifactSource */.k)(store.artifacts, (0,storing/* keyOf */.TN)(project, version, filename), opened.artifact.size);
    const { metadataBytes } = await (0,wheel/* readWheel */.a)(source, filename);
    return (0,digest/* sha256 */.sc)(metadataBytes) === stored ? [] : say('has other metadata in it than beside it', FULL);
}
const FULL = 'Reindex with `full: true` puts the metadata right.';
async function inspectRoot(store, projects, found, { objects }) {
    const filled = projects.filter((_, index) => (found[index]?.files ?? 0) > 0);
    const { folders, state: record } = await (0,python_root/* viewRoot */.mo)(store);
    const ours = record.body !== undefined || filled.length === 0;
    const listed = new Set(folders);
    const stale = await store.documents.stale(layout/* ROOT_RECORD */.rG, (0,python_root/* rootRender */.DF)(store), { record, listed: objects });
    return [
        ...filled
            .filter(({ folder }) => !listed.has(folder))
            .map(({ name }) => problem(name, undefined, 'is not in the list of projects', REINDEX)),
        ...(ours
            ? []
            : [problem('/', undefined, 'there is no list of projects but what another tool has made', REINDEX)]),
        ...stale.map((path) => problem(path === '' ? '/' : path, undefined, 'the list of projects is not up to date', REINDEX))
    ];
}
/** What to say of a distribution that lies where no page names it. */
function stray(path) {
    return problem(path, undefined, path.includes('/')
        ? 'lies in another folder than the rest of its project, where no installer finds it'
        : 'lies outside of every project, where no installer finds it', 'Reindex takes it in.');
}
function problem(name, version, what, fix) {
    return { package: name, version, what, fix };
}

// EXTERNAL MODULE: ./src/python/names.ts
var python_names = __webpack_require__(9894);
// EXTERNAL MODULE: ./src/stores/update.ts
var update = __webpack_require__(3089);
// EXTERNAL MODULE: ./src/python/describing.ts
var describing = __webpack_require__(8746);
// EXTERNAL MODULE: ./src/python/entries.ts
var python_entries = __webpack_require__(3914);
// EXTERNAL MODULE: ./src/python/record.ts
var python_record = __webpack_require__(5597);
// EXTERNAL MODULE: ./src/python/addresses.ts
var addresses = __webpack_require__(7530);
// EXTERNAL MODULE: ./src/python/indexing.ts
var indexing = __webpack_require__(9620);
;// CONCATENATED MODULE: ./src/python/reindex-files.ts









/** Compares the record of a project with what is stored, and reads what is new or has changed. */
async function inspectFiles(inspecting) {
    const { record, listed, tombstones } = inspecting;
    const changed = [];
    const missing = [];
    const unreadable = [];
    const known = new Map(record?.entries.map((entry) => [entry.filename, entry]));
    for (const filename of known.keys())
        if (tombstones.files.has(filename))
            changed.push(`${filename}: ended its removal`);
    const names = [
        ...[...known.keys()].filter((filename) => !tombstones.files.has(filename)),
        ...[...listed.files.keys()].filter((filename) => (0,python_listing/* isDistribution */.Rj)(filename) && !known.has(filename) && !tombstones.files.has(filename))
    ];
    let hashed = 0;
    const entries = await (0,p_map/* default */.Ay)(names, async (filename) => {
        try {
            const { entry, what, all } = await inspectFile(inspecting, filename, known.get(filename));
            if (what !== undefined)
                changed.push(`${filename}: ${what}`);
            if (all)
                hashed += 1;
            if (entry !== undefined)
                return [entry];
            missing.push(filename);
            return [];
        }
        catch (error) {
            if (!(0,errors/* isRegistryError */.IP)(error) || !['corrupt', 'unsupported', 'not-found'].includes(error.code))
                throw error;
            unreadable.push({ filename, error });
            if (known.has(filename))
                changed.push(`${filename}: dropped, it can't be read any more`);
            return [];
        }
    }, { concurrency: FILES });
    return { entries: entries.flat(), missing, changed: changed.sort(), unreadable, hashed };
}
const FILES = 16;
async function inspectFile({ store, project, listed, elsewhere, options, reads, serial }, filename, entry) {
    const file = listed.files.get(filename) ?? (await findFile(store, project, filename));
    if (file === undefined)
        return { entry: undefined, what: 'dropped, it is not there any more', all: false };
    const base = options.baseUrl ?? entry?.baseUrl;
    const url = entry && (await (0,addresses/* fileUrl */.i)(store, project, entry));
    const same = entry?.revision === file.revision && entry.size === file.size;
    if (same && !options.full && isAsListed(entry, listed)) {
        if (!(await hasOtherLinks({ store, project }, entry, options.baseUrl)))
            return { entry, what: undefined, all: false };
        const links = { base_url: base ?? null, url: url ?? null, serial };
        return { entry: (0,python_record/* changeEntry */.df)(entry, links), what: 'has other links', all: false };
    }
    const id = `${filename} ${file.revision}`;
    const reading = reads.get(id) ??
        (0,indexing/* readStored */.C)(store, {
            project,
            filename,
            listed: file,
            folder: listed,
            entry,
            isPushed: elsewhere.has(filename)
        });
    reads.set(id, reading);
    const read = await reading;
    const kept = same || (entry !== undefined && hasSameDigest(entry, read)) ? entry : undefined;
    const made = (0,python_entries/* newEntry */.bk)(read.file, {
        revision: read.revision,
        uploadTime: kept?.uploadTime ?? timeOf(file, options.now),
        serial,
        baseUrl: base,
        url: url ?? (await (0,addresses/* fileUrl */.i)(store, project, { filename, version: read.file.metadata.version }))
    });
    if (entry === undefined)
        return { entry: made, what: 'added', all: read.hashed };
    // What only the record knows stays: a yank, what other tools wrote.
    const next = (0,python_record/* changeEntry */.df)(entry, {
        ...(entry.url === undefined ? {} : { url: null }),
        ...made.document,
        ...(kept === undefined ? {} : keptOf(kept))
    });
    if (isEqual(entry, next))
        return { entry, what: undefined, all: read.hashed };
    return { entry: next, what: kept === undefined ? 'replaced' : 'brought up to date', all: read.hashed };
}
/** True for a file that somebody has put there again, or copied with the whole index: it has another revision now. */
function hasSameDigest({ digests: { sha256 } }, { file: { digests } }) {
    return sha256 !== undefined && sha256 === digests.sha256;
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
/** A file that a listing does not show may still be there. */
async function findFile(store, project, filename) {
    return store.artifacts
        .find((0,storing/* keyOf */.TN)(project, '', filename))
        .then((found) => found && { ...found, modified: undefined, digest: undefined });
}
/** When a file came, as far as the store knows. */
function timeOf({ modified }, now) {
    return (modified ?? now).toISOString();
}
/** True where an entry says what the listing shows: the file, and what lies beside it. */
function isAsListed(entry, { files }) {
    const { filename } = entry;
    const file = files.get(filename);
    return (file !== undefined &&
        file.revision === entry.revision &&
        file.size === entry.size &&
        entry.digests.sha256 !== undefined &&
        files.has((0,layout/* signatureName */.S1)(filename)) === entry.hasSignature &&
        files.has((0,layout/* provenanceName */.HN)(filename)) === entry.hasProvenance &&
        (entry.packagetype !== 'bdist_wheel' ||
            (entry.coreMetadata !== undefined && files.has((0,layout/* metadataName */.FF)(filename)))));
}
/** True where a file's links are to be others. */
async function hasOtherLinks({ store, project }, entry, baseUrl) {
    if (baseUrl !== undefined && entry.baseUrl !== baseUrl)
        return true;
    return entry.url !== (await (0,addresses/* fileUrl */.i)(store, project, entry));
}

// EXTERNAL MODULE: ./src/python/remove.ts
var remove = __webpack_require__(7396);
;// CONCATENATED MODULE: ./src/python/reindex.ts













/**
 * Brings the record and the pages of a project in line with what is stored. The listing only nominates: where it shows
 * nothing new, the record is all that is read; else the record is read first, and its folder is listed after that. Where its
 * list of removed files can't be read, nothing is done, and it counts as unreadable.
 */
async function reindexProject(store, project, overview, options) {
    const { listing } = overview;
    const listed = listing.folders.get(project.folder) ?? (0,python_listing/* emptyFolder */.id)(project.folder);
    try {
        const untouched = await lookAt(store, project, listed, listing.objects, options);
        if (untouched !== undefined)
            return { ...nothing(project), files: untouched };
        return await rebuild(store, project, overview, options);
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error, 'corrupt'))
            throw error;
        // Nobody can tell which of its files were removed: the project stays as it is, and the others go on.
        return { ...nothing(project), unreadable: [{ filename: 'removed.json', error }] };
    }
}
function nothing({ name, folder }) {
    return { name, folder, files: 0, missing: [], changed: [], unreadable: [], hashed: 0 };
}
/** How many files a project has whose record and pages are as they should be; undefined where something is to be done. */
async function lookAt(store, project, listed, objects, { full, baseUrl }) {
    if (full || !listed.files.has('manifest.json'))
        return undefined;
    const state = await store.documents.read((0,layout/* recordPath */.lX)(project.folder));
    const record = state.body === undefined ? undefined : tolerant(state.body);
    if (record === undefined)
        return undefined;
    const tombstones = listed.files.has('removed.json')
        ? await (0,python_tombstones/* readTombstones */.Bm)(store, project.folder)
        : python_tombstones/* NO_TOMBSTONES */.FR;
    const known = new Map(record.entries.map((entry) => [entry.filename, entry]));
    if ((0,python_gone/* forgottenIn */.u1)(listed, record.entries, tombstones).length > 0)
        return undefined;
    for (const filename of tombstones.files.keys())
        if (known.has(filename) || listed.files.has(filename))
            return undefined;
    for (const filename of listed.files.keys())
        if ((0,python_listing/* isDistribution */.Rj)(filename) && !known.has(filename))
            return undefined;
    for (const entry of known.values())
        if (!isAsListed(entry, listed) || (await hasOtherLinks({ store, project }, entry, baseUrl)))
            return undefined;
    const render = (0,python_project/* projectRender */.Cp)(store, project, tombstones);
    const pages = { record: state, listed: objects };
    const stale = await store.documents.stale((0,layout/* recordPath */.lX)(project.folder), render, pages);
    return stale.length === 0 ? known.size : undefined;
}
/** A record that can't be read is made anew. */
function tolerant(bytes) {
    try {
        return (0,python_record/* parseRecord */.Hh)(bytes, '');
    }
    catch (error) {
        if ((0,errors/* isRegistryError */.IP)(error, 'corrupt'))
            return undefined;
        throw error;
    }
}
async function rebuild(store, project, { elsewhere, entered }, options) {
    const { name, folder } = project;
    const reads = new Map();
    const last = { attempt: undefined };
    // A broken record that is replaced has no pages to compare with: all of the new one's are looked at.
    const render = (bytes) => tolerant(bytes) === undefined ? [] : (0,python_project/* projectRender */.Cp)(store, project, last.attempt?.tombstones)(bytes);
    const next = async (bytes) => {
        const record = bytes === undefined ? undefined : tolerant(bytes);
        const listed = await (0,python_listing/* listFolder */.bt)(store, folder);
        const tombstones = await (0,python_tombstones/* readTombstones */.Bm)(store, folder);
        const serial = await (0,python_project/* nextSerial */.YB)(store, name, record);
        const files = { store, project, record, listed, elsewhere, tombstones, options, reads, serial };
        const inspected = await inspectFiles(files);
        last.attempt = { isNew: bytes === undefined, record, serial, ...(await emptyGone(files, inspected)) };
        await deleteOrphans(files, inspected, bytes);
        return nextRecord(store, project, last.attempt, entered);
    };
    const { changed } = await (0,update/* update */.y)(store.documents, (0,layout/* recordPath */.lX)(folder), next, {
        render,
        message: () => `reindex ${name}`
    });
    const { attempt } = last;
    if (attempt === undefined)
        throw new Error('An update ended without an attempt');
    const { isNew, record, tombstones } = attempt;
    const { entries, ...told } = attempt.found;
    // A swap writes the pages that it changed, all of them where the record is new; others may have been out of date before.
    if (changed && !isNew)
        await store.documents.complete((0,layout/* recordPath */.lX)(folder), render);
    // Whoever emptied the record may have taken the project off the root after it was entered.
    if (changed && record?.entries.length === 0 && entries.length > 0)
        await (0,python_root/* enterProjects */.Z$)(store, [folder], { baseUrl: undefined });
    // Removals that were broken off are ended now that nothing names the files.
    const removed = new Map([...tombstones.files].map(([filename, { version }]) => [filename, version]));
    await (0,remove/* deleteFiles */.VK)(store, await (0,remove/* storedFiles */.B0)(store, project, removed));
    return { name, folder, files: entries.length, ...told };
}
/**
 * Writes down the versions of which no file is left, so that their pages are emptied, whoever renders them: those whose files
 * are about to be dropped, and those that the record has lost before and that pages still show.
 */
async function emptyGone({ store, project: { folder }, record, listed, tombstones, serial }, found) {
    const lost = (0,python_gone/* losing */.Zj)(record?.entries ?? [], found.entries, tombstones);
    const doubtful = (0,python_gone/* forgottenIn */.u1)(listed, found.entries, tombstones).filter((version) => !lost.includes(version));
    const forgotten = await (0,python_gone/* withPages */.hF)(store, folder, doubtful);
    const gone = new Map([...lost, ...forgotten].map((version) => [version, serial]));
    if (gone.size === 0)
        return { tombstones, found };
    const emptied = forgotten.map((version) => `${version}: emptied its pages, none of its files is left`);
    return {
        tombstones: await (0,python_tombstones/* noteGone */.eD)(store, folder, gone),
        found: { ...found, changed: [...found.changed, ...emptied].sort() }
    };
}
/**
 * Deletes what lies beside files that somebody has deleted, before the record drops them: broken off, the next reindex
 * finds them again. As long as the record names them no push stores them, or anything beside them; so what was there
 * before the record was seen unchanged is theirs.
 */
async function deleteOrphans({ store, project, listed }, { missing }, bytes) {
    const names = missing.flatMap((filename) => (0,layout/* namesBeside */.dk)(filename).filter((name) => name !== filename && listed.files.has(name)));
    if (names.length === 0)
        return;
    const orphans = await (0,remove/* lookedUp */.A6)(store, project, names);
    const { body } = await store.documents.read((0,layout/* recordPath */.lX)(project.folder));
    const isCurrent = body !== undefined && bytes !== undefined && Buffer.compare(body, bytes) === 0;
    if (isCurrent)
        await (0,remove/* deleteFiles */.VK)(store, orphans);
}
/** The bytes of the record that an attempt comes to; undefined where it stays as it is. Enters the project into the root before its first file. */
async function nextRecord(store, project, { isNew, record, tombstones, serial, found }, entered) {
    if (found.changed.length === 0 && record !== undefined)
        return undefined;
    const hasTombstones = tombstones.files.size + tombstones.versions.size > 0;
    if (!entered.has(project.folder)) {
        // Nothing here is the project's, and nobody was told of it. One that was entered leaves by its empty record.
        if (isNew && found.entries.length === 0 && !hasTombstones)
            return undefined;
        if ((record?.entries.length ?? 0) === 0 && found.entries.length > 0)
            await (0,python_root/* enterProjects */.Z$)(store, [project.folder], { baseUrl: undefined });
    }
    const entries = await (0,describing/* nextEntries */.s)(store, project, { entries: found.entries, serial });
    return (0,python_record/* serializeRecord */.Om)({
        entries: (0,python_entries/* stamped */.py)(entries, { before: record?.entries ?? [], serial }),
        serial,
        hasRemovals: hasTombstones || record?.hasRemovals === true
    });
}

// EXTERNAL MODULE: ./src/python/filenames.ts
var filenames = __webpack_require__(7128);
;// CONCATENATED MODULE: ./src/python/reindex-root.ts




/**
 * Enters into the root, all in one swap, the projects that are about to get their first record, so that none has one before
 * it is listed. The names of their files nominate them; those of which no file turns out to be readable leave in the end.
 * A `baseUrl` replaces the one that the root has.
 */
async function enterFound(store, { projects, listing }, baseUrl) {
    const view = await (0,python_root/* viewRoot */.mo)(store);
    const found = projects.filter(({ name, folder }) => {
        const listed = listing.folders.get(folder);
        // A root that was lost is not made with some of its projects alone.
        const isNew = view.record === undefined || listed?.files.has('manifest.json') === false;
        return isNew && listed !== undefined && hasFileOf(name, listed);
    });
    const listed = new Set(view.record?.projects);
    const fresh = found.map(({ folder }) => folder).filter((folder) => !listed.has(folder));
    return (0,python_root/* resetRoot */.SY)(store, fresh, { baseUrl, view });
}
/** True where a file's name says that it is of the project. */
function hasFileOf(name, { files }) {
    return [...files.keys()].some((filename) => (0,python_listing/* isDistribution */.Rj)(filename) && (0,filenames/* parseFilename */.p_)(filename, name).kind !== 'unsupported');
}
/**
 * Brings the root in line with the records: what has files is in it, and what has none leaves, of `all` projects that it
 * lists or of those that were found.
 */
async function settleRoot(store, found, { root, all }) {
    const filled = found.filter(({ files }) => files > 0).map(({ folder }) => folder);
    const entered = new Set(root.projects);
    const missing = filled.filter((folder) => !entered.has(folder));
    const { projects } = missing.length === 0 ? root : await (0,python_root/* resetRoot */.SY)(store, missing, { baseUrl: undefined });
    const looked = new Set(found.map(({ folder }) => folder));
    const kept = new Set(filled);
    const empty = projects.filter((folder) => !kept.has(folder) && (all || looked.has(folder)));
    if (empty.length > 0)
        await (0,python_root/* leaveProjects */.ud)(store, empty, (0,remove/* isEmptyIn */.XB)(store));
}

// EXTERNAL MODULE: ./src/python/releases.ts
var releases = __webpack_require__(910);
;// CONCATENATED MODULE: ./src/python/survey.ts



/** Lists an index, or the projects named in it (normalised). */
async function survey(store, names) {
    const folders = names.length === 0 ? [] : await foldersOf(store, names);
    const listing = await (0,python_listing/* listIndex */.VH)(store, folders);
    const byName = new Map();
    for (const listed of listing.folders.values()) {
        if (!(0,python_listing/* holdsProject */.qf)(listed))
            continue;
        const name = (0,python_names/* normalizeName */.Pc)(listed.folder);
        byName.set(name, [...(byName.get(name) ?? []), listed.folder]);
    }
    const projects = [...byName].map(([name, found]) => ({ name, folder: mainFolder(listing, name, found) }));
    return {
        listing,
        projects,
        doubles: projects.flatMap(({ name, folder }) => doublesIn(listing, folder, byName.get(name) ?? [])),
        elsewhere: new Set([
            ...listing.strays,
            ...projects.flatMap(({ name, folder }) => (byName.get(name) ?? []).flatMap((each) => (each === folder ? [] : distributionsIn(listing, each))))
        ]),
        problems: names.filter((name) => !byName.has(name)).map(absent)
    };
}
/** The folders that named projects may have: as the root knows them, and their normalised names. */
async function foldersOf(store, names) {
    const { folders } = await (0,python_root/* viewRoot */.mo)(store);
    const known = folders.filter((folder) => names.includes((0,python_names/* normalizeName */.Pc)(folder)));
    return [...new Set([...known, ...names])];
}
/** The folder that a push finds: with a record, and of several the normalised one, else the first. */
function mainFolder({ folders }, name, found) {
    const withRecord = found.filter((folder) => folders.get(folder)?.files.has('manifest.json') === true);
    const candidates = withRecord.length > 0 ? withRecord : found;
    return candidates.includes(name) ? name : (candidates[0] ?? '');
}
function doublesIn({ folders }, main, found) {
    const own = folders.get(main)?.files;
    return found.flatMap((folder) => [...(folder === main ? [] : (folders.get(folder)?.files ?? []))].flatMap(([name, { size }]) => (0,python_listing/* isDistribution */.Rj)(name) && own?.get(name)?.size !== size ? [`${folder}/${name}`] : []));
}
function distributionsIn({ folders }, folder) {
    return [...(folders.get(folder)?.files.keys() ?? [])].filter(python_listing/* isDistribution */.Rj);
}
function absent(name) {
    return { package: name, version: undefined, what: 'is not there', fix: 'Check the name.' };
}

;// CONCATENATED MODULE: ./src/python/registry.ts












/** All projects of an index, or those named (normalised): the root, and one request a record. */
async function summarize(store, names) {
    const { folders: all } = await (0,python_root/* viewRoot */.mo)(store);
    const folders = all.filter((folder) => names.length === 0 || names.includes((0,python_names/* normalizeName */.Pc)(folder)));
    const found = await (0,p_map/* default */.Ay)(folders, (folder) => summary(store, folder), { concurrency: 16 });
    return found.sort((one, other) => (one.package < other.package ? -1 : 1));
}
async function summary(store, folder) {
    const name = (0,python_names/* normalizeName */.Pc)(folder);
    try {
        const entries = (await (0,python_project/* readProject */.Wh)(store, name, folder)).record?.entries ?? [];
        return summaryOf(name, entries);
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error, 'corrupt'))
            throw error;
        return { ...summaryOf(name, []), problem: error.message };
    }
}
function summaryOf(name, entries) {
    return {
        package: name,
        localname: undefined,
        latest: (0,releases/* latestVersion */.q)(entries) ?? null,
        versions: (0,releases/* releasesOf */.w)(entries).map(({ version }) => version),
        size: entries.reduce((sum, { size }) => sum + size, 0),
        problem: undefined
    };
}
/** Looks at an index, or the projects named in it, for what is wrong. */
async function inspect(store, { packages, deep }) {
    const { listing, projects, doubles, problems } = await survey(store, packages);
    const found = await inspectIndex(store, projects, listing, { deep, root: packages.length === 0 });
    return { ...found, problems: [...problems, ...doubles.map(stray), ...found.problems] };
}
/**
 * Rebuilds an index, or the projects named in it, from what is stored: records, pages, root. Safe beside pushes; run
 * again, it goes on where it was broken off.
 */
async function repair(store, { packages, ...options }, tell) {
    const all = packages.length === 0;
    const first = await survey(store, packages);
    const strays = [...(all ? (0,python_listing/* straysIn */.ML)(first.listing) : []), ...first.doubles];
    const passes = [await reindexAll(store, first, { all, options, tell })];
    // Only now: what is taken in joins what is there.
    const adopted = strays.length > 0 ? await adopt(store, strays, options) : { changed: [], problems: [] };
    let last = first;
    if (adopted.changed.length > 0) {
        last = await survey(store, packages);
        // What has not changed since the first pass was read by it.
        passes.push(await reindexAll(store, last, { all, options: { ...options, full: false }, tell }));
    }
    const found = passes.flat();
    return {
        packages: last.projects.length,
        versions: (passes.at(-1) ?? []).reduce((sum, { files }) => sum + files, 0),
        changed: [
            ...adopted.changed,
            ...found.flatMap(({ name, changed }) => changed.map((what) => `${name}: ${what}`))
        ],
        problems: [...last.problems, ...adopted.problems, ...(passes.at(-1) ?? []).flatMap(unreadableOf)],
        hashed: found.reduce((sum, { hashed }) => sum + hashed, 0)
    };
}
async function reindexAll(store, surveyed, { all, options, tell }) {
    const { projects, listing, elsewhere } = surveyed;
    const root = await enterFound(store, surveyed, options.baseUrl);
    const overview = { listing, elsewhere, entered: new Set(root.projects) };
    let done = 0;
    const found = await (0,p_map/* default */.Ay)(projects, async (project) => {
        const reindexed = await reindexProject(store, project, overview, options);
        done += 1;
        tell(reindexed, done, projects.length);
        return reindexed;
    }, { concurrency: PROJECTS });
    await settleRoot(store, found, { root, all });
    return found;
}
const PROJECTS = 8;
function unreadableOf({ name, unreadable }) {
    return unreadable.map(({ filename, error }) => ({
        package: name,
        version: undefined,
        what: `${filename} can't be ${filename === 'removed.json' ? 'read' : 'indexed'}: ${error.message}`,
        fix: error.hint
    }));
}
/** The error for a project that is not there. */
function noProject(store, name) {
    return new errors/* RegistryError */.gl('not-found', `there is no project ${name} in ${store.name}`, {
        hint: 'Check the name, the store and its prefix (`simple`, where none is given); `list` shows what is there.'
    });
}


/***/ }),

/***/ 1780:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findProject: () => (/* binding */ findProject),
/* harmony export */   removeVersions: () => (/* binding */ removeVersions)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9270);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2614);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4279);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8651);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2427);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(910);
/* harmony import */ var _remove_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7396);
/* harmony import */ var _tombstones_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3784);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9549);
/* harmony import */ var _yank_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8777);










/**
 * Removes versions of a project (by its normalised name), and completes removals that were broken off. Returns the
 * versions removed, newest first. Throws `not-found` for a project or a version that is not there.
 */
async function removeVersions(store, name, selection) {
    const project = await findProject(store, name);
    const tombstones = await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_6__/* .readTombstones */ .Bm)(store, project.folder);
    const going = new Map(selection.kind === 'keep'
        ? [...beyond(project, selection.keep), ...(await begun(store, project, tombstones))]
        : selection.versions.flatMap((version) => named(store, project, tombstones, version)));
    if (going.size > 0)
        await (0,_remove_js__WEBPACK_IMPORTED_MODULE_5__/* .removeFiles */ .WS)(store, project, going);
    return (0,_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .newestFirst */ .ll)(new Set(going.values()));
}
/** A project wherever it lies. Throws `not-found` where there is none. */
async function findProject(store, name) {
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .readProject */ .Wh)(store, name, name);
    if (project.record !== undefined)
        return project;
    const folder = (0,_root_js__WEBPACK_IMPORTED_MODULE_1__/* .folderIn */ .CH)(await (0,_root_js__WEBPACK_IMPORTED_MODULE_1__/* .viewRoot */ .mo)(store), name) ?? name;
    const other = folder === name ? undefined : await (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .readProject */ .Wh)(store, name, folder);
    if (other?.record === undefined)
        throw (0,_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .noProject */ .Zv)(store, name);
    return other;
}
/** The files of a version: those listed, and those whose removal was begun. */
function named(store, project, tombstones, version) {
    const entries = project.record?.entries ?? [];
    const files = [
        ...entries.map((entry) => [entry.filename, entry.version]),
        ...[...tombstones.files].map(([filename, tombstone]) => [filename, tombstone.version])
    ].filter(([, each]) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .versionKey */ ._5)(each) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .versionKey */ ._5)(version));
    if (files.length === 0)
        throw (0,_yank_js__WEBPACK_IMPORTED_MODULE_8__.noVersion)(store, project, version, entries);
    return files;
}
/** What lies behind the newest `keep` versions. */
function beyond({ record }, keep) {
    const old = (0,_releases_js__WEBPACK_IMPORTED_MODULE_4__/* .releasesOf */ .w)(record?.entries ?? []).slice(keep);
    return old.flatMap(({ entries }) => entries.map((entry) => [entry.filename, entry.version]));
}
/** Files whose removal was broken off: they go last, so while any is left the rest may not be done either. */
async function begun(store, project, tombstones) {
    if (tombstones.files.size === 0)
        return [];
    const { files } = await (0,_listing_js__WEBPACK_IMPORTED_MODULE_0__/* .listFolder */ .bt)(store, project.folder);
    const recorded = new Set(project.record?.entries.map(({ filename }) => filename));
    return [...tombstones.files].flatMap(([filename, { version }]) => {
        const isLeft = recorded.has(filename) || (0,_layout_js__WEBPACK_IMPORTED_MODULE_9__/* .namesBeside */ .dk)(filename).some((name) => files.has(name));
        return isLeft ? [[filename, version]] : [];
    });
}


/***/ }),

/***/ 6493:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadOf: () => (/* binding */ uploadOf)
/* harmony export */ });
/* harmony import */ var _distributions_attestations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(887);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1095);
/* harmony import */ var _indexing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9620);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9270);




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


/***/ }),

/***/ 8777:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   filesOf: () => (/* binding */ filesOf),
/* harmony export */   noVersion: () => (/* binding */ noVersion),
/* harmony export */   yankVersion: () => (/* binding */ yankVersion)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3678);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(840);
/* harmony import */ var _stores_update_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3089);
/* harmony import */ var _describing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8746);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9270);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8651);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5597);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(910);
/* harmony import */ var _tombstones_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3784);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9549);










/**
 * Yanks the files of a version, or takes that back (PEP 592): installers pass over a yanked file unless its version is
 * pinned. Returns how many files changed. Throws `not-found` where there is no such version.
 */
async function yankVersion(store, project, version, yanked) {
    let changed = 0;
    let tombstones = _tombstones_js__WEBPACK_IMPORTED_MODULE_7__/* .NO_TOMBSTONES */ .FR;
    await (0,_stores_update_js__WEBPACK_IMPORTED_MODULE_2__/* .update */ .y)(store.documents, (0,_layout_js__WEBPACK_IMPORTED_MODULE_9__/* .recordPath */ .lX)(project.folder), async (bytes) => {
        const record = (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .recordOf */ .zv)(store, project.folder, bytes);
        if (record === undefined || filesOf(record.entries, version).length === 0)
            throw noVersion(store, project, version, record?.entries ?? []);
        // The pages of emptied versions stay as they are; the record's own removals are not for a yank to look at.
        if (record.hasRemovals)
            tombstones = await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_7__/* .readTombstones */ .Bm)(store, project.folder);
        const serial = await (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .nextSerial */ .YB)(store, project.name, record);
        const wanted = new Set(filesOf(record.entries, version).filter((entry) => entry.yanked !== yanked?.reason));
        changed = wanted.size;
        if (changed === 0)
            return undefined;
        const change = { yanked: yanked !== undefined, yanked_reason: emptyAsNull(yanked?.reason), serial };
        const entries = record.entries.map((entry) => (wanted.has(entry) ? (0,_record_js__WEBPACK_IMPORTED_MODULE_5__/* .changeEntry */ .df)(entry, change) : entry));
        return (0,_record_js__WEBPACK_IMPORTED_MODULE_5__/* .serializeRecord */ .Om)({
            ...record,
            entries: await (0,_describing_js__WEBPACK_IMPORTED_MODULE_3__/* .nextEntries */ .s)(store, project, { entries, serial }),
            serial
        });
    }, {
        first: project.state,
        render: (bytes) => (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .projectRender */ .Cp)(store, project, tombstones)(bytes),
        message: () => `${yanked === undefined ? 'take back the yank of' : 'yank'} ${project.name} ${version}`
    });
    return changed;
}
/** The files of a version, however each of them spells it. */
function filesOf(entries, version) {
    return entries.filter((entry) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .versionKey */ ._5)(entry.version) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .versionKey */ ._5)(version));
}
/** The error for a version that is not there; it names those that are most like it. */
function noVersion(store, { name }, version, entries) {
    const versions = (0,_releases_js__WEBPACK_IMPORTED_MODULE_6__/* .releasesOf */ .w)(entries).map((release) => release.version);
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
