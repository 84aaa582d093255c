import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {makeDockerEngine} from './docker_engine.ts';

/** An engine's address that answers each call of a method and path as `answer` says. */
async function ask(answer: (call: string) => number): Promise<{may: boolean; calls: readonly string[]}> {
    const calls: string[] = [];
    const server = createServer((request, response) => {
        const call = `${request.method ?? ''} ${(request.url ?? '').replace(/nobody-[0-9a-f]+/, 'nobody').replace(/\?.*/, '')}`;
        calls.push(call);
        response.writeHead(answer(call), {'Content-Type': 'application/json'}).end('{"message":"no"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
        const {port} = server.address() as AddressInfo;
        return {may: await makeDockerEngine(`http://127.0.0.1:${port}`, {}).mayChange(), calls};
    } finally {
        server.closeAllConnections();
        server.close();
    }
}

test('an engine that refuses what cannot be done lets this agent change: nothing that exists is named', async () => {
    const {may, calls} = await ask((call) => (call.includes('create') ? 400 : 404));
    expect(may).toBe(true);
    expect(calls).toEqual([
        'POST /containers/create',
        'POST /containers/fips-agent-nobody/stop',
        'DELETE /containers/fips-agent-nobody',
    ]);
});

test.each(['create', 'stop', 'DELETE'])('a proxy that forbids %s lets it read only', async (word) => {
    expect((await ask((call) => (call.includes(word) ? 403 : 404))).may).toBe(false);
});
