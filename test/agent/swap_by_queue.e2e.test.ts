import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {CORE_FUNCTIONS, foldRun, makePlanDigest, parsePlan} from '@fips-readiness/core';
import type {Reply, RunEvent} from '@fips-readiness/core';
import {execInContainer} from '../engine/container_exec.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {openQueue} from './open_queue.ts';
import {eventually} from './queue_rig.ts';
import {AGENT_BIN, runAgent} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const RAISE = '/mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14'.split(' ');

/** What the verification says of the core functions. */
function verifiedFunctions(events: readonly RunEvent[]): unknown {
    const verified = events.find((event) => event.kind === 'step_done' && event.step === 'verify');
    return verified?.kind === 'step_done' ? verified.data['functions'] : undefined;
}

describe('a swap asked for in the queue, on a real engine', () => {
    let rig: Rig;
    let folder = '';
    let child: ChildProcess | undefined;
    beforeAll(async () => {
        rig = await startRig({name: 'queue'});
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'swap-queue-'));
    });
    afterEach(async () => {
        child?.kill('SIGKILL');
        await rm(folder, {recursive: true, force: true});
    });

    const env = () => ({
        DOCKER_HOST: rig.engine.dockerHost,
        COMPOSE_BINARY: rig.engine.composeBinary,
        STATE_DIR: join(folder, 'state'),
        RESCUE_DIR: join(folder, 'rescue'),
        MODE: 'swap',
        BACKUP: 'none',
        BACKUP_NONE_BECAUSE: 'a rig',
    });

    test(
        'plan, approve, swap and roll back; what happens while Mattermost is down is told afterwards, in order, once',
        () =>
            runWithProject({engine: rig.engine}, async (project) => {
                await execInContainer(rig.engine, await project.containerId('mattermost'), RAISE);
                const agentDirectory = join(folder, 'agent');
                const init = await runAgent(['init', '--yes', '--agent-dir', agentDirectory], env());
                expect(init.stderr).toBe('');
                child = spawn(
                    process.execPath,
                    [AGENT_BIN, 'serve', '--settings', join(agentDirectory, 'fips-agent.yaml')],
                    {
                        env: {PATH: process.env['PATH'] ?? '', HOME: folder, ...env()},
                        stdio: ['ignore', 'ignore', 'pipe'],
                    },
                );
                let log = '';
                child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
                const queue = await openQueue(project);

                const offer = await queue.ask({kind: 'plan', goal: 'to_fips'});
                expect(offer).toMatchObject({kind: 'plan', failing: [], unknown: []});
                const {planText, nonce} = offer as Extract<Reply, {kind: 'plan'}>;
                const plan = parsePlan(planText);
                const digest = makePlanDigest(planText);
                await queue.post({
                    kind: 'approve',
                    planId: plan?.id ?? '',
                    goal: 'to_fips',
                    digest,
                    nonce,
                    code: '',
                    changeReference: 'CHG-1',
                    window: null,
                });
                const events = await queue.ended();
                expect(events.map(({n}) => n)).toEqual(events.map((_event, index) => index + 1));
                expect(foldRun(events)).toMatchObject({end: 'succeeded', planDigest: digest});
                expect(verifiedFunctions(events)).toEqual(CORE_FUNCTIONS.map((name) => `${name}: ok`));
                expect(events[0]).toMatchObject({by: {kind: 'admin', username: 'admin'}, changeReference: 'CHG-1'});
                const {Config} = await rig.engine.client
                    .getContainer(await project.containerId('mattermost'))
                    .inspect();
                expect(Config.Image).toBe(FIPS_IMAGE);

                const last = (await queue.believed()).find(
                    ({reply}) => reply.kind === 'run' && reply.nonce !== '',
                )?.reply;
                const {runId, nonce: way} = last as Extract<Reply, {kind: 'run'}>;
                const again = await queue.ask({kind: 'roll_back', runId, digest, nonce: 'f'.repeat(32), code: ''});
                expect(again).toMatchObject({kind: 'refused', reason: 'nonce_void'});
                await queue.post({kind: 'roll_back', runId, digest, nonce: way, code: ''});
                await eventually(
                    'rolled back',
                    async () => (foldRun(await queue.told()).end === 'rolled_back' ? true : undefined),
                    9_000,
                );
                const told = await queue.told();
                expect(told.map(({n}) => n)).toEqual(told.map((_event, index) => index + 1));
                await waitForSite(project.baseUrl);
                const history = await queue.ask({kind: 'show'});
                expect(history).toMatchObject({kind: 'history', runs: [{runId, end: 'rolled_back', by: 'admin'}]});

                // security.md rule 20: the report can name the very posts that say the journal's heads.
                const anchors = (await readFile(join(folder, 'state/runs', runId, 'anchors.jsonl'), 'utf8'))
                    .trim()
                    .split('\n')
                    .map((line) => JSON.parse(line) as object);
                const posts = (await queue.believed()).flatMap(({reply, postIds}) =>
                    reply.kind === 'run' ? [{postId: postIds.at(-1), head: reply.head}] : [],
                );
                expect(anchors.length).toBeGreaterThan(10);
                expect(posts).toEqual(expect.arrayContaining(anchors));

                const token = (await readFile(join(folder, 'state', 'token'), 'utf8')).trim();
                for (const secret of [project.databasePassword, token]) {
                    expect(log).not.toContain(secret);
                    expect(JSON.stringify(await queue.believed())).not.toContain(secret);
                }
                const ending = new Promise((resolve) => child?.once('close', resolve));
                child.kill('SIGTERM');
                expect(await ending).toBe(0);
            }),
        LANE_TIMEOUT_MS,
    );
});
