import type {ApiClient} from '../kubernetes_client/client.ts';
import {createObject, readObject} from '../kubernetes_client/objects.ts';
import {makeLabels, makeOwner} from './resource.ts';
import type {Mattermost} from './resource.ts';

/** A service without an address of its own, for the pods of an installation; made where there is none. */
export async function ensureService(api: ApiClient, resource: Mattermost): Promise<void> {
    const {name, namespace} = resource.metadata;
    const services = {kind: 'services', namespace} as const;
    if (await readObject(api, {...services, name})) {
        return;
    }
    const labels = makeLabels(name);
    const port = (one: string, number: number) => ({name: one, port: number, targetPort: one, appProtocol: 'http'});
    await createObject(api, services, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {name, namespace, labels, ownerReferences: makeOwner(resource)},
        spec: {
            type: 'ClusterIP',
            clusterIP: 'None',
            publishNotReadyAddresses: true,
            selector: labels,
            ports: [port('app', 8065), port('metrics', 8067)],
        },
    });
}
