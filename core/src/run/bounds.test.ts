import {findBoundsRefusal} from './bounds.ts';
import type {Bounds} from './bounds.ts';

const BOUNDS: Bounds = {allow: ['to_fips'], changesPerHour: 1, changesPerDay: 3};
const NOW = Date.parse('2026-11-27T12:00:00Z');
const ago = (...hours: readonly number[]) => hours.map((hour) => ({atMs: NOW - hour * 3_600_000, changed: true}));
const tried = (count: number, hour: number) =>
    Array.from({length: count}, () => ({atMs: NOW - hour * 3_600_000, changed: false}));

describe('findBoundsRefusal', () => {
    test.each([
        ['the first run', 'to_fips', [], undefined],
        ['what is not listed', 'to_standard', [], 'goal_not_allowed'],
        ['a new password alone', 'rotate', [], 'goal_not_allowed'],
        ['a second in the hour', 'to_fips', ago(0.9), 'too_many_this_hour'],
        ['a second after the hour', 'to_fips', ago(1), undefined],
        ['a fourth in the day', 'to_fips', ago(2, 5, 23), 'too_many_today'],
        ['a fourth after the day', 'to_fips', ago(2, 5, 24), undefined],
        ['after four that changed nothing', 'to_fips', tried(4, 0.5), undefined],
        ['after five that changed nothing', 'to_fips', tried(5, 0.5), 'too_many_attempts'],
        ['an hour after five that changed nothing', 'to_fips', tried(5, 1), undefined],
    ] as const)('%s: %s', (_name, goal, changes, refusal) => {
        expect(findBoundsRefusal(BOUNDS, goal, changes, NOW)).toBe(refusal);
    });
});
