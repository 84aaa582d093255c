import {open, readFile, rm, truncate} from 'node:fs/promises';
import {join} from 'node:path';
import {
    CHAIN_START,
    FipsError,
    fitEvent,
    foldEvent,
    foldRun,
    printJournalLine,
    readJournal,
    RunEvent,
} from '@fips-readiness/core';
import type {RunEventBody, RunState} from '@fips-readiness/core';
import {appendDurably, isFull, writeDurably} from '../state/durable_file.ts';
import {readStateText} from '../state/read_state_file.ts';
import type {Clock} from '../clock/clock.ts';

const FILE = 'journal.jsonl';
/** Room kept free, so that the way back can still be written when the disk is full. */
const RESERVE_FILE = 'reserve';
const RESERVE_BYTES = 256 * 1024;

/** The append-only record of one run. Nothing is done before its line is on disk. */
export type Journal = {
    readonly events: () => readonly RunEvent[];
    readonly state: () => RunState;
    /** The last line's chain value. */
    readonly head: () => string;
    readonly append: (body: RunEventBody) => Promise<RunEvent>;
};

/**
 * Opens a run's journal below its folder, new or as a crash left it. Throws FipsError `journal_damaged`; `state_damaged` where it is
 * there and cannot be read: a new one would take its place.
 */
export async function openJournal(folder: string, clock: Clock): Promise<Journal> {
    const path = join(folder, FILE);
    const reserve = join(folder, RESERVE_FILE);
    const text = await readStateText(path);
    if (text === undefined) {
        await writeDurably(path, '');
        await writeDurably(reserve, '\0'.repeat(RESERVE_BYTES));
    }
    const read = readJournal(text ?? '');
    if (read.code === 'damaged') {
        throw new FipsError('journal_damaged', {file: path, line: read.line});
    }
    if (read.torn) {
        await truncate(path, Buffer.byteLength((text ?? '').slice(0, (text ?? '').lastIndexOf('\n') + 1)));
    }
    let events: readonly RunEvent[] = read.events;
    let state = foldRun(events);
    let head = text === undefined ? CHAIN_START : read.head;
    return {
        events: () => events,
        state: () => state,
        head: () => head,
        append: async (body) => {
            const stamp = {n: events.length + 1, at: clock.now().toISOString(), sinceMs: clock.monotonicMs()};
            // What could not be read back must never be written: it would end the run at its next start.
            const event = RunEvent.parse({...fitEvent(body), ...stamp});
            const printed = printJournalLine(head, event);
            await appendWithReserve(path, printed.line, reserve);
            head = printed.head;
            events = [...events, event];
            state = foldEvent(state, event);
            return event;
        },
    };
}

/** A run's journal, not opened for writing: its exact lines, what they say, and its head. Undefined where it cannot be read. */
export async function readStoredJournal(folder: string): Promise<
    | {
          readonly lines: readonly string[];
          readonly events: readonly RunEvent[];
          readonly head: string;
      }
    | undefined
> {
    const text = await readFile(join(folder, FILE), 'utf8').catch(() => undefined);
    const read = text === undefined ? undefined : readJournal(text);
    return text === undefined || read?.code !== 'read'
        ? undefined
        : {lines: text.split('\n').slice(0, read.events.length), events: read.events, head: read.head};
}

async function appendWithReserve(path: string, line: string, reserve: string): Promise<void> {
    const {size} = await sizeOf(path);
    try {
        await appendDurably(path, line);
    } catch (error) {
        if (!isFull(error)) {
            throw error;
        }
        await rm(reserve, {force: true});
        // What was written of the line is taken back: a torn line in the middle would be damage.
        await truncate(path, size);
        await appendDurably(path, line).catch((again: unknown) => {
            throw isFull(again) ? new FipsError('journal_full', {file: path}) : again;
        });
    }
}

async function sizeOf(path: string): Promise<{readonly size: number}> {
    const file = await open(path, 'r');
    try {
        return await file.stat();
    } finally {
        await file.close();
    }
}
