import {PassThrough} from 'node:stream';
import type {Engine} from '../engine/engine.ts';
import {makeContainerTools} from './container_tools.ts';

/** A container whose pg_dump ends as `end` says. */
function makeTools(end: () => Promise<number>) {
    const calls: string[] = [];
    const engine = {
        execStream: async (_id: string, argv: readonly string[]) => {
            calls.push(argv.join(' '));
            return {exitCode: await end(), stderr: ''};
        },
        exec: (_id: string, argv: readonly string[]) => {
            calls.push(argv.at(-1) ?? '');
            return Promise.resolve({exitCode: 0, stdout: '', stderr: ''});
        },
    } as unknown as Engine;
    const dsn = {user: 'mm', database: 'chat'};
    return {tools: makeContainerTools({engine, containerId: 'c', dsn}), calls};
}

const io = () => ({stdout: new PassThrough(), signal: new AbortController().signal});

test('a dump that ends well leaves nothing to end', async () => {
    const {tools, calls} = makeTools(() => Promise.resolve(0));
    await expect(tools.dump(io())).resolves.toMatchObject({exitCode: 0});
    expect(calls).toHaveLength(1);
});

test.each([
    ['refuses', () => Promise.resolve(1)],
    ['is let go of', () => Promise.reject(new Error('let go'))],
])('a pg_dump that %s is ended in the database too, by the name it logged in with', async (_name, end) => {
    const {tools, calls} = makeTools(end);
    await tools.dump(io()).catch(() => undefined);
    const name = /application_name=(\S+)/.exec(calls[0] ?? '')?.[1] ?? '';
    expect(name).toMatch(/^fips-agent-dump-[0-9a-f]{8}$/);
    expect(calls[1]).toBe(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${name}'`);
});
