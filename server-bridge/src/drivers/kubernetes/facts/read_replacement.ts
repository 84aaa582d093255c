import type {FactValue} from '@fips-readiness/core';
import type {Cluster} from '../api/cluster.ts';
import {listAll} from '../api/list_all.ts';
import {unlessRefused} from '../api/unless_refused.ts';
import type {Found} from '../found.ts';
import {CLAIMS, QUOTAS} from '../resources.ts';
import {Claim, Quota} from '../schema.ts';
import type {PlacedNode, Pod, Workload} from '../schema.ts';
import {mayStartOn} from './may_start_on.ts';
import {hasRoom} from './quota.ts';

type Replacement = FactValue<'pod_replacement'>;

/** How a workload's pods are replaced. A StatefulSet replaces each pod in its place; a Deployment may ask for that too. */
export function strategyOf(kind: Found['kind'], {spec: {strategy}}: Workload): Replacement['strategy'] {
    const maxSurge = strategy.rollingUpdate?.maxSurge;
    if (strategy.type === 'Recreate') {
        return 'recreate';
    }
    return kind === 'stateful_set' || maxSurge === 0 || maxSurge === '0%' ? 'in_place' : 'surge';
}

/** How the pods are replaced, and what keeps one from being there besides the others. Throws FipsError. */
export async function readReplacement(
    {kind, cluster, namespace, listNodes, pods: [{pod}]}: Found,
    workload: Workload,
): Promise<Replacement> {
    const strategy = strategyOf(kind, workload);
    const {replicas} = workload.spec;
    const nodes = await listNodes();
    // Only a pod besides the others has to find room and volumes.
    const needsRoom = strategy === 'surge';
    return {
        strategy,
        replicas,
        claims: needsRoom ? await findClaims(cluster, pod, nodes?.length === 1) : [],
        quotas: needsRoom ? await findQuotas(cluster, namespace, pod) : [],
        otherNodes: nodes ? findOtherNodes(nodes, pod) : null,
    };
}

/** Claims of the pod that another node, or any other pod, cannot mount; none where there is one node. */
async function findClaims(
    cluster: Cluster,
    {metadata: {namespace}, spec}: Pod,
    // Who may not list nodes may have several.
    hasOneNode: boolean,
): Promise<string[] | null> {
    const names = spec.volumes.flatMap(({persistentVolumeClaim: claim}) => claim?.claimName ?? []);
    const found: {readonly name: string; readonly modes: readonly string[]}[] = [];
    for (const name of names) {
        const claim = await unlessRefused(() => cluster.call({...CLAIMS, verb: 'get', namespace, name}));
        if (claim === 'refused') {
            return null;
        }
        const {accessModes: modes = []} = Claim.safeParse(claim).data?.spec ?? {};
        found.push({name, modes});
    }
    const isOne = (mode: string) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod';
    const single = found.filter(({modes}) => modes.length > 0 && modes.every(isOne));
    const fatal = single.filter(({modes}) => modes.includes('ReadWriteOncePod'));
    const stuck = single.length > fatal.length && !hasOneNode ? single : fatal;
    return stuck.map(({name}) => name);
}

/** More are not listed: their names fill no message. */
const MOST_NODES = 10;

/** Nodes of another architecture than amd64 that a new pod may start on. */
function findOtherNodes(nodes: readonly PlacedNode[], pod: Pod): NonNullable<Replacement['otherNodes']> {
    return nodes
        .filter((node) => node.status.nodeInfo.architecture !== 'amd64' && mayStartOn(pod, node))
        .slice(0, MOST_NODES)
        .map(({metadata: {name}, status}) => ({name, architecture: status.nodeInfo.architecture}));
}

async function findQuotas(cluster: Cluster, namespace: string, pod: Pod): Promise<string[] | null> {
    const items = await unlessRefused(() => listAll(cluster, {...QUOTAS, namespace}));
    if (items === 'refused') {
        return null;
    }
    const quotas = items.flatMap((item) => Quota.safeParse(item).data ?? []);
    return quotas.filter((quota) => !hasRoom(quota, pod)).map(({metadata}) => metadata.name);
}
