import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCommand} from '../demo/command_run.ts';
import {nameObject, putObject} from './cluster_state.ts';
import {FIPS_ID, FIPS_IMAGE, STANDARD_IMAGE, startPlayedCluster} from './played_cluster.ts';
import type {PlayedCluster} from './played_cluster.ts';
import {ADMIN_TOKEN} from './sample_installation.ts';

const TIMEOUT_MS = 120_000;
const PASSWORD = 'a-password-that-is-long-enough';
const PLACE = ['--context', 'stand-in', '--namespace', 'chat'];

const RISKS = JSON.stringify([
    {
        check: 'database_version',
        reason: 'fact_missing',
        why: 'asked by hand',
        by: 'maria',
        at: '2026-11-28T12:00:00Z',
        serverVersion: '11.7.2',
    },
]);

/** The agent over the stand-in's API server, with the operator and its controllers played. */
describe('fips-agent apply on Kubernetes', () => {
    let cluster: PlayedCluster;
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kubernetes-apply-'));
        cluster = await startPlayedCluster({password: PASSWORD, pods: 2});
        await cluster.api.writeKubeconfig(join(folder, 'kubeconfig'), {token: ADMIN_TOKEN});
    }, TIMEOUT_MS);
    afterEach(async () => {
        await cluster.close();
        await rm(folder, {recursive: true, force: true});
    }, TIMEOUT_MS);

    const agent = (argv: readonly string[], more: Readonly<Record<string, string>> = {}) =>
        runCommand(
            [...argv, ...PLACE],
            {
                HOME: folder,
                DOCKER_HOST: `unix://${folder}/no-docker.sock`,
                KUBECONFIG: join(folder, 'kubeconfig'),
                STATE_DIR: join(folder, 'state'),
                RESCUE_DIR: join(folder, 'rescue'),
                MODE: 'swap',
                ALLOW: 'to_fips,to_standard',
                CHANGES_PER_HOUR: '60',
                BACKUP: 'none',
                BACKUP_NONE_BECAUSE: 'a stand-in has nothing to lose',
                // The stand-in has no database that answers.
                ACCEPTED_RISKS: RISKS,
                SITE_URL: cluster.server.url,
                FRONT_DOOR_SECONDS: '2',
                READY_SECONDS: '60',
                ...more,
            },
            () => true,
        );

    async function planAndApply(...options: readonly string[]) {
        const file = join(folder, 'move.plan');
        const planned = await agent(['plan', '--out', file, ...options]);
        expect(`${planned.exitCode} ${planned.stderr}${planned.stdout}`).toMatch(/^0 /);
        return agent(['apply', file, '--yes']);
    }

    const variant = () => cluster.server.world.variant;
    const leases = () => [...cluster.state.objects.keys()].filter((key) => key.startsWith('leases/'));
    const jobs = () => [...cluster.state.objects.keys()].filter((key) => key.startsWith('jobs/'));

    test(
        'to the FIPS image in every pod, proved, and by a rollback back again, with nothing left behind',
        async () => {
            const {spec} = cluster.resource();
            const run = await planAndApply();
            expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
            expect(run.exitCode).toBe(0);
            expect(cluster.pods()).toEqual([FIPS_IMAGE, FIPS_IMAGE]);
            expect(variant()).toBe('fips');
            expect(run.stdout + run.stderr).toMatch(/all pods run it and are ready \(2\s+pods\)/);
            const [runId = ''] = await readdir(join(folder, 'state/runs'));
            const journal = await readFile(join(folder, 'state/runs', runId, 'journal.jsonl'), 'utf8');
            expect(journal).toContain(`"imageId":"${FIPS_ID}"`);
            expect(`${run.stdout}${run.stderr}${journal}`).not.toMatch(new RegExp(`${PASSWORD}|${ADMIN_TOKEN}`));
            expect(leases()).toEqual([]);
            const status = await agent(['status']);
            expect(status.stdout).toMatch(/runs .*fips.*, as\s+this run left\s+it/s);

            const back = await agent(['rollback', '--yes']);
            expect(`${back.exitCode} ${back.stdout}${back.stderr}`).toMatch(/^0 .*Rolled back/s);
            expect(cluster.resource().spec).toEqual(spec);
            expect(cluster.pods()).toEqual([STANDARD_IMAGE, STANDARD_IMAGE]);
            expect([variant(), leases(), jobs()]).toEqual(['standard', [], []]);
        },
        TIMEOUT_MS,
    );

    test(
        'a dedicated job server moves too: the verification names its pod, and its log is read with the servers’',
        async () => {
            await cluster.close();
            const spec = {jobServer: {dedicatedJobServer: true}};
            cluster = await startPlayedCluster({password: PASSWORD, pods: 2, spec});
            cluster.node.startLog = 'panic: openssl: HMAC key too short\n';
            await cluster.api.writeKubeconfig(join(folder, 'kubeconfig'), {token: ADMIN_TOKEN});
            const run = await planAndApply();
            expect(`${run.exitCode} ${run.stderr}${run.stdout}`).toMatch(/^0 /);
            expect(cluster.pods('mattermost-jobserver')).toEqual([FIPS_IMAGE]);
            expect(JSON.parse((await agent(['inspect'])).stdout)).toMatchObject({
                cluster: {value: {nodes: 2}},
                instances: {value: [{image: FIPS_IMAGE}, {image: FIPS_IMAGE}, {image: FIPS_IMAGE, role: 'job_server'}]},
            });
            const after = await agent(['check', '--after', '--format', 'json']);
            expect(JSON.parse(after.stdout)).toMatchObject({
                layers: expect.arrayContaining([
                    expect.objectContaining({
                        layer: 'pods',
                        reason: 'all_ready',
                        names: expect.arrayContaining([expect.stringMatching(/^mm-jobserver-/)]),
                    }),
                ]),
            });
            const [runId = ''] = await readdir(join(folder, 'state/runs'));
            const before = await readFile(join(folder, 'state/runs', runId, 'layers-before.json'), 'utf8');
            expect(before).toMatch(/"pods"[^{]*mm-jobserver-/);
            const log = await readFile(join(folder, 'state/runs', runId, 'start-log.json'), 'utf8');
            expect(JSON.parse(log)).toMatchObject({
                unread: [],
                log: {explained: [{code: 'hmac_key_too_short', count: 3}]},
            });
        },
        TIMEOUT_MS,
    );

    test(
        'a FIPS build without its web app is rolled back by itself, and says why',
        async () => {
            cluster.faults.fipsHasNoPage = true;
            const run = await planAndApply();
            expect(run.exitCode).toBe(20);
            expect(cluster.pods()).toEqual([STANDARD_IMAGE, STANDARD_IMAGE]);
            expect(variant()).toBe('standard');
        },
        TIMEOUT_MS,
    );

    test.each([
        [
            'refuses_configuration',
            /update check failed .*: it refuses the configuration \(model\.config\.is_valid\.password_length\.app_error\)/,
            '"code": "password_minimum_length"',
        ],
        [
            'refused_by_database',
            /update check failed .*: the database refuses the login/,
            '"code": "database_login_refused"',
        ],
        ['crashes', /exits and restarts again and again .*: it does not start/, '"level": "fatal"'],
    ] as const)(
        'an image that is %s ends rolled back with its cause, and its last words stay in the run’s folder alone',
        async (fate, said, logged) => {
            cluster.node.images.set(FIPS_IMAGE, {id: FIPS_ID, fate});
            const run = await planAndApply();
            const text = `${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ');
            expect(text).toMatch(said);
            expect(text).not.toContain('hunter2');
            expect(run.exitCode).toBe(20);
            expect(cluster.pods()).toEqual([STANDARD_IMAGE, STANDARD_IMAGE]);
            expect([leases(), jobs()]).toEqual([[], []]);
            const [runId = ''] = await readdir(join(folder, 'state/runs'));
            const kept = (file: string) => readFile(join(folder, 'state/runs', runId, file), 'utf8');
            expect(await kept('failed-pods.json')).toContain('hunter2');
            expect(await kept('failed-start-log.json')).toContain(logged);
        },
        TIMEOUT_MS,
    );

    test(
        'somebody else’s edit between plan and run makes the plan stale; one in the middle of a run is never overwritten',
        async () => {
            const file = join(folder, 'move.plan');
            await agent(['plan', '--out', file]);
            const edit = (version: string) => {
                const resource = cluster.resource();
                putObject(cluster.state, 'mattermosts', {...resource, spec: {...resource.spec, version}});
            };
            edit('11.7.1');
            const stale = await agent(['apply', file, '--yes']);
            expect(stale.stderr).toContain('plan_stale');
            edit('11.7.2');
            await cluster.operator.pause();
            cluster.state.admit = (object, isDryRun) => {
                // Right after the agent's patch somebody names another release.
                if (object['kind'] === 'Mattermost' && !isDryRun) {
                    delete cluster.state.admit;
                    setTimeout(() => edit('11.7.1'), 0);
                }
                return undefined;
            };
            const run = await planAndApply();
            expect(run.exitCode).toBe(21);
            expect(`${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ')).toContain('their change was left as it is');
            expect(cluster.resource().spec).toMatchObject({version: '11.7.1'});
        },
        TIMEOUT_MS,
    );

    test(
        'a second agent is kept away by the Lease, which names who holds it',
        async () => {
            putObject(cluster.state, 'leases', {
                metadata: {
                    name: 'fips-readiness-mm',
                    namespace: 'chat',
                    uid: 'uid-of-the-lease',
                    annotations: {
                        'fips-readiness.run.host': 'ops-2',
                        'fips-readiness.run.since': '2026-11-28T12:00:00Z',
                    },
                },
                spec: {holderIdentity: 'c'.repeat(32)},
            });
            const run = await planAndApply();
            expect(run.stderr).toContain('run_elsewhere');
            expect(run.stderr).toContain('ops-2');
            expect(cluster.pods()).toEqual([STANDARD_IMAGE, STANDARD_IMAGE]);
            expect(cluster.state.objects.has(nameObject('leases', 'chat', 'fips-readiness-mm'))).toBe(true);
        },
        TIMEOUT_MS,
    );
});
