export const id = 469;
export const ids = [469];
export const modules = {

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

/***/ 469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   signFile: () => (/* binding */ signFile)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(840);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9270);





/**
 * Signs a file with GnuPG, or a program that takes its options, into `<file>.asc` beside it. False where that is there
 * already. Throws `input` where the program can't be run or does not sign.
 */
async function signFile(file, { program, identity }) {
    const signature = (0,_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .signatureName */ .S1)(file);
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(signature).catch(() => undefined)) !== undefined)
        return false;
    const user = identity === undefined ? [] : ['--local-user', identity];
    try {
        await (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(program, [
            '--batch',
            '--detach-sign',
            '--armor',
            ...user,
            '--output',
            signature,
            file
        ]);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .RegistryError */ .gl('input', `${program} did not sign ${file}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`, {
            hint: 'Check that the program is installed and that its key can be used without being asked for; `sign-with` names another program, `identity` another key.',
            cause: error
        });
    }
    return true;
}


/***/ })

};
