import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {RunEvent} from '@fips-readiness/core';
import {makePlan} from '../../../test/samples/plan.ts';
import {findOwnDump} from './find_own_dump.ts';

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dump-'));
    await writeFile(join(folder, 'a.dump'), 'whole');
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const run = (at: string, file: string, bytes = 5, outcome = 'dumped') => ({
    runId: 'a'.repeat(32),
    plan: makePlan().plan,
    events: [
        {n: 1, at, sinceMs: 0, kind: 'step_done', step: 'backup', outcome, data: {file: join(folder, file), bytes}},
    ] as RunEvent[],
});
const {target} = makePlan().plan;

test('the newest dump that is still there counts', async () => {
    const runs = [run('2026-11-20T03:00:00.000Z', 'a.dump'), run('2026-11-21T03:00:00.000Z', 'gone.dump')];
    expect(await findOwnDump(runs, target)).toEqual({
        takenAt: '2026-11-20T03:00:00.000Z',
        by: 'fips-agent',
        reference: `backups/${'a'.repeat(32)}.dump`,
    });
});

test.each([
    ['that was cut', run('2026-11-20T03:00:00.000Z', 'a.dump', 6), target],
    ['that somebody else vouched for', run('2026-11-20T03:00:00.000Z', 'a.dump', 5, 'attested'), target],
    [
        'of another deployment',
        run('2026-11-20T03:00:00.000Z', 'a.dump'),
        {...target, service: 'other'} as typeof target,
    ],
])('one %s does not', async (_name, given, where) => {
    expect(await findOwnDump([given], where)).toBeUndefined();
});
