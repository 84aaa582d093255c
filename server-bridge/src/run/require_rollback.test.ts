import {canBeTakenBack, foldRun} from '@fips-readiness/core';
import type {RunEvent} from '@fips-readiness/core';
import type {Settings} from '../settings/settings.ts';
import {requireRollback} from './require_rollback.ts';
import type {StoredRun} from '../journal/run_store.ts';

const ENDED = '2026-11-01T00:00:00.000Z';
const SETTINGS = {HOLD_OFF_DAYS: 7} as Settings;

function runOf(events: readonly object[]): StoredRun {
    const numbered = events.map((event, index) => ({n: index + 1, at: ENDED, sinceMs: 0, ...event})) as RunEvent[];
    return {runId: 'a'.repeat(32), events: numbered, state: foldRun(numbered)} as unknown as StoredRun;
}

const begun = {kind: 'step_begun', step: 'edit'};
const closed = (end: string) => ({kind: 'closed', end, because: 'done', downMs: null, frontDownMs: null});
const after = (days: number) => new Date(Date.parse(ENDED) + days * 86_400_000);

// security.md rule 7.
test('a run is taken back within the hold-off, and not after it', () => {
    const run = runOf([begun, closed('succeeded')]);
    expect(() => requireRollback(run, SETTINGS, after(7))).not.toThrow();
    expect(() => requireRollback(run, SETTINGS, after(7.01))).toThrow(
        expect.objectContaining({code: 'hold_off_over', data: {run: 'aaaaaaaa', days: 7}}),
    );
});

test('a run that is still open is taken back however old it is', () => {
    expect(() => requireRollback(runOf([begun]), SETTINGS, after(90))).not.toThrow();
});

test.each([
    ['changed nothing', [closed('refused')]],
    ['was taken back', [begun, closed('rolled_back')]],
    ['has given up its way back', [begun, closed('succeeded'), {kind: 'discarded', by: {}, removed: []}]],
])('a run that %s is not taken back', (_name, events) => {
    const run = runOf(events);
    expect(canBeTakenBack(run.state)).toBe(false);
    expect(() => requireRollback(run, SETTINGS, after(0))).toThrow(
        expect.objectContaining({code: 'nothing_to_roll_back'}),
    );
});
