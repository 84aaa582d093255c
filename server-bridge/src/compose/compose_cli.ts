import {execFile, spawn} from 'node:child_process';
import {access, constants, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {FipsError, parseJson} from '@fips-readiness/core';
import {readErrorCode, readErrorOutput, wasEndedByUs} from '../foreign_error.ts';
import {collectOutput} from '../engine/collected_output.ts';
import type {Compose, ComposeProject, ComposeRun} from './compose.ts';
import {findEnvFileServices} from './env_file_services.ts';

const run = promisify(execFile);
const USUAL_TIMEOUT_MS = 120_000;
const OUTPUT_LIMIT_BYTES = 32 * 1024 * 1024;

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
 * rewrite the deployment), explicit project, folder, files and env files, remote includes off, and an engine address
 * equal to the one the agent itself uses. What only asks has a time limit; `up` has none.
 */
export function makeComposeCli(binary: string, dockerHost: string, timeoutMs: number = USUAL_TIMEOUT_MS): Compose {
    const withEnvironment = async <T>(use: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> => {
        const config = await mkdtemp(join(tmpdir(), 'fips-agent-docker-config-'));
        try {
            await writeFile(join(config, 'config.json'), '{}', {mode: 0o600});
            return await use({
                PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
                HOME: config,
                DOCKER_HOST: dockerHost,
                DOCKER_CONFIG: config,
                COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false',
                COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false',
            });
        } finally {
            await rm(config, {recursive: true, force: true});
        }
    };
    const compose = (args: readonly string[], directory: string): Promise<string> =>
        withEnvironment(async (env) => {
            try {
                return (await run(binary, args, {cwd: '/', timeout: timeoutMs, maxBuffer: OUTPUT_LIMIT_BYTES, env}))
                    .stdout;
            } catch (error) {
                throw readFailure(error, directory, timeoutMs);
            }
        });
    const project = (pinned: ComposeProject): readonly string[] => [
        ...['--project-directory', pinned.directory, '--project-name', pinned.name],
        ...pinned.files.flatMap((file) => ['--file', file]),
        ...pinned.envFiles.flatMap((file) => ['--env-file', file]),
        ...pinned.profiles.flatMap((profile) => ['--profile', profile]),
    ];
    const fetchHashes = async (flags: readonly string[], directory: string): Promise<ReadonlyMap<string, string>> => {
        const lines = (await compose([...flags, 'config', '--hash', '*'], directory)).split('\n');
        return new Map(
            lines.flatMap((line) => {
                const [service, hash] = line.trim().split(/\s+/);
                return service && hash ? [[service, hash]] : [];
            }),
        );
    };
    const withResolved = async <T>(pinned: ComposeProject, use: (file: string) => Promise<T>): Promise<T> => {
        const folder = await mkdtemp(join(tmpdir(), 'fips-agent-resolved-'));
        try {
            const file = join(folder, 'resolved.json');
            await writeFile(file, await compose([...project(pinned), 'config', '--format', 'json'], pinned.directory), {
                mode: 0o600,
            });
            return await use(file);
        } finally {
            await rm(folder, {recursive: true, force: true});
        }
    };
    return {
        fetchVersion: async () => (await compose(['version', '--short'], '')).trim(),
        fetchConfig: async (pinned) => {
            const config = parseJson(
                await compose([...project(pinned), 'config', '--format', 'json'], pinned.directory),
            );
            if (config === undefined) {
                throw new FipsError('compose_refuses', {
                    directory: pinned.directory,
                    problem: 'Its answer is not JSON: Compose 2.20 or newer is needed.',
                });
            }
            return config;
        },
        fetchHashes: async (pinned) => {
            const hashes = await fetchHashes(project(pinned), pinned.directory);
            const texts = await Promise.all(pinned.files.map((file) => readFile(file, 'utf8').catch(() => '')));
            const services = findEnvFileServices(texts);
            if (![...services].some((service) => hashes.has(service))) {
                return hashes;
            }
            // `config --hash` leaves env files unread, `up` reads them first: the resolved project has the hash `up` gives.
            const resolved = await withResolved(pinned, (file) =>
                fetchHashes(project({...pinned, files: [file], envFiles: []}), pinned.directory),
            );
            return new Map(
                [...hashes].map(([name, hash]) => [name, (services.has(name) && resolved.get(name)) || hash]),
            );
        },
        up: (pinned, service, {anew = false, alone = false} = {}) =>
            withEnvironment((env) => {
                const flags = [...(anew ? ['--force-recreate'] : []), ...(alone ? ['--no-deps'] : [])];
                const args = [...project(pinned), 'up', '--detach', '--pull', 'never', ...flags, service];
                return runToEnd(binary, args, env);
            }),
    };
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

function readFailure(error: unknown, directory: string, timeoutMs: number): FipsError {
    if (wasEndedByUs(error)) {
        return new FipsError('compose_slow', {directory, seconds: timeoutMs / 1000});
    }
    const code = readErrorCode(error);
    if (code === 'ENOENT' || code === 'EACCES') {
        return new FipsError('compose_missing');
    }
    const text = readErrorOutput(error);
    const known = COMPLAINTS.find(([pattern]) => pattern.test(text));
    return new FipsError('compose_refuses', {directory, problem: known?.[1] ?? 'It gave no reason the agent knows.'});
}
