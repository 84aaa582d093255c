import {fitEvent} from './fit_event.ts';
import {RunEvent} from './run_event.ts';
import type {RunEventBody} from './run_event.ts';

test('texts that are too long are cut wherever they are, all others stay', () => {
    const long = 'x'.repeat(600);
    const body: RunEventBody = {
        kind: 'step_failed',
        step: 'edit',
        reason: 'file_differs',
        data: {path: long, names: [long, 'short'], line: 3},
        consequence: 'stop',
    };
    const fitted = fitEvent(body);
    const cut = `${'x'.repeat(511)}…`;
    expect(fitted).toEqual({...body, data: {path: cut, names: [cut, 'short'], line: 3}});
    const stamp = {n: 1, at: '2026-11-23T12:00:00.000Z', sinceMs: 0};
    expect(RunEvent.safeParse({...fitted, ...stamp}).success).toBe(true);
    expect(RunEvent.safeParse({...body, ...stamp}).success).toBe(false);
});
