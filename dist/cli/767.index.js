export const id = 767;
export const ids = [767];
export const modules = {

/***/ 5767:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   python: () => (/* binding */ python)
/* harmony export */ });
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5625);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(546);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4794);
/* harmony import */ var _remove_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9272);




/** Python's format: wheels and source distributions with an index that installers read. */
const python = {
    summarize: _registry_js__WEBPACK_IMPORTED_MODULE_2__/* .summarize */ .eh,
    inspect: _registry_js__WEBPACK_IMPORTED_MODULE_2__/* .inspect */ .Nn,
    repair: async (store, options, log) => {
        let told = Date.now();
        let read = 0;
        const isQuiet = () => {
            if (Date.now() - told < BETWEEN_LINES)
                return true;
            told = Date.now();
            return false;
        };
        const seen = () => {
            read += 1;
            if (!isQuiet())
                log.info(`read ${(0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(read, 'file')} of releases so far`);
        };
        const repaired = await (0,_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .repair */ .Ip)(store, { ...options, now: new Date(), seen }, (_, done, total) => {
            if (isQuiet() && done < total)
                return;
            if (total > 1)
                log.info(`reindexed ${done} of ${(0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(total, 'project')}`);
        });
        if (repaired.hashed > 0)
            log.info(`${(0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(repaired.hashed, 'file')} had to be read whole: nobody knew the digest`);
        return repaired;
    },
    remove: _remove_versions_js__WEBPACK_IMPORTED_MODULE_3__.removeVersions,
    rootOf: _layout_js__WEBPACK_IMPORTED_MODULE_1__/* .rootOf */ .I5,
    noPackage: _registry_js__WEBPACK_IMPORTED_MODULE_2__/* .noProject */ .Zv
};
/** Milliseconds between lines that say how far it is. */
const BETWEEN_LINES = 10_000;


/***/ })

};
