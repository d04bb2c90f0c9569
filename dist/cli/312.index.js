export const id = 312;
export const ids = [312];
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

/***/ 871:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ed: () => (/* binding */ GithubFailure),
/* harmony export */   Vb: () => (/* binding */ WORKFLOWS_HINT),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   ZS: () => (/* binding */ graphqlFailureOf),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   pG: () => (/* binding */ means),
/* harmony export */   qE: () => (/* binding */ noAnswer),
/* harmony export */   rh: () => (/* binding */ movedTo),
/* harmony export */   vQ: () => (/* binding */ neverSent)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5625);



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
    /** True where the organization wants the token to be authorized for it. */
    needsSso;
    constructor(meaning, message, details) {
        super(message, { cause: details.cause });
        this.name = 'GithubFailure';
        this.meaning = meaning;
        this.status = details.status;
        this.codes = details.codes ?? [];
        this.fields = details.fields ?? [];
        this.wait = details.wait;
        this.needsSso = details.needsSso ?? false;
    }
}
/** True where a request was answered so. */
function means(thrown, ...meanings) {
    return thrown instanceof GithubFailure && meanings.includes(thrown.meaning);
}
const documentSchema = valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    message: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), ''),
    errors: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([
        valibot__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_2__/* .transform */ .pdi((message) => ({ message, code: undefined, field: undefined }))),
        valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
            code: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
            field: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_2__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP())),
            message: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_2__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()))
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
    const needsSso = wantsSso(headers, message);
    const meaning = needsSso ? 'denied' : meaningOf(status, headers, message);
    return new GithubFailure(meaning, said, { status, codes, fields, wait: waitOf(headers), needsSso });
}
/** What an answer of GraphQL's says that is no success, though its status is; undefined where it is one. */
function graphqlFailureOf(headers, body) {
    const text = Buffer.from(body).toString('utf8');
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_2__/* .safeParse */ .xLC(valibot__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qFJ(), graphqlSchema), text);
    const errors = parsed.success ? parsed.output.errors : [];
    const [first] = errors;
    if (first === undefined)
        return undefined;
    const message = errors.map((each) => each.message).join('; ');
    const codes = errors.flatMap(({ type }) => type ?? []);
    const meaning = (first.type === undefined ? undefined : GRAPHQL_TYPES[first.type]) ?? untyped(message);
    const needsSso = meaning === 'denied' && wantsSso(headers, message);
    return new GithubFailure(meaning, message, { status: 200, codes, wait: waitOf(headers), needsSso });
}
const graphqlSchema = valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    errors: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ type: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()), message: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), '') })), [])
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
/**
 * Where the API leads to: the repository was renamed or transferred, and the request is to be sent there as it is.
 * Undefined for every other answer, and for the ways out of the API, to where files are.
 */
function movedTo(status, { location }, apiUrl) {
    if (![301, 302, 307, 308].includes(status) || typeof location !== 'string')
        return undefined;
    const url = URL.canParse(location, apiUrl) ? new URL(location, apiUrl).href : '';
    return url.startsWith(`${apiUrl}/`) ? url : undefined;
}
/** What it means that no answer came. */
function noAnswer(error) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryError */ .IP)(error))
        return error;
    // Where a host has several addresses, what happened at each of them has no words together.
    const code = error instanceof Error && error.message === '' ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error) : undefined;
    return new GithubFailure('unclear', code ?? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), { status: 0, cause: error });
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
/**
 * The header of a refusal begins with `required`; that of an answer in which something is left out does not.
 * https://docs.github.com/rest/authentication/authenticating-to-the-rest-api#personal-access-tokens-and-saml-sso
 */
function wantsSso({ 'x-github-sso': header }, message) {
    return String(header).startsWith('required') || /SAML enforcement/i.test(message);
}
/** Also the last request of an hour may be refused for what it asks: then it says so. */
function isLimit(headers, message) {
    return (headers['retry-after'] !== undefined ||
        /rate limit|abuse detection/i.test(message) ||
        (message === '' && headers['x-ratelimit-remaining'] === '0'));
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
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_2__/* .safeParse */ .xLC(valibot__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qFJ(), documentSchema), text);
    return parsed.success ? parsed.output : { message: '', errors: [] };
}
/** The error for a failure that can't be helped; `doing` begins its message. */
function explain(failure, doing, at) {
    if (!(failure instanceof GithubFailure))
        return failure instanceof Error ? failure : new Error((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(failure));
    const why = (code, hint) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl(code, `${doing}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(failure)}`, { hint, cause: failure });
    if (/was archived/i.test(failure.message))
        return why('denied', ARCHIVED_HINT);
    if (isBranchRule(failure))
        return why('denied', BRANCH_RULES_HINT);
    if (failure.meaning === 'denied') {
        if (!at.hasToken)
            return why('denied', NEEDS_TOKEN_HINT);
        if (failure.needsSso)
            return why('denied', SSO_HINT);
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
            return why('unavailable', limitHint(failure));
        case 'unclear':
            if (neverSent(failure))
                return why('unavailable', UNREACHED_HINT);
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
const SSO_HINT = 'The organization wants single sign-on: authorize the token for it (on GitHub, in the settings of your account, under Developer settings: Configure SSO beside the token). The token of a job needs none, and is good for its own repository.';
const NEEDS_TOKEN_HINT = 'No token was given: set `token`, or GITHUB_TOKEN in the environment. In a workflow the job has its own, which is used where neither names another.';
const NO_TOKEN_HINT = 'Check the name in `store`. A private repository needs a token: `token`, or GITHUB_TOKEN in the environment.';
const MISSING_HINT = 'Check the name in `store`. GitHub says this also of a repository that the token may not see: the token of a job is good for its own repository alone; for another one give `token` one that may read it.';
const ARCHIVED_HINT = 'Nothing can be written to it: unarchive the repository, or name another one in `store`.';
/** True where the branch may not be made or changed, whoever asks. */
function isBranchRule({ codes, message }) {
    if (codes.includes('BRANCH_PROTECTION_RULE_VIOLATION'))
        return true;
    return /rule violations|protected branch|through a pull request|reference update failed/i.test(message);
}
const BRANCH_RULES_HINT = 'A ruleset, or the protection of the branch, does not allow it. Leave the branch out of the rule, let those who run the workflow pass it by, or name another one: `branch`.';
const EMPTY_HINT = 'Push a first commit to its default branch: without one there can be no release.';
const UNREACHED_HINT = 'No connection could be made. Check GITHUB_API_URL, GITHUB_GRAPHQL_URL and GITHUB_SERVER_URL where they are set, the network and its proxy; https://www.githubstatus.com says whether GitHub has a problem. Nothing is lost: run the step again.';
/** Of a wait that is short GitHub has been asked again and again. */
function limitHint({ wait = 0 }) {
    const when = wait < A_MINUTE ? 'later' : `in ${(0,_log_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(Math.ceil(wait / A_MINUTE), 'minute')}`;
    return `Run the step ${when}: it goes on where it was. The token of a workflow is good for 1,000 requests an hour and repository.`;
}
const A_MINUTE = 60_000;
/** What to do where a tag may not be put on a commit: the token of a workflow may not bring workflows. */
const WORKFLOWS_HINT = 'The commit that the tag is to be put on brings workflow files that the default branch does not have, which the token of a workflow may not. Set `target` to the default branch or to a commit of it, or push the tag with a token that may write workflows.';
function permissionsHint(needs) {
    const add = `Add \`permissions: { contents: ${needs} }\` to the job; any other token needs the permission Contents (${needs}).`;
    if (needs === 'read')
        return add;
    return `${add} The token of a job may write to its own repository alone, and in a pull request from a fork to none: publish from a push or a \`workflow_run\` instead.`;
}
/** True where the connection could not even be made: nothing was carried out. */
function neverSent(thrown) {
    const code = thrown instanceof GithubFailure ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(thrown.cause) : undefined;
    return code !== undefined && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code);
}


/***/ }),

/***/ 8434:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jd: () => (/* binding */ isDoor),
/* harmony export */   lV: () => (/* binding */ downloadAddress),
/* harmony export */   x1: () => (/* binding */ openAsset),
/* harmony export */   xq: () => (/* binding */ pagesAddress),
/* harmony export */   y6: () => (/* binding */ MOST_REDIRECTS)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _healing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4876);
/* harmony import */ var _answers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(871);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1901);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8971);






/** Where everybody downloads an asset: costs nothing of the requests that a token has an hour. */
function downloadAddress({ options, repository }, tag, asset) {
    const place = tag.split('/').map(encodeURIComponent).join('/');
    return `${options.serverUrl}/${repository}/releases/download/${place}/${encodeURIComponent(asset)}`;
}
/**
 * Where GitHub Pages shows the branch, if it does. On other servers that is a subdomain, as it is with the isolation of
 * subdomains, which nothing else tells of; a server without a name has none.
 * See https://docs.github.com/enterprise-server@latest/pages/getting-started-with-github-pages/what-is-github-pages
 */
function pagesAddress({ serverUrl, owner, repo, prefix }) {
    const { protocol, host, hostname } = new URL(serverUrl);
    const own = `${owner.toLowerCase()}.github.io`;
    const hasName = !/^(?:[\d.]+|\[.*\])$/.test(hostname);
    const elsewhere = `${hasName ? `pages.${host}` : `${host}/pages`}/${owner}`;
    const site = repo.toLowerCase() === own ? '' : `${repo}/`;
    const path = prefix.split('/').map(encodeURIComponent).join('/');
    return `${protocol}//${host === 'github.com' ? own : elsewhere}/${site}${path}`;
}
/** Opens an asset, or a part of it, for reading; undefined where it is gone. */
async function openAsset(requests, reading, range = { start: 0 }) {
    const artifact = (0,_labels_js__WEBPACK_IMPORTED_MODULE_5__/* .artifactOf */ .qB)(reading.path, reading.asset);
    const end = Math.min(range.end ?? artifact.size, artifact.size);
    const length = end - range.start;
    if (length <= 0)
        return { artifact, content: Buffer.alloc(0), body: node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([], { objectMode: false }) };
    const addresses = addressesOf(requests);
    const from = (done) => read(requests, addresses, reading, { start: range.start + done, end });
    const first = await from(0);
    if (first === undefined)
        return undefined;
    if (length <= FEW_BYTES) {
        const doing = `reading ${requests.nameOf(reading.path)}`;
        const content = await contentOf(requests, { first, length, from, doing });
        if (content === undefined)
            return undefined;
        return {
            artifact,
            content,
            get body() {
                return node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([content], { objectMode: false });
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
    const body = (0,_healing_js__WEBPACK_IMPORTED_MODULE_2__/* .healing */ .v)({
        ...{ first, length, again, name: requests.nameOf(reading.path), attempts: tuning.attempts, log },
        ...{ backOff: requests.backOff, isHopeless: (error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl }
    });
    return { artifact, body };
}
/** Bodies up to this size are read before they are handed out. */
const FEW_BYTES = 64 * 1024;
async function contentOf(requests, { first, length, from, doing }) {
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
            throw new _answers_js__WEBPACK_IMPORTED_MODULE_3__/* .GithubFailure */ .Ed('unclear', `the connection broke after ${content.length} of ${length} bytes`, {
                status: 0
            });
        }
        catch (error) {
            if (attempt >= requests.options.tuning.attempts)
                throw requests.explained((0,_answers_js__WEBPACK_IMPORTED_MODULE_3__/* .means */ .pG)(error, 'unclear') ? error : (0,_answers_js__WEBPACK_IMPORTED_MODULE_3__/* .noAnswer */ .qE)(error), { doing });
            await requests.backOff(attempt);
            body = await from(0);
        }
    }
}
/** The bytes of a part of an asset; undefined where it is gone. */
async function read(requests, addresses, reading, { start, end }) {
    const doing = `reading ${requests.nameOf(reading.path)}`;
    const isPart = start > 0 || end < reading.asset.size;
    let asksForPart = isPart;
    for (let attempt = 1;; attempt += 1) {
        try {
            const headers = {
                accept: 'application/octet-stream',
                ...(asksForPart ? { range: `bytes=${start}-${end - 1}` } : {})
            };
            const answer = await addresses.open(reading, { doing, headers });
            if (answer === undefined)
                return undefined;
            assertWhole(requests, reading, answer);
            return answer.status === 206 || !isPart ? answer.body : cut(answer, { start, end });
        }
        catch (error) {
            if ((0,_answers_js__WEBPACK_IMPORTED_MODULE_3__/* .means */ .pG)(error, 'absent'))
                return undefined;
            // Ranges are not promised.
            const isRefused = (0,_answers_js__WEBPACK_IMPORTED_MODULE_3__/* .means */ .pG)(error, 'no-range') && asksForPart;
            if (isRefused)
                asksForPart = false;
            // A signed address is good for minutes.
            const isOld = (0,_answers_js__WEBPACK_IMPORTED_MODULE_3__/* .means */ .pG)(error, 'expired', 'denied', 'no-range') && addresses.forget(reading);
            if (!(isRefused || isOld) || attempt >= requests.options.tuning.attempts)
                throw requests.explained(error, { doing });
        }
    }
}
/** Throws `corrupt` where the storage has more or fewer bytes than the asset: to ask again would not help. */
function assertWhole({ nameOf }, { asset, path }, { status, headers, body }) {
    const told = status === 206 ? /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] : headers['content-length'];
    if (told === undefined || headers['content-encoding'] !== undefined || Number(told) === asset.size)
        return;
    body.destroy();
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('corrupt', `${nameOf(path)} has ${told} bytes, and had ${asset.size} when it was pushed`, {
        hint: 'Run the step again: somebody may be replacing it at this moment. If it stays, the asset was changed or has lost a part: remove this version and push another one.'
    });
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
    return node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from(part(), { objectMode: false });
}
/** Signed addresses, by the asset's id: ranges of one file need one. */
const signed = new WeakMap();
function addressesOf(requests) {
    const known = signed.get(requests) ?? new Map();
    signed.set(requests, known);
    const { token } = requests.options;
    /** The answer of the first address: the bytes, or the way to them. */
    async function ask({ asset, tag }, request) {
        const isPublic = token === undefined || (await requests.isPublic());
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
                await (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .skip */ .iv)(answer.body);
            }
            catch (error) {
                if (!(0,_answers_js__WEBPACK_IMPORTED_MODULE_3__/* .means */ .pG)(error, 'absent'))
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
            let answer = await ask(reading, request);
            // From a repository's former name to its new one, then to the storage.
            for (let hops = 0; hops < MOST_REDIRECTS && answer?.headers.location !== undefined; hops += 1) {
                await (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .skip */ .iv)(answer.body);
                const at = new URL(answer.headers.location, requests.options.serverUrl).href;
                known.set(asset.id, at);
                requests.options.log.mask(at);
                answer = await requests.open({ ...request, at });
            }
            return answer;
        },
        forget: ({ asset }) => known.delete(asset.id)
    };
}
/** Redirects on the way to the bytes: from a former name of the repository, and to the storage. */
const MOST_REDIRECTS = 5;
/** True for a redirect to where people sign in. */
function isDoor({ headers: { location } }) {
    return (location !== undefined &&
        URL.canParse(location) &&
        /^\/(?:login|session)\b/.test(new URL(location).pathname));
}
function gone({ nameOf }, { path }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('conflict', `${nameOf(path)} was removed while it was being read`, {
        hint: 'Run the step again to get what is there now.'
    });
}


/***/ }),

/***/ 1901:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ms: () => (/* binding */ entryOf),
/* harmony export */   Wy: () => (/* binding */ labelOf),
/* harmony export */   qB: () => (/* binding */ artifactOf)
/* harmony export */ });
/* unused harmony export readLabel */
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
/** What an asset is in a listing. */
function entryOf(path, { node_id: revision, size, updated_at: at, digest }) {
    return { path, size, revision, modified: new Date(at), digest: digest ?? undefined };
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


/***/ }),

/***/ 8111:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ limiting)
/* harmony export */ });
/** Lets at most so many tasks run at once, in the order in which they came. */
function limiting(most) {
    const waiting = [];
    let running = 0;
    return async (task) => {
        if (running < most)
            running += 1;
        else
            await new Promise((resolve) => waiting.push(resolve));
        try {
            return await task();
        }
        finally {
            // Whoever waits takes the place of this one.
            const next = waiting.shift();
            if (next === undefined)
                running -= 1;
            else
                next();
        }
    };
}


/***/ }),

/***/ 3842:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ makeDraft),
/* harmony export */   r: () => (/* binding */ isMarked)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7934);
/* harmony import */ var _answers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(871);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2149);




/** What is in the text of the releases that this program makes: nobody sees it, and it tells them from others. */
const MARK = 'registry-action';
/**
 * True for a release that this program has made with this tag for a registry on a branch: a repository can have several of
 * them, and people give releases other tags.
 */
function isMarked({ body, tag_name: tag }, branch) {
    const [found, of] = new RegExp(`<!-- ${MARK} \\S+(?: (\\S+ \\S+))? -->`).exec(body ?? '') ?? [];
    return found !== undefined && (of === undefined || of === ownerMark(branch, tag));
}
function ownerMark(branch, tag) {
    return `${encodeURIComponent(branch)} ${encodeURIComponent(tag)}`;
}
/** Makes an empty draft with a mark. A request that is lost may have made it all the same: its mark tells. Failures are in words. */
async function makeDraft(requests, tag, of) {
    const { release: wanted, branch } = requests.options;
    const { prerelease, notes, generateNotes, target } = wanted;
    const nonce = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(9).toString('base64url');
    const mark = `<!-- ${MARK} ${nonce} ${ownerMark(branch, tag)} -->`;
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
            return await requests.making(() => requests.once(request, _release_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseSchema */ .By));
        }
        catch (error) {
            if (!(0,_answers_js__WEBPACK_IMPORTED_MODULE_1__/* .means */ .pG)(error, 'unclear') || attempt >= requests.options.tuning.attempts)
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
    const request = { doing: `listing the releases of ${requests.repository}`, at: '/releases?per_page=100' };
    const shown = await requests.ask(request, valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(_release_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseSchema */ .By)).catch((error) => {
        throw requests.explained(error, request);
    });
    return shown.find(({ body }) => body?.includes(nonce));
}
function titleOf(tag, { package: name, version }) {
    // Packages that share a tag share its release: as GitHub's own, it is called like the tag.
    return name === null || version === null ? tag : `${name} ${version}`;
}


/***/ }),

/***/ 2149:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   By: () => (/* binding */ releaseSchema),
/* harmony export */   fB: () => (/* binding */ SURELY_SHOWN),
/* harmony export */   wD: () => (/* binding */ assetSchema)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7934);

/** What the REST API says of an asset. */
const assetSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    id: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    node_id: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    name: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    label: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_0__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
    state: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    size: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    digest: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_0__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
    created_at: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    updated_at: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
});
/** What the REST API says of a release. */
const releaseSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    id: valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    tag_name: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    draft: valibot__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    prerelease: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(), false),
    published_at: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_0__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
    immutable: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(), false),
    body: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_0__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
    created_at: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    upload_url: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    assets: valibot__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(assetSchema)
});
/** A release's own document shows at least so many of its assets. */
const SURELY_SHOWN = 30;


/***/ }),

/***/ 5436:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ githubReleases)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7934);
/* harmony import */ var _answers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(871);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3842);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2149);




/** The releases of one repository. */
function githubReleases(requests) {
    const { tuning, release: wanted } = requests.options;
    /** A release's own document may show only the first of many assets. Undefined where it is gone meanwhile. */
    async function whole(release) {
        if (release.assets.length < _release_js__WEBPACK_IMPORTED_MODULE_2__/* .SURELY_SHOWN */ .fB)
            return release;
        const assets = [];
        for (let page = 1;; page += 1) {
            const shown = await requests.find({
                doing: `listing the assets of release ${release.tag_name}`,
                at: `/releases/${release.id}/assets?per_page=${tuning.pageSize}&page=${page}`
            }, valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(_release_js__WEBPACK_IMPORTED_MODULE_2__/* .assetSchema */ .wD));
            if (shown === undefined)
                return undefined;
            assets.push(...shown);
            if (shown.length < tuning.pageSize)
                return { ...release, assets };
        }
    }
    async function* listed(pageSize = tuning.pageSize, cut = () => undefined) {
        let count = 0;
        for (let page = 1;; page += 1) {
            const request = {
                doing: `listing the releases of ${requests.repository}`,
                at: `/releases?per_page=${pageSize}&page=${page}`
            };
            const shown = await requests.ask(request, valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(_release_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseSchema */ .By)).catch((error) => {
                if (page > 1 && isEndOfList(error))
                    return undefined;
                throw requests.explained(error, request);
            });
            yield* shown ?? [];
            count += shown?.length ?? 0;
            if (shown === undefined || (shown.length < pageSize && ENDS.has(count)))
                cut();
            if (shown === undefined || shown.length < pageSize)
                return;
        }
    }
    /** They are listed by the dates of their commits; a release that is published late has an old one. */
    async function newest(cut) {
        let last;
        let count = 0;
        for await (const release of listed(LISTED_AT_ONCE, cut)) {
            count += 1;
            if (!release.draft && (last === undefined || publishedAt(release) > publishedAt(last)))
                last = release;
            if (count % LISTED_AT_ONCE === 0 && last !== undefined)
                break;
        }
        return last && whole(last);
    }
    const find = async (doing, at) => {
        const request = { doing, at };
        const found = await requests.find(request, _release_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseSchema */ .By);
        return found && whole(found);
    };
    const byId = async (id, tag) => {
        const found = await find(`looking for release ${id} of ${requests.repository}`, `/releases/${id}`);
        return tag === undefined || found?.tag_name === tag ? found : undefined;
    };
    let known = new Map();
    let knownUntil = 0;
    const isKnown = (tag) => Date.now() < knownUntil && known.has(tag);
    /** Files of one version are asked for at the same moment: their release is looked for once. */
    const underWay = new Map();
    const forget = (tag) => {
        for (const map of [known, underWay])
            if (tag === undefined)
                map.clear();
            else
                map.delete(tag);
    };
    const lookFor = async (tag) => {
        const place = `/releases/tags/${tag.split('/').map(encodeURIComponent).join('/')}`;
        const found = await find(`looking for release ${tag} of ${requests.repository}`, place);
        // GitHub lists no more than 1,000.
        if (found !== undefined && Date.now() < knownUntil)
            known.set(tag, found);
        return found;
    };
    const look = (tag) => {
        const looking = underWay.get(tag) ??
            lookFor(tag).finally(() => {
                if (underWay.get(tag) === looking)
                    underWay.delete(tag);
            });
        underWay.set(tag, looking);
        return looking;
    };
    async function* all(cut) {
        for await (const release of listed(tuning.pageSize, cut)) {
            const found = await whole(release);
            if (found !== undefined)
                yield found;
        }
    }
    return {
        isKnown,
        forget,
        all,
        listed,
        newest,
        latest: () => find(`looking for the latest release of ${requests.repository}`, '/releases/latest'),
        survey: async () => {
            if (Date.now() < knownUntil && known.size > 0)
                return false;
            const found = new Map();
            for await (const release of all())
                if (!release.draft)
                    found.set(release.tag_name, release);
            known = found;
            knownUntil = Date.now() + tuning.surveyAge;
            return true;
        },
        byTag: async (tag, { fresh = false } = {}) => {
            if (fresh)
                return lookFor(tag);
            return isKnown(tag) ? known.get(tag) : look(tag);
        },
        byId,
        draft: (tag, of) => (0,_marks_js__WEBPACK_IMPORTED_MODULE_1__/* .makeDraft */ .K)(requests, tag, of),
        publish: (id) => {
            forget();
            const json = { draft: false, prerelease: wanted.prerelease, make_latest: wanted.makeLatest };
            const request = { doing: `publishing release ${id} of ${requests.repository}`, at: `/releases/${id}` };
            return requests.making(() => requests.ask({ ...request, needs: 'write', method: 'PATCH', json }, _release_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseSchema */ .By));
        },
        remove: async ({ id, tag_name: tag }, may) => {
            const since = Date.now();
            let isUnclear = false;
            for (let attempt = 1;; attempt += 1) {
                const now = await byId(id, tag);
                if (now === undefined)
                    return true;
                if (!(await may(now, isUnclear)))
                    return false;
                forget(tag);
                const outcome = await deleteOnce(requests, { id, tag, attempt, since });
                if (outcome === 'gone')
                    return true;
                isUnclear ||= outcome === 'unclear';
            }
        }
    };
}
/** One attempt. Where it is not gone, another one may be made, after another look: it has waited for that. */
async function deleteOnce(requests, of) {
    const { id, tag, attempt, since } = of;
    const request = {
        ...{ doing: `deleting release ${tag} of ${requests.repository}`, needs: 'write' },
        ...{ method: 'DELETE', at: `/releases/${id}`, impatient: true }
    };
    try {
        await requests.once(request, valibot__WEBPACK_IMPORTED_MODULE_3__/* .undefined */ .Vxk());
        return 'gone';
    }
    catch (error) {
        if ((0,_answers_js__WEBPACK_IMPORTED_MODULE_0__/* .means */ .pG)(error, 'absent'))
            return 'gone';
        const again = (0,_answers_js__WEBPACK_IMPORTED_MODULE_0__/* .means */ .pG)(error, 'unclear') && attempt < requests.options.tuning.attempts;
        if (!again && !(0,_answers_js__WEBPACK_IMPORTED_MODULE_0__/* .means */ .pG)(error, 'limited'))
            throw requests.explained(error, request);
        await (again ? requests.backOff(attempt) : requests.waitForLimit(error, since)).catch((failure) => {
            throw requests.explained(failure, request);
        });
        return again ? 'unclear' : 'limited';
    }
}
/** Of a list that is too long GitHub refuses to show what lies behind the first thousand, or ten thousand. */
function isEndOfList(error) {
    return (0,_answers_js__WEBPACK_IMPORTED_MODULE_0__/* .means */ .pG)(error, 'invalid') && /only the first \d+ results/i.test(error.message);
}
/** So many may be all that it shows, where it does not refuse. */
const ENDS = new Set([1_000, 10_000]);
/** As many as GitHub lists in one answer. */
const LISTED_AT_ONCE = 100;
function publishedAt({ published_at: at, created_at: created }) {
    return at ?? created;
}


/***/ }),

/***/ 9112:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ githubRequests)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/log.ts
var src_log = __webpack_require__(5625);
// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
// EXTERNAL MODULE: ./src/stores/github/answers.ts
var answers = __webpack_require__(871);
;// CONCATENATED MODULE: ./src/stores/github/clock.ts
/** The clock of a service. An answer's date has no fractions, and is old when it comes: the latest one is nearest. */
function clockOf() {
    let ahead;
    return {
        see: (date) => {
            const seen = Date.parse(date ?? '') - Date.now();
            if (!Number.isNaN(seen))
                ahead = Math.max(ahead ?? seen, seen);
        },
        now: () => Date.now() + (ahead ?? 0)
    };
}

// EXTERNAL MODULE: ./src/stores/github/limiting.ts
var limiting = __webpack_require__(8111);
// EXTERNAL MODULE: ./src/stores/github/wire.ts
var github_wire = __webpack_require__(8971);
;// CONCATENATED MODULE: ./src/stores/github/requests.ts









/** Requests to one repository. Says in the log where the token comes from. */
function githubRequests(options) {
    const { tuning, log, owner, repo, token, apiUrl, prefix } = options;
    const repository = `${owner}/${repo}`;
    if (options.tokenFrom !== undefined)
        log.info(`GitHub token: ${options.tokenFrom}`);
    const wire = (0,github_wire/* wireOf */.b3)(options.network);
    const known = rememberedAnswers();
    const clock = clockOf();
    const own = new Set([apiUrl, options.graphqlUrl].map((url) => new URL(url).host));
    /** Hosts that have answered before. */
    const reached = new Set();
    let uploads;
    let isPublic;
    let nameNow = repository;
    let isRenamed = false;
    let isClosed = false;
    const addressOf = (at) => at.startsWith('/') || at === '' ? `${apiUrl}/repos/${repository}${at}` : at;
    const headersFor = (url, { headers, json }) => {
        const { host } = new URL(url);
        const trusted = own.has(host) || host === uploads;
        return {
            accept: 'application/vnd.github+json',
            'user-agent': `registry-action/${version/* VERSION */.x}`,
            ...(own.has(host) || host === uploads ? { 'x-github-api-version': '2022-11-28' } : {}),
            ...(trusted && token !== undefined ? { authorization: `Bearer ${token}` } : {}),
            ...(json === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers
        };
    };
    /** One exchange; waits as long as the service says that there were too many requests. */
    async function exchange(request) {
        let url = addressOf(request.at);
        let moves = 0;
        const { method = 'GET', json, sent } = request;
        const body = json === undefined ? request.body : { kind: 'buffer', bytes: Buffer.from(JSON.stringify(json)) };
        for (const since = Date.now();;) {
            // Whatever was on its way is not tried again: by now somebody else may listen at that address.
            if (isClosed)
                throw new Error(`${request.doing}: the store is closed`);
            const headers = headersFor(url, request);
            const answer = await wire
                .send({ method, url, headers, ...(body && { body }), ...(sent && { sent }) })
                .catch((error) => {
                throw (0,answers/* noAnswer */.qE)(error);
            });
            if (own.has(new URL(url).host))
                clock.see(answer.headers.date);
            reached.add(new URL(url).host);
            const moved = (0,answers/* movedTo */.rh)(answer.status, answer.headers, apiUrl);
            if (moved !== undefined) {
                await (0,github_wire/* skip */.iv)(answer.body);
                if ((moves += 1) > MOST_MOVES)
                    throw new answers/* GithubFailure */.Ed('failed', LEADS_ON, { status: answer.status });
                sawRename();
                url = moved;
                continue;
            }
            if (answer.status < 400)
                return answer;
            const failure = (0,answers/* failureOf */.g5)(answer.status, answer.headers, await bodyOf(answer.body));
            if (failure.meaning !== 'limited' || request.impatient === true)
                throw failure;
            await waitForLimit(failure, since);
        }
    }
    function sawRename() {
        if (isRenamed)
            return;
        isRenamed = true;
        const name = nameNow === repository ? 'another name' : `the name ${nameNow}`;
        log.warning(`${repository} has ${name} now: put it in \`store\`, before somebody else takes the old one`);
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
        // A service that says "at once" again and again is not asked without a pause.
        const least = Math.min(tuning.limitDelay, LEAST_WAIT);
        const wait = Math.max(failure.wait ?? tuning.limitDelay, least) + Math.random() * tuning.baseDelay;
        if (Date.now() - since + wait > tuning.longestWait)
            throw failure;
        log.info(`GitHub has had enough requests for now (${failure.message}); waiting ${(0,src_log/* formatDuration */.a3)(wait)}`);
        await (0,promises_.setTimeout)(wait);
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
            return parse(before.bytes, schema, request);
        if (isRead)
            known.keep(url, request, headers, bytes);
        return parse(bytes, schema, request);
    }
    /** An address at which nobody was ever reached may well be wrong; elsewhere it is the network that has to recover. */
    function attemptsAt({ at }, error) {
        const isUnknown = (0,answers/* neverSent */.vQ)(error) && !reached.has(new URL(addressOf(at)).host);
        return isUnknown ? Math.min(tuning.attempts, UNREACHED_ATTEMPTS) : tuning.attempts;
    }
    async function persist(request, send) {
        for (let attempt = 1;; attempt += 1) {
            try {
                return await send();
            }
            catch (error) {
                const most = attemptsAt(request, error);
                if (!(0,answers/* means */.pG)(error, 'unclear') || attempt >= most)
                    throw error;
                log.debug(`${request.doing}: ${(0,errors/* messageOf */.bD)(error)}; attempt ${attempt} of ${most}`);
                if (attempt === PATIENT_FROM)
                    log.info(`GitHub does not answer as it should (${(0,errors/* messageOf */.bD)(error)}); trying for a while`);
                await backOff(attempt);
            }
        }
    }
    const backOff = (attempt) => (0,promises_.setTimeout)(Math.random() * Math.min(20_000, tuning.baseDelay * 2 ** attempt));
    const explained = (failure, { doing, needs = 'read' }) => (0,answers/* explain */.WE)(failure, doing, { needs, hasToken: token !== undefined });
    const ask = (request, schema) => persist(request, () => once(request, schema));
    /** Where it is not to be had, what is asked for next tells why. */
    const lookAtVisibility = () => ask({ doing: `looking at ${repository}`, at: '' }, dist/* object */.Ikc({ private: dist/* boolean */.zMY() })).then(({ private: isPrivate }) => !isPrivate, () => false);
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
                if ((0,answers/* means */.pG)(error, 'absent'))
                    return undefined;
                throw explained(error, request);
            }
        },
        open: (request) => persist(request, () => exchange(request)),
        isPublic: () => (isPublic ??= lookAtVisibility()),
        sawVisibility: (isPrivate) => {
            isPublic = Promise.resolve(!isPrivate);
        },
        nameNow: () => nameNow,
        sawName: (name) => {
            if (name.toLowerCase() === repository.toLowerCase())
                return;
            nameNow = name;
            sawRename();
        },
        explained,
        making: (0,limiting/* limiting */._)(tuning.uploads),
        waitForLimit,
        now: clock.now,
        backOff,
        close: () => {
            isClosed = true;
            wire.close();
        }
    };
}
/** Milliseconds. */
const LEAST_WAIT = 1_000;
const MOST_MOVES = 5;
const LEADS_ON = 'it leads from one address to the next';
/** With the waits in between about ten seconds. */
const UNREACHED_ATTEMPTS = 5;
/** The attempt after which the reader of the log is told why nothing happens: the waits get long. */
const PATIENT_FROM = 4;
async function bodyOf(body) {
    try {
        return await (0,github_wire/* wholeOf */.l2)(body);
    }
    catch (error) {
        throw (0,answers/* noAnswer */.qE)(error);
    }
}
function parse(bytes, schema, { doing, raw }) {
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
            if (answers.size > MOST_KEPT && oldest !== undefined)
                answers.delete(oldest);
        }
    };
}
const LARGEST_KEPT = 128 * 1024;
const MOST_KEPT = 128;


/***/ }),

/***/ 8971:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b3: () => (/* binding */ wireOf),
/* harmony export */   iv: () => (/* binding */ skip),
/* harmony export */   l2: () => (/* binding */ wholeOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9473);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9172);






/** A wire to any host, with connections that are kept and the proxies that the surroundings name. */
function wireOf(network) {
    const agents = new Map();
    const agentsOf = (url) => {
        const known = agents.get(url.origin) ?? (0,_network_js__WEBPACK_IMPORTED_MODULE_4__/* .agentsFor */ .m)(url.href, network);
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
                headers: body === undefined ? headers : { ...headers, 'content-length': (0,_body_js__WEBPACK_IMPORTED_MODULE_5__/* .sizeOf */ .$d)(body) }
            };
            return exchange(() => (secure ? (0,node_https__WEBPACK_IMPORTED_MODULE_2__.request)(place, options) : (0,node_http__WEBPACK_IMPORTED_MODULE_1__.request)(place, options)), body, sent);
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
/** Reads a body that nobody needs, so that its connection can be used again; it does not matter where it breaks. */
async function skip(body) {
    await wholeOf(body).catch(() => undefined);
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
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(body.path, { start: 0, end: body.size - 1, highWaterMark: CHUNK });
        let left = body.size;
        file.on('data', (chunk) => {
            left -= chunk.length;
            sent?.(chunk.length);
        });
        // The service would wait for what does not come.
        file.on('end', () => left > 0 && request.destroy((0,_body_js__WEBPACK_IMPORTED_MODULE_5__/* .changedWhileRead */ .a4)(body.path)));
        (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(file, request).catch((error) => {
            // A service may refuse before it has read the body, and close; what it said counts.
            if (!answered)
                reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
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
