import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isServed, stopServing, takeServedLock} from './served.ts';

describe('the agent that serves a state folder', () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'served-'));
    });
    afterEach(() => rm(folder, {recursive: true}));

    test('is seen while it does, and a second one is refused', async () => {
        expect(await isServed(folder)).toBe(false);
        const lock = await takeServedLock(folder, () => undefined);
        expect(await isServed(folder)).toBe(true);
        await expect(takeServedLock(folder, () => undefined)).rejects.toMatchObject({code: 'already_served'});
        await lock.release();
        expect(await isServed(folder)).toBe(false);
        await (await takeServedLock(folder, () => undefined)).release();
    });

    test('ends when it is asked to', async () => {
        const lock = await takeServedLock(folder, () => void lock.release());
        await stopServing(folder);
        expect(await isServed(folder)).toBe(false);
    });

    test('one that goes on is said', async () => {
        const lock = await takeServedLock(folder, () => undefined);
        await expect(stopServing(folder, 1)).rejects.toMatchObject({code: 'still_served', data: {folder}});
        await lock.release();
    });

    test('a folder whose name is longer than a socket address takes is no other', async () => {
        const deep = join(folder, 'a'.repeat(100), 'b'.repeat(100));
        await mkdir(deep, {recursive: true});
        const lock = await takeServedLock(deep, () => void lock.release());
        await expect(takeServedLock(deep, () => undefined)).rejects.toMatchObject({code: 'already_served'});
        await stopServing(deep);
        expect(await isServed(deep)).toBe(false);
        await (await takeServedLock(deep, () => undefined)).release();
    });
});
