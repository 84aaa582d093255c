import {createHash} from 'node:crypto';
import {setTimeout as delay} from 'node:timers/promises';
import {isDeepStrictEqual} from 'node:util';
import {nameObject, putObject, removeOwned} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import type {Node} from './node.ts';
import {stepOwnPods} from './own_pods.ts';

type Labels = Readonly<Record<string, string>>;
type Template = {readonly metadata?: {readonly labels?: Labels}; readonly spec: PodSpec};
type PodSpec = {readonly containers: readonly {readonly name: string; readonly image: string}[]};
type Owned = {readonly spec: {readonly replicas?: number; readonly template: Template}; readonly status?: object};

const TURN_MS = 25;
/** What a server says last that does not come up; each text has a secret in it. */
const LAST_WORDS = {
    crashes: 'panic: runtime error: invalid memory address, connect with hunter2',
    refuses_configuration:
        'Error: failed to load configuration: Config.IsValid: model.config.is_valid.password_length.app_error, hunter2',
    refused_by_database: 'Error: failed to ping DB: pq: password authentication failed for user "mmuser" (hunter2)',
};

function failWith(message: string): {readonly terminated: object} {
    return {terminated: {exitCode: 1, reason: 'Error', message}};
}

/** Plays the controllers of Deployments and Jobs, the garbage collector, and the kubelet of one node, until `stop`. Each turn takes every pod one step further. */
export function startControllers(state: ClusterState, node: Node): {readonly stop: () => Promise<void>} {
    const ending = new AbortController();
    const run = async (): Promise<void> => {
        while (!ending.signal.aborted) {
            for (const object of ofKind(state, 'deployments')) {
                rollOut(state, node, object);
            }
            for (const object of ofKind(state, 'jobs')) {
                tryJob(state, node, object);
            }
            stepOwnPods(state, node);
            collectGarbage(state);
            await delay(TURN_MS, undefined, {signal: ending.signal}).catch(() => undefined);
        }
    };
    const running = run();
    return {
        stop: () => {
            ending.abort();
            return running;
        },
    };
}

/** What an operator made for a resource that was deleted meanwhile does not stay. */
function collectGarbage(state: ClusterState): void {
    const uids = new Set(ofKind(state, 'mattermosts').map(({metadata}) => metadata['uid']));
    removeOwned(state, ({kind, uid}) => kind === 'Mattermost' && !uids.has(uid));
}

/** One new pod more than wanted, and an old one less for each new one that is ready: maxSurge 1, maxUnavailable 0. */
function rollOut(state: ClusterState, node: Node, deployment: ClusterObject): void {
    const {spec} = deployment as ClusterObject & Owned;
    const replicas = spec.replicas ?? 1;
    const hash = createHash('sha256').update(JSON.stringify(spec.template)).digest('hex').slice(0, 10);
    const {name} = deployment.metadata;
    const pods = ofKind(state, 'pods').filter((pod) => isOwnedBy(pod, 'ReplicaSet', name));
    const news = pods.filter(({metadata}) => metadata.labels?.['pod-template-hash'] === hash);
    const olds = pods.filter((pod) => !news.includes(pod));
    const refused = news.length < replicas && node.refusesPods === true;
    if (news.length < replicas && pods.length <= replicas && !refused) {
        const made = makePod(deployment, spec.template, {
            kind: 'ReplicaSet',
            name: `${name}-${hash}`,
            number: state.version,
        });
        putObject(state, 'pods', {
            ...made,
            metadata: {...made.metadata, labels: {...made.metadata.labels, 'pod-template-hash': hash}},
        });
        state.version += 1;
    }
    for (const pod of news) {
        putObject(state, 'pods', step(state, node, pod));
    }
    const ready = news.filter(isReady);
    for (const old of olds.slice(0, Math.max(0, ready.length + olds.length - replicas))) {
        state.objects.delete(nameObject('pods', old.metadata.namespace ?? '', old.metadata.name));
        if (olds.length === 1) {
            node.onServing?.(imageOf(spec.template));
        }
    }
    putStatus(state, deployment, {
        observedGeneration: deployment.metadata['generation'],
        replicas: pods.length,
        updatedReplicas: news.length,
        readyReplicas: pods.filter(isReady).length,
        availableReplicas: pods.filter(isReady).length,
        conditions: refused
            ? [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota'}]
            : [],
    });
}

function tryJob(state: ClusterState, node: Node, job: ClusterObject): void {
    const {spec} = job as ClusterObject & Owned;
    const {name} = job.metadata;
    const pods = ofKind(state, 'pods').filter(
        (pod) => isOwnedBy(pod, 'Job', name) && ownerOf(pod)?.uid === job.metadata['uid'],
    );
    const phases = pods.map(phaseOf);
    if (phases.includes('Succeeded')) {
        const completionTime = (job['status'] as {readonly completionTime?: string} | undefined)?.completionTime;
        putStatus(state, job, {
            succeeded: 1,
            completionTime: completionTime ?? new Date().toISOString(),
            conditions: [{type: 'Complete', status: 'True'}],
        });
        return;
    }
    if (phases.every((phase) => phase === 'Failed')) {
        const owner = {kind: 'Job', name, number: state.version, uid: String(job.metadata['uid'])};
        putObject(state, 'pods', makePod(job, spec.template, owner));
        state.version += 1;
    }
    for (const pod of pods.filter((one) => phaseOf(one) !== 'Failed')) {
        putObject(state, 'pods', stepTry(state, node, pod));
    }
    putStatus(state, job, {active: 1, failed: phases.filter((phase) => phase === 'Failed').length});
}

function makePod(
    parent: ClusterObject,
    {metadata, spec}: Template,
    owner: {readonly kind: string; readonly name: string; readonly number: number; readonly uid?: string},
): ClusterObject {
    const {name, kind} = owner;
    const labels = {...metadata?.labels, ...(kind === 'Job' && {'job-name': name})};
    return {
        metadata: {
            name: `${name}-${owner.number}`,
            namespace: parent.metadata.namespace ?? '',
            uid: `pod-${name}-${owner.number}`,
            labels,
            ownerReferences: [{kind, name, ...(owner.uid !== undefined && {uid: owner.uid})}],
        },
        spec: {...spec, nodeName: 'node-1'},
        status: {phase: 'Pending', containerStatuses: []},
    };
}

/** Pending, then running, then ready; or what the image's fate is. */
function step(state: ClusterState, node: Node, pod: ClusterObject): ClusterObject {
    const reference = imageOf(pod as unknown as Template);
    const image = node.images.get(reference);
    if (!image) {
        return withStatus(pod, 'Pending', {waiting: {reason: 'ErrImagePull', message: 'not found'}});
    }
    const [status] = statusesOf(pod);
    const started = {state: {running: {startedAt: new Date().toISOString()}}, imageID: `docker.io/x@${image.id}`};
    if (!status?.state?.running && image.fate !== 'crashes') {
        if (node.startLog !== undefined) {
            state.logs.set(`${pod.metadata.namespace ?? ''}/${pod.metadata.name}`, node.startLog);
        }
        return withStatus(pod, 'Running', started.state, {imageID: started.imageID, ready: false});
    }
    switch (image.fate) {
        case 'crashes': {
            const restartCount = (status?.restartCount ?? 0) + 1;
            const lastState = failWith(LAST_WORDS.crashes);
            const {namespace = '', name} = pod.metadata;
            state.logs.set(`${namespace}/${name}`, `${LAST_WORDS.crashes}\n`);
            return withStatus(
                pod,
                'Running',
                {waiting: {reason: 'CrashLoopBackOff'}},
                {imageID: started.imageID, restartCount, lastState},
            );
        }
        case 'never_ready':
            return pod;
        default: {
            const startedAt = Date.parse(status?.state?.running?.startedAt ?? '');
            const ready = status?.ready === true || Date.now() - startedAt >= (node.startMs ?? 0);
            return withStatus(pod, 'Running', status?.state ?? {}, {imageID: started.imageID, ready});
        }
    }
}

function stepTry(state: ClusterState, node: Node, pod: ClusterObject): ClusterObject {
    const image = node.images.get(imageOf(pod as unknown as Template));
    if (!image) {
        return withStatus(pod, 'Pending', {waiting: {reason: 'ImagePullBackOff', message: 'not found'}});
    }
    switch (image.fate) {
        case 'refuses_configuration':
        case 'refused_by_database': {
            const {namespace = '', name} = pod.metadata;
            state.logs.set(`${namespace}/${name}`, `${LAST_WORDS[image.fate]}\n`);
            return withStatus(pod, 'Failed', failWith(LAST_WORDS[image.fate]), {imageID: image.id});
        }
        default:
            return withStatus(pod, 'Succeeded', {terminated: {exitCode: 0, reason: 'Completed'}}, {imageID: image.id});
    }
}

type Status = {
    readonly state?: {readonly running?: {readonly startedAt?: string}};
    readonly ready?: boolean;
    readonly restartCount?: number;
};

function withStatus(pod: ClusterObject, phase: string, now: object, more: object = {}): ClusterObject {
    const [before] = statusesOf(pod);
    const {spec} = pod as unknown as Template;
    const status = {
        name: spec.containers[0]?.name,
        restartCount: before?.restartCount ?? 0,
        lastState: {},
        ...more,
        state: now,
    };
    const isUp = 'ready' in more && more.ready === true;
    const conditions = [{type: 'Ready', status: isUp ? 'True' : 'False'}];
    return {...pod, status: {phase, podIP: '127.0.0.1', conditions, containerStatuses: [status]}};
}

function statusesOf(pod: ClusterObject): readonly Status[] {
    return (pod['status'] as {readonly containerStatuses?: readonly Status[]} | undefined)?.containerStatuses ?? [];
}

function isReady(pod: ClusterObject): boolean {
    return statusesOf(pod)[0]?.ready === true;
}

function phaseOf(pod: ClusterObject): string {
    return (pod['status'] as {readonly phase?: string}).phase ?? '';
}

function imageOf({spec}: Template): string {
    return spec.containers[0]?.image ?? '';
}

function ofKind(state: ClusterState, resource: string): readonly ClusterObject[] {
    return [...state.objects].filter(([key]) => key.startsWith(`${resource}/`)).map(([, object]) => object);
}

function ownerOf({
    metadata,
}: ClusterObject): {readonly kind: string; readonly name: string; readonly uid?: string} | undefined {
    return (metadata['ownerReferences'] as readonly {readonly kind: string; readonly name: string}[] | undefined)?.[0];
}

function isOwnedBy(pod: ClusterObject, kind: string, name: string): boolean {
    const owner = ownerOf(pod);
    return owner?.kind === kind && owner.name.replace(kind === 'Job' ? '' : /-[0-9a-f]{10}$/, '') === name;
}

function putStatus(state: ClusterState, object: ClusterObject, status: object): void {
    if (!isDeepStrictEqual(object['status'], status)) {
        state.version += 1;
        const metadata = {...object.metadata, resourceVersion: String(state.version)};
        const resource = object['kind'] === 'Job' ? 'jobs' : 'deployments';
        putObject(state, resource, {...object, metadata, status});
    }
}
