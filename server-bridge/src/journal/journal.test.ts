import {mkdir, mkdtemp, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import {openJournal} from './journal.ts';

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journal-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

test('a journal that is there and cannot be read is no new one: nothing takes its place', async () => {
    // A folder of that name: what cannot be read for whatever reason, also for root.
    await mkdir(join(folder, 'journal.jsonl'));
    await writeFile(join(folder, 'journal.jsonl', 'kept'), '');
    await expect(openJournal(folder, SYSTEM_CLOCK)).rejects.toMatchObject({code: 'state_damaged'});
    expect(await readdir(folder)).toEqual(['journal.jsonl']);
    expect((await stat(join(folder, 'journal.jsonl', 'kept'))).isFile()).toBe(true);
});
