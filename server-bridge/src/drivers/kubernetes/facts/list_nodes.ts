import type {Cluster} from '../api/cluster.ts';
import {listAll} from '../api/list_all.ts';
import {unlessRefused} from '../api/unless_refused.ts';
import {NODES} from '../resources.ts';
import {PlacedNode} from '../schema.ts';

/** Lists the nodes of a cluster; undefined where this user may not. Throws FipsError. */
export type ListNodes = () => Promise<readonly PlacedNode[] | undefined>;

/** The nodes of a cluster, listed once however many deployments ask. Of each only what says who may start there is kept. */
export function makeListNodes(cluster: Pick<Cluster, 'call'>): ListNodes {
    const list = async () => {
        const items = await unlessRefused(() => listAll(cluster, NODES));
        return items === 'refused' ? undefined : items.flatMap((item) => PlacedNode.safeParse(item).data ?? []);
    };
    let listing: ReturnType<ListNodes> | undefined;
    return () => (listing ??= list());
}
