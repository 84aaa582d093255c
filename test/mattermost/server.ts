import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:http';

import type {RequestHandler} from 'msw';
import {getResponse} from 'msw';

import {makeHandlers} from './handlers/index.ts';
import type {WebSocketHub} from './websocket_hub.ts';
import {attachWebSocketHub} from './websocket_hub.ts';
import type {World, WorldOptions} from './world_shape.ts';
import {makeWorld} from './world.ts';

export interface ServerOptions extends WorldOptions {
    /** Serve this world instead of making one. */
    readonly world?: World;
    /** Default 0: any free port. */
    readonly port?: number;
    /** Default 127.0.0.1. */
    readonly host?: string;
    /** Such as '/chat'; '' by default. */
    readonly subpath?: string;
    /** Answers paths that are neither the API nor a webhook nor a plugin's file; undefined leaves one to the server itself. */
    readonly fallback?: (request: Request) => Promise<Response | undefined> | Response | undefined;
    /** Called after every request that may have changed something. */
    readonly onChange?: (world: World) => void;
}

export interface Mattermost {
    /** With the subpath, without a slash at the end. */
    readonly url: string;
    readonly port: number;
    /** The world being served; another one after `serve`. */
    readonly world: World;
    /** Puts another world (a restarted server) behind the same address and drops the websockets. */
    serve(world: World): void;
    close(): Promise<void>;
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array[] = [];
    for await (const part of incoming) {
        if (part instanceof Uint8Array) {
            parts.push(part);
        }
    }
    return new Uint8Array(Buffer.concat(parts));
}

async function makeRequest(incoming: IncomingMessage, path: string): Promise<Request> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) {
        for (const item of Array.isArray(value) ? value : [value]) {
            if (item !== undefined) {
                headers.append(name, item);
            }
        }
    }
    const method = incoming.method ?? 'GET';
    const body = method === 'GET' || method === 'HEAD' ? undefined : await readBody(incoming);
    const origin = `http://${incoming.headers.host ?? 'localhost'}`;
    return new Request(new URL(path, origin), {method, headers, ...(body === undefined ? {} : {body})});
}

/** The same request to another path of the same origin. */
function moveRequest(request: Request, path: string): Request {
    return new Request(new URL(path, request.url), request);
}

async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
    if (response.type === 'error') {
        outgoing.destroy();
        return;
    }
    response.headers.forEach((value, name) => {
        if (name !== 'set-cookie') {
            outgoing.setHeader(name, value);
        }
    });
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) {
        outgoing.setHeader('set-cookie', cookies);
    }
    outgoing.writeHead(response.status);
    outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function isServed(path: string): boolean {
    return ['/api/', '/hooks/'].some((prefix) => path.startsWith(prefix));
}

/** Starts a stand-in server on loopback. */
export async function startMattermost(options: ServerOptions = {}): Promise<Mattermost> {
    const subpath = options.subpath ?? '';
    let world = options.world ?? makeWorld(options);
    let handlers: RequestHandler[] = makeHandlers(world);

    const answer = async (incoming: IncomingMessage): Promise<Response> => {
        const path = incoming.url ?? '/';
        const isInside = path === subpath || path.startsWith(`${subpath}/`);
        const inner = isInside ? path.slice(subpath.length) || '/' : undefined;
        const request = await makeRequest(incoming, path);
        if (options.fallback !== undefined && (inner === undefined || !isServed(inner))) {
            const response = await options.fallback(request.clone());
            if (response !== undefined) {
                return response;
            }
        }
        if (inner !== undefined) {
            const response = await getResponse(handlers, subpath === '' ? request : moveRequest(request, inner));
            if (incoming.method !== 'GET') {
                options.onChange?.(world);
            }
            if (response !== undefined) {
                return response;
            }
        }
        return new Response('404 page not found\n', {status: 404, headers: {'Content-Type': 'text/plain'}});
    };

    const server = createServer((incoming, outgoing) => {
        answer(incoming)
            .then((response) => sendResponse(response, outgoing))
            .catch((error: unknown) => {
                world.log('error', 'The stand-in failed to answer', {error: String(error)});
                outgoing.destroy();
            });
    });
    const hub: WebSocketHub = attachWebSocketHub(server, () => world, subpath);
    const host = options.host ?? '127.0.0.1';
    await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(options.port ?? 0, host, resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return {
        url: `http://${host}:${port}${subpath}`,
        port,
        get world() {
            return world;
        },
        serve: (next) => {
            world = next;
            handlers = makeHandlers(next);
            hub.dropAll();
        },
        close: async () => {
            hub.close();
            server.closeAllConnections();
            await new Promise<void>((resolve) => server.close(() => resolve()));
        },
    };
}
