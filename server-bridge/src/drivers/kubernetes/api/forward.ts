import {createServer} from 'node:net';
import type {AddressInfo, Socket} from 'node:net';
import {addAbortSignal, Writable} from 'node:stream';
import type {Cluster} from './cluster.ts';

/** A port of a pod, on this machine's loopback. */
export type Forward = {readonly port: number};

/**
 * Listens on a free port of loopback and carries each connection to a port of a pod, through the Kubernetes API. Nothing of it keeps
 * the process alive: whoever has a request under way does. It closes when the cluster's `until` says so.
 */
export async function openForward(
    {login, until}: Pick<Cluster, 'login' | 'until'>,
    pod: {readonly namespace: string; readonly name: string; readonly port: number},
): Promise<Forward> {
    const {PortForward} = await import('@kubernetes/client-node');
    const carry = async (socket: Socket): Promise<void> => {
        const failures = new Writable({
            write: (part: Buffer, _encoding, next) => {
                // The channel opens with a frame that says nothing.
                if (part.length > 0) {
                    socket.destroy();
                }
                next();
            },
        });
        const forwarder = new PortForward(login.config);
        const opened = await forwarder.portForward(pod.namespace, pod.name, [pod.port], socket, failures, socket);
        if (typeof opened === 'function') {
            throw new Error('the library opened a connection of another kind');
        }
        // The library hands out no way to its socket; without it a command would wait for a connection nobody uses.
        (opened as {readonly _socket?: Socket})._socket?.unref();
        opened.onclose = () => socket.destroy();
        socket.on('close', () => {
            opened.close();
        });
    };
    const server = createServer((socket) => {
        socket.unref();
        socket.on('error', () => socket.destroy());
        if (until) {
            addAbortSignal(until, socket);
        }
        carry(socket).catch(() => socket.destroy());
    });
    await new Promise<void>((resolve, reject) => {
        server.on('error', reject);
        server.listen({port: 0, host: '127.0.0.1', ...(until && {signal: until})}, resolve);
    });
    server.unref();
    return {port: (server.address() as AddressInfo).port};
}
