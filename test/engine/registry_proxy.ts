import {createServer, request} from 'node:http';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {setTimeout as delay} from 'node:timers/promises';
import type {Registry} from './registry.ts';

/** What a registry does with one request. `as` answers with what stands at another path. */
export type RegistryBehaviour =
    {readonly does: 'pass' | 'cut' | 'refuse_login' | 'miss' | 'stall'} | {readonly does: 'pass'; readonly as: string};

/** A registry in front of a sound one that behaves as told, request by request. */
export type RegistryProxy = {
    readonly registry: Registry;
    /** Asked for every path from now on; default is to pass everything on. */
    readonly behave: (decide: (path: string) => RegistryBehaviour | Promise<RegistryBehaviour>) => void;
    readonly close: () => Promise<void>;
};

const PASS: RegistryBehaviour = {does: 'pass'};

/** Starts one; `bytesPerSecond` is what all its layers together come down with. */
export async function startRegistryProxy(
    behind: Registry,
    {bytesPerSecond}: {readonly bytesPerSecond?: number} = {},
): Promise<RegistryProxy> {
    let decide: (path: string) => RegistryBehaviour | Promise<RegistryBehaviour> = () => PASS;
    const pace = bytesPerSecond === undefined ? undefined : makePace(bytesPerSecond);
    const server = createServer((incoming, outgoing) => {
        void (async () => {
            const behaviour = await decide(incoming.url ?? '/');
            switch (behaviour.does) {
                case 'pass':
                    return passOn(behind, incoming, outgoing, 'as' in behaviour ? behaviour.as : incoming.url, pace);
                case 'cut':
                    return void incoming.socket.destroy();
                case 'stall':
                    return undefined;
                case 'refuse_login':
                    return refuse(outgoing, 401, 'UNAUTHORIZED', 'authentication required');
                case 'miss':
                    return refuse(outgoing, 404, 'MANIFEST_UNKNOWN', 'manifest unknown');
            }
        })().catch(() => incoming.socket.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    const close = async (): Promise<void> => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    };
    return {
        registry: {...behind, host: `localhost:${port}`, url: `http://127.0.0.1:${port}`, stop: close},
        behave: (next) => {
            decide = next;
        },
        close,
    };
}

function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
    outgoing.writeHead(status, {
        'Content-Type': 'application/json',
        ...(status === 401 && {'WWW-Authenticate': 'Basic realm="registry"'}),
    });
    outgoing.end(JSON.stringify({errors: [{code, message}]}));
}

async function passOn(
    behind: Registry,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    path: string | undefined,
    pace: Pace | undefined,
): Promise<void> {
    const asked = request(new URL(path ?? '/', behind.url), {method: incoming.method, headers: incoming.headers});
    incoming.pipe(asked);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    await (pace ? pipeline(answer, pace(), outgoing) : pipeline(answer, outgoing));
}

type Pace = () => Transform;

/** One line for all: what comes first takes its time, what comes next waits behind it. */
function makePace(bytesPerSecond: number): Pace {
    let freeAt = 0;
    return () =>
        new Transform({
            transform: (chunk: Buffer, _encoding, pass) => {
                const now = performance.now();
                freeAt = Math.max(freeAt, now) + (chunk.length / bytesPerSecond) * 1000;
                void delay(freeAt - now).then(() => pass(null, chunk));
            },
        });
}
