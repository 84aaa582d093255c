import type {Cluster} from '../../cluster/cluster.ts';
import type {Installation} from '../../cluster/installation.ts';
import {waitFor} from '../../cluster/wait_for.ts';
import {listObjects, printPath, readObject} from '../../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../../kubernetes_client/objects.ts';

type Pod = KubernetesObject & {
    readonly spec: {readonly containers: readonly {readonly image: string}[]};
    readonly status?: {readonly containerStatuses?: readonly {readonly ready: boolean}[]};
};

type Deployment = KubernetesObject & {
    readonly spec: {readonly replicas: number};
    readonly status?: {
        readonly observedGeneration?: number;
        readonly replicas?: number;
        readonly updatedReplicas?: number;
    };
};

const TIMEOUT_MS = 240_000;

/** One patch of the image and nothing else, until every pod runs it and is ready. Gives how long that takes. */
export async function rollOutBare(cluster: Cluster, installation: Installation, image: string): Promise<number> {
    const {namespace, name} = installation;
    const startedAt = performance.now();
    const {status} = await cluster.api({
        method: 'PATCH',
        path: printPath({kind: 'mattermosts', namespace, name}),
        contentType: 'application/json-patch+json',
        body: [{op: 'replace', path: '/spec/image', value: image}],
    });
    if (status !== 200) {
        throw new Error(`The patch of the image was refused: ${status}.`);
    }
    await waitForRollout(cluster, installation, image);
    return performance.now() - startedAt;
}

async function waitForRollout({api}: Cluster, {namespace, name}: Installation, image: string): Promise<void> {
    const isOver = async (): Promise<true | undefined> => {
        const deployment = await readObject<Deployment>(api, {kind: 'deployments', namespace, name});
        const pods = (await listObjects<Pod>(api, {kind: 'pods', namespace}, 'app=mattermost')).filter(
            ({metadata}) => metadata.deletionTimestamp === undefined,
        );
        const replicas = deployment?.spec.replicas;
        const isNew = ({spec, status}: Pod) =>
            spec.containers[0]?.image.startsWith(`${image}:`) === true &&
            status?.containerStatuses?.[0]?.ready === true;
        return deployment?.status?.observedGeneration === deployment?.metadata.generation &&
            deployment?.status?.replicas === replicas &&
            deployment?.status?.updatedReplicas === replicas &&
            pods.length === replicas &&
            pods.every(isNew)
            ? true
            : undefined;
    };
    await waitFor(`Every pod runs ${image}`, TIMEOUT_MS, isOver);
}

/** What a swap of before leaves goes first: pods on their way out are still listed, and the operator may be at work. */
export async function waitUntilQuiet({api}: Cluster, installation: Installation): Promise<void> {
    const {namespace} = installation;
    await waitFor('Pods of before are gone', TIMEOUT_MS, async () => {
        const pods = await listObjects(api, {kind: 'pods', namespace}, 'app=mattermost');
        return pods.every(({metadata}) => metadata.deletionTimestamp === undefined) ? true : undefined;
    });
    await installation.waitForStatus(
        'The operator is through',
        ({state, observedGeneration}, {metadata}) => state === 'stable' && observedGeneration === metadata.generation,
    );
}
