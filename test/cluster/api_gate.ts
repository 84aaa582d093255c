import {connect, createServer} from 'node:net';
import type {AddressInfo, Socket} from 'node:net';

/** A way to the API server that can be cut off for whoever takes it, and for nobody else. */
export type ApiGate = {
    readonly url: string;
    /** Ends every connection, and each new one at once, as a server does that is restarted. */
    readonly cut: () => void;
    readonly mend: () => void;
    /** Connections that were ended at once. */
    readonly knocks: () => number;
    readonly close: () => Promise<void>;
};

/** Opens it on loopback, in front of the API server of that address. */
export async function openApiGate(url: string): Promise<ApiGate> {
    const {hostname, port} = new URL(url);
    const open = new Set<Socket>();
    let isCut = false;
    let knocks = 0;
    const keep = (socket: Socket): void => {
        open.add(socket);
        socket.on('close', () => open.delete(socket));
        socket.on('error', () => socket.destroy());
    };
    const server = createServer((client) => {
        keep(client);
        if (isCut) {
            knocks += 1;
            client.destroy();
            return;
        }
        const api = connect(Number(port), hostname);
        keep(api);
        api.on('close', () => client.destroy());
        client.on('close', () => api.destroy());
        client.pipe(api).pipe(client);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const destroyAll = () => open.forEach((socket) => socket.destroy());
    return {
        url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
        cut: () => {
            isCut = true;
            destroyAll();
        },
        mend: () => (isCut = false),
        knocks: () => knocks,
        close: () => {
            const closed = new Promise<void>((resolve) => server.close(() => resolve()));
            destroyAll();
            return closed;
        },
    };
}
