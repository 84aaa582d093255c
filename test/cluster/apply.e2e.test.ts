import {spawn} from 'node:child_process';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AGENT_BIN, runAgent} from '../agent/run_agent.ts';
import {runCommand, runOrFail} from '../engine/command.ts';
import {listObjects, printPath, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import type {Mattermost} from '../operator_stand_in/resource.ts';
import {UPDATE_JOB} from '../operator_stand_in/update_job.ts';
import {kubernetesBinaries} from './binaries.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {copyImage} from './image_copy.ts';
import {grant} from './grant.ts';
import {createInstallation} from './installation.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {waitFor} from './wait_for.ts';

const NAMESPACE = 'apply';
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const PASSWORD = 'a-password-that-is-long-enough';
/** What the FIPS image refuses by default. */
const LONG_ENOUGH = {name: 'MM_PASSWORDSETTINGS_MINIMUMLENGTH', value: '14'};

type Pod = KubernetesObject & {readonly spec: {readonly containers: readonly {readonly image: string}[]}};

const MMCTL = '/mattermost/bin/mmctl';
const CALLS = 'com.mattermost.calls';

/** Everything a person needs who moves an installation from their own machine, and nothing else. */
const RULES = [
    {apiGroups: ['installation.mattermost.com'], resources: ['mattermosts'], verbs: ['get', 'list', 'patch']},
    {apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list']},
    {apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list']},
    // The library asks for a socket with a GET, and API servers from 1.35 on ask for `create` all the same.
    {apiGroups: [''], resources: ['pods/exec', 'pods/portforward'], verbs: ['get', 'create']},
    {apiGroups: [''], resources: ['secrets', 'services'], verbs: ['get']},
    {apiGroups: ['batch'], resources: ['jobs'], verbs: ['get', 'delete']},
    {apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'delete']},
];

const makeRisk = (check: string, reason: string, why: string) => ({
    check,
    reason,
    why,
    by: 'maria',
    at: '2026-11-28T12:00:00Z',
    serverVersion: '11.7.2',
});

/** What the rights of one namespace do not show, and a registry only the node reaches. */
const RISKS = JSON.stringify([
    makeRisk('fips_image_available', 'unreachable', 'the node pulls from a mirror'),
    makeRisk('architecture', 'fact_missing', 'all nodes are amd64'),
]);

describe('fips-agent apply against a real cluster', () => {
    let cluster: Cluster;
    let installation: Installation;
    let home: string;
    let folder: string;
    beforeAll(async () => {
        home = await mkdtemp(join(tmpdir(), 'cluster-admin-'));
        cluster = await startCluster();
        installation = await createInstallation(cluster, {
            namespace: NAMESPACE,
            name: 'mm',
            password: PASSWORD,
            replicas: 2,
            spec: {mattermostEnv: [LONG_ENOUGH]},
        });
        await grant(cluster.api, {user: 'maria', namespace: NAMESPACE, rules: RULES});
        // The FIPS image is without it, and a plugin that vanishes would need attention. Each pod of the stand-in knows its own state.
        for (const {metadata} of await listPods()) {
            await kubectl(
                'exec',
                metadata.name,
                '-c',
                'mattermost',
                '--',
                MMCTL,
                '--local',
                'plugin',
                'disable',
                CALLS,
            );
        }
    }, COLD_START_MS);
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'cluster-apply-'));
        await cluster.writeKubeconfig(join(folder, 'kubeconfig'), {user: 'maria', namespace: NAMESPACE});
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));
    afterAll(async () => {
        await installation.remove();
        await cluster.stop();
        await rm(home, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    /** As an admin has it on their own machine. */
    async function kubectl(...argv: readonly string[]) {
        const file = join(home, 'admin');
        await cluster.writeKubeconfig(file, {user: 'admin', namespace: NAMESPACE});
        return runOrFail(join(await kubernetesBinaries(), 'kubectl'), argv, {env: {HOME: home, KUBECONFIG: file}});
    }

    const environment = () => ({
        HOME: folder,
        DOCKER_HOST: `unix://${folder}/no-docker.sock`,
        KUBECONFIG: join(folder, 'kubeconfig'),
        STATE_DIR: join(folder, 'state'),
        RESCUE_DIR: join(folder, 'rescue'),
        MODE: 'swap',
        ALLOW: 'to_fips,to_standard',
        CHANGES_PER_HOUR: '60',
        CHANGES_PER_DAY: '240',
        BACKUP: 'none',
        BACKUP_NONE_BECAUSE: 'a lane has nothing to lose',
        ACCEPTED_RISKS: RISKS,
        READY_SECONDS: '240',
    });
    const where = () => ['--context', cluster.context, '--namespace', NAMESPACE];
    const agent = (...argv: readonly string[]) => runAgent([...argv, ...where()], environment());
    const planFile = () => join(folder, 'move.plan');
    async function plan(): Promise<void> {
        const planned = await agent('plan', '--out', planFile());
        expect(`${planned.exitCode} ${planned.stderr}${planned.stdout}`).toMatch(/^0 /);
    }
    async function planAndApply() {
        await plan();
        return agent('apply', planFile(), '--yes');
    }
    async function listPods(): Promise<readonly Pod[]> {
        const pods = await listObjects<Pod>(cluster.api, {kind: 'pods', namespace: NAMESPACE}, 'app=mattermost');
        return pods.filter(({metadata}) => metadata.deletionTimestamp === undefined);
    }
    const listImages = async () => (await listPods()).map(({spec}) => spec.containers[0]?.image);
    const findLeft = async () => ({
        job: await readObject(cluster.api, {kind: 'jobs', namespace: NAMESPACE, name: UPDATE_JOB}),
        leases: (await listObjects(cluster.api, {kind: 'leases', namespace: NAMESPACE})).length,
    });
    const findRun = async () => (await readdir(join(folder, 'state/runs')))[0] ?? '';
    const BOTH_OLD = [`${STANDARD}:11.7.2`, `${STANDARD}:11.7.2`];
    const BOTH_NEW = [`${FIPS}:11.7.2`, `${FIPS}:11.7.2`];
    const CLEAN = {job: undefined, leases: 0};

    test(
        'a person with a Role for it moves both pods, proves them, and rolls them back; no output quotes a secret',
        async () => {
            const {spec} = await installation.read();
            const run = await planAndApply();
            expect(`${run.exitCode} ${run.stderr}${run.stdout}`).toMatch(/^0 .*all pods run it and are ready/s);
            expect(await listImages()).toEqual(BOTH_NEW);
            expect(await findLeft()).toEqual(CLEAN);
            const journal = await readFile(join(folder, 'state/runs', await findRun(), 'journal.jsonl'), 'utf8');
            expect(journal).toContain('"outcome":"verified"');
            const back = await agent('rollback', '--yes');
            expect(`${back.exitCode} ${back.stderr}${back.stdout}`).toMatch(/^0 .*Rolled back/s);
            expect((await installation.read()).spec).toEqual(spec);
            expect(await listImages()).toEqual(BOTH_OLD);
            expect(await findLeft()).toEqual(CLEAN);
            const said = `${run.stdout}${run.stderr}${back.stdout}${back.stderr}${journal}`;
            expect(said).not.toContain(PASSWORD);
            expect(said).not.toContain(cluster.login('maria').token);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'killed in the middle, it goes on where it was; the rescue kit’s script brings the old image back with kubectl alone',
        async () => {
            await plan();
            const child = spawn(process.execPath, [AGENT_BIN, 'apply', planFile(), '--yes', ...where()], {
                env: {PATH: process.env['PATH'] ?? '', ...environment()},
                stdio: 'ignore',
            });
            await waitFor('The resource is patched', LANE_TIMEOUT_MS, async () =>
                (await installation.read()).spec.image === FIPS ? true : undefined,
            );
            child.kill('SIGKILL');
            const second = await agent('apply', planFile(), '--yes');
            expect(second.exitCode).not.toBe(0);
            const resumed = await agent('apply', '--resume', '--yes');
            expect(`${resumed.exitCode} ${resumed.stderr}${resumed.stdout}`).toMatch(/^0 .*Succeeded/s);
            expect(await listImages()).toEqual(BOTH_NEW);

            const kit = join(folder, 'rescue', await findRun());
            expect(await readFile(join(kit, 'ROLLBACK.txt'), 'utf8')).toContain(
                `kubectl -n ${NAMESPACE} patch mattermost`,
            );
            const script = await runCommand('sh', [join(kit, 'rollback.sh')], {
                env: {
                    PATH: `${await kubernetesBinaries()}:${process.env['PATH'] ?? ''}`,
                    HOME: folder,
                    KUBECONFIG: join(home, 'admin'),
                },
                timeoutMs: LANE_TIMEOUT_MS,
            });
            expect(`${script.code} ${script.stderr}${script.stdout}`).toMatch(/^0 /);
            expect(await listImages()).toEqual(BOTH_OLD);
            expect(await findLeft()).toEqual(CLEAN);
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
            const run = await planAndApply();
            expect(`${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ')).toContain(
                'a node cannot pull the target image',
            );
            expect(run.exitCode).toBe(20);
            expect(await listImages()).toEqual([`${STANDARD}:11.7.9`, `${STANDARD}:11.7.9`]);
            expect(await findLeft()).toEqual(CLEAN);
            await patch('11.7.2');
        },
        LANE_TIMEOUT_MS,
    );
});
