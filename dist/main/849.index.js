export const id = 849;
export const ids = [849];
export const modules = {

/***/ 6849:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openReleases: () => (/* binding */ openReleases)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/stores/released.ts
var released = __webpack_require__(1695);
// EXTERNAL MODULE: ./src/stores/store.ts
var store = __webpack_require__(4703);
// EXTERNAL MODULE: ./src/stores/github/answers.ts
var answers = __webpack_require__(871);
// EXTERNAL MODULE: ./src/stores/github/download.ts
var download = __webpack_require__(8434);
// EXTERNAL MODULE: ./src/stores/github/wire.ts
var wire = __webpack_require__(8971);
;// CONCATENATED MODULE: ./src/stores/github/archives.ts



/**
 * Hands the bytes of an archive to `into`, and answers what that answered; undefined where there is no such tag. GitHub
 * packs it when it is asked to, so a part of it can't be had: where the connection breaks, `into` is called again with a
 * stream that begins anew. What `into` itself throws is thrown.
 */
async function readArchive(requests, archive, into) {
    const { tuning, log } = requests.options;
    const doing = `reading ${requests.nameOf(archive.path)}`;
    for (let attempt = 1;; attempt += 1) {
        const answer = await archives_open(requests, archive, doing);
        if (answer === undefined)
            return undefined;
        const { body } = answer;
        // It may break before `into` listens, which learns of it then.
        body.on('error', () => undefined);
        try {
            return await into(body);
        }
        catch (error) {
            if (body.errored === null)
                throw error;
            const broken = new Error(`the connection broke`, { cause: body.errored });
            if (attempt >= tuning.attempts)
                throw requests.explained((0,answers/* noAnswer */.qE)(broken), { doing });
            log.debug(`${doing}: ${broken.message}; beginning anew, attempt ${attempt} of ${tuning.attempts}`);
            await requests.backOff(attempt);
        }
        finally {
            body.destroy();
        }
    }
}
/** The answer with the bytes, wherever it comes from; undefined where there is none. */
async function archives_open(requests, archive, doing) {
    for (const place of await placesOf(requests, archive)) {
        try {
            const answer = await follow(requests, place, doing);
            if (answer !== undefined)
                return answer;
        }
        catch (error) {
            if (!(0,answers/* means */.pG)(error, 'absent'))
                throw requests.explained(error, { doing });
        }
    }
    return undefined;
}
/** A public archive costs nothing of a token's requests where people download it. */
async function placesOf(requests, { tag, format }) {
    const { token, serverUrl } = requests.options;
    // In full: a branch may have the name of the tag.
    const ref = `refs/tags/${tag.split('/').map(encodeURIComponent).join('/')}`;
    const kind = format === 'zip' ? 'zipball' : 'tarball';
    return [
        ...(token === undefined || (await requests.isPublic())
            ? [`${serverUrl}/${requests.repository}/archive/${ref}.${format}`]
            : []),
        ...(token === undefined ? [] : [`/${kind}/${ref}`])
    ];
}
/** Redirects lead to the host that packs, and from a repository's former name; the token goes to GitHub's own hosts alone. */
async function follow(requests, place, doing) {
    let at = place;
    for (let hops = 0; hops <= download/* MOST_REDIRECTS */.y6; hops += 1) {
        const answer = await requests.open({ doing, at, headers: { accept: ACCEPTED } });
        const { location } = answer.headers;
        if (answer.status < 300 || location === undefined)
            return answer;
        await (0,wire/* skip */.iv)(answer.body);
        // Servers that are private send everybody to their door.
        if ((0,download/* isDoor */.jd)(answer))
            return undefined;
        at = asBrowsersGetIt(new URL(location, at.startsWith('/') ? requests.options.apiUrl : at));
        if (at.includes('?'))
            for (const secret of [at, location])
                requests.options.log.mask(secret);
    }
    return undefined;
}
/** The API answers 415 to those who want bytes and no JSON. */
const ACCEPTED = 'application/octet-stream, application/json';
/**
 * The API leads to archives whose folder has the owner's name and the commit's. Without `legacy.` in the address it is the
 * one that people download, whoever asks and wherever: with the same bytes.
 */
function asBrowsersGetIt(url) {
    url.pathname = url.pathname.replace(/\/legacy\.(zip|tar\.gz)\/(?=refs\/tags\/)/, '/$1/');
    return url.href;
}

// EXTERNAL MODULE: ./src/stores/github/labels.ts
var labels = __webpack_require__(1901);
// EXTERNAL MODULE: ./src/stores/github/options.ts
var github_options = __webpack_require__(7106);
// EXTERNAL MODULE: ./src/stores/github/releases.ts
var github_releases = __webpack_require__(5436);
// EXTERNAL MODULE: ./src/stores/github/requests.ts + 2 modules
var github_requests = __webpack_require__(2106);
;// CONCATENATED MODULE: ./src/stores/github/plain.ts









/**
 * The published releases of a repository, whatever tool made them, for reading: every asset is an artifact at
 * `<tag>/<name>`, the tag as in an address, and documents say what there is (`stores/released.ts`). What was found is what
 * is read until the store is closed. Writing throws `unsupported`.
 */
function openReleases(options) {
    const requests = (0,github_requests/* githubRequests */.a)({ ...options, prefix: '' });
    const releases = (0,github_releases/* githubReleases */.g)(requests);
    const known = knownReleases(requests, releases);
    const { name, limits } = (0,github_options/* describeGithub */.n)({ ...options, prefix: '' });
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
                const opened = await (0,download/* openAsset */.x1)(requests, { asset, path: key.path, tag: key.version }, range);
                if (opened === undefined && revision !== undefined)
                    throw changed(requests, key);
                return opened && { ...opened, artifact: plainArtifact(key.path, asset) };
            },
            evidence: () => Promise.resolve(undefined),
            released: () => Promise.resolve(store/* NOTHING_RELEASED */.C),
            url: ({ version, filename }) => Promise.resolve((0,download/* downloadAddress */.lV)(requests, version, filename)),
            create: ([item]) => refuse(item?.key.path ?? ''),
            replace: ({ key }) => refuse(key.path),
            remove: ({ path }) => refuse(path)
        },
        documents: {
            read: async (path) => {
                const body = await documentAt(known, path);
                return { body, revision: body === undefined ? store/* ABSENT */.s : body.toString('base64url') };
            },
            swap: refuse,
            complete: refuse,
            stale: () => Promise.resolve([])
        },
        make: async (key, into) => {
            const format = (0,released/* archiveFormatOf */.ji)(key);
            if (format === undefined)
                return undefined;
            return readArchive(requests, { tag: key.version, format, path: key.path }, into);
        },
        list: (prefix, { cut } = {}) => entriesOf({ requests, releases, known }, prefix, cut),
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
function knownReleases({ repository, options }, releases) {
    const found = new Map();
    let published;
    let isCut = false;
    let isTold = false;
    const all = () => (published ??= publishedOf(releases, () => {
        isCut = true;
    }));
    const tellOfCut = () => {
        if (isTold)
            return;
        isTold = true;
        options.log.warning(`${repository} has more releases than GitHub lists: the oldest were not looked at, and are found by their tags alone`);
    };
    const remember = (release) => {
        found.set(release.tag_name, Promise.resolve(release));
    };
    const remembered = async (finding) => {
        const release = await finding;
        if (release !== undefined)
            remember(release);
        return release;
    };
    /** A fresh release is missing for a while where it is asked for by its tag. */
    async function find(tag) {
        const release = await releases.byTag(tag);
        if (release !== undefined)
            return release;
        const fresh = (await all()).find((each) => each.tag_name === tag);
        return fresh && releases.byId(fresh.id);
    }
    return {
        byTag: (tag) => {
            const known = found.get(tag) ?? find(tag);
            found.set(tag, known);
            return known;
        },
        latest: () => remembered(releases.latest()),
        newest: () => remembered(releases.newest(tellOfCut)),
        listed: async () => {
            const found = await all();
            if (isCut)
                tellOfCut();
            return found;
        },
        remember
    };
}
async function publishedOf(releases, cut) {
    const all = [];
    for await (const release of releases.listed(undefined, cut))
        if (!release.draft)
            all.push(withoutNotes(release));
    return all;
}
/** Of a thousand releases the notes would be most of what is kept. */
function withoutNotes(release) {
    return { ...release, body: undefined };
}
/** What there is, as a document; undefined where there is no such release. */
async function documentAt(known, path) {
    if (path === released/* RELEASES */.pH)
        return (0,released/* renderReleases */.Rd)((await known.listed()).map(listedOf));
    const tag = tagIn(path);
    const release = await (path === released/* LATEST */.k0
        ? known.latest()
        : path === released/* NEWEST */.RX
            ? known.newest()
            : tag === undefined
                ? undefined
                : known.byTag(tag));
    return release && (0,released/* renderRelease */.c)({ tag: release.tag_name, assets: [...assetsOf(release).keys()] });
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
        return (0,released/* releasePath */.bD)(tag) === path.slice(0, end + 1) ? tag : undefined;
    }
    catch {
        return undefined;
    }
}
/** Everything below a prefix: of one release where it names one, else of all that GitHub lists. */
async function* entriesOf({ requests, releases, known }, prefix, cut) {
    const tag = tagIn(prefix);
    const found = [];
    if (tag === undefined) {
        for await (const release of releases.all(cut)) {
            if (release.draft)
                continue;
            const kept = withoutNotes(release);
            found.push(kept);
            known.remember(kept);
        }
    }
    else {
        const release = await known.byTag(tag);
        if (release !== undefined)
            found.push(release);
    }
    const entries = found.flatMap((release) => [...assetsOf(release).values()].map((asset) => {
        const { path } = (0,released/* assetKey */.e7)(requests.repository, release.tag_name, asset.name);
        const modified = new Date(asset.updated_at);
        return {
            ...{ path, size: asset.size, revision: asset.node_id, modified },
            digest: asset.digest ?? undefined
        };
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
    return { ...(0,labels/* artifactOf */.qB)(path, asset), filename: asset.name };
}
function readOnly(what) {
    return new errors/* RegistryError */.gl('unsupported', `${what} can't be written: the releases of others are only read`, {
        hint: 'Push to `store: github://owner/repo` without `release`.'
    });
}
function changed({ nameOf }, { path }) {
    return new errors/* RegistryError */.gl('conflict', `${nameOf(path)} changed while it was being read`, {
        hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
    });
}


/***/ })

};
