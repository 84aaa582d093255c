import {FipsError} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {makeComposeCli, findComposeBinary} from '../compose/compose_cli.ts';
import type {Compose} from '../compose/compose.ts';
import {makeComposeDriver} from '../drivers/compose/index.ts';
import {makeDockerDriver} from '../drivers/docker/index.ts';
import {findDeployment} from '../drivers/find_deployment.ts';
import type {Changer, Deployment, Driver} from '../drivers/driver.ts';
import {makeDockerEngine} from '../engine/docker_engine.ts';
import type {Engine, EngineInfo} from '../engine/engine.ts';
import {gatherFacts} from '../facts/gather_facts.ts';
import {readSettings} from '../settings/read_settings.ts';
import type {SettingsRead} from '../settings/read_settings.ts';
import {findOwnDump} from '../run/find_own_dump.ts';
import {fetchRuns} from '../run/run_store.ts';
import type {ImageReading} from '../facts/prepackaged_facts.ts';
import type {Settings} from '../settings/settings.ts';
import {trustAuthority} from '../settings/trust_authority.ts';
import type {Terminal} from './terminal.ts';

/** Options every command takes, as commander hands them over. */
export type GlobalOptions = {
    readonly settings?: string;
    readonly dockerHost?: string;
    readonly projectDir?: string;
    readonly projectName?: string;
    readonly file?: readonly string[];
    readonly service?: string;
    readonly container?: string;
    readonly composeBinary?: string;
};

/** What a command works with, opened step by step: settings first, the engine only by who needs it. */
export type Context = SettingsRead & {
    readonly engine: Engine;
    readonly openCompose: () => Promise<Compose | undefined>;
};

/** The engine's address where nothing names one. */
const DEFAULT_DOCKER_HOST = 'unix:///var/run/docker.sock';

/** Reads the settings and makes the engine; nothing is connected yet. */
export async function openContext(terminal: Pick<Terminal, 'env'>, options: GlobalOptions): Promise<Context> {
    const read = await readSettings({file: options.settings, env: terminal.env, options: fromOptions(options)});
    if (read.settings.CA_FILE !== undefined) {
        await trustAuthority(read.settings.CA_FILE);
    }
    const endpoint = read.settings.DOCKER_HOST ?? DEFAULT_DOCKER_HOST;
    return {
        ...read,
        engine: makeDockerEngine(endpoint, terminal.env, read.settings.ENGINE_SECONDS * 1000),
        openCompose: async () => {
            const binary = await findComposeBinary(read.settings.COMPOSE_BINARY, terminal.env);
            return binary === undefined
                ? undefined
                : makeComposeCli(binary, endpoint, read.settings.COMPOSE_SECONDS * 1000);
        },
    };
}

/** The deployment this agent looks after and the driver that fits. Throws FipsError with every driver's reason. */
export async function openDeployment(
    context: Context,
): Promise<{readonly driver: Driver; readonly deployment: Deployment; readonly info: EngineInfo}> {
    const {settings} = context;
    const {drivers, info} = await openDrivers(context);
    const wanted = drivers.filter((driver) => settings.DEPLOYMENT === undefined || driver.kind === settings.DEPLOYMENT);
    return {...(await findDeployment(wanted)), info};
}

/** The driver of a kind, for a deployment that may have lost its container: what a plan pins is enough to bring it back. */
async function openDriver(
    context: Context,
    kind: Driver['kind'],
): Promise<{readonly driver: Driver; readonly info: EngineInfo}> {
    const {drivers, info} = await openDrivers(context);
    const driver = drivers.find((one) => one.kind === kind);
    if (!driver) {
        throw new Error(`no driver of kind ${kind}`);
    }
    return {driver, info};
}

/** What changes a deployment of this kind. Throws FipsError `compose_missing` where its program is not here. */
export async function openChanger(
    context: Context,
    kind: Driver['kind'],
): Promise<{readonly changer: Changer; readonly info: EngineInfo}> {
    const {
        driver: {changer},
        info,
    } = await openDriver(context, kind);
    if (!changer) {
        throw new FipsError('compose_missing');
    }
    return {changer, info};
}

async function openDrivers(
    context: Context,
): Promise<{readonly drivers: readonly Driver[]; readonly info: EngineInfo}> {
    const {engine, settings} = context;
    const info = await engine.fetchInfo();
    return {
        info,
        drivers: [
            makeComposeDriver({engine, info, compose: await context.openCompose(), settings}),
            makeDockerDriver({engine, info, settings}),
        ],
    };
}

/** Everything a report or a plan starts from: settings, the deployment, and the facts the agent sees of it now. */
export type OpenFacts = Awaited<ReturnType<typeof openDeployment>> & {
    readonly context: Context;
    readonly facts: Facts;
};

/** Opens the deployment and looks at it; into images only where that was done before, or where the time is there. */
export async function openFacts(
    terminal: Pick<Terminal, 'env' | 'now'>,
    options: GlobalOptions,
    images: ImageReading = 'known',
): Promise<OpenFacts> {
    const context = await openContext(terminal, options);
    const found = await openDeployment(context);
    return {...found, context, facts: await lookAt(context, found, images, terminal.now)};
}

/** The facts of a deployment now, the agent's own dumps among them. */
export async function lookAt(
    context: Context,
    found: Awaited<ReturnType<typeof openDeployment>>,
    images: ImageReading,
    now: () => Date,
): Promise<Facts> {
    const {settings, engine} = context;
    const {deployment, driver, info} = found;
    const place = {container: deployment.container.name, engineId: info.id};
    const ownDump = await findOwnDump(await fetchRuns(settings.STATE_DIR), place);
    return gatherFacts({engine, driver, deployment, settings, images, ownDump, now});
}

function fromOptions(options: GlobalOptions): Readonly<Partial<Record<keyof Settings, unknown>>> {
    return {
        DOCKER_HOST: options.dockerHost,
        PROJECT_DIR: options.projectDir,
        PROJECT_NAME: options.projectName,
        PROJECT_FILES: options.file,
        SERVICE: options.service,
        CONTAINER: options.container,
        COMPOSE_BINARY: options.composeBinary,
    };
}
