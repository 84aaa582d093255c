import type {Ask} from './api/ask.ts';

/** The container of the operator's pods that runs the server. */
export const CONTAINER = 'mattermost';

/** The group of the operator's resource. */
const GROUP = 'installation.mattermost.com';

const core = (resource: string) => ({group: '', version: 'v1', resource});

/** What is asked of the Kubernetes API, each as the rule of a Role names it. */
export const MATTERMOSTS = {group: GROUP, version: 'v1beta1', resource: 'mattermosts'} as const;
export const PODS = core('pods');
export const SECRETS = core('secrets');
export const CONFIG_MAPS = core('configmaps');
export const NODES = core('nodes');
export const NAMESPACES = core('namespaces');

/** The pods of an installation, by the labels its operator gives them. */
export function selectPods(name: string): Pick<Ask, 'query'> {
    return {query: {labelSelector: `app=mattermost,${GROUP}/installation=${name}`}};
}
