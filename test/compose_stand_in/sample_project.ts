import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {SAMPLE_FILES, SAMPLE_FOLDER} from './sample_files.ts';
import {SampleRefusal} from './sample_refusal.ts';
import {getVariable, readSampleVariables} from './sample_variables.ts';

/** A service as `compose config --format json` prints it. */
export type ComposeService = {
    readonly command: null;
    readonly depends_on?: Readonly<Record<string, {readonly condition: string; readonly required: boolean}>>;
    readonly entrypoint: null;
    readonly environment: Readonly<Record<string, string>>;
    readonly image: string;
    readonly networks: {readonly default: null};
    readonly ports?: readonly {
        readonly mode: 'ingress';
        readonly target: number;
        readonly published: string;
        readonly protocol: 'tcp' | 'udp';
    }[];
    readonly read_only?: true;
    readonly restart: string;
    readonly security_opt: readonly string[];
    readonly tmpfs: readonly string[];
    readonly volumes: readonly {
        readonly type: 'bind';
        readonly source: string;
        readonly target: string;
        readonly bind: {readonly create_host_path: true};
    }[];
};

/** The sample project, resolved. */
export type SampleProject = {
    readonly name: string;
    readonly directory: string;
    readonly files: readonly string[];
    /** Named instead of the project's own `.env`; usually none. */
    readonly envFiles: readonly string[];
    readonly config: {
        readonly name: string;
        readonly networks: {readonly default: {readonly name: string; readonly ipam: object}};
        readonly services: Readonly<Record<SampleService, ComposeService>>;
    };
};

/** Its services, in the order they are started. */
export const SAMPLE_SERVICES = ['postgres', 'mattermost'] as const;
export type SampleService = (typeof SAMPLE_SERVICES)[number];

/** Where the sample's variables put the folders of the Mattermost container. */
const FOLDERS: readonly (readonly [variable: string, target: string])[] = [
    ['MATTERMOST_CONFIG_PATH', '/mattermost/config'],
    ['MATTERMOST_DATA_PATH', '/mattermost/data'],
    ['MATTERMOST_LOGS_PATH', '/mattermost/logs'],
    ['MATTERMOST_PLUGINS_PATH', '/mattermost/plugins'],
    ['MATTERMOST_CLIENT_PLUGINS_PATH', '/mattermost/client/plugins'],
    ['MATTERMOST_BLEVE_INDEXES_PATH', '/mattermost/bleve-indexes'],
];

/**
 * The sample project in `directory`, its `.env` (or the one env file named instead) read afresh. A table, not an interpolator:
 * throws SampleRefusal for files that are not the sample's own.
 */
export function readSampleProject(
    directory: string,
    name: string,
    files?: readonly string[],
    envFiles: readonly string[] = [],
): SampleProject {
    const expected = SAMPLE_FILES.map((file) => join(directory, file));
    const given = files?.map((file) => resolve(directory, file)) ?? expected;
    if (given.join('\n') !== expected.join('\n')) {
        throw new SampleRefusal(`The sample's files are ${SAMPLE_FILES.join(' and ')}, in this order.`);
    }
    for (const file of SAMPLE_FILES) {
        if (readBytes(join(directory, file))?.equals(readFileSync(join(SAMPLE_FOLDER, file))) !== true) {
            throw new SampleRefusal(`${join(directory, file)} is not the sample's own file.`);
        }
    }
    if (envFiles.length > 1) {
        throw new SampleRefusal('It reads one env file, not several.');
    }
    const envFile = resolve(directory, envFiles[0] ?? '.env');
    const variables = readSampleVariables(envFile);
    const get = (variable: string) => getVariable(variables, variable, envFile);
    const volume = (variable: string, target: string) =>
        ({type: 'bind', source: resolve(directory, get(variable)), target, bind: {create_host_path: true}}) as const;
    const pass = (...names: readonly string[]) =>
        Object.fromEntries(names.toSorted().map((variable) => [variable, get(variable)]));
    const common = {
        command: null,
        entrypoint: null,
        networks: {default: null},
        restart: get('RESTART_POLICY'),
        security_opt: ['no-new-privileges:true'],
    } as const;
    const port = (variable: string, target: number, protocol: 'tcp' | 'udp') =>
        ({mode: 'ingress', target, published: get(variable), protocol}) as const;
    const calls = Number(get('CALLS_PORT'));
    return {
        name,
        directory,
        files: expected,
        envFiles,
        config: {
            name,
            networks: {default: {name: `${name}_default`, ipam: {}}},
            services: {
                mattermost: {
                    ...common,
                    depends_on: {postgres: {condition: 'service_started', required: true}},
                    environment: pass(
                        'TZ',
                        'MM_SQLSETTINGS_DRIVERNAME',
                        'MM_SQLSETTINGS_DATASOURCE',
                        'MM_BLEVESETTINGS_INDEXDIR',
                        'MM_SERVICESETTINGS_SITEURL',
                    ),
                    image: `mattermost/${get('MATTERMOST_IMAGE')}:${get('MATTERMOST_IMAGE_TAG')}`,
                    ports: [
                        port('APP_PORT', 8065, 'tcp'),
                        port('CALLS_PORT', calls, 'udp'),
                        port('CALLS_PORT', calls, 'tcp'),
                    ],
                    ...(get('MATTERMOST_CONTAINER_READONLY') === 'true' ? {read_only: true} : {}),
                    tmpfs: ['/tmp'],
                    volumes: FOLDERS.map(([variable, target]) => volume(variable, target)),
                },
                postgres: {
                    ...common,
                    environment: pass('TZ', 'POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB'),
                    image: `postgres:${get('POSTGRES_IMAGE_TAG')}`,
                    read_only: true,
                    tmpfs: ['/tmp', '/var/run/postgresql'],
                    volumes: [volume('POSTGRES_DATA_PATH', '/var/lib/postgresql/data')],
                },
            },
        },
    };
}

/** What the `config-hash` label carries: it moves with every value of the service. Not the real Compose's number. */
export function hashService(service: ComposeService): string {
    return createHash('sha256').update(JSON.stringify(service)).digest('hex');
}

function readBytes(path: string): Buffer | undefined {
    try {
        return readFileSync(path);
    } catch {
        return undefined;
    }
}
