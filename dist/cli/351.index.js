export const id = 351;
export const ids = [351];
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


/***/ })

};
