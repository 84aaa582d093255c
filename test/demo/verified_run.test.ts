import {readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {RunEvent} from '@fips-readiness/core';
import {startReadyDeployment} from './ready_deployment.ts';
import type {ReadyDeployment} from './ready_deployment.ts';
import type {SampleDeployment} from './sample_deployment.ts';

const TIMEOUT_MS = 180_000;
const id = (letter: string) => letter.repeat(26);

describe('what a verification finds beside its layers, by the real agent over stand-ins', () => {
    let ready: ReadyDeployment;
    let folder: string;
    let deployment: SampleDeployment;
    beforeEach(async () => {
        ready = await startReadyDeployment();
        ({folder, deployment} = ready);
    });
    afterEach(() => ready.close());

    const agent = (...args: readonly string[]) =>
        ready.agent(args, {
            TOKEN_FILE: join(folder, 'token'),
            TEAM_ID: id('t'),
            CHANNEL_ID: id('c'),
            BOT_USER_ID: id('b'),
        });

    async function swap() {
        const file = join(folder, 'move.plan');
        const planned = await agent('plan', '--out', file);
        expect(`${planned.exitCode} ${planned.stderr}`).toBe('0 ');
        const run = await agent('apply', file, '--yes');
        const [runId = ''] = await readdir(join(folder, 'state/runs'));
        const [status] = JSON.parse((await agent('status', '--format', 'json')).stdout) as [
            {readonly events: readonly RunEvent[]},
        ];
        const verified = status.events.find((event) => event.kind === 'step_done' && event.step === 'verify');
        return {run, runId, folder: join(folder, 'state/runs', runId), verified};
    }

    test(
        'core functions that cannot be proved leave the site up and the run to a person; the log stays on the host',
        async () => {
            await writeFile(join(folder, 'token'), id('x'), {mode: 0o600});
            const {run, runId, folder: runFolder, verified} = await swap();
            expect(run.stderr).toContain('The bot could not prove these functions: message: unauthorized');
            expect(run.stdout).toContain('Needs attention');
            expect(run.exitCode).toBe(21);
            expect((await agent('watch', '--once', '--format', 'json')).stdout).toContain('"variant":"fips"');
            const after = await agent('check', '--after', '--format', 'json');
            expect((JSON.parse(after.stdout) as {readonly baseline: unknown}).baseline).toBe(runId);
            expect(deployment.mattermost.world.variant).toBe('fips');
            expect(verified).toMatchObject({
                data: {functions: expect.arrayContaining(['search: unauthorized']), startLog: []},
            });
            const log = join(runFolder, 'start-log.json');
            expect((await stat(log)).mode & 0o777).toBe(0o600);
            expect(JSON.parse(await readFile(log, 'utf8'))).toMatchObject({code: 'read', log: {explained: []}});
        },
        TIMEOUT_MS,
    );

    test(
        'a token that cannot be read proves nothing and fails nothing',
        async () => {
            const {run, verified} = await swap();
            expect(run.exitCode).toBe(0);
            expect(verified).toMatchObject({
                data: {functions: expect.arrayContaining(['message: token_unreadable'])},
            });
        },
        TIMEOUT_MS,
    );

    test(
        'of a start that fails the known meaning is kept',
        async () => {
            deployment.knobs.fipsFault = 'exits';
            const {run, folder: runFolder} = await swap();
            expect(run.exitCode).toBe(20);
            expect(JSON.parse(await readFile(join(runFolder, 'failed-start-log.json'), 'utf8'))).toMatchObject({
                log: {explained: [{code: 'hmac_key_too_short'}]},
            });
        },
        TIMEOUT_MS,
    );
});
