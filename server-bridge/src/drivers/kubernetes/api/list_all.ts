import {FipsError} from '@fips-readiness/core';
import {Page} from '../schema.ts';
import type {Ask} from './ask.ts';
import type {Cluster} from './cluster.ts';

const PAGE_LENGTH = '500';
const MOST_PAGES = 100;

/** Every item of a list, page by page; undefined where the cluster knows no such resource. Throws FipsError. */
export async function listAll(
    cluster: Pick<Cluster, 'call'>,
    ask: Omit<Ask, 'verb'>,
): Promise<readonly unknown[] | undefined> {
    const items: unknown[] = [];
    let next = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = {...ask.query, limit: PAGE_LENGTH, ...(next !== '' && {continue: next})};
        const answer = await cluster.call({...ask, verb: 'list', query});
        if (answer === undefined && page === 0) {
            return undefined;
        }
        const read = Page.safeParse(answer);
        if (!read.success) {
            throw new FipsError('cluster_refused', {status: 200, verb: 'list', resource: ask.resource});
        }
        items.push(...read.data.items);
        next = read.data.metadata.continue;
        if (next === '') {
            return items;
        }
    }
    throw new FipsError('cluster_refused', {status: 200, verb: 'list', resource: ask.resource});
}
