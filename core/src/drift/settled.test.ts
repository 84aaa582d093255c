import {makePlan} from '../../../test/samples/plan.ts';
import type {RunEvent} from '../run/run_event.ts';
import {foldRun} from '../run/run_state.ts';
import {findSettled} from './settled.ts';

const ID = `sha256:${'2'.repeat(64)}`;

/** A run of this goal with what has happened, in short. */
function runOf(bodies: readonly object[], goal: 'to_fips' | 'to_standard' | 'rotate' = 'to_fips') {
    const events = bodies.map((body, index) => ({
        n: index + 1,
        at: '2026-11-20T12:00:00.000Z',
        sinceMs: 0,
        ...body,
    })) as RunEvent[];
    return {plan: makePlan({goal}).plan, events, state: foldRun(events)};
}

const done = (step: string, data = {}) => [
    {kind: 'step_begun', step},
    {kind: 'step_done', step, outcome: 'ok', data},
];
const closed = (end: string) => ({kind: 'closed', end, because: 'x', downMs: null, frontDownMs: null});
const MOVED = [
    ...done('inspect', {imageId: ID}),
    ...done('recreate'),
    ...done('wait'),
    ...done('finish'),
    closed('succeeded'),
];

test('the newest move that stayed, with the image it has inspected', () => {
    expect(findSettled([runOf(MOVED), runOf([closed('refused')])])).toMatchObject({
        variant: 'fips',
        imageId: ID,
        endedAt: '2026-11-20T12:00:00.000Z',
    });
});

test('one that wants a look, with the new image running, is a baseline too', () => {
    const noticed = [...done('recreate'), ...done('wait'), {kind: 'noticed', notice: 'plugins', data: {}}];
    expect(findSettled([runOf([...noticed, closed('needs_attention')])])).toMatchObject({variant: 'fips'});
});

test.each([
    ['none', []],
    ['one that was taken back', [runOf([...MOVED, {kind: 'roll_back_asked', by: {}}, closed('rolled_back')])]],
    ['a new password alone', [runOf(MOVED, 'rotate')]],
    ['one whose new container never got ready', [runOf([...done('recreate'), closed('needs_attention')])]],
    [
        'one whose rollback failed',
        [runOf([...MOVED.slice(0, -1), {kind: 'turned_back', because: 'x'}, closed('needs_attention')])],
    ],
])('%s -> undefined', (_name, runs) => {
    expect(findSettled(runs)).toBeUndefined();
});
