import {createServer} from 'node:http';
import type {IncomingMessage} from 'node:http';
import {writeFile} from 'node:fs/promises';
import type {AddressInfo} from 'node:net';
import {WebSocketServer} from 'ws';
import {answerCall, listGroup, refuse, refuseContainer, reviewAccess, UNAUTHORIZED} from './answer.ts';
import {isServed, readCall, readGroup, SOCKETS} from './call.ts';
import type {ClusterState, ClusterUser} from './cluster_state.ts';
import {forwardPort} from './forward_port.ts';
import {runInPod} from './run_in_pod.ts';
import {makeStatus} from './status.ts';
import type {Answer} from './status.ts';
import type {Sent} from './write.ts';

/** A Kubernetes API server on loopback. */
export type ApiServer = {
    readonly url: string;
    /** Writes a kubeconfig with one context, `stand-in`, for the user of a token. */
    readonly writeKubeconfig: (
        file: string,
        login: {readonly token: string; readonly namespace?: string},
    ) => Promise<void>;
    /** The same, as what a file of it says. */
    readonly makeKubeconfig: (login: {readonly token: string}) => object;
    readonly close: () => Promise<void>;
};

const NOT_FOUND: Answer = {status: 404, body: '404 page not found\n'};

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

const SOCKET_PROGRAMS: Readonly<Record<string, typeof runInPod | undefined>> = {
    exec: runInPod,
    portforward: forwardPort,
};

/** Serves the state until it is closed, at a port of loopback. What it does and what it leaves out: BEHAVIOUR.md. */
export async function startApiServer(state: ClusterState, port = 0): Promise<ApiServer> {
    const readToken = ({headers}: IncomingMessage): string =>
        /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const findUser = (request: IncomingMessage): ClusterUser | undefined => state.users.get(readToken(request));
    const isCutOff = (request: IncomingMessage): boolean => {
        const left = state.callsLeft.get(readToken(request));
        if (left !== undefined) {
            state.callsLeft.set(readToken(request), left - 1);
        }
        return left !== undefined && left <= 0;
    };
    const isBrokenOff = (request: IncomingMessage): boolean => {
        const left = state.listsBrokenOff.get(readToken(request)) ?? 0;
        const isNext = left > 0 && /^[^?]*\/pods\?/.test(request.url ?? '');
        if (isNext) {
            state.listsBrokenOff.set(readToken(request), left - 1);
        }
        return isNext;
    };

    const answer = async (request: IncomingMessage): Promise<Answer> => {
        const url = new URL(request.url ?? '/', 'http://stand-in');
        const user = findUser(request);
        if (!user) {
            return UNAUTHORIZED;
        }
        if (url.pathname === REVIEWS && request.method === 'POST') {
            const {spec} = JSON.parse(await readBody(request)) as {spec: Parameters<typeof reviewAccess>[1]};
            return reviewAccess(user, spec);
        }
        const group = readGroup(url);
        if (group) {
            return listGroup(state, group) ?? NOT_FOUND;
        }
        const call = readCall(state, request.method ?? 'GET', url);
        if (!call) {
            return NOT_FOUND;
        }
        const refused = refuse(user, call);
        if (refused || !isServed(state, call)) {
            return refused ?? NOT_FOUND;
        }
        return SOCKETS.has(call.subresource)
            ? makeStatus(400, 'BadRequest', 'Upgrade request required')
            : answerCall(state, call, await readSent(request));
    };

    const server = createServer((request, response) => {
        if (isCutOff(request)) {
            request.destroy();
            return;
        }
        void answer(request).then(({status, body}) => {
            state.calls.push(`${request.method ?? ''} ${request.url ?? ''} ${status}`);
            const isText = typeof body === 'string';
            const text = isText ? body : JSON.stringify(body);
            response.writeHead(status, {'Content-Type': isText ? 'text/plain' : 'application/json'});
            if (isBrokenOff(request)) {
                response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy());
                return;
            }
            response.end(text);
        });
    });
    const sockets = new WebSocketServer({
        noServer: true,
        handleProtocols: (offered, {url = ''}) => {
            const protocol = url.includes('/portforward') ? 'v4.channel.k8s.io' : 'v5.channel.k8s.io';
            return offered.has(protocol) ? protocol : false;
        },
    });
    server.on('upgrade', (request: IncomingMessage, socket, head) => {
        if (isCutOff(request)) {
            socket.destroy();
            return;
        }
        const user = findUser(request);
        const call = readCall(state, 'GET', new URL(request.url ?? '/', 'http://stand-in'));
        const refused = user ? call && (refuse(user, call) ?? refuseContainer(state, call)) : UNAUTHORIZED;
        const serve = SOCKET_PROGRAMS[call?.subresource ?? ''];
        if (refused || !call || !serve) {
            const {status, body} = refused ?? makeStatus(404, 'NotFound', 'not found');
            const text = JSON.stringify(body);
            state.calls.push(`GET ${request.url ?? ''} ${status}`);
            socket.end(
                `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
            );
            return;
        }
        state.calls.push(`GET ${request.url ?? ''} 101`);
        sockets.handleUpgrade(request, socket, head, (client) => serve(state, call, client));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
        url,
        writeKubeconfig: (file, login) => writeFile(file, JSON.stringify(makeKubeconfig(url, login)), {mode: 0o600}),
        makeKubeconfig: (login) => makeKubeconfig(url, login),
        close: () =>
            new Promise((resolve) => {
                // A forwarded port is kept open by whoever may ask there again.
                sockets.clients.forEach((client) => client.terminate());
                sockets.close();
                server.closeAllConnections();
                server.close(() => resolve());
            }),
    };
}

function makeKubeconfig(
    url: string,
    {token, namespace}: {readonly token: string; readonly namespace?: string},
): object {
    return {
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'stand-in',
        contexts: [
            {
                name: 'stand-in',
                context: {cluster: 'stand-in', user: 'maria', ...(namespace !== undefined && {namespace})},
            },
        ],
        // Without this the client library speaks to no plain HTTP server.
        clusters: [{name: 'stand-in', cluster: {server: url, 'insecure-skip-tls-verify': true}}],
        users: [{name: 'maria', user: {token}}],
    };
}

async function readSent(request: IncomingMessage): Promise<Sent> {
    const text = await readBody(request);
    return {
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        contentType: request.headers['content-type'] ?? '',
    };
}

async function readBody(request: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) {
        parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
}
