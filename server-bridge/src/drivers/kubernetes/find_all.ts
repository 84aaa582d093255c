import type {Detection, ListedDeployment} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import type {Cluster} from './api/cluster.ts';
import {listPages} from './api/list_pages.ts';
import {fetchIdentity, findInstallation} from './detect.ts';
import {makeDeployment} from './make_deployment.ts';
import {MATTERMOSTS} from './resources.ts';
import {MattermostResource, NamedResource} from './schema.ts';

/** One page is all that is kept of the list. */
const PAGE_LENGTH = 100;

/** Every installation of the cluster, in the order of the list. Throws FipsError where the cluster does not let itself be asked. */
export async function* findAllInstallations(
    cluster: Cluster,
    settings: KubernetesSettings,
): AsyncGenerator<ListedDeployment> {
    const identity = await fetchIdentity(cluster);
    let before = 0;
    for await (const {items, remaining} of listPages(cluster, MATTERMOSTS, PAGE_LENGTH)) {
        const total = before + items.length + remaining;
        for (const item of items) {
            const named = NamedResource.safeParse(item).data?.metadata ?? {namespace: '', name: ''};
            yield {
                ...named,
                total,
                lend: (use) => lendInstallation(cluster, settings, identity, item, use),
            };
        }
        before += items.length;
    }
}

async function lendInstallation<T>(
    cluster: Cluster,
    settings: KubernetesSettings,
    identity: string,
    item: unknown,
    use: (detection: Detection) => Promise<T>,
): Promise<T> {
    const resource = MattermostResource.safeParse(item).data;
    if (!resource) {
        return use({code: 'not_mine', reason: 'resource_unreadable'});
    }
    const over = new AbortController();
    try {
        const detected = await findInstallation({...cluster, until: over.signal}, resource, () =>
            Promise.resolve(identity),
        );
        return await use(
            detected.code === 'found'
                ? {code: 'found', deployment: await makeDeployment(detected.found, settings)}
                : detected,
        );
    } finally {
        over.abort();
    }
}
