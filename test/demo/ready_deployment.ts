import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {runAgent} from '../agent/run_agent.ts';
import type {AgentRun} from '../agent/run_agent.ts';
import {findFreePort} from '../engine/free_port.ts';
import type {WorldOptions} from '../mattermost/world.ts';
import {makeDemoFolder} from './demo_folder.ts';
import {startSampleDeployment} from './sample_deployment.ts';
import type {SampleDeployment} from './sample_deployment.ts';

/** Long enough for the FIPS image. */
export const LONG_PASSWORD = 'a-password-that-is-long-enough';

/** A sample deployment that nothing keeps from moving, and an agent that may move it, over a folder of their own. */
export type ReadyDeployment = {
    readonly folder: string;
    readonly deployment: SampleDeployment;
    /** The real agent, with settings of the deployment's beneath the given ones. */
    readonly agent: (args: readonly string[], settings?: Readonly<Record<string, string>>) => Promise<AgentRun>;
    readonly close: () => Promise<void>;
};

/** Starts it; the database's password is the one thing that may stand in the way. */
export async function startReadyDeployment(
    databasePassword = LONG_PASSWORD,
    world: WorldOptions = {},
): Promise<ReadyDeployment> {
    const folder = await makeDemoFolder();
    const deployment = await startSampleDeployment({
        folder,
        port: await findFreePort(),
        variables: {POSTGRES_PASSWORD: databasePassword},
        world: {licence: 'enterprise', config: {PasswordSettings: {MinimumLength: 14}}, ...world},
        startMs: 100,
    });
    return {
        folder,
        deployment,
        agent: (args, settings = {}) =>
            runAgent(args, {
                ...deployment.agentEnvironment,
                MODE: 'swap',
                BACKUP: 'none',
                BACKUP_NONE_BECAUSE: 'a stand-in has nothing to lose',
                RESCUE_DIR: join(folder, 'rescue'),
                READY_SECONDS: '5',
                ...settings,
            }),
        close: async () => {
            await deployment.close();
            await rm(folder, {recursive: true, force: true});
        },
    };
}
