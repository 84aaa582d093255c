import {createObject, listObjects, mergeObject, printPath, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject, Place} from '../kubernetes_client/objects.ts';
import type {Cluster} from './cluster.ts';
import type {Installation} from './installation.ts';
import {PAUSE_IMAGE} from './node_config.ts';

/** Many installations that are objects and no processes. Each has a namespace of its own, five pods in it, two of them servers. */
export type Fleet = {
    /** Selects what a check reads of them: resources, Deployments, Secrets, and the servers' pods. */
    readonly selector: string;
    readonly close: () => void;
};

type Whole = KubernetesObject & {
    readonly spec?: Readonly<Record<string, unknown>>;
    readonly data?: object;
    readonly status?: object;
};

const NODE = 'fleet';
const LABELS = {fleet: 'installation'};
const OTHER_PODS = 3;
const AT_ONCE = 50;
/** Well below the 40 seconds after which a node counts as lost. */
const HEARTBEAT_MS = 10_000;

/**
 * Copies an installation so many times, status included. Its pods keep their addresses, so that whoever asks one of the fleet asks a
 * server and a database that run.
 */
export async function makeFleet(cluster: Cluster, {namespace, name}: Installation, size: number): Promise<Fleet> {
    const {api} = cluster;
    const read = async (place: Place): Promise<Whole> => {
        const object = await readObject<Whole>(api, place);
        if (!object) {
            throw new Error(`${printPath(place)} is missing.`);
        }
        return object;
    };
    const resource = await read({kind: 'mattermosts', namespace, name});
    const deployment = await read({kind: 'deployments', namespace, name});
    const secret = await read({kind: 'secrets', namespace, name: 'db'});
    const servers = await listObjects<Whole>(api, {kind: 'pods', namespace}, 'app=mattermost');
    const close = await startHeartbeat(cluster);
    const other = {spec: {containers: [{name: 'other', image: PAUSE_IMAGE}]}, status: {phase: 'Running'}};

    const put = async (place: Place, {metadata, spec, data, status}: Partial<Whole>): Promise<void> => {
        const {kind, namespace: space = ''} = place;
        const labels = {...metadata?.labels, ...(metadata && LABELS)};
        const header =
            kind === 'mattermosts' ? {apiVersion: 'installation.mattermost.com/v1beta1', kind: 'Mattermost'} : {};
        const object = {...header, metadata: {name: place.name, labels}, ...(spec && {spec}), ...(data && {data})};
        await createObject(api, {kind, namespace: space}, object);
        if (status) {
            await mergeObject(api, {...place, subresource: 'status'}, {status});
        }
    };
    const makeInstallation = async (number: number): Promise<void> => {
        const space = `fleet-${number}`;
        await createObject(api, {kind: 'namespaces'}, {metadata: {name: space}});
        // Without it no pod is let in; the controllers make it too, in their time.
        const account = {kind: 'serviceaccounts', namespace: space} as const;
        await api({method: 'POST', path: printPath(account), body: {metadata: {name: 'default'}}});
        await put({kind: 'secrets', namespace: space, name: 'db'}, secret);
        await put({kind: 'mattermosts', namespace: space, name}, resource);
        // A paused one makes no pods of its own.
        await put(
            {kind: 'deployments', namespace: space, name},
            {...deployment, spec: {...deployment.spec, paused: true}},
        );
        const pods = [...servers, ...Array.from({length: OTHER_PODS}, () => other)];
        for (const [index, pod] of pods.entries()) {
            const place = {kind: 'pods', namespace: space, name: `pod-${index}`} as const;
            await put(place, {...pod, spec: {...pod.spec, nodeName: NODE}});
        }
    };
    let next = 0;
    const work = async (): Promise<void> => {
        while (next < size) {
            next += 1;
            await makeInstallation(next);
        }
    };
    try {
        await Promise.all(Array.from({length: AT_ONCE}, work));
    } catch (error) {
        close();
        throw error;
    }
    return {selector: 'fleet=installation', close};
}

/** A node that says it is well, and takes no pod that is not given to it: pods of a node that is missing or silent are removed. */
async function startHeartbeat({api}: Cluster): Promise<() => void> {
    const [real] = await listObjects<Whole>(api, {kind: 'nodes'});
    await createObject(api, {kind: 'nodes'}, {metadata: {name: NODE}, spec: {unschedulable: true}});
    await mergeObject(api, {kind: 'nodes', name: NODE, subresource: 'status'}, {status: real?.status});
    const namespace = 'kube-node-lease';
    const renew = () => ({spec: {holderIdentity: NODE, leaseDurationSeconds: 40, renewTime: microseconds(new Date())}});
    await createObject(api, {kind: 'leases', namespace}, {metadata: {name: NODE}, ...renew()});
    const timer = setInterval(() => {
        // The next one is in time.
        mergeObject(api, {kind: 'leases', namespace, name: NODE}, renew()).catch(() => undefined);
    }, HEARTBEAT_MS);
    return () => clearInterval(timer);
}

/** As `MicroTime` has to be written. */
function microseconds(time: Date): string {
    return time.toISOString().replace('Z', '000Z');
}
