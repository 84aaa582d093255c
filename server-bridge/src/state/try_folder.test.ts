import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {tryFolder} from './try_folder.ts';

describe('trying a folder', () => {
    let folder = '';
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'fips-try-'));
    });
    afterEach(() => rm(folder, {recursive: true}));

    test('one that can be written, and nothing is left in it', async () => {
        expect(await tryFolder(folder)).toBe(true);
        expect(await readdir(folder)).toEqual([]);
    });

    test('one that is still to be made, and it is not made', async () => {
        expect(await tryFolder(join(folder, 'rescue/kits'))).toBe(true);
        expect(await readdir(folder)).toEqual([]);
    });

    test.each(['/proc', '/proc/nowhere/kits'])('%s cannot be written', async (path) => {
        expect(await tryFolder(path)).toBe(false);
    });

    test('a file is no folder', async () => {
        await writeFile(join(folder, 'file'), '');
        expect(await tryFolder(join(folder, 'file'))).toBe(false);
    });
});
