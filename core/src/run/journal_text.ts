import {parseJson, printCanonicalJson} from '../values/canonical_json.ts';
import type {Json} from '../values/canonical_json.ts';
import {makeDigest} from '../values/digest.ts';
import {RunEvent} from './run_event.ts';

/** The chain's value before the first line. */
export const CHAIN_START = makeDigest('journal', '');

/** What a journal's text says. `head` is the last line's chain value; a `torn` last line is a crash's and is left out. */
export type JournalRead =
    | {readonly code: 'read'; readonly events: readonly RunEvent[]; readonly head: string; readonly torn: boolean}
    | {readonly code: 'damaged'; readonly line: number};

/** One line of a journal: the event, and a digest over it and everything before it. */
export function printJournalLine(head: string, event: RunEvent): {readonly line: string; readonly head: string} {
    const body = printCanonicalJson(event as unknown as Json);
    const next = makeDigest('journal', `${head}\n${body}`);
    return {line: `${next} ${body}`, head: next};
}

/** Reads a journal. A line that breaks the chain, skips a number or is not an event of ours is damage, wherever it is. */
export function readJournal(text: string): JournalRead {
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    const events: RunEvent[] = [];
    let head = CHAIN_START;
    for (const [index, line] of lines.entries()) {
        const blank = line.indexOf(' ');
        const read = RunEvent.safeParse(parseJson(line.slice(blank + 1)));
        const expected = makeDigest('journal', `${head}\n${line.slice(blank + 1)}`);
        if (!read.success || line.slice(0, blank) !== expected || read.data.n !== index + 1) {
            return {code: 'damaged', line: index + 1};
        }
        events.push(read.data);
        head = expected;
    }
    return {code: 'read', events, head, torn: rest !== ''};
}
