import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ReadinessReport} from '@fips-readiness/core';
import {runAgent} from '../agent/run_agent.ts';
import {listObjects, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {makeFleet} from './fleet.ts';
import type {Fleet} from './fleet.ts';
import {grantReading} from './grant.ts';
import {createInstallation} from './installation.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {isNodeReady} from './node.ts';

const SIZE = 12;
const PODS_EACH = 5;
const NAMESPACE = 'fleet-model';

describe('a fleet whose pods KWOK runs', () => {
    let cluster: Cluster;
    let model: Installation;
    let fleet: Fleet;
    let folder: string;
    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'cluster-fleet-'));
        cluster = await startCluster();
        model = await createInstallation(cluster, {
            namespace: NAMESPACE,
            name: 'mm',
            password: 'a-password-that-is-long-enough',
            replicas: 2,
            // Where the agent finds the FIPS image: it asks the registry of an image itself.
            spec: {image: `${cluster.registry.host}/mattermost/mattermost-enterprise-edition`},
        });
        fleet = await makeFleet(cluster, model, SIZE);
        await grantReading(cluster.api);
    }, COLD_START_MS);
    afterAll(async () => {
        await fleet.remove();
        await model.remove();
        await cluster.stop();
        await rm(folder, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    test(
        'the node is ready, and its lease is KWOK’s',
        async () => {
            expect(await isNodeReady(cluster.api, fleet.node)).toBe(true);
            const lease = {kind: 'leases', namespace: 'kube-node-lease', name: fleet.node} as const;
            expect((await readObject<Lease>(cluster.api, lease))?.spec.renewTime).toBeDefined();
            const node = await readObject<Node>(cluster.api, {kind: 'nodes', name: fleet.node});
            expect(node?.status.nodeInfo.kubeletVersion).toMatch(/^kwok-/);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'every pod belongs to a Deployment and is ready; servers have the addresses of those that run',
        async () => {
            const models = await listObjects<Pod>(cluster.api, {kind: 'pods', namespace: NAMESPACE}, 'app=mattermost');
            const addresses = models.map(({status}) => status.podIP);
            const pods = (await listObjects<Pod>(cluster.api, {kind: 'pods'})).filter(
                ({spec}) => spec.nodeName === fleet.node,
            );
            expect(pods).toHaveLength(SIZE * PODS_EACH);
            for (const {metadata, status} of pods) {
                expect(metadata.ownerReferences).toMatchObject([{kind: 'ReplicaSet'}]);
                expect(status.phase).toBe('Running');
                expect(status.conditions).toContainEqual(expect.objectContaining({type: 'Ready', status: 'True'}));
            }
            const servers = pods.filter(({metadata}) => metadata.labels?.['app'] === 'mattermost');
            expect(servers).toHaveLength(SIZE * models.length);
            expect(new Set(servers.map(({status}) => status.podIP))).toEqual(new Set(addresses));
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'a check of the whole cluster has a line for each, and knows of each what it knows of the one they are copied from',
        async () => {
            const file = join(folder, 'kubeconfig');
            await cluster.writeKubeconfig(file, {user: 'vera'});
            const {stdout} = await runAgent(
                ['check', '--all-namespaces', '--context', cluster.context, '--format', 'json'],
                {HOME: folder, KUBECONFIG: file, STATE_DIR: join(folder, 'state')},
            );
            const rows = JSON.parse(stdout) as readonly Row[];
            const list = (namespace: string) => rows.filter((row) => row.namespace === namespace).map(listUnknown);
            const [unknown] = list(NAMESPACE);
            // The servers' database was asked.
            expect(unknown).not.toContain('database_version');
            for (const namespace of fleet.namespaces) {
                expect([namespace, ...list(namespace)]).toEqual([namespace, unknown]);
            }
        },
        LANE_TIMEOUT_MS,
    );
});

/** The checks that nothing could be said of. */
function listUnknown({report}: Row): readonly string[] | undefined {
    return report?.results.filter(({state}) => state === 'unknown').map(({check}) => check);
}

type Row = {readonly namespace: string; readonly report: ReadinessReport | null};

type Lease = KubernetesObject & {readonly spec: {readonly renewTime?: string}};

type Node = KubernetesObject & {readonly status: {readonly nodeInfo: {readonly kubeletVersion: string}}};

type Pod = KubernetesObject & {
    readonly spec: {readonly nodeName?: string};
    readonly status: {
        readonly phase: string;
        readonly podIP?: string;
        readonly conditions: readonly object[];
    };
};
