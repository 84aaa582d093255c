import {FipsError} from '@fips-readiness/core';
import {Expired, Page} from '../schema.ts';
import type {Ask} from './ask.ts';
import type {Cluster} from './cluster.ts';

const MOST_PAGES = 100;

/** A page of a list, as it was answered; `remaining` is how many items come after it, 0 where the server does not say. */
export type ListPage = {readonly items: readonly unknown[]; readonly remaining: number};

/**
 * A list page by page, each asked for when it is wanted; nothing where the cluster knows no such resource. A list that has expired
 * meanwhile goes on from where it was, as it is now. Throws FipsError.
 * Source: Kubernetes API concepts, "Retrieving large results sets in chunks".
 */
export async function* listPages(
    cluster: Pick<Cluster, 'call'>,
    ask: Omit<Ask, 'verb'>,
    length: number,
): AsyncGenerator<ListPage> {
    let next = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = {...ask.query, limit: String(length), ...(next !== '' && {continue: next})};
        const answer = await cluster.call({...ask, verb: 'list', query});
        if (answer === undefined && page === 0) {
            return;
        }
        const expired = Expired.safeParse(answer);
        if (expired.success) {
            next = expired.data.metadata.continue;
            continue;
        }
        const read = Page.safeParse(answer);
        if (!read.success) {
            break;
        }
        const {items, metadata} = read.data;
        yield {items, remaining: metadata.remainingItemCount};
        next = metadata.continue;
        if (next === '') {
            return;
        }
    }
    throw new FipsError('cluster_refused', {status: 200, verb: 'list', resource: ask.resource});
}
