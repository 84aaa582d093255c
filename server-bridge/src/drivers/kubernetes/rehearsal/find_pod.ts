import type {Cluster} from '../api/cluster.ts';
import {listAll} from '../api/list_all.ts';
import {PODS} from '../resources.ts';
import type {ResourcePlace} from '../resources.ts';
import {Pod} from '../schema.ts';

/** One pod as the cluster has it: whoever lists pods may ask for one. Throws FipsError. */
export async function fetchPod(cluster: Pick<Cluster, 'call'>, {namespace, name}: ResourcePlace): Promise<unknown> {
    const query = {fieldSelector: `metadata.name=${name}`};
    return (await listAll(cluster, {...PODS, namespace, query}))[0];
}

/** The same, read; undefined where there is none. Throws FipsError. */
export async function findPod(cluster: Pick<Cluster, 'call'>, place: ResourcePlace): Promise<Pod | undefined> {
    return Pod.safeParse(await fetchPod(cluster, place)).data;
}
