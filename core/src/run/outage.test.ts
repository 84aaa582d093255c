import {backStepsDone, openRun, stepsThrough, SUCCEEDED, timeEvents} from '../../../test/samples/run.ts';
import {readOutage, sumDowntime} from './outage.ts';
import type {RunEventBody} from './run_event.ts';

const END_MS = Date.parse('2026-11-23T01:10:00.000Z');
const at = (ms: number) => new Date(ms).toISOString();
/** One event a second, the last at END_MS. */
const read = (bodies: readonly RunEventBody[]) => readOutage(timeEvents(bodies, END_MS));

const FAILED: readonly RunEventBody[] = [
    openRun(),
    ...stepsThrough('edit'),
    {kind: 'step_begun', step: 'recreate'},
    {kind: 'step_done', step: 'recreate', outcome: 'recreated', data: {}},
    {kind: 'step_begun', step: 'wait'},
    {kind: 'step_done', step: 'wait', outcome: 'ready', data: {}},
    {kind: 'step_begun', step: 'verify'},
    {kind: 'step_failed', step: 'verify', reason: 'web_app', data: {}, consequence: 'roll_back'},
    {kind: 'turned_back', because: 'web_app'},
];
const ROLLED_BACK: readonly RunEventBody[] = [
    ...FAILED,
    ...backStepsDone(),
    {kind: 'closed', end: 'rolled_back', because: 'web_app', downMs: 5_400, frontDownMs: null},
];

test('up until something is replaced, down until it is ready', () => {
    expect(read([openRun(), ...stepsThrough('edit')])).toEqual({hasBegun: false, since: undefined, earlierMs: 0});
    const recreating = [openRun(), ...stepsThrough('edit'), {kind: 'step_begun', step: 'recreate'}] as const;
    expect(read(recreating)).toEqual({hasBegun: true, since: at(END_MS), earlierMs: 0});
    expect(read(FAILED)).toEqual({hasBegun: true, since: undefined, earlierMs: 3_000});
});

test('the rollback of a swap goes on counting where the swap has ended', () => {
    const back = backStepsDone();
    const until = (kind: string, step: string) =>
        back.slice(0, back.findIndex((event) => event.kind === kind && 'step' in event && event.step === step) + 1);
    expect(read([...FAILED, ...until('back_done', 'restore_files')])).toMatchObject({
        since: undefined,
        earlierMs: 3_000,
    });
    expect(read([...FAILED, ...until('back_begun', 'restore_container')])).toEqual({
        hasBegun: true,
        since: at(END_MS),
        earlierMs: 3_000,
    });
    expect(read([...FAILED, ...back])).toEqual({hasBegun: true, since: undefined, earlierMs: 6_000});
});

test('a rollback that somebody wants later begins with nothing', () => {
    const wanted: readonly RunEventBody[] = [
        ...SUCCEEDED,
        {kind: 'roll_back_asked', by: {kind: 'host', user: 'maria', host: 'chat'}},
        {kind: 'back_begun', step: 'restore_container'},
    ];
    expect(read(wanted)).toEqual({hasBegun: true, since: at(END_MS), earlierMs: 0});
});

test('pods that are replaced count as well: whether anybody notices is the plan’s to say', () => {
    expect(read([openRun(), {kind: 'step_begun', step: 'patch'}]).since).toBe(at(END_MS));
    expect(read([openRun(), {kind: 'back_begun', step: 'restore_resource'}]).since).toBe(at(END_MS));
});

test('what was measured is summed over the ends of a run', () => {
    const closed = (downMs: number | null, frontDownMs: number | null): RunEventBody => ({
        ...{kind: 'closed', end: 'rolled_back', because: 'x'},
        downMs,
        frontDownMs,
    });
    const sum = (...bodies: readonly RunEventBody[]) => sumDowntime(timeEvents(bodies, END_MS));
    expect(sum(...ROLLED_BACK)).toEqual({downMs: 5_400, frontDownMs: null});
    expect(sum(closed(5_200, null), closed(4_000, 4_100))).toEqual({downMs: 9_200, frontDownMs: 4_100});
    expect(sum(closed(null, null))).toEqual({downMs: null, frontDownMs: null});
    expect(sum(openRun())).toEqual({downMs: null, frontDownMs: null});
});
