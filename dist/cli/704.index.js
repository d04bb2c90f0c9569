export const id = 704;
export const ids = [704];
export const modules = {

/***/ 4704:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readArguments: () => (/* binding */ readArguments)
});

// EXTERNAL MODULE: ./node_modules/commander/esm.mjs
var esm = __webpack_require__(8179);
// EXTERNAL MODULE: ./src/options/problems.ts
var problems = __webpack_require__(7656);
// EXTERNAL MODULE: ./src/cli/words.ts
var cli_words = __webpack_require__(8679);
;// CONCATENATED MODULE: ./src/cli/invocation.ts


/** What a command asks for. */
function invocationOf(mode, values, words = {}) {
    const inputs = new Map(Object.entries(words.inputs ?? {}));
    for (const [key, value] of Object.entries(values)) {
        if (OWN.has(key) || value === undefined || value === false)
            continue;
        inputs.set(SPELLINGS[key] ?? key.replace(/[A-Z0-9]+/g, dashed), value === true ? 'true' : (textOf(value) ?? ''));
    }
    const bucket = textOf(values['bucket']);
    if (bucket !== undefined)
        inputs.set('store', bucket.trim() === '' ? '' : `s3://${bucket}`);
    const outfile = textOf(values['outfile']);
    const problems = emptyWords(mode, inputs, outfile);
    if (words.packages !== undefined)
        inputs.set('packages', linesOf(mode, words.packages, problems));
    if (words.files !== undefined) {
        problems.push(...words.files.flatMap((file) => badWord((0,cli_words/* labelOf */.W)('files', mode), file)));
        inputs.set('files', words.files.join('\n'));
    }
    const flag = (key) => values[key] === true;
    return {
        ...{ mode, inputs, outfile, problems, listVersions: false },
        ...{ json: flag('json'), quiet: flag('quiet'), verbose: flag('verbose') }
    };
}
/** Options that are no inputs of a mode. */
const OWN = new Set([
    ...['json', 'quiet', 'verbose', 'bucket', 'project', 'promoteLatest', 'outfile', 'skipExisting']
]);
/** Options that are spelt otherwise than their input. */
const SPELLINGS = { baseurl: 'base-url' };
/** An empty word is mostly a variable that is not set, and what would be done without it is not what was meant. */
function emptyWords(mode, inputs, outfile) {
    // No prefix is a prefix.
    const words = [...inputs].filter(([name, value]) => value.trim() === '' && name !== 'prefix');
    const names = words.map(([name]) => (0,cli_words/* labelOf */.W)(name, mode));
    return (outfile?.trim() === '' ? [...names, '--outfile'] : names).map(emptyWord);
}
/** The input has one package a line: a word must be one package. */
function linesOf(mode, packages, problems) {
    const lines = packages.map(({ pkg, version }) => {
        const bad = [
            ...badWord((0,cli_words/* labelOf */.W)('packages', mode), pkg),
            ...(version === undefined ? [] : badWord('VERSION', version))
        ];
        problems.push(...bad);
        // What stands in for a bad word has a version where that has one: nothing else is wrong.
        const [name, number = ''] = bad.length > 0 ? ['package', '1'] : [pkg, version];
        return version === undefined ? name : `${name}@${number}`;
    });
    return lines.join('\n');
}
function badWord(input, word) {
    if (word.trim() === '')
        return [emptyWord(input)];
    if (!/[\p{Cc}\u2028\u2029]/u.test(word))
        return [];
    const message = `is ${(0,problems/* quoted */.TL)(word)}, which has a line break or another control character`;
    return [{ input, message, hint: 'A word names one package, or one version.' }];
}
function emptyWord(input) {
    return { input, message: 'is empty', hint: 'Is a variable in it not set?' };
}
/** `s3PutArgs` → `s3-put-args`: commander drops dashes in front of digits and letters alike. */
function dashed(letters, offset) {
    if (/^\d/.test(letters))
        return letters.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
    return `${offset === 0 ? '' : '-'}${letters.toLowerCase()}`;
}
/** An option's text, where it has one. */
function textOf(value) {
    return typeof value === 'string' ? value : undefined;
}

;// CONCATENATED MODULE: ./src/cli/program.ts


/** Reads the command line's words; `tychoreg`'s mean what they mean there. */
async function readArguments(args, version) {
    let invocation;
    const program = buildProgram(version, (found) => {
        invocation = found;
    });
    try {
        await program.parseAsync(args, { from: 'user' });
    }
    catch (error) {
        if (!(error instanceof esm/* CommanderError */.b7))
            throw error;
        if (error.exitCode === 0)
            return { exitCode: 0 };
        const document = { ok: false, problems: [usageProblem(error, program)] };
        if (asksForJson(args))
            process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
        return { exitCode: 2 };
    }
    return invocation === undefined ? { exitCode: 2 } : { invocation };
}
function asksForJson(args) {
    const end = args.indexOf('--');
    return (end === -1 ? args : args.slice(0, end)).includes('--json');
}
/** What the library found, in the shape of other mistakes; its words for people went to standard error. */
function usageProblem({ code, message }, program) {
    const input = 'command line';
    if (code === 'commander.help') {
        const names = program.commands.map((command) => command.name());
        return { input, message: 'names no command', hint: `One of: ${names.join(', ')}.` };
    }
    const [what = '', ...suggestion] = message.replace(/^error: /, '').split('\n');
    const hint = suggestion.join(' ').replace(/[()]/g, '');
    return {
        input,
        message: what.replace(/\.$/, ''),
        hint: hint === '' ? '`registry COMMAND --help` shows what a command takes.' : hint
    };
}
function buildProgram(version, found) {
    const program = new esm/* Command */.uB('registry')
        .description('A package registry with no server to run: a bucket, a repository’s releases, or a folder is the registry.')
        .version(version)
        .exitOverride()
        .enablePositionalOptions()
        .showHelpAfterError('(`registry COMMAND --help` shows what a command takes)')
        .showSuggestionAfterError();
    const add = (usage, description) => withCommon(program.command(usage).description(description));
    addWriting(add, found);
    addPython(add, found);
    addReading(add, found);
    addCare(add, found);
    return program;
}
function addWriting(add, found) {
    add('init <pkg> <filename>', 'create a package; FILENAME is the name a pulled file gets').action((pkg, filename, values) => {
        found(invocationOf('init', values, { inputs: { package: pkg, 'local-name': filename } }));
    });
    withRelease(add('push <pkg> <version> <file>', 'publish a file as a version of a package'))
        .option('--promote-latest', 'make it the latest')
        .addOption(new esm/* Option */.c$('--promote <when>', 'make it the latest: true, false, or if-newer').conflicts('promoteLatest'))
        .option('--local-name <filename>', "the name a pulled file gets, for a new package (default: the file's own)")
        .option('--if-exists <what>', 'same, skip, fail or overwrite (default: same)')
        .action((pkg, version, file, values) => {
        const promote = values['promoteLatest'] === true ? 'true' : values['promote'];
        found(invocationOf('push', { ...values, promote }, { inputs: { package: pkg, version, files: file } }));
    });
    add('promote <pkg> <version>', 'make a version the latest').action((pkg, version, values) => {
        found(invocationOf('promote', values, { inputs: { package: pkg, version } }));
    });
}
/** What `stick` and `twine` call so, on Python's format. */
function addPython(add, found) {
    withRelease(withBaseUrl(add('upload <dist...>', 'publish wheels and source distributions to a Python index')))
        .addOption(new esm/* Option */.c$('--skip-existing', 'the same as --if-exists skip').conflicts('ifExists'))
        .option('--if-exists <what>', 'same, skip, fail or overwrite (default: same)')
        .option('--sign', 'sign the files with GnuPG first')
        .option('--sign-with <program>', 'the program that signs (default: gpg)')
        .option('--identity <key>', 'the key to sign with')
        .action((files, values) => {
        const ifExists = values['skipExisting'] === true ? 'skip' : values['ifExists'];
        found(inPython('push', { ...values, ifExists }, { files }));
    });
    add('yank <pkg...>', 'make installers pass over a version (PKG==VERSION) unless it is pinned')
        .option('--reason <reason>', 'why; installers show it')
        .option('--undo', 'take a yank back')
        .action((packages, values) => {
        const words = { packages: packages.map((pkg) => ({ pkg })) };
        found(inPython('yank', values, words));
    });
}
/** Who names another format of them has another command in mind. */
function inPython(mode, values, words) {
    const invocation = invocationOf(mode, { ...values, registry: 'python' }, words);
    const named = textOf(values['registry']);
    if (named === undefined || named === 'python')
        return invocation;
    const problem = {
        input: '--registry',
        message: `is ${JSON.stringify(named)}, but this command is of the format python`,
        hint: mode === 'push'
            ? 'Leave it out; `registry push PKG VERSION FILE` publishes in the format tycho.'
            : 'Leave it out; in the format tycho another version is promoted, and the one that is bad removed.'
    };
    return { ...invocation, problems: [problem, ...invocation.problems] };
}
/** What help calls the options that a command has for itself. */
const OWN_OPTIONS = 'Options:';
function withRelease(command) {
    return command
        .optionsGroup('What a new GitHub release is like:')
        .option('--make-latest <when>', 'the one that the repository shows as the latest: true, false or legacy (default)')
        .option('--publish <when>', 'false: leave it a draft, which a later push publishes (default: true)')
        .option('--prerelease', 'mark it as a prerelease')
        .option('--notes <text>', 'its text')
        .option('--generate-notes', 'let GitHub write its text')
        .option('--target <commit>', 'the branch or commit its tag is put on (default: the default branch)')
        .optionsGroup(OWN_OPTIONS);
}
/** `stick` spells it as one word. */
function withBaseUrl(command) {
    return command
        .option('--base-url <url>', 'what absolute links begin with, or relative (default: relative, or as it is)')
        .addOption(new esm/* Option */.c$('--baseurl <url>', 'the same').conflicts('baseUrl').hideHelp());
}
function addReading(add, found) {
    withPulling(add('pull <pkg>', 'fetch a package: the latest, or --version'))
        .option('--version <version>', 'a version or a range (default: latest)')
        .option('--outfile <file>', 'where the file goes (default: below the output folder)')
        .action((pkg, values) => {
        const version = textOf(values['version']);
        found(invocationOf('pull', { ...values, version: undefined }, { packages: [{ pkg, version }] }));
    });
    withPulling(add('pull-list <pkg...>', 'fetch several packages')).action((packages, values) => {
        found(invocationOf('pull', values, { packages: packages.map((pkg) => ({ pkg })) }));
    });
    withFolder(add('pull-release <tag>', 'fetch assets or the source of a GitHub release that any tool made; TAG may be latest'))
        .option('--assets <glob...>', "globs of the assets' names; '!GLOB' leaves some out (default: *)")
        .option('--source-archives <format...>', 'the archives of the source that GitHub makes: zip, tar.gz; without --assets they alone')
        .addOption(new esm/* Option */.c$('--archive <format...>', 'the same').conflicts('sourceArchives').hideHelp())
        .option('--prerelease', 'with latest: prereleases count as well')
        .option('--outfile <file>', 'where the one asset goes (default: below the output folder)')
        .action((release, values) => {
        const { assets, sourceArchives, archive, ...rest } = values;
        const inputs = {
            ...{ release, ...linesIn('assets', assets) },
            ...linesIn('source-archives', sourceArchives ?? archive)
        };
        found(invocationOf('pull', rest, { inputs }));
    });
    add('list', 'list the packages and their latest versions').action((values) => {
        found(invocationOf('list', values));
    });
    add('list-versions <pkg>', 'list the versions of a package, newest first').action((pkg, values) => {
        found({ ...invocationOf('list', values, { packages: [{ pkg }] }), listVersions: true });
    });
}
function addCare(add, found) {
    const projects = (values) => {
        const named = values['project'];
        return Array.isArray(named) ? { packages: named.map((pkg) => ({ pkg: String(pkg) })) } : {};
    };
    add('check', 'look for what is missing or changed')
        .option('--project <pkg...>', 'only these packages')
        .option('--deep', 'read every artifact and compare its digest')
        .action((values) => {
        found(invocationOf('check', values, projects(values)));
    });
    withBaseUrl(add('reindex', 'bring the records in line with what is stored'))
        .option('--project <pkg...>', 'only these packages')
        .option('--full', 'look again also at what has not changed (not for tycho)')
        .option('--source <repository...>', 'enter what lies on the releases of github://OWNER/REPO, and leave it there (python)')
        .action((values) => {
        const { source } = values;
        const inputs = Array.isArray(source) ? { source: source.map(String).join('\n') } : {};
        found(invocationOf('reindex', { ...values, source: undefined }, { ...projects(values), inputs }));
    });
    add('remove <pkg> [version]', 'remove a version, or all but the newest with --keep')
        .option('--keep <n>', 'keep the newest N versions, and the latest')
        .action((pkg, version, values) => {
        found(invocationOf('remove', values, { packages: [{ pkg, version }] }));
    });
}
/** An input that has a value a line. */
function linesIn(name, values) {
    return Array.isArray(values) ? { [name]: values.map(String).join('\n') } : {};
}
function withPulling(command) {
    return withFolder(command)
        .option('--python-version <version>', 'only files for this Python: 3.12 (python)')
        .option('--platform <platform>', 'only files for this platform: linux_x86_64 (python)');
}
function withFolder(command) {
    return command
        .option('--path <folder>', 'the output folder (default: tycho_packages)')
        .option('--lockfile <file>', 'exact versions and digests')
        .option('--update-lock', 'resolve everything anew and rewrite the lockfile')
        .option('--force', 'fetch also what is in place already')
        .option('--extract', 'unpack tar and zip archives (not for python)');
}
function withCommon(command) {
    return command
        .optionsGroup('Where the registry is:')
        .option('--registry <format>', 'tycho, or python (default: tycho; upload and yank mean python)')
        .option('--store <store>', 's3://bucket[/prefix], github://owner/repo or file:folder (default: .tychoreg.json, else file:.registry)')
        .addOption(new esm/* Option */.c$('--bucket <bucket>', 'the same as --store s3://BUCKET').conflicts('store'))
        .option('--prefix <prefix>', 'where under the store the registry lies (default: none; python: simple)')
        .option('--config <file>', "Tycho Station's configuration (default: .tychoreg.json)")
        .option('--region <region>', 'the region of the bucket')
        .option('--endpoint-url <url>', 'the address of an S3 service other than AWS')
        .option('--profile <profile>', 'a profile of the shared AWS configuration')
        .option('--s3-put-args <json>', 'what is sent with everything that is written')
        .option('--token <token>', 'access to GitHub (default: GITHUB_TOKEN or GH_TOKEN)')
        .option('--tag <template>', 'the tag of a GitHub release (default: {package}-{version})')
        .option('--branch <branch>', 'the branch of the records on GitHub (default: registry)')
        .optionsGroup('How it goes:')
        .option('--dry-run', 'say what would be written, and write nothing')
        .option('--allow-races', 'go on with a store that ignores write preconditions')
        .option('--json', 'print one JSON document on stdout, everything else on stderr')
        .option('--quiet', 'say nothing but warnings and errors')
        .option('--verbose', 'say what helps to find a cause')
        .optionsGroup(OWN_OPTIONS);
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


/***/ })

};
