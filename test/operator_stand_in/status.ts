import {isDeepStrictEqual} from 'node:util';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {mergeObject} from '../kubernetes_client/objects.ts';
import type {Mattermost, Status} from './resource.ts';

/** Writes a status where it differs from the one the resource was read with; undefined is not there. Throws ApiRefusal, 409 where somebody wrote since. */
export async function writeStatus(api: ApiClient, resource: Mattermost, wanted: Status): Promise<void> {
    const before = resource.status ?? {};
    const status = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    if (isDeepStrictEqual(before, status)) {
        return;
    }
    const {name, namespace, resourceVersion} = resource.metadata;
    const gone = Object.keys(before).filter((key) => !Object.hasOwn(status, key));
    await mergeObject(
        api,
        {kind: 'mattermosts', namespace, name, subresource: 'status'},
        {metadata: {resourceVersion}, status: {...Object.fromEntries(gone.map((key) => [key, null])), ...status}},
    );
}
