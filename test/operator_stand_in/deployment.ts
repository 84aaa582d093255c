import {createHash} from 'node:crypto';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {makeEnvironment} from './environment.ts';
import {makeLabels, makeOwner, nameImage} from './resource.ts';
import type {Mattermost, Variable} from './resource.ts';

/** The container that runs the server. */
export const CONTAINER = 'mattermost';

export type Container = {
    readonly name: string;
    readonly image: string;
    readonly env?: readonly Variable[];
    readonly [other: string]: unknown;
};

export type PodSpec = {readonly containers: readonly Container[]; readonly [other: string]: unknown};

export type Deployment = KubernetesObject & {
    readonly spec: {
        readonly replicas?: number;
        readonly template: {readonly metadata: object; readonly spec: PodSpec};
        readonly [other: string]: unknown;
    };
    readonly status?: {readonly observedGeneration?: number; readonly replicas?: number};
};

/** Says what the operator applied last, so that it does not apply it again. */
const LAST_APPLIED = 'mattermost.com/last-applied';

const PING = {httpGet: {path: '/api/v4/system/ping', port: 8065, scheme: 'HTTP'}, successThreshold: 1};
const LIVENESS = {...PING, initialDelaySeconds: 10, timeoutSeconds: 1, periodSeconds: 10, failureThreshold: 3};
const READINESS = {...PING, initialDelaySeconds: 10, timeoutSeconds: 1, periodSeconds: 5, failureThreshold: 6};

/** The Deployment a resource asks for, before its `resourcePatch`. */
export function makeDeployment(resource: Mattermost): Deployment {
    const {metadata, spec} = resource;
    const labels = makeLabels(metadata.name);
    const local = spec.fileStore?.local?.enabled === true;
    const data = {name: 'mattermost-data', persistentVolumeClaim: {claimName: metadata.name}};
    const server: Container = {
        name: CONTAINER,
        image: nameImage(resource),
        imagePullPolicy: spec.imagePullPolicy ?? 'IfNotPresent',
        command: ['mattermost'],
        env: makeEnvironment(resource),
        ports: [
            {name: 'app', containerPort: 8065},
            {name: 'metrics', containerPort: 8067},
        ],
        livenessProbe: {...LIVENESS, ...spec.probes?.livenessProbe},
        readinessProbe: {...READINESS, ...spec.probes?.readinessProbe},
        resources: spec.scheduling?.resources ?? {},
        terminationMessagePolicy: 'FallbackToLogsOnError',
        volumeMounts: [
            ...(spec.volumeMounts ?? []),
            ...(local ? [{name: data.name, mountPath: '/mattermost/data'}] : []),
        ],
    };
    const isRecreated = spec.deploymentTemplate?.deploymentStrategyType === 'Recreate';
    return {
        metadata: {name: metadata.name, namespace: metadata.namespace, labels, ownerReferences: makeOwner(resource)},
        spec: {
            replicas: spec.replicas ?? 1,
            revisionHistoryLimit: 5,
            selector: {matchLabels: labels},
            strategy: isRecreated
                ? {type: 'Recreate', rollingUpdate: null}
                : {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 0, maxSurge: 1}},
            template: {
                metadata: {labels},
                spec: {
                    initContainers: spec.podExtensions?.initContainers ?? null,
                    containers: [server, ...((spec.podExtensions?.sidecarContainers ?? []) as readonly Container[])],
                    imagePullSecrets: spec.imagePullSecrets ?? null,
                    volumes: [...(spec.volumes ?? []), ...(local ? [data] : [])],
                },
            },
        },
    };
}

/** The same Deployment, with a note of what it asks for. */
export function sign(deployment: Deployment): Deployment {
    const digest = createHash('sha256').update(JSON.stringify(deployment.spec)).digest('hex');
    return {...deployment, metadata: {...deployment.metadata, annotations: {[LAST_APPLIED]: digest}}};
}

/** Whether the operator applied exactly this before. */
export function isApplied(current: KubernetesObject, desired: KubernetesObject): boolean {
    return current.metadata.annotations?.[LAST_APPLIED] === desired.metadata.annotations?.[LAST_APPLIED];
}

/** The server's container in a pod, or in what pods are made from. */
export function findServer({containers}: PodSpec): Container | undefined {
    return containers.find(({name}) => name === CONTAINER);
}
