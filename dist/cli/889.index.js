export const id = 889;
export const ids = [889];
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


/***/ }),

/***/ 1889:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openS3: () => (/* binding */ openS3)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(3711);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/memory.ts
var memory = __webpack_require__(8820);
;// CONCATENATED MODULE: ./src/stores/s3/words.ts
const DENIED = {
    kind: 'denied',
    what: ({ message }) => `the service denied access (403${message === '' ? '' : `: ${message}`})`,
    hint: (facts) => facts.signed
        ? `These credentials need ${permissionIn(facts)} (see "Bucket policies" in the README).`
        : 'No credentials were found. Set the AWS_* variables, or name a `profile`; in a workflow give `role-to-assume`, or the two keys. Without, only a public bucket can be read.'
};
function permissionIn({ needs, objects, bucket }) {
    if (needs.startsWith('s3:ListBucket'))
        return `${needs} on ${bucket}`;
    if (needs !== 's3:GetObject')
        return `${needs} on ${objects}*`;
    return `${needs} on ${objects}*, and s3:ListBucket on ${bucket}: without it a key that is not there answers 403, too`;
}
const BAD_KEYS = {
    kind: 'denied',
    what: ({ code }) => `the service does not accept the credentials (${code})`,
    hint: () => 'Check the access key, the secret key and, for temporary credentials, the session token.'
};
const EXPIRED = {
    kind: 'denied',
    what: () => 'the credentials have expired',
    hint: () => 'Get new ones. In a workflow, take the role in this step with `role-to-assume`, or give it a longer session.'
};
const WRONG_REGION = {
    kind: 'input',
    what: ({ bucket, region, expected }) => `bucket ${bucket} is not in region ${region}${expected === undefined ? '' : `, but in ${expected}`}`,
    hint: ({ expected }) => expected === undefined ? 'Set `region` to that of the bucket.' : `Set \`region: ${expected}\`.`
};
/** Nobody vouches for the certificate. */
const UNTRUSTED = {
    kind: 'unavailable',
    what: ({ code, message }) => `the certificate of the service is not trusted (${code}: ${message})`,
    hint: () => TRUST
};
/** What to do about a certificate that nobody vouches for. */
const TRUST = 'Where a service or a proxy has a certificate of its own, name the file of its authority in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS. Certificates are always checked.';
/** What answers does not speak as asked. */
const NOT_SPOKEN = {
    kind: 'unavailable',
    what: ({ code, message }) => `what answered is no S3 service (${code}: ${shortTls(message)})`,
    hint: () => 'Check `endpoint-url`: http or https, the host and the port.'
};
/** What answers is something else. */
const NO_SERVICE = {
    ...NOT_SPOKEN,
    what: ({ message, status }) => `what answered is no S3 service (${status === 0 ? message : `it answers ${status}, without a reason`})`
};
/** Of what OpenSSL says, the reason; the rest are places in its source. */
function shortTls(message) {
    return /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message;
}
/** No answer, or one that may be another the next time. */
const UNREACHABLE = {
    kind: 'unavailable',
    what: ({ code, message }) => `the service could not be reached, or failed (${code}: ${message})`,
    hint: () => 'Every request was tried several times. Check `endpoint-url`, the proxy variables, the network and the service, then run the step again: it goes on where it was.'
};
/** By the code of S3 or of the system, else by the status. */
const WORDS = {
    NoSuchBucket: {
        kind: 'not-found',
        what: ({ bucket }) => `there is no bucket ${bucket}`,
        hint: () => 'Check the name in `store`, and the `endpoint-url`. A bucket is not made by this program.'
    },
    AccessDenied: DENIED,
    '403': DENIED,
    '401': DENIED,
    InvalidAccessKeyId: BAD_KEYS,
    SignatureDoesNotMatch: BAD_KEYS,
    InvalidToken: BAD_KEYS,
    ExpiredToken: EXPIRED,
    ExpiredTokenException: EXPIRED,
    TokenRefreshRequired: EXPIRED,
    AuthorizationHeaderMalformed: WRONG_REGION,
    PermanentRedirect: WRONG_REGION,
    TemporaryRedirect: WRONG_REGION,
    IllegalLocationConstraintException: WRONG_REGION,
    '301': WRONG_REGION,
    RequestTimeTooSkewed: {
        kind: 'denied',
        what: () => 'the clock of this machine and that of the service are too far apart',
        hint: () => 'Set the clock of this machine (chrony, systemd-timesyncd).'
    },
    ENOTFOUND: {
        kind: 'unavailable',
        what: ({ message }) => `the host name is not known (${message})`,
        hint: () => 'Check `endpoint-url` and `region`.'
    },
    EntityTooLarge: {
        kind: 'unsupported',
        what: () => 'the service takes no file of this size',
        hint: () => 'Split the file, or use a service that takes larger ones.'
    },
    KeyTooLongError: {
        kind: 'input',
        what: () => 'the name is too long for the service',
        hint: () => 'Choose a shorter package name, version or prefix.'
    },
    InvalidObjectState: {
        kind: 'unsupported',
        what: () => 'the object is archived and has to be restored first',
        hint: () => 'Restore it, and keep registries out of archive storage classes.'
    }
};

;// CONCATENATED MODULE: ./src/stores/s3/answers.ts


/** Reads what S3 and its imitators answer, and the network's own failures. The only place that knows their codes. */
function interpret(error) {
    const { code, status } = read(error);
    const known = BY_CODE[code];
    if (known !== undefined)
        return known;
    if (NETWORK_CODES.has(code))
        return 'unclear';
    if (status === 404 && (code === 'NotFound' || code === ''))
        return 'absent';
    if (status === 412)
        return 'refused';
    if (status === 416)
        return 'no-range';
    if (status === 501)
        return 'unsupported';
    if (status === 429 || status === 408 || (status >= 500 && status < 600))
        return 'unclear';
    return 'failed';
}
/** Milliseconds that the service asked to wait, or undefined. */
function retryAfter(error) {
    const value = Number(headersOf(error)['retry-after']);
    return Number.isFinite(value) && value >= 0 ? value * 1000 : undefined;
}
/** True for an answer to HEAD that says nothing but its status: the reason is told to a GET alone. */
function isMute(error) {
    const { status } = read(error);
    return status >= 300 && status < 500 && ![408, 412, 416, 429].includes(status);
}
/** The error for an answer of something else than S3, such as a web page. */
function noS3Answer(what) {
    return Object.assign(new Error(what), { code: NO_S3 });
}
const NO_S3 = 'ERR_NO_S3';
/** How an error is called that came without a code of S3 where S3 has one. */
const NO_CODE = 'NoCode';
/** True for answers that only a bucket that is there can give. */
function isOfBucket(error) {
    return ['NoSuchKey', 'NoSuchVersion', 'PreconditionFailed', 'InvalidRange', 'NoSuchUpload'].includes(read(error).code);
}
/** The error for a person: what was being done to what, what came back, what to do. */
function explain(error, doing, place) {
    if (error instanceof errors/* RegistryError */.gl)
        return error;
    const { code, status, message } = read(error);
    const named = WORDS[code] ?? wordsOfKind(error, code, status);
    if (named === undefined && status === 0)
        return error instanceof Error ? error : new Error(message);
    const { kind, what, hint } = named ?? {
        kind: 'unavailable',
        what: () => `the service answered ${status} ${code}: ${message}`,
        hint: () => 'Look the code up in the documentation of the storage service.'
    };
    const facts = { ...place, code, status, message, expected: expectedRegion(error) };
    return new errors/* RegistryError */.gl(kind, `${doing}: ${what(facts)}`, { hint: hint(facts), cause: error });
}
function wordsOfKind(error, code, status) {
    if (interpret(error) === 'unclear')
        return UNREACHABLE;
    if (status !== 0)
        return isOfNoS3(error, code, status) ? NO_SERVICE : WORDS[String(status)];
    if (isUntrusted(code))
        return UNTRUSTED;
    if (code === NO_S3)
        return NO_SERVICE;
    return /^(ERR_SSL_|EPROTO$|HPE_)/.test(code) ? NOT_SPOKEN : undefined;
}
function isUntrusted(code) {
    return /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/.test(code);
}
/** What to do where the service that gives credentials was not even reached; undefined where it was. */
function hintToReach(error) {
    const code = (0,errors/* systemCode */.xU)(error) ?? '';
    if (isUntrusted(code))
        return TRUST;
    if (!NETWORK_CODES.has(code) && code !== 'ENOTFOUND')
        return undefined;
    return 'Check AWS_ENDPOINT_URL_STS where it is set, `region`, the proxy variables and the network, then run the step again.';
}
const BY_CODE = {
    NoSuchKey: 'absent',
    // MinIO, where `If-Match` is asked of a key that ends in `/` and is not there. No request here names a version.
    NoSuchVersion: 'absent',
    PreconditionFailed: 'refused',
    ConditionalRequestConflict: 'race',
    OperationAborted: 'race',
    NoSuchUpload: 'no-upload',
    DirectoryObjectContainsData: 'bodiless',
    InvalidRange: 'no-range',
    NotImplemented: 'unsupported',
    RequestTimeout: 'unclear',
    IncompleteBody: 'unclear',
    RequestTimeTooSkewed: 'unclear',
    SlowDown: 'unclear',
    ThrottlingException: 'unclear',
    NoSuchBucket: 'failed'
};
const NETWORK_CODES = new Set([
    ...[
        'ECONNRESET',
        'ECONNREFUSED',
        'ECONNABORTED',
        'EPIPE',
        'ETIMEDOUT',
        'EHOSTUNREACH',
        'ENETUNREACH',
        'EAI_AGAIN'
    ],
    ...['TimeoutError', 'AbortError', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_SOCKET_CLOSED', 'EBUSY', 'ECANCELED']
]);
/** S3 says in a code why it sends somebody elsewhere, or does not understand. */
function isOfNoS3(error, code, status) {
    const isNamed = !['', NO_CODE, 'Unknown', 'NotFound', String(status)].includes(code);
    const isAsked = status >= 300 && status <= 405 && ![401, 403].includes(status);
    return isAsked && !isNamed && expectedRegion(error) === undefined;
}
/** The code, status and words of anything the SDK throws; status 0 where there was no answer at all. */
function read(error) {
    if (!(error instanceof Error))
        return { code: '', status: 0, message: (0,errors/* messageOf */.bD)(error) };
    const inner = error.cause instanceof Error ? (0,errors/* systemCode */.xU)(error.cause) : undefined;
    const status = statusOf(error);
    const code = status === 0 ? ((0,errors/* systemCode */.xU)(error) ?? inner ?? error.name) : error.name === 'Error' ? '' : error.name;
    return { code, status, message: (0,errors/* messageOf */.bD)(error) === 'UnknownError' ? '' : (0,errors/* messageOf */.bD)(error) };
}
function statusOf(error) {
    if ('$metadata' in error &&
        isRecord(error.$metadata) &&
        typeof error.$metadata['httpStatusCode'] === 'number') {
        return error.$metadata['httpStatusCode'];
    }
    const response = '$response' in error ? error.$response : undefined;
    return isRecord(response) && typeof response['statusCode'] === 'number' ? response['statusCode'] : 0;
}
function headersOf(error) {
    const response = error instanceof Error && '$response' in error ? error.$response : undefined;
    return isRecord(response) && isRecord(response['headers']) ? response['headers'] : {};
}
function expectedRegion(error) {
    const told = error instanceof Error && 'Region' in error ? error.Region : headersOf(error)['x-amz-bucket-region'];
    return typeof told === 'string' && told !== '' ? told : undefined;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}

// EXTERNAL MODULE: ./src/stores/store.ts
var store = __webpack_require__(4703);
// EXTERNAL MODULE: ./src/digest.ts
var src_digest = __webpack_require__(2187);
;// CONCATENATED MODULE: ./src/stores/s3/metadata.ts

/** User metadata of an artifact, fixed when it is written. S3 takes ASCII alone, so the name is percent-encoded. */
function artifactMetadata(item, nonce) {
    return {
        [SHA256]: item.sha256,
        [FILENAME]: encodeURIComponent(item.key.filename),
        ...(item.executable ? { [EXECUTABLE]: 'true' } : {}),
        [NONCES]: nonce
    };
}
/** User metadata of a document: who wrote it last, and before. */
function documentMetadata(nonces) {
    return { [NONCES]: nonces.join(' ') };
}
/** User metadata of a page: what one look at it needs to tell whether it is current. */
function pageMetadata(page, nonce) {
    return { [SHA256]: (0,src_digest/* sha256 */.sc)(page.body), [SERIAL]: String(page.serial), [NONCES]: nonce };
}
/** Whether an object is the page, by its headers alone. What another tool stored is compared by its MD5, if it has one. */
function isCurrentPage(page, head) {
    const { Metadata, ETag = '', ContentLength, ContentType = '' } = head;
    const digest = Metadata[SHA256];
    const same = digest === undefined
        ? ETag.replaceAll('"', '') === (0,src_digest/* md5 */.Fx)(page.body)
        : digest === (0,src_digest/* sha256 */.sc)(page.body) && Metadata[SERIAL] === String(page.serial);
    return same && ContentLength === page.body.length && mediaType(ContentType) === mediaType(page.contentType);
}
/** Bodies of one type are told apart by clients; how a service writes its parameters is its own affair. */
function mediaType(contentType) {
    return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}
/** The nonces of the last writers of an object, newest first. */
function noncesOf(metadata) {
    return metadata?.[NONCES]?.split(' ') ?? [];
}
/** What an object's headers say of it as an artifact. */
function toArtifact(path, head, size) {
    const digest = head.Metadata?.[SHA256];
    const filename = head.Metadata?.[FILENAME];
    return {
        path,
        size,
        revision: head.ETag ?? '',
        sha256: digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined,
        // Whatever replaces an object replaces what was noted of it.
        altered: false,
        executable: head.Metadata?.[EXECUTABLE] === 'true',
        filename: filename === undefined ? undefined : decoded(filename)
    };
}
/** The S3 parameters for what is written in parts. */
function writeArgs(args, kind) {
    return {
        ...(args.storageClass === undefined || kind === 'document' ? {} : { StorageClass: args.storageClass }),
        ...(args.serverSideEncryption === undefined ? {} : { ServerSideEncryption: args.serverSideEncryption }),
        ...(args.kmsKeyId === undefined ? {} : { SSEKMSKeyId: args.kmsKeyId }),
        ...(args.bucketKeyEnabled === undefined ? {} : { BucketKeyEnabled: args.bucketKeyEnabled }),
        ...(args.acl === undefined ? {} : { ACL: args.acl }),
        ...(args.tagging === undefined ? {} : { Tagging: args.tagging })
    };
}
const SHA256 = 'registry-sha256';
const FILENAME = 'registry-filename';
const EXECUTABLE = 'registry-executable';
const SERIAL = 'registry-serial';
const NONCES = 'registry-nonces';
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./src/stores/healing.ts
var healing = __webpack_require__(4876);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/config/index.js
var config = __webpack_require__(7291);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var node_http_handler_dist_cjs = __webpack_require__(1279);
// EXTERNAL MODULE: ./src/network.ts
var network = __webpack_require__(9473);
;// CONCATENATED MODULE: ./src/stores/s3/credentials.ts



/**
 * The credentials to sign with, or undefined where there are none and requests go out unsigned. Says in the log where
 * they come from. A role that can't be taken is an error: nothing else is tried in its place. `identityHandler` makes
 * what speaks to the service that gives out temporary credentials.
 */
async function resolveCredentials({ credentials: source, log }, region, identityHandler) {
    switch (source.kind) {
        case 'none':
            log.info(`S3 credentials: none, requests are not signed (${source.why})`);
            return undefined;
        case 'keys': {
            const { accessKeyId, secretAccessKey, sessionToken } = source;
            log.info(`S3 credentials: ${source.from}`);
            return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
        }
        case 'role':
            log.info(`S3 credentials: role ${source.role}, taken with the workflow's OIDC token`);
            return assumeRole(source, log, { region, requestHandler: await identityHandler() });
        case 'chain':
            return fromChain(source.profile, log, { region, requestHandler: await identityHandler() });
    }
}
async function assumeRole({ role, token }, log, clientConfig) {
    const { fromWebToken } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 9956, 19));
    const take = async () => {
        try {
            const webIdentityToken = await token();
            const provider = fromWebToken({
                roleArn: role,
                webIdentityToken,
                roleSessionName: 'registry-action',
                clientConfig
            });
            log.mask(webIdentityToken);
            return masked(await provider(), log);
        }
        catch (error) {
            if ((0,errors/* isRegistryError */.IP)(error))
                throw error;
            const toReach = hintToReach(error);
            throw new errors/* RegistryError */.gl(toReach === undefined ? 'denied' : 'unavailable', `the role ${role} could not be taken: ${(0,errors/* messageOf */.bD)(error)}`, { hint: toReach ?? TO_BE_TRUSTED, cause: error });
        }
    };
    // Taken at once, so that a role that can't be had is known before anything else is asked; the client asks again when it expires.
    let first = await take();
    return async () => {
        const fresh = first;
        first = undefined;
        return fresh ?? take();
    };
}
const TO_BE_TRUSTED = "Check the role's trust policy: it must name the OIDC provider token.actions.githubusercontent.com, the audience sts.amazonaws.com and this repository.";
async function fromChain(profile, log, clientConfig) {
    const { defaultProvider } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 5861, 19));
    const provider = defaultProvider({
        ...(profile === undefined ? {} : { profile }),
        clientConfig,
        timeout: 1_000,
        maxRetries: 1
    });
    try {
        const found = masked(await provider(), log);
        log.info(`S3 credentials: ${sourceOf(found)}${profile === undefined ? '' : ` (profile ${profile})`}`);
        return async () => masked(await provider(), log);
    }
    catch (error) {
        if (!isNoCredentials(error))
            throw unreadable(profile, (0,errors/* messageOf */.bD)(error), error);
        const teller = profile === undefined ? await tellerOf() : `the profile ${profile}`;
        if (teller !== undefined)
            throw unreadable(profile, `${teller} says where they are, and they can't be had there`, error);
        log.info('S3 credentials: none found, requests are not signed (a public bucket can be read so)');
        return undefined;
    }
}
function masked(found, log) {
    for (const secret of [found.accessKeyId, found.secretAccessKey, found.sessionToken])
        log.mask(secret ?? '');
    return found;
}
/** True where each source was asked and none had any. Another error is that of one that ought to have them. */
function isNoCredentials(error) {
    return error instanceof Error && error.message === 'Could not load credentials from any providers';
}
/** Who says that there are credentials, of those whose own errors the SDK does not tell; undefined: nobody does. */
async function tellerOf() {
    const load = (0,config.loadConfig)({
        environmentVariableSelector: (env) => TELLING_VARIABLES.find((name) => (env[name] ?? '') !== ''),
        configFileSelector: (profile) => TELLING_KEYS.some((key) => key in profile) ? 'the shared AWS configuration' : undefined,
        default: undefined
    });
    return load();
}
const TELLING_VARIABLES = [
    'AWS_PROFILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI'
];
const TELLING_KEYS = ['aws_access_key_id', 'credential_process', 'role_arn', 'sso_session', 'sso_start_url'];
function unreadable(profile, why, cause) {
    const which = profile === undefined ? '' : ` of the profile ${profile}`;
    const toReach = hintToReach(cause);
    return new errors/* RegistryError */.gl(toReach === undefined ? 'denied' : 'unavailable', `the AWS credentials${which} could not be read: ${why}`, { hint: toReach ?? TO_BE_GIVEN, cause });
}
const TO_BE_GIVEN = 'Check `profile`, the shared configuration files and the AWS_* variables, or give `aws-access-key-id` and `aws-secret-access-key`.';
/** The SDK marks what it found with where it found it. */
function sourceOf(found) {
    const marks = '$source' in found && typeof found.$source === 'object' && found.$source !== null
        ? Object.keys(found.$source)
        : [];
    const words = marks.map((mark) => SOURCES[mark]).filter((word) => word !== undefined);
    // What it has from the machine itself bears no mark.
    return words.at(-1) ?? (marks.length === 0 ? "this machine's own role" : 'the AWS environment');
}
const SOURCES = {
    CREDENTIALS_ENV_VARS: 'the AWS_* variables of the environment',
    CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN: 'the web identity token file named in the environment',
    CREDENTIALS_PROFILE: 'the shared AWS configuration files',
    CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN: 'the shared AWS configuration files (web identity)',
    CREDENTIALS_PROFILE_PROCESS: 'the process named in the shared AWS configuration files',
    CREDENTIALS_PROFILE_LOGIN: 'the login of the shared AWS configuration files',
    CREDENTIALS_PROFILE_SSO: 'single sign-on, as set in the shared AWS configuration files',
    CREDENTIALS_PROFILE_SSO_LEGACY: 'single sign-on, as set in the shared AWS configuration files',
    CREDENTIALS_PROFILE_SOURCE_PROFILE: 'a role named in the shared AWS configuration files',
    CREDENTIALS_HTTP: "the container's role",
    CREDENTIALS_IMDS: "this machine's own role"
};

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/endpoints/index.js
var endpoints = __webpack_require__(2085);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/stores/s3/sign.ts

/**
 * Signs requests to S3 in one region, by Signature Version 4 in the authorization header:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
function signingFor(region) {
    const keyFor = keysOf(region);
    return ({ method, path, query, headers: given }, credentials, now) => {
        const { accessKeyId, sessionToken } = credentials;
        const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
        const day = time.slice(0, 8);
        const headers = { ...given, 'x-amz-date': time };
        if (sessionToken !== undefined)
            headers['x-amz-security-token'] = sessionToken;
        const names = Object.keys(headers).sort();
        const lines = names.map((name) => `${name}:${tidy(headers[name] ?? '')}\n`).join('');
        const signed = names.join(';');
        const canonical = `${method}\n${path}\n${query}\n${lines}\n${signed}\n${given['x-amz-content-sha256'] ?? ''}`;
        const scope = `${day}/${region}/s3/aws4_request`;
        const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${(0,external_node_crypto_.hash)('sha256', canonical)}`;
        const signature = (0,external_node_crypto_.createHmac)('sha256', keyFor(credentials, day)).update(text).digest('hex');
        headers['authorization'] =
            `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
        return headers;
    };
}
/** Keys are good for a day; the last one is kept. */
function keysOf(region) {
    let last;
    return ({ secretAccessKey: secret }, day) => {
        if (last?.secret !== secret || last.day !== day) {
            const bytes = [day, region, 's3', 'aws4_request'].reduce((key, part) => (0,external_node_crypto_.createHmac)('sha256', key).update(part).digest(), Buffer.from(`AWS4${secret}`));
            last = { secret, day, key: (0,external_node_crypto_.createSecretKey)(bytes) };
        }
        return last.key;
    };
}
/** Blanks count once, and not at the ends. */
function tidy(value) {
    return value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '');
}

;// CONCATENATED MODULE: ./src/stores/s3/wire.ts







/** A wire beside a client, for the same bucket with the same credentials and clock. */
function wireOf(client, options, settings) {
    const { url, region } = settings.endpoint;
    const sign = signingFor(region);
    const send = sendingTo(url, settings);
    const base = url.pathname.replace(/\/$/, '');
    const always = { host: url.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...owner(options) };
    const headersFor = async (request) => {
        const now = new Date(Date.now() + client.config.systemClockOffset);
        return settings.signed ? sign(request, await client.config.credentials(), now) : request.headers;
    };
    return async ({ method, key, headers, query = {}, body }) => {
        const request = {
            method,
            path: `${base}/${key.split('/').map(encodeSegment).join('/')}`,
            query: encodeQuery(query),
            headers: { ...always, ...headers }
        };
        const response = await send(request, await headersFor(request), body);
        if (response.statusCode === 200 || response.statusCode === 206) {
            // All objects have one, and what is written depends on it.
            if (response.headers.etag === undefined) {
                response.destroy();
                throw noS3Answer('it answers without an ETag');
            }
            const isSmall = method !== 'GET' || Number(response.headers['content-length']) <= FEW_BYTES;
            return answered(response, isSmall ? await wholeOf(response) : response);
        }
        const error = await failed(response, method);
        // The SDK corrects its clock by what the service says; what is sent again is signed by the corrected one.
        if (error.name === 'RequestTimeTooSkewed')
            client.config.systemClockOffset = clockOffset(response.headers);
        throw error;
    };
}
/** Bodies up to this size belong to their answer: where the connection breaks before the last byte, there is none. */
const FEW_BYTES = 64 * 1024;
/** All bytes of a body. */
function wholeOf(body) {
    if (Buffer.isBuffer(body))
        return Promise.resolve(body);
    if (body.headers['content-length'] === '0') {
        body.resume();
        return Promise.resolve(NOTHING);
    }
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
const NOTHING = Buffer.alloc(0);
/** What S3 answers to a request it does not carry out. */
class ServiceError extends Error {
    $metadata;
    $response;
    Region;
    /** `mute`: an answer that has no words. */
    constructor(response, text, mute) {
        super(elementOf(text, 'Message') ?? '');
        const status = response.statusCode ?? 0;
        // That there is no such object is said by its code: anything on the way may answer 404.
        this.name = elementOf(text, 'Code') ?? (status === 404 && !mute ? NO_CODE : 'Error');
        this.$metadata = { httpStatusCode: status };
        this.$response = { statusCode: status, headers: response.headers };
        this.Region = elementOf(text, 'Region');
    }
}
/** Finds out where a bucket is. Throws `unsupported` where it wants other signatures than the usual ones. */
async function endpointOf(client, bucket) {
    const { url, properties } = await (0,endpoints.getEndpointFromInstructions)({ Bucket: bucket, Key: 'key' }, dist_cjs/* GetObjectCommand */.jLs, client.config, {});
    const scheme = Array.isArray(properties?.authSchemes) ? properties.authSchemes[0] : undefined;
    const { name, signingRegion } = schemeOf(scheme);
    if (name === 'sigv4')
        return { url, region: signingRegion ?? (await client.config.region()) };
    throw new errors/* RegistryError */.gl('unsupported', `bucket ${bucket} wants signatures of the kind ${name}`, {
        hint: 'Use an ordinary bucket: directory buckets and multi-region access points are not supported.'
    });
}
function schemeOf(scheme) {
    if (typeof scheme !== 'object' || scheme === null)
        return { name: 'sigv4', signingRegion: undefined };
    const name = 'name' in scheme && typeof scheme.name === 'string' ? scheme.name : 'sigv4';
    const region = 'signingRegion' in scheme && typeof scheme.signingRegion === 'string' ? scheme.signingRegion : undefined;
    return { name, signingRegion: region };
}
/** Sends requests to one host. */
function sendingTo({ protocol, hostname, port }, { httpAgent, httpsAgent }) {
    const [request, agent] = protocol === 'https:' ? [external_node_https_.request, httpsAgent] : [external_node_http_.request, httpAgent];
    const place = { host: hostname, ...(port === '' ? {} : { port: Number(port) }), agent, timeout: IDLE_MS };
    return ({ method, path, query }, headers, body) => new Promise((resolve, reject) => {
        const sized = body === undefined ? headers : { ...headers, 'content-length': body.length };
        const sent = request({
            ...place,
            method,
            path: query === '' ? path : `${path}?${query}`,
            headers: sized
        });
        sent.on('timeout', () => {
            const why = `nothing came for ${IDLE_MS / 1000} s`;
            sent.destroy(Object.assign(new Error(why), { code: 'ETIMEDOUT' }));
        });
        sent.on('error', reject);
        sent.on('response', resolve);
        sent.end(body);
    });
}
const IDLE_MS = 120_000;
function answered({ headers }, body) {
    const text = (name) => {
        const value = headers[name];
        return typeof value === 'string' ? value : undefined;
    };
    const metadata = Object.keys(headers).filter((name) => name.startsWith(METADATA));
    return {
        ETag: headers.etag,
        Metadata: Object.fromEntries(metadata.map((name) => [name.slice(METADATA.length), String(headers[name])])),
        ContentLength: Number(headers['content-length'] ?? 0),
        ContentType: headers['content-type'],
        ContentRange: headers['content-range'],
        ChecksumType: text('x-amz-checksum-type'),
        ChecksumSHA256: text('x-amz-checksum-sha256'),
        ChecksumCRC32: text('x-amz-checksum-crc32'),
        ServerSideEncryption: text('x-amz-server-side-encryption'),
        SSECustomerAlgorithm: text('x-amz-server-side-encryption-customer-algorithm'),
        body
    };
}
const METADATA = 'x-amz-meta-';
async function failed(response, method) {
    let text = '';
    for await (const chunk of response)
        if (text.length < LONGEST_ERROR)
            text += String(chunk);
    return new ServiceError(response, text, method === 'HEAD');
}
const LONGEST_ERROR = 64 * 1024;
/** The text of an element of S3's errors, which are flat. */
function elementOf(xml, name) {
    const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
    return text?.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity) => ENTITIES[entity] ?? '');
}
const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
function clockOffset(headers) {
    const there = Date.parse(headers.date ?? '');
    return Number.isNaN(there) ? 0 : there - Date.now();
}
function owner({ expectedBucketOwner, requestPayer }) {
    return {
        ...(expectedBucketOwner === undefined ? {} : { 'x-amz-expected-bucket-owner': expectedBucketOwner }),
        ...(requestPayer === undefined ? {} : { 'x-amz-request-payer': requestPayer })
    };
}
/** As the signature wants it: sorted by name. */
function encodeQuery(query) {
    return Object.entries(query)
        .map(([name, value]) => [encodeSegment(name), encodeSegment(value)])
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map((pair) => pair.join('='))
        .join('&');
}
/** As the signature wants it: everything but unreserved characters is escaped. */
function encodeSegment(segment) {
    return encodeURIComponent(segment).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

;// CONCATENATED MODULE: ./src/stores/s3/client.ts






/** Makes the one client of a store. The driver retries by itself, so the client never does. */
async function connect(options) {
    const region = options.region ?? (await configuredRegion(options));
    const address = options.endpoint ?? (await sharedEndpoint(options));
    const agents = await (0,network/* agentsFor */.m)(address ?? `https://s3.${region}.amazonaws.com`, options.network);
    const requestHandler = new node_http_handler_dist_cjs.NodeHttpHandler({ ...agents, ...TIMEOUTS });
    const credentials = await resolveCredentials(options, region, async () => {
        const url = `https://sts.${region}.amazonaws.com`;
        return new node_http_handler_dist_cjs.NodeHttpHandler({ ...(await (0,network/* agentsFor */.m)(url, options.network)), ...TIMEOUTS });
    });
    const client = new dist_cjs/* S3Client */.YxF({
        region,
        ...(address === undefined ? {} : { endpoint: address, forcePathStyle: true }),
        ...(credentials === undefined ? ANONYMOUS : { credentials }),
        requestHandler,
        maxAttempts: 1,
        logger: loggerTo(options.log),
        cacheMiddleware: true,
        retryMode: 'standard',
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED'
    });
    client.middlewareStack.add((next) => (args) => {
        // An artifact carries its own digest: the signature need not cover its bytes a second time.
        if (isHeaders(args.request))
            args.request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
        return next(args);
    }, { step: 'build', name: 'unsignedPayload' });
    const signed = credentials !== undefined;
    const endpoint = await endpointOf(client, options.bucket);
    return {
        client,
        wire: wireOf(client, options, { endpoint, signed, ...agents }),
        region,
        signed,
        url: endpoint.url,
        aws: isAws(endpoint.url)
    };
}
const TIMEOUTS = { connectionTimeout: 10_000, socketTimeout: 120_000 };
/** The client's own words are for those who look for a cause; what goes wrong is thrown, too. */
function loggerTo(log) {
    const ignore = () => undefined;
    const debug = (message) => {
        if (typeof message === 'string')
            log.debug(message);
    };
    return { debug: ignore, info: ignore, warn: debug, error: ignore };
}
/**
 * The address that the shared AWS configuration names. The SDK would find the one of the profile that the environment
 * names, but not that of a profile that is named to a client; and it would look for the bucket in the host's name.
 */
async function sharedEndpoint(options) {
    const load = (0,config.loadConfig)({
        environmentVariableSelector: () => undefined,
        configFileSelector: (profile, file) => file?.[`services.${profile['services'] ?? ''}`]?.['s3.endpoint_url'] ?? profile['endpoint_url'],
        default: undefined
    }, profileOf(options));
    return load();
}
function isAws({ hostname }) {
    return /\.amazonaws\.com(\.cn)?$/.test(hostname);
}
async function configuredRegion(options) {
    const load = (0,config.loadConfig)({ ...config.NODE_REGION_CONFIG_OPTIONS, default: 'us-east-1' }, { ...config.NODE_REGION_CONFIG_FILE_OPTIONS, ...profileOf(options) });
    return load();
}
function profileOf({ credentials }) {
    return credentials.kind === 'chain' && credentials.profile !== undefined
        ? { profile: credentials.profile }
        : {};
}
/** Requests without a signature, for buckets that anyone may read. */
const ANONYMOUS = {
    credentials: { accessKeyId: '', secretAccessKey: '' },
    signer: { sign: (request) => Promise.resolve(request) }
};
function isHeaders(request) {
    return typeof request === 'object' && request !== null && 'headers' in request;
}

;// CONCATENATED MODULE: ./src/stores/s3/requests.ts




/** True where a request came back with something other than success. */
function isUnexpected(result) {
    return 'answer' in result;
}
/** Requests to one bucket. Connects when the first one is sent. */
function s3Requests(options) {
    const { tuning, log } = options;
    let connecting;
    const connection = () => (connecting ??= connect(options));
    let bucketIsThere = false;
    let closed = false;
    const answerOf = async ({ call }) => {
        const { client, wire } = await connection();
        try {
            const result = await call(client, wire);
            bucketIsThere = true;
            return result;
        }
        catch (error) {
            bucketIsThere ||= isOfBucket(error);
            throw error;
        }
    };
    const failure = async (error, { doing, needs = 's3:GetObject' }) => {
        const { region, signed } = await connection();
        const { bucket, prefix } = options;
        return explain(error, doing, { bucket, objects: `${bucket}/${prefix}`, region, signed, needs });
    };
    const backOff = async (attempt, error) => {
        if (closed)
            throw interrupted(options.bucket, error);
        const ceiling = Math.min(20_000, tuning.baseDelay * 2 ** attempt);
        const asked = Math.min(retryAfter(error) ?? 0, 60_000);
        await (0,promises_.setTimeout)(asked + Math.random() * ceiling);
    };
    let patient = false;
    /** Ends in what the SDK threw, once that was expected or can't be helped. */
    const persist = async (request, expected) => {
        const { doing } = request;
        for (let attempt = 1;; attempt += 1) {
            try {
                return await answerOf(request);
            }
            catch (error) {
                const answer = interpret(error);
                const passing = answer === 'unclear' || answer === 'race';
                if (expected.includes(answer) || !passing || attempt >= tuning.attempts)
                    throw error;
                log.debug(`${doing}: ${(0,errors/* messageOf */.bD)(error)}; attempt ${attempt} of ${tuning.attempts}`);
                if (attempt === PATIENT_FROM && !patient) {
                    patient = true;
                    log.info(`${options.bucket} does not answer as it should (${(0,errors/* messageOf */.bD)(error)}); trying for a while`);
                }
                await backOff(attempt, error);
            }
        }
    };
    return {
        options,
        bucket: {
            Bucket: options.bucket,
            ...(options.expectedBucketOwner === undefined
                ? {}
                : { ExpectedBucketOwner: options.expectedBucketOwner }),
            ...(options.requestPayer === undefined ? {} : { RequestPayer: options.requestPayer })
        },
        key: (path) => `${options.prefix}${path}`,
        nameOf: (path) => `s3://${options.bucket}/${options.prefix}${path}`,
        connection,
        knowsBucket: () => bucketIsThere,
        backOff,
        close: async () => {
            closed = true;
            const opened = await connecting?.catch(() => undefined);
            opened?.client.destroy();
        },
        send: async (request) => {
            try {
                return await persist(request, []);
            }
            catch (error) {
                throw await failure(error, request);
            }
        },
        ask: async (request, ...expected) => {
            try {
                return await persist(request, expected);
            }
            catch (error) {
                const answer = interpret(error);
                const asked = expected.find((each) => each === answer);
                if (asked === undefined)
                    throw await failure(error, request);
                return { answer: asked, error };
            }
        },
        sendOnce: async (request) => {
            const { doing } = request;
            try {
                return await answerOf(request);
            }
            catch (error) {
                const answer = interpret(error);
                log.debug(`${doing}: ${answer}, ${(0,errors/* messageOf */.bD)(error)}`);
                if (answer === 'failed')
                    throw await failure(error, request);
                return { answer, error };
            }
        }
    };
}
function interrupted(bucket, cause) {
    return new errors/* RegistryError */.gl('unavailable', `the connection to bucket ${bucket} was closed in the middle of a request`, {
        hint: 'Nothing is lost: run the step again, it goes on where it was.',
        cause
    });
}
/** The attempt after which the reader of the log is told why nothing happens: the waits get long. */
const PATIENT_FROM = 4;

;// CONCATENATED MODULE: ./src/stores/s3/read.ts






/** Opens an object for reading, or a part of it; undefined where there is none. */
async function openObject(requests, path, options) {
    const { range, revision } = options;
    // HTTP has no words for a range of nothing.
    if (range?.end !== undefined && range.end <= range.start)
        return openEmpty(requests, path, revision);
    const got = await get(requests, path, { start: range?.start ?? 0, end: range?.end, revision });
    if (got === 'absent')
        return undefined;
    if (got === 'changed')
        throw changed(requests, path);
    if (got === 'empty')
        return openEmpty(requests, path, revision);
    const length = Math.min(range?.end ?? got.size, got.size) - (range?.start ?? 0);
    const { artifact } = got;
    if (Buffer.isBuffer(got.body) && got.body.length === length)
        return openedWhole(artifact, got.body);
    const again = async (done) => {
        const next = await get(requests, path, {
            start: (range?.start ?? 0) + done,
            end: range?.end,
            revision: artifact.revision
        });
        if (typeof next === 'string')
            throw changed(requests, path);
        return asStream(next.body);
    };
    return {
        artifact,
        body: (0,healing/* healing */.v)({
            ...{ first: asStream(got.body), length, again, name: requests.nameOf(path) },
            ...{ attempts: requests.options.tuning.attempts, log: requests.options.log },
            backOff: requests.backOff,
            isHopeless: (error) => interpret(error) === 'failed'
        })
    };
}
async function get(requests, path, wanted) {
    const ranged = wanted.start > 0 || wanted.end !== undefined;
    const result = await requests.ask({
        doing: `reading ${requests.nameOf(path)}`,
        call: (_, wire) => wire({
            method: 'GET',
            key: requests.key(path),
            headers: {
                ...(ranged
                    ? { range: `bytes=${wanted.start}-${wanted.end === undefined ? '' : wanted.end - 1}` }
                    : {}),
                ...(wanted.revision === undefined ? {} : { 'if-match': wanted.revision })
            }
        })
    }, 'absent', 'refused', 'no-range');
    if (isUnexpected(result)) {
        if (result.answer === 'no-range')
            return 'empty';
        return result.answer === 'absent' && wanted.revision === undefined ? 'absent' : 'changed';
    }
    const total = /\/(\d+)$/.exec(result.ContentRange ?? '')?.[1];
    const size = total === undefined ? result.ContentLength : Number(total);
    return { body: result.body, size, artifact: toArtifact(path, result, size) };
}
/** A range of an empty object can't be asked for, nor one behind the end. */
async function openEmpty(requests, path, revision) {
    const whole = await get(requests, path, { start: 0, end: undefined, revision });
    if (whole === 'absent')
        return undefined;
    if (typeof whole === 'string')
        throw changed(requests, path);
    asStream(whole.body).destroy();
    return openedWhole(whole.artifact, Buffer.alloc(0));
}
function openedWhole(artifact, content) {
    return {
        artifact,
        content,
        get body() {
            return streamOf(content);
        }
    };
}
function asStream(body) {
    return Buffer.isBuffer(body) ? streamOf(body) : body;
}
function streamOf(bytes) {
    return external_node_stream_.Readable.from(bytes.length === 0 ? [] : [bytes], { objectMode: false });
}
function changed(requests, path) {
    return new errors/* RegistryError */.gl('conflict', `${requests.nameOf(path)} changed while it was being read`, {
        hint: 'Somebody replaced or removed it. Run the step again to get what is there now.'
    });
}

;// CONCATENATED MODULE: ./src/stores/s3/quoting.ts

/** An ETag as services want it that compare them without their quotes. */
function bare(revision) {
    return revision.replaceAll('"', '');
}
/** What one store has found out. */
function findingQuotes() {
    const refusals = new Map();
    let known;
    const idOf = (path, expected) => `${path} ${expected}`;
    const refused = (path, expected) => refusals.get(idOf(path, expected)) ?? 0;
    const isBare = (path, expected) => known === 'bare' || (known === undefined && refused(path, expected) >= TWICE);
    return {
        condition: (path, expected) => {
            if (expected === store/* ABSENT */.s)
                return { IfNoneMatch: '*' };
            return { IfMatch: isBare(path, expected) ? bare(expected) : expected };
        },
        settled: (path, expected, outcome) => {
            if (expected === store/* ABSENT */.s)
                return;
            if (outcome === 'written')
                known = isBare(path, expected) ? 'bare' : 'quoted';
            else
                refusals.set(idOf(path, expected), refused(path, expected) + 1);
        },
        isOpen: (path, expected) => expected !== store/* ABSENT */.s && known === undefined && refused(path, expected) <= TWICE
    };
}
const TWICE = 2;

;// CONCATENATED MODULE: ./src/stores/s3/remove.ts






/**
 * Deletes an object in the state that is meant; in any other it is left alone. AWS holds to the precondition
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html); services that do not know it delete
 * whatever is there, and none tells writers of the same bytes apart. So what is there is looked at before the request is
 * sent, and before it is sent again.
 */
async function removeObject(requests, quoting, removal) {
    const { path, expected, writer } = removal;
    if (expected === store/* ABSENT */.s)
        return;
    const { aws } = await requests.connection();
    if ((!aws || writer !== undefined) && !(await isStillThere(removal)))
        return;
    const doing = `removing ${requests.nameOf(path)}`;
    // The next one where one is refused though nothing has changed; after the last it is asked for without.
    let conditions = [quoting.condition(path, expected), { IfMatch: bare(expected) }];
    for (let attempt = 1;; attempt += 1) {
        const [condition] = conditions;
        const target = { ...requests.bucket, Key: requests.key(path), ...condition };
        const result = await requests.sendOnce({
            doing,
            needs: 's3:DeleteObject',
            call: (client) => client.send(new dist_cjs/* DeleteObjectCommand */.k4j(target))
        });
        if (!isUnexpected(result) || !(await isStillThere(removal)))
            return;
        if (attempt >= requests.options.tuning.attempts)
            throw unconfirmed(doing, result.error);
        if (result.answer === 'refused')
            conditions = conditions.slice(1);
        else if (result.answer === 'unsupported')
            conditions = [];
        else
            await requests.backOff(attempt, result.error);
    }
}
/** What one store has met. */
function knownWriters() {
    const known = new Map();
    const idOf = (path, revision) => `${path} ${revision}`;
    return {
        of: (path, revision) => known.get(idOf(path, revision)),
        met: (path, revision, writer) => {
            if (writer === undefined)
                known.delete(idOf(path, revision));
            else
                known.set(idOf(path, revision), writer);
        }
    };
}
/** What names the writer of an object; undefined where another tool stored it. */
function writerOf(metadata) {
    return noncesOf(metadata)[0];
}
async function isStillThere({ expected, writer, look }) {
    const there = await look();
    if (there?.ETag !== expected)
        return false;
    return writer === undefined || writer === writerOf(there.Metadata);
}
function unconfirmed(doing, cause) {
    return new errors/* RegistryError */.gl('unavailable', `${doing}: the service did not confirm it`, {
        hint: 'Nothing is lost: run the step again, it goes on where it was.',
        cause
    });
}

;// CONCATENATED MODULE: ./src/stores/s3/artifacts.ts






/** Artifacts as objects, created by conditional writes. */
function s3Artifacts({ requests, uploads, quoting, writers }) {
    /** What was said of artifacts that other tools stored: evidence is asked for right after, and is in the same answer. */
    const strangers = new Map();
    async function head(path, more) {
        const key = requests.key(path);
        const result = await requests.ask({
            doing: `looking for ${requests.nameOf(path)}`,
            call: (_, wire) => headOrReason(() => wire({ method: 'HEAD', key, ...more }), async () => {
                const { body } = await wire({ method: 'GET', key, headers: { range: 'bytes=0-0' } });
                if (!Buffer.isBuffer(body))
                    body.destroy();
            }, requests.knowsBucket)
        }, 'absent');
        return isUnexpected(result) ? undefined : result;
    }
    async function find(path) {
        const found = await head(path, CHECKSUMS);
        if (found === undefined)
            return undefined;
        const artifact = toArtifact(path, found, found.ContentLength);
        if (artifact.sha256 === undefined)
            strangers.set(path, found);
        writers.met(path, artifact.revision, writerOf(found.Metadata));
        return artifact;
    }
    async function put(item, expected) {
        const written = await uploads.put(item, expected);
        if (written === 'refused')
            return written;
        const { revision, nonce } = written;
        writers.met(item.key.path, revision, nonce);
        return { revision };
    }
    return {
        find: (key) => find(key.path),
        create: (items) => Promise.all(items.map(async (item) => {
            const written = await put(item, store/* ABSENT */.s);
            return written === 'refused' ? { outcome: 'exists' } : { outcome: 'created', ...written };
        })),
        released: () => Promise.resolve(store/* NOTHING_RELEASED */.C),
        replace: async (item, expected) => {
            const written = await put(item, expected);
            return written === 'refused' ? { outcome: 'stale' } : { outcome: 'swapped', ...written };
        },
        open: (key, options = {}) => openObject(requests, key.path, options),
        evidence: async (key, revision) => {
            const said = strangers.get(key.path);
            const found = said?.ETag === revision ? said : await head(key.path, CHECKSUMS);
            if (found?.ETag !== revision)
                return undefined;
            return evidenceOf(found, async () => (await head(key.path, { query: { partNumber: '1' } }))?.ContentLength);
        },
        remove: (key, expected) => removeObject(requests, quoting, {
            ...{ path: key.path, expected },
            writer: writers.of(key.path, expected),
            look: () => head(key.path, {})
        }),
        url: (key) => urlOf(requests, key.path)
    };
}
/** Asks for what the service itself knows of the bytes. */
const CHECKSUMS = { headers: { 'x-amz-checksum-mode': 'ENABLED' } };
/**
 * An answer to HEAD has no words. Where it is a refusal, or may mean that there is no bucket, a GET is asked for the
 * reason. Where that finds nothing wrong (a clock was set right by the first answer), HEAD is asked again.
 */
async function headOrReason(head, reason, knowsBucket) {
    try {
        return await head();
    }
    catch (error) {
        if (!isMute(error) || (interpret(error) === 'absent' && knowsBucket()))
            throw error;
        await reason();
        return head();
    }
}
/** What a service says of an object's bytes. An ETag is an MD5 only where the service did not encrypt with a key of KMS. */
async function evidenceOf(found, sizeOfFirstPart) {
    if (found.ChecksumType !== 'COMPOSITE') {
        if (found.ChecksumSHA256 !== undefined)
            return { algorithm: { name: 'sha256' }, value: hex(found.ChecksumSHA256) };
        if (found.ChecksumCRC32 !== undefined)
            return { algorithm: { name: 'crc32' }, value: hex(found.ChecksumCRC32) };
    }
    const etag = found.ETag?.replaceAll('"', '') ?? '';
    if (found.ServerSideEncryption?.startsWith('aws:kms') === true || found.SSECustomerAlgorithm !== undefined)
        return undefined;
    if (/^[0-9a-f]{32}$/.test(etag))
        return { algorithm: { name: 'md5' }, value: etag };
    if (!/^[0-9a-f]{32}-\d+$/.test(etag))
        return undefined;
    const partSize = await sizeOfFirstPart();
    const parts = Math.ceil(found.ContentLength / (partSize ?? 0));
    // Some services answer with the whole object, and some tools make parts of several sizes.
    return partSize !== undefined && etag.endsWith(`-${parts}`)
        ? { algorithm: { name: 'md5-parts', partSize }, value: etag }
        : undefined;
}
function hex(base64) {
    return Buffer.from(base64, 'base64').toString('hex');
}
async function urlOf({ key, connection }, path) {
    const { url } = await connection();
    const encoded = key(path)
        .split('/')
        .map((segment) => encodeURIComponent(segment))
        .join('/');
    return `${url.href.replace(/\/$/, '')}/${encoded}`;
}

// EXTERNAL MODULE: ./node_modules/p-map/index.js
var p_map = __webpack_require__(606);
// EXTERNAL MODULE: ./src/stores/pages.ts
var stores_pages = __webpack_require__(6334);
// EXTERNAL MODULE: ./src/stores/update.ts
var update = __webpack_require__(4605);
;// CONCATENATED MODULE: ./src/stores/s3/put.ts
/** A request that stores an object: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
function putting({ key, options }, put) {
    const { kind, path, body, contentType, cacheControl, metadata = {}, condition, crc32 } = put;
    const headers = present({
        'content-type': contentType,
        'cache-control': cacheControl,
        ...conditionHeader(condition),
        'x-amz-checksum-crc32': crc32,
        ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
        ...argHeaders(options.putArgs, kind)
    });
    return (_, wire) => wire({ method: 'PUT', key: key(path), headers, body });
}
function conditionHeader(condition) {
    if (condition === undefined)
        return {};
    return 'IfMatch' in condition
        ? { 'if-match': condition.IfMatch }
        : { 'if-none-match': condition.IfNoneMatch };
}
function argHeaders(args, kind) {
    return {
        'x-amz-storage-class': kind === 'document' ? undefined : args.storageClass,
        'x-amz-server-side-encryption': args.serverSideEncryption,
        'x-amz-server-side-encryption-aws-kms-key-id': args.kmsKeyId,
        'x-amz-server-side-encryption-bucket-key-enabled': args.bucketKeyEnabled?.toString(),
        'x-amz-acl': args.acl,
        'x-amz-tagging': args.tagging
    };
}
function present(headers) {
    return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

;// CONCATENATED MODULE: ./src/stores/s3/write.ts





/** A mark that no other write has. */
function newNonce() {
    return (0,external_node_crypto_.randomBytes)(9).toString('base64url');
}
/**
 * Carries out a conditional write exactly once. A reply that is lost does not tell whether the write was applied, and
 * a request that timed out may still be applied later: the object itself is read then, and its nonces tell.
 */
async function writeOnce(requests, write) {
    const outcome = await writeIfHeld(requests, write);
    if (outcome !== 'bodiless')
        return outcome;
    throw new errors/* RegistryError */.gl('unsupported', `${requests.nameOf(write.path)} can hold no bytes: its name ends in a slash`, {
        hint: 'Choose another name.'
    });
}
/** The same for a key that may end in `/`. `bodiless`: the service keeps no bytes under such a key. */
async function writeIfHeld(requests, write) {
    const doing = `writing ${requests.nameOf(write.path)}`;
    if (!write.kept && (await stateOf(requests, write)) !== 'expected')
        return 'refused';
    let doubt = false;
    for (let attempt = 1;; attempt += 1) {
        const result = await requests.sendOnce({ doing, needs: 's3:PutObject', call: write.put });
        if (!isUnexpected(result))
            return { revision: result.ETag ?? '', nonce: write.nonce };
        const { answer } = result;
        if (answer === 'refused' || answer === 'absent')
            return doubt ? writtenAfterAll(requests, write) : 'refused';
        if (answer === 'bodiless')
            return answer;
        if (answer === 'unsupported' || answer === 'no-upload' || answer === 'no-range')
            throw unsupported(doing, result.error);
        doubt = true;
        const state = await stateOf(requests, write);
        if (state === 'changed')
            return 'refused';
        if (state !== 'expected')
            return state;
        if (attempt >= requests.options.tuning.attempts)
            throw unavailable(doing, result.error);
        await requests.backOff(attempt, result.error);
    }
}
/** Writes with a precondition, again where a refusal may have been for the quotes of an ETag that is current. */
async function conditionally(requests, quoting, write, attempt) {
    const { path, expected, kept } = write;
    if (!kept)
        return attempt(undefined);
    for (;;) {
        const outcome = await attempt(quoting.condition(path, expected));
        if (outcome !== 'again' && outcome !== 'bodiless')
            quoting.settled(path, expected, outcome === 'refused' ? outcome : 'written');
        if (outcome !== 'refused' || !quoting.isOpen(path, expected))
            return outcome;
        if ((await stateOf(requests, write)) !== 'expected')
            return outcome;
    }
}
async function writtenAfterAll(requests, write) {
    const state = await stateOf(requests, write);
    return typeof state === 'object' ? state : 'refused';
}
/** Whether the key still is as the write expects it, or was changed by somebody else; or what this write stored there. */
async function stateOf(requests, { path, expected, nonce }) {
    const head = await requests.ask({
        doing: `reading ${requests.nameOf(path)}`,
        call: (_, wire) => wire({ method: 'HEAD', key: requests.key(path) })
    }, 'absent');
    if (isUnexpected(head))
        return expected === store/* ABSENT */.s ? 'expected' : 'changed';
    if (noncesOf(head.Metadata).includes(nonce))
        return { revision: head.ETag ?? '', nonce };
    return head.ETag === expected ? 'expected' : 'changed';
}
function unsupported(doing, cause) {
    return new errors/* RegistryError */.gl('unsupported', `${doing}: the service does not know conditional writes`, {
        hint: 'Use a service that does, or accept that two jobs may overwrite each other with `allow-races: true`.',
        cause
    });
}
function unavailable(doing, cause) {
    return new errors/* RegistryError */.gl('unavailable', `${doing}: the service did not confirm the write`, {
        hint: 'Nothing is lost: run the step again, it goes on where it was.',
        cause
    });
}

;// CONCATENATED MODULE: ./src/stores/s3/pages.ts









/** Pages as objects. */
function s3Pages(of) {
    const { requests, read } = of;
    const folders = folderKeys(requests);
    const put = pagePut(of, folders);
    const pagesOf = (render, record) => (0,stores_pages/* placed */.G)(render(record), folders.hold);
    /** The pages that are not as they should be, and the revisions they have. */
    async function outdated(pages) {
        const looked = await (0,p_map/* default */.Ay)(pages, (page) => lookAt(requests, page), { concurrency: AT_ONCE });
        return looked.filter((each) => each !== undefined);
    }
    /** Writes pages, and answers those for which somebody else was faster, or which have to lie elsewhere. */
    async function putAll(planned) {
        const outcomes = await (0,p_map/* default */.Ay)(planned, put, { concurrency: AT_ONCE });
        const open = planned.filter((_, index) => outcomes[index] !== 'written').map(({ page }) => page);
        return (0,stores_pages/* placed */.G)(open, folders.hold);
    }
    /** Looks at the pages, then at the record, and puts those that differ; again until nobody comes in between. */
    async function settle(path, pages, render) {
        let open = pages;
        for (let attempt = 0;; attempt += 1) {
            const behind = await outdated(open);
            if (behind.length === 0)
                return;
            const { body } = await read(path);
            if (body === undefined)
                return;
            const current = new Map(pagesOf(render, body).map((page) => [page.path, page]));
            open = await putAll(behind.flatMap(({ page: { path: place }, expected }) => {
                const page = current.get(place);
                return page === undefined ? [] : [{ page, expected }];
            }));
            const [first] = open;
            if (first === undefined)
                return;
            await (0,update/* afterLostRace */.S)(attempt, first.path);
        }
    }
    return {
        plan: async ({ revision, before, after }, render) => {
            const pages = pagesOf(render, after);
            if (revision === store/* ABSENT */.s)
                return pages.map((page) => ({ page, expected: store/* ABSENT */.s }));
            if (before === undefined)
                return outdated(pages);
            const changed = (0,stores_pages/* changedPages */.F)(pagesOf(render, before), pages);
            const added = changed.flatMap(({ page, before: old }) => (old === undefined ? [page] : []));
            const replaced = changed.flatMap(({ page, before: old }) => (old === undefined ? [] : [{ page, old }]));
            const revisionOf = revisionsLike(revision, before);
            return [
                ...added.map((page) => ({ page, expected: store/* ABSENT */.s })),
                ...(revisionOf === undefined
                    ? await outdated(replaced.map(({ page }) => page))
                    : replaced.map(({ page, old }) => ({ page, expected: revisionOf(old.body) })))
            ];
        },
        write: async (path, planned, render) => {
            await settle(path, await putAll(planned), render);
        },
        complete: async (path, render) => {
            const { body } = await read(path);
            if (body !== undefined)
                await settle(path, pagesOf(render, body), render);
        },
        stale: async (path, render, known) => {
            for (let attempt = 0;; attempt += 1) {
                const first = attempt === 0 ? known : undefined;
                const { body, revision } = first?.record ?? (await read(path));
                if (body === undefined)
                    return [];
                const behind = await outdated(doubtful(pagesOf(render, body), first));
                const kept = await (0,p_map/* default */.Ay)(behind, (each) => isElsewhere(requests, each), { concurrency: AT_ONCE });
                const paths = behind.filter((_, index) => kept[index] !== true).map(({ page }) => page.path);
                if (paths.length === 0 || (await read(path)).revision === revision)
                    return paths;
                await (0,update/* afterLostRace */.S)(attempt, path);
            }
        }
    };
}
/** The pages of which a listing does not tell that they are as they should be. */
function doubtful(pages, known) {
    const { body, revision } = known?.record ?? {};
    const revisionOf = body === undefined || revision === undefined ? undefined : revisionsLike(revision, body);
    if (known === undefined || revisionOf === undefined)
        return pages;
    return pages.filter((page) => known.listed.get(page.path)?.revision !== revisionOf(page.body));
}
/** A project's pages are few, but a reindex looks at those of all its versions. */
const AT_ONCE = 16;
/** One look at a page: undefined where it is as it should be. */
async function lookAt(requests, page) {
    const found = await requests.ask({
        doing: `looking at ${requests.nameOf(page.path)}`,
        call: (_, wire) => wire({ method: 'HEAD', key: requests.key(page.path) })
    }, 'absent');
    if (isUnexpected(found))
        return { page, expected: store/* ABSENT */.s };
    return isCurrentPage(page, found) ? undefined : { page, expected: found.ETag ?? '' };
}
/** That a service can't hold a page under a slash is told by a write alone. Who only reads looks at its other place. */
async function isElsewhere(requests, { page, expected }) {
    if (expected !== store/* ABSENT */.s || page.orElse === undefined)
        return false;
    if (!requests.key(page.path).endsWith('/'))
        return false;
    return (await lookAt(requests, { ...page, path: page.orElse })) === undefined;
}
function pagePut({ requests, preconditions, quoting }, folders) {
    return async ({ page, expected }) => {
        const kept = (await preconditions.forPut()) === 'kept';
        const write = { path: page.path, expected, nonce: newNonce(), kept };
        const outcome = await conditionally(requests, quoting, write, (condition) => {
            const { path, body, contentType, cacheControl } = page;
            const put = putting(requests, {
                ...{ kind: 'document', path, body, contentType, cacheControl },
                ...{ metadata: pageMetadata(page, write.nonce), condition }
            });
            return writeIfHeld(requests, { ...write, put });
        });
        if (outcome === 'bodiless')
            folders.doNotHold();
        return typeof outcome === 'object' ? 'written' : outcome;
    };
}
function folderKeys({ key, nameOf, options }) {
    let bodiless = false;
    return {
        hold: (path) => !bodiless && key(path) !== '',
        doNotHold: () => {
            if (bodiless)
                return;
            bodiless = true;
            options.log.notice(`${nameOf('')}: the service keeps no bytes under keys that end in a slash, so the pages of folders lie under another name, or are left out`);
        }
    };
}
/**
 * Where an ETag is the MD5 of its body, as that of a record's state shows, the revision of any other body is known
 * without asking. Undefined where it is not (encrypted with a key of KMS, stored in parts).
 */
function revisionsLike(revision, body) {
    const known = (0,src_digest/* md5 */.Fx)(body);
    return revision.replaceAll('"', '') === known ? (other) => revision.replace(known, (0,src_digest/* md5 */.Fx)(other)) : undefined;
}

;// CONCATENATED MODULE: ./src/stores/s3/documents.ts







/** Documents as objects; the revision is the ETag. */
function s3Documents(requests, preconditions, quoting) {
    /** Who wrote the revisions that were read: a writer passes the row on, so that one whose reply was lost finds itself in it. */
    const writers = new Map();
    /** The bytes of the revisions that were read last: a swap derives from them what its pages are. */
    const bodies = recentBodies();
    const pages = s3Pages({ requests, preconditions, quoting, read });
    async function read(path) {
        const result = await requests.ask({
            doing: `reading ${requests.nameOf(path)}`,
            call: async (_, wire) => {
                const object = await wire({ method: 'GET', key: requests.key(path) });
                return { object, body: await wholeOf(object.body) };
            }
        }, 'absent');
        if (isUnexpected(result))
            return { body: undefined, revision: store/* ABSENT */.s };
        const revision = result.object.ETag ?? '';
        writers.set(`${path} ${revision}`, noncesOf(result.object.Metadata));
        bodies.keep(`${path} ${revision}`, result.body);
        return { body: result.body, revision };
    }
    async function put(path, expected, body) {
        const kept = (await preconditions.forPut()) === 'kept';
        const nonce = newNonce();
        const put = putting(requests, {
            ...{ kind: 'document', path, body, contentType: 'application/json', cacheControl: 'no-cache' },
            metadata: documentMetadata([nonce, ...(writers.get(`${path} ${expected}`) ?? [])].slice(0, TRAIL)),
            condition: kept ? quoting.condition(path, expected) : undefined
        });
        const outcome = await writeOnce(requests, { path, expected, nonce, kept, put });
        if (kept)
            quoting.settled(path, expected, outcome === 'refused' ? 'refused' : 'written');
        return outcome === 'refused' ? 'stale' : 'swapped';
    }
    async function swapWithPages(path, expected, body, { render, recorded }) {
        const before = bodies.of(`${path} ${expected}`);
        const planned = await pages.plan({ revision: expected, before, after: body }, render);
        const outcome = await put(path, expected, body);
        if (outcome === 'stale')
            return 'stale';
        recorded?.();
        await pages.write(path, planned, render);
        return 'swapped';
    }
    return {
        read,
        swap: async (path, expected, body, { render, recorded } = {}) => {
            if (render !== undefined)
                return swapWithPages(path, expected, body, { render, ...(recorded && { recorded }) });
            const outcome = await put(path, expected, body);
            if (outcome === 'swapped')
                recorded?.();
            return outcome;
        },
        complete: pages.complete,
        stale: pages.stale
    };
}
/** How many writers a document remembers: more than can pass between a lost reply and the look at what became of it. S3 takes 2 KB of metadata. */
const TRAIL = 120;
/** Bytes of documents, the newest ones, in bounded room. What was forgotten costs requests, nothing else. */
function recentBodies() {
    const known = new Map();
    let size = 0;
    const forget = (id) => {
        size -= known.get(id)?.length ?? 0;
        known.delete(id);
    };
    return {
        keep: (id, body) => {
            forget(id);
            known.set(id, body);
            size += body.length;
            for (const oldest of known.keys()) {
                if (size <= ROOM || oldest === id)
                    break;
                forget(oldest);
            }
        },
        of: (id) => known.get(id)
    };
}
/** Bytes. */
const ROOM = 32 * 1024 * 1024;

// EXTERNAL MODULE: ./src/stores/s3/options.ts
var s3_options = __webpack_require__(2715);
;// CONCATENATED MODULE: ./src/stores/s3/probe.ts





/** Finds out once a store, before the first conditional write, whether the service honours preconditions. */
function probing(requests) {
    let put;
    let multipart;
    const isKnown = async () => isKnownToKeep((await requests.connection()).url);
    const decide = async (keeps, what) => {
        if (await keeps)
            return 'kept';
        if (!requests.options.allowRaces)
            throw ignoring(requests, what);
        requests.options.log.warning(`${requests.nameOf('')} ignores the preconditions of ${what}, so two jobs that publish at the same moment can overwrite each other; going on, as allow-races says`);
        return 'ignored';
    };
    const askForPut = async () => ((await isKnown()) ? 'kept' : decide(putsAreRefused(requests), 'writes'));
    const forPut = () => (put ??= askForPut());
    const askForMultipart = async () => {
        if (await isKnown())
            return 'kept';
        if ((await forPut()) === 'ignored')
            return 'ignored';
        return decide(completesAreRefused(requests), 'multipart uploads');
    };
    return { forPut, forMultipart: () => (multipart ??= askForMultipart()) };
}
/** The object that is probed with: no part of the registry. No slash in its own name: tools that list folders do not see it. */
const PROBE = '.registry-probe';
const CONTENT = 'This object tells whether the service honours preconditions of writes.\n';
const NO_REVISION = '"00000000000000000000000000000000"';
/** Services that were tested and whose documentation promises it, wherever their address was set. */
function isKnownToKeep({ hostname }) {
    return /\.amazonaws\.com(\.cn)?$/.test(hostname) || hostname.endsWith('.r2.cloudflarestorage.com');
}
/** Whoever reads this knows nothing of the object. */
function askedOf(requests) {
    const doing = `writing ${requests.nameOf(PROBE)}, a test of the service before the first write`;
    return { doing, needs: 's3:PutObject' };
}
async function putsAreRefused(requests) {
    const first = await tryPut(requests, { IfNoneMatch: '*' });
    if (first === 'unsupported')
        return false;
    if (first === 'written' && (await tryPut(requests, { IfNoneMatch: '*' })) !== 'refused')
        return false;
    return (await tryPut(requests, { IfMatch: NO_REVISION })) === 'refused';
}
async function tryPut(requests, condition) {
    const result = await requests.ask({
        ...askedOf(requests),
        call: putting(requests, {
            ...{ kind: 'document', path: PROBE, body: Buffer.from(CONTENT), contentType: 'text/plain' },
            condition
        })
    }, 'refused', 'unsupported');
    return isUnexpected(result) ? result.answer : 'written';
}
async function completesAreRefused(requests) {
    const asked = askedOf(requests);
    const target = { ...requests.bucket, Key: requests.key(PROBE) };
    const { UploadId } = await requests.send({
        ...asked,
        call: (client) => client.send(new dist_cjs/* CreateMultipartUploadCommand */.nG4({ ...target, ...writeArgs(requests.options.putArgs, 'document') }))
    });
    const abort = () => requests.sendOnce({
        ...asked,
        call: (client) => client.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP({ ...target, UploadId }))
    });
    const complete = async (ETag, condition) => {
        const result = await requests.ask({
            ...asked,
            call: (client) => client.send(new dist_cjs/* CompleteMultipartUploadCommand */.Gym({
                ...target,
                UploadId,
                MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] },
                ...condition
            }))
        }, 'refused', 'unsupported', 'no-upload');
        return isUnexpected(result) && result.answer === 'refused';
    };
    try {
        const { ETag } = await requests.send({
            ...asked,
            call: (client) => client.send(new dist_cjs/* UploadPartCommand */.iVK({ ...target, UploadId, PartNumber: 1, Body: Buffer.from(CONTENT) }))
        });
        return (await complete(ETag, { IfNoneMatch: '*' })) && (await complete(ETag, { IfMatch: NO_REVISION }));
    }
    finally {
        await abort();
    }
}
function ignoring(requests, what) {
    return new errors/* RegistryError */.gl('unsupported', `${requests.nameOf('')}: the service ignores the preconditions of ${what} (If-None-Match, If-Match)`, {
        hint: 'Two jobs that publish at the same moment would overwrite each other. Use a service that honours them (docs/storage-services.md lists those that were tested), or accept the risk with `allow-races: true`.'
    });
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./src/stores/body.ts
var stores_body = __webpack_require__(9172);
// EXTERNAL MODULE: ./src/budget.ts
var budget = __webpack_require__(7562);
;// CONCATENATED MODULE: ./src/stores/s3/buffers.ts

/** Memory for as many parts as are sent at a time. */
function partBuffers({ uploads, partSize }) {
    const hold = (0,budget/* budgetOf */.n)(uploads * partSize);
    let idle = [];
    return {
        hold,
        lend: (bytes, task) => hold(bytes, async () => {
            // Parts are of one size, but for those of enormous files.
            if (idle[0]?.length !== bytes)
                idle = [];
            const buffer = idle.pop() ?? Buffer.allocUnsafeSlow(bytes);
            try {
                return await task(buffer);
            }
            finally {
                idle.push(buffer);
            }
        })
    };
}

;// CONCATENATED MODULE: ./src/stores/s3/upload.ts












/** Uploads to one bucket: small bodies in one request, large ones in parallel parts from a few buffers. */
function s3Uploads(requests, preconditions, quoting) {
    const { tuning, log } = requests.options;
    const open = new Map();
    const buffers = partBuffers(tuning);
    const abortOne = async (uploadId, path) => {
        open.delete(uploadId);
        try {
            await requests.sendOnce({
                doing: `aborting the upload of ${requests.nameOf(path)}`,
                needs: 's3:AbortMultipartUpload',
                call: (client) => client.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP({
                    ...requests.bucket,
                    Key: requests.key(path),
                    UploadId: uploadId
                }))
            });
        }
        catch (error) {
            log.debug((0,errors/* messageOf */.bD)(error));
        }
    };
    async function putWhole(item, expected) {
        const kept = (await preconditions.forPut()) === 'kept';
        const { aws } = await requests.connection();
        const nonce = newNonce();
        const bytes = item.body.kind === 'buffer' ? item.body.bytes : await contentOf(item.body);
        if ((0,src_digest/* sha256 */.sc)(bytes) !== item.sha256)
            throw (0,stores_body/* changedWhileRead */.a4)(item.body.kind === 'file' ? item.body.path : item.key.path);
        const write = { path: item.key.path, expected, nonce, kept };
        return conditionally(requests, quoting, write, (condition) => {
            const put = putting(requests, {
                ...{ kind: 'artifact', path: item.key.path, body: bytes },
                ...{ contentType: item.contentType, cacheControl: item.cacheControl },
                ...{ metadata: artifactMetadata(item, nonce), condition },
                crc32: aws ? checksum(bytes) : undefined
            });
            return writeOnce(requests, { ...write, put });
        });
    }
    /** One upload in parts. `again`: it was lost on the way and nothing was stored; a new one is needed. */
    async function putParts(item, body, expected) {
        const kept = (await preconditions.forMultipart()) === 'kept';
        const path = item.key.path;
        const checksums = (await requests.connection()).aws && partSizeFor(body.size, tuning) <= LARGEST_BUFFER;
        const nonce = newNonce();
        const target = { ...requests.bucket, Key: requests.key(path) };
        const write = { path, expected, nonce, kept };
        await (0,stores_body/* assertUnchanged */.Wu)(body);
        if (!kept && (await stateOf(requests, write)) !== 'expected')
            return 'refused';
        const created = await requests.send({
            doing: `beginning the upload of ${requests.nameOf(path)}`,
            needs: 's3:PutObject',
            call: (client) => client.send(new dist_cjs/* CreateMultipartUploadCommand */.nG4({
                ...target,
                ContentType: item.contentType,
                CacheControl: item.cacheControl,
                Metadata: artifactMetadata(item, nonce),
                ...writeArgs(requests.options.putArgs, 'artifact'),
                ...(checksums ? { ChecksumAlgorithm: 'CRC32' } : {})
            }))
        });
        const uploadId = created.UploadId ?? '';
        open.set(uploadId, path);
        const progress = log.progress(item.key.filename, body.size);
        let outcome = 'again';
        try {
            const parts = await sendParts(requests, {
                path,
                uploadId,
                body,
                buffers,
                checksums,
                onPart: progress.advance
            });
            await (0,stores_body/* assertUnchanged */.Wu)(body);
            outcome = await conditionally(requests, quoting, write, (condition) => {
                const complete = new dist_cjs/* CompleteMultipartUploadCommand */.Gym({
                    ...target,
                    UploadId: uploadId,
                    MultipartUpload: { Parts: parts },
                    ...condition
                });
                return completeOnce(requests, { ...write, put: (client) => client.send(complete) });
            });
            return outcome;
        }
        finally {
            progress.done();
            if (typeof outcome === 'object')
                open.delete(uploadId);
            else
                await abortOne(uploadId, path);
        }
    }
    return {
        put: async (item, expected) => {
            const { body } = item;
            if (body.kind === 'buffer')
                return putWhole(item, expected);
            if (body.size <= tuning.partSize)
                return buffers.hold(body.size, () => putWhole(item, expected));
            for (let attempt = 1; attempt <= 3; attempt += 1) {
                const outcome = await putParts(item, body, expected);
                if (outcome !== 'again')
                    return outcome;
                log.warning(`the upload of ${requests.nameOf(item.key.path)} was ended by the service; beginning again`);
            }
            throw new errors/* RegistryError */.gl('unavailable', `the upload of ${requests.nameOf(item.key.path)} was ended by the service three times`, {
                hint: 'Look for a job or a lifecycle rule that aborts uploads, then run the step again.'
            });
        },
        abort: async () => {
            await Promise.all([...open].map(([uploadId, path]) => abortOne(uploadId, path)));
        }
    };
}
/** Bytes of a part: as small as the service's number of parts allows, in whole MiB. */
function partSizeFor(size, tuning) {
    const mebibyte = 1024 * 1024;
    const least = Math.ceil(size / tuning.maxParts);
    return least <= tuning.partSize ? tuning.partSize : Math.ceil(least / mebibyte) * mebibyte;
}
/** Sends all parts, a few at a time. */
async function sendParts(requests, job) {
    const { tuning } = requests.options;
    const partSize = partSizeFor(job.body.size, tuning);
    const count = Math.ceil(job.body.size / partSize);
    const parts = [];
    const file = await (0,external_node_fs_promises_.open)(job.body.path, 'r');
    let next = 0;
    const work = async () => {
        while (next < count) {
            const index = next;
            next += 1;
            const start = index * partSize;
            const length = Math.min(partSize, job.body.size - start);
            const send = (buffer) => sendPart(requests, job, { file, buffer, index, start, length });
            const sent = partSize <= LARGEST_BUFFER ? job.buffers.lend(partSize, send) : send(undefined);
            parts[index] = await sent.catch((error) => {
                next = count;
                throw error;
            });
            job.onPart(length);
            (0,memory/* sweepAfter */.ry)(length);
        }
    };
    try {
        const workers = Array.from({ length: Math.min(tuning.uploads, count) }, work);
        const failed = (await Promise.allSettled(workers)).find((each) => each.status === 'rejected');
        if (failed !== undefined)
            throw failed.reason;
        return parts;
    }
    finally {
        await file.close();
    }
}
/** Larger parts are streamed from the file: a retry opens the stream anew. */
const LARGEST_BUFFER = 32 * 1024 * 1024;
async function sendPart(requests, job, part) {
    const { start, length, index } = part;
    const bytes = part.buffer === undefined
        ? undefined
        : await fill(job.body, part.file, part.buffer.subarray(0, length), start);
    const checksums = job.checksums && bytes !== undefined ? { ChecksumCRC32: checksum(bytes) } : {};
    const sent = await requests.send({
        doing: `uploading part ${index + 1} of ${requests.nameOf(job.path)}`,
        needs: 's3:PutObject',
        call: (client) => client.send(new dist_cjs/* UploadPartCommand */.iVK({
            ...requests.bucket,
            Key: requests.key(job.path),
            UploadId: job.uploadId,
            PartNumber: index + 1,
            Body: bytes ??
                part.file.createReadStream({
                    start,
                    end: start + length - 1,
                    autoClose: false,
                    highWaterMark: 1024 * 1024
                }),
            ContentLength: length,
            ...checksums
        }))
    });
    return { PartNumber: index + 1, ETag: sent.ETag, ...checksums };
}
async function contentOf(body) {
    return (0,external_node_fs_promises_.readFile)(body.path).catch((error) => {
        throw (0,errors/* fileError */.zS)(error, body.path, 'reading');
    });
}
async function fill(body, file, buffer, start) {
    let filled = 0;
    while (filled < buffer.length) {
        const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled);
        if (bytesRead === 0)
            throw (0,stores_body/* changedWhileRead */.a4)(body.path);
        filled += bytesRead;
    }
    return buffer;
}
/** Ends an upload exactly once; like any conditional write, its reply may be lost. */
async function completeOnce(requests, job) {
    const doing = `completing the upload of ${requests.nameOf(job.path)}`;
    if (!job.kept && (await stateOf(requests, job)) !== 'expected')
        return 'refused';
    for (let attempt = 1;; attempt += 1) {
        const result = await requests.sendOnce({ doing, needs: 's3:PutObject', call: job.put });
        if (!isUnexpected(result))
            return { revision: result.ETag ?? '', nonce: job.nonce };
        const state = await stateOf(requests, job);
        if (typeof state === 'object')
            return state;
        if (state === 'changed')
            return 'refused';
        switch (result.answer) {
            case 'refused':
            case 'absent':
                return 'refused';
            case 'no-upload':
            case 'race':
                return 'again';
            case 'unclear':
                break;
            case 'no-range':
            case 'bodiless':
            case 'unsupported':
                throw new errors/* RegistryError */.gl('unsupported', `${doing}: the service does not know conditional uploads`, {
                    hint: 'Use a service that does, or accept that two jobs may overwrite each other with `allow-races: true`.',
                    cause: result.error
                });
        }
        if (attempt >= requests.options.tuning.attempts) {
            throw new errors/* RegistryError */.gl('unavailable', `${doing}: the service did not confirm it`, {
                hint: 'Nothing is lost: run the step again.',
                cause: result.error
            });
        }
        await requests.backOff(attempt, result.error);
    }
}
function checksum(bytes) {
    const value = Buffer.alloc(4);
    value.writeUInt32BE((0,external_node_zlib_.crc32)(bytes));
    return value.toString('base64');
}

;// CONCATENATED MODULE: ./src/stores/s3/index.ts












/** A registry in a bucket of S3, or of a service that speaks it. Nothing is sent before the first question. */
function openS3(options) {
    const requests = s3Requests(options);
    const preconditions = probing(requests);
    const quoting = findingQuotes();
    const writers = knownWriters();
    const uploads = s3Uploads(requests, preconditions, quoting);
    return {
        ...(0,s3_options/* describeS3 */.M)(options),
        artifacts: s3Artifacts({ requests, uploads, quoting, writers }),
        documents: s3Documents(requests, preconditions, quoting),
        list: (prefix) => listObjects(requests, prefix, writers),
        make: () => Promise.resolve(undefined),
        leftovers: () => listUploads(requests),
        close: async () => {
            await uploads.abort();
            await requests.close();
        }
    };
}
async function* listObjects(requests, prefix, writers) {
    const { tuning, prefix: base } = requests.options;
    let token;
    do {
        const page = await requests.send({
            doing: `listing ${requests.nameOf(prefix)}`,
            needs: 's3:ListBucket',
            call: async (client) => asListing(await client.send(new dist_cjs/* ListObjectsV2Command */.u6x({
                ...requests.bucket,
                Prefix: requests.key(prefix),
                MaxKeys: tuning.pageSize,
                EncodingType: 'url',
                ...(token === undefined ? {} : { ContinuationToken: token })
            })))
        });
        (0,memory/* limitYoung */.u8)();
        for (const { Key = '', Size, ETag, LastModified } of page.Contents ?? []) {
            const path = (page.EncodingType === 'url' ? s3_decoded(Key) : Key).slice(base.length);
            const md5 = /^"?([0-9a-f]{32})"?$/.exec(ETag ?? '')?.[1];
            if (path === PROBE)
                continue;
            writers.met(path, ETag ?? '', undefined);
            const digest = md5 === undefined ? undefined : `md5:${md5}`;
            yield { path, size: Size ?? 0, revision: ETag ?? '', modified: LastModified, digest };
        }
        token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
        if (page.IsTruncated === true && token === undefined)
            throw cutShort(requests, prefix);
    } while (token !== undefined);
}
/** What is no listing at all, such as a page of the web, would be read as an empty one. */
function asListing(page) {
    if ((page.IsTruncated ?? page.Name ?? page.Bucket) === undefined)
        throw noS3Answer('it answers with no listing');
    return page;
}
function cutShort(requests, prefix) {
    return new errors/* RegistryError */.gl('unsupported', `listing ${requests.nameOf(prefix)}: the service says that there is more, but not how to get it`, { hint: 'What is missing can not be told. Use a service that answers ListObjectsV2 in pages.' });
}
async function* listUploads(requests) {
    const { prefix: base } = requests.options;
    // Some services take the prefix of uploads for a whole key, and then find none.
    const narrowed = (await requests.connection()).aws ? { Prefix: base } : {};
    let marker = {};
    while (marker !== undefined) {
        const at = marker;
        const page = await requests.send({
            doing: `listing the unfinished uploads of ${requests.nameOf('')}`,
            needs: 's3:ListBucketMultipartUploads',
            call: async (client) => asListing(await client.send(new dist_cjs/* ListMultipartUploadsCommand */.mo2({ ...requests.bucket, ...narrowed, ...at })))
        });
        for (const { Key = '', UploadId, Initiated } of page.Uploads ?? []) {
            if (!Key.startsWith(base))
                continue;
            const path = Key.slice(base.length);
            const target = { ...requests.bucket, Key, UploadId };
            yield {
                of: 'upload',
                path,
                own: path === PROBE,
                since: Initiated,
                discard: async () => {
                    await requests.ask({
                        doing: `aborting the upload of ${requests.nameOf(path)}`,
                        needs: 's3:AbortMultipartUpload',
                        call: (client) => client.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP(target))
                    }, 'no-upload');
                }
            };
        }
        marker =
            page.IsTruncated === true && page.NextKeyMarker !== undefined
                ? {
                    KeyMarker: page.NextKeyMarker,
                    ...(page.NextUploadIdMarker === undefined ? {} : { UploadIdMarker: page.NextUploadIdMarker })
                }
                : undefined;
    }
}
/** Keys come form-encoded, where the service can do that: a listing in XML can't hold every character. */
function s3_decoded(key) {
    return decodeURIComponent(key.replaceAll('+', ' '));
}


/***/ })

};
