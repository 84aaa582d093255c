import {makePlan} from '../../../test/samples/plan.ts';
import {readRehearsalMs, withOwnRehearsal} from './own_rehearsal.ts';
import type {RunEvent} from './run_event.ts';

const at = (seconds: number) => ({
    n: 1,
    at: new Date(Date.UTC(2026, 10, 28) + seconds * 1000).toISOString(),
    sinceMs: 0,
});
const rehearsed = (seconds: number): RunEvent[] => [
    {...at(0), kind: 'step_begun', step: 'rehearse'},
    {...at(seconds), kind: 'step_done', step: 'rehearse', outcome: 'proved', data: {}},
];
const usual = {fromMs: 1_500, toMs: 60_000, source: 'usual', proxyWaitMs: 0} as const;
const measured = {fromMs: 3_000, toMs: 12_000, source: 'last_start', proxyWaitMs: 0} as const;

test.each([
    ['usual values are replaced', usual, 8, {fromMs: 4_000, toMs: 16_000, source: 'last_start', proxyWaitMs: 0}],
    ['a wait for a proxy stays', {...usual, proxyWaitMs: 30_000}, 8, {toMs: 46_000, proxyWaitMs: 30_000}],
    ['measured ones are widened by a slower one', measured, 20, {fromMs: 3_000, toMs: 40_000}],
    ['and by a quicker one', measured, 2, {fromMs: 1_000, toMs: 12_000}],
])('%s', (_name, downtime, seconds, expected) => {
    expect(withOwnRehearsal(makePlan({downtime}).plan, rehearsed(seconds)).downtime).toMatchObject(expected);
});

test.each([
    ['no rehearsal', []],
    ['one that has not ended', rehearsed(5).slice(0, 1)],
    ['a clock that was set back', rehearsed(-5)],
])('%s leaves the plan as it is', (_name, events) => {
    const {plan} = makePlan({downtime: usual});
    expect(readRehearsalMs(events)).toBeUndefined();
    expect(withOwnRehearsal(plan, events)).toBe(plan);
});
