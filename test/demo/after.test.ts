import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {AGENT_BIN, runAgent} from '../agent/run_agent.ts';
import {runOrFail} from '../engine/command.ts';
import {writeOutput} from '../engine_stand_in/output.ts';
import {findFreePort} from '../engine/free_port.ts';
import {NASTY_NAMES} from '../samples/nasty.ts';
import {makeDemoFolder} from './demo_folder.ts';
import {mendByHand} from './mend_by_hand.ts';
import {startSampleDeployment} from './sample_deployment.ts';
import type {SampleDeployment} from './sample_deployment.ts';

const TIMEOUT_MS = 180_000;

describe('fips-agent check --after over stand-ins, without a run or a bot of this agent', () => {
    let folder: string;
    let deployment: SampleDeployment;
    beforeEach(async () => {
        folder = await makeDemoFolder();
        deployment = await startSampleDeployment({folder, port: await findFreePort(), startMs: 2_000});
    });
    afterEach(async () => {
        await deployment.close();
        await rm(folder, {recursive: true, force: true});
    });

    const agent = (...args: readonly string[]) =>
        runAgent(['check', '--after', ...args], {...deployment.agentEnvironment, FRONT_DOOR_SECONDS: '1'});
    const writeLog = (text: string) => {
        const container = [...deployment.containers.values()].find(({name}) => name.includes('mattermost-1'));
        if (container) {
            writeOutput(deployment.engine.state, container, {stream: 'stdout', text: `${text}\n`});
        }
    };

    test(
        'a deployment that has not moved needs attention, as JSON too, and no secret is shown',
        async () => {
            const password = deployment.databasePassword;
            writeLog('panic: openssl: HMAC key too short');
            writeLog(
                JSON.stringify({level: 'error', msg: `dsn postgres://mmuser:${password}@db/mm`, caller: 'a/b.go:1'}),
            );
            NASTY_NAMES.forEach((name) => writeLog(JSON.stringify({level: 'error', msg: name})));
            const run = await agent('--format', 'json');
            expect(`${run.exitCode} ${run.stderr}`).toBe('21 ');
            expect(JSON.parse(run.stdout)).toMatchObject({
                format: 1,
                expected: 'fips',
                baseline: null,
                functions: null,
                verdict: 'needs_attention',
                layers: expect.arrayContaining([expect.objectContaining({layer: 'fips_flag', state: 'failed'})]),
                startLog: {code: 'read', log: {explained: [{code: 'hmac_key_too_short', count: 1}]}},
            });
            const table = await agent();
            expect(table.exitCode).toBe(21);
            expect(table.stdout).toContain('shorter than 14 bytes');
            expect(table.stdout).toContain('focalboard');
            expect(table.stdout).not.toMatch(/[\u001b\u202e\u200b]/u);
            expect(`${run.stdout}${table.stdout}`).not.toContain(password);
        },
        TIMEOUT_MS,
    );

    test(
        'held against the standard build nothing is wrong with it, and other formats are refused',
        async () => {
            const run = await agent('--expect', 'standard', '--format', 'json');
            const {layers, verdict} = JSON.parse(run.stdout) as {layers: readonly {state: string}[]; verdict: string};
            expect(layers.filter(({state}) => state === 'failed')).toEqual([]);
            expect([run.exitCode, verdict]).toEqual([0, 'well']);
            expect(await agent('--format', 'csv')).toMatchObject({exitCode: 64, stdout: ''});
        },
        TIMEOUT_MS,
    );

    test(
        'a colleague’s docker compose up is waited for, and what it takes is measured; what has moved already is not waited for',
        async () => {
            const there = await agent('--wait', '--expect', 'standard');
            expect([there.exitCode, there.stderr]).toEqual([0, 'Ready with the standard image: 1 of 1.\n']);

            await mendByHand(deployment);
            // It brings the image, and changes nothing else.
            await runAgent(['rehearse'], deployment.agentEnvironment);
            const env = {...deployment.agentEnvironment, FRONT_DOOR_SECONDS: '1'};
            const child = spawn(process.execPath, [AGENT_BIN, 'check', '--after', '--wait', '5'], {
                env: {PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env},
                stdio: ['ignore', 'pipe', 'pipe'],
            });
            let said = '';
            child.stdout.on('data', (part: Buffer) => (said += part.toString()));
            let changing: Promise<unknown> | undefined;
            child.stderr.on('data', (part: Buffer) => {
                said += part.toString();
                if (said.includes('image: 0 of 1.')) {
                    changing ??= moveByHand();
                }
            });
            await Promise.all([once(child, 'close'), once(child.stderr, 'close').then(() => changing)]);
            expect(said).toMatch(/^Waiting until the change is made and through, 5 min at most\./);
            expect(said).toMatch(/\nReady with the FIPS image: 1 of 1\.\n/);
            expect(said.replaceAll(/\s+/g, ' ')).toMatch(
                /The FIPS image is everywhere, and ready, \d+ s after it was first seen\. During the wait the server did not answer this machine for \d+\.\d s/,
            );
        },
        TIMEOUT_MS,
    );

    async function moveByHand(): Promise<void> {
        const file = join(deployment.projectDirectory, '.env');
        const text = await readFile(file, 'utf8');
        await writeFile(file, text.replace('=mattermost-enterprise-edition', '=mattermost-enterprise-fips-edition'));
        const {COMPOSE_BINARY = '', ...env} = deployment.agentEnvironment;
        const up = ['--project-directory', deployment.projectDirectory, 'up', '--detach', '--pull', 'never'];
        await runOrFail(COMPOSE_BINARY, up, {env: {PATH: process.env['PATH'] ?? '', ...env}});
    }
});
