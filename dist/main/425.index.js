export const id = 425;
export const ids = [425];
export const modules = {

/***/ 1425:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commitIn: () => (/* binding */ commitIn)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);



/**
 * The commit that an archive of the source says it was made of, in hex, as git writes it there; undefined where it says
 * nothing. Throws `corrupt` where the file is no such archive.
 */
async function commitIn(path, { name, format }) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r');
    try {
        const head = await bytesAt(file, 0, HEAD);
        if (!head.subarray(0, 2).equals(BEGINS[format]))
            throw noArchive(name, format);
        return format === 'zip' ? await commitOfZip(file) : commitOfTar(unzipped(head, name));
    }
    finally {
        await file.close();
    }
}
/** Compressed bytes of which the first entry of a tar archive surely comes. */
const HEAD = 4096;
const BEGINS = {
    zip: Buffer.from('PK'),
    'tar.gz': Buffer.from([0x1f, 0x8b])
};
/** The comment at a zip's end. */
async function commitOfZip(file) {
    const { size } = await file.stat();
    const length = Math.min(size, END_OF_ZIP + LONGEST_ID);
    const tail = (await bytesAt(file, size - length, length)).toString('latin1');
    const end = tail.lastIndexOf(END_MARK);
    return end === -1 ? undefined : COMMIT.exec(tail.slice(end + END_OF_ZIP))?.[1];
}
/** How a zip's last record begins, and its bytes without the comment. */
const END_MARK = 'PK\u0005\u0006';
const END_OF_ZIP = 22;
const LONGEST_ID = 64;
const COMMIT = /^([0-9a-f]{40}(?:[0-9a-f]{24})?)$/;
/** The comment in the header that a tar archive begins with. */
function commitOfTar(head) {
    const blocks = head.subarray(0, 1024).toString('latin1');
    if (blocks.charAt(TYPE_AT) !== 'g')
        return undefined;
    return /^\d+ comment=([0-9a-f]{40}(?:[0-9a-f]{24})?)\n/.exec(blocks.slice(512))?.[1];
}
const TYPE_AT = 156;
/** What the beginning of a file unpacks to; what comes after it is missed. */
function unzipped(head, name) {
    try {
        return (0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzipSync)(head, { finishFlush: node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.Z_SYNC_FLUSH });
    }
    catch {
        throw noArchive(name, 'tar.gz');
    }
}
async function bytesAt(file, position, length) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
}
function noArchive(name, format) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl('corrupt', `what came for ${name} is no ${format} archive`, {
        hint: 'Nothing was put in place. Is there a proxy that answers with a page of its own? Else run the step again.'
    });
}


/***/ })

};
