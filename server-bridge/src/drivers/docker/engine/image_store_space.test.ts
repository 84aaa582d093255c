import {statfs} from 'node:fs/promises';
import {hostname} from 'node:os';
import {measureImageStore} from './image_store_space.ts';

const engine = (endpoint: string) => ({endpoint, fetchContainer: () => Promise.resolve(undefined)});
const here = {host: 'another', rootDirectory: import.meta.dirname};

test('on the host: what the data root has left', async () => {
    const {bsize} = await statfs(import.meta.dirname);
    const places = [
        measureImageStore(engine('unix:///var/run/docker.sock'), here),
        measureImageStore(engine('tcp://127.0.0.1:2375'), {...here, host: hostname()}),
    ];
    for (const bytes of (await Promise.all(places)).map((one) => one ?? 0)) {
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
