import {findObstacle, startOwnCluster} from '../../cluster/cluster.ts';
import type {Cluster} from '../../cluster/cluster.ts';
import {makeFleet} from '../../cluster/fleet.ts';
import {createInstallation} from '../../cluster/installation.ts';
import type {Installation} from '../../cluster/installation.ts';
import {LONG_ENOUGH} from '../../cluster/mover.ts';
import type {Figure} from '../figure.ts';
import {installAgent} from './agent_in_pod.ts';
import {compareIdle} from './compare_idle.ts';
import {measureFleetCheck} from './measure_fleet_check.ts';
import {measureRollout} from './measure_rollout.ts';
import {watchIdle} from './watch_idle.ts';

/** How much is measured: fewer while a measure is written, all of it for the figures. */
export type ClusterScale = {readonly pairs: number; readonly installations: number};

/** What a real control plane and node are needed for: one cluster for all of it, gone afterwards. */
export async function* measureCluster(scale: ClusterScale): AsyncGenerator<Figure> {
    const obstacle = await findObstacle();
    if (obstacle !== undefined) {
        process.stdout.write(`NOT MEASURED: the figures of a cluster. ${obstacle}\n`);
        return;
    }
    const cluster = await startOwnCluster();
    try {
        const installation = await makeInstallation(cluster, 'rollout', 2);
        try {
            yield* measureRollout(cluster, installation, scale);
            yield* measureAtScale(cluster, installation, scale);
        } finally {
            await installation.operator.stop();
        }
    } finally {
        await cluster.stop();
    }
}

/** The agent in the cluster without and with a fleet around it, and a check of the fleet. */
async function* measureAtScale(
    cluster: Cluster,
    model: Installation,
    {installations}: ClusterScale,
): AsyncGenerator<Figure> {
    const installation = await makeInstallation(cluster, 'idle', 1);
    const agent = await installAgent(cluster, installation);
    try {
        const alone = await watchIdle(cluster, agent);
        const fleet = await makeFleet(cluster, model, installations);
        try {
            await agent.restart();
            const among = await watchIdle(cluster, agent);
            yield* compareIdle(alone, among, installations);
            yield* measureFleetCheck(cluster, fleet, installations);
        } finally {
            await fleet.stop();
        }
    } finally {
        await agent.close();
        await installation.operator.stop();
    }
}

function makeInstallation(cluster: Cluster, namespace: string, replicas: number): Promise<Installation> {
    return createInstallation(cluster, {
        namespace,
        name: 'mm',
        password: 'a-password-that-is-long-enough',
        replicas,
        spec: {
            // Where the agent finds the FIPS image: it asks the registry of an image itself.
            image: `${cluster.registry.host}/mattermost/mattermost-enterprise-edition`,
            mattermostEnv: [LONG_ENOUGH],
        },
    });
}
