import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parsePlan} from '@fips-readiness/core';
import {downgradePlan} from '../samples/downgrade_plan.ts';
import {startReadyDeployment} from './ready_deployment.ts';
import type {ReadyDeployment} from './ready_deployment.ts';

const TIMEOUT_MS = 180_000;

describe('what an agent of the plan format before has left', () => {
    let ready: ReadyDeployment;
    beforeEach(async () => {
        ready = await startReadyDeployment();
    });
    afterEach(() => ready.close());

    const agent = (...args: readonly string[]) => ready.agent(args, {SITE_URL: ready.deployment.mattermost.url});
    const planFile = () => join(ready.folder, 'move.plan');

    /** Makes the plan in a file one of the format before. */
    async function downgrade(file: string): Promise<void> {
        const plan = parsePlan((await readFile(file, 'utf8')).trim());
        if (!plan) {
            throw new Error('no plan');
        }
        await writeFile(file, downgradePlan(plan));
    }

    test(
        'a plan is never carried out: it is stale, and says by what',
        async () => {
            expect((await agent('plan', '--out', planFile())).exitCode).toBe(0);
            await downgrade(planFile());
            const run = await agent('apply', planFile(), '--yes');
            expect(`${run.stderr}`.replace(/\s+/g, ' ')).toMatch(/makes plans in another format.*\[plan_stale\]/);
            expect(ready.deployment.mattermost.world.variant).toBe('standard');
        },
        TIMEOUT_MS,
    );

    test(
        'a run is told, and rolled back',
        async () => {
            expect((await agent('plan', '--out', planFile())).exitCode).toBe(0);
            expect((await agent('apply', planFile(), '--yes')).exitCode).toBe(0);
            expect(ready.deployment.mattermost.world.variant).toBe('fips');
            const runs = join(ready.folder, 'state/runs');
            const [runId = ''] = await readdir(runs);
            await downgrade(join(runs, runId, 'plan.json'));
            expect((await agent('status')).stdout).toMatch(/to the FIPS image: Succeeded/);
            expect((await agent('rollback', '--yes')).exitCode).toBe(0);
            expect(ready.deployment.mattermost.world.variant).toBe('standard');
        },
        TIMEOUT_MS,
    );
});
