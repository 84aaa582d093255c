import {EVERYTHING, makeClusterState, putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';

/** The tokens of a cluster's users. */
export const ADMIN_TOKEN = 'token-of-the-admin';
export const READER_TOKEN = 'token-of-a-reader';

/** The group of the operator's resource. */
export const GROUP = 'installation.mattermost.com';

/** What differs between installations. */
export type Installation = {
    readonly namespace: string;
    readonly name: string;
    readonly databaseUrl: string;
    readonly image?: string;
    readonly version?: string;
    readonly pods?: number;
    /** Variables besides those the operator sets. */
    readonly environment?: readonly object[];
    /** Where the pods are reached, and the port the server listens on. */
    readonly address?: string;
    readonly port?: number;
};

/** A cluster with one node, an admin who may do everything, and a reader who may look at pods and resources and no more. */
export function makeSampleCluster(installations: readonly Installation[]): ClusterState {
    const state = makeClusterState();
    putObject(state, 'namespaces', {metadata: {name: 'kube-system', uid: '5a9c0f5e-0000-4000-8000-000000000001'}});
    putObject(state, 'nodes', {metadata: {name: 'node-1'}, status: {nodeInfo: {architecture: 'amd64'}}});
    state.users.set(ADMIN_TOKEN, {name: 'maria', rules: [EVERYTHING]});
    state.users.set(READER_TOKEN, {
        name: 'rudi',
        rules: [
            {verbs: ['get', 'list'], group: GROUP, resources: ['mattermosts']},
            {verbs: ['get', 'list'], group: '', resources: ['pods']},
        ],
    });
    for (const installation of installations) {
        addInstallation(state, installation);
    }
    return state;
}

/** What the operator makes of one resource, as it was recorded: Secret, resource, Deployment and pods. */
export function addInstallation(state: ClusterState, installation: Installation): void {
    const {namespace, name, databaseUrl, pods = 1} = installation;
    putObject(state, 'secrets', {
        kind: 'Secret',
        apiVersion: 'v1',
        metadata: {name: 'db', namespace},
        data: {DB_CONNECTION_STRING: encode(databaseUrl), DB_CONNECTION_CHECK_URL: encode('http://db:5432')},
    });
    putObject(state, 'mattermosts', makeResource(installation));
    putObject(state, 'deployments', makeDeployment(installation));
    for (let index = 0; index < pods; index += 1) {
        putObject(state, 'pods', makePod(installation, index));
    }
    state.logs.set(`${namespace}/${name}-0`, '{"level":"info","msg":"Server is listening"}\n');
}

/** A value of a Secret. */
export function encode(text: string): string {
    return Buffer.from(text).toString('base64');
}

function makeResource({namespace, name, image, version, pods = 1}: Installation): ClusterObject {
    return {
        apiVersion: `${GROUP}/v1beta1`,
        kind: 'Mattermost',
        metadata: {name, namespace, uid: `resource-${namespace}-${name}`, generation: 1},
        spec: {
            image: image ?? 'mattermost/mattermost-enterprise-edition',
            version: version ?? '11.7.2',
            replicas: pods,
            database: {external: {secret: 'db'}},
        },
        status: {state: 'stable', replicas: pods, updatedReplicas: pods},
    };
}

function makeDeployment(installation: Installation): ClusterObject {
    const {namespace, name, pods = 1} = installation;
    const {metadata, spec} = makePod(installation, 0);
    const {labels = {}} = metadata;
    const owner = {apiVersion: `${GROUP}/v1beta1`, kind: 'Mattermost', name, uid: `resource-${namespace}-${name}`};
    return {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {name, namespace, uid: `deployment-${namespace}-${name}`, labels, ownerReferences: [owner]},
        spec: {
            replicas: pods,
            selector: {matchLabels: labels},
            strategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 0, maxSurge: 1}},
            template: {metadata: {labels}, spec},
        },
        status: {replicas: pods, updatedReplicas: pods, readyReplicas: pods},
    };
}

function makePod(
    {namespace, name, image, version, environment = [], address = '127.0.0.1', port = 8065}: Installation,
    index: number,
): ClusterObject & {readonly spec: object} {
    const reference = `${image ?? 'mattermost/mattermost-enterprise-edition'}:${version ?? '11.7.2'}`;
    const fromSecret = {valueFrom: {secretKeyRef: {name: 'db', key: 'DB_CONNECTION_STRING'}}};
    return {
        metadata: {
            name: `${name}-${index}`,
            namespace,
            uid: `pod-${namespace}-${name}-${index}`,
            labels: {app: 'mattermost', [`${GROUP}/installation`]: name, [`${GROUP}/resource`]: name},
            ownerReferences: [{apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-54bb69d4c7`}],
        },
        spec: {
            nodeName: 'node-1',
            containers: [
                {
                    name: 'mattermost',
                    image: reference,
                    command: ['mattermost'],
                    env: [
                        {name: 'MM_CONFIG', ...fromSecret},
                        {name: 'MM_SQLSETTINGS_DATASOURCE', ...fromSecret},
                        {name: 'MM_INSTALL_TYPE', value: 'kubernetes-operator'},
                        {name: 'MM_SERVICESETTINGS_LISTENADDRESS', value: `:${port}`},
                        ...environment,
                    ],
                    volumeMounts: [{name: 'mattermost-data', mountPath: '/mattermost/data'}],
                },
            ],
        },
        status: {
            phase: 'Running',
            podIP: address,
            containerStatuses: [
                {
                    name: 'mattermost',
                    image: `docker.io/${reference}`,
                    imageID: `docker.io/mattermost/server@sha256:${'a'.repeat(64)}`,
                    ready: true,
                    restartCount: 0,
                    state: {running: {startedAt: '2026-11-23T07:17:35Z'}},
                    lastState: {},
                },
            ],
        },
    };
}
