import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Approval} from '@fips-readiness/core';
import {runAgent} from './run_agent.ts';

const APPROVAL: Approval = {
    by: {kind: 'admin', userId: 'a'.repeat(26), username: 'maria'},
    at: '2026-11-27T12:00:00.000Z',
    hostCode: false,
};
const WINDOW = {from: '2026-11-28T02:00:00.000Z', until: '2026-11-28T04:00:00.000Z'};

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'withdraw-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const agent = (...args: readonly string[]) => runAgent(args, {STATE_DIR: folder});

test('status names the approval that waits, and withdraw takes it back, once', async () => {
    const waiting = {
        planId: '0'.repeat(32),
        planText: '{}',
        approvals: [APPROVAL],
        window: WINDOW,
        changeReference: '',
    };
    await writeFile(join(folder, 'scheduled-approval.json'), JSON.stringify(waiting));
    const status = await agent('status');
    expect(status.stdout.replaceAll(/\s+/g, ' ')).toContain(
        `approved by maria starts between ${WINDOW.from} and ${WINDOW.until}`,
    );
    const withdrawn = await agent('withdraw');
    expect([withdrawn.exitCode, withdrawn.stdout]).toEqual([
        0,
        `Withdrawn: nothing will start between ${WINDOW.from} and ${WINDOW.until}.\n`,
    ]);
    const again = await agent('withdraw');
    expect([again.exitCode, again.stdout]).toEqual([22, 'No approval is waiting.\n']);
    expect((await agent('status')).stdout).not.toContain('starts between');
});
