import {connect, createServer} from 'node:net';
import type {AddressInfo, Socket} from 'node:net';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {listObjects} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';

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
    const open = new Set<Socket>();
    let turn = 0;
    const chooseAddress = async (): Promise<string | undefined> => {
        const selector = `app=mattermost,installation.mattermost.com/installation=${name}`;
        const pods = await listObjects<Pod>(api, {kind: 'pods', namespace}, selector);
        const addresses = pods.filter(isReady).flatMap(({status}) => status?.podIP ?? []);
        turn += 1;
        return addresses[turn % addresses.length];
    };
    const keep = (socket: Socket): void => {
        open.add(socket);
        socket.on('close', () => open.delete(socket));
        socket.on('error', () => socket.destroy());
    };
    const server = createServer((client) => {
        keep(client);
        chooseAddress().then(
            (address) => {
                if (address === undefined) {
                    client.destroy();
                    return;
                }
                const pod = connect(PORT, address);
                keep(pod);
                pod.on('close', () => client.destroy());
                client.on('close', () => pod.destroy());
                client.pipe(pod).pipe(client);
            },
            () => client.destroy(),
        );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => {
            for (const socket of open) {
                socket.destroy();
            }
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
