import {makePlan} from '../../../test/samples/plan.ts';
import {compareWithNow} from './compare_with_now.ts';
import type {RunEvent} from './run_event.ts';
import {foldRun} from './run_state.ts';

const OLD = `sha256:${'1'.repeat(64)}`;
const NEW = `sha256:${'2'.repeat(64)}`;

function runOf(bodies: readonly object[]) {
    const {plan} = makePlan();
    const events = bodies.map((body, index) => ({n: index + 1, at: '', sinceMs: 0, ...body})) as RunEvent[];
    return {plan: {...plan, from: {...plan.from, id: OLD}}, events, state: foldRun(events)};
}

const done = (step: string, data = {}) => [
    {kind: 'step_begun', step},
    {kind: 'step_done', step, outcome: 'ok', data},
];
const closed = (end: string) => ({kind: 'closed', end, because: 'x', downMs: null, frontDownMs: null});
const MOVED = [...done('inspect', {imageId: NEW}), ...done('recreate'), ...done('wait')];
const ROLLED_BACK = [...MOVED, closed('succeeded'), {kind: 'roll_back_asked', by: {}}, closed('rolled_back')];
const runs = (imageId: string) => ({code: 'runs', container: 'mm', image: 'image', imageId}) as const;

test.each([
    ['a move that stays', [...MOVED, closed('succeeded')], runs(NEW), 'new', true],
    ['a move that was taken back by hand', [...MOVED, closed('succeeded')], runs(OLD), 'old', false],
    ['a move, and a later upgrade', [...MOVED, closed('succeeded')], runs(`sha256:${'3'.repeat(64)}`), 'other', false],
    ['a move whose container is gone', [...MOVED, closed('succeeded')], {code: 'no_container'}, 'none', false],
    ['a move that wants a look', [...MOVED, closed('needs_attention')], runs(OLD), 'old', false],
    ['a rollback', ROLLED_BACK, runs(OLD), 'old', true],
    ['a rollback, and the new image again', ROLLED_BACK, runs(NEW), 'new', false],
    ['a run that is open', MOVED, runs(NEW), 'new', null],
    ['one that ended halfway', [...done('recreate'), closed('needs_attention')], runs(OLD), 'old', null],
    ['an engine that does not answer', [...MOVED, closed('succeeded')], {code: 'not_looked'}, 'not_looked', null],
] as const)('%s', (_name, bodies, now, which, asLeft) => {
    expect(compareWithNow(runOf(bodies), now)).toEqual({which, asLeft});
});
