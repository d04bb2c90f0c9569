export const id = 433;
export const ids = [433,483];
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

/***/ 9433:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   signAll: () => (/* binding */ signAll)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
/* harmony import */ var _distributions_read_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3483);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(546);






/**
 * Sees to it that each of these files, which were read and checked, has a signature that fits, `<file>.asc` beside it. One
 * that the program verifies stays; one that it finds wrong, or that can't be verified and is older than the file, is made
 * anew. Answers the files with the signatures that they have now. Throws `conflict` for a younger one that can't be
 * verified, `input` where the program can't be run or does not sign.
 */
async function signAll(files, signing, tell) {
    const signed = [];
    // One after the other: a program may ask for its key.
    for (const file of files)
        signed.push(await ensureSigned(file, signing, tell));
    return signed;
}
async function ensureSigned(file, signing, tell) {
    const { path } = file.body;
    if (signing.dryRun) {
        const where = file.signature === undefined ? '' : `, where ${(0,_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .signatureName */ .S1)(path)} does not fit it`;
        tell(`would sign ${path}${where}`);
        return file;
    }
    if (file.signature !== undefined) {
        if (await fits(path, signing))
            return file;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .signatureName */ .S1)(path), { force: true });
    }
    await sign(path, signing);
    const anew = file.signature === undefined ? '' : ' anew: the signature beside it did not fit';
    tell(`signed ${path}${anew}`);
    return { ...file, signature: await (0,_distributions_read_js__WEBPACK_IMPORTED_MODULE_4__/* .readSignature */ .B)(path) };
}
/** True where the signature beside a file is good; false where it is wrong, or older than the file and not known to be good. */
async function fits(path, { program }) {
    const signature = (0,_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .signatureName */ .S1)(path);
    try {
        await (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(program, ['--batch', '--verify', signature, path]);
        return true;
    }
    catch (error) {
        if (hasExitCode(error, BAD_SIGNATURE) || (await isOlder(signature, path)))
            return false;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .RegistryError */ .gl('conflict', `${signature} is there already, and ${program} can't verify it: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`, {
            hint: `Delete it, so that the file is signed anew; or give ${program} the public key that it was made with.`,
            cause: error
        });
    }
}
/** With which GnuPG ends where it has the key, and the signature is of other bytes. */
const BAD_SIGNATURE = 1;
function hasExitCode(error, code) {
    return error instanceof Error && 'code' in error && error.code === code;
}
async function isOlder(one, other) {
    const [first, second] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(one), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(other)]);
    return first.mtimeMs < second.mtimeMs;
}
async function sign(path, { program, identity }) {
    const user = identity === undefined ? [] : ['--local-user', identity];
    try {
        await (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(program, [
            '--batch',
            '--detach-sign',
            '--armor',
            ...user,
            '--output',
            (0,_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .signatureName */ .S1)(path),
            path
        ]);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .RegistryError */ .gl('input', `${program} did not sign ${path}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`, {
            hint: 'Check that the program is installed and that its key can be used without being asked for; `sign-with` names another program, `identity` another key.',
            cause: error
        });
    }
}


/***/ })

};
