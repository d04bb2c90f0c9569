export const id = 938;
export const ids = [938];
export const modules = {

/***/ 9138:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ assertNamedAs)
/* harmony export */ });
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9804);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3442);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4057);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(322);




/**
 * Throws `corrupt` where the name or the version in a file's metadata are not those in the file's name, spelling aside
 * (PEP 503, PEP 440).
 */
function assertNamedAs(filename, { name, version }) {
    const problem = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .nameProblem */ .rH)(name);
    if (problem !== undefined)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)(filename, `has the Name ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(name)}, which ${problem}`);
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_0__/* .parseFilename */ .p_)(filename, name);
    if (named.kind === 'unsupported')
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)(filename, `has the Name ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(name)}, but the file's name ${named.why}`);
    const written = named.kind === 'wheel' ? named.version : named.candidates[0].version;
    if ((0,_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .versionKey */ ._5)(written) !== (0,_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .versionKey */ ._5)(version))
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)(filename, `has the Version ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(version)}, not ${written} as the file's name says`);
}


/***/ }),

/***/ 3165:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ isTopPkgInfo),
/* harmony export */   z: () => (/* binding */ pathProblem)
/* harmony export */ });
/** Why no member of an archive may have this path, in words that follow it; undefined where one may. */
function pathProblem(path) {
    if (path === '' || path.includes('\0'))
        return 'has no name that could be written';
    return /^(?:[A-Za-z]:|[\\/])|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path)
        ? "lies outside of the archive's folder"
        : undefined;
}
/** True for the PKG-INFO of the one folder that a source distribution has at its top; those of nested folders are others'. */
function isTopPkgInfo(path) {
    return /^(?:\.\/+)*(?!\.\/)[^/]+\/+PKG-INFO$/.test(path);
}


/***/ }),

/***/ 7568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ readSdist)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/python/filenames.ts
var filenames = __webpack_require__(9804);
// EXTERNAL MODULE: ./src/python/distributions/agreement.ts
var agreement = __webpack_require__(9138);
// EXTERNAL MODULE: ./src/python/distributions/members.ts
var distributions_members = __webpack_require__(3165);
// EXTERNAL MODULE: ./src/python/distributions/metadata.ts + 1 modules
var distributions_metadata = __webpack_require__(5624);
// EXTERNAL MODULE: ./src/python/distributions/refusal.ts
var refusal = __webpack_require__(322);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./src/memory.ts
var memory = __webpack_require__(8820);
// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(7763);
// EXTERNAL MODULE: ./src/python/distributions/limits.ts
var limits = __webpack_require__(6536);
;// CONCATENATED MODULE: ./src/python/distributions/tar.ts







/**
 * Reads a `.tar.gz` from the front until the PKG-INFO of its top folder is there, and then stops; with `whole` it goes on to
 * the end, as far as the limits let it, and finds what is cut short, damaged or there twice. Undefined where there is no
 * PKG-INFO. Throws `corrupt` for what can't be unpacked, members outside of their folder, and absurd sizes.
 */
async function pkgInfoInTar(source, options) {
    const search = await startSearch(source.name);
    const file = await source.stream();
    const unpacked = (0,external_node_zlib_.createGunzip)({ chunkSize: CHUNK });
    let lost;
    file.on('error', (error) => {
        lost = error;
        unpacked.destroy(error);
    });
    try {
        for await (const chunk of (0,stream/* chunksOf */.U_)(file.pipe(unpacked))) {
            const goesOn = search.take(chunk, unpacked.bytesWritten);
            (0,memory/* limitYoung */.u8)();
            (0,memory/* sweepAfter */.ry)(chunk.length);
            if (search.found() !== undefined && !(options.whole && goesOn))
                return search.found();
        }
        search.end();
        return search.found();
    }
    catch (error) {
        throw lost === undefined ? (0,refusal/* unreadable */.O$)(source.name, error) : (0,errors/* fileError */.zS)(lost, source.name, 'reading');
    }
    finally {
        file.destroy();
        unpacked.destroy();
    }
}
const CHUNK = 256 * 1024;
async function startSearch(name) {
    const members = judging(name);
    const { Parser } = await __webpack_require__.e(/* import() */ 697).then(__webpack_require__.bind(__webpack_require__, 8697));
    const parser = new Parser({
        maxMetaEntrySize: limits/* MOST_TAR_HEADER */.uB,
        zstd: false,
        filter: (path, entry) => 'type' in entry && members.wants(path, entry),
        onReadEntry: members.collect,
        onwarn: (_, message) => {
            throw (0,refusal/* refusal */.x5)(name, `is a damaged tar archive: ${(0,errors/* messageOf */.bD)(message)}`);
        }
    });
    let isOver = false;
    parser.on('meta', members.header);
    parser.on('ignoredEntry', members.ignored);
    parser.on('eof', () => {
        isOver = true;
    });
    let unpacked = 0;
    // The parser would unpack what is packed twice, so the first bytes are looked at before it sees them.
    let head = Buffer.alloc(0);
    const feed = (chunk) => {
        const bytes = head === undefined ? chunk : Buffer.concat([head, chunk]);
        const isFirst = head !== undefined;
        head = bytes.length < BLOCK ? bytes : undefined;
        if (head !== undefined)
            return;
        if (isFirst && bytes.readUInt16BE(0) === GZIP)
            throw (0,refusal/* refusal */.x5)(name, 'is packed twice');
        parser.write(bytes);
    };
    return {
        found: members.found,
        take(chunk, packed) {
            unpacked += chunk.length;
            const isTooMuch = unpacked > limits/* MOST_UNPACKED */.M3 || (unpacked > limits/* FREE_UNPACKED */.df && unpacked > limits/* MOST_RATIO */.uZ * packed);
            if (isTooMuch && members.found() === undefined)
                throw (0,refusal/* refusal */.x5)(name, `unpacks to more than ${unpacked} bytes before its PKG-INFO comes`);
            // What follows the end of an archive is not looked at, and the parser would keep it all.
            if (!isOver)
                feed(chunk);
            return !isTooMuch && !members.areTooMany();
        },
        end() {
            if (head !== undefined)
                throw (0,refusal/* refusal */.x5)(name, 'is no tar archive');
            if (!isOver)
                parser.end();
        }
    };
}
const BLOCK = 512;
const GZIP = 0x1f8b;
/** Looks at every member, and takes PKG-INFO. Throws for what no source distribution has. */
function judging(name) {
    let found;
    let [members, headers] = [0, 0];
    const areTooMany = () => members > limits/* MOST_MEMBERS */.Wr || headers > limits/* MOST_TAR_HEADERS */.xt;
    const count = () => {
        members += 1;
        if (areTooMany() && found === undefined)
            throw (0,refusal/* refusal */.x5)(name, `has no PKG-INFO among its first ${members - 1} members; no more are looked at`);
    };
    return {
        found: () => found,
        areTooMany,
        header: (text) => {
            headers += text.length;
            count();
        },
        ignored: (entry) => {
            if (entry.meta)
                throw (0,refusal/* refusal */.x5)(name, `has a header of ${entry.size} bytes in front of a member`);
        },
        wants: (path, entry) => {
            count();
            const problem = (0,distributions_members/* pathProblem */.z)(path);
            if (problem !== undefined)
                throw (0,refusal/* refusal */.x5)(name, `has the member ${(0,refusal/* quoted */.TL)(path)}, which ${problem}`);
            if (!(0,distributions_members/* isTopPkgInfo */.y)(path) || entry.type === 'Directory')
                return false;
            if (found !== undefined)
                throw (0,refusal/* refusal */.x5)(name, `has ${(0,refusal/* quoted */.TL)(found.path)} and ${(0,refusal/* quoted */.TL)(path)}`);
            if (!FILES.has(entry.type))
                throw (0,refusal/* refusal */.x5)(name, `has the member ${(0,refusal/* quoted */.TL)(path)}, which is a link or another special file`);
            if (entry.size > limits/* MOST_METADATA */.a1)
                throw (0,refusal/* refusal */.x5)(name, `has a PKG-INFO of ${entry.size} bytes; ${limits/* MOST_METADATA */.a1} are read at most`);
            return true;
        },
        collect: (entry) => {
            const chunks = [];
            entry.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
            entry.on('end', () => {
                found = { path: entry.path, bytes: Buffer.concat(chunks) };
            });
        }
    };
}
const FILES = new Set(['File', 'OldFile', 'ContiguousFile']);

// EXTERNAL MODULE: ./src/python/distributions/zip.ts + 1 modules
var distributions_zip = __webpack_require__(1296);
;// CONCATENATED MODULE: ./src/python/distributions/sdist.ts








/**
 * Reads the PKG-INFO of a source distribution (PEP 625, 643): of a `.tar.gz` from the front until it comes, of a `.zip` in
 * two or three reads. With `whole` a `.tar.gz` is read to its end, so that one that was cut short is found. Throws
 * `unsupported` for a name that is not a source distribution's, `corrupt` for everything in the archive or PKG-INFO that is
 * not as it has to be, a name and version that are not those of the file among it.
 */
async function readSdist(source, filename, options = { whole: false }) {
    // A legacy version is only known for one beside the project's name, which comes with PKG-INFO.
    const format = /\.tar\.gz$|\.zip$/.exec(filename)?.[0];
    if (format === undefined || (0,filenames/* filenameProblem */.fe)(filename) !== undefined)
        throw notAnSdist(filename);
    const found = format === '.zip' ? await pkgInfoInZip(source) : await pkgInfoInTar(source, options);
    if (found === undefined)
        throw (0,refusal/* refusal */.x5)(source.name, 'has no PKG-INFO in the folder at its top');
    const metadata = (0,distributions_metadata/* parseMetadata */.j)(found.bytes, (0,refusal/* placeOf */.$t)(source.name, found.path));
    (0,agreement/* assertNamedAs */.W)(filename, metadata);
    return { metadata };
}
async function pkgInfoInZip(source) {
    const zip = await (0,distributions_zip/* openZip */.Q)(source);
    let found;
    for await (const member of zip.members()) {
        if (!(0,distributions_members/* isTopPkgInfo */.y)(member.path))
            continue;
        if (found !== undefined)
            throw (0,refusal/* refusal */.x5)(source.name, `has ${(0,refusal/* quoted */.TL)(found.path)} and ${(0,refusal/* quoted */.TL)(member.path)}`);
        found = member;
    }
    return found === undefined ? undefined : { path: found.path, bytes: await zip.read(found) };
}
function notAnSdist(filename) {
    const named = (0,filenames/* parseFilename */.p_)(filename);
    const why = named.kind === 'unsupported' ? named.why : 'is no source distribution';
    return new errors/* RegistryError */.gl('unsupported', `${filename} ${why}`, {
        hint: 'The name of a source distribution is NAME-VERSION.tar.gz.'
    });
}


/***/ }),

/***/ 5717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ fileSource),
/* harmony export */   k: () => (/* binding */ artifactSource)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _transfer_stream_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7763);




/** A file of this machine. */
function fileSource(path, size) {
    return {
        name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path),
        size,
        async read(start, end) {
            const bytes = Buffer.allocUnsafe(end - start);
            const read = await readInto(path, bytes, start).catch((error) => {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fileError */ .zS)(error, path, 'reading');
            });
            if (read < bytes.length)
                throw changed(path);
            return bytes;
        },
        async stream() {
            const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r').catch((error) => {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fileError */ .zS)(error, path, 'reading');
            });
            return file.createReadStream({ highWaterMark: 256 * 1024 });
        }
    };
}
/**
 * An artifact of a store, of which `size` bytes are known to be there. Every read is one request for a range, and all of
 * them are of one state of the artifact: `conflict` where it was replaced between two, `not-found` where it has gone.
 */
function artifactSource(artifacts, key, size) {
    let seen;
    const openAt = async (range) => {
        const revision = seen?.revision;
        const opened = await artifacts.open(key, {
            ...(range === undefined ? {} : { range }),
            ...(revision === undefined ? {} : { revision })
        });
        if (opened === undefined)
            throw gone(key.path);
        if (opened.artifact.size !== size) {
            opened.body.destroy();
            throw changed(key.path);
        }
        seen ??= opened.artifact;
        return opened;
    };
    return {
        name: key.filename,
        size,
        artifact: () => seen,
        async read(start, end) {
            if (start === end)
                return Buffer.alloc(0);
            const { body } = await openAt({ start, end });
            const chunks = [];
            for await (const chunk of (0,_transfer_stream_js__WEBPACK_IMPORTED_MODULE_3__/* .chunksOf */ .U_)(body))
                chunks.push(chunk);
            const bytes = Buffer.concat(chunks);
            if (bytes.length !== end - start)
                throw changed(key.path);
            return bytes;
        },
        stream: async () => (await openAt()).body
    };
}
async function readInto(path, bytes, position) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r');
    try {
        let filled = 0;
        while (filled < bytes.length) {
            const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, position + filled);
            if (bytesRead === 0)
                break;
            filled += bytesRead;
        }
        return filled;
    }
    finally {
        await file.close();
    }
}
function changed(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl('conflict', `${what} changed while it was being read`, {
        hint: 'Let the step that writes it end first, then run this one again.'
    });
}
function gone(path) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl('not-found', `${path} is not there any more`, {
        hint: 'Somebody removed it meanwhile. Run the step again.'
    });
}


/***/ }),

/***/ 8345:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readWheel)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9804);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3442);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4057);
/* harmony import */ var _agreement_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9138);
/* harmony import */ var _metadata_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5624);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(322);
/* harmony import */ var _zip_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1296);








/**
 * Reads the METADATA of a wheel (PEP 427) with one read of the wheel's end, and a second one where that does not hold the
 * zip's directory and METADATA. Throws `unsupported` for a name that is not a wheel's, `corrupt` for everything in the
 * archive or METADATA that is not as it has to be, a name and version that are not those of the file among it.
 */
async function readWheel(source, filename) {
    const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_1__/* .parseFilename */ .p_)(filename);
    if (named.kind !== 'wheel')
        throw notAWheel(filename, named.kind === 'sdist' ? 'is no wheel' : named.why);
    const zip = await (0,_zip_js__WEBPACK_IMPORTED_MODULE_6__/* .openZip */ .Q)(source);
    const member = await metadataIn(zip.members(), source.name, named);
    const metadataBytes = await zip.read(member);
    const metadata = (0,_metadata_js__WEBPACK_IMPORTED_MODULE_4__/* .parseMetadata */ .j)(metadataBytes, (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .placeOf */ .$t)(source.name, member.path));
    (0,_agreement_js__WEBPACK_IMPORTED_MODULE_3__/* .assertNamedAs */ .W)(filename, metadata);
    return { metadata, metadataBytes };
}
/** METADATA of the one folder of metadata that there is. Installers need the other two files as well. */
async function metadataIn(members, name, named) {
    const folders = new Set();
    const found = new Map();
    for await (const member of members) {
        const [, folder, file = ''] = /^([^/]+\.dist-info)\/(.*)$/s.exec(member.path) ?? [];
        if (folder === undefined)
            continue;
        folders.add(folder);
        if (folders.size > 1)
            throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(name, `has several folders of metadata, ${[...folders].map(_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL).join(' and ')}`);
        if (REQUIRED.includes(file))
            found.set(file, member);
    }
    const [folder] = folders;
    if (folder === undefined)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(name, 'has no .dist-info folder');
    if (!belongs(folder, named))
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(name, `has the metadata of another wheel, ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL)(folder)}`);
    const absent = REQUIRED.find((file) => !found.has(file));
    const metadata = found.get('METADATA');
    if (absent !== undefined || metadata === undefined)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(name, `has no ${absent ?? 'METADATA'} in ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .TL)(folder)}`);
    return metadata;
}
const REQUIRED = ['METADATA', 'WHEEL', 'RECORD'];
/** Old tools wrote the folder's name in another spelling than the file's. */
function belongs(folder, { stem, name, version }) {
    const own = folder.slice(0, -'.dist-info'.length);
    if (own === stem)
        return true;
    const dash = own.indexOf('-');
    return (0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .normalizeName */ .Pc)(own.slice(0, dash)) === name && (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(own.slice(dash + 1)) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(version);
}
function notAWheel(filename, why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('unsupported', `${filename} ${why}`, {
        hint: 'The name of a wheel is NAME-VERSION-PYTHON-ABI-PLATFORM.whl.'
    });
}


/***/ }),

/***/ 1296:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ openZip)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./src/memory.ts
var memory = __webpack_require__(8820);
// EXTERNAL MODULE: ./src/python/distributions/limits.ts
var limits = __webpack_require__(6536);
// EXTERNAL MODULE: ./src/python/distributions/members.ts
var members = __webpack_require__(3165);
// EXTERNAL MODULE: ./src/python/distributions/refusal.ts
var refusal = __webpack_require__(322);
;// CONCATENATED MODULE: ./src/python/distributions/zip-end.ts


/**
 * Finds the directory of a zip of `size` bytes from the file's last bytes (APPNOTE.TXT 4.3.14 to 4.3.16), more strictly than
 * most readers: the records at the end have to agree with each other, and to follow each other without a gap. So all
 * readers see the same members. Throws `corrupt` for anything else.
 */
function findDirectory(name, tail, size) {
    // A negative offset would be counted from the end.
    const at = tail.length < END_SIZE ? -1 : tail.lastIndexOf(END, tail.length - END_SIZE);
    if (at < 0) {
        throw (0,refusal/* refusal */.x5)(name, 'has no end of a zip archive: it was cut short, is no zip, or has other bytes behind the archive');
    }
    const end = tail.subarray(at);
    if (end.length !== END_SIZE + end.readUInt16LE(20))
        throw (0,refusal/* refusal */.x5)(name, 'has bytes behind the zip archive');
    const position = size - end.length;
    const short = {
        disks: end.readUInt32LE(4),
        members: end.readUInt16LE(8),
        total: end.readUInt16LE(10),
        length: end.readUInt32LE(12),
        start: end.readUInt32LE(16)
    };
    if (short.disks !== 0 && short.disks !== 0xffffffff)
        throw (0,refusal/* refusal */.x5)(name, 'is a part of a split zip archive');
    const long = readZip64(name, tail.subarray(0, at), position);
    const { members, length, start, stop } = long ?? { ...short, stop: position };
    const agrees = long === undefined
        ? short.members === short.total
        : fits(short.members, members, 0xffff) &&
            fits(short.total, members, 0xffff) &&
            fits(short.length, length, 0xffffffff) &&
            fits(short.start, start, 0xffffffff);
    if (!agrees)
        throw (0,refusal/* refusal */.x5)(name, 'is a zip archive whose records at the end contradict each other');
    if (start + length !== stop) {
        throw (0,refusal/* refusal */.x5)(name, 'has bytes in front of the zip archive, or between its directory and its end');
    }
    if (length > limits/* MOST_DIRECTORY */.AW)
        throw (0,refusal/* refusal */.x5)(name, `has a directory of ${length} bytes; ${limits/* MOST_DIRECTORY */.AW} are read at most`);
    if (members > limits/* MOST_MEMBERS */.Wr)
        throw (0,refusal/* refusal */.x5)(name, `has ${members} members; ${limits/* MOST_MEMBERS */.Wr} are read at most`);
    return { start, end: stop, members };
}
const END = Buffer.from('PK\x05\x06', 'latin1');
const END_SIZE = 22;
const ZIP64_END = Buffer.from('PK\x06\x06', 'latin1');
const ZIP64_END_SIZE = 56;
const ZIP64_LOCATOR = Buffer.from('PK\x06\x07', 'latin1');
const ZIP64_LOCATOR_SIZE = 20;
/** The large numbers, if there are any: in front of the end record, which begins at `position`, and directly so. */
function readZip64(name, before, position) {
    const locator = before.subarray(-ZIP64_LOCATOR_SIZE);
    if (locator.length < ZIP64_LOCATOR_SIZE || !locator.subarray(0, 4).equals(ZIP64_LOCATOR))
        return undefined;
    const stop = position - ZIP64_LOCATOR_SIZE - ZIP64_END_SIZE;
    const record = before.subarray(-ZIP64_LOCATOR_SIZE - ZIP64_END_SIZE, -ZIP64_LOCATOR_SIZE);
    const sound = record.length === ZIP64_END_SIZE &&
        record.subarray(0, 4).equals(ZIP64_END) &&
        locator.readUInt32LE(4) === 0 &&
        locator.readBigUInt64LE(8) === BigInt(stop) &&
        locator.readUInt32LE(16) <= 1 &&
        record.readBigUInt64LE(4) === BigInt(ZIP64_END_SIZE - 12) &&
        record.readBigUInt64LE(16) === 0n &&
        record.readBigUInt64LE(24) === record.readBigUInt64LE(32);
    if (!sound)
        throw (0,refusal/* refusal */.x5)(name, 'is a zip archive with a record for large files that makes no sense');
    return {
        members: Number(record.readBigUInt64LE(32)),
        length: Number(record.readBigUInt64LE(40)),
        start: Number(record.readBigUInt64LE(48)),
        stop
    };
}
/** True where a short field says what the long one says, or that the long one counts. */
function fits(short, long, unsaid) {
    return short === unsaid || short === long;
}

;// CONCATENATED MODULE: ./src/python/distributions/zip.ts









/**
 * Opens a zip with one read of its end, and a second one for a directory that is longer. Throws `corrupt` for archives that
 * readers could take for different things, and for hostile ones: bytes in front or behind, members twice, encrypted, outside
 * of the archive or of its folder, absurd sizes.
 */
async function openZip(source) {
    const { name, size } = source;
    const bytes = await source.read(Math.max(0, size - limits/* TAIL */.ZH), size);
    const directory = findDirectory(name, bytes, size);
    // Brings the library, which most commands do without.
    const { openWithin, windowOn } = await Promise.all(/* import() */[__webpack_require__.e(663), __webpack_require__.e(542)]).then(__webpack_require__.bind(__webpack_require__, 542));
    const window = windowOn(source, bytes);
    if (directory.start < size - bytes.length && directory.end - directory.start <= limits/* WINDOW */.jf)
        await window.load(Math.max(0, directory.start - limits/* TAIL */.ZH), size - bytes.length);
    const zip = await openWithin(source, window).catch((error) => {
        throw (0,refusal/* unreadable */.O$)(name, error);
    });
    return {
        members: () => checked(source, zip, directory),
        async read({ path, entry }) {
            const place = (0,refusal/* placeOf */.$t)(name, path);
            try {
                return await readMember({ place, zip, window, entry });
            }
            catch (error) {
                throw (0,refusal/* unreadable */.O$)(place, error);
            }
        }
    };
}
async function* checked(source, zip, directory) {
    const { name } = source;
    const seen = new Set();
    const sum = { packed: 0, unpacked: 0 };
    let [position, rested, first] = [directory.start, directory.start, directory.start];
    try {
        for await (const entry of zip.eachEntry()) {
            position += DIRECTORY_HEADER + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
            first = Math.min(first, entry.relativeOffsetOfLocalHeader);
            sum.packed += LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
            sum.unpacked += entry.uncompressedSize;
            const path = pathOf(name, entry);
            const key = keyOf(entry.fileNameRaw);
            const problem = problemOf(entry, path, directory) ?? (seen.has(key) ? 'is there twice' : undefined);
            if (problem !== undefined)
                throw (0,refusal/* refusal */.x5)(name, `has the member ${(0,refusal/* quoted */.TL)(path)}, which ${problem}`);
            if (!path.endsWith('/'))
                seen.add(key);
            yield { path, entry };
            // The library hands out what is in memory without a pause.
            if (position - rested > PAUSE) {
                rested = position;
                (0,memory/* limitYoung */.u8)();
                await new Promise(setImmediate);
            }
        }
    }
    catch (error) {
        throw (0,refusal/* unreadable */.O$)(name, error);
    }
    if (position !== directory.end)
        throw (0,refusal/* refusal */.x5)(name, 'has a directory that does not end where it says');
    if (first > 0)
        throw (0,refusal/* refusal */.x5)(name, 'has bytes in front of its first member');
    if (sum.packed > directory.start)
        throw (0,refusal/* refusal */.x5)(name, 'has members that lie on top of each other');
    if (sum.unpacked > Math.max(limits/* FREE_UNPACKED */.df, limits/* MOST_RATIO */.uZ * source.size))
        throw (0,refusal/* refusal */.x5)(name, `unpacks to ${sum.unpacked} bytes, more than ${limits/* MOST_RATIO */.uZ} times its own size`);
}
const DIRECTORY_HEADER = 46;
const LOCAL_HEADER = 30;
/** Bytes of a directory. */
const PAUSE = 256 * 1024;
/** What is remembered of a path: of a long one its digest. */
function keyOf(raw) {
    return raw.length > 64 ? (0,external_node_crypto_.hash)('sha1', raw, 'base64') : raw.toString('latin1');
}
/** Why a member is not one that a distribution has; undefined where it may be. */
function problemOf(entry, path, directory) {
    const { relativeOffsetOfLocalHeader: start, compressedSize } = entry;
    if (entry.isEncrypted())
        return 'is encrypted';
    if (entry.extraFieldLength > limits/* MOST_EXTRA */.Np)
        return `has ${entry.extraFieldLength} bytes of extra fields; ${limits/* MOST_EXTRA */.Np} are read at most`;
    if (start + LOCAL_HEADER + entry.fileNameLength + compressedSize > directory.start)
        return 'reaches into the directory';
    return (0,members/* pathProblem */.z)(path);
}
/** The path as Python sees it. A second name, in an extra field, must not say something else. */
function pathOf(name, { fileNameRaw: raw, generalPurposeBitFlag, extraFields }) {
    const isUnicode = (generalPurposeBitFlag & UNICODE) !== 0;
    if (isUnicode && !(0,external_node_buffer_.isUtf8)(raw))
        throw (0,refusal/* refusal */.x5)(name, 'has a member whose name is not UTF-8');
    const isPlain = raw.every((byte) => byte < 0x80);
    const second = extraFields.find(({ id }) => id === UNICODE_PATH);
    if (isPlain && second !== undefined && !second.data.subarray(5).equals(raw))
        throw (0,refusal/* refusal */.x5)(name, `has a member with two names, ${(0,refusal/* quoted */.TL)(raw.toString('latin1'))} and another one`);
    return raw.toString(isUnicode ? 'utf8' : 'latin1');
}
const UNICODE = 0x800;
const UNICODE_PATH = 0x7075;
async function readMember({ place, zip, window, entry }) {
    const { uncompressedSize: size, compressedSize: packed, compressionMethod: method } = entry;
    const kind = (entry.externalFileAttributes >>> 16) & S_IFMT;
    if (kind !== 0 && kind !== S_IFREG)
        throw (0,refusal/* refusal */.x5)(place, 'is a link or another special file');
    const largest = Math.max(size, packed);
    if (largest > limits/* MOST_METADATA */.a1)
        throw (0,refusal/* refusal */.x5)(place, `has ${largest} bytes; ${limits/* MOST_METADATA */.a1} are read at most`);
    if (method !== STORED && method !== DEFLATED)
        throw (0,refusal/* refusal */.x5)(place, `is packed by method ${method}, which is neither of the two that are in use`);
    const head = LOCAL_HEADER + entry.fileNameLength + entry.extraFieldLength + SPARE;
    await window.hold(entry.relativeOffsetOfLocalHeader, head + packed);
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== method)
        throw (0,refusal/* refusal */.x5)(place, 'is one thing in the directory and another where it lies');
    const data = await window.hold(local.fileDataStart, packed);
    // A copy: what is kept of a file must not keep what was read around it.
    const bytes = method === STORED ? Buffer.from(data) : await unpack(data, size);
    if (bytes.length !== size || (0,external_node_zlib_.crc32)(bytes) !== entry.crc32)
        throw (0,refusal/* refusal */.x5)(place, 'is damaged: size or checksum are not what the directory says');
    return bytes;
}
/** Unpacks what should become `size` bytes, and no more than one byte beyond them. */
async function unpack(data, size) {
    const limit = { maxOutputLength: size + 1 };
    if (size > LITTLE)
        return unpackInThread(data, limit);
    // A thread takes longer to begin than little to unpack. What comes of it keeps the whole chunk in memory that it lies in.
    return (0,external_node_zlib_.inflateRawSync)(data, { ...limit, chunkSize: Math.max(SMALLEST_CHUNK, size + 1) });
}
const unpackInThread = (0,external_node_util_.promisify)(external_node_zlib_.inflateRaw);
const LITTLE = 256 * 1024;
// https://nodejs.org/api/zlib.html#zlibconstants
const SMALLEST_CHUNK = 64;
const STORED = 0;
const DEFLATED = 8;
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;
/** The extra fields beside a member may be longer than those in the directory. */
const SPARE = 128;


/***/ })

};
