import {putObject} from './cluster_state.ts';
import type {ClusterState} from './cluster_state.ts';
import {encode} from './sample_installation.ts';

/** A workload that runs a server without today's operator. */
export type SampleWorkload = {
    readonly namespace: string;
    readonly name: string;
    readonly kind: 'Deployment' | 'StatefulSet';
    readonly container: string;
    readonly databaseUrl: string;
    /** The port the server listens on, at loopback. */
    readonly port: number;
    readonly image?: string;
    readonly command?: readonly string[];
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    /** The resource of an operator's it was made for. */
    readonly owner?: {readonly kind: string; readonly name: string};
    /** A pod of it is there. */
    readonly runs?: boolean;
};

/** Puts the workload, the Secret of its database and one pod into a cluster. */
export function addWorkload(state: ClusterState, workload: SampleWorkload): void {
    const {
        namespace,
        name,
        kind,
        container,
        databaseUrl,
        port,
        command = [],
        labels = {},
        owner,
        runs = true,
    } = workload;
    const image = workload.image ?? 'mattermost/mattermost-enterprise-edition:11.7.2';
    const own = {'app.kubernetes.io/instance': name, ...labels};
    const fromSecret = {valueFrom: {secretKeyRef: {name: `${name}-db`, key: 'url'}}};
    const spec = {
        nodeName: 'node-1',
        containers: [
            {name: 'proxy', image: 'envoyproxy/envoy:v1'},
            {
                name: container,
                image,
                command,
                env: [
                    {name: 'MM_CONFIG', ...fromSecret},
                    {name: 'MM_SERVICESETTINGS_LISTENADDRESS', value: `:${port}`},
                ],
            },
        ],
    };
    putObject(state, 'secrets', {metadata: {name: `${name}-db`, namespace}, data: {url: encode(databaseUrl)}});
    putObject(state, kind === 'Deployment' ? 'deployments' : 'statefulsets', {
        apiVersion: 'apps/v1',
        kind,
        metadata: {
            name,
            namespace,
            uid: `workload-${namespace}-${name}`,
            labels: own,
            annotations: workload.annotations ?? {},
            ...(owner && {ownerReferences: [owner]}),
        },
        spec: {replicas: 1, selector: {matchLabels: own}, template: {metadata: {labels: own}, spec}},
    });
    if (runs) {
        const imageID = `docker.io/mattermost/server@sha256:${'a'.repeat(64)}`;
        const running = {startedAt: '2026-11-23T07:17:35Z'};
        putObject(state, 'pods', {
            metadata: {name: `${name}-0`, namespace, uid: `pod-${namespace}-${name}`, labels: own},
            spec,
            status: {
                phase: 'Running',
                podIP: '127.0.0.1',
                containerStatuses: [{name: container, imageID, ready: true, restartCount: 0, state: {running}}],
            },
        });
    }
}
