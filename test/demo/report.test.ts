import {readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {EvidenceReport} from '@fips-readiness/core';
import {LONG_PASSWORD, startReadyDeployment} from './ready_deployment.ts';
import type {ReadyDeployment} from './ready_deployment.ts';
import type {SampleDeployment} from './sample_deployment.ts';

const TIMEOUT_MS = 180_000;

describe('fips-agent report and verify-report, by the real agent over stand-ins', () => {
    let ready: ReadyDeployment;
    let folder: string;
    let deployment: SampleDeployment;
    beforeEach(async () => {
        ready = await startReadyDeployment();
        ({folder, deployment} = ready);
    });
    afterEach(() => ready.close());
    const agent = (...args: readonly string[]) => ready.agent(args, {FRONT_DOOR_SECONDS: '1'});

    test(
        'a run is told in every format, its JSON is signed, and a changed one is found out',
        async () => {
            const plan = join(folder, 'move.plan');
            await agent('plan', '--out', plan);
            const applied = await agent('apply', plan, '--yes', '--change', 'CHG-1042');
            expect(`${applied.exitCode} ${applied.stderr}`).toMatch(/^0 /);
            const file = join(folder, 'evidence.json');
            const made = await agent('report', '--out', file);
            expect(`${made.exitCode} ${made.stderr}`).toMatch(/^0 Written/);
            expect((await stat(file)).mode & 0o777).toBe(0o600);
            const verified = await agent('verify-report', file);
            expect(`${verified.exitCode} ${verified.stderr}`).toBe('0 ');
            expect(verified.stdout).toContain('consistent');
            expect(verified.stdout).toMatch(/Signed by key (?:[0-9a-f]{4} ?){8}/);
            const text = await readFile(file, 'utf8');
            const report: unknown = JSON.parse(text);
            expect(EvidenceReport.parse(report)).toEqual(report);
            expect(report).toMatchObject({evidence: {madeBy: {image: null}, run: {runId: expect.any(String)}}});
            await writeFile(file, text.replaceAll('CHG-1042', 'CHG-1043'));
            const changed = await agent('verify-report', file);
            expect(changed.exitCode).toBe(21);
            expect(changed.stdout).toContain('not consistent');
            const again = await agent('report', '--out', file);
            expect(again.exitCode).toBe(64);
            expect(again.stderr).toContain('could not be written');
            const others = await Promise.all(
                ['markdown', 'csv', 'html'].map((format) => agent('report', '--format', format)),
            );
            for (const {exitCode, stdout} of others) {
                expect(exitCode).toBe(0);
                expect(stdout).toMatch(/Approved by[^\n]*at the terminal of host/);
                expect(stdout).toContain('CHG-1042');
                expect(stdout).toMatch(/Runs a FIPS build/);
            }
            for (const one of [text, ...others.map(({stdout}) => stdout)]) {
                expect(one).not.toContain(deployment.databasePassword);
                expect(one).not.toContain(LONG_PASSWORD);
            }
        },
        TIMEOUT_MS,
    );

    test(
        'without a run it tells of the state now; what is no report is refused',
        async () => {
            const {exitCode, stdout} = await agent('report');
            expect(exitCode).toBe(0);
            expect(JSON.parse(stdout)).toMatchObject({evidence: {statement: 'runs_standard_build', run: null}});
            await writeFile(join(folder, 'other.json'), '{}');
            const refused = await agent('verify-report', join(folder, 'other.json'));
            expect(refused.exitCode).toBe(64);
            expect(refused.stderr).toContain('is not a report of this agent');
            expect((await agent('report', 'ffff')).exitCode).toBe(64);
        },
        TIMEOUT_MS,
    );
});
