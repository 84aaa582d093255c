import type {Facts} from '@fips-readiness/core';
import type {Deployment, Driver} from '../port/driver.ts';
import {makeDrivers} from '../drivers/registry.ts';
import {findDeployment} from '../port/find_deployment.ts';
import {gatherFacts} from '../facts/gather_facts.ts';
import type {ImageReading} from '../facts/prepackaged_facts.ts';
import {findOwnDump} from '../journal/find_own_dump.ts';
import {fetchRuns} from '../journal/run_store.ts';
import {readSettings} from '../settings/read_settings.ts';
import type {SettingsRead} from '../settings/read_settings.ts';
import type {Settings} from '../settings/settings.ts';
import {trustAuthority} from '../settings/trust_authority.ts';

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
    readonly kubeconfig?: string;
    readonly context?: string;
    readonly namespace?: string;
    readonly name?: string;
};

/** Where the agent was started. */
export type Surroundings = {
    readonly env: NodeJS.ProcessEnv;
    readonly now: () => Date;
    /** The id of the user, where the system has such ids. */
    readonly uid?: number | undefined;
};

/** What a command works with: its settings, and the drivers it may ask. */
export type Agent = SettingsRead & {readonly drivers: readonly Driver[]};

/** Reads the settings and makes the drivers; nothing is connected yet. */
export async function openAgent({env, uid}: Omit<Surroundings, 'now'>, options: GlobalOptions): Promise<Agent> {
    const read = await readSettings({file: options.settings, env, uid, options: toSettings(options)});
    if (read.settings.CA_FILE !== undefined) {
        await trustAuthority(read.settings.CA_FILE);
    }
    return {...read, drivers: makeDrivers(read.settings, env)};
}

/** The drivers that may be asked: the pinned one, else those of the platform that is named, else every one. */
export function findAskedDrivers({drivers, settings}: Pick<Agent, 'drivers' | 'settings'>): readonly Driver[] {
    const named = drivers.filter(({isNamed}) => isNamed);
    return (named.length > 0 ? named : drivers).filter(
        ({kind}) => settings.DEPLOYMENT === undefined || kind === settings.DEPLOYMENT,
    );
}

/** The deployment this agent manages. What was opened to reach it closes with `until`. Throws FipsError with every driver's reason. */
export function openDeployment(agent: Pick<Agent, 'drivers' | 'settings'>, until?: AbortSignal): Promise<Deployment> {
    return findDeployment(findAskedDrivers(agent), until);
}

/** The same for as long as `use` takes: for whoever looks again and again. */
export async function lendDeployment<T>(
    agent: Pick<Agent, 'drivers' | 'settings'>,
    use: (deployment: Deployment) => Promise<T>,
): Promise<T> {
    const over = new AbortController();
    try {
        return await use(await openDeployment(agent, over.signal));
    } finally {
        over.abort();
    }
}

/** Everything a report or a plan starts from: settings, the deployment, and the facts the agent sees of it now. */
export type OpenFacts = {readonly agent: Agent; readonly deployment: Deployment; readonly facts: Facts};

/** Opens the deployment and looks at it; into images only where that was done before, or where the time is there. */
export async function openFacts(
    surroundings: Surroundings,
    options: GlobalOptions,
    images: ImageReading = 'known',
): Promise<OpenFacts> {
    const agent = await openAgent(surroundings, options);
    const deployment = await openDeployment(agent);
    return {agent, deployment, facts: await lookAt(agent.settings, deployment, images, surroundings.now)};
}

/** The facts of a deployment now, the agent's own dumps among them. */
export async function lookAt(
    settings: Settings,
    deployment: Deployment,
    images: ImageReading,
    now: () => Date,
): Promise<Facts> {
    const ownDump = await findOwnDump(await fetchRuns(settings.STATE_DIR), deployment.target);
    return gatherFacts({deployment, settings, images, ownDump, now});
}

/** The settings that options of the command line stand for. */
export function toSettings(options: GlobalOptions): Readonly<Partial<Record<keyof Settings, unknown>>> {
    return {
        DOCKER_HOST: options.dockerHost,
        PROJECT_DIR: options.projectDir,
        PROJECT_NAME: options.projectName,
        PROJECT_FILES: options.file,
        SERVICE: options.service,
        CONTAINER: options.container,
        COMPOSE_BINARY: options.composeBinary,
        KUBECONFIG: options.kubeconfig,
        KUBE_CONTEXT: options.context,
        KUBE_NAMESPACE: options.namespace,
        KUBE_RESOURCE: options.name,
    };
}
