import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {makeDockerEngine} from './docker_engine.ts';

/** Asks an engine that takes every call and answers none; `cutAfterMs`: it ends the connection then. */
async function ask(callMs: number, cutAfterMs?: number): Promise<unknown> {
    const server = createServer((request) => {
        if (cutAfterMs !== undefined) {
            setTimeout(() => request.socket.destroy(), cutAfterMs);
        }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const engine = makeDockerEngine(endpoint, {}, callMs);
    try {
        return await engine.fetchContainers().catch(({code, data}: {code: string; data: object}) => ({
            code,
            ...data,
            endpoint: undefined,
        }));
    } finally {
        server.closeAllConnections();
        server.close();
    }
}

test('an engine that does not answer in time is slow, with the limit', async () => {
    expect(await ask(1_000)).toEqual({code: 'engine_slow', seconds: 1});
});

test('an engine that ends the call before the limit is away', async () => {
    expect(await ask(30_000, 10)).toEqual({code: 'engine_unreachable'});
});
