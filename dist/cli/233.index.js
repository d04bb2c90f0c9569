export const id = 233;
export const ids = [233];
export const modules = {

/***/ 8233:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  obtainArchive: () => (/* binding */ obtainArchive)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/transfer/download.ts
var download = __webpack_require__(4507);
// EXTERNAL MODULE: ./src/transfer/writing.ts
var writing = __webpack_require__(1151);
;// CONCATENATED MODULE: ./src/transfer/download-made.ts






/** Fetches it into a file: written aside, looked at, then renamed. Undefined where there is nothing to make it of. */
async function downloadMade(job) {
    const temporary = (0,external_node_path_.join)((0,external_node_path_.dirname)(job.file), `${download/* PARTIAL */.y}${(0,external_node_crypto_.randomUUID)()}`);
    try {
        const came = await fetchTo(job, temporary);
        if (came === undefined)
            return undefined;
        const seen = await job.look(temporary, came);
        await (0,promises_.rename)(temporary, job.file);
        return { ...came, seen };
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true }).catch(() => undefined);
        throw (0,errors/* fileError */.zS)(error, job.target, 'writing');
    }
}
async function fetchTo({ store, key, progress: show }, temporary) {
    let file;
    const progress = show(undefined);
    const write = async (body) => {
        file ??= await (0,writing/* makeFile */.VE)(temporary, () => (0,promises_.open)(temporary, 'wx'));
        await file.truncate();
        const to = file;
        const hash = (0,external_node_crypto_.createHash)('sha256');
        const size = await (0,writing/* inMemory */.ZK)(writing/* HELD */._r, () => (0,writing/* writeFrom */._S)(to, body, 0, (bytes) => {
            hash.update(bytes);
            progress.advance(bytes.length);
        }));
        return { sha256: hash.digest('hex'), size };
    };
    try {
        return await store.make(key, write);
    }
    finally {
        progress.done();
        await file?.close();
    }
}

;// CONCATENATED MODULE: ./src/pull/fetch-archive.ts


/**
 * Fetches an archive of the source, which GitHub makes when it is asked for and knows no digest of: a lockfile alone
 * can say what its bytes have to be. Throws `corrupt` where they are others.
 */
async function obtainArchive({ store, planned, kept, log }, file, format) {
    const { key, locked } = planned;
    const { commitIn } = await __webpack_require__.e(/* import() */ 425).then(__webpack_require__.bind(__webpack_require__, 1425));
    const done = await downloadMade({
        ...{ store, key, file, target: planned.target },
        look: async (temporary, came) => {
            const commit = await commitIn(temporary, { name: key.filename, format });
            if (locked !== undefined && locked.sha256 !== came.sha256)
                throw otherBytes(planned, came, commit);
            return commit;
        },
        progress: (total) => log.progress(`${key.filename} of ${planned.package}`, total)
    });
    if (done === undefined)
        throw (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 850))).noSource(store, key);
    const { sha256, size, seen: commit } = done;
    if (locked !== undefined)
        await kept.keep(sha256, file);
    return {
        ...{ source: 'store', verified: locked === undefined ? 'unverified' : 'sha256', sha256, size },
        ...{ executable: false, archive: { format, commit } }
    };
}
function otherBytes({ key, locked }, { sha256 }, commit) {
    const what = `${key.filename}, the source of ${key.package} ${key.version},`;
    return new errors/* RegistryError */.gl('corrupt', `${what} has the sha256 ${sha256}, but the lockfile says ${locked?.sha256 ?? ''}`, { hint: whyOther(locked?.commit, commit) });
}
function whyOther(before, now) {
    if (before === undefined || now === undefined)
        return `Somebody moved the tag, or GitHub packed the same files in another way, which it may. ${COMPARE}`;
    return before === now
        ? `Both say that they are of commit ${now}: GitHub seems to have packed the same files in another way, which it may. ${COMPARE}`
        : `It was of commit ${before} and is of ${now}: somebody moved the tag. If that is right, run once with \`update-lock: true\`; if not, do not use it.`;
}
const COMPARE = 'Compare what is in them, then run once with `update-lock: true`. Assets that are attached to a release do not change.';


/***/ })

};
