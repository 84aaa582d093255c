import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {createObject, deleteObject, mergeObject, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {openApiGate} from './api_gate.ts';
import type {ApiGate} from './api_gate.ts';
import type {Cluster} from './cluster.ts';
import type {RoleRule} from './grant.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {MOVER_RULES, openMover} from './mover.ts';
import type {Mover} from './mover.ts';
import {openStage, SECRET_RULE} from './stage.ts';
import type {Stage} from './stage.ts';
import {waitFor} from './wait_for.ts';

const NAMESPACE = 'crash';
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const SHORT = 'hunter2';
/** Steps may be as short as this. */
const LOOK_MS = 5;
const CLEAN = {job: undefined, leases: 0};

/**
 * What a run meets in the middle, where the cluster itself matters. Every fault between any two steps is gone through over the
 * stand-ins (test/kubernetes_stand_in/crash_matrix.test.ts). The tests follow each other: each begins where the one before ended.
 */
describe('fips-agent apply with a rotation, disturbed on a real cluster', () => {
    let stage: Stage;
    let cluster: Cluster;
    let installation: Installation;
    let readUrl: Stage['readUrl'];
    let gate: ApiGate;
    let mover: Mover;
    beforeAll(async () => {
        stage = await openStage({namespace: NAMESPACE, password: SHORT, rules: [...MOVER_RULES, SECRET_RULE]});
        ({cluster, installation, readUrl} = stage);
        gate = await openApiGate(cluster.login('maria').url);
        mover = await openGatedMover();
    }, COLD_START_MS);
    afterAll(async () => {
        await mover.close();
        await gate.close();
        await stage.close();
    }, LANE_TIMEOUT_MS);

    /** Maria's kubeconfig leads through the gate. */
    async function openGatedMover(): Promise<Mover> {
        const opened = await openMover(cluster, NAMESPACE);
        const file = join(opened.folder, 'kubeconfig');
        await writeFile(file, (await readFile(file, 'utf8')).replace(cluster.login('maria').url, gate.url));
        return opened;
    }

    const readJournal = async (): Promise<string> => {
        const runs = await readdir(join(mover.folder, 'state/runs')).catch(() => []);
        const texts = await Promise.all(
            runs.map((run) => readFile(join(mover.folder, 'state/runs', run, 'journal.jsonl'), 'utf8').catch(() => '')),
        );
        return texts.join('');
    };
    const countStarts = async (step: string): Promise<number> => {
        const lines = (await readJournal()).split('\n');
        return lines.filter((line) => line.includes('"kind":"step_begun"') && line.includes(`"step":"${step}"`)).length;
    };

    /** Starts a command of the agent; `begun` waits until it has begun a step, by its journal. */
    function start(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
        const {argv, env} = mover.command(...args);
        const child = spawn(process.execPath, argv, {env: {...env, ...more}, stdio: ['ignore', 'pipe', 'pipe']});
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
        const ended = once(child, 'close').then(([code]: unknown[]) => ({
            exitCode: code,
            said: said.replaceAll(/\s+/g, ' '),
        }));
        return {
            ended,
            kill: () => child.kill('SIGKILL'),
            begun: async (step: string, before: number) => {
                while ((await countStarts(step)) === before) {
                    if (child.exitCode !== null) {
                        throw new Error(`the agent never began ${step}: ${said}`);
                    }
                    await delay(LOOK_MS);
                }
            },
        };
    }
    const plan = async (...options: readonly string[]) => {
        const planned = await start(['plan', '--out', mover.planFile, ...options]).ended;
        expect(`${String(planned.exitCode)} ${planned.said}`).toMatch(/^0 /);
    };
    const apply = () => start(['apply', mover.planFile, '--yes']);
    async function killAt(step: string, args: readonly string[]): Promise<void> {
        const before = await countStarts(step);
        const run = start(args);
        await run.begun(step, before);
        run.kill();
        await run.ended;
    }

    /** Takes the right to patch the resource out of Maria's Role, and gives it back. */
    async function withoutPatch(): Promise<{readonly restore: () => Promise<void>}> {
        const place = {kind: 'roles', namespace: NAMESPACE, name: 'maria'} as const;
        const role = await readObject<KubernetesObject & {readonly rules: readonly RoleRule[]}>(cluster.api, place);
        const write = async (rules: readonly RoleRule[]) => {
            await mergeObject(cluster.api, place, {rules});
        };
        const rules = role?.rules ?? [];
        await write(
            rules.map((rule) =>
                rule.resources.includes('mattermosts')
                    ? {...rule, verbs: rule.verbs.filter((verb) => verb !== 'patch')}
                    : rule,
            ),
        );
        return {restore: () => write(rules)};
    }

    test(
        'an operator that never comes back: the run ends by its time limit, and is rolled back with the password',
        async () => {
            const before = await readUrl();
            const {spec} = await installation.read();
            const quick = {READY_SECONDS: '5'};
            const planned = await start(['plan', '--out', mover.planFile], quick).ended;
            expect(`${String(planned.exitCode)} ${planned.said}`).toMatch(/^0 /);
            await installation.operator.pause();
            const run = await start(['apply', mover.planFile, '--yes'], quick).ended;
            installation.operator.resume();
            expect(`${String(run.exitCode)} ${run.said}`).toMatch(
                /^20 .*Mattermost was not ready within 5 s.*Rolled back/,
            );
            expect([await readUrl(), (await installation.read()).spec]).toEqual([before, spec]);
            expect(await mover.listImages()).toEqual([`${STANDARD}:11.7.2`]);
            expect(await mover.findLeft()).toEqual(CLEAN);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'kill -9 at every step, one after the other: the run goes on from where it was, and every change is made once',
        async () => {
            const before = await readUrl();
            const {metadata} = await installation.read();
            const second = await openGatedMover();
            await plan();
            expect((await second.plan()).exitCode).toBe(0);
            await killAt('rescue_kit', ['apply', mover.planFile, '--yes']);

            // Nothing is changed yet, and all the same nobody else begins.
            const other = await second.agent('apply', second.planFile, '--yes');
            const runs = await readdir(join(mover.folder, 'state/runs'));
            expect(other.stderr).toContain('[run_elsewhere]');
            expect(runs.filter((run) => other.stderr.includes(run.slice(0, 8)))).toHaveLength(1);
            await second.close();

            for (const step of ['rotate', 'patch', 'wait', 'verify', 'finish']) {
                await killAt(step, ['apply', '--resume', '--yes']);
            }
            const end = await start(['apply', '--resume', '--yes']).ended;
            expect(`${String(end.exitCode)} ${end.said}`).toMatch(/^0 .*Succeeded/);
            const after = await readUrl();
            expect(after).not.toBe(before);
            expect(new URL(after).password.length).toBeGreaterThanOrEqual(14);
            const now = await installation.read();
            expect([now.spec.image, now.metadata.generation]).toEqual([FIPS, Number(metadata.generation) + 1]);
            expect(await mover.listImages()).toEqual([`${FIPS}:11.7.2`]);
            expect(await mover.findLeft()).toEqual(CLEAN);
            expect(`${end.said}${await readJournal()}`).not.toMatch(new RegExp(`${SHORT}|${new URL(after).password}`));
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'the right to patch withdrawn in the middle: the password is restored, and the run ends where it began',
        async () => {
            const back = await start(['rollback', '--yes']).ended;
            expect(`${String(back.exitCode)} ${back.said}`).toMatch(/^0 .*Rolled back/);
            const before = await readUrl();
            const {spec} = await installation.read();
            await plan();
            await killAt('rotate', ['apply', mover.planFile, '--yes']);
            const withdrawn = await withoutPatch();
            const run = await start(['apply', '--resume', '--yes']).ended;
            await withdrawn.restore();
            expect(`${String(run.exitCode)} ${run.said}`).toMatch(
                /^20 .*this user may not patch the resource mm.*Rolled back/,
            );
            expect([await readUrl(), (await installation.read()).spec]).toEqual([before, spec]);
            expect(await mover.findLeft()).toEqual(CLEAN);
            await plan();
            const moved = await apply().ended;
            expect(`${String(moved.exitCode)} ${moved.said}`).toMatch(/^0 .*Succeeded/);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'the API server gone in the middle of the wait, and the operator paused: both come back, and the run goes on',
        async () => {
            const waits = await countStarts('wait');
            await plan('--back');
            await installation.operator.pause();
            const run = apply();
            await run.begun('wait', waits);
            const knocks = gate.knocks();
            gate.cut();
            await waitFor('The agent knocks in vain', LANE_TIMEOUT_MS, () =>
                Promise.resolve(gate.knocks() > knocks + 1 ? true : undefined),
            );
            gate.mend();
            installation.operator.resume();
            const {exitCode, said} = await run.ended;
            expect(`${String(exitCode)} ${said}`).toMatch(/^0 .*Succeeded/);
            expect(await mover.listImages()).toEqual([`${STANDARD}:11.7.2`]);
            expect(await mover.findLeft()).toEqual(CLEAN);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'the resource deleted and made again in the middle: the new one is left as it is, and the run ends with the commands',
        async () => {
            const waits = await countStarts('wait');
            const {spec, metadata} = await installation.read();
            await plan();
            await installation.operator.pause();
            const run = apply();
            await run.begun('wait', waits);
            // The agent sees nothing of what happens meanwhile.
            gate.cut();
            const mattermosts = {kind: 'mattermosts', namespace: NAMESPACE} as const;
            await deleteObject(cluster.api, {...mattermosts, name: 'mm'});
            await waitFor('The resource is gone', LANE_TIMEOUT_MS, async () =>
                (await readObject(cluster.api, {...mattermosts, name: 'mm'})) === undefined ? true : undefined,
            );
            await createObject(cluster.api, mattermosts, {
                apiVersion: 'installation.mattermost.com/v1beta1',
                kind: 'Mattermost',
                metadata: {name: 'mm'},
                spec,
            });
            gate.mend();
            const {exitCode, said} = await run.ended;
            expect(`${String(exitCode)} ${said}`).toMatch(
                /^21 .*the resource mm was deleted and created again.*ROLLBACK\.txt/,
            );
            const now = await installation.read();
            expect(now.metadata.uid).not.toBe(metadata.uid);
            expect([now.spec, now.metadata.generation]).toEqual([spec, 1]);
            expect((await mover.findLeft()).leases).toBe(0);
        },
        LANE_TIMEOUT_MS,
    );
});
