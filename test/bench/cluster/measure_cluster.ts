import {findObstacle, startOwnCluster} from '../../cluster/cluster.ts';
import {LONG_ENOUGH} from '../../cluster/mover.ts';
import {createInstallation} from '../../cluster/installation.ts';
import type {Figure} from '../figure.ts';
import {measureRollout} from './measure_rollout.ts';

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
        const installation = await createInstallation(cluster, {
            namespace: 'rollout',
            name: 'mm',
            password: 'a-password-that-is-long-enough',
            replicas: 2,
            spec: {
                // Where the agent finds the FIPS image: it asks the registry of an image itself.
                image: `${cluster.registry.host}/mattermost/mattermost-enterprise-edition`,
                mattermostEnv: [LONG_ENOUGH],
            },
        });
        try {
            yield* measureRollout(cluster, installation, scale);
        } finally {
            await installation.operator.stop();
        }
    } finally {
        await cluster.stop();
    }
}
