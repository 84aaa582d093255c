import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import {runCommand} from '../demo/command_run.ts';
import {nameObject, putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import {addInstallation, ADMIN_TOKEN, makeSampleCluster, READER_TOKEN} from './sample_installation.ts';
import {startApiServer} from './server.ts';
import type {ApiServer} from './server.ts';

const TIMEOUT_MS = 60_000;
const databaseUrl = 'postgres://mmuser:a-password-that-is-long-enough@127.0.0.1:1/mattermost?sslmode=disable';

/** What is around an installation of the operator, and what a check says of it. */
describe('fips-agent check on what is around the pods', () => {
    let state: ClusterState;
    let api: ApiServer;
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kubernetes-around-'));
        state = makeSampleCluster([]);
        addInstallation(state, {namespace: 'chat', name: 'mm', databaseUrl, port: 1, pods: 2});
        putObject(state, 'nodes', {
            metadata: {name: 'node-1'},
            status: {
                nodeInfo: {architecture: 'amd64'},
                images: [{names: ['mattermost/mattermost-enterprise-fips-edition:11.7.2']}],
            },
        });
        addWorkload('mattermost-operator', 'mattermost-operator', 'mattermost/mattermost-operator:v1.25.2');
        api = await startApiServer(state);
        await api.writeKubeconfig(join(folder, 'kubeconfig'), {token: ADMIN_TOKEN});
    });
    afterEach(async () => {
        await api.close();
        await rm(folder, {recursive: true, force: true});
    });

    function addWorkload(namespace: string, name: string, image: string, replicas = 1, labels = {}) {
        putObject(state, 'deployments', {
            metadata: {name, namespace, labels},
            spec: {replicas, selector: {}, template: {spec: {containers: [{name, image}]}}},
            status: {readyReplicas: replicas},
        });
    }
    const check = async () => {
        const {stdout, stderr} = await runCommand(
            ['check', '--format', 'json', '--context', 'stand-in', '--namespace', 'chat'],
            {HOME: folder, STATE_DIR: join(folder, 'state'), KUBECONFIG: join(folder, 'kubeconfig')},
            undefined,
        );
        const report = stdout === '' ? undefined : readReport(JSON.parse(stdout) as unknown);
        if (!report) {
            throw new Error(`not a report: ${stderr}`);
        }
        return (code: string) => report.results.find(({check: one}) => one === code);
    };
    const change = (kind: string, name: string, edit: (object: ClusterObject) => object) => {
        const object = state.objects.get(nameObject(kind, 'chat', name));
        if (!object) {
            throw new Error(`no ${kind} ${name}`);
        }
        putObject(state, kind, {...object, ...edit(object)});
    };
    const setSpec = (kind: string, name: string, spec: object) =>
        change(kind, name, (object) => ({spec: {...(object['spec'] as object), ...spec}}));

    test(
        'nothing in the way: the operator runs, tries images first, and has room for one more pod',
        async () => {
            const resultOf = await check();
            expect(resultOf('operator')).toMatchObject({
                state: 'pass',
                reason: 'running',
                data: {namespace: 'mattermost-operator', image: 'mattermost/mattermost-operator:v1.25.2'},
            });
            expect(resultOf('update_check')).toMatchObject({state: 'pass', reason: 'tried_first'});
            expect(resultOf('pod_replacement')).toMatchObject({state: 'pass', reason: 'no_outage'});
            expect(resultOf('other_components')).toMatchObject({reason: 'not_moved'});
        },
        TIMEOUT_MS,
    );

    test.each<readonly [string, () => void, string, string]>([
        [
            'an operator that is scaled to zero',
            () =>
                addWorkload('mattermost-operator', 'mattermost-operator', 'mattermost/mattermost-operator:v1.25.2', 0),
            'operator',
            'scaled_to_zero',
        ],
        [
            'an operator under the name of its Helm release',
            () => {
                state.objects.delete(nameObject('deployments', 'mattermost-operator', 'mattermost-operator'));
                const labels = {'app.kubernetes.io/name': 'mattermost-operator'};
                addWorkload(
                    'ops',
                    'prod-mattermost-operator',
                    'mattermost/mattermost-operator-fips:v1.25.2',
                    1,
                    labels,
                );
            },
            'operator',
            'running',
        ],
        [
            'no operator',
            () => state.objects.delete(nameObject('deployments', 'mattermost-operator', 'mattermost-operator')),
            'operator',
            'not_found',
        ],
        [
            'an update check that is switched off',
            () => setSpec('mattermosts', 'mm', {updateJob: {disabled: true}}),
            'update_check',
            'switched_off',
        ],
        [
            'a failed update check',
            () =>
                putObject(state, 'jobs', {
                    metadata: {name: 'mattermost-update-check', namespace: 'chat'},
                    spec: {template: {spec: {containers: [{image: 'x'}]}}},
                    status: {failed: 3, active: 1},
                }),
            'update_check',
            'failed_job_left',
        ],
        [
            'the strategy Recreate',
            () => setSpec('deployments', 'mm', {strategy: {type: 'Recreate'}}),
            'pod_replacement',
            'recreate',
        ],
        [
            'a full quota',
            () =>
                putObject(state, 'resourcequotas', {
                    metadata: {name: 'team', namespace: 'chat'},
                    status: {hard: {pods: '2'}, used: {pods: '2'}},
                }),
            'pod_replacement',
            'quota_full',
        ],
        [
            'a volume of one node, and a second node',
            () => addClaim('ReadWriteOnce', 2),
            'pod_replacement',
            'one_node_volume',
        ],
        ['a volume of one node, and no other node', () => addClaim('ReadWriteOnce', 1), 'pod_replacement', 'no_outage'],
        ['a volume of one pod', () => addClaim('ReadWriteOncePod', 1), 'pod_replacement', 'one_node_volume'],
        ['a volume of many nodes', () => addClaim('ReadWriteMany', 2), 'pod_replacement', 'no_outage'],
        [
            'a push proxy that is FIPS next to an operator that is not',
            () => addWorkload('chat', 'push', 'mattermost/mattermost-push-proxy-fips:6.4.1-fips'),
            'other_components',
            'not_moved',
        ],
    ])(
        '%s',
        async (_name, prepare, code, reason) => {
            prepare();
            expect((await check())(code)).toMatchObject({reason});
        },
        TIMEOUT_MS,
    );

    function addClaim(mode: string, nodes: number) {
        for (const name of ['mm-0', 'mm-1']) {
            setSpec('pods', name, {volumes: [{name: 'data', persistentVolumeClaim: {claimName: 'mm'}}]});
        }
        putObject(state, 'persistentvolumeclaims', {
            metadata: {name: 'mm', namespace: 'chat'},
            spec: {accessModes: [mode]},
        });
        if (nodes > 1) {
            putObject(state, 'nodes', {metadata: {name: 'node-2'}, status: {nodeInfo: {architecture: 'amd64'}}});
        }
    }

    test(
        'who may look at the resource and its pods and no more: what was not seen is named, and blocks nothing',
        async () => {
            await api.writeKubeconfig(join(folder, 'kubeconfig'), {token: READER_TOKEN});
            const resultOf = await check();
            const missing = {state: 'unknown', blocker: false, missing: [{why: 'no_permission'}]};
            for (const code of ['operator', 'pod_replacement', 'other_components']) {
                expect(resultOf(code)).toMatchObject(missing);
            }
            expect(resultOf('update_check')).toMatchObject({reason: 'job_not_seen'});
        },
        TIMEOUT_MS,
    );
});
