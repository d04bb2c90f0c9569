export const id = 885;
export const ids = [885];
export const modules = {

/***/ 7562:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ budgetOf)
/* harmony export */ });
/**
 * Keeps tasks, taken together, to `total` bytes: they begin in the order in which they came, each as soon as it fits.
 * One that would never fit runs alone.
 */
function budgetOf(total) {
    const waiting = [];
    let free = total;
    const proceed = () => {
        for (let [next] = waiting; next !== undefined && next.bytes <= free; [next] = waiting) {
            waiting.shift();
            free -= next.bytes;
            next.begin();
        }
    };
    return async (wanted, task) => {
        const bytes = Math.min(wanted, total);
        await new Promise((resolve) => {
            waiting.push({ bytes, begin: resolve });
            proceed();
        });
        try {
            return await task();
        }
        finally {
            free += bytes;
            proceed();
        }
    };
}


/***/ }),

/***/ 885:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/log.ts
var src_log = __webpack_require__(5625);
// EXTERNAL MODULE: ./src/options/problems.ts
var problems = __webpack_require__(7656);
;// CONCATENATED MODULE: ./src/options/github.ts

/** What a text that begins with `github:` names; undefined for every other one. */
function repositoryIn(text) {
    return /^github:(?:\/\/)?(.*)$/i.exec(text)?.[1];
}
/** Owner and name of a repository, and what follows; undefined where the text names none. */
function parseRepository(text) {
    const [, owner, repo, rest = ''] = /^([\w-]+)\/([\w.-]+?)(?:\.git)?(?:\/(.*))?$/.exec(text) ?? [];
    return owner === undefined || repo === undefined || /^\.+$/.test(repo) ? undefined : { owner, repo, rest };
}
/** Reads how to get at a repository, and what its releases are to be like. */
function readGithub(reader, around, place) {
    return {
        ...place,
        branch: readBranch(reader),
        tag: readTag(reader),
        ...readAccess(reader, around),
        release: readRelease(reader)
    };
}
/** Reads how to get at any repository. */
function readAccess(reader, { env, proxyFor }) {
    const apiUrl = addressIn(reader, env, 'GITHUB_API_URL') ?? 'https://api.github.com';
    return {
        ...readToken(reader, env),
        apiUrl,
        graphqlUrl: addressIn(reader, env, 'GITHUB_GRAPHQL_URL') ?? graphqlBeside(apiUrl),
        serverUrl: addressIn(reader, env, 'GITHUB_SERVER_URL') ?? serverBehind(apiUrl),
        network: { proxyFor, ca: undefined }
    };
}
/** The token that is given, else the job's own, else that of the environment. An empty one is none. */
function readToken(reader, env) {
    const sources = [
        ...['token', 'job-token'].map((name) => ({ name, token: reader.text(name)?.trim() })),
        ...['GITHUB_TOKEN', 'GH_TOKEN'].map((name) => ({ name, token: env[name]?.trim() }))
    ];
    const { name, token } = sources.find((each) => each.token !== undefined && each.token !== '') ?? {};
    if (name === undefined)
        return { token, tokenFrom: 'none, which is enough to read what everybody may' };
    if (/[^\x21-\x7e]/.test(token ?? ''))
        reader.wrong(name, 'has a blank or another character that no token has', 'Copy it again, without quotes.');
    const from = name === 'job-token' ? 'the job’s own' : (reader.given(name)?.label ?? name);
    return { token, tokenFrom: from };
}
function readBranch(reader) {
    const branch = (reader.text('branch') ?? 'registry').replace(/^refs\/heads\//, '');
    if (isRefName(branch))
        return branch;
    reader.wrong('branch', `is ${(0,problems/* quoted */.TL)(branch)}, which can't be a branch's name`, 'Write it like `registry`.');
    return 'registry';
}
function readTag(reader) {
    const tag = (reader.text('tag') ?? '{package}-{version}').replace(/^refs\/tags\//, '');
    const unknown = [...tag.matchAll(/\{(\w*)\}/g)].find(([, field]) => field !== 'package' && field !== 'version');
    if (unknown !== undefined) {
        reader.wrong('tag', `has ${(0,problems/* quoted */.TL)(unknown[0])}, which stands for nothing`, 'It can have `{package}` and `{version}` in it.');
    }
    else if (!tag.includes('{version}') && !tag.includes('{package}')) {
        reader.wrong('tag', `is ${(0,problems/* quoted */.TL)(tag)}: everything would go to one release`, 'Write it like `{package}-{version}`, or `v{version}` where there is one package.');
    }
    else if (!isRefName(tag.replace(/\{\w+\}/g, 'x'))) {
        reader.wrong('tag', `is ${(0,problems/* quoted */.TL)(tag)}, which can't be the name of a tag`, 'Write it like `{package}-{version}`.');
    }
    return tag;
}
function readRelease(reader) {
    return {
        makeLatest: reader.oneOf('make-latest', ['true', 'false', 'legacy'], 'legacy'),
        prerelease: reader.flag('prerelease'),
        notes: readNotes(reader),
        generateNotes: reader.flag('generate-notes'),
        target: reader.text('target')?.replace(/^refs\/heads\//, ''),
        // Other modes write to releases as well, and leave none of them unpublished.
        publish: reader.text('mode') !== 'push' || reader.text('publish') === undefined || reader.flag('publish')
    };
}
/** GitHub counts characters, and refuses a text that is too long after a release was to be made. */
function readNotes(reader) {
    const notes = reader.text('notes');
    const { length } = Array.from(notes ?? '');
    if (length > LONGEST_NOTES)
        reader.wrong('notes', `has ${length} characters, and the text of a GitHub release can have ${LONGEST_NOTES}`, 'Write less, with a link to all of it; or push the whole as a file.');
    return notes;
}
/** GitHub takes 125,000; what marks the release as this program's needs a few of them. */
const LONGEST_NOTES = 124_000;
/** True for what git takes as the name of a branch or tag. See https://git-scm.com/docs/git-check-ref-format */
function isRefName(name) {
    const forbidden = /[\p{Cc}\s~^:?*[\\]|\.\.|@\{|\/\/|\.lock(?:\/|$)|(?:^|\/)[.-]|[./]$/u;
    return name !== '' && !forbidden.test(name);
}
function addressIn(reader, env, name) {
    const text = env[name] ?? '';
    if (text === '')
        return undefined;
    if (/^https?:/i.test(text) && URL.canParse(text))
        return text.replace(/\/+$/, '');
    reader.wrong(name, `is ${(0,problems/* quoted */.TL)(text)}, which is no address`, 'The runner sets it; elsewhere leave it out for github.com.');
    return undefined;
}
/** `https://host/api/v3` has it at `https://host/api/graphql`, `https://api.github.com` at `/graphql`. */
function graphqlBeside(apiUrl) {
    return `${apiUrl.replace(/\/v3$/, '')}/graphql`;
}
function serverBehind(apiUrl) {
    return apiUrl.replace(/^(https?:\/\/)api\./, '$1').replace(/\/api(?:\/v3)?$/, '');
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./src/options/credentials.ts

/** Reads where S3 credentials come from. The first source that is given counts; what is given by halves is a mistake, not a reason to look elsewhere. */
function readCredentials(reader, around, config) {
    const accessKeyId = reader.text('aws-access-key-id');
    const secretAccessKey = reader.text('aws-secret-access-key');
    const sessionToken = reader.text('aws-session-token');
    const role = reader.text('role-to-assume');
    if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
        const absent = accessKeyId === undefined ? 'aws-access-key-id' : 'aws-secret-access-key';
        reader.wrong(absent, 'is missing or empty, but the other half of the pair is given', 'Give both. A pull request from a fork gets no secrets: they are empty there.');
    }
    else if (sessionToken !== undefined && accessKeyId === undefined) {
        reader.wrong('aws-session-token', 'is given without keys', 'Give `aws-access-key-id` and `aws-secret-access-key` with it.');
    }
    if (role !== undefined)
        return readRole(reader, around, role, accessKeyId !== undefined);
    if (accessKeyId !== undefined && secretAccessKey !== undefined) {
        return {
            kind: 'keys',
            from: `keys of ${reader.given('aws-access-key-id')?.label ?? 'the inputs'}`,
            accessKeyId,
            secretAccessKey,
            sessionToken
        };
    }
    const profile = reader.text('profile');
    if (profile !== undefined)
        return { kind: 'chain', profile };
    if ((config?.accessKeyId === undefined) !== (config?.secretAccessKey === undefined)) {
        const absent = config?.accessKeyId === undefined ? 'aws_access_key_id' : 'aws_secret_access_key';
        reader.wrong('config', `gives one half of a pair of keys: s3.${absent} is missing or empty`, 'Give both, or neither. A variable of the environment that it names may not be set.');
    }
    if (config?.accessKeyId !== undefined && config.secretAccessKey !== undefined) {
        const { accessKeyId: id, secretAccessKey: secret, sessionToken: token } = config;
        return {
            kind: 'keys',
            from: 'keys of .tychoreg.json',
            accessKeyId: id,
            secretAccessKey: secret,
            sessionToken: token
        };
    }
    return fromEnvironment(reader, around.env);
}
/** The environment's own keys are used as they are; anything else is left to the SDK's chain of sources. */
function fromEnvironment(reader, env) {
    const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env;
    if (id === undefined && secret === undefined)
        return { kind: 'chain', profile: undefined };
    const [accessKeyId = '', secretAccessKey = ''] = [id, secret];
    const absent = accessKeyId === '' ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY';
    // Set but empty: a secret that is not there. The machine's own role must not step in for it.
    if (accessKeyId === '' && secretAccessKey === '')
        return { kind: 'none', why: `AWS_${id === '' ? 'ACCESS_KEY_ID' : 'SECRET_ACCESS_KEY'} is set, but empty` };
    if (accessKeyId === '' || secretAccessKey === '') {
        reader.wrong(absent, 'is missing or empty, but the other half of the pair is given', 'Give both, or neither. A pull request from a fork gets no secrets: they are empty there.');
        return { kind: 'none', why: `${absent} is missing` };
    }
    if (env['AWS_PROFILE'] !== undefined)
        return { kind: 'chain', profile: undefined };
    const from = 'keys of the AWS_* variables of the environment';
    return { kind: 'keys', from, accessKeyId, secretAccessKey, sessionToken: token === '' ? undefined : token };
}
function readRole(reader, { oidc }, role, withKeys) {
    if (withKeys)
        reader.wrong('role-to-assume', 'is given together with keys', 'Give one of the two.');
    if (!/^arn:[^:]+:iam::\d*:role\/.+$/.test(role)) {
        reader.wrong('role-to-assume', `is ${(0,problems/* quoted */.TL)(role)}, which is no ARN of a role`, 'It looks like `arn:aws:iam::123456789012:role/registry-writer`.');
    }
    if (oidc === undefined) {
        reader.wrong('role-to-assume', 'needs an OIDC token, which this job can not get', 'Add `permissions: { id-token: write, contents: read }` to the job. Pull requests from forks never get one.');
        return { kind: 'none', why: 'there is no OIDC token' };
    }
    return { kind: 'role', role, token: () => oidc('sts.amazonaws.com') };
}

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
;// CONCATENATED MODULE: ./src/options/put-args.ts


/** Reads `s3-put-args`: what is sent with everything that is written, under the names of the S3 API. */
function readPutArgs(reader) {
    const given = readObject(reader);
    const { Tagging: tagging } = given;
    return {
        putArgs: {
            storageClass: given.StorageClass,
            serverSideEncryption: given.ServerSideEncryption,
            kmsKeyId: given.SSEKMSKeyId,
            bucketKeyEnabled: given.BucketKeyEnabled,
            acl: given.ACL,
            tagging: typeof tagging === 'object' ? new URLSearchParams(tagging).toString() : tagging
        },
        expectedBucketOwner: given['expected-bucket-owner'],
        requestPayer: given['request-payer']
    };
}
/** Classes whose objects can be read at once: an archived package can't be pulled. */
const STORAGE_CLASSES = [
    'STANDARD',
    'REDUCED_REDUNDANCY',
    'STANDARD_IA',
    'ONEZONE_IA',
    'INTELLIGENT_TIERING',
    'GLACIER_IR'
];
const ACLS = [
    ...['private', 'public-read', 'public-read-write', 'authenticated-read'],
    ...['aws-exec-read', 'bucket-owner-read', 'bucket-owner-full-control']
];
const ACCOUNT = 'Write the 12 digits of the account, in quotes.';
const ENCRYPTIONS = ['AES256', 'aws:kms', 'aws:kms:dsse'];
/** The messages are the hints of the problems. */
const argsSchema = dist/* strictObject */.rej({
    StorageClass: dist/* optional */.lqM(dist/* picklist */.KIO(STORAGE_CLASSES, `${oneOf(STORAGE_CLASSES)} Archived packages could not be pulled.`)),
    ServerSideEncryption: dist/* optional */.lqM(dist/* picklist */.KIO(ENCRYPTIONS, oneOf(ENCRYPTIONS))),
    SSEKMSKeyId: dist/* optional */.lqM(dist/* string */.YjP("Write the key's ARN or id, in quotes.")),
    BucketKeyEnabled: dist/* optional */.lqM(dist/* boolean */.zMY('Write true or false, without quotes.')),
    ACL: dist/* optional */.lqM(dist/* picklist */.KIO(ACLS, oneOf(ACLS))),
    Tagging: dist/* optional */.lqM(dist/* union */.KCZ([dist/* string */.YjP(), dist/* pipe */.FsL(dist/* unknown */.L5J(), dist/* check */.z6Y(isNoList), dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP()))], 'Write {"name": "value"}, or the pairs as a URL has them.')),
    'expected-bucket-owner': dist/* optional */.lqM(dist/* pipe */.FsL(dist/* string */.YjP(ACCOUNT), dist/* regex */.yGV(/^\d{12}$/, ACCOUNT))),
    'request-payer': dist/* optional */.lqM(dist/* literal */.euz('requester', 'It can be "requester" only.'))
});
function oneOf(choices) {
    return `One of: ${choices.join(', ')}.`;
}
/** The library takes a list for an object whose keys are numbers. */
function isNoList(value) {
    return !Array.isArray(value);
}
function readObject(reader) {
    const text = reader.text('s3-put-args');
    if (text === undefined)
        return {};
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* check */.z6Y(isNoList), argsSchema), text);
    if (parsed.success)
        return parsed.output;
    for (const issue of parsed.issues) {
        const path = dist/* getDotPath */.BuJ(issue) ?? '';
        const names = Object.keys(argsSchema.entries);
        if (issue.expected === 'never')
            reader.wrong('s3-put-args', `has the key ${(0,problems/* quoted */.TL)(path)}, which is not known`, (0,problems/* suggestion */.h)(path, names));
        else
            reader.wrong('s3-put-args', path === '' ? `is ${(0,problems/* quoted */.TL)(text)}, which is no JSON object` : `has ${path}: ${issue.received}`, path === ''
                ? `Write {"StorageClass": "STANDARD_IA"}; the keys are ${names.join(', ')}.`
                : issue.message);
    }
    return {};
}

;// CONCATENATED MODULE: ./src/options/s3.ts





/** Reads how to get at a bucket. A value stands in for what could not be read; the reader has the problem then. */
async function readS3(reader, around, place, config) {
    const { env } = around;
    const [caFrom, ca] = firstGiven(['AWS_CA_BUNDLE', env['AWS_CA_BUNDLE']], ['config', config?.ca]);
    return {
        ...place,
        region: readRegion(reader, env, config),
        endpoint: readEndpoint(reader, env, config),
        credentials: readCredentials(reader, around, config),
        ...readPutArgs(reader),
        allowRaces: reader.flag('allow-races'),
        network: {
            proxyFor: around.proxyFor,
            ca: ca === undefined ? undefined : await readCa(reader, caFrom, ca)
        }
    };
}
function readRegion(reader, env, config) {
    const [from, region] = firstGiven(['region', reader.text('region')], ['config', config?.region], 
    // The SDK reads the first of these; boto3 and the AWS command line read the second.
    ['AWS_REGION', env['AWS_REGION']], ['AWS_DEFAULT_REGION', env['AWS_DEFAULT_REGION']]);
    if (region !== undefined && !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(region)) {
        reader.wrong(from, `${from === 'config' ? '(s3.region_name) ' : ''}is ${(0,problems/* quoted */.TL)(region)}, which can't be a region's name`, 'It looks like `eu-central-1`.');
    }
    return region;
}
/** The first of several sources that has a value; an empty one is none. */
function firstGiven(...sources) {
    return sources.find(([, value]) => value !== undefined && value !== '') ?? ['', undefined];
}
function readEndpoint(reader, env, config) {
    const [from, endpoint] = firstGiven(['endpoint-url', reader.text('endpoint-url')], ['config', config?.endpoint], ['AWS_ENDPOINT_URL_S3', env['AWS_ENDPOINT_URL_S3']], ['AWS_ENDPOINT_URL', env['AWS_ENDPOINT_URL']]);
    if (endpoint === undefined)
        return undefined;
    const url = /^https?:/i.test(endpoint) && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    if (url?.username === '' && url.password === '')
        return endpoint;
    if (url !== undefined) {
        reader.wrong(from, `${from === 'config' ? '(s3.endpoint_url) ' : ''}has a user or a password in it`, 'Keys are given by themselves: `aws-access-key-id` and `aws-secret-access-key`, or the AWS_* variables.');
        return undefined;
    }
    reader.wrong(from, `${from === 'config' ? '(s3.endpoint_url) ' : ''}is ${(0,problems/* quoted */.TL)(endpoint)}, which is no address`, 'Write it with its scheme: `https://s3.example.com`.');
    return undefined;
}
async function readCa(reader, from, path) {
    let why = 'holds no certificate';
    try {
        const text = await (0,promises_.readFile)(path, 'utf8');
        if (/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/.test(text))
            return text;
    }
    catch (error) {
        why = `can't be read: ${(0,src_errors/* messageOf */.bD)(error)}`;
    }
    reader.wrong(from, `${from === 'config' ? '(s3.verify) ' : ''}names ${path}, which ${why}`, 'Name a file of certificates (PEM), or unset it.');
    return undefined;
}
/** Inputs that mean something for buckets alone. */
const BUCKET_INPUTS = [
    ...['region', 'endpoint-url', 'profile', 'role-to-assume', 's3-put-args', 'allow-races'],
    ...['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token']
];

;// CONCATENATED MODULE: ./src/options/location.ts



/**
 * What must not be shown of a location, and of how to get at the releases of others, wherever it was found: in inputs, in
 * files, in variables that those name.
 */
function secretsOf(location, releases) {
    return [...secretsIn(location), ...(releases?.token === undefined ? [] : [releases.token])];
}
function secretsIn(location) {
    if (location.kind === 'github' || location.kind === 'releases')
        return location.options.token === undefined ? [] : [location.options.token];
    if (location.kind !== 's3' || location.options.credentials.kind !== 'keys')
        return [];
    const { accessKeyId, secretAccessKey, sessionToken } = location.options.credentials;
    return [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
}
/** Where under a store the registry lies: empty, or ending in `/`. */
function prefixOf(location) {
    return location.kind === 'folder' ? location.prefix : location.options.prefix;
}
/** The repository whose releases are pulled: `owner/repo`. */
function repositoryOf(location) {
    return location.kind === 'releases' ? `${location.options.owner}/${location.options.repo}` : undefined;
}
/** What the input `prefix` says, or its default, without slashes around it. */
function ownPrefix(reader, defaultPrefix) {
    return trimSlashes(reader.text('prefix') ?? defaultPrefix);
}
/** Reads where the registry is. A value stands in for what could not be read; the reader has the problem then. */
async function readLocation(reader, around, { config, defaultPrefix }) {
    const store = reader.text('store');
    const extra = readPrefix(reader, 'prefix', reader.text('prefix') ?? defaultPrefix);
    const configured = config === 'wrong' ? undefined : config?.s3;
    if (store === undefined && configured === undefined)
        return config === 'wrong' && around.defaultFolder === undefined
            ? noLocation(reader, around)
            : defaultLocation(reader, around, extra);
    if (store === undefined || /^s3:/i.test(store)) {
        const place = store === undefined ? { bucket: configured?.bucket ?? '', prefix: '' } : parseS3(reader, store);
        const settings = configured?.bucket === place.bucket ? configured : undefined;
        return {
            kind: 's3',
            options: await readS3(reader, around, { ...place, prefix: joined(place.prefix, extra) }, settings)
        };
    }
    const repository = repositoryIn(store);
    if (repository !== undefined)
        return githubLocation(reader, around, repository, extra);
    const folder = /^file:(?:\/\/(?=\/))?(.+)$/i.exec(store)?.[1];
    if (folder?.startsWith('//') === true) {
        reader.wrong('store', `is ${(0,problems/* quoted */.TL)(store)}, which names a host`, `Write \`file:${folder.slice(2)}\` for a folder here, or \`file:${folder.slice(1)}\` for one that begins at the root.`);
    }
    if (folder !== undefined)
        return { kind: 'folder', folder, prefix: joined('', extra) };
    reader.wrong('store', `is ${(0,problems/* quoted */.TL)(store)}, which names no store`, 'Write `s3://bucket`, `s3://bucket/prefix`, `github://owner/repo` or `file:folder`.');
    return noLocation(reader, around);
}
/** Of the command line it is a folder, of a workflow its own repository. */
async function defaultLocation(reader, around, prefix) {
    const { defaultFolder, env } = around;
    if (defaultFolder !== undefined)
        return { kind: 'folder', folder: defaultFolder, prefix: joined('', prefix) };
    const repository = env['GITHUB_REPOSITORY'] ?? '';
    if (repository !== '')
        return githubLocation(reader, around, repository, prefix);
    reader.wrong('store', 'is missing, and neither a .tychoreg.json nor a workflow’s repository (GITHUB_REPOSITORY) is there', 'Set `store: s3://bucket` (or `s3://bucket/prefix`), `store: github://owner/repo`, or `store: file:folder`. REGISTRY_STORE in the environment does it for all steps of a job.');
    return noLocation(reader, around);
}
/** Stands in for a store that can't be told. Where a bucket was meant, what is said of it is looked at all the same. */
async function noLocation(reader, around) {
    if (BUCKET_INPUTS.some((name) => reader.given(name) !== undefined))
        await readS3(reader, around, { bucket: '', prefix: '' }, undefined);
    return { kind: 'folder', folder: '.', prefix: '' };
}
function githubLocation(reader, around, text, extra) {
    const found = parseRepository(text);
    if (found === undefined)
        reader.wrong('store', `is ${(0,problems/* quoted */.TL)(`github://${text}`)}, which names no repository`, 'Write `github://owner/repo`.');
    const { owner, repo, rest } = found ?? { owner: 'owner', repo: 'repo', rest: '' };
    const prefix = joined(readPrefix(reader, 'store', rest), extra);
    return { kind: 'github', options: readGithub(reader, around, { owner, repo, prefix }) };
}
/** Reads whose releases are pulled: this repository's, where none is named. */
async function readReleases(reader, around) {
    const store = reader.text('store');
    const repository = store === undefined ? around.env['GITHUB_REPOSITORY'] : repositoryIn(store);
    if (repository !== undefined && repository !== '')
        return { ...githubLocation(reader, around, repository, ''), kind: 'releases' };
    reader.wrong('store', store === undefined
        ? 'is missing, and there is no workflow’s repository (GITHUB_REPOSITORY)'
        : `is ${(0,problems/* quoted */.TL)(store)}, but a release is looked for on GitHub`, 'Set `store: github://owner/repo`; in a workflow leave it out for its own repository.');
    return noLocation(reader, around);
}
function parseS3(reader, store) {
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/i.exec(store) ?? [];
    if (bucket === '')
        reader.wrong('store', `is ${(0,problems/* quoted */.TL)(store)}, which names no bucket`, 'Write `s3://bucket` or `s3://bucket/prefix`.');
    else if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/i.test(bucket)) {
        reader.wrong('store', `names the bucket ${(0,problems/* quoted */.TL)(bucket)}, which can't be a bucket's name`, 'A name has 3 to 63 letters, digits, dots and dashes.');
    }
    return { bucket, prefix: readPrefix(reader, 'store', prefix) };
}
function readPrefix(reader, input, text) {
    const prefix = trimSlashes(text);
    const bad = prefix.split('/').find((segment) => segment === '' || segment === '.' || segment === '..');
    if (prefix !== '' && bad !== undefined) {
        reader.wrong(input, `${input === 'store' ? 'has the prefix' : 'is'} ${(0,problems/* quoted */.TL)(text)}, which has an empty, "." or ".." segment`, 'Write it like `team/packages`.');
    }
    return prefix;
}
function trimSlashes(text) {
    return text.replace(/^\/+|\/+$/g, '');
}
function joined(one, other) {
    const parts = [one, other].filter((part) => part !== '');
    return parts.length === 0 ? '' : `${parts.join('/')}/`;
}

;// CONCATENATED MODULE: ./src/tycho/names.ts
/** Why a text can't name a package, in words that follow the text; undefined where it can. */
function packageProblem(name) {
    if (name === '')
        return 'is empty';
    if (hasControls(name))
        return 'has a line break or another control character';
    if (name !== name.trim())
        return 'begins or ends with a space';
    if (name.includes('\\'))
        return 'has a backslash';
    if (name.lastIndexOf('@') > 0)
        return 'has an "@", which separates a version';
    for (const segment of name.split('/')) {
        if (segment === '' || segment === '.' || segment === '..')
            return 'has an empty, "." or ".." segment';
        if (segment.startsWith('.'))
            return 'has a segment that begins with a dot';
        if (segment === RECORD || ARTIFACT.test(segment))
            return `has the segment ${segment}, which is the name of a file of the registry`;
    }
    return undefined;
}
/** Why a text can't be a version, in words that follow the text; undefined where it can. */
function versionProblem(version) {
    if (version === '')
        return 'is empty';
    if (hasControls(version))
        return 'has a line break or another control character';
    if (/[\s/\\@*|,]/.test(version))
        return 'has a space or one of / \\ @ * | ,';
    if (version === 'latest')
        return 'is the word for the promoted version';
    if (isRange(version))
        return 'would be read as a range of versions';
    return undefined;
}
/** True where a requested version is a range (`^1.2`, `>=1,<2`, `1.x`), not a version. */
function isRange(text) {
    return /^[~^<>=]|[*|,]|\s|(^|\.)x(\.|$)/i.test(text);
}
/** Why a text can't be the name of a pulled file inside the output folder, in words that follow it; undefined where it can. */
function localNameProblem(name, platform) {
    if (name === '')
        return 'is empty';
    if (hasControls(name))
        return 'has a line break or another control character';
    if (name.startsWith('/') || name.startsWith('\\'))
        return 'is an absolute path';
    if (/^[A-Za-z]:/.test(name))
        return 'begins with the letter of a drive';
    if (name.includes('\\'))
        return 'has a backslash';
    for (const segment of name.split('/')) {
        if (segment === '' || segment === '.' || segment === '..')
            return 'has an empty, "." or ".." segment';
        const problem = platform === 'win32' ? windowsProblem(segment) : undefined;
        if (problem !== undefined)
            return problem;
    }
    return undefined;
}
/** Why Windows has no file of that name (one segment of a path), in words that follow it; undefined where it has. */
function windowsProblem(segment) {
    // eslint-disable-next-line no-control-regex -- control characters are among those that are not allowed
    if (/[<>:"|?*\u0000-\u001f]|[. ]$/.test(segment))
        return 'has characters that Windows does not allow';
    return /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i.test(segment)
        ? `has the segment ${segment}, which is a device on Windows`
        : undefined;
}
/** True of systems where names that differ in case, or in how an accent is written, are one name. */
function foldsNames(platform) {
    return platform === 'win32' || platform === 'darwin';
}
/** The same text for all names that are one on that system. */
function oneName(name, platform) {
    return foldsNames(platform) ? name.normalize('NFD').toLowerCase() : name;
}
/** The path of a package's record. */
function recordPath(name) {
    return `${name}/${RECORD}`;
}
/** Where tychoreg keeps a version's bytes. */
function artifactKey(name, version, filename) {
    return { package: name, version, path: `${name}/tycho_${version}.pkg`, filename };
}
/** The beginning of the paths of all versions of a package. */
function versionsPrefix(name) {
    return `${name}/tycho_`;
}
/** True for a version that no path can hold, or that would garble what is shown; other tools' versions may be anything else. */
function isUnusable(version) {
    return hasControls(version) || /[/\\]/.test(version);
}
/** What a path in a store is to this format; undefined for anything else. */
function parsePath(path) {
    const slash = path.lastIndexOf('/');
    if (slash <= 0 || hasControls(path))
        return undefined;
    const name = path.slice(0, slash);
    const file = path.slice(slash + 1);
    if (file === RECORD)
        return { package: name, version: undefined };
    const version = ARTIFACT.exec(file)?.[1];
    return version === undefined ? undefined : { package: name, version };
}
const RECORD = 'tycho.json';
const ARTIFACT = /^tycho_(.+)\.pkg$/;
function hasControls(text) {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./src/tycho/record.ts



/** Reads a record. Throws `corrupt` naming `place` where the bytes are none. */
function parseRecord(bytes, place) {
    const document = parseJson(bytes, place);
    if (!isObject(document))
        throw broken(place, 'it is no object');
    const parsed = dist/* safeParse */.xLC(recordSchema, document);
    if (!parsed.success) {
        const issue = parsed.issues[0];
        throw broken(place, (0,src_errors/* messageOf */.bD)(`${dist/* getDotPath */.BuJ(issue) ?? 'it'}: ${issue.message}`));
    }
    const { localname, latest = null, removed = [] } = parsed.output;
    return { localname, latest, removed, document };
}
/** A record that changed in some keys; everything else, and the order, is kept. */
function changeRecord(record, change) {
    const document = { ...(record?.document ?? { localname: change.localname, latest: null }), ...change };
    const { removed, ...rest } = document;
    const kept = Array.isArray(removed) && removed.length > 0 ? { ...document } : rest;
    return Buffer.from(JSON.stringify(kept, undefined, 2));
}
const NO_VERSION = 'It can not be a version: it has a slash, a backslash, a line break or another control character';
const recordSchema = dist/* object */.Ikc({
    localname: dist/* string */.YjP(),
    latest: dist/* optional */.lqM(dist/* nullable */.mee(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* check */.z6Y((latest) => !isUnusable(latest), NO_VERSION)))),
    removed: dist/* optional */.lqM(dist/* array */.YOg(dist/* string */.YjP()))
});
const utf8 = new TextDecoder('utf-8', { fatal: true });
function parseJson(bytes, place) {
    try {
        return JSON.parse(utf8.decode(bytes), exactly);
    }
    catch (error) {
        throw broken(place, (0,src_errors/* messageOf */.bD)(error), error);
    }
}
/** Keeps numbers of other tools as they were written, where they are none of JavaScript's. Node 20 knows no way to do so. */
function exactly(_key, value, context) {
    if (typeof value !== 'number' || context?.source === undefined || String(value) === context.source)
        return value;
    const raw = Reflect.get(JSON, 'rawJSON');
    return typeof raw === 'function' ? Reflect.apply(raw, JSON, [context.source]) : value;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function broken(place, why, cause) {
    return new src_errors/* RegistryError */.gl('corrupt', `${place} is not a valid tycho.json (${why})`, {
        hint: 'Put the file right by hand: {"localname": "<file name>", "latest": "<version>" or null}.',
        cause
    });
}

// EXTERNAL MODULE: ./src/tycho/versions.ts
var tycho_versions = __webpack_require__(4692);
;// CONCATENATED MODULE: ./src/tycho/registry.ts





/** A package's record, or undefined where it has none. Throws `corrupt` where it can't be read. */
async function readRecord(store, name) {
    const { body } = await store.documents.read(recordPath(name));
    return recordOf(store, name, body);
}
/** The record in the bytes of a document that was read inside an update. */
function recordOf(store, name, body) {
    return body === undefined ? undefined : parseRecord(body, `${store.name}/${recordPath(name)}`);
}
/** The versions of a package that are stored, less those in `removed`. */
async function versionsOf(store, name, removed) {
    const versions = [];
    for await (const { path } of store.list(versionsPrefix(name))) {
        const parsed = parsePath(path);
        if (parsed?.package === name && parsed.version !== undefined && !removed.includes(parsed.version))
            versions.push(parsed.version);
    }
    return versions;
}
/** All packages of a store, or those named, from one listing; sorted by name. */
async function packagesOf(store, names) {
    const found = new Map();
    const prefixes = names.length === 0 ? [''] : names.map((name) => `${name}/`);
    for (const prefix of prefixes) {
        for await (const { path, size } of store.list(prefix)) {
            const parsed = parsePath(path);
            if (parsed === undefined || (names.length > 0 && !names.includes(parsed.package)))
                continue;
            const entry = found.get(parsed.package) ?? {
                package: parsed.package,
                versions: new Map(),
                hasRecord: false
            };
            found.set(parsed.package, entry);
            if (parsed.version === undefined)
                entry.hasRecord = true;
            else
                entry.versions.set(parsed.version, size);
        }
    }
    return [...found.values()].sort((one, other) => (one.package < other.package ? -1 : 1));
}
/** Splits a request at its last `@` that is not the first character. */
function parseRequest(text) {
    const at = text.lastIndexOf('@');
    return at > 0
        ? { text, package: text.slice(0, at), version: text.slice(at + 1) }
        : { text, package: text, version: 'latest' };
}
/**
 * Finds the version a request means. Undefined: it asks for the latest, and none was promoted yet.
 * Throws `not-found`, naming the closest versions, where nothing fits.
 */
async function resolve(store, request) {
    const record = await readRecord(store, request.package);
    if (record === undefined)
        throw noPackage(store, request.package);
    const { localname, latest, removed } = record;
    if (request.version === 'latest')
        return latest === null ? undefined : { request, version: latest, localname };
    if (!isRange(request.version)) {
        if (removed.includes(request.version))
            throw await noVersion(store, request, removed);
        return { request, version: request.version, localname };
    }
    const versions = await versionsOf(store, request.package, removed);
    const version = (0,tycho_versions/* isValidRange */.yZ)(request.version) ? (0,tycho_versions/* newestInRange */.lA)(versions, request.version) : undefined;
    if (version === undefined)
        throw await noVersion(store, request, removed);
    return { request, version, localname };
}
/** The error for a version that is not there; it names those that are most like it. */
async function noVersion(store, request, removed) {
    const versions = await versionsOf(store, request.package, removed);
    const near = (0,tycho_versions/* closest */.kp)(request.version, versions, mod/* distance */.Io);
    return new src_errors/* RegistryError */.gl('not-found', `${request.package} has no version ${request.version} in ${store.name}`, {
        hint: closestOnes(near, versions.length)
    });
}
function closestOnes(near, count) {
    if (count === 0)
        return 'No version of it was pushed yet.';
    const list = near.join(', ');
    return near.length === count ? `It has ${list}.` : `The closest ones are ${list} (of ${count}).`;
}
/** The error for a package that is not there; it says what makes a package. */
function noPackage(store, name) {
    return new src_errors/* RegistryError */.gl('not-found', `there is no package ${name} in ${store.name}`, {
        hint: `Check the name and the store's prefix (\`mode: list\` shows what is there), or push a first version. ${artifactKey(name, 'VERSION', name).path} alone is not enough: a package needs its tycho.json.`
    });
}

;// CONCATENATED MODULE: ./src/options/common.ts


/** How to pull, whatever is asked for. */
function readPulling(reader, around) {
    const lockfile = reader.text('lockfile');
    const update = reader.flag('update-lock');
    if (update && lockfile === undefined)
        reader.wrong('update-lock', 'is true, but no lockfile is named', 'Name one with `lockfile`.');
    return {
        mode: 'pull',
        folder: (0,external_node_path_.resolve)(around.folder, reader.text('path') ?? around.outdir ?? 'tycho_packages'),
        outfile: around.outfile === undefined ? undefined : (0,external_node_path_.resolve)(around.folder, around.outfile),
        lockfile: lockfile === undefined
            ? undefined
            : { path: (0,external_node_path_.resolve)(around.folder, lockfile), update, frozen: around.ci },
        force: reader.flag('force'),
        extract: reader.flag('extract'),
        dryRun: reader.flag('dry-run'),
        platform: around.platform
    };
}
/** How many versions stay, where that is given. */
function readKeep(reader) {
    const text = reader.text('keep');
    if (text === undefined)
        return undefined;
    if (/^\d+$/.test(text) && Number(text) > 0)
        return Number(text);
    reader.wrong('keep', `is ${(0,problems/* quoted */.TL)(text)}, which is no number from 1`, 'Say how many of the newest versions stay.');
    return 1;
}

;// CONCATENATED MODULE: ./src/options/files.ts



/** The one file to push: a path as it is, or a glob. The reader has the problem where there is not just one. */
async function readOneFile(reader, { folder, platform }) {
    const pattern = reader.required('files', 'Name the file to push, by its path or by a glob that matches one file.');
    if (pattern === '')
        return '';
    const literal = (0,external_node_path_.resolve)(folder, pattern);
    const there = await (0,promises_.stat)(literal).catch(() => undefined);
    if (there?.isFile() === true)
        return literal;
    if (there?.isDirectory() === true) {
        const hint = 'A push takes one file: pack the folder into an archive, or name a file in it.';
        reader.wrong('files', `is ${(0,problems/* quoted */.TL)(pattern)}, which is a folder`, hint);
        return '';
    }
    const what = there === undefined ? await (0,promises_.readlink)(literal).catch(() => undefined) : literal;
    if (what !== undefined) {
        const why = there === undefined ? `is a link to nothing (${what})` : 'is no ordinary file';
        reader.wrong('files', `is ${(0,problems/* quoted */.TL)(pattern)}, which ${why}`, 'Name a file with the bytes to push.');
        return '';
    }
    const found = await globbed(pattern, { folder, platform }, true);
    const [first] = found;
    if (found.length === 1 && first !== undefined)
        return (0,external_node_path_.resolve)(first);
    if (found.length === 0) {
        reader.wrong('files', `is ${(0,problems/* quoted */.TL)(pattern)}, which matches no file below ${folder}`, await whatIsThere(literal, folder));
    }
    else {
        const shown = found.slice(0, 5).map((file) => (0,external_node_path_.basename)(file));
        const more = found.length > 5 ? ` and ${found.length - 5} more` : '';
        reader.wrong('files', `is ${(0,problems/* quoted */.TL)(pattern)}, which matches ${found.length} files: ${shown.join(', ')}${more}`, 'A push takes one file: make the pattern narrower, or pack the files into an archive.');
    }
    return '';
}
/**
 * The files that paths and globs name, a line each, sorted, every file once. What `isBeside` says belongs to another file
 * is taken along with that one. The reader has a problem for each line that names none.
 */
async function readSeveralFiles(reader, place, isBeside) {
    const lines = reader.lines('files');
    if (lines.length === 0)
        reader.required('files', 'Name the files to push, by paths or globs, a line each: `dist/*`.');
    const [files, beside] = [new Set(), new Set()];
    for (const pattern of lines) {
        const literal = (0,external_node_path_.resolve)(place.folder, pattern);
        const there = await (0,promises_.stat)(literal).catch(() => undefined);
        if (there?.isDirectory() === true) {
            reader.wrong('files', `has ${(0,problems/* quoted */.TL)(pattern)}, which is a folder`, `Write \`${pattern.replace(/\/+$/, '')}/*\`.`);
            continue;
        }
        const found = there?.isFile() === true ? [literal] : await globbed(pattern, place, false);
        if (found.length === 0) {
            reader.wrong('files', `has ${(0,problems/* quoted */.TL)(pattern)}, which matches no file below ${place.folder}`, await whatIsThere(literal, place.folder));
        }
        for (const file of found)
            (isBeside((0,external_node_path_.basename)(file)) ? beside : files).add((0,external_node_path_.resolve)(file));
    }
    if (files.size === 0 && beside.size > 0)
        reader.wrong('files', `names only what belongs to other files: ${[...beside].map((file) => (0,external_node_path_.basename)(file)).join(', ')}`, 'Name those as well: what lies beside them is taken along.');
    return [...files].sort();
}
/** The files that a pattern matches, hidden ones only where asked for. */
async function globbed(pattern, { folder, platform }, dot) {
    const { glob } = await Promise.all(/* import() */[__webpack_require__.e(6), __webpack_require__.e(1)]).then(__webpack_require__.bind(__webpack_require__, 3382));
    const found = await glob([platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern], {
        cwd: folder,
        absolute: true,
        dot,
        onlyFiles: true,
        expandDirectories: false
    });
    return found.sort();
}
/** What lies beside the path that was meant. */
async function whatIsThere(literal, folder) {
    const beside = /[*?{[]/.test((0,external_node_path_.dirname)(literal)) ? folder : (0,external_node_path_.dirname)(literal);
    const names = (await (0,promises_.readdir)(beside).catch(() => undefined))?.filter((name) => !name.startsWith('.'));
    const place = (0,external_node_path_.relative)(folder, beside) === '' ? 'the working directory' : (0,external_node_path_.relative)(folder, beside);
    if (names === undefined)
        return `There is no folder ${place}. Is the build step before this one?`;
    if (names.length === 0)
        return `${place} is empty. Is the build step before this one?`;
    return `In ${place} there are: ${names.sort().slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`;
}

// EXTERNAL MODULE: ./src/python/beside.ts
var beside = __webpack_require__(5430);
// EXTERNAL MODULE: ./src/python/names.ts
var python_names = __webpack_require__(3442);
// EXTERNAL MODULE: ./src/python/specifiers.ts
var specifiers = __webpack_require__(4929);
// EXTERNAL MODULE: ./src/python/versions.ts
var versions = __webpack_require__(4057);
;// CONCATENATED MODULE: ./src/python/requests.ts



/** Reads a request. Gives back the problem in words that follow the text where it is none. */
function requests_parseRequest(text) {
    const problem = foreign(text);
    if (problem !== undefined)
        return { problem };
    const written = text.trim();
    const end = written.search(/[\s@=<>!~^;[(,#]/);
    const name = end === -1 ? written : written.slice(0, end);
    const wrong = (0,python_names/* nameProblem */.rH)(name);
    if (wrong !== undefined)
        return { problem: name === '' ? 'has no name' : `has a name that ${wrong}` };
    const extras = readExtras(written.slice(name.length).trimStart());
    if ('problem' in extras)
        return extras;
    const read = readVersions(extras.rest);
    return 'problem' in read
        ? read
        : { request: { text, name: (0,python_names/* normalizeName */.Pc)(name), specifier: read.specifier, extras: extras.extras } };
}
/** Reads a request for exactly one version, as yank and remove want it. The problem is in words that follow the text. */
function parsePin(text) {
    const read = requests_parseRequest(text);
    if ('problem' in read)
        return read;
    const { name, specifier, extras } = read.request;
    const [clause, ...more] = specifier;
    if (clause === undefined)
        return { problem: 'names no version' };
    if (more.length > 0)
        return { problem: 'names a range, not one version' };
    if (extras.length > 0)
        return { problem: 'has extras, which have no versions of their own' };
    if (clause.operator === '===')
        return { pin: { text, name, version: clause.text } };
    if (clause.operator !== '==' || clause.prefix)
        return { problem: 'names a range, not one version' };
    return { pin: { text, name, version: (0,versions/* renderVersion */.pv)(clause.version) } };
}
/** What to say where a request has extras; undefined where it has none. */
function extrasNote({ text, name, extras }) {
    if (extras.length === 0)
        return undefined;
    return `${text}: the extras are ignored; they name what else to install, and only files of ${name} are fetched`;
}
/** Why a text is something of pip's that is no request, in words that follow it. */
function foreign(text) {
    const written = text.trim();
    if (written === '')
        return 'is empty';
    if ((0,python_names/* hasControls */.Lx)(text))
        return 'has a line break or another control character';
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written))
        return ADDRESS;
    if (written.startsWith('-'))
        return 'is an option of pip';
    if (written.includes(';'))
        return 'has a marker (after ";"), and markers are not evaluated here';
    if (/(?:^|\s)#/.test(written))
        return 'has a comment';
    if (/\s--?[a-z]/i.test(written))
        return 'has options of pip';
    return undefined;
}
const ADDRESS = 'is an address, and only what is in the registry can be asked for';
function readExtras(rest) {
    if (!rest.startsWith('['))
        return { extras: [], rest };
    const end = rest.indexOf(']');
    if (end === -1)
        return { problem: 'has a "[" without a "]"' };
    const inside = rest.slice(1, end).trim();
    const extras = inside === '' ? [] : inside.split(',').map((extra) => extra.trim());
    const wrong = extras.find((extra) => (0,python_names/* nameProblem */.rH)(extra) !== undefined);
    if (wrong !== undefined)
        return { problem: `has the extra ${(0,python_names/* quoted */.TL)(wrong)}, which ${(0,python_names/* nameProblem */.rH)(wrong) ?? 'is none'}` };
    return { extras: extras.map(python_names/* normalizeName */.Pc), rest: rest.slice(end + 1).trimStart() };
}
function readVersions(rest) {
    if (rest.startsWith('@'))
        return readRange(rest.slice(1).trim());
    return (0,specifiers/* parseSpecifier */.as)(rest.startsWith('(') && rest.endsWith(')') ? rest.slice(1, -1) : rest);
}
/** What follows an `@`: a version, `latest`, Python's conditions, and the ranges that npm and Poetry have. */
function readRange(text) {
    if (text === '')
        return { problem: 'has nothing after its "@"' };
    if (text === 'latest')
        return { specifier: [] };
    if (/^[a-z][a-z0-9+.-]*:/i.test(text))
        return { problem: ADDRESS };
    if (text.includes('||'))
        return { problem: 'has "||", which Python\'s versions do not know' };
    if (text.includes(' - '))
        return { problem: 'has a range with " - ", which is written ">=1.1,<=1.2"' };
    const specifier = [];
    for (const part of text.replace(/([<>=!~^])\s+/g, '$1').split(/[\s,]+/)) {
        const read = readPart(part);
        if ('problem' in read)
            return read;
        specifier.push(...read.specifier);
    }
    return { specifier };
}
function readPart(part) {
    if (part.startsWith('^'))
        return upTo(part.slice(1), firstThatCounts);
    if (part.startsWith('~') && !part.startsWith('~='))
        return upTo(part.slice(1), () => 1);
    if (part.startsWith('=') && !part.startsWith('=='))
        return readPart(part.slice(1));
    if (/^[<>=!~]/.test(part))
        return (0,specifiers/* parseSpecifier */.as)(part);
    const { numbers, open } = withoutWildcards(part);
    if (numbers === '')
        return { specifier: [] };
    const read = (0,specifiers/* parseSpecifier */.as)(`==${numbers}${open ? '.*' : ''}`);
    if (!('problem' in read))
        return read;
    return { problem: `has ${(0,python_names/* quoted */.TL)(part)} after its "@", which is neither a version nor a range` };
}
/** `1.x` and `1.*` without what stands for any number. */
function withoutWildcards(text) {
    const parts = text.split('.');
    const last = parts.findLastIndex((part) => !['x', 'X', '*'].includes(part));
    return { numbers: parts.slice(0, last + 1).join('.'), open: last + 1 < parts.length };
}
/** From a version up to where the number at a place of its release changes. */
function upTo(text, place) {
    const version = (0,versions/* parseVersion */.ot)(withoutWildcards(text).numbers);
    if (version === undefined || version.local !== undefined)
        return {
            problem: `has a range from ${(0,python_names/* quoted */.TL)(text)}, which is not a version without a local part`
        };
    const { release, epoch } = version;
    const at = Math.min(place(release), release.length - 1);
    const end = {
        ...NOTHING,
        epoch,
        release: release.slice(0, at + 1).map((number, index) => (index === at ? (0,versions/* successor */.hG)(number) : number))
    };
    return {
        specifier: [
            { operator: '>=', version },
            { operator: '<', version: end }
        ]
    };
}
function firstThatCounts(release) {
    const first = release.findIndex((number) => number !== '0');
    return first === -1 ? release.length : first;
}
const NOTHING = { pre: undefined, post: undefined, dev: undefined, local: undefined };

// EXTERNAL MODULE: ./src/python/tags.ts
var tags = __webpack_require__(1725);
;// CONCATENATED MODULE: ./src/options/python.ts








/** Reads the options of a mode of the Python format. */
async function readPythonCommand(reader, mode, around) {
    const registry = 'python';
    switch (mode) {
        case 'push':
            return readUpload(reader, around);
        case 'list':
            return { mode, registry, packages: readProjects(reader), prefix: around.ownPrefix };
        case 'reindex':
            return {
                ...{ mode, registry, packages: readProjects(reader), full: reader.flag('full') },
                baseUrl: readBaseUrl(reader, around),
                sources: readSources(reader)
            };
        case 'check':
            return {
                ...{ mode, registry, packages: readProjects(reader) },
                ...{ deep: reader.flag('deep'), prefix: around.ownPrefix }
            };
        case 'yank':
            return readYank(reader);
        case 'remove':
            return readPythonRemove(reader);
        case 'pull':
            return readPythonPull(reader, around);
        case 'promote':
        case 'init':
            reader.wrong('mode', `is ${mode}, which the format python does not have`, WITHOUT[mode]);
            return { mode: 'list', registry, packages: [], prefix: around.ownPrefix };
    }
}
const WITHOUT = {
    promote: 'An index has no promoted version: installers take the newest that fits.',
    init: 'A project is made by its first push.'
};
function readPythonPull(reader, around) {
    const lines = reader.lines('packages');
    if (lines.length === 0)
        reader.required('packages', 'Name what to pull, a line each: `name`, `name==1.2`, `name>=1,<2`.');
    const python = reader.text('python-version');
    const wrong = python === undefined ? undefined : (0,tags/* pythonProblem */.Ec)(python);
    if (wrong !== undefined)
        reader.wrong('python-version', `is ${(0,problems/* quoted */.TL)(python ?? '')}, which ${wrong}`, 'Write `3.12`.');
    const platform = reader.text('platform');
    if (platform !== undefined && !/^(?:any|win32|[a-z][a-z0-9]*[_.-][a-z0-9_.-]+)$/i.test(platform))
        reader.wrong('platform', `is ${(0,problems/* quoted */.TL)(platform)}, which is no tag of a platform`, 'Write `linux_x86_64`, `win_amd64`, `macosx_14_0_arm64`.');
    const requests = lines.flatMap((line) => {
        const read = requests_parseRequest(line);
        if ('problem' in read) {
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(line)}, which ${read.problem}`, 'Write `name` or `name==1.2`.');
            return [];
        }
        const { text, name, specifier } = read.request;
        return [{ text, package: name, specifier, target: { python, platform } }];
    });
    return { ...readPulling(reader, around), requests, extract: false };
}
async function readUpload(reader, around) {
    const sign = reader.flag('sign');
    const program = reader.text('sign-with');
    const identity = reader.text('identity');
    if (!sign && (program !== undefined || identity !== undefined))
        reader.wrong('sign', 'is not true, but what to sign with is given', 'Set `sign: true`, or leave them out.');
    return {
        mode: 'upload',
        files: await readSeveralFiles(reader, around, (filename) => (0,beside/* signedFile */.h)(filename) !== undefined),
        ifExists: reader.oneOf('if-exists', ['same', 'skip', 'fail', 'overwrite'], 'same'),
        baseUrl: readBaseUrl(reader, around),
        sign: sign ? { program: program ?? 'gpg', identity, dryRun: reader.flag('dry-run') } : undefined
    };
}
/** What links begin with: the address, and where in the store the index lies, as Stick has it. */
function readBaseUrl(reader, { prefix }) {
    const text = reader.text('base-url');
    if (text === undefined)
        return undefined;
    if (text === 'relative')
        return null;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]/.test(text) || url.username !== '') {
        reader.wrong('base-url', `is ${(0,problems/* quoted */.TL)(text)}, which is no address that links can begin with`, 'Write `https://packages.example.com/`: http or https, without a query, a fragment or a user; or `relative`.');
        return undefined;
    }
    const base = url.href.endsWith('/') ? url.href : `${url.href}/`;
    return `${base}${prefix.split('/').map(encodeURIComponent).join('/')}`;
}
/** Reads whose releases are entered, each once: GitHub minds no capital letters. */
function readSources(reader) {
    const sources = new Map();
    for (const line of reader.lines('source')) {
        const found = parseRepository(repositoryIn(line) ?? '');
        if (found?.rest !== '') {
            reader.wrong('source', `has ${(0,problems/* quoted */.TL)(line)}, which names no repository of GitHub`, 'Write `github://owner/repo`, a line each.');
            continue;
        }
        const source = `github://${found.owner}/${found.repo}`;
        if (!sources.has(source.toLowerCase()))
            sources.set(source.toLowerCase(), source);
    }
    return [...sources.values()];
}
function readProjects(reader) {
    const names = reader.lines('packages');
    for (const name of names) {
        const wrong = (0,python_names/* nameProblem */.rH)(name);
        if (wrong !== undefined)
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(name)}, which ${wrong}`, 'Write a name a line, without versions.');
    }
    return [...new Set(names.map(python_names/* normalizeName */.Pc))];
}
function readYank(reader) {
    const pins = readPins(reader, 'Name what to yank, a line each: `name==1.2`.');
    const undo = reader.flag('undo');
    const reason = reader.text('reason');
    if (undo && reason !== undefined)
        reader.wrong('reason', 'is given, but a yank is taken back', 'Leave `reason` out, or `undo`.');
    return {
        mode: 'yank',
        versions: pins.map(({ name, version }) => ({ project: name, version })),
        reason: reason?.replace(/\s+/g, ' ') ?? '',
        undo
    };
}
function readPythonRemove(reader) {
    const keep = readKeep(reader);
    if (keep !== undefined) {
        const [pinned] = reader.lines('packages').filter((line) => /[@=]/.test(line));
        if (pinned !== undefined) {
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(pinned)}, which names a version although \`keep\` is given`, 'Name versions (`name==1.2`), or projects and how many versions to `keep`, not both.');
            return { mode: 'remove', registry: 'python', packages: [] };
        }
        const packages = readProjects(reader);
        if (packages.length === 0)
            reader.required('packages', 'Name the projects of which old versions are to go.');
        return {
            mode: 'remove',
            registry: 'python',
            packages: packages.map((name) => ({ package: name, selection: { kind: 'keep', keep } }))
        };
    }
    const byName = new Map();
    for (const { name, version } of readPins(reader, 'Name what to remove, a line each: `name==1.2`.'))
        byName.set(name, [...(byName.get(name) ?? []), version]);
    return {
        mode: 'remove',
        registry: 'python',
        packages: [...byName].map(([name, versions]) => ({
            package: name,
            selection: { kind: 'versions', versions }
        }))
    };
}
function readPins(reader, hint) {
    const lines = reader.lines('packages');
    if (lines.length === 0)
        reader.required('packages', hint);
    return lines.flatMap((line) => {
        const read = parsePin(line);
        if ('pin' in read)
            return [read.pin];
        reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(line)}, which ${read.problem}`, 'Write `name==1.2`.');
        return [];
    });
}

// EXTERNAL MODULE: ./src/releases/assets.ts
var releases_assets = __webpack_require__(4977);
// EXTERNAL MODULE: ./src/releases/resolve.ts
var releases_resolve = __webpack_require__(850);
;// CONCATENATED MODULE: ./src/options/releases.ts




/** Reads which assets of which release are asked for; undefined where no release is named. */
function readReleaseRequest(reader, { repository = 'owner/repo' }) {
    const release = reader.text('release');
    const assets = reader.lines('assets');
    const archives = reader.lines('source-archives');
    if (release === undefined) {
        for (const [name, given] of [
            ['assets', assets],
            ['source-archives', archives]
        ])
            if (given.length > 0)
                reader.wrong(name, 'is given, but no release is named', 'Name it: `release: latest`, or its tag.');
        return undefined;
    }
    if (reader.lines('packages').length > 0) {
        const hint = 'Pull packages and assets of a release in two steps.';
        reader.wrong('packages', 'is given together with a release', hint);
    }
    for (const glob of assets) {
        const problem = (0,releases_assets/* globProblem */.AI)(glob);
        if (problem !== undefined)
            reader.wrong('assets', `has ${(0,problems/* quoted */.TL)(glob)}, which ${problem}`, 'Write names as the release shows them: `*.zip`.');
    }
    for (const archive of archives) {
        const problem = (0,releases_assets/* archiveProblem */.wf)(archive);
        if (problem !== undefined)
            reader.wrong('source-archives', `has ${(0,problems/* quoted */.TL)(archive)}, which ${problem}`, 'Write `zip` or `tar.gz`.');
    }
    const tag = release.replace(/^refs\/tags\//, '');
    if (!isRefName(tag))
        reader.wrong('release', `is ${(0,problems/* quoted */.TL)(release)}, which can't be the name of a tag`, 'Give the tag of a release, or `latest`.');
    return (0,releases_resolve.releaseRequest)(repository, release === 'latest' ? { kind: 'latest', prereleases: reader.flag('prerelease') } : { kind: 'tag', tag }, { assets, archives: (0,releases_assets/* archivesIn */.hq)(archives) });
}

;// CONCATENATED MODULE: ./src/options/commands.ts








/** Reads the options of a mode. Values stand in for what could not be read; the reader has the problems then. */
async function readCommand(reader, { mode, registry }, around) {
    return registry === 'python'
        ? readPythonCommand(reader, mode, around)
        : readTychoCommand(reader, mode, around);
}
async function readTychoCommand(reader, mode, around) {
    const registry = 'tycho';
    switch (mode) {
        case 'yank':
            reader.wrong('mode', 'is yank, which the format tycho does not have', 'Set `registry: python`; or promote another version, and remove this one.');
            return { mode, versions: [], reason: '', undo: false };
        case 'push':
            return readPush(reader, around);
        case 'pull':
            return readPull(reader, around);
        case 'promote':
            return { mode, package: readPackage(reader), version: readVersion(reader, 'given') };
        case 'init':
            return {
                mode,
                package: readPackage(reader),
                localName: readLocalName(reader, around) ?? missingName(reader)
            };
        case 'list':
            return { mode, registry, packages: readNames(reader), prefix: around.ownPrefix };
        case 'reindex':
            return { mode, registry, full: reader.flag('full'), packages: readNames(reader), baseUrl: undefined };
        case 'check':
            return {
                ...{ mode, registry, packages: readNames(reader) },
                ...{ deep: reader.flag('deep'), prefix: around.ownPrefix }
            };
        case 'remove':
            return readRemove(reader);
    }
}
async function readPush(reader, around) {
    const promote = reader.oneOf('promote', ['true', 'false', 'if-newer'], 'false');
    return {
        mode: 'push',
        package: readPackage(reader),
        version: readVersion(reader, { tag: around.gitTag }),
        file: await readOneFile(reader, around),
        localName: readLocalName(reader, around),
        promote: promote === 'if-newer' ? promote : promote === 'true' ? 'yes' : 'no',
        ifExists: reader.oneOf('if-exists', ['same', 'skip', 'fail', 'overwrite'], 'same')
    };
}
function readPull(reader, around) {
    const release = readReleaseRequest(reader, around);
    if (release !== undefined)
        return { ...readPulling(reader, around), requests: [release] };
    const lines = reader.lines('packages');
    if (lines.length === 0)
        reader.required('packages', 'Name what to pull, a line each: `name`, `name@1.0`, `name@^1.2`; or a GitHub release: `release`.');
    const requests = lines.map(parseRequest);
    for (const { text, package: name, version } of requests) {
        const wrong = packageProblem(name);
        if (wrong !== undefined)
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(text)}: the name ${wrong}`, 'Write `name` or `name@version`.');
        else if (isRange(version) && !(0,tycho_versions/* isValidRange */.yZ)(version)) {
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(text)}: ${(0,problems/* quoted */.TL)(version)} is no range of versions`, 'Ranges look like `^1.2`, `~1.2.3`, `>=1,<2` or `1.x`.');
        }
        else if (version === '' ||
            (version !== 'latest' && !isRange(version) && versionProblem(version) !== undefined)) {
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(text)}: the version ${versionProblem(version) ?? 'is empty'}`, 'Write `name@1.0`, or `name` for the latest.');
        }
    }
    return { ...readPulling(reader, around), requests };
}
function readRemove(reader) {
    const lines = reader.lines('packages');
    const keep = readKeep(reader);
    if (lines.length === 0)
        reader.required('packages', 'Name what to remove, a line each: `name@1.2`, or `name` with `keep`.');
    const byName = new Map();
    for (const line of lines) {
        const at = line.lastIndexOf('@');
        const [name, version] = at > 0 ? [line.slice(0, at), line.slice(at + 1)] : [line, undefined];
        const wrong = packageProblem(name) ??
            (version === undefined || keep !== undefined ? undefined : versionProblem(version));
        if (wrong !== undefined)
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(line)}, which ${wrong}`, 'Write `name@1.2`.');
        else if ((version === undefined) === (keep === undefined)) {
            const hint = 'Name versions (`name@1.2`), or packages and how many versions to `keep`, not both.';
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(line)}, which ${keep === undefined ? 'names no version' : 'names a version although `keep` is given'}`, hint);
        }
        byName.set(name, [...(byName.get(name) ?? []), ...(version === undefined ? [] : [version])]);
    }
    return {
        mode: 'remove',
        registry: 'tycho',
        packages: [...byName].map(([name, versions]) => ({
            package: name,
            selection: keep === undefined ? { kind: 'versions', versions } : { kind: 'keep', keep }
        }))
    };
}
function readPackage(reader) {
    const name = reader.required('package', 'Name the package.');
    const wrong = name === '' ? undefined : packageProblem(name);
    if (wrong !== undefined)
        reader.wrong('package', `is ${(0,problems/* quoted */.TL)(name)}, which ${wrong}`, 'A name is made of letters, digits and most signs; `/` groups packages.');
    return name;
}
function readNames(reader) {
    const names = reader.lines('packages');
    for (const name of names) {
        const wrong = packageProblem(name);
        if (wrong !== undefined)
            reader.wrong('packages', `has ${(0,problems/* quoted */.TL)(name)}, which ${wrong}`, 'Write a name a line, without versions.');
    }
    return names;
}
/** A version that has to be given, or may be that of the tag which started the workflow. */
function readVersion(reader, from) {
    const tag = from === 'given' ? undefined : from.tag;
    const version = reader.text('version') ?? tag?.replace(/^v(?=\d)/, '');
    if (version === undefined) {
        reader.wrong('version', from === 'given' ? 'is missing' : 'is missing, and the workflow was not started by a tag', "Give it, in quotes: `version: '1.10'`.");
        return '';
    }
    const wrong = versionProblem(version);
    if (wrong !== undefined) {
        const source = reader.given('version') === undefined ? ' (taken from the tag)' : '';
        reader.wrong('version', `is ${(0,problems/* quoted */.TL)(version)}${source}, which ${wrong}`, "Give a version such as `version: '1.2.3'`.");
    }
    return version;
}
function readLocalName(reader, { platform }) {
    const name = reader.text('local-name');
    const wrong = name === undefined ? undefined : localNameProblem(name, platform);
    if (wrong !== undefined)
        reader.wrong('local-name', `is ${(0,problems/* quoted */.TL)(name ?? '')}, which ${wrong}`, 'Give the file name that a pull writes below its output folder: `narf.tar.gz`.');
    return name;
}
function missingName(reader) {
    return reader.required('local-name', 'Give the name a pulled file gets: `narf.tar.gz`.');
}

// EXTERNAL MODULE: ./src/format.ts
var src_format = __webpack_require__(6264);
// EXTERNAL MODULE: ./src/options/input-definition.ts
var input_definition = __webpack_require__(9302);
// EXTERNAL MODULE: ./src/options/inputs.ts + 2 modules
var inputs = __webpack_require__(8383);
;// CONCATENATED MODULE: ./src/options/tychoreg.ts




/**
 * Reads `.tychoreg.json` as tychoreg 0.4 does: values may be `{"env": NAME, "default": …}`, and a dotenv file is read
 * first, without overriding what is set. Undefined where the default file is not there; `wrong` where the reader has the
 * problem with it. Warnings name each key that has no meaning here.
 */
async function readTychoreg(reader, { folder, env, warn }) {
    const name = reader.text('config') ?? DEFAULT_FILE;
    const problem = (message, hint) => {
        reader.wrong('config', `(${name}) ${message}`, hint);
    };
    let text;
    try {
        text = await (0,promises_.readFile)((0,external_node_path_.resolve)(folder, name), 'utf8');
    }
    catch (error) {
        const isAbsent = (0,src_errors/* systemCode */.xU)(error) === 'ENOENT';
        if (isAbsent && reader.text('config') === undefined)
            return undefined;
        if (isAbsent)
            problem('is not there', 'Check the path; it is relative to the working directory.');
        else
            problem(`can't be read: ${(0,src_errors/* messageOf */.bD)(error)}`, 'Check the path and who may read the file.');
        return 'wrong';
    }
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), configSchema), text);
    if (!parsed.success) {
        const [issue] = parsed.issues;
        const why = issue.type === 'parse_json'
            ? `it is no JSON: ${(0,src_errors/* messageOf */.bD)(issue.received.replace(/^"|"$/g, ''))}`
            : (0,src_errors/* messageOf */.bD)(`${dist/* getDotPath */.BuJ(issue) ?? 'it'}: ${issue.message}`);
        problem(`is not a configuration of Tycho Station (${why})`, EXAMPLE);
        return 'wrong';
    }
    const dotenv = await readDotenv(parsed.output, { folder, env, problem });
    return interpretConfig(parsed.output, { env: { ...dotenv, ...env }, dotenv, warn, problem });
}
const DEFAULT_FILE = '.tychoreg.json';
const EXAMPLE = 'It looks like {"tycho": {"backend": "s3"}, "s3": {"bucket": "my-registry", "region_name": "us-east-1"}}.';
const valueSchema = dist/* union */.KCZ([
    dist/* string */.YjP(),
    dist/* null */.chJ(),
    dist/* boolean */.zMY(),
    dist/* number */.aig(),
    dist/* object */.Ikc({ env: dist/* string */.YjP(), default: dist/* optional */.lqM(dist/* union */.KCZ([dist/* string */.YjP(), dist/* null */.chJ(), dist/* boolean */.zMY()])) })
]);
const sectionSchema = dist/* record */.g1P(dist/* string */.YjP(), dist/* unknown */.L5J());
const configSchema = dist/* looseObject */._H3({
    tycho: dist/* optional */.lqM(sectionSchema, {}),
    s3: dist/* optional */.lqM(sectionSchema)
});
/** Keyword arguments of `boto3.client` that mean something here, and what becomes of them. */
const KNOWN = [
    'bucket',
    'region_name',
    'endpoint_url',
    'aws_access_key_id',
    'aws_secret_access_key',
    'aws_session_token',
    'verify',
    'use_ssl'
];
function interpretConfig(config, to) {
    const backend = tychoreg_valueOf(config.tycho, 'backend', to) ?? 's3';
    if (backend !== 's3') {
        to.problem(`names the backend ${JSON.stringify(backend)}`, 'Tycho Station has one backend, s3.');
        return 'wrong';
    }
    const section = config.s3 ?? {};
    const get = (key) => tychoreg_valueOf(section, key, to);
    const bucket = get('bucket');
    if (bucket === undefined) {
        to.problem('names no bucket', EXAMPLE);
        return 'wrong';
    }
    for (const key of Object.keys(section)) {
        if (!KNOWN.includes(key))
            to.warn(`.tychoreg.json: the key s3.${key} has no meaning here and is ignored`);
    }
    if (section['use_ssl'] === false && section['endpoint_url'] === undefined) {
        to.warn('.tychoreg.json: use_ssl: false is ignored; name an http:// address in endpoint_url');
    }
    if (section['verify'] === false)
        to.warn('.tychoreg.json: verify: false is ignored, certificates are always checked; name a file of certificates instead');
    return {
        outdir: tychoreg_valueOf(config.tycho, 'outdir', to),
        s3: {
            bucket,
            region: get('region_name') ?? found(to.dotenv, 'AWS_DEFAULT_REGION'),
            endpoint: get('endpoint_url') ??
                found(to.dotenv, 'AWS_ENDPOINT_URL_S3') ??
                found(to.dotenv, 'AWS_ENDPOINT_URL'),
            ...keysOf(get, to),
            ca: get('verify')
        }
    };
}
/** The keys that are named; else those that boto3 finds in the environment, where the dotenv file has put some of them. */
function keysOf(get, { env, dotenv }) {
    const accessKeyId = get('aws_access_key_id');
    const secretAccessKey = get('aws_secret_access_key');
    const sessionToken = get('aws_session_token');
    const named = accessKeyId !== undefined || secretAccessKey !== undefined;
    if (named || !('AWS_ACCESS_KEY_ID' in dotenv || 'AWS_SECRET_ACCESS_KEY' in dotenv))
        return { accessKeyId, secretAccessKey, sessionToken };
    return {
        accessKeyId: found(env, 'AWS_ACCESS_KEY_ID'),
        secretAccessKey: found(env, 'AWS_SECRET_ACCESS_KEY'),
        sessionToken: sessionToken ?? found(env, 'AWS_SESSION_TOKEN')
    };
}
/** A variable that has a value. */
function found(env, name) {
    return env[name] === '' ? undefined : env[name];
}
/** A text value, taken from the environment where it says so; empty and null are absent. */
function tychoreg_valueOf(section, key, { env, problem }) {
    const parsed = dist/* safeParse */.xLC(dist/* optional */.lqM(valueSchema), section[key]);
    if (!parsed.success) {
        problem(`has a value for ${key} that is neither a text nor {"env": …, "default": …}`, EXAMPLE);
        return undefined;
    }
    const value = parsed.output;
    const text = typeof value === 'object' && value !== null ? (env[value.env] ?? value.default) : value;
    return typeof text === 'string' && text !== '' ? text : undefined;
}
/** The variables of the dotenv file that are not set already. */
async function readDotenv(config, { folder, env, problem }) {
    const path = config.tycho['dotenv'];
    if (typeof path !== 'string' || path === '')
        return {};
    const text = await (0,promises_.readFile)((0,external_node_path_.resolve)(folder, path), 'utf8').catch((error) => {
        // tychoreg goes on without the file: in a workflow the variables come from elsewhere.
        if ((0,src_errors/* systemCode */.xU)(error) !== 'ENOENT') {
            problem(`names the dotenv file ${path}, which can't be read: ${(0,src_errors/* messageOf */.bD)(error)}`, 'Check who may read the file.');
        }
        return '';
    });
    const { parseDotenv } = await __webpack_require__.e(/* import() */ 586).then(__webpack_require__.bind(__webpack_require__, 4586));
    return Object.fromEntries(Object.entries(parseDotenv(text, env)).filter(([name]) => env[name] === undefined));
}

;// CONCATENATED MODULE: ./src/options/parse.ts









/** Understands everything at once, before the first request: either options, or every mistake there is. */
async function parseOptions(raw) {
    const { around } = raw;
    // What is no input is a variable of the environment.
    const reader = (0,problems/* readerOf */.TC)(raw.inputs, (name) => (isInput(name) ? raw.label(name) : name));
    const warnings = [];
    const mode = reader.required('mode', `One of: ${input_definition/* MODES */.F.join(', ')}.`);
    if (mode !== '' && !(0,input_definition/* isMode */.S)(mode))
        reader.wrong('mode', `is ${JSON.stringify(mode)}, which is no mode`, notYet(mode) ?? (0,problems/* suggestion */.h)(mode, input_definition/* MODES */.F));
    for (const name of raw.inputs.keys()) {
        if (!isInput(name))
            reader.wrong(name, 'is not an input of this action', (0,problems/* suggestion */.h)(name, inputs/* INPUT_NAMES */.Q));
    }
    const registry = reader.oneOf('registry', src_format/* FORMATS */.hR, 'tycho');
    const config = await readTychoreg(reader, {
        folder: around.folder,
        env: around.env,
        warn: (message) => warnings.push(message)
    });
    const release = mode === 'pull' && registry === 'tycho' ? reader.text('release') : undefined;
    const useless = new Set();
    for (const name of raw.inputs.keys()) {
        const without = (0,input_definition/* isMode */.S)(mode) && isInput(name) ? withoutMeaning(name, { mode, registry, release }) : undefined;
        if (without === undefined)
            continue;
        useless.add(name);
        warnings.push(`${raw.inputs.get(name)?.label ?? name} has no meaning for ${without} and is ignored`);
    }
    const location = release === undefined
        ? await readLocation(reader, around, { config, defaultPrefix: DEFAULT_PREFIX[registry] })
        : await readReleases(reader, around);
    const others = new Map([...raw.inputs].filter(([name]) => !useless.has(name)));
    warnings.push(...uselessIn(location, mode, others));
    const command = (0,input_definition/* isMode */.S)(mode)
        ? await readCommand(reader, { mode, registry }, {
            ...around,
            outdir: config === 'wrong' ? undefined : config?.outdir,
            prefix: prefixOf(location),
            ownPrefix: ownPrefix(reader, DEFAULT_PREFIX[registry]),
            repository: repositoryOf(location)
        })
        : undefined;
    if (location.kind === 'github' && reader.text('if-exists') === 'overwrite') {
        reader.wrong('if-exists', 'is "overwrite", which releases of GitHub do not allow: an asset is written once', 'Push another version. One that nobody should use can be removed (`mode: remove`); its name stays taken.');
    }
    const releases = mayReadReleases(registry, command)
        ? (accessOf(location) ?? readAccess(reader, around))
        : undefined;
    const dryRun = reader.flag('dry-run');
    const cache = reader.text('cache') === undefined || reader.flag('cache');
    if (reader.problems.length > 0 || command === undefined)
        return { problems: reader.problems };
    return { options: { command, location, releases, dryRun, cache, warnings } };
}
/** A Python index may lead to files on the releases of others. */
function mayReadReleases(registry, command) {
    if (command?.mode === 'reindex')
        return (command.sources ?? []).length > 0;
    return registry === 'python' && (command?.mode === 'check' || command?.mode === 'pull');
}
function accessOf(location) {
    return location.kind === 'github' ? location.options : undefined;
}
/** Stick's own, which is the place that installers' documentation shows. */
const DEFAULT_PREFIX = { tycho: '', python: 'simple' };
/** What is for another kind of store says nothing here. Variables are shared by steps, of which others may need them. */
function uselessIn(location, mode, inputs) {
    const place = {
        s3: 'a bucket',
        github: 'releases of GitHub',
        releases: 'a release that is named',
        folder: `the folder ${location.kind === 'folder' ? location.folder : ''}`
    }[location.kind];
    return [...inputs]
        .filter(([name, { label }]) => kindsOf(name, mode)?.includes(location.kind) === false && !label.startsWith('REGISTRY_'))
        .map(([, { label }]) => `${label} has no meaning for ${place} and is ignored`);
}
/** The kinds of store for which an input says something; undefined where it does for all. */
function kindsOf(name, mode) {
    // On GitHub it says where a push is read from, and no more.
    return name === 'base-url' && mode === 'reindex' ? ['s3', 'folder'] : KINDS_OF.get(name);
}
const KINDS_OF = new Map([
    ...BUCKET_INPUTS.map((name) => [name, ['s3']]),
    ...['tag', 'branch', 'publish', 'make-latest', 'notes', 'generate-notes', 'target'].map((name) => [name, ['github']]),
    ['prerelease', ['github', 'releases']],
    ['prefix', ['s3', 'github', 'folder']]
]);
function isInput(name) {
    return Object.hasOwn(inputs/* INPUTS */.m, name);
}
/** What has no use for an input: the mode, the format, what is pulled; undefined where all have. */
function withoutMeaning(name, { mode, registry, release }) {
    const { modes, registry: only } = inputs/* INPUTS */.m[name];
    if (!modes.includes(mode))
        return mode;
    if (name === 'prerelease' && mode === 'pull' && release !== 'latest')
        return release === undefined ? 'pull of packages' : 'a release that is named by its tag';
    return only === undefined || only === registry ? undefined : `${mode} of the format ${registry}`;
}
function notYet(mode) {
    return mode === 'serve' ? `This version has no serve yet. One of: ${input_definition/* MODES */.F.join(', ')}.` : undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/digest.ts
var digest = __webpack_require__(2187);
// EXTERNAL MODULE: ./src/transfer/download.ts
var download = __webpack_require__(4507);
;// CONCATENATED MODULE: ./src/pull/kept-files.ts






/** Keeps nothing. */
const nothingKept = {
    restore: () => Promise.resolve(),
    take: () => Promise.resolve(false),
    keep: () => Promise.resolve()
};
/** Files kept in a folder under the name of their digest. */
function keptIn(folder, restore) {
    return {
        restore,
        take: async ({ sha256, executable }, target) => {
            const kept = join(folder, sha256);
            if (!(await isFile(kept)))
                return false;
            const temporary = join(dirname(target), `${PARTIAL}${randomUUID()}`);
            try {
                await mkdir(dirname(target), { recursive: true });
                await copyFile(kept, temporary, constants.COPYFILE_FICLONE);
                if ((await digestOf(temporary)) !== sha256)
                    return false;
                await chmod(temporary, executable ? 0o755 : 0o644);
                await rename(temporary, target);
                return true;
            }
            catch {
                return false;
            }
            finally {
                await rm(temporary, { force: true }).catch(() => undefined);
            }
        },
        keep: async (sha256, file) => {
            const kept = join(folder, sha256);
            try {
                await mkdir(folder, { recursive: true });
                // A link costs no space; what is changed through it later is found out before it is saved, and when it is used.
                await link(file, kept);
            }
            catch (error) {
                // What is kept already may be linked to a file that was pulled: it must not be written to.
                if (systemCode(error) === 'EEXIST')
                    return;
                await copyFile(file, kept, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE).catch(() => undefined);
            }
        }
    };
}
/** Leaves in a folder of kept files only those named, and of those only the ones that still are what their name says. */
async function sweepKept(folder, digests) {
    const names = await readdir(folder).catch(() => []);
    const good = [];
    for (const name of names) {
        const file = join(folder, name);
        if (digests.has(name) && (await isFile(file)) && (await digestOf(file)) === name)
            good.push(name);
        else
            await rm(file, { recursive: true, force: true });
    }
    return good;
}
async function digestOf(file) {
    return sha256OfFile(file, (await stat(file)).size);
}
async function isFile(file) {
    return (await stat(file).catch(() => undefined))?.isFile() === true;
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/p-map/index.js
var p_map = __webpack_require__(606);
// EXTERNAL MODULE: ./src/transfer/stream.ts
var stream = __webpack_require__(7763);
// EXTERNAL MODULE: ./src/leftovers.ts
var leftovers = __webpack_require__(1739);
// EXTERNAL MODULE: ./src/stores/update.ts
var update = __webpack_require__(4605);
;// CONCATENATED MODULE: ./src/tycho/remove.ts







/**
 * Removes versions: first their names are written down as removed, then their artifacts go. Killed in between, nothing
 * is served that is half gone, and the same step completes it. Returns the versions removed, newest first.
 * Throws `conflict` for the version that is latest, `not-found` for one that is not there.
 */
async function removeVersions(store, name, selection) {
    let going = [];
    const next = async (current) => {
        const record = recordOf(store, name, current);
        const stored = (0,tycho_versions/* newestFirst */.ll)(await versionsOf(store, name, []));
        if (record === undefined && stored.length === 0)
            throw noPackage(store, name);
        const removed = record?.removed ?? [];
        const latest = record?.latest ?? null;
        going =
            selection.kind === 'keep'
                ? beyond(stored, removed, latest, selection.keep)
                : (0,tycho_versions/* newestFirst */.ll)(new Set(selection.versions));
        for (const version of going) {
            if (version === latest)
                throw isLatest(store, name, version);
            if (!stored.includes(version) && !removed.includes(version))
                throw await noVersion(store, { package: name, version }, removed);
        }
        const all = [...removed, ...going.filter((version) => !removed.includes(version))];
        if (all.length === removed.length)
            return undefined;
        return changeRecord(record, record === undefined ? { localname: fallbackName(name), latest: null, removed: all } : { removed: all });
    };
    await (0,update/* update */.y)(store.documents, recordPath(name), next, {
        message: () => `remove ${name} ${going.join(', ')}`
    });
    await endRemovals(store, name, going);
    return going;
}
/**
 * Deletes the artifacts of those versions that the record says were removed, and answers which ones were there. They
 * are looked at before the record is, and deleted as they were then: what is pushed under a name that is taken again
 * stays.
 */
async function endRemovals(store, name, versions) {
    const keys = versions.map((version) => artifactKey(name, version, name));
    const found = await (0,p_map/* default */.Ay)(keys, async (key) => ({ key, artifact: await store.artifacts.find(key, { toRemove: true }) }), CONCURRENCY);
    const { body } = await store.documents.read(recordPath(name));
    const removed = recordOf(store, name, body)?.removed ?? [];
    const ended = await (0,p_map/* default */.Ay)(found, async ({ key, artifact }) => {
        if (artifact === undefined || !removed.includes(key.version))
            return [];
        await store.artifacts.remove(key, artifact.revision);
        return [key.version];
    }, CONCURRENCY);
    return ended.flat();
}
const CONCURRENCY = { concurrency: 16 };
/** What lies behind the newest `keep` ones; versions that a killed removal left behind go as well. */
function beyond(stored, removed, latest, keep) {
    const alive = stored.filter((version) => !removed.includes(version));
    const kept = new Set([...alive.slice(0, keep), latest]);
    return stored.filter((version) => !kept.has(version));
}
/** A package without a record gets one that says what was removed; nothing knows the name of its file. */
function fallbackName(name) {
    return name.slice(name.lastIndexOf('/') + 1);
}
function isLatest(store, name, version) {
    return new src_errors/* RegistryError */.gl('conflict', `${name} ${version} is the latest version in ${store.name} and can't be removed`, {
        hint: 'Promote another version first (`mode: promote`).'
    });
}

;// CONCATENATED MODULE: ./src/tycho/inspect.ts











/** All packages of a store, or those named: one listing, and one request a record. */
async function summarize(store, names) {
    const listed = await packagesOf(store, names);
    return (0,p_map/* default */.Ay)(listed, async (entry) => summary(entry, await recordIn(store, entry)), {
        concurrency: inspect_CONCURRENCY
    });
}
function summary({ package: name, versions: sizes }, record) {
    const broken = record !== undefined && 'problem' in record;
    const known = broken ? undefined : record;
    const versions = (0,tycho_versions/* newestFirst */.ll)(sizes.keys()).filter((version) => known?.removed.includes(version) !== true);
    return {
        package: name,
        localname: known?.localname,
        latest: known?.latest ?? null,
        versions,
        yanked: {},
        size: versions.reduce((sum, version) => sum + (sizes.get(version) ?? 0), 0),
        problem: broken ? record.problem : undefined
    };
}
/** The record of a listed package; a record that can't be read is a finding, not a failure. */
async function recordIn(store, entry) {
    if (!entry.hasRecord)
        return undefined;
    try {
        return await readRecord(store, entry.package);
    }
    catch (error) {
        if ((0,src_errors/* isRegistryError */.IP)(error, 'corrupt'))
            return { problem: error.message };
        throw error;
    }
}
/** Looks for what is missing or wrong; `deep` reads every artifact and compares its digest. */
async function inspect(store, options, now = new Date()) {
    const listed = await packagesOf(store, options.packages);
    const found = await (0,p_map/* default */.Ay)(listed, async (entry) => {
        const record = await recordIn(store, entry);
        const shallow = problemsOf(entry, record);
        return options.deep ? [...shallow, ...(await damaged(store, entry))] : shallow;
    }, { concurrency: options.deep ? READS : inspect_CONCURRENCY });
    const missing = options.packages.filter((name) => !listed.some((entry) => entry.package === name));
    const absent = missing.map((name) => problem(name, undefined, src_format/* NOT_THERE */.ro, 'Check the name.'));
    const old = await (0,leftovers/* unfinished */.M)(store, { packages: options.packages, now, parse: parsePath });
    return {
        packages: listed.length,
        versions: listed.reduce((sum, { versions }) => sum + versions.size, 0),
        problems: [...absent, ...found.flat(), ...old]
    };
}
function problemsOf(entry, record) {
    const name = entry.package;
    if (record === undefined) {
        return [
            problem(name, undefined, 'has versions but no tycho.json', 'Make it: `mode: reindex` does where it can, else `mode: init`.')
        ];
    }
    if ('problem' in record)
        return [problem(name, undefined, `has a broken record: ${record.problem}`, 'Put the file right by hand.')];
    const problems = [];
    const unsafe = localNameProblem(record.localname, 'linux');
    if (unsafe !== undefined) {
        problems.push(problem(name, undefined, `has the localname ${JSON.stringify(record.localname)}, which ${unsafe}`, 'Put tycho.json right by hand: pulls are refused.'));
    }
    if (record.latest !== null && !entry.versions.has(record.latest)) {
        problems.push(problem(name, record.latest, 'is the latest, but is not there', 'Promote another version (`mode: promote`), or push it again.'));
    }
    for (const version of record.removed) {
        if (entry.versions.has(version))
            problems.push(problem(name, version, 'was removed, but its artifact is still there', 'End the removal (`mode: reindex`).'));
    }
    return problems;
}
async function damaged(store, entry) {
    const found = await (0,p_map/* default */.Ay)((0,tycho_versions/* newestFirst */.ll)(entry.versions.keys()), async (version) => {
        try {
            if (await isSound(store, artifactKey(entry.package, version, entry.package)))
                return [];
        }
        catch (error) {
            if (!(0,src_errors/* isRegistryError */.IP)(error, 'corrupt'))
                throw error;
            return [problem(entry.package, version, `can't be read: ${error.message}`, error.hint)];
        }
        return [
            problem(entry.package, version, 'has other bytes than were pushed', 'Remove it (`mode: remove`) and push another version.')
        ];
    }, { concurrency: 2 });
    return found.flat();
}
/** False where the bytes of an artifact are others than the digest that is known of it says. */
async function isSound(store, key) {
    const opened = await store.artifacts.open(key);
    if (opened === undefined)
        return true;
    const known = await knownOf(store, key, opened.artifact);
    if (known !== undefined)
        return (await (0,stream/* digestOf */.ol)(opened.body, known.algorithm)) === known.value;
    opened.body.destroy();
    return true;
}
/** The digest that was stored with an artifact; of another tool's what the store knows. */
async function knownOf(store, key, artifact) {
    const { sha256, revision } = artifact;
    if (sha256 === undefined)
        return store.artifacts.evidence(key, revision);
    return { algorithm: { name: 'sha256' }, value: sha256 };
}
/** Repairs what is unambiguous: records that are missing, removals and uploads that were broken off. The rest is reported. */
async function repair(store, names, now) {
    const listed = await packagesOf(store, names);
    const repaired = await (0,p_map/* default */.Ay)(listed, (entry) => repairPackage(store, entry), { concurrency: inspect_CONCURRENCY });
    const aborted = await (0,leftovers/* abortUnfinished */.K)(store, { packages: names, now, parse: parsePath });
    const after = await inspect(store, { packages: names, deep: false }, now);
    return { ...after, changed: [...repaired.flat(), ...aborted] };
}
async function repairPackage(store, entry) {
    const name = entry.package;
    const record = await recordIn(store, entry);
    if (record !== undefined && 'problem' in record)
        return [];
    if (record === undefined) {
        const localname = await nameOfNewest(store, entry);
        if (localname === undefined)
            return [];
        const next = (current) => Promise.resolve(current === undefined ? changeRecord(undefined, { localname, latest: null }) : undefined);
        const { changed } = await (0,update/* update */.y)(store.documents, recordPath(name), next, {
            message: () => `reindex ${name}`
        });
        return changed ? [`${name}: made its tycho.json, with the file name ${localname}`] : [];
    }
    const begun = record.removed.filter((each) => entry.versions.has(each));
    if (begun.length === 0)
        return [];
    return (await endRemovals(store, name, begun)).map((version) => `${name} ${version}: ended its removal`);
}
/** The name that the newest version's file had when it was pushed, where the store knows it. */
async function nameOfNewest(store, entry) {
    for (const version of (0,tycho_versions/* newestFirst */.ll)(entry.versions.keys())) {
        const filename = (await store.artifacts.find(artifactKey(entry.package, version, entry.package)))
            ?.filename;
        if (filename !== undefined && localNameProblem(filename, 'linux') === undefined)
            return filename;
    }
    return undefined;
}
function problem(name, version, what, fix) {
    return { package: name, version, what, fix };
}
/** Packages that are looked at together: what is asked of a store at the same moment may be one request. */
const inspect_CONCURRENCY = 64;
/** Packages of which files are read at the same time. */
const READS = 16;

;// CONCATENATED MODULE: ./src/tycho/format.ts




/** Tycho Station's format: any file, by package and version. */
const tycho = {
    summarize: summarize,
    inspect: (store, options) => inspect(store, options),
    repair: (store, { packages }) => repair(store, packages, new Date()),
    remove: removeVersions,
    rootOf: (path) => (parsePath(path) === undefined ? undefined : ''),
    noPackage: noPackage
};

;// CONCATENATED MODULE: ./src/commands/formats.ts

/** A registry format by its name; Python's is loaded when it is reached. */
async function formatOf(name) {
    return name === 'tycho' ? tycho : (await Promise.all(/* import() */[__webpack_require__.e(131), __webpack_require__.e(938), __webpack_require__.e(653), __webpack_require__.e(256), __webpack_require__.e(382), __webpack_require__.e(272), __webpack_require__.e(767)]).then(__webpack_require__.bind(__webpack_require__, 5767))).python;
}

;// CONCATENATED MODULE: ./src/commands/nothing-there.ts


/**
 * What to say of a store in which no package was found: that there is nothing, or what is there instead. Undefined where it
 * is a registry of this format that has no packages.
 */
async function nothingThere(store, sought) {
    const { isEmpty, other } = await lookAround(store, sought);
    return isEmpty ? `there is nothing in ${store.name}: look at \`store\` and \`prefix\`` : other;
}
/** The same, where something else is there. */
async function somethingElse(store, sought) {
    return (await lookAround(store, sought)).other;
}
async function lookAround(store, { registry, prefix }) {
    const what = registry === 'python' ? 'project' : 'package';
    const none = `there is no ${what} in ${store.name}`;
    const formats = await Promise.all(src_format/* FORMATS */.hR.map(async (name) => ({ name, format: await formatOf(name) })));
    let looked = 0;
    let first;
    for await (const { path } of store.list('')) {
        if (path.slice(path.lastIndexOf('/') + 1).startsWith('.'))
            continue;
        first ??= path;
        for (const { name, format } of formats) {
            const root = format.rootOf(path);
            if (root === undefined)
                continue;
            if (name === registry && root === '')
                return { isEmpty: false, other: undefined };
            const how = `${settings(name, `${prefix}/${root}`)} if that one is meant`;
            return { isEmpty: false, other: `${none}, but ${path} is of ${CALLED[name]}: ${how}` };
        }
        looked += 1;
        if (looked >= MOST)
            break;
    }
    if (first === undefined)
        return { isEmpty: true, other: undefined };
    return {
        isEmpty: false,
        other: `${none}, but other files, such as ${first}: look at \`store\` and \`prefix\``
    };
}
/** So many files tell what is in a store. */
const MOST = 10_000;
const CALLED = { tycho: 'a Tycho registry', python: 'a Python index' };
/** Both, as another format has another default. */
function settings(format, folder) {
    const prefix = folder.replace(/^\/+|\/+$/g, '');
    return `set \`registry: ${format}\` and \`prefix: ${prefix === '' ? '/' : prefix}\``;
}

;// CONCATENATED MODULE: ./src/commands/check.ts





/** Looks for what is missing or changed, twice where there seems to be something; the report lists what stays so. */
async function check(store, options, log) {
    const format = await formatOf(options.registry);
    const found = await format.inspect(store, options);
    const { packages, versions } = found;
    const problems = found.problems.length === 0 ? [] : await lasting({ store, format, options, found });
    const gone = found.problems.length - problems.length;
    if (gone > 0)
        log.info(`${(0,src_log/* formatCount */.B4)(gone, 'problem')} had gone when looked for again: other jobs are writing here`);
    const isEmpty = packages === 0 && problems.length === 0 && options.packages.length === 0;
    const nothing = isEmpty ? await nothingThere(store, options) : undefined;
    if (nothing !== undefined)
        log.notice(nothing);
    const well = nothing === undefined ? 'all is well' : 'nothing was found to check';
    log.info(`checked ${(0,src_format/* countOf */.pq)(options.registry, packages, versions)} in ${store.name}: ${problems.length === 0 ? well : (0,src_log/* formatCount */.B4)(problems.length, 'problem')}`);
    return { mode: 'check', registry: options.registry, packages, versions, problems };
}
/** Milliseconds after which a job that is writing has written what belongs together. */
const PAUSE = 2_000;
/**
 * The problems that are found again. While another job pushes or removes, a look sees what belongs together in two states.
 * Files are read again only of packages with problems that nothing else shows.
 */
async function lasting({ store, format, options, found }) {
    await (0,external_node_timers_promises_.setTimeout)(PAUSE);
    const { packages, deep } = options;
    const shallow = idsOf(await format.inspect(store, { packages, deep: false }));
    const hidden = found.problems.filter((problem) => !shallow.has(idOf(problem)));
    const names = [...new Set(hidden.map((problem) => problem.package))];
    const read = deep && names.length > 0;
    const all = read ? idsOf(await format.inspect(store, { packages: names, deep })) : new Set();
    return found.problems.filter((problem) => shallow.has(idOf(problem)) || all.has(idOf(problem)));
}
function idsOf({ problems }) {
    return new Set(problems.map(idOf));
}
/** Behind a colon is what a service or a library said, which may say it otherwise the next time. */
function idOf({ package: name, version, what }) {
    return JSON.stringify([name, version, what.split(': ')[0]]);
}

// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(9172);
;// CONCATENATED MODULE: ./src/tycho/recording.ts






/** A version that was removed while it was being pushed: what was pushed has to go again. */
class Removed extends src_errors/* RegistryError */.gl {
}
/**
 * Writes down a version: the record is made where there is none, and the version promoted where asked. Throws `Removed`
 * for one that the record says was removed.
 */
async function recordVersion(store, recorded) {
    const { package: name, version, promote } = recorded;
    const wanted = recorded.localName ?? recorded.filename;
    let localName = wanted;
    let previous = null;
    let latest = null;
    const next = (current) => {
        const record = recordOf(store, name, current);
        if (record?.removed.includes(version) === true) {
            throw new Removed('conflict', `${name} ${version} was removed while it was being pushed`, {
                hint: `A removed version stays taken. ${takingAgain(store)}`
            });
        }
        localName = record?.localname ?? wanted;
        previous = record?.latest ?? null;
        const newer = promote === 'yes' ||
            (promote === 'if-newer' && (previous === null || (0,tycho_versions/* compareVersions */.Zy)(version, previous) > 0));
        latest = newer ? version : previous;
        if (record !== undefined && latest === previous)
            return Promise.resolve(undefined);
        return Promise.resolve(changeRecord(record, record === undefined ? { localname: wanted, latest } : { latest }));
    };
    const message = () => latest === version ? promotionOf(name, version, previous) : `push ${name} ${version}`;
    await (0,update/* update */.y)(store.documents, recordPath(name), next, { message });
    return { latest, previous, localName };
}
/** What helps where a name stays taken. */
function takingAgain({ limits }) {
    return limits.replaces
        ? 'Push another version, or set `if-exists: overwrite` to take the name again.'
        : 'Push another version.';
}
/** What a promotion is called in the history of a store. */
function promotionOf(name, version, previous) {
    return `promote ${name} ${version} (was ${previous ?? 'none'})`;
}

;// CONCATENATED MODULE: ./src/tycho/released.ts



/**
 * Writes down the versions that became public with the one that is being pushed. What that is to be, latest or not, counts
 * for those of other packages as well; of its own package it is the one that counts.
 */
async function recordReleased(store, pushed) {
    const { package: name, version, filename, promote } = pushed;
    const { entries, settle } = await store.artifacts.released(artifactKey(name, version, filename));
    const found = await (0,p_map/* default */.Ay)(entries, async (entry) => {
        const other = await otherIn(store, entry);
        if (other === undefined)
            return [];
        const { package: otherName, version: otherVersion } = other;
        const told = { package: otherName, version: otherVersion, promoted: false };
        if (otherName === name && otherVersion === version)
            return [told];
        try {
            const wanted = otherName === name ? 'no' : promote;
            const { latest, previous } = await recordVersion(store, { ...other, promote: wanted });
            return [{ ...told, promoted: latest !== previous }];
        }
        catch (error) {
            // It stays removed; a reindex ends its removal.
            if (error instanceof Removed)
                return [];
            throw error;
        }
    }, { concurrency: 8 });
    const paths = entries.filter(({ path }) => parsePath(path) !== undefined).map(({ path }) => path);
    return {
        versions: found.flat(),
        settle: () => settle(paths)
    };
}
/** What a path holds; undefined where it is another format's, or gone again. */
async function otherIn(store, { path }) {
    const { package: name, version } = parsePath(path) ?? {};
    if (name === undefined || version === undefined)
        return undefined;
    const filename = (await store.artifacts.find(artifactKey(name, version, name)))?.filename;
    return filename === undefined ? undefined : { package: name, version, filename, localName: undefined };
}

;// CONCATENATED MODULE: ./src/tycho/publish.ts










/**
 * Publishes a version: the artifact first, then the record, so that killed at any request what is there is valid and
 * the same push completes it. Throws `conflict` where the name is taken by other bytes, or was removed.
 */
async function publish(store, publication) {
    const { package: name, version, ifExists } = publication;
    const key = artifactKey(name, version, publication.filename);
    const [record, found] = await Promise.all([readRecord(store, name), store.artifacts.find(key)]);
    if (record?.removed.includes(version) === true)
        await liftTombstone(store, publication, found);
    const item = {
        key,
        body: publication.body,
        sha256: publication.sha256,
        executable: publication.executable,
        contentType: 'application/octet-stream'
    };
    const storing = storeArtifact(store, item, found, ifExists).catch(async (error) => {
        if ((0,src_errors/* isRegistryError */.IP)(error, 'conflict'))
            await recordOthers(store, publication);
        throw error;
    });
    const { revision: written, ...stored } = await storing;
    if (stored.held && record === undefined)
        await nameHeld(store, publication);
    if (stored.held || stored.sha256 !== item.sha256) {
        // What was skipped is not what was pushed: whether it is to be the latest is not for this push to say.
        const latest = record?.latest ?? null;
        return { ...stored, released: [], latest, previous: latest, localName: record?.localname };
    }
    try {
        const { versions, settle } = await recordReleased(store, publication);
        const recorded = await recordVersion(store, publication);
        await settle();
        return { ...stored, released: versions, ...recorded };
    }
    catch (error) {
        // Nothing that came after it: that is another revision, or another writer's.
        if (written !== undefined && error instanceof Removed)
            await store.artifacts.remove(key, written);
        throw error;
    }
}
/**
 * A version that waits comes into no record yet; but the name that was chosen for pulled files is known to this step alone,
 * so a package that is new is made, without a version.
 */
async function nameHeld(store, { package: name, filename, localName }) {
    if (localName !== undefined && localName !== filename)
        await initPackage(store, name, localName);
}
/** What has become public on the way is found also where this version is refused. */
async function recordOthers(store, publication) {
    const { package: name, version } = publication;
    const { versions, settle } = await recordReleased(store, { ...publication, promote: 'no' });
    if (versions.some((each) => each.package === name && each.version === version))
        await recordVersion(store, { ...publication, promote: 'no' });
    await settle();
}
/** What is stored afterwards; with a revision where this push has written it. */
async function storeArtifact(store, item, found, ifExists) {
    const { sha256 } = item;
    const held = false;
    let there = found;
    if (there === undefined) {
        const [created] = await store.artifacts.create([item]);
        if (created?.outcome === 'created')
            return { created: true, held, sha256, revision: created.revision };
        if (created?.outcome === 'held')
            return holdVersion(store, item, created.there, ifExists);
        there = await store.artifacts.find(item.key);
        if (there === undefined)
            throw conflict(store, item, 'was removed again while it was being pushed', 'Push again.');
    }
    if (ifExists === 'fail')
        throw conflict(store, item, 'exists already', FAIL_HINT);
    // Whoever has stored the same bytes just now may be about to take them back, where a removal came in between: what is
    // written over them is this push's own.
    const isOthers = found === undefined && ifExists === 'overwrite';
    if (!isOthers && (await hasSameBytes(store, item, there)))
        return { created: false, held, sha256 };
    if (ifExists === 'skip')
        return { created: false, held, sha256: there.sha256 };
    if (ifExists === 'overwrite') {
        const replaced = await store.artifacts.replace(item, there.revision);
        if (replaced.outcome === 'swapped')
            return { created: true, held, sha256, revision: replaced.revision };
        throw conflict(store, item, 'was changed by somebody else at the same moment', 'Look at what is there, then push again if it has to be replaced.');
    }
    throw conflict(store, item, 'exists already with other bytes', store.limits.replaces
        ? 'A version is written once: push another version. Only if nobody has pulled this one yet, `if-exists: overwrite` replaces it.'
        : 'A version is written once: push another version.');
}
const FAIL_HINT = 'Push another version, or set `if-exists: same` to accept the same bytes.';
/** What a version that waits for its publication comes to. */
function holdVersion(store, item, there, ifExists) {
    const { sha256 } = item;
    if (there === 'nothing')
        return { created: true, held: true, sha256 };
    if (ifExists === 'fail')
        throw conflict(store, item, 'waits already to be published', FAIL_HINT);
    if (there === 'same')
        return { created: false, held: true, sha256 };
    if (ifExists === 'skip')
        return { created: false, held: true, sha256: undefined };
    throw conflict(store, item, 'waits already to be published, with other bytes', 'A version is written once: push another version. Or delete the draft of its release, with all that waits in it, and push again.');
}
/** Compares by the digest; another tool's artifact by what the store knows of it, and where that is nothing, by its bytes. */
async function hasSameBytes(store, item, there) {
    if (there.size !== (0,stores_body/* sizeOf */.$d)(item.body))
        return false;
    if (there.sha256 !== undefined)
        return there.sha256 === item.sha256;
    const { revision } = there;
    const evidence = await store.artifacts.evidence(item.key, revision);
    if (evidence !== undefined && item.body.kind === 'file')
        return (await (0,digest/* digestOfFile */.Mk)(item.body.path, item.body.size, evidence.algorithm)) === evidence.value;
    const opened = await store.artifacts.open(item.key, { revision });
    return opened !== undefined && (await (0,stream/* sha256Of */.Bj)(opened.body)) === item.sha256;
}
/** A removed name may be taken again only on request, and only once its artifact is gone. */
async function liftTombstone(store, { package: name, version, ifExists }, found) {
    const taken = `${name} ${version} was removed from ${store.name}, and a removed version stays taken`;
    if (ifExists !== 'overwrite') {
        throw new src_errors/* RegistryError */.gl('conflict', taken, {
            hint: takingAgain(store)
        });
    }
    if (found !== undefined) {
        throw new src_errors/* RegistryError */.gl('conflict', `${taken}; its removal has not ended yet`, {
            hint: 'Run the removal of this version again (`mode: remove`), then push.'
        });
    }
    const next = (current) => {
        const record = recordOf(store, name, current);
        if (record === undefined)
            return Promise.resolve(undefined);
        return Promise.resolve(changeRecord(record, { removed: record.removed.filter((each) => each !== version) }));
    };
    await (0,update/* update */.y)(store.documents, recordPath(name), next, {
        message: () => `give ${name} ${version} free again`
    });
}
function conflict(store, item, what, hint) {
    return new src_errors/* RegistryError */.gl('conflict', `${item.key.package} ${item.key.version} ${what} (${store.name})`, {
        hint
    });
}
/** Makes a version the latest. Throws `not-found` where it, or its package, is not there. */
async function promoteVersion(store, name, version) {
    let previous = null;
    const next = async (current) => {
        const record = recordOf(store, name, current);
        const found = await store.artifacts.find(artifactKey(name, version, name));
        if (found === undefined || record?.removed.includes(version) === true) {
            throw await noVersion(store, { package: name, version }, record?.removed ?? []);
        }
        if (record === undefined) {
            throw new src_errors/* RegistryError */.gl('not-found', `${name} has no tycho.json in ${store.name}`, {
                hint: 'Make it (`mode: init`), with the name that a pulled file gets.'
            });
        }
        previous = record.latest;
        return record.latest === version ? undefined : changeRecord(record, { latest: version });
    };
    await (0,update/* update */.y)(store.documents, recordPath(name), next, {
        message: () => promotionOf(name, version, previous)
    });
    return { latest: version, previous };
}
/** Creates a package's record; one that is there is left alone. `localName` is the name that pulled files get. */
async function initPackage(store, name, localName) {
    const next = (current) => Promise.resolve(current === undefined ? changeRecord(undefined, { localname: localName, latest: null }) : undefined);
    const { changed, after } = await (0,update/* update */.y)(store.documents, recordPath(name), next, {
        message: () => `create ${name}`
    });
    return { created: changed, localName: recordOf(store, name, after)?.localname ?? localName };
}

;// CONCATENATED MODULE: ./src/commands/init.ts

/** Creates a package without versions; one that is there is left alone. */
async function init(store, options, log) {
    const { package: name } = options;
    const { created, localName } = await initPackage(store, name, options.localName);
    if (created)
        log.info(`initialized ${name}, pulled as ${localName}`);
    else if (localName === options.localName)
        log.info(`${name} is initialized already`);
    else
        log.warning(`${name} is initialized already, and pulled as ${localName}, not as ${options.localName}`);
    return { mode: 'init', package: name, created };
}

;// CONCATENATED MODULE: ./src/commands/list.ts



/** Lists packages with their versions, newest first. Throws `not-found` for a package that is named and not there. */
async function list(store, options, log) {
    const format = await formatOf(options.registry);
    const packages = await format.summarize(store, options.packages);
    const absent = options.packages.filter((name) => !packages.some((each) => each.package === name));
    if (absent.length === 1)
        throw format.noPackage(store, absent[0] ?? '');
    if (absent.length > 1) {
        throw new src_errors/* RegistryError */.gl('not-found', `these packages are not in ${store.name}: ${absent.join(', ')}`, {
            hint: "Check the names, and the store's prefix."
        });
    }
    // A list of packages that are folders has looked at all there is; one that a document holds may be all that can be read.
    const isEmpty = packages.length === 0 && options.registry === 'tycho';
    const there = isEmpty ? await somethingElse(store, options) : undefined;
    if (there !== undefined)
        log.notice(there);
    for (const { problem } of packages)
        if (problem !== undefined)
            log.warning(problem);
    return { mode: 'list', registry: options.registry, store: store.name, packages };
}

;// CONCATENATED MODULE: ./src/commands/promote.ts

/** Makes a version the latest of its package. */
async function promote(store, options, log) {
    const { package: name, version } = options;
    const { latest, previous } = await promoteVersion(store, name, version);
    log.info(previous === latest
        ? `${name} ${latest} is the latest already`
        : `promoted ${name} ${latest} (was ${previous ?? 'none'})`);
    return { mode: 'promote', package: name, latest, previous };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./src/stores/released.ts
var released = __webpack_require__(1695);
;// CONCATENATED MODULE: ./src/pull/resolving.ts





/** Finds what a request means. Undefined: it asks for the latest, and none was promoted yet. Throws `not-found`. */
async function resolveFiles(store, request) {
    if (isPython(request))
        return (await Promise.all(/* import() */[__webpack_require__.e(131), __webpack_require__.e(938), __webpack_require__.e(653), __webpack_require__.e(256), __webpack_require__.e(382), __webpack_require__.e(272), __webpack_require__.e(876)]).then(__webpack_require__.bind(__webpack_require__, 2876))).resolveRequest(store, request);
    if (isRelease(request))
        return (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 850))).resolveRelease(store, request);
    const resolved = await resolve(store, request);
    if (resolved === undefined)
        return undefined;
    const { version, localname } = resolved;
    const key = artifactKey(request.package, version, localname);
    return { version, files: [{ key, localname, recorded: undefined }] };
}
/**
 * The key of a request in a lockfile: its text, and for a Python or a platform the options that name it. No request is
 * written like that, so each target has an entry of its own.
 */
function lockKeyOf(request) {
    if (!isPython(request))
        return request.text;
    const { python, platform } = request.target;
    return [
        request.text,
        ...(python === undefined ? [] : [`--python-version ${python}`]),
        ...(platform === undefined ? [] : [`--platform ${platform}`])
    ].join(' ');
}
/** The error for a request that a lockfile lacks. An update would drop what it has for other targets, so those are told another way. */
function noEntry(path, request) {
    const key = lockKeyOf(request);
    const how = key === request.text ? 'with `update-lock: true`' : 'where CI is not set, which adds it,';
    return new src_errors/* RegistryError */.gl('input', `the lockfile ${path} has no entry for ${key}`, {
        hint: `Run once ${how} and commit the lockfile. (With CI set, a pull does not write it by itself.)`
    });
}
/** Where a file of a lockfile is in the store. */
function lockedKey(request, version, file) {
    const { name, path, archive } = file;
    if (archive !== undefined)
        return (0,released/* archiveKey */.q2)(request.package, version, archive);
    if (isRelease(request))
        return (0,released/* assetKey */.e7)(request.package, version, name);
    if (!isPython(request))
        return artifactKey(request.package, version, name);
    return { package: request.package, version, path: path ?? `${request.package}/${name}`, filename: name };
}
/** The error for a file that is not there although it was resolved. */
async function vanished(store, request, { key, isLocked }) {
    const { package: name, version } = key;
    if (isRelease(request))
        return (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 850))).vanishedAsset(store, key);
    if (isPython(request)) {
        const elsewhere = (0,released/* elsewhereIn */._g)(key.path);
        const place = elsewhere === undefined ? `${store.name}/${key.path}` : key.path;
        // Nobody has asked the index, which may have it no more.
        if (isLocked)
            return new src_errors/* RegistryError */.gl('not-found', `${place} is not there any more, although the lockfile has it`, {
                hint: `Version ${version} was removed, or somebody deleted the file. \`update-lock: true\` takes what the index has now.`
            });
        const hint = elsewhere === undefined
            ? 'Somebody deleted it. Push the same file again; or `mode: reindex` takes it off the index.'
            : `Somebody deleted it, or the token may not see it. \`mode: reindex\` with \`source: ${elsewhere.repository}\` takes it off the index.`;
        return new src_errors/* RegistryError */.gl('not-found', `${place} is not there, although the index has it`, { hint });
    }
    if (request.version !== 'latest')
        return noVersion(store, { package: name, version }, []);
    return new src_errors/* RegistryError */.gl('not-found', `${name} ${version} is not in ${store.name}`, {
        hint: `Its tycho.json says that ${version} is the latest. Promote one that is there (\`mode: promote\`), or push it again.`
    });
}
/** The name of the folder that a file is unpacked to. */
function folderOf(request, localname) {
    return isRelease(request) ? (0,releases_assets/* unpackedName */.vH)(localname) : request.package;
}
/** Where the name of a file was found, in words that its name follows. */
function placeOfName(store, request) {
    if (isRelease(request))
        return `a release of ${store.name} has an asset of the name`;
    return isPython(request)
        ? `${request.package} in ${store.name} has a file of the name`
        : `${store.name}/${recordPath(request.package)} has the localname`;
}
/** What to do where a request has several files, and there is room for one. */
function narrower(request) {
    return isRelease(request)
        ? 'Pull them to a folder, or say which one: `assets`.'
        : 'Pull them to a folder, or say for which Python or platform: `python-version`, `platform`.';
}
function isRelease(request) {
    return 'which' in request;
}
/** True for a request of the Python format. */
function isPython(request) {
    return 'specifier' in request;
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./src/folders.ts
var folders = __webpack_require__(8146);
;// CONCATENATED MODULE: ./src/pull/unpacked-folder.ts





/** The note that an unpacked folder holds: of which archive it is, and what it looked like. */
const NOTE = '.registry-unpacked.json';
/** True where `folder` holds exactly what the archive of this digest was unpacked to. */
async function isUnpacked(folder, digest) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, NOTE), 'utf8').catch(() => undefined);
    const note = dist/* safeParse */.xLC(noteSchema, text);
    if (!note.success || note.output.digest !== digest)
        return false;
    // What can't be read is unpacked anew.
    return note.output.tree === (await treeDigest(folder).catch(() => undefined));
}
/** Writes the note of a folder that an archive of this digest was unpacked to. */
async function noteUnpacked(folder, digest) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, NOTE), JSON.stringify({ digest, tree: await treeDigest(folder) }), {
        flag: 'wx'
    });
}
/**
 * Puts a folder in place of another: a reader sees the old one, for a moment none, then the new one, never a mixture.
 * Throws `conflict` where what is there is not this program's own.
 */
async function replaceFolder(from, to) {
    const old = `${from}-old`;
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(to), { recursive: true });
    await assertReplaceable(to);
    await (0,promises_.rename)(to, old).catch((error) => {
        if ((0,src_errors/* systemCode */.xU)(error) !== 'ENOENT')
            throw error;
    });
    await (0,promises_.rename)(from, to);
    // The new one is in place: what is left of the old one goes with the left-overs of killed pulls.
    await (0,promises_.rm)(old, { recursive: true, force: true }).catch(() => undefined);
}
/** Throws `conflict` where something is at `folder` that is neither empty nor was unpacked by this program. */
async function assertReplaceable(folder) {
    try {
        const state = await (0,promises_.lstat)(folder);
        if (!state.isDirectory())
            throw unpacked_folder_foreign(folder, state.isSymbolicLink() ? 'is a link' : 'is a file');
        const names = await (0,promises_.readdir)(folder);
        if (names.length > 0 && !names.includes(NOTE))
            throw unpacked_folder_foreign(folder, 'holds files that no pull has unpacked there');
    }
    catch (error) {
        if (!['ENOENT', 'ENOTDIR'].includes((0,src_errors/* systemCode */.xU)(error) ?? ''))
            throw (0,src_errors/* fileError */.zS)(error, folder, 'reading');
    }
}
const noteSchema = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* object */.Ikc({ digest: dist/* string */.YjP(), tree: dist/* string */.YjP() }));
/** A digest over the names, modes and bytes of all files below a folder, the note left out. */
async function treeDigest(folder) {
    const lines = [];
    for (const entry of await (0,promises_.readdir)(folder, { withFileTypes: true, recursive: true })) {
        const file = (0,external_node_path_.join)(entry.parentPath, entry.name);
        const name = file.slice(folder.length + 1);
        if (name === NOTE)
            continue;
        if (entry.isSymbolicLink())
            lines.push(`${name} -> ${await (0,promises_.readlink)(file)}`);
        else if (entry.isFile()) {
            const { size, mode } = await (0,promises_.lstat)(file);
            lines.push(`${name} ${mode & 0o111} ${await (0,digest/* sha256OfFile */.Vq)(file, size)}`);
        }
    }
    return (0,digest/* sha256 */.sc)(lines.sort().join('\n'));
}
function unpacked_folder_foreign(folder, what) {
    return new src_errors/* RegistryError */.gl('conflict', `${folder} ${what}, and is not replaced by an unpacked package`, {
        hint: 'Move it away, or delete it if it may go, or unpack to another folder with `path`.'
    });
}

;// CONCATENATED MODULE: ./src/pull/entries.ts




/** An archive may hold this many entries, and unpack to this many bytes or this many times its size. */
const MAX_ENTRIES = 500_000;
const MAX_FREE_BYTES = 2 * 1024 ** 3;
const MAX_RATIO = 100;
/** A guard over the entries of one archive of `size` bytes. */
function guarding(archive) {
    const { name, size, platform } = archive;
    let entries = 0;
    let bytes = 0;
    let bad;
    const most = Math.max(MAX_FREE_BYTES, size * MAX_RATIO);
    const collision = findingCollisions(platform);
    return {
        judge: (entry) => {
            entries += 1;
            bytes += entry.size;
            bad ??= outside(entry) ?? unwritable(entry.path, platform);
            const [first = '', ...below] = segmentsOf(entry.path);
            // Folders that this program has unpacked are packed again by people, with its note in them.
            const isNote = oneName(first, platform) === oneName(NOTE, platform);
            if (isNote && entry.kind === 'file' && below.length === 0 && bad === undefined)
                return 'leave';
            if (isNote)
                bad ??= `the entry ${quote(entry.path)} has the name of the note that is kept there`;
            bad ??= collision(entry.path);
            if (entries > MAX_ENTRIES)
                bad ??= `it holds more than ${MAX_ENTRIES} entries`;
            if (bytes > most)
                bad ??= `it unpacks to more than ${most} bytes, ${MAX_RATIO} times its own size`;
            return bad === undefined ? 'write' : 'stop';
        },
        end: () => {
            if (bad === undefined)
                return;
            throw new src_errors/* RegistryError */.gl('corrupt', `${name} is not unpacked: ${bad}`, {
                hint: 'Nothing was put in place. Look at who made this archive; without `extract` it is pulled as it is.'
            });
        }
    };
}
/** Why an entry can't be written, if it can't. */
function outside({ path, kind, target: link }) {
    if (escapes(path))
        return `the entry ${quote(path)} lies outside of the folder`;
    if (link === undefined)
        return undefined;
    const target = kind === 'hard link' ? link : external_node_path_.posix.join(external_node_path_.posix.dirname(path), link);
    // After a name, ".." may step out of where another link leads, not back to where the name stands.
    const stepsBack = /[^/]\/+\.\.(\/|$)/.test(link.replace(/^(\.\.?\/+)+/, ''));
    return link.startsWith('/') || stepsBack || escapes(target) || /^[A-Za-z]:|\\/.test(link)
        ? `the link ${quote(path)} points outside of the folder, to ${quote(link)}`
        : undefined;
}
function escapes(path) {
    const normal = external_node_path_.posix.normalize(path);
    return (path.startsWith('/') ||
        path.includes('\\') ||
        path.includes('\0') ||
        /^[A-Za-z]:/.test(path) ||
        normal === '..' ||
        normal.startsWith('../'));
}
function unwritable(path, platform) {
    if (platform !== 'win32')
        return undefined;
    const problem = segmentsOf(path)
        .map(windowsProblem)
        .find((each) => each !== undefined);
    return problem === undefined ? undefined : `the entry ${quote(path)} ${problem}`;
}
/** Finds names that are several in the archive, and one where it is unpacked. */
function findingCollisions(platform) {
    if (!foldsNames(platform))
        return () => undefined;
    const spellings = new Map();
    return (path) => {
        const segments = segmentsOf(path);
        for (let depth = 1; depth <= segments.length; depth += 1) {
            const name = segments.slice(0, depth).join('/');
            const place = oneName(name, platform);
            const other = spellings.get(place) ?? name;
            if (other !== name)
                return `its entries ${quote(other)} and ${quote(name)} are one name on this system`;
            spellings.set(place, name);
        }
        return undefined;
    };
}
function segmentsOf(path) {
    return external_node_path_.posix
        .normalize(path)
        .split('/')
        .filter((segment) => segment !== '' && segment !== '.');
}
function quote(path) {
    return JSON.stringify(path);
}

;// CONCATENATED MODULE: ./src/pull/unpack.ts










/**
 * Unpacks a tar or zip archive into `folder`, which is replaced as a whole, and notes there what was unpacked.
 * Throws `corrupt` for an archive that reaches outside, has names that can't be kept apart here, or unpacks to absurd
 * sizes; `unsupported` for other kinds; `conflict` where something is in place that this program did not unpack.
 */
async function unpack(archive, folder, job) {
    const temporary = (0,external_node_path_.join)((0,external_node_path_.dirname)(folder), `${download/* PARTIAL */.y}${(0,external_node_crypto_.randomUUID)()}`);
    const guard = guarding(job);
    try {
        await (0,folders/* makeFolder */.f)(temporary);
        await unpackInto(temporary, { archive, name: job.name, guard });
        await noteUnpacked(temporary, job.digest);
        await replaceFolder(temporary, folder);
    }
    catch (error) {
        const known = (0,src_errors/* fileError */.zS)(error, folder, 'unpacking to');
        throw (0,src_errors/* isRegistryError */.IP)(known) ? known : unreadable(job.name, error);
    }
    finally {
        await (0,promises_.rm)(temporary, { recursive: true, force: true }).catch(() => undefined);
    }
}
async function unpackInto(folder, { archive, name, guard }) {
    const kind = await kindOf(archive);
    if (kind === 'other')
        throw unknownKind(name);
    try {
        await (kind === 'tar' ? unpackTar(archive, folder, guard) : unpackZip(archive, folder, guard));
    }
    catch (error) {
        // What was found to be bad tells more than what came of it.
        guard.end();
        // The folder is new: whatever is in the way of an entry is another one.
        if (IN_THE_WAY.has((0,src_errors/* systemCode */.xU)(error) ?? ''))
            throw unreadable(name, error);
        throw error;
    }
    guard.end();
}
const IN_THE_WAY = new Set(['EEXIST', 'ENOTDIR', 'EISDIR']);
async function kindOf(archive) {
    const file = await (0,promises_.open)(archive, 'r');
    const head = Buffer.alloc(265);
    await file.read(head, 0, head.length, 0).finally(() => file.close());
    if (head.readUInt16BE(0) === 0x1f8b || head.toString('latin1', 257, 262) === 'ustar')
        return 'tar';
    return head.toString('latin1', 0, 2) === 'PK' && [0x0304, 0x0506].includes(head.readUInt16BE(2))
        ? 'zip'
        : 'other';
}
async function unpackTar(archive, into, guard) {
    const tar = await __webpack_require__.e(/* import() */ 697).then(__webpack_require__.bind(__webpack_require__, 8697));
    await tar.extract({
        file: archive,
        cwd: into,
        strict: true,
        preserveOwner: false,
        filter: (path, entry) => {
            if (!('type' in entry))
                return false;
            const { type, size, linkpath } = entry;
            const kind = KINDS[type] ?? 'other';
            const target = kind === 'link' || kind === 'hard link' ? linkpath : undefined;
            entry.mode = modeOf(kind, entry.mode ?? 0);
            return guard.judge({ path, size, kind, target }) === 'write';
        }
    });
}
/** Of an entry's mode only whether it can be executed counts. */
function modeOf(kind, mode) {
    return kind === 'folder' || (mode & 0o111) !== 0 ? 0o755 : 0o644;
}
const KINDS = {
    ...{ File: 'file', OldFile: 'file', ContiguousFile: 'file' },
    ...{ Directory: 'folder', GNUDumpDir: 'folder' },
    ...{ SymbolicLink: 'link', Link: 'hard link' }
};
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;
async function unpackZip(archive, into, guard) {
    const { openPromise } = await __webpack_require__.e(/* import() */ 663).then(__webpack_require__.t.bind(__webpack_require__, 663, 19));
    const zip = await openPromise(archive);
    for await (const entry of zip.eachEntry()) {
        const mode = entry.externalFileAttributes >>> 16;
        const { fileName: path, uncompressedSize: size } = entry;
        const kind = path.endsWith('/') ? 'folder' : (mode & S_IFMT) === S_IFLNK ? 'link' : 'file';
        const read = () => zip.openReadStreamPromise(entry);
        const link = kind === 'link' ? await textOf(await read()) : undefined;
        const verdict = guard.judge({ path, size, kind, target: link });
        if (verdict === 'stop')
            break;
        if (verdict === 'leave')
            continue;
        const target = (0,external_node_path_.join)(into, ...path.split('/'));
        if (kind === 'folder') {
            await (0,promises_.mkdir)(target, { recursive: true });
            continue;
        }
        await assertNoLinks(into, path);
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
        await (0,promises_.rm)(target, { force: true });
        if (link !== undefined)
            await (0,promises_.symlink)(link, target);
        else {
            await (0,external_node_stream_promises_.pipeline)(await read(), (0,external_node_fs_.createWriteStream)(target, { flags: 'wx' }));
            await (0,promises_.chmod)(target, modeOf(kind, mode));
        }
    }
}
/** An entry is never written through a link that an earlier entry made. */
async function assertNoLinks(into, path) {
    const segments = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= segments.length; depth += 1) {
        const state = await (0,promises_.lstat)((0,external_node_path_.join)(into, ...segments.slice(0, depth))).catch(() => undefined);
        if (state?.isSymbolicLink() === true)
            throw new Error(`the entry ${JSON.stringify(path)} lies behind a link`);
    }
}
async function textOf(stream) {
    let text = '';
    for await (const chunk of stream) {
        text += chunk.toString();
        if (text.length > 4096)
            throw new Error('a link is longer than 4096 characters');
    }
    return text;
}
function unknownKind(name) {
    return new src_errors/* RegistryError */.gl('unsupported', `${name} is neither a tar (plain or gzip) nor a zip archive`, {
        hint: 'Leave `extract` out for this package, or pack it as .tar.gz or .zip.'
    });
}
function unreadable(name, error) {
    return new src_errors/* RegistryError */.gl('corrupt', `${name} could not be unpacked: ${(0,src_errors/* messageOf */.bD)(error)}`, {
        hint: 'Nothing was put in place. Try to unpack the file where it was made; without `extract` it is pulled as it is.',
        cause: error
    });
}

;// CONCATENATED MODULE: ./src/pull/fetch.ts







/** Puts a package in place: leaves it where it is there already, else takes it from the cache, else from the store. */
async function fetchFile(job) {
    const { planned, extract } = job;
    const { artifact, locked, current, target } = planned;
    if (current !== undefined) {
        const { size, executable } = locked ?? artifact ?? { size: 0, executable: false };
        await tidyEtag(target, artifact);
        if (!extract)
            await job.kept.keep(current.sha256, target);
        return { source: 'here', size, executable, ...archiveOf(planned), ...current };
    }
    if (!extract)
        return obtain(job, target);
    const archive = (0,external_node_path_.join)((0,external_node_path_.dirname)(target), `${download/* PARTIAL */.y}${(0,external_node_crypto_.randomUUID)()}`);
    try {
        const fetched = await obtain(job, archive);
        await unpack(archive, target, {
            ...{ digest: fetched.sha256, size: fetched.size },
            ...{ name: planned.localname, platform: job.platform }
        });
        return fetched;
    }
    finally {
        await (0,promises_.rm)(archive, { force: true }).catch(() => undefined);
    }
}
async function obtain(job, file) {
    const { store, planned, kept, log, extract } = job;
    const { artifact, locked, key } = planned;
    const known = locked ?? (artifact?.sha256 === undefined ? undefined : { ...artifact, sha256: artifact.sha256 });
    if (known !== undefined && (await kept.take(known, file))) {
        if (!extract)
            await tidyEtag(file, artifact);
        return {
            source: 'cache',
            verified: 'sha256',
            sha256: known.sha256,
            size: known.size,
            executable: known.executable,
            ...archiveOf(planned)
        };
    }
    if (planned.archive !== undefined)
        return (await __webpack_require__.e(/* import() */ 233).then(__webpack_require__.bind(__webpack_require__, 8233))).obtainArchive(job, file, planned.archive);
    const done = await (0,download/* download */.R)({
        ...{ store, key, file, target: planned.target, expected: expectedOf(planned) },
        progress: (total) => log.progress(`${planned.package} ${planned.version}`, total)
    });
    if (done === undefined)
        throw await vanished(store, planned.request, { key, isLocked: locked !== undefined });
    const executable = done.artifact.executable || locked?.executable === true;
    if (executable && !done.artifact.executable)
        await (0,promises_.chmod)(file, 0o755);
    if (!extract)
        await tidyEtag(file, done.artifact);
    if (done.artifact.sha256 !== undefined)
        await kept.keep(done.sha256, file);
    return {
        source: 'store',
        verified: done.verified,
        sha256: done.sha256,
        size: done.artifact.size,
        executable
    };
}
/** What a lockfile says of an archive of the source. */
function archiveOf({ archive: format, locked }) {
    return format === undefined ? {} : { archive: { format, commit: locked?.commit } };
}
function expectedOf({ locked, recorded }) {
    if (locked !== undefined)
        return { sha256: locked.sha256, by: 'the lockfile' };
    return recorded === undefined ? undefined : { sha256: recorded, by: 'the index' };
}
/**
 * tychoreg keeps `<file>.etag` beside what it pulled and believes it where the size agrees. One that is there must
 * therefore speak of the file that is there now, or go.
 */
async function tidyEtag(file, artifact) {
    const sidecar = `${file}.etag`;
    if (!(0,external_node_fs_.existsSync)(sidecar))
        return;
    if (artifact !== undefined && /^".+"$/.test(artifact.revision))
        await (0,promises_.writeFile)(sidecar, artifact.revision);
    else
        await (0,promises_.rm)(sidecar, { force: true });
}
/** Removes what killed pulls left in folders a day ago or earlier. */
async function sweepPartials(folders, now) {
    for (const folder of new Set(folders)) {
        const names = await (0,promises_.readdir)(folder).catch(() => []);
        for (const name of names.filter((each) => each.startsWith(download/* PARTIAL */.y))) {
            const file = (0,external_node_path_.join)(folder, name);
            const state = await (0,promises_.lstat)(file).catch(() => undefined);
            if (state !== undefined && now.getTime() - state.mtimeMs > A_DAY)
                await (0,promises_.rm)(file, { recursive: true, force: true }).catch(() => undefined);
        }
    }
}
const A_DAY = 24 * 60 * 60 * 1000;

;// CONCATENATED MODULE: ./src/pull/lockfile.ts






/** Reads a lockfile; one that is not there is empty. Throws `input` where it can't be understood. */
async function readLockfile(path) {
    const text = await (0,promises_.readFile)(path, 'utf8').catch((error) => {
        if ((0,src_errors/* systemCode */.xU)(error) === 'ENOENT')
            return undefined;
        throw (0,src_errors/* fileError */.zS)(error, path, 'reading the lockfile');
    });
    if (text === undefined)
        return new Map();
    const parsed = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), lockSchema), text);
    if (parsed.success)
        return new Map(Object.entries(parsed.output.packages));
    const [issue] = parsed.issues;
    const why = issue.type === 'parse_json'
        ? `it is no JSON: ${(0,src_errors/* messageOf */.bD)(issue.received.replace(/^"|"$/g, ''))}`
        : (0,src_errors/* messageOf */.bD)(`${dist/* getDotPath */.BuJ(issue) ?? 'it'}: ${issue.message}`);
    throw new src_errors/* RegistryError */.gl('input', `the lockfile ${path} can't be understood (${why})`, {
        hint: 'Restore it from version control, or delete it and run once with `update-lock: true`.'
    });
}
/** Writes a lockfile where its bytes differ. True where it was written. */
async function writeLockfile(path, lock) {
    const text = renderLockfile(lock);
    const current = await (0,promises_.readFile)(path, 'utf8').catch(() => undefined);
    if (current === text)
        return false;
    const temporary = `${path}.new`;
    try {
        await (0,folders/* makeFolder */.f)((0,external_node_path_.dirname)(path)).catch((error) => {
            // Where a file is in the way, writing fails in clearer words.
            if ((0,src_errors/* systemCode */.xU)(error) !== 'EEXIST')
                throw error;
        });
        await (0,promises_.writeFile)(temporary, text);
        await (0,promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true }).catch(() => undefined);
        throw (0,src_errors/* fileError */.zS)(error, path, 'writing the lockfile');
    }
    return true;
}
/** A lockfile's text: sorted, so that the same content always has the same bytes. */
function renderLockfile(lock) {
    const packages = Object.fromEntries([...lock].sort(([one], [other]) => (one < other ? -1 : 1)));
    return `${JSON.stringify({ lockfileVersion: 1, packages }, undefined, 2)}\n`;
}
/** A file in a project's folder, or on a release: `github://owner/repo/<tag>/<file>`. */
const PATH = /^(?:[A-Za-z0-9][^/\\]*|github:\/\/[\w-]+\/[\w.-]+\/[^/\\]+)\/[^/\\.][^/\\]*$/;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const lockSchema = dist/* object */.Ikc({
    lockfileVersion: dist/* literal */.euz(1),
    packages: dist/* record */.g1P(dist/* string */.YjP(), dist/* object */.Ikc({
        package: dist/* string */.YjP(),
        version: dist/* string */.YjP(),
        files: dist/* array */.YOg(dist/* object */.Ikc({
            name: dist/* string */.YjP(),
            sha256: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{64}$/)),
            size: dist/* number */.aig(),
            executable: dist/* boolean */.zMY(),
            archive: dist/* optional */.lqM(dist/* picklist */.KIO(released/* ARCHIVE_FORMATS */.Oz)),
            commit: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(COMMIT))),
            path: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(PATH)))
        }))
    }))
});

;// CONCATENATED MODULE: ./src/pull/collisions.ts



/**
 * Two packages must not write one file, nor one of them into the folder that is the other; on some systems names that
 * differ in case are one name. Of those that collide the first stays.
 */
function withoutCollisions(all, platform) {
    const owners = new Map();
    const inside = new Map();
    const planned = [];
    const failures = [];
    for (const each of all) {
        const place = oneName(each.target, platform);
        const above = foldersAbove(place);
        const owner = [place, ...above].map((path) => owners.get(path)).find((found) => found !== undefined);
        const other = owner ?? inside.get(place);
        if (other !== undefined) {
            failures.push({ what: each.request.text, error: collision(other, each, owners.get(place) === other) });
            continue;
        }
        owners.set(place, each);
        for (const folder of above)
            inside.set(folder, each);
        planned.push(each);
    }
    return { planned, failures };
}
function foldersAbove(path) {
    const above = (0,external_node_path_.dirname)(path);
    return above === path ? [] : [above, ...foldersAbove(above)];
}
function collision(owner, other, same) {
    const what = same
        ? `both be ${other.target}`
        : `lie one inside of the other (${owner.target}, ${other.target})`;
    const isOneRequest = owner.request.text === other.request.text;
    const names = [owner, other].map(({ request, localname }) => (isOneRequest ? localname : request.text));
    return new src_errors/* RegistryError */.gl('conflict', `${names.join(' and ')} would ${what}`, {
        hint: 'Pull them in two steps with different values of `path`.'
    });
}

;// CONCATENATED MODULE: ./src/pull/plan.ts









/**
 * Resolves every request and looks at what is in place already. With a lockfile that has them all, the store is not
 * asked. `knowDigests`: ask for the digest also of what has to be fetched anyway, to look for it in a cache.
 */
async function planPull(store, options, lock, wish) {
    const unique = [...new Map(options.requests.map((request) => [request.text, request])).values()];
    const plan = { planned: [], nothing: [], failures: [], notes: [] };
    await (0,p_map/* default */.Ay)(unique, async (request) => {
        try {
            const planned = await planRequest({
                store,
                options,
                note: (text) => plan.notes.push(text),
                locked: options.lockfile?.update === true ? undefined : lock.get(lockKeyOf(request)),
                ...wish
            }, request);
            if (planned === undefined)
                plan.nothing.push(request.package);
            for (const each of planned ?? []) {
                if ((0,src_errors/* isRegistryError */.IP)(each))
                    plan.failures.push({ what: request.text, error: each });
                else
                    plan.planned.push(each);
            }
        }
        catch (error) {
            if (!(0,src_errors/* isRegistryError */.IP)(error))
                throw error;
            plan.failures.push({ what: request.text, error });
        }
    }, { concurrency: 32 });
    const order = new Map(unique.map((request, index) => [request.text, index]));
    plan.nothing.sort();
    plan.notes.sort();
    plan.planned.sort((one, other) => (order.get(one.request.text) ?? 0) - (order.get(other.request.text) ?? 0));
    const { planned, failures } = withoutCollisions(plan.planned, options.platform);
    return { ...plan, planned, failures: [...plan.failures, ...failures] };
}
/** A file that can't be planned does not stop the others. */
async function planRequest(planning, request) {
    const found = await resolveOrLocked(planning, request);
    if (found === undefined)
        return undefined;
    if (found.files.length > 1 && planning.options.outfile !== undefined)
        throw severalFiles(request, found.files);
    const orFailure = (error) => {
        if (!(0,src_errors/* isRegistryError */.IP)(error))
            throw error;
        return error;
    };
    return (0,p_map/* default */.Ay)(found.files, (file) => planFile(planning, request, found.version, file).catch(orFailure), {
        concurrency: 8
    });
}
async function planFile(planning, request, version, { key, localname, recorded, locked, archive }) {
    const { store, options, knowDigests } = planning;
    const problem = options.outfile === undefined ? localNameProblem(localname, options.platform) : undefined;
    if (problem !== undefined)
        throw unsafeName(planning, request, localname, problem);
    const folder = folderOf(request, localname);
    if (options.extract && options.outfile === undefined)
        assertFolderName(folder, options.platform);
    const target = targetOf(options, folder, localname);
    const there = stateOf(target);
    if (there !== undefined)
        assertOrdinary(target, there);
    const state = options.force ? undefined : there;
    const isKnown = locked !== undefined || recorded !== undefined;
    // The store knows nothing of what it has yet to make.
    const isAsked = !isKnown && archive === undefined && (state !== undefined || knowDigests);
    const artifact = isAsked ? await find(store, request, key) : recorded;
    const current = state === undefined
        ? undefined
        : await lookAt({ store, key, target, state, extract: options.extract, artifact, locked });
    if (options.extract && current === undefined)
        await assertReplaceable(target);
    return {
        ...{ request, package: request.package, version, key, localname, target, locked, artifact, current },
        ...{ archive, recorded: recorded?.sha256 }
    };
}
/** Asked of every package: to hand it to a thread and back takes longer than the answer. */
function stateOf(path) {
    try {
        return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
}
async function resolveOrLocked({ store, options, locked, note }, request) {
    if (locked !== undefined && locked.files.length > 0) {
        const { version } = locked;
        const files = locked.files.map((file) => ({
            ...{ key: lockedKey(request, version, file), localname: file.name },
            ...{ recorded: undefined, locked: file, archive: file.archive }
        }));
        return { version, files };
    }
    if (options.lockfile?.frozen === true && !options.lockfile.update) {
        throw noEntry(options.lockfile.path, request);
    }
    const resolved = await resolveFiles(store, request);
    if (resolved === undefined)
        return undefined;
    const { version, files } = resolved;
    if (resolved.note !== undefined)
        note(resolved.note);
    return { version, files: files.map((file) => ({ ...file, locked: undefined })) };
}
function targetOf({ folder, outfile, extract }, name, localname) {
    if (outfile !== undefined)
        return (0,external_node_path_.resolve)(outfile);
    return (0,external_node_path_.resolve)((0,external_node_path_.join)(folder, ...(extract ? name : localname).split('/')));
}
/** A device, or a link to what a process has open, would be replaced by a file like anything else. */
function assertOrdinary(target, state) {
    if ((state.isFile() || state.isDirectory()) && !linkOf(target).startsWith('/proc/'))
        return;
    throw new src_errors/* RegistryError */.gl('unsupported', `${target} is neither a file nor a folder, and is left as it is`, {
        hint: 'Pull to a file and go on from there.'
    });
}
/** What a link leads to; empty for what is none. */
function linkOf(path) {
    try {
        return (0,external_node_fs_.readlinkSync)(path);
    }
    catch {
        return '';
    }
}
function assertFolderName(name, platform) {
    if (platform !== 'win32')
        return;
    const problem = name
        .split('/')
        .map(windowsProblem)
        .find((each) => each !== undefined);
    if (problem === undefined)
        return;
    throw new src_errors/* RegistryError */.gl('unsupported', `${name} can't be unpacked to a folder of its name, which ${problem}`, {
        hint: 'Leave `extract` out for this package.'
    });
}
async function find(store, request, key) {
    const artifact = await store.artifacts.find(key);
    if (artifact === undefined)
        throw await vanished(store, request, { key, isLocked: false });
    return artifact;
}
/** Whether what is in place is what would be fetched; its bytes decide, not its size or time. */
async function lookAt({ store, key, target, state, extract, artifact, locked }) {
    const sha256 = locked?.sha256 ?? artifact?.sha256;
    if (extract)
        return sha256 !== undefined && (await isUnpacked(target, sha256))
            ? { sha256, verified: 'sha256' }
            : undefined;
    const size = locked?.size ?? artifact?.size;
    if (!state.isFile() || size === undefined || state.size !== size)
        return undefined;
    const local = await (0,digest/* sha256OfFile */.Vq)(target, size);
    if (sha256 !== undefined)
        return local === sha256 ? { sha256, verified: 'sha256' } : undefined;
    if (artifact === undefined)
        return undefined;
    const evidence = await store.artifacts.evidence(key, artifact.revision);
    if (evidence === undefined)
        return undefined;
    if ((await (0,digest/* digestOfFile */.Mk)(target, size, evidence.algorithm)) !== evidence.value)
        return undefined;
    return { sha256: local, verified: evidence.algorithm.name };
}
function severalFiles(request, files) {
    const names = files.map(({ localname }) => localname);
    return new src_errors/* RegistryError */.gl('conflict', `${request.text} has ${names.length} files: ${names.slice(0, 5).join(', ')}`, {
        hint: narrower(request)
    });
}
function unsafeName({ store, options, locked }, request, localname, problem) {
    const place = locked === undefined
        ? placeOfName(store, request)
        : `${options.lockfile?.path ?? ''} has for ${lockKeyOf(request)} the name`;
    return new src_errors/* RegistryError */.gl('corrupt', `${place} ${JSON.stringify(localname)}, which ${problem}`, {
        hint: 'Nothing was written. Put it right, and find out who wrote it; `--outfile` of the command line pulls to a name of your own.'
    });
}

;// CONCATENATED MODULE: ./src/commands/pull.ts









/** Pulls packages, several at once. What fails does not stop the others; the report lists it. */
async function pull(store, options, log, kept = nothingKept) {
    const { lockfile, folder, extract, dryRun, platform } = options;
    const lock = await readLock(lockfile);
    const plan = await planPull(store, options, lock, { knowDigests: dryRun || kept !== nothingKept });
    for (const note of plan.notes)
        log.info(note);
    for (const name of plan.nothing)
        log.warning(`nothing to pull: no version of ${name} was promoted yet`);
    if (dryRun) {
        return {
            mode: 'pull',
            folder,
            pulled: plan.planned.map((planned) => foretell(planned, log)),
            nothing: plan.nothing,
            lockfileWritten: false,
            failures: inOrder(plan.failures, options.requests)
        };
    }
    await sweepPartials([folder, ...plan.planned.map(({ target }) => (0,external_node_path_.dirname)(target))], new Date());
    await kept.restore(digestsOf(plan.planned));
    const failures = [...plan.failures];
    const done = await (0,p_map/* default */.Ay)(plan.planned, async (planned) => {
        try {
            return { planned, pulled: await pullOne({ store, planned, extract, kept, platform, log }) };
        }
        catch (error) {
            if (!(0,src_errors/* isRegistryError */.IP)(error))
                throw error;
            failures.push({ what: planned.request.text, error });
            return undefined;
        }
    }, { concurrency: pull_CONCURRENCY });
    const finished = done.filter((each) => each !== undefined);
    const lockfileWritten = lockfile !== undefined && failures.length === 0 && (await writeLock(lockfile, lock, finished));
    if (lockfileWritten)
        log.info(`wrote ${lockfile.path}`);
    return {
        mode: 'pull',
        folder,
        pulled: finished.map((each) => each.pulled),
        nothing: plan.nothing,
        lockfileWritten,
        failures: inOrder(failures, options.requests)
    };
}
/** What the lockfile holds. One that nothing may be added to has to hold something. */
async function readLock(lockfile) {
    if (lockfile === undefined)
        return new Map();
    const lock = await readLockfile(lockfile.path);
    if (lock.size === 0 && lockfile.frozen && !lockfile.update) {
        throw new src_errors/* RegistryError */.gl('input', `the lockfile ${lockfile.path} is not there, or empty`, {
            hint: 'Run once with `update-lock: true` and commit the lockfile. (With CI set, a pull does not write it by itself.)'
        });
    }
    return lock;
}
/** Failures in the order of the requests, whichever came first. */
function inOrder(failures, requests) {
    const texts = requests.map(({ text }) => text);
    return [...failures].sort((one, other) => texts.indexOf(one.what) - texts.indexOf(other.what));
}
const pull_CONCURRENCY = 16;
async function pullOne(job) {
    const began = Date.now();
    const { package: name, version, target } = job.planned;
    const fetched = await fetchFile(job);
    const milliseconds = Date.now() - began;
    const details = `${(0,src_log.formatBytes)(fetched.size)}, ${(0,src_log/* formatDuration */.a3)(milliseconds)}${fetched.source === 'cache' ? ', from the cache' : ''}`;
    job.log.info(fetched.source === 'here'
        ? `${name} ${version} is up to date: ${target}`
        : `pulled ${name} ${version} → ${target} (${details})`);
    const doubt = whyUnverified(job.planned, fetched);
    if (doubt !== undefined)
        job.log.warning(doubt);
    return {
        ...{ package: name, version, path: target, milliseconds },
        ...fetched,
        ...(doubt === undefined ? {} : { doubt })
    };
}
function whyUnverified({ package: name, version }, { verified, archive }) {
    if (verified !== 'unverified')
        return undefined;
    return archive === undefined
        ? `${name} ${version} is unverified: another tool stored it, and the store knows no digest of it`
        : `the source of ${name} ${version} (${archive.format}) is unverified: GitHub makes it when it is asked for and gives no digest; a lockfile holds it to what came first`;
}
/** What a pull would come to, as far as that is known without fetching. */
function foretell(planned, log) {
    const { package: name, version, target, current, locked, artifact, archive: format } = planned;
    const { sha256 = '', size = 0, executable = false } = locked ?? artifact ?? {};
    log.info(current === undefined
        ? `would pull ${name} ${version} → ${target}`
        : `${name} ${version} is up to date: ${target}`);
    return {
        ...{ package: name, version, path: target, sha256, size, executable, milliseconds: 0 },
        source: current === undefined ? 'store' : 'here',
        verified: sha256 === '' ? 'unverified' : 'sha256',
        ...(format === undefined ? {} : { archive: { format, commit: locked?.commit } }),
        ...current
    };
}
/** The digests of everything that was resolved, where they are known, and of what has to be fetched. */
function digestsOf(planned) {
    const known = (these) => these.map((each) => each.locked?.sha256 ?? each.artifact?.sha256).filter((digest) => digest !== undefined);
    return { all: known(planned), missing: known(planned.filter((each) => each.current === undefined)) };
}
/** Writes down what was pulled. An update leaves only what this step asks for; else entries are added. */
async function writeLock({ path, update, frozen }, lock, done) {
    if (frozen && !update)
        return false;
    const entries = new Map();
    for (const { planned, pulled } of done) {
        const { sha256, size, executable, archive } = pulled;
        const { request, key, localname, package: name, version } = planned;
        const source = archive && { archive: archive.format, commit: archive.commit };
        const file = { name: localname, sha256, size, executable, ...source };
        const lockKey = lockKeyOf(request);
        const files = entries.get(lockKey)?.files ?? [];
        entries.set(lockKey, {
            package: name,
            version,
            files: [...files, isPython(request) ? { ...file, path: key.path } : file]
        });
    }
    return writeLockfile(path, new Map([...(update ? [] : lock), ...entries]));
}

;// CONCATENATED MODULE: ./src/commands/push.ts








/** Publishes a file as a version of a package. */
async function push(store, options, log) {
    const began = Date.now();
    const { package: name, version, file } = options;
    const body = await (0,stores_body/* fileBody */.hh)(file);
    const key = artifactKey(name, version, (0,external_node_path_.basename)(file));
    assertTakes(store, key.path, file, body.size);
    const [sha256, executable] = await Promise.all([(0,digest/* sha256OfFile */.Vq)(file, body.size), isExecutable(file)]);
    const published = await publish(store, {
        ...{ package: name, version, body, sha256, executable, filename: (0,external_node_path_.basename)(file) },
        ...{ localName: options.localName, promote: options.promote, ifExists: options.ifExists }
    });
    const { created, held, released, latest, previous } = published;
    const milliseconds = Date.now() - began;
    const details = `(${(0,src_log.formatBytes)(body.size)}, sha256 ${sha256.slice(0, 12)}…, ${(0,src_log/* formatDuration */.a3)(milliseconds)})`;
    log.info(created && !held ? `pushed ${name} ${version} ${details}` : lineOf(options, published, sha256, details));
    const others = released.filter((each) => each.package !== name || each.version !== version);
    for (const other of others)
        log.info(`published ${other.package} ${other.version}, which an earlier step had put into the draft${other.promoted ? ', and promoted it' : ''}`);
    if (held && options.promote !== 'no')
        log.info(`what is to be promoted is for the step to say that publishes ${name} ${version}`);
    if (latest !== previous)
        log.info(`promoted ${name} ${latest ?? ''} (was ${previous ?? 'none'})`);
    else if (!held && options.promote === 'if-newer' && published.sha256 === sha256 && latest !== version)
        log.info(`${name} ${latest ?? ''} stays the latest: it is newer than ${version}`);
    const { localName: known } = published;
    if (options.localName !== undefined && known !== undefined && known !== options.localName)
        log.warning(`${name} is there already, and pulled as ${known}, not as ${options.localName}`);
    return {
        mode: 'push',
        ...{
            package: name,
            version,
            sha256: published.sha256 ?? '',
            size: body.size,
            url: await store.artifacts.url(key)
        },
        ...{ created, held, released, latest, previous, milliseconds }
    };
}
/** What became of a file that was there already, or that waits. */
function lineOf({ package: name, version }, { created, held, released, ...published }, sha256, details) {
    const isOther = published.sha256 !== sha256;
    const same = isOther ? 'with other bytes, and was left alone' : 'with the same bytes';
    if (held)
        return created
            ? `put ${name} ${version} into the draft of its release ${details}: a later push publishes it`
            : `${name} ${version} waits in the draft of its release already, ${same}`;
    const isReleased = released.some((each) => each.package === name && each.version === version);
    return isReleased
        ? `published ${name} ${version}, which an earlier step had put into the draft`
        : `${name} ${version} is there already ${same}`;
}
function assertTakes(store, path, file, size) {
    const { name, limits } = store;
    const reason = limits.refuses(path);
    if (reason !== undefined) {
        throw new src_errors/* RegistryError */.gl('input', `${path} can't be stored in ${name}: it ${reason}`, {
            hint: 'Choose another package name, version or prefix.'
        });
    }
    const misfit = (0,stores_body/* sizeError */.wu)(store, { file, size });
    if (misfit !== undefined)
        throw misfit;
}
async function isExecutable(file) {
    const { mode } = await (0,promises_.stat)(file).catch((error) => {
        throw (0,src_errors/* fileError */.zS)(error, file, 'reading');
    });
    return process.platform !== 'win32' && (mode & 0o100) !== 0;
}

;// CONCATENATED MODULE: ./src/commands/reindex.ts



/** Brings the records in line with what is stored, where that is unambiguous; the rest is reported. A name that there is nothing of is a failure. */
async function reindex(store, options, log) {
    const format = await formatOf(options.registry);
    const { packages, versions, changed, problems: found } = await format.repair(store, options, log);
    const isAbsent = ({ package: name, what }) => what === src_format/* NOT_THERE */.ro && options.packages.includes(name);
    const problems = found.filter((problem) => !isAbsent(problem));
    const failures = found
        .filter(isAbsent)
        .map(({ package: name }) => ({ what: name, error: format.noPackage(store, name) }));
    for (const change of changed)
        log.info(change);
    log.info(`reindexed ${(0,src_format/* countOf */.pq)(options.registry, packages, versions)} in ${store.name}: ${changed.length} changed, ${(0,src_log/* formatCount */.B4)(problems.length, 'problem')} left`);
    return { mode: 'reindex', registry: options.registry, packages, versions, changed, problems, failures };
}

;// CONCATENATED MODULE: ./src/commands/remove.ts


/** Removes versions. What fails does not stop the others; the report lists it. */
async function remove(store, options, log) {
    const format = await formatOf(options.registry);
    const removed = [];
    const failures = [];
    for (const { package: name, selection } of options.packages) {
        try {
            const versions = await format.remove(store, name, selection);
            removed.push({ package: name, versions });
            log.info(versions.length === 0 ? nothingOf(name, selection) : `removed ${name} ${versions.join(', ')}`);
        }
        catch (error) {
            if (!(0,src_errors/* isRegistryError */.IP)(error))
                throw error;
            failures.push({ what: name, error });
        }
    }
    return { mode: 'remove', removed, failures };
}
function nothingOf(name, selection) {
    if (selection.kind === 'keep')
        return `${name}: nothing to remove`;
    return `${name} ${selection.versions.join(', ')} was removed already`;
}

// EXTERNAL MODULE: ./src/memory.ts
var memory = __webpack_require__(8820);
;// CONCATENATED MODULE: ./src/commands/upload.ts






/** Publishes distributions. All of them are read and checked before the first request. */
async function upload(store, options, log) {
    const began = Date.now();
    const [{ publish }, { uploadOf }, { linkBase }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(131), __webpack_require__.e(938), __webpack_require__.e(653), __webpack_require__.e(256), __webpack_require__.e(382)]).then(__webpack_require__.bind(__webpack_require__, 1382)),
        Promise.all(/* import() */[__webpack_require__.e(131), __webpack_require__.e(938), __webpack_require__.e(513)]).then(__webpack_require__.bind(__webpack_require__, 9513)),
        Promise.all(/* import() */[__webpack_require__.e(653), __webpack_require__.e(546)]).then(__webpack_require__.bind(__webpack_require__, 3653))
    ]);
    const report = async (files, failures) => ({
        mode: 'upload',
        files,
        indexUrl: options.baseUrl ?? (await store.artifacts.url({ package: '', version: '', path: '', filename: '' })),
        failures,
        milliseconds: Date.now() - began
    });
    const { read, failures } = await readAll(options);
    if (failures.length > 0)
        return report([], failures);
    const signed = options.sign === undefined ? read : await signedWith(options.sign, read, log);
    const done = await publish(store, signed.map((distribution) => uploadOf(distribution)), { ifExists: options.ifExists, baseUrl: linkBase(store, options.baseUrl), now: new Date(began) }, (file) => {
        log.info(upload_lineOf(file));
        if (file.yanked !== undefined)
            log.notice(yankOf(file, file.yanked));
    });
    const count = (wanted) => done.files.filter(({ outcome }) => outcome === wanted).length;
    const [created, held, published] = [count('created'), count('held'), count('published')];
    const also = [
        ...(held > 0 ? [`${held} held in a draft`] : []),
        ...(published > 0 ? [`${published} published from it`] : [])
    ];
    if (created + held + published > 0 || done.failures.length === 0)
        log.info(`${[`${(0,src_log/* formatCount */.B4)(created, 'file')} pushed`, ...also].join(', ')} to ${store.name} in ${(0,src_log/* formatDuration */.a3)(Date.now() - began)}`);
    return report(done.files, done.failures);
}
/** Every file is looked at, so that all that is wrong is told at once. */
async function readAll({ files }) {
    const { readDistribution } = await Promise.all(/* import() */[__webpack_require__.e(131), __webpack_require__.e(938), __webpack_require__.e(483)]).then(__webpack_require__.bind(__webpack_require__, 3483));
    const folders = new Map();
    const siblingsOf = (file) => {
        const folder = (0,external_node_path_.dirname)(file);
        const known = folders.get(folder) ?? (0,promises_.readdir)(folder).catch(() => []);
        folders.set(folder, known);
        return known;
    };
    const failures = [];
    const read = await (0,p_map/* default */.Ay)(files, async (file) => {
        (0,memory/* limitYoung */.u8)();
        try {
            return [await readDistribution(file, await siblingsOf(file))];
        }
        catch (error) {
            if (!(0,src_errors/* isRegistryError */.IP)(error))
                throw error;
            failures.push({ what: file, error });
            return [];
        }
    }, { concurrency: AT_ONCE });
    const distributions = read.flat();
    failures.sort((one, other) => files.indexOf(one.what) - files.indexOf(other.what));
    return { read: distributions, failures: [...failures, ...doubles(distributions)] };
}
const AT_ONCE = 8;
/** Two files of one name would be one file in the index. */
function doubles(read) {
    const known = new Map();
    return read.flatMap((distribution) => {
        const { filename, body } = distribution;
        const other = known.get(filename);
        known.set(filename, distribution);
        if (other === undefined)
            return [];
        const error = new src_errors/* RegistryError */.gl('input', `${other.body.path} and ${body.path} have one name`, {
            hint: 'Push one of them: a file name is one file in an index.'
        });
        return [{ what: filename, error }];
    });
}
async function signedWith(signing, read, log) {
    const { signAll } = await Promise.all(/* import() */[__webpack_require__.e(131), __webpack_require__.e(938), __webpack_require__.e(433)]).then(__webpack_require__.bind(__webpack_require__, 9433));
    return signAll(read, signing, (line) => {
        log.info(line);
    });
}
function upload_lineOf({ project, version, filename, size, sha256, outcome }) {
    switch (outcome) {
        case 'created':
            return `pushed ${project} ${version}: ${filename} (${(0,src_log.formatBytes)(size)}, sha256 ${sha256.slice(0, 12)}…)`;
        case 'same':
            return `${filename} is there already with the same bytes`;
        case 'skipped':
            return `${filename} is there already with other bytes, and was left alone`;
        case 'held':
            return `${project} ${version}: ${filename} is held in the draft of its release (${(0,src_log.formatBytes)(size)}, sha256 ${sha256.slice(0, 12)}…)`;
        case 'published':
            return `published ${project} ${version}: ${filename}, which an earlier step had put into the draft`;
    }
}
/** A pusher need not know that somebody has yanked the version since. */
function yankOf({ project, version, filename }, reason) {
    const why = reason === '' ? '' : ` (${reason})`;
    return `${filename} is yanked, as every other file of ${project} ${version} is${why}: installers pass over it unless it is pinned`;
}

;// CONCATENATED MODULE: ./src/commands/yank.ts


/** Yanks versions: installers pass over them unless they are pinned. What fails does not stop the others. */
async function yank(store, options, log) {
    const { reason, undo } = options;
    const [{ findProject }, { yankVersion }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(131), __webpack_require__.e(938), __webpack_require__.e(653), __webpack_require__.e(256), __webpack_require__.e(382), __webpack_require__.e(272)]).then(__webpack_require__.bind(__webpack_require__, 9272)),
        Promise.all(/* import() */[__webpack_require__.e(131), __webpack_require__.e(653), __webpack_require__.e(256), __webpack_require__.e(773)]).then(__webpack_require__.bind(__webpack_require__, 3773))
    ]);
    const yanked = [];
    const failures = [];
    for (const { project: name, version } of options.versions) {
        try {
            const project = await findProject(store, name);
            const changed = await yankVersion(store, project, version, undo ? undefined : { reason });
            yanked.push({ project: name, version, changed });
            log.info(yank_lineOf(name, version, changed, undo));
        }
        catch (error) {
            if (!(0,src_errors/* isRegistryError */.IP)(error))
                throw error;
            failures.push({ what: `${name} ${version}`, error });
        }
    }
    return { mode: 'yank', undo, yanked, failures };
}
function yank_lineOf(name, version, changed, undo) {
    if (changed === 0)
        return `${name} ${version} ${undo ? 'is not yanked' : 'is yanked already'}`;
    return `${undo ? 'took back the yank of' : 'yanked'} ${name} ${version} (${(0,src_log/* formatCount */.B4)(changed, 'file')})`;
}

// EXTERNAL MODULE: ./src/stores/pages.ts
var stores_pages = __webpack_require__(6334);
// EXTERNAL MODULE: ./src/stores/store.ts
var stores_store = __webpack_require__(4703);
;// CONCATENATED MODULE: ./src/stores/dry-run.ts


/** A store that is read as it is, and only told about: every write is said in the log, and counts as done. */
function dryRun(store, log) {
    const would = (what, path) => {
        log.info(`would ${what} ${store.name}/${path}`);
    };
    const pagesOf = (render, record) => (0,stores_pages/* placed */.G)(render(record), store.limits.holdsPage);
    const written = new Map();
    let writes = 0;
    const removed = new Set();
    const find = async (key, options) => removed.has(key.path) ? undefined : store.artifacts.find(key, options);
    const read = async (path) => written.get(path) ?? store.documents.read(path);
    return {
        ...store,
        artifacts: {
            ...store.artifacts,
            find,
            open: async (key, options) => (removed.has(key.path) ? undefined : store.artifacts.open(key, options)),
            create: (items) => Promise.all(items.map(async ({ key }) => {
                if ((await find(key)) !== undefined)
                    return { outcome: 'exists' };
                if (store.limits.holds) {
                    would('hold back', key.path);
                    return { outcome: 'held', there: 'nothing', revision: stores_store/* ABSENT */.s };
                }
                would('write', key.path);
                return { outcome: 'created', revision: stores_store/* ABSENT */.s };
            })),
            released: async (key) => ({
                ...(await store.artifacts.released(key)),
                settle: () => Promise.resolve()
            }),
            replace: ({ key }) => {
                would('replace', key.path);
                return Promise.resolve({ outcome: 'swapped', revision: stores_store/* ABSENT */.s });
            },
            remove: (key) => {
                would('remove', key.path);
                removed.add(key.path);
                return Promise.resolve();
            }
        },
        documents: {
            // What depends on a document that was written goes on as it would.
            read,
            swap: async (path, expected, body, { render, recorded } = {}) => {
                const { body: before, revision } = await read(path);
                if (revision !== expected)
                    return 'stale';
                would('write', path);
                writes += 1;
                written.set(path, { body, revision: `not written ${writes}` });
                recorded?.();
                if (render !== undefined) {
                    const old = before === undefined ? [] : pagesOf(render, before);
                    for (const { page } of (0,stores_pages/* changedPages */.F)(old, pagesOf(render, body)))
                        would('write', page.path);
                }
                return 'swapped';
            },
            complete: async (path, render) => {
                for (const page of await store.documents.stale(path, render))
                    would('write', page);
            },
            stale: (path, render, known) => store.documents.stale(path, render, known)
        },
        list: (prefix, options) => asWritten(store.list(prefix, options), prefix, { written, removed }),
        async *leftovers() {
            for await (const leftover of store.leftovers()) {
                yield {
                    ...leftover,
                    discard: () => {
                        would('discard the unfinished', leftover.path);
                        return Promise.resolve();
                    }
                };
            }
        }
    };
}
/** What a store would list: less what would have been removed, and, in its place, what would have been written. */
async function* asWritten(listed, prefix, { written, removed }) {
    const paths = [...written.keys()].filter((path) => path.startsWith(prefix)).sort(inBytes);
    const next = () => {
        const path = paths.shift() ?? '';
        const { body, revision = stores_store/* ABSENT */.s } = written.get(path) ?? {};
        return { path, size: body?.length ?? 0, revision, modified: undefined, digest: undefined };
    };
    for await (const entry of listed) {
        while (paths[0] !== undefined && inBytes(paths[0], entry.path) < 0)
            yield next();
        if (paths[0] === entry.path)
            yield next();
        else if (!removed.has(entry.path))
            yield entry;
    }
    while (paths.length > 0)
        yield next();
}
function inBytes(one, other) {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./src/stores/filesystem/layout.ts





/** The folder in which the driver keeps what is not the registry's own: locks, digests, files that are being written. */
const CONTROL = '.store';
/** The layout of the registry in `root`, whose own paths lie below `prefix`. */
function layoutOf(root, prefix) {
    const hashed = (path) => (0,external_node_crypto_.createHash)('sha256').update(`${prefix}${path}`).digest('hex').slice(0, 32);
    const temporaries = (0,external_node_path_.join)(root, CONTROL, 'tmp');
    return {
        file: (path) => (0,external_node_path_.join)(root, ...`${prefix}${path}`.split('/')),
        sidecar: (path) => (0,external_node_path_.join)(root, CONTROL, 'digests', `${hashed(path)}.json`),
        lock: (path) => (0,external_node_path_.join)(root, CONTROL, 'locks', hashed(path)),
        intent: (path) => (0,external_node_path_.join)(root, CONTROL, 'intents', hashed(path)),
        temporary: () => (0,external_node_path_.join)(temporaries, (0,external_node_crypto_.randomUUID)()),
        temporaries
    };
}
/** Why a path can't be a file here, or undefined. */
function refuses(path) {
    const segments = path.split('/');
    if (segments[0] === CONTROL)
        return `begins with ${CONTROL}, which belongs to the store itself`;
    for (const segment of segments) {
        if (segment === '' || segment === '.' || segment === '..')
            return 'has an empty, "." or ".." segment';
        if (segment.includes('\0'))
            return 'has a NUL character';
        if (Buffer.byteLength(segment) > 255)
            return 'has a segment of more than 255 bytes';
        if (process.platform === 'win32' && /[<>:"|?*\\]|[. ]$/.test(segment))
            return 'has characters that Windows does not allow';
    }
    return undefined;
}
/** Makes a folder, and those above it, and makes sure that they are on the disk. */
async function makeFolderDurably(folder) {
    const highest = await (0,folders/* makeFolder */.f)(folder);
    if (highest === undefined)
        return;
    const end = (0,external_node_path_.dirname)((0,external_node_path_.resolve)(highest));
    let above = (0,external_node_path_.resolve)(folder);
    do {
        above = (0,external_node_path_.dirname)(above);
        await syncFolder(above);
    } while (above !== end && above !== (0,external_node_path_.dirname)(above));
}
/** Writes bytes to a new file and makes sure they are on the disk. */
async function writeDurably(file, bytes) {
    await (0,folders/* makeFolder */.f)((0,external_node_path_.dirname)(file));
    const handle = await (0,promises_.open)(file, 'wx');
    try {
        await handle.writeFile(bytes);
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
/** Puts a written file in place of another, durably. */
async function renameDurably(from, to) {
    await makeFolderDurably((0,external_node_path_.dirname)(to));
    await (0,promises_.rename)(from, to);
    await syncFolder((0,external_node_path_.dirname)(to));
}
/** Makes sure that a folder's entries are on the disk, where the system can do that. */
async function syncFolder(folder) {
    try {
        const handle = await (0,promises_.open)(folder, 'r');
        await handle.sync().finally(() => handle.close());
    }
    catch (error) {
        if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES'].includes((0,src_errors/* systemCode */.xU)(error) ?? ''))
            throw error;
    }
}
/** For a promise's `catch`: what is not there is undefined, anything else stays an error. */
function ifAbsent(error) {
    if (['ENOENT', 'ENOTDIR'].includes((0,src_errors/* systemCode */.xU)(error) ?? ''))
        return undefined;
    throw error;
}
/** What is read of a file or a folder, or an error that names it. */
async function reading(file, task) {
    try {
        return await task;
    }
    catch (error) {
        throw (0,src_errors/* fileError */.zS)(error, file, 'reading');
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./src/stores/filesystem/owner.ts




/** Who holds a lock, told so that another process can say whether that one is still alive. */
const ownerSchema = dist/* object */.Ikc({
    host: dist/* string */.YjP(),
    /** The kernel's boot id where there is one, else the second of the boot, roughly. */
    boot: dist/* string */.YjP(),
    /** When that boot was, in seconds, by the clock of the time. */
    booted: dist/* number */.aig(),
    pidNamespace: dist/* string */.YjP(),
    pid: dist/* number */.aig(),
    /** When the process began, in the kernel's ticks; empty where that can't be read. */
    start: dist/* string */.YjP()
});
/** This process, as an owner. */
function thisProcess() {
    return {
        host: (0,external_node_os_.hostname)(),
        boot: bootId(),
        booted: bootedAt(),
        pidNamespace: read(() => (0,external_node_fs_.readlinkSync)('/proc/self/ns/pid')),
        pid: process.pid,
        start: startOf(process.pid)
    };
}
/**
 * True only where the owner can't be running any more: no such process on this boot and in this PID namespace, or this
 * same host was booted since. Anything that can't be known counts as running.
 */
function isProvablyGone(owner) {
    const self = thisProcess();
    if (owner.host !== self.host)
        return false;
    // Two machines may share a name and a disk: only what began before this boot can have ended with the one before it.
    if (!sameBoot(owner.boot, self.boot))
        return owner.booted < self.booted;
    if (owner.pidNamespace !== self.pidNamespace)
        return false;
    if (!isRunning(owner.pid))
        return true;
    return owner.start !== '' && startOf(owner.pid) !== '' && startOf(owner.pid) !== owner.start;
}
function isRunning(pid) {
    // What has ended and was not waited for can still be signalled.
    if (['Z', 'X'].includes(statOf(pid)[0] ?? ''))
        return false;
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return (0,src_errors/* systemCode */.xU)(error) !== 'ESRCH';
    }
}
function bootId() {
    const id = read(() => (0,external_node_fs_.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim());
    return id === '' ? `~${bootedAt()}` : id;
}
function bootedAt() {
    return Math.round(Date.now() / 1000 - (0,external_node_os_.uptime)());
}
/** Boot seconds are computed from two clocks: they count as the same boot unless they are clearly apart. */
function sameBoot(one, other) {
    if (!one.startsWith('~') || !other.startsWith('~'))
        return one === other;
    return Math.abs(Number(one.slice(1)) - Number(other.slice(1))) < 120;
}
function startOf(pid) {
    return statOf(pid)[19] ?? '';
}
/** The fields of /proc/<pid>/stat from the third on; the name before them may hold spaces and brackets. */
function statOf(pid) {
    const stat = read(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'utf8'));
    return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
function read(from) {
    try {
        return from();
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./src/stores/filesystem/lock.ts









/**
 * Runs `task` while no other process that uses the same folder does so. A lock is a row of numbered files, the highest
 * of which counts: it names its owner, or says that it was released. Whoever links the next number has the lock, so a
 * lock whose owner is gone is passed over without ever being removed, and two who try that can't both succeed.
 * Throws `unavailable` where an owner that can't be shown to be gone keeps it for too long.
 */
async function withLock(folder, task, patience = PATIENCE_MS) {
    await (0,folders/* makeFolder */.f)(folder);
    const file = await acquire(folder, patience);
    try {
        return await task();
    }
    finally {
        await release(folder, file);
    }
}
/** A full disk has no room to say so; then the file goes. Its owner may do that: nobody passes over one that lives. */
async function release(folder, file) {
    try {
        await place(folder, RELEASED, (temporary) => (0,promises_.rename)(temporary, file));
    }
    catch {
        await (0,promises_.rm)(file);
    }
}
async function acquire(folder, patience) {
    let last = 0;
    let deadline = 0;
    for (;;) {
        const highest = await highestIn(folder);
        const holder = highest === 0 ? 'nobody' : await holderOf((0,external_node_path_.join)(folder, String(highest)));
        if (holder === 'swept')
            continue;
        if (holder !== 'nobody' && !isProvablyGone(holder)) {
            if (highest !== last)
                deadline = Date.now() + patience;
            last = highest;
            if (Date.now() >= deadline)
                throw held((0,external_node_path_.join)(folder, String(highest)), holder);
            await (0,external_node_timers_promises_.setTimeout)(2 + Math.random() * 20);
            continue;
        }
        const file = (0,external_node_path_.join)(folder, String(highest + 1));
        if (!(await place(folder, JSON.stringify(thisProcess()), (temporary) => linkNew(temporary, file))))
            continue;
        // Whoever read the folder long ago may link a number that was used and swept away since.
        if ((await highestIn(folder)) !== highest + 1) {
            await (0,promises_.rm)(file, { force: true });
            continue;
        }
        await (0,promises_.rm)((0,external_node_path_.join)(folder, String(highest + 1 - KEPT)), { force: true });
        return file;
    }
}
/** Old numbers are swept only when they are this far behind, so that nobody's slow look at the folder meets a gap. */
const KEPT = 64;
const PATIENCE_MS = 60_000;
const RELEASED = '{"released":true}';
const stateSchema = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* union */.KCZ([dist/* object */.Ikc({ released: dist/* literal */.euz(true) }), ownerSchema]));
async function highestIn(folder) {
    const numbers = (await (0,promises_.readdir)(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
    return Math.max(0, ...numbers);
}
/** Swept: whoever looked was so slow that the lock went through many hands meanwhile. */
async function holderOf(file) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch(ifAbsent);
    if (text === undefined)
        return 'swept';
    const state = dist/* safeParse */.xLC(stateSchema, text);
    if (!state.success)
        throw lock_unreadable(file);
    return 'released' in state.output ? 'nobody' : state.output;
}
/** Content is written aside and put in place whole, so that no reader sees half an owner. */
async function place(folder, content, put) {
    const temporary = (0,external_node_path_.join)(folder, `.${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await (0,promises_.writeFile)(temporary, content);
        return await put(temporary);
    }
    finally {
        await (0,promises_.rm)(temporary, { force: true });
    }
}
/** Links a file under a new name; false where the name is taken. */
async function linkNew(from, to) {
    try {
        await (0,promises_.link)(from, to);
        return true;
    }
    catch (error) {
        const code = (0,src_errors/* systemCode */.xU)(error);
        if (code === 'EEXIST')
            return false;
        if (code === 'EPERM' ||
            code === 'ENOTSUP' ||
            code === 'ENOSYS' ||
            code === 'EOPNOTSUPP' ||
            code === 'EXDEV') {
            throw new src_errors/* RegistryError */.gl('unsupported', `the file system of ${to} has no hard links, so two writers can't be told apart`, {
                hint: 'Put the registry on a file system with hard links (ext4, xfs, btrfs, APFS, NTFS, NFS), or use an S3 store.',
                cause: error
            });
        }
        throw error;
    }
}
function held(file, owner) {
    return new src_errors/* RegistryError */.gl('unavailable', `the lock ${file} is held by process ${owner.pid} on ${owner.host}`, {
        hint: 'Run the step again when that process has ended. If it is gone for good (another machine, another container), delete the lock file.'
    });
}
function lock_unreadable(file) {
    return new src_errors/* RegistryError */.gl('unavailable', `the lock ${file} names no owner: this machine went down while it was written`, {
        hint: 'Delete the lock file if nobody else is writing to the registry.'
    });
}

;// CONCATENATED MODULE: ./src/stores/filesystem/artifacts.ts













/** Artifacts as files: written aside, then linked into place, so that the first of many writers wins. */
function fileArtifacts(layout, log) {
    async function find(path) {
        const file = layout.file(path);
        for (;;) {
            const state = await artifacts_stateOf(file);
            if (state === undefined)
                return undefined;
            const artifact = describe(path, state, await artifacts_digestsOf(layout.sidecar(path)));
            if ((await artifacts_stateOf(file))?.revision === state.revision)
                return artifact;
        }
    }
    /** Opens the file in the state that is described. */
    async function openFile(path) {
        const file = layout.file(path);
        for (;;) {
            const artifact = await find(path);
            if (artifact === undefined)
                return undefined;
            const handle = await (0,promises_.open)(file, 'r').catch(ifAbsent);
            if (handle === undefined)
                continue;
            if (toState(await handle.stat({ bigint: true })).revision === artifact.revision)
                return { artifact, handle };
            await handle.close();
        }
    }
    /** Copies the body aside; `task` puts it in place. */
    async function aside(item, task) {
        const temporary = layout.temporary();
        try {
            await copyBody(item, temporary, log);
            return await withLock(layout.lock(item.key.path), () => task(temporary));
        }
        catch (error) {
            throw (0,src_errors/* fileError */.zS)(error, layout.file(item.key.path), 'writing');
        }
        finally {
            await (0,promises_.rm)(temporary, { force: true }).catch(() => undefined);
        }
    }
    /** Adds the digest of what is about to be put in place; what is there keeps its own until it is replaced. Answers its revision. */
    async function noteDigest(item, temporary, keep) {
        const state = await artifacts_stateOf(temporary);
        if (state === undefined)
            throw new Error(`${temporary} has gone`);
        const { sha256: digest, executable, key } = item;
        const entry = {
            size: state.size,
            modified: state.modified,
            sha256: digest,
            executable,
            filename: key.filename
        };
        await writeSidecar(layout, key.path, [...keep, entry]);
        return state.revision;
    }
    return {
        find: (key) => reading(layout.file(key.path), find(key.path)),
        create: (items) => Promise.all(items.map((item) => aside(item, async (temporary) => {
            const file = layout.file(item.key.path);
            if ((await artifacts_stateOf(file)) !== undefined)
                return { outcome: 'exists' };
            const revision = await noteDigest(item, temporary, []);
            await makeFolderDurably((0,external_node_path_.dirname)(file));
            if (!(await linkNew(temporary, file))) {
                if ((await artifacts_stateOf(file)) === undefined)
                    throw folderInTheWay(file);
                return { outcome: 'exists' };
            }
            await syncFolder((0,external_node_path_.dirname)(file));
            return { outcome: 'created', revision };
        }))),
        replace: (item, expected) => aside(item, async (temporary) => {
            const file = layout.file(item.key.path);
            const state = await artifacts_stateOf(file);
            if ((state?.revision ?? stores_store/* ABSENT */.s) !== expected)
                return { outcome: 'stale' };
            const digests = await artifacts_digestsOf(layout.sidecar(item.key.path));
            const current = digests.find((entry) => entry.modified === state?.modified) ?? digests.at(-1);
            const revision = await noteDigest(item, temporary, current === undefined ? [] : [current]);
            await renameDurably(temporary, file);
            return { outcome: 'swapped', revision };
        }),
        open: async (key, { revision, range = { start: 0 } } = {}) => {
            const opened = await reading(layout.file(key.path), openFile(key.path));
            if (revision === undefined && opened === undefined)
                return undefined;
            if (revision !== undefined && opened?.artifact.revision !== revision) {
                await opened?.handle.close();
                throw changed(layout.file(key.path));
            }
            return opened && { artifact: opened.artifact, body: bodyOf(opened.handle, opened.artifact.size, range) };
        },
        evidence: () => Promise.resolve(undefined),
        released: () => Promise.resolve(stores_store/* NOTHING_RELEASED */.C),
        remove: (key, expected) => withLock(layout.lock(key.path), async () => {
            const file = layout.file(key.path);
            const state = await artifacts_stateOf(file);
            if (state !== undefined && state.revision !== expected)
                return;
            if (state !== undefined)
                await (0,promises_.rm)(file, { force: true });
            await (0,promises_.rm)(layout.sidecar(key.path), { force: true });
        }).catch((error) => {
            throw (0,src_errors/* fileError */.zS)(error, layout.file(key.path), 'removing');
        }),
        url: (key) => Promise.resolve((0,external_node_url_.pathToFileURL)(layout.file(key.path)).href)
    };
}
/** The state of a file, or undefined where there is none (a folder is none). */
async function artifacts_stateOf(file) {
    const stats = await (0,promises_.stat)(file, { bigint: true }).catch(ifAbsent);
    return stats?.isFile() === true ? toState(stats) : undefined;
}
const digestsSchema = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* array */.YOg(dist/* object */.Ikc({
    size: dist/* number */.aig(),
    modified: dist/* string */.YjP(),
    sha256: dist/* string */.YjP(),
    executable: dist/* boolean */.zMY(),
    filename: dist/* string */.YjP()
})));
async function artifacts_digestsOf(sidecar) {
    const text = await (0,promises_.readFile)(sidecar, 'utf8').catch(ifAbsent);
    const parsed = dist/* safeParse */.xLC(digestsSchema, text);
    return parsed.success ? parsed.output : [];
}
async function writeSidecar(layout, path, digests) {
    const temporary = layout.temporary();
    try {
        await writeDurably(temporary, JSON.stringify(digests));
        await renameDurably(temporary, layout.sidecar(path));
    }
    finally {
        await (0,promises_.rm)(temporary, { force: true });
    }
}
/**
 * Two digests are noted only around a replacement, and then the file's time tells which one counts. A file that was
 * changed by hand matches none of them: the last one shows that it is not what was pushed.
 */
function describe(path, state, digests) {
    const own = digests.find((each) => each.modified === state.modified && each.size === state.size);
    const entry = own ?? digests.at(-1);
    return {
        path,
        size: state.size,
        revision: state.revision,
        sha256: entry?.sha256,
        altered: own === undefined && entry !== undefined,
        executable: entry?.executable ?? false,
        filename: entry?.filename
    };
}
function toState(stats) {
    const modified = String(stats.mtimeNs);
    return { size: Number(stats.size), modified, revision: `${stats.ino}-${modified}-${stats.size}` };
}
async function copyBody(item, temporary, log) {
    await (0,folders/* makeFolder */.f)((0,external_node_path_.dirname)(temporary));
    if (item.body.kind === 'buffer') {
        if ((0,digest/* sha256 */.sc)(item.body.bytes) !== item.sha256)
            throw new Error('the digest is not that of the body');
        await writeDurably(temporary, item.body.bytes);
    }
    else {
        await (0,stores_body/* assertUnchanged */.Wu)(item.body);
        await copyShown(item, temporary, log);
        const { size } = await (0,promises_.stat)(temporary);
        if (size !== item.body.size || (await (0,digest/* sha256OfFile */.Vq)(temporary, size)) !== item.sha256)
            throw (0,stores_body/* changedWhileRead */.a4)(item.body.path);
        const handle = await (0,promises_.open)(temporary, 'r+');
        await handle.sync().finally(() => handle.close());
    }
    await (0,promises_.chmod)(temporary, item.executable ? 0o755 : 0o644);
}
/** Copies a file; how far a large one has come is seen by the copy. */
async function copyShown({ key, body }, temporary, log) {
    if (body.kind !== 'file')
        return;
    const copying = (0,promises_.copyFile)(body.path, temporary, promises_.constants.COPYFILE_EXCL | promises_.constants.COPYFILE_FICLONE);
    if (body.size < SHOWN_FROM)
        return copying;
    const progress = log.progress(key.filename, body.size);
    let seen = 0;
    const look = async () => {
        const { size } = await (0,promises_.stat)(temporary).catch(() => ({ size: seen }));
        progress.advance(size - seen);
        seen = size;
    };
    try {
        while ((await Promise.race([copying, (0,external_node_timers_promises_.setTimeout)(LOOK_MS, 'under way', { ref: false })])) === 'under way')
            await look();
        await look();
    }
    finally {
        progress.done();
    }
}
const SHOWN_FROM = 16 * 1024 * 1024;
const LOOK_MS = 200;
function changed(file) {
    return new src_errors/* RegistryError */.gl('conflict', `${file} changed while it was being read`, {
        hint: 'Run the step again.'
    });
}
function folderInTheWay(file) {
    return new src_errors/* RegistryError */.gl('conflict', `writing ${file}: there is a folder of that name`, {
        hint: 'Choose another name; a folder can hold a file or a folder under one name, not both.'
    });
}
function bodyOf(handle, size, range) {
    const end = Math.min(range.end ?? size, size);
    if (range.start >= end) {
        void handle.close();
        return external_node_stream_.Readable.from([]);
    }
    return handle.createReadStream({ start: range.start, end: end - 1, highWaterMark: 1024 * 1024 });
}

;// CONCATENATED MODULE: ./src/stores/filesystem/intents.ts





/** Notes an intent durably. The record's lock has to be held. */
async function noteIntent(layout, { record, expected, pages }) {
    const files = [record, ...pages];
    const head = { expected, files: files.map(({ path, body }) => ({ path, size: body.length })) };
    const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...files.map(({ body }) => body)]);
    await putDurably(layout, layout.intent(record.path), bytes);
}
/** The intent that a record's last writer left, or undefined. Throws `corrupt` where it can't be read. */
async function intentOf(layout, path) {
    const file = layout.intent(path);
    const bytes = await (0,promises_.readFile)(file).catch(ifAbsent);
    if (bytes === undefined)
        return undefined;
    const end = bytes.indexOf('\n');
    const head = dist/* safeParse */.xLC(headSchema, bytes.subarray(0, Math.max(end, 0)).toString());
    if (!head.success)
        throw intents_unreadable(file);
    let start = end + 1;
    const [record, ...pages] = head.output.files.map(({ path: each, size }) => {
        start += size;
        return { path: each, body: bytes.subarray(start - size, start) };
    });
    if (record?.path !== path || start !== bytes.length)
        throw intents_unreadable(file);
    return { record, expected: head.output.expected, pages };
}
/** Forgets an intent, durably: one that came back would undo what was written since. */
async function forgetIntent(layout, path) {
    const file = layout.intent(path);
    await (0,promises_.rm)(file, { force: true });
    await syncFolder((0,external_node_path_.dirname)(file));
}
/** Puts documents in place, one after the other, each whole. */
async function putAll(layout, documents) {
    for (const { path, body } of documents) {
        const file = layout.file(path);
        await putDurably(layout, file, body).catch((error) => {
            throw (0,src_errors/* fileError */.zS)(error, file, 'writing');
        });
    }
}
async function putDurably(layout, file, bytes) {
    const temporary = layout.temporary();
    try {
        await writeDurably(temporary, bytes);
        await renameDurably(temporary, file);
    }
    finally {
        await (0,promises_.rm)(temporary, { force: true });
    }
}
/** What stands before the bytes, on a line of its own. */
const headSchema = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* object */.Ikc({
    expected: dist/* string */.YjP(),
    files: dist/* array */.YOg(dist/* object */.Ikc({
        path: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* check */.z6Y((path) => refuses(path) === undefined)),
        size: dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0))
    }))
}));
function intents_unreadable(file) {
    return new src_errors/* RegistryError */.gl('corrupt', `${file} can't be read: it says what a killed writer was about to write`, {
        hint: 'Delete the file, then reindex: what was pushed is found by its artifacts.'
    });
}

;// CONCATENATED MODULE: ./src/stores/filesystem/documents.ts








/**
 * Documents as files, whose revision is the digest of their bytes; changed under a lock, put in place by rename. A
 * swap of a record with pages is several renames: what they are to come to is noted before, so that whoever has the
 * record's lock after a killed writer ends them.
 */
function fileDocuments(layout) {
    const read = async (path) => {
        const body = await (0,promises_.readFile)(layout.file(path)).catch(ifAbsent);
        return { body, revision: body === undefined ? stores_store/* ABSENT */.s : (0,digest/* sha256 */.sc)(body) };
    };
    /** Runs the task under the record's lock, once nothing is left to be done by former holders. */
    const locked = (path, task) => withLock(layout.lock(path), async () => {
        await replay(path);
        return task();
    }).catch((error) => {
        throw (0,src_errors/* fileError */.zS)(error, layout.file(path), 'writing');
    });
    async function replay(path) {
        const intent = await intentOf(layout, path);
        if (intent === undefined)
            return;
        const { revision } = await read(path);
        // Where the record is neither as it was nor as it was to be, somebody changed it by hand since: it counts.
        if (revision === intent.expected)
            await putAll(layout, [intent.record, ...intent.pages]);
        else if (revision === (0,digest/* sha256 */.sc)(intent.record.body))
            await putAll(layout, intent.pages);
        await forgetIntent(layout, path);
    }
    async function carryOut(intent) {
        const { path } = intent.record;
        try {
            await noteIntent(layout, intent);
            await putAll(layout, [intent.record]);
        }
        catch (error) {
            // Nothing was changed, and nothing is to be. An intent that can't be deleted either is for the next holder.
            await forgetIntent(layout, path).catch(() => undefined);
            throw error;
        }
        await putAll(layout, intent.pages);
        await forgetIntent(layout, path);
    }
    /** The pages that are not as the record says. */
    async function outdated(path, render, record) {
        const { body } = record ?? (await read(path));
        const pages = body === undefined ? [] : pagesOf(render, body);
        const found = [];
        for (const page of pages) {
            const { body: there } = await read(page.path);
            if (there === undefined || Buffer.compare(there, page.body) !== 0)
                found.push(page);
        }
        return found;
    }
    const isWhole = async (path, render) => (await intentOf(layout, path)) === undefined && (await outdated(path, render)).length === 0;
    return {
        read: (path) => reading(layout.file(path), read(path)),
        swap: (path, expected, body, { render, recorded } = {}) => locked(path, async () => {
            const { body: before, revision } = await read(path);
            if (revision !== expected)
                return 'stale';
            const old = render === undefined || before === undefined ? [] : pagesOf(render, before);
            const pages = render === undefined ? [] : (0,stores_pages/* changedPages */.F)(old, pagesOf(render, body));
            const record = { path, body };
            if (pages.length === 0)
                await putAll(layout, [record]);
            else
                await carryOut({ record, expected, pages: pages.map(({ page }) => page) });
            recorded?.();
            return 'swapped';
        }),
        complete: async (path, render) => {
            // Whoever has nothing to do waits for nobody, and needs no leave to write.
            if (await reading(layout.file(path), isWhole(path, render)))
                return;
            await locked(path, async () => putAll(layout, await outdated(path, render)));
        },
        stale: async (path, render, known) => {
            const pages = await reading(layout.file(path), outdated(path, render, known?.record));
            return pages.map((page) => page.path);
        }
    };
}
/** A folder holds no document under its own name. */
function pagesOf(render, record) {
    return (0,stores_pages/* placed */.G)(render(record), () => false);
}

;// CONCATENATED MODULE: ./src/stores/filesystem/index.ts






/** A registry in a folder, below `prefix` in it (empty, or ending in `/`). The folder is made when it is first written. */
function openFolder(folder, prefix, log) {
    const root = (0,external_node_path_.resolve)(folder);
    const layout = layoutOf(root, prefix);
    return {
        name: `file:${folder}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`,
        limits: {
            minSize: 0,
            maxSize: Number.MAX_SAFE_INTEGER,
            replaces: true,
            relativeLinks: true,
            atOnce: 8,
            documentsAtOnce: 8,
            holds: false,
            refuses: (path) => refuses(`${prefix}${path}`),
            holdsPage: () => false
        },
        artifacts: fileArtifacts(layout, log),
        documents: fileDocuments(layout),
        list: (start) => listFolder(root, prefix, start),
        make: () => Promise.resolve(undefined),
        leftovers: () => leftoversOf(layout),
        close: () => Promise.resolve()
    };
}
async function* listFolder(root, prefix, start) {
    if ((await reading(root, (0,promises_.stat)(root).catch(ifAbsent)))?.isDirectory() === false)
        throw noFolder(root);
    const wanted = `${prefix}${start}`;
    const above = wanted.slice(0, wanted.lastIndexOf('/') + 1);
    for await (const path of walk(root, above)) {
        if (!path.startsWith(wanted))
            continue;
        const file = (0,external_node_path_.join)(root, ...path.split('/'));
        const state = await reading(file, artifacts_stateOf(file));
        if (state !== undefined)
            yield {
                path: path.slice(prefix.length),
                size: state.size,
                revision: state.revision,
                modified: new Date(Number(state.modified) / 1e6),
                digest: undefined
            };
    }
}
function noFolder(root) {
    return new src_errors/* RegistryError */.gl('input', `${root} is a file, and no folder that holds a registry`, {
        hint: 'Check the path in `store`.'
    });
}
/** The files below a folder in the order of their paths' bytes: a folder counts with the slash behind its name. */
async function* walk(root, folder) {
    const place = (0,external_node_path_.join)(root, ...folder.split('/'));
    const entries = await reading(place, (0,promises_.readdir)(place, { withFileTypes: true }).catch(ifAbsent));
    const names = (entries ?? [])
        .filter((entry) => !(folder === '' && entry.name === CONTROL))
        .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
        .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    for (const name of names) {
        if (name.endsWith('/'))
            yield* walk(root, `${folder}${name}`);
        else
            yield `${folder}${name}`;
    }
}
async function* leftoversOf(layout) {
    const names = await reading(layout.temporaries, (0,promises_.readdir)(layout.temporaries).catch(ifAbsent));
    for (const name of (names ?? []).sort()) {
        const file = (0,external_node_path_.join)(layout.temporaries, name);
        const since = (await reading(file, (0,promises_.stat)(file).catch(ifAbsent)))?.mtime;
        if (since !== undefined)
            yield {
                ...{ of: 'upload', path: `${CONTROL}/tmp/${name}`, own: true, since },
                discard: () => (0,promises_.rm)(file, { force: true })
            };
    }
}

// EXTERNAL MODULE: ./src/stores/github/options.ts
var options = __webpack_require__(7106);
;// CONCATENATED MODULE: ./src/stores/lazy.ts
/** A store whose driver, and the library behind it, is loaded when it is first asked for something. */
function lazyStore(known, load) {
    let loading;
    const opened = () => (loading ??= load());
    return {
        ...known,
        artifacts: {
            find: async (key, options) => (await opened()).artifacts.find(key, options),
            create: async (items) => (await opened()).artifacts.create(items),
            replace: async (item, expected) => (await opened()).artifacts.replace(item, expected),
            open: async (key, options) => (await opened()).artifacts.open(key, options),
            released: async (key) => (await opened()).artifacts.released(key),
            evidence: async (key, revision) => (await opened()).artifacts.evidence(key, revision),
            remove: async (key, expected) => (await opened()).artifacts.remove(key, expected),
            url: async (key) => (await opened()).artifacts.url(key)
        },
        documents: {
            read: async (path, options) => (await opened()).documents.read(path, options),
            swap: async (path, expected, body, options) => (await opened()).documents.swap(path, expected, body, options),
            complete: async (path, render) => (await opened()).documents.complete(path, render),
            stale: async (path, render, known) => (await opened()).documents.stale(path, render, known)
        },
        make: async (key, into) => (await opened()).make(key, into),
        async *list(prefix, options) {
            yield* (await opened()).list(prefix, options);
        },
        async *leftovers() {
            yield* (await opened()).leftovers();
        },
        close: async () => {
            // What could not be opened needs no closing; why it could not was said to whoever asked.
            const store = await loading?.catch(() => undefined);
            await store?.close();
        }
    };
}

;// CONCATENATED MODULE: ./src/stores/with-releases.ts


/**
 * A store that besides its own artifacts shows the releases of others, for reading: below `github://owner/repo/` lies what
 * is published there. `open` opens the releases of a repository, once they are asked for. Writing there throws `unsupported`.
 */
function withReleases(store, open) {
    const opened = new Map();
    const releasesOf = (repository) => {
        const known = opened.get(repository) ?? open(repository);
        opened.set(repository, known);
        return known;
    };
    /** Whose artifact it is, and how it is called there. */
    function placeOf(key) {
        const elsewhere = (0,released/* parseElsewhere */.IX)(key.path);
        if (elsewhere === undefined)
            return { artifacts: store.artifacts, key };
        const { repository, tag, asset } = elsewhere;
        return { artifacts: releasesOf(repository).artifacts, key: (0,released/* assetKey */.e7)(repository, tag, asset) };
    }
    function assertOwn(key) {
        if ((0,released/* elsewhereIn */._g)(key.path) === undefined)
            return;
        throw new src_errors/* RegistryError */.gl('unsupported', `${key.path} can't be written: the releases of others are only read`, {
            hint: 'This is a bug. Please report it.'
        });
    }
    const named = (path, artifact) => ({ ...artifact, path });
    return {
        ...store,
        artifacts: {
            find: async (key, options) => {
                const place = placeOf(key);
                const found = await place.artifacts.find(place.key, options);
                return found && named(key.path, found);
            },
            open: async (key, options) => {
                const place = placeOf(key);
                const found = await place.artifacts.open(place.key, options);
                if (found === undefined || place.key === key)
                    return found;
                const artifact = named(key.path, found.artifact);
                return {
                    artifact,
                    ...(found.content && { content: found.content }),
                    get body() {
                        return found.body;
                    }
                };
            },
            evidence: async (key, revision) => {
                const place = placeOf(key);
                return place.artifacts.evidence(place.key, revision);
            },
            url: async (key) => {
                const place = placeOf(key);
                return place.artifacts.url(place.key);
            },
            released: (key) => store.artifacts.released(key),
            create: async (items) => {
                items.forEach(({ key }) => {
                    assertOwn(key);
                });
                return store.artifacts.create(items);
            },
            replace: async (item, expected) => {
                assertOwn(item.key);
                return store.artifacts.replace(item, expected);
            },
            remove: async (key, expected) => {
                assertOwn(key);
                return store.artifacts.remove(key, expected);
            }
        },
        async *list(prefix, options) {
            const elsewhere = (0,released/* elsewhereIn */._g)(prefix);
            if (elsewhere === undefined) {
                yield* store.list(prefix, options);
                return;
            }
            const { repository, path } = elsewhere;
            for await (const entry of releasesOf(repository).list(path, options))
                yield { ...entry, path: `${repository}/${entry.path}` };
        },
        close: async () => {
            await Promise.all([store, ...opened.values()].map((each) => each.close()));
        }
    };
}

// EXTERNAL MODULE: ./src/stores/s3/options.ts
var s3_options = __webpack_require__(2715);
;// CONCATENATED MODULE: ./src/run.ts


















/**
 * Opens the store that the options name, which shows the releases of others where they say how to get at those. Nothing is
 * loaded or sent before it is first asked for something.
 */
function openStore({ location, releases, dryRun: isDry }, log) {
    const own = storeAt(location, log);
    const store = releases === undefined ? own : withReleases(own, releasesWith(location, releases, log));
    return isDry ? dryRun(store, (0,src_log/* dryRunLog */.Lq)(log)) : store;
}
/** How the releases of a repository (`github://owner/repo`) are opened, for reading. Where the token is from is said once. */
function releasesWith(location, access, log) {
    let { tokenFrom } = location.kind === 'github' ? { tokenFrom: undefined } : access;
    return (repository) => {
        const [owner = '', repo = ''] = repository.replace('github://', '').split('/');
        const options = { ...access, tokenFrom, owner, repo, ...NOTHING_WRITTEN };
        tokenFrom = undefined;
        return storeAt({ kind: 'releases', options }, log);
    };
}
/** What says how releases and branches are written. */
const NOTHING_WRITTEN = {
    ...{ prefix: '', branch: '', tag: '' },
    release: {
        makeLatest: 'legacy',
        ...{ prerelease: false, notes: undefined, generateNotes: false, target: undefined, publish: false }
    }
};
function storeAt(location, log) {
    switch (location.kind) {
        case 'folder':
            return openFolder(location.folder, location.prefix, log);
        case 's3':
            return lazyStore((0,s3_options/* describeS3 */.M)(location.options), async () => {
                const { openS3 } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(889)]).then(__webpack_require__.bind(__webpack_require__, 1889));
                return openS3({ ...location.options, tuning: s3_options/* DEFAULT_TUNING */.o, log });
            });
        case 'github':
            return lazyStore((0,options/* describeGithub */.n)(location.options), async () => {
                const { openGithub } = await Promise.all(/* import() */[__webpack_require__.e(312), __webpack_require__.e(342)]).then(__webpack_require__.bind(__webpack_require__, 3342));
                return openGithub({ ...location.options, tuning: options/* DEFAULT_TUNING */.o, log });
            });
        case 'releases':
            return lazyStore((0,options/* describeGithub */.n)({ ...location.options, prefix: '' }), async () => {
                const { openReleases } = await Promise.all(/* import() */[__webpack_require__.e(312), __webpack_require__.e(849)]).then(__webpack_require__.bind(__webpack_require__, 6849));
                return openReleases({ ...location.options, tuning: options/* DEFAULT_TUNING */.o, log });
            });
    }
}
/** Runs a command on a store. Throws `input` where the store keeps no registry under its prefix, before anything is sent. */
async function runCommand(store, command, log, kept) {
    assertPlace(store);
    switch (command.mode) {
        case 'push':
            return push(store, command, log);
        case 'upload':
            return upload(store, command, log);
        case 'yank':
            return yank(store, command, log);
        case 'pull':
            return pull(store, command, log, kept);
        case 'promote':
            return promote(store, command, log);
        case 'init':
            return init(store, command, log);
        case 'list':
            return list(store, command, log);
        case 'reindex':
            return reindex(store, command, log);
        case 'check':
            return check(store, command, log);
        case 'remove':
            return remove(store, command, log);
    }
}
/** What is below a prefix that is the store's own would be written over, or be taken for its records. */
function assertPlace({ name, limits }) {
    const reason = limits.refuses('x');
    if (reason === undefined)
        return;
    throw new src_errors/* RegistryError */.gl('input', `${name} can hold no registry: its prefix ${reason}`, {
        hint: 'Choose another `prefix`, or other words behind the name in `store`.'
    });
}

// EXTERNAL MODULE: ./src/surroundings.ts
var surroundings = __webpack_require__(3648);
// EXTERNAL MODULE: ./src/cli/words.ts
var words = __webpack_require__(8679);
;// CONCATENATED MODULE: ./src/cli/log.ts


/** The log of the command line. Notices and warnings speak its words. */
function cliLog({ json, quiet, verbose, printer, bars, format }) {
    const out = json ? printer.err : printer.out;
    return {
        info: (message) => {
            if (!quiet)
                out(message);
        },
        notice: (message) => {
            out((0,words/* inItsWords */.N)(message, format));
        },
        warning: (message) => {
            printer.err(`warning: ${(0,words/* inItsWords */.N)(message, format)}`);
        },
        debug: (message) => {
            if (verbose)
                printer.err(`debug: ${message}`);
        },
        mask: printer.mask,
        progress: (label, total) => {
            if (quiet)
                return { advance: () => undefined, done: () => undefined };
            // A bar of what nobody knows the length of would stand still.
            const bar = total === undefined ? undefined : bars?.start(label, total);
            return bar ?? (0,src_log/* heartbeat */.jQ)(label, total, printer.err);
        }
    };
}
/** Bars on a terminal; the library is loaded when the first one is shown. */
async function terminalBars() {
    const { default: progress } = await __webpack_require__.e(/* import() */ 502).then(__webpack_require__.t.bind(__webpack_require__, 8502, 23));
    const format = '{label} {bar} {percentage}% of {size}';
    const bars = new progress.MultiBar({ format, clearOnComplete: true, hideCursor: true, forceRedraw: true, stream: process.stderr }, progress.Presets.shades_classic);
    const { formatBytes } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 5625));
    let shown = 0;
    const clear = () => {
        if (shown > 0)
            bars.stop();
    };
    return {
        start: (label, total) => {
            const bar = bars.create(total, 0, { label, size: formatBytes(total) });
            shown += 1;
            return {
                advance: (bytes) => {
                    bar.increment(bytes);
                },
                done: () => {
                    bars.remove(bar);
                    shown -= 1;
                    // The library goes on drawing where there is no bar any more, and over what was printed since.
                    if (shown === 0)
                        bars.stop();
                }
            };
        },
        above: (print) => {
            clear();
            print();
            if (shown === 0)
                return;
            bars.update();
            // Else the next bar would start a second clock, which nobody stops.
            bars.isActive = true;
        },
        stop: clear
    };
}

;// CONCATENATED MODULE: ./src/cli/printer.ts
/** Prints lines. What is masked appears nowhere, also as it is written inside of JSON. */
function maskingPrinter(stdout, stderr) {
    const secrets = new Set();
    // The longest first: one may be part of another.
    const clean = (text) => [...secrets]
        .sort((one, other) => other.length - one.length)
        .reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text);
    return {
        out: (text) => {
            stdout(clean(text));
        },
        err: (text) => {
            stderr(clean(text));
        },
        mask: (secret) => {
            if (secret.length < SHORTEST)
                return;
            secrets.add(secret).add(JSON.stringify(secret).slice(1, -1));
        }
    };
}
/** What is shorter is the word of a test service, and without it nothing could be read any more. */
const SHORTEST = 8;

;// CONCATENATED MODULE: ./src/cli/show.ts

/** What a report looks like on a terminal: tables for lists; nothing where the log has said it all. */
async function showReport(report, options) {
    switch (report.mode) {
        case 'list':
            return options.listVersions ? showVersions(report) : showPackages(report);
        case 'check':
        case 'reindex':
            return report.problems.length === 0
                ? ''
                : table(['Package', 'Version', 'Problem', 'What to do'], report.problems.map((each) => [each.package, each.version ?? '', each.what, each.fix]));
        case 'pull':
            return report.pulled.length < 2 || report.pulled.length > MOST_ROWS
                ? ''
                : table(['Package', 'Version', 'Size', 'SHA-256', 'From'], report.pulled.map((each) => [
                    each.package,
                    each.version,
                    (0,src_log.formatBytes)(each.size),
                    each.sha256.slice(0, 16),
                    each.source
                ]));
        case 'push':
        case 'upload':
        case 'yank':
        case 'promote':
        case 'init':
        case 'remove':
            return '';
    }
}
/** Longer tables say nothing that the lines above them have not said. */
const MOST_ROWS = 50;
async function showPackages(report) {
    if (report.packages.length === 0)
        return `There are no packages in ${report.store}.`;
    return table(['Package', 'Latest', 'Versions', 'Size'], report.packages.map((each) => [
        each.package,
        each.latest ?? 'none',
        countsOf(each),
        (0,src_log.formatBytes)(each.size)
    ]));
}
function showVersions(report) {
    const [only] = report.packages;
    if (only === undefined || only.versions.length === 0)
        return 'There are no versions yet.';
    return only.versions
        .map((version) => {
        const marks = marksOf(only, version);
        return marks.length === 0 ? version : `${version} (${marks.join(', ')})`;
    })
        .join('\n');
}
/** The reason is a text of others: in quotes it is one line, and moves no cursor. */
function marksOf({ latest, yanked }, version) {
    const reason = yanked[version];
    return [
        ...(version === latest ? ['latest'] : []),
        ...(reason === undefined ? [] : [reason === '' ? 'yanked' : `yanked: ${JSON.stringify(reason)}`])
    ];
}
function countsOf({ versions, yanked }) {
    const count = Object.keys(yanked).length;
    return count === 0 ? String(versions.length) : `${versions.length} (${count} yanked)`;
}
async function table(head, rows) {
    const { default: Table } = await __webpack_require__.e(/* import() */ 832).then(__webpack_require__.t.bind(__webpack_require__, 5832, 23));
    const made = new Table({ head, style: { head: [], border: [], compact: true } });
    made.push(...rows);
    return made.toString();
}

;// CONCATENATED MODULE: ./src/cli/main.ts












/** One command of the command line, from what it asks for to its exit status. */
async function main(invocation, env) {
    const { json, quiet, verbose } = invocation;
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', leftAlone);
    const shows = process.stderr.isTTY && env['TERM'] !== 'dumb' && !quiet && !json;
    const bars = shows ? await terminalBars() : undefined;
    const printer = maskingPrinter(linesTo(process.stdout, bars), linesTo(process.stderr, bars));
    (0,surroundings/* secretsIn */.VY)(env).forEach(printer.mask);
    const run = {
        invocation,
        printer,
        log: cliLog({ json, quiet, verbose, bars, printer, format: invocation.inputs.get('registry') })
    };
    try {
        return await understandAndRun(run, env);
    }
    catch (error) {
        if ((0,src_errors/* isRegistryError */.IP)(error))
            return fail(run, [error]);
        return failForBug(run, error);
    }
    finally {
        bars?.stop();
    }
}
function linesTo(stream, bars) {
    const print = (text) => {
        stream.write(`${text}\n`);
    };
    if (bars === undefined)
        return print;
    return (text) => {
        bars.above(() => {
            print(text);
        });
    };
}
/** Whoever read the lines may have heard enough (`| head`): what was begun is done all the same. */
function leftAlone(error) {
    if ((0,src_errors/* systemCode */.xU)(error) !== 'EPIPE')
        throw error;
}
async function understandAndRun(run, env) {
    const { invocation, printer, log } = run;
    const label = (name) => (0,words/* labelOf */.W)(name, invocation.mode);
    const given = [...invocation.inputs].map(([name, value]) => [name, { value, label: label(name) }]);
    const mode = ['mode', { value: invocation.mode, label: 'command' }];
    const inputs = new Map([...(0,surroundings/* sharedInputs */.dO)(env), ...given, mode]);
    const parsed = await parseOptions({
        inputs,
        label,
        around: {
            ...(0,surroundings/* surroundings */.i5)(env),
            oidc: undefined,
            gitTag: undefined,
            defaultFolder: DEFAULT_FOLDER,
            outfile: invocation.outfile
        }
    });
    const found = 'problems' in parsed ? parsed.problems : [];
    // Of a word that can't be meant nothing else is to be said.
    const bad = new Set(invocation.problems.map(({ input }) => input));
    const problems = [...invocation.problems, ...found.filter(({ input }) => !bad.has(input))];
    if ('problems' in parsed || problems.length > 0)
        return refuse(run, problems);
    secretsOf(parsed.options.location, parsed.options.releases).forEach(printer.mask);
    if (!inputs.has('store') && parsed.options.location.kind === 'folder') {
        log.info(`no store is named: using the folder ${(0,external_node_path_.resolve)(DEFAULT_FOLDER)}`);
    }
    return carryOut(run, parsed.options);
}
/** The registry where nothing names another one. */
const DEFAULT_FOLDER = '.registry';
async function carryOut(run, options) {
    const { printer } = run;
    const { command, dryRun, warnings } = options;
    const log = dryRun ? (0,src_log/* dryRunLog */.Lq)(run.log) : run.log;
    for (const warning of warnings)
        log.warning(warning);
    const store = openStore(options, run.log);
    const stop = (signal) => {
        printer.err(`interrupted by ${signal}; what was published so far is valid, and running the command again completes it`);
        void store.close().finally(() => process.exit(1));
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    try {
        return await tell(run, inWordsOf(run, await runCommand(store, command, log, nothingKept)), dryRun);
    }
    finally {
        process.off('SIGINT', stop).off('SIGTERM', stop);
        await store.close();
    }
}
async function tell(run, report, dryRun) {
    const { invocation, printer } = run;
    const isWell = report.mode !== 'check' || report.problems.length === 0;
    const failures = 'failures' in report ? report.failures.map(({ error }) => error) : [];
    if (!invocation.json) {
        const shown = await showReport(report, invocation);
        if (shown !== '')
            printer.out(shown);
    }
    else if (failures.length === 0) {
        printJson(printer, { ok: isWell, ...(dryRun && { dryRun }), ...report });
    }
    if (failures.length > 0)
        return fail(run, failures, report);
    return isWell ? 0 : 1;
}
/** What is wrong with a registry, and what to do about it here. */
function inWordsOf({ invocation }, report) {
    if (!('problems' in report))
        return report;
    const words = wordsFor(invocation);
    return { ...report, problems: report.problems.map((each) => ({ ...each, fix: words(each.fix) })) };
}
function wordsFor({ inputs }) {
    return (text) => (0,words/* inItsWords */.N)(text, inputs.get('registry'));
}
function refuse({ invocation, printer }, found) {
    const words = wordsFor(invocation);
    const problems = found.map(({ input, message, hint }) => ({
        ...{ input, message: words(message), hint: words(hint) }
    }));
    if (invocation.json)
        printJson(printer, { ok: false, problems });
    for (const { input, message, hint } of problems)
        printer.err(`error: ${input} ${message}. ${hint}`);
    return 2;
}
function fail({ invocation, printer, log }, failures, report) {
    const words = wordsFor(invocation);
    const errors = failures.map(({ code, message, hint }) => ({ code, message, hint: words(hint) }));
    for (const { message, hint } of errors)
        printer.err(`error: ${message}. ${hint}`);
    for (const { cause } of failures)
        if (cause instanceof Error)
            log.debug(cause.stack ?? cause.message);
    if (invocation.json)
        printJson(printer, { ok: false, ...report, failures: undefined, errors });
    return 1;
}
function failForBug({ invocation, printer }, error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    printer.err(`This is a bug of registry. Please report it with these lines:\n${stack}`);
    const hint = 'Please report it with the lines on standard error.';
    const errors = [{ code: 'bug', message: (0,src_errors/* messageOf */.bD)(error), hint }];
    if (invocation.json)
        printJson(printer, { ok: false, errors });
    return 1;
}
function printJson(printer, document) {
    printer.out(JSON.stringify(document, undefined, 2));
}


/***/ }),

/***/ 8679:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ inItsWords),
/* harmony export */   W: () => (/* binding */ labelOf)
/* harmony export */ });
/* harmony import */ var _options_input_definition_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9302);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8383);
/* harmony import */ var _surroundings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3648);



/** How the command line calls an input: an argument, an option, or a variable where it is neither. */
function labelOf(name, mode) {
    if (mode === 'init' && name === 'local-name')
        return 'FILENAME';
    if ((mode === 'check' || mode === 'reindex') && name === 'packages')
        return '--project';
    return ARGUMENTS[name] ?? (VARIABLES.has(name) ? variableOf(name) : `--${name}`);
}
/**
 * A text that names modes and inputs as a workflow does, in the command line's words: `mode: promote` becomes
 * `registry promote`, `update-lock: true` becomes `--update-lock`. What is no such name in backticks stays as it is. Who
 * has named the format has to name it again in what is to be run next.
 */
function inItsWords(text, format) {
    const registry = format === 'python' ? ' --registry python' : '';
    return text.replace(/`([a-z0-9-]+)(?:: ([^`]*))?`/g, (whole, name, value) => {
        if (name === 'mode' && value !== undefined && (0,_options_input_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .isMode */ .S)(value))
            return `\`registry ${value}${registry}\``;
        return isInput(name) && !ELSEWHERE.has(name) ? `\`${wordsOf(name, value)}\`` : whole;
    });
}
function wordsOf(name, value) {
    const argument = ARGUMENTS[name];
    if (argument !== undefined)
        return value?.replace(/^'(.*)'$/, '$1') ?? argument;
    if (VARIABLES.has(name))
        return value === undefined ? variableOf(name) : `${variableOf(name)}=${value}`;
    const isFlag = value === 'true' && name !== 'promote';
    return value === undefined || isFlag ? `--${name}` : `--${name} ${value}`;
}
/** Inputs that are arguments of the commands. */
const ARGUMENTS = {
    package: 'PKG',
    packages: 'PKG',
    release: 'TAG',
    version: 'VERSION',
    files: 'FILE'
};
/** Secrets are no words of a command line, where every user of a machine can read them. */
const VARIABLES = new Set(_surroundings_js__WEBPACK_IMPORTED_MODULE_1__/* .SECRET_INPUTS */ .pH.filter((name) => name !== 'token'));
/** Inputs that mean something in workflows alone. */
const ELSEWHERE = new Set(['mode', 'cache', 'role-to-assume']);
function variableOf(name) {
    return `REGISTRY_${name.toUpperCase().replaceAll('-', '_')}`;
}
function isInput(name) {
    return _options_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .INPUT_NAMES */ .Q.some((each) => each === name);
}


/***/ }),

/***/ 2187:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fx: () => (/* binding */ md5),
/* harmony export */   Lx: () => (/* binding */ digestsOfFile),
/* harmony export */   Mk: () => (/* binding */ digestOfFile),
/* harmony export */   Vq: () => (/* binding */ sha256OfFile),
/* harmony export */   _Q: () => (/* binding */ isDigestOf),
/* harmony export */   gQ: () => (/* binding */ followFile),
/* harmony export */   sc: () => (/* binding */ sha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3916);
/* harmony import */ var _hash_worker_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3922);







/** The sha256 of bytes in memory, in lower-case hex. */
function sha256(bytes) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex');
}
/** The md5 of bytes in memory, in lower-case hex: what indexes and services of S3 know files by. */
function md5(bytes) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update(bytes).digest('hex');
}
/** Whether a digest that a listing shows (`md5:<hex>`, `sha256:<hex>`) is that of the bytes. */
function isDigestOf(digest, bytes) {
    return digest === `md5:${md5(bytes)}` || digest === `sha256:${sha256(bytes)}`;
}
/** The sha256 of a file's first `size` bytes, in lower-case hex; large files are read off the main thread. */
function sha256OfFile(path, size) {
    return digestOfFile(path, size, { name: 'sha256' });
}
/**
 * A digest of a file's first `size` bytes, in lower-case hex (`<hex>-<parts>` for `md5-parts`, as S3 writes it). Throws
 * `conflict` where the file has fewer.
 */
async function digestOfFile(path, size, algorithm) {
    if (algorithm.name === 'sha256' && size <= INLINE_BYTES)
        return sha256(await firstBytes(path, size));
    return passOver(path, size, algorithm);
}
/** The sha256 and the md5 of a file's first `size` bytes, of one pass over them; otherwise as `digestOfFile`. */
async function digestsOfFile(path, size) {
    if (size <= INLINE_BYTES) {
        const bytes = await firstBytes(path, size);
        return { sha256: sha256(bytes), md5: md5(bytes) };
    }
    const [first = '', second = ''] = (await passOver(path, size, { name: 'sha256 md5' })).split(' ');
    return { sha256: first, md5: second };
}
async function firstBytes(path, size) {
    const bytes = await contentOf(path, size);
    if (bytes.length < size)
        throw tooShort(path, `it ends after ${bytes.length} bytes, not ${size}`);
    return bytes.subarray(0, size);
}
function passOver(path, size, task) {
    const hash = followFile(path, task);
    hash.written(size);
    return hash.digest(size);
}
async function contentOf(path, size) {
    try {
        // To hand a few bytes to a thread and back takes longer than to read them.
        return size <= AT_ONCE_BYTES ? (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path) : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(path);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .fileError */ .zS)(error, path, 'reading');
    }
}
/**
 * Computes a digest in a worker thread while the file grows, so that it is known soon after the last byte. The worker
 * reads what the disk holds, so bytes written to a wrong place show in the digest. Where all threads are at work, the
 * reading begins later.
 */
function followFile(path, algorithm) {
    const unsaid = [{ type: 'start', path, algorithm }];
    let worker;
    let settled = false;
    let over = false;
    let settle = () => undefined;
    let fail = () => undefined;
    const outcome = new Promise((resolve, reject) => {
        settle = (reply) => {
            settled = true;
            if (reply.ok)
                resolve(reply.digest);
            else
                reject(readError(reply, path));
        };
        fail = reject;
    });
    outcome.catch(() => undefined);
    const say = (request) => {
        if (worker === undefined)
            unsaid.push(request);
        else
            worker.postMessage(request);
    };
    const begin = (borrowed) => {
        if (over) {
            giveBack(borrowed);
            return;
        }
        worker = borrowed;
        worker.on('message', settle);
        worker.on('error', fail);
        unsaid.forEach(say);
    };
    const release = () => {
        over = true;
        worker?.off('message', settle).off('error', fail);
        if (worker !== undefined && settled)
            giveBack(worker);
        else if (worker !== undefined)
            discard(worker);
        worker = undefined;
    };
    borrow().then(begin, fail);
    return {
        written: (bytes) => {
            say({ type: 'written', bytes });
        },
        digest: async (size) => {
            say({ type: 'finish', size });
            return outcome.finally(release);
        },
        stop: release
    };
}
/** What is hashed at once where it is; starting a worker costs more than this. */
const INLINE_BYTES = 1024 * 1024;
const AT_ONCE_BYTES = 64 * 1024;
/** Each of them takes some 15 MB, and two are faster than most disks and networks. */
const MOST_THREADS = Math.min(2, (0,node_os__WEBPACK_IMPORTED_MODULE_3__.availableParallelism)());
const idle = [];
const waiting = [];
let threads = 0;
/** A thread that nobody else uses. Where all of them are in use, waits until one is given back. */
async function borrow() {
    while (idle.length === 0 && threads >= MOST_THREADS)
        await new Promise((resolve) => {
            waiting.push(resolve);
        });
    const worker = idle.pop() ?? startWorker();
    worker.ref();
    return worker;
}
/** A thread that nobody wants for a while goes: an upload, which comes after a digest, has better uses for the memory. */
function giveBack(worker) {
    worker.unref();
    idle.push(worker);
    waiting.shift()?.();
    setTimeout(() => {
        const index = idle.indexOf(worker);
        if (index < 0)
            return;
        idle.splice(index, 1);
        discard(worker);
    }, IDLE_MS).unref();
}
const IDLE_MS = 100;
function discard(worker) {
    void worker.terminate();
    threads -= 1;
    waiting.shift()?.();
}
function startWorker() {
    try {
        // The worker's program travels as text: a bundle has no file of its own for it.
        const worker = new node_worker_threads__WEBPACK_IMPORTED_MODULE_4__.Worker(`(${_hash_worker_js__WEBPACK_IMPORTED_MODULE_6__/* .hashWorker */ .t.toString()})(${_hash_worker_js__WEBPACK_IMPORTED_MODULE_6__/* .hashing */ .z.toString()})`, { eval: true });
        threads += 1;
        return worker;
    }
    catch (error) {
        throw new Error(`a hashing thread could not be started: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .messageOf */ .bD)(error)}`, { cause: error });
    }
}
function readError(reply, path) {
    if (reply.code === 'EOF')
        return tooShort(path, reply.message);
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .fileError */ .zS)(Object.assign(new Error(reply.message), { code: reply.code }), path, 'reading');
}
function tooShort(path, why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .RegistryError */ .gl('conflict', `${path} changed while it was being read: ${why}`, {
        hint: 'Let the step that writes the file end first, then run this one again.'
    });
}


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ isRegistryError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   gl: () => (/* binding */ RegistryError),
/* harmony export */   xU: () => (/* binding */ systemCode),
/* harmony export */   zS: () => (/* binding */ fileError)
/* harmony export */ });
/**
 * The one class of expected failures. The message names the thing that failed, the hint says what to do about it.
 * Anything else that is thrown is a bug of this program.
 */
class RegistryError extends Error {
    code;
    hint;
    constructor(code, message, details) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'RegistryError';
        this.code = code;
        this.hint = details.hint;
    }
}
/** True where the value is a RegistryError, of the given code if one is named. */
function isRegistryError(value, code) {
    return value instanceof RegistryError && (code === undefined || value.code === code);
}
/** The message of anything that was thrown, on one line that no terminal trips over, without a full stop, cut where it is long. */
function messageOf(thrown) {
    const text = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
    const line = text
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .replace(/\.+$/, '');
    return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
const LONGEST = 1000;
/** The code of a Node.js system error (`ENOENT`, `ECONNRESET`, …), if the value is one. */
function systemCode(thrown) {
    return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
        ? thrown.code
        : undefined;
}
/** Turns what the file system threw about `path` into an error with words and a hint; leaves a RegistryError alone. */
function fileError(thrown, path, doing) {
    if (isRegistryError(thrown))
        return thrown;
    const code = systemCode(thrown);
    const known = code === undefined ? undefined : FILE_ERRORS[code];
    if (known === undefined)
        return thrown instanceof Error ? thrown : new Error(messageOf(thrown));
    return new RegistryError(known.code, `${doing} ${path}: ${known.what}`, { hint: known.hint, cause: thrown });
}
const FILE_ERRORS = {
    ENOENT: {
        code: 'not-found',
        what: 'there is no such file or folder',
        hint: 'Check the path; it is relative to the working directory.'
    },
    EACCES: {
        code: 'denied',
        what: 'permission denied',
        hint: 'Check who owns the file and its folder, and their mode.'
    },
    EPERM: {
        code: 'denied',
        what: 'the operation is not permitted',
        hint: 'Check who owns the file and its folder, and their mode.'
    },
    EROFS: {
        code: 'denied',
        what: 'the file system is read-only',
        hint: 'Choose a folder on a file system that can be written.'
    },
    ENOSPC: {
        code: 'unavailable',
        what: 'the disk is full',
        hint: 'Free some space, or choose a folder on a larger disk, and run the step again.'
    },
    EDQUOT: {
        code: 'unavailable',
        what: 'the disk quota is used up',
        hint: 'Free some space, or choose a folder on another disk, and run the step again.'
    },
    EISDIR: {
        code: 'conflict',
        what: 'there is a folder of that name',
        hint: 'Move the folder away or choose another name.'
    },
    ENOTDIR: {
        code: 'conflict',
        what: 'a part of the path is a file, not a folder',
        hint: 'Move the file away or choose another path.'
    },
    EEXIST: { code: 'conflict', what: 'it exists already', hint: 'Move it away or choose another name.' },
    EMFILE: {
        code: 'unavailable',
        what: 'too many open files',
        hint: 'Raise the limit of open files (ulimit -n).'
    },
    ENAMETOOLONG: {
        code: 'unsupported',
        what: 'the name is too long for this file system',
        hint: 'Choose a shorter name or output folder.'
    }
};


/***/ }),

/***/ 8146:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ makeFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);



/**
 * Makes a folder, and those above it; answers the highest one that was not there, or undefined. Node says of a disk that
 * is read-only that there is no such folder; here the reason is the system's own.
 */
async function makeFolder(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { recursive: true });
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error) !== 'ENOENT')
            throw error;
        const highest = await highestMissing(path);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(highest);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { recursive: true });
        return highest;
    }
}
async function highestMissing(path) {
    const above = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    const isThere = above === path || (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(above).catch(() => undefined)) !== undefined;
    return isThere ? path : highestMissing(above);
}


/***/ }),

/***/ 6264:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hR: () => (/* binding */ FORMATS),
/* harmony export */   pq: () => (/* binding */ countOf),
/* harmony export */   ro: () => (/* binding */ NOT_THERE)
/* harmony export */ });
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5625);

/** The registry formats there are. */
const FORMATS = ['tycho', 'python'];
/** What is wrong with a package that was named, and that there is none of. */
const NOT_THERE = 'is not there';
/** `2 packages with 5 versions`, in the words of a format: Python has projects, and several files a version. */
function countOf(registry, packages, versions) {
    return registry === 'tycho'
        ? `${(0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(packages, 'package')} with ${(0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(versions, 'version')}`
        : `${(0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(packages, 'project')} with ${(0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(versions, 'file')}`;
}


/***/ }),

/***/ 3922:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ hashWorker),
/* harmony export */   z: () => (/* binding */ hashing)
/* harmony export */ });
/**
 * The program of a hashing thread. It is sent to the thread as text, and `start` with it, so it may use nothing from outside
 * its own body.
 */
function hashWorker(start) {
    const fs = process.getBuiltinModule('node:fs');
    const port = process.getBuiltinModule('node:worker_threads').parentPort;
    if (port === null)
        throw new Error('this is not a worker thread');
    const buffer = Buffer.allocUnsafeSlow(1024 * 1024);
    let file = -1;
    let position = 0;
    let failed = false;
    let hasher = start({ name: 'sha256' });
    port.on('message', (request) => {
        if (failed && request.type !== 'start')
            return;
        try {
            if (request.type === 'start') {
                failed = false;
                file = fs.openSync(request.path, 'r');
                position = 0;
                hasher = start(request.algorithm);
            }
            else if (request.type === 'written') {
                readUpTo(request.bytes);
            }
            else {
                readUpTo(request.size);
                close();
                port.postMessage({ ok: true, digest: hasher.digest() });
            }
        }
        catch (error) {
            failed = true;
            close();
            const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
            port.postMessage({ ok: false, code, message: error instanceof Error ? error.message : String(error) });
        }
    });
    function readUpTo(limit) {
        while (position < limit) {
            const read = fs.readSync(file, buffer, 0, Math.min(buffer.length, limit - position), position);
            if (read === 0)
                throw Object.assign(new Error(`it ends after ${position} bytes, not ${limit}`), { code: 'EOF' });
            hasher.update(buffer.subarray(0, read));
            position += read;
        }
    }
    function close() {
        if (file !== -1)
            fs.closeSync(file);
        file = -1;
    }
}
/** A digest that is computed piece by piece. Like the program of a thread it uses nothing from outside its own body. */
function hashing(algorithm) {
    const crypto = process.getBuiltinModule('node:crypto');
    const zlib = process.getBuiltinModule('node:zlib');
    if (algorithm.name === 'md5-parts')
        return startParts(algorithm.partSize);
    if (algorithm.name === 'crc32') {
        let crc = 0;
        return {
            update: (bytes) => {
                crc = zlib.crc32(bytes, crc);
            },
            digest: () => crc.toString(16).padStart(8, '0')
        };
    }
    const hashes = algorithm.name.split(' ').map((name) => crypto.createHash(name));
    return {
        update: (bytes) => {
            for (const hash of hashes)
                hash.update(bytes);
        },
        digest: () => hashes.map((hash) => hash.digest('hex')).join(' ')
    };
    function startParts(partSize) {
        const whole = crypto.createHash('md5');
        let part = crypto.createHash('md5');
        let parts = 0;
        let filled = 0;
        const endPart = () => {
            whole.update(part.digest());
            part = crypto.createHash('md5');
            parts += 1;
            filled = 0;
        };
        return {
            update: (bytes) => {
                let rest = bytes;
                while (rest.length > 0) {
                    const piece = rest.subarray(0, partSize - filled);
                    part.update(piece);
                    filled += piece.length;
                    rest = rest.subarray(piece.length);
                    if (filled === partSize)
                        endPart();
                }
            },
            digest: () => {
                if (filled > 0 || parts === 0)
                    endPart();
                return `${whole.digest('hex')}-${parts}`;
            }
        };
    }
}


/***/ }),

/***/ 1739:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ abortUnfinished),
/* harmony export */   M: () => (/* binding */ unfinished)
/* harmony export */ });
/** Tells of the uploads and removals that nobody will finish. */
async function unfinished(store, of) {
    const problems = [];
    for await (const { leftover, ...named } of abandoned(store, of))
        problems.push({
            ...named,
            what: `has ${leftover.of === 'upload' ? 'an upload' : 'a removal'} that was never finished (since ${leftover.since?.toISOString() ?? 'an unknown time'})`,
            fix: leftover.of === 'upload' ? 'Abort it (`mode: reindex`).' : 'End it (`mode: reindex`).'
        });
    return problems;
}
/** Aborts or ends them, less those of which nobody knows when they began, and says so in words. */
async function abortUnfinished(store, of) {
    const changed = [];
    for await (const { leftover, package: name, version } of abandoned(store, of)) {
        if (leftover.since === undefined)
            continue;
        await leftover.discard();
        const what = version === undefined ? name : `${name} ${version}`;
        const how = leftover.of === 'upload' ? 'aborted an upload' : 'ended a removal';
        changed.push(`${what}: ${how} of ${leftover.since.toISOString()}`);
    }
    return changed;
}
/** Unfinished uploads, and files that a folder's writers left. What is younger than a day may still be under way. */
async function* abandoned(store, { packages, now, parse }) {
    for await (const leftover of store.leftovers()) {
        if (leftover.since !== undefined && now.getTime() - leftover.since.getTime() < A_DAY)
            continue;
        const parsed = parse(leftover.path);
        // Others may share the bucket: what can't be of this registry is theirs.
        if (parsed === undefined && !leftover.own)
            continue;
        const named = parsed ?? { package: leftover.path, version: undefined };
        if (packages.length === 0 || packages.includes(named.package))
            yield { leftover, ...named };
    }
}
const A_DAY = 24 * 60 * 60 * 1000;


/***/ }),

/***/ 5625:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   Lq: () => (/* binding */ dryRunLog),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   formatBytes: () => (/* binding */ formatBytes),
/* harmony export */   jQ: () => (/* binding */ heartbeat)
/* harmony export */ });
/* unused harmony export silent */
/** A log that says nothing. */
const silent = {
    info: () => undefined,
    notice: () => undefined,
    warning: () => undefined,
    debug: () => undefined,
    mask: () => undefined,
    progress: () => ({ advance: () => undefined, done: () => undefined })
};
/** `1536` → `1.5 KiB`; bytes below 1 KiB are written without a fraction. */
function formatBytes(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let value = Math.round(bytes);
    let unit = 0;
    // What would be rounded up to 1024.0 is one of the next unit.
    while (value >= (unit === 0 ? 1024 : 1023.95) && unit < units.length - 1) {
        value /= 1024;
        unit += 1;
    }
    return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}
/** `1 package`, `2 packages`. */
function formatCount(count, what) {
    return `${count} ${what}${count === 1 ? '' : 's'}`;
}
/** `65_000` → `1 min 5 s`; below ten seconds one decimal. Milliseconds go in. */
function formatDuration(milliseconds) {
    if (milliseconds < 9_950)
        return `${(milliseconds / 1000).toFixed(1)} s`;
    const seconds = Math.round(milliseconds / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
/** The log of a run that writes nothing: what it says as done is not. */
function dryRunLog(log) {
    return {
        ...log,
        info: (message) => {
            log.info(`dry run: ${message}`);
        }
    };
}
/**
 * Progress in plain lines: one every ten seconds, with percent and rate; none for what is done sooner. Without a total:
 * how much there is so far.
 */
function heartbeat(label, total, say) {
    const began = Date.now();
    let done = 0;
    let last = began;
    return {
        advance: (bytes) => {
            done += bytes;
            const now = Date.now();
            if (now - last < 10_000 || (total !== undefined && done >= total))
                return;
            last = now;
            const rate = done / ((now - began) / 1000);
            const part = total === undefined
                ? formatBytes(done)
                : `${Math.floor((done / total) * 100)}% of ${formatBytes(total)}`;
            say(`${label}: ${part}, ${formatBytes(rate)}/s`);
        },
        done: () => undefined
    };
}


/***/ }),

/***/ 8820:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _r: () => (/* binding */ release),
/* harmony export */   ry: () => (/* binding */ sweepAfter),
/* harmony export */   u8: () => (/* binding */ limitYoung)
/* harmony export */ });
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8877);
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_v8__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(714);
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_vm__WEBPACK_IMPORTED_MODULE_1__);


/**
 * Gives the memory of bytes back at once; they can't be read after it. What is left to the garbage collector piles up
 * first: V8 lets 64 MiB of it come together, and then uses its slowest way. Bytes of a larger buffer, and those on a
 * Node.js that does not know how, are left to it.
 */
function release({ buffer, length }) {
    if (length === 0 || length !== buffer.byteLength)
        return;
    if (!('transfer' in buffer) || typeof buffer.transfer !== 'function')
        return;
    Reflect.apply(buffer.transfer, buffer, [0]);
}
/**
 * Counts bytes that went over the network, and has garbage collected in time: what is young every 16 MiB, which takes a
 * millisecond, everything every 512 MiB. Of what comes, Node's HTTP holds each byte once more, in a buffer that nobody
 * else gets to see; of what goes, every part leaves a third of a megabyte of objects. V8 by itself would rather let the
 * heap grow.
 */
function sweepAfter(bytes) {
    unswept += bytes;
    if (unswept < YOUNG_BYTES)
        return;
    unswept = 0;
    sweeps += 1;
    collect ??= collector();
    collect(sweeps % YOUNG_SWEEPS === 0 ? 'major' : 'minor');
}
/**
 * Keeps what is young from growing further once it has room enough to be collected cheaply. To be called now and then
 * by what makes many objects: V8 doubles the room each time that much of it survives, up to 128 MiB, which is more
 * than all that a registry of thousands of files takes.
 */
function limitYoung() {
    if (limited)
        return;
    const young = (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.getHeapSpaceStatistics)().find(({ space_name: name }) => name === 'new_space');
    if (young !== undefined && young.space_size < ROOM_BYTES)
        return;
    limited = true;
    (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)('--semi-space-growth-factor=1');
}
const ROOM_BYTES = 16 * 1024 * 1024;
let limited = false;
const YOUNG_BYTES = 16 * 1024 * 1024;
const YOUNG_SWEEPS = 32;
let unswept = 0;
let sweeps = 0;
let collect;
/** V8 shows its collector to contexts that are made while it is told to. */
function collector() {
    (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)('--expose-gc');
    const gc = (0,node_vm__WEBPACK_IMPORTED_MODULE_1__.runInNewContext)('gc');
    (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)('--no-expose-gc');
    return (type) => {
        if (typeof gc === 'function')
            Reflect.apply(gc, undefined, [{ type }]);
    };
}


/***/ }),

/***/ 9302:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ MODES),
/* harmony export */   S: () => (/* binding */ isMode)
/* harmony export */ });
/** The modes of the action, which are the commands of the command line. */
const MODES = [
    'push',
    'pull',
    'promote',
    'init',
    'list',
    'reindex',
    'check',
    'yank',
    'remove'
];
/** True where the text is the name of a mode. */
function isMode(text) {
    return MODES.some((mode) => mode === text);
}


/***/ }),

/***/ 8383:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ INPUTS),
  Q: () => (/* binding */ INPUT_NAMES)
});

// EXTERNAL MODULE: ./src/options/input-definition.ts
var input_definition = __webpack_require__(9302);
;// CONCATENATED MODULE: ./src/options/release-inputs.ts
/** The inputs that say whose releases are read, and how a new one on GitHub looks. */
const RELEASE_INPUTS = {
    source: {
        description: 'Enter the wheels and source distributions that any tool has attached to the published releases of these repositories, `github://owner/repo` a line each. They stay where they are, and the releases as they are.',
        fallback: 'none; what was entered before stays',
        modes: ['reindex'],
        registry: 'python'
    },
    publish: {
        description: '`false`: put the files into the draft of the GitHub release, where nobody sees them, and leave it so. A later push to that release without it, of the last job, publishes all of them at once.',
        fallback: '`true`',
        modes: ['push']
    },
    'make-latest': {
        description: 'Whether a GitHub release becomes the one that the repository shows as the latest: `true`, `false`, or `legacy` (GitHub goes by date and version). What a pull of `latest` gets is told by `promote` alone.',
        fallback: '`legacy`',
        modes: ['push']
    },
    prerelease: {
        description: 'push: mark a new GitHub release as a prerelease; pull: with `release: latest`, prereleases count as well.',
        fallback: '`false`',
        modes: ['push', 'pull']
    },
    notes: {
        description: 'The text of a new GitHub release, of up to 124,000 characters.',
        fallback: 'the package and the version',
        modes: ['push']
    },
    'generate-notes': {
        description: 'Let GitHub write the notes of a new release from what was merged since the one before.',
        fallback: '`false`',
        modes: ['push']
    },
    target: {
        description: 'The branch or commit that the tag of a new GitHub release is put on, where there is no such tag.',
        fallback: 'the default branch',
        modes: ['push']
    }
};

;// CONCATENATED MODULE: ./src/options/store-inputs.ts

/** The inputs that say where the registry is, and how to get at it. */
const STORE_INPUTS = {
    store: {
        description: 'Where the registry is: `s3://bucket[/prefix]`, `github://owner/repo` (releases hold the files, a branch the records), or `file:folder`.',
        fallback: 'the bucket named in `.tychoreg.json`, else the releases of this repository',
        modes: input_definition/* MODES */.F
    },
    prefix: {
        description: 'Where under the store the registry lies.',
        fallback: 'tycho: none; python: `simple`',
        modes: input_definition/* MODES */.F
    },
    config: {
        description: "Tycho Station's configuration file, read with its `env`, `default` and `dotenv` rules.",
        fallback: '`.tychoreg.json` where present',
        modes: input_definition/* MODES */.F
    },
    region: {
        description: 'The region of the bucket.',
        fallback: 'as the AWS environment says, else `us-east-1`',
        modes: input_definition/* MODES */.F
    },
    'endpoint-url': {
        description: 'The address of an S3 service other than AWS.',
        fallback: 'AWS',
        modes: input_definition/* MODES */.F
    },
    profile: {
        description: 'A profile of the shared AWS configuration files.',
        fallback: 'as the AWS environment says',
        modes: input_definition/* MODES */.F
    },
    'aws-access-key-id': {
        description: 'Access key of S3; together with `aws-secret-access-key`.',
        fallback: 'the AWS environment and its chain of sources',
        modes: input_definition/* MODES */.F
    },
    'aws-secret-access-key': { description: 'Secret key of S3.', fallback: 'as above', modes: input_definition/* MODES */.F },
    'aws-session-token': {
        description: 'Session token of temporary credentials.',
        fallback: 'none',
        modes: input_definition/* MODES */.F
    },
    'role-to-assume': {
        description: "ARN of a role that is taken with the workflow's OIDC token (`permissions: id-token: write`); no secret is stored. Where that fails, nothing else is tried.",
        fallback: 'none',
        modes: input_definition/* MODES */.F
    },
    's3-put-args': {
        description: 'JSON: what is sent with everything that is written (`StorageClass`, `ServerSideEncryption`, `SSEKMSKeyId`, `BucketKeyEnabled`, `ACL`, `Tagging`), and `expected-bucket-owner`, `request-payer`.',
        fallback: 'none',
        modes: input_definition/* MODES */.F
    },
    token: {
        description: 'Access to GitHub: `permissions: contents: write` to publish, `contents: read` to fetch.',
        fallback: "the job's own token",
        modes: input_definition/* MODES */.F
    },
    'job-token': {
        description: "The job's own token, for where `token` is empty. Leave it out.",
        fallback: 'set by the runner',
        modes: input_definition/* MODES */.F,
        preset: '${{ github.token }}'
    },
    tag: {
        description: 'The tag of the GitHub release that a file goes to, with `{package}` and `{version}` in it. A published release of that tag is added to.',
        fallback: '`{package}-{version}`',
        modes: input_definition/* MODES */.F
    },
    branch: {
        description: 'The branch of the GitHub repository that holds the records. It is made when it is first written.',
        fallback: '`registry`',
        modes: input_definition/* MODES */.F
    }
};

;// CONCATENATED MODULE: ./src/options/inputs.ts



/** Every input of the action. action.yml, the README's table and the parser are held to this one list. */
const INPUTS = {
    mode: {
        description: `What to do: ${input_definition/* MODES */.F.map((mode) => `\`${mode}\``).join(', ')}.`,
        fallback: 'required',
        modes: input_definition/* MODES */.F
    },
    registry: {
        description: "The format: `tycho` keeps any file by package and version, as Tycho Station's `tychoreg` does; `python` keeps wheels and source distributions with an index that installers read.",
        fallback: '`tycho`',
        modes: input_definition/* MODES */.F
    },
    ...STORE_INPUTS,
    'dry-run': {
        description: 'Say what would be written, and write nothing.',
        fallback: '`false`',
        modes: input_definition/* MODES */.F
    },
    'allow-races': {
        description: 'Go on with a store that ignores write preconditions, although two jobs may then overwrite each other.',
        fallback: '`false`',
        modes: input_definition/* MODES */.F
    },
    package: {
        description: 'The package.',
        fallback: 'required',
        modes: ['push', 'promote', 'init'],
        registry: 'tycho'
    },
    version: {
        description: 'The version, always quoted: YAML turns `1.10` into `1.1`.',
        fallback: 'push: the tag that started the workflow, less a leading `v`; promote: required',
        modes: ['push', 'promote'],
        registry: 'tycho'
    },
    files: {
        description: 'The file to push: a path, or a glob that matches one file. For `python` paths and globs, a line each; signatures (`.asc`) and attestations beside the files are taken along.',
        fallback: 'required',
        modes: ['push']
    },
    'local-name': {
        description: 'The name a pulled file gets. A push uses it to create a package that is new.',
        fallback: "push: the file's own name; init: required",
        modes: ['push', 'init'],
        registry: 'tycho'
    },
    promote: {
        description: 'Make the pushed version the latest: `true`, `false`, or `if-newer` (never moves `latest` backwards).',
        fallback: '`false`',
        modes: ['push'],
        registry: 'tycho'
    },
    'if-exists': {
        description: 'What to do where the version, or the file, is there already: `same` (the same bytes pass, others fail), `skip`, `fail`, `overwrite`.',
        fallback: '`same`',
        modes: ['push']
    },
    'base-url': {
        description: 'What the links of an index begin with, where they are to be absolute; the prefix follows. `relative` takes that back. A push to an index with other links is a conflict, as is a reindex of some projects; one of all changes all. On GitHub: where the pages are, for `index-url` alone.',
        fallback: "relative links; on GitHub the releases' own",
        modes: ['push', 'reindex'],
        registry: 'python'
    },
    sign: {
        description: 'Sign the files with GnuPG before they are pushed.',
        fallback: '`false`',
        modes: ['push'],
        registry: 'python'
    },
    'sign-with': {
        description: 'The program that signs.',
        fallback: '`gpg`',
        modes: ['push'],
        registry: 'python'
    },
    identity: {
        description: 'The key to sign with.',
        fallback: "the program's own choice",
        modes: ['push'],
        registry: 'python'
    },
    ...RELEASE_INPUTS,
    packages: {
        description: 'A line each. pull: `name`, `name@1.0`, `name@latest`, `name@^1.2`, `name@>=1,<2`, for `python` also `name==1.2` as pip writes it; yank: `name==1.2`; remove: `name@1.2`, or `name` with `keep`; list, check, reindex: `name`.',
        fallback: 'pull (but for a `release`), yank, remove: required; else all',
        modes: ['pull', 'list', 'reindex', 'check', 'yank', 'remove']
    },
    release: {
        description: 'Instead of `packages`: the GitHub release to fetch assets of, whatever tool made it: its tag, or `latest`, the newest that is published. `store` is its repository (`github://owner/repo`), this one where none is given.',
        fallback: 'none',
        modes: ['pull'],
        registry: 'tycho'
    },
    assets: {
        description: 'The assets of the `release`: globs of their names, a line each; `!*.asc` leaves some out. Each has to match something.',
        fallback: '`*`; nothing where `source-archives` are given',
        modes: ['pull'],
        registry: 'tycho'
    },
    'source-archives': {
        description: 'The archives of the source that GitHub makes of the `release`: `zip`, `tar.gz`, or both, a line each.',
        fallback: 'none',
        modes: ['pull'],
        registry: 'tycho'
    },
    path: {
        description: 'The folder for pulled files.',
        fallback: '`outdir` of `.tychoreg.json`, else `tycho_packages`',
        modes: ['pull']
    },
    lockfile: {
        description: 'A file of exact versions and digests. With `CI` set, a request that is not in it fails; without, it is resolved and added.',
        fallback: 'none',
        modes: ['pull']
    },
    'update-lock': {
        description: 'Resolve everything anew and rewrite the lockfile.',
        fallback: '`false`',
        modes: ['pull']
    },
    cache: {
        description: 'Keep pulled files in the cache of the workflow runs.',
        fallback: '`true`',
        modes: ['pull']
    },
    force: { description: 'Fetch also what is in place already.', fallback: '`false`', modes: ['pull'] },
    extract: {
        description: 'Unpack tar and zip archives, into a folder a package.',
        fallback: '`false`',
        modes: ['pull'],
        registry: 'tycho'
    },
    'python-version': {
        description: 'Pull the files for this Python alone: `3.12`, `cp312`, `py3`. The newest version counts that has one, by its tags and Requires-Python; `3.9` is 3.9.0.',
        fallback: 'all files',
        modes: ['pull'],
        registry: 'python'
    },
    platform: {
        description: 'Pull the files for this platform alone: `manylinux_2_28_x86_64`, `macosx_14_0_arm64`, `win_amd64`; `linux_x86_64` is any Linux with glibc.',
        fallback: 'all files',
        modes: ['pull'],
        registry: 'python'
    },
    keep: {
        description: 'Keep the newest so many versions of each package named (and the latest), and remove the others.',
        fallback: 'none',
        modes: ['remove']
    },
    reason: {
        description: 'Why the version is yanked; installers show it.',
        fallback: 'none',
        modes: ['yank'],
        registry: 'python'
    },
    undo: {
        description: 'Take a yank back.',
        fallback: '`false`',
        modes: ['yank'],
        registry: 'python'
    },
    full: {
        description: 'Look again also at what has not changed.',
        fallback: '`false`',
        modes: ['reindex'],
        registry: 'python'
    },
    deep: { description: 'Read every artifact and compare its digest.', fallback: '`false`', modes: ['check'] }
};
/** The inputs' names, in the order of the table. */
const INPUT_NAMES = Object.keys(INPUTS).filter((name) => name in INPUTS);


/***/ }),

/***/ 7656:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TC: () => (/* binding */ readerOf),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   h: () => (/* binding */ suggestion)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);

/** A reader of inputs that were given by name. `label` says how to call one that was not given. */
function readerOf(inputs, label) {
    const problems = [];
    const given = (name) => inputs.get(name);
    const text = (name) => given(name)?.value;
    const wrong = (name, message, hint) => {
        const input = given(name)?.label ?? label(name);
        // An input may be read in two places; what is wrong with it is said once.
        if (!problems.some((each) => each.input === input && each.message === message))
            problems.push({ input, message, hint });
    };
    return {
        problems,
        given,
        text,
        wrong,
        required: (name, hint) => {
            const value = text(name);
            if (value === undefined)
                wrong(name, 'is missing', hint);
            return value ?? '';
        },
        flag: (name) => {
            const value = text(name)?.toLowerCase();
            if (value !== undefined && value !== 'true' && value !== 'false') {
                wrong(name, `is ${quoted(value)}, which is neither true nor false`, 'Write `true` or `false`.');
            }
            return value === 'true';
        },
        oneOf: (name, choices, fallback) => {
            const value = text(name);
            if (value === undefined)
                return fallback;
            const choice = choices.find((each) => each === value);
            if (choice === undefined)
                wrong(name, `is ${quoted(value)}, which is none of its values`, suggestion(value, choices));
            return choice ?? fallback;
        },
        lines: (name) => (text(name) ?? '')
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter((line) => line !== '')
    };
}
/** "Did you mean …?" where one of the choices is near, and the list of all of them where it is short, or all there is to say. */
function suggestion(value, choices) {
    const list = `One of: ${choices.join(', ')}.`;
    const [text, ...lower] = [value, ...choices].map((each) => each.toLowerCase());
    if (text === undefined || lower.length === 0)
        return list;
    const like = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(text, lower);
    const near = choices[lower.indexOf(like)];
    if (near === undefined || (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(text, like) > Math.max(2, near.length / 3))
        return list;
    return choices.length > FEW ? `Did you mean \`${near}\`?` : `Did you mean \`${near}\`? ${list}`;
}
const FEW = 10;
/** A text in quotes, without line breaks, cut where it is long. */
function quoted(text) {
    const json = JSON.stringify(text);
    return json.length > 120 ? `${json.slice(0, 117)}…"` : json;
}


/***/ }),

/***/ 5430:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ signedFile)
/* harmony export */ });
/** The file that a signature or an attestation lies beside, by its name; undefined for any other file. */
function signedFile(filename) {
    return (/^(.+)\.asc$/.exec(filename)?.[1] ??
        /^(.+\.(?:whl|tar\.gz|zip))(?:\..+)?\.attestation$/.exec(filename)?.[1]);
}


/***/ }),

/***/ 3442:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lx: () => (/* binding */ hasControls),
/* harmony export */   Pc: () => (/* binding */ normalizeName),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   rH: () => (/* binding */ nameProblem)
/* harmony export */ });
/**
 * A project's name as an index writes it: lower case, and one `-` for every run of `-`, `_` and `.` (PEP 503). Other
 * letters than ASCII ones, which no name has, stay as they are: some of them would become ASCII letters in lower case.
 */
function normalizeName(name) {
    return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/[-_.]+/g, '-');
}
/**
 * Why a text can't be the name of a project, in words that follow the text; undefined where it can. The rule is that
 * of the core metadata: ASCII letters, digits, `.`, `_` and `-`, with a letter or a digit at both ends.
 */
function nameProblem(name) {
    if (name === '')
        return 'is empty';
    if (hasControls(name))
        return 'has a line break or another control character';
    if (name !== name.trim())
        return 'begins or ends with a space';
    if (!/^[A-Za-z0-9._-]+$/.test(name))
        return 'has characters other than ASCII letters, digits, ".", "_" and "-"';
    if (!/^[A-Za-z0-9]/.test(name) || !/[A-Za-z0-9]$/.test(name))
        return 'does not begin and end with a letter or a digit';
    return undefined;
}
/** True for a text with control characters, line and paragraph separators included. */
function hasControls(text) {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}
/** A text of others in quotes, on one line that no terminal trips over, cut where it is long. */
function quoted(text) {
    const json = JSON.stringify(text.slice(0, 200)).replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (odd) => `\\u${odd.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return json.length > 120 ? `${json.slice(0, 117)}…"` : json;
}


/***/ }),

/***/ 4929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NB: () => (/* binding */ allows),
/* harmony export */   Sw: () => (/* binding */ choose),
/* harmony export */   as: () => (/* binding */ parseSpecifier),
/* harmony export */   nq: () => (/* binding */ renderSpecifier),
/* harmony export */   um: () => (/* binding */ isPin),
/* harmony export */   wC: () => (/* binding */ matching)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3442);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4057);


/**
 * Reads conditions with commas between them: `>=1,<2`, `~=1.4`, `==1.*`. Gives back the specifier, or the problem in
 * words that follow the text.
 */
function parseSpecifier(text) {
    const clauses = [];
    for (const part of text.split(',').map(_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .stripSpace */ .$n)) {
        if (part === '')
            continue;
        const clause = parseClause(part);
        if (typeof clause === 'string')
            return { problem: clause };
        clauses.push(clause);
    }
    return { specifier: clauses };
}
/** A specifier as a text that is read back to the same one. */
function renderSpecifier(specifier) {
    return specifier
        .map((clause) => {
        if (clause.operator === '===')
            return `===${clause.text}`;
        const prefix = 'prefix' in clause && clause.prefix ? '.*' : '';
        return `${clause.operator}${(0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .renderVersion */ .pv)(clause.version)}${prefix}`;
    })
        .join(',');
}
/**
 * True where a version, as it is written in an index, satisfies a specifier; whether pre-releases are wanted at all is
 * left to `matching`. A legacy version satisfies `===` alone.
 */
function allows(specifier, text) {
    const version = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(text);
    return specifier.every((clause) => {
        if (clause.operator === '===') {
            const written = clause.text.toLowerCase();
            return text.toLowerCase() === written || (version !== undefined && (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .renderVersion */ .pv)(version) === written);
        }
        return version !== undefined && satisfies(version, clause);
    });
}
/**
 * The versions that satisfy a specifier, newest first. Pre-releases are among them where the specifier names one, or
 * where nothing else satisfies it.
 */
function matching(specifier, texts) {
    const allowed = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .newestFirst */ .ll)(texts).filter((text) => allows(specifier, text));
    if (specifier.some(namesPrerelease))
        return allowed;
    const parsed = allowed.map((text) => ({ text, version: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(text) }));
    if (!parsed.some(({ version }) => version !== undefined && !(0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isPrerelease */ .V1)(version)))
        return allowed;
    return parsed
        .filter(({ version }) => version === undefined || !(0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isPrerelease */ .V1)(version))
        .map(({ text }) => text);
}
/**
 * The version an installer takes: the newest that matches and is not yanked. A yanked one only where the specifier
 * pins a version (`==` or `===`) and nothing else matches (PEP 592).
 */
function choose(specifier, releases) {
    const versions = (yanked) => releases.filter((release) => release.yanked === yanked).map(({ version }) => version);
    const [chosen] = matching(specifier, versions(false));
    if (chosen !== undefined || !specifier.some(isPin))
        return chosen;
    return matching(specifier, versions(true))[0];
}
/** True for a clause that names one version, which may be a yanked one. */
function isPin(clause) {
    return clause.operator === '===' || (clause.operator === '==' && !clause.prefix);
}
const OPERATORS = ['===', '==', '!=', '~=', '<=', '>=', '<', '>'];
/** Reads one clause without spaces around it. A text is what is wrong with it. */
function parseClause(text) {
    const operator = OPERATORS.find((each) => text.startsWith(each));
    if (operator === undefined)
        return withoutOperator(text);
    const operand = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .stripSpace */ .$n)(text.slice(operator.length));
    const has = `has ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(text)}`;
    if (operand === '')
        return `${has}, where no version follows`;
    if (operator === '===')
        return _versions_js__WEBPACK_IMPORTED_MODULE_0__/* .SPACE */ .t6.test(operand) || /[;)]/.test(operand)
            ? `${has}, where more than a version follows`
            : { operator, text: operand };
    const prefix = operand.endsWith('.*');
    const written = prefix ? operand.slice(0, -2) : operand;
    const version = written === (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .stripSpace */ .$n)(written) ? (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(written) : undefined;
    if (version === undefined)
        return `${has}, whose version is not one as PEP 440 has them`;
    if (operator === '==' || operator === '!=') {
        if (prefix && !isFinal(version))
            return `${has}: ".*" goes with numbers alone, as in "==1.4.*"`;
        return { operator, version, prefix };
    }
    if (prefix)
        return `${has}: ".*" goes with "==" and "!=" alone`;
    if (version.local !== undefined)
        return `${has}: a local version goes with "==" and "!=" alone`;
    if (operator === '~=' && version.release.length < 2)
        return `${has}: "~=" needs two numbers at least, as in "~=1.4"`;
    return { operator, version };
}
function withoutOperator(text) {
    const has = `has ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(text)}`;
    if (/^[~^]/.test(text))
        return `${has}, which goes after an "@" alone, as in ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(`name@${text}`)}`;
    if (text.startsWith('='))
        return `${has}, which does not begin with an operator such as "==" or ">="`;
    return `${has} without an operator such as "=="`;
}
function isFinal({ pre, post, dev, local }) {
    return pre === undefined && post === undefined && dev === undefined && local === undefined;
}
function satisfies(version, clause) {
    const wanted = clause.version;
    switch (clause.operator) {
        case '==':
            return clause.prefix ? beginsWith(version, wanted, wanted.release) : equals(version, wanted);
        case '!=':
            return clause.prefix ? !beginsWith(version, wanted, wanted.release) : !equals(version, wanted);
        case '~=':
            return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(version, wanted) >= 0 && beginsWith(version, wanted, wanted.release.slice(0, -1));
        case '>=':
            return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(version, wanted) >= 0;
        case '<=':
            return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(publicOf(version), wanted) <= 0;
        case '<':
            // What is before 1.0 does not include 1.0rc1, nor does what is before 1.0.post1 include 1.0.post1.dev1.
            return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(version, (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isPrerelease */ .V1)(wanted) ? wanted : { ...wanted, dev: '0' }) < 0;
        case '>':
            return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(publicOf(version), wanted) > 0 && !isPostOf(version, wanted);
    }
}
/** A version without a local part stands for all local versions of it. */
function equals(version, wanted) {
    return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(wanted.local === undefined ? publicOf(version) : version, wanted) === 0;
}
function beginsWith(version, { epoch }, release) {
    return (version.epoch === epoch && release.every((number, index) => number === (version.release[index] ?? '0')));
}
/** What is after 1.0 does not include 1.0.post1; what is after 1.0.post1 includes 1.0.post2. */
function isPostOf(version, wanted) {
    if (version.post === undefined)
        return false;
    const base = { ...version, post: undefined, dev: undefined, local: undefined };
    return (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(base, wanted) === 0;
}
function publicOf(version) {
    return { ...version, local: undefined };
}
function namesPrerelease(clause) {
    if (clause.operator === '!=')
        return false;
    const version = clause.operator === '===' ? (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(clause.text) : clause.version;
    return version !== undefined && (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isPrerelease */ .V1)(version);
}


/***/ }),

/***/ 1725:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ec: () => (/* binding */ pythonProblem),
/* harmony export */   kV: () => (/* binding */ versionOfPython),
/* harmony export */   lA: () => (/* binding */ fits)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4057);

/** Why a text can't name a Python, in words that follow the text; undefined where it can. */
function pythonProblem(text) {
    return parsePython(text) === undefined ? 'is not a Python such as 3.12, cp312 or py3' : undefined;
}
/** The version of the language that a text names, `3.12` or `3.12.4`; undefined where it is none, or names no minor version. */
function versionOfPython(text) {
    const python = parsePython(text);
    if (python?.minor === undefined)
        return undefined;
    const { major, minor, patch } = python;
    return [major, minor, ...(patch === undefined ? [] : [patch])].join('.');
}
/** True where one of a wheel's tags is what is wanted, or is older and still works there. */
function fits(tags, { python, platform }) {
    const wanted = python === undefined ? undefined : parsePython(python);
    if (python !== undefined && wanted === undefined)
        return false;
    const place = platform?.toLowerCase().replace(/[-.]/g, '_');
    return tags.some((tag) => (wanted === undefined || runsOn(tag, wanted)) && (place === undefined || isForPlatform(tag, place)));
}
function parsePython(text) {
    const found = /^([a-z]*)([0-9])(?:[._]?([0-9]{1,3})(?:[._]([0-9]+))?)?(t?)$/.exec(text.toLowerCase());
    if (found === null)
        return undefined;
    const [, letters = '', major = '', minor, patch, threaded] = found;
    return {
        implementation: IMPLEMENTATIONS.get(letters) ?? letters,
        major,
        minor: minor === undefined ? undefined : (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(minor),
        patch: patch === undefined ? undefined : (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(patch),
        threaded: threaded === 't'
    };
}
const IMPLEMENTATIONS = new Map([
    ['', 'cp'],
    ['python', 'cp'],
    ['cpython', 'cp'],
    ['pypy', 'pp']
]);
/** As installers have it: an own ABI, the stable ABI of this Python or an older one, or no ABI at all. */
function runsOn({ python, abi }, wanted) {
    const tag = parsePython(python);
    if (tag?.major !== wanted.major)
        return false;
    if (tag.implementation === 'py')
        return abi === 'none' && (tag.minor === undefined || isAtMost(tag.minor, wanted.minor));
    if (tag.implementation !== wanted.implementation)
        return false;
    // The stable ABI came with 3.2.
    if (wanted.implementation === 'cp' && abi === (wanted.threaded ? 'abi3t' : 'abi3'))
        return tag.major === '3' && isAtMost('2', tag.minor) && isAtMost(tag.minor, wanted.minor);
    if (tag.minor !== wanted.minor)
        return false;
    if (wanted.implementation !== 'cp' || abi === 'none')
        return true;
    const own = wanted.threaded ? ['t'] : ['', 'm', 'mu'];
    return own.some((flags) => abi === `${python}${flags}`);
}
function isAtMost(one, other) {
    return one !== undefined && other !== undefined && (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(one, other) <= 0;
}
/** True where what was built for one platform runs on another: an older glibc, musl or macOS, a binary for several processors. */
function isForPlatform({ abi, platform }, place) {
    if (platform === 'any')
        return abi === 'none';
    if (platform === place)
        return true;
    const [tag, wanted] = [parsePlatform(platform), parsePlatform(place)];
    if (tag === undefined)
        return false;
    if (place === `linux_${tag.arch}`)
        return tag.system === 'manylinux';
    if (wanted?.system !== tag.system)
        return false;
    const order = (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(tag.major, wanted.major) || (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(tag.minor, wanted.minor);
    const archs = tag.system === 'macosx' ? (MAC_FORMATS.get(wanted.arch) ?? []) : [];
    return order <= 0 && (tag.arch === wanted.arch || archs.includes(tag.arch));
}
function parsePlatform(text) {
    const named = text.replace(/^manylinux(?:1|2010|2014)(?=_)/, (alias) => GLIBC.get(alias) ?? alias);
    const found = /^(manylinux|musllinux|macosx)_([0-9]+)_([0-9]+)_(.+)$/.exec(named);
    if (found === null)
        return undefined;
    const [, system = '', major = '', minor = '', arch = ''] = found;
    return { system, major: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(major), minor: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(minor), arch };
}
/** Names that say no version of glibc (PEP 600). */
const GLIBC = new Map([
    ['manylinux1', 'manylinux_2_5'],
    ['manylinux2010', 'manylinux_2_12'],
    ['manylinux2014', 'manylinux_2_17']
]);
/** Binaries for several processors that have one of these among them. */
const MAC_FORMATS = new Map([
    ['arm64', ['universal2']],
    ['x86_64', ['universal2', 'universal', 'intel', 'fat64', 'fat3']]
]);


/***/ }),

/***/ 4057:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ stripSpace),
/* harmony export */   Ec: () => (/* binding */ versionProblem),
/* harmony export */   Te: () => (/* binding */ latestOf),
/* harmony export */   V1: () => (/* binding */ isPrerelease),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   _5: () => (/* binding */ versionKey),
/* harmony export */   hG: () => (/* binding */ successor),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   oY: () => (/* binding */ compareDigits),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   pv: () => (/* binding */ renderVersion),
/* harmony export */   t6: () => (/* binding */ SPACE)
/* harmony export */ });
/** Reads a version; undefined where the text is none. Spaces around it do not count. */
function parseVersion(text) {
    if (text.length > MOST_CHARACTERS)
        return undefined;
    if (NUMBERS.test(text))
        return { ...FINAL, release: text.split('.') };
    const rest = readerOf(stripSpace(text));
    rest.take(/v?/iy);
    const epoch = rest.take(/([0-9]+)!/y)?.[1] ?? '0';
    const release = rest.take(/[0-9]+(?:\.[0-9]+)*/y)?.[0];
    if (release === undefined)
        return undefined;
    const pre = rest.take(/[._-]?(alpha|a|beta|b|preview|pre|c|rc)[._-]?([0-9]*)/iy);
    const post = rest.take(/-([0-9]+)|[._-]?(?:post|rev|r)[._-]?([0-9]*)/iy);
    const dev = rest.take(/[._-]?dev[._-]?([0-9]*)/iy);
    const local = rest.take(/\+([a-z0-9]+(?:[._-][a-z0-9]+)*)/iy)?.[1];
    if (!rest.isAtEnd())
        return undefined;
    return {
        epoch: plain(epoch),
        release: release.split('.').map(plain),
        pre: pre && { phase: phaseOf(pre[1] ?? ''), number: plain(pre[2] ?? '') },
        post: post && plain(post[1] ?? post[2] ?? ''),
        dev: dev && plain(dev[1] ?? ''),
        local: local
            ?.toLowerCase()
            .split(/[._-]/)
            .map((part) => (isNumber(part) ? plain(part) : part))
    };
}
/** Most versions are numbers and dots, as they are written. A project may have thousands, each looked at several times. */
const NUMBERS = /^(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))*$/;
const FINAL = { epoch: '0', pre: undefined, post: undefined, dev: undefined, local: undefined };
/** The canonical spelling: `1!1.0rc1.post2.dev3+local.4`. */
function renderVersion({ epoch, release, pre, post, dev, local }) {
    return [
        epoch === '0' ? '' : `${epoch}!`,
        release.join('.'),
        pre === undefined ? '' : `${pre.phase}${pre.number}`,
        post === undefined ? '' : `.post${post}`,
        dev === undefined ? '' : `.dev${dev}`,
        local === undefined ? '' : `+${local.join('.')}`
    ].join('');
}
/** Why a text can't be the version of something new, in words that follow the text; undefined where it can. */
function versionProblem(text) {
    if (text === '')
        return 'is empty';
    return parseVersion(text) === undefined ? 'is not a version as PEP 440 has them' : undefined;
}
/** The order of PEP 440; 0 where two versions are one release, such as 1.0 and 1.0.0. */
function compareVersions(one, other) {
    return (compareDigits(one.epoch, other.epoch) ||
        compareRelease(one.release, other.release) ||
        phaseRank(one) - phaseRank(other) ||
        compareDigits(one.pre?.number ?? '0', other.pre?.number ?? '0') ||
        compareWhereAbsent('first', one.post, other.post) ||
        compareWhereAbsent('last', one.dev, other.dev) ||
        compareLocal(one.local, other.local));
}
/** True where what is before a given version's final release is meant: alpha, beta, candidate or development version. */
function isPrerelease({ pre, dev }) {
    return pre !== undefined || dev !== undefined;
}
/**
 * A text that two versions share where they are one release, and only then: the canonical spelling without zeros at
 * the end of the release. A legacy version, which PEP 440 does not know, is its own.
 */
function versionKey(text) {
    const version = parseVersion(text);
    return version === undefined ? text : renderVersion({ ...version, release: trimmed(version.release) });
}
/** Sorts texts by their versions, the newest first, legacy versions last. Of equal versions the order is fixed, too. */
function newestFirst(texts) {
    return [...texts]
        .map((text) => ({ text, version: parseVersion(text) }))
        .sort((one, other) => {
        if (one.version === undefined || other.version === undefined) {
            if (one.version !== other.version)
                return one.version === undefined ? 1 : -1;
            return compareLegacy(other.text, one.text);
        }
        return compareVersions(other.version, one.version) || compareTexts(other.text, one.text);
    })
        .map(({ text }) => text);
}
/** What an index shows as the latest: the newest final release, else the newest pre-release, else the last legacy version. */
function latestOf(texts) {
    const sorted = newestFirst(texts);
    const final = sorted.find((text) => {
        const version = parseVersion(text);
        return version !== undefined && !isPrerelease(version);
    });
    return final ?? sorted[0];
}
/** The number after another one, both as digits. */
function successor(digits) {
    return String(BigInt(digits) + 1n);
}
/** Far more than a file's name can hold. It bounds what a hostile text costs. */
const MOST_CHARACTERS = 10_000;
/** A text without what Python takes for spaces at its ends: more than JavaScript does, and less. */
function stripSpace(text) {
    let [start, end] = [0, text.length];
    while (start < end && SPACE.test(text.charAt(start)))
        start += 1;
    while (end > start && SPACE.test(text.charAt(end - 1)))
        end -= 1;
    return text.slice(start, end);
}
/** One character that Python takes for a space. */
// eslint-disable-next-line no-control-regex -- some of them are spaces
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
/** Takes a text apart from its beginning, and never goes back: time is in proportion to its length. */
function readerOf(text) {
    let at = 0;
    return {
        /** What a sticky pattern finds here. */
        take: (pattern) => {
            pattern.lastIndex = at;
            const found = pattern.exec(text) ?? undefined;
            if (found !== undefined)
                at = pattern.lastIndex;
            return found;
        },
        isAtEnd: () => at === text.length
    };
}
function phaseOf(letters) {
    const first = letters.charAt(0).toLowerCase();
    return first === 'a' || first === 'b' ? first : 'rc';
}
function isNumber(text) {
    return /^[0-9]+$/.test(text);
}
/** Digits without leading zeros; 0 where there are none. */
function plain(digits) {
    return digits.replace(/^0+/, '') || '0';
}
/** The order of two numbers that are texts of digits without leading zeros. */
function compareDigits(one, other) {
    return one.length - other.length || compareTexts(one, other);
}
function compareTexts(one, other) {
    return one < other ? -1 : one > other ? 1 : 0;
}
function compareRelease(one, other) {
    for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
        const order = compareDigits(one[index] ?? '0', other[index] ?? '0');
        if (order !== 0)
            return order;
    }
    return 0;
}
/** A release without the zeros at its end, of which it keeps one where there is nothing else. */
function trimmed(release) {
    const last = release.findLastIndex((number) => number !== '0');
    return release.slice(0, Math.max(last + 1, 1));
}
/** `1.0.dev1` is before `1.0a1`, while `1.0a1.dev1` and `1.0.post1.dev1` are before what they lead to. */
function phaseRank({ pre, post, dev }) {
    if (pre !== undefined)
        return { a: 0, b: 1, rc: 2 }[pre.phase];
    return post === undefined && dev !== undefined ? -1 : 3;
}
function compareWhereAbsent(absent, one, other) {
    if (one !== undefined && other !== undefined)
        return compareDigits(one, other);
    if (one === other)
        return 0;
    return (one === undefined) === (absent === 'first') ? -1 : 1;
}
/** None before any, letters before numbers, and of two that begin alike the shorter one first. */
function compareLocal(one, other) {
    if (one === undefined || other === undefined)
        return one === other ? 0 : one === undefined ? -1 : 1;
    return compareInParts(one, other);
}
function compareInParts(one, other) {
    for (const [index, a] of one.entries()) {
        const b = other[index];
        if (b === undefined)
            return 1;
        const order = isNumber(a) && isNumber(b)
            ? compareDigits(plain(a), plain(b))
            : Number(isNumber(a)) - Number(isNumber(b)) || compareTexts(a, b);
        if (order !== 0)
            return order;
    }
    return one.length - other.length;
}
/** Numbers in legacy versions count as numbers. No locale has a say: an index is the same wherever it is rendered. */
function compareLegacy(one, other) {
    const parts = (text) => text.match(/[0-9]+|[^0-9]+/g) ?? [];
    return compareInParts(parts(one), parts(other)) || compareTexts(one, other);
}


/***/ }),

/***/ 4977:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AI: () => (/* binding */ globProblem),
/* harmony export */   hq: () => (/* binding */ archivesIn),
/* harmony export */   r3: () => (/* binding */ chooseAssets),
/* harmony export */   vH: () => (/* binding */ unpackedName),
/* harmony export */   wf: () => (/* binding */ archiveProblem)
/* harmony export */ });
/* harmony import */ var _stores_released_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1695);

/** Why a text can't be a glob of assets' names, in words that follow the text; undefined where it can. */
function globProblem(glob) {
    const pattern = glob.replace(/^!/, '');
    if (pattern === '')
        return 'names nothing';
    if (/[/\\]/.test(pattern))
        return 'has a slash or a backslash, which no name of an asset has';
    return undefined;
}
/** Why a text names no archive of the source, in words that follow the text; undefined where it does. */
function archiveProblem(text) {
    return _stores_released_js__WEBPACK_IMPORTED_MODULE_0__/* .ARCHIVE_FORMATS */ .Oz.some((format) => format === text) ? undefined : 'is none that GitHub makes';
}
/** The archives that texts name, each once and in one order, whatever that of the texts. */
function archivesIn(texts) {
    return _stores_released_js__WEBPACK_IMPORTED_MODULE_0__/* .ARCHIVE_FORMATS */ .Oz.filter((format) => texts.includes(format));
}
/**
 * Chooses the names that a glob matches, in their order; a glob that begins with `!` takes away from them. With nothing
 * but such ones, or no globs, it begins with all of them. A name matches itself, whatever signs it has.
 */
async function chooseAssets(names, globs) {
    const { default: picomatch } = await __webpack_require__.e(/* import() */ 6).then(__webpack_require__.t.bind(__webpack_require__, 4006, 23));
    const matcher = (glob) => {
        const matches = picomatch(glob, { dot: true, nonegate: true });
        return (name) => name === glob || matches(name);
    };
    const wanted = globs.filter((glob) => !glob.startsWith('!')).map((glob) => ({ glob, is: matcher(glob) }));
    const unwanted = globs.filter((glob) => glob.startsWith('!')).map((glob) => matcher(glob.slice(1)));
    return {
        assets: names.filter((name) => (wanted.length === 0 || wanted.some(({ is }) => is(name))) && !unwanted.some((is) => is(name))),
        unmatched: wanted.filter(({ is }) => !names.some(is)).map(({ glob }) => glob)
    };
}
/** The name of the folder that an archive is unpacked to: its own without the ending, where something is left. */
function unpackedName(asset) {
    const name = asset.replace(/\.(?:zip|tgz|tar|tar\.\w+)$/i, '');
    return /^\.*$/.test(name) ? asset : name;
}


/***/ }),

/***/ 850:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   noSource: () => (/* binding */ noSource),
/* harmony export */   releaseRequest: () => (/* binding */ releaseRequest),
/* harmony export */   resolveRelease: () => (/* binding */ resolveRelease),
/* harmony export */   vanishedAsset: () => (/* binding */ vanishedAsset)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _stores_released_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1695);
/* harmony import */ var _tycho_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4692);
/* harmony import */ var _assets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4977);





/** A request. Its text is like no request of a package. */
function releaseRequest(repository, which, { assets, archives }) {
    const name = which.kind === 'tag' ? which.tag : which.prereleases ? 'latest (with prereleases)' : 'latest';
    // A tag may be called so, too.
    const tag = which.kind === 'tag' && name === 'latest' ? `refs/tags/${name}` : name;
    // No glob of assets has a slash.
    const sources = archives.map((format) => `source/${format}`);
    return {
        text: [`github://${repository}@${tag}`, ...assets, ...sources].join(' '),
        ...{ package: repository, which, assets, archives }
    };
}
/** Finds the release and its assets. Throws `not-found`, naming what is like it, where something is not there. */
async function resolveRelease(store, request) {
    const record = await readRelease(store, pathOf(request.which));
    if (record === undefined)
        throw await noRelease(store, request.which);
    const archives = request.archives.map((archive) => {
        const key = (0,_stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .archiveKey */ .q2)(request.package, record.tag, archive);
        return { key, localname: key.filename, recorded: undefined, archive };
    });
    if (archives.length > 0 && request.assets.length === 0)
        return { version: record.tag, files: archives };
    const { assets, unmatched } = await (0,_assets_js__WEBPACK_IMPORTED_MODULE_4__/* .chooseAssets */ .r3)(record.assets, request.assets);
    if (unmatched.length > 0 || assets.length === 0)
        throw noAsset(store, record, unmatched);
    const files = assets.map((asset) => ({
        key: (0,_stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .assetKey */ .e7)(request.package, record.tag, asset),
        ...{ localname: asset, recorded: undefined }
    }));
    return { version: record.tag, files: [...files, ...archives] };
}
/** The error for an archive of the source that GitHub has nothing to make of. */
function noSource(store, { version }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('not-found', `${store.name} has no tag ${version} to make an archive of`, {
        hint: 'Somebody deleted the tag. Push it again, or name another release.'
    });
}
/** The error for an asset of a release that is not there although it was resolved, or stands in a lockfile. */
async function vanishedAsset(store, { version, filename }) {
    const record = await readRelease(store, (0,_stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .releasePath */ .bD)(version));
    return record === undefined
        ? noRelease(store, { kind: 'tag', tag: version })
        : noAsset(store, { ...record, assets: record.assets.filter((name) => name !== filename) }, [filename]);
}
async function readRelease(store, path) {
    const { body } = await store.documents.read(path);
    return body && (0,_stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRelease */ .BC)(body);
}
function pathOf(which) {
    if (which.kind === 'tag')
        return (0,_stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .releasePath */ .bD)(which.tag);
    return which.prereleases ? _stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .NEWEST */ .RX : _stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .LATEST */ .k0;
}
async function noRelease(store, which) {
    const { body } = await store.documents.read(_stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .RELEASES */ .pH);
    const releases = body === undefined ? [] : (0,_stores_released_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReleases */ .Yq)(body);
    const [first] = releases;
    if (first === undefined) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('not-found', `${store.name} has no release`, {
            hint: 'Drafts do not count: they have to be published. A tag alone is no release.'
        });
    }
    if (which.kind === 'latest') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('not-found', `${store.name} has no release that is not a prerelease`, {
            hint: `Set \`prerelease: true\`, or name one: ${first.tag}.`
        });
    }
    const tags = releases.map(({ tag }) => tag);
    const near = (0,_tycho_versions_js__WEBPACK_IMPORTED_MODULE_3__/* .closest */ .kp)(which.tag, tags, fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('not-found', `${store.name} has no release ${which.tag}`, {
        hint: near.length === tags.length ? `It has ${near.join(', ')}.` : closestOnes(near, tags.length)
    });
}
function closestOnes(near, count) {
    return `The closest ones are ${near.join(', ')} (of ${count}). Drafts do not count, and a tag alone is no release.`;
}
function noAsset(store, { tag, assets }, globs) {
    const release = `release ${tag} of ${store.name}`;
    if (assets.length === 0) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('not-found', `${release} has no assets`, {
            hint: 'Are they still being uploaded? The archives of the source that GitHub shows with a release are no assets: `source-archives` fetches them.'
        });
    }
    const names = globs.map((glob) => JSON.stringify(glob)).join(', ');
    const what = globs.length === 0 ? 'no asset that `assets` leaves' : `no asset that is ${names}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('not-found', `${release} has ${what}`, {
        hint: `It has ${assets.slice(0, MOST_SHOWN).join(', ')}${assets.length > MOST_SHOWN ? ` and ${assets.length - MOST_SHOWN} more` : ''}.`
    });
}
const MOST_SHOWN = 10;


/***/ }),

/***/ 9172:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ sizeOf),
/* harmony export */   Wu: () => (/* binding */ assertUnchanged),
/* harmony export */   a4: () => (/* binding */ changedWhileRead),
/* harmony export */   hh: () => (/* binding */ fileBody),
/* harmony export */   wu: () => (/* binding */ sizeError)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);


/** A file as a body, in the state it has now. Throws where there is no such file. */
async function fileBody(path) {
    const state = await stampOf(path);
    return { kind: 'file', path, ...state };
}
/** Throws `conflict` where the file is not as it was when the body was made. */
async function assertUnchanged(body) {
    if ((await stampOf(body.path)).stamp !== body.stamp)
        throw changedWhileRead(body.path);
}
/** The size of a body, in bytes. */
function sizeOf(body) {
    return body.kind === 'file' ? body.size : body.bytes.length;
}
/**
 * The error for a file of a size, in bytes, that a store does not take; undefined where it does. `file` is how the message
 * names it, `tooLarge` what to do where it has too many bytes.
 */
function sizeError({ name, limits: { minSize, maxSize } }, { file, size, tooLarge = 'Split the file, or use another store.' }) {
    if (size >= minSize && size <= maxSize)
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('unsupported', `${file} has ${size} bytes; ${name} takes ${minSize} to ${maxSize}`, {
        hint: size < minSize ? 'Look at the step that makes the file.' : tooLarge
    });
}
/** The error for a file that was written to while it was being pushed. */
function changedWhileRead(path) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('conflict', `${path} changed while it was being pushed`, {
        hint: 'Nothing was published. Let the step that writes the file end first, then push again.'
    });
}
async function stampOf(path) {
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path, { bigint: true }).catch((error) => {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fileError */ .zS)(error, path, 'reading');
    });
    if (!stats.isFile()) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('input', `${path} is not a file`, {
            hint: 'Name one file; pack a folder with tar or zip first.'
        });
    }
    return { size: Number(stats.size), stamp: `${stats.ino}-${stats.size}-${stats.mtimeNs}-${stats.ctimeNs}` };
}


/***/ }),

/***/ 5812:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MG: () => (/* binding */ nameAmong),
/* harmony export */   SM: () => (/* binding */ assetName),
/* harmony export */   W3: () => (/* binding */ CONTROL),
/* harmony export */   ZC: () => (/* binding */ nameIn),
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   cO: () => (/* binding */ tagOf),
/* harmony export */   yS: () => (/* binding */ folderOf),
/* harmony export */   z9: () => (/* binding */ pathProblem),
/* harmony export */   zA: () => (/* binding */ blobId)
/* harmony export */ });
/* unused harmony export secondName */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** The folder at the root of the branch in which the store keeps what it has to know itself. */
const CONTROL = '.registry';
/** Why git, or GitHub, does not take a path, in words that follow it; undefined where they do. */
function pathProblem(path) {
    const segments = path.split('/');
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
        return 'has an empty, "." or ".." segment';
    if (segments.some((segment) => segment.toLowerCase() === '.git'))
        return 'has a segment ".git"';
    if (segments.includes('.files.json'))
        return 'has a segment ".files.json"';
    if (/\p{Cc}/u.test(path))
        return 'has a control character';
    if (Buffer.byteLength(path) > LONGEST_PATH)
        return `is longer than ${LONGEST_PATH} bytes`;
    if (segments.some((segment) => Buffer.byteLength(segment) > LONGEST_SEGMENT))
        return `has a segment of more than ${LONGEST_SEGMENT} bytes`;
    return undefined;
}
/** Git itself has no limit; file systems on which branches are checked out do. */
const LONGEST_PATH = 1024;
const LONGEST_SEGMENT = 255;
/**
 * The tag of an artifact's release. What can't stand in a tag is percent-encoded; nobody ever takes a tag apart again.
 * See https://git-scm.com/docs/git-check-ref-format
 */
function tagOf(template, key) {
    return template
        .replace(/\{(package|version)\}/g, (_, field) => key[field])
        .replace(/[\p{Cc}\s~^:?*[\\]/gu, encodeURIComponent)
        .replace(/[*~]/g, (sign) => (sign === '*' ? '%2A' : '%7E'))
        .replace(/\.(?=\.|\/|$|lock(?:\/|$))|(?<=^|\/)\./g, '%2E')
        .replace(/@(?=\{)/g, '%40')
        .replace(/\/(?=\/|$)|^\//g, '%2F');
}
/** What a tag stands for: two artifacts share a release where this is the same. */
function ownerOf(template, { package: name, version }) {
    return {
        package: template.includes('{package}') ? name : null,
        version: template.includes('{version}') ? version : null
    };
}
/**
 * The name of the asset that holds a file: what GitHub would rewrite is rewritten before, so that the name that comes
 * back is the one that was sent.
 */
function assetName(filename) {
    const plain = filename.normalize('NFKD').replace(/\p{M}/gu, '');
    const kept = plain.replace(/[^A-Za-z0-9_+-]+/g, '.').replace(/\.$/, '');
    return kept === '' || kept.startsWith('.') ? `default${kept}` : kept;
}
/**
 * The name of the asset that holds the file of a path on a release: another one than its own, where that is another
 * path's already. `assets` are the paths that the release's assets hold, by their names.
 */
function nameAmong(assets, filename, path) {
    const wanted = assetName(filename);
    const holder = assets.get(wanted);
    return holder === undefined || holder === path ? wanted : secondName(wanted, path);
}
/** Another name for the asset of a path, where its own is that of another file on the same release. */
function secondName(name, path) {
    const mark = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(path).digest('hex').slice(0, 8);
    const dot = name.indexOf('.', 1);
    return dot < 0 ? `${name}-${mark}` : `${name.slice(0, dot)}-${mark}${name.slice(dot)}`;
}
/** The id that git gives to the bytes of a file. */
function blobId(bytes) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
/** The last segment of a path. */
function nameIn(path) {
    return path.slice(path.lastIndexOf('/') + 1);
}
/** The folder of a path, without a slash at the end; empty at the root. */
function folderOf(path) {
    return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}


/***/ }),

/***/ 7106:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ describeGithub),
/* harmony export */   o: () => (/* binding */ DEFAULT_TUNING)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5812);

/** What is good on GitHub itself. */
const DEFAULT_TUNING = {
    attempts: 10,
    baseDelay: 500,
    commitDelay: 2_000,
    limitDelay: 60_000,
    longestWait: 65 * 60_000,
    uploads: 4,
    pageSize: 100,
    surveyAge: 5 * 60_000,
    starterPatience: 60_000,
    departurePatience: 5 * 60_000
};
/** What is known of a store before it is opened: its name and what it can take. */
function describeGithub({ owner, repo, prefix, release }) {
    return {
        name: `github://${owner}/${repo}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`,
        limits: {
            // https://docs.github.com/repositories/releasing-projects-on-github/about-releases#storage-and-bandwidth-quotas
            minSize: 1,
            maxSize: 2 ** 31 - 1,
            // An asset has one upload in its life; another one would have another address for a while.
            replaces: false,
            relativeLinks: false,
            atOnce: 1_000,
            documentsAtOnce: 32,
            holds: !release.publish,
            refuses: (path) => `${prefix}${path}`.startsWith(`${_names_js__WEBPACK_IMPORTED_MODULE_0__/* .CONTROL */ .W3}/`)
                ? `begins with ${_names_js__WEBPACK_IMPORTED_MODULE_0__/* .CONTROL */ .W3}/, where the store keeps its own records`
                : (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .pathProblem */ .z9)(`${prefix}${path}`),
            holdsPage: () => false
        }
    };
}


/***/ }),

/***/ 6334:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ changedPages),
/* harmony export */   G: () => (/* binding */ placed)
/* harmony export */ });
/** Pages under the paths at which a store keeps them; those that it does without are left out. */
function placed(pages, holdsPage) {
    return pages.flatMap((page) => {
        const ordinary = page.path !== '' && !page.path.endsWith('/');
        if (ordinary || holdsPage(page.path))
            return [page];
        return page.orElse === undefined ? [] : [movedTo(page.orElse, page)];
    });
}
/** The same page elsewhere. Its body is not asked for. */
function movedTo(path, page) {
    const { orElse, contentType, cacheControl, serial } = page;
    return {
        path,
        orElse,
        get body() {
            return page.body;
        },
        contentType,
        cacheControl,
        serial
    };
}
/** The pages of one state of a record whose bytes are others than in the state before it. Those of one serial are not compared. */
function changedPages(before, after) {
    const known = new Map(before.map((page) => [page.path, page]));
    return after
        .map((page) => ({ page, before: known.get(page.path) }))
        .filter(({ page, before: old }) => old === undefined || differ(old, page));
}
function differ(one, other) {
    if (one.serial === other.serial && one.serial > 0)
        return false;
    return Buffer.compare(one.body, other.body) !== 0;
}


/***/ }),

/***/ 1695:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BC: () => (/* binding */ parseRelease),
/* harmony export */   IX: () => (/* binding */ parseElsewhere),
/* harmony export */   Oz: () => (/* binding */ ARCHIVE_FORMATS),
/* harmony export */   RX: () => (/* binding */ NEWEST),
/* harmony export */   Rd: () => (/* binding */ renderReleases),
/* harmony export */   SH: () => (/* binding */ repositoryPath),
/* harmony export */   Yq: () => (/* binding */ parseReleases),
/* harmony export */   _g: () => (/* binding */ elsewhereIn),
/* harmony export */   bD: () => (/* binding */ releasePath),
/* harmony export */   c: () => (/* binding */ renderRelease),
/* harmony export */   e7: () => (/* binding */ assetKey),
/* harmony export */   iD: () => (/* binding */ elsewhereKey),
/* harmony export */   ji: () => (/* binding */ archiveFormatOf),
/* harmony export */   k0: () => (/* binding */ LATEST),
/* harmony export */   pH: () => (/* binding */ RELEASES),
/* harmony export */   q2: () => (/* binding */ archiveKey)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7934);

const releaseSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ tag: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), assets: valibot__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()) });
const listedSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ tag: valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), prerelease: valibot__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY() });
/** The document of the release that is shown as the latest, which is no prerelease. */
const LATEST = 'latest';
/** The document of the release that was published last, prereleases among them. */
const NEWEST = 'newest';
/** The document that lists what is published. */
const RELEASES = 'releases';
/** The document of the release of a tag; what it holds lies below. */
function releasePath(tag) {
    return `${encodeURIComponent(tag)}/`;
}
/** A file of a release. `repository` is its `owner/repo`. */
function assetKey(repository, tag, asset) {
    return { package: repository, version: tag, path: `${releasePath(tag)}${asset}`, filename: asset };
}
/** Where a store that shows the releases of others besides its own artifacts has those of a repository (`github://owner/repo`). */
function repositoryPath(repository) {
    return `${repository}/`;
}
/** The same file as an artifact of such a store. No path of its own begins like that. */
function elsewhereKey({ repository, tag, asset }) {
    const { path, ...key } = assetKey(repository, tag, asset);
    return { ...key, path: `${repositoryPath(repository)}${path}` };
}
/** The repository in a path of `elsewhereKey` or `repositoryPath`, and what follows; undefined for every other path. */
function elsewhereIn(path) {
    const [, repository, rest] = /^(github:\/\/[\w-]+\/[\w.-]+)\/(.*)$/s.exec(path) ?? [];
    return repository === undefined || rest === undefined ? undefined : { repository, path: rest };
}
/** Reads the path of `elsewhereKey`; undefined for every other one. */
function parseElsewhere(path) {
    const found = elsewhereIn(path);
    const [, tag, asset] = /^([^/]+)\/([^/]+)$/.exec(found?.path ?? '') ?? [];
    if (found === undefined || tag === undefined || asset === undefined)
        return undefined;
    try {
        return { repository: found.repository, tag: decodeURIComponent(tag), asset };
    }
    catch {
        return undefined;
    }
}
/** How the files of a tag are packed when somebody asks for them. */
const ARCHIVE_FORMATS = ['zip', 'tar.gz'];
/**
 * The archive of the source that a release is of, which a store makes (`Store.make`). Its name is the one that a browser
 * saves it under; its path is none that an asset can have.
 */
function archiveKey(repository, tag, format) {
    const filename = `${archiveName(repository, tag)}.${format}`;
    return { package: repository, version: tag, path: `${releasePath(tag)}${SOURCE}${format}`, filename };
}
/** How an archive is packed; undefined for what is none. */
function archiveFormatOf({ version, path }) {
    return ARCHIVE_FORMATS.find((format) => path === `${releasePath(version)}${SOURCE}${format}`);
}
const SOURCE = 'source/';
/** GitHub leaves out a `v` before a number, and makes dashes of what is no plain sign. */
function archiveName(repository, tag) {
    const repo = repository.slice(repository.indexOf('/') + 1);
    return `${repo}-${tag.replace(/^v(?=\d)/, '')}`.replace(/[^\w.-]/g, '-');
}
/** The document of a release. */
function renderRelease(record) {
    return Buffer.from(JSON.stringify(record));
}
/** Reads what `renderRelease` wrote. */
function parseRelease(body) {
    return valibot__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qgA(releaseSchema, JSON.parse(Buffer.from(body).toString('utf8')));
}
/** The document of what is published. */
function renderReleases(releases) {
    return Buffer.from(JSON.stringify(releases));
}
/** Reads what `renderReleases` wrote. */
function parseReleases(body) {
    return valibot__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qgA(valibot__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(listedSchema), JSON.parse(Buffer.from(body).toString('utf8')));
}


/***/ }),

/***/ 2715:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ describeS3),
/* harmony export */   o: () => (/* binding */ DEFAULT_TUNING)
/* harmony export */ });
/** What is good on real networks. */
const DEFAULT_TUNING = {
    partSize: 16 * 1024 * 1024,
    maxParts: 10_000,
    uploads: 4,
    pageSize: 1_000,
    attempts: 10,
    baseDelay: 100
};
/** What is known of a store before it is opened: its name and what it can take. */
function describeS3({ bucket, prefix }) {
    return {
        name: `s3://${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`,
        limits: {
            minSize: 0,
            maxSize: MAX_SIZE,
            replaces: true,
            relativeLinks: true,
            atOnce: 8,
            documentsAtOnce: 8,
            holds: false,
            refuses: (path) => refuses(`${prefix}${path}`),
            // An object's key can end in a slash; only the bucket itself has no key.
            holdsPage: (path) => `${prefix}${path}` !== ''
        }
    };
}
/** S3's largest object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_SIZE = 5 * 1024 ** 4;
function refuses(key) {
    if (Buffer.byteLength(key) > 1024)
        return 'makes a key of more than 1024 bytes';
    if (key.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
        return 'has an empty, "." or ".." segment';
    }
    return undefined;
}


/***/ }),

/***/ 4703:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ NOTHING_RELEASED),
/* harmony export */   s: () => (/* binding */ ABSENT)
/* harmony export */ });
/** The revision of what is not there. */
const ABSENT = 'absent';
/** What stores answer that hold nothing back. */
const NOTHING_RELEASED = { entries: [], settle: () => Promise.resolve() };


/***/ }),

/***/ 4605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ afterLostRace),
/* harmony export */   y: () => (/* binding */ update)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);


/**
 * Changes a document by compare-and-swap, and is the only loop that retries a stale swap. `next` gets the bytes that
 * are there (undefined: none) and answers the new ones, or undefined to leave the document alone. It is called again
 * after every lost race, so whatever the new bytes depend on is read inside it. What it throws ends the update.
 * With `render`, the pages of what was changed are written, and where nothing has to change, all are completed: so a step
 * that was killed between the record and its pages ends them when it is repeated. A step that changes the record every
 * time has to call `complete` itself before it deletes what pages of a killed one may name.
 */
async function update(documents, path, next, { render, first, recorded, message } = {}) {
    for (let attempt = 0;; attempt += 1) {
        const known = attempt === 0 ? first : undefined;
        const { body: before, revision } = known ?? (await documents.read(path, { toChange: true }));
        const after = await next(before);
        if (after === undefined || (before !== undefined && Buffer.compare(before, after) === 0)) {
            recorded?.();
            if (render !== undefined && before !== undefined)
                await documents.complete(path, render);
            return { changed: false, before, after: before };
        }
        const options = {
            ...(render && { render }),
            ...(recorded && { recorded }),
            ...(message && { message: message() })
        };
        if ((await documents.swap(path, revision, after, options)) === 'swapped') {
            return { changed: true, before, after };
        }
        await afterLostRace(attempt, path);
    }
}
/**
 * Waits after lost race number `attempt` (from 0) for a document: full jitter, longer the more were lost. Throws
 * `unavailable` where that were too many.
 */
async function afterLostRace(attempt, path) {
    if (attempt + 1 < MAX_ATTEMPTS) {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));
        return;
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl('unavailable', `${path} was changed by others ${MAX_ATTEMPTS} times while this step tried to change it`, {
        hint: 'Nothing is lost: run the step again. If it goes on, look for a job that rewrites the file in a loop.'
    });
}
const MAX_ATTEMPTS = 200;
const BASE_DELAY_MS = 20;
const MAX_DELAY_MS = 2_000;


/***/ }),

/***/ 3648:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VY: () => (/* binding */ secretsIn),
/* harmony export */   dO: () => (/* binding */ sharedInputs),
/* harmony export */   i5: () => (/* binding */ surroundings),
/* harmony export */   pH: () => (/* binding */ SECRET_INPUTS)
/* harmony export */ });
/* harmony import */ var proxy_from_env__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8182);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8383);


/** What both doors find around them: the environment, the platform, the proxy settings. */
function surroundings(env) {
    return {
        env,
        folder: process.cwd(),
        platform: process.platform,
        ci: !['', 'false', '0'].includes((env['CI'] ?? '').toLowerCase()),
        proxyFor: (url) => {
            const proxy = (0,proxy_from_env__WEBPACK_IMPORTED_MODULE_1__/* .getProxyForUrl */ .T)(url);
            return proxy === '' ? undefined : proxy;
        }
    };
}
/** What `REGISTRY_<NAME>` gives, for every input there is. White space around a value does not count. */
function sharedInputs(env) {
    const inputs = new Map();
    for (const name of _options_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .INPUT_NAMES */ .Q) {
        const variable = `REGISTRY_${name.toUpperCase().replaceAll('-', '_')}`;
        const value = env[variable]?.trim() ?? '';
        if (value !== '')
            inputs.set(name, { value, label: variable });
    }
    return inputs;
}
/** Inputs that must not be shown. */
const SECRET_INPUTS = [
    ...['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'],
    ...['token', 'job-token']
];
/** What must not be shown of the environment: what gives those inputs, and what AWS's and GitHub's own tools read. */
function secretsIn(env) {
    const names = SECRET_INPUTS.map((name) => name.toUpperCase().replaceAll('-', '_'));
    return [...names.flatMap((name) => [name, `REGISTRY_${name}`]), 'GITHUB_TOKEN', 'GH_TOKEN'].map((name) => env[name]?.trim() ?? '');
}


/***/ }),

/***/ 4507:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ download),
/* harmony export */   y: () => (/* binding */ PARTIAL)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2187);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3916);
/* harmony import */ var _writing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1151);







/**
 * Fetches an artifact into a file: in parallel ranges of one state, written aside, checked, then renamed. Undefined
 * where there is no such artifact. Throws `corrupt` where the bytes are not those that were pushed.
 */
async function download(job) {
    const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(job.file), `${PARTIAL}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    try {
        const fetched = await fetchTo(job, temporary);
        if (fetched === undefined)
            return undefined;
        const verified = await verify(job, fetched, temporary);
        if (fetched.artifact.executable)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.chmod)(temporary, 0o755);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.renameSync)(temporary, job.file);
        return { ...fetched, verified };
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(temporary, { force: true }).catch(() => undefined);
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .fileError */ .zS)(error, job.target, 'writing');
    }
}
/** How the names of files begin that are not complete yet. */
const PARTIAL = '.registry-partial-';
/** The first request asks for this much, so that its answer tells the size; what is left is fetched in parallel. */
const RANGE = 16 * 1024 * 1024;
const PARALLEL = 4;
async function fetchTo({ store, key, progress: show }, temporary) {
    const first = await store.artifacts.open(key, { range: { start: 0, end: RANGE } });
    if (first === undefined)
        return undefined;
    const { artifact, content } = first;
    if (content?.length === artifact.size) {
        await (0,_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .writeWhole */ .f8)(temporary, content);
        return { artifact, sha256: (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256 */ .sc)(content) };
    }
    const file = await (0,_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .makeFile */ .VE)(temporary, () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(temporary, 'wx')).catch((error) => {
        first.body.destroy();
        throw error;
    });
    const progress = show(artifact.size);
    try {
        const sha256 = artifact.size <= RANGE
            ? await writeSmall({ key, artifact, file, first: first.body, progress })
            : await writeRanges({ store, key, artifact, file, temporary, first: first.body, progress });
        return { artifact, sha256 };
    }
    finally {
        first.body.destroy();
        progress.done();
        await file.close();
    }
}
async function writeSmall({ key, artifact, file, first, progress }) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const written = await (0,_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .inMemory */ .ZK)(_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .HELD */ ._r, () => (0,_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .writeFrom */ ._S)(file, first, 0, (bytes) => {
        hash.update(bytes);
        progress.advance(bytes.length);
    }));
    if (written !== artifact.size)
        throw cutShort(key, written, artifact.size);
    return hash.digest('hex');
}
/** Fetches ranges a few at a time, while a thread hashes the file behind them. */
async function writeRanges({ store, key, artifact, file, temporary, first, progress }) {
    const { size, revision } = artifact;
    const count = Math.ceil(size / RANGE);
    const hash = (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .followFile */ .gQ)(temporary, { name: 'sha256' });
    const done = new Set();
    let next = 0;
    let front = 0;
    let failed = false;
    const work = async () => {
        while (next < count && !failed) {
            const index = next;
            next += 1;
            const range = { start: index * RANGE, end: Math.min((index + 1) * RANGE, size) };
            const written = await (0,_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .inMemory */ .ZK)(_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .HELD */ ._r, async () => {
                const body = index === 0 ? first : await reopen(store, key, range, revision);
                return (0,_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .writeFrom */ ._S)(file, body, range.start, (bytes) => {
                    progress.advance(bytes.length);
                });
            });
            if (range.start + written !== range.end)
                throw cutShort(key, written, range.end - range.start);
            done.add(index);
            while (done.delete(front))
                front += 1;
            hash.written(Math.min(front * RANGE, size));
        }
    };
    const workers = Array.from({ length: Math.min(PARALLEL, count) }, () => work().catch((error) => {
        failed = true;
        throw error;
    }));
    const broken = (await Promise.allSettled(workers)).find((each) => each.status === 'rejected');
    if (broken !== undefined) {
        hash.stop();
        throw broken.reason;
    }
    return hash.digest(size);
}
async function reopen(store, key, range, revision) {
    const opened = await store.artifacts.open(key, { range, revision });
    if (opened !== undefined)
        return opened.body;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .RegistryError */ .gl('conflict', `${key.package} ${key.version} was removed while it was being pulled`, {
        hint: 'Run the step again.'
    });
}
function cutShort(key, written, size) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .RegistryError */ .gl('unavailable', `pulling ${key.package} ${key.version}: a transfer ended after ${written} of ${size} bytes`, { hint: 'Nothing was put in place. Run the step again.' });
}
async function verify({ store, key, expected }, { artifact, sha256 }, temporary) {
    const what = `${key.package} ${key.version}`;
    if (expected !== undefined && sha256 !== expected.sha256) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .RegistryError */ .gl('corrupt', `${what} in ${store.name} has the sha256 ${sha256}, but ${expected.by} says ${expected.sha256}`, { hint: REPLACED[expected.by] });
    }
    // Where somebody has changed the bytes in the store, what was said of them since counts.
    const isTold = artifact.altered && expected !== undefined;
    if (artifact.sha256 !== undefined && !isTold) {
        if (sha256 === artifact.sha256)
            return 'sha256';
        throw damaged(store, what, `sha256 ${sha256}`, artifact.sha256);
    }
    if (expected !== undefined)
        return 'sha256';
    const evidence = await store.artifacts.evidence(key, artifact.revision);
    if (evidence === undefined)
        return 'unverified';
    const found = await (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .digestOfFile */ .Mk)(temporary, artifact.size, evidence.algorithm);
    if (found === evidence.value)
        return evidence.algorithm.name;
    throw damaged(store, what, `${evidence.algorithm.name} ${found}`, evidence.value);
}
const REPLACED = {
    'the lockfile': 'Somebody replaced what was published. If that is right, run once with `update-lock: true`; if not, do not use it.',
    'the index': 'Somebody replaced what was published, and did not reindex. Find out who it was; `mode: check` shows what else was changed.'
};
function damaged(store, what, found, stored) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .RegistryError */ .gl('corrupt', `${what} in ${store.name} is not what was pushed: it has the ${found}, ${stored} was stored with it`, {
        hint: 'Nothing was put in place. Run the step again; if it stays, remove this version and push it anew under another one.'
    });
}


/***/ }),

/***/ 7763:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bj: () => (/* binding */ sha256Of),
/* harmony export */   U_: () => (/* binding */ chunksOf),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var _hash_worker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3922);

/** The sha256 of what a stream gives, in lower-case hex. */
function sha256Of(stream) {
    return digestOf(stream, { name: 'sha256' });
}
/** A digest of what a stream gives, as `digestOfFile` has it. */
async function digestOf(stream, algorithm) {
    const hash = (0,_hash_worker_js__WEBPACK_IMPORTED_MODULE_0__/* .hashing */ .z)(algorithm);
    for await (const chunk of chunksOf(stream))
        hash.update(chunk);
    return hash.digest();
}
/** The chunks of a stream of bytes. */
async function* chunksOf(stream) {
    for await (const chunk of stream) {
        if (!Buffer.isBuffer(chunk))
            throw new Error('a stream of bytes gave something else');
        yield chunk;
    }
}


/***/ }),

/***/ 1151:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VE: () => (/* binding */ makeFile),
/* harmony export */   ZK: () => (/* binding */ inMemory),
/* harmony export */   _S: () => (/* binding */ writeFrom),
/* harmony export */   _r: () => (/* binding */ HELD),
/* harmony export */   f8: () => (/* binding */ writeWhole)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _budget_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7562);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
/* harmony import */ var _folders_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8146);
/* harmony import */ var _memory_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8820);







const BATCH = 256 * 1024;
const AHEAD = 2;
/** Bytes that a stream holds in memory at most, roughly: batches on their way to the disk, one that fills, one from the network. */
const HELD = (AHEAD + 2) * BATCH;
/** All downloads together have 16 streams in memory, so that many large files take no more than one. */
const inMemory = (0,_budget_js__WEBPACK_IMPORTED_MODULE_6__/* .budgetOf */ .n)(16 * HELD);
/** Makes a file, and its folder where that is missing: it is there but for the first file, as a rule. */
async function makeFile(file, make) {
    try {
        return await make();
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error) !== 'ENOENT')
            throw error;
        await (0,_folders_js__WEBPACK_IMPORTED_MODULE_4__/* .makeFolder */ .f)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(file));
        return await make();
    }
}
/**
 * Writes a new file that is small enough to be in memory, at once: to hand opening, writing and closing to threads and
 * back takes several times as long as they do, and a thousand small packages wait for nothing else.
 */
function writeWhole(file, content) {
    return makeFile(file, () => {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, content, { flag: 'wx' });
    });
}
/**
 * Writes a stream from `start` on, in batches, and answers how many bytes there were. The stream flows while a few
 * batches are on their way to the disk, and pauses when it is ahead of them: reading it chunk by chunk would copy every
 * byte once more.
 */
function writeFrom(file, body, start, seen) {
    return new Promise((resolve, reject) => {
        let position = start;
        let batch = [];
        let size = 0;
        let writing = 0;
        let ended = false;
        const fail = (error) => {
            body.destroy();
            reject(error instanceof Error ? error : new Error(String(error)));
        };
        const settle = () => {
            if (ended && writing === 0)
                resolve(position - start);
        };
        const flush = () => {
            if (size === 0)
                return;
            const total = size;
            writing += 1;
            const written = batch;
            writeAll(file, written, position).then(() => {
                writing -= 1;
                written.forEach(_memory_js__WEBPACK_IMPORTED_MODULE_5__/* .release */ ._r);
                (0,_memory_js__WEBPACK_IMPORTED_MODULE_5__/* .sweepAfter */ .ry)(total);
                body.resume();
                settle();
            }, fail);
            position += size;
            batch = [];
            size = 0;
        };
        body.on('data', (chunk) => {
            seen(chunk);
            batch.push(chunk);
            size += chunk.length;
            if (size < BATCH)
                return;
            flush();
            if (writing >= AHEAD)
                body.pause();
        });
        // Tells also of a stream that broke before anybody listened.
        (0,node_stream__WEBPACK_IMPORTED_MODULE_2__.finished)(body, (error) => {
            if (error) {
                fail(error);
                return;
            }
            ended = true;
            flush();
            settle();
        });
    });
}
async function writeAll(file, batch, position) {
    const total = batch.reduce((sum, each) => sum + each.length, 0);
    const { bytesWritten } = await file.writev(batch, position);
    if (bytesWritten === total)
        return;
    // A full disk may take a part before it refuses the rest.
    await file.write(Buffer.concat(batch), bytesWritten, total - bytesWritten, position + bytesWritten);
}


/***/ }),

/***/ 4692:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   kp: () => (/* binding */ closest),
/* harmony export */   lA: () => (/* binding */ newestInRange),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   yZ: () => (/* binding */ isValidRange)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2088);
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(semver__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Orders versions: semver where they are semver (fewer or more than three numbers are fine), pre-releases before their
 * release; what does not begin with a number comes before everything else, in natural order. Total: 0 means equal texts.
 */
function compareVersions(one, other) {
    const [a, b] = [keyOf(one), keyOf(other)];
    if (a === undefined || b === undefined) {
        if (a !== undefined || b !== undefined)
            return a === undefined ? -1 : 1;
        return naturally(one, other);
    }
    return (compareLists(a.release, b.release, '0') ||
        comparePre(a.pre, b.pre) ||
        naturally(a.rest, b.rest) ||
        naturally(one, other));
}
/** Newest first. */
function newestFirst(versions) {
    return [...versions].sort((one, other) => compareVersions(other, one));
}
/**
 * True where the text is a range the library understands; commas may stand for spaces, as pip writes them. Not pip's
 * `==1.2`, which the library takes for 1.2 and everything between it and 1.3; and nothing of two lines.
 */
function isValidRange(range) {
    return !/==|[\r\n]/.test(range) && semver__WEBPACK_IMPORTED_MODULE_0___default().validRange(spaced(range)) !== null;
}
/** The newest of the versions that a range allows; pre-releases only where the range names one. */
function newestInRange(versions, range) {
    const parsed = new (semver__WEBPACK_IMPORTED_MODULE_0___default().Range)(spaced(range));
    return newestFirst(versions).find((version) => {
        const comparable = asSemver(version);
        return comparable !== undefined && parsed.test(comparable);
    });
}
/** The versions most like a text that is not among them, newest first. */
function closest(wanted, versions, distance) {
    const ranked = newestFirst(versions).map((version) => ({ version, far: distance(wanted, version) }));
    return ranked
        .sort((one, other) => one.far - other.far)
        .slice(0, 3)
        .map(({ version }) => version);
}
/** Words that mark a pre-release also where no dash stands before them. */
const PRE_WORDS = /^[._]?(?=(?:a|alpha|b|beta|c|rc|pre|preview|dev|snapshot)(?![a-z]))/i;
function keyOf(version) {
    const match = /^v?(\d+(?:\.\d+)*)(.*)$/.exec(version);
    const [, numbers, suffix] = match ?? [];
    if (numbers === undefined || suffix === undefined)
        return undefined;
    const release = numbers.split('.');
    const plus = suffix.indexOf('+');
    const [tag, build] = plus === -1 ? [suffix, ''] : [suffix.slice(0, plus), suffix.slice(plus)];
    if (tag.startsWith('-') && tag.length > 1)
        return { release, pre: tag.slice(1).split('.'), rest: build };
    if (PRE_WORDS.test(tag))
        return { release, pre: tag.replace(PRE_WORDS, '').split('.'), rest: build };
    return { release, pre: undefined, rest: suffix };
}
function asSemver(version) {
    const key = keyOf(version);
    if (key === undefined || key.release.length > 3)
        return undefined;
    const release = [...key.release, '0', '0'].slice(0, 3).map((number) => number.replace(/^0+(?=\d)/, ''));
    const pre = key.pre === undefined ? '' : `-${key.pre.join('.')}`;
    return semver__WEBPACK_IMPORTED_MODULE_0___default().parse(`${release.join('.')}${pre}`, { loose: true }) ?? undefined;
}
function compareLists(one, other, missing) {
    const length = Math.max(one.length, other.length);
    for (let index = 0; index < length; index += 1) {
        const order = compareIdentifiers(one[index] ?? missing, other[index] ?? missing);
        if (order !== 0)
            return order;
    }
    return 0;
}
/** Pre-releases as semver has them, a shorter row first; none comes after any. */
function comparePre(one, other) {
    if (one === undefined || other === undefined)
        return one === other ? 0 : one === undefined ? 1 : -1;
    const length = Math.min(one.length, other.length);
    for (let index = 0; index < length; index += 1) {
        const order = compareIdentifiers(one[index] ?? '', other[index] ?? '');
        if (order !== 0)
            return order;
    }
    return one.length - other.length;
}
/** Numbers first, by their value, which may be beyond what a number can hold; others in natural order (`rc9`, `rc10`). */
function compareIdentifiers(one, other) {
    const [a, b] = [digitsOf(one), digitsOf(other)];
    if (a === undefined && b === undefined)
        return naturally(one, other);
    if (a === undefined || b === undefined)
        return a === undefined ? 1 : -1;
    return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
function digitsOf(identifier) {
    return /^0*(\d+)$/.exec(identifier)?.[1];
}
const collator = new Intl.Collator('en', { numeric: true });
function naturally(one, other) {
    return collator.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0);
}
function spaced(range) {
    return range.replaceAll(',', ' ');
}


/***/ })

};
