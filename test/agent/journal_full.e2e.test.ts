import {access, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {RunEventBody} from '@fips-readiness/core';
import {openJournal, readStoredJournal} from '../../server-bridge/src/journal/journal.ts';
import type {Journal} from '../../server-bridge/src/journal/journal.ts';
import {runCommand, runOrFail} from '../engine/command.ts';

const CLOCK = {
    now: () => new Date('2026-11-01T00:00:00Z'),
    monotonicMs: () => 0,
    sleep: () => Promise.resolve(),
};
const NOTICE: RunEventBody = {kind: 'noticed', notice: 'plugins', data: {names: ['com.mattermost.calls'.repeat(10)]}};
/** More lines than the reserve has room for. */
const MANY = 5_000;

/** A file system that is really full: what was written stays readable, and the reserve lets a run come to its end. */
describe('a run’s journal on a disk without room', () => {
    let folder = '';
    let journal: Journal;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'journal-'));
        await runOrFail('mount', ['-t', 'tmpfs', '-o', 'size=512k,mode=0700', 'none', folder]);
        journal = await openJournal(folder, CLOCK);
    });
    afterEach(async () => {
        await runCommand('umount', [folder]);
        await rm(folder, {recursive: true});
    });

    const filler = () => join(folder, 'filler');
    const fill = () => runCommand('dd', ['if=/dev/zero', `of=${filler()}`, 'bs=4k', 'oflag=append', 'conv=notrunc']);
    const hasReserve = () =>
        access(join(folder, 'reserve')).then(
            () => true,
            () => false,
        );

    async function appendUntil(isOver: () => Promise<boolean>): Promise<void> {
        for (let line = 0; line < MANY && !(await isOver()); line += 1) {
            await journal.append(NOTICE);
        }
    }

    async function expectReadable(): Promise<void> {
        const stored = await readStoredJournal(folder);
        expect(stored?.events).toEqual(journal.events());
        expect(stored?.head).toBe(journal.head());
    }

    test('the line that finds no room takes the reserve’s', async () => {
        await fill();
        expect(await hasReserve()).toBe(true);
        await appendUntil(async () => !(await hasReserve()));
        expect(await hasReserve()).toBe(false);
        await journal.append(NOTICE);
        await expectReadable();
        expect((await openJournal(folder, CLOCK)).head()).toBe(journal.head());
    });

    test('with the reserve used up too it is journal_full; every line before reads back, and with room it goes on', async () => {
        await fill();
        await appendUntil(async () => !(await hasReserve()));
        await fill();
        await expect(appendUntil(() => Promise.resolve(false))).rejects.toMatchObject({code: 'journal_full'});
        await expectReadable();
        const written = journal.events();
        // What the last line left of itself is dropped by the next start.
        expect(await readFile(join(folder, 'journal.jsonl'), 'utf8')).not.toMatch(/\n$/);
        await rm(filler());
        journal = await openJournal(folder, CLOCK);
        expect(journal.events()).toEqual(written);
        await journal.append(NOTICE);
        await expectReadable();
    });
});
