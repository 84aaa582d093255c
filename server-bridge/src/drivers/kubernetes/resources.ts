import type {Ask} from './api/ask.ts';

/** The container of the operator's pods that runs the server. */
export const CONTAINER = 'mattermost';

/** The group of the operator's resource, and of the one before it. */
const GROUP = 'installation.mattermost.com';
const OLD_GROUP = 'mattermost.com';

/** Labels an operator gives what it makes of a resource. Source: the operator's constants, of both resources. */
export const INSTALLATION_LABELS: readonly string[] = [`${GROUP}/installation`, 'v1alpha1.mattermost.com/installation'];

const core = (resource: string) => ({group: '', version: 'v1', resource});

/** What is asked of the Kubernetes API, each as the rule of a Role names it. */
export const MATTERMOSTS = {group: GROUP, version: 'v1beta1', resource: 'mattermosts'} as const;
export const CLUSTER_INSTALLATIONS = {
    group: OLD_GROUP,
    version: 'v1alpha1',
    resource: 'clusterinstallations',
} as const;
export const PODS = core('pods');
export const SECRETS = core('secrets');
export const SERVICES = core('services');
export const CONFIG_MAPS = core('configmaps');
export const CLAIMS = core('persistentvolumeclaims');
export const QUOTAS = core('resourcequotas');
export const NODES = core('nodes');
export const NAMESPACES = core('namespaces');

export const DEPLOYMENTS = {group: 'apps', version: 'v1', resource: 'deployments'} as const;
export const STATEFUL_SETS = {group: 'apps', version: 'v1', resource: 'statefulsets'} as const;
export const JOBS = {group: 'batch', version: 'v1', resource: 'jobs'} as const;
export const INGRESSES = {group: 'networking.k8s.io', version: 'v1', resource: 'ingresses'} as const;
export const BUDGETS = {group: 'policy', version: 'v1', resource: 'poddisruptionbudgets'} as const;
export const LEASES = {group: 'coordination.k8s.io', version: 'v1', resource: 'leases'} as const;

/** The operator tries a new image in a Job of this name, one in a namespace, before it replaces any pod. */
export const UPDATE_CHECK = 'mattermost-update-check';

/** The part of a question that selects by labels. */
export type Selected = {readonly query: NonNullable<Ask['query']>};

/** Where a resource is. */
export type ResourcePlace = {readonly namespace: string; readonly name: string};

/** The pods of an installation, by the labels its operator gives them. */
export function selectPods(name: string): Selected {
    return {query: {labelSelector: `app=mattermost,${GROUP}/installation=${name}`}};
}

/** The pods of an installation's dedicated job server, and its container. Source: `MattermostJobServerPodLabels`. */
export const JOB_SERVER = 'mattermost-jobserver';

export function selectJobServer(name: string): Selected {
    return {query: {labelSelector: `app=${JOB_SERVER},${GROUP}/installation=${name}`}};
}

/** The same for the resource before it. */
export function selectOldPods(name: string): Selected {
    return {query: {labelSelector: `app=mattermost,v1alpha1.mattermost.com/installation=${name}`}};
}

/** Everything of an installation, a job server of its own too. */
export function selectInstallation(name: string): Selected {
    return {query: {labelSelector: `${GROUP}/installation=${name}`}};
}
