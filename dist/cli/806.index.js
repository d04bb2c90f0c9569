export const id = 806;
export const ids = [806];
export const modules = {

/***/ 6806:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readArguments: () => (/* binding */ readArguments)
/* harmony export */ });
/* harmony import */ var commander__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8179);

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
        if (!(error instanceof commander__WEBPACK_IMPORTED_MODULE_0__/* .CommanderError */ .b7))
            throw error;
        return { exitCode: error.exitCode === 0 ? 0 : 2 };
    }
    return invocation === undefined ? { exitCode: 2 } : { invocation };
}
function buildProgram(version, found) {
    const program = new commander__WEBPACK_IMPORTED_MODULE_0__/* .Command */ .uB('registry')
        .description('A package registry with no server to run: a bucket, or a folder, is the registry.')
        .version(version)
        .exitOverride()
        .enablePositionalOptions()
        .showHelpAfterError('(`registry COMMAND --help` shows what a command takes)')
        .showSuggestionAfterError();
    const add = (usage, description) => withCommon(program.command(usage).description(description));
    addWriting(add, found);
    addReading(add, found);
    addCare(add, found);
    return program;
}
function addWriting(add, found) {
    add('init <pkg> <filename>', 'create a package; FILENAME is the name a pulled file gets').action((pkg, filename, values) => {
        found(invocation('init', values, { package: pkg, 'local-name': filename }));
    });
    add('push <pkg> <version> <file>', 'publish a file as a version of a package')
        .option('--promote-latest', 'make it the latest')
        .addOption(new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$('--promote <when>', 'make it the latest: true, false, or if-newer').conflicts('promoteLatest'))
        .option('--local-name <filename>', "the name a pulled file gets, for a new package (default: the file's own)")
        .option('--if-exists <what>', 'same, skip, fail or overwrite (default: same)')
        .action((pkg, version, file, values) => {
        const promote = values['promoteLatest'] === true ? 'true' : values['promote'];
        found(invocation('push', { ...values, promote }, { package: pkg, version, files: file }));
    });
    add('promote <pkg> <version>', 'make a version the latest').action((pkg, version, values) => {
        found(invocation('promote', values, { package: pkg, version }));
    });
}
function addReading(add, found) {
    withPulling(add('pull <pkg>', 'fetch a package: the latest, or --version'))
        .option('--version <version>', 'a version or a range (default: latest)')
        .option('--outfile <file>', 'where the file goes (default: below the output folder)')
        .action((pkg, values) => {
        const version = values['version'];
        const packages = typeof version === 'string' ? `${pkg}@${version}` : pkg;
        found({
            ...invocation('pull', { ...values, version: undefined }, { packages }),
            outfile: textOf(values['outfile'])
        });
    });
    withPulling(add('pull-list <pkg...>', 'fetch several packages')).action((packages, values) => {
        found(invocation('pull', values, { packages: packages.join('\n') }));
    });
    add('list', 'list the packages and their latest versions').action((values) => {
        found(invocation('list', values, {}));
    });
    add('list-versions <pkg>', 'list the versions of a package, newest first').action((pkg, values) => {
        found({ ...invocation('list', values, { packages: pkg }), listVersions: true });
    });
}
function addCare(add, found) {
    const projects = (values) => {
        const named = values['project'];
        return Array.isArray(named) ? { packages: named.join('\n') } : {};
    };
    add('check', 'look for what is missing or changed')
        .option('--project <pkg...>', 'only these packages')
        .option('--deep', 'read every artifact and compare its digest')
        .action((values) => {
        found(invocation('check', values, projects(values)));
    });
    add('reindex', 'bring the records in line with what is stored')
        .option('--project <pkg...>', 'only these packages')
        .option('--full', 'look again also at what has not changed')
        .action((values) => {
        found(invocation('reindex', values, projects(values)));
    });
    add('remove <pkg> [version]', 'remove a version, or all but the newest with --keep')
        .option('--keep <n>', 'keep the newest N versions, and the latest')
        .action((pkg, version, values) => {
        found(invocation('remove', values, { packages: version === undefined ? pkg : `${pkg}@${version}` }));
    });
}
function withPulling(command) {
    return command
        .option('--path <folder>', 'the output folder (default: tycho_packages)')
        .option('--lockfile <file>', 'exact versions and digests')
        .option('--update-lock', 'resolve everything anew and rewrite the lockfile')
        .option('--force', 'fetch also what is in place already')
        .option('--extract', 'unpack tar and zip archives');
}
function withCommon(command) {
    return command
        .optionsGroup('Where the registry is:')
        .option('--registry <format>', 'the format (default: tycho)')
        .option('--store <store>', 's3://bucket[/prefix] or file:folder (default: .tychoreg.json, else file:.registry)')
        .addOption(new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$('--bucket <bucket>', 'the same as --store s3://BUCKET').conflicts('store'))
        .option('--prefix <prefix>', 'where under the store the registry lies')
        .option('--config <file>', "Tycho Station's configuration (default: .tychoreg.json)")
        .option('--region <region>', 'the region of the bucket')
        .option('--endpoint-url <url>', 'the address of an S3 service other than AWS')
        .option('--profile <profile>', 'a profile of the shared AWS configuration')
        .option('--s3-put-args <json>', 'what is sent with everything that is written')
        .optionsGroup('How it goes:')
        .option('--dry-run', 'say what would be written, and write nothing')
        .option('--allow-races', 'go on with a store that ignores write preconditions')
        .option('--json', 'print one JSON document on stdout, everything else on stderr')
        .option('--quiet', 'say nothing but warnings and errors')
        .option('--verbose', 'say what helps to find a cause');
}
/** Options that are no inputs of a mode. */
const OWN = new Set(['json', 'quiet', 'verbose', 'bucket', 'project', 'promoteLatest', 'outfile']);
function invocation(mode, values, named) {
    const inputs = new Map(Object.entries(named));
    for (const [key, value] of Object.entries(values)) {
        if (OWN.has(key) || value === undefined || value === false)
            continue;
        inputs.set(key.replace(/[A-Z0-9]+/g, dashed), value === true ? 'true' : (textOf(value) ?? ''));
    }
    const bucket = textOf(values['bucket']);
    if (bucket !== undefined)
        inputs.set('store', `s3://${bucket}`);
    const flag = (key) => values[key] === true;
    return {
        mode,
        inputs,
        outfile: undefined,
        listVersions: false,
        json: flag('json'),
        quiet: flag('quiet'),
        verbose: flag('verbose')
    };
}
/** `s3PutArgs` → `s3-put-args`: commander drops dashes in front of digits and letters alike. */
function dashed(letters, offset) {
    if (/^\d/.test(letters))
        return letters.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
    return `${offset === 0 ? '' : '-'}${letters.toLowerCase()}`;
}
function textOf(value) {
    return typeof value === 'string' ? value : undefined;
}


/***/ })

};
