export const id = 542;
export const ids = [542];
export const modules = {

/***/ 542:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openWithin: () => (/* binding */ openWithin),
/* harmony export */   windowOn: () => (/* binding */ windowOn)
/* harmony export */ });
/* harmony import */ var yauzl__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(663);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6536);



/** A window on a source of which the end was read. */
function windowOn(source, tail) {
    let bytes = tail;
    let start = source.size - tail.length;
    const held = (position, length) => position >= start && position + length <= start + bytes.length
        ? bytes.subarray(position - start, position - start + length)
        : undefined;
    const load = async (from, to) => {
        const read = await source.read(from, to);
        bytes = to === start ? Buffer.concat([read, bytes]) : read;
        start = from;
    };
    return {
        held,
        load,
        async hold(position, length) {
            const end = Math.min(position + length, source.size);
            if (held(position, end - position) === undefined)
                await load(position, end);
            return held(position, end - position) ?? Buffer.alloc(0);
        }
    };
}
/** Hands the library what the window holds, and lets the window follow it through the directory. */
async function openWithin({ size }, window) {
    const reader = new WindowReader(window, size);
    const zip = await (0,yauzl__WEBPACK_IMPORTED_MODULE_0__/* .fromRandomAccessReaderPromise */ .or)(reader, size, { autoClose: false, decodeStrings: false });
    reader.isOpen = true;
    return zip;
}
/** The library takes its reader as an instance of its own class, and no other way. */
class WindowReader extends yauzl__WEBPACK_IMPORTED_MODULE_0__/* .RandomAccessReader */ .lJ {
    /** True once the end record was found. */
    isOpen = false;
    #window;
    #size;
    constructor(window, size) {
        super();
        this.#window = window;
        this.#size = size;
    }
    read(into, offset, length, position, done) {
        const window = this.#window;
        const bytes = window.held(position, length) ??
            (this.isOpen ? undefined : lastOf(window, this.#size, { position, length }));
        if (bytes !== undefined) {
            bytes.copy(into, offset);
            done(null);
        }
        else if (position + length > this.#size) {
            done(new Error('it ends too early'));
        }
        else {
            window.hold(position, Math.max(length, _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .WINDOW */ .jf)).then((more) => {
                more.copy(into, offset, 0, length);
                done(null);
            }, (error) => {
                done(error instanceof Error ? error : new Error((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)));
            });
        }
    }
}
/**
 * What the library looks through for the end record. The record was found in what is held; in front of that nothing is
 * read, as nothing is looked for there.
 */
function lastOf(window, size, wanted) {
    const bytes = Buffer.alloc(wanted.length);
    const length = Math.min(wanted.length, _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .TAIL */ .ZH, size);
    const end = wanted.position + wanted.length;
    window.held(end - length, length)?.copy(bytes, wanted.length - length);
    return bytes;
}


/***/ })

};
