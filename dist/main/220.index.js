export const id = 220;
export const ids = [220];
export const modules = {

/***/ 5220:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openReleases: () => (/* binding */ openReleases)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3436);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(840);
/* harmony import */ var _released_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5627);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9139);
/* harmony import */ var _download_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9846);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(625);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9046);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7464);
/* harmony import */ var _requests_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7299);









/**
 * The published releases of a repository, whatever tool made them, for reading: every asset is an artifact at
 * `<tag>/<name>`, the tag as in an address, and documents say what there is (`stores/released.ts`). What was found is what
 * is read until the store is closed. Writing throws `unsupported`.
 */
function openReleases(options) {
    const requests = (0,_requests_js__WEBPACK_IMPORTED_MODULE_6__/* .githubRequests */ .a)({ ...options, prefix: '' });
    const releases = (0,_releases_js__WEBPACK_IMPORTED_MODULE_5__/* .githubReleases */ .gp)(requests);
    const known = knownReleases(releases);
    const { name, limits } = (0,_options_js__WEBPACK_IMPORTED_MODULE_4__/* .describeGithub */ .n)({ ...options, prefix: '' });
    const refuse = (path) => Promise.reject(readOnly(`${name}/${path}`));
    async function assetOf({ version, filename }) {
        const release = await known.byTag(version);
        return release === undefined ? undefined : assetsOf(release).get(filename);
    }
    return {
        name,
        limits,
        artifacts: {
            find: async (key) => {
                const asset = await assetOf(key);
                return asset && plainArtifact(key.path, asset);
            },
            open: async (key, { range, revision } = {}) => {
                const asset = await assetOf(key);
                if (revision !== undefined && asset?.node_id !== revision)
                    throw changed(requests, key);
                if (asset === undefined)
                    return undefined;
                await lookAtVisibility(requests);
                const opened = await (0,_download_js__WEBPACK_IMPORTED_MODULE_3__/* .openAsset */ .x1)(requests, { asset, path: key.path, tag: key.version }, range);
                if (opened === undefined && revision !== undefined)
                    throw changed(requests, key);
                return opened && { ...opened, artifact: plainArtifact(key.path, asset) };
            },
            evidence: () => Promise.resolve(undefined),
            released: () => Promise.resolve(_store_js__WEBPACK_IMPORTED_MODULE_2__/* .NOTHING_RELEASED */ .C),
            url: ({ version, filename }) => Promise.resolve((0,_download_js__WEBPACK_IMPORTED_MODULE_3__/* .downloadAddress */ .lV)(requests, version, filename)),
            create: ([item]) => refuse(item?.key.path ?? ''),
            replace: ({ key }) => refuse(key.path),
            remove: ({ path }) => refuse(path)
        },
        documents: {
            read: async (path) => {
                const body = await documentAt(known, path);
                return { body, revision: body === undefined ? _store_js__WEBPACK_IMPORTED_MODULE_2__/* .ABSENT */ .s : body.toString('base64url') };
            },
            swap: refuse,
            complete: refuse,
            stale: () => Promise.resolve([])
        },
        list: (prefix) => entriesOf({ requests, releases, known }, prefix),
        // eslint-disable-next-line @typescript-eslint/require-await -- nobody writes here
        leftovers: async function* () {
            yield* [];
        },
        close: () => {
            requests.close();
            return Promise.resolve();
        }
    };
}
function knownReleases(releases) {
    const found = new Map();
    let published;
    const listed = () => (published ??= publishedOf(releases));
    const remember = async (finding) => {
        const release = await finding;
        if (release !== undefined)
            found.set(release.tag_name, Promise.resolve(release));
        return release;
    };
    /** A fresh release is missing for a while where it is asked for by its tag. */
    async function find(tag) {
        const release = await releases.byTag(tag);
        if (release !== undefined)
            return release;
        const fresh = (await listed()).find((each) => each.tag_name === tag);
        return fresh && releases.byId(fresh.id);
    }
    return {
        byTag: (tag) => {
            const known = found.get(tag) ?? find(tag);
            found.set(tag, known);
            return known;
        },
        latest: () => remember(releases.latest()),
        newest: () => remember(releases.newest()),
        listed
    };
}
async function publishedOf(releases) {
    const all = [];
    for await (const release of releases.listed())
        if (!release.draft)
            all.push(release);
    return all;
}
/** What there is, as a document; undefined where there is no such release. */
async function documentAt(known, path) {
    if (path === _released_js__WEBPACK_IMPORTED_MODULE_1__/* .RELEASES */ .pH)
        return (0,_released_js__WEBPACK_IMPORTED_MODULE_1__/* .renderReleases */ .Rd)((await known.listed()).map(listedOf));
    const tag = tagIn(path);
    const release = await (path === _released_js__WEBPACK_IMPORTED_MODULE_1__/* .LATEST */ .k0
        ? known.latest()
        : path === _released_js__WEBPACK_IMPORTED_MODULE_1__/* .NEWEST */ .RX
            ? known.newest()
            : tag === undefined
                ? undefined
                : known.byTag(tag));
    return release && (0,_released_js__WEBPACK_IMPORTED_MODULE_1__/* .renderRelease */ .c)({ tag: release.tag_name, assets: [...assetsOf(release).keys()] });
}
function listedOf({ tag_name: tag, prerelease }) {
    return { tag, prerelease };
}
/** The tag that a path begins with, where it has one. */
function tagIn(path) {
    const end = path.indexOf('/');
    if (end === -1)
        return undefined;
    try {
        const tag = decodeURIComponent(path.slice(0, end));
        return (0,_released_js__WEBPACK_IMPORTED_MODULE_1__/* .releasePath */ .bD)(tag) === path.slice(0, end + 1) ? tag : undefined;
    }
    catch {
        return undefined;
    }
}
/** Everything below a prefix: of one release where it names one, else of all that GitHub lists. */
async function* entriesOf({ requests, releases, known }, prefix) {
    const tag = tagIn(prefix);
    const found = [];
    if (tag === undefined) {
        for await (const release of releases.all())
            if (!release.draft)
                found.push(release);
    }
    else {
        const release = await known.byTag(tag);
        if (release !== undefined)
            found.push(release);
    }
    const entries = found.flatMap((release) => [...assetsOf(release).values()].map((asset) => {
        const { path } = (0,_released_js__WEBPACK_IMPORTED_MODULE_1__/* .assetKey */ .e7)(requests.repository, release.tag_name, asset.name);
        const modified = new Date(asset.updated_at);
        return { path, size: asset.size, revision: asset.node_id, modified, digest: undefined };
    }));
    const wanted = entries.filter(({ path }) => path.startsWith(prefix));
    yield* wanted.sort((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)));
}
/** The assets of a release that are all there, by their names. */
function assetsOf({ assets }) {
    return new Map(assets.filter(({ state }) => state === 'uploaded').map((asset) => [asset.name, asset]));
}
/** A label is what its maker wants people to read, and no name of a file. */
function plainArtifact(path, asset) {
    return { ...(0,_labels_js__WEBPACK_IMPORTED_MODULE_7__/* .artifactOf */ .qB)(path, asset), filename: asset.name };
}
/** Asked once, before the first asset: those of a public repository cost nothing of the hour's requests. */
const looking = new WeakMap();
function lookAtVisibility(requests) {
    const look = async () => {
        if (requests.options.token === undefined)
            return;
        const request = { doing: `looking at ${requests.repository}`, at: '' };
        const { private: isPrivate } = await requests
            .ask(request, repositorySchema)
            // Whether an asset can be had is found out when it is asked for.
            .catch(() => ({ private: true }));
        requests.sawVisibility(isPrivate);
    };
    const looked = looking.get(requests) ?? look();
    looking.set(requests, looked);
    return looked;
}
const repositorySchema = valibot__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ private: valibot__WEBPACK_IMPORTED_MODULE_8__/* .boolean */ .zMY() });
function readOnly(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('unsupported', `${what} can't be written: the releases of others are only read`, {
        hint: 'Push to `store: github://owner/repo` without `release`.'
    });
}
function changed({ nameOf }, { path }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl('conflict', `${nameOf(path)} changed while it was being read`, {
        hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
    });
}


/***/ })

};
