import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {CORE_FUNCTIONS} from '@fips-readiness/core';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {runAgent} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;

type Report = {
    readonly layers: readonly {readonly layer: string; readonly state: string}[];
    readonly functions: readonly {readonly function: string; readonly state: string}[] | null;
    readonly startLog: {readonly code: string};
    readonly baseline: string | null;
    readonly plugins: readonly {readonly id: string}[] | null;
};

describe('fips-agent check --after on a real engine', () => {
    let rig: Rig;
    let folder = '';
    beforeAll(async () => {
        rig = await startRig({name: 'after'});
        folder = await mkdtemp(join(tmpdir(), 'after-'));
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await rig.stop();
        await rm(folder, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    test(
        'a deployment moved by hand, without a run of this agent: layers, plugins, log, and by its bot the core functions',
        () =>
            runWithProject({engine: rig.engine, variant: 'fips', overrideText: LONG_ENOUGH_TEXT}, async (project) => {
                const env = {
                    DOCKER_HOST: rig.engine.dockerHost,
                    COMPOSE_BINARY: rig.engine.composeBinary,
                    STATE_DIR: join(folder, 'state'),
                    SITE_URL: project.baseUrl,
                    FRONT_DOOR_SECONDS: '5',
                };
                const look = async (...args: readonly string[]): Promise<Report> => {
                    const run = await runAgent(['check', '--after', '--format', 'json', ...args], env);
                    expect(`${run.stdout}${run.stderr}`).not.toContain(project.databasePassword);
                    expect([0, 11]).toContain(run.exitCode);
                    return JSON.parse(run.stdout) as Report;
                };
                const alone = await look();
                expect(alone).toMatchObject({baseline: null, functions: null, startLog: {code: 'read'}});
                expect(alone.layers.filter(({state}) => state === 'failed')).toEqual([]);
                expect(alone.layers).toContainEqual(expect.objectContaining({layer: 'fips_flag', state: 'ok'}));
                expect(alone.plugins?.map(({id}) => id)).toContain('playbooks');

                const agentDirectory = join(folder, 'agent');
                const init = await runAgent(['init', '--yes', '--agent-dir', agentDirectory], env);
                expect(init.exitCode).toBe(0);
                const connected = await look('--settings', join(agentDirectory, 'fips-agent.yaml'));
                expect(connected.functions?.map((one) => `${one.function} ${one.state}`)).toEqual(
                    CORE_FUNCTIONS.map((name) => `${name} ok`),
                );
                const wrong = await runAgent(['check', '--after', '--expect', 'standard'], env);
                expect(wrong.exitCode).toBe(21);
            }),
        LANE_TIMEOUT_MS,
    );
});
