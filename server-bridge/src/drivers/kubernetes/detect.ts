import type {DriverRefusal} from '../../port/driver.ts';
import type {Settings} from '../../settings/settings.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import type {Cluster} from './api/cluster.ts';
import {listAll} from './api/list_all.ts';
import type {Found, ServerPod} from './found.ts';
import {findContainer} from './instance.ts';
import {makeSource, readEnvironment} from './read_environment.ts';
import {MATTERMOSTS, NAMESPACES, PODS, selectPods} from './resources.ts';
import {MattermostResource, Namespace, Pod} from './schema.ts';

/** What was found: an installation, several of them, or the reason why there is none. */
type Detected =
    | {readonly code: 'found'; readonly found: Found}
    | {readonly code: 'several'; readonly candidates: readonly string[]}
    | {readonly code: 'not_mine'; readonly reason: DriverRefusal};

/**
 * The one installation that is meant: in the namespace of the settings, else of the context, else of the whole cluster.
 * Throws FipsError where the cluster does not let itself be asked.
 */
export async function detectInstallation(
    cluster: Cluster,
    {KUBE_NAMESPACE, KUBE_RESOURCE}: Pick<Settings, 'KUBE_NAMESPACE' | 'KUBE_RESOURCE'>,
): Promise<Detected> {
    const namespace = KUBE_NAMESPACE ?? cluster.login.namespace;
    const items = await listAll(cluster, {...MATTERMOSTS, ...(namespace !== undefined && {namespace})});
    const all = (items ?? []).flatMap((item) => MattermostResource.safeParse(item).data ?? []);
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
    const [pod, ...pods] = await findPods(cluster, first);
    return pod
        ? {
              code: 'found',
              found: {
                  cluster,
                  identity: await fetchIdentity(cluster),
                  namespace: first.metadata.namespace,
                  resource: first,
                  pods: [pod, ...pods],
              },
          }
        : {code: 'not_mine', reason: 'no_pod'};
}

/** Pods that run the server, ready ones first. Those of the operator's update check are not among them: they are its Job's. */
async function findPods(cluster: Cluster, {metadata}: MattermostResource): Promise<readonly ServerPod[]> {
    const {namespace} = metadata;
    const items = (await listAll(cluster, {...PODS, namespace, ...selectPods(metadata.name)})) ?? [];
    const source = makeSource(cluster, namespace);
    const found: ServerPod[] = [];
    for (const pod of items.flatMap((item) => Pod.safeParse(item).data ?? [])) {
        const container = findContainer(pod);
        if (container && !pod.metadata.ownerReferences.some(({kind}) => kind === 'Job')) {
            found.push({pod, container, environment: await readEnvironment(container, source)});
        }
    }
    return found.toSorted((one, other) => Number(isReady(other)) - Number(isReady(one)));
}

function isReady({pod, container}: ServerPod): boolean {
    return pod.status.containerStatuses.some(({name, ready}) => name === container.name && ready);
}

/** Not everybody may read a namespace they do not work in. */
async function fetchIdentity(cluster: Cluster): Promise<string> {
    const answer = await callIfAllowed(cluster, {...NAMESPACES, verb: 'get', name: 'kube-system'});
    return Namespace.safeParse(answer).data?.metadata.uid ?? cluster.login.server;
}
