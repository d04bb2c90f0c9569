export const id = 653;
export const ids = [653];
export const modules = {

/***/ 3653:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   baseUrlOf: () => (/* binding */ baseUrlOf),
/* harmony export */   linkBase: () => (/* binding */ linkBase)
/* harmony export */ });
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2734);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8959);


/** What links are to begin with in a store: nothing, where it has an absolute address of its own for every file. */
function linkBase({ limits }, baseUrl) {
    return limits.relativeLinks ? baseUrl : undefined;
}
/**
 * What the links of a project begin with: as entries of this program have it, else as the index has it; undefined where
 * links are relative. Another tool's entries do not say it, whatever its pages say.
 */
async function baseUrlOf(store, entries) {
    if (!entries.some(_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .isForeign */ .jq))
        return entries[0]?.baseUrl;
    const own = entries.find((entry) => !(0,_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .isForeign */ .jq)(entry));
    return own === undefined ? (await (0,_root_js__WEBPACK_IMPORTED_MODULE_1__/* .readRoot */ .XD)(store))?.baseUrl : own.baseUrl;
}


/***/ }),

/***/ 2734:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NP: () => (/* binding */ isOwn),
/* harmony export */   Sf: () => (/* binding */ claimed),
/* harmony export */   bk: () => (/* binding */ newEntry),
/* harmony export */   eV: () => (/* binding */ baseUrlIn),
/* harmony export */   jq: () => (/* binding */ isForeign),
/* harmony export */   kS: () => (/* binding */ renewEntry),
/* harmony export */   ne: () => (/* binding */ withOneDescription),
/* harmony export */   py: () => (/* binding */ stamped)
/* harmony export */ });
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7985);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8138);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4057);



/** The entry of a file that is new to its record: Stick's keys in their order, then those that came after it. */
function newEntry(file, around) {
    const { metadata, digests } = file;
    const document = {
        ...metadataKeys(metadata),
        comment_text: '',
        digests: {
            md5: digests.md5 ?? null,
            sha256: digests.sha256 ?? null,
            ...(digests.blake2b_256 === undefined ? {} : { blake2b_256: digests.blake2b_256 })
        },
        etag: around.revision,
        filename: file.filename,
        has_sig: file.hasSignature,
        md5_digest: digests.md5 ?? null,
        packagetype: file.kind === 'wheel' ? 'bdist_wheel' : 'sdist',
        python_version: file.pythonVersion,
        size: file.size,
        // Stick's own times have no zone and end with the seconds.
        upload_time: around.uploadTime.slice(0, 19),
        upload_time_iso_8601: around.uploadTime,
        yanked: false,
        yanked_reason: null,
        core_metadata: file.coreMetadata === undefined ? null : { sha256: file.coreMetadata },
        provenance: file.hasProvenance,
        base_url: around.baseUrl ?? null,
        ...(around.url === undefined ? {} : { url: around.url }),
        ...(around.source === undefined ? {} : { source: around.source }),
        serial: around.serial
    };
    return (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .parseEntry */ .ER)(document, file.filename);
}
/** What of core metadata goes into an entry, under the keys that Stick and Warehouse have for it. */
function metadataKeys(metadata) {
    return {
        author: metadata.author ?? null,
        author_email: metadata.authorEmail ?? null,
        classifiers: metadata.classifiers,
        description: metadata.description ?? null,
        description_content_type: metadata.descriptionContentType ?? null,
        home_page: metadata.homePage ?? null,
        keywords: metadata.keywords ?? null,
        license: metadata.license ?? null,
        maintainer: metadata.maintainer ?? null,
        maintainer_email: metadata.maintainerEmail ?? null,
        name: metadata.name,
        platform: metadata.platforms[0] ?? '',
        // Of labels that stand twice Python's dict() keeps the last, too.
        project_urls: Object.fromEntries(metadata.projectUrls),
        requires_dist: metadata.requiresDist,
        requires_python: metadata.requiresPython ?? null,
        summary: metadata.summary ?? null,
        version: metadata.version,
        metadata_version: metadata.metadataVersion,
        download_url: metadata.downloadUrl ?? null,
        license_expression: metadata.licenseExpression ?? null,
        license_files: metadata.licenseFiles,
        provides_extra: metadata.providesExtra,
        dynamic: metadata.dynamic
    };
}
/**
 * The entry of a file that was read again, from what it says now: what only the record knows stays, which is what other
 * tools wrote, and of the same bytes a yank and a comment.
 */
function renewEntry(entry, made, { isSame }) {
    const next = (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, {
        ...(entry.url === undefined ? {} : { url: null }),
        ...(entry.source === undefined ? {} : { source: null }),
        ...made.document,
        ...(isSame ? keptOf(entry) : {})
    });
    if (isEqual(entry, next))
        return { entry, what: undefined };
    return { entry: next, what: isSame ? 'brought up to date' : 'replaced' };
}
/** What a file says does not tell whether it was yanked. */
function keptOf({ document }) {
    const { yanked, yanked_reason: reason, comment_text: comment } = document;
    return { yanked: yanked ?? false, yanked_reason: reason ?? null, comment_text: comment ?? '' };
}
/** True where entries differ at most in their serials, and in the description, which one entry alone keeps. */
function isEqual(one, other) {
    const plain = ({ document }) => {
        const compared = Object.entries(document).filter(([key]) => key !== 'serial' && key !== 'description');
        return JSON.stringify(compared.sort(([a], [b]) => (a < b ? -1 : 1)));
    };
    return plain(one) === plain(other);
}
/** What absolute links of the index's own files begin with, as far as its entries tell. */
function baseUrlIn(entries) {
    return entries?.find(isOwn)?.baseUrl;
}
/** True for what this program has entered of the index's own files: neither another tool's, nor on somebody's release. */
function isOwn(entry) {
    return !isForeign(entry) && entry.source === undefined;
}
/**
 * The entries with the serial of their next state, and links as the rest has them, for those that another tool wrote. It
 * wrote the pages of their versions as well, and pages are written where a serial changes.
 */
function claimed(entries, { serial, baseUrl }) {
    const change = baseUrl === undefined ? { serial } : { serial, base_url: baseUrl };
    return entries.map((entry) => (isForeign(entry) ? (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, change) : entry));
}
/**
 * The entries with the serial of their next state where a file has gone since `before`: pages have the serials of the
 * files they show, and their bytes must never come back. Of each version that lost a file one of the others takes it,
 * and the last of all where no other entry has.
 */
function stamped(entries, { before, serial }) {
    const kept = new Set(entries.map(({ filename }) => filename));
    const lost = new Set(before.filter(({ filename }) => !kept.has(filename)).map(({ version }) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(version)));
    const owing = new Map();
    if (lost.size > 0)
        for (const entry of entries)
            owing.set((0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(entry.version), entry);
    const taking = new Set([...owing].flatMap(([key, entry]) => (lost.has(key) ? [entry] : [])));
    const last = entries.at(-1);
    if (last !== undefined && taking.size === 0 && entries.every((entry) => entry.serial !== serial))
        taking.add(last);
    return entries.map((entry) => (taking.has(entry) ? (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, { serial }) : entry));
}
/** True for an entry that another tool wrote. */
function isForeign({ serial }) {
    return serial === 0;
}
/**
 * The entries with one description among them, that of the latest version, so that a record does not grow with files
 * times descriptions. No page shows another one.
 */
function withOneDescription(entries) {
    const latest = (0,_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .latestVersion */ .q)(entries);
    const key = latest === undefined ? undefined : (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(latest);
    const keeper = entries.find((entry) => entry.info.description !== '' && (0,_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .versionKey */ ._5)(entry.version) === key)?.filename;
    return entries.map((entry) => entry.info.description === '' || entry.filename === keeper
        ? entry
        : (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .changeEntry */ .df)(entry, { description: '' }));
}


/***/ }),

/***/ 843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ lastSegments)
/* harmony export */ });
/** What the links of an HTML page end in, decoded: files, or folders. Another tool made the page, so it may say anything. */
function lastSegments(page) {
    const text = Buffer.from(page).toString('utf8');
    return [...text.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].flatMap(([, double, single]) => lastSegment(double ?? single ?? ''));
}
/** Stick writes absolute links, others relative ones. */
function lastSegment(href) {
    const path = href.replace(/[?#].*$/, '').replace(/\/(?:index\.html)?$/, '');
    try {
        return [decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))];
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 3925:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CY: () => (/* binding */ addressBelow),
/* harmony export */   Lm: () => (/* binding */ addressFrom),
/* harmony export */   PW: () => (/* binding */ isAddress),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   hQ: () => (/* binding */ withDigest),
/* harmony export */   me: () => (/* binding */ webBase),
/* harmony export */   qj: () => (/* binding */ externalAddress),
/* harmony export */   ug: () => (/* binding */ encodeSegment)
/* harmony export */ });
/** Only this module can make an address. */
const ADDRESS = Symbol('address');
/**
 * The address of a place below another one. `base` is `''`, `'../'` and so on, or what `webBase` gave; the segments are
 * percent-encoded, `+` as well, which S3 takes for a space. An empty segment at the end gives a `/` there.
 */
function addressBelow(base, ...segments) {
    return { [ADDRESS]: base + segments.map(encodeSegment).join('/') };
}
/** An address seen from a page that lies elsewhere: `base` leads there from it. It must not be an absolute one. */
function addressFrom(base, address) {
    return { [ADDRESS]: base + address[ADDRESS] };
}
/** A segment of a path as it stands in an address. */
function encodeSegment(segment) {
    return PLAIN.test(segment) ? segment : encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
/** The same address with a digest in its fragment. The digest is lower-case hex. */
function withDigest(address, algorithm, digest) {
    return { [ADDRESS]: `${address[ADDRESS]}#${algorithm}=${digest}` };
}
/** The address that a stranger's text stands for; undefined where it begins with anything but http, https or mailto. */
function externalAddress(text) {
    const url = parse(text);
    return url !== undefined && HARMLESS.has(url.protocol) ? { [ADDRESS]: url.href } : undefined;
}
/** What absolute links begin with, ending in `/`; undefined where the text can't be that: no query, no fragment. */
function webBase(text) {
    const url = parse(text);
    if (url === undefined || !WEB.has(url.protocol) || /[?#]/.test(url.href))
        return undefined;
    return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
/** True for what this module made. */
function isAddress(value) {
    return typeof value === 'object' && value !== null && ADDRESS in value;
}
/** An address as it is written. In HTML it still has to be escaped. */
function textOf(address) {
    return address[ADDRESS];
}
/** Most segments are, and need no work. */
const PLAIN = /^[\w.-]*$/;
const WEB = new Set(['http:', 'https:']);
const HARMLESS = new Set([...WEB, 'mailto:']);
function parse(text) {
    return URL.canParse(text) ? new URL(text) : undefined;
}


/***/ }),

/***/ 9466:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ linkAddress),
/* harmony export */   Ie: () => (/* binding */ viewFile),
/* harmony export */   le: () => (/* binding */ linkDigest)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(546);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3925);
/* harmony import */ var _html_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2104);



/** A file in a project's folder, as pages show it. */
function viewFile(entry, folder) {
    const web = entry.baseUrl === undefined ? undefined : (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .webBase */ .me)(entry.baseUrl);
    const base = web === undefined ? undefined : `${web}${(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeSegment */ .ug)(folder)}/`;
    const plain = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressBelow */ .CY)(base ?? '', entry.filename);
    const address = (toFolder, beside) => {
        const elsewhere = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .externalAddress */ .qj)(`${entry.url ?? ''}${beside === undefined ? '' : BESIDE[beside]('')}`);
        if (entry.url !== undefined && elsewhere !== undefined)
            return elsewhere;
        const own = beside === undefined ? plain : (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressBelow */ .CY)(base ?? '', BESIDE[beside](entry.filename));
        return base === undefined ? (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressFrom */ .Lm)(toFolder, own) : own;
    };
    const facts = {
        entry,
        address,
        uploadTime: utcTime(entry.uploadTime),
        coreMetadata: sha256Of(entry.coreMetadata),
        provenance: entry.hasProvenance && (entry.url ?? base)?.startsWith('https:') === true
            ? (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(address('', 'provenance'))
            : undefined
    };
    return { ...facts, attributes: linkAttributes(facts) };
}
/** The digest that a link carries: sha256, or md5 where another tool noted no other; undefined where it noted none. */
function linkDigest({ digests }) {
    if (digests.sha256 !== undefined)
        return ['sha256', digests.sha256];
    return digests.md5 === undefined ? undefined : ['md5', digests.md5];
}
/** The address of a file with its digest, as the simple API has it in HTML. */
function linkAddress(file, toFolder) {
    const digest = linkDigest(file.entry);
    const address = file.address(toFolder);
    return digest === undefined ? address : (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .withDigest */ .hQ)(address, ...digest);
}
const BESIDE = { metadata: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .metadataName */ .FF, signature: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .signatureName */ .S1, provenance: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .provenanceName */ .HN };
/**
 * https://packaging.python.org/specifications/simple-repository-api/, and what uv alone reads (size, time). A yank always
 * has a value, since pip does not see an attribute without one; a signature is denied as well as told, so that every link
 * of a page has it. `data-dist-info-metadata`, the former name of `data-core-metadata`, is left out: the only versions of
 * pip that read it alone (22.3 to 23.1) refuse a wheel whose author spells the name otherwise than who asks for it.
 */
function linkAttributes({ entry, coreMetadata, provenance, uploadTime }) {
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_2__/* .attributes */ .uK)({
        'data-requires-python': entry.requiresPython,
        'data-yanked': entry.yanked,
        'data-core-metadata': coreMetadata === undefined ? undefined : `sha256=${coreMetadata}`,
        'data-gpg-sig': String(entry.hasSignature),
        'data-provenance': provenance,
        'data-size': entry.size,
        'data-upload-time': uploadTime
    });
}
function sha256Of(text) {
    const digest = text?.toLowerCase();
    return digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}
const TIME = /^(\d{4}-(?:0[1-9]|1[0-2])-([0-3]\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d{1,6})?\d*(?:(Z)|([+-]\d\d):?(\d\d))$/;
/** Other tools may have written anything. A time that does not exist would make clients refuse the whole page. */
function utcTime(text) {
    const found = TIME.exec(text ?? '');
    if (found === null)
        return undefined;
    const [, seconds = '', day = '', fraction = '', zulu, hours = '', minutes = ''] = found;
    // Every month has 28 days, so most times need no closer look, which would take most of the time of a large page.
    if (zulu !== undefined && day > '00' && day < '29')
        return `${seconds}${fraction}Z`;
    const date = new Date(`${seconds}${zulu ?? `${hours}:${minutes}`}`);
    if (Number.isNaN(date.getTime()))
        return undefined;
    const utc = date.toISOString().slice(0, seconds.length);
    return zulu === undefined || utc === seconds ? `${utc}${fraction}Z` : undefined;
}


/***/ }),

/***/ 4196:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ framed)
});

// EXTERNAL MODULE: ./src/python/pages/html.ts
var html = __webpack_require__(2104);
// EXTERNAL MODULE: ./src/python/pages/simple-json.ts
var simple_json = __webpack_require__(5446);
;// CONCATENATED MODULE: ./src/python/pages/style.ts

/**
 * How pages look: on any screen, in light and in dark. Every page carries it, and installers fetch pages with every
 * install, so it is short.
 */
const STYLE = (0,html/* css */.AH) `
  :root {
    color-scheme: light dark;
    --ink: #1d2329;
    --soft: #5d6874;
    --line: #dde2e7;
    --paper: #fff;
    --card: #f5f7f9;
    --link: #0a5bb5;
    --warn: #8f3700;
    --tint: #ffeede;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ink: #e3e7eb;
      --soft: #98a3ae;
      --line: #323a42;
      --paper: #12161a;
      --card: #1b2127;
      --link: #79b8ff;
      --warn: #ffb27d;
      --tint: #3a2415;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    max-width: 60rem;
    margin: 0 auto;
    padding: 1.25rem 1.25rem 4rem;
    font:
      1rem/1.55 system-ui,
      sans-serif;
    color: var(--ink);
    background: var(--paper);
    overflow-wrap: anywhere;
  }
  a,
  button {
    color: var(--link);
    text-decoration: none;
  }
  a:hover,
  button:hover {
    text-decoration: underline;
  }
  button {
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    cursor: pointer;
  }
  nav > * {
    margin-right: 1.25rem;
  }
  h1 {
    margin: 1.75rem 0 0.25rem;
    font-size: 2rem;
    line-height: 1.2;
  }
  h1 small,
  .soft,
  time,
  dt {
    color: var(--soft);
    font-weight: 400;
  }
  h2 {
    margin: 2.25rem 0 0.75rem;
    font-size: 1.2rem;
  }
  p {
    margin: 0.5rem 0;
  }
  .lead {
    font-size: 1.125rem;
  }
  pre {
    margin: 1.25rem 0 0.25rem;
    padding: 0.75rem 1rem;
    border-radius: 0.5rem;
    background: var(--card);
    white-space: pre-wrap;
  }
  code,
  pre {
    font:
      0.875rem/1.6 ui-monospace,
      Menlo,
      Consolas,
      monospace;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.4rem 1.5rem;
    margin: 1.5rem 0;
  }
  dd {
    margin: 0;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  details,
  .card {
    margin: 0.6rem 0;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
    overflow: hidden;
  }
  summary {
    padding: 0.6rem 1rem;
    cursor: pointer;
  }
  details[open] summary {
    border-bottom: 1px solid var(--line);
    background: var(--card);
  }
  summary > * {
    margin: 0 0.6rem 0 0.25rem;
  }
  mark {
    display: inline-block;
    padding: 0.15rem 0.5rem;
    border-radius: 0.4rem;
    background: var(--line);
    color: inherit;
    font-size: 0.85rem;
  }
  td > a {
    margin-right: 0.5rem;
  }
  .yanked {
    background: var(--tint);
    color: var(--warn);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  td {
    padding: 0.55rem 1rem;
    border-top: 1px solid var(--line);
    vertical-align: top;
  }
  tr:first-child td {
    border: 0;
  }
  td + td {
    width: 1%;
    padding-left: 0;
    white-space: nowrap;
    color: var(--soft);
  }
  td p {
    margin: 0;
  }
  details p {
    padding: 0.55rem 1rem;
    margin: 0;
    border-top: 1px solid var(--line);
  }
  .columns {
    columns: 15rem;
    margin: 1.5rem 0;
  }
  @media (max-width: 40rem) {
    dl,
    td {
      display: block;
    }
    dt {
      margin-top: 0.5rem;
    }
    td + td {
      display: inline-block;
      width: auto;
      padding: 0 0 0.55rem 1rem;
      border: 0;
    }
  }
`;

;// CONCATENATED MODULE: ./src/python/pages/frame.ts



/**
 * A whole page: everything is in it, since an index holds no style sheets, and it needs no script. Other sites do not
 * learn the address of the index from it.
 */
function framed({ title, serial, body }) {
    return (0,html/* markup */.PT) `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="pypi:repository-version" content="${simple_json/* API_VERSION */.mG}">
<meta name="registry:serial" content="${serial}">
<title>${title}</title>
${STYLE}
</head>
<body>
${body}
</body>
</html>
`;
}


/***/ }),

/***/ 2104:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ bytesOf),
/* harmony export */   AH: () => (/* binding */ css),
/* harmony export */   PT: () => (/* binding */ markup),
/* harmony export */   uK: () => (/* binding */ attributes)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3925);

const MARKUP = Symbol('markup');
const ATTRIBUTES = Symbol('attributes');
/**
 * Writes HTML: `` markup`<p title="${text}">${text}</p>` ``. Where a value stands says what it may be: between tags
 * `Content`, in a quoted attribute a text or a number, in one that leads somewhere an `Address`, in a tag itself
 * `Attributes`. Texts are escaped wherever they stand. Any other value, and a value where none is safe (in a script, a
 * style, an attribute without quotes), throws: that is a mistake of the program.
 */
function markup(parts, ...values) {
    const holes = holesOf(parts);
    let text = parts[0] ?? '';
    for (let index = 0; index < values.length; index += 1) {
        text += write(values[index], holes[index]) + (parts[index + 1] ?? '');
    }
    return { [MARKUP]: text };
}
/** Those attributes that have a value. An empty text is one: `data-yanked=""`. */
function attributes(values) {
    let text = '';
    for (const name in values) {
        const value = values[name];
        if (!plain.has(name))
            admit(name);
        if (value !== undefined)
            text += ` ${name}="${escapeText(String(value))}"`;
    }
    return { [ATTRIBUTES]: text };
}
/** Names of attributes that were found to take any text. */
const plain = new Set();
function admit(name) {
    if (!/^[a-z-]+$/.test(name) || holeOf(name) !== 'value')
        throw misplaced(`The attribute ${name}`);
    plain.add(name);
}
/** A style sheet in its element, without the white space. It can hold no values. */
function css({ raw: [sheet = '', ...rest] }) {
    if (rest.length > 0 || sheet.includes('<'))
        throw misplaced('A value or a tag in a style sheet');
    const short = sheet
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,:]) /g, '$1')
        .replaceAll(';}', '}');
    return { [MARKUP]: `<style>${short}</style>` };
}
/** The bytes of a finished page. */
function bytesOf(page) {
    return Buffer.from(page[MARKUP]);
}
function write(value, hole) {
    if (typeof value === 'string' || typeof value === 'number') {
        if (hole === 'content' || hole === 'value')
            return escapeText(String(value));
    }
    else if ((0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .isAddress */ .PW)(value)) {
        if (hole === 'address')
            return escapeText((0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(value));
    }
    else if (value !== undefined && ATTRIBUTES in value) {
        if (hole === 'attributes')
            return value[ATTRIBUTES];
    }
    else if (hole === 'content') {
        return value === undefined ? '' : writeContent(value);
    }
    throw misplaced(`A value of the wrong kind for ${hole ?? 'no place'}`);
}
function writeContent(content) {
    if (MARKUP in content)
        return content[MARKUP];
    if (!(Symbol.iterator in content))
        throw misplaced('An object');
    let text = '';
    for (const each of content)
        text += write(each, 'content');
    return text;
}
/**
 * A line break of the old Macs would become one of Unix on its way through a parser, and a zero or half a character
 * has no place in HTML at all.
 */
const SPECIAL = /[&<>"'\r\0\p{Surrogate}]/gu;
const ESCAPES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
    '\r': '&#13;'
};
/** The same, quick to look for: a half of a pair counts, too. */
const PERHAPS_SPECIAL = /[&<>"'\r\0\ud800-\udfff]/;
function escapeText(text) {
    if (!PERHAPS_SPECIAL.test(text))
        return text;
    return text.replace(SPECIAL, (character) => ESCAPES[character] ?? '\uFFFD');
}
const known = new WeakMap();
function holesOf(parts) {
    const before = known.get(parts);
    if (before !== undefined)
        return before;
    const holes = findHoles(parts);
    known.set(parts, holes);
    return holes;
}
function findHoles(parts) {
    let place = { in: 'content' };
    const holes = [];
    for (const [index, part] of parts.entries()) {
        place = advance(place, part);
        const next = parts[index + 1];
        if (next !== undefined)
            holes.push(holeAt(place, part, next));
    }
    if (place.in !== 'content')
        throw misplaced(`A template that ends within ${place.in}`);
    return holes;
}
function holeAt(place, before, after) {
    if (place.in === 'content')
        return 'content';
    if (place.in === 'tag' && /[a-z0-9"]$/.test(before) && /^[\s>]/.test(after))
        return 'attributes';
    if (place.in === 'attribute') {
        const hole = holeOf(place.name);
        const alone = before.endsWith('="') && after.startsWith('"');
        if (hole === 'value' || (hole === 'address' && alone))
            return hole;
    }
    throw misplaced(`A value in ${place.in === 'attribute' ? place.name : place.in}`);
}
const LEADING = new Set(['href', 'src', 'action', 'formaction']);
/** What an attribute takes; undefined where no value is safe in it. */
function holeOf(attribute) {
    if (LEADING.has(attribute))
        return 'address';
    return attribute === 'style' || attribute.startsWith('on') ? undefined : 'value';
}
const TOKENS = /<!--|<!doctype|<\/?([a-z][a-z0-9]*)|([a-z-]+)="|["<>]/g;
const RAW = new Set(['style', 'script']);
function advance(start, part) {
    let place = start;
    for (const token of part.matchAll(TOKENS))
        place = step(place, token);
    return place;
}
function step(place, [token, element, name]) {
    switch (place.in) {
        case 'content':
            if (token === '<!--' || token === '<' || token === '>')
                throw misplaced(`A bare ${token}`);
            return token.startsWith('<')
                ? { in: 'tag', element: token.startsWith('</') ? '' : (element ?? '') }
                : place;
        case 'tag':
            if (token === '>')
                return RAW.has(place.element) ? { in: 'raw', element: place.element } : { in: 'content' };
            if (name === undefined)
                throw misplaced(`${token} in a tag`);
            return { in: 'attribute', element: place.element, name };
        case 'attribute':
            return token.endsWith('"') ? { in: 'tag', element: place.element } : place;
        case 'raw':
            return token === `</${place.element}` ? { in: 'tag', element: '' } : place;
    }
}
function misplaced(what) {
    return new Error(`${what} can not be written into HTML`);
}


/***/ }),

/***/ 2022:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ once),
/* harmony export */   Z: () => (/* binding */ pageOf)
/* harmony export */ });
/** The kinds of documents that an index has, and how they are sent. */
const CONTENT_TYPES = {
    html: 'text/html; charset=utf-8',
    simple: 'application/vnd.pypi.simple.v1+json',
    json: 'application/json; charset=utf-8'
};
/**
 * A page as stores take it. Caches may keep it, and have to ask before they use it again: with any age at all, somebody
 * who has just pushed a version would be told that it is not there, and installers do not ask twice.
 */
function pageOf({ path, orElse, kind, body, serial }) {
    let made;
    return {
        path,
        orElse,
        get body() {
            return (made ??= body());
        },
        contentType: CONTENT_TYPES[kind],
        cacheControl: 'no-cache',
        serial
    };
}
/** Makes a body when it is asked for, and then keeps it. */
function once(make) {
    let made;
    return () => (made ??= make());
}


/***/ }),

/***/ 8847:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ installing),
/* harmony export */   HI: () => (/* binding */ lead),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   Ix: () => (/* binding */ facts),
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   eW: () => (/* binding */ yankedMark),
/* harmony export */   g1: () => (/* binding */ readableSize),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   vd: () => (/* binding */ day)
/* harmony export */ });
/* harmony import */ var _html_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2104);

/** A size as people read it: `532 B`, `12.3 kB`. */
function readableSize(bytes) {
    let value = bytes;
    let unit = 0;
    for (; value >= 999.5 && unit < UNITS.length - 1; unit += 1)
        value /= 1000;
    return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
/** The day of a time as `FileView` has it. */
function day(time) {
    if (time === undefined)
        return undefined;
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<time>${time.slice(0, 'YYYY-MM-DD'.length)}</time>`;
}
/** How many there are of something: `1 file`, `1,200 files`. */
function counted(count, one) {
    return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${one}${count === 1 ? '' : 's'}`;
}
/** What a file is: `source`, `wheel for py3`. */
function kindOf({ packagetype, pythonVersion }) {
    if (packagetype === 'sdist')
        return 'source';
    const kind = packagetype === 'bdist_wheel' ? 'wheel' : packagetype;
    return pythonVersion === '' ? kind : `${kind} for ${pythonVersion}`;
}
/** A mark that something was yanked, with the reason where one was given; undefined where it was not. */
function yankedMark(reason) {
    if (reason === undefined)
        return undefined;
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<mark class="yanked">yanked${reason === '' ? undefined : (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `: <bdi>${reason}</bdi>`}</mark>`;
}
/** What a project says it is. */
function lead({ info: { summary } }) {
    return summary === '' ? undefined : (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<p class="lead"><bdi>${summary}</bdi></p>`;
}
/** How to install something from this index. */
function installing({ what, index, path }) {
    const address = index ?? (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<var>INDEX</var>`;
    // The same page is found at its folder, and at the `index.html` in it.
    const hint = path === ''
        ? (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `is the address of this page, without <code>index.html</code> where it ends so.`
        : (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `is the address of this page without <code>${path}</code> and what may follow it.`;
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<pre>pip install --index-url ${address} ${what}
uv pip install --default-index ${address} ${what}</pre>
${index === undefined ? (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<p class="soft"><var>INDEX</var> ${hint}</p>` : undefined}`;
}
/** A list of names and what they are, without those of which nothing is known. */
function facts(known) {
    const told = known.filter(([, what]) => what !== undefined && what !== '');
    if (told.length === 0)
        return undefined;
    return (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<dl>
${told.map(([name, what]) => (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<dt>${name}</dt><dd>${what}</dd>\n`)}</dl>`;
}
/** One below the other; undefined where there are none. */
function listed(items) {
    return items.length === 0 ? undefined : (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<ul>${items.map((item) => (0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `<li>${item}</li>`)}</ul>`;
}


/***/ }),

/***/ 5446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jz: () => (/* binding */ simpleRoot),
/* harmony export */   eG: () => (/* binding */ simpleProject),
/* harmony export */   mG: () => (/* binding */ API_VERSION)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3925);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9466);


/**
 * The simple API as JSON, https://packaging.python.org/specifications/simple-repository-api/ (PEP 691 and its
 * successors). 1.4 is the newest version that HTML has, too; 1.5 adds namespaces, which this index does not have.
 */
const API_VERSION = '1.4';
/** The JSON page of a project. */
function simpleProject({ name, releases, serial, toFolder }) {
    return JSON.stringify({
        meta: { 'api-version': API_VERSION, '_last-serial': serial },
        name,
        versions: releases.flatMap(({ canonical }) => canonical),
        files: releases.flatMap(({ files }) => files.map((file) => simpleFile(file, toFolder)))
    });
}
/** The JSON page of the root. */
function simpleRoot(names, serial) {
    return JSON.stringify({
        meta: { 'api-version': API_VERSION, '_last-serial': serial },
        projects: names.map((name) => ({ name }))
    });
}
/**
 * Keys without a value are left out. `dist-info-metadata`, the former name of `core-metadata`, is always: some
 * versions of pip end in a traceback where they see it.
 */
function simpleFile({ entry, uploadTime, coreMetadata, provenance, address }, toFolder) {
    const digest = (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .linkDigest */ .le)(entry);
    return {
        filename: entry.filename,
        url: (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(address(toFolder)),
        hashes: digest === undefined ? {} : { [digest[0]]: digest[1] },
        'requires-python': entry.requiresPython,
        size: entry.size,
        'upload-time': uploadTime,
        yanked: entry.yanked === undefined ? undefined : entry.yanked || true,
        'core-metadata': coreMetadata === undefined ? undefined : { sha256: coreMetadata },
        'gpg-sig': entry.hasSignature,
        provenance
    };
}


/***/ }),

/***/ 7985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ parseEntry),
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   Om: () => (/* binding */ serializeRecord),
/* harmony export */   df: () => (/* binding */ changeEntry)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);


/** Reads a record. Throws `corrupt` naming `place` where the bytes are none. */
function parseRecord(bytes, place) {
    const text = decoded(bytes, place);
    const empty = EMPTY.exec(text);
    if (empty !== null)
        return { entries: [], serial: empty[1]?.length ?? 0, hasRemovals: true };
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qFJ(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J())), text);
    if (!parsed.success) {
        const [issue] = parsed.issues;
        throw broken(place, `${valibot__WEBPACK_IMPORTED_MODULE_1__/* .getDotPath */ .BuJ(issue) ?? 'JSON'}: ${issue.message}`);
    }
    const entries = parsed.output.map((document) => parseEntry(document, place));
    return {
        entries,
        serial: entries.reduce((highest, { serial }) => Math.max(highest, serial), 0),
        hasRemovals: !text.endsWith(NO_REMOVALS)
    };
}
/**
 * The bytes of a record, a line an entry. A manifest is a list of files and nothing else, so what is to be said of the
 * list itself is said by white space, which no other tool minds: without entries the serial is so many spaces, and a
 * line break at the very end says that nothing was ever removed. A tool that writes the manifest anew leaves neither.
 */
function serializeRecord({ entries, serial, hasRemovals }) {
    if (entries.length === 0)
        return Buffer.from(`[${' '.repeat(serial)}]`);
    const lines = entries.map(({ document }) => JSON.stringify(document)).join(',\n');
    return Buffer.from(`[\n${lines}${hasRemovals ? '\n]' : NO_REMOVALS}`);
}
/** An entry from its document. Throws `corrupt` naming `place` where it lacks what an index needs. */
function parseEntry(document, place) {
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(entrySchema, document);
    if (!parsed.success) {
        const [issue] = parsed.issues;
        throw broken(place, `${valibot__WEBPACK_IMPORTED_MODULE_1__/* .getDotPath */ .BuJ(issue) ?? 'an entry'}: ${issue.message}`);
    }
    const read = parsed.output;
    return {
        filename: read.filename,
        packagetype: read.packagetype ?? '',
        name: read.name,
        version: read.version,
        pythonVersion: read.python_version ?? '',
        size: read.size ?? 0,
        digests: digestsOf(read),
        revision: read.etag ?? undefined,
        uploadTime: read.upload_time_iso_8601 ?? withZone(read.upload_time),
        requiresPython: read.requires_python === '' ? undefined : (read.requires_python ?? undefined),
        yanked: read.yanked === true ? (read.yanked_reason ?? '') : undefined,
        hasSignature: read.has_sig === true,
        coreMetadata: read.core_metadata?.sha256,
        hasProvenance: read.provenance === true,
        comment: read.comment_text ?? '',
        baseUrl: read.base_url ?? undefined,
        url: read.url ?? undefined,
        source: read.source ?? undefined,
        serial: read.serial ?? 0,
        info: infoOf(read),
        document: { ...parsed.output }
    };
}
/** An entry with other values for some of its document's keys. */
function changeEntry(entry, change) {
    return parseEntry({ ...entry.document, ...change }, entry.filename);
}
const NO_REMOVALS = '\n]\n';
const EMPTY = /^\s*\[( *)\]\s*$/;
const text = valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP());
const list = valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()));
const pair = valibot__WEBPACK_IMPORTED_MODULE_1__/* .tuple */ .PVZ([valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()]);
const entrySchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    filename: valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .regex */ .yGV(/^[^/\\]+$/, 'it can not be the name of a file')),
    name: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    version: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    packagetype: text,
    python_version: text,
    size: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()),
    digests: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()))),
    md5_digest: text,
    etag: text,
    upload_time: text,
    upload_time_iso_8601: text,
    requires_python: text,
    yanked: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
    yanked_reason: text,
    has_sig: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
    core_metadata: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ sha256: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() })),
    provenance: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
    comment_text: text,
    base_url: text,
    url: text,
    source: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        repository: valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .regex */ .yGV(/^github:\/\/[\w-]+\/[\w.-]+$/, 'it names no repository')),
        tag: valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .nonEmpty */ .hq())
    })),
    serial: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .ndf(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .minValue */ .Wwf(0))),
    summary: text,
    description: text,
    description_content_type: text,
    keywords: text,
    author: text,
    author_email: text,
    maintainer: text,
    maintainer_email: text,
    home_page: text,
    download_url: text,
    license: text,
    license_expression: text,
    platform: text,
    license_files: list,
    classifiers: list,
    requires_dist: list,
    provides_extra: list,
    dynamic: list,
    // A list is a record, too, for valibot: it has to be asked for first.
    project_urls: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([pair, valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()])), valibot__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())]))
});
function digestsOf({ digests, md5_digest: md5 }) {
    const known = digests ?? {};
    return {
        ...hex('sha256', known['sha256'], 64),
        ...hex('md5', known['md5'] ?? md5, 32),
        ...hex('blake2b_256', known['blake2b_256'], 64)
    };
}
function hex(name, value, length) {
    const lower = value?.toLowerCase() ?? '';
    return lower.length === length && /^[0-9a-f]+$/.test(lower) ? { [name]: lower } : {};
}
function infoOf(read) {
    return {
        summary: read.summary ?? '',
        description: read.description ?? '',
        descriptionContentType: read.description_content_type ?? '',
        keywords: read.keywords ?? '',
        author: read.author ?? '',
        authorEmail: read.author_email ?? '',
        maintainer: read.maintainer ?? '',
        maintainerEmail: read.maintainer_email ?? '',
        homePage: read.home_page ?? '',
        downloadUrl: read.download_url ?? '',
        license: read.license ?? '',
        licenseExpression: read.license_expression ?? '',
        platform: read.platform ?? '',
        licenseFiles: read.license_files ?? [],
        classifiers: read.classifiers ?? [],
        requiresDist: read.requires_dist ?? [],
        providesExtra: read.provides_extra ?? [],
        dynamic: read.dynamic ?? [],
        projectUrls: urlsOf(read.project_urls)
    };
}
/** Stick has pairs, Warehouse an object, and some of Stick's versions `label, address` in one text. */
function urlsOf(urls) {
    if (!Array.isArray(urls))
        return Object.entries(urls ?? {});
    return urls.map((each) => {
        if (typeof each !== 'string')
            return each;
        const [label = '', ...rest] = each.split(',');
        return [label.trim(), rest.join(',').trim()];
    });
}
/** Stick writes times without a zone; they are in UTC. */
function withZone(time) {
    if (time === null || time === undefined || time === '')
        return undefined;
    return /(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`;
}
function decoded(bytes, place) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (error) {
        throw broken(place, (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), error);
    }
}
function broken(place, why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('corrupt', `${place} is not a valid manifest.json (${why})`, {
        hint: 'Run `mode: reindex` for this project: it makes the manifest anew from the files that are stored.',
        cause
    });
}


/***/ }),

/***/ 8138:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ latestVersion),
/* harmony export */   w: () => (/* binding */ releasesOf)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4057);

/** The releases of a project, newest first; files whose versions are equal (1.0, 1.0.0) are one release. */
function releasesOf(entries) {
    const byKey = new Map();
    for (const entry of [...entries].sort(byFilename)) {
        const key = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionKey */ ._5)(entry.version);
        const known = byKey.get(key);
        if (known === undefined)
            byKey.set(key, [entry]);
        else
            known.push(entry);
    }
    const releases = new Map();
    for (const found of byKey.values()) {
        const version = found[0]?.version ?? '';
        releases.set(version, {
            version,
            entries: found,
            yanked: found.every(({ yanked }) => yanked !== undefined)
        });
    }
    return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .newestFirst */ .ll)(releases.keys()).flatMap((version) => releases.get(version) ?? []);
}
/** The version that Warehouse calls the latest: one that was not yanked, then no pre-release, then the highest. */
function latestVersion(entries) {
    const releases = releasesOf(entries);
    const offered = releases.filter(({ yanked }) => !yanked);
    return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .latestOf */ .Te)((offered.length > 0 ? offered : releases).map(({ version }) => version));
}
function byFilename(one, other) {
    return one.filename < other.filename ? -1 : 1;
}


/***/ }),

/***/ 8959:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jA: () => (/* binding */ assertBaseUrl),
  Z$: () => (/* binding */ enterProjects),
  CH: () => (/* binding */ folderIn),
  ud: () => (/* binding */ leaveProjects),
  XD: () => (/* binding */ readRoot),
  SY: () => (/* binding */ resetRoot),
  DF: () => (/* binding */ rootRender),
  mo: () => (/* binding */ viewRoot)
});

// UNUSED EXPORTS: parseRoot

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/stores/update.ts
var update = __webpack_require__(4605);
// EXTERNAL MODULE: ./src/python/layout.ts
var layout = __webpack_require__(546);
// EXTERNAL MODULE: ./src/python/links.ts
var links = __webpack_require__(843);
// EXTERNAL MODULE: ./src/python/names.ts
var names = __webpack_require__(3442);
// EXTERNAL MODULE: ./src/python/pages/address.ts
var address = __webpack_require__(3925);
// EXTERNAL MODULE: ./src/python/pages/html.ts
var html = __webpack_require__(2104);
// EXTERNAL MODULE: ./src/python/pages/page.ts
var page = __webpack_require__(2022);
// EXTERNAL MODULE: ./src/python/pages/frame.ts + 1 modules
var pages_frame = __webpack_require__(4196);
// EXTERNAL MODULE: ./src/python/pages/parts.ts
var parts = __webpack_require__(8847);
;// CONCATENATED MODULE: ./src/python/pages/root-page.ts




/**
 * The root of the index for installers and people: every `<a>` is a project. `base` is what links begin with where they
 * are absolute.
 */
function rootPage(projects, serial, base) {
    return (0,pages_frame/* framed */.Q)({
        title: 'Python packages',
        serial,
        body: (0,html/* markup */.PT) `<h1>Python packages</h1>
<p class="lead">${(0,parts/* counted */.hS)(projects.length, 'project')}</p>
${(0,parts/* installing */.A1)({ what: 'NAME', index: base, path: '' })}
<ul class="columns">
${projects.map(({ name, normalized }) => (0,html/* markup */.PT) `<li><a href="${(0,address/* addressBelow */.CY)(base ?? '', normalized, '')}">${name}</a></li>\n`)}</ul>`
    });
}

// EXTERNAL MODULE: ./src/python/pages/simple-json.ts
var simple_json = __webpack_require__(5446);
;// CONCATENATED MODULE: ./src/python/pages/root.ts







/** The pages of the root: a list of projects for installers and people, and the same as JSON. */
function renderRoot({ projects, serial, baseUrl }) {
    const byName = new Map();
    for (const name of projects.toSorted())
        byName.set((0,names/* normalizeName */.Pc)(name), name);
    const listed = [...byName.keys()]
        .toSorted()
        .map((normalized) => ({ normalized, name: byName.get(normalized) ?? normalized }));
    const base = baseUrl === undefined ? undefined : (0,address/* webBase */.me)(baseUrl);
    const body = (0,page/* once */.O)(() => (0,html/* bytesOf */.$$)(rootPage(listed, serial, base)));
    return [
        (0,page/* pageOf */.Z)({ path: '', kind: 'html', body, serial }),
        (0,page/* pageOf */.Z)({ path: 'index.html', kind: 'html', body, serial }),
        (0,page/* pageOf */.Z)({
            path: layout/* JSON_ROOT */.wj,
            orElse: `${layout/* JSON_ROOT */.wj}index.json`,
            kind: 'simple',
            body: () => Buffer.from((0,simple_json/* simpleRoot */.Jz)(listed.map(({ name }) => name), serial)),
            serial
        })
    ];
}

// EXTERNAL MODULE: ./src/python/serials.ts
var serials = __webpack_require__(6875);
// EXTERNAL MODULE: ./src/python/wanted-base.ts
var wanted_base = __webpack_require__(8961);
;// CONCATENATED MODULE: ./src/python/root.ts









/** Reads the root. Throws `corrupt` where its record can't be read; where a reader is `tolerant`, that counts as none. */
async function viewRoot(store, { tolerant = false } = {}) {
    const [state, foreign] = await Promise.all([store.documents.read(layout/* ROOT_RECORD */.rG), projectsOnPage(store)]);
    const parse = tolerant ? tolerantRoot : parseRoot;
    const record = state.body === undefined ? undefined : parse(store, state.body);
    return { state, record, folders: withProjects(record?.projects ?? [], foreign).sort(), foreign };
}
/** The root's record alone; undefined where there is none. Throws `corrupt` where it can't be read. */
async function readRoot(store) {
    const { body } = await store.documents.read(layout/* ROOT_RECORD */.rG);
    return body && parseRoot(store, body);
}
/** How the pages of the root come from its record; one that can't be read has none. */
function rootRender(store) {
    return (bytes) => {
        const record = tolerantRoot(store, bytes);
        return record === undefined ? [] : renderRoot(record);
    };
}
/** The folder of a project (by its normalised name) that the root knows of; undefined where it knows of none. */
function folderIn({ folders }, name) {
    return folders.find((folder) => (0,names/* normalizeName */.Pc)(folder) === name);
}
/**
 * Enters projects into the root by their folders, before their own records are created, so that a record that exists is
 * listed. A project that is there under another spelling stays as it is, and projects that another tool put into the
 * root's page come along. Throws `conflict` for a `baseUrl` that is not the index's.
 */
async function enterProjects(store, folders, { baseUrl, view, recorded, again = false }) {
    const { state, foreign } = view ?? (await viewRoot(store));
    return changeRoot(store, (current) => {
        assertBaseUrl(store, current, baseUrl);
        const projects = withProjects(current?.projects ?? [], [...foreign, ...folders]);
        return Promise.resolve({ projects, baseUrl: current?.baseUrl ?? baseUrl ?? undefined });
    }, { first: state, recorded, always: again });
}
/**
 * The same for what a reindex has found, whose spelling of a project counts; a `baseUrl` replaces the one there is, and a
 * record that can't be read is made anew.
 */
async function resetRoot(store, folders, { baseUrl, view }) {
    const { state, foreign } = view ?? (await viewRoot(store, { tolerant: true }));
    const next = (current) => Promise.resolve({
        projects: withProjects(folders, [...(current?.projects ?? []), ...foreign]),
        baseUrl: (0,wanted_base/* baseOf */.b)(baseUrl, current?.baseUrl)
    });
    return changeRoot(store, next, { first: state, replace: true });
}
/**
 * Takes projects off the root, those that `isEmpty` still says are empty. It is asked inside the update, and again after
 * it: a push may have filled a project after it was seen empty, and before it left; then it is entered again. Answers which
 * of them were on the root, and are not now.
 */
async function leaveProjects(store, folders, isEmpty) {
    const emptyOf = async (these) => {
        const checked = await Promise.all(these.map(async (folder) => ((await isEmpty(folder)) ? [folder] : [])));
        return new Set(checked.flat());
    };
    if ((await emptyOf(folders)).size === 0)
        return [];
    let left = new Set();
    let before = [];
    await changeRoot(store, async (current) => {
        left = await emptyOf(folders);
        before = current?.projects ?? [];
        const projects = before.filter((folder) => !left.has(folder));
        return { projects, baseUrl: current?.baseUrl };
    });
    const still = await emptyOf([...left]);
    const filled = [...left].filter((folder) => !still.has(folder));
    if (filled.length > 0)
        await enterProjects(store, filled, { baseUrl: undefined });
    return before.filter((folder) => still.has(folder));
}
/** Folders, and more of them; a project that is there under another spelling stays as it is. */
function withProjects(folders, more) {
    const known = new Map();
    for (const folder of [...folders, ...more]) {
        const name = (0,names/* normalizeName */.Pc)(folder);
        if (!known.has(name))
            known.set(name, folder);
    }
    return [...known.values()];
}
async function changeRoot(store, next, { first, recorded, always = false, replace = false } = {}) {
    let result = { projects: [], baseUrl: undefined, serial: 0 };
    await (0,update/* update */.y)(store.documents, layout/* ROOT_RECORD */.rG, async (bytes) => {
        const parse = replace ? tolerantRoot : parseRoot;
        const current = bytes === undefined ? undefined : parse(store, bytes);
        const { projects, baseUrl } = await next(current);
        const sorted = [...new Set(projects)].sort();
        const same = current?.baseUrl === baseUrl && sorted.join('\n') === current?.projects.join('\n');
        if (same && !always) {
            result = current;
            return undefined;
        }
        result = { projects: sorted, baseUrl, serial: (current?.serial ?? 0) + 1 };
        return serializeRoot(result);
    }, {
        render: rootRender(store),
        first,
        recorded: () => {
            recorded?.(result);
        },
        message: () => 'change the list of projects'
    });
    return result;
}
/** The root's page, where it is another tool's: what is on it counts, until it is replaced. */
async function projectsOnPage({ documents, limits }) {
    const { body } = await documents.read(limits.holdsPage('') ? '' : 'index.html');
    if (body === undefined || (0,serials/* serialOf */.I)(body) !== undefined)
        return [];
    return (0,links/* lastSegments */.Z)(body).filter((folder) => (0,names/* nameProblem */.rH)(folder) === undefined);
}
/** Throws `conflict` for a `baseUrl` that is given, and is not that of the index. */
function assertBaseUrl(store, current, baseUrl) {
    if (current === undefined || current.baseUrl === (0,wanted_base/* baseOf */.b)(baseUrl, current.baseUrl))
        return;
    throw new errors/* RegistryError */.gl('conflict', `the links of ${store.name} begin with ${inWords(current.baseUrl)}, not with ${inWords(baseUrl)}`, {
        hint: 'Leave `base-url` out, or run `mode: reindex` once with the new one and for all projects: it changes the links of the whole index.'
    });
}
function inWords(baseUrl) {
    return baseUrl ?? 'nothing (they are relative)';
}
const schema = dist/* object */.Ikc({
    projects: dist/* array */.YOg(dist/* string */.YjP()),
    'base-url': dist/* nullish */.cl6(dist/* string */.YjP()),
    serial: dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0))
});
/** The root record in the bytes of a document. Throws `corrupt` where it is none. */
function parseRoot(store, bytes) {
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), schema), Buffer.from(bytes).toString('utf8'));
    if (!parsed.success) {
        const place = `${store.name}/${layout/* ROOT_RECORD */.rG}`;
        throw new errors/* RegistryError */.gl('corrupt', `${place} is no list of projects (${(0,errors/* messageOf */.bD)(parsed.issues[0].message)})`, {
            hint: 'Run `mode: reindex`: it makes it anew from the projects that are stored. Set `base-url` again if links begin with one.'
        });
    }
    const { projects, serial, 'base-url': baseUrl } = parsed.output;
    return {
        projects: projects.filter((folder) => (0,names/* nameProblem */.rH)(folder) === undefined),
        baseUrl: baseUrl ?? undefined,
        serial
    };
}
function tolerantRoot(store, bytes) {
    try {
        return parseRoot(store, bytes);
    }
    catch (error) {
        if ((0,errors/* isRegistryError */.IP)(error, 'corrupt'))
            return undefined;
        throw error;
    }
}
function serializeRoot({ projects, baseUrl, serial }) {
    const document = { serial, 'base-url': baseUrl ?? null, projects };
    return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`);
}


/***/ }),

/***/ 6875:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ serialOf)
/* harmony export */ });
/**
 * The serial in the body of a page of this index, HTML or JSON; undefined for what another tool wrote. It stands near
 * the top of every page.
 */
function serialOf(body) {
    const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, TOP)).toString('utf8');
    const [, serial] = IN_HTML.exec(text) ?? IN_JSON.exec(text) ?? [];
    return serial === undefined ? undefined : Number(serial);
}
const TOP = 4096;
const IN_HTML = /<meta name="registry:serial" content="(\d+)">/;
const IN_JSON = /^\{"meta":\{"api-version":"[\d.]+","_last-serial":(\d+)\}/;


/***/ }),

/***/ 8961:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ baseOf)
/* harmony export */ });
/** What links begin with once they are as wanted, where they begin with this now. */
function baseOf(wanted, now) {
    return wanted === undefined ? now : (wanted ?? undefined);
}


/***/ })

};
