export const id = 513;
export const ids = [513];
export const modules = {

/***/ 3107:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _V: () => (/* binding */ renderProvenance),
/* harmony export */   nU: () => (/* binding */ parseAttestations)
/* harmony export */ });
/* unused harmony export PUBLISH */
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_buffer__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9804);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6536);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(322);







/** The kind of statement that those who publish make. A name, not an address; in parts, as no host of packages is named here. */
const PUBLISH = ['https://docs', 'pypi', 'org/attestations/publish/v1'].join('.');
/**
 * Reads a file of attestations (PEP 740): one object, as `<file>.publish.attestation` holds it, or a list of them, as uploads
 * do. Looks at their form, and that each is about this file: its name, spelling aside, and its sha256. Signatures, certificates
 * and the log are not checked. Throws `corrupt` for anything else, `unsupported` for other versions and kinds of statements.
 */
function parseAttestations(bytes, file, place) {
    const json = bytes.length > _limits_js__WEBPACK_IMPORTED_MODULE_4__/* .MOST_ATTESTATION */ .rm ? undefined : parseJson(bytes);
    if (json === undefined)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(place, 'is not JSON of a reasonable size');
    return (Array.isArray(json) ? json : [json]).map((each) => parseOne(each, file, place));
}
/**
 * The provenance document of a distribution (PEP 740), as JSON: all its attestations in one bundle, those that are there twice
 * once. Who published it is what the operator of the index says; the document is no proof of it.
 */
function renderProvenance(attestations, publisher) {
    const documents = new Map(attestations.map(({ predicateType, document }) => {
        const text = JSON.stringify(document);
        return [`${predicateType} ${text}`, document];
    }));
    const sorted = [...documents].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
    return JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations: sorted }] });
}
const base64 = valibot__WEBPACK_IMPORTED_MODULE_6__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_6__/* .nonEmpty */ .hq(), valibot__WEBPACK_IMPORTED_MODULE_6__/* .regex */ .yGV(/^[A-Za-z0-9+/]+={0,2}$/, 'is not base64'));
const attestationSchema = valibot__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({
    version: valibot__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(),
    verification_material: valibot__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({
        certificate: base64,
        transparency_entries: valibot__WEBPACK_IMPORTED_MODULE_6__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({})), valibot__WEBPACK_IMPORTED_MODULE_6__/* .minLength */ .BpQ(1))
    }),
    envelope: valibot__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({ statement: base64, signature: base64 })
});
const statementSchema = valibot__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({
    _type: valibot__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('https://in-toto.io/Statement/v1'),
    subject: valibot__WEBPACK_IMPORTED_MODULE_6__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({ name: valibot__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), digest: valibot__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({ sha256: valibot__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP() }) })), valibot__WEBPACK_IMPORTED_MODULE_6__/* .length */ .Bw9(1)),
    predicateType: valibot__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
});
/** The kinds of statements that PEP 740 and the index of Python know. */
const PREDICATES = [PUBLISH, 'https://slsa.dev/provenance/v1'];
function parseOne(value, file, place) {
    const checked = valibot__WEBPACK_IMPORTED_MODULE_6__/* .safeParse */ .xLC(attestationSchema, value);
    if (!checked.success)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(place, `is not an attestation: ${firstIssue(checked.issues)}`);
    const document = checked.output;
    if (document.version !== 1)
        throw unknown(place, `is an attestation of version ${document.version}`);
    if (!isCertificate(document.verification_material.certificate))
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(place, 'is an attestation with a certificate that is none');
    const statement = valibot__WEBPACK_IMPORTED_MODULE_6__/* .safeParse */ .xLC(statementSchema, parseJson(Buffer.from(document.envelope.statement, 'base64')));
    if (!statement.success)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(place, `is an attestation with no in-toto statement: ${firstIssue(statement.issues)}`);
    const { predicateType, subject } = statement.output;
    if (!PREDICATES.includes(predicateType))
        throw unknown(place, `attests ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL)(predicateType)}, which is no kind of statement that indexes take`);
    const [{ name, digest } = { name: '', digest: { sha256: '' } }] = subject;
    if (distributionKey(name) !== distributionKey(file.filename))
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(place, `attests ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL)(name)}, not ${file.filename}`);
    if (digest.sha256 !== file.sha256)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(place, `attests other bytes: sha256 ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL)(digest.sha256)}, not ${file.sha256}`);
    return { predicateType, document };
}
function parseJson(bytes) {
    if (!(0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return undefined;
    try {
        return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
    }
    catch {
        return undefined;
    }
}
function isCertificate(text) {
    try {
        return new node_crypto__WEBPACK_IMPORTED_MODULE_1__.X509Certificate(Buffer.from(text, 'base64')).raw.length > 0;
    }
    catch {
        return false;
    }
}
/** What a file's name says, whatever its spelling: tools that sign write it anew. */
function distributionKey(filename) {
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_3__/* .parseFilename */ .p_)(filename);
    if (named.kind === 'unsupported')
        return filename;
    if (named.kind === 'sdist')
        return JSON.stringify([named.format, named.candidates]);
    const tags = named.tags.map(({ python, abi, platform }) => `${python}-${abi}-${platform}`).sort();
    return JSON.stringify(['wheel', named.name, named.version, named.build, tags]);
}
function firstIssue([issue]) {
    const path = issue === undefined ? null : valibot__WEBPACK_IMPORTED_MODULE_6__/* .getDotPath */ .BuJ(issue);
    return `${path ?? 'the whole'}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(issue?.message)}`;
}
function unknown(place, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl('unsupported', `${place} ${what}`, {
        hint: 'Sign the file with a current tool, such as pypi-attestations, or leave the attestation away.'
    });
}


/***/ }),

/***/ 8072:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
            hasSignature: folder.files.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .signatureName */ .S1)(filename)),
            hasProvenance: folder.files.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .provenanceName */ .HN)(filename))
        },
        revision,
        hashed
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
            hasSignature: beside.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .signatureName */ .S1)(filename)),
            hasProvenance: beside.has((0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .provenanceName */ .HN)(filename))
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

/***/ 9513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadOf: () => (/* binding */ uploadOf)
/* harmony export */ });
/* harmony import */ var _distributions_attestations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3107);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2187);
/* harmony import */ var _indexing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8072);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(546);




/** A distribution that was read, ready to be published with what belongs beside it. */
function uploadOf(distribution, publisher = UNKNOWN) {
    const { filename, kind, body, pythonVersion, metadata, metadataBytes, digests, signature, attestations } = distribution;
    const beside = [];
    if (metadataBytes !== undefined)
        beside.push({ filename: (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .metadataName */ .FF)(filename), bytes: metadataBytes, contentType: _indexing_js__WEBPACK_IMPORTED_MODULE_2__/* .METADATA_TYPE */ .pW });
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
