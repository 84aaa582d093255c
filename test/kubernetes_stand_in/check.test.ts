import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import type {ReadinessReport} from '@fips-readiness/core';
import {runAgent} from '../agent/run_agent.ts';
import {runCommand} from '../demo/command_run.ts';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {nameObject, putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import {addInstallation, ADMIN_TOKEN, encode, makeSampleCluster, READER_TOKEN} from './sample_installation.ts';
import {startApiServer} from './server.ts';
import type {ApiServer} from './server.ts';

type SamplePod = ClusterObject & {readonly spec: {readonly containers: readonly object[]}};
type Printed = {readonly stdout: string; readonly stderr: string};

const TIMEOUT_MS = 60_000;
const PASSWORD = 'hunter2';
const LONG_PASSWORD = 'a-password-that-is-long-enough';
const databaseUrl = (password: string) => `postgres://mmuser:${password}@127.0.0.1:1/mattermost?sslmode=disable`;

/** The pod of a dedicated job server beside a server's, with an older image. */
function makeJobServer({metadata, spec, status, ...pod}: SamplePod): ClusterObject {
    const {labels} = metadata;
    const [container] = spec.containers;
    const image = 'mattermost/other:11.7.1';
    const [said] = (status as {readonly containerStatuses: readonly object[]}).containerStatuses;
    const imageID = `docker.io/mattermost/server@sha256:${'b'.repeat(64)}`;
    const name = 'mattermost-jobserver';
    return {
        ...pod,
        metadata: {...metadata, name: 'mm-jobserver-0', uid: 'job-server', labels: {...labels, app: name}},
        spec: {...spec, containers: [{...container, name, image, command: ['mattermost', 'jobserver']}]},
        status: {...(status as object), containerStatuses: [{...said, name, image, imageID}]},
    };
}

/** The agent over the stand-in's API server, on a machine without Docker. */
describe('fips-agent check on Kubernetes', () => {
    let server: Mattermost;
    let state: ClusterState;
    let api: ApiServer;
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kubernetes-check-'));
        server = await startMattermost({version: '11.7.2', licence: 'enterprise'});
        state = makeSampleCluster([
            {namespace: 'chat', name: 'mm', databaseUrl: databaseUrl(PASSWORD), port: server.port, pods: 2},
        ]);
        state.programs = makeMattermostPrograms(() => server.world);
        api = await startApiServer(state);
        await logIn(ADMIN_TOKEN);
    });
    afterEach(async () => {
        await api.close();
        await server.close();
        await rm(folder, {recursive: true, force: true});
    });

    const kubeconfig = () => join(folder, 'kubeconfig');
    const logIn = (token: string, namespace?: string) =>
        api.writeKubeconfig(kubeconfig(), {token, ...(namespace !== undefined && {namespace})});
    const environment = () => ({
        HOME: folder,
        DOCKER_HOST: `unix://${folder}/no-docker.sock`,
        STATE_DIR: join(folder, 'state'),
        KUBECONFIG: kubeconfig(),
    });
    const run = (...argv: readonly string[]) => runCommand(argv, environment(), undefined);
    /** The real agent, as a process of its own. */
    const runReal = (...argv: readonly string[]) => runAgent(argv, environment());
    const CHECK = ['check', '--format', 'json', '--context', 'stand-in', '--namespace', 'chat'] as const;
    const check = (...argv: readonly string[]) => run(...CHECK, ...argv);

    const readJson = ({stdout, stderr}: Printed): ReadinessReport => {
        const report = stdout === '' ? undefined : readReport(JSON.parse(stdout) as unknown);
        if (!report) {
            throw new Error(`not a report: ${stderr}`);
        }
        return report;
    };
    const resultOf = (ran: Printed, code: string) => readJson(ran).results.find(({check: one}) => one === code);

    test(
        'the short password in the Secret is found, every fact the cluster gives is judged, and no output quotes a secret',
        async () => {
            const ran = await runReal(...CHECK);
            expect(resultOf(ran, 'database_password_length')).toMatchObject({
                state: 'fail',
                reason: 'too_short',
                data: {credentials: ['data_source', 'mm_config'], limitBytes: 14},
                observedBy: ['agent_cluster', 'agent_rest'],
            });
            expect(ran.exitCode).toBe(10);
            expect(resultOf(ran, 'deployment_type')).toMatchObject({state: 'pass', reason: 'supported'});
            expect(resultOf(ran, 'image_source')).toMatchObject({state: 'pass', reason: 'in_the_resource'});
            expect(resultOf(ran, 'image_pin')).toMatchObject({state: 'pass'});
            expect(resultOf(ran, 'container_state')).toMatchObject({state: 'pass', reason: 'all_running'});
            expect(resultOf(ran, 'crypto_environment')).toMatchObject({state: 'pass'});
            expect(resultOf(ran, 'deployment_owner')).toMatchObject({state: 'pass'});
            expect(resultOf(ran, 'server_version')).toMatchObject({state: 'pass'});
            // Local mode, by a command in the pod.
            expect(resultOf(ran, 'saml_signature')).toMatchObject({observedBy: ['agent_local_mode']});
            expect(resultOf(ran, 'fips_image_available')).toMatchObject({state: 'unknown'});
            const others = await Promise.all([
                runReal('check', '--context', 'stand-in'),
                runReal('inspect'),
                runReal('doctor'),
            ]);
            for (const {stdout, stderr} of [ran, ...others]) {
                expect(`${stdout}${stderr}`).not.toContain(PASSWORD);
                expect(`${stdout}${stderr}`).not.toContain(ADMIN_TOKEN);
            }
            expect(others[0].stdout).toContain('Not ready yet');
            expect(JSON.parse(others[1].stdout)).toMatchObject({
                deployment: {value: {kind: 'kubernetes', name: 'mm', namespace: 'chat', host: 'stand-in'}},
                host_architecture: {value: 'amd64', source: 'agent_cluster'},
                containers_seen: {value: 2},
                instances: {
                    value: [
                        {state: 'running', health: 'healthy', restarts: 0, node: 'node-1'},
                        {state: 'running', health: 'healthy', restarts: 0, node: 'node-1'},
                    ],
                },
                running_image: {
                    value: {
                        reference: 'mattermost/mattermost-enterprise-edition:11.7.2',
                        imageId: `sha256:${'a'.repeat(64)}`,
                        variant: 'standard',
                    },
                },
            });
            // Nobody here has asked a Docker engine.
            expect(others[1].stdout).not.toContain('agent_engine');
            expect(others[2].stdout).toContain('The Kubernetes API of the context stand-in answers');
            expect(others[2].stdout).toContain('May create pods/exec');
        },
        TIMEOUT_MS,
    );

    test(
        'the short password is found also where neither the pods are reached nor a command may run in them',
        async () => {
            await server.close();
            state.users.set(READER_TOKEN, {
                name: 'rudi',
                rules: [{verbs: ['get', 'list'], group: '*', resources: ['mattermosts', 'pods', 'secrets']}],
            });
            await logIn(READER_TOKEN);
            expect(resultOf(await check(), 'database_password_length')).toMatchObject({
                state: 'fail',
                reason: 'too_short',
                data: {credentials: ['data_source', 'mm_config']},
            });
            server = await startMattermost({});
        },
        TIMEOUT_MS,
    );

    test(
        'a long password passes where a command in the pod shows the whole configuration',
        async () => {
            addInstallation(state, {
                namespace: 'chat',
                name: 'mm',
                databaseUrl: databaseUrl(LONG_PASSWORD),
                port: server.port,
            });
            expect(resultOf(await check(), 'database_password_length')).toMatchObject({state: 'pass'});
        },
        TIMEOUT_MS,
    );

    test(
        'a user who may look at pods and no more: what is not seen is unknown, and the doctor names each right that is missing',
        async () => {
            await logIn(READER_TOKEN);
            const ran = await check();
            expect(resultOf(ran, 'database_password_length')).toMatchObject({
                state: 'unknown',
                reason: 'unreadable',
                data: {credentials: ['data_source', 'mm_config', 'replicas']},
            });
            expect(resultOf(ran, 'architecture')).toMatchObject({
                state: 'unknown',
                missing: [{fact: 'host_architecture', why: 'no_permission'}],
            });
            expect(resultOf(ran, 'saml_signature')).toMatchObject({missing: [{fact: 'saml', why: 'no_permission'}]});
            expect(resultOf(ran, 'server_version')).toMatchObject({state: 'pass'});
            const {stdout, exitCode} = await run('doctor', '--context', 'stand-in', '--namespace', 'chat');
            const said = stdout.replace(/\s+/g, ' ');
            expect(said).toContain('✗ missing May not get secrets "db" in the namespace chat');
            expect(said).toContain('✗ missing May not create pods/exec in the namespace chat');
            expect(said).toContain('✗ missing May not get nodes');
            expect(said).toContain('✓ ok May list pods');
            expect(exitCode).toBe(10);
        },
        TIMEOUT_MS,
    );

    describe('the readiness URL, which only the container that waits for the database has', () => {
        const setUrl = (url: string) => {
            putObject(state, 'secrets', {
                metadata: {name: 'db', namespace: 'chat'},
                data: {
                    DB_CONNECTION_STRING: encode(databaseUrl(LONG_PASSWORD)),
                    DB_CONNECTION_CHECK_URL: encode(url),
                },
            });
        };
        const wait = () => {
            const valueFrom = {secretKeyRef: {name: 'db', key: 'DB_CONNECTION_CHECK_URL'}};
            const env = [{name: 'DB_CONNECTION_CHECK_URL', valueFrom}];
            for (const name of ['mm-0', 'mm-1']) {
                const pod = state.objects.get(nameObject('pods', 'chat', name)) as SamplePod;
                const initContainers = [{name: 'init-check-database', image: 'postgres:13', env}];
                putObject(state, 'pods', {...pod, spec: {...pod.spec, initContainers}});
            }
        };

        test(
            'its password is judged like the others, and the image that asks it is one to carry in',
            async () => {
                setUrl(databaseUrl(PASSWORD));
                wait();
                const ran = await check();
                expect(resultOf(ran, 'database_password_length')).toMatchObject({
                    reason: 'too_short',
                    data: {credentials: ['readiness_url']},
                });
                expect(ran.stdout).not.toContain(PASSWORD);
                const {stdout} = await run('bring-list', '--context', 'stand-in', '--namespace', 'chat');
                expect(stdout).toContain('to carry in: mattermost/mattermost-enterprise-fips-edition:11.7.2');
                expect(stdout).toContain('to carry in: postgres:13');
                expect(stdout).toContain('ctr -n k8s.io images import postgres.tar');
            },
            TIMEOUT_MS,
        );

        test(
            'one without a password, or of the form that is no connection string, is not judged',
            async () => {
                setUrl('http://db:5432');
                wait();
                expect(resultOf(await check(), 'database_password_length')).toMatchObject({state: 'pass'});
                setUrl('postgres://db:5432/mattermost');
                expect(resultOf(await check(), 'database_password_length')).toMatchObject({state: 'pass'});
            },
            TIMEOUT_MS,
        );

        test(
            'one the operator refuses, which is why no container asks it -> operator: refuses_url',
            async () => {
                addOperator();
                expect(resultOf(await check(), 'operator')).toMatchObject({state: 'pass', reason: 'running'});
                setUrl(databaseUrl(LONG_PASSWORD).replace('postgres:', 'postgresql:'));
                const ran = await check();
                expect(resultOf(ran, 'operator')).toMatchObject({state: 'warn', reason: 'refuses_url'});
                expect(resultOf(ran, 'database_password_length')).toMatchObject({state: 'pass'});
            },
            TIMEOUT_MS,
        );

        function addOperator() {
            const [name, image] = ['mattermost-operator', 'mattermost/mattermost-operator:v1.25.2'];
            putObject(state, 'deployments', {
                metadata: {name, namespace: name},
                spec: {replicas: 1, selector: {}, template: {spec: {containers: [{name, image}]}}},
                status: {readyReplicas: 1},
            });
        }
    });

    test(
        'a dedicated job server is told apart: no node of the cluster, never asked, and another image in it is a mixed one',
        async () => {
            const key = nameObject('mattermosts', 'chat', 'mm');
            const resource = state.objects.get(key);
            const spec = {...(resource?.['spec'] as object), jobServer: {dedicatedJobServer: true}};
            putObject(state, 'mattermosts', {...resource, metadata: {name: 'mm', ...resource?.metadata}, spec});
            putObject(state, 'pods', makeJobServer(state.objects.get(nameObject('pods', 'chat', 'mm-0')) as SamplePod));
            const {stdout} = await run('inspect');
            const ran = await check();
            expect(JSON.parse(stdout)).toMatchObject({
                containers_seen: {value: 2},
                cluster: {value: {nodes: 2}},
                instances: {
                    value: [
                        {name: 'mm-0'},
                        {name: 'mm-1'},
                        {name: 'mm-jobserver-0', node: 'node-1', role: 'job_server'},
                    ],
                },
            });
            expect(resultOf(ran, 'node_coverage')).toMatchObject({
                reason: 'mixed_images',
                data: {nodes: 2, seen: 2, images: [expect.any(String), 'mattermost/other:11.7.1']},
            });
            const asked = JSON.stringify(state.calls);
            expect(asked).toContain('mm-0/portforward');
            expect(asked).not.toContain('mm-jobserver-0/portforward');
            expect((await run('doctor')).stdout).toMatch(
                /2 instances: mm-0, mm-1\b[^]*Dedicated job server: mm-jobserver-0/,
            );
        },
        TIMEOUT_MS,
    );

    test(
        'a resource that somebody applies: told, and the agent may still change it',
        async () => {
            const key = nameObject('mattermosts', 'chat', 'mm');
            const resource = state.objects.get(key);
            const annotations = {
                'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({spec: {image: 'a'}}),
            };
            putObject(state, 'mattermosts', {...resource, metadata: {name: 'mm', ...resource?.metadata, annotations}});
            expect(resultOf(await check(), 'deployment_owner')).toMatchObject({
                state: 'pass',
                reason: 'applied',
                data: {name: 'kubectl apply'},
            });
        },
        TIMEOUT_MS,
    );

    test(
        'the doctor tries each right that a check asks for, by name where it asks by name',
        async () => {
            putObject(state, 'configmaps', {metadata: {name: 'settings', namespace: 'chat'}, data: {}});
            putObject(state, 'persistentvolumeclaims', {metadata: {name: 'mm', namespace: 'chat'}, spec: {}});
            for (const name of ['mm-0', 'mm-1']) {
                const pod = state.objects.get(nameObject('pods', 'chat', name)) as SamplePod;
                const [one, ...others] = pod.spec.containers;
                const spec = {
                    ...pod.spec,
                    imagePullSecrets: [{name: 'registry'}],
                    volumes: [{name: 'data', persistentVolumeClaim: {claimName: 'mm'}}],
                    containers: [{...one, envFrom: [{configMapRef: {name: 'settings'}}]}, ...others],
                };
                putObject(state, 'pods', {...pod, spec});
            }
            putObject(state, 'ingresses', {
                metadata: {name: 'mm', namespace: 'chat'},
                spec: {defaultBackend: {service: {name: 'mm'}}},
            });
            state.calls.length = 0;
            await check();
            const asked = state.calls.flatMap((call) => nameRight(call) ?? []);
            const {stdout} = await run('doctor', '--context', 'stand-in', '--namespace', 'chat');
            const tried = stdout.replaceAll(/\s+/g, ' ');
            const missing = [...new Set(asked)].filter((right) => !tried.includes(`May ${right}`));
            expect(missing).toEqual([]);
            for (const name of [
                'get secrets "registry"',
                'get configmaps "settings"',
                'get persistentvolumeclaims "mm"',
            ]) {
                expect(asked).toContain(name);
            }
        },
        TIMEOUT_MS,
    );

    /** `get pods/exec "mm-0"`; a list of one kind, or one object of it. Undefined for what everybody may ask. */
    function nameRight(call: string): string | undefined {
        const [verb = '', url = ''] = call.split(' ');
        const {pathname} = new URL(url, 'http://stand-in');
        const [, resource, name, subresource] =
            /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)(?:\/namespaces\/[^/]+(?=\/))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/.exec(
                pathname,
            ) ?? [];
        // The older resource is looked for, and this cluster does not have its kind.
        if (resource === undefined || ['selfsubjectaccessreviews', 'clusterinstallations'].includes(resource)) {
            return undefined;
        }
        if (subresource === 'exec' || subresource === 'portforward') {
            return `create ${resource}/${subresource}`;
        }
        if (subresource !== undefined) {
            return `get ${resource}/${subresource}`;
        }
        const isNamed = ['secrets', 'configmaps', 'persistentvolumeclaims', 'jobs', 'namespaces'].includes(resource);
        return name === undefined
            ? `${verb === 'GET' ? 'list' : 'create'} ${resource}`
            : `get ${resource}${isNamed ? ` "${name}"` : ''}`;
    }

    test(
        'a user with no right: the verb and the resource are named',
        async () => {
            state.users.set('token-of-nobody', {name: 'nobody', rules: []});
            await logIn('token-of-nobody');
            const {exitCode, stderr} = await check();
            expect(stderr).toContain('No right to list mattermosts in the namespace chat');
            expect(stderr.replace(/\s+/g, ' ')).toContain(
                'apiGroups: ["installation.mattermost.com"], resources: ["mattermosts"], verbs: ["list"]',
            );
            expect(stderr).toContain('[cluster_forbidden]');
            expect(exitCode).toBe(77);
        },
        TIMEOUT_MS,
    );

    test(
        'a token nobody knows -> cluster_login_refused',
        async () => {
            await logIn('no-such-token');
            const {exitCode, stderr} = await check();
            expect([exitCode, stderr]).toEqual([77, expect.stringContaining('[cluster_login_refused]')]);
            expect(stderr).not.toContain('no-such-token');
        },
        TIMEOUT_MS,
    );

    test(
        'two resources -> both are named, and --name chooses one; without --namespace every namespace is looked at',
        async () => {
            addInstallation(state, {
                namespace: 'chat',
                name: 'second',
                databaseUrl: databaseUrl(PASSWORD),
                port: server.port,
            });
            const several = await check();
            expect([several.exitCode, several.stderr]).toEqual([
                78,
                expect.stringContaining('More than one Mattermost deployment: chat/mm, chat/second'),
            ]);
            const ran = await run('inspect', '--context', 'stand-in', '--name', 'second');
            expect(JSON.parse(ran.stdout)).toMatchObject({deployment: {value: {name: 'second', namespace: 'chat'}}});
            const missing = await check('--name', 'third');
            expect([missing.exitCode, missing.stderr.replace(/\s+/g, ' ')]).toEqual([
                78,
                expect.stringContaining(
                    'kubernetes: there is no Mattermost resource, Deployment or StatefulSet of that name',
                ),
            ]);
        },
        TIMEOUT_MS,
    );

    test.each([
        ['a key of the Secret that is not there', {OTHER_KEY: encode(databaseUrl(LONG_PASSWORD))}],
        ['a value that is not UTF-8', {DB_CONNECTION_STRING: Buffer.from([0xff, 0xfe, 0x41]).toString('base64')}],
        ['a value that is no connection string', {DB_CONNECTION_STRING: encode('not a connection string')}],
    ])(
        '%s: unknown, never long enough',
        async (_name, data) => {
            putObject(state, 'secrets', {metadata: {name: 'db', namespace: 'chat'}, data});
            expect(resultOf(await check(), 'database_password_length')).toMatchObject({
                state: 'unknown',
                reason: 'unreadable',
            });
        },
        TIMEOUT_MS,
    );

    test.each([
        ['another context', ['--context', 'production'], 'It has no context production; it has stand-in.'],
        ['no such file', ['--context', 'stand-in', '--kubeconfig', '/nowhere/kubeconfig'], 'There is no such file.'],
    ])(
        '%s -> kubeconfig_unusable',
        async (_name, argv, problem) => {
            const {exitCode, stderr} = await run('check', ...argv);
            expect(stderr).toContain(problem);
            expect([exitCode, stderr]).toEqual([78, expect.stringContaining('[kubeconfig_unusable]')]);
        },
        TIMEOUT_MS,
    );

    test.each([
        ['not YAML', 'clusters: [\u0000secret-token'],
        ['nothing', ''],
        ['something else', 'clusters: 7\nusers: secret-token\n'],
    ])(
        'a kubeconfig that holds %s -> kubeconfig_unusable, and it is not quoted',
        async (_name, text) => {
            await writeFile(kubeconfig(), text);
            const {exitCode, stderr} = await check();
            expect([exitCode, stderr]).toEqual([78, expect.stringContaining('[kubeconfig_unusable]')]);
            expect(stderr).not.toContain('secret-token');
        },
        TIMEOUT_MS,
    );

    test(
        'an API server that is away -> cluster_unreachable for who names it; without a name, Docker is what is missed',
        async () => {
            await api.close();
            const named = await check();
            expect([named.exitCode, named.stderr]).toEqual([69, expect.stringContaining('[cluster_unreachable]')]);
            const unnamed = await run('check');
            expect([unnamed.exitCode, unnamed.stderr]).toEqual([69, expect.stringContaining('[engine_unreachable]')]);
            api = await startApiServer(state);
        },
        TIMEOUT_MS,
    );

    test(
        'a plan is the patch that was asked for, tests first',
        async () => {
            const argv = ['plan', '--format', 'json', '--context', 'stand-in', '--namespace', 'chat'];
            // Short, and in a database that nobody here reaches.
            expect(JSON.parse((await run(...argv)).stdout)).toMatchObject({
                plan: {mode: 'handover', handover: 'database_not_reached', rotation: null},
            });
            state.objects.delete('secrets/chat/db');
            const url = encode(databaseUrl(LONG_PASSWORD));
            putObject(state, 'secrets', {
                metadata: {name: 'db', namespace: 'chat'},
                data: {DB_CONNECTION_STRING: url},
            });
            const {stdout} = await run(...argv);
            expect(JSON.parse(stdout)).toMatchObject({
                plan: {
                    mode: 'apply',
                    handover: null,
                    target: {kind: 'kubernetes', namespace: 'chat', name: 'mm', uid: 'resource-chat-mm'},
                    change: {
                        way: 'patch',
                        operations: [
                            {op: 'test', path: '/metadata/uid', value: 'resource-chat-mm'},
                            {op: 'test', path: '/spec/image', value: 'mattermost/mattermost-enterprise-edition'},
                            {
                                op: 'replace',
                                path: '/spec/image',
                                value: 'mattermost/mattermost-enterprise-fips-edition',
                            },
                            {op: 'test', path: '/spec/version', value: '11.7.2'},
                        ],
                    },
                },
            });
        },
        TIMEOUT_MS,
    );
});
