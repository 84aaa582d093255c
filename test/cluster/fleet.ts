import {
    createObject,
    deleteObject,
    listObjects,
    mergeObject,
    printPath,
    readObject,
} from '../kubernetes_client/objects.ts';
import type {KubernetesObject, Place} from '../kubernetes_client/objects.ts';
import type {ApiClient} from '../kubernetes_client/client.ts';
import type {Cluster} from './cluster.ts';
import type {Installation} from './installation.ts';
import {startKwokNode} from './kwok_node.ts';
import {POD_ADDRESS, POD_IMAGE_ID} from './kwok_stages.ts';
import {PAUSE_IMAGE} from './node_config.ts';
import {waitFor} from './wait_for.ts';

/** Many installations whose pods are run by KWOK. Each has a namespace of its own, five pods in it, two of them servers. */
export type Fleet = {
    /** Selects what a check reads of them: resources, Deployments, Secrets, and the servers' pods. */
    readonly selector: string;
    /** The node all their pods are on. */
    readonly node: string;
    readonly namespaces: readonly string[];
    /** Ends KWOK: the node is lost after a while. What is there goes with the cluster. */
    readonly stop: () => Promise<void>;
    /** Takes everything of the fleet out of a cluster that goes on. */
    readonly remove: () => Promise<void>;
};

type Whole = KubernetesObject & {
    readonly spec?: Readonly<Record<string, unknown>>;
    readonly data?: object;
    readonly status?: object;
};

type Deployment = KubernetesObject & {
    readonly spec: {
        readonly replicas: number;
        readonly template: {readonly metadata: {readonly labels?: object}; readonly spec: object};
    };
    readonly status?: {readonly availableReplicas?: number};
};

type Pod = KubernetesObject & {
    readonly status: {readonly podIP: string; readonly containerStatuses: readonly {readonly imageID: string}[]};
};

/** What is copied. */
type Model = {
    readonly resource: Whole;
    readonly secret: Whole;
    readonly deployment: Deployment;
    readonly servers: readonly Pod[];
};

const NODE = 'fleet';
const LABELS = {fleet: 'installation'};
const SERVERS = 2;
const AT_ONCE = 50;
/** For one installation, among as many as are made at once. */
const TIMEOUT_MS = 300_000;

/** What else runs in a namespace. */
const OTHER = {
    metadata: {name: 'other'},
    spec: {
        replicas: 3,
        selector: {matchLabels: {app: 'other'}},
        template: {
            metadata: {labels: {app: 'other'}},
            spec: {nodeName: NODE, containers: [{name: 'other', image: PAUSE_IMAGE}]},
        },
    },
};

/**
 * Copies an installation so many times; the controllers make its pods, KWOK runs them. Its servers have the address of one of the
 * installation's, so that whoever asks one of the fleet asks a server and a database that run. Waits until every pod is ready.
 */
export async function makeFleet(cluster: Cluster, installation: Installation, size: number): Promise<Fleet> {
    const {api} = cluster;
    const model = await readModel(api, installation);
    const namespaces = Array.from({length: size}, (_, index) => `fleet-${index + 1}`);
    const node = await startKwokNode(cluster, NODE);
    let next = 0;
    const work = async (): Promise<void> => {
        while (next < size) {
            const index = next;
            next += 1;
            await makeCopy(api, model, `fleet-${index + 1}`, model.servers[index % model.servers.length]);
        }
    };
    try {
        await Promise.all(Array.from({length: AT_ONCE}, work));
    } catch (error) {
        await node.stop();
        throw error;
    }
    return {
        selector: 'fleet=installation',
        node: NODE,
        namespaces,
        stop: () => node.stop(),
        remove: async () => {
            const places = namespaces.map((name) => ({kind: 'namespaces', name}) as const);
            await Promise.all(places.map((place) => deleteObject(api, place)));
            // A pod is gone when the kubelet says so, and that is KWOK.
            await waitFor('The fleet is gone', TIMEOUT_MS, async () => {
                const there = await Promise.all(places.map((place) => readObject(api, place)));
                return there.every((one) => one === undefined) ? true : undefined;
            });
            await deleteObject(api, {kind: 'nodes', name: NODE});
            await node.stop();
        },
    };
}

async function readModel(api: ApiClient, {namespace, name}: Installation): Promise<Model> {
    const read = async <T extends KubernetesObject>(place: Place): Promise<T> => {
        const object = await readObject<T>(api, place);
        if (!object) {
            throw new Error(`${printPath(place)} is missing.`);
        }
        return object;
    };
    return {
        resource: await read({kind: 'mattermosts', namespace, name}),
        secret: await read({kind: 'secrets', namespace, name: 'db'}),
        deployment: await read({kind: 'deployments', namespace, name}),
        servers: await listObjects<Pod>(api, {kind: 'pods', namespace}, 'app=mattermost'),
    };
}

async function makeCopy(api: ApiClient, model: Model, namespace: string, server: Pod | undefined): Promise<void> {
    const {resource, secret, deployment} = model;
    const head = ({metadata: {name, labels}}: KubernetesObject) => ({name, labels: {...labels, ...LABELS}});
    const put = (kind: Place['kind'], body: object) => createObject(api, {kind, namespace}, body);
    await createObject(api, {kind: 'namespaces'}, {metadata: {name: namespace}});
    // Without it no pod is let in; the controllers make it too, in their time.
    await api({
        method: 'POST',
        path: printPath({kind: 'serviceaccounts', namespace}),
        body: {metadata: {name: 'default'}},
    });
    await put('secrets', {metadata: head(secret), data: secret.data});
    await put('mattermosts', {
        apiVersion: 'installation.mattermost.com/v1beta1',
        kind: 'Mattermost',
        metadata: head(resource),
        spec: resource.spec,
    });
    // No operator looks after it.
    const {name} = resource.metadata;
    await mergeObject(api, {kind: 'mattermosts', namespace, name, subresource: 'status'}, {status: resource.status});
    await put('deployments', {metadata: head(deployment), spec: placeOnNode(deployment.spec, server)});
    await put('deployments', OTHER);
    await waitFor(`Every pod of ${namespace} is ready`, TIMEOUT_MS, async () => {
        const made = await listObjects<Deployment>(api, {kind: 'deployments', namespace});
        return made.every(({spec, status}) => status?.availableReplicas === spec.replicas) ? true : undefined;
    });
}

/** The same pods on KWOK's node, with the address and the image of a server that runs. */
function placeOnNode(spec: Deployment['spec'], server: Pod | undefined): object {
    const {metadata, spec: pod} = spec.template;
    const annotations = {
        [POD_ADDRESS]: server?.status.podIP,
        [POD_IMAGE_ID]: server?.status.containerStatuses[0]?.imageID,
    };
    return {
        ...spec,
        replicas: SERVERS,
        template: {
            metadata: {labels: {...metadata.labels, ...LABELS}, annotations},
            spec: {...pod, nodeName: NODE},
        },
    };
}
