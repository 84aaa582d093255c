import {nameObject, putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import type {Node} from './node.ts';

type Reference = {readonly name: string; readonly key: string};
type Variable = {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: {readonly secretKeyRef?: Reference; readonly configMapKeyRef?: Reference};
};
type Container = {
    readonly name: string;
    readonly image: string;
    readonly command?: readonly string[];
    readonly args?: readonly string[];
    readonly env?: readonly Variable[];
};
type Ended = {readonly exitCode: number; readonly reason: string};
type Status = {
    readonly name: string;
    readonly imageID?: string;
    readonly state: {readonly running?: object; readonly terminated?: Ended; readonly waiting?: object};
};
type PodSpec = {
    readonly initContainers?: readonly Container[];
    readonly containers: readonly Container[];
    readonly activeDeadlineSeconds?: number;
};

const CONTROLLERS = ['ReplicaSet', 'StatefulSet', 'Job'];

/** Takes every pod that no controller made one step further: its containers run one after the other, each to its end. */
export function stepOwnPods(state: ClusterState, node: Node): void {
    for (const [key, pod] of [...state.objects]) {
        const owners = (pod.metadata['ownerReferences'] ?? []) as readonly {readonly kind: string}[];
        const {phase} = (pod['status'] ?? {}) as {readonly phase?: string};
        const isOver = phase === 'Succeeded' || phase === 'Failed';
        if (key.startsWith('pods/') && !isOver && !owners.some(({kind}) => CONTROLLERS.includes(kind))) {
            putObject(state, 'pods', stepPod(state, node, pod));
        }
    }
}

function stepPod(state: ClusterState, node: Node, pod: ClusterObject): ClusterObject {
    const {initContainers = [], containers, activeDeadlineSeconds} = pod['spec'] as PodSpec;
    const {startTime, statuses: before} = readStatus(pod);
    const all = [...initContainers, ...containers];
    const statuses = all.map(
        ({name}) => before.find((one) => one.name === name) ?? {name, state: {waiting: {reason: 'PodInitializing'}}},
    );
    const index = statuses.findIndex((one) => one.state.terminated === undefined);
    const container = all[index];
    const begunAt = startTime ?? new Date().toISOString();
    if (container) {
        statuses[index] = stepContainer(state, node, pod, container, statuses[index]);
    }
    const isLate =
        activeDeadlineSeconds !== undefined && Date.now() - Date.parse(begunAt) > activeDeadlineSeconds * 1000;
    const failed = statuses.some((one) => (one.state.terminated?.exitCode ?? 0) !== 0);
    const isDone = statuses.every((one) => one.state.terminated !== undefined);
    return {
        ...pod,
        status: {
            phase: isLate || failed ? 'Failed' : isDone ? 'Succeeded' : startTime === undefined ? 'Pending' : 'Running',
            ...(isLate && {reason: 'DeadlineExceeded'}),
            startTime: begunAt,
            initContainerStatuses: statuses.slice(0, initContainers.length),
            containerStatuses: statuses.slice(initContainers.length),
        },
    };
}

function stepContainer(
    state: ClusterState,
    node: Node,
    {metadata: {namespace = '', name}}: ClusterObject,
    container: Container,
    before: Status | undefined,
): Status {
    const image = node.images.get(container.image);
    if (!image) {
        return {name: container.name, state: {waiting: {reason: 'ErrImagePull', message: 'not found'}}};
    }
    const imageID = `docker.io/x@${image.id}`;
    const [program = '', ...argv] = [...(container.command ?? []), ...(container.args ?? [])];
    const isServer = argv[0] === 'db';
    if (before?.state.running === undefined || (isServer && image.fate === 'never_ready')) {
        return {name: container.name, imageID, state: {running: {startedAt: new Date().toISOString()}}};
    }
    const run = node.programs?.(container.image)[program];
    const environment = (container.env ?? []).map((one) => `${one.name}=${readValue(state, namespace, one)}`);
    const crash = {exitCode: 2, stdout: '', stderr: 'panic: openssl: the self-test failed, connect with hunter2\n'};
    const result = image.fate === 'crashes' ? crash : run?.({argv, user: '', environment, readFile: () => undefined});
    state.logs.set(`${namespace}/${name}/${container.name}`, `${result?.stdout ?? ''}${result?.stderr ?? ''}`);
    const terminated = result
        ? {exitCode: result.exitCode, reason: result.exitCode === 0 ? 'Completed' : 'Error'}
        : {exitCode: 128, reason: 'StartError'};
    return {name: container.name, imageID, state: {terminated}};
}

/** As the kubelet reads it; nothing where there is no such key. */
function readValue({objects}: ClusterState, namespace: string, {value, valueFrom}: Variable): string {
    const {secretKeyRef, configMapKeyRef} = valueFrom ?? {};
    const read = (resource: string, {name, key}: Reference) =>
        (
            objects.get(nameObject(resource, namespace, name))?.['data'] as Readonly<Record<string, string>> | undefined
        )?.[key] ?? '';
    if (secretKeyRef) {
        return Buffer.from(read('secrets', secretKeyRef), 'base64').toString('utf8');
    }
    return configMapKeyRef ? read('configmaps', configMapKeyRef) : (value ?? '');
}

function readStatus({status}: ClusterObject): {
    readonly startTime: string | undefined;
    readonly statuses: readonly Status[];
} {
    const {
        startTime,
        initContainerStatuses = [],
        containerStatuses = [],
    } = (status ?? {}) as {
        readonly startTime?: string;
        readonly initContainerStatuses?: readonly Status[];
        readonly containerStatuses?: readonly Status[];
    };
    return {startTime, statuses: [...initContainerStatuses, ...containerStatuses]};
}
