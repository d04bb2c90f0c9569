export const id = 342;
export const ids = [342];
export const modules = {

/***/ 3342:
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
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(9172);
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

// EXTERNAL MODULE: ./src/stores/github/download.ts
var download = __webpack_require__(8434);
// EXTERNAL MODULE: ./src/log.ts
var src_log = __webpack_require__(5625);
// EXTERNAL MODULE: ./src/stores/github/answers.ts
var answers = __webpack_require__(871);
;// CONCATENATED MODULE: ./src/stores/github/branch.ts

/** What is not there. */
const NO_FILE = { revision: store/* ABSENT */.s, body: undefined };

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
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
/** The claim of a path among those of its folder. */
function claimIn(claims, path) {
    return claims?.get((0,github_names/* nameIn */.ZC)(path));
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
    assets: dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP()),
    held: dist/* optional */.lqM(dist/* array */.YOg(dist/* string */.YjP()), []),
    leaving: dist/* optional */.lqM(dist/* object */.Ikc({ nonce: dist/* string */.YjP(), since: dist/* string */.YjP() }))
});
/** The claims in a file of the branch. Throws `corrupt` where it holds something else. */
function parseClaims(path, { body } = NO_FILE) {
    if (body === undefined)
        return new Map();
    const claims = parsed.get(body) ?? new Map(Object.entries(parse(path, body, claimsSchema).files));
    parsed.set(body, claims);
    return claims;
}
/** A folder may have thousands of claims, and each of its files asks for its own. */
const parsed = new WeakMap();
/** The election in a file of the branch; undefined where there was none. Throws `corrupt` where it holds something else. */
function parseElection(path, { body } = NO_FILE) {
    if (body === undefined)
        return undefined;
    const { assets, held, leaving, ...election } = parse(path, body, electionSchema);
    return { ...election, assets: new Map(Object.entries(assets)), held: new Set(held), leaving };
}
/** Claims as a file of the branch. */
function serializeClaims(claims) {
    return json({ files: sorted(claims) });
}
/** An election as a file of the branch. */
function serializeElection(election) {
    const { package: name, version, release, made, assets, held, leaving } = election;
    const waiting = held.size === 0 ? {} : { held: [...held].sort() };
    return json({
        ...{ package: name, version, release, made, assets: sorted(assets) },
        ...{ ...waiting, ...(leaving && { leaving }) }
    });
}
function sorted(map) {
    return Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)));
}
function json(document) {
    return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`);
}
function parse(path, body, schema) {
    const text = Buffer.from(body).toString('utf8');
    const read = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), schema), text);
    if (read.success)
        return read.output;
    throw new errors/* RegistryError */.gl('corrupt', `${path} on the branch can't be read (${read.issues[0].message})`, {
        hint: 'Somebody has changed it by hand. Restore it from the history of the branch.'
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
        read: async (paths, at) => {
            const head = at ?? (await headOf(requests, ref));
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
                if ((0,answers/* means */.pG)(error, 'invalid') && /fast.forward/i.test(error.message))
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
        if ((0,answers/* means */.pG)(error, 'invalid') && /already exists/i.test(error.message))
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
        if ((0,answers/* means */.pG)(error, 'conflict'))
            return undefined;
        if (!(0,answers/* means */.pG)(error, 'absent'))
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
        if ((0,answers/* means */.pG)(error, 'absent'))
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
const targetSchema = dist/* nullable */.mee(dist/* objectWithRest */.U1j({ oid: dist/* string */.YjP() }, dist/* nullable */.mee(dist/* union */.KCZ([blobSchema, dist/* string */.YjP()]))));
const readSchema = dist/* object */.Ikc({
    repository: dist/* object */.Ikc({
        isPrivate: dist/* boolean */.zMY(),
        nameWithOwner: dist/* string */.YjP(),
        ref: dist/* optional */.lqM(dist/* nullable */.mee(dist/* object */.Ikc({ target: targetSchema }))),
        object: dist/* optional */.lqM(targetSchema)
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
        read: async (paths, at) => {
            const { repository } = await ask(requests, {
                doing,
                needs: 'read',
                query: readDocument(paths.length, at === undefined ? 'head' : 'commit'),
                variables: {
                    ...{ owner, repo, ...(at === undefined ? { ref: `refs/heads/${branch}` } : { oid: at }) },
                    ...Object.fromEntries(paths.map((path, index) => [`p${index}`, path]))
                },
                schema: readSchema
            });
            requests.sawVisibility(repository.isPrivate);
            requests.sawName(repository.nameWithOwner);
            const target = at === undefined ? repository.ref?.target : repository.object;
            if (at !== undefined && !target)
                throw new answers/* GithubFailure */.Ed('unclear', `the commit ${at} is not there any more`, { status: 200 });
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
                if (error instanceof answers/* GithubFailure */.Ed && error.codes.includes('STALE_DATA'))
                    return undefined;
                throw error;
            }
        }
    };
}
const COMMIT = 'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
/** A query for so many files, at the head of the branch or at a commit. */
function readDocument(count, at) {
    const indices = Array.from({ length: count }, (_, index) => index);
    const variables = indices.map((index) => `, $p${index}: String!`).join('');
    const fields = indices.map((index) => ` f${index}: file(path: $p${index}) { ...File }`).join('');
    const target = count === 0 ? 'oid' : `oid ... on Commit {${fields} }`;
    const [variable, selected] = at === 'head'
        ? ['$ref: String!', `ref(qualifiedName: $ref) { target { ${target} } }`]
        : ['$oid: GitObjectID!', `object(oid: $oid) { ${target} }`];
    return (`query ($owner: String!, $repo: String!, ${variable}${variables}) {` +
        ` repository(owner: $owner, name: $repo) { isPrivate nameWithOwner ${selected} } }` +
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
function inputOf({ nameNow, options }, { head, files, message }) {
    return {
        branch: { repositoryNameWithOwner: nameNow(), branchName: options.branch },
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
        refusalIn: answers/* graphqlFailureOf */.ZS
    };
    const answerSchema = dist/* object */.Ikc({ data: schema });
    const { data } = once
        ? await requests.once(request, answerSchema)
        : await requests.ask(request, answerSchema);
    return data;
}

// EXTERNAL MODULE: ./src/stores/github/marks.ts
var marks = __webpack_require__(3842);
;// CONCATENATED MODULE: ./src/stores/github/drafts.ts





/** The drafts of a tag, as one step sees them. */
function ownDrafts({ requests, releases, departures, tag, owner }) {
    let left = [];
    /** By what they were made in the place of. */
    const own = new Map();
    return {
        owner,
        published: async (hasGraphql) => {
            const found = hasGraphql
                ? await seenTogether(requests, releases, tag)
                : await seenApart(requests, releases, tag);
            left = found.drafts;
            return found.published;
        },
        one: async (over) => {
            const made = own.get(over) ?? (await releases.draft(tag, owner));
            own.set(over, made);
            return made;
        },
        discard: async (elected) => {
            const others = new Map([...left, ...own.values()].map((each) => [each.id, each]));
            others.delete(elected);
            for (const other of others.values())
                await releases.remove(other, isEmptyDraft(requests));
        },
        withdraw: async (why) => {
            // A commit whose answer was lost may have elected one; a refusal tells that none did.
            const by = why === undefined || isRefusal(why) ? releases : departures;
            for (const each of own.values())
                await takeBack(requests, by, each);
        }
    };
}
/** Deletes a draft in which nothing is. One that was elected goes by `Departures`; whoever needs one elects another. */
async function takeBack(requests, by, draft) {
    try {
        await by.remove(draft, isEmptyDraft(requests));
    }
    catch (error) {
        requests.options.log.debug(`release ${draft.tag_name} was not taken back: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
/** True where nothing was committed for certain. */
function isRefusal(error) {
    if (!(0,errors/* isRegistryError */.IP)(error))
        return false;
    return error.code === 'conflict' || (error.cause instanceof answers/* GithubFailure */.Ed && !(0,answers/* means */.pG)(error.cause, 'unclear'));
}
/** Asks whether a release is a draft of this registry, in which nothing is. */
function isEmptyDraft({ options }) {
    return (now) => now.draft && now.assets.length === 0 && (0,marks/* isMarked */.r)(now, options.branch);
}
const seenSchema = dist/* object */.Ikc({
    repository: dist/* object */.Ikc({
        release: dist/* nullable */.mee(dist/* object */.Ikc({ databaseId: dist/* nullable */.mee(dist/* number */.aig()), isDraft: dist/* boolean */.zMY() })),
        releases: dist/* object */.Ikc({
            nodes: dist/* array */.YOg(dist/* object */.Ikc({
                databaseId: dist/* nullable */.mee(dist/* number */.aig()),
                isDraft: dist/* boolean */.zMY(),
                tagName: dist/* string */.YjP(),
                description: dist/* nullable */.mee(dist/* string */.YjP())
            }))
        })
    })
});
const NEWEST = 'query ($owner: String!, $repo: String!, $tag: String!) { repository(owner: $owner, name: $repo) {' +
    ' release(tagName: $tag) { databaseId isDraft }' +
    ' releases(first: 20, orderBy: { field: CREATED_AT, direction: DESC }) {' +
    ' nodes { databaseId isDraft tagName description } } } }';
async function seenTogether(requests, releases, tag) {
    const { owner, repo, branch } = requests.options;
    const doing = `looking for release ${tag} of ${requests.repository}`;
    const question = { doing, needs: 'read', query: NEWEST, schema: seenSchema };
    const { repository } = await ask(requests, { ...question, variables: { owner, repo, tag } }).catch((error) => {
        throw requests.explained(error, question);
    });
    const { release } = repository;
    const drafts = repository.releases.nodes.flatMap(({ databaseId: id, isDraft, tagName, description }) => id !== null && isDraft && tagName === tag && (0,marks/* isMarked */.r)({ body: description, tag_name: tag }, branch)
        ? [{ id, tag_name: tag }]
        : []);
    if (release === null)
        return { published: undefined, drafts };
    // Which of several it shows is not said: a draft need not be all there is.
    const { databaseId: id, isDraft } = release;
    const published = isDraft || id === null ? await releases.byTag(tag) : await releases.byId(id);
    return { published, drafts };
}
async function seenApart(requests, releases, tag) {
    const published = await releases.byTag(tag);
    if (published !== undefined)
        return { published, drafts: [] };
    const drafts = [];
    let count = 0;
    for await (const release of releases.listed(DRAFTS_AMONG)) {
        if (isDraftOf(release, tag) && (0,marks/* isMarked */.r)(release, requests.options.branch))
            drafts.push(release);
        // Drafts stand first.
        if ((count += 1) === DRAFTS_AMONG)
            break;
    }
    return { published, drafts };
}
const DRAFTS_AMONG = 100;
function isDraftOf(release, tag) {
    return release.draft && release.tag_name === tag;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(2187);
// EXTERNAL MODULE: ./src/stores/github/labels.ts
var labels = __webpack_require__(1901);
// EXTERNAL MODULE: ./src/stores/github/release.ts
var github_release = __webpack_require__(2149);
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
        const sent = await requests.making(() => sendOnce(requests, uploading));
        if (sent === 'gone')
            return { outcome: 'gone' };
        if (typeof sent === 'object' && !(sent instanceof answers/* GithubFailure */.Ed))
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
        if (isGivenUp(requests, there, uploading.item))
            return there;
        await requests.backOff(Math.min(attempt, 5));
        const request = { doing: `looking for ${there.name}`, at: `/releases/assets/${there.id}` };
        there = await requests.find(request, github_release/* assetSchema */.wD);
    }
    return there;
}
/** Whether an asset has the bytes that are being uploaded. Servers that keep no digests have to show them. */
async function holds(requests, { item, release }, asset) {
    if (asset.size !== (0,stores_body/* sizeOf */.$d)(item.body))
        return false;
    if (typeof asset.digest === 'string')
        return asset.digest === `sha256:${item.sha256}`;
    const opened = await (0,download/* openAsset */.x1)(requests, { asset, path: item.key.path, tag: release.tag_name });
    if (opened === undefined)
        return false;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,promises_.pipeline)(opened.body, hash);
    return hash.digest('hex') === item.sha256;
}
/** One attempt. `taken`: there is an asset of that name, complete or not. */
async function sendOnce(requests, uploading) {
    const { release, name, item } = uploading;
    const { body, contentType, key, executable } = item;
    if (body.kind === 'file')
        await (0,stores_body/* assertUnchanged */.Wu)(body);
    else if ((0,digest/* sha256 */.sc)(body.bytes) !== item.sha256)
        throw (0,stores_body/* changedWhileRead */.a4)(key.path);
    const label = (0,labels/* labelOf */.Wy)({ filename: key.filename, executable, sha256: undefined }, name);
    const address = release.upload_url.replace(/\{[^}]*\}$/, '');
    const query = `name=${encodeURIComponent(name)}${label === '' ? '' : `&label=${encodeURIComponent(label)}`}`;
    const doing = `uploading ${name} to release ${release.tag_name} of ${requests.repository}`;
    const progress = requests.options.log.progress(key.filename, (0,stores_body/* sizeOf */.$d)(body));
    try {
        const request = {
            ...{ doing, needs: 'write', method: 'POST', at: `${address}?${query}` },
            ...{ headers: { 'content-type': contentType }, body, sent: progress.advance }
        };
        return await requests.once(request, github_release/* assetSchema */.wD);
    }
    catch (error) {
        if (!(error instanceof answers/* GithubFailure */.Ed))
            throw error;
        requests.options.log.debug(`${doing}: ${(0,errors/* messageOf */.bD)(error)}`);
        if (error.meaning === 'unclear')
            return error;
        if (error.codes.includes('already_exists'))
            return 'taken';
        if (error.meaning === 'absent')
            return 'gone';
        // Whoever has closed the release may have put the file there before.
        if (isImmutable(error) && isComplete(await assetOf(requests, uploading)))
            return 'taken';
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
    const label = (0,labels/* labelOf */.Wy)({ filename: key.filename, executable, sha256: item.sha256 }, name);
    const doing = `labelling ${name} of release ${release.tag_name}`;
    const request = {
        doing,
        needs: 'write',
        method: 'PATCH',
        at: `/releases/assets/${asset.id}`
    };
    const labelled = await requests.find({ ...request, json: { name, label } }, github_release/* assetSchema */.wD);
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
        if ((0,answers/* means */.pG)(error, 'absent'))
            return;
        if (isImmutable(error)) {
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
        const shown = await requests.find(request, dist/* array */.YOg(github_release/* assetSchema */.wD));
        if (shown === undefined)
            return 'gone';
        const found = shown.find((asset) => asset.name === name);
        if (found !== undefined || shown.length < tuning.pageSize)
            return found;
    }
}
/** An upload that somebody else has begun gets time for its size, or that of this one, at a slow megabyte a second. */
function isGivenUp({ options, now }, asset, { body }) {
    const needed = Math.max(asset.size, (0,stores_body/* sizeOf */.$d)(body)) / 1000;
    return now() - Date.parse(asset.created_at) > options.tuning.starterPatience + needed;
}
function isComplete(asset) {
    return typeof asset === 'object' && asset.state === 'uploaded';
}
function isImmutable(error) {
    return (0,answers/* means */.pG)(error, 'invalid') && /immutable/i.test(error.message);
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
    if (isImmutable(failure))
        return immutable(requests, release, failure);
    return requests.explained(failure, { doing, needs: 'write' });
}
/** The error for a release that takes no more files. */
function immutable(requests, { tag_name: tag }, cause) {
    return new errors/* RegistryError */.gl('conflict', `release ${tag} of ${requests.repository} is published and immutable: no file can be added to it`, {
        hint: 'Push all files of a version in one step, or with `publish: false` in all steps but the last; or choose another version, or a `tag` that makes a release of its own for each package.',
        cause
    });
}

;// CONCATENATED MODULE: ./src/stores/github/planning.ts




/**
 * Plans where items go on a release. Throws `conflict` where an asset of that name is somebody else's, or the release is
 * immutable, `unsupported` where it can't have so many.
 */
function plan(requests, of) {
    const { tag, release, items } = of;
    const live = new Map(release.assets.map((asset) => [asset.name, asset]));
    const claims = new Map([...of.claims].map(([path, each]) => [path, new Map(each)]));
    const result = { names: new Map(), there: new Map(), claims, assets: new Map(of.assets), added: [] };
    for (const { key, sha256 } of items) {
        const path = `${requests.options.prefix}${key.path}`;
        const folder = claims.get(claimsPath(path));
        const claim = claimIn(folder, path);
        const name = claim?.tag === tag ? claim.asset : (0,github_names/* nameAmong */.MG)(result.assets, key.filename, path);
        const asset = live.get(name);
        const complete = asset?.state === 'uploaded' ? asset : undefined;
        if (complete !== undefined && result.assets.get(name) !== path && complete.digest !== `sha256:${sha256}`)
            throw takenByOthers(requests, tag, name);
        result.names.set(key.path, name);
        if (complete !== undefined)
            result.there.set(key.path, complete);
        if (claim?.tag === tag && result.assets.get(name) === path)
            continue;
        folder?.set((0,github_names/* nameIn */.ZC)(path), { tag, asset: name });
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
/** The most assets that a release can have. */
const MOST_ASSETS = 1000;
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

;// CONCATENATED MODULE: ./src/stores/github/elsewhere.ts



/**
 * The tags of items that were claimed on other releases and belong there: somebody has stored them, or is about to, with
 * another template. Where nobody can, the claim may move. Throws `conflict` for a draft that others wait in.
 */
async function claimedElsewhere(of, { tag, items, claims }) {
    const { requests, commits, releases } = of;
    const found = new Map();
    const seen = new Map();
    async function look(other) {
        const place = electionPath(other);
        const election = parseElection(place, (await commits.read([place])).files.get(place));
        const release = (await releases.byTag(other, { fresh: true })) ??
            (election && (await releases.byId(election.release, other)));
        if (release?.draft === true && election !== undefined && election.held.size > 0)
            throw waiting(requests, tag, other);
        return release;
    }
    for (const item of items) {
        const path = `${requests.options.prefix}${item.key.path}`;
        const claim = claimIn(claims.get(claimsPath(path)), path);
        if (claim === undefined || claim.tag === tag)
            continue;
        const looking = seen.get(claim.tag) ?? look(claim.tag);
        seen.set(claim.tag, looking);
        const release = await looking;
        if (release !== undefined && belongsTo(release, claim.asset))
            found.set(item, claim.tag);
    }
    return found;
}
/** Whether all of these paths are on the tag's release already, whatever template has made its tag. */
function areClaimed(tag, paths, { election, claims }) {
    return paths.every((path) => {
        const claim = claimIn(claims.get(claimsPath(path)), path);
        return claim?.tag === tag && election?.assets.get(claim.asset) === path;
    });
}
/** An asset is there, or can come. */
function belongsTo({ assets, immutable }, asset) {
    const isThere = assets.some(({ name, state }) => name === asset && state === 'uploaded');
    return isThere || (!immutable && assets.length < MOST_ASSETS);
}
function waiting({ repository }, tag, other) {
    return new errors/* RegistryError */.gl('conflict', `a file for release ${tag} of ${repository} belongs to the draft of release ${other}, which waits to be published`, {
        hint: 'Give all steps that push a version the same `tag`; or delete that draft if it is not wanted any more.'
    });
}

// EXTERNAL MODULE: ./src/stores/github/limiting.ts
var limiting = __webpack_require__(8111);
;// CONCATENATED MODULE: ./src/stores/github/refusing.ts



/** Throws `conflict` where the tag's release is that of another package or version. */
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
/** A release that somebody has made a draft again is theirs to publish: throws `conflict`. */
function assertNobodysDraft({ repository, options }, release) {
    if (!release.draft || (0,marks/* isMarked */.r)(release, options.branch))
        return;
    throw new errors/* RegistryError */.gl('conflict', `release ${release.tag_name} of ${repository} was made by hand, and is a draft now: no file is put into it`, {
        hint: 'Publish it, or delete it if it is not wanted any more. Then run the step again.'
    });
}
/** Words for what a ruleset or the repository itself does not allow. */
function blocked({ repository, options }, tag, error, stays) {
    if ((0,answers/* means */.pG)(error, 'denied') && options.release.target !== undefined) {
        // The draft could be made, and the target is all that its tag adds.
        const what = `the tag ${tag} of ${repository} may not be put on \`target\`: ${(0,errors/* messageOf */.bD)(error)}`;
        return new errors/* RegistryError */.gl('denied', what, { hint: answers/* WORKFLOWS_HINT */.Vb, cause: error });
    }
    if (!(0,answers/* means */.pG)(error, 'invalid'))
        return undefined;
    if (/rule violations|pre_receive|immutable release/i.test(error.message)) {
        return new errors/* RegistryError */.gl('denied', `the tag ${tag} of ${repository} may not be made: ${(0,errors/* messageOf */.bD)(error)}`, {
            hint: `A ruleset of the repository protects such tags, or an immutable release had this one. Let the ruleset make an exception, or choose another \`tag\`. ${stays ? 'The draft stays, with what earlier steps have put into it.' : 'Nothing was left behind.'}`,
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

;// CONCATENATED MODULE: ./src/stores/github/electing.ts












/**
 * Drafts are not found by their tag, and there can be many of one tag: so that all jobs upload to the same one, its id
 * is written down on the branch by the first of them.
 */
function electing(of) {
    const { requests, commits, releases, departures } = of;
    const { tag: template, prefix } = requests.options;
    const isHeldBack = !requests.options.release.publish;
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
        // It is gone, or there would be no mark by now; but another one may be there.
        if (election.leaving !== undefined)
            return releases.byTag(tag, { fresh: true });
        return (await releases.byTag(tag)) ?? (await releases.byId(election.release, tag));
    }
    /** Whether somebody has had a mark on the elected release, and has taken it off again. */
    async function isKept(tag, election) {
        if (election?.leaving === undefined)
            return false;
        return departures.stays({ id: election.release, tag_name: tag });
    }
    /** Of elections that claim in one folder at the same moment only one is not in vain: they are held in turn. */
    const turns = new Map();
    function elect(tag, items) {
        const [first] = items;
        if (first === undefined)
            throw new Error('there is nothing to elect a release for');
        const place = claimsPath(full(first.key));
        const inTurn = turns.get(place) ?? (0,limiting/* limiting */._)(1);
        turns.set(place, inTurn);
        return inTurn(() => electFor(tag, items, first));
    }
    async function electFor(tag, items, first) {
        const drafts = ownDrafts({ ...of, tag, owner: (0,github_names/* ownerOf */.bf)(template, first.key) });
        try {
            const elected = await electWith(tag, items, drafts);
            if ('elsewhere' in elected) {
                await drafts.withdraw();
                return elected;
            }
            await drafts.discard(elected.release.id);
            return elected;
        }
        catch (error) {
            // If it was elected all the same, the next one finds it gone and elects another.
            await drafts.withdraw(error);
            throw error;
        }
    }
    async function electWith(tag, items, drafts) {
        const keys = items.map(({ key }) => key);
        for (let attempt = 0;; attempt += 1) {
            const { election, claims, expected } = await view(tag, keys, attempt > 0);
            const elsewhere = await claimedElsewhere(of, { tag, items, claims });
            if (elsewhere.size > 0)
                return { elsewhere };
            if (!areClaimed(tag, keys.map(full), { election, claims }))
                assertOwner(requests, tag, election, drafts.owner);
            if (await isKept(tag, election))
                continue;
            const chosen = election && (await releaseOf(tag, election));
            const found = chosen ?? (await drafts.published(commits.readsTogether()));
            const isLeaving = election?.leaving !== undefined && election.release === found?.id;
            const there = isLeaving ? undefined : found;
            const release = there ?? (await drafts.one(expected.get(electionPath(tag)) ?? store/* ABSENT */.s));
            const made = there === undefined || (election?.made === true && election.release === there.id);
            if (!made)
                assertNobodysDraft(requests, release);
            const base = election ?? { ...drafts.owner, assets: new Map() };
            const planned = plan(requests, { tag, release, items, claims, assets: base.assets });
            const held = heldIn(release, election, isHeldBack && release.draft ? planned.names.values() : []);
            const next = { ...base, release: release.id, made, assets: planned.assets, held, leaving: undefined };
            const files = new Map([
                [electionPath(tag), serializeElection(next)],
                ...[...planned.claims].map(([path, each]) => [path, serializeClaims(each)])
            ]);
            const stays = election?.release === release.id;
            const same = stays && planned.added.length === 0 && held.size === election.held.size;
            const message = claimOf(tag, planned.added, stays);
            if (!same && (await commits.commit({ expected, files, message })) === 'stale')
                continue;
            if (!stays && election !== undefined)
                tellOfLost(requests, tag, election, release);
            return { tag, release, names: planned.names, there: planned.there };
        }
    }
    /** Whether a draft has files that wait in it, besides those of this step. */
    async function holdsMore({ tag, names, there }, { assets }) {
        const own = new Set(names.values());
        if (there.size === 0 && assets.every(({ name }) => own.has(name)))
            return false;
        return ((await view(tag, [], true)).election?.held.size ?? 0) > 0;
    }
    /** The release that a path was claimed on, where this store has made it. */
    async function ownReleaseOf(key) {
        const place = claimsPath(full(key));
        const { files } = await commits.read([place]);
        const claim = claimIn(parseClaims(place, files.get(place)), key.path);
        if (claim === undefined)
            return undefined;
        const { election } = await view(claim.tag, [], false);
        return election?.made === true ? { id: election.release, tag_name: claim.tag } : undefined;
    }
    return {
        elect,
        withdraw: async ({ release }) => {
            if (release.draft)
                await takeBack(requests, departures, release);
        },
        publish: async (elected) => {
            const { release, tag } = elected;
            if (!release.draft)
                return release;
            const doing = `publishing release ${tag} of ${requests.repository}`;
            try {
                return await releases.publish(release.id);
            }
            catch (error) {
                if ((0,answers/* means */.pG)(error, 'absent'))
                    return undefined;
                // What nobody may publish goes again, but for what others wait for; after any other failure it may be public by now.
                let stays = false;
                if ((0,answers/* means */.pG)(error, 'invalid', 'denied'))
                    await departures.remove(release, async (now) => {
                        if (!now.draft)
                            return false;
                        stays = !(0,marks/* isMarked */.r)(now, requests.options.branch) || (await holdsMore(elected, now));
                        return !stays;
                    });
                if ((0,answers/* means */.pG)(error, 'invalid') && error.codes.includes('already_exists'))
                    return undefined;
                throw blocked(requests, tag, error, stays) ?? requests.explained(error, { doing, needs: 'write' });
            }
        },
        published: (tag) => publishedRelease(of, tag),
        tidy: async (key) => {
            const release = await ownReleaseOf(key);
            if (release !== undefined)
                await departures.remove(release, ({ assets }) => assets.length === 0);
        },
        removeWhole: async (key, { id }) => {
            const release = await ownReleaseOf(key);
            return (release !== undefined &&
                departures.remove(release, ({ assets }) => assets.every((asset) => asset.id === id)));
        }
    };
}
/** The elected release of a tag, if it is public: a fresh one may not be found by its tag yet. */
async function publishedRelease({ commits, releases }, tag) {
    const place = electionPath(tag);
    const election = parseElection(place, (await commits.read([place])).files.get(place));
    const release = election && (await releases.byId(election.release, tag));
    return release?.draft === false ? release : undefined;
}
/** What a claim is called in the history of the branch. */
function claimOf(tag, names, stays) {
    if (names.length === 0)
        return stays ? `hold files of release ${tag}` : `elect another release for ${tag}`;
    const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
    return `claim ${names.slice(0, NAMES_SHOWN).join(', ')}${more} on release ${tag}`;
}
const NAMES_SHOWN = 3;
/** The names of the assets that wait in a release, these too; another one than was elected has none of the former. */
function heldIn(release, election, more) {
    return new Set([...(election?.release === release.id ? election.held : []), ...more]);
}
/** What waited in a draft is not in the release that was elected in its place. */
function tellOfLost({ repository, options }, tag, { held }, now) {
    if (held.size === 0)
        return;
    const what = now.draft
        ? 'The draft was deleted, or has another tag now'
        : 'Somebody has published another release';
    options.log.warning(`release ${tag} of ${repository} lacks ${(0,src_log/* formatCount */.B4)(held.size, 'file')} that earlier steps had put into its draft. ${what}: run these steps again`);
}

;// CONCATENATED MODULE: ./src/stores/github/finding.ts



/** The branch says which asset holds which path; the asset itself tells whether the artifact is there. */
function finding(of) {
    const { requests, commits, releases } = of;
    const { tag: template, prefix } = requests.options;
    const found = new Map();
    /** Where paths were seen last. */
    const places = new Map();
    const full = (key) => `${prefix}${key.path}`;
    /** Which asset a path's artifact is, or is to be, as it is known already. */
    function claimKnown(key) {
        const place = claimsPath(full(key));
        const files = commits.recent([place])?.files;
        return files && claimIn(parseClaims(place, files.get(place)), key.path);
    }
    /** The same, as it is now. */
    async function claimNow(key) {
        const place = claimsPath(full(key));
        // The tag's election is read along: a push needs it next.
        const { files } = await commits.read([place, electionPath((0,github_names/* tagOf */.cO)(template, key))]);
        const claim = claimIn(parseClaims(place, files.get(place)), key.path);
        if (claim !== undefined)
            places.set(key.path, claim);
        return claim;
    }
    async function claimOf(key) {
        const known = places.get(key.path) ?? claimKnown(key);
        if (known !== undefined)
            return known;
        const tag = (0,github_names/* tagOf */.cO)(template, key);
        const paths = [claimsPath(full(key)), electionPath(tag)];
        const { files } = commits.recent(paths) ?? (await commits.read(paths));
        const claim = claimIn(parseClaims(paths[0], files.get(paths[0])), key.path);
        if (claim !== undefined)
            return claim;
        const { assets } = parseElection(paths[1], files.get(paths[1])) ?? { assets: new Map() };
        return { tag, asset: (0,github_names/* nameAmong */.MG)(assets, key.filename, full(key)) };
    }
    async function assetOf({ tag, asset: name }, thorough) {
        const assetIn = (release) => {
            const asset = release?.assets.find((each) => each.name === name && each.state === 'uploaded');
            return release && asset && { tag, release: release.id, asset };
        };
        const there = thorough && !releases.isKnown(tag) ? undefined : assetIn(await releases.byTag(tag));
        if (there !== undefined || !thorough)
            return there;
        return assetIn((await releases.byTag(tag, { fresh: true })) ?? (await publishedRelease(of, tag)));
    }
    async function lookFor(key) {
        // An asset that is there is the artifact's, however old what is known of it.
        const known = claimKnown(key);
        const there = known && (await assetOf(known, false));
        if (known !== undefined && there !== undefined) {
            places.set(key.path, known);
            return there;
        }
        const claim = await claimNow(key);
        return claim && assetOf(claim, true);
    }
    const saw = (asset) => {
        found.set(asset.node_id, asset);
    };
    return {
        claimOf,
        saw,
        look: async (key) => {
            const there = await lookFor(key);
            if (there !== undefined)
                saw(there.asset);
            return there;
        },
        tagOf: (key) => places.get(key.path)?.tag ?? (0,github_names/* tagOf */.cO)(template, key),
        sawClaim: ({ path }, claim) => {
            places.set(path, claim);
        },
        seen: (revision) => found.get(revision),
        forget: (revision) => {
            found.delete(revision);
        }
    };
}

;// CONCATENATED MODULE: ./src/stores/github/holding.ts




/**
 * Which files wait is written down with their claims, before they are uploaded; and after the upload their step looks
 * whether the draft still is one. So whoever publishes it and looks afterwards sees them, or their step sees that they
 * are public.
 */
function holding(of) {
    const { requests, commits, releases, departures, reliance } = of;
    const { prefix, tuning, log } = requests.options;
    /** Tags of releases that were published with other files than this process knows of. */
    const shared = new Set();
    async function electionOf(tag, fresh) {
        const place = electionPath(tag);
        const { files } = (fresh ? undefined : commits.recent([place])) ?? (await commits.read([place]));
        const file = files.get(place);
        return { place, revision: file?.revision ?? store/* ABSENT */.s, election: parseElection(place, file) };
    }
    /** Another job may be claiming files of the release at this moment. */
    async function settle(tag, isSettled) {
        for (let attempt = 0; attempt < tuning.attempts; attempt += 1) {
            const { place, revision, election } = await electionOf(tag, attempt > 0);
            const held = new Set([...(election?.held ?? [])].filter((name) => !isSettled(name)));
            if (election === undefined || held.size === election.held.size)
                return;
            const outcome = await commits.commit({
                expected: new Map([[place, revision]]),
                files: new Map([[place, serializeElection({ ...election, held })]]),
                message: `record what release ${tag} held`
            });
            if (outcome === 'committed')
                return;
        }
        log.debug(`what was recorded of release ${tag} could not be written down: others change its claims`);
    }
    return {
        fate: async ({ id, tag_name: tag }) => {
            if (!(await departures.stays({ id, tag_name: tag })))
                return 'gone';
            const now = await releases.byId(id, tag);
            if (now === undefined)
                return 'gone';
            return now.draft ? 'held' : 'public';
        },
        published: ({ tag_name: tag, assets }, own) => {
            // An answer may show only the first of many.
            if (assets.length >= github_release/* SURELY_SHOWN */.fB || assets.some(({ name }) => !own.has(name)))
                shared.add(tag);
        },
        released: async (tag) => {
            const { election } = await electionOf(tag, shared.has(tag));
            if (election === undefined || election.held.size === 0)
                return store/* NOTHING_RELEASED */.C;
            const release = await releases.byId(election.release, tag);
            if (release === undefined || release.draft)
                return store/* NOTHING_RELEASED */.C;
            const there = release.assets.filter(({ name, state }) => state === 'uploaded' && election.held.has(name));
            const entries = there.flatMap((asset) => {
                const path = election.assets.get(asset.name);
                if (path?.startsWith(prefix) !== true)
                    return [];
                reliance.onFound(path, { tag, release: release.id, asset });
                return [(0,labels/* entryOf */.Ms)(path.slice(prefix.length), asset)];
            });
            const present = new Set(there.map(({ name }) => name));
            return {
                entries,
                settle: (paths) => {
                    const settled = new Set(paths.map((path) => `${prefix}${path}`));
                    // What comes later is public at once, and recorded by those who bring it.
                    return settle(tag, (name) => !present.has(name) || settled.has(election.assets.get(name) ?? ''));
                }
            };
        }
    };
}

// EXTERNAL MODULE: ./src/stores/github/options.ts
var github_options = __webpack_require__(7106);
;// CONCATENATED MODULE: ./src/stores/github/artifacts.ts













/**
 * Artifacts as assets of releases. The branch says which asset holds which path, and is changed first; the asset itself
 * tells whether the artifact is there.
 */
function githubArtifacts(of) {
    const { requests, releases, reliance } = of;
    const { tag: template, prefix, tuning } = requests.options;
    const { publish } = requests.options.release;
    const election = electing(of);
    const held = holding(of);
    const assets = finding(of);
    const full = (key) => `${prefix}${key.path}`;
    async function find(key, { toRemove = false } = {}) {
        const there = await assets.look(key);
        if (there !== undefined && !toRemove)
            reliance.onFound(full(key), there);
        return there && (0,labels/* artifactOf */.qB)(key.path, there.asset);
    }
    async function assetToRead(key) {
        const there = await assets.look(key);
        if (there !== undefined)
            reliance.onRead(full(key), there);
        return there?.asset;
    }
    async function createGroup(tag, items) {
        for (let attempt = 0; attempt < tuning.attempts; attempt += 1) {
            const elected = await election.elect(tag, items);
            if ('elsewhere' in elected)
                return createApart(items, (item) => elected.elsewhere.get(item) ?? tag);
            const stored = await (0,p_map/* default */.Ay)(items, (item) => storeOne(elected, item), {
                concurrency: tuning.uploads
            }).catch(async (error) => {
                await election.withdraw(elected);
                throw error;
            });
            const there = stored.filter((one) => one !== 'gone');
            const fate = there.length === stored.length ? await fateOf(elected) : 'gone';
            if (fate === 'held')
                return Promise.all(there.map((one) => heldOf(elected, one)));
            if (fate === 'public') {
                if (!publish && there.some(({ isNew }) => isNew))
                    tellOfPublic(requests, tag);
                for (const one of there)
                    countOn(elected, one);
                return there.map(createdOf);
            }
            // The release was deleted, or another one was published under its tag: what was uploaded is to go there.
            await requests.backOff(attempt + 1);
        }
        throw new errors/* RegistryError */.gl('unavailable', `release ${tag} of ${requests.repository} does not stay: it was deleted again and again`, {
            hint: 'Look for another job that makes or deletes releases of this tag, then run the step again.'
        });
    }
    /** Stores items on the releases that they belong to. */
    async function createApart(items, tagFor) {
        const outcomes = new Map();
        for (const tag of new Set(items.map(tagFor))) {
            const group = items.filter((item) => tagFor(item) === tag);
            const made = await createGroup(tag, group);
            group.forEach((item, index) => outcomes.set(item, made[index] ?? { outcome: 'exists' }));
        }
        return items.map((item) => outcomes.get(item) ?? { outcome: 'exists' });
    }
    /** Files of one version that are stored at the same moment are one batch: their release is published after all of them. */
    const creating = batching(async (_, items) => {
        const [first] = items;
        return first === undefined ? [] : createGroup((0,github_names/* tagOf */.cO)(template, first.key), items);
    });
    /** Makes a release public, or sees that it stays a draft. */
    async function fateOf(elected) {
        const { release, names } = elected;
        if (!publish && release.draft)
            return held.fate(release);
        const published = await election.publish(elected);
        if (published === undefined)
            return 'gone';
        if (release.draft)
            held.published(published, new Set(names.values()));
        return 'public';
    }
    function countOn({ tag, release }, { item, asset, isNew }) {
        const seen = { tag, release: release.id, asset };
        if (isNew)
            reliance.on(full(item.key), seen);
        else
            reliance.onFound(full(item.key), seen);
    }
    async function heldOf({ release }, { item, asset, isNew }) {
        const revision = asset.node_id;
        if (isNew)
            return { outcome: 'held', there: 'nothing', revision };
        const { sha256 } = (0,labels/* artifactOf */.qB)(item.key.path, asset);
        const isSame = sha256 === undefined ? await holds(requests, { release, item }, asset) : sha256 === item.sha256;
        return { outcome: 'held', there: isSame ? 'same' : 'other', revision };
    }
    async function storeOne({ tag, release, names, there }, item) {
        const asset = there.get(item.key.path);
        const name = names.get(item.key.path) ?? (0,github_names/* assetName */.SM)(item.key.filename);
        assets.sawClaim(item.key, { tag, asset: name });
        if (asset !== undefined) {
            assets.saw(asset);
            return { item, asset, isNew: false };
        }
        releases.forget(tag);
        const uploaded = await uploadAsset(requests, { release, name, item });
        if (uploaded.outcome === 'gone')
            return 'gone';
        assets.saw(uploaded.asset);
        return { item, asset: uploaded.asset, isNew: uploaded.outcome === 'created' };
    }
    return {
        find,
        create: async (items) => {
            for (const item of items)
                assertFits(requests, item);
            const groups = new Map();
            for (const item of items) {
                // Of two versions that make the same tag only one gets its release.
                const name = JSON.stringify([(0,github_names/* tagOf */.cO)(template, item.key), (0,github_names/* ownerOf */.bf)(template, item.key)]);
                groups.set(name, [...(groups.get(name) ?? []), item]);
            }
            const outcomes = new Map();
            await Promise.all([...groups].map(async ([name, group]) => {
                const made = await creating(name, group);
                group.forEach((item, index) => outcomes.set(item, made[index] ?? { outcome: 'exists' }));
            }));
            return items.map((item) => outcomes.get(item) ?? { outcome: 'exists' });
        },
        released: (key) => held.released(assets.tagOf(key)),
        replace: ({ key }) => Promise.reject(new errors/* RegistryError */.gl('unsupported', `${requests.nameOf(key.path)} can't be replaced: assets of releases are written once`, {
            hint: 'Push another version.'
        })),
        open: async (key, options = {}) => {
            const { revision } = options;
            const known = revision === undefined ? undefined : assets.seen(revision);
            const asset = known ?? (await assetToRead(key));
            if (asset === undefined && revision === undefined)
                return undefined;
            if (asset === undefined || (revision !== undefined && asset.node_id !== revision))
                throw changed(requests, key);
            const opened = await (0,download/* openAsset */.x1)(requests, { asset, path: key.path, tag: assets.tagOf(key) }, options.range);
            if (opened === undefined && revision !== undefined)
                throw changed(requests, key);
            return opened;
        },
        evidence: () => Promise.resolve(undefined),
        remove: async (key, expected) => {
            if (expected === store/* ABSENT */.s)
                return;
            const asset = assets.seen(expected) ?? (await assets.look(key))?.asset;
            if (asset?.node_id !== expected)
                return;
            assets.forget(expected);
            reliance.end(full(key));
            releases.forget();
            await removeAsset(requests, asset).catch(async (error) => {
                const isFrozen = (0,errors/* isRegistryError */.IP)(error, 'unsupported') && (await election.removeWhole(key, asset));
                if (!isFrozen)
                    throw error;
            });
            // The claim stays: whoever creates the artifact anew at this moment counts on it.
            await election.tidy(key);
        },
        url: async (key) => {
            if (key.path === '')
                return (0,download/* pagesAddress */.xq)(requests.options);
            const { tag, asset } = await assets.claimOf(key);
            return (0,download/* downloadAddress */.lV)(requests, tag, asset);
        }
    };
}
function createdOf({ asset, isNew }) {
    return isNew ? { outcome: 'created', revision: asset.node_id } : { outcome: 'exists' };
}
function tellOfPublic({ repository, options }, tag) {
    options.log.notice(`release ${tag} of ${repository} is published already: what was pushed is public at once`);
}
/** GitHub says so after it has got all of the file. */
function assertFits({ nameOf, options }, { key, body }) {
    const misfit = (0,stores_body/* sizeError */.wu)((0,github_options/* describeGithub */.n)(options), { file: nameOf(key.path), size: (0,stores_body/* sizeOf */.$d)(body) });
    if (misfit !== undefined)
        throw misfit;
}
function changed({ nameOf }, { path }) {
    return new errors/* RegistryError */.gl('conflict', `${nameOf(path)} changed while it was being read`, {
        hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
    });
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
            if (!(0,answers/* means */.pG)(error, 'absent') || error.status !== 404)
                throw error;
            requests.options.log.debug('there is no GraphQL here: commits go through the Git data API');
            chosen = data;
            return act(data);
        }
    };
    return {
        readsTogether: () => (chosen ?? graphql).readsTogether(),
        read: (paths, at) => trying((branch) => branch.read(paths, at)),
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
        const nonce = (0,external_node_crypto_.randomBytes)(9).toString('base64url');
        // A commit without a clear answer may be carried out later than it was looked for.
        let isUnclear = false;
        let open = batch;
        const sayAll = (outcome, of) => {
            for (const { settle: say } of of)
                say(outcome);
        };
        for (let attempt = 1;; attempt += 1) {
            const wanted = open.flatMap(({ change }) => [
                ...change.expected.keys(),
                ...(change.guards?.keys() ?? [])
            ]);
            const { head, files } = known.at(wanted) ?? (await read(wanted));
            const of = (path) => files.get(path) ?? NO_FILE;
            const stale = open.filter(({ change }) => !isExpected(change, of));
            const unguarded = open.filter((each) => !stale.includes(each) && !isGuarded(each.change, of));
            const refused = [...stale, ...unguarded];
            if (isUnclear && refused.length > 0 && (await isInHistory(requests, nonce))) {
                sayAll('committed', open);
                return;
            }
            for (const { change } of refused)
                log.debug(`${[...change.files.keys()].join(', ')}: changed by others`);
            sayAll('stale', stale);
            sayAll('unguarded', unguarded);
            open = open.filter((each) => !refused.includes(each));
            if (open.length === 0)
                return;
            const changes = open.map(({ change }) => change);
            const outcome = await commitOnce(changes, head, nonce);
            if (outcome === 'made') {
                sayAll('committed', open);
                return;
            }
            isUnclear ||= outcome === 'unclear';
            known.forget();
            if (attempt >= MOST_ATTEMPTS)
                throw busy(requests);
            await (0,external_node_timers_promises_.setTimeout)(pauseAfter(attempt, tuning.commitDelay));
        }
    }
    /** One commit. `moved`: the branch points elsewhere. `unclear`: no answer came, and it is not to be seen yet. */
    async function commitOnce(changes, head, nonce) {
        const files = new Map(changes.flatMap((change) => [...change.files]));
        const message = messageFor(changes, nonce);
        if (head === undefined) {
            const made = await createBranch(requests, new Map([...FIRST_FILES, ...files]), message);
            return made || (await isInHistory(requests, nonce)) ? 'made' : 'moved';
        }
        try {
            const made = await branch.commit({ head, files, message });
            if (made === undefined)
                return 'moved';
            known.moved(head, made, files);
            return 'made';
        }
        catch (error) {
            if (!(0,answers/* means */.pG)(error, 'unclear'))
                throw error;
            log.debug(`${doing}: ${(0,errors/* messageOf */.bD)(error)}; looking whether it was made`);
            known.forget();
            await requests.backOff(1);
            return (await isInHistory(requests, nonce)) ? 'made' : 'unclear';
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
function isExpected({ expected }, of) {
    return [...expected].every(([path, revision]) => of(path).revision === revision);
}
function isGuarded({ guards = new Map() }, of) {
    return [...guards].every(([path, isMet]) => isMet(of(path)));
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
/** Reads files a few at a time, all at the same commit, however often the branch moves meanwhile. */
async function readAll(branch, paths) {
    const { head, files: first } = await branch.read(paths.slice(0, FILES_AT_ONCE));
    const files = new Map(first);
    // A branch that is made at this moment was not there.
    for (let start = FILES_AT_ONCE; head !== undefined && start < paths.length; start += FILES_AT_ONCE) {
        const more = await branch.read(paths.slice(start, start + FILES_AT_ONCE), head);
        for (const [path, file] of more.files)
            files.set(path, file);
    }
    return { head, files };
}
const FILES_AT_ONCE = 50;
function busy({ options, repository }) {
    return new errors/* RegistryError */.gl('unavailable', `the branch ${options.branch} of ${repository} was changed by others ${MOST_ATTEMPTS} times while this step tried to change it`, {
        hint: 'Nothing is lost: run the step again. If it goes on, look for a job that commits to the branch in a loop.'
    });
}

;// CONCATENATED MODULE: ./src/stores/github/departures.ts




/**
 * A look at a release tells what is in it; it is deleted a moment later, whatever has come in since. So a mark is put into
 * its election before the look. Whoever has put a file there sees after that whether there is a mark: where there is none,
 * whoever puts one there later sees the file. Where there is one, it has to be waited for.
 */
function departing(of) {
    const { requests, commits, releases } = of;
    const { tuning, log } = requests.options;
    async function electionOf(tag, fresh = true) {
        const place = electionPath(tag);
        const { files } = (fresh ? undefined : commits.recent([place])) ?? (await commits.read([place]));
        const file = files.get(place);
        return { place, election: parseElection(place, file), revision: file?.revision ?? store/* ABSENT */.s };
    }
    /** The election that names a release; as it was a moment ago, where it did: the commit of a mark tells. */
    async function electionNaming({ id, tag_name: tag }) {
        const recent = await electionOf(tag, false);
        const { election } = recent.election?.release === id ? recent : await electionOf(tag);
        return election?.release === id ? election : undefined;
    }
    /** Puts a mark in the place of another one, or of none. False where the election is not like that any more. */
    async function swapMark({ id, tag_name: tag }, { from, to }) {
        for (let attempt = 0;; attempt += 1) {
            const { place, election, revision } = await electionOf(tag, attempt > 0);
            const isSame = election?.release === id && election.leaving?.nonce === from?.nonce;
            if (!isSame) {
                if (attempt > 0)
                    return false;
                continue;
            }
            const outcome = await commits.commit({
                expected: new Map([[place, revision]]),
                files: new Map([[place, serializeElection({ ...election, leaving: to })]]),
                message: to === undefined ? `keep release ${tag}` : `delete release ${tag}`
            });
            if (outcome === 'committed')
                return true;
        }
    }
    const newMark = () => ({
        nonce: (0,external_node_crypto_.randomBytes)(9).toString('base64url'),
        since: new Date(requests.now()).toISOString()
    });
    const isGivenUp = ({ since }) => requests.now() - Date.parse(since) > tuning.departurePatience;
    /** An own mark, which is put there anew before it could count as given up. */
    function holding(release, over) {
        let own = over;
        let since = 0;
        const renew = async () => {
            const [begun, next] = [Date.now(), newMark()];
            if (!(await swapMark(release, { from: own, to: next })))
                return false;
            own = next;
            since = begun;
            return true;
        };
        return {
            put: renew,
            isFresh: () => Date.now() - since < tuning.departurePatience / 2,
            takeOff: () => swapMark(release, { from: own, to: undefined })
        };
    }
    /** Deletes under an own mark, in the place of another one or of none. `lost`: somebody else has put one there. */
    async function removeMarked(release, may, over) {
        const mark = holding(release, over);
        if (!(await mark.put()))
            return 'lost';
        const last = { isUnclear: false, isLost: false };
        const mayStill = async (now, isUnclear) => {
            last.isUnclear = isUnclear;
            if (!(await may(now, isUnclear)))
                return false;
            while (!mark.isFresh()) {
                last.isLost = !(await mark.put());
                if (last.isLost)
                    return false;
                const again = await releases.byId(release.id, release.tag_name);
                if (again !== undefined && !(await may(again, isUnclear)))
                    return false;
            }
            return true;
        };
        try {
            if (await releases.remove(release, mayStill))
                return 'gone';
        }
        catch (error) {
            const isOver = !last.isUnclear && !(0,errors/* isRegistryError */.IP)(error, 'unavailable');
            if (isOver)
                await mark.takeOff().catch(tellOf(release));
            throw error;
        }
        if (last.isLost)
            return 'lost';
        // A deletion that got no answer may still be carried out: the mark stays, and whoever needs the release waits.
        if (!last.isUnclear)
            await mark.takeOff();
        return 'stays';
    }
    const tellOf = (release) => (error) => {
        log.debug(`the mark of release ${release.tag_name} could not be taken off: ${(0,errors/* messageOf */.bD)(error)}`);
    };
    async function remove(release, may) {
        for (;;) {
            const now = await releases.byId(release.id, release.tag_name);
            if (now === undefined)
                return true;
            // Most may not go, and need no mark.
            if (!(await may(now, false)))
                return false;
            const election = await electionNaming(release);
            // Only who has made a draft elects it, so what is not elected is not going to be.
            if (election === undefined)
                return releases.remove(release, may);
            if (election.leaving === undefined) {
                const outcome = await removeMarked(release, may, undefined);
                if (outcome !== 'lost')
                    return outcome === 'gone';
            }
            else if (!(await stays(release)))
                return true;
        }
    }
    async function stays(release) {
        const { id, tag_name: tag } = release;
        for (let attempt = 1;; attempt += 1) {
            const { election } = await electionOf(tag);
            const mark = election?.release === id ? election.leaving : undefined;
            if (election?.release === id && mark === undefined)
                return true;
            if ((await releases.byId(id, tag)) === undefined) {
                releases.forget(tag);
                return false;
            }
            // It is not elected any more, so nobody deletes it, and it is there.
            if (mark === undefined)
                return true;
            if (attempt === 1)
                log.info(`release ${tag} is about to be deleted by another job; waiting for that`);
            if (isGivenUp(mark))
                await removeMarked(release, isEmpty, mark);
            else
                await requests.backOff(Math.min(attempt, LONGEST_PAUSE));
        }
    }
    return { remove, stays };
}
/** The number of the attempt after which the pauses do not grow any more. */
const LONGEST_PAUSE = 5;
function isEmpty({ assets }) {
    return assets.length === 0;
}

// EXTERNAL MODULE: ./src/stores/pages.ts
var stores_pages = __webpack_require__(6334);
;// CONCATENATED MODULE: ./src/stores/github/documents.ts






/**
 * Documents as files of the branch; the revision is the id that git gives to their bytes. A record and its pages go in
 * one commit, so pages never are of another state than their record; and only where no release that it counts on is
 * about to be deleted.
 */
function githubDocuments({ requests, commits, reliance }) {
    const { prefix } = requests.options;
    const bodies = new Map();
    const full = (path) => `${prefix}${path}`;
    const pagesOf = (render, record) => (0,stores_pages/* placed */.G)(render(record), () => false);
    async function read(path, { toChange = false } = {}) {
        // The claims of the folder are read along: whoever reads a record asks for its files next.
        const along = commits.readsTogether() ? [claimsPath(full(path))] : [];
        const counted = toChange ? reliance.for(full(path)) : undefined;
        const { files } = await commits.read([full(path), ...along, ...(counted?.guards.keys() ?? [])]);
        // A record that stays as it is has no commit that would tell.
        if (counted !== undefined && isMet(counted, files))
            counted.met();
        else
            await counted?.settle();
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
    /** True where the pages are listed as a record says that was read later. */
    function isListed(render, { record: { body }, listed }) {
        const pages = body === undefined ? [] : pagesOf(render, body);
        return pages.every((page) => listed.get(page.path)?.revision === (0,github_names/* blobId */.zA)(page.body));
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
    /** Commits what names files, once it is certain that they stay. */
    async function commitGuarded(path, change) {
        for (;;) {
            const counted = reliance.for(full(path));
            const outcome = await commits.commit({ ...change, guards: counted.guards });
            if (outcome === 'committed')
                counted.met();
            if (outcome !== 'unguarded')
                return outcome;
            if (!(await counted.settle()))
                return 'stale';
        }
    }
    const filesOf = (pages) => new Map(pages.map((page) => [full(page.path), page.body]));
    return {
        read,
        swap: async (path, expected, body, { render, recorded, message } = {}) => {
            const pages = render === undefined ? [] : pagesAfter(render, expected, body);
            const change = {
                expected: new Map([[full(path), expected]]),
                files: new Map([[full(path), body], ...filesOf(pages)]),
                message: message ?? `change ${path}`
            };
            if ((await commitGuarded(path, change)) === 'stale')
                return 'stale';
            keep((0,github_names/* blobId */.zA)(body), body);
            recorded?.();
            return 'swapped';
        },
        complete,
        stale: async (path, render, known) => {
            if (known !== undefined && isListed(render, known))
                return [];
            return (await behind(path, render)).pages.map((page) => page.path);
        }
    };
}
function isMet({ guards }, files) {
    return [...guards].every(([place, isMetBy]) => isMetBy(files.get(place) ?? NO_FILE));
}
/** Records whose pages may have to be compared. */
const MOST_KEPT = 64;

;// CONCATENATED MODULE: ./src/stores/github/leftovers.ts




/**
 * What killed writers left: drafts that nobody will publish, uploads that broke off, and releases whose last file was removed. A draft that was elected and holds
 * files is none: the next step that pushes to it publishes it. Of those that wait for that for long the log tells, once.
 */
function githubLeftovers(of) {
    const told = new Set();
    return () => lookFor(of, told);
}
async function* lookFor({ requests, commits, releases, departures }, told) {
    const { log } = requests.options;
    const electionOf = async (tag) => {
        const place = electionPath(tag);
        return parseElection(place, (await commits.read([place])).files.get(place));
    };
    // Told only then: what is deleted from one page moves others to it that would not be seen.
    const found = [];
    for await (const release of releases.all()) {
        const { id, tag_name: tag, draft, created_at: created } = release;
        const broken = release.assets.filter(({ state }) => state === 'starter');
        const isOwnDraft = draft && (0,marks/* isMarked */.r)(release, requests.options.branch);
        const files = release.assets.length - broken.length;
        const isEmpty = !draft && release.assets.length === 0;
        if (!isOwnDraft && !isEmpty && broken.length === 0)
            continue;
        const election = await electionOf(tag);
        if (isEmpty) {
            // Without a mark it may be somebody who has emptied it by hand, and keeps its text.
            if (election?.release === id && election.made && election.leaving !== undefined)
                found.push({
                    path: `release ${tag} (empty)`,
                    ...{ of: 'removal', own: true, since: new Date(election.leaving.since) },
                    discard: async () => {
                        await departures.remove(release, (now) => !now.draft && now.assets.length === 0);
                    }
                });
            continue;
        }
        if (isOwnDraft && (election?.release !== id || files === 0)) {
            found.push({
                path: `release ${tag} (a draft)`,
                ...{ of: 'upload', own: true, since: new Date(created) },
                discard: async () => {
                    // Somebody may have elected it, begun to fill it, or published it, since it was seen.
                    await departures.remove(release, async (now) => {
                        const isSame = now.draft && now.assets.length === release.assets.length;
                        if (!isSame || !(0,marks/* isMarked */.r)(now, requests.options.branch))
                            return false;
                        return now.assets.length === broken.length || (await electionOf(tag))?.release !== id;
                    });
                }
            });
            continue;
        }
        if (isOwnDraft && Date.now() - Date.parse(created) > A_DAY && !told.has(id)) {
            told.add(id);
            log.notice(`release ${tag} is a draft with ${(0,src_log/* formatCount */.B4)(files, 'file')} since ${created}: a push of that version without \`publish: false\` publishes it`);
        }
        for (const asset of broken.filter(({ name }) => election?.assets.has(name) === true)) {
            found.push({
                path: `${asset.name} of release ${tag}`,
                ...{ of: 'upload', own: true, since: new Date(asset.created_at) },
                discard: () => removeAsset(requests, asset)
            });
        }
    }
    yield* found;
}
const A_DAY = 24 * 60 * 60 * 1000;

;// CONCATENATED MODULE: ./src/stores/github/listing.ts







/** Everything below a prefix: documents from the branch, and the artifacts whose assets are there. */
function githubListing(of) {
    const { requests, commits } = of;
    const { prefix: base } = requests.options;
    const trees = treesOf(requests);
    const surveyed = surveying(of.releases);
    const doing = `listing ${requests.repository}`;
    async function filesBelow(wanted) {
        // Most listings are of one folder: its claims come along.
        const { head, files: read } = await commits.read([claimsPath(wanted)]);
        if (head === undefined)
            return { files: [], documents: [], places: [], read };
        const files = await trees(head).catch((error) => {
            throw requests.explained(error, { doing });
        });
        const places = files.flatMap(({ path }) => {
            const folder = claimedFolder(path);
            if (folder === undefined)
                return [];
            const start = folder === '' ? '' : `${folder}/`;
            return start.startsWith(wanted) || wanted.startsWith(start) ? [path] : [];
        });
        const documents = files.filter(({ path }) => path.startsWith(wanted) && !isOwn(path));
        return { files, documents, places, read };
    }
    return async function* (prefix) {
        const wanted = `${base}${prefix}`;
        const { files, documents, places, read } = await filesBelow(wanted);
        if (documents.length + places.length === 0)
            return;
        const others = places.filter((place) => !read.has(place));
        const claims = others.length === 0 ? read : new Map([...read, ...(await commits.read(others)).files]);
        const claimed = places.flatMap((place) => {
            const folder = claimedFolder(place) ?? '';
            const start = folder === '' ? '' : `${folder}/`;
            return [...parseClaims(place, claims.get(place))].map(([name, claim]) => ({
                ...{ folder, path: `${start}${name}`, claim }
            }));
        });
        const asked = claimed.filter(({ path }) => path.startsWith(wanted));
        await surveyed(asked, files);
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
/**
 * Lists all releases where many artifacts are asked for. That counts for a while, but not for the folders in which the
 * branch has changed since: whoever stores or removes artifacts writes to the branch as well.
 */
function surveying(releases) {
    let before = [];
    let last;
    return async (asked, files) => {
        if (asked.length > WORTH_LISTING_ALL && (await releases.survey()))
            before = files;
        if (files === before)
            return;
        if (last?.files !== files)
            last = { files, changed: changedFolders(before, files) };
        for (const { folder, claim } of asked)
            if (last.changed.has(folder))
                releases.forget(claim.tag);
    };
}
/** The folders in which files, or what is claimed in them, are others. */
function changedFolders(before, after) {
    const left = new Map(before.map(({ path, revision }) => [path, revision]));
    const changed = new Set();
    const note = (path) => changed.add(claimedFolder(path) ?? (0,github_names/* folderOf */.yS)(path));
    for (const { path, revision } of after) {
        if (left.get(path) !== revision)
            note(path);
        left.delete(path);
    }
    for (const path of left.keys())
        note(path);
    return changed;
}
/** So many artifacts are perhaps read next, for which the list of all releases tells more than a query does. */
const WORTH_LISTING_ALL = 30;
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
    const { releases } = of;
    const found = new Map();
    const one = async (tag) => {
        const release = await releases.byTag(tag);
        if (release !== undefined)
            found.set(tag, completeOf(release));
    };
    await findAll(of, tags, { found, one });
    const missing = tags.filter((tag) => !found.has(tag));
    // A fresh release is found by its id alone. Those are few; of many that are missing the files were removed.
    if (missing.length <= FEW_MISSING) {
        await (0,p_map/* default */.Ay)(missing, async (tag) => {
            const release = await publishedRelease(of, tag);
            if (release !== undefined)
                found.set(tag, completeOf(release));
        });
    }
    return found;
}
const FEW_MISSING = 10;
async function findAll({ requests, releases }, tags, { found, one }) {
    // What the list of all does not show may be too fresh for it, or too old.
    const known = tags.filter((tag) => releases.isKnown(tag));
    await Promise.all(known.map(one));
    const rest = tags.filter((tag) => !found.has(tag));
    if (requests.options.token === undefined || rest.length < WORTH_ASKING_TOGETHER) {
        await (0,p_map/* default */.Ay)(rest, one, { concurrency: AT_ONCE });
        return;
    }
    const batches = Array.from({ length: Math.ceil(rest.length / TAGS_AT_ONCE) }, (_, index) => rest.slice(index * TAGS_AT_ONCE, (index + 1) * TAGS_AT_ONCE));
    await (0,p_map/* default */.Ay)(batches, async (batch) => {
        const unseen = await manyOf(requests, batch, found);
        await (0,p_map/* default */.Ay)(unseen, one, { concurrency: AT_ONCE });
    }, { concurrency: 2 });
}
function completeOf(release) {
    const assets = release.assets.filter(({ state }) => state === 'uploaded');
    return new Map(assets.map(({ node_id: id, name, size, updated_at: updatedAt, digest }) => [
        name,
        { id, size, updatedAt, digest: digest ?? undefined }
    ]));
}
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

// EXTERNAL MODULE: ./src/stores/github/releases.ts
var github_releases = __webpack_require__(5436);
;// CONCATENATED MODULE: ./src/stores/github/reliance.ts



/** Nothing that a process counts on yet. */
function relying({ options, repository, now }, departures) {
    const folders = new Map();
    function note(path, noted) {
        const folder = folders.get((0,github_names/* folderOf */.yS)(path)) ?? new Map();
        const before = folder.get(path);
        if (noted.isRead && before?.isRead === false && before.release === noted.release)
            return;
        folders.set((0,github_names/* folderOf */.yS)(path), folder.set(path, noted));
    }
    const isFresh = ({ asset }) => now() - Date.parse(asset.created_at) < options.tuning.departurePatience;
    return {
        on: (path, seen) => {
            note(path, { ...seen, isRead: false });
        },
        onFound: (path, seen) => {
            if (isFresh(seen))
                note(path, { ...seen, isRead: false });
        },
        onRead: (path, seen) => {
            if (isFresh(seen))
                note(path, { ...seen, isRead: true });
        },
        end: (path) => {
            folders.get((0,github_names/* folderOf */.yS)(path))?.delete(path);
        },
        for: (document) => {
            const folder = folders.get((0,github_names/* folderOf */.yS)(document)) ?? new Map();
            const counted = [...folder];
            const met = () => {
                for (const [path, seen] of counted)
                    if (folder.get(path) === seen)
                        folder.delete(path);
            };
            const places = new Map();
            for (const [, seen] of counted) {
                const place = electionPath(seen.tag);
                places.set(place, [...(places.get(place) ?? []), seen]);
            }
            return {
                guards: new Map([...places].map(([place, seen]) => [place, guardOf(place, seen)])),
                met,
                settle: async () => {
                    const releases = new Map(counted.map(([, { tag, release }]) => [release, tag]));
                    const gone = new Set();
                    for (const [id, tag] of releases)
                        if (!(await departures.stays({ id, tag_name: tag })))
                            gone.add(id);
                    const lost = counted.find(([, { release, isRead }]) => !isRead && gone.has(release));
                    if (lost !== undefined)
                        throw vanished(repository, lost[1].tag);
                    met();
                    return gone.size === 0;
                }
            };
        }
    };
}
/** A release that is not elected is nobody's to delete, but may have been until a moment ago: that is for a look to tell. */
function guardOf(place, seen) {
    return (file) => {
        const election = parseElection(place, file);
        if (election === undefined)
            return true;
        return election.leaving === undefined && seen.every(({ release }) => release === election.release);
    };
}
function vanished(repository, tag) {
    return new errors/* RegistryError */.gl('conflict', `release ${tag} of ${repository} was deleted by another job, which has removed its last file, while this step counted on it`, { hint: 'Run the step again: it makes another release.' });
}

// EXTERNAL MODULE: ./src/stores/github/requests.ts + 1 modules
var github_requests = __webpack_require__(9112);
;// CONCATENATED MODULE: ./src/stores/github/index.ts











/** A registry in a repository of GitHub: its releases hold the files, a branch holds the records. */
function openGithub(options) {
    const requests = (0,github_requests/* githubRequests */.a)(options);
    const commits = branchCommits(requests, openBranch(requests));
    const releases = (0,github_releases/* githubReleases */.g)(requests);
    const departures = departing({ requests, commits, releases });
    const of = { requests, commits, releases, departures, reliance: relying(requests, departures) };
    return {
        ...(0,github_options/* describeGithub */.n)(options),
        artifacts: githubArtifacts(of),
        documents: githubDocuments(of),
        list: githubListing(of),
        make: () => Promise.resolve(undefined),
        leftovers: githubLeftovers(of),
        close: () => {
            requests.close();
            return Promise.resolve();
        }
    };
}


/***/ })

};
