import type {DriverRefusal} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import type {Cluster} from './api/cluster.ts';
import {listAll} from './api/list_all.ts';
import {findServerPods} from './find_pods.ts';
import type {Found} from './found.ts';
import {makeSource} from './read_environment.ts';
import {MATTERMOSTS, NAMESPACES} from './resources.ts';
import {MattermostResource, Namespace} from './schema.ts';

/** What was found: an installation, several of them, or the reason why there is none. */
type Detected =
    | {readonly code: 'found'; readonly found: Found}
    | {readonly code: 'several'; readonly candidates: readonly string[]}
    | {readonly code: 'not_mine'; readonly reason: DriverRefusal};

/**
 * The one installation that is meant: in the namespace of the settings, else of the context, else of the whole cluster.
 * Throws FipsError where the cluster does not answer or refuses.
 */
export async function detectInstallation(
    cluster: Cluster,
    {KUBE_NAMESPACE, KUBE_RESOURCE}: Pick<KubernetesSettings, 'KUBE_NAMESPACE' | 'KUBE_RESOURCE'>,
): Promise<Detected> {
    const wanted = KUBE_NAMESPACE ?? cluster.login.namespace;
    const items = await listAll(cluster, {...MATTERMOSTS, ...(wanted !== undefined && {namespace: wanted})});
    const all = items.flatMap((item) => MattermostResource.safeParse(item).data ?? []);
    const [first, ...others] = all.filter(
        ({metadata}) => KUBE_RESOURCE === undefined || metadata.name === KUBE_RESOURCE,
    );
    if (!first) {
        return {code: 'not_mine', reason: all.length > 0 ? 'resource_not_found' : 'no_resource'};
    }
    if (others.length > 0) {
        return {
            code: 'several',
            candidates: [first, ...others].map(({metadata}) => `${metadata.namespace}/${metadata.name}`),
        };
    }
    return findInstallation(cluster, first, () => fetchIdentity(cluster));
}

/** The installation of a resource with its pods. `identify` says what the cluster calls itself. Throws FipsError. */
export async function findInstallation(
    cluster: Cluster,
    resource: MattermostResource,
    identify: () => Promise<string>,
): Promise<Exclude<Detected, {readonly code: 'several'}>> {
    const {namespace, name} = resource.metadata;
    const [pod, ...pods] = await findServerPods(cluster, {namespace, name}, makeSource(cluster, namespace));
    return pod
        ? {code: 'found', found: {cluster, identity: await identify(), namespace, resource, pods: [pod, ...pods]}}
        : {code: 'not_mine', reason: 'no_pod'};
}

/** What the cluster calls itself; its address where this user may not read a namespace they do not work in. Throws FipsError. */
export async function fetchIdentity(cluster: Cluster): Promise<string> {
    const answer = await callIfAllowed(cluster, {...NAMESPACES, verb: 'get', name: 'kube-system'});
    return Namespace.safeParse(answer).data?.metadata.uid ?? cluster.login.server;
}
