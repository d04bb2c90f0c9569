export const id = 493;
export const ids = [493];
export const modules = {

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

/***/ 9270:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ metadataName),
/* harmony export */   HN: () => (/* binding */ provenanceName),
/* harmony export */   S1: () => (/* binding */ signatureName),
/* harmony export */   dk: () => (/* binding */ namesBeside),
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
/** A distribution, and whatever may lie beside it. */
function namesBeside(filename) {
    return [filename, metadataName(filename), signatureName(filename), provenanceName(filename)];
}


/***/ }),

/***/ 8545:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TN: () => (/* binding */ keyOf),
  iq: () => (/* binding */ putBeside),
  Jz: () => (/* binding */ storeUpload)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(840);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(1095);
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(3688);
;// CONCATENATED MODULE: ./src/transfer/same-bytes.ts


/**
 * True where an artifact that is there has the bytes of one that was to be created: by its digest, or by what the store
 * knows of another tool's artifact. What can't be known is not the same.
 */
async function hasSameBytes(store, { key, body, sha256 }, there) {
    if (there.size !== (0,stores_body/* sizeOf */.$d)(body))
        return false;
    if (there.sha256 !== undefined && !there.altered)
        return there.sha256 === sha256;
    const evidence = await store.artifacts.evidence(key, there.revision);
    if (evidence === undefined || body.kind !== 'file')
        return false;
    return (await (0,digest/* digestOfFile */.Mk)(body.path, body.size, evidence.algorithm)) === evidence.value;
}

// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(4679);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(9270);
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
    return { upload, isSeen: true, revision, created };
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
        return made?.outcome === 'created' ? made.revision : undefined;
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


/***/ })

};
