import {spawn} from 'node:child_process';
import {access, constants, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import {FipsError, parseJson} from '@fips-readiness/core';
import {readErrorCode} from '../../../foreign_error.ts';
import {collectOutput} from '../../../collected_output.ts';
import type {Compose, ComposeCaller, ComposeProject, ComposeRun} from './compose.ts';
import {findEnvFileServices} from './env_file_services.ts';
import {openNamelessFile} from './nameless_file.ts';
import {resolveReferences} from './resolve_references.ts';
import {runProgram} from './run_program.ts';

const USUAL_TIMEOUT_MS = 120_000;
/** Compose's name for it, in place of a file: a resolved project holds secrets, and is written to no disk. */
const STANDARD_INPUT = '-';
const OUTPUT_LIMIT_BYTES = 32 * 1024 * 1024;
/** After standard input, output and error. */
const FIRST_DESCRIPTOR = 3;

/** Where the Compose v2 program usually lies: it is a program of its own as well as a plugin of `docker`. */
function candidates(env: Readonly<Record<string, string | undefined>>): readonly string[] {
    const home = env['HOME'] ?? homedir();
    const folders = [
        join(env['DOCKER_CONFIG'] ?? join(home, '.docker'), 'cli-plugins'),
        '/usr/local/lib/docker/cli-plugins',
        '/usr/local/libexec/docker/cli-plugins',
        '/usr/lib/docker/cli-plugins',
        '/usr/libexec/docker/cli-plugins',
    ];
    return folders.map((folder) => join(folder, 'docker-compose'));
}

/** The Compose v2 program: the one named in the settings, else the first found. Undefined where there is none. */
export async function findComposeBinary(
    named: string | undefined,
    env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
    for (const candidate of named === undefined ? candidates(env) : [named]) {
        const found = await access(candidate, constants.X_OK).then(
            () => true,
            () => false,
        );
        if (found) {
            return candidate;
        }
    }
    return undefined;
}

/**
 * The real Compose program, run as security.md rule 12 says: an emptied environment (variables set for the agent would
 * rewrite the deployment), explicit project, folder, files and env files, remote includes off, and an engine address equal to the
 * one the agent itself uses. Of the admin's own shell two folders are put back, and only where the files name them: PWD and HOME.
 * What only asks has a time limit; `up` has none.
 */
export function makeComposeCli(binary: string, dockerHost: string, timeoutMs: number = USUAL_TIMEOUT_MS): Compose {
    const withEnvironment = async <T>(
        caller: ComposeCaller | undefined,
        use: (env: NodeJS.ProcessEnv) => Promise<T>,
    ): Promise<T> => {
        const config = await mkdtemp(join(tmpdir(), 'fips-agent-docker-config-'));
        try {
            await writeFile(join(config, 'config.json'), '{}', {mode: 0o600});
            return await use({
                PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
                HOME: caller?.home ?? config,
                ...(caller && {PWD: caller.pwd}),
                DOCKER_HOST: dockerHost,
                DOCKER_CONFIG: config,
                COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false',
                COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false',
            });
        } finally {
            await rm(config, {recursive: true, force: true});
        }
    };
    const compose = (
        args: readonly string[],
        directory: string,
        caller?: ComposeCaller,
        input = '',
        descriptors: readonly number[] = [],
    ): Promise<string> =>
        withEnvironment(caller, async (env) => {
            const options = {env, input, timeoutMs, limitBytes: OUTPUT_LIMIT_BYTES, descriptors};
            const end = await runProgram(binary, args, options).catch((error: unknown) => {
                throw readStartFailure(error, directory);
            });
            if (end.killed) {
                throw new FipsError('compose_slow', {directory, seconds: timeoutMs / 1000});
            }
            if (end.exitCode !== 0) {
                throw readComplaint(end.stderr, directory);
            }
            return end.stdout;
        });
    const project = (pinned: ComposeProject): readonly string[] => [
        ...['--project-directory', pinned.directory, '--project-name', pinned.name],
        ...pinned.files.flatMap((file) => ['--file', file]),
        ...pinned.envFiles.flatMap((file) => ['--env-file', file]),
        ...pinned.profiles.flatMap((profile) => ['--profile', profile]),
    ];
    const ask = async (pinned: ComposeProject, args: readonly string[], input = ''): Promise<string> => {
        const texts = [...(pinned.texts ?? [])];
        const files = await Promise.all(texts.map(([, text]) => openNamelessFile(text)));
        const places = new Map(texts.map(([path], index) => [path, `/dev/fd/${FIRST_DESCRIPTOR + index}`]));
        const place = (path: string) => places.get(path) ?? path;
        const placed = {...pinned, files: pinned.files.map(place), envFiles: pinned.envFiles.map(place)};
        const descriptors = files.map(({fd}) => fd);
        try {
            return await compose([...project(placed), ...args], pinned.directory, pinned.caller, input, descriptors);
        } finally {
            await Promise.all(files.map((file) => file.close()));
        }
    };
    const fetchConfig = async (pinned: ComposeProject): Promise<unknown> => {
        const config = parseJson(await ask(pinned, ['config', '--format', 'json']));
        if (config === undefined) {
            throw new FipsError('compose_refuses', {
                directory: pinned.directory,
                problem: 'Its answer is not JSON: Compose 2.20 or newer is needed.',
            });
        }
        return config;
    };
    return {
        fetchVersion: async () => (await compose(['version', '--short'], '')).trim(),
        fetchConfig,
        fetchHashes: async (pinned, containers = new Map()) => {
            const hashes = readHashes(await ask(pinned, ['config', '--hash', '*']));
            const {config, services} = resolveReferences(await fetchConfig(pinned), containers);
            const texts = await Promise.all(
                pinned.files.map(
                    async (file) => pinned.texts?.get(file) ?? (await readFile(file, 'utf8').catch(() => '')),
                ),
            );
            const late = new Set([...findEnvFileServices(texts), ...services]);
            if (![...late].some((service) => hashes.has(service))) {
                return hashes;
            }
            // `config --hash` leaves env files and other services' containers unread, `up` reads them first: the resolved project
            // has the hash `up` gives. Normalized once more it would depend on a service by a container's id.
            const resolved = readHashes(
                await ask(
                    {...pinned, files: [STANDARD_INPUT], envFiles: [], texts: undefined},
                    ['config', '--no-normalize', '--hash', '*'],
                    JSON.stringify(config),
                ),
            );
            return new Map([...hashes].map(([name, hash]) => [name, (late.has(name) && resolved.get(name)) || hash]));
        },
        up: (pinned, service, {anew = false, alone = false} = {}) =>
            withEnvironment(pinned.caller, (env) => {
                const flags = [...(anew ? ['--force-recreate'] : []), ...(alone ? ['--no-deps'] : [])];
                const args = [...project(pinned), 'up', '--detach', '--pull', 'never', ...flags, service];
                return runToEnd(binary, args, env);
            }),
    };
}

/** One service a line: its name and its hash. */
function readHashes(output: string): ReadonlyMap<string, string> {
    return new Map(
        output.split('\n').flatMap((line) => {
            const [service, hash] = line.trim().split(/\s+/);
            return service && hash ? [[service, hash]] : [];
        }),
    );
}

/** A process group of its own: a signal meant for the agent must not end it between two containers. */
function runToEnd(binary: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<ComposeRun> {
    return new Promise((resolve, reject) => {
        const child = spawn(binary, args, {cwd: '/', env, detached: true, stdio: ['ignore', 'pipe', 'pipe']});
        const output = collectOutput(OUTPUT_LIMIT_BYTES);
        child.stdout.pipe(output.sink, {end: false});
        child.stderr.pipe(output.sink, {end: false});
        child.once('error', () => reject(new FipsError('compose_missing')));
        child.once('close', (code) => resolve({exitCode: code ?? -1, output: output.text()}));
    });
}

/** What compose complains of, in our own words: its own text may quote values of `.env` (security.md rule 16). */
const COMPLAINTS: readonly (readonly [RegExp, string])[] = [
    [/no such file|not found/i, 'A file it names does not exist.'],
    [/permission denied/i, 'A file may not be read by this user.'],
    [/yaml|mapping values|did not find expected/i, 'A file is not valid YAML.'],
    [/required variable|is missing a value/i, 'A variable that must be set is not set.'],
    [/invalid interpolation|invalid template/i, 'A value has an invalid ${…} expression.'],
    [/additional propert|must be a|validating/i, 'A file does not follow the Compose schema.'],
    [/unexpected character|failed to read .*env/i, 'An env file has a line compose cannot read.'],
];

function readStartFailure(error: unknown, directory: string): FipsError {
    const code = readErrorCode(error);
    return code === 'ENOENT' || code === 'EACCES' ? new FipsError('compose_missing') : readComplaint('', directory);
}

function readComplaint(text: string, directory: string): FipsError {
    const known = COMPLAINTS.find(([pattern]) => pattern.test(text));
    return new FipsError('compose_refuses', {directory, problem: known?.[1] ?? 'It gave no reason the agent knows.'});
}
