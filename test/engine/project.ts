import {randomBytes} from 'node:crypto';
import {access, chown, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';

import {runCommand} from './command.ts';
import type {CommandResult} from './command.ts';
import type {Engine} from './engine.ts';
import {withVariables} from './env_file.ts';
import {findFreePort} from './free_port.ts';
import {writeNginxFiles} from './nginx_files.ts';
import {makeProjectLayout} from './project_layout.ts';
import type {ImageSource} from './project_layout.ts';
import type {Registry} from './registry.ts';
import {makeRigFolder} from './rig_folder.ts';
import {waitForDatabase} from './wait_for_database.ts';
import {waitForSite} from './wait_for_site.ts';

export type ProjectOptions = {
    readonly engine: Engine;
    /** Give it to write images as `localhost:PORT/mattermost/…` instead of Docker Hub's `mattermost/…`. */
    readonly registry?: Registry;
    /** The project's folder; without it a fresh one that `remove` deletes. Its last part is the Compose project's name. */
    readonly root?: string;
    /** Default standard. */
    readonly variant?: 'standard' | 'fips';
    /** Default 11.7.2; the example's own 10.5.2 is "upgrade first". */
    readonly version?: string;
    /** Default `official_variables`. */
    readonly imageSource?: ImageSource;
    /** Database password: short is 10 bytes, long 40, `example` the 15 bytes of the official example. Default long. */
    readonly password?: 'short' | 'long' | 'example';
    /** Writes `.env` with Windows line ends. */
    readonly crlf?: boolean;
    /** How Compose learns its files: `-f` flags (as the official guide), or COMPOSE_FILE in `.env`. Default flags. */
    readonly fileSelection?: 'flags' | 'compose_file_variable';
    /** `nginx`: the official overlay with nginx in front, which alone publishes the site. Default none. */
    readonly frontProxy?: 'none' | 'nginx';
    /** Set last into `.env`; undefined takes a variable out. */
    readonly overrides?: Readonly<Record<string, string | undefined>>;
    /** For docker-compose.override.yml, beside what `imageSource` writes there. */
    readonly overrideText?: string;
};

export type Project = {
    readonly root: string;
    /** The Compose project's name. */
    readonly name: string;
    /** Names of the compose files, in order, relative to the root. */
    readonly files: readonly string[];
    readonly envPath: string;
    /** `http://127.0.0.1:PORT`, the published port; behind nginx `https`, and nginx's. */
    readonly baseUrl: string;
    /** nginx's self-signed certificate, where nginx is in front. */
    readonly caPath: string | undefined;
    /** For asserting that it appears in no output. */
    readonly databasePassword: string;
    /** Runs the real Compose in the project with this engine; a non-zero exit is a result. */
    compose(args: readonly string[]): Promise<CommandResult>;
    /** `up -d`, and waits until the database takes connections and the site answers its ping. */
    up(): Promise<void>;
    /** Full id of a service's container. */
    containerId(service: 'mattermost' | 'postgres' | 'nginx'): Promise<string>;
    /** `down` with its volumes; the folder stays. */
    down(): Promise<void>;
    /** `down`, and deletes the folder. */
    remove(): Promise<void>;
};

const SHARED_FIXTURE = join(import.meta.dirname, '../../../shared/fixtures/mattermost-docker');
const OWN_SAMPLE = join(import.meta.dirname, 'samples/mattermost-docker');
const BASE_FILE = 'docker-compose.yml';
const FRONT_FILES = {none: 'docker-compose.without-nginx.yml', nginx: 'docker-compose.nginx.yml'} as const;
const OVERRIDE_FILE = 'docker-compose.override.yml';
const IMAGE_NAMES = {standard: 'mattermost-enterprise-edition', fips: 'mattermost-enterprise-fips-edition'} as const;
const MATTERMOST_UID = 2000;
const MATTERMOST_FOLDERS = ['config', 'data', 'logs', 'plugins', 'client/plugins', 'bleve-indexes'];

async function findSample(): Promise<string> {
    return access(SHARED_FIXTURE).then(
        () => SHARED_FIXTURE,
        () => {
            process.stderr.write(
                'The official project (../shared/fixtures/mattermost-docker) is absent: using our own sample.\n',
            );
            return OWN_SAMPLE;
        },
    );
}

function makePassword(kind: 'short' | 'long' | 'example'): string | undefined {
    switch (kind) {
        case 'short':
            return randomBytes(5).toString('hex');
        case 'long':
            return randomBytes(20).toString('hex');
        case 'example':
            return undefined;
    }
}

/** The folders the containers write to, owned as the official guide says. */
async function makeVolumeFolders(root: string): Promise<void> {
    const base = join(root, 'volumes/app/mattermost');
    for (const name of ['', 'client', ...MATTERMOST_FOLDERS]) {
        await mkdir(join(base, name), {recursive: true});
        await chown(join(base, name), MATTERMOST_UID, MATTERMOST_UID);
    }
    await mkdir(join(root, 'volumes/db/var/lib/postgresql/data'), {recursive: true});
}

/** Writes the official Compose project into a fresh folder, with the stated differences and free ports on loopback. */
export async function makeOfficialProject(options: ProjectOptions): Promise<Project> {
    const {engine, registry, variant = 'standard', version = '11.7.2', imageSource = 'official_variables'} = options;
    const {password = 'long', crlf = false, fileSelection = 'flags', frontProxy = 'none', overrides = {}} = options;
    const parent = options.root === undefined ? await makeRigFolder('project') : undefined;
    const root = options.root ?? join(parent ?? '', 'mattermost-docker');
    const sample = await findSample();
    await makeVolumeFolders(root);

    const image = {
        prefix: registry === undefined ? 'mattermost/' : `${registry.host}/mattermost/`,
        name: IMAGE_NAMES[variant],
        tag: version,
    };
    const layout = makeProjectLayout(await readFile(join(sample, BASE_FILE), 'utf8'), imageSource, image);
    const frontFile = FRONT_FILES[frontProxy];
    await writeFile(join(root, BASE_FILE), layout.composeText);
    await writeFile(join(root, frontFile), await readFile(join(sample, frontFile)));
    const caPath = frontProxy === 'nginx' ? await writeNginxFiles(root) : undefined;
    const overrideText = [layout.overrideText, options.overrideText].filter((part) => part !== undefined).join('');
    if (overrideText !== '') {
        await writeFile(join(root, OVERRIDE_FILE), overrideText);
    }
    const files = [BASE_FILE, frontFile, ...(overrideText === '' ? [] : [OVERRIDE_FILE])];

    const port = await findFreePort();
    const chosenPassword = makePassword(password);
    const envText = withVariables(await readFile(join(sample, 'env.example'), 'utf8'), {
        POSTGRES_IMAGE_TAG: '14-alpine',
        ...(chosenPassword === undefined ? {} : {POSTGRES_PASSWORD: chosenPassword}),
        ...(frontProxy === 'nginx'
            ? {HTTPS_PORT: `127.0.0.1:${port}`, HTTP_PORT: `127.0.0.1:${await findFreePort()}`}
            : {APP_PORT: `127.0.0.1:${port}`}),
        CALLS_PORT: String(await findFreePort()),
        ...(fileSelection === 'flags' ? {} : {COMPOSE_FILE: files.join(':')}),
        ...layout.variables,
        ...overrides,
    });
    const envPath = join(root, '.env');
    await writeFile(envPath, crlf ? envText.replaceAll('\n', '\r\n') : envText, {mode: 0o600});
    const databasePassword = /^POSTGRES_PASSWORD=(.*)$/m.exec(envText)?.[1] ?? '';

    const fileFlags = fileSelection === 'flags' ? files.flatMap((file) => ['-f', file]) : [];
    const environment = {PATH: process.env['PATH'] ?? '', HOME: root, PWD: root, DOCKER_HOST: engine.dockerHost};
    const compose = (args: readonly string[]): Promise<CommandResult> =>
        runCommand(engine.composeBinary, [...fileFlags, ...args], {cwd: root, env: environment, timeoutMs: 300_000});
    const composeOrFail = async (args: readonly string[]): Promise<string> => {
        const {code, stdout, stderr} = await compose(args);
        if (code !== 0) {
            throw new Error(`docker compose ${args.join(' ')} ended with exit ${code}:\n${stderr.trim()}`);
        }
        return stdout;
    };
    const baseUrl = `${frontProxy === 'nginx' ? 'https' : 'http'}://127.0.0.1:${port}`;
    const containerId = async (service: string): Promise<string> =>
        (await composeOrFail(['ps', '--quiet', '--no-trunc', service])).trim();
    const down = async (): Promise<void> => {
        // Nothing of it is looked at afterwards: no container is waited for.
        await composeOrFail(['down', '--volumes', '--remove-orphans', '--timeout', '0']);
    };
    return {
        root,
        // Compose's own rule for a project without a name.
        name: basename(root)
            .toLowerCase()
            .replaceAll(/[^a-z0-9_-]/g, ''),
        files,
        envPath,
        baseUrl,
        caPath,
        databasePassword,
        compose,
        up: async () => {
            await composeOrFail(['up', '--detach', '--quiet-pull']);
            await waitForDatabase(engine, await containerId('postgres'));
            await waitForSite(baseUrl, caPath);
        },
        containerId,
        down,
        remove: async () => {
            await down();
            await rm(parent ?? root, {recursive: true, force: true});
        },
    };
}
