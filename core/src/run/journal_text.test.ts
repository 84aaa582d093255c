import {CHAIN_START, printJournalLine, readJournal} from './journal_text.ts';
import type {RunEvent} from './run_event.ts';

const EVENTS = (['rescue_kit', 'pull', 'inspect'] as const).map((step, index): RunEvent => ({
    kind: 'step_begun',
    step,
    n: index + 1,
    at: '2026-11-27T02:00:00.000Z',
    sinceMs: index,
}));

function print(events: readonly RunEvent[]): string {
    let head = CHAIN_START;
    return events
        .map((event) => {
            const printed = printJournalLine(head, event);
            head = printed.head;
            return `${printed.line}\n`;
        })
        .join('');
}

describe('readJournal', () => {
    const text = print(EVENTS);

    test('gives back what was written, and the head', () => {
        const read = readJournal(text);
        expect(read).toMatchObject({code: 'read', events: EVENTS, torn: false});
        expect(read.code === 'read' && text.endsWith(`${text.split('\n').at(-2) ?? ''}\n`)).toBe(true);
        expect(read.code === 'read' && read.head).toBe(text.split('\n').at(-2)?.split(' ')[0]);
    });

    test('an empty journal has no events', () => {
        expect(readJournal('')).toEqual({code: 'read', events: [], head: CHAIN_START, torn: false});
    });

    test('every torn end loses the last line at most', () => {
        const whole = text.split('\n').slice(0, -1);
        for (let length = 0; length < text.length; length += 1) {
            const read = readJournal(text.slice(0, length));
            const complete = text.slice(0, length).split('\n').length - 1;
            expect(read).toMatchObject({code: 'read', events: EVENTS.slice(0, complete)});
            expect(complete).toBeLessThan(whole.length);
        }
    });

    test.each([
        ['a changed word', text.replace('pull', 'edit'), 2],
        ['a line left out', `${text.split('\n').slice(1).join('\n')}`, 1],
        ['two lines exchanged', `${[1, 0, 2].map((index) => text.split('\n')[index]).join('\n')}\n`, 1],
        ['a torn middle', text.replace('\n', ''), 1],
        ['no event', 'sha256:0 {}\n', 1],
    ])('%s is damage', (_name, damaged, line) => {
        expect(readJournal(damaged)).toEqual({code: 'damaged', line});
    });
});
