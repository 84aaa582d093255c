import {connect} from 'node:net';
import type {WebSocket} from 'ws';
import type {Call} from './call.ts';
import {nameObject} from './cluster_state.ts';
import type {ClusterState} from './cluster_state.ts';

/** Channels of a forwarded port: each begins with the port's number, in two bytes. */
const DATA = 0;
const ERROR = 1;

/** Carries what comes over the socket to a port of the pod, and back. */
export function forwardPort(state: ClusterState, {namespace, name, query}: Call, client: WebSocket): void {
    const pod = state.objects.get(nameObject('pods', namespace, name));
    const address = (pod?.['status'] as {readonly podIP?: string} | undefined)?.podIP ?? '';
    const port = Number(query.get('ports'));
    const send = (channel: number, bytes: Buffer): void => {
        if (client.readyState === client.OPEN) {
            client.send(Buffer.concat([Buffer.from([channel]), bytes]));
        }
    };
    const number = Buffer.alloc(2);
    number.writeUInt16LE(port);
    send(DATA, number);
    send(ERROR, number);
    const server = connect(port, address);
    server.on('data', (bytes: Buffer) => send(DATA, bytes));
    server.on('error', () => send(ERROR, Buffer.from(`error forwarding port ${port}`)));
    server.on('close', () => client.close());
    client.on('message', (message: Buffer) => {
        if (message[0] === DATA) {
            server.write(message.subarray(1));
        }
    });
    client.on('close', () => server.destroy());
}
