export const id = 272;
export const ids = [272,483,773];
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

/***/ 3483:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readDistribution: () => (/* binding */ readDistribution),
  B: () => (/* binding */ readSignature)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(2187);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(9172);
// EXTERNAL MODULE: ./src/python/beside.ts
var beside = __webpack_require__(5430);
// EXTERNAL MODULE: ./src/python/filenames.ts
var filenames = __webpack_require__(9804);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/python/names.ts
var names = __webpack_require__(3442);
// EXTERNAL MODULE: ./src/python/versions.ts
var versions = __webpack_require__(4057);
// EXTERNAL MODULE: ./src/python/distributions/attestations.ts
var distributions_attestations = __webpack_require__(3107);
// EXTERNAL MODULE: ./src/python/distributions/limits.ts
var limits = __webpack_require__(6536);
// EXTERNAL MODULE: ./src/python/distributions/refusal.ts
var refusal = __webpack_require__(322);
// EXTERNAL MODULE: ./src/python/distributions/sdist.ts + 1 modules
var sdist = __webpack_require__(7568);
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
        throw noSignature(place, 'is not a detached signature in ASCII armour');
}
/** The error for a file that can't be taken for a signature: `what` follows its name. */
function noSignature(name, what) {
    return new errors/* RegistryError */.gl('corrupt', `${name} ${what}`, {
        hint: 'Delete it, or sign the distribution again: `gpg --detach-sign --armor`.'
    });
}
const ARMOUR = /^\s*-----BEGIN PGP SIGNATURE-----[ \t]*\r?\n(?:[A-Za-z][A-Za-z0-9-]*: [^\r\n]*\r?\n)*[ \t]*\r?\n((?:[A-Za-z0-9+/]+={0,2}[ \t]*\r?\n)+)(?:=[A-Za-z0-9+/]{4}[ \t]*\r?\n)?-----END PGP SIGNATURE-----\s*$/;
/** A signature of the fewest bits has more bytes. */
const SHORTEST = 16;
/** Signatures are packets of type 2, which an old and a new kind of header say (RFC 9580, 4.2). */
function isSignaturePacket(header) {
    return (header & 0xfc) === 0x88 || header === 0xc2;
}

// EXTERNAL MODULE: ./src/python/distributions/source.ts
var distributions_source = __webpack_require__(5717);
// EXTERNAL MODULE: ./src/python/distributions/wheel.ts
var wheel = __webpack_require__(8345);
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
        if (name.endsWith('.asc')) {
            signature = await readSignature(path);
            continue;
        }
        const beside = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), name);
        const bytes = await readSmall(beside, limits/* MOST_ATTESTATION */.rm);
        attestations.push(...(0,distributions_attestations/* parseAttestations */.nU)(bytes, { filename, sha256 }, beside));
    }
    return { signature, attestations };
}
/** The signature beside a distribution. Throws `corrupt` where it is none. */
async function readSignature(path) {
    const beside = (0,layout/* signatureName */.S1)(path);
    const bytes = await readSmall(beside, limits/* MOST_SIGNATURE */.$c, noSignature);
    assertSignature(bytes, beside);
    return bytes;
}
async function readSmall(path, most, refuse = refusal/* refusal */.x5) {
    const { size } = await (0,stores_body/* fileBody */.hh)(path);
    if (size > most)
        throw refuse(path, `has ${size} bytes; ${most} are read at most`);
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

/***/ 4794:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Nn: () => (/* binding */ inspect),
  Zv: () => (/* binding */ noProject),
  Ip: () => (/* binding */ repair),
  eh: () => (/* binding */ summarize)
});

// EXTERNAL MODULE: ./node_modules/p-map/index.js
var p_map = __webpack_require__(606);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/leftovers.ts
var leftovers = __webpack_require__(1739);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/transfer/download.ts
var download = __webpack_require__(4507);
// EXTERNAL MODULE: ./src/python/distributions/read.ts + 1 modules
var read = __webpack_require__(3483);
// EXTERNAL MODULE: ./src/python/filenames.ts
var python_filenames = __webpack_require__(9804);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/python/publish.ts + 7 modules
var publish = __webpack_require__(1382);
// EXTERNAL MODULE: ./src/python/upload.ts
var python_upload = __webpack_require__(9513);
;// CONCATENATED MODULE: ./src/python/adopt.ts











/**
 * Takes in distributions that lie outside of every project, as somebody copied them there, or in another folder than the
 * rest of theirs: they are published as if they had been pushed, with the signatures and attestations beside them, and left
 * where they were. What is in the index already with the same bytes is not told again. Those of a project are published
 * together, as many as are well held at once: each record is written once for all of these.
 */
async function adopt(store, strays, { baseUrl, now }) {
    const changed = [];
    const problems = [];
    const options = { ifExists: 'same', baseUrl, now };
    const refuse = (path, error) => {
        problems.push(problemOf(path, error));
    };
    for (const batch of batchesOf(strays)) {
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'registry-adopt-'));
        try {
            const fetched = await (0,p_map/* default */.Ay)(batch, (stray) => fetchStray(store, stray, { folder, refuse }), {
                concurrency: AT_ONCE
            });
            changed.push(...(await publishAll(store, fetched.flat(), { options, refuse })));
        }
        finally {
            await (0,promises_.rm)(folder, { recursive: true, force: true });
        }
    }
    return { changed: changed.sort(), problems };
}
/** Files that are fetched at the same time. */
const AT_ONCE = 8;
/** So many files, and bytes on this machine's disk, are published together, unless one alone has more. */
const BATCH = { files: 64, bytes: 1024 ** 3 };
/** Files of one project come one after the other; two of one name are never together. */
function batchesOf(strays) {
    const batches = [];
    let names = new Set();
    let bytes = 0;
    for (const stray of strays.toSorted(byProject)) {
        const name = (0,external_node_path_.basename)(stray.path);
        const batch = batches.at(-1);
        const isFull = batch === undefined ||
            batch.length >= BATCH.files ||
            bytes + stray.size > BATCH.bytes ||
            names.has(name);
        if (isFull) {
            batches.push([stray]);
            names = new Set([name]);
            bytes = stray.size;
        }
        else {
            batch.push(stray);
            names.add(name);
            bytes += stray.size;
        }
    }
    return batches;
}
function byProject({ path: one }, { path: other }) {
    const [a, b] = [`${projectOf(one)} ${one}`, `${projectOf(other)} ${other}`];
    return a < b ? -1 : 1;
}
/** The project of a file, as far as its name tells. */
function projectOf(path) {
    const named = (0,python_filenames/* parseFilename */.p_)((0,external_node_path_.basename)(path));
    if (named.kind === 'unsupported')
        return '';
    return named.kind === 'wheel' ? named.name : named.candidates[0].name;
}
/** Fetches a stray, and what lies beside it; nothing where it has gone meanwhile, or is none. */
async function fetchStray(store, { path, beside }, { folder, refuse }) {
    const fetchOne = async (from) => {
        const file = (0,external_node_path_.join)(folder, from);
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
        const key = { package: from, version: '', path: from, filename: (0,external_node_path_.basename)(from) };
        const progress = () => ({ advance: () => undefined, done: () => undefined });
        const found = await (0,download/* download */.R)({ store, key, file, target: file, expected: undefined, progress });
        return found === undefined ? [] : [(0,external_node_path_.basename)(from)];
    };
    try {
        if ((await fetchOne(path)).length === 0)
            return [];
        const siblings = (await (0,p_map/* default */.Ay)(beside, fetchOne)).flat();
        const file = (0,external_node_path_.join)(folder, path);
        const distribution = await (0,read.readDistribution)(file, siblings);
        const { filename, project } = distribution;
        const upload = (0,python_upload.uploadOf)(distribution);
        if (upload.file.hasProvenance || !siblings.includes((0,layout/* provenanceName */.HN)(filename)))
            return [{ path, project, upload }];
        return [{ path, project, upload: (0,python_upload.withProvenance)(upload, await (0,promises_.readFile)((0,layout/* provenanceName */.HN)(file))) }];
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error))
            throw error;
        refuse(path, error);
        return [];
    }
}
/** Publishes what was fetched, and answers what has changed. Where all of it fails, as for a broken record, the halves go by themselves. */
async function publishAll(store, fetched, around) {
    const [first, ...more] = fetched;
    if (first === undefined)
        return [];
    try {
        return await publishTogether(store, fetched, around);
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error))
            throw error;
        if (more.length === 0) {
            around.refuse(first.path, error);
            return [];
        }
        const half = Math.ceil(fetched.length / 2);
        const one = await publishAll(store, fetched.slice(0, half), around);
        return [...one, ...(await publishAll(store, fetched.slice(half), around))];
    }
}
/**
 * One that is refused may have held up others, which are published without it; where a project fails as a whole, each of
 * its files goes by itself, so that it fails alone.
 */
async function publishTogether(store, fetched, around) {
    const uploads = fetched.map(({ upload }) => upload);
    const { files, failures } = await (0,publish.publish)(store, uploads, around.options, () => undefined);
    const failed = new Map(failures.map(({ what, error }) => [what, error]));
    const outcomes = new Map(files.map(({ filename, outcome }) => [filename, outcome]));
    const changed = [];
    const again = [];
    const alone = [];
    for (const each of fetched) {
        const { path, project, upload } = each;
        const outcome = outcomes.get(upload.file.filename);
        const error = failed.get(upload.file.filename) ?? failed.get(project);
        if (outcome !== undefined)
            changed.push(...changeOf(each, outcome === 'created'));
        else if (error === undefined)
            again.push(each);
        else if (failed.has(upload.file.filename) || fetched.length === 1)
            around.refuse(path, error);
        else
            alone.push(each);
    }
    if (again.length < fetched.length)
        changed.push(...(await publishAll(store, again, around)));
    for (const each of alone)
        changed.push(...(await publishAll(store, [each], around)));
    return changed;
}
function changeOf({ path, project, upload: { file } }, isCreated) {
    if (isCreated)
        return [`${project}: took in ${path}`];
    return file.hasSignature || file.hasProvenance ? [`${project}: took in what lies beside ${path}`] : [];
}
function problemOf(path, { message, hint }) {
    return { package: path, version: undefined, what: `can't be taken in: ${message}`, fix: hint };
}

// EXTERNAL MODULE: ./src/python/base-url.ts
var base_url = __webpack_require__(3653);
// EXTERNAL MODULE: ./src/python/gone.ts
var python_gone = __webpack_require__(2259);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(2187);
// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(7763);
// EXTERNAL MODULE: ./src/python/distributions/source.ts
var distributions_source = __webpack_require__(5717);
// EXTERNAL MODULE: ./src/python/distributions/wheel.ts
var wheel = __webpack_require__(8345);
// EXTERNAL MODULE: ./src/python/storing.ts + 1 modules
var storing = __webpack_require__(4903);
;// CONCATENATED MODULE: ./src/python/inspect-bytes.ts









/** What is wrong with a file's bytes, and with the metadata beside it. */
async function damageOf(store, project, entry, listed) {
    try {
        return await damageIn(store, project, entry, listed);
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error, 'corrupt'))
            throw error;
        return [
            {
                package: project.name,
                version: entry.version,
                what: `can't be read: ${error.message}`,
                fix: error.hint
            }
        ];
    }
}
async function damageIn(store, project, entry, { files }) {
    const { filename, version, digests, coreMetadata } = entry;
    const say = (what, fix) => [
        { package: project.name, version, what: `${filename} ${what}`, fix }
    ];
    const key = (0,storing/* keyOfEntry */.PK)(project, entry);
    const opened = await store.artifacts.open(key);
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
    const source = (0,distributions_source/* artifactSource */.k)(store.artifacts, key, opened.artifact.size);
    const { metadataBytes } = await (0,wheel/* readWheel */.a)(source, filename);
    return (0,digest/* sha256 */.sc)(metadataBytes) === stored ? [] : say('has other metadata in it than beside it', FULL);
}
const FULL = 'Reindex with `full: true` puts the metadata right.';
/**
 * The names of files that are in another state than the record says, and have the same bytes: somebody has copied the index,
 * or put the file there again.
 */
async function copiedOf(store, project, entries, { files }) {
    const doubtful = entries.filter((entry) => {
        const file = files.get(entry.filename);
        return file !== undefined && file.revision !== entry.revision && file.size === entry.size;
    });
    const same = await (0,p_map/* default */.Ay)(doubtful, (entry) => hasItsBytes(store, project, entry), { concurrency: 4 });
    return new Set(doubtful.filter((_, index) => same[index] === true).map(({ filename }) => filename));
}
async function hasItsBytes(store, project, entry) {
    const { sha256: expected } = entry.digests;
    const key = (0,storing/* keyOfEntry */.PK)(project, entry);
    const found = expected === undefined ? undefined : await store.artifacts.find(key);
    if (found === undefined)
        return false;
    if (found.sha256 !== undefined && !found.altered)
        return found.sha256 === expected;
    const opened = await store.artifacts.open(key);
    return opened !== undefined && (await (0,stream/* sha256Of */.Bj)(opened.body)) === expected;
}

// EXTERNAL MODULE: ./src/stores/released.ts
var released = __webpack_require__(1695);
;// CONCATENATED MODULE: ./src/python/released.ts



/** Nobody's releases. */
const NOTHING_RELEASED = { repositories: [], projects: new Map(), long: [] };
/** True where a file of an entry lies on a release of one of the repositories. */
function isAmong(repositories, { repository }) {
    return repositories.some((each) => each.toLowerCase() === repository.toLowerCase());
}
/**
 * Lists the published releases of repositories, for the distributions on them. Of several files with one name that of the
 * repository named first counts, and in it the oldest. Throws where one of them can't be read.
 */
async function surveyReleases(store, repositories, { names, known }) {
    if (repositories.length === 0)
        return NOTHING_RELEASED;
    const projects = new Map();
    const long = [];
    for (const repository of repositories) {
        const releases = await releasesOf(store, repository, () => long.push(repository));
        const assets = [...releases.values()].flatMap((release) => [...release.values()]);
        const named = new Set([...known, ...assets.flatMap(({ asset }) => surelyOf(asset.asset) ?? [])]);
        for (const each of assets.sort(oldestFirst)) {
            const project = released_projectOf(each.asset.asset, named);
            if (project === undefined || (names.length > 0 && !names.includes(project)))
                continue;
            const file = await fileOf(store, project, each, releases.get(each.asset.tag) ?? new Map());
            const files = projects.get(project) ?? new Map();
            projects.set(project, files);
            files.set(file.filename, [...(files.get(file.filename) ?? []), file]);
        }
    }
    return { repositories, projects, long };
}
/** The assets of all releases, by tag and name. */
async function releasesOf(store, repository, cut) {
    const releases = new Map();
    for await (const listed of store.list((0,released/* repositoryPath */.SH)(repository), { cut })) {
        const asset = (0,released/* parseElsewhere */.IX)(listed.path);
        if (asset === undefined)
            continue;
        const release = releases.get(asset.tag) ?? new Map();
        releases.set(asset.tag, release);
        release.set(asset.asset, { asset, listed });
    }
    return releases;
}
function oldestFirst({ listed: one }, { listed: other }) {
    const [a, b] = [one, other].map(({ modified }) => modified?.getTime() ?? 0);
    return (a ?? 0) - (b ?? 0) || (one.path < other.path ? -1 : 1);
}
async function fileOf(store, project, { asset: { repository, tag, asset: filename }, listed }, release) {
    const key = { package: project, version: tag, path: listed.path, filename };
    const beside = (0,layout/* namesBeside */.dk)(filename).flatMap((name) => {
        const found = name === filename ? undefined : release.get(name);
        return found === undefined ? [] : [[name, found.listed.digest]];
    });
    return {
        ...{ project, filename, source: { repository, tag }, key, listed },
        url: await store.artifacts.url(key),
        beside: new Map(beside)
    };
}
/** The project of a file, where its name leaves no doubt. */
function surelyOf(filename) {
    const named = (0,python_filenames/* parseFilename */.p_)(filename);
    if (named.kind === 'wheel')
        return named.name;
    return named.kind === 'sdist' && named.candidates.length === 1 ? named.candidates[0].name : undefined;
}
/** The project of a file; undefined for what is no distribution. Where its name can mean several, one that is known. */
function released_projectOf(filename, known) {
    const named = (0,python_filenames/* parseFilename */.p_)(filename);
    if (named.kind === 'unsupported')
        return undefined;
    if (named.kind === 'wheel')
        return named.name;
    return (named.candidates.find(({ name }) => known.has(name)) ?? named.candidates[0]).name;
}
/** In words, for people: where a file is. */
function placeIn({ repository, tag }) {
    return `release ${tag} of ${repository}`;
}

;// CONCATENATED MODULE: ./src/python/inspect-released.ts





/** The releases that a store shows. */
function viewReleases(store) {
    const listed = new Map();
    const failures = new Map();
    const list = async (repository) => {
        const found = new Map();
        try {
            for await (const entry of store.list((0,released/* repositoryPath */.SH)(repository)))
                found.set(entry.path, entry);
            return found;
        }
        catch (error) {
            if (!(0,errors/* isRegistryError */.IP)(error) || !['not-found', 'denied'].includes(error.code))
                throw error;
            failures.set(repository, error);
            return undefined;
        }
    };
    return {
        of: (repository) => {
            const begun = listed.get(repository) ?? list(repository);
            listed.set(repository, begun);
            return begun;
        },
        problems: () => [...failures].map(([repository, { message, hint }]) => ({
            ...{ package: repository, version: undefined, fix: hint },
            what: `can't be read, so the files on its releases were not looked at: ${message}`
        }))
    };
}
/** Looks for files that have gone from their releases, or have been exchanged there. */
async function inspectReleasedFiles(store, project, { entries, releases }) {
    const looked = await (0,p_map/* default */.Ay)(entries, async (entry) => {
        const listed = await releases.of(entry.source?.repository ?? '');
        if (listed === undefined)
            return { entry, isThere: false, what: undefined };
        const key = (0,storing/* keyOfEntry */.PK)(project, entry);
        // A list may be older than a release, and ends after a thousand.
        const found = listed.get(key.path) ?? (await store.artifacts.find(key));
        const isThere = found !== undefined && found.revision === entry.revision;
        return { entry, isThere, what: isThere ? undefined : wordsOf(entry, found !== undefined) };
    }, { concurrency: 8 });
    return {
        there: looked.flatMap(({ entry, isThere }) => (isThere ? [entry] : [])),
        problems: looked.flatMap(({ entry, what }) => what === undefined ? [] : [{ package: project.name, version: entry.version, what, fix: fixFor(entry) }])
    };
}
function wordsOf({ filename, source }, isThere) {
    const place = source === undefined ? 'its release' : placeIn(source);
    return isThere
        ? `${filename} was exchanged on ${place} since it was indexed`
        : `${filename} is not on ${place} any more`;
}
function fixFor({ source }) {
    return `Reindex with \`source: ${source?.repository ?? ''}\` brings the index in line with what is released.`;
}

// EXTERNAL MODULE: ./src/python/listing.ts
var python_listing = __webpack_require__(7018);
// EXTERNAL MODULE: ./src/python/names.ts
var python_names = __webpack_require__(3442);
// EXTERNAL MODULE: ./src/python/others.ts
var others = __webpack_require__(7567);
// EXTERNAL MODULE: ./src/python/project.ts + 6 modules
var python_project = __webpack_require__(7895);
// EXTERNAL MODULE: ./src/python/root.ts + 2 modules
var python_root = __webpack_require__(8959);
// EXTERNAL MODULE: ./src/python/entries.ts
var python_entries = __webpack_require__(2734);
// EXTERNAL MODULE: ./src/python/indexing.ts
var indexing = __webpack_require__(8072);
// EXTERNAL MODULE: ./src/python/record.ts
var python_record = __webpack_require__(7985);
;// CONCATENATED MODULE: ./src/python/reindex-released.ts








/** A project of which nothing was read yet. */
function releasedProject(repositories, files) {
    return { repositories, files, reads: new Map(), done: new Set(), refused: new Map() };
}
/** What was read is in the record now. */
function settleReleased({ reads, done }) {
    for (const revision of reads.keys())
        done.add(revision);
    reads.clear();
}
/** True for an entry of a file on somebody's release, where the index has no file of its own under that name. */
function isReleased({ source, filename }, { files }) {
    return source !== undefined && !files.has(filename);
}
/** True where the lists of releases show nothing that is not in the record already. */
function isAsReleased(comparing) {
    return plansOf(comparing).every(({ kind }) => kind === 'same');
}
/**
 * Compares the entries of files on releases with what the lists show, and reads what is new or has changed, so much of it
 * as fits into memory. A file that the lists lack is dropped only where its release says so, too.
 */
async function inspectReleased(comparing, reading) {
    const { released } = comparing;
    const missing = [];
    const changed = [];
    const unreadable = [];
    const told = { hashed: 0, more: false, failure: undefined };
    let room = reindex_released_AT_ONCE - released.reads.size;
    const readOne = async (file, entry) => {
        const { filename, listed: { revision } } = file;
        try {
            const refusal = released.refused.get(revision);
            if (refusal !== undefined)
                throw refusal;
            if (!released.reads.has(revision) && (room <= 0 || told.failure !== undefined)) {
                told.more = true;
                return entry;
            }
            const read = await begin(file);
            if (read.hashed)
                told.hashed += 1;
            const { entry: next, what } = entryOf({ file, entry, read }, reading);
            if (what !== undefined)
                changed.push(`${filename}: ${what}`);
            return next;
        }
        catch (error) {
            released.reads.delete(revision);
            if (!(0,errors/* isRegistryError */.IP)(error) || !OF_ONE_FILE.has(error.code))
                throw error;
            released.refused.set(revision, error);
            unreadable.push({ filename, error });
            // What changes at this moment is for the next run to look at.
            if (entry === undefined || !LASTING.has(error.code))
                return entry;
            changed.push(`${filename}: dropped, it can't be read any more`);
            return undefined;
        }
    };
    const begin = (file) => {
        const { revision } = file.listed;
        const begun = released.reads.get(revision);
        if (begun !== undefined)
            return begun;
        room -= 1;
        const read = reading.together(1, () => {
            // What stopped another one while this waited is not asked for again.
            if (told.failure !== undefined)
                throw told.failure;
            return (0,indexing/* readReleased */.mf)(comparing.store, file).finally(reading.seen);
        });
        released.reads.set(revision, read);
        return read;
    };
    const inspectOne = async (plan) => {
        const { entry } = plan;
        if (plan.kind === 'same')
            return entry;
        if (plan.kind === 'moved') {
            const { filename, url, source } = plan.file;
            changed.push(`${filename}: has other links`);
            return (0,python_record/* changeEntry */.df)(plan.entry, { url, source, serial: reading.serial });
        }
        if (plan.kind === 'new')
            return readOne(plan.file, entry);
        const file = await lookFor(comparing, plan);
        if (file === 'there')
            return entry;
        if (file !== undefined)
            return readOne(file, entry);
        missing.push(plan.entry.filename);
        changed.push(`${plan.entry.filename}: dropped, its release does not have it any more`);
        return undefined;
    };
    const entries = await (0,p_map/* default */.Ay)(plansOf(comparing), (plan) => inspectOne(plan).catch((error) => {
        told.failure ??= error instanceof Error ? error : new Error((0,errors/* messageOf */.bD)(error));
        return plan.entry;
    }), { concurrency: FILES });
    return { entries: entries.filter((entry) => entry !== undefined), missing, changed, unreadable, ...told };
}
const FILES = 16;
/** So many files are read before the record is written, which makes sure of them. */
const reindex_released_AT_ONCE = 500;
/** What is wrong with one file does not stop the others; what is wrong with the service does. */
const OF_ONE_FILE = new Set(['corrupt', 'unsupported', 'not-found', 'conflict']);
const LASTING = new Set(['corrupt', 'unsupported']);
function plansOf({ known, listed, tombstones, full, released }) {
    const ofKnown = [...known.values()]
        .filter((entry) => isReleased(entry, listed) && !tombstones.files.has(entry.filename))
        .map((entry) => planOf(entry, released, full));
    const ofNew = [...released.files].flatMap(([filename, [file]]) => file === undefined || known.has(filename) || listed.files.has(filename) || tombstones.files.has(filename)
        ? []
        : [{ kind: 'new', entry: undefined, file }]);
    return [...ofKnown, ...ofNew];
}
function planOf(entry, { files, repositories, done }, full) {
    const others = files.get(entry.filename) ?? [];
    const file = others.find(({ listed }) => listed.revision === entry.revision);
    if (file !== undefined) {
        if (!done.has(file.listed.revision) && (full || !isUnchanged(entry, file)))
            return { kind: 'new', entry, file };
        return isAt(entry, file) ? { kind: 'same', entry } : { kind: 'moved', entry, file };
    }
    if (entry.source === undefined || !isAmong(repositories, entry.source))
        return { kind: 'same', entry };
    const replaced = others.find((each) => isAt(entry, each));
    return replaced === undefined ? { kind: 'doubtful', entry, others } : { kind: 'new', entry, file: replaced };
}
function isAt({ url, source }, file) {
    return url === file.url && source?.repository === file.source.repository && source.tag === file.source.tag;
}
/** No asset ever gets other bytes; what lies beside it may come later. */
function isUnchanged(entry, { filename, listed, beside }) {
    const { digests, coreMetadata } = entry;
    return (entry.size === listed.size &&
        digests.sha256 !== undefined &&
        (listed.digest === undefined || listed.digest === `sha256:${digests.sha256}`) &&
        beside.has((0,layout/* signatureName */.S1)(filename)) === entry.hasSignature &&
        beside.has((0,layout/* provenanceName */.HN)(filename)) === entry.hasProvenance &&
        (coreMetadata === undefined || beside.get((0,layout/* metadataName */.FF)(filename)) === `sha256:${coreMetadata}`));
}
/** A list may be older than a release, and ends after a thousand: what it does not show is asked for. */
async function lookFor({ store, project }, { entry, others }) {
    const { filename, source, url } = entry;
    const key = (0,storing/* keyOfEntry */.PK)(project, entry);
    const found = await store.artifacts.find(key);
    if (found === undefined || source === undefined || url === undefined)
        return others[0];
    if (found.revision === entry.revision)
        return 'there';
    const digest = found.sha256 === undefined ? undefined : `sha256:${found.sha256}`;
    const listed = { ...found, modified: undefined, digest };
    return { project: project.name, filename, source, key, url, listed, beside: new Map() };
}
function entryOf({ file: { listed, url, source }, entry, read }, { serial, now }) {
    const { sha256 } = read.file.digests;
    const isSame = entry !== undefined && entry.digests.sha256 === sha256;
    const uploadTime = (isSame ? entry.uploadTime : undefined) ?? (listed.modified ?? now).toISOString();
    const around = { revision: read.revision, uploadTime, serial, baseUrl: undefined, url, source };
    const made = (0,python_entries/* newEntry */.bk)(read.file, around);
    return entry === undefined ? { entry: made, what: 'added' } : (0,python_entries/* renewEntry */.kS)(entry, made, { isSame });
}

// EXTERNAL MODULE: ./src/python/beside.ts
var beside = __webpack_require__(5430);
;// CONCATENATED MODULE: ./src/python/strays.ts


/** Strays by their paths, as a listing shows them. */
function straysAt({ objects }, paths) {
    const wanted = new Map(paths.map((path) => [path, []]));
    for (const path of objects.keys()) {
        const [folder, name] = split(path);
        wanted.get(`${folder}${companyOf(name) ?? ''}`)?.push(path);
    }
    return [...wanted].map(([path, beside]) => ({ path, size: objects.get(path)?.size ?? 0, beside }));
}
/** True where a folder has a stray, as far as its size tells, and all that lies beside it. */
function isTakenIn({ path, size, beside }, files) {
    const [, name] = split(path);
    return (files.get(name)?.size === size &&
        beside.every((each) => files.has(each.endsWith('.asc') ? (0,layout/* signatureName */.S1)(name) : (0,layout/* provenanceName */.HN)(name))));
}
/** Strays that no folder of a project has yet. */
function notTakenIn(listing, paths) {
    const byName = new Map();
    for (const path of paths)
        byName.set(split(path)[1], []);
    for (const { files } of listing.folders.values())
        for (const name of files.keys())
            byName.get(name)?.push(files);
    return straysAt(listing, paths)
        .filter((stray) => byName.get(split(stray.path)[1])?.some((files) => isTakenIn(stray, files)) !== true)
        .map(({ path }) => path);
}
/** The distribution that a file belongs beside. */
function companyOf(name) {
    return (0,beside/* signedFile */.h)(name) ?? /^(.+)\.provenance$/.exec(name)?.[1];
}
/** The folder, with its slash, and the name. */
function split(path) {
    const start = path.lastIndexOf('/') + 1;
    return [path.slice(0, start), path.slice(start)];
}

// EXTERNAL MODULE: ./src/python/tombstones.ts
var python_tombstones = __webpack_require__(8924);
;// CONCATENATED MODULE: ./src/python/inspect.ts
















/**
 * Looks for what is missing, changed, not in the index, or out of date in its pages; `deep` reads every file and
 * compares its digest, and the metadata beside wheels with what is in them.
 */
async function inspectIndex(store, projects, listing, { deep, root }) {
    const { before, broken } = await rootOf(store);
    const baseUrl = (0,base_url.linkBase)(store, before?.baseUrl);
    const releases = viewReleases(store);
    const found = await (0,p_map/* default */.Ay)(projects, (project) => inspectProject(store, project, { listing, releases, deep, baseUrl }), { concurrency: deep ? READS : TOGETHER });
    const isLooked = root && broken.length === 0;
    const rootProblems = isLooked ? await inspectRoot(store, projects, found, { listing, before }) : broken;
    const strays = root ? notTakenIn(listing, listing.strays).map(stray) : [];
    return {
        packages: projects.length,
        versions: found.reduce((sum, { files }) => sum + files, 0),
        problems: [
            ...rootProblems,
            ...strays,
            ...found.flatMap(({ problems }) => problems),
            ...releases.problems()
        ]
    };
}
/** The root's record, or what is wrong with it. */
async function rootOf(store) {
    try {
        return { before: await (0,python_root/* readRoot */.XD)(store), broken: [] };
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error, 'corrupt'))
            throw error;
        return { before: undefined, broken: [problem('/', undefined, error.message, error.hint)] };
    }
}
/** Projects that are looked at together: what is asked of a store at the same moment may be one request. */
const TOGETHER = 32;
/** Projects of which files are read at the same time. */
const READS = 8;
async function inspectProject(store, project, { listing, releases, deep, baseUrl }) {
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
    if (record === undefined && (0,python_project/* hasSerialPage */._)(store, name, listing.objects))
        return { files: 0, problems: [problem(name, undefined, 'has lost its record, manifest.json', LOST)] };
    const entries = record?.entries ?? [];
    const own = entries.filter((entry) => !isReleased(entry, listed));
    const missing = await missingOf(store, project, own, listed);
    const there = own.filter((entry) => !missing.includes(entry));
    const copied = await copiedOf(store, project, there, listed);
    const others = entries.filter((entry) => isReleased(entry, listed));
    const released = await inspectReleasedFiles(store, project, { entries: others, releases });
    const forgotten = await (0,python_gone/* withPages */.hF)(store, folder, (0,python_gone/* forgottenIn */.u1)(listed, entries, tombstones));
    const render = (0,python_project/* projectRender */.Cp)(store, project, tombstones);
    const stale = await store.documents.stale((0,layout/* recordPath */.lX)(folder), render, {
        record: state,
        listed: listing.objects
    });
    const damage = deep
        ? await (0,p_map/* default */.Ay)([...there, ...released.there], (entry) => damageOf(store, project, entry, listed), {
            concurrency: 4
        })
        : [];
    return {
        files: entries.length,
        problems: [
            ...forgotten.map((version) => problem(name, version, 'has pages, and none of its files is left', REINDEX)),
            ...missing.map((entry) => problem(name, entry.version, `${entry.filename} is not there any more`, REINDEX)),
            ...released.problems,
            ...there.flatMap((entry) => differences(name, entry, listed, { tombstones, copied })),
            ...there
                .filter((entry) => baseUrl !== undefined && entry.baseUrl !== baseUrl)
                .map(({ version, filename }) => problem(name, version, `${filename} ${OTHER_LINKS}`, REINDEX)),
            ...unlisted(name, entries, listed, tombstones),
            ...stale.map((path) => problem(name, undefined, `the page ${path} is not up to date`, REINDEX)),
            ...damage.flat()
        ]
    };
}
const OTHER_LINKS = 'has links that do not begin with the base-url of the index';
const ENTER = 'A push that is under way enters it; else reindex takes it in, or says why it can not.';
const LOST = 'Reindex makes it anew of what is stored. Then yank again what was yanked: that was in the record alone.';
const REINDEX = 'Reindex brings the index in line with what is stored.';
/** A listing may be older than the record: what it does not show is asked for. */
async function missingOf(store, project, entries, { files }) {
    const doubtful = entries.filter(({ filename }) => !files.has(filename));
    const found = await (0,p_map/* default */.Ay)(doubtful, ({ filename, version }) => store.artifacts.find((0,storing/* keyOf */.TN)(project, version, filename)), { concurrency: 8 });
    return doubtful.filter((_, index) => found[index] === undefined);
}
function differences(name, entry, { files }, { tombstones, copied }) {
    const { filename, version } = entry;
    const file = files.get(filename);
    if (file === undefined)
        return [];
    const say = (what) => problem(name, version, `${filename} ${what}`, REINDEX);
    if (entry.source !== undefined)
        return [say('is stored now, but the index leads to somebody’s release')];
    const isOther = file.revision !== entry.revision || file.size !== entry.size;
    const changed = entry.revision !== undefined && isOther && !copied.has(filename);
    return [
        ...(tombstones.files.has(filename) ? [say('was removed, but is in the index again')] : []),
        ...(changed ? [say('was changed since it was indexed')] : []),
        ...(entry.packagetype === 'bdist_wheel' && entry.coreMetadata === undefined
            ? [say('has no metadata beside it, which saves installers the download of the wheel')]
            : []),
        ...(entry.coreMetadata !== undefined && !files.has((0,layout/* metadataName */.FF)(filename))
            ? [say('has lost the metadata beside it, which installers are told of')]
            : []),
        ...besideDiffers(entry.hasSignature, files.has((0,layout/* signatureName */.S1)(filename)), 'signature').map(say),
        ...besideDiffers(entry.hasProvenance, files.has((0,layout/* provenanceName */.HN)(filename)), 'provenance').map(say)
    ];
}
function besideDiffers(isTold, isThere, what) {
    if (isTold === isThere)
        return [];
    return [
        isTold ? `has lost the ${what} beside it` : `has a ${what} beside it that the index does not tell of`
    ];
}
function unlisted(name, entries, { files }, tombstones) {
    const known = new Set(entries.map(({ filename }) => filename));
    return [...files.keys()]
        .filter((filename) => (0,python_listing/* isDistribution */.Rj)(filename) && !known.has(filename))
        .map((filename) => tombstones.files.has(filename)
        ? problem(name, tombstones.files.get(filename)?.version, `${filename} was removed, but is still there`, REINDEX)
        : problem(name, undefined, `${filename} is stored, but not in the index`, ENTER));
}
async function inspectRoot(store, projects, found, { listing: { objects }, before }) {
    const filled = projects.filter((_, index) => (found[index]?.files ?? 0) > 0);
    const { folders, state: record } = await (0,python_root/* viewRoot */.mo)(store);
    const ours = record.body !== undefined || filled.length === 0;
    const listed = new Set(folders);
    const stale = await store.documents.stale(layout/* ROOT_RECORD */.rG, (0,python_root/* rootRender */.DF)(store), { record, listed: objects });
    const known = new Set(projects.map(({ name }) => name));
    // Those that are entered while this goes on are about to get files.
    const unknown = (before?.projects ?? []).filter((each) => listed.has(each) && !known.has((0,python_names/* normalizeName */.Pc)(each)));
    const vain = await (0,p_map/* default */.Ay)(unknown, (folder) => hasNothing(store, folder), { concurrency: TOGETHER });
    return [
        ...unknown
            .filter((_, index) => vain[index])
            .map((folder) => problem((0,python_names/* normalizeName */.Pc)(folder), undefined, 'is in the list of projects, and has no files', VAIN)),
        ...filled
            .filter(({ folder }) => !listed.has(folder))
            .map(({ name }) => problem(name, undefined, 'is not in the list of projects', REINDEX)),
        ...(ours
            ? []
            : [problem('/', undefined, 'there is no list of projects but what another tool has made', REINDEX)]),
        ...stale.map((path) => problem(path === '' ? '/' : path, undefined, 'the list of projects is not up to date', REINDEX))
    ];
}
const VAIN = 'A push of it has failed, unless one is under way. Push it again, or reindex, which takes it off the list.';
/** True for a project that is not there, neither by a record nor by a page of another tool. */
async function hasNothing(store, folder) {
    const { body } = await store.documents.read((0,layout/* recordPath */.lX)(folder));
    return body === undefined && !(await (0,others/* hasOtherPage */.O)(store, { folder }));
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

// EXTERNAL MODULE: ./src/budget.ts
var budget = __webpack_require__(7562);
// EXTERNAL MODULE: ./src/memory.ts
var memory = __webpack_require__(8820);
// EXTERNAL MODULE: ./src/stores/store.ts
var stores_store = __webpack_require__(4703);
// EXTERNAL MODULE: ./src/stores/update.ts
var update = __webpack_require__(4605);
;// CONCATENATED MODULE: ./src/python/left-out.ts


/**
 * The files among these that look like distributions, and that an index leaves out: eggs, installers of Windows, archives of
 * other kinds, versions that PEP 440 does not know. Other tools listed them, so a reindex tells of each; what is no distribution by any
 * tool's rules is not.
 */
function leftOutOf(filenames) {
    return [...filenames].flatMap((filename) => {
        if (!looksLikeDistribution(filename))
            return [];
        const named = (0,python_filenames/* parseFilename */.p_)(filename);
        if (named.kind !== 'unsupported')
            return [];
        return [
            { filename, error: new errors/* RegistryError */.gl('unsupported', `${filename} ${named.why}`, { hint: LEFT_OUT }) }
        ];
    });
}
/** Those in the folder of a project that its record does not have. */
function leftOutIn({ files }, known) {
    return leftOutOf(files.keys()).filter(({ filename }) => !known.has(filename));
}
/** What to say of a file that is left out. */
function leftOutProblem(place, { error: { message, hint } }) {
    return { package: place, version: undefined, what: `${message}: it is left out of the index`, fix: hint };
}
const LEFT_OUT = 'Push its version as a wheel or a .tar.gz, if anybody still needs it, and delete the file: then nothing is said of it any more.';
function looksLikeDistribution(filename) {
    if (filename.startsWith('.'))
        return false;
    return PACKAGE.test(filename) || ARCHIVE.test(filename);
}
const PACKAGE = /\.(?:whl|egg)$/i;
/** Any archive may lie there; a distribution has its project's name in front of a dash. */
const ARCHIVE = /^[^-]+-.+\.(?:tar|tar\.[a-z0-9]+|tgz|tbz|tbz2|txz|tlz|zip|exe|msi|rpm|deb|dmg)$/i;

// EXTERNAL MODULE: ./src/python/describing.ts
var describing = __webpack_require__(2150);
// EXTERNAL MODULE: ./src/python/addresses.ts
var addresses = __webpack_require__(8206);
;// CONCATENATED MODULE: ./src/python/rivals.ts



/**
 * Finds files on releases that have the name of one in the index, and other bytes. The first one stays, wherever it came
 * from.
 */
async function rivalsOf(store, entries, files) {
    const conflicts = [];
    let hashed = 0;
    for (const entry of files.size === 0 ? [] : entries) {
        for (const file of files.get(entry.filename) ?? []) {
            if (file.listed.revision === entry.revision || file.url === entry.url)
                continue;
            let same = isSame(entry, file);
            if (same === undefined) {
                same = await hasDigest(store, entry, file);
                hashed += 1;
            }
            if (!same)
                conflicts.push({ filename: entry.filename, error: conflict(entry, file) });
        }
    }
    return { conflicts, hashed };
}
/** Undefined where only its bytes tell. */
function isSame({ size, digests: { sha256 } }, { listed }) {
    if (size !== listed.size)
        return false;
    if (sha256 === undefined)
        return true;
    return listed.digest === undefined ? undefined : listed.digest === `sha256:${sha256}`;
}
/** One that is gone meanwhile is no rival. */
async function hasDigest(store, { digests }, { key }) {
    const opened = await store.artifacts.open(key);
    return opened === undefined || (await (0,indexing/* digestsOf */.nw)(opened.body)).sha256 === digests.sha256;
}
function conflict({ source }, { source: other }) {
    const first = source === undefined ? 'was pushed to the index' : `lies on ${placeIn(source)}`;
    return new errors/* RegistryError */.gl('conflict', `${placeIn(other)} has other bytes under that name than the file that ${first}`, { hint: 'The first one stays in the index. Give one of them another version.' });
}

// EXTERNAL MODULE: ./src/python/yanked-versions.ts
var yanked_versions = __webpack_require__(8228);
// EXTERNAL MODULE: ./src/python/wanted-base.ts
var wanted_base = __webpack_require__(8961);
;// CONCATENATED MODULE: ./src/python/reindex-files.ts















/** Compares the record of a project with what is stored and what lies on releases, and reads what is new or has changed. */
async function inspectFiles(inspecting) {
    const { store, record, released, options, serial } = inspecting;
    const known = new Map(record?.entries.map((entry) => [entry.filename, entry]));
    const stored = await inspectStored(inspecting, known);
    const { seen = () => undefined, now, full } = options;
    const { more, failure, ...lying } = await inspectReleased({ ...inspecting, known, full }, { serial, now, seen, together: inspecting.reading });
    const found = new Map([...stored.entries, ...lying.entries].map((entry) => [entry.filename, entry]));
    const order = new Set([...known.keys(), ...found.keys()]);
    const { entries, yanked } = (0,yanked_versions/* inheritYanks */.a)([...order].flatMap((filename) => found.get(filename) ?? []), record?.entries ?? []);
    const inherited = [...yanked.keys()].map((filename) => `${filename}: yanked, as the rest of its version is`);
    const rivals = await rivalsOf(store, entries, released.files);
    return {
        entries,
        missing: [...stored.missing, ...lying.missing],
        changed: [...stored.changed, ...lying.changed, ...inherited].sort(),
        unreadable: [...stored.unreadable, ...lying.unreadable, ...rivals.conflicts],
        hashed: stored.hashed + lying.hashed + rivals.hashed,
        ...{ more, failure }
    };
}
/** The same of what is stored alone. */
async function inspectStored(inspecting, known) {
    const { listed, tombstones } = inspecting;
    const changed = [];
    const missing = [];
    const unreadable = [];
    for (const filename of known.keys())
        if (tombstones.files.has(filename))
            changed.push(`${filename}: ended its removal`);
    const names = [
        ...[...known.values()]
            .filter((entry) => !tombstones.files.has(entry.filename) && !isReleased(entry, listed))
            .map(({ filename }) => filename),
        ...[...listed.files.keys()].filter((filename) => (0,python_listing/* isDistribution */.Rj)(filename) && !known.has(filename) && !tombstones.files.has(filename))
    ];
    let hashed = 0;
    const entries = await (0,p_map/* default */.Ay)(names, async (filename) => {
        try {
            const { entry, what, all, rival } = await inspectSettled(inspecting, filename, known.get(filename));
            if (rival !== undefined)
                unreadable.push({ filename, error: rival });
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
            if (!(0,errors/* isRegistryError */.IP)(error) || !UNREADABLE.has(error.code))
                throw error;
            unreadable.push({ filename, error });
            const entry = known.get(filename);
            // Whoever is replacing it puts its entry right.
            if (error.code === 'conflict')
                return entry === undefined ? [] : [entry];
            if (known.has(filename))
                changed.push(`${filename}: dropped, it can't be read any more`);
            return [];
        }
    }, { concurrency: reindex_files_FILES });
    return {
        ...{ entries: entries.flat(), missing, changed, hashed },
        unreadable: [...unreadable, ...leftOutIn(listed, known)]
    };
}
const reindex_files_FILES = 16;
const UNREADABLE = new Set(['corrupt', 'unsupported', 'not-found', 'conflict']);
/** One that is replaced or deleted while it is read is looked at once more, as it is then. */
async function inspectSettled(inspecting, filename, entry) {
    try {
        return await inspectFile(inspecting, filename, entry);
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error, 'conflict') && !(0,errors/* isRegistryError */.IP)(error, 'not-found'))
            throw error;
        const listed = await (0,python_listing/* listFolder */.bt)(inspecting.store, inspecting.project.folder);
        return inspectFile({ ...inspecting, listed, reads: new Map() }, filename, entry);
    }
}
async function inspectFile({ store, project, listed, elsewhere, options, reads, reading, serial }, filename, entry) {
    const file = listed.files.get(filename) ?? (await findFile(store, project, filename));
    if (file === undefined)
        return { entry: undefined, what: 'dropped, it is not there any more', all: false };
    const base = (0,wanted_base/* baseOf */.b)(options.baseUrl, entry?.baseUrl);
    // Its own file takes the place of one on somebody's release.
    const own = entry?.source === undefined ? entry : undefined;
    const url = own && (await (0,addresses/* fileUrl */.i)(store, project, own));
    const same = own?.revision === file.revision && own.size === file.size;
    if (same && !options.full && isAsListed(own, listed)) {
        if (!(await hasOtherLinks({ store, project }, own, options.baseUrl)))
            return { entry, all: false };
        const links = { base_url: base ?? null, url: url ?? null, serial };
        return { entry: (0,python_record/* changeEntry */.df)(own, links), what: 'has other links', all: false };
    }
    const id = `${filename} ${file.revision}`;
    const isPushed = elsewhere.has(filename);
    const stored = { project, filename, listed: file, folder: listed, entry: own, isPushed };
    const begun = reads.get(id) ?? reading(1, () => (0,indexing/* readStored */.CL)(store, stored));
    reads.set(id, begun);
    const read = await begun;
    // It may have been read in an earlier attempt, when other things lay beside it.
    const readNow = { ...read.file, ...(0,indexing/* companyOf */.$Z)(filename, listed.files) };
    const isSame = same || (entry !== undefined && hasSameDigest(entry, read));
    if (entry?.source !== undefined && !isSame)
        return { entry, all: read.hashed, rival: rivalOf(store, filename, entry.source) };
    const made = (0,python_entries/* newEntry */.bk)(readNow, {
        revision: read.revision,
        uploadTime: (isSame ? entry?.uploadTime : undefined) ?? timeOf(file, options.now),
        serial,
        baseUrl: base,
        url: url ?? (await (0,addresses/* fileUrl */.i)(store, project, { filename, version: read.file.metadata.version }))
    });
    if (entry === undefined)
        return { entry: made, what: 'added', all: read.hashed };
    return { ...(0,python_entries/* renewEntry */.kS)(entry, made, { isSame }), all: read.hashed };
}
/** True for a file that somebody has put there again, or copied with the whole index: it has another revision now. */
function hasSameDigest({ digests: { sha256 } }, { file: { digests } }) {
    return sha256 !== undefined && sha256 === digests.sha256;
}
function rivalOf(store, filename, source) {
    return new errors/* RegistryError */.gl('conflict', `what is stored in ${store.name} has other bytes than the file that lies on ${placeIn(source)}`, {
        hint: `The first one stays in the index. Delete the stored ${filename}, or give one of them another version.`
    });
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
    if (entry.baseUrl !== (0,wanted_base/* baseOf */.b)(baseUrl, entry.baseUrl))
        return true;
    return entry.url !== (await (0,addresses/* fileUrl */.i)(store, project, entry));
}

// EXTERNAL MODULE: ./src/python/remove.ts
var remove = __webpack_require__(312);
;// CONCATENATED MODULE: ./src/python/reindex-attempt.ts













/**
 * Holds the bytes of a project's record, as they were just read, against what is stored. The folder and its tombstones
 * are looked at after that: whoever changes them later changes the record as well.
 */
async function attempt({ entered, ...given }, bytes, seen) {
    const { store, project } = given;
    const record = bytes === undefined ? undefined : tolerant(bytes);
    const { listed, tombstones, serial } = seen ?? (await lookAt(store, project, record));
    const files = { ...given, record, listed, tombstones, serial };
    const inspected = await inspectFiles(files);
    const looked = record === undefined ? tellingOfLoss(inspected, serial) : inspected;
    const begun = { isNew: bytes === undefined, record, serial, ...(await emptyGone(files, looked)) };
    await deleteOrphans(files, inspected, bytes);
    return { ...begun, after: await nextRecord(store, project, begun, entered) };
}
/**
 * What a listing that has shown no record of a project tells of it: whoever has changed anything since has written a
 * record first, which the swap meets.
 */
async function seenWithout(store, project, { folders, objects }) {
    const listed = folders.get(project.folder) ?? (0,python_listing/* emptyFolder */.id)(project.folder);
    const isNew = !(0,python_project/* hasSerialPage */._)(store, project.name, objects);
    const [tombstones, serial] = await Promise.all([
        listed.files.has('removed.json') ? (0,python_tombstones/* readTombstones */.Bm)(store, project.folder) : python_tombstones/* NO_TOMBSTONES */.FR,
        (0,python_project/* nextSerial */.YB)(store, project.name, undefined, { isNew })
    ]);
    return { listed, tombstones, serial };
}
async function lookAt(store, { name, folder }, record) {
    const [listed, tombstones, serial] = await Promise.all([
        (0,python_listing/* listFolder */.bt)(store, folder),
        (0,python_tombstones/* readTombstones */.Bm)(store, folder),
        (0,python_project/* nextSerial */.YB)(store, name, record)
    ]);
    return { listed, tombstones, serial };
}
/** Pages with a serial are what is left of a record that was lost. */
function tellingOfLoss(found, serial) {
    if (serial === 1 || found.entries.length === 0)
        return found;
    return { ...found, changed: [reindex_attempt_LOST, ...found.changed] };
}
const reindex_attempt_LOST = 'its record was lost, and is made anew; what was yanked has to be yanked again';
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
 * finds them again. A push that stores them once more writes over what lies beside them, before or after it was looked at:
 * what is there as it was found, before the record was seen unchanged, is theirs.
 */
async function deleteOrphans({ store, project, listed }, { missing }, bytes) {
    const names = missing.flatMap((filename) => (0,layout/* namesBeside */.dk)(filename).filter((name) => name !== filename && listed.files.has(name)));
    if (names.length === 0)
        return;
    const orphans = await (0,remove/* lookedUp */.A6)(store, names.map((name) => (0,storing/* keyOf */.TN)(project, '', name)));
    const { body } = await store.documents.read((0,layout/* recordPath */.lX)(project.folder));
    const isCurrent = body !== undefined && bytes !== undefined && Buffer.compare(body, bytes) === 0;
    if (isCurrent)
        await (0,remove/* deleteFiles */.VK)(store, orphans);
}
/** The record that an attempt comes to; undefined where it stays as it is. Enters the project into the root before its first file. */
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
    const next = {
        entries: (0,python_entries/* stamped */.py)(entries, { before: record?.entries ?? [], serial }),
        serial,
        hasRemovals: hasTombstones || record?.hasRemovals === true
    };
    return { record: next, bytes: (0,python_record/* serializeRecord */.Om)(next) };
}

;// CONCATENATED MODULE: ./src/python/reindex.ts


















/**
 * Brings the records and the pages of projects in line with what is stored, and tells `done` of each. The listing only
 * nominates: where it shows nothing new, the record is all that is read; where it shows no record, the project begins as it
 * shows it, and the swap tells whether one has come; else the record is read first, and its folder is listed after that. Where a project's list of removed files can't be read, nothing is done, and it counts as unreadable.
 *
 * Several projects are looked at together, then written together, which a store may do in one request, while the next ones
 * are looked at: what is written stays, so that a reindex that is broken off goes on behind it. What stops one of them ends it after those that were looked
 * at with it: the projects behind them are not among what is returned.
 */
async function reindexProjects(store, projects, overview, { options, done }) {
    const looking = { options, reading: (0,budget/* budgetOf */.n)(reindex_READS) };
    const end = (project) => {
        done(project);
        return project;
    };
    const look = (group) => (0,p_map/* default */.Ay)(group, async (project) => {
        const begun = await corruptIsUnreadable(project, () => begin(store, project, overview, looking));
        return 'again' in begun ? begun : end(begun);
    });
    const settle = async (looked) => 'again' in looked ? end(await corruptIsUnreadable(looked.project, () => write(store, looked))) : looked;
    const found = [];
    const [first = [], ...others] = groupsOf(projects, store.limits.documentsAtOnce, overview);
    let looked = look(first);
    // The next ones are looked at while these are written.
    for (const group of [...others, []]) {
        const together = await looked;
        looked = look(group);
        // Whether this is heard of or not, those that were looked at before it come first.
        looked.catch(() => undefined);
        const written = await (0,p_map/* default */.Ay)(together, settle);
        found.push(...written);
        if (written.some(({ failure }) => failure !== undefined))
            break;
    }
    await Promise.allSettled([looked]);
    return found;
}
/** Files that are read at the same time. */
const reindex_READS = 64;
/** Those that are looked at together have so many files for each project, unless one alone has more: what was read of them waits in memory. */
const FILES_A_PROJECT = 32;
function groupsOf(projects, most, { listing, released }) {
    const groups = [];
    let files = Infinity;
    for (const project of projects) {
        const stored = listing.folders.get(project.folder)?.files.size ?? 0;
        const size = stored + (released.projects.get(project.name)?.size ?? 0);
        const group = groups.at(-1);
        if (group === undefined || group.length >= most || files + size > most * FILES_A_PROJECT) {
            groups.push([project]);
            files = size;
        }
        else {
            group.push(project);
            files += size;
        }
    }
    return groups;
}
/** Nobody can tell which files of such a project were removed: it stays as it is, and the others go on. */
async function corruptIsUnreadable(project, act) {
    try {
        return await act();
    }
    catch (error) {
        if (!(0,errors/* isRegistryError */.IP)(error, 'corrupt'))
            throw error;
        return { ...nothing(project), unreadable: [{ filename: 'removed.json', error }] };
    }
}
function nothing({ name, folder }) {
    return { name, folder, files: 0, missing: [], changed: [], unreadable: [], hashed: 0 };
}
async function begin(store, project, { listing, elsewhere, entered, released: allReleased }, { options, reading }) {
    (0,memory/* limitYoung */.u8)();
    const files = allReleased.projects.get(project.name) ?? new Map();
    const released = releasedProject(allReleased.repositories, files);
    const listed = listing.folders.get(project.folder) ?? (0,python_listing/* emptyFolder */.id)(project.folder);
    const attempting = { store, project, elsewhere, entered, options, reading, released, reads: new Map() };
    const again = (bytes) => attempt(attempting, bytes);
    if (tellsAll(listed)) {
        const state = { body: undefined, revision: stores_store/* ABSENT */.s };
        const seen = await seenWithout(store, project, listing);
        return { project, released, state, first: await attempt(attempting, undefined, seen), again };
    }
    const state = await store.documents.read((0,layout/* recordPath */.lX)(project.folder));
    const looking = { store, project, listed, objects: listing.objects, released };
    const untouched = await asTheyShouldBe(looking, state, options);
    if (untouched !== undefined) {
        const { conflicts, hashed } = await rivalsOf(store, untouched, files);
        const known = new Set(untouched.map(({ filename }) => filename));
        const unreadable = [...conflicts, ...leftOutIn(listed, known)];
        return { ...nothing(project), files: untouched.length, unreadable, hashed };
    }
    const first = await again(state.body);
    if (await isInOrder(looking, state, first)) {
        const { entries, missing, changed, unreadable, hashed } = first.found;
        return { ...nothing(project), files: entries.length, missing, changed, unreadable, hashed };
    }
    return { project, released, state, first, again };
}
/**
 * True where a listing that shows no record of a project can be its beginning: whoever changes anything there makes a
 * record first. What a refused push takes back from beside a file of somebody's own is the one thing that goes without.
 */
function tellsAll({ files }) {
    return !files.has('manifest.json') && ![...files.keys()].some((name) => /\.(?:asc|provenance)$/.test(name));
}
/** The files of a project whose record and pages are as they should be; undefined where something is to be done. */
async function asTheyShouldBe(looking, state, { full, baseUrl }) {
    const { store, project, listed, released } = looking;
    if (full)
        return undefined;
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
        if (known.has(filename) || (0,layout/* namesBeside */.dk)(filename).some((name) => listed.files.has(name)))
            return undefined;
    for (const filename of listed.files.keys())
        if ((0,python_listing/* isDistribution */.Rj)(filename) && !known.has(filename))
            return undefined;
    for (const entry of known.values()) {
        if (isReleased(entry, listed))
            continue;
        if (entry.source !== undefined)
            return undefined;
        if (!isAsListed(entry, listed) || (await hasOtherLinks({ store, project }, entry, baseUrl)))
            return undefined;
    }
    if (!isAsReleased({ store, project, known, listed, tombstones, full, released }))
        return undefined;
    return (await hasStalePages(looking, state, tombstones)) ? undefined : record.entries;
}
/** True where every file was read, and nothing is to be done for that; the listing tells it of the pages. */
async function isInOrder(looking, state, { record, after, tombstones, found }) {
    const isDone = record !== undefined && after === undefined && !found.more && found.failure === undefined;
    if (!isDone || tombstones.files.size > 0)
        return false;
    return !(await hasStalePages(looking, state, tombstones));
}
async function hasStalePages({ store, project, objects }, state, tombstones) {
    const render = (0,python_project/* projectRender */.Cp)(store, project, tombstones);
    const pages = { record: state, listed: objects };
    return (await store.documents.stale((0,layout/* recordPath */.lX)(project.folder), render, pages)).length > 0;
}
/** Writes what a project has come to. What lies on releases may be too much for one time: the record gets it bit by bit. */
async function write(store, begun) {
    const { project, released, again } = begun;
    let { state, first } = begun;
    let before = nothing(project);
    for (;;) {
        const { more, ...last } = await writeOnce(store, { ...begun, state, first });
        settleReleased(released);
        before = {
            ...last,
            missing: [...before.missing, ...last.missing],
            changed: [...before.changed, ...last.changed],
            hashed: before.hashed + last.hashed
        };
        if (!more || last.failure !== undefined)
            return before;
        state = await store.documents.read((0,layout/* recordPath */.lX)(project.folder));
        first = await again(state.body);
    }
}
/** Where the record was changed meanwhile, the project is looked at again. */
async function writeOnce(store, { project, state, first, again }) {
    const { name, folder } = project;
    let last;
    // A broken record that is replaced has no pages to compare with: all of the new one's are looked at.
    const render = (bytes) => {
        const { after } = last ?? first;
        const record = after?.bytes === bytes ? after.record : tolerant(bytes);
        return record === undefined ? [] : (0,python_project/* pagesOf */.E0)(project, record, last?.tombstones);
    };
    const next = async (bytes) => {
        last = last === undefined ? first : await again(bytes);
        return last.after?.bytes;
    };
    const { changed } = await (0,update/* update */.y)(store.documents, (0,layout/* recordPath */.lX)(folder), next, {
        ...{ render, first: state },
        message: () => `reindex ${name}`
    });
    const { isNew, record, tombstones, found } = last ?? first;
    const { entries, ...told } = found;
    // A swap writes the pages that it changed, all of them where the record is new; others may have been out of date before.
    if (changed && !isNew)
        await store.documents.complete((0,layout/* recordPath */.lX)(folder), render);
    // Whoever emptied the record may have taken the project off the root after it was entered.
    if (changed && record?.entries.length === 0 && entries.length > 0)
        await (0,python_root/* enterProjects */.Z$)(store, [folder], { baseUrl: undefined, again: true });
    // Removals that were broken off are ended now that nothing names the files: those that are still written down.
    const removed = new Map([...tombstones.files].map(([filename, { version }]) => [filename, version]));
    if ((await (0,remove/* storedFiles */.B0)(store, project, removed)).length > 0)
        await (0,remove/* endRemovals */.HC)(store, project, removed);
    return { name, folder, files: entries.length, ...told };
}

;// CONCATENATED MODULE: ./src/python/reindex-root.ts





/**
 * Enters into the root, all in one swap, the projects that are about to get their first record, so that none has one before
 * it is listed. The names of their files nominate them; those of which no file turns out to be readable leave in the end.
 * A `baseUrl` replaces the one that the root has where `all` projects get it; else it throws `conflict` for another one.
 */
async function enterFound(store, { projects, listing, released }, { baseUrl, all }) {
    const view = await (0,python_root/* viewRoot */.mo)(store, { tolerant: true });
    if (!all)
        (0,python_root/* assertBaseUrl */.jA)(store, view.record, baseUrl);
    const found = projects.filter(({ name, folder }) => {
        const listed = listing.folders.get(folder);
        // A root that was lost is not made with some of its projects alone.
        const isNew = view.record === undefined || listed?.files.has('manifest.json') !== true;
        return isNew && (released.projects.has(name) || (listed !== undefined && hasFileOf(name, listed)));
    });
    const listed = new Set(view.record?.projects);
    const fresh = found.map(({ folder }) => folder).filter((folder) => !listed.has(folder));
    return (0,python_root/* resetRoot */.SY)(store, fresh, { baseUrl, view });
}
/** True where a file's name says that it is of the project. */
function hasFileOf(name, { files }) {
    return [...files.keys()].some((filename) => (0,python_listing/* isDistribution */.Rj)(filename) && (0,python_filenames/* parseFilename */.p_)(filename, name).kind !== 'unsupported');
}
/**
 * Brings the root in line with the records: what has files is in it, and what has none leaves, of `all` projects that it
 * lists or of those that were found. Answers those that were entered for files which have not come.
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
    const names = new Set(found.map(({ name }) => name));
    return projects
        .map((folder) => ({ folder, name: (0,python_names/* normalizeName */.Pc)(folder) }))
        .filter(({ folder, name }) => all && !looked.has(folder) && !names.has(name));
}

// EXTERNAL MODULE: ./src/python/releases.ts
var python_releases = __webpack_require__(8138);
// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
;// CONCATENATED MODULE: ./src/python/survey.ts







/** Lists an index, or the projects named in it (normalised), and what the releases of `sources` have. */
async function survey(store, names, sources = []) {
    const folders = names.length === 0 ? [] : await foldersOf(store, names);
    const listing = await (0,python_listing/* listIndex */.VH)(store, folders);
    const byName = new Map();
    for (const listed of listing.folders.values()) {
        if (!(0,python_listing/* holdsProject */.qf)(listed))
            continue;
        const name = (0,python_names/* normalizeName */.Pc)(listed.folder);
        byName.set(name, [...(byName.get(name) ?? []), listed.folder]);
    }
    const stored = [...byName].map(([name, found]) => ({ name, folder: mainFolder(listing, name, found) }));
    const released = await surveyReleases(store, sources, { names, known: new Set(byName.keys()) });
    const fresh = [...released.projects.keys()].filter((name) => !byName.has(name)).sort();
    const projects = [...stored, ...fresh.map((name) => ({ name, folder: name }))];
    return {
        listing,
        projects,
        doubles: doublesIn(listing, projects, byName),
        elsewhere: new Set([
            ...listing.strays,
            ...projects.flatMap(({ name, folder }) => (byName.get(name) ?? []).flatMap((each) => (each === folder ? [] : distributionsIn(listing, each))))
        ]),
        problems: [
            ...names.filter((name) => !byName.has(name) && !released.projects.has(name)).map(absent),
            ...released.long.map(cutOff)
        ],
        leftOut: leftOutElsewhere(listing, new Set(stored.map(({ folder }) => folder))),
        released
    };
}
/** The folders that named projects may have: as the root knows them, and their normalised names. */
async function foldersOf(store, names) {
    const { folders } = await (0,python_root/* viewRoot */.mo)(store, { tolerant: true });
    const known = folders.filter((folder) => names.includes((0,python_names/* normalizeName */.Pc)(folder)));
    return [...new Set([...known, ...names])];
}
/** The folder that a push finds: with a record, and of several the normalised one, else the first. */
function mainFolder({ folders }, name, found) {
    const withRecord = found.filter((folder) => folders.get(folder)?.files.has('manifest.json') === true);
    const candidates = withRecord.length > 0 ? withRecord : found;
    return candidates.includes(name) ? name : (candidates[0] ?? '');
}
function doublesIn(listing, projects, byName) {
    const main = new Map();
    for (const { name, folder } of projects)
        for (const path of outsideOf(listing, folder, byName.get(name) ?? []))
            main.set(path, folder);
    if (main.size === 0)
        return [];
    return straysAt(listing, [...main.keys()]).flatMap((stray) => {
        const own = listing.folders.get(main.get(stray.path) ?? '')?.files;
        return own !== undefined && isTakenIn(stray, own) ? [] : [stray.path];
    });
}
/** Distributions in other folders of a project than its own. */
function outsideOf(listing, main, found) {
    return found.flatMap((folder) => folder === main ? [] : distributionsIn(listing, folder).map((name) => `${folder}/${name}`));
}
function distributionsIn({ folders }, folder) {
    return [...(folders.get(folder)?.files.keys() ?? [])].filter(python_listing/* isDistribution */.Rj);
}
/** What lies in no project's own folder, and is left out; what lies in one is told with its project. */
function leftOutElsewhere({ folders, objects }, own) {
    const outside = [...objects.keys()].filter((path) => !path.includes('/'));
    return [
        ...leftOutOf(outside).map((each) => leftOutProblem('/', each)),
        ...[...folders.values()].flatMap(({ folder, files }) => own.has(folder) ? [] : leftOutOf(files.keys()).map((each) => leftOutProblem(folder, each)))
    ];
}
function cutOff(repository) {
    return {
        package: repository,
        version: undefined,
        what: 'has a thousand releases or more, of which GitHub lists only the newest: the files of older ones were not looked for',
        fix: 'What is in the index already stays there. Files of older releases have to be pushed.'
    };
}
function absent(name) {
    return { package: name, version: undefined, what: format/* NOT_THERE */.ro, fix: 'Check the name.' };
}

// EXTERNAL MODULE: ./src/python/withdraw.ts
var withdraw = __webpack_require__(3226);
;// CONCATENATED MODULE: ./src/python/registry.ts

















/** All projects of an index, or those named (normalised): the root, and one request a record. */
async function summarize(store, names) {
    const { folders: all } = await (0,python_root/* viewRoot */.mo)(store);
    const folders = all.filter((folder) => names.length === 0 || names.includes((0,python_names/* normalizeName */.Pc)(folder)));
    const found = await (0,p_map/* default */.Ay)(folders, (folder) => summary(store, folder), { concurrency: 64 });
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
    const releases = (0,python_releases/* releasesOf */.w)(entries);
    const yanked = releases.filter((release) => release.yanked);
    return {
        package: name,
        localname: undefined,
        latest: (0,python_releases/* latestVersion */.q)(entries) ?? null,
        versions: releases.map(({ version }) => version),
        yanked: Object.fromEntries(yanked.map((release) => [release.version, (0,yanked_versions/* reasonOf */.A)(release.entries)])),
        size: entries.reduce((sum, { size }) => sum + size, 0),
        problem: undefined
    };
}
/** Looks at an index, or the projects named in it, for what is wrong. */
async function inspect(store, { packages, deep }, now = new Date()) {
    const { listing, projects, doubles, problems } = await survey(store, packages);
    const found = await inspectIndex(store, projects, listing, { deep, root: packages.length === 0 });
    const old = await (0,leftovers/* unfinished */.M)(store, { packages, now, parse: layout/* parsePath */.Rr });
    return { ...found, problems: [...problems, ...doubles.map(stray), ...found.problems, ...old] };
}
/**
 * Rebuilds an index, or the projects named in it, from what is stored and what lies on releases of others: records, pages, root. Safe beside pushes; run
 * again, it goes on where it was broken off.
 */
async function repair(store, { packages, sources = [], ...given }, tell) {
    const options = { ...given, baseUrl: (0,base_url.linkBase)(store, given.baseUrl) };
    const all = packages.length === 0;
    const first = await survey(store, packages, sources);
    const strays = [...(all ? notTakenIn(first.listing, first.listing.strays) : []), ...first.doubles];
    const passes = [await reindexAll(store, first, { all, options, tell })];
    // Only now: what is taken in joins what is there.
    const adopted = strays.length > 0
        ? await adopt(store, straysAt(first.listing, strays), options)
        : { changed: [], problems: [] };
    let last = first;
    if (adopted.changed.length > 0) {
        // The releases were looked at by the first pass.
        last = await survey(store, packages);
        // What has not changed since the first pass was read by it.
        passes.push(await reindexAll(store, last, { all, options: { ...options, full: false }, tell }));
    }
    // What was to be taken in has come by now.
    const left = await (0,withdraw/* withdrawProjects */.$)(store, passes.at(-1)?.awaited ?? []);
    const aborted = await (0,leftovers/* abortUnfinished */.K)(store, { packages, now: options.now, parse: layout/* parsePath */.Rr });
    const found = passes.flatMap((pass) => pass.found);
    const lastFound = passes.at(-1)?.found ?? [];
    return {
        packages: last.projects.length,
        versions: lastFound.reduce((sum, { files }) => sum + files, 0),
        changed: [
            ...adopted.changed,
            ...found.flatMap(({ name, changed }) => changed.map((what) => `${name}: ${what}`)),
            ...left.map((folder) => `${(0,python_names/* normalizeName */.Pc)(folder)}: left the list of projects, it has no files`),
            ...aborted
        ],
        problems: [...last.problems, ...last.leftOut, ...adopted.problems, ...lastFound.flatMap(unreadableOf)],
        hashed: found.reduce((sum, { hashed }) => sum + hashed, 0)
    };
}
async function reindexAll(store, surveyed, { all, options, tell }) {
    const { projects, listing, elsewhere, released } = surveyed;
    const root = await enterFound(store, surveyed, { baseUrl: options.baseUrl, all });
    const overview = { listing, elsewhere, released, entered: new Set(root.projects) };
    // Entries that another tool has made anew do not say what links begin with; the root does, where they are absolute.
    const asIndexed = { ...options, baseUrl: (0,base_url.linkBase)(store, root.baseUrl) ?? options.baseUrl };
    let count = 0;
    const done = (project) => {
        count += 1;
        tell(project, count, projects.length);
    };
    const found = await reindexProjects(store, projects, overview, { options: asIndexed, done });
    // What was read before it is in the records, and need not be read again.
    const failed = found.find(({ failure }) => failure !== undefined);
    if (failed?.failure !== undefined)
        throw failed.failure;
    return { found, awaited: await settleRoot(store, found, { root, all }) };
}
function unreadableOf({ name, unreadable }) {
    return unreadable.map(({ filename, error }) => ({
        package: name,
        version: undefined,
        what: `${filename} can't be ${filename === 'removed.json' ? 'read' : 'indexed'}: ${error.message}`,
        fix: error.code === 'corrupt' && filename !== 'removed.json'
            ? `Delete it, and push it again. ${error.hint}`
            : error.hint
    }));
}
/** The error for a project that is not there. */
function noProject(store, name) {
    return new errors/* RegistryError */.gl('not-found', `there is no project ${name} in ${store.name}`, {
        hint: 'Check the name, the store and its prefix (`simple`, where none is given); `mode: list` shows what is there.'
    });
}


/***/ }),

/***/ 9272:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findProject: () => (/* binding */ findProject),
/* harmony export */   removeVersions: () => (/* binding */ removeVersions)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(546);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7018);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8959);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7895);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4794);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8138);
/* harmony import */ var _remove_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(312);
/* harmony import */ var _tombstones_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8924);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4057);
/* harmony import */ var _yank_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3773);










/**
 * Removes versions of a project (by its normalised name), and completes removals that were broken off. Returns the
 * versions of which something was there, newest first. Throws `not-found` for a project or a version that is not there.
 */
async function removeVersions(store, name, selection) {
    const project = await findProject(store, name);
    const tombstones = await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_7__/* .readTombstones */ .Bm)(store, project.folder);
    const left = await begun(store, project, tombstones);
    const going = new Map(selection.kind === 'keep'
        ? [...beyond(project, selection.keep), ...left]
        : selection.versions.flatMap((version) => named(store, project, tombstones, version)));
    if (going.size > 0)
        await (0,_remove_js__WEBPACK_IMPORTED_MODULE_6__/* .removeFiles */ .WS)(store, project, going);
    const there = new Set([
        ...left.map(([filename]) => filename),
        ...(project.record?.entries ?? []).map(({ filename }) => filename)
    ]);
    const removed = [...going].filter(([filename]) => there.has(filename));
    return (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .newestFirst */ .ll)(new Set(removed.map(([, version]) => version)));
}
/** A project wherever it lies. Throws `not-found` where there is none. */
async function findProject(store, name) {
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .readProject */ .Wh)(store, name, name);
    if (project.record !== undefined)
        return project;
    const folder = (0,_root_js__WEBPACK_IMPORTED_MODULE_2__/* .folderIn */ .CH)(await (0,_root_js__WEBPACK_IMPORTED_MODULE_2__/* .viewRoot */ .mo)(store), name) ?? name;
    const other = folder === name ? undefined : await (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .readProject */ .Wh)(store, name, folder);
    if (other?.record === undefined)
        throw (0,_registry_js__WEBPACK_IMPORTED_MODULE_4__/* .noProject */ .Zv)(store, name);
    return other;
}
/** The files of a version: those listed, and those whose removal was begun. */
function named(store, project, tombstones, version) {
    const entries = project.record?.entries ?? [];
    const files = [
        ...entries.map((entry) => [entry.filename, entry.version]),
        ...[...tombstones.files].map(([filename, tombstone]) => [filename, tombstone.version])
    ].filter(([, each]) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .versionKey */ ._5)(each) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .versionKey */ ._5)(version));
    if (files.length === 0)
        throw (0,_yank_js__WEBPACK_IMPORTED_MODULE_9__.noVersion)(store, project, version, entries);
    return files;
}
/** What lies behind the newest `keep` versions, less the one that is shown as the latest: those may be pre-releases, or yanked. */
function beyond({ record }, keep) {
    const all = record?.entries ?? [];
    const latest = (0,_releases_js__WEBPACK_IMPORTED_MODULE_5__/* .latestVersion */ .q)(all);
    const old = (0,_releases_js__WEBPACK_IMPORTED_MODULE_5__/* .releasesOf */ .w)(all).slice(keep);
    return old.flatMap(({ version, entries }) => version === latest ? [] : entries.map((entry) => [entry.filename, entry.version]));
}
/** Files whose removal was broken off: they go last, so while any is left the rest may not be done either. */
async function begun(store, project, tombstones) {
    if (tombstones.files.size === 0)
        return [];
    const { files } = await (0,_listing_js__WEBPACK_IMPORTED_MODULE_1__/* .listFolder */ .bt)(store, project.folder);
    const recorded = new Set(project.record?.entries.map(({ filename }) => filename));
    return [...tombstones.files].flatMap(([filename, { version }]) => {
        const isLeft = recorded.has(filename) || (0,_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .namesBeside */ .dk)(filename).some((name) => files.has(name));
        return isLeft ? [[filename, version]] : [];
    });
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
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(546);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7895);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7985);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8138);
/* harmony import */ var _tombstones_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8924);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4057);












/**
 * Yanks the files of a version, or takes that back (PEP 592): installers pass over a yanked file unless its version is
 * pinned. Another reason takes the place of the one there is, an empty one does not. Returns how many files changed. Throws `not-found` where there is no such version.
 */
async function yankVersion(store, project, version, yanked) {
    let changed = 0;
    let tombstones = _tombstones_js__WEBPACK_IMPORTED_MODULE_10__/* .NO_TOMBSTONES */ .FR;
    await (0,_stores_update_js__WEBPACK_IMPORTED_MODULE_2__/* .update */ .y)(store.documents, (0,_layout_js__WEBPACK_IMPORTED_MODULE_6__/* .recordPath */ .lX)(project.folder), async (bytes) => {
        const record = (0,_project_js__WEBPACK_IMPORTED_MODULE_7__/* .recordOf */ .zv)(store, project.folder, bytes);
        if (record === undefined || filesOf(record.entries, version).length === 0)
            throw noVersion(store, project, version, record?.entries ?? []);
        // The pages of emptied versions stay as they are; the record's own removals are not for a yank to look at.
        if (record.hasRemovals)
            tombstones = await (0,_tombstones_js__WEBPACK_IMPORTED_MODULE_10__/* .readTombstones */ .Bm)(store, project.folder);
        const serial = await (0,_project_js__WEBPACK_IMPORTED_MODULE_7__/* .nextSerial */ .YB)(store, project.name, record);
        const wanted = new Set(filesOf(record.entries, version)
            .filter((entry) => !isAsWanted(entry, yanked?.reason))
            .map(({ filename }) => filename));
        changed = wanted.size;
        if (changed === 0)
            return undefined;
        // Before one of them has a serial, which is how those of another tool are told.
        const ours = (0,_entries_js__WEBPACK_IMPORTED_MODULE_5__/* .claimed */ .Sf)(record.entries, { serial, baseUrl: await (0,_base_url_js__WEBPACK_IMPORTED_MODULE_3__.baseUrlOf)(store, record.entries) });
        const change = { yanked: yanked !== undefined, yanked_reason: emptyAsNull(yanked?.reason), serial };
        const entries = ours.map((entry) => (wanted.has(entry.filename) ? (0,_record_js__WEBPACK_IMPORTED_MODULE_8__/* .changeEntry */ .df)(entry, change) : entry));
        return (0,_record_js__WEBPACK_IMPORTED_MODULE_8__/* .serializeRecord */ .Om)({
            ...record,
            entries: await (0,_describing_js__WEBPACK_IMPORTED_MODULE_4__/* .nextEntries */ .s)(store, project, { entries, serial }),
            serial
        });
    }, {
        first: project.state,
        render: (bytes) => (0,_project_js__WEBPACK_IMPORTED_MODULE_7__/* .projectRender */ .Cp)(store, project, tombstones)(bytes),
        message: () => `${yanked === undefined ? 'take back the yank of' : 'yank'} ${project.name} ${version}`
    });
    return changed;
}
/** A yank without a reason leaves the one that was given before. */
function isAsWanted({ yanked }, reason) {
    return yanked === reason || (reason === '' && yanked !== undefined);
}
/** The files of a version, however each of them spells it. */
function filesOf(entries, version) {
    return entries.filter((entry) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_11__/* .versionKey */ ._5)(entry.version) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_11__/* .versionKey */ ._5)(version));
}
/** The error for a version that is not there; it names those that are most like it. */
function noVersion(store, { name }, version, entries) {
    const versions = (0,_releases_js__WEBPACK_IMPORTED_MODULE_9__/* .releasesOf */ .w)(entries).map((release) => release.version);
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
