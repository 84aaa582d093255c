import type {FactValue} from '@fips-readiness/core';
import type {Ask} from '../api/ask.ts';
import type {Cluster} from '../api/cluster.ts';
import {listAll} from '../api/list_all.ts';
import {unlessRefused} from '../api/unless_refused.ts';
import type {Found} from '../found.ts';
import {CLAIMS, NODES, QUOTAS} from '../resources.ts';
import {Claim, Quota} from '../schema.ts';
import type {Pod, Workload} from '../schema.ts';
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
    {kind, cluster, namespace, pods: [{pod}]}: Found,
    workload: Workload,
): Promise<Replacement> {
    const strategy = strategyOf(kind, workload);
    const {replicas} = workload.spec;
    // Only a pod besides the others has to find room and volumes.
    const needsRoom = strategy === 'surge';
    return {
        strategy,
        replicas,
        claims: needsRoom ? await findClaims(cluster, pod) : [],
        quotas: needsRoom ? await findQuotas(cluster, namespace, pod) : [],
    };
}

/** Claims of the pod that another node, or any other pod, cannot mount; none where there is one node. */
async function findClaims(cluster: Cluster, {metadata: {namespace}, spec}: Pod): Promise<string[] | null> {
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
    const stuck = single.length > fatal.length && !(await hasOneNode(cluster)) ? single : fatal;
    return stuck.map(({name}) => name);
}

/** Who may not list nodes may have several. */
async function hasOneNode(cluster: Cluster): Promise<boolean> {
    const ask: Ask = {...NODES, verb: 'list', query: {limit: '2'}};
    const answer = await unlessRefused(() => cluster.call(ask));
    const items = (answer as {readonly items?: unknown} | undefined)?.items;
    return Array.isArray(items) && items.length === 1;
}

async function findQuotas(cluster: Cluster, namespace: string, pod: Pod): Promise<string[] | null> {
    const items = await unlessRefused(() => listAll(cluster, {...QUOTAS, namespace}));
    if (items === 'refused') {
        return null;
    }
    const quotas = items.flatMap((item) => Quota.safeParse(item).data ?? []);
    return quotas.filter((quota) => !hasRoom(quota, pod)).map(({metadata}) => metadata.name);
}
