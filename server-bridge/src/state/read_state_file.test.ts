import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {readStagedChange} from '../drivers/docker/kept/staged_change.ts';
import {readStateFile} from './read_state_file.ts';

const Schema = z.object({format: z.literal(1)});

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'state-file-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const read = () => readStateFile(join(folder, 'file.json'), Schema);
const damaged = expect.objectContaining({code: 'state_damaged'}) as Error;

test('what is there is read, and what is not there is none', async () => {
    await expect(read()).resolves.toBeUndefined();
    await writeFile(join(folder, 'file.json'), '{"format":1}');
    await expect(read()).resolves.toEqual({format: 1});
});

test.each([
    ['no JSON', '{"format"'],
    ['nothing', ''],
    ['another format', '{"format":2}'],
])('%s is damage', async (_name, text) => {
    await writeFile(join(folder, 'file.json'), text);
    await expect(read()).rejects.toEqual(damaged);
});

test('a file that is there and cannot be read is damage, never "nothing was kept"', async () => {
    await mkdir(join(folder, 'file.json'));
    await expect(read()).rejects.toEqual(damaged);
    // A staged change that is taken for none would be left half done.
    await mkdir(join(folder, 'staged.json'));
    await expect(readStagedChange(folder)).rejects.toEqual(damaged);
});
