export const id = 876;
export const ids = [876];
export const modules = {

/***/ 2876:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  resolveRequest: () => (/* binding */ resolveRequest)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/python/filenames.ts
var filenames = __webpack_require__(9804);
// EXTERNAL MODULE: ./src/python/releases.ts
var python_releases = __webpack_require__(8138);
// EXTERNAL MODULE: ./src/python/remove-versions.ts
var remove_versions = __webpack_require__(9272);
// EXTERNAL MODULE: ./src/python/specifiers.ts
var specifiers = __webpack_require__(4929);
// EXTERNAL MODULE: ./src/python/tags.ts
var tags = __webpack_require__(1725);
;// CONCATENATED MODULE: ./src/python/requires-python.ts


/**
 * True where a file may be installed on a Python (`3.12`, `cp312`, `3.12.4`), as far as its Requires-Python tells. As with
 * pip, `3.12` is 3.12.0, and what can't be read excludes nothing. A Python without a minor version stands for all of its major one.
 */
function admits(requiresPython, python) {
    const version = (0,tags/* versionOfPython */.kV)(python);
    if (requiresPython === undefined || version === undefined)
        return true;
    const read = (0,specifiers/* parseSpecifier */.as)(requiresPython);
    return 'problem' in read || (0,specifiers/* allows */.NB)(read.specifier, version);
}

// EXTERNAL MODULE: ./src/python/storing.ts + 1 modules
var storing = __webpack_require__(4903);
// EXTERNAL MODULE: ./src/python/yank.ts
var yank = __webpack_require__(3773);
;// CONCATENATED MODULE: ./src/python/resolve.ts









/**
 * Finds the version that an installer would take, and its files: all of them, or for a Python or a platform the wheels
 * that fit, and the source distribution where none does; it is the newest that has any. Throws `not-found` where nothing fits.
 */
async function resolveRequest(store, request) {
    const { specifier } = request;
    const project = await (0,remove_versions.findProject)(store, request.package);
    const releases = (0,python_releases/* releasesOf */.w)(project.record?.entries ?? []);
    const fitting = releases.flatMap((release) => {
        const entries = wantedOf(offeredOf(release, specifier), request.target);
        return entries.length === 0 ? [] : [{ ...release, entries }];
    });
    const version = (0,specifiers/* choose */.Sw)(specifier, fitting);
    const found = fitting.find((each) => each.version === version);
    if (found === undefined)
        throw nothingFound(store, project, request, releases);
    return {
        version: found.version,
        files: found.entries.map((entry) => fileOf(project, entry)),
        note: yankedNote(request, found) ?? passedOver(request, releases, found.version)
    };
}
/** Somebody who names the version gets the yanked ones of its files, too. */
function offeredOf({ entries }, specifier) {
    return specifier.some(specifiers/* isPin */.um) ? entries : entries.filter(({ yanked }) => yanked === undefined);
}
function wantedOf(entries, target) {
    const { python, platform } = target;
    if (python === undefined && platform === undefined)
        return entries;
    const admitted = entries.filter((entry) => isAdmitted(entry, target));
    const wheels = admitted.filter(({ filename }) => {
        const named = (0,filenames/* parseFilename */.p_)(filename);
        return named.kind === 'wheel' && (0,tags/* fits */.lA)(named.tags, target);
    });
    return wheels.length > 0 ? wheels : admitted.filter(({ packagetype }) => packagetype === 'sdist');
}
function isAdmitted({ requiresPython }, { python }) {
    return python === undefined || admits(requiresPython, python);
}
/** What would have been taken if it fitted, newest first. */
function matchingOf(specifier, releases) {
    return (0,specifiers/* matching */.wC)(specifier, releases.filter(({ yanked }) => !yanked).map(({ version }) => version));
}
function yankedNote({ text }, { version, entries }) {
    const [reason] = entries.flatMap(({ yanked }) => (yanked === undefined ? [] : [yanked]));
    if (reason === undefined)
        return undefined;
    return `${text}: ${version} is yanked${reason === '' ? '' : `: ${reason}`}`;
}
function passedOver({ text, specifier, target }, releases, taken) {
    const matched = matchingOf(specifier, releases);
    // A pre-release is taken where none of the others fits.
    const passed = matched.includes(taken) ? matched.slice(0, matched.indexOf(taken)) : matched;
    if (passed.length === 0)
        return undefined;
    return `${text}: ${taken} is the newest with a file for ${wordsOf(target)}; passed over: ${someOf(passed)}`;
}
function fileOf(project, entry) {
    const { filename, size, revision, digests } = entry;
    const key = (0,storing/* keyOfEntry */.PK)(project, entry);
    const recorded = digests.sha256 === undefined || revision === undefined
        ? undefined
        : {
            path: key.path,
            ...{ size, revision, sha256: digests.sha256, altered: false, executable: false, filename }
        };
    return { key, localname: filename, recorded };
}
/** No version matches, or none that does has a file that fits. */
function nothingFound(store, project, { specifier, target }, releases) {
    const version = (0,specifiers/* choose */.Sw)(specifier, releases);
    const release = releases.find((each) => each.version === version);
    if (release === undefined) {
        const yanked = releases.filter((each) => each.yanked).map((each) => each.version);
        const passed = (0,specifiers/* matching */.wC)(specifier, yanked);
        if (passed.length > 0)
            return allYanked(store, project, passed);
        const wanted = (0,specifiers/* renderSpecifier */.nq)(specifier) || 'that is not yanked';
        return (0,yank.noVersion)(store, project, wanted, project.record?.entries ?? []);
    }
    const files = offeredOf(release, specifier).map((entry) => isAdmitted(entry, target)
        ? entry.filename
        : `${entry.filename} (Requires-Python ${entry.requiresPython ?? ''})`);
    const others = matchingOf(specifier, releases).filter((each) => each !== version);
    const also = others.length === 0 ? '' : ` No other version that matches has one either: ${someOf(others)}.`;
    return new errors/* RegistryError */.gl('not-found', `${project.name} ${release.version} in ${store.name} has no file for ${wordsOf(target)}`, { hint: `It has ${someOf(files)}.${also}` });
}
function allYanked(store, { name }, versions) {
    return new errors/* RegistryError */.gl('not-found', `all versions of ${name} in ${store.name} that match are yanked: ${someOf(versions)}`, { hint: `Name one exactly to get it all the same: \`${name}==${versions[0] ?? ''}\`.` });
}
function wordsOf({ python, platform }) {
    return [python, platform].filter((each) => each !== undefined).join(' on ');
}
function someOf(texts) {
    const more = texts.length > MOST ? ` and ${texts.length - MOST} more` : '';
    return `${texts.slice(0, MOST).join(', ')}${more}`;
}
const MOST = 5;


/***/ })

};
