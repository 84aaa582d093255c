import type {FipsError} from '@fips-readiness/core';
import type {Detection, ListedDeployment} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import type {Cluster} from './api/cluster.ts';
import {fetchIdentity, findDeployment} from './detect.ts';
import {makeListNodes} from './facts/list_nodes.ts';
import {makeFindOperator} from './facts/read_operator.ts';
import type {FoundResource} from './found.ts';
import {KINDS, listCandidates} from './list_candidates.ts';
import {makeDeployment} from './make_deployment.ts';

/**
 * Every deployment of the cluster, kind after kind, in the order of its lists. A kind that this user may not list is one that cannot
 * be looked at. Throws FipsError where the cluster does not answer, or shows none of its lists.
 */
export async function* findAllDeployments(
    cluster: Cluster,
    settings: KubernetesSettings,
): AsyncGenerator<ListedDeployment> {
    const identity = await fetchIdentity(cluster);
    const shared = {
        pairs: settings.IMAGE_PAIRS,
        identify: () => Promise.resolve(identity),
        findOperator: makeFindOperator(cluster),
        listNodes: makeListNodes(cluster),
    };
    const refused: FipsError[] = [];
    let before = 0;
    for (const kind of KINDS) {
        let listed = 0;
        for await (const one of listCandidates(cluster, kind, {pairs: settings.IMAGE_PAIRS})) {
            if (one.code === 'refused') {
                refused.push(one.error);
                continue;
            }
            listed += 1;
            const {namespace, name, read} = one;
            yield {
                namespace,
                name,
                total: before + one.total,
                lend: (use) => lendDeployment(cluster, settings, shared, read, use),
            };
        }
        before += listed;
    }
    const [first] = refused;
    if (first && before === 0) {
        throw first;
    }
    for (const error of refused) {
        yield {namespace: '', name: '', total: before + refused.length, lend: () => Promise.reject(error)};
    }
}

async function lendDeployment<T>(
    cluster: Cluster,
    settings: KubernetesSettings,
    shared: Parameters<typeof findDeployment>[2],
    read: FoundResource | undefined,
    use: (detection: Detection) => Promise<T>,
): Promise<T> {
    if (!read) {
        return use({code: 'not_mine', reason: 'resource_unreadable'});
    }
    const over = new AbortController();
    try {
        const detected = await findDeployment({...cluster, until: over.signal}, read, shared);
        return await use(
            detected.code === 'found'
                ? {code: 'found', deployment: await makeDeployment(detected.found, settings)}
                : detected,
        );
    } finally {
        over.abort();
    }
}
