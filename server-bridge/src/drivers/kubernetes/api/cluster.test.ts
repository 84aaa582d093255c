import {once} from 'node:events';
import {createServer} from 'node:http';
import type {RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {makeCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';

const PODS = {group: '', version: 'v1', resource: 'pods', namespace: 'chat'} as const;

/** Lends a cluster whose API answers as told, and counts the connections made to it. */
async function withApi(
    answer: RequestListener,
    use: (cluster: Cluster, connections: () => number) => Promise<void>,
): Promise<void> {
    let connections = 0;
    const api = createServer(answer);
    api.on('connection', () => (connections += 1));
    api.listen(0, '127.0.0.1');
    await once(api, 'listening');
    const server = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const {KubeConfig} = await import('@kubernetes/client-node');
    const config = new KubeConfig();
    config.loadFromClusterAndUser({name: 'chat', server, skipTLSVerify: true}, {name: 'maria'});
    const login = {
        config,
        context: 'chat',
        server,
        namespace: undefined,
        isInside: false,
        renew: () => Promise.resolve(false),
    };
    try {
        await use(makeCluster(login, 5_000), () => connections);
    } finally {
        api.closeAllConnections();
        api.close();
    }
}

/** Answers the first request of each connection, and ends the connection at the second one. */
function answerOnce(): RequestListener {
    const seen = new WeakSet<object>();
    return ({socket}, response) => {
        if (seen.has(socket)) {
            socket.destroy();
            return;
        }
        seen.add(socket);
        response.end('{"items": []}');
    };
}

test('one connection serves the questions of a check', () =>
    withApi(
        (_request, response) => response.end('{"items": []}'),
        async ({call}, connections) => {
            for (let count = 0; count < 3; count += 1) {
                expect(await call({...PODS, verb: 'list'})).toEqual({items: []});
            }
            expect(connections()).toBe(1);
        },
    ));

test('a kept connection that the server closes just then: what only looks is asked again', () =>
    withApi(answerOnce(), async ({call}, connections) => {
        await call({...PODS, verb: 'list'});
        expect(await call({...PODS, verb: 'list'})).toEqual({items: []});
        expect(connections()).toBe(2);
    }));

test('a kept connection that the server closes just then: what changes something is not sent twice', () =>
    withApi(answerOnce(), async ({call}, connections) => {
        await call({...PODS, verb: 'list'});
        await expect(call({...PODS, verb: 'patch', name: 'mm-0'}, [])).rejects.toMatchObject({
            code: 'cluster_unreachable',
        });
        expect(connections()).toBe(1);
    }));
