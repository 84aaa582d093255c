import type {Ask} from './ask.ts';
import type {Cluster} from './cluster.ts';
import {listPages} from './list_pages.ts';

const PAGE_LENGTH = 500;

/** Every item of a list; none where the cluster knows no such resource. Throws FipsError. */
export async function listAll(cluster: Pick<Cluster, 'call'>, ask: Omit<Ask, 'verb'>): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    for await (const page of listPages(cluster, ask, PAGE_LENGTH)) {
        items.push(...page.items);
    }
    return items;
}
