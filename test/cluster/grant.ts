import type {ApiClient} from '../kubernetes_client/client.ts';
import {createObject} from '../kubernetes_client/objects.ts';
import {nameUser} from './users.ts';
import type {ClusterUser} from './users.ts';

/** A rule of a Role. */
export type RoleRule = {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
};

/** Lets a user do what the rules say in one namespace: a Role and its binding, named as the user. */
export async function grant(
    api: ApiClient,
    {
        user,
        namespace,
        rules,
    }: {readonly user: ClusterUser; readonly namespace: string; readonly rules: readonly RoleRule[]},
): Promise<void> {
    const name = nameUser(user);
    await createObject(api, {kind: 'roles', namespace}, {metadata: {name}, rules});
    await createObject(
        api,
        {kind: 'rolebindings', namespace},
        {
            metadata: {name},
            subjects: [{kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name}],
            roleRef: {kind: 'Role', apiGroup: 'rbac.authorization.k8s.io', name},
        },
    );
}

/** Everything of the whole cluster that a check reads; no command in a pod, and no way to one. */
const READING: readonly RoleRule[] = [
    {
        apiGroups: ['installation.mattermost.com', 'mattermost.com', 'apps', 'batch'],
        resources: ['*'],
        verbs: ['get', 'list'],
    },
    {
        apiGroups: ['networking.k8s.io', 'policy'],
        resources: ['ingresses', 'poddisruptionbudgets'],
        verbs: ['list'],
    },
    {
        apiGroups: [''],
        resources: [
            ...['pods', 'pods/log', 'secrets', 'configmaps', 'services', 'namespaces', 'nodes'],
            ...['persistentvolumeclaims', 'resourcequotas'],
        ],
        verbs: ['get', 'list'],
    },
];

/** Lets vera read all of that, in every namespace: of whom no other test thinks that she may not. */
export async function grantReading(api: ApiClient): Promise<void> {
    const name = nameUser('vera');
    await createObject(api, {kind: 'clusterroles'}, {metadata: {name}, rules: READING});
    await createObject(
        api,
        {kind: 'clusterrolebindings'},
        {
            metadata: {name},
            subjects: [{kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name}],
            roleRef: {kind: 'ClusterRole', apiGroup: 'rbac.authorization.k8s.io', name},
        },
    );
}
