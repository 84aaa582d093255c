import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import {runCommand} from '../demo/command_run.ts';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {restartWorld} from '../mattermost/restart.ts';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {CLUSTER_INSTALLATION, putObject} from './cluster_state.ts';
import type {ClusterState, Rule} from './cluster_state.ts';
import {addInstallation, ADMIN_TOKEN, makeSampleCluster} from './sample_installation.ts';
import {addWorkload} from './sample_workload.ts';
import type {SampleWorkload} from './sample_workload.ts';
import {startApiServer} from './server.ts';
import type {ApiServer} from './server.ts';

const TIMEOUT_MS = 60_000;
const PASSWORD = 'hunter2';
const databaseUrl = `postgres://mmuser:${PASSWORD}@127.0.0.1:1/mattermost?sslmode=disable`;
const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const OLD_LABELS = {app: 'mattermost', 'v1alpha1.mattermost.com/installation': 'chat'};
const helm = (chart: string) => ({
    labels: {'helm.sh/chart': `${chart}-6.6.80`, 'app.kubernetes.io/managed-by': 'Helm'},
    annotations: {'meta.helm.sh/release-name': 'prod', 'meta.helm.sh/release-namespace': 'team'},
});

type Sample = Partial<SampleWorkload>;

/** What runs Mattermost in a cluster besides the operator's resource. */
const KINDS: readonly (readonly [string, Sample, resource: string, handover: string, line: string])[] = [
    [
        'a Deployment',
        {container: 'server'},
        'deployment',
        'plain_workload',
        `kubectl -n team set image deploy/chat server=${FIPS}:11.7.2`,
    ],
    [
        'a StatefulSet',
        {kind: 'StatefulSet', container: 'server'},
        'stateful_set',
        'plain_workload',
        `kubectl -n team set image statefulset/chat server=${FIPS}:11.7.2`,
    ],
    [
        'a release of the enterprise chart',
        {container: 'mattermost-enterprise-edition', ...helm('mattermost-enterprise-edition')},
        'deployment',
        'helm_release',
        `helm -n team upgrade prod <chart> --version 6.6.80 --reuse-values --set mattermostApp.image.repository=${FIPS}`,
    ],
    [
        'a release of the team chart',
        {container: 'mattermost-team-edition', ...helm('mattermost-team-edition')},
        'deployment',
        'helm_release',
        `helm -n team upgrade prod <chart> --version 6.6.80 --reuse-values --set image.repository=${FIPS}`,
    ],
    [
        'a ClusterInstallation',
        {container: 'mattermost', labels: OLD_LABELS, owner: {kind: 'ClusterInstallation', name: 'chat'}},
        'cluster_installation',
        'old_resource',
        `kubectl -n team patch clusterinstallation chat --type merge -p '{"spec":{"migrate":true}}'`,
    ],
];

/** The agent over the stand-in's API server, where nothing, or not only, the operator's resource runs Mattermost. */
describe('fips-agent on a cluster without the operator’s resource', () => {
    let server: Mattermost;
    let state: ClusterState;
    let api: ApiServer;
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kubernetes-kinds-'));
        const config = {PasswordSettings: {MinimumLength: 14}};
        server = await startMattermost({version: '11.7.2', licence: 'enterprise', config});
        state = makeSampleCluster([]);
        // No registry is asked for what is on the node.
        putObject(state, 'nodes', {
            metadata: {name: 'node-1'},
            status: {nodeInfo: {architecture: 'amd64'}, images: [{names: [`${FIPS}:11.7.2`]}]},
        });
        state.programs = makeMattermostPrograms(() => server.world);
        api = await startApiServer(state);
        await api.writeKubeconfig(join(folder, 'kubeconfig'), {token: ADMIN_TOKEN});
    });
    afterEach(async () => {
        await api.close();
        await server.close();
        await rm(folder, {recursive: true, force: true});
    });

    const run = async (...argv: readonly string[]) => {
        const ran = await runCommand(
            [...argv, '--context', 'stand-in'],
            {
                HOME: folder,
                STATE_DIR: join(folder, 'state'),
                KUBECONFIG: join(folder, 'kubeconfig'),
                MODE: 'swap',
                ALLOW: 'to_fips',
            },
            undefined,
        );
        expect(ran.stdout + ran.stderr).not.toContain(PASSWORD);
        return ran;
    };
    const add = (sample: Sample = {}) => {
        const known = {namespace: 'team', name: 'chat', kind: 'Deployment', container: 'server', databaseUrl} as const;
        addWorkload(state, {...known, port: server.port, ...sample});
        if (sample.owner?.kind === 'ClusterInstallation') {
            state.kinds.push(CLUSTER_INSTALLATION);
            putObject(state, 'clusterinstallations', {
                metadata: {name: 'chat', namespace: 'team', uid: 'old-uid'},
                spec: {image: 'mattermost/mattermost-enterprise-edition', version: '11.7.2'},
            });
        }
    };
    const logInAs = async (...rules: readonly Rule[]) => {
        state.users.set('token-of-another', {name: 'rudi', rules});
        await api.writeKubeconfig(join(folder, 'kubeconfig'), {token: 'token-of-another'});
    };
    const check = async (...argv: readonly string[]) => {
        const {stdout, stderr} = await run('check', '--format', 'json', '--namespace', 'team', ...argv);
        const report = stdout === '' ? undefined : readReport(JSON.parse(stdout) as unknown);
        if (!report) {
            throw new Error(`not a report: ${stderr}`);
        }
        return (code: string) => report.results.find(({check: one}) => one === code);
    };

    test.each(KINDS)(
        '%s: every check, from its own container and its own Secret',
        async (_name, sample, resource) => {
            add(sample);
            const resultOf = await check();
            expect(resultOf('database_password_length')).toMatchObject({state: 'fail', reason: 'too_short'});
            expect(resultOf('deployment_type')).toMatchObject({
                reason: resource === 'cluster_installation' ? 'old_resource' : 'without_operator',
            });
            expect(resultOf('image_source')).toMatchObject({state: 'pass', data: {resource}});
            expect(resultOf('container_state')).toMatchObject({state: 'pass'});
            expect(resultOf('current_variant')).toMatchObject({reason: 'runs_standard'});
            // By a command in that container.
            expect(resultOf('saml_signature')).toMatchObject({observedBy: ['agent_local_mode']});
            expect(JSON.parse((await run('inspect', '--namespace', 'team')).stdout)).toMatchObject({
                deployment: {value: {kind: 'kubernetes', name: 'chat', namespace: 'team', resource}},
                running_image: {value: {imageId: `sha256:${'a'.repeat(64)}`}},
            });
        },
        TIMEOUT_MS,
    );

    test.each(KINDS)(
        '%s: the plan is a person’s, with its own lines, and nothing is written',
        async (_name, sample, resource, handover, line) => {
            add(sample);
            const {stdout} = await run('plan', '--format', 'json', '--namespace', 'team');
            const {plan, byHand} = JSON.parse(stdout) as {
                readonly plan: object;
                readonly byHand: readonly {readonly commands: readonly string[]}[];
            };
            const uid = resource === 'cluster_installation' ? 'old-uid' : 'workload-team-chat';
            expect(plan).toMatchObject({
                mode: 'handover',
                handover,
                target: {kind: 'kubernetes', namespace: 'team', name: 'chat', uid},
                to: {reference: `${FIPS}:11.7.2`},
            });
            expect(byHand.flatMap(({commands}) => commands)).toContain(line);
            const table = await run('plan', '--namespace', 'team');
            expect(table.stdout).toContain('Do this yourself');
            expect(state.calls.filter((call) => /^(PATCH|PUT|DELETE)/.test(call))).toEqual([]);
        },
        TIMEOUT_MS,
    );

    test(
        'the change of a plain Deployment is the field of its own container',
        async () => {
            add();
            const {stdout} = await run('plan', '--format', 'json', '--namespace', 'team');
            const path = '/spec/template/spec/containers/1/image';
            expect(JSON.parse(stdout)).toMatchObject({
                plan: {
                    change: {
                        way: 'patch',
                        operations: [
                            {op: 'test', path: '/metadata/uid', value: 'workload-team-chat'},
                            {op: 'test', path, value: STANDARD},
                            {op: 'replace', path, value: `${FIPS}:11.7.2`},
                        ],
                    },
                },
            });
        },
        TIMEOUT_MS,
    );

    test(
        'a plan of it is never applied',
        async () => {
            add();
            const file = join(folder, 'move.plan');
            await run('plan', '--namespace', 'team', '--out', file);
            const {stderr, exitCode} = await run('apply', file, '--yes', '--namespace', 'team');
            expect([exitCode, stderr]).toEqual([expect.any(Number), expect.stringContaining('[plan_is_handover]')]);
            expect(state.calls.filter((call) => /^(PATCH|PUT|DELETE)|leases/.test(call))).toEqual([]);
        },
        TIMEOUT_MS,
    );

    test(
        'after a change by hand it is looked at as after a run',
        async () => {
            server.serve(restartWorld(server.world, {variant: 'fips'}));
            add({image: `${FIPS}:11.7.2`});
            const {stdout} = await run('check', '--after', '--format', 'json', '--namespace', 'team');
            const {layers} = JSON.parse(stdout) as {readonly layers: readonly {layer: string; state: string}[]};
            const stateOf = (name: string) => layers.find(({layer}) => layer === name)?.state;
            expect([stateOf('container'), stateOf('fips_flag'), stateOf('api')]).toEqual(['ok', 'ok', 'ok']);
            // A second pod was left with the old image.
            const pod = state.objects.get('pods/team/chat-0');
            const spec = {nodeName: 'node-1', containers: [{name: 'server', image: STANDARD}]};
            putObject(state, 'pods', {...pod, metadata: {...pod?.metadata, name: 'chat-1', uid: 'other'}, spec});
            const mixed = await run('check', '--after', '--format', 'json', '--namespace', 'team');
            expect(JSON.parse(mixed.stdout)).toMatchObject({
                layers: expect.arrayContaining([
                    {layer: 'pods', state: 'failed', reason: 'another_image', names: ['chat-1']},
                ]) as object[],
            });
        },
        TIMEOUT_MS,
    );

    test(
        'what a resource asks for, a job server, and what is no server are not listed besides',
        async () => {
            addInstallation(state, {namespace: 'chat', name: 'mm', databaseUrl, port: server.port});
            add({
                namespace: 'chat',
                name: 'mm-old',
                labels: {'installation.mattermost.com/installation': 'mm'},
                runs: false,
            });
            add();
            add({name: 'chat-jobserver', command: ['mattermost', 'jobserver']});
            add({namespace: 'ops', name: 'operator', image: 'mattermost/mattermost-operator:v1.25.2'});
            add({namespace: 'ops', name: 'proxy', image: 'mattermost/mattermost-push-proxy:6.4.1'});
            const {stdout} = await run('check', '--all-namespaces', '--format', 'json');
            const listed = JSON.parse(stdout) as readonly {readonly namespace: string; readonly name: string}[];
            expect(listed.map(({namespace, name}) => `${namespace}/${name}`)).toEqual(['chat/mm', 'team/chat']);
            expect((await run('inspect', '--namespace', 'chat')).exitCode).toBe(0);
        },
        TIMEOUT_MS,
    );

    test(
        'the operator’s resource and a workload: both are named, and --name chooses either',
        async () => {
            addInstallation(state, {namespace: 'team', name: 'mm', databaseUrl, port: server.port});
            add();
            const {stderr} = await run('check', '--namespace', 'team');
            expect(stderr).toContain('More than one Mattermost deployment: team/mm, team/chat');
            expect((await check('--name', 'mm'))('deployment_type')).toMatchObject({reason: 'supported'});
            // Found among the resources: nothing else is asked for.
            expect(state.calls.at(-1)).not.toContain('statefulsets');
            expect((await check('--name', 'chat'))('deployment_type')).toMatchObject({reason: 'without_operator'});
        },
        TIMEOUT_MS,
    );

    test(
        'a cluster that never had an operator: a kind it does not have is no error, for a user who may not list it either',
        async () => {
            state.kinds.splice(0, state.kinds.length, ...state.kinds.filter(({kind}) => kind !== 'Mattermost'));
            add();
            expect((await check())('deployment_type')).toMatchObject({reason: 'without_operator'});
            const listed = {verbs: ['get', 'list'], group: 'apps', resources: ['deployments', 'statefulsets']};
            await logInAs(listed, {verbs: ['get', 'list'], group: '', resources: ['pods']});
            expect((await check())('deployment_type')).toMatchObject({reason: 'without_operator'});
            const {stdout, exitCode} = await run('check', '--all-namespaces', '--format', 'json');
            expect(JSON.parse(stdout)).toHaveLength(1);
            // They may not read the Secret.
            expect(exitCode).toBe(11);
        },
        TIMEOUT_MS,
    );

    test(
        'nothing is there, or nothing that this user may see: the difference is told',
        async () => {
            const {stderr, exitCode} = await run('check', '--namespace', 'team');
            expect(stderr.replaceAll(/\s+/g, ' ')).toContain('no Deployment or StatefulSet of a Mattermost image');
            expect(exitCode).toBe(78);
            add();
            await logInAs({verbs: ['list'], group: 'installation.mattermost.com', resources: ['mattermosts']});
            const refused = await run('check', '--namespace', 'team');
            expect(refused.stderr).toContain('No right to list deployments in the namespace team');
            expect(refused.exitCode).toBe(77);
            const all = await run('check', '--all-namespaces');
            expect([all.exitCode, all.stderr]).toEqual([77, expect.stringContaining('No right to list deployments')]);
        },
        TIMEOUT_MS,
    );

    test(
        'a list of the whole cluster says which kinds it is without',
        async () => {
            addInstallation(state, {namespace: 'chat', name: 'mm', databaseUrl, port: server.port});
            const reads = ['get', 'list'];
            await logInAs(
                {verbs: reads, group: 'installation.mattermost.com', resources: ['mattermosts']},
                {verbs: reads, group: '', resources: ['pods']},
                {verbs: reads, group: 'apps', resources: ['deployments']},
            );
            const {stdout} = await run('check', '--all-namespaces');
            const lines = stdout.trimEnd().split('\n');
            expect(lines[1]).toMatch(/^chat +mm /);
            expect(lines[2]).toMatch(
                /^\? +\? +\? +\? +cannot tell +No right to list statefulsets in the whole cluster .*\[cluster_forbidden\]$/,
            );
            expect(lines).toHaveLength(4);
        },
        TIMEOUT_MS,
    );

    test(
        'a workload that is scaled to zero is named, and its pods are missed',
        async () => {
            add({runs: false});
            const {stderr, exitCode} = await run('check', '--namespace', 'team');
            expect([exitCode, stderr]).toEqual([78, expect.stringContaining('none of its pods is there')]);
        },
        TIMEOUT_MS,
    );

    test(
        'the doctor asks for the rights of the kind that was found, and for none to change it',
        async () => {
            add();
            const {stdout} = await run('doctor', '--namespace', 'team');
            expect(stdout).toContain('May list deployments');
            expect(stdout).not.toMatch(/mattermosts|leases/);
        },
        TIMEOUT_MS,
    );
});
