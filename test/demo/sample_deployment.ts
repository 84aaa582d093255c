import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {writeComposeProgram} from '../compose_stand_in/compose_program.ts';
import {readSampleProject} from '../compose_stand_in/sample_project.ts';
import {writeSampleProject} from '../compose_stand_in/write_sample_project.ts';
import {addComposeProject} from '../engine_stand_in/add_compose_project.ts';
import type {Container} from '../engine_stand_in/container.ts';
import {makeDatabase} from '../engine_stand_in/database.ts';
import type {Database} from '../engine_stand_in/database.ts';
import {makeDatabasePrograms} from '../engine_stand_in/database_programs.ts';
import {addImage, makeEngineState} from '../engine_stand_in/engine_state.ts';
import {stopContainer} from '../engine_stand_in/lifecycle.ts';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {makeMattermostImage, makePostgresImage, publishRelease} from '../engine_stand_in/official_images.ts';
import {startPostgresServer} from '../engine_stand_in/postgres_server.ts';
import {makeRegistry} from '../engine_stand_in/registry.ts';
import {makeStoredPassword} from '../engine_stand_in/scram.ts';
import {startEngineStandIn} from '../engine_stand_in/server.ts';
import type {EngineStandIn} from '../engine_stand_in/server.ts';
import {makeDiskFileStore} from '../mattermost/container/disk_file_store.ts';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost, ServerOptions} from '../mattermost/server.ts';
import type {WorldOptions} from '../mattermost/world.ts';
import {makeMattermostService} from './mattermost_service.ts';
import type {StartKnobs} from './mattermost_service.ts';

export type DeploymentSetup = {
    /** An empty folder of its own, mode 0700; the caller removes it. */
    readonly folder: string;
    readonly port: number;
    /** Over the sample's `.env`; undefined takes a variable out. */
    readonly variables?: Readonly<Record<string, string | undefined>>;
    /** MM_* variables beside what the project passes on; a recreated container is without them. */
    readonly environment?: Readonly<Record<string, string>>;
    readonly world?: WorldOptions;
    readonly database?: Partial<Database>;
    readonly fallback?: ServerOptions['fallback'];
    /** How long a start and a pull take, in milliseconds. */
    readonly startMs?: number;
    readonly pullMs?: number;
};

/** A Mattermost, its engine and its Compose project, all stand-ins on this machine, and where the agent finds them. */
export type SampleDeployment = {
    readonly mattermost: Mattermost;
    readonly engine: EngineStandIn;
    readonly containers: ReadonlyMap<string, Container>;
    readonly projectDirectory: string;
    readonly knobs: StartKnobs;
    readonly database: Database;
    /** For asserting that it appears in no output. */
    readonly databasePassword: string;
    /** The agent's variables: engine, compose, the agent's own state. */
    readonly agentEnvironment: Readonly<Record<string, string>>;
    close(): Promise<void>;
};

const VERSION = '11.7.2';
const POSTGRES_TAG = '16-alpine';

/** Eleven bytes: fine for the standard build, too short for the FIPS build. */
function makeShortPassword(): string {
    return randomBytes(8).toString('hex').slice(0, 11);
}

/** Writes the sample project and starts the stand-ins that play it. */
export async function startSampleDeployment(setup: DeploymentSetup): Promise<SampleDeployment> {
    const {folder, port, startMs = 0, pullMs = 0} = setup;
    const projectDirectory = join(folder, 'mattermost-docker');
    const databasePassword = setup.variables?.['POSTGRES_PASSWORD'] ?? makeShortPassword();
    const database = makeDatabase({storedPassword: makeStoredPassword(databasePassword), ...setup.database});
    const postgres = await startPostgresServer(database);
    await writeSampleProject(projectDirectory, {
        MM_SQLSETTINGS_DATASOURCE: `postgres://\${POSTGRES_USER}:\${POSTGRES_PASSWORD}@postgres:${postgres.port}/\${POSTGRES_DB}?sslmode=disable&connect_timeout=10`,
        POSTGRES_IMAGE_TAG: POSTGRES_TAG,
        POSTGRES_PASSWORD: databasePassword,
        MATTERMOST_IMAGE_TAG: VERSION,
        APP_PORT: String(port),
        MM_SERVICESETTINGS_SITEURL: `http://127.0.0.1:${port}`,
        ...setup.variables,
    });
    const project = readSampleProject(projectDirectory, 'mattermost-docker');
    const {mattermost: service} = project.config.services;
    const mattermost = await startMattermost({
        version: VERSION,
        fileStore: makeDiskFileStore(join(projectDirectory, 'volumes/app/mattermost/data')),
        environment: {
            MM_SERVICESETTINGS_ENABLELOCALMODE: 'true',
            ...pickSettings(service.environment),
            ...setup.environment,
        },
        ...setup.world,
        port,
        ...(setup.fallback === undefined ? {} : {fallback: setup.fallback}),
    });
    try {
        const state = makeEngineState({host: 'ops-1', rootDirectory: folder}, {pullMs});
        const knobs: StartKnobs = {fipsFault: 'none', startMs};
        const makeImage = (variant: 'standard' | 'fips') => {
            const programs = makeMattermostPrograms(() => mattermost.world, variant);
            const image = makeMattermostImage(variant, VERSION, programs, {
                service: makeMattermostService(mattermost, variant, knobs),
            });
            // The stand-in server listens on this machine, at the port it was given.
            const listen = `MM_SERVICESETTINGS_LISTENADDRESS=:${mattermost.port}`;
            return {...image, environment: [...image.environment, listen]};
        };
        const images = {standard: makeImage('standard'), fips: makeImage('fips')};
        addImage(state, images.standard);
        const postgresService = {
            start: () => (database.isRunning = true),
            stop: () => (database.isRunning = false),
        };
        addImage(state, makePostgresImage(POSTGRES_TAG, makeDatabasePrograms(database), {service: postgresService}));
        const hub = makeRegistry({hidesMissing: true});
        publishRelease(hub, VERSION, images);
        state.registries.set('docker.io', hub);
        // That is where their containers are, whenever one is made.
        state.addresses.set('mattermost', '127.0.0.1').set('postgres', '127.0.0.1');
        const containers = addComposeProject(
            state,
            project,
            setup.environment && {mattermost: {environment: setup.environment}},
        );
        const engine = await startEngineStandIn({socketPath: join(folder, 'docker.sock'), state});
        return {
            mattermost,
            engine,
            containers,
            projectDirectory,
            knobs,
            database,
            databasePassword,
            agentEnvironment: {
                DOCKER_HOST: engine.dockerHost,
                COMPOSE_BINARY: await writeComposeProgram(folder),
                STATE_DIR: join(folder, 'state'),
                HOME: folder,
            },
            close: async () => {
                // A start under way would write into the folder after it was removed.
                state.containers.forEach((container) => stopContainer(state, container));
                await engine.close();
                await mattermost.close();
                await postgres.close();
            },
        };
    } catch (error) {
        await mattermost.close();
        await postgres.close();
        throw error;
    }
}

function pickSettings(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('MM_')));
}
