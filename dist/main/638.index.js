export const id = 638;
export const ids = [638];
export const modules = {

/***/ 1638:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveRequest: () => (/* binding */ resolveRequest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _filenames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9804);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8138);
/* harmony import */ var _remove_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9272);
/* harmony import */ var _specifiers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4929);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4903);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1725);
/* harmony import */ var _yank_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3773);








/**
 * Finds the version that an installer would take, and its files: all of them, or for a Python or a platform the wheels
 * that fit, and the source distribution where none does. Throws `not-found` where nothing fits.
 */
async function resolveRequest(store, request) {
    const project = await (0,_remove_versions_js__WEBPACK_IMPORTED_MODULE_3__.findProject)(store, request.package);
    const releases = (0,_releases_js__WEBPACK_IMPORTED_MODULE_2__/* .releasesOf */ .w)(project.record?.entries ?? []);
    const version = (0,_specifiers_js__WEBPACK_IMPORTED_MODULE_4__/* .choose */ .Sw)(request.specifier, releases);
    const release = releases.find((each) => each.version === version);
    if (release === undefined) {
        const wanted = (0,_specifiers_js__WEBPACK_IMPORTED_MODULE_4__/* .renderSpecifier */ .nq)(request.specifier) || 'that is not yanked';
        throw (0,_yank_js__WEBPACK_IMPORTED_MODULE_7__.noVersion)(store, project, wanted, project.record?.entries ?? []);
    }
    const entries = wantedOf(release, request.target);
    if (entries.length === 0)
        throw nothingFits(store, project, release, request.target);
    return { version: release.version, files: entries.map((entry) => fileOf(project, entry)) };
}
function wantedOf({ entries }, target) {
    if (target.python === undefined && target.platform === undefined)
        return entries;
    const fitting = entries.filter(({ filename }) => {
        const named = (0,_filenames_js__WEBPACK_IMPORTED_MODULE_1__/* .parseFilename */ .p_)(filename);
        return named.kind === 'wheel' && (0,_tags_js__WEBPACK_IMPORTED_MODULE_6__/* .fits */ .l)(named.tags, target);
    });
    return fitting.length > 0 ? fitting : entries.filter(({ packagetype }) => packagetype === 'sdist');
}
function fileOf(project, entry) {
    const { filename, size, revision, digests } = entry;
    const key = (0,_storing_js__WEBPACK_IMPORTED_MODULE_5__/* .keyOfEntry */ .PK)(project, entry);
    const recorded = digests.sha256 === undefined || revision === undefined
        ? undefined
        : {
            path: key.path,
            ...{ size, revision, sha256: digests.sha256, altered: false, executable: false, filename }
        };
    return { key, localname: filename, recorded };
}
function nothingFits(store, { name }, { version, entries }, { python, platform }) {
    const wanted = [python, platform].filter((each) => each !== undefined).join(' on ');
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('not-found', `${name} ${version} in ${store.name} has no file for ${wanted}`, {
        hint: `It has ${entries
            .slice(0, 5)
            .map(({ filename }) => filename)
            .join(', ')}${entries.length > 5 ? ` and ${entries.length - 5} more` : ''}.`
    });
}


/***/ })

};
