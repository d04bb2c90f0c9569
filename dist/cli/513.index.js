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
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qFJ(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J())), text);
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
        hint: 'Run `mode: reindex` for this project: it makes the manifest anew from the files that are stored.',
        cause
    });
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
// EXTERNAL MODULE: ./src/python/record.ts
var record = __webpack_require__(7985);
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
async function storeUpload(store, { project, upload, overwrite, mending }) {
    const { file, body, beside } = upload;
    const version = file.metadata.version;
    const item = {
        ...{ key: keyOf(project, version, file.filename), body, sha256: file.digests.sha256, executable: false },
        ...{ contentType: 'application/octet-stream', cacheControl: overwrite ? ASK_FIRST : KEEP }
    };
    const others = beside.map((each) => besideItem(keyOf(project, version, each.filename), each));
    const [made, ...outcomes] = await store.artifacts.create([item, ...others]);
    const created = [made, ...outcomes].flatMap((one, index) => {
        const key = [item, ...others][index]?.key;
        const isOwn = one?.outcome === 'created' || (one?.outcome === 'held' && one.there === 'nothing');
        return isOwn && key !== undefined ? [{ key, revision: one.revision }] : [];
    });
    const stored = { upload, isSeen: true, mended: mending, created };
    if (made?.outcome === 'held') {
        // What lies beside a file that waits is as good as what was put there first.
        if (made.there !== 'other')
            return { ...stored, isHeld: true, revision: made.revision };
        await takeBack(store, created);
        return undefined;
    }
    let revision = made?.outcome === 'created' ? made.revision : undefined;
    if (revision === undefined) {
        const there = await store.artifacts.find(item.key);
        if (there === undefined || !(await hasSameBytes(store, item, there))) {
            await takeBack(store, created);
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
    // A reindex that has missed the file is about to delete what lay beside it.
    const isOwn = overwrite || (mending !== undefined && made?.outcome === 'created');
    const put = async (each) => {
        const key = keyOf(project, version, each.filename);
        if (!isOwn)
            return putBeside(store, key, each);
        created.push({ key, revision: await takeOver(store, besideItem(key, each)) });
    };
    await Promise.all(beside.filter((_, index) => outcomes[index]?.outcome !== 'created').map(put));
    return { ...stored, isHeld: false, revision };
}
/**
 * Deletes what was put beside a file of somebody else, but for metadata: two builds of a version often have the same, so it
 * may be what that one's record tells of. Where it is not, it is replaced before a record does.
 */
async function takeBack(store, created) {
    const own = created.filter(({ key: { filename } }) => !filename.endsWith((0,layout/* metadataName */.FF)('')));
    await Promise.all(own.map(({ key, revision }) => store.artifacts.remove(key, revision)));
}
/** Stores distributions, those of one version at once; undefined: as `storeUpload` says. */
function storeAll(store, { project, uploads, overwrite, known }) {
    return (0,p_map/* default */.Ay)(uploads, (upload) => storeOne(store, { project, upload, overwrite }, known.get(upload.file.filename)), { concurrency: store.limits.atOnce });
}
/**
 * A file that the record has is stored already, and only what lies beside it may be new; unless somebody has deleted it by
 * hand, or something that lay beside it: then it is stored again.
 */
async function storeOne(store, storing, entry) {
    if (entry === undefined)
        return storeUpload(store, storing);
    const { project, upload } = storing;
    const known = { upload, isSeen: false, isHeld: false, revision: entry.revision ?? '' };
    // Nothing is put beside a file on somebody's release.
    if (entry.source !== undefined)
        return { ...known, mended: undefined, created: [] };
    const besideKey = (filename) => keyOf(project, entry.version, filename);
    const key = keyOf(project, upload.file.metadata.version, upload.file.filename);
    const names = announced(entry);
    const [there, ...others] = await Promise.all([key, ...names.map(besideKey)].map((each) => store.artifacts.find(each)));
    const gone = new Set(names.filter((_, index) => there === undefined || others[index] === undefined));
    const left = (0,record/* changeEntry */.df)(entry, {
        has_sig: entry.hasSignature && !gone.has((0,layout/* signatureName */.S1)(entry.filename)),
        provenance: entry.hasProvenance && !gone.has((0,layout/* provenanceName */.HN)(entry.filename))
    });
    if (there === undefined)
        return storeUpload(store, { ...storing, overwrite: false, mending: left });
    const isOther = entry.revision !== undefined && entry.revision !== there.revision;
    const item = { key, body: upload.body, sha256: upload.file.digests.sha256 };
    if (isOther && !(await hasSameBytes(store, item, there)))
        return undefined;
    const created = [];
    for (const beside of upload.beside) {
        const at = besideKey(beside.filename);
        if (gone.has(beside.filename))
            created.push({ key: at, revision: await takeOver(store, besideItem(at, beside)) });
        else if (isNewBeside(entry, beside))
            await putBeside(store, at, beside);
    }
    if (!isOther && created.length === 0)
        return { ...known, mended: undefined, created };
    return { ...known, isSeen: true, mended: left, revision: there.revision, created };
}
/**
 * A file never changes, so whoever has it need not ask for it again. Not `public`: what is fetched with a password is for no cache
 * that others share. Whoever overwrites files pushes them so from the first one on, and says that they may change.
 */
const KEEP = 'max-age=31536000, immutable';
const ASK_FIRST = 'no-cache';
/** What lies beside a file, as its entry says. */
function announced({ filename, coreMetadata, hasSignature, hasProvenance }) {
    return [
        ...(coreMetadata === undefined ? [] : [(0,layout/* metadataName */.FF)(filename)]),
        ...(hasSignature ? [(0,layout/* signatureName */.S1)(filename)] : []),
        ...(hasProvenance ? [(0,layout/* provenanceName */.HN)(filename)] : [])
    ];
}
/** True for a signature, and for attestations, that no entry tells of. */
function isNewBeside(entry, { filename }) {
    return ((filename === (0,layout/* signatureName */.S1)(entry.filename) && !entry.hasSignature) ||
        (filename === (0,layout/* provenanceName */.HN)(entry.filename) && !entry.hasProvenance));
}
/** Stores bytes as this step's own, whoever has stored the same ones. */
async function writeOver(store, item, there) {
    const revision = await write(store, item, there);
    if (revision === undefined)
        throw vanished(store, item.key);
    return revision;
}
/** The same, whoever stores and deletes there at this moment. */
async function takeOver(store, item) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const revision = await write(store, item, await store.artifacts.find(item.key));
        if (revision !== undefined)
            return revision;
    }
    throw vanished(store, item.key);
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
/* harmony export */   uploadOf: () => (/* binding */ uploadOf),
/* harmony export */   withProvenance: () => (/* binding */ withProvenance)
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
        beside.push(provenanceOf(filename, Buffer.from((0,_distributions_attestations_js__WEBPACK_IMPORTED_MODULE_0__/* .renderProvenance */ ._V)(attestations, publisher))));
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
/** The same with a provenance document that was made before. */
function withProvenance({ file, body, beside }, bytes) {
    return {
        file: { ...file, hasProvenance: true },
        body,
        beside: [...beside, provenanceOf(file.filename, bytes)]
    };
}
function provenanceOf(filename, bytes) {
    return {
        ...{ filename: (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .provenanceName */ .HN)(filename), bytes },
        contentType: 'application/vnd.pypi.integrity.v1+json'
    };
}
/** Who published is what the operator of the index says; where nobody says it, it stays open. */
const UNKNOWN = { kind: 'unknown' };


/***/ })

};
