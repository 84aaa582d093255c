import type {Programs} from '../engine_stand_in/program.ts';

/** Any object of the API: what the stand-in looks at is typed, the rest is handed out as it is. */
export type ClusterObject = {
    readonly metadata: {
        readonly name: string;
        readonly namespace?: string;
        readonly labels?: Readonly<Record<string, string>>;
        readonly [other: string]: unknown;
    };
    readonly [other: string]: unknown;
};

/** A kind of resource by group and plural, as a path names it. */
export type ResourceKind = {
    readonly group: string;
    readonly version: string;
    readonly resource: string;
    readonly kind: string;
    readonly namespaced: boolean;
};

/** One rule of a Role or ClusterRole. `*` stands for everything; without `namespace` it holds in the whole cluster. */
export type Rule = {
    readonly verbs: readonly string[];
    readonly group: string;
    readonly resources: readonly string[];
    readonly namespace?: string;
};

/** A user by their token. */
export type ClusterUser = {readonly name: string; readonly rules: readonly Rule[]};

/** What the cluster holds. Tests change it in place. */
export type ClusterState = {
    readonly kinds: ResourceKind[];
    /** By `resource/namespace/name`; the namespace is empty for what belongs to the cluster. */
    readonly objects: Map<string, ClusterObject>;
    /** By token. */
    readonly users: Map<string, ClusterUser>;
    /** What a pod's server has written, by `namespace/name`; one container of it by `namespace/name/container`. */
    readonly logs: Map<string, string>;
    /** How many calls more a token's user is answered; then the connection ends. Tokens that are not here have no limit. */
    readonly callsLeft: Map<string, number>;
    /** How many of a token's next lists of pods end in the middle. */
    readonly listsBrokenOff: Map<string, number>;
    /** The newest resource version. */
    version: number;
    /** Looks at what somebody writes, as an admission policy does: its refusal, undefined where it lets it pass. */
    admit?: (object: ClusterObject, isDryRun: boolean) => string | undefined;
    /** The token of the next page that is asked for has expired. */
    expiresNextPage?: boolean;
    /** The programs of every pod's image. */
    programs: Programs;
    /** Every call, as `verb resource namespace/name`, with the status of its answer. */
    readonly calls: string[];
};

/** The resource operators had before 1.13; few clusters still have it. */
export const CLUSTER_INSTALLATION: ResourceKind = {
    group: 'mattermost.com',
    version: 'v1alpha1',
    resource: 'clusterinstallations',
    kind: 'ClusterInstallation',
    namespaced: true,
};

/** A rule that allows everything. */
export const EVERYTHING: Rule = {verbs: ['*'], group: '*', resources: ['*']};

/** A cluster with the kinds the agent asks for, and nothing in it. */
export function makeClusterState(): ClusterState {
    const inGroup =
        (group: string, version: string) =>
        (resource: string, kind: string, namespaced = true): ResourceKind => ({
            group,
            version,
            resource,
            kind,
            namespaced,
        });
    const core = inGroup('', 'v1');
    const admission = inGroup('admissionregistration.k8s.io', 'v1');
    return {
        kinds: [
            core('pods', 'Pod'),
            core('secrets', 'Secret'),
            core('configmaps', 'ConfigMap'),
            core('nodes', 'Node', false),
            core('namespaces', 'Namespace', false),
            core('services', 'Service'),
            core('persistentvolumeclaims', 'PersistentVolumeClaim'),
            core('resourcequotas', 'ResourceQuota'),
            inGroup('apps', 'v1')('deployments', 'Deployment'),
            inGroup('apps', 'v1')('statefulsets', 'StatefulSet'),
            inGroup('batch', 'v1')('jobs', 'Job'),
            inGroup('coordination.k8s.io', 'v1')('leases', 'Lease'),
            core('serviceaccounts', 'ServiceAccount'),
            inGroup('networking.k8s.io', 'v1')('networkpolicies', 'NetworkPolicy'),
            inGroup('networking.k8s.io', 'v1')('ingresses', 'Ingress'),
            inGroup('policy', 'v1')('poddisruptionbudgets', 'PodDisruptionBudget'),
            inGroup('rbac.authorization.k8s.io', 'v1')('roles', 'Role'),
            inGroup('rbac.authorization.k8s.io', 'v1')('rolebindings', 'RoleBinding'),
            admission('validatingadmissionpolicies', 'ValidatingAdmissionPolicy', false),
            admission('validatingadmissionpolicybindings', 'ValidatingAdmissionPolicyBinding', false),
            inGroup('installation.mattermost.com', 'v1beta1')('mattermosts', 'Mattermost'),
        ],
        objects: new Map(),
        users: new Map(),
        callsLeft: new Map(),
        listsBrokenOff: new Map(),
        logs: new Map(),
        version: 1_000,
        programs: {},
        calls: [],
    };
}

/** Puts an object into the cluster, or another one in its place. */
export function putObject(state: ClusterState, resource: string, object: ClusterObject): void {
    state.objects.set(nameObject(resource, object.metadata.namespace ?? '', object.metadata.name), object);
}

/** The key of an object. */
export function nameObject(resource: string, namespace: string, name: string): string {
    return `${resource}/${namespace}/${name}`;
}

type Owner = {readonly kind?: string; readonly uid?: string};

/** Takes out what has such an owner. */
export function removeOwned({objects}: ClusterState, isGone: (owner: Owner) => boolean): void {
    for (const [key, {metadata}] of objects) {
        if (((metadata['ownerReferences'] ?? []) as readonly Owner[]).some(isGone)) {
            objects.delete(key);
        }
    }
}
