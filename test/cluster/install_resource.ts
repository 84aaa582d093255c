import {parse} from 'yaml';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {createObject, printPath} from '../kubernetes_client/objects.ts';
import {waitFor} from './wait_for.ts';

const TIMEOUT_MS = 30_000;

/** Makes the operator's resource known to a cluster and waits until it can be listed. `definition` is YAML. */
export async function installResource(api: ApiClient, definition: string): Promise<void> {
    await createObject(api, {kind: 'customresourcedefinitions'}, parse(definition) as object);
    await waitFor('The resource Mattermost is served', TIMEOUT_MS, async () => {
        const {status} = await api({path: printPath({kind: 'mattermosts'})});
        return status === 200 ? true : undefined;
    });
}
