export const id = 773;
export const ids = [773];
export const modules = {

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
