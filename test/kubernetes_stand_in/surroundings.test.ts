import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import {runCommand} from '../demo/command_run.ts';
import {nameObject, putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import {addInstallation, ADMIN_TOKEN, encode, makeSampleCluster, READER_TOKEN} from './sample_installation.ts';
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
    const run = (...argv: readonly string[]) =>
        runCommand(
            [...argv, '--context', 'stand-in', '--namespace', 'chat'],
            {HOME: folder, STATE_DIR: join(folder, 'state'), KUBECONFIG: join(folder, 'kubeconfig')},
            undefined,
        );
    const inspect = async () => JSON.parse((await run('inspect')).stdout) as object;
    const check = async () => {
        const {stdout, stderr} = await run('check', '--format', 'json');
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
    const addSidecar = () => {
        for (const name of ['mm-0', 'mm-1']) {
            change('pods', name, ({spec}) => {
                const own = spec as {readonly containers: readonly object[]};
                return {spec: {...own, containers: [...own.containers, {name: 'istio-proxy', image: 'x'}]}};
            });
        }
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
        ['a sidecar that a mesh has put into the pods', addSidecar, 'update_check', 'sidecars_stay'],
        [
            'such a sidecar, which a label keeps out of the Job',
            () => {
                addSidecar();
                setSpec('mattermosts', 'mm', {updateJob: {extraLabels: {'sidecar.istio.io/inject': 'false'}}});
            },
            'update_check',
            'tried_first',
        ],
        [
            'a sidecar of the resource’s own, which no label keeps out',
            () => {
                addSidecar();
                setSpec('mattermosts', 'mm', {
                    podExtensions: {sidecarContainers: [{name: 'istio-proxy', image: 'x'}]},
                    updateJob: {extraLabels: {'sidecar.istio.io/inject': 'false'}},
                });
            },
            'update_check',
            'sidecars_stay',
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

    describe('with a node of another architecture', () => {
        beforeEach(() => {
            putObject(state, 'nodes', {
                metadata: {name: 'node-2', labels: {'kubernetes.io/arch': 'arm64'}},
                status: {nodeInfo: {architecture: 'arm64'}},
            });
        });

        test(
            'on which a new pod may start: the node is named',
            async () => {
                expect((await check())('pod_replacement')).toMatchObject({
                    state: 'warn',
                    reason: 'mixed_nodes',
                    data: {nodes: ['node-2 (arm64)']},
                });
            },
            TIMEOUT_MS,
        );

        test(
            'on which a pod runs: it is in the way',
            async () => {
                setSpec('pods', 'mm-1', {nodeName: 'node-2'});
                expect((await check())('architecture')).toMatchObject({state: 'fail', data: {architecture: 'arm64'}});
            },
            TIMEOUT_MS,
        );

        test(
            'on which no pod may start: nothing to say',
            async () => {
                for (const name of ['mm-0', 'mm-1']) {
                    setSpec('pods', name, {nodeSelector: {'kubernetes.io/arch': 'amd64'}});
                }
                expect((await check())('pod_replacement')).toMatchObject({reason: 'no_outage'});
            },
            TIMEOUT_MS,
        );
    });

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

    describe('what leads to the pods, and what covers them', () => {
        beforeEach(() => {
            setSpec('pods', 'mm-0', {priorityClassName: 'chat-high', imagePullSecrets: [{name: 'registry'}]});
            addService('mm', {app: 'mattermost', 'installation.mattermost.com/installation': 'mm'});
            addService('wiki', {app: 'wiki'});
            addIngress('mm', 'mm', {ingressClassName: 'nginx'}, ['chat.example.com', 'talk.example.com']);
            addIngress('wiki', 'wiki', {}, ['wiki.example.com']);
            addBudget('mm', {matchLabels: {app: 'mattermost'}}, 0);
            addBudget('wiki', {matchLabels: {app: 'wiki'}}, 1);
        });

        function addService(name: string, selector: object) {
            putObject(state, 'services', {
                metadata: {name, namespace: 'chat'},
                spec: {selector, ports: [{port: 8065}]},
            });
        }
        function addIngress(name: string, service: string, spec: object, hosts: readonly string[]) {
            const http = {paths: [{path: '/', backend: {service: {name: service, port: {number: 8065}}}}]};
            putObject(state, 'ingresses', {
                metadata: {name, namespace: 'chat'},
                spec: {...spec, rules: hosts.map((host) => ({host, http}))},
            });
        }
        function addBudget(name: string, selector: object, disruptionsAllowed: number) {
            putObject(state, 'poddisruptionbudgets', {
                metadata: {name, namespace: 'chat'},
                spec: {selector},
                status: {disruptionsAllowed},
            });
        }

        test(
            'Ingresses, budgets, priority, pull secrets by name, and the operator’s version: shown, and no other one’s',
            async () => {
                const hosts = ['chat.example.com', 'talk.example.com'];
                expect(await inspect()).toMatchObject({
                    ingresses: {value: [{name: 'mm', className: 'nginx', hosts, leadsHere: true}]},
                    disruption_budgets: {value: [{name: 'mm', allowed: 0}]},
                    container: {value: {priorityClass: 'chat-high', pullSecrets: ['registry']}},
                    operator: {value: {version: 'v1.25.2'}},
                });
                const labels = {'olm.owner': 'mattermost-operator.v1.25.2', 'app.kubernetes.io/version': '1.25.2'};
                addWorkload(
                    'mattermost-operator',
                    'mattermost-operator',
                    `mattermost/mattermost-operator@sha256:${'a'.repeat(64)}`,
                    1,
                    labels,
                );
                expect(await inspect()).toMatchObject({operator: {value: {version: '1.25.2', from: 'OLM'}}});
            },
            TIMEOUT_MS,
        );

        test(
            'the operator’s Ingress that leads to another Service is shown as such',
            async () => {
                addIngress('mm', 'wiki', {}, ['chat.example.com']);
                expect(await inspect()).toMatchObject({ingresses: {value: [{name: 'mm', leadsHere: false}]}});
            },
            TIMEOUT_MS,
        );

        test(
            'who may not read Services: whether an Ingress leads here is not known',
            async () => {
                const rule = {verbs: ['get', 'list'], group: 'networking.k8s.io', resources: ['ingresses']};
                const {rules = []} = state.users.get(READER_TOKEN) ?? {};
                state.users.set(READER_TOKEN, {name: 'rudi', rules: [...rules, rule]});
                await api.writeKubeconfig(join(folder, 'kubeconfig'), {token: READER_TOKEN});
                expect(await inspect()).toMatchObject({
                    ingresses: {
                        value: [
                            {name: 'mm', leadsHere: null},
                            {name: 'wiki', leadsHere: null},
                        ],
                    },
                });
            },
            TIMEOUT_MS,
        );

        test(
            'who may list neither: both are missing, with the reason',
            async () => {
                await api.writeKubeconfig(join(folder, 'kubeconfig'), {token: READER_TOKEN});
                expect(await inspect()).toMatchObject({
                    ingresses: {missing: 'no_permission'},
                    disruption_budgets: {missing: 'no_permission'},
                });
            },
            TIMEOUT_MS,
        );
    });

    describe('the file store, where no command runs in the pods', () => {
        const KEY = 'a-key-that-is-long-enough';
        const set = (fileStore: object, env: Readonly<Record<string, string>>, secretkey?: string) => {
            setSpec('mattermosts', 'mm', {fileStore});
            putObject(state, 'secrets', {
                metadata: {name: 's3', namespace: 'chat'},
                data: secretkey === undefined ? {} : {secretkey: encode(secretkey)},
            });
            const valueFrom = {secretKeyRef: {name: 's3', key: 'secretkey'}};
            const variables = [
                ...Object.entries(env).map(([name, value]) => ({name, value})),
                ...(secretkey === undefined ? [] : [{name: 'MM_FILESETTINGS_AMAZONS3SECRETACCESSKEY', valueFrom}]),
            ];
            for (const name of ['mm-0', 'mm-1']) {
                const {containers: [one, ...others] = []} = state.objects.get(nameObject('pods', 'chat', name))?.[
                    'spec'
                ] as {readonly containers?: readonly {readonly env: readonly object[]}[]};
                setSpec('pods', name, {containers: [{...one, env: [...(one?.env ?? []), ...variables]}, ...others]});
            }
        };
        const s3 = {MM_FILESETTINGS_DRIVERNAME: 'amazons3'};

        test.each<readonly [string, () => void, string, string]>([
            ['a volume', () => set({local: {enabled: true}}, {MM_FILESETTINGS_DRIVERNAME: 'local'}), 'local', 'local'],
            [
                'somebody’s volume',
                () => set({externalVolume: {volumeClaimName: 'files'}}, {MM_FILESETTINGS_DRIVERNAME: 'local'}),
                'local',
                'external_volume',
            ],
            [
                'the operator’s MinIO, with a short key',
                () => set({operatorManaged: {replicas: 1}}, s3, 'short'),
                'too_short',
                'operator_managed',
            ],
            [
                'S3 with a long key, and nobody knows how requests are signed',
                () => set({external: {secret: 's3'}}, s3, KEY),
                'signature_not_seen',
                'external',
            ],
            [
                'S3 with a long key, and signature version 4 by a variable',
                () => set({external: {secret: 's3'}}, {...s3, MM_FILESETTINGS_AMAZONS3SIGNV2: 'false'}, KEY),
                'long_enough',
                'external',
            ],
            [
                'S3 with a role of the cloud',
                () => set({external: {useServiceAccount: true}}, s3),
                'no_key',
                'external_with_service_account',
            ],
            ['S3 without a key in sight', () => set({external: {}}, s3), 'unreadable', 'external'],
        ])(
            '%s',
            async (_name, prepare, reason, from) => {
                prepare();
                const resultOf = await check();
                expect(resultOf('file_store_secret')).toMatchObject({reason, observedBy: ['agent_cluster']});
                expect(resultOf('text_extraction')).toMatchObject({state: 'unknown', reason: 'not_seen'});
                const shown = JSON.stringify(await inspect());
                expect(shown).toContain(`"from":"${from}"`);
                expect(shown).not.toContain(KEY);
            },
            TIMEOUT_MS,
        );

        test(
            'one that nobody names stays unknown',
            async () => {
                setSpec('mattermosts', 'mm', {fileStore: {external: {secret: 's3'}}});
                expect((await check())('file_store_secret')).toMatchObject({reason: 'fact_missing'});
            },
            TIMEOUT_MS,
        );
    });

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
