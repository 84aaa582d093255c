import {createServer} from 'node:http';
import {connect} from 'node:net';
import type {AddressInfo, Socket} from 'node:net';
import {makeRelay} from './relay.ts';

/** A proxy as companies have one between their people and a cluster; counts what it lets through, by host and port. */
export type HttpProxy = {
    readonly url: string;
    readonly tunnels: ReadonlyMap<string, number>;
    readonly close: () => Promise<void>;
};

/** Opens a tunnel for each CONNECT, and serves nothing else. */
export async function startHttpProxy(): Promise<HttpProxy> {
    const tunnels = new Map<string, number>();
    const relay = makeRelay();
    const server = createServer((_request, response) => response.writeHead(405).end());
    server.on('connect', ({url = ''}, client: Socket) => {
        tunnels.set(url, (tunnels.get(url) ?? 0) + 1);
        const {hostname, port} = new URL(`http://${url}`);
        const target = connect(Number(port), hostname, () => {
            client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        });
        relay.join(client, target);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        tunnels,
        close: () => {
            relay.end();
            return new Promise((resolve) => server.close(() => resolve()));
        },
    };
}
