export const id = 862;
export const ids = [862];
export const modules = {

/***/ 862:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseDotenv: () => (/* binding */ parseDotenv)
/* harmony export */ });
/**
 * Reads the text of a dotenv file as tychoreg's own library does (python-dotenv 0.15), so that both find the same keys
 * in it: `#` begins a comment only behind white space, `${NAME}` and `${NAME:-default}` are replaced everywhere, and a
 * line that can't be understood is passed over. `env` is what a reference means that the file itself does not set.
 */
function parseDotenv(text, env) {
    const found = new Map();
    const reader = { text, at: 0 };
    while (reader.at < text.length) {
        const binding = readBinding(reader);
        if (binding === undefined)
            take(reader, /[^\r\n]*(?:\r\n|\r|\n)?/y);
        else if (binding.key !== undefined)
            found.set(binding.key, resolved(binding.value, found, env));
    }
    return Object.fromEntries([...found].filter((entry) => entry[1] !== undefined));
}
/** One line, or several where a quoted value goes on; undefined where it is none. */
function readBinding(reader) {
    take(reader, /\s*/y);
    take(reader, /export[^\S\r\n]+/y);
    const bare = reader.at === reader.text.length || reader.text[reader.at] === '#';
    const key = bare ? undefined : take(reader, reader.text[reader.at] === "'" ? /'([^']+)'/y : /([^=#\s]+)/y);
    if (!bare && key === undefined)
        return undefined;
    take(reader, /[^\S\r\n]*/y);
    const assigned = take(reader, /=[^\S\r\n]*/y) !== undefined;
    const value = assigned ? readValue(reader) : undefined;
    if (assigned && value === undefined)
        return undefined;
    take(reader, /[^\S\r\n]*#[^\r\n]*/y);
    return take(reader, /[^\S\r\n]*(?:\r\n|\n|\r|$)/y) === undefined ? undefined : { key, value };
}
function readValue(reader) {
    const quote = reader.text[reader.at];
    if (quote === "'")
        return take(reader, /'((?:\\'|[^'])*)'/y)?.replace(/\\([\\'])/g, '$1');
    if (quote === '"')
        return take(reader, /"((?:\\"|[^"])*)"/y)?.replace(/\\([\\'"abfnrtv])/g, unescaped);
    return take(reader, /([^\r\n]*)/y)
        ?.replace(/\s+#.*/, '')
        .trimEnd();
}
function unescaped(_whole, letter) {
    return ESCAPES[letter] ?? letter;
}
const ESCAPES = {
    ...{ a: '\u0007', b: '\b', f: '\f', n: '\n' },
    ...{ r: '\r', t: '\t', v: '\v' }
};
function resolved(value, found, env) {
    return value?.replace(/\$\{([^}:]*)(?::-([^}]*))?\}/g, (_whole, name, fallback) => found.has(name) ? (found.get(name) ?? '') : (env[name] ?? fallback ?? ''));
}
/** What a sticky pattern matches here: its group, or all of it. Goes behind it. */
function take(reader, pattern) {
    pattern.lastIndex = reader.at;
    const match = pattern.exec(reader.text);
    if (match === null)
        return undefined;
    reader.at += match[0].length;
    return match[1] ?? match[0];
}


/***/ })

};
