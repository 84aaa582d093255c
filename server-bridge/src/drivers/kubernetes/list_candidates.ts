import {isFipsError} from '@fips-readiness/core';
import type {FipsError, ImagePair} from '@fips-readiness/core';
import type {Ask} from './api/ask.ts';
import type {Cluster} from './api/cluster.ts';
import {listPages} from './api/list_pages.ts';
import {unlessRefused} from './api/unless_refused.ts';
import {findServers} from './choose_pods.ts';
import type {FoundResource} from './found.ts';
import {CLUSTER_INSTALLATIONS, DEPLOYMENTS, INSTALLATION_LABELS, MATTERMOSTS, STATEFUL_SETS} from './resources.ts';
import {MattermostResource, NamedResource, Workload} from './schema.ts';

/** One page is all that is kept of a list. */
const PAGE_LENGTH = 100;

/** What may be a deployment. `read` is undefined where this agent cannot read it; `total`: how many its kind has, as far as is known. */
export type Candidate = {
    readonly code: 'candidate';
    readonly namespace: string;
    readonly name: string;
    readonly total: number;
    readonly read: FoundResource | undefined;
};

/** This user may not list the kind. */
type RefusedList = {readonly code: 'refused'; readonly error: FipsError};

type Kind = FoundResource['kind'];
type List = Pick<Ask, 'group' | 'version' | 'resource'>;

/** The list of each kind. */
export const LISTS: Readonly<Record<Kind, List>> = {
    mattermost: MATTERMOSTS,
    cluster_installation: CLUSTER_INSTALLATIONS,
    deployment: DEPLOYMENTS,
    stateful_set: STATEFUL_SETS,
};

/** In the order they are asked for. */
export const KINDS = Object.keys(LISTS) as readonly Kind[];

/** Kinds that a cluster has only where an operator was installed. */
const OF_AN_OPERATOR: readonly Kind[] = ['mattermost', 'cluster_installation'];

/**
 * Those of one kind, in one namespace or in the whole cluster: resources of the operator, resources of an older operator, or
 * workloads that run a server and belong to no resource. Throws FipsError where the cluster does not answer.
 */
export async function* listCandidates(
    cluster: Cluster,
    kind: Kind,
    {namespace, pairs}: {readonly namespace?: string | undefined; readonly pairs: readonly ImagePair[]},
): AsyncGenerator<Candidate | RefusedList> {
    const ask = {...LISTS[kind], ...(namespace !== undefined && {namespace})};
    const hasOnly = OF_AN_OPERATOR.includes(kind);
    let known = 0;
    try {
        for await (const {items, remaining} of listPages(cluster, ask, PAGE_LENGTH)) {
            const found = items.flatMap((item) => readItem(kind, item, pairs));
            known += found.length;
            // Most workloads of a cluster are something else.
            const total = known + (hasOnly ? remaining : 0);
            for (const one of found) {
                yield {code: 'candidate', ...one, total};
            }
        }
    } catch (error) {
        if (!isFipsError(error) || error.code !== 'cluster_forbidden') {
            throw error;
        }
        if (!hasOnly || (await isServed(cluster, LISTS[kind]))) {
            yield {code: 'refused', error};
        }
    }
}

function readItem(
    kind: Kind,
    item: unknown,
    pairs: readonly ImagePair[],
): readonly Pick<Candidate, 'namespace' | 'name' | 'read'>[] {
    const named = NamedResource.safeParse(item).data?.metadata ?? {namespace: '', name: ''};
    switch (kind) {
        case 'mattermost':
        case 'cluster_installation': {
            const resource = MattermostResource.safeParse(item).data;
            return [{...named, read: resource && {kind, resource}}];
        }
        case 'deployment':
        case 'stateful_set': {
            const resource = Workload.safeParse(item).data;
            const isServer =
                resource !== undefined &&
                !isOfResource(resource) &&
                findServers(resource.spec.template.spec.containers, pairs).length > 0;
            return isServer ? [{...named, read: {kind, resource}}] : [];
        }
    }
}

/** Made by an operator for a resource, which is what is listed. */
function isOfResource({metadata: {ownerReferences, labels}}: Workload): boolean {
    return (
        ownerReferences.some(({kind}) => kind === 'Mattermost' || kind === 'ClusterInstallation') ||
        INSTALLATION_LABELS.some((name) => labels[name] !== undefined)
    );
}

/** A right is judged before the path: who may not list a kind is refused also where the cluster does not have it. */
async function isServed({call}: Pick<Cluster, 'call'>, {group, version}: List): Promise<boolean> {
    return (await unlessRefused(() => call({verb: 'get', group, version, resource: ''}))) !== undefined;
}
