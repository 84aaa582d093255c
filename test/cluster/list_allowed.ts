import type {ApiClient} from '../kubernetes_client/client.ts';

const VERBS = [
    ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
    ...['bind', 'escalate', 'impersonate'],
];

/** Resources by group, as the rule of a Role names them: what a cluster with an installation has, and what leads to more rights. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
    '': [
        ...['bindings', 'configmaps', 'endpoints', 'events', 'limitranges', 'namespaces', 'nodes', 'nodes/proxy'],
        ...['persistentvolumeclaims', 'persistentvolumes', 'pods', 'pods/attach', 'pods/ephemeralcontainers'],
        ...['pods/eviction', 'pods/exec', 'pods/log', 'pods/portforward', 'pods/proxy', 'pods/status'],
        ...['podtemplates', 'replicationcontrollers', 'resourcequotas', 'secrets', 'serviceaccounts'],
        ...['serviceaccounts/token', 'services', 'services/proxy', 'users', 'groups'],
    ],
    'admissionregistration.k8s.io': [
        ...['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
        ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
    ],
    'apiextensions.k8s.io': ['customresourcedefinitions'],
    apps: ['daemonsets', 'deployments', 'deployments/scale', 'deployments/status', 'replicasets', 'statefulsets'],
    batch: ['cronjobs', 'jobs', 'jobs/status'],
    'certificates.k8s.io': ['certificatesigningrequests', 'certificatesigningrequests/approval'],
    'coordination.k8s.io': ['leases'],
    'installation.mattermost.com': ['mattermosts', 'mattermosts/status', 'mattermosts/finalizers'],
    'networking.k8s.io': ['ingresses', 'networkpolicies'],
    policy: ['poddisruptionbudgets'],
    'rbac.authorization.k8s.io': ['clusterroles', 'clusterrolebindings', 'roles', 'rolebindings'],
};

/** Names that a rule may be limited to; what is not here may not be allowed by name either. */
const NAMES = [
    ...['mattermost', 'mattermost-database', 'fips-readiness-mattermost', 'mattermost-update-check'],
    ...['fips-agent', 'fips-agent-token', 'default', 'fips-readiness-rehearsal-mattermost'],
];

/**
 * All that a user may do in a namespace, out of every verb on every resource here: `VERB RESOURCE.GROUP`, sorted, with a name behind
 * it where that name alone is allowed. The API server is asked for each.
 */
export async function listAllowed(user: ApiClient, namespace: string): Promise<readonly string[]> {
    const allowed: string[] = [];
    for (const [group, resources] of Object.entries(RESOURCES)) {
        for (const whole of resources) {
            const label = group === '' ? whole : `${whole}.${group}`;
            const [resource = '', subresource] = whole.split('/');
            for (const verb of VERBS) {
                const ask = (name?: string) => mayDo(user, {namespace, verb, group, resource, subresource, name});
                if (await ask()) {
                    allowed.push(`${verb} ${label}`);
                    continue;
                }
                const named = await Promise.all(NAMES.map(async (name) => ((await ask(name)) ? [name] : [])));
                allowed.push(...named.flat().map((name) => `${verb} ${label} ${name}`));
            }
        }
    }
    return allowed.toSorted();
}

async function mayDo(user: ApiClient, resourceAttributes: object): Promise<boolean> {
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    const body = {apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: {resourceAttributes}};
    const answer = await user({method: 'POST', path, body});
    if (answer.status !== 201) {
        throw new Error(`The API server does not say what is allowed: ${answer.status}`);
    }
    return (answer.body as {readonly status: {readonly allowed: boolean}}).status.allowed;
}
