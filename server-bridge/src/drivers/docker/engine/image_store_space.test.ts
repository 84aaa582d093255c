import {statfs} from 'node:fs/promises';
import {hostname} from 'node:os';
import {measureImageStore, measureInside} from './image_store_space.ts';

const engine = (endpoint: string) => ({endpoint, fetchContainer: () => Promise.resolve(undefined)});
const here = {host: 'another', rootDirectory: import.meta.dirname};

test('on the host: what the data root has left', async () => {
    const {bsize} = await statfs(import.meta.dirname);
    const places = [
        measureImageStore(engine('unix:///var/run/docker.sock'), here),
        measureImageStore(engine('tcp://127.0.0.1:2375'), {...here, host: hostname()}),
    ];
    for (const {leastBytes: bytes, mostBytes} of (await Promise.all(places)).flatMap((one) => one ?? [])) {
        expect(mostBytes).toBe(bytes);
        expect(bytes % bsize).toBe(0);
        expect(bytes).toBeGreaterThan(0);
    }
});

test('a data root that is not there: unknown', async () => {
    const rootDirectory = '/nowhere/docker';
    expect(await measureImageStore(engine('unix:///var/run/docker.sock'), {...here, rootDirectory})).toBeUndefined();
});

test('an engine elsewhere: a folder of that name on this host says nothing', async () => {
    expect(await measureImageStore(engine('tcp://10.0.0.9:2376'), here)).toBeUndefined();
});

test.each([
    ['the same disk', 5, 5, {leastBytes: 5, mostBytes: 5}],
    ['a quota below what the disk has', 2, 5, {leastBytes: 2, mostBytes: 5}],
    ['a quota above what the disk has', 9, 5, {leastBytes: 5, mostBytes: 9}],
    ['only the root', 5, undefined, {leastBytes: 5, mostBytes: 5}],
    ['nothing', undefined, 5, undefined],
])('in a container, %s', async (_name, root, mounted, expected) => {
    expect(await measureInside((path) => Promise.resolve(path === '/' ? root : mounted))).toEqual(expected);
});
