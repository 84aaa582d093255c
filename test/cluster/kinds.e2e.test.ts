import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import {runAgent} from '../agent/run_agent.ts';
import type {AgentRun} from '../agent/run_agent.ts';
import {runOrFail} from '../engine/command.ts';
import {createObject, deleteObject, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {kubernetesBinaries} from './binaries.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {startDatabase} from './database_pod.ts';
import {grant} from './grant.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import type {ClusterUser} from './users.ts';
import {waitFor} from './wait_for.ts';

const PASSWORD = 'hunter2';
const NAMESPACE = 'kinds';
const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';

type Deployment = KubernetesObject & {readonly status?: {readonly readyReplicas?: number}};

/** Deployments that nobody's operator made: one from a manifest, one as Helm leaves it. */
describe('fips-agent where Mattermost runs without its operator, against a real cluster', () => {
    let cluster: Cluster;
    let folder: string;
    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'cluster-kinds-'));
        cluster = await startCluster();
        const {api} = cluster;
        await createObject(api, {kind: 'namespaces'}, {metadata: {name: NAMESPACE}});
        await waitFor('The service account of the namespace', LANE_TIMEOUT_MS, () =>
            readObject(api, {kind: 'serviceaccounts', namespace: NAMESPACE, name: 'default'}),
        );
        const databaseUrl = await startDatabase(api, NAMESPACE, PASSWORD);
        await createObject(
            api,
            {kind: 'secrets', namespace: NAMESPACE},
            {metadata: {name: 'db'}, stringData: {url: databaseUrl}},
        );
        await createObject(api, {kind: 'deployments', namespace: NAMESPACE}, makeDeployment('chat', 'server'));
        await createObject(
            api,
            {kind: 'deployments', namespace: NAMESPACE},
            makeDeployment('prod-mattermost-team-edition', 'mattermost-team-edition', {
                labels: {'app.kubernetes.io/managed-by': 'Helm', 'helm.sh/chart': 'mattermost-team-edition-6.6.80'},
                annotations: {'meta.helm.sh/release-name': 'prod', 'meta.helm.sh/release-namespace': NAMESPACE},
            }),
        );
        await Promise.all(['chat', 'prod-mattermost-team-edition'].map(waitUntilReady));
    }, COLD_START_MS);
    afterAll(async () => {
        await deleteObject(cluster.api, {kind: 'namespaces', name: NAMESPACE});
        await cluster.stop();
        await rm(folder, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    const waitUntilReady = (name: string) => {
        const find = () => readObject<Deployment>(cluster.api, {kind: 'deployments', namespace: NAMESPACE, name});
        return waitFor(
            `The Deployment ${name} is ready`,
            LANE_TIMEOUT_MS,
            async () => ((await find())?.status?.readyReplicas === 1 ? true : undefined),
            async () => (await find())?.status,
        );
    };
    const kubeconfig = async (user: ClusterUser) => {
        const file = join(folder, `${user}.kubeconfig`);
        await cluster.writeKubeconfig(file, {user});
        return file;
    };
    const run = async (user: ClusterUser, ...argv: readonly string[]): Promise<AgentRun> => {
        const ran = await runAgent([...argv, '--context', cluster.context], {
            HOME: folder,
            DOCKER_HOST: `unix://${folder}/no-docker.sock`,
            STATE_DIR: join(folder, 'state'),
            KUBECONFIG: await kubeconfig(user),
        });
        expect(ran.stdout + ran.stderr).not.toContain(PASSWORD);
        return ran;
    };
    const where = (name: string) => ['--namespace', NAMESPACE, '--name', name] as const;
    const check = async (user: ClusterUser, name: string) => {
        const {stdout, stderr} = await run(user, 'check', '--format', 'json', ...where(name));
        const report = stdout === '' ? undefined : readReport(JSON.parse(stdout) as unknown);
        if (!report) {
            throw new Error(`not a report: ${stderr}`);
        }
        return (code: string) => report.results.find(({check: one}) => one === code);
    };
    const planLines = async (name: string) => {
        const {stdout} = await run('admin', 'plan', '--format', 'json', ...where(name));
        const {plan, byHand} = JSON.parse(stdout) as {
            readonly plan: object;
            readonly byHand: readonly {readonly commands: readonly string[]}[];
        };
        return {plan, lines: byHand.flatMap(({commands}) => commands)};
    };

    test.each([
        ['a plain Deployment', 'chat', 'none'],
        ['what Helm leaves', 'prod-mattermost-team-edition', 'helm'],
    ])(
        '%s: the facts are read in its pods, and the short password in the Secret is found',
        async (_name, name, tool) => {
            const resultOf = await check('admin', name);
            expect(resultOf('database_password_length')).toMatchObject({state: 'fail', reason: 'too_short'});
            expect(resultOf('deployment_type')).toMatchObject({state: 'pass', reason: 'without_operator'});
            expect(resultOf('container_state')).toMatchObject({state: 'pass'});
            expect(resultOf('architecture')).toMatchObject({state: 'pass'});
            expect(resultOf('saml_signature')).toMatchObject({observedBy: ['agent_local_mode']});
            expect(resultOf('database_version')).toMatchObject({state: 'pass', data: {version: 15}});
            expect(JSON.parse((await run('admin', 'inspect', ...where(name))).stdout)).toMatchObject({
                deployment: {value: {name, resource: 'deployment'}},
                deployment_owner: {value: {tool}},
                running_image: {value: {reference: STANDARD}},
            });
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'both are listed once among all of the cluster, and told apart in their namespace',
        async () => {
            const {stdout} = await run('admin', 'check', '--all-namespaces', '--format', 'json');
            const listed = JSON.parse(stdout) as readonly {readonly namespace: string; readonly name: string}[];
            const names = listed.map(({namespace, name}) => `${namespace}/${name}`);
            expect(names.filter((name) => name.startsWith(`${NAMESPACE}/`)).toSorted()).toEqual([
                'kinds/chat',
                'kinds/prod-mattermost-team-edition',
            ]);
            expect(new Set(names).size).toBe(names.length);
            const {stderr} = await run('admin', 'check', '--namespace', NAMESPACE);
            expect(stderr).toContain('More than one Mattermost deployment: kinds/chat, kinds/prod-');
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'who may list Deployments and nothing of an operator’s: no kind is missed that the cluster does not have',
        async () => {
            const rules = [
                {apiGroups: ['apps'], resources: ['deployments', 'statefulsets'], verbs: ['list']},
                {apiGroups: [''], resources: ['pods'], verbs: ['list']},
            ];
            await grant(cluster.api, {user: 'maria', namespace: NAMESPACE, rules});
            expect((await check('maria', 'chat'))('database_password_length')).toMatchObject({state: 'unknown'});
            const {stderr, exitCode} = await run('maria', 'check', ...where('nobody'));
            expect(stderr).toContain(`No right to list mattermosts in the namespace ${NAMESPACE}`);
            expect(exitCode).toBe(77);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'a Helm release: the lines are Helm’s, with the keys of its chart',
        async () => {
            const {plan, lines} = await planLines('prod-mattermost-team-edition');
            expect(plan).toMatchObject({mode: 'handover', handover: 'helm_release'});
            expect(lines).toContain(
                `helm -n ${NAMESPACE} upgrade prod <chart> --version 6.6.80 --reuse-values --set image.repository=${FIPS.split(':')[0] ?? ''}`,
            );
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'a plain Deployment: the lines of its plan move it as they are printed, and take it back',
        async () => {
            const {plan, lines} = await planLines('chat');
            expect(plan).toMatchObject({
                mode: 'handover',
                handover: 'plain_workload',
                change: {operations: expect.arrayContaining([expect.objectContaining({value: FIPS})]) as object[]},
            });
            const type = async (line: string) =>
                runOrFail('sh', ['-c', line], {
                    env: {
                        HOME: folder,
                        KUBECONFIG: await kubeconfig('admin'),
                        PATH: `${await kubernetesBinaries()}:${process.env['PATH'] ?? ''}`,
                    },
                });
            const [move = '', back = ''] = lines.filter((line) => line.includes(' set image '));
            const wait = lines.find((line) => line.includes(' rollout status ')) ?? '';
            await type(move);
            await type(wait);
            const {stdout} = await run('admin', 'check', '--after', '--format', 'json', ...where('chat'));
            expect(JSON.parse(stdout)).toMatchObject({
                image: {reference: FIPS},
                layers: expect.arrayContaining([
                    expect.objectContaining({layer: 'api', state: 'ok'}),
                    expect.objectContaining({layer: 'fips_flag', state: 'ok'}),
                ]) as object[],
            });
            await type(back);
            await type(wait);
            const facts = (await run('admin', 'inspect', ...where('chat'))).stdout;
            expect(JSON.parse(facts)).toMatchObject({running_image: {value: {reference: STANDARD}}});
        },
        LANE_TIMEOUT_MS,
    );
});

/** Its server keeps configuration and state in files, where the real one uses the database. */
function makeDeployment(
    name: string,
    container: string,
    {
        labels = {},
        annotations = {},
    }: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
    } = {},
): object {
    const own = {'app.kubernetes.io/instance': name};
    const url = {valueFrom: {secretKeyRef: {name: 'db', key: 'url'}}};
    const probe = {httpGet: {path: '/api/v4/system/ping', port: 8065}, periodSeconds: 1, timeoutSeconds: 5};
    return {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {name, labels: {...own, ...labels}, annotations},
        spec: {
            replicas: 1,
            selector: {matchLabels: own},
            template: {
                metadata: {labels: own},
                spec: {
                    automountServiceAccountToken: false,
                    terminationGracePeriodSeconds: 1,
                    containers: [
                        {
                            name: container,
                            image: STANDARD,
                            env: [
                                {name: 'MM_CONFIG', ...url},
                                {name: 'MM_SQLSETTINGS_DATASOURCE', ...url},
                                {name: 'MM_PASSWORDSETTINGS_MINIMUMLENGTH', value: '14'},
                                {name: 'STAND_IN_ROOT', value: '/mattermost/data/root'},
                            ],
                            readinessProbe: {...probe, failureThreshold: 120},
                            volumeMounts: [{name: 'data', mountPath: '/mattermost/data'}],
                        },
                    ],
                    volumes: [{name: 'data', emptyDir: {}}],
                },
            },
        },
    };
}
