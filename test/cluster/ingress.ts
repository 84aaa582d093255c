import {connect, createServer} from 'node:net';
import type {AddressInfo} from 'node:net';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {listObjects} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {makeRelay} from './relay.ts';

/** An address of this machine that leads to whichever pod of an installation is ready. */
export type Ingress = {readonly url: string; readonly close: () => Promise<void>};

const PORT = 8065;

type Pod = KubernetesObject & {
    readonly status?: {
        readonly podIP?: string;
        readonly conditions?: readonly {readonly type: string; readonly status: string}[];
    };
};

/**
 * Plays an Ingress with its Service: each connection goes to a ready pod, one after the other. Where none is ready, connections are
 * ended at once, as users would see it.
 */
export async function startIngress(
    api: ApiClient,
    {namespace, name}: {readonly namespace: string; readonly name: string},
): Promise<Ingress> {
    const relay = makeRelay();
    let turn = 0;
    const chooseAddress = async (): Promise<string | undefined> => {
        const selector = `app=mattermost,installation.mattermost.com/installation=${name}`;
        const pods = await listObjects<Pod>(api, {kind: 'pods', namespace}, selector);
        const addresses = pods.filter(isReady).flatMap(({status}) => status?.podIP ?? []);
        turn += 1;
        return addresses[turn % addresses.length];
    };
    const server = createServer((client) => {
        relay.keep(client);
        chooseAddress().then(
            (address) => {
                if (address === undefined) {
                    client.destroy();
                    return;
                }
                relay.join(client, connect(PORT, address));
            },
            () => client.destroy(),
        );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => {
            relay.end();
            return new Promise((resolve) => server.close(() => resolve()));
        },
    };
}

function isReady({metadata, status}: Pod): boolean {
    return (
        metadata.deletionTimestamp === undefined &&
        status?.conditions?.some(({type, status: is}) => type === 'Ready' && is === 'True') === true
    );
}
