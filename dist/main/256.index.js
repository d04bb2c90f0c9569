export const id = 256;
export const ids = [256];
export const modules = {

/***/ 2150:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ nextEntries)
/* harmony export */ });
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8321);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3653);
/* harmony import */ var _distributions_metadata_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5624);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2734);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(546);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7985);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8138);
/* harmony import */ var _storing_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4903);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4057);










/**
 * The entries as a record's next state has them: those that another tool wrote with its serial, and one description among
 * them, that of the latest version. Records that only get more entries do not need to look for that.
 */
async function nextEntries(store, project, { entries, serial }) {
    const baseUrl = await (0,_base_url_js__WEBPACK_IMPORTED_MODULE_2__.baseUrlOf)(store, entries);
    return (0,_entries_js__WEBPACK_IMPORTED_MODULE_4__/* .withOneDescription */ .ne)(await describeLatest(store, project, (0,_entries_js__WEBPACK_IMPORTED_MODULE_4__/* .claimed */ .Sf)(entries, { serial, baseUrl })));
}
/**
 * The entries with a description for the latest version. Another version may have become the latest, whose description
 * the record has not kept: then it is read from the metadata beside one of its wheels, where there is any.
 */
async function describeLatest(store, project, entries) {
    const latest = (0,_releases_js__WEBPACK_IMPORTED_MODULE_7__/* .latestVersion */ .q)(entries);
    const release = entries.filter(({ version }) => latest !== undefined && (0,_versions_js__WEBPACK_IMPORTED_MODULE_9__/* .versionKey */ ._5)(version) === (0,_versions_js__WEBPACK_IMPORTED_MODULE_9__/* .versionKey */ ._5)(latest));
    if (release.some(({ info }) => info.description !== ''))
        return entries;
    const described = release.find(({ coreMetadata, source }) => coreMetadata !== undefined && source === undefined);
    const description = described === undefined ? '' : await descriptionOf(store, project, described);
    if (description === '')
        return entries;
    return entries.map((entry) => (entry === described ? (0,_record_js__WEBPACK_IMPORTED_MODULE_6__/* .changeEntry */ .df)(entry, { description }) : entry));
}
async function descriptionOf(store, project, { filename, version }) {
    const key = (0,_storing_js__WEBPACK_IMPORTED_MODULE_8__/* .keyOf */ .TN)(project, version, (0,_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .metadataName */ .FF)(filename));
    try {
        const opened = await store.artifacts.open(key);
        if (opened === undefined)
            return '';
        return (0,_distributions_metadata_js__WEBPACK_IMPORTED_MODULE_3__/* .parseMetadata */ .j)(await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__.buffer)(opened.body), key.path).description ?? '';
    }
    catch (error) {
        // What is wrong with it is for a check to say.
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isRegistryError */ .IP)(error, 'corrupt'))
            return '';
        throw error;
    }
}


/***/ }),

/***/ 2259:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zj: () => (/* binding */ losing),
/* harmony export */   hF: () => (/* binding */ withPages),
/* harmony export */   kI: () => (/* binding */ emptiedOf),
/* harmony export */   u1: () => (/* binding */ forgottenIn)
/* harmony export */ });
/* harmony import */ var p_map__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(606);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7934);
/* harmony import */ var _pages_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5176);



/** Versions, as they were spelt, of which no file is left: their pages must not go on naming one. */
function emptiedOf(entries, { files, versions }) {
    const alive = new Set(entries.map(({ version }) => version));
    const emptied = new Map();
    const gone = [
        ...files.values(),
        ...[...versions].map(([version, serial]) => ({ version, serial }))
    ];
    for (const { version, serial } of gone) {
        if (alive.has(version))
            continue;
        const known = emptied.get(version);
        if (known === undefined || known.serial < serial)
            emptied.set(version, { version, serial });
    }
    return [...emptied.values()].sort((one, other) => (one.version < other.version ? -1 : 1));
}
/** Versions that may have pages, and that neither a file nor a tombstone speaks for. */
function forgottenIn({ versions }, entries, tombstones) {
    if (versions.size === 0)
        return [];
    const known = new Set([
        ...entries.map(({ version }) => version),
        ...emptiedOf(entries, tombstones).map(({ version }) => version)
    ]);
    return [...versions].filter((version) => !known.has(version) && (0,_pages_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .canHavePage */ .u)(version));
}
/** Those versions of a project that do have pages: somebody else's folders are left alone. */
async function withPages(store, folder, versions) {
    const pageOf = async (version) => {
        const { body } = await store.documents.read(`${folder}/${version}/json`);
        return body !== undefined && isPage(body) ? [version] : [];
    };
    return (await (0,p_map__WEBPACK_IMPORTED_MODULE_1__/* ["default"] */ .Ay)(versions, pageOf, { concurrency: 16 })).flat();
}
const pageSchema = valibot__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qFJ(), valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ info: valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ version: valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }), urls: valibot__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J()) }));
/** True for Warehouse's JSON of a version, whoever made it. */
function isPage(body) {
    return valibot__WEBPACK_IMPORTED_MODULE_2__.is(pageSchema, Buffer.from(body).toString('utf8'));
}
/** Versions whose last files a record is about to lose otherwise than by a removal. */
function losing(before, after, { files }) {
    const alive = new Set(after.map(({ version }) => version));
    const lost = before.filter(({ filename, version }) => !alive.has(version) && !files.has(filename));
    return [...new Set(lost.map(({ version }) => version))].filter(_pages_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .canHavePage */ .u);
}


/***/ }),

/***/ 5176:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ versionPages),
/* harmony export */   u: () => (/* binding */ canHavePage)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4057);

/**
 * The versions that have pages, a page a spelling, each with the whole release. A version that was emptied keeps its
 * page; where the release goes on under another spelling, that page shows it.
 */
function versionPages(releases, emptied) {
    const pages = new Map();
    for (const release of releases)
        for (const spelling of release.spellings)
            pages.set(spelling, { spelling, release, serial: release.serial });
    if (emptied.length > 0) {
        const byKey = new Map(releases.map((release) => [(0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionKey */ ._5)(release.version), release]));
        const highest = new Map();
        for (const { version, serial } of emptied) {
            const key = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionKey */ ._5)(version);
            highest.set(key, Math.max(serial, highest.get(key) ?? byKey.get(key)?.serial ?? 0));
        }
        for (const { version } of emptied) {
            const key = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionKey */ ._5)(version);
            pages.set(version, { spelling: version, release: byKey.get(key), serial: highest.get(key) ?? 0 });
        }
    }
    return [...pages.values()].filter(({ spelling }) => canHavePage(spelling));
}
/**
 * True for a version that can be the name of a folder in that of its project. Legacy versions may be anything; one that
 * is called like a document or a file would be in its way.
 */
function canHavePage(version) {
    return version.length <= MOST_CHARACTERS && FOLDER.test(version) && !FILE.test(version);
}
/** Files and folders have names of 255 bytes at most. */
const MOST_CHARACTERS = 200;
const FOLDER = /^[0-9A-Za-z](?:[0-9A-Za-z._+!-]*[0-9A-Za-z_+!-])?$/;
const FILE = /^json$|\.(?:json|html|metadata|asc|provenance|whl|egg|zip|tar|gz|tgz|bz2|xz|z|exe|msi|rpm|deb|dmg)$/i;


/***/ }),

/***/ 7895:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Kr: () => (/* binding */ completePages),
  _: () => (/* binding */ hasSerialPage),
  YB: () => (/* binding */ nextSerial),
  E0: () => (/* binding */ pagesOf),
  Cp: () => (/* binding */ projectRender),
  Wh: () => (/* binding */ readProject),
  zv: () => (/* binding */ recordOf)
});

// EXTERNAL MODULE: ./src/python/gone.ts
var gone = __webpack_require__(2259);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/python/pages/address.ts
var pages_address = __webpack_require__(3925);
// EXTERNAL MODULE: ./src/python/pages/html.ts
var html = __webpack_require__(2104);
// EXTERNAL MODULE: ./src/python/pages/page.ts
var pages_page = __webpack_require__(2022);
// EXTERNAL MODULE: ./src/python/pages/files.ts
var pages_files = __webpack_require__(9466);
// EXTERNAL MODULE: ./src/python/pages/frame.ts + 1 modules
var pages_frame = __webpack_require__(4196);
// EXTERNAL MODULE: ./src/python/names.ts
var names = __webpack_require__(3442);
;// CONCATENATED MODULE: ./src/python/pages/metadata.ts

/** How a project calls itself: as its metadata spells the name, where that is the same name. */
function spelledName(name, entry) {
    if (entry === undefined || entry.name === name)
        return name;
    return (0,names/* normalizeName */.Pc)(entry.name) === name ? entry.name : name;
}
/** Names and addresses of the authors, else of the maintainers, in a line; empty where nobody is named. */
function authorsOf(info) {
    return joined(info.author, info.authorEmail) || joined(info.maintainer, info.maintainerEmail);
}
/** The licence in a few words, where its field holds the whole text as well; empty where none is named. */
function licenseOf({ licenseExpression, license, classifiers }) {
    if (licenseExpression !== '')
        return licenseExpression;
    const [line = ''] = license.trim().split(/[\r\n]/);
    if (line !== '')
        return line.length > 80 ? `${line.slice(0, 79)}…` : line;
    const classified = classifiers.filter((each) => each.startsWith('License :: '));
    return classified.map((each) => each.slice(each.lastIndexOf(':: ') + 3)).join(', ');
}
/** The links of a project: label and what should be an address, each address once. */
function linksOf({ projectUrls, homePage, downloadUrl }) {
    const labelled = new Set(projectUrls.map(([, address]) => address));
    const plain = [['Home page', homePage], ['Download', downloadUrl]];
    return [...plain.filter(([, address]) => address !== '' && !labelled.has(address)), ...projectUrls];
}
function joined(...parts) {
    return parts.filter((part) => part !== '').join(', ');
}

// EXTERNAL MODULE: ./src/python/pages/parts.ts
var parts = __webpack_require__(8847);
// EXTERNAL MODULE: ./src/python/pages/versions.ts
var versions = __webpack_require__(5176);
;// CONCATENATED MODULE: ./src/python/pages/project-page.ts







/**
 * The page of a project for installers and people, https://packaging.python.org/specifications/simple-repository-api/.
 *
 * Every `<a>` is a file. Installers take each for one, wherever it leads: pip, uv and poetry would install from a
 * "Download" link that looks like a distribution, uv refuses the whole page for a link to `#lang=en`, and others list a
 * home page among the files. So whatever leads elsewhere is a button.
 */
function projectPage({ name, releases, latest, serial, toFolder }) {
    const shown = spelledName(name, latest?.speaker.entry);
    return (0,pages_frame/* framed */.Q)({
        title: latest === undefined ? shown : `${shown} ${latest.version}`,
        serial,
        body: (0,html/* markup */.PT) `<form>
<nav><button formaction="${(0,pages_address/* addressBelow */.CY)('../', 'index.html')}">All projects</button></nav>
<h1>${shown} <small>${latest?.version}</small></h1>
${latest === undefined ? NOTHING : about(latest.speaker.entry, name)}
${releases.length === 0 ? undefined : (0,html/* markup */.PT) `<h2>${(0,parts/* counted */.hS)(releases.length, 'version')}</h2>`}
${releases.map((release) => releaseCard(release, release === latest, toFolder))}</form>`
    });
}
const NOTHING = (0,html/* markup */.PT) `<p class="lead">All files of this project were removed.</p>`;
function about(entry, name) {
    const { info, requiresPython, baseUrl } = entry;
    const index = baseUrl === undefined ? undefined : (0,pages_address/* webBase */.me)(baseUrl);
    return (0,html/* markup */.PT) `${(0,parts/* lead */.HI)(entry)}
${(0,parts/* installing */.A1)({ what: name, index, path: `${name}/` })}
${(0,parts/* facts */.Ix)([
        ['Python', requiresPython],
        ['Licence', licenseOf(info)],
        ['Author', authorsOf(info)],
        ['Keywords', info.keywords],
        ['Links', (0,parts/* listed */.KE)(linksOf(info).map(linkOf))]
    ])}`;
}
/** A button that leads there; a text, where that is not safe, or where there is a query, which buttons would lose. */
function linkOf([label, text]) {
    const address = text.includes('?') ? undefined : (0,pages_address/* externalAddress */.qj)(text);
    const shown = (0,html/* markup */.PT) `<bdi>${text}</bdi>`;
    return (0,html/* markup */.PT) `${label}: ${address === undefined ? shown : (0,html/* markup */.PT) `<button formaction="${address}">${shown}</button>`}`;
}
function releaseCard(release, isLatest, toFolder) {
    const { version, yanked, stage, uploadTime, files } = release;
    return (0,html/* markup */.PT) `<details${(0,html/* attributes */.uK)({ open: isLatest ? '' : undefined })}>
<summary><strong>${version}</strong>${isLatest ? LATEST : undefined}${stage === 'pre-release' ? PRE_RELEASE : undefined}\
${(0,parts/* yankedMark */.eW)(yanked)} ${(0,parts/* day */.vd)(uploadTime)} <span class="soft">${(0,parts/* counted */.hS)(files.length, 'file')}</span></summary>
<table>
${files.map((file) => fileRow(file, release, toFolder))}</table>
${(0,versions/* canHavePage */.u)(version) ? moreAbout(version) : undefined}</details>
`;
}
const LATEST = (0,html/* markup */.PT) `<mark>latest</mark>`;
const PRE_RELEASE = (0,html/* markup */.PT) `<mark>pre-release</mark>`;
function fileRow(file, { yanked }, toFolder) {
    const { entry, uploadTime } = file;
    return (0,html/* markup */.PT) `<tr><td><a href="${(0,pages_files/* linkAddress */.$i)(file, toFolder)}"${file.attributes}>${entry.filename}</a>\
${yanked === undefined ? (0,parts/* yankedMark */.eW)(entry.yanked) : undefined}</td><td>${(0,parts/* kindOf */.I)(entry)}</td>\
<td>${(0,parts/* readableSize */.g1)(entry.size)}</td><td>${(0,parts/* day */.vd)(uploadTime)}</td></tr>
`;
}
function moreAbout(version) {
    return (0,html/* markup */.PT) `<p><button formaction="${(0,pages_address/* addressBelow */.CY)('', version, '')}">More about ${version}</button></p>
`;
}

// EXTERNAL MODULE: ./src/python/versions.ts
var python_versions = __webpack_require__(4057);
;// CONCATENATED MODULE: ./src/python/pages/releases.ts


/** The releases of a project, the newest first, legacy versions last. The order of the record plays no part. */
function releasesOf(record, folder) {
    const groups = [];
    const bySpelling = new Map();
    for (const spelling of (0,python_versions/* newestFirst */.ll)(new Set(record.entries.map(({ version }) => version)))) {
        const version = (0,python_versions/* parseVersion */.ot)(spelling);
        const before = groups.at(-1);
        // Equal versions stand beside each other.
        const group = before !== undefined && areEqual(before.version, version) ? before : newGroup(version);
        if (group !== before)
            groups.push(group);
        group.spellings.push(spelling);
        group.canonical.add(version === undefined ? spelling : (0,python_versions/* renderVersion */.pv)(version));
        bySpelling.set(spelling, group);
    }
    for (const entry of record.entries)
        bySpelling.get(entry.version)?.entries.push(entry);
    return groups.map((group) => releaseOf(group, folder));
}
/**
 * The release that stands for the project: as Warehouse has it one that was not yanked before one that was, a final
 * one before a pre-release, and then the newest. Undefined where there is no release.
 */
function latestRelease(releases) {
    const offered = releases.filter(({ yanked }) => yanked === undefined);
    const candidates = offered.length === 0 ? releases : offered;
    return candidates.find(({ stage }) => stage === 'final') ?? candidates[0];
}
function newGroup(version) {
    return { version, spellings: [], canonical: new Set(), entries: [] };
}
/** A legacy version is equal to none. */
function areEqual(one, other) {
    return one !== undefined && other !== undefined && (0,python_versions/* compareVersions */.Zy)(one, other) === 0;
}
function releaseOf({ version, spellings, canonical, entries }, folder) {
    const files = entries.sort(byName).map((entry) => (0,pages_files/* viewFile */.Ie)(entry, folder));
    const [first] = files;
    if (first === undefined)
        throw new Error('A release has no files');
    const times = files.map(({ uploadTime }) => uploadTime).filter((time) => time !== undefined);
    return {
        version: first.entry.version,
        spellings,
        canonical: [...canonical],
        files,
        speaker: first,
        stage: version === undefined ? 'legacy' : (0,python_versions/* isPrerelease */.V1)(version) ? 'pre-release' : 'final',
        yanked: entries.some(({ yanked }) => yanked === undefined) ? undefined : first.entry.yanked,
        uploadTime: times.reduce(earlier, undefined),
        serial: entries.reduce((highest, { serial }) => Math.max(highest, serial), 0)
    };
}
function byName(one, other) {
    return one.filename < other.filename ? -1 : one.filename > other.filename ? 1 : 0;
}
function earlier(one, other) {
    return one === undefined || other < one ? other : one;
}

// EXTERNAL MODULE: ./src/python/pages/simple-json.ts
var simple_json = __webpack_require__(5446);
;// CONCATENATED MODULE: ./src/python/pages/version-page.ts






/** The page of one version for people: its files, and all that its metadata says. No installer reads it. */
function versionPage(page) {
    const { name, version, release, serial, toProject } = page;
    const shown = spelledName(name, release?.speaker.entry);
    return (0,pages_frame/* framed */.Q)({
        title: `${shown} ${version}`,
        serial,
        body: (0,html/* markup */.PT) `<nav><a href="${(0,pages_address/* addressBelow */.CY)(toProject, 'index.html')}">All versions of ${shown}</a> \
<a href="${(0,pages_address/* addressBelow */.CY)(`${toProject}../`, 'index.html')}">All projects</a></nav>
<h1>${shown} <small>${version}</small></h1>
${release === undefined ? REMOVED : version_page_about(page, release)}`
    });
}
const REMOVED = (0,html/* markup */.PT) `<p class="lead">The files of this version were removed.</p>`;
function version_page_about({ name, version, toFolder }, release) {
    const { speaker, files, yanked, stage } = release;
    const { entry } = speaker;
    return (0,html/* markup */.PT) `${(0,parts/* lead */.HI)(entry)}
${(0,parts/* yankedMark */.eW)(yanked)}
${stage === 'legacy' ? undefined : install(entry, name, version)}
<h2>${(0,parts/* counted */.hS)(files.length, 'file')}</h2>
<div class="card"><table>
${files.map((file) => version_page_fileRow(file, yanked === undefined, toFolder))}</table></div>
<h2>Metadata</h2>
${metadata(entry)}`;
}
function install({ baseUrl }, name, version) {
    return (0,parts/* installing */.A1)({
        what: `'${name}==${version}'`,
        index: baseUrl === undefined ? undefined : (0,pages_address/* webBase */.me)(baseUrl),
        path: `${name}/${(0,pages_address/* encodeSegment */.ug)(version)}/`
    });
}
function version_page_fileRow(file, marksYanked, toFolder) {
    const { entry, coreMetadata, uploadTime } = file;
    return (0,html/* markup */.PT) `<tr><td><a href="${(0,pages_files/* linkAddress */.$i)(file, toFolder)}"${file.attributes}>${entry.filename}</a>\
${marksYanked ? (0,parts/* yankedMark */.eW)(entry.yanked) : undefined}
<p class="soft">${(0,parts/* kindOf */.I)(entry)}${coreMetadata === undefined ? undefined : beside(file, toFolder, 'metadata')}\
${entry.hasSignature ? beside(file, toFolder, 'signature') : undefined}\
${entry.hasProvenance ? beside(file, toFolder, 'provenance') : undefined}</p>
<code class="soft">${(0,pages_files/* linkDigest */.le)(entry)?.join(' ')}</code></td>\
<td>${(0,parts/* readableSize */.g1)(entry.size)}</td><td>${(0,parts/* day */.vd)(uploadTime)}</td></tr>
`;
}
function beside(file, toFolder, what) {
    return (0,html/* markup */.PT) ` &middot; <a href="${file.address(toFolder, what)}">${what}</a>`;
}
function metadata({ name, requiresPython, info }) {
    return (0,parts/* facts */.Ix)([
        ['Name', name],
        ['Author', info.author],
        ['Author email', info.authorEmail],
        ['Maintainer', info.maintainer],
        ['Maintainer email', info.maintainerEmail],
        ['Licence', info.licenseExpression === '' ? info.license : info.licenseExpression],
        ['Licence files', (0,parts/* listed */.KE)(info.licenseFiles)],
        ['Links', (0,parts/* listed */.KE)(linksOf(info).map(version_page_linkOf))],
        ['Keywords', info.keywords],
        ['Platform', info.platform],
        ['Python', requiresPython],
        ['Requires', (0,parts/* listed */.KE)(info.requiresDist)],
        ['Extras', info.providesExtra.join(', ')],
        ['Classifiers', (0,parts/* listed */.KE)(info.classifiers)]
    ]);
}
/** A link where a browser comes to no harm, else a text. */
function version_page_linkOf([label, text]) {
    const address = (0,pages_address/* externalAddress */.qj)(text);
    if (address === undefined)
        return (0,html/* markup */.PT) `${label}: <bdi>${text}</bdi>`;
    return (0,html/* markup */.PT) `${label}: <a href="${address}" rel="nofollow noreferrer"><bdi>${text}</bdi></a>`;
}

;// CONCATENATED MODULE: ./src/python/pages/warehouse.ts


/** Warehouse's JSON of a project: about its latest version, with the files of all. Its keys are those of Warehouse's own. */
function warehouseProject({ name, releases, latest, serial, toFolder }) {
    const described = latest?.files.find(({ entry }) => entry.info.description !== '')?.entry.info;
    const version = latest?.version ?? '';
    const info = infoOf({ name, version, speaker: latest?.speaker.entry, toProject: './' }, latest);
    return JSON.stringify({
        info: described === undefined ? info : { ...info, ...descriptionOf(described) },
        last_serial: serial,
        ownership: OWNERSHIP,
        releases: Object.fromEntries(releases.map((release) => [release.version, filesOf(release, toFolder)])),
        urls: latest === undefined ? [] : filesOf(latest, toFolder),
        vulnerabilities: []
    });
}
/**
 * Warehouse's JSON of one version: as that of a project, without the files of other versions. The description is empty:
 * a record keeps that of the newest version alone.
 */
function warehouseVersion({ name, version, release, serial, toFolder }) {
    const spelled = release?.files.find(({ entry }) => entry.version === version);
    const speaker = (spelled ?? release?.speaker)?.entry;
    return JSON.stringify({
        info: infoOf({ name, version, speaker, toProject: '../' }, release),
        last_serial: serial,
        ownership: OWNERSHIP,
        urls: release === undefined ? [] : filesOf(release, toFolder),
        vulnerabilities: []
    });
}
/** This index has no users. */
const OWNERSHIP = { organization: null, roles: [] };
function infoOf({ name, version, speaker, toProject }, release) {
    const info = speaker?.info ?? {};
    const web = speaker?.baseUrl === undefined ? undefined : (0,pages_address/* webBase */.me)(speaker.baseUrl);
    const project = web === undefined ? toProject : (0,pages_address/* textOf */.b6)((0,pages_address/* addressBelow */.CY)(web, name, ''));
    return {
        author: given(info.author),
        author_email: given(info.authorEmail),
        bugtrack_url: null,
        classifiers: info.classifiers ?? [],
        ...descriptionOf({ description: '', descriptionContentType: info.descriptionContentType ?? '' }),
        docs_url: null,
        download_url: given(info.downloadUrl),
        downloads: { last_day: -1, last_month: -1, last_week: -1 },
        dynamic: some(info.dynamic),
        home_page: given(info.homePage),
        keywords: given(info.keywords),
        license: given(info.license),
        license_expression: given(info.licenseExpression),
        license_files: some(info.licenseFiles),
        maintainer: given(info.maintainer),
        maintainer_email: given(info.maintainerEmail),
        name: speaker?.name ?? name,
        package_url: project,
        platform: given(info.platform),
        project_url: project,
        project_urls: urlsOf(info),
        provides_extra: some(info.providesExtra),
        release_url: (0,versions/* canHavePage */.u)(version) ? (0,pages_address/* textOf */.b6)((0,pages_address/* addressBelow */.CY)(project, version, '')) : project,
        requires_dist: some(info.requiresDist),
        requires_python: given(speaker?.requiresPython),
        summary: given(info.summary),
        version,
        yanked: release?.yanked !== undefined,
        yanked_reason: given(release?.yanked)
    };
}
/**
 * As Warehouse has them: a home page and a download under labels of its own, before the rest; what repeats one of the two
 * is left out.
 */
function urlsOf({ homePage = '', downloadUrl = '', projectUrls = [] }) {
    const repeats = ([label, url]) => {
        const name = label.toLowerCase().replace(/[-_]/g, '');
        return (name === 'homepage' && url === homePage) || (name === 'downloadurl' && url === downloadUrl);
    };
    const all = [
        ...(homePage === '' ? [] : [['Homepage', homePage]]),
        ...(downloadUrl === '' ? [] : [['Download', downloadUrl]]),
        ...projectUrls.filter((pair) => !repeats(pair))
    ];
    return all.length === 0 ? null : Object.fromEntries(all);
}
function descriptionOf({ description, descriptionContentType }) {
    return { description, description_content_type: given(descriptionContentType) };
}
function filesOf({ files }, toFolder) {
    return files.map((file) => warehouseFile(file, toFolder));
}
function warehouseFile({ entry, uploadTime, coreMetadata, address }, toFolder) {
    return {
        comment_text: given(entry.comment),
        'core-metadata': coreMetadata === undefined ? false : { sha256: coreMetadata },
        digests: entry.digests,
        downloads: -1,
        filename: entry.filename,
        has_sig: entry.hasSignature,
        md5_digest: entry.digests.md5 ?? null,
        packagetype: entry.packagetype,
        python_version: entry.pythonVersion,
        requires_python: given(entry.requiresPython),
        size: entry.size,
        upload_time: uploadTime?.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length) ?? null,
        upload_time_iso_8601: uploadTime ?? null,
        url: (0,pages_address/* textOf */.b6)(address(toFolder)),
        yanked: entry.yanked !== undefined,
        yanked_reason: given(entry.yanked)
    };
}
function given(text) {
    return text === undefined || text === '' ? null : text;
}
function some(list) {
    return list === undefined || list.length === 0 ? null : list;
}

;// CONCATENATED MODULE: ./src/python/pages/project.ts










/**
 * The pages of a project: for installers and people in HTML, the simple API as JSON, Warehouse's JSON, and both for each
 * version. A page about one version says nothing that changes with another, so its bytes change with its serial alone, and
 * bodies are made when they are asked for: a push to a project of many versions needs those of few.
 *
 * Where the files lie in a folder of another name, its addresses stay true as well: the pages are there twice, except
 * for those that only this index knows.
 */
function renderProject(project) {
    const releases = releasesOf(project.record, project.folder);
    const state = {
        ...project,
        releases,
        latest: latestRelease(releases),
        versions: (0,versions/* versionPages */.d)(releases, project.emptied)
    };
    const former = project.folder === project.name ? [] : pagesBelow(state, project.folder);
    return [...pagesBelow(state, project.name), simplePage(state), ...former];
}
/** The pages in a folder: that of the normalised name, which also has an `index.html`, or that of the files. */
function pagesBelow(state, folder) {
    const { name, releases, latest, record } = state;
    const { serial } = record;
    const own = folder === name;
    const toFolder = folder === state.folder ? '' : `../${(0,pages_address/* encodeSegment */.ug)(state.folder)}/`;
    const page = (0,pages_page/* once */.O)(() => (0,html/* bytesOf */.$$)(projectPage({ name, releases, latest, serial, toFolder })));
    const json = () => Buffer.from(warehouseProject({ name, releases, latest, serial, toFolder }));
    return [
        (0,pages_page/* pageOf */.Z)({ path: `${folder}/`, kind: 'html', body: page, serial }),
        ...(own ? [(0,pages_page/* pageOf */.Z)({ path: `${folder}/index.html`, kind: 'html', body: page, serial })] : []),
        (0,pages_page/* pageOf */.Z)({ path: `${folder}/json`, kind: 'json', body: json, serial }),
        ...state.versions.flatMap((version) => pagesOfVersion(state, folder, version))
    ];
}
function pagesOfVersion({ name, folder: files }, folder, { spelling, release, serial }) {
    const own = folder === name;
    const toFolder = folder === files ? '../' : `../../${(0,pages_address/* encodeSegment */.ug)(files)}/`;
    const toProject = own ? '../' : `../../${(0,pages_address/* encodeSegment */.ug)(name)}/`;
    const path = `${folder}/${spelling}/`;
    const version = { name, version: spelling, release, serial, toFolder };
    return [
        (0,pages_page/* pageOf */.Z)({
            path,
            ...(own ? { orElse: `${path}index.html` } : {}),
            kind: 'html',
            body: () => (0,html/* bytesOf */.$$)(versionPage({ ...version, toProject })),
            serial
        }),
        (0,pages_page/* pageOf */.Z)({ path: `${path}json`, kind: 'json', body: () => Buffer.from(warehouseVersion(version)), serial })
    ];
}
function simplePage({ name, folder, releases, record: { serial } }) {
    const path = `${layout/* JSON_ROOT */.wj}${name}/`;
    const toFolder = `../../${(0,pages_address/* encodeSegment */.ug)(folder)}/`;
    return (0,pages_page/* pageOf */.Z)({
        path,
        orElse: `${path}index.json`,
        kind: 'simple',
        body: () => Buffer.from((0,simple_json/* simpleProject */.eG)({ name, releases, serial, toFolder })),
        serial
    });
}

// EXTERNAL MODULE: ./src/python/record.ts
var record = __webpack_require__(7985);
// EXTERNAL MODULE: ./src/python/serials.ts
var serials = __webpack_require__(6875);
// EXTERNAL MODULE: ./src/python/tombstones.ts
var python_tombstones = __webpack_require__(8924);
;// CONCATENATED MODULE: ./src/python/project.ts






/** Reads the record of the project in a folder. Throws `corrupt` where it is none. */
async function readProject(store, name, folder) {
    const state = await store.documents.read((0,layout/* recordPath */.lX)(folder));
    return { name, folder, state, record: recordOf(store, folder, state.body) };
}
/** The record in the bytes of a document that was read inside an update. */
function recordOf(store, folder, body) {
    return body === undefined ? undefined : (0,record/* parseRecord */.Hh)(body, placeOf(store, folder));
}
/** How the pages of a project come from its record; the tombstones say which versions were emptied. */
function projectRender(store, { name, folder }, tombstones = python_tombstones/* NO_TOMBSTONES */.FR) {
    return (bytes) => pagesOf({ name, folder }, (0,record/* parseRecord */.Hh)(bytes, placeOf(store, folder)), tombstones);
}
/** The pages of a record. */
function pagesOf({ name, folder }, record, tombstones = python_tombstones/* NO_TOMBSTONES */.FR) {
    return renderProject({ name, folder, record, emptied: (0,gone/* emptiedOf */.kI)(record.entries, tombstones) });
}
/** Brings the pages of a project up to its record, which stays as it is. */
async function completePages(store, project) {
    const { folder, record } = project;
    if (record === undefined)
        return;
    const tombstones = record.hasRemovals ? await (0,python_tombstones/* readTombstones */.Bm)(store, folder) : python_tombstones/* NO_TOMBSTONES */.FR;
    await store.documents.complete((0,layout/* recordPath */.lX)(folder), projectRender(store, project, tombstones));
}
/**
 * The serial of the next state of a record: higher than any that was in it, or in its pages where another tool wrote the
 * record and left none. So no state, and no page, ever has the bytes of an earlier one. A project that is new has no
 * pages to look at.
 */
async function nextSerial(store, name, record, { isNew = false } = {}) {
    if (record === undefined && isNew)
        return 1;
    if (record !== undefined && record.serial > 0)
        return record.serial + 1;
    for (const page of serialPages(store, name)) {
        const { body } = await store.documents.read(page);
        const serial = body === undefined ? undefined : (0,serials/* serialOf */.I)(body);
        if (serial !== undefined)
            return serial + 1;
    }
    return 1;
}
/** Whether a listing shows such a page: what is left of a record that was lost. */
function hasSerialPage(store, name, listed) {
    return serialPages(store, name).some((page) => listed.has(page));
}
/**
 * Where the page of a project, by its normalised name, may lie that tells the last serial where the record does not: no other
 * tool writes it. A service that seems to hold pages under a slash may have refused that one.
 */
function serialPages({ limits }, name) {
    const path = `${layout/* JSON_ROOT */.wj}${name}/`;
    return [...(limits.holdsPage(path) ? [path] : []), `${path}index.json`];
}
function placeOf(store, folder) {
    return `${store.name}/${(0,layout/* recordPath */.lX)(folder)}`;
}


/***/ }),

/***/ 4903:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TN: () => (/* binding */ keyOf),
  PK: () => (/* binding */ keyOfEntry),
  iq: () => (/* binding */ putBeside),
  lc: () => (/* binding */ storeAll),
  Jz: () => (/* binding */ storeUpload)
});

// EXTERNAL MODULE: ./node_modules/p-map/index.js
var p_map = __webpack_require__(606);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(2187);
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(9172);
// EXTERNAL MODULE: ./src/stores/released.ts
var released = __webpack_require__(1695);
// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(7763);
;// CONCATENATED MODULE: ./src/transfer/same-bytes.ts



/**
 * True where an artifact that is there has the bytes of one that was to be created: by its digest, or by what the store
 * knows of another tool's artifact; where that is nothing, by its bytes.
 */
async function hasSameBytes(store, { key, body, sha256 }, there) {
    if (there.size !== (0,stores_body/* sizeOf */.$d)(body))
        return false;
    if (there.sha256 !== undefined && !there.altered)
        return there.sha256 === sha256;
    const evidence = await store.artifacts.evidence(key, there.revision);
    if (evidence === undefined) {
        const opened = await store.artifacts.open(key, { revision: there.revision });
        return opened !== undefined && (await (0,stream/* sha256Of */.Bj)(opened.body)) === sha256;
    }
    if (body.kind !== 'file')
        return false;
    return (await (0,digest/* digestOfFile */.Mk)(body.path, body.size, evidence.algorithm)) === evidence.value;
}

// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/python/record.ts
var record = __webpack_require__(7985);
;// CONCATENATED MODULE: ./src/python/storing.ts









/** Where a file of a project is kept. */
function keyOf(project, version, filename) {
    return { package: project.name, version, path: (0,layout/* filePath */.s$)(project.folder, filename), filename };
}
/** Where the file of an entry is: in the store, or on the release of somebody. */
function keyOfEntry(project, { filename, version, source }) {
    if (source === undefined)
        return keyOf(project, version, filename);
    const { path } = (0,released/* elsewhereKey */.iD)({ ...source, asset: filename });
    return { package: project.name, version, path, filename };
}
/**
 * Stores a distribution and what lies beside it, at once: nobody is told of them before the record names the file, and
 * by then each of them is right. Undefined: other bytes are stored under its name, and were left alone.
 */
async function storeUpload(store, { project, upload, overwrite, mending }) {
    const { file, body, beside } = upload;
    const version = file.metadata.version;
    const item = {
        ...{ key: keyOf(project, version, file.filename), body, sha256: file.digests.sha256, executable: false },
        ...{ contentType: 'application/octet-stream', cacheControl: overwrite ? ASK_FIRST : KEEP }
    };
    const others = beside.map((each) => besideItem(keyOf(project, version, each.filename), each));
    const [made, ...outcomes] = await store.artifacts.create([item, ...others]);
    const created = [made, ...outcomes].flatMap((one, index) => {
        const key = [item, ...others][index]?.key;
        const isOwn = one?.outcome === 'created' || (one?.outcome === 'held' && one.there === 'nothing');
        return isOwn && key !== undefined ? [{ key, revision: one.revision }] : [];
    });
    const stored = { upload, isSeen: true, mended: mending, created };
    if (made?.outcome === 'held') {
        // What lies beside a file that waits is as good as what was put there first.
        if (made.there !== 'other')
            return { ...stored, isHeld: true, revision: made.revision };
        await takeBack(store, created);
        return undefined;
    }
    let revision = made?.outcome === 'created' ? made.revision : undefined;
    if (revision === undefined) {
        const there = await store.artifacts.find(item.key);
        if (there === undefined || !(await hasSameBytes(store, item, there))) {
            await takeBack(store, created);
            if (there === undefined)
                throw vanished(store, item.key);
            return undefined;
        }
        revision = there.revision;
        if (overwrite) {
            revision = await writeOver(store, item, there);
            created.push({ key: item.key, revision });
        }
    }
    // A reindex that has missed the file is about to delete what lay beside it.
    const isOwn = overwrite || (mending !== undefined && made?.outcome === 'created');
    const put = async (each) => {
        const key = keyOf(project, version, each.filename);
        if (!isOwn)
            return putBeside(store, key, each);
        created.push({ key, revision: await takeOver(store, besideItem(key, each)) });
    };
    await Promise.all(beside.filter((_, index) => outcomes[index]?.outcome !== 'created').map(put));
    return { ...stored, isHeld: false, revision };
}
/**
 * Deletes what was put beside a file of somebody else, but for metadata: two builds of a version often have the same, so it
 * may be what that one's record tells of. Where it is not, it is replaced before a record does.
 */
async function takeBack(store, created) {
    const own = created.filter(({ key: { filename } }) => !filename.endsWith((0,layout/* metadataName */.FF)('')));
    await Promise.all(own.map(({ key, revision }) => store.artifacts.remove(key, revision)));
}
/** Stores distributions, those of one version at once; undefined: as `storeUpload` says. */
function storeAll(store, { project, uploads, overwrite, known }) {
    return (0,p_map/* default */.Ay)(uploads, (upload) => storeOne(store, { project, upload, overwrite }, known.get(upload.file.filename)), { concurrency: store.limits.atOnce });
}
/**
 * A file that the record has is stored already, and only what lies beside it may be new; unless somebody has deleted it by
 * hand, or something that lay beside it: then it is stored again.
 */
async function storeOne(store, storing, entry) {
    if (entry === undefined)
        return storeUpload(store, storing);
    const { project, upload } = storing;
    const known = { upload, isSeen: false, isHeld: false, revision: entry.revision ?? '' };
    // Nothing is put beside a file on somebody's release.
    if (entry.source !== undefined)
        return { ...known, mended: undefined, created: [] };
    const besideKey = (filename) => keyOf(project, entry.version, filename);
    const key = keyOf(project, upload.file.metadata.version, upload.file.filename);
    const names = announced(entry);
    const [there, ...others] = await Promise.all([key, ...names.map(besideKey)].map((each) => store.artifacts.find(each)));
    const gone = new Set(names.filter((_, index) => there === undefined || others[index] === undefined));
    const left = (0,record/* changeEntry */.df)(entry, {
        has_sig: entry.hasSignature && !gone.has((0,layout/* signatureName */.S1)(entry.filename)),
        provenance: entry.hasProvenance && !gone.has((0,layout/* provenanceName */.HN)(entry.filename))
    });
    if (there === undefined)
        return storeUpload(store, { ...storing, overwrite: false, mending: left });
    const isOther = entry.revision !== undefined && entry.revision !== there.revision;
    const item = { key, body: upload.body, sha256: upload.file.digests.sha256 };
    if (isOther && !(await hasSameBytes(store, item, there)))
        return undefined;
    const created = [];
    for (const beside of upload.beside) {
        const at = besideKey(beside.filename);
        if (gone.has(beside.filename))
            created.push({ key: at, revision: await takeOver(store, besideItem(at, beside)) });
        else if (isNewBeside(entry, beside))
            await putBeside(store, at, beside);
    }
    if (!isOther && created.length === 0)
        return { ...known, mended: undefined, created };
    return { ...known, isSeen: true, mended: left, revision: there.revision, created };
}
/**
 * A file never changes, so whoever has it need not ask for it again. Not `public`: what is fetched with a password is for no cache
 * that others share. Whoever overwrites files pushes them so from the first one on, and says that they may change.
 */
const KEEP = 'max-age=31536000, immutable';
const ASK_FIRST = 'no-cache';
/** What lies beside a file, as its entry says. */
function announced({ filename, coreMetadata, hasSignature, hasProvenance }) {
    return [
        ...(coreMetadata === undefined ? [] : [(0,layout/* metadataName */.FF)(filename)]),
        ...(hasSignature ? [(0,layout/* signatureName */.S1)(filename)] : []),
        ...(hasProvenance ? [(0,layout/* provenanceName */.HN)(filename)] : [])
    ];
}
/** True for a signature, and for attestations, that no entry tells of. */
function isNewBeside(entry, { filename }) {
    return ((filename === (0,layout/* signatureName */.S1)(entry.filename) && !entry.hasSignature) ||
        (filename === (0,layout/* provenanceName */.HN)(entry.filename) && !entry.hasProvenance));
}
/** Stores bytes as this step's own, whoever has stored the same ones. */
async function writeOver(store, item, there) {
    const revision = await write(store, item, there);
    if (revision === undefined)
        throw vanished(store, item.key);
    return revision;
}
/** The same, whoever stores and deletes there at this moment. */
async function takeOver(store, item) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const revision = await write(store, item, await store.artifacts.find(item.key));
        if (revision !== undefined)
            return revision;
    }
    throw vanished(store, item.key);
}
/** Stores bytes in the place of what was seen there, and answers their revision; undefined where that has changed. */
async function write(store, item, there) {
    if (there === undefined) {
        const [made] = await store.artifacts.create([item]);
        return made === undefined || made.outcome === 'exists' ? undefined : made.revision;
    }
    if (!store.limits.replaces) {
        await store.artifacts.remove(item.key, there.revision);
        return write(store, item, undefined);
    }
    const replaced = await store.artifacts.replace(item, there.revision);
    return replaced.outcome === 'swapped' ? replaced.revision : undefined;
}
/** What lies beside a file is derived from it, or brought along with it: what differs is replaced. */
async function putBeside(store, key, beside) {
    const item = besideItem(key, beside);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { there, same } = await compare(store, item);
        if (same || (await write(store, item, there)) !== undefined)
            return;
    }
    throw vanished(store, key);
}
const ATTEMPTS = 5;
/** What a store notes of a file may be older than its bytes, where somebody changed them by hand: these are what counts. */
async function compare(store, { key, body, sha256: wanted }) {
    const opened = await store.artifacts.open(key);
    if (opened === undefined)
        return { there: undefined, same: false };
    const there = opened.artifact;
    if (there.size === (0,stores_body/* sizeOf */.$d)(body))
        return { there, same: (await (0,stream/* sha256Of */.Bj)(opened.body)) === wanted };
    opened.body.destroy();
    return { there, same: false };
}
function besideItem(key, { bytes, contentType }) {
    return { key, body: { kind: 'buffer', bytes }, sha256: (0,digest/* sha256 */.sc)(bytes), executable: false, contentType };
}
function vanished(store, { path }) {
    return new errors/* RegistryError */.gl('conflict', `${store.name}/${path} was removed or changed by somebody else while it was being pushed`, { hint: 'Push again.' });
}


/***/ }),

/***/ 8924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bm: () => (/* binding */ readTombstones),
/* harmony export */   FR: () => (/* binding */ NO_TOMBSTONES),
/* harmony export */   eD: () => (/* binding */ noteGone),
/* harmony export */   nN: () => (/* binding */ bury),
/* harmony export */   yY: () => (/* binding */ lift)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _stores_update_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4605);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(546);




/** Nothing has gone. */
const NO_TOMBSTONES = { files: new Map(), versions: new Map() };
/** What has gone from the project in a folder. Throws `corrupt` where that can't be read. */
async function readTombstones(store, folder) {
    const { body } = await store.documents.read((0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .tombstonesPath */ .ir)(folder));
    return parseTombstones(store, folder, body);
}
/** Writes down files as removed, before anything of them goes. Returns all of the project. */
function bury(store, folder, files) {
    return change(store, folder, (known) => {
        const added = [...files].filter(([filename]) => !known.files.has(filename));
        return added.length === 0 ? undefined : { ...known, files: new Map([...known.files, ...added]) };
    });
}
/** Writes down versions whose files have gone without a removal, before their pages are emptied. */
function noteGone(store, folder, versions) {
    return change(store, folder, (known) => {
        const added = [...versions].filter(([version, serial]) => serial > (known.versions.get(version) ?? -1));
        return added.length === 0 ? undefined : { ...known, versions: new Map([...known.versions, ...added]) };
    });
}
/** Gives removed names free again. Returns those that stay taken. */
function lift(store, folder, filenames) {
    return change(store, folder, (known) => {
        const kept = [...known.files].filter(([filename]) => !filenames.includes(filename));
        return kept.length === known.files.size ? undefined : { ...known, files: new Map(kept) };
    });
}
async function change(store, folder, next) {
    let result = NO_TOMBSTONES;
    const apply = (current) => {
        const known = parseTombstones(store, folder, current);
        const changed = next(known);
        result = changed ?? known;
        return Promise.resolve(changed === undefined ? undefined : serialize(changed));
    };
    await (0,_stores_update_js__WEBPACK_IMPORTED_MODULE_1__/* .update */ .y)(store.documents, (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .tombstonesPath */ .ir)(folder), apply, {
        message: () => `write down what was removed from ${folder}`
    });
    return result;
}
const serialSchema = valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .minValue */ .Wwf(0));
const schema = valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    files: valibot__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ version: valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), serial: serialSchema })),
    versions: valibot__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), serialSchema), {})
});
function parseTombstones(store, folder, body) {
    if (body === undefined)
        return NO_TOMBSTONES;
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_3__/* .safeParse */ .xLC(valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qFJ(), schema), Buffer.from(body).toString('utf8'));
    if (parsed.success) {
        const { files, versions } = parsed.output;
        return { files: new Map(Object.entries(files)), versions: new Map(Object.entries(versions)) };
    }
    const place = `${store.name}/${(0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .tombstonesPath */ .ir)(folder)}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('corrupt', `${place} is no list of removed files (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(parsed.issues[0].message)})`, {
        hint: 'Put the file right by hand: {"files": {"<file name>": {"version": "<version>", "serial": 0}}}. It keeps removed names from being taken again.'
    });
}
function serialize({ files, versions }) {
    const document = {
        files: sorted(files),
        ...(versions.size === 0 ? {} : { versions: sorted(versions) })
    };
    return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`);
}
function sorted(entries) {
    return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}


/***/ })

};
