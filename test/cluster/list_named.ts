import type {ApiClient} from '../kubernetes_client/client.ts';

type Resource = {readonly name: string; readonly verbs: readonly string[]};
type Group = {readonly preferredVersion: {readonly groupVersion: string}};
type Item = {readonly metadata: {readonly name: string; readonly namespace?: string}};

/** What the API server notes about objects, and keeps for an hour after they are gone. */
const NOTES = ['events'];

/** Every object of every kind in the cluster whose name starts so, as `resource namespace/name`. */
export async function listNamed(api: ApiClient, prefix: string): Promise<readonly string[]> {
    const get = async <T>(path: string) => (await api({path})).body as T;
    const {groups} = await get<{readonly groups: readonly Group[]}>('/apis');
    const found: string[] = [];
    for (const base of ['/api/v1', ...groups.map((one) => `/apis/${one.preferredVersion.groupVersion}`)]) {
        const {resources} = await get<{readonly resources: readonly Resource[]}>(base);
        for (const {name} of resources.filter((one) => one.verbs.includes('list') && !NOTES.includes(one.name))) {
            const {items = []} = await get<{readonly items?: readonly Item[]}>(`${base}/${name}`);
            const own = items.filter((item) => item.metadata.name.startsWith(prefix));
            found.push(...own.map(({metadata}) => `${name} ${metadata.namespace ?? ''}/${metadata.name}`));
        }
    }
    return found.toSorted();
}
