import type {FipsError, ImagePair} from '@fips-readiness/core';
import type {DriverRefusal} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import type {Cluster} from './api/cluster.ts';
import {choosePods} from './choose_pods.ts';
import {makeListNodes} from './facts/list_nodes.ts';
import type {ListNodes} from './facts/list_nodes.ts';
import {makeFindOperator} from './facts/read_operator.ts';
import type {FindOperator} from './facts/read_operator.ts';
import {findServerPods} from './find_pods.ts';
import type {Found, FoundResource} from './found.ts';
import {KINDS, listCandidates} from './list_candidates.ts';
import {makeSource} from './read_environment.ts';
import {addReadinessUrl} from './read_readiness_url.ts';
import {NAMESPACES} from './resources.ts';
import {Namespace} from './schema.ts';

/** What was found: a deployment, several of them, or the reason why there is none. */
type Detected =
    | {readonly code: 'found'; readonly found: Found}
    | {readonly code: 'several'; readonly candidates: readonly string[]}
    | {readonly code: 'not_mine'; readonly reason: DriverRefusal};

/**
 * The one deployment that is meant: in the namespace of the settings, else of the context, else of the whole cluster.
 * Throws FipsError where the cluster does not answer, or where none was found and this user may not list every kind.
 */
export async function detectDeployment(
    cluster: Cluster,
    settings: Pick<KubernetesSettings, 'KUBE_NAMESPACE' | 'KUBE_RESOURCE' | 'IMAGE_PAIRS'>,
): Promise<Detected> {
    const {named, others, refused} = await findCandidates(cluster, settings);
    const [first, ...more] = named;
    if (!first) {
        if (refused) {
            throw refused;
        }
        return {code: 'not_mine', reason: others ? 'resource_not_found' : 'no_resource'};
    }
    if (more.length > 0) {
        return {
            code: 'several',
            candidates: named.map(({resource: {metadata}}) => `${metadata.namespace}/${metadata.name}`),
        };
    }
    return findDeployment(cluster, first, {
        pairs: settings.IMAGE_PAIRS,
        identify: () => fetchIdentity(cluster),
        findOperator: makeFindOperator(cluster),
        listNodes: makeListNodes(cluster),
    });
}

/** Those of the wanted name, or all; whether there are others, and the first kind this user may not list. */
async function findCandidates(
    cluster: Cluster,
    {
        KUBE_NAMESPACE,
        KUBE_RESOURCE,
        IMAGE_PAIRS,
    }: Pick<KubernetesSettings, 'KUBE_NAMESPACE' | 'KUBE_RESOURCE' | 'IMAGE_PAIRS'>,
): Promise<{
    readonly named: readonly FoundResource[];
    readonly others: boolean;
    readonly refused: FipsError | undefined;
}> {
    const named: FoundResource[] = [];
    let others = false;
    let refused: FipsError | undefined;
    for (const kind of KINDS) {
        // A resource that was named and is there: a workload of that name is not asked for.
        if (KUBE_RESOURCE !== undefined && named.length > 0) {
            break;
        }
        const where = {namespace: KUBE_NAMESPACE ?? cluster.login.namespace, pairs: IMAGE_PAIRS};
        for await (const one of listCandidates(cluster, kind, where)) {
            if (one.code === 'refused') {
                refused ??= one.error;
            } else if (KUBE_RESOURCE !== undefined && one.name !== KUBE_RESOURCE) {
                others = true;
            } else if (one.read) {
                named.push(one.read);
            }
        }
    }
    return {named, others, refused};
}

/** The deployment of a resource with its pods. `identify` says what the cluster calls itself. Throws FipsError. */
export async function findDeployment(
    cluster: Cluster,
    read: FoundResource,
    {
        pairs,
        identify,
        findOperator,
        listNodes,
    }: {
        readonly pairs: readonly ImagePair[];
        readonly identify: () => Promise<string>;
        readonly findOperator: FindOperator;
        readonly listNodes: ListNodes;
    },
): Promise<Exclude<Detected, {readonly code: 'several'}>> {
    const {namespace} = read.resource.metadata;
    const source = makeSource(cluster, namespace);
    const all = await findServerPods(cluster, choosePods(read, pairs), source);
    const [pod, ...pods] = await Promise.all(
        all.map(async (one) => ({...one, environment: await addReadinessUrl(one, read, source)})),
    );
    return pod
        ? {
              code: 'found',
              found: {
                  ...read,
                  cluster,
                  identity: await identify(),
                  namespace,
                  pods: [pod, ...pods],
                  findOperator,
                  listNodes,
              },
          }
        : {code: 'not_mine', reason: 'no_pod'};
}

/** What the cluster calls itself; its address where this user may not read a namespace they do not work in. Throws FipsError. */
export async function fetchIdentity(cluster: Cluster): Promise<string> {
    const answer = await callIfAllowed(cluster, {...NAMESPACES, verb: 'get', name: 'kube-system'});
    return Namespace.safeParse(answer).data?.metadata.uid ?? cluster.login.server;
}
