import {connect, createServer} from 'node:net';
import type {AddressInfo} from 'node:net';
import {listObjects} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import type {Cluster} from './cluster.ts';
import {makeRelay} from './relay.ts';

/** Where pods reach the API server, which itself listens on loopback: at the address of the rig's own bridge. */
export type ApiDoor = {readonly address: string; readonly port: number; readonly close: () => Promise<void>};

type Node = KubernetesObject & {
    readonly status: {readonly addresses: readonly {readonly type: string; readonly address: string}[]};
};

/** Passes each connection on, as the Service `kubernetes` of a real cluster does. */
export async function openApiDoor(cluster: Cluster): Promise<ApiDoor> {
    const [node] = await listObjects<Node>(cluster.api, {kind: 'nodes'});
    const address = node?.status.addresses.find(({type}) => type === 'InternalIP')?.address ?? '';
    const {hostname, port} = new URL(cluster.login('admin').url);
    const relay = makeRelay();
    const server = createServer((client) => {
        relay.join(client, connect(Number(port), hostname));
    });
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    return {
        address,
        port: (server.address() as AddressInfo).port,
        close: async () => {
            const closed = new Promise((resolve) => server.close(resolve));
            relay.end();
            await closed;
        },
    };
}
