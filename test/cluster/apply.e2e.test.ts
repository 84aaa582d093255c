import {spawn} from 'node:child_process';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {runOrFail} from '../engine/command.ts';
import {printPath} from '../kubernetes_client/objects.ts';
import type {Mattermost} from '../operator_stand_in/resource.ts';
import type {Cluster} from './cluster.ts';
import {copyImage} from './image_copy.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {openMover} from './mover.ts';
import type {Mover} from './mover.ts';
import {openStage} from './stage.ts';
import type {Stage} from './stage.ts';
import {waitFor} from './wait_for.ts';

const NAMESPACE = 'apply';
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const PASSWORD = 'a-password-that-is-long-enough';
const BOTH_OLD = [`${STANDARD}:11.7.2`, `${STANDARD}:11.7.2`];
const BOTH_NEW = [`${FIPS}:11.7.2`, `${FIPS}:11.7.2`];
const CLEAN = {job: undefined, leases: 0};

describe('fips-agent apply against a real cluster', () => {
    let stage: Stage;
    let cluster: Cluster;
    let installation: Installation;
    let mover: Mover;
    beforeAll(async () => {
        stage = await openStage({namespace: NAMESPACE, password: PASSWORD, replicas: 2});
        ({cluster, installation} = stage);
    }, COLD_START_MS);
    beforeEach(async () => {
        mover = await openMover(cluster, NAMESPACE);
    });
    afterEach(() => mover.close());
    afterAll(() => stage.close(), LANE_TIMEOUT_MS);

    test(
        'a person with a Role for it saves the database, moves both pods, proves them, and rolls them back; no output quotes a secret',
        async () => {
            const {spec} = await installation.read();
            await mover.close();
            mover = await openMover(cluster, NAMESPACE, {settings: {BACKUP: 'dump'}});
            const psql = ['psql', '-U', 'mmuser', '-d', 'mattermost', '-c', 'create table posts as select 1 as id'];
            await mover.kubectl('exec', 'postgres', '--', ...psql);
            const run = await mover.planAndApply();
            expect(`${run.exitCode} ${run.stderr}${run.stdout}`).toMatch(/^0 .*all pods run it and are ready/s);
            expect(await mover.listImages()).toEqual(BOTH_NEW);
            expect(await mover.findLeft()).toEqual(CLEAN);
            const [runId = ''] = await readdir(join(mover.folder, 'state/runs'));
            const dump = join(mover.folder, 'state/backups', `${runId}.dump`);
            expect((await stat(dump)).mode & 0o777).toBe(0o600);
            const {stdout: contents} = await runOrFail('pg_restore', ['--list', dump]);
            expect(contents).toMatch(/ TABLE DATA public posts mmuser$/m);
            const journal = await readFile(join(mover.folder, 'state/runs', runId, 'journal.jsonl'), 'utf8');
            expect(journal).toContain('"outcome":"verified"');
            const back = await mover.agent('rollback', '--yes');
            expect(`${back.exitCode} ${back.stderr}${back.stdout}`).toMatch(/^0 .*Rolled back/s);
            expect((await installation.read()).spec).toEqual(spec);
            expect(await mover.listImages()).toEqual(BOTH_OLD);
            expect(await mover.findLeft()).toEqual(CLEAN);
            const said = `${run.stdout}${run.stderr}${back.stdout}${back.stderr}${journal}`;
            expect(said).not.toContain(PASSWORD);
            expect(said).not.toContain(cluster.login('maria').token);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'killed in the middle, it goes on where it was; the rescue kit’s script brings the old image back with kubectl alone',
        async () => {
            expect((await mover.plan()).exitCode).toBe(0);
            const {argv, env} = mover.command('apply', mover.planFile, '--yes');
            const child = spawn(process.execPath, argv, {env, stdio: 'ignore'});
            await waitFor('The resource is patched', LANE_TIMEOUT_MS, async () =>
                (await installation.read()).spec.image === FIPS ? true : undefined,
            );
            child.kill('SIGKILL');
            const second = await mover.agent('apply', mover.planFile, '--yes');
            expect(second.exitCode).not.toBe(0);
            const resumed = await mover.agent('apply', '--resume', '--yes');
            expect(`${resumed.exitCode} ${resumed.stderr}${resumed.stdout}`).toMatch(/^0 .*Succeeded/s);
            expect(await mover.listImages()).toEqual(BOTH_NEW);

            expect(await readFile(join(await mover.findKit(), 'ROLLBACK.txt'), 'utf8')).toContain(
                `kubectl -n ${NAMESPACE} patch mattermost`,
            );
            const {code, said} = await mover.runKit();
            expect(`${code} ${said}`).toMatch(/^0 /);
            expect(await mover.listImages()).toEqual(BOTH_OLD);
            expect(await mover.findLeft()).toEqual(CLEAN);

            const before = await installation.read();
            await mover.kubectl('delete', 'mattermost', 'mm', '--cascade=orphan');
            const text = await readFile(join(await mover.findKit(), 'ROLLBACK.txt'), 'utf8');
            const words = /^ {2}kubectl (.* create -f .*)$/m.exec(text)?.[1]?.split(' ') ?? [];
            await mover.kubectl(...words);
            const again = await installation.read();
            expect(again.spec).toEqual(before.spec);
            expect(again.metadata.uid).not.toBe(before.metadata.uid);
            await installation.waitForStatus('The created resource is stable', ({state}) => state === 'stable');
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'a release that has no FIPS image: the site stays up, the patch is taken back, and the operator’s Job goes with it',
        async () => {
            await copyImage(cluster.registry, {repository: STANDARD, from: '11.7.2', to: '11.7.9', env: {COPY: '1'}});
            const patch = async (version: string) => {
                const {body} = await cluster.api({
                    method: 'PATCH',
                    path: printPath({kind: 'mattermosts', namespace: NAMESPACE, name: 'mm'}),
                    contentType: 'application/json-patch+json',
                    body: [{op: 'replace', path: '/spec/version', value: version}],
                });
                const {metadata} = body as Mattermost;
                await installation.waitForStatus(
                    `${version} is stable`,
                    ({state, observedGeneration}) => state === 'stable' && observedGeneration === metadata.generation,
                );
            };
            await patch('11.7.9');
            const run = await mover.planAndApply();
            expect(`${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ')).toContain(
                'a node cannot pull the target image',
            );
            expect(run.exitCode).toBe(20);
            expect(await mover.listImages()).toEqual([`${STANDARD}:11.7.9`, `${STANDARD}:11.7.9`]);
            expect(await mover.findLeft()).toEqual(CLEAN);
            await patch('11.7.2');
        },
        LANE_TIMEOUT_MS,
    );
});
