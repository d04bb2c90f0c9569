export const id = 804;
export const ids = [804];
export const modules = {

/***/ 9473:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ agentsFor)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1692);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_tls__WEBPACK_IMPORTED_MODULE_2__);



/** Agents that keep connections to the host of a URL open, through its proxy where it has one. */
async function agentsFor(url, network) {
    const pool = { keepAlive: true, maxSockets: 64 };
    const tls = network.ca === undefined ? {} : { ca: [...node_tls__WEBPACK_IMPORTED_MODULE_2__.rootCertificates, network.ca] };
    const proxy = network.proxyFor(url);
    if (proxy === undefined)
        return { httpAgent: new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(pool), httpsAgent: new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent({ ...pool, ...tls }) };
    const [{ HttpProxyAgent }, { HttpsProxyAgent }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(970)]).then(__webpack_require__.t.bind(__webpack_require__, 1970, 23)),
        Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(669)]).then(__webpack_require__.t.bind(__webpack_require__, 3669, 23))
    ]);
    const httpsAgent = new HttpsProxyAgent(proxy, { ...pool, ...tls });
    // The library takes what it is given for the way to the proxy alone, not for the service behind it; and unless it is
    // told that the service speaks TLS, it does not find the connection again that it has kept.
    Object.assign(httpsAgent.options, { ...tls, secureEndpoint: true });
    return { httpAgent: new HttpProxyAgent(proxy, pool), httpsAgent };
}


/***/ }),

/***/ 804:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openGithub: () => (/* binding */ openGithub)
});

// EXTERNAL MODULE: ./node_modules/p-map/index.js
var p_map = __webpack_require__(606);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/stores/store.ts
var store = __webpack_require__(4703);
;// CONCATENATED MODULE: ./src/stores/github/batching.ts
/** Runs tasks over what is asked for under one name, together: what comes while one runs waits for the next. */
function batching(run) {
    const waiting = new Map();
    const work = async (name) => {
        for (let next = waiting.get(name) ?? []; next.length > 0; next = waiting.get(name) ?? []) {
            waiting.set(name, []);
            try {
                const results = await run(name, next.flatMap(({ items }) => items));
                let start = 0;
                for (const { items, resolve } of next)
                    resolve(results.slice(start, (start += items.length)));
            }
            catch (error) {
                for (const { reject } of next)
                    reject(error);
            }
        }
        waiting.delete(name);
    };
    return (name, items) => new Promise((resolve, reject) => {
        const asked = { items, resolve, reject };
        const queue = waiting.get(name);
        if (queue !== undefined) {
            queue.push(asked);
            return;
        }
        waiting.set(name, [asked]);
        setImmediate(() => void work(name));
    });
}

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
;// CONCATENATED MODULE: ./src/stores/github/branch.ts

/** What is not there. */
const NO_FILE = { revision: store/* ABSENT */.s, body: undefined };

// EXTERNAL MODULE: ./src/stores/github/names.ts
var github_names = __webpack_require__(5812);
;// CONCATENATED MODULE: ./src/stores/github/claims.ts




/** Where the claims of a folder lie on the branch. */
function claimsPath(path) {
    const folder = (0,github_names/* folderOf */.yS)(path);
    return `${github_names/* CONTROL */.W3}/artifacts/${folder === '' ? '' : `${folder}/`}${CLAIMS}`;
}
/** The folder whose claims lie at a path of the branch; undefined where none do. */
function claimedFolder(path) {
    const start = `${github_names/* CONTROL */.W3}/artifacts/`;
    if (!path.startsWith(start) || !path.endsWith(`/${CLAIMS}`))
        return undefined;
    return path.slice(start.length, -CLAIMS.length).replace(/\/$/, '');
}
/** Where the election of a tag lies on the branch. */
function electionPath(tag) {
    return `${github_names/* CONTROL */.W3}/releases/${encodeURIComponent(tag)}.json`;
}
/** The name of the files that hold claims; no segment of an artifact's path can have it. */
const CLAIMS = '.files.json';
const claimsSchema = dist/* object */.Ikc({
    files: dist/* record */.g1P(dist/* string */.YjP(), dist/* object */.Ikc({ tag: dist/* string */.YjP(), asset: dist/* string */.YjP() }))
});
const electionSchema = dist/* object */.Ikc({
    release: dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf()),
    made: dist/* boolean */.zMY(),
    package: dist/* nullable */.mee(dist/* string */.YjP()),
    version: dist/* nullable */.mee(dist/* string */.YjP()),
    assets: dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP())
});
/** The claims in a file of the branch. Throws `corrupt` where it holds something else. */
function parseClaims(path, { body } = NO_FILE) {
    if (body === undefined)
        return new Map();
    return new Map(Object.entries(parse(path, body, claimsSchema).files));
}
/** The election in a file of the branch; undefined where there was none. Throws `corrupt` where it holds something else. */
function parseElection(path, { body } = NO_FILE) {
    if (body === undefined)
        return undefined;
    const { assets, ...election } = parse(path, body, electionSchema);
    return { ...election, assets: new Map(Object.entries(assets)) };
}
/** Claims as a file of the branch. */
function serializeClaims(claims) {
    return json({ files: sorted(claims) });
}
/** An election as a file of the branch. */
function serializeElection({ assets, ...election }) {
    return json({ ...election, assets: sorted(assets) });
}
function sorted(map) {
    return Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)));
}
function json(document) {
    return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`);
}
function parse(path, body, schema) {
    const text = Buffer.from(body).toString('utf8');
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), schema), text);
    if (parsed.success)
        return parsed.output;
    throw new errors/* RegistryError */.gl('corrupt', `${path} on the branch can't be read (${parsed.issues[0].message})`, {
        hint: 'Somebody has changed it by hand. Restore it from the history of the branch.'
    });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./src/stores/healing.ts
var healing = __webpack_require__(4876);
;// CONCATENATED MODULE: ./src/stores/github/answers.ts


/** What GitHub says where a request is not carried out, or why no answer came. */
class GithubFailure extends Error {
    meaning;
    /** The HTTP status; 0 where no answer came. */
    status;
    /** What is wrong: `already_exists`, `custom`, or a type of GraphQL's. */
    codes;
    /** What it is wrong with: `tag_name`, `file_count`. */
    fields;
    /** Milliseconds until the service wants to be asked again; undefined where it does not say. */
    wait;
    constructor(meaning, message, details) {
        super(message, { cause: details.cause });
        this.name = 'GithubFailure';
        this.meaning = meaning;
        this.status = details.status;
        this.codes = details.codes ?? [];
        this.fields = details.fields ?? [];
        this.wait = details.wait;
    }
}
/** True where a request was answered so. */
function means(thrown, ...meanings) {
    return thrown instanceof GithubFailure && meanings.includes(thrown.meaning);
}
const documentSchema = dist/* object */.Ikc({
    message: dist/* optional */.lqM(dist/* string */.YjP(), ''),
    errors: dist/* optional */.lqM(dist/* array */.YOg(dist/* union */.KCZ([
        dist/* pipe */.FsL(dist/* string */.YjP(), dist/* transform */.pdi((message) => ({ message, code: undefined, field: undefined }))),
        dist/* object */.Ikc({
            code: dist/* optional */.lqM(dist/* string */.YjP()),
            field: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP())),
            message: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP()))
        })
    ])), [])
});
/** What an answer other than success says. */
function failureOf(status, headers, body) {
    const { message, errors } = documentOf(body);
    const told = errors.flatMap((each) => each.message ?? [each.field, each.code].filter(Boolean).join(' '));
    const text = [message.split('\n')[0] ?? '', ...told].filter((each) => each !== '').join('; ');
    const codes = errors.flatMap(({ code }) => code ?? []);
    const fields = errors.flatMap(({ field }) => field ?? []);
    const said = text === '' ? `status ${status}` : `${status}: ${text}`;
    const meaning = meaningOf(status, headers, message);
    return new GithubFailure(meaning, said, { status, codes, fields, wait: waitOf(headers) });
}
/** What an answer of GraphQL's says that is no success, though its status is; undefined where it is one. */
function graphqlFailureOf(headers, body) {
    const text = Buffer.from(body).toString('utf8');
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), graphqlSchema), text);
    const errors = parsed.success ? parsed.output.errors : [];
    const [first] = errors;
    if (first === undefined)
        return undefined;
    const message = errors.map((each) => each.message).join('; ');
    const codes = errors.flatMap(({ type }) => type ?? []);
    const meaning = (first.type === undefined ? undefined : GRAPHQL_TYPES[first.type]) ?? untyped(message);
    return new GithubFailure(meaning, message, { status: 200, codes, wait: waitOf(headers) });
}
const graphqlSchema = dist/* object */.Ikc({
    errors: dist/* optional */.lqM(dist/* array */.YOg(dist/* object */.Ikc({ type: dist/* optional */.lqM(dist/* string */.YjP()), message: dist/* optional */.lqM(dist/* string */.YjP(), '') })), [])
});
const GRAPHQL_TYPES = {
    NOT_FOUND: 'absent',
    FORBIDDEN: 'denied',
    INSUFFICIENT_SCOPES: 'denied',
    RATE_LIMITED: 'limited',
    STALE_DATA: 'conflict',
    UNPROCESSABLE: 'invalid'
};
/** Limits and time that ran out come without a type: "Something went wrong while executing your query". */
function untyped(message) {
    if (/rate limit|abuse detection/i.test(message))
        return 'limited';
    return /something went wrong|timed? ?out/i.test(message) ? 'unclear' : 'failed';
}
/** What it means that no answer came. */
function noAnswer(error) {
    if ((0,errors/* isRegistryError */.IP)(error))
        return error;
    return new GithubFailure('unclear', (0,errors/* messageOf */.bD)(error), { status: 0, cause: error });
}
function meaningOf(status, headers, message) {
    if (status === 429 || (status === 403 && isLimit(headers, message)))
        return 'limited';
    if (status === 404 || status === 410)
        return 'absent';
    if (status === 401 || status === 403)
        return 'denied';
    if (status === 409)
        return 'conflict';
    if (status === 422)
        return 'invalid';
    if (status === 416)
        return 'no-range';
    if (status === 618)
        return 'expired';
    return status === 408 || status >= 500 ? 'unclear' : 'failed';
}
function isLimit(headers, message) {
    return (headers['retry-after'] !== undefined ||
        headers['x-ratelimit-remaining'] === '0' ||
        /rate limit|abuse detection/i.test(message));
}
/** `retry-after` counts; else the moment at which the hour's requests are counted anew, where none are left. */
function waitOf(headers) {
    const seconds = Number(headers['retry-after']);
    if (headers['retry-after'] !== undefined && seconds >= 0)
        return seconds * 1000;
    if (headers['x-ratelimit-remaining'] !== '0')
        return undefined;
    const reset = Number(headers['x-ratelimit-reset']);
    const now = Date.parse(String(headers['date']));
    return Number.isFinite(reset)
        ? Math.max(0, reset * 1000 - (Number.isNaN(now) ? Date.now() : now)) + 1000
        : undefined;
}
function documentOf(body) {
    const text = Buffer.from(body).toString('utf8');
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), documentSchema), text);
    return parsed.success ? parsed.output : { message: '', errors: [] };
}
/** The error for a failure that can't be helped; `doing` begins its message. */
function explain(failure, doing, at) {
    if (!(failure instanceof GithubFailure))
        return failure instanceof Error ? failure : new Error((0,errors/* messageOf */.bD)(failure));
    const why = (code, hint) => new errors/* RegistryError */.gl(code, `${doing}: ${(0,errors/* messageOf */.bD)(failure)}`, { hint, cause: failure });
    if (failure.meaning === 'denied') {
        if (!at.hasToken)
            return why('denied', NEEDS_TOKEN_HINT);
        if (failure.status === 401)
            return why('denied', TOKEN_HINT);
        if (/workflow/i.test(failure.message))
            return why('denied', WORKFLOWS_HINT);
        return why('denied', permissionsHint(at.needs));
    }
    if (/repository is empty/i.test(failure.message))
        return why('unsupported', EMPTY_HINT);
    switch (failure.meaning) {
        case 'absent':
            return why('not-found', at.hasToken ? MISSING_HINT : NO_TOKEN_HINT);
        case 'limited':
            return why('unavailable', LIMIT_HINT);
        case 'unclear':
            return why('unavailable', 'Nothing is lost: run the step again, it goes on where it was. Every request was tried several times; https://www.githubstatus.com says whether GitHub has a problem.');
        case 'conflict':
            return why('conflict', 'Run the step again; if it stays, the message is GitHub’s own.');
        case 'expired':
        case 'no-range':
        case 'invalid':
        case 'failed':
            return why('unsupported', 'GitHub does not take this request; the message is its own.');
    }
}
const TOKEN_HINT = 'The token is wrong, or has expired. In a workflow leave `token` out: the job has its own; elsewhere set GITHUB_TOKEN (`gh auth token` prints one).';
const NEEDS_TOKEN_HINT = 'No token was given: set `token`, or GITHUB_TOKEN in the environment. In a workflow the job has its own, which is used where neither names another.';
const NO_TOKEN_HINT = 'Check the name in `store`. A private repository needs a token: `token`, or GITHUB_TOKEN in the environment.';
const MISSING_HINT = 'Check the name in `store`. GitHub says this also of a repository that the token may not see: the token of a job is good for its own repository alone; for another one give `token` one that may read it.';
const EMPTY_HINT = 'Push a first commit to its default branch: without one there can be no release.';
const LIMIT_HINT = 'Run the step later: it goes on where it was. The token of a workflow is good for 1,000 requests an hour and repository.';
const WORKFLOWS_HINT = 'The commit that the tag is to be put on brings workflow files that the default branch does not have, which the token of a workflow may not. Set `target` to the default branch or to a commit of it, or push the tag with a token that may write workflows.';
function permissionsHint(needs) {
    const add = `Add \`permissions: { contents: ${needs} }\` to the job; any other token needs the permission Contents (${needs}).`;
    if (needs === 'read')
        return add;
    return `${add} The token of a job may write to its own repository alone, and in a pull request from a fork to none: publish from a push or a \`workflow_run\` instead.`;
}
/** True where the connection could not even be made: nothing was carried out. */
function neverSent(thrown) {
    const code = thrown instanceof GithubFailure ? systemCode(thrown.cause) : undefined;
    return code !== undefined && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code);
}

;// CONCATENATED MODULE: ./src/stores/github/labels.ts
/**
 * The label of an asset, which a release's page shows instead of its name: the name that the file had, where GitHub
 * does not take it, and whether it can be executed. Empty where there is nothing to say. With a digest: for servers that
 * keep none themselves.
 */
function labelOf({ filename, executable, sha256 }, asset) {
    const marks = [
        ...(executable ? [EXECUTABLE] : endsLikeMark(filename) ? [PLAIN] : []),
        ...(sha256 === undefined ? [] : [`(sha256 ${sha256})`])
    ];
    return filename === asset && marks.length === 0 ? '' : [filename, ...marks].join(' ');
}
/** What an asset is as an artifact, apart from its path. Its revision is its id: no asset ever changes. */
function artifactOf(path, asset) {
    const { filename, executable, sha256 } = readLabel(asset.label ?? '', asset.name);
    const digest = /^sha256:([0-9a-f]{64})$/.exec(asset.digest ?? '')?.[1];
    return {
        path,
        size: asset.size,
        revision: asset.node_id,
        sha256: digest ?? sha256,
        altered: false,
        executable,
        filename
    };
}
/** What a label says. */
function readLabel(label, asset) {
    const [, rest = label, sha256] = /^(.*) \(sha256 ([0-9a-f]{64})\)$/s.exec(label) ?? [];
    const [, plain] = /^(.*) \(not executable\)$/s.exec(rest) ?? [];
    const [, program] = plain === undefined ? (/^(.*) \(executable\)$/s.exec(rest) ?? []) : [];
    const filename = plain ?? program ?? rest;
    return { filename: filename === '' ? asset : filename, executable: program !== undefined, sha256 };
}
const EXECUTABLE = '(executable)';
const PLAIN = '(not executable)';
function endsLikeMark(filename) {
    return /\((?:(?:not )?executable|sha256 [0-9a-f]{64})\)$/.test(filename);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./src/network.ts
var src_network = __webpack_require__(9473);
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(9172);
;// CONCATENATED MODULE: ./src/stores/github/wire.ts






/** A wire to any host, with connections that are kept and the proxies that the surroundings name. */
function wireOf(network) {
    const agents = new Map();
    const agentsOf = (url) => {
        const known = agents.get(url.origin) ?? (0,src_network/* agentsFor */.m)(url.href, network);
        agents.set(url.origin, known);
        return known;
    };
    return {
        send: async ({ method, url, headers, body, sent }) => {
            const place = new URL(url);
            const { httpAgent, httpsAgent } = await agentsOf(place);
            const secure = place.protocol === 'https:';
            const options = {
                ...{ method, agent: secure ? httpsAgent : httpAgent, timeout: IDLE_MS },
                headers: body === undefined ? headers : { ...headers, 'content-length': (0,stores_body/* sizeOf */.$d)(body) }
            };
            return exchange(() => (secure ? (0,external_node_https_.request)(place, options) : (0,external_node_http_.request)(place, options)), body, sent);
        },
        close: () => {
            for (const each of agents.values())
                void each.then(({ httpAgent, httpsAgent }) => {
                    httpAgent.destroy();
                    httpsAgent.destroy();
                });
        }
    };
}
/** All bytes of an answer's body; rejects where the connection breaks before the last one. */
function wholeOf(body) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        body.on('data', (chunk) => chunks.push(chunk));
        body.on('end', () => {
            resolve(Buffer.concat(chunks));
        });
        body.on('error', reject);
        body.on('close', () => {
            if (!body.complete)
                reject(Object.assign(new Error('the connection broke'), { code: 'ECONNRESET' }));
        });
    });
}
const IDLE_MS = 120_000;
const CHUNK = 1024 * 1024;
function exchange(begin, body, sent) {
    return new Promise((resolve, reject) => {
        const request = begin();
        let answered = false;
        request.on('timeout', () => {
            const why = `nothing came for ${IDLE_MS / 1000} s`;
            request.destroy(Object.assign(new Error(why), { code: 'ETIMEDOUT' }));
        });
        request.on('error', reject);
        request.on('response', (response) => {
            answered = true;
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response });
        });
        if (body?.kind !== 'file') {
            request.end(body?.bytes);
            sent?.(body?.bytes.length ?? 0);
            return;
        }
        if (body.size === 0) {
            request.end();
            return;
        }
        const file = (0,external_node_fs_.createReadStream)(body.path, { start: 0, end: body.size - 1, highWaterMark: CHUNK });
        let left = body.size;
        file.on('data', (chunk) => {
            left -= chunk.length;
            sent?.(chunk.length);
        });
        // The service would wait for what does not come.
        file.on('end', () => left > 0 && request.destroy((0,stores_body/* changedWhileRead */.a4)(body.path)));
        (0,promises_.pipeline)(file, request).catch((error) => {
            // A service may refuse before it has read the body, and close; what it said counts.
            if (!answered)
                reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
}

;// CONCATENATED MODULE: ./src/stores/github/download.ts






/** Where everybody downloads an asset: costs nothing of the requests that a token has an hour. */
function downloadAddress({ options, repository }, tag, asset) {
    const place = tag.split('/').map(encodeURIComponent).join('/');
    return `${options.serverUrl}/${repository}/releases/download/${place}/${encodeURIComponent(asset)}`;
}
/** Where GitHub Pages shows the branch, if it does; on other servers where people look at it. */
function pagesAddress({ options, repository }) {
    const { serverUrl, owner, repo, branch, prefix } = options;
    if (serverUrl !== 'https://github.com')
        return `${serverUrl}/${repository}/tree/${branch.split('/').map(encodeURIComponent).join('/')}/${prefix}`;
    const host = `${owner.toLowerCase()}.github.io`;
    return `https://${host}/${repo.toLowerCase() === host ? '' : `${repo}/`}${prefix}`;
}
/** Opens an asset, or a part of it, for reading; undefined where it is gone. */
async function openAsset(requests, reading, range = { start: 0 }) {
    const artifact = artifactOf(reading.path, reading.asset);
    const end = Math.min(range.end ?? artifact.size, artifact.size);
    const length = end - range.start;
    if (length <= 0)
        return { artifact, content: Buffer.alloc(0), body: external_node_stream_.Readable.from([], { objectMode: false }) };
    const addresses = addressesOf(requests);
    const from = (done) => read(requests, addresses, reading, { start: range.start + done, end });
    const first = await from(0);
    if (first === undefined)
        return undefined;
    if (length <= FEW_BYTES) {
        const content = await contentOf(requests, first, length, from);
        if (content === undefined)
            return undefined;
        return {
            artifact,
            content,
            get body() {
                return external_node_stream_.Readable.from([content], { objectMode: false });
            }
        };
    }
    const again = async (done) => {
        const next = await from(done);
        if (next === undefined)
            throw gone(requests, reading);
        return next;
    };
    const { tuning, log } = requests.options;
    const body = (0,healing/* healing */.v)({
        ...{ first, length, again, name: requests.nameOf(reading.path), attempts: tuning.attempts, log },
        ...{ backOff: requests.backOff, isHopeless: (error) => error instanceof errors/* RegistryError */.gl }
    });
    return { artifact, body };
}
/** Bodies up to this size are read before they are handed out. */
const FEW_BYTES = 64 * 1024;
async function contentOf(requests, first, length, from) {
    let body = first;
    for (let attempt = 1;; attempt += 1) {
        if (body === undefined)
            return undefined;
        try {
            const chunks = [];
            for await (const chunk of body)
                if (Buffer.isBuffer(chunk))
                    chunks.push(chunk);
            const content = Buffer.concat(chunks);
            if (content.length === length)
                return content;
            throw new GithubFailure('unclear', `the connection broke after ${content.length} of ${length} bytes`, {
                status: 0
            });
        }
        catch (error) {
            if (attempt >= requests.options.tuning.attempts)
                throw requests.explained(error, { doing: 'reading an asset' });
            await requests.backOff(attempt);
            body = await from(0);
        }
    }
}
/** The bytes of a part of an asset; undefined where it is gone. */
async function read(requests, addresses, reading, { start, end }) {
    const doing = `reading ${requests.nameOf(reading.path)}`;
    for (let attempt = 1;; attempt += 1) {
        try {
            const ranged = start > 0 || end < reading.asset.size;
            const headers = {
                accept: 'application/octet-stream',
                ...(ranged ? { range: `bytes=${start}-${end - 1}` } : {})
            };
            const answer = await addresses.open(reading, { doing, headers });
            if (answer === undefined)
                return undefined;
            return answer.status === 206 || !ranged ? answer.body : cut(answer, { start, end });
        }
        catch (error) {
            if (means(error, 'absent'))
                return undefined;
            // A signed address is good for minutes.
            const passing = means(error, 'expired', 'denied', 'no-range') && addresses.forget(reading);
            if (!passing || attempt >= requests.options.tuning.attempts)
                throw requests.explained(error, { doing });
        }
    }
}
/** A part of a body whose server does not know ranges. */
function cut({ body }, { start, end }) {
    let position = 0;
    const part = async function* () {
        for await (const chunk of body) {
            const from = Math.max(0, start - position);
            const to = Math.min(chunk.length, end - position);
            position += chunk.length;
            if (from < to)
                yield chunk.subarray(from, to);
            if (position >= end)
                return;
        }
    };
    return external_node_stream_.Readable.from(part(), { objectMode: false });
}
/** Signed addresses, by the asset's id: ranges of one file need one. */
const signed = new WeakMap();
function addressesOf(requests) {
    const known = signed.get(requests) ?? new Map();
    signed.set(requests, known);
    const { token } = requests.options;
    /** The answer of the first address: the bytes, or the way to them. */
    async function ask({ asset, tag }, request) {
        const isPublic = token === undefined || requests.isPublic();
        const places = [
            ...(isPublic ? [downloadAddress(requests, tag, asset.name)] : []),
            ...(token === undefined ? [] : [`/releases/assets/${asset.id}`])
        ];
        for (const at of places) {
            try {
                const answer = await requests.open({ ...request, at });
                // Servers that are private send everybody to their door.
                if (!isDoor(answer))
                    return answer;
                answer.body.resume();
            }
            catch (error) {
                if (!means(error, 'absent'))
                    throw error;
            }
        }
        return undefined;
    }
    return {
        open: async (reading, request) => {
            const { asset } = reading;
            const direct = known.get(asset.id);
            if (direct !== undefined)
                return requests.open({ ...request, at: direct });
            const answer = await ask(reading, request);
            const { location } = answer?.headers ?? {};
            if (answer === undefined || location === undefined)
                return answer;
            await wholeOf(answer.body);
            known.set(asset.id, location);
            requests.options.log.mask(location);
            return requests.open({ ...request, at: location });
        },
        forget: ({ asset }) => known.delete(asset.id)
    };
}
function isDoor({ headers: { location } }) {
    return (location !== undefined &&
        URL.canParse(location) &&
        /^\/(?:login|session)\b/.test(new URL(location).pathname));
}
function gone({ nameOf }, { path }) {
    return new errors/* RegistryError */.gl('conflict', `${nameOf(path)} was removed while it was being read`, {
        hint: 'Run the step again to get what is there now.'
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(2187);
;// CONCATENATED MODULE: ./src/stores/github/releases.ts



/** What the REST API says of an asset. */
const assetSchema = dist/* object */.Ikc({
    id: dist/* number */.aig(),
    node_id: dist/* string */.YjP(),
    name: dist/* string */.YjP(),
    label: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP())),
    state: dist/* string */.YjP(),
    size: dist/* number */.aig(),
    digest: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP())),
    created_at: dist/* string */.YjP(),
    updated_at: dist/* string */.YjP()
});
const releaseSchema = dist/* object */.Ikc({
    id: dist/* number */.aig(),
    tag_name: dist/* string */.YjP(),
    draft: dist/* boolean */.zMY(),
    immutable: dist/* optional */.lqM(dist/* boolean */.zMY(), false),
    body: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP())),
    created_at: dist/* string */.YjP(),
    upload_url: dist/* string */.YjP(),
    assets: dist/* array */.YOg(assetSchema)
});
/** The releases of one repository. */
function githubReleases(requests) {
    const { tuning, release: wanted } = requests.options;
    /** A release's own document may show only the first of many assets. */
    async function whole(release) {
        if (release.assets.length < SURELY_SHOWN)
            return release;
        const assets = [];
        for (let page = 1;; page += 1) {
            const shown = await requests.ask({
                doing: `listing the assets of release ${release.tag_name}`,
                at: `/releases/${release.id}/assets?per_page=${tuning.pageSize}&page=${page}`
            }, dist/* array */.YOg(assetSchema));
            assets.push(...shown);
            if (shown.length < tuning.pageSize)
                return { ...release, assets };
        }
    }
    const find = async (doing, at) => {
        const request = { doing, at };
        const found = await requests.find(request, releaseSchema);
        return found && whole(found);
    };
    let known = new Map();
    let knownUntil = 0;
    const isKnown = (tag) => Date.now() < knownUntil && known.has(tag);
    const forget = () => {
        known = new Map();
    };
    async function* all() {
        for (let page = 1;; page += 1) {
            const request = {
                doing: `listing the releases of ${requests.repository}`,
                at: `/releases?per_page=${tuning.pageSize}&page=${page}`
            };
            const shown = (await requests.find(request, dist/* array */.YOg(releaseSchema))) ?? [];
            for (const release of shown)
                yield await whole(release);
            if (shown.length < tuning.pageSize)
                return;
        }
    }
    return {
        isKnown,
        forget,
        all,
        survey: async () => {
            if (Date.now() < knownUntil && known.size > 0)
                return;
            const found = new Map();
            for await (const release of all())
                if (!release.draft)
                    found.set(release.tag_name, release);
            known = found;
            knownUntil = Date.now() + tuning.surveyAge;
        },
        byTag: async (tag) => isKnown(tag)
            ? known.get(tag)
            : find(`looking for release ${tag} of ${requests.repository}`, `/releases/tags/${tag.split('/').map(encodeURIComponent).join('/')}`),
        byId: (id) => find(`looking for release ${id} of ${requests.repository}`, `/releases/${id}`),
        draft: (tag, of) => makeDraft(requests, tag, of),
        publish: (id) => {
            forget();
            const json = { draft: false, prerelease: wanted.prerelease, make_latest: wanted.makeLatest };
            const request = { doing: `publishing release ${id} of ${requests.repository}`, at: `/releases/${id}` };
            return requests.ask({ ...request, needs: 'write', method: 'PATCH', json }, releaseSchema);
        },
        remove: async ({ id, tag_name: tag }) => {
            forget();
            const request = { doing: `deleting release ${tag} of ${requests.repository}`, at: `/releases/${id}` };
            await requests.find({ ...request, needs: 'write', method: 'DELETE' }, dist/* undefined */.Vxk());
        }
    };
}
/** A release's own document shows at least so many of its assets. */
const SURELY_SHOWN = 30;
/** What is in the text of the releases that this program makes: nobody sees it, and it tells them from others. */
const MARK = 'registry-action';
/** True for a release that this program has made. */
function isMarked({ body }) {
    return body?.includes(`<!-- ${MARK} `) ?? false;
}
/** A request that is lost may have made the draft all the same: its mark tells. */
async function makeDraft(requests, tag, of) {
    const { prerelease, notes, generateNotes, target } = requests.options.release;
    const nonce = (0,external_node_crypto_.randomBytes)(9).toString('base64url');
    const mark = `<!-- ${MARK} ${nonce} -->`;
    const text = notes ?? (generateNotes ? '' : titleOf(tag, of));
    const request = {
        ...{ doing: `creating release ${tag} of ${requests.repository}`, needs: 'write' },
        ...{ method: 'POST', at: '/releases' },
        json: {
            ...{ tag_name: tag, name: titleOf(tag, of), body: `${text}\n\n${mark}`, draft: true, prerelease },
            ...(generateNotes ? { generate_release_notes: true } : {}),
            ...(target === undefined ? {} : { target_commitish: target })
        }
    };
    for (let attempt = 1;; attempt += 1) {
        try {
            return await requests.once(request, releaseSchema);
        }
        catch (error) {
            if (!means(error, 'unclear') || attempt >= requests.options.tuning.attempts)
                throw requests.explained(error, request);
            await requests.backOff(attempt);
            const made = await draftMarked(requests, nonce);
            if (made !== undefined)
                return made;
        }
    }
}
/** Drafts stand first in the list. */
async function draftMarked(requests, nonce) {
    const shown = await requests.ask({ doing: `listing the releases of ${requests.repository}`, at: '/releases?per_page=100' }, dist/* array */.YOg(releaseSchema));
    return shown.find(({ body }) => body?.includes(nonce));
}
function titleOf(tag, { package: name, version }) {
    return [name, version].filter((each) => each !== null).join(' ') || tag;
}

;// CONCATENATED MODULE: ./src/stores/github/uploads.ts










/**
 * Uploads a file to a release. Of several that upload under one name the first wins; an upload that broke off leaves an
 * empty asset, which has to go before the next attempt.
 */
async function uploadAsset(requests, uploading) {
    const { tuning } = requests.options;
    // An attempt without a clear answer may have been carried out, and later than the next one was sent.
    let isUnclear = false;
    for (let attempt = 1;; attempt += 1) {
        const sent = await sendOnce(requests, uploading);
        if (sent === 'gone')
            return { outcome: 'gone' };
        if (typeof sent === 'object' && !(sent instanceof GithubFailure))
            return settled(requests, uploading, sent);
        isUnclear ||= sent !== 'taken';
        const there = sent === 'taken' ? await afterOthers(requests, uploading) : await assetOf(requests, uploading);
        if (there === 'gone')
            return { outcome: 'gone' };
        if (there?.state === 'uploaded') {
            const isOwn = isUnclear && (await holds(requests, uploading, there));
            return isOwn ? settled(requests, uploading, there) : { outcome: 'exists', asset: there };
        }
        if (there !== undefined)
            await removeAsset(requests, there);
        if (attempt >= tuning.attempts) {
            const doing = `uploading ${uploading.name} to release ${uploading.release.tag_name}`;
            throw sent === 'taken' ? stillTaken(doing) : requests.explained(sent, { doing, needs: 'write' });
        }
        await requests.backOff(attempt);
    }
}
/** The asset of that name once it is complete or its upload given up, or nothing where it has gone again. */
async function afterOthers(requests, uploading) {
    let there = await assetOf(requests, uploading);
    for (let attempt = 1; typeof there === 'object' && there.state !== 'uploaded'; attempt += 1) {
        if (isGivenUp(there, uploading.item, requests.options.tuning.starterPatience))
            return there;
        await requests.backOff(Math.min(attempt, 5));
        const request = { doing: `looking for ${there.name}`, at: `/releases/assets/${there.id}` };
        there = await requests.find(request, assetSchema);
    }
    return there;
}
/** Whether an asset has the bytes that are being uploaded. Servers that keep no digests have to show them. */
async function holds(requests, { item, release }, asset) {
    if (asset.size !== (0,stores_body/* sizeOf */.$d)(item.body))
        return false;
    if (typeof asset.digest === 'string')
        return asset.digest === `sha256:${item.sha256}`;
    const opened = await openAsset(requests, { asset, path: item.key.path, tag: release.tag_name });
    if (opened === undefined)
        return false;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,promises_.pipeline)(opened.body, hash);
    return hash.digest('hex') === item.sha256;
}
/** One attempt. `taken`: there is an asset of that name, complete or not. */
async function sendOnce(requests, { release, name, item }) {
    const { body, contentType, key, executable } = item;
    if (body.kind === 'file')
        await (0,stores_body/* assertUnchanged */.Wu)(body);
    else if ((0,digest/* sha256 */.sc)(body.bytes) !== item.sha256)
        throw (0,stores_body/* changedWhileRead */.a4)(key.path);
    const label = labelOf({ filename: key.filename, executable, sha256: undefined }, name);
    const address = release.upload_url.replace(/\{[^}]*\}$/, '');
    const query = `name=${encodeURIComponent(name)}${label === '' ? '' : `&label=${encodeURIComponent(label)}`}`;
    const doing = `uploading ${name} to release ${release.tag_name} of ${requests.repository}`;
    const progress = requests.options.log.progress(key.filename, (0,stores_body/* sizeOf */.$d)(body));
    try {
        const request = {
            ...{ doing, needs: 'write', method: 'POST', at: `${address}?${query}` },
            ...{ headers: { 'content-type': contentType }, body, sent: progress.advance }
        };
        return await requests.once(request, assetSchema);
    }
    catch (error) {
        if (!(error instanceof GithubFailure))
            throw error;
        requests.options.log.debug(`${doing}: ${(0,errors/* messageOf */.bD)(error)}`);
        if (error.meaning === 'unclear')
            return error;
        if (error.codes.includes('already_exists'))
            return 'taken';
        if (error.meaning === 'absent')
            return 'gone';
        throw refused(requests, error, doing, release);
    }
    finally {
        progress.done();
    }
}
/** Holds what came back against what was sent: what is not the same does not stay. */
async function settled(requests, { name, item, release }, asset) {
    const { body, key, executable } = item;
    const withdraw = async (error) => {
        await removeAsset(requests, asset);
        throw error;
    };
    if (asset.name !== name) {
        await withdraw(new errors/* RegistryError */.gl('unsupported', `GitHub stores ${name} under another name, ${asset.name}`, {
            hint: 'Rename the file: letters, digits, dots, dashes, `_` and `+` are kept as they are.'
        }));
    }
    const stored = asset.digest ?? undefined;
    const differs = stored === undefined
        ? body.kind === 'file' && (await (0,digest/* sha256OfFile */.Vq)(body.path, body.size)) !== item.sha256
        : stored !== `sha256:${item.sha256}`;
    if (differs || asset.size !== (0,stores_body/* sizeOf */.$d)(body)) {
        if (body.kind === 'file')
            await (0,stores_body/* assertUnchanged */.Wu)(body).catch(withdraw);
        await withdraw((0,stores_body/* changedWhileRead */.a4)(body.kind === 'file' ? body.path : key.path));
    }
    if (stored !== undefined)
        return { outcome: 'created', asset };
    // A server that keeps no digests: the label does.
    const label = labelOf({ filename: key.filename, executable, sha256: item.sha256 }, name);
    const doing = `labelling ${name} of release ${release.tag_name}`;
    const request = {
        doing,
        needs: 'write',
        method: 'PATCH',
        at: `/releases/assets/${asset.id}`
    };
    const labelled = await requests.find({ ...request, json: { name, label } }, assetSchema);
    return labelled === undefined ? { outcome: 'gone' } : { outcome: 'created', asset: labelled };
}
/** Deletes an asset; one that is gone is left so. Throws `unsupported` where the release is immutable. */
async function removeAsset(requests, { id, name }) {
    const request = {
        ...{ doing: `deleting ${name} of ${requests.repository}`, needs: 'write' },
        ...{ method: 'DELETE', at: `/releases/assets/${id}` }
    };
    try {
        await requests.ask(request, dist/* undefined */.Vxk());
    }
    catch (error) {
        if (means(error, 'absent'))
            return;
        if (means(error, 'invalid') && /immutable/i.test(error.message)) {
            throw new errors/* RegistryError */.gl('unsupported', `${name} of ${requests.repository} is part of an immutable release`, {
                hint: 'Releases of this repository can’t be changed once they are published. Delete the whole release by hand if it has to go.',
                cause: error
            });
        }
        throw requests.explained(error, request);
    }
}
/** The asset of that name as it is now, complete or not. */
async function assetOf(requests, { release, name }) {
    const { tuning } = requests.options;
    for (let page = 1;; page += 1) {
        const request = {
            doing: `listing the assets of release ${release.tag_name}`,
            at: `/releases/${release.id}/assets?per_page=${tuning.pageSize}&page=${page}`
        };
        const shown = await requests.find(request, dist/* array */.YOg(assetSchema));
        if (shown === undefined)
            return 'gone';
        const found = shown.find((asset) => asset.name === name);
        if (found !== undefined || shown.length < tuning.pageSize)
            return found;
    }
}
/** An upload that somebody else has begun gets time for the size of this one, at a slow megabyte a second. */
function isGivenUp(asset, { body }, patience) {
    return Date.now() - Date.parse(asset.created_at) > patience + (0,stores_body/* sizeOf */.$d)(body) / 1000;
}
function stillTaken(doing) {
    return new errors/* RegistryError */.gl('unavailable', `${doing}: another upload of that name does not end`, {
        hint: 'Run the step again once the other job has ended.'
    });
}
function refused(requests, failure, doing, release) {
    if (failure.fields.includes('file_count')) {
        return new errors/* RegistryError */.gl('unsupported', `${doing}: the release has 1,000 assets, and can have no more`, {
            hint: 'Choose a `tag` that makes more releases: with `{package}` and `{version}` in it.',
            cause: failure
        });
    }
    if (failure.meaning === 'invalid' && /immutable/i.test(failure.message))
        return immutable(requests, release, failure);
    return requests.explained(failure, { doing, needs: 'write' });
}
/** The error for a release that takes no more files. */
function immutable(requests, { tag_name: tag }, cause) {
    return new errors/* RegistryError */.gl('conflict', `release ${tag} of ${requests.repository} is published and immutable: no file can be added to it`, {
        hint: 'Push all files of a version in one step; or choose another version, or a `tag` that makes a release of its own for each package.',
        cause
    });
}

;// CONCATENATED MODULE: ./src/stores/github/electing.ts







/** The most assets that a release can have. */
const MOST_ASSETS = 1000;
/**
 * Drafts are not found by their tag, and there can be many of one tag: so that all jobs upload to the same one, its id
 * is written down on the branch by the first of them.
 */
function electing(of) {
    const { requests, commits, releases } = of;
    const { tag: template, prefix, log } = requests.options;
    const full = (key) => `${prefix}${key.path}`;
    /** What the branch says of a tag and of the folders of some paths. */
    async function view(tag, keys, fresh) {
        const place = electionPath(tag);
        const folders = [...new Set(keys.map((key) => claimsPath(full(key))))];
        const paths = [place, ...folders];
        const { files } = (fresh ? undefined : commits.recent(paths)) ?? (await commits.read(paths));
        const revisions = [place, ...folders].map((path) => [path, files.get(path)?.revision ?? store/* ABSENT */.s]);
        return {
            election: parseElection(place, files.get(place)),
            claims: new Map(folders.map((path) => [path, parseClaims(path, files.get(path) ?? NO_FILE)])),
            expected: new Map(revisions)
        };
    }
    async function releaseOf(tag, election) {
        return (await releases.byTag(tag)) ?? (election && (await releases.byId(election.release)));
    }
    async function elect(tag, items) {
        let draft;
        const makeDraft = async (owner) => (draft ??= await releases.draft(tag, owner));
        try {
            const elected = await electWith(tag, items, makeDraft);
            if (draft !== undefined && draft.id !== elected.release.id)
                await releases.remove(draft);
            return elected;
        }
        catch (error) {
            // If it was elected all the same, the next one finds it gone and elects another.
            if (draft !== undefined)
                await takeBack(draft);
            throw error;
        }
    }
    async function electWith(tag, items, makeDraft) {
        const [first] = items;
        if (first === undefined)
            throw new Error('there is nothing to elect a release for');
        const owner = (0,github_names/* ownerOf */.bf)(template, first.key);
        for (let attempt = 0;; attempt += 1) {
            const keys = items.map(({ key }) => key);
            const { election, claims, expected } = await view(tag, keys, attempt > 0);
            assertOwner(requests, tag, election, owner);
            const there = await releaseOf(tag, election);
            const release = there ?? (await makeDraft(owner));
            const made = there === undefined || (election?.made === true && election.release === there.id);
            const base = election ?? { ...owner, assets: new Map() };
            const planned = plan(requests, { tag, release, items, claims, assets: base.assets });
            const next = { ...base, release: release.id, made, assets: planned.assets };
            const files = new Map([
                [electionPath(tag), serializeElection(next)],
                ...[...planned.claims].map(([path, each]) => [path, serializeClaims(each)])
            ]);
            const same = election?.release === release.id && planned.added.length === 0;
            const message = claimOf(tag, planned.added);
            if (!same && (await commits.commit({ expected, files, message })) === 'stale')
                continue;
            return { tag, release, names: planned.names, there: planned.there };
        }
    }
    /** The release that a path was claimed on, where this store has made it. */
    async function ownReleaseOf(key) {
        const place = claimsPath(full(key));
        const { files } = await commits.read([place]);
        const claim = parseClaims(place, files.get(place)).get(key.path.slice(key.path.lastIndexOf('/') + 1));
        if (claim === undefined)
            return undefined;
        const { election } = await view(claim.tag, [], false);
        return election?.made === true ? releases.byId(election.release) : undefined;
    }
    async function takeBack(release) {
        if (!release.draft)
            return;
        try {
            const now = await releases.byId(release.id);
            if (now?.draft === true && now.assets.length === 0)
                await releases.remove(now);
        }
        catch (error) {
            log.debug(`release ${release.tag_name} was not taken back: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    return {
        elect,
        withdraw: ({ release }) => takeBack(release),
        publish: async (elected) => {
            const { release, tag } = elected;
            if (!release.draft)
                return true;
            const doing = `publishing release ${tag} of ${requests.repository}`;
            try {
                await releases.publish(release.id);
                return true;
            }
            catch (error) {
                if (means(error, 'absent'))
                    return false;
                // What nobody may publish goes again; after any other failure it may be public by now.
                if (means(error, 'invalid'))
                    await releases.remove(release);
                if (means(error, 'invalid') && error.codes.includes('already_exists'))
                    return false;
                throw blocked(requests, tag, error) ?? requests.explained(error, { doing, needs: 'write' });
            }
        },
        published: async (tag) => {
            const { election } = await view(tag, [], true);
            const release = election && (await releases.byId(election.release));
            return release?.draft === false ? release : undefined;
        },
        tidy: async (key) => {
            const release = await ownReleaseOf(key);
            if (release?.assets.length === 0)
                await releases.remove(release);
        },
        removeWhole: async (key, { id }) => {
            const release = await ownReleaseOf(key);
            if (release?.assets.every((asset) => asset.id === id) !== true)
                return false;
            await releases.remove(release);
            return true;
        }
    };
}
/** What a claim is called in the history of the branch. */
function claimOf(tag, names) {
    if (names.length === 0)
        return `elect another release for ${tag}`;
    const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
    return `claim ${names.slice(0, NAMES_SHOWN).join(', ')}${more} on release ${tag}`;
}
const NAMES_SHOWN = 3;
/** Where the items are, or are to go. */
function plan(requests, of) {
    const { tag, release, items } = of;
    const live = new Map(release.assets.map((asset) => [asset.name, asset]));
    const claims = new Map([...of.claims].map(([path, each]) => [path, new Map(each)]));
    const result = { names: new Map(), there: new Map(), claims, assets: new Map(of.assets), added: [] };
    for (const { key, sha256 } of items) {
        const path = `${requests.options.prefix}${key.path}`;
        const folder = claims.get(claimsPath(path));
        const segment = key.path.slice(key.path.lastIndexOf('/') + 1);
        const claim = folder?.get(segment);
        const wanted = (0,github_names/* assetName */.SM)(key.filename);
        const holder = result.assets.get(wanted);
        const name = claim?.tag === tag
            ? claim.asset
            : holder === undefined || holder === path
                ? wanted
                : (0,github_names/* secondName */.EI)(wanted, path);
        const asset = live.get(name);
        const complete = asset?.state === 'uploaded' ? asset : undefined;
        if (complete !== undefined && result.assets.get(name) !== path && complete.digest !== `sha256:${sha256}`)
            throw takenByOthers(requests, tag, name);
        result.names.set(key.path, name);
        if (complete !== undefined)
            result.there.set(key.path, complete);
        if (claim?.tag === tag && result.assets.get(name) === path)
            continue;
        folder?.set(segment, { tag, asset: name });
        result.assets.set(name, path);
        result.added.push(name);
    }
    const coming = items.filter(({ key }) => !result.there.has(key.path));
    if (coming.length > 0 && release.immutable)
        throw immutable(requests, release);
    if (release.assets.length + coming.length > MOST_ASSETS)
        throw tooMany(requests, tag);
    return result;
}
function assertOwner({ repository }, tag, election, owner) {
    if (election === undefined)
        return;
    if (election.package === owner.package && election.version === owner.version)
        return;
    const other = [election.package, election.version].filter((each) => each !== null).join(' ');
    throw new errors/* RegistryError */.gl('conflict', `release ${tag} of ${repository} belongs to ${other}: both make the same tag`, {
        hint: 'Choose a `tag` that keeps them apart, such as `{package}@{version}`, or another version.'
    });
}
function takenByOthers({ repository }, tag, name) {
    return new errors/* RegistryError */.gl('conflict', `release ${tag} of ${repository} has a file ${name} already, with other bytes`, {
        hint: 'It was attached by somebody else, and is left alone. Rename the file, or delete that asset if it should not be there.'
    });
}
function tooMany({ repository }, tag) {
    return new errors/* RegistryError */.gl('unsupported', `release ${tag} of ${repository} would have more than ${MOST_ASSETS} files`, {
        hint: 'GitHub takes no more. Choose a `tag` that makes more releases: with `{package}` and `{version}` in it.'
    });
}
/** Words for what a ruleset or the repository itself does not allow. */
function blocked({ repository }, tag, error) {
    if (!means(error, 'invalid'))
        return undefined;
    if (/rule violations|pre_receive|immutable release/i.test(error.message)) {
        return new errors/* RegistryError */.gl('denied', `the tag ${tag} of ${repository} may not be made: ${(0,errors/* messageOf */.bD)(error)}`, {
            hint: 'A ruleset of the repository protects such tags, or an immutable release had this one. Let the ruleset make an exception, or choose another `tag`. Nothing was left behind.',
            cause: error
        });
    }
    if (error.message.includes('target_commitish')) {
        return new errors/* RegistryError */.gl('input', `the tag ${tag} can't be put on \`target\`: there is no such branch or commit in ${repository}`, {
            hint: 'Name a branch, or a commit that was pushed; or leave `target` out.',
            cause: error
        });
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/stores/github/artifacts.ts










/**
 * Artifacts as assets of releases. The branch says which asset holds which path, and is changed first; the asset itself
 * tells whether the artifact is there.
 */
function githubArtifacts(of) {
    const { requests, commits, releases } = of;
    const { tag: template, prefix, tuning } = requests.options;
    const election = electing(of);
    /** What was found last, by its revision: it is opened and removed by its id. */
    const found = new Map();
    /** Where paths were seen last. */
    const places = new Map();
    const full = (key) => `${prefix}${key.path}`;
    /** Which asset a path's artifact is, or is to be, as it is known already. */
    function claimKnown(key) {
        const place = claimsPath(full(key));
        const files = commits.recent([place])?.files;
        return files && parseClaims(place, files.get(place)).get(nameIn(key.path));
    }
    /** The same, as it is now. */
    async function claimNow(key) {
        const place = claimsPath(full(key));
        // The tag's election is read along: a push needs it next.
        const { files } = await commits.read([place, electionPath((0,github_names/* tagOf */.cO)(template, key))]);
        const claim = parseClaims(place, files.get(place)).get(nameIn(key.path));
        if (claim !== undefined)
            places.set(key.path, claim);
        return claim;
    }
    async function assetOf({ tag, asset: name }, thorough) {
        const release = (await releases.byTag(tag)) ?? (thorough ? await election.published(tag) : undefined);
        const asset = release?.assets.find((each) => each.name === name);
        return asset?.state === 'uploaded' ? asset : undefined;
    }
    async function find(key) {
        // An asset that is there is the artifact's, however old what is known of it.
        const known = claimKnown(key);
        const there = known && (await assetOf(known, false));
        if (known !== undefined && there !== undefined) {
            places.set(key.path, known);
            return seen(key, there);
        }
        const claim = await claimNow(key);
        const asset = claim && (await assetOf(claim, true));
        return asset && seen(key, asset);
    }
    function seen(key, asset) {
        found.set(asset.node_id, asset);
        return artifactOf(key.path, asset);
    }
    async function createGroup(tag, items) {
        for (let attempt = 0; attempt < tuning.attempts; attempt += 1) {
            const elected = await election.elect(tag, items);
            const made = await (0,p_map/* default */.Ay)(items, (item) => createOne(elected, item), {
                concurrency: tuning.uploads
            }).catch(async (error) => {
                await election.withdraw(elected);
                throw error;
            });
            const isPublic = made.every((one) => one !== 'gone') && (await election.publish(elected));
            const done = made.filter((one) => one !== 'gone');
            if (isPublic && done.length === made.length)
                return done;
            // The release was deleted, or another one was published under its tag: what was uploaded is to go there.
            await requests.backOff(attempt + 1);
        }
        throw new errors/* RegistryError */.gl('unavailable', `release ${tag} of ${requests.repository} does not stay: it was deleted again and again`, {
            hint: 'Look for another job that makes or deletes releases of this tag, then run the step again.'
        });
    }
    /** Files of one version that are stored at the same moment are one batch: their release is published after all of them. */
    const creating = batching(createGroup);
    async function createOne({ tag, release, names, there }, item) {
        const asset = there.get(item.key.path);
        const name = names.get(item.key.path) ?? (0,github_names/* assetName */.SM)(item.key.filename);
        places.set(item.key.path, { tag, asset: name });
        if (asset !== undefined) {
            seen(item.key, asset);
            return { outcome: 'exists' };
        }
        releases.forget();
        const uploaded = await uploadAsset(requests, { release, name, item });
        if (uploaded.outcome === 'gone')
            return 'gone';
        seen(item.key, uploaded.asset);
        return uploaded.outcome === 'created'
            ? { outcome: 'created', revision: uploaded.asset.node_id }
            : { outcome: 'exists' };
    }
    return {
        find,
        create: async (items) => {
            const groups = new Map();
            for (const item of items) {
                const tag = (0,github_names/* tagOf */.cO)(template, item.key);
                groups.set(tag, [...(groups.get(tag) ?? []), item]);
            }
            const outcomes = new Map();
            await Promise.all([...groups].map(async ([tag, group]) => {
                const made = await creating(tag, group);
                group.forEach((item, index) => outcomes.set(item, made[index] ?? { outcome: 'exists' }));
            }));
            return items.map((item) => outcomes.get(item) ?? { outcome: 'exists' });
        },
        replace: ({ key }) => Promise.reject(new errors/* RegistryError */.gl('unsupported', `${requests.nameOf(key.path)} can't be replaced: assets of releases are written once`, {
            hint: 'Push another version.'
        })),
        open: async (key, options = {}) => {
            const { revision } = options;
            const known = revision === undefined ? undefined : found.get(revision);
            const asset = known ?? (await find(key).then((artifact) => found.get(artifact?.revision ?? store/* ABSENT */.s)));
            if (asset === undefined && revision === undefined)
                return undefined;
            if (asset === undefined || (revision !== undefined && asset.node_id !== revision))
                throw changed(requests, key);
            const tag = places.get(key.path)?.tag ?? (0,github_names/* tagOf */.cO)(template, key);
            const opened = await openAsset(requests, { asset, path: key.path, tag }, options.range);
            if (opened === undefined && revision !== undefined)
                throw changed(requests, key);
            return opened;
        },
        evidence: () => Promise.resolve(undefined),
        remove: async (key, expected) => {
            if (expected === store/* ABSENT */.s)
                return;
            const asset = found.get(expected) ?? (await find(key).then((artifact) => found.get(artifact?.revision ?? store/* ABSENT */.s)));
            if (asset?.node_id !== expected)
                return;
            found.delete(expected);
            releases.forget();
            await removeAsset(requests, asset).catch(async (error) => {
                const isFrozen = (0,errors/* isRegistryError */.IP)(error, 'unsupported') && (await election.removeWhole(key, asset));
                if (!isFrozen)
                    throw error;
            });
            // The claim stays: whoever creates the artifact anew at this moment counts on it.
            await election.tidy(key);
        },
        url: (key) => {
            if (key.path === '')
                return Promise.resolve(pagesAddress(requests));
            const known = places.get(key.path) ?? claimKnown(key);
            const { tag, asset } = known ?? { tag: (0,github_names/* tagOf */.cO)(template, key), asset: (0,github_names/* assetName */.SM)(key.filename) };
            return Promise.resolve(downloadAddress(requests, tag, asset));
        }
    };
}
function nameIn(path) {
    return path.slice(path.lastIndexOf('/') + 1);
}
function changed({ nameOf }, { path }) {
    return new errors/* RegistryError */.gl('conflict', `${nameOf(path)} changed while it was being read`, {
        hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
    });
}

;// CONCATENATED MODULE: ./src/stores/github/git-data.ts




const refSchema = dist/* object */.Ikc({ object: dist/* object */.Ikc({ sha: dist/* string */.YjP() }) });
const shaSchema = dist/* object */.Ikc({ sha: dist/* string */.YjP() });
const contentSchema = dist/* object */.Ikc({
    type: dist/* string */.YjP(),
    sha: dist/* string */.YjP(),
    encoding: dist/* optional */.lqM(dist/* string */.YjP()),
    content: dist/* optional */.lqM(dist/* string */.YjP())
});
const treeSchema = dist/* object */.Ikc({
    truncated: dist/* optional */.lqM(dist/* boolean */.zMY(), false),
    tree: dist/* array */.YOg(dist/* object */.Ikc({ path: dist/* string */.YjP(), type: dist/* string */.YjP(), sha: dist/* string */.YjP(), size: dist/* optional */.lqM(dist/* number */.aig()) }))
});
/** The branch by the REST API alone: a commit is a tree, a commit and a move of the branch. */
function gitDataBranch(requests) {
    const { branch } = requests.options;
    const ref = branch.split('/').map(encodeURIComponent).join('/');
    return {
        readsTogether: () => false,
        read: async (paths) => {
            const head = await headOf(requests, ref);
            if (head === undefined)
                return { head, files: new Map() };
            const files = await Promise.all(paths.map(async (path) => [path, await fileAt(requests, head, path)]));
            return { head, files: new Map(files) };
        },
        commit: async (commit) => {
            const sha = await commitOnto(requests, commit);
            try {
                await requests.once({
                    doing: `moving the branch ${branch}`,
                    ...{ needs: 'write', method: 'PATCH', at: `/git/refs/heads/${ref}` },
                    json: { sha, force: false }
                }, refSchema);
                return sha;
            }
            catch (error) {
                // "Update is not a fast forward"
                if (means(error, 'invalid') && /fast.forward/i.test(error.message))
                    return undefined;
                throw error;
            }
        }
    };
}
/** Makes the branch with its first commit, which has no parent. False where somebody else has made it by now. */
async function createBranch(requests, files, message) {
    const { branch } = requests.options;
    const doing = `creating the branch ${branch} of ${requests.repository}`;
    const sha = await commitOnto(requests, { head: undefined, files, message });
    try {
        await requests.ask({ doing, needs: 'write', method: 'POST', at: '/git/refs', json: { ref: `refs/heads/${branch}`, sha } }, refSchema);
        return true;
    }
    catch (error) {
        if (means(error, 'invalid') && /already exists/i.test(error.message))
            return false;
        throw error;
    }
}
/** The files of a commit, or of one that has moved on since: what a tree holds does not change. */
async function treeOf(requests, head) {
    const { truncated, tree } = await requests.ask({ doing: `listing the branch ${requests.options.branch}`, at: `/git/trees/${head}?recursive=1` }, treeSchema);
    if (truncated)
        return walk(requests, head, '');
    return filesIn(tree, '');
}
/** A listing of more than 100,000 files is cut short: folder by folder then. */
async function walk(requests, sha, above) {
    const { tree } = await requests.ask({ doing: `listing the branch ${requests.options.branch}`, at: `/git/trees/${sha}` }, treeSchema);
    const folders = tree.filter(({ type }) => type === 'tree');
    const files = filesIn(tree, above);
    for (const folder of folders)
        files.push(...(await walk(requests, folder.sha, `${above}${folder.path}/`)));
    return files;
}
function filesIn(tree, above) {
    return tree
        .filter(({ type }) => type === 'blob')
        .map(({ path, sha, size = 0 }) => ({ path: `${above}${path}`, revision: sha, size }));
}
/** The bytes of a blob, up to 100 MB. */
async function rawBlob(requests, sha) {
    const answer = await requests.ask({
        doing: `reading ${sha} of ${requests.repository}`,
        at: `/git/blobs/${sha}`,
        headers: { accept: 'application/vnd.github.raw+json' },
        raw: true
    }, dist/* instance */.KJ$(Buffer));
    return answer;
}
async function headOf(requests, ref) {
    try {
        const { object } = await requests.ask({ doing: `looking for the branch ${requests.options.branch}`, at: `/git/ref/heads/${ref}` }, refSchema);
        return object.sha;
    }
    catch (error) {
        // An empty repository has no branches, and says so in its own way.
        if (means(error, 'conflict'))
            return undefined;
        if (!means(error, 'absent'))
            throw error;
        // One that is not there, or not for everybody, has none either, and must not look empty.
        const { private: isPrivate } = await requests.ask({ doing: `looking for ${requests.repository}`, at: '' }, dist/* object */.Ikc({ private: dist/* boolean */.zMY() }));
        requests.sawVisibility(isPrivate);
        return undefined;
    }
}
async function fileAt(requests, head, path) {
    const at = `/contents/${path.split('/').map(encodeURIComponent).join('/')}?ref=${head}`;
    try {
        const found = await requests.ask({ doing: `reading ${path}`, at }, dist/* union */.KCZ([contentSchema, dist/* array */.YOg(dist/* unknown */.L5J())]));
        if (Array.isArray(found) || found.type !== 'file')
            return NO_FILE;
        const inside = found.encoding === 'base64' && found.content !== undefined;
        const body = inside ? Buffer.from(found.content ?? '', 'base64') : await rawBlob(requests, found.sha);
        return { revision: found.sha, body };
    }
    catch (error) {
        if (means(error, 'absent'))
            return NO_FILE;
        throw error;
    }
}
/** A commit on top of another one, or of nothing; nothing points to it yet. */
async function commitOnto(requests, { head, files, message }) {
    const doing = `committing to the branch ${requests.options.branch} of ${requests.repository}`;
    const entries = await (0,p_map/* default */.Ay)(files, async ([path, bytes]) => ({
        ...{ path, mode: '100644', type: 'blob' },
        ...(await contentIn(requests, doing, bytes))
    }), { concurrency: requests.options.tuning.uploads });
    const base = head === undefined ? {} : { base_tree: head };
    const tree = await requests.ask({ doing, needs: 'write', method: 'POST', at: '/git/trees', json: { ...base, tree: entries } }, shaSchema);
    const text = message.body === '' ? message.headline : `${message.headline}\n\n${message.body}`;
    const json = { message: text, tree: tree.sha, parents: head === undefined ? [] : [head] };
    const commit = await requests.ask({ doing, needs: 'write', method: 'POST', at: '/git/commits', json }, shaSchema);
    return commit.sha;
}
/** What an entry of a tree says of a file's bytes: a short text itself, for anything else the id of a blob that was made for it. */
async function contentIn(requests, doing, bytes) {
    const content = Buffer.from(bytes).toString('utf8');
    if (bytes.length > 0 && bytes.length <= LONGEST_TEXT && Buffer.from(content).equals(bytes))
        return { content };
    const { sha } = await requests.ask({
        ...{ doing, needs: 'write', method: 'POST', at: '/git/blobs' },
        json: { content: Buffer.from(bytes).toString('base64'), encoding: 'base64' }
    }, shaSchema);
    return { sha };
}
/** Trees are sent as one document. */
const LONGEST_TEXT = 16 * 1024;

;// CONCATENATED MODULE: ./src/stores/github/graphql.ts





const blobSchema = dist/* object */.Ikc({
    oid: dist/* string */.YjP(),
    object: dist/* nullable */.mee(dist/* object */.Ikc({
        byteSize: dist/* optional */.lqM(dist/* number */.aig()),
        isBinary: dist/* optional */.lqM(dist/* nullable */.mee(dist/* boolean */.zMY())),
        isTruncated: dist/* optional */.lqM(dist/* boolean */.zMY()),
        text: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP()))
    }))
});
const readSchema = dist/* object */.Ikc({
    repository: dist/* object */.Ikc({
        isPrivate: dist/* boolean */.zMY(),
        ref: dist/* nullable */.mee(dist/* object */.Ikc({
            target: dist/* nullable */.mee(dist/* objectWithRest */.U1j({ oid: dist/* string */.YjP() }, dist/* nullable */.mee(dist/* union */.KCZ([blobSchema, dist/* string */.YjP()]))))
        }))
    })
});
const commitSchema = dist/* object */.Ikc({
    createCommitOnBranch: dist/* object */.Ikc({ commit: dist/* nullable */.mee(dist/* object */.Ikc({ oid: dist/* string */.YjP() })) })
});
/** The branch by GraphQL. Files of which it does not show the bytes are read as blobs. */
function graphqlBranch(requests) {
    const { options } = requests;
    const { owner, repo, branch } = options;
    const doing = `reading the branch ${branch} of ${requests.repository}`;
    return {
        readsTogether: () => true,
        read: async (paths) => {
            const { repository } = await ask(requests, {
                doing,
                needs: 'read',
                query: readDocument(paths.length),
                variables: {
                    ...{ owner, repo, ref: `refs/heads/${branch}` },
                    ...Object.fromEntries(paths.map((path, index) => [`p${index}`, path]))
                },
                schema: readSchema
            });
            requests.sawVisibility(repository.isPrivate);
            const target = repository.ref?.target;
            if (target === undefined || target === null)
                return { head: undefined, files: new Map() };
            const files = await Promise.all(paths.map(async (path, index) => {
                const entry = target[`f${index}`];
                const blob = typeof entry === 'object' && entry !== null ? entry : undefined;
                return [path, await fileOf(requests, blob)];
            }));
            return { head: target.oid, files: new Map(files) };
        },
        commit: async (commit) => {
            try {
                const { createCommitOnBranch } = await ask(requests, {
                    doing: `committing to the branch ${branch} of ${requests.repository}`,
                    needs: 'write',
                    query: COMMIT,
                    variables: { input: inputOf(requests, commit) },
                    schema: commitSchema,
                    once: true
                });
                return createCommitOnBranch.commit?.oid;
            }
            catch (error) {
                if (error instanceof GithubFailure && error.codes.includes('STALE_DATA'))
                    return undefined;
                throw error;
            }
        }
    };
}
const COMMIT = 'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
/** A query for so many files at the head of the branch. */
function readDocument(count) {
    const indices = Array.from({ length: count }, (_, index) => index);
    const variables = indices.map((index) => `, $p${index}: String!`).join('');
    const fields = indices.map((index) => ` f${index}: file(path: $p${index}) { ...File }`).join('');
    const target = count === 0 ? 'oid' : `oid ... on Commit {${fields} }`;
    return (`query ($owner: String!, $repo: String!, $ref: String!${variables}) {` +
        ` repository(owner: $owner, name: $repo) { isPrivate ref(qualifiedName: $ref) { target { ${target} } } } }` +
        (count === 0
            ? ''
            : ' fragment File on TreeEntry { oid object { ... on Blob { byteSize isBinary isTruncated text } } }'));
}
/** A text that was cut, or is no UTF-8, is not what is stored: its id tells. */
async function fileOf(requests, blob) {
    const { object } = blob ?? {};
    if (blob === undefined || object?.byteSize === undefined)
        return NO_FILE;
    const { text } = object;
    const shown = object.isTruncated === true || text === null || text === undefined ? undefined : Buffer.from(text, 'utf8');
    if (shown !== undefined && (0,github_names/* blobId */.zA)(shown) === blob.oid)
        return { revision: blob.oid, body: shown };
    return { revision: blob.oid, body: await rawBlob(requests, blob.oid) };
}
function inputOf({ repository, options }, { head, files, message }) {
    return {
        branch: { repositoryNameWithOwner: repository, branchName: options.branch },
        expectedHeadOid: head,
        message,
        fileChanges: {
            additions: [...files].map(([path, bytes]) => ({
                path,
                contents: Buffer.from(bytes).toString('base64')
            }))
        }
    };
}
/** Asks GraphQL, whose errors come with the status of success. */
async function ask(requests, question) {
    const { doing, needs, query, variables, schema, once = false } = question;
    const request = {
        ...{ doing, needs, at: requests.options.graphqlUrl, method: 'POST' },
        json: { query, variables },
        // Ids are the same as in the REST API's documents.
        headers: { 'x-github-next-global-id': '1' },
        refusalIn: graphqlFailureOf
    };
    const answerSchema = dist/* object */.Ikc({ data: schema });
    const { data } = once
        ? await requests.once(request, answerSchema)
        : await requests.ask(request, answerSchema);
    return data;
}

;// CONCATENATED MODULE: ./src/stores/github/open-branch.ts



/**
 * The branch by GraphQL, whose commits are signed by GitHub; where there is none to be had (no token, a server without
 * it) by the Git data API.
 */
function openBranch(requests) {
    const data = gitDataBranch(requests);
    if (requests.options.token === undefined)
        return data;
    let chosen;
    const graphql = graphqlBranch(requests);
    /** The first request shows whether there is GraphQL. */
    const trying = async (act) => {
        if (chosen !== undefined)
            return act(chosen);
        try {
            const result = await act(graphql);
            chosen = graphql;
            return result;
        }
        catch (error) {
            if (!means(error, 'absent') || error.status !== 404)
                throw error;
            requests.options.log.debug('there is no GraphQL here: commits go through the Git data API');
            chosen = data;
            return act(data);
        }
    };
    return {
        readsTogether: () => (chosen ?? graphql).readsTogether(),
        read: (paths) => trying((branch) => branch.read(paths)),
        commit: (commit) => trying((branch) => branch.commit(commit))
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/stores/github/commits.ts








/**
 * The one writer of this process to the branch. All packages share the branch, so changes that wait are committed
 * together, one commit at a time, each on top of the commit that was read; where the branch has moved meanwhile, the
 * files of the change are looked at again, and only if one of them is another the change is stale.
 */
function branchCommits(requests, branch) {
    const { tuning, log } = requests.options;
    const reads = batchedReads(branch);
    const known = knownFiles();
    let waiting = [];
    let working = false;
    const doing = `committing to the branch ${requests.options.branch} of ${requests.repository}`;
    async function read(paths) {
        try {
            const snapshot = await reads(paths);
            known.see(snapshot);
            return snapshot;
        }
        catch (error) {
            const doing = `reading the branch ${requests.options.branch} of ${requests.repository}`;
            throw requests.explained(error, { doing });
        }
    }
    /** Commits all that wait, until nothing does. */
    async function work() {
        working = true;
        await (0,external_node_timers_promises_.setImmediate)();
        while (waiting.length > 0) {
            const batch = compatible(waiting);
            waiting = waiting.filter((each) => !batch.includes(each));
            try {
                await settle(batch);
            }
            catch (error) {
                const reason = requests.explained(error, { doing, needs: 'write' });
                for (const each of batch)
                    each.fail(reason);
            }
        }
        working = false;
    }
    async function settle(batch) {
        let open = batch;
        for (let attempt = 1;; attempt += 1) {
            const wanted = open.flatMap(({ change }) => [...change.expected.keys()]);
            const { head, files } = known.at(wanted) ?? (await read(wanted));
            const of = (path) => (files.get(path) ?? NO_FILE).revision;
            for (const { change, settle: say } of open.filter((each) => !commits_holds(each.change, of))) {
                log.debug(`${[...change.files.keys()].join(', ')}: changed by somebody else`);
                say('stale');
            }
            open = open.filter(({ change }) => commits_holds(change, of));
            if (open.length === 0)
                return;
            if (await commitOnce(open.map(({ change }) => change), head)) {
                for (const { settle: say } of open)
                    say('committed');
                return;
            }
            known.forget();
            if (attempt >= MOST_ATTEMPTS)
                throw busy(requests);
            await (0,external_node_timers_promises_.setTimeout)(pauseAfter(attempt, tuning.commitDelay));
        }
    }
    /** One commit. False where the branch has moved, or may have. */
    async function commitOnce(changes, head) {
        const files = new Map(changes.flatMap((change) => [...change.files]));
        const nonce = (0,external_node_crypto_.randomBytes)(9).toString('base64url');
        const message = messageFor(changes, nonce);
        if (head === undefined) {
            const made = await createBranch(requests, new Map([...FIRST_FILES, ...files]), message);
            return made || isInHistory(requests, nonce);
        }
        try {
            const made = await branch.commit({ head, files, message });
            if (made === undefined)
                return false;
            known.moved(head, made, files);
            return true;
        }
        catch (error) {
            if (!means(error, 'unclear'))
                throw error;
            log.debug(`${doing}: ${(0,errors/* messageOf */.bD)(error)}; looking whether it was made`);
            await requests.backOff(1);
            return isInHistory(requests, nonce);
        }
    }
    return {
        read,
        recent: known.at,
        readsTogether: () => branch.readsTogether(),
        commit: (change) => new Promise((resolve, reject) => {
            waiting.push({ change, settle: resolve, fail: reject });
            // What is asked for at the same moment is committed together.
            if (!working)
                void work();
        })
    };
}
const MOST_ATTEMPTS = 100;
/** All packages share the branch: the more races were lost, the longer the pause, with full jitter above the least. */
function pauseAfter(attempt, least) {
    return least + Math.random() * least * Math.min(8, 2 ** attempt);
}
/** What the branch begins with besides its first documents. */
const FIRST_FILES = new Map([
    [
        'README.md',
        Buffer.from('# The records of a package registry\n\nThis branch belongs to registry-action: it says which packages there are and which version is the latest. The files\nthemselves are assets of this repository’s releases. Change nothing here by hand; the history says who published what.\n')
    ],
    // GitHub Pages would leave out what begins with a dot or an underscore.
    ['.nojekyll', Buffer.alloc(0)]
]);
/** The changes that can be made in one commit: no two of them touch one file. */
function compatible(waiting) {
    const touched = new Set();
    return waiting.filter(({ change }) => {
        const paths = new Set([...change.files.keys(), ...change.expected.keys()]);
        const free = [...paths].every((path) => !touched.has(path));
        if (free)
            for (const path of paths)
                touched.add(path);
        return free;
    });
}
function commits_holds(change, of) {
    return [...change.expected].every(([path, revision]) => of(path) === revision);
}
function messageFor(changes, nonce) {
    const messages = [...new Set(changes.map(({ message }) => message))];
    const [first = 'Change the registry', ...others] = messages;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const list = others.length === 0 ? [] : [...messages.map((each) => `- ${each}`), ''];
    return { headline: `${first}${more}`, body: [...list, `Registry-Commit: ${nonce}`].join('\n') };
}
/** Whether one of the last commits is this one: the answer to it was lost. */
async function isInHistory(requests, nonce) {
    const { branch } = requests.options;
    const found = await requests.ask({
        doing: `reading the history of the branch ${branch}`,
        at: `/commits?sha=${encodeURIComponent(`refs/heads/${branch}`)}&per_page=100`
    }, dist/* array */.YOg(dist/* object */.Ikc({ commit: dist/* object */.Ikc({ message: dist/* string */.YjP() }) })));
    return found.some(({ commit }) => commit.message.includes(`Registry-Commit: ${nonce}`));
}
/** The files that were seen at the newest head that is known. */
function knownFiles() {
    let head;
    let known = new Map();
    return {
        see: ({ head: seen, files }) => {
            if (seen !== head)
                known = new Map();
            head = seen;
            for (const [path, file] of files)
                known.set(path, file);
        },
        /** A commit on top of a head changes these files and no others. */
        moved: (from, to, files) => {
            if (from !== head)
                known = new Map();
            head = to;
            for (const [path, bytes] of files)
                known.set(path, { revision: (0,github_names/* blobId */.zA)(bytes), body: Buffer.from(bytes) });
        },
        forget: () => {
            head = undefined;
            known = new Map();
        },
        at: (paths) => {
            const files = new Map(paths.flatMap((path) => {
                const file = known.get(path);
                return file === undefined ? [] : [[path, file]];
            }));
            return head === undefined || files.size < new Set(paths).size ? undefined : { head, files };
        }
    };
}
/** Reads that are asked for in one turn go out as one. */
function batchedReads(branch) {
    let next;
    const begin = () => {
        const paths = new Set();
        const result = (0,external_node_timers_promises_.setImmediate)().then(() => {
            next = undefined;
            return readAll(branch, [...paths]);
        });
        return { paths, result };
    };
    return async (paths) => {
        next ??= begin();
        const { paths: asked, result } = next;
        for (const path of paths)
            asked.add(path);
        const { head, files } = await result;
        return { head, files: new Map(paths.map((path) => [path, files.get(path) ?? NO_FILE])) };
    };
}
/** Reads files a few at a time, all at the same commit. */
async function readAll(branch, paths) {
    for (;;) {
        const files = new Map();
        const heads = new Set();
        for (let start = 0; start === 0 || start < paths.length; start += FILES_AT_ONCE) {
            const snapshot = await branch.read(paths.slice(start, start + FILES_AT_ONCE));
            heads.add(snapshot.head);
            for (const [path, file] of snapshot.files)
                files.set(path, file);
        }
        const [head, ...others] = heads;
        if (others.length === 0)
            return { head, files };
    }
}
const FILES_AT_ONCE = 50;
function busy({ options, repository }) {
    return new errors/* RegistryError */.gl('unavailable', `the branch ${options.branch} of ${repository} was changed by others ${MOST_ATTEMPTS} times while this step tried to change it`, {
        hint: 'Nothing is lost: run the step again. If it goes on, look for a job that commits to the branch in a loop.'
    });
}

// EXTERNAL MODULE: ./src/stores/pages.ts
var stores_pages = __webpack_require__(6334);
;// CONCATENATED MODULE: ./src/stores/github/documents.ts





/**
 * Documents as files of the branch; the revision is the id that git gives to their bytes. A record and its pages go in
 * one commit, so pages never are of another state than their record.
 */
function githubDocuments(requests, commits) {
    const { prefix } = requests.options;
    const bodies = new Map();
    const full = (path) => `${prefix}${path}`;
    const pagesOf = (render, record) => (0,stores_pages/* placed */.G)(render(record), () => false);
    async function read(path) {
        // The claims of the folder are read along: whoever reads a record asks for its files next.
        const along = commits.readsTogether() ? [claimsPath(full(path))] : [];
        const { files } = await commits.read([full(path), ...along]);
        const { body, revision } = files.get(full(path)) ?? { body: undefined, revision: store/* ABSENT */.s };
        if (body !== undefined)
            keep(revision, body);
        return { body, revision };
    }
    function keep(revision, body) {
        bodies.delete(revision);
        bodies.set(revision, body);
        const [oldest] = bodies.keys();
        if (bodies.size > MOST_KEPT && oldest !== undefined)
            bodies.delete(oldest);
    }
    /** The pages that a swap has to write: those that differ from the ones before, all where these are not known. */
    function pagesAfter(render, expected, body) {
        const before = bodies.get(expected);
        const pages = pagesOf(render, body);
        if (before === undefined)
            return pages;
        return (0,stores_pages/* changedPages */.F)(pagesOf(render, before), pages).map(({ page }) => page);
    }
    /** The record, and the pages that are not as it says. */
    async function behind(path, render) {
        const { body, revision } = await read(path);
        if (body === undefined)
            return { revision, pages: [] };
        const pages = pagesOf(render, body);
        const { files } = await commits.read([full(path), ...pages.map((page) => full(page.path))]);
        if (files.get(full(path))?.revision !== revision)
            return behind(path, render);
        const late = pages.filter((page) => files.get(full(page.path))?.revision !== (0,github_names/* blobId */.zA)(page.body));
        return { revision, pages: late };
    }
    async function complete(path, render) {
        for (;;) {
            const { revision, pages } = await behind(path, render);
            if (pages.length === 0)
                return;
            const done = await commits.commit({
                expected: new Map([[full(path), revision]]),
                files: filesOf(pages),
                message: `complete the pages of ${path}`
            });
            if (done === 'committed')
                return;
        }
    }
    const filesOf = (pages) => new Map(pages.map((page) => [full(page.path), page.body]));
    return {
        read,
        swap: async (path, expected, body, { render, recorded, message } = {}) => {
            const pages = render === undefined ? [] : pagesAfter(render, expected, body);
            const outcome = await commits.commit({
                expected: new Map([[full(path), expected]]),
                files: new Map([[full(path), body], ...filesOf(pages)]),
                message: message ?? `change ${path}`
            });
            if (outcome === 'stale')
                return 'stale';
            keep((0,github_names/* blobId */.zA)(body), body);
            recorded?.();
            return 'swapped';
        },
        complete,
        stale: async (path, render) => (await behind(path, render)).pages.map((page) => page.path)
    };
}
/** Records whose pages may have to be compared. */
const MOST_KEPT = 64;

;// CONCATENATED MODULE: ./src/stores/github/listing.ts








/** Everything below a prefix: documents from the branch, and the artifacts whose assets are there. */
function githubListing(of) {
    const { requests, commits } = of;
    const { prefix: base } = requests.options;
    const trees = treesOf(requests);
    const doing = `listing ${requests.repository}`;
    async function filesBelow(wanted) {
        const { head } = await commits.read([]);
        if (head === undefined)
            return { documents: [], claims: [] };
        const files = await trees(head).catch((error) => {
            throw requests.explained(error, { doing });
        });
        return {
            documents: files.filter(({ path }) => path.startsWith(wanted) && !isOwn(path)),
            claims: files.flatMap(({ path }) => {
                const folder = claimedFolder(path);
                if (folder === undefined)
                    return [];
                const start = folder === '' ? '' : `${folder}/`;
                return start.startsWith(wanted) || wanted.startsWith(start) ? [path] : [];
            })
        };
    }
    return async function* (prefix) {
        const wanted = `${base}${prefix}`;
        const { documents, claims: places } = await filesBelow(wanted);
        const { files } = await commits.read(places);
        const claimed = places.flatMap((place) => {
            const folder = claimedFolder(place) ?? '';
            const start = folder === '' ? '' : `${folder}/`;
            return [...parseClaims(place, files.get(place))].map(([name, claim]) => ({
                path: `${start}${name}`,
                claim
            }));
        });
        const asked = claimed.filter(({ path }) => path.startsWith(wanted));
        const assets = await assetsOf(of, [...new Set(asked.map(({ claim }) => claim.tag))]);
        const artifacts = asked.flatMap(({ path, claim }) => entryOf(path, assets.get(claim.tag)?.get(claim.asset)));
        const entries = [
            ...artifacts,
            ...documents.map(({ path, size, revision }) => ({
                path,
                size,
                revision,
                modified: undefined,
                digest: undefined
            }))
        ];
        const ordered = entries.map((entry) => ({ ...entry, path: entry.path.slice(base.length) }));
        yield* ordered.sort((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)));
    };
}
/** What the branch holds besides documents. */
function isOwn(path) {
    return path.startsWith(`${github_names/* CONTROL */.W3}/`) || path === 'README.md' || path === '.nojekyll';
}
function entryOf(path, asset) {
    if (asset === undefined)
        return [];
    const { id, size, updatedAt, digest } = asset;
    return [{ path, size, revision: id, modified: new Date(updatedAt), digest }];
}
/** The tree of the last head: a commit never changes. */
function treesOf(requests) {
    let last;
    return (head) => {
        if (last?.head !== head)
            last = { head, files: treeOf(requests, head) };
        return last.files;
    };
}
/** The complete assets of the published releases of some tags, by tag and name. */
async function assetsOf(of, tags) {
    const { requests, releases } = of;
    const found = new Map();
    const one = async (tag) => {
        const release = await releases.byTag(tag);
        if (release !== undefined)
            found.set(tag, completeOf(release));
    };
    // What the list of all does not show may be too fresh for it, or too old.
    if (tags.length > WORTH_LISTING_ALL)
        await releases.survey();
    const known = tags.filter((tag) => releases.isKnown(tag));
    await Promise.all(known.map(one));
    const rest = tags.filter((tag) => !found.has(tag));
    if (requests.options.token === undefined || rest.length < WORTH_ASKING_TOGETHER) {
        await (0,p_map/* default */.Ay)(rest, one, { concurrency: AT_ONCE });
        return found;
    }
    const batches = Array.from({ length: Math.ceil(rest.length / TAGS_AT_ONCE) }, (_, index) => rest.slice(index * TAGS_AT_ONCE, (index + 1) * TAGS_AT_ONCE));
    await (0,p_map/* default */.Ay)(batches, async (batch) => {
        const unseen = await manyOf(requests, batch, found);
        await (0,p_map/* default */.Ay)(unseen, one, { concurrency: AT_ONCE });
    }, { concurrency: 2 });
    return found;
}
function completeOf(release) {
    const assets = release.assets.filter(({ state }) => state === 'uploaded');
    return new Map(assets.map(({ node_id: id, name, size, updated_at: updatedAt, digest }) => [
        name,
        { id, size, updatedAt, digest: digest ?? undefined }
    ]));
}
const WORTH_LISTING_ALL = 100;
const WORTH_ASKING_TOGETHER = 3;
const TAGS_AT_ONCE = 50;
const AT_ONCE = 8;
const manySchema = dist/* object */.Ikc({
    repository: dist/* record */.g1P(dist/* string */.YjP(), dist/* nullable */.mee(dist/* object */.Ikc({
        isDraft: dist/* boolean */.zMY(),
        releaseAssets: dist/* object */.Ikc({
            nodes: dist/* array */.YOg(dist/* object */.Ikc({
                id: dist/* string */.YjP(),
                name: dist/* string */.YjP(),
                size: dist/* number */.aig(),
                updatedAt: dist/* string */.YjP()
            })),
            pageInfo: dist/* object */.Ikc({ hasNextPage: dist/* boolean */.zMY() })
        })
    })))
});
/** Asks for many releases at once, and answers the tags that have to be asked for one by one. */
async function manyOf(requests, tags, found) {
    const { owner, repo } = requests.options;
    const variables = tags.map((_, index) => `, $t${index}: String!`).join('');
    const fields = tags.map((_, index) => ` r${index}: release(tagName: $t${index}) { ...Listed }`).join('');
    const query = `query ($owner: String!, $repo: String!${variables}) { repository(owner: $owner, name: $repo) {${fields} } }` +
        ' fragment Listed on Release { isDraft releaseAssets(first: 100) { nodes { id name size updatedAt } pageInfo { hasNextPage } } }';
    const doing = `listing the releases of ${requests.repository}`;
    try {
        const { repository } = await ask(requests, {
            ...{ doing, needs: 'read', query, schema: manySchema },
            variables: { owner, repo, ...Object.fromEntries(tags.map((tag, index) => [`t${index}`, tag])) }
        });
        return tags.filter((tag, index) => {
            const release = repository[`r${index}`] ?? undefined;
            // What is not seen may be too fresh; what is a draft may be another one than the published.
            if (release === undefined || release.isDraft || release.releaseAssets.pageInfo.hasNextPage)
                return true;
            // An upload that broke off has no bytes.
            const complete = release.releaseAssets.nodes.filter(({ size }) => size > 0);
            found.set(tag, new Map(complete.map((asset) => [asset.name, { ...asset, digest: undefined }])));
            return false;
        });
    }
    catch (error) {
        requests.options.log.debug(`${doing}: ${String(error)}; one by one`);
        return [...tags];
    }
}
/** What killed writers left: drafts that nobody will publish, and uploads that broke off. */
async function* githubLeftovers({ requests, commits, releases }) {
    for await (const release of releases.all()) {
        const { tag_name: tag, draft, created_at: created } = release;
        if (draft && isMarked(release)) {
            yield {
                path: `release ${tag} (a draft)`,
                ...{ own: true, since: new Date(created) },
                discard: () => releases.remove(release)
            };
            continue;
        }
        const broken = release.assets.filter(({ state }) => state === 'starter');
        if (broken.length === 0)
            continue;
        const place = electionPath(tag);
        const election = parseElection(place, (await commits.read([place])).files.get(place));
        for (const asset of broken.filter(({ name }) => election?.assets.has(name) === true)) {
            yield {
                path: `${asset.name} of release ${tag}`,
                ...{ own: true, since: new Date(asset.created_at) },
                discard: () => removeAsset(requests, asset)
            };
        }
    }
}

// EXTERNAL MODULE: ./src/stores/github/options.ts
var github_options = __webpack_require__(7106);
// EXTERNAL MODULE: ./src/log.ts
var src_log = __webpack_require__(5625);
;// CONCATENATED MODULE: ./src/version.ts
/** The version of this program; the release workflow checks that it is the tag's. */
const VERSION = '0.1.0';

;// CONCATENATED MODULE: ./src/stores/github/requests.ts







/** Requests to one repository. */
function githubRequests(options) {
    const { tuning, log, owner, repo, token, apiUrl, prefix } = options;
    const repository = `${owner}/${repo}`;
    const wire = wireOf(options.network);
    const known = rememberedAnswers();
    const own = new Set([apiUrl, options.graphqlUrl].map((url) => new URL(url).host));
    let uploads;
    let isPublic = false;
    const addressOf = (at) => at.startsWith('/') || at === '' ? `${apiUrl}/repos/${repository}${at}` : at;
    const headersFor = (url, { headers, json }) => {
        const { host } = new URL(url);
        const trusted = own.has(host) || host === uploads;
        return {
            accept: 'application/vnd.github+json',
            'user-agent': `registry-action/${VERSION}`,
            ...(own.has(host) || host === uploads ? { 'x-github-api-version': '2022-11-28' } : {}),
            ...(trusted && token !== undefined ? { authorization: `Bearer ${token}` } : {}),
            ...(json === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers
        };
    };
    /** One exchange; waits as long as the service says that there were too many requests. */
    async function exchange(request) {
        const url = addressOf(request.at);
        const { method = 'GET', json, sent } = request;
        const body = json === undefined ? request.body : { kind: 'buffer', bytes: Buffer.from(JSON.stringify(json)) };
        for (const since = Date.now();;) {
            const headers = headersFor(url, request);
            const answer = await wire
                .send({ method, url, headers, ...(body && { body }), ...(sent && { sent }) })
                .catch((error) => {
                throw noAnswer(error);
            });
            if (answer.status < 400)
                return answer;
            const failure = failureOf(answer.status, answer.headers, await bodyOf(answer.body));
            if (failure.meaning !== 'limited')
                throw failure;
            await waitForLimit(failure, since);
        }
    }
    /** The same, with all of the body. */
    async function whole(request) {
        for (const since = Date.now();;) {
            const { body, ...answer } = await exchange(request);
            const bytes = await bodyOf(body);
            const failure = request.refusalIn?.(answer.headers, bytes);
            if (failure === undefined)
                return { ...answer, bytes };
            if (failure.meaning !== 'limited')
                throw failure;
            await waitForLimit(failure, since);
        }
    }
    async function waitForLimit(failure, since) {
        const wait = failure.wait ?? tuning.limitDelay + Math.random() * tuning.baseDelay;
        if (Date.now() - since + wait > tuning.longestWait)
            throw failure;
        log.info(`GitHub has had enough requests for now (${failure.message}); waiting ${(0,src_log/* formatDuration */.a3)(wait)}`);
        await (0,external_node_timers_promises_.setTimeout)(wait);
    }
    async function once(request, schema) {
        const url = addressOf(request.at);
        const isRead = (request.method ?? 'GET') === 'GET';
        const before = isRead ? known.of(url, request) : undefined;
        const asked = before === undefined
            ? request
            : { ...request, headers: { ...request.headers, 'if-none-match': before.etag } };
        const { status, headers, bytes } = await whole(asked);
        if (status === 304 && before !== undefined)
            return requests_parse(before.bytes, schema, request);
        if (isRead)
            known.keep(url, request, headers, bytes);
        return requests_parse(bytes, schema, request);
    }
    async function persist(request, send) {
        for (let attempt = 1;; attempt += 1) {
            try {
                return await send();
            }
            catch (error) {
                if (!means(error, 'unclear') || attempt >= tuning.attempts)
                    throw error;
                log.debug(`${request.doing}: ${(0,errors/* messageOf */.bD)(error)}; attempt ${attempt} of ${tuning.attempts}`);
                if (attempt === PATIENT_FROM)
                    log.info(`GitHub does not answer as it should (${(0,errors/* messageOf */.bD)(error)}); trying for a while`);
                await backOff(attempt);
            }
        }
    }
    const backOff = (attempt) => (0,external_node_timers_promises_.setTimeout)(Math.random() * Math.min(20_000, tuning.baseDelay * 2 ** attempt));
    const explained = (failure, { doing, needs = 'read' }) => explain(failure, doing, { needs, hasToken: token !== undefined });
    const ask = (request, schema) => persist(request, () => once(request, schema));
    return {
        options,
        repository,
        nameOf: (path) => `github://${repository}/${prefix}${path}`,
        once: (request, schema) => {
            // Where uploads go is said by GitHub itself, in a release's document.
            if (request.body !== undefined)
                uploads = new URL(addressOf(request.at)).host;
            return once(request, schema);
        },
        ask,
        find: async (request, schema) => {
            try {
                return await ask(request, schema);
            }
            catch (error) {
                if (means(error, 'absent'))
                    return undefined;
                throw explained(error, request);
            }
        },
        open: (request) => persist(request, () => exchange(request)),
        isPublic: () => isPublic,
        sawVisibility: (isPrivate) => {
            isPublic = !isPrivate;
        },
        explained,
        backOff,
        close: wire.close
    };
}
/** The attempt after which the reader of the log is told why nothing happens: the waits get long. */
const PATIENT_FROM = 4;
async function bodyOf(body) {
    try {
        return await wholeOf(body);
    }
    catch (error) {
        throw noAnswer(error);
    }
}
function requests_parse(bytes, schema, { doing, raw }) {
    const parsed = dist/* safeParse */.xLC(schema, raw === true ? bytes : jsonOf(bytes));
    if (parsed.success)
        return parsed.output;
    const issue = parsed.issues[0];
    const where = dist/* getDotPath */.BuJ(issue) ?? 'the answer';
    throw new errors/* RegistryError */.gl('unsupported', `${doing}: GitHub answered what was not expected (${where}: ${issue.message})`, {
        hint: 'Check that `store` and GITHUB_API_URL lead to a GitHub server of a version that is still maintained.'
    });
}
/** Undefined where there is nothing, as after a deletion. */
function jsonOf(bytes) {
    try {
        return JSON.parse(bytes.toString('utf8'));
    }
    catch {
        return undefined;
    }
}
/** Answers to reads, in bounded room: asked for again with their ETag they cost nothing of the hour's requests. */
function rememberedAnswers() {
    const answers = new Map();
    const nameOf = (url, { headers }) => `${headers?.['accept'] ?? ''} ${url}`;
    return {
        of: (url, request) => answers.get(nameOf(url, request)),
        keep: (url, request, { etag }, bytes) => {
            if (etag === undefined || bytes.length > LARGEST_KEPT)
                return;
            answers.set(nameOf(url, request), { etag, bytes });
            const [oldest] = answers.keys();
            if (answers.size > requests_MOST_KEPT && oldest !== undefined)
                answers.delete(oldest);
        }
    };
}
const LARGEST_KEPT = 128 * 1024;
const requests_MOST_KEPT = 128;

;// CONCATENATED MODULE: ./src/stores/github/index.ts








/** A registry in a repository of GitHub: its releases hold the files, a branch holds the records. */
function openGithub(options) {
    options.log.info(`GitHub token: ${options.tokenFrom}`);
    const requests = githubRequests(options);
    const commits = branchCommits(requests, openBranch(requests));
    const releases = githubReleases(requests);
    const of = { requests, commits, releases };
    return {
        ...(0,github_options/* describeGithub */.n)(options),
        artifacts: githubArtifacts(of),
        documents: githubDocuments(requests, commits),
        list: githubListing(of),
        leftovers: () => githubLeftovers(of),
        close: () => {
            requests.close();
            return Promise.resolve();
        }
    };
}


/***/ }),

/***/ 4876:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ healing)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);


/** A body that goes on where it was when its connection breaks, and fails rather than end early. */
function healing(body) {
    const { first, length, again, name, attempts, backOff, isHopeless, log } = body;
    let source = first;
    let done = 0;
    let failures = 0;
    const outer = new node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable({
        highWaterMark: 256 * 1024,
        read: () => {
            source.resume();
        },
        destroy: (error, callback) => {
            source.destroy();
            callback(error);
        }
    });
    const heal = async (error) => {
        failures += 1;
        if (failures >= attempts || (error !== undefined && isHopeless(error))) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('unavailable', `reading ${name}: the connection broke after ${done} of ${length} bytes`, {
                hint: 'Every request was tried several times. Check the network and the service, then run the step again.',
                cause: error
            });
        }
        log.debug(`reading ${name}: broken after ${done} of ${length} bytes, going on there`);
        await backOff(failures);
        attach(await again(done));
    };
    const attach = (stream) => {
        source = stream;
        if (outer.destroyed) {
            stream.destroy();
            return;
        }
        let over = false;
        const end = (error) => {
            if (over)
                return;
            over = true;
            if (done >= length)
                outer.push(null);
            else if (!outer.destroyed)
                heal(error).catch((reason) => outer.destroy(reason instanceof Error ? reason : undefined));
        };
        stream.on('data', (chunk) => {
            done += chunk.length;
            failures = 0;
            if (done > length)
                outer.destroy(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('corrupt', `${name} is longer than the service said`, {
                    hint: 'Run the step again.'
                }));
            else if (!outer.push(chunk))
                stream.pause();
        });
        stream.on('end', end);
        stream.on('error', end);
        stream.on('close', end);
    };
    attach(first);
    return outer;
}


/***/ })

};
