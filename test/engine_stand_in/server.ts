import {createServer, STATUS_CODES} from 'node:http';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {pipeline} from 'node:stream/promises';
import type {EngineState} from './engine_state.ts';
import type {Answer} from './route.ts';
import {answerCall} from './routes.ts';
import {makeHeaders} from './view_engine.ts';

export type EngineStandIn = {
    /** For DOCKER_HOST: `unix://…`. */
    readonly dockerHost: string;
    readonly state: EngineState;
    /** Ends every connection and stops answering, as a killed engine does; what it knew stays in `state`. */
    kill(): Promise<void>;
    /** Answers again after `kill`. */
    revive(): Promise<void>;
    close(): Promise<void>;
};

/** Serves the state on a unix socket, which only its owner may use. */
export async function startEngineStandIn(options: {
    readonly socketPath: string;
    readonly state: EngineState;
}): Promise<EngineStandIn> {
    const {socketPath, state} = options;
    const sockets = new Set<Duplex>();
    const server = createServer((incoming, outgoing) => {
        respond(state, incoming, outgoing).catch(() => outgoing.destroy());
    });
    server.on('connection', (socket: Duplex) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
    });
    server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
        hijack(state, incoming, socket, head).catch(() => socket.destroy());
    });
    const listen = () =>
        new Promise<void>((resolve, reject) => {
            const umask = process.umask(0o177);
            server.once('error', reject);
            server.listen(socketPath, () => {
                server.off('error', reject);
                resolve();
            });
            process.umask(umask);
        });
    const kill = async () => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        for (const socket of sockets) {
            socket.destroy();
        }
        await closed;
    };
    await listen();
    return {dockerHost: `unix://${socketPath}`, state, kill, revive: listen, close: kill};
}

async function respond(state: EngineState, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const answer = await answerCall(state, {method: incoming.method ?? 'GET', url: incoming.url ?? '/', body});
    const {content, headers} = printAnswer(state, answer);
    if (answer.stream) {
        outgoing.writeHead(answer.status, headers);
        await pipeline(answer.stream, outgoing);
        return;
    }
    outgoing.writeHead(answer.status, {...headers, ...(isBodiless(answer) ? {} : {'Content-Length': content.length})});
    outgoing.end(content);
}

/**
 * A call that wants the connection for itself (`Upgrade: tcp`), as dockerode starts an exec or attaches to a container: the answer is 101, then the
 * raw stream until the end. A refusal is a plain answer.
 */
async function hijack(state: EngineState, incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const body = await readExactly(socket, head, Number(incoming.headers['content-length'] ?? '0'));
    const answer = await answerCall(state, {method: incoming.method ?? 'GET', url: incoming.url ?? '/', body});
    const {content, headers} = printAnswer(state, answer);
    const isStream = answer.status === 200 && (answer.bytes ?? answer.stream) !== undefined;
    const own: Readonly<Record<string, string>> = isStream
        ? {'Content-Type': answer.type ?? '', Connection: 'Upgrade', Upgrade: 'tcp'}
        : {...headers, 'Content-Length': String(content.length), Connection: 'close'};
    const status = isStream ? '101 UPGRADED' : `${answer.status} ${STATUS_CODES[answer.status] ?? ''}`;
    const lines = [`HTTP/1.1 ${status}`, ...Object.entries(own).map(([name, value]) => `${name}: ${value}`)];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    if (answer.stream) {
        await pipeline(answer.stream, socket);
        return;
    }
    socket.end(content);
}

function isBodiless({status}: Answer): boolean {
    return status === 204 || status === 304;
}

function printAnswer(
    state: EngineState,
    {json, bytes, type, headers}: Answer,
): {readonly content: Buffer; readonly headers: Readonly<Record<string, string>>} {
    const content = bytes ?? (json === undefined ? Buffer.alloc(0) : Buffer.from(`${JSON.stringify(json)}\n`));
    const contentType = type ?? (json === undefined ? undefined : 'application/json');
    return {
        content,
        headers: {
            ...makeHeaders(state),
            ...(contentType === undefined ? {} : {'Content-Type': contentType}),
            ...headers,
        },
    };
}

/** The rest of a body whose first bytes came with the head. */
async function readExactly(socket: Duplex, head: Buffer, length: number): Promise<Buffer> {
    const parts = [head];
    let have = head.length;
    while (have < length) {
        const part = await new Promise<Buffer>((resolve, reject) => {
            socket.once('data', resolve);
            socket.once('close', () => reject(new Error('the client went away')));
        });
        socket.pause();
        parts.push(part);
        have += part.length;
    }
    return Buffer.concat(parts).subarray(0, length);
}
