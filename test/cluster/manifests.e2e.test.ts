import {appendFile, cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {jest} from '@jest/globals';
import {makeApiClient} from '../kubernetes_client/client.ts';
import type {ApiAnswer, ApiClient} from '../kubernetes_client/client.ts';
import {createObject, deleteObject, printPath, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {loginAsAgent, runKubectl, SHIPPED, SHIPPED_FOLDER, waitForPolicy} from './agent_manifests.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {listAllowed} from './list_allowed.ts';
import {waitFor} from './wait_for.ts';

// Thousands of questions: a busy machine takes its time.
jest.setTimeout(LANE_TIMEOUT_MS);

const {namespace, resource, secret} = SHIPPED;
const [BASE, SWAP] = ['base', 'swap'].map((folder) => join(SHIPPED_FOLDER, folder)) as [string, string];
const PLACE = {kind: 'mattermosts', namespace, name: resource} as const;
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const [ONE, OTHER] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];
const SPEC = {
    image: STANDARD,
    version: '11.7.2',
    replicas: 2,
    mattermostEnv: [{name: 'MM_LOGSETTINGS_CONSOLELEVEL', value: 'INFO'}],
    database: {external: {secret}},
};

/** What the driver asks for a check and a plan, exec and portforward apart. */
const READS = [
    'get deployments.apps',
    'get mattermosts.installation.mattermost.com',
    'get persistentvolumeclaims',
    'get pods/log',
    `get secrets ${secret}`,
    'get services',
    'list deployments.apps',
    'list ingresses.networking.k8s.io',
    'list mattermosts.installation.mattermost.com',
    'list poddisruptionbudgets.policy',
    'list pods',
    'list resourcequotas',
];

/** What a run asks besides. */
const WRITES = [
    'create leases.coordination.k8s.io',
    'delete jobs.batch mattermost-update-check',
    `delete leases.coordination.k8s.io fips-readiness-${resource}`,
    'get jobs.batch mattermost-update-check',
    `get leases.coordination.k8s.io fips-readiness-${resource}`,
    `patch leases.coordination.k8s.io fips-readiness-${resource}`,
    `patch mattermosts.installation.mattermost.com ${resource}`,
];

type PodChange = {readonly metadata?: object; readonly spec?: object};

/** The agent's own pod, as it is made of a server's, with changes. */
function makeRehearsalPod({metadata, spec}: PodChange, container: object): object {
    const one = {
        image: `${FIPS}:11.7.2`,
        command: ['/mattermost/bin/mattermost'],
        securityContext: {allowPrivilegeEscalation: false},
    };
    return {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
            name: `fips-readiness-rehearsal-${resource}`,
            labels: {'app.kubernetes.io/managed-by': 'fips-agent', 'sidecar.istio.io/inject': 'false'},
            ...metadata,
        },
        spec: {
            restartPolicy: 'Never',
            activeDeadlineSeconds: 390,
            terminationGracePeriodSeconds: 1,
            automountServiceAccountToken: false,
            initContainers: [{...one, name: 'target-version', args: ['version']}],
            containers: [
                {
                    ...one,
                    name: 'rehearsal',
                    args: ['db', 'version'],
                    env: [{name: 'MM_CONFIG', valueFrom: {secretKeyRef: {name: secret, key: 'DB_CONNECTION_STRING'}}}],
                    ...container,
                },
            ],
            ...spec,
        },
    };
}

/** Policies are found by their namespace. */
const POLICY = `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/fips-agent.${namespace}`;

describe('deploy/kubernetes on a real control plane', () => {
    let cluster: Cluster;
    beforeAll(async () => {
        cluster = await startCluster();
        await createObject(
            cluster.api,
            {kind: 'namespaces'},
            // What the strictest profile would refuse is a warning of kubectl.
            {metadata: {name: namespace, labels: {'pod-security.kubernetes.io/warn': 'restricted'}}},
        );
    }, COLD_START_MS);
    afterAll(async () => {
        await deleteObject(cluster.api, {kind: 'namespaces', name: namespace});
        await cluster.stop();
    }, LANE_TIMEOUT_MS);

    const createMattermost = () =>
        createObject(
            cluster.api,
            {kind: 'mattermosts', namespace},
            {
                apiVersion: 'installation.mattermost.com/v1beta1',
                kind: 'Mattermost',
                metadata: {name: resource, labels: {team: 'chat'}, annotations: {note: 'kept'}},
                spec: SPEC,
            },
        );
    const patch = (api: ApiClient, body: unknown, contentType: string, dryRun = false): Promise<ApiAnswer> =>
        api({method: 'PATCH', path: `${printPath(PLACE)}${dryRun ? '?dryRun=All' : ''}`, body, contentType});
    const merge = (api: ApiClient, body: object) => patch(api, body, 'application/merge-patch+json');
    const readSpec = async () =>
        (await readObject<KubernetesObject & {readonly spec: object}>(cluster.api, PLACE))?.spec;

    describe('base', () => {
        let agent: ApiClient;
        let applied: string;
        beforeAll(async () => {
            const {stdout, stderr} = await runKubectl(cluster, 'apply', BASE);
            applied = `${stdout}${stderr}`;
            agent = makeApiClient(await loginAsAgent(cluster, SHIPPED));
            await createMattermost();
        }, LANE_TIMEOUT_MS);
        afterAll(async () => {
            await runKubectl(cluster, 'delete', BASE);
            await deleteObject(cluster.api, PLACE);
        }, LANE_TIMEOUT_MS);

        test('applies without a warning, also under the profile restricted', () => {
            expect(applied).toContain('deployment.apps/fips-agent created');
            expect(applied).not.toMatch(/warning/i);
        });

        test('the agent may do what a check asks, and nothing else', async () => {
            expect(await listAllowed(agent, namespace)).toEqual(READS);
            expect(await listAllowed(agent, 'default')).toEqual([]);
        });

        test('no patch at all', async () => {
            expect(await merge(agent, {spec: {image: FIPS}})).toMatchObject({status: 403});
            expect(await readSpec()).toEqual(SPEC);
        });
    });

    describe('swap', () => {
        let agent: ApiClient;
        beforeAll(async () => {
            await createMattermost();
            await runKubectl(cluster, 'apply', SWAP);
            agent = makeApiClient(await loginAsAgent(cluster, SHIPPED));
            await waitForPolicy(agent, SHIPPED);
        }, LANE_TIMEOUT_MS);
        afterAll(() => deleteObject(cluster.api, PLACE), LANE_TIMEOUT_MS);
        /** As the resource is before each test. */
        const reset = (spec: object) => merge(cluster.api, {spec: {...SPEC, ...spec}});
        afterEach(() => reset({}));

        test('the agent may do what a run asks besides, and nothing else', async () => {
            expect(await listAllowed(agent, namespace)).toEqual([...READS, ...WRITES].toSorted());
            expect(await listAllowed(agent, 'default')).toEqual([]);
        });

        test('with the component rotation it may also write values into the one Secret, and nothing else of it', async () => {
            const folder = await mkdtemp(join(tmpdir(), 'manifests-'));
            const values = {DB_CONNECTION_STRING: 'YQ=='};
            const place = {kind: 'secrets', namespace, name: secret} as const;
            await createObject(cluster.api, {kind: 'secrets', namespace}, {metadata: {name: secret}, data: values});
            try {
                await cp(SHIPPED_FOLDER, folder, {recursive: true});
                await appendFile(join(folder, 'swap/kustomization.yaml'), 'components: [../rotation]\n');
                await runKubectl(cluster, 'apply', join(folder, 'swap'));
                expect(await listAllowed(agent, namespace)).toEqual(
                    [...READS, ...WRITES, `patch secrets ${secret}`].toSorted(),
                );
                const write = async (body: object) => {
                    const contentType = 'application/merge-patch+json';
                    return (await agent({method: 'PATCH', path: printPath(place), body, contentType})).status;
                };
                await waitFor('The policy is in force', LANE_TIMEOUT_MS, async () =>
                    (await write({metadata: {labels: {probe: 'policy'}}})) === 403 ? true : undefined,
                );
                expect(await write({data: {another: 'YQ=='}})).toBe(403);
                expect(await write({data: {DB_CONNECTION_STRING: null}})).toBe(403);
                expect(await write({metadata: {annotations: {note: 'x'}}})).toBe(403);
                expect(await write({data: {DB_CONNECTION_STRING: 'Yg=='}})).toBe(200);
            } finally {
                for (const kind of ['roles', 'rolebindings'] as const) {
                    await deleteObject(cluster.api, {kind, namespace, name: 'fips-agent-rotation'});
                }
                await deleteObject(cluster.api, place);
                await rm(folder, {recursive: true, force: true});
            }
        });

        describe('with the component rehearsal', () => {
            let folder: string;
            beforeAll(async () => {
                folder = await mkdtemp(join(tmpdir(), 'manifests-'));
                await cp(SHIPPED_FOLDER, folder, {recursive: true});
                await appendFile(join(folder, 'swap/kustomization.yaml'), 'components: [../rehearsal]\n');
                await runKubectl(cluster, 'apply', join(folder, 'swap'));
                await waitFor('The policy is in force', LANE_TIMEOUT_MS, async () => {
                    const [refused, allowed] = [await make({metadata: {labels: {app: 'mattermost'}}}), await make({})];
                    return refused === 403 && allowed === 201 ? true : undefined;
                });
            }, LANE_TIMEOUT_MS);
            afterAll(async () => {
                for (const kind of ['roles', 'rolebindings'] as const) {
                    await deleteObject(cluster.api, {kind, namespace, name: 'fips-agent-rehearsal'});
                }
                await rm(folder, {recursive: true, force: true});
            }, LANE_TIMEOUT_MS);

            /** Nothing is kept of it: the answer to the agent's pod with these changes, merged into pod and containers. */
            const make = async (pod: PodChange, container: object = {}): Promise<number> => {
                const body = makeRehearsalPod(pod, container);
                const path = `${printPath({kind: 'pods', namespace})}?dryRun=All`;
                return (await agent({method: 'POST', path, body})).status;
            };

            test('it may make a pod and delete the one of that name, and nothing else', async () => {
                expect(await listAllowed(agent, namespace)).toEqual(
                    [...READS, ...WRITES, 'create pods', 'delete pods fips-readiness-rehearsal-mattermost'].toSorted(),
                );
            });

            test('the API server finds no fault in its expressions', async () => {
                const status = await waitFor('The expressions are judged', LANE_TIMEOUT_MS, async () => {
                    const {body} = await cluster.api({path: POLICY.replace('fips-agent.', 'fips-agent-rehearsal.')});
                    return (body as {readonly status?: object}).status;
                });
                expect(status).toEqual({observedGeneration: 1, typeChecking: {}});
            });

            test('whoever is not the agent makes any pod, here and elsewhere', async () => {
                const body = makeRehearsalPod({metadata: {name: 'another'}}, {image: 'docker.io/library/busybox:1'});
                for (const place of [namespace, 'default']) {
                    const path = `${printPath({kind: 'pods', namespace: place})}?dryRun=All`;
                    expect((await cluster.api({method: 'POST', path, body})).status).toBe(201);
                }
            });

            test('the agent’s own pod is let in, with either image of the pair, by tag and by digest', async () => {
                expect(await make({})).toBe(201);
                expect(await make({}, {image: `${STANDARD}:11.7.2`})).toBe(201);
                expect(await make({}, {image: `${FIPS}:11.7.2@${ONE}`})).toBe(201);
                expect(await make({spec: {volumes: [{name: 'v', configMap: {name: 'own'}}]}})).toBe(201);
            });

            const refused: readonly (readonly [string, PodChange, object?])[] = [
                ['another name', {metadata: {name: 'mattermost-0'}}],
                ['a generated name', {metadata: {name: undefined, generateName: 'fips-'}}],
                ['the template’s labels', {metadata: {labels: {app: 'mattermost'}}}],
                [
                    'another owner',
                    {metadata: {ownerReferences: [{apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'a', uid: 'b'}]}},
                ],
                ['another image', {}, {image: 'docker.io/library/busybox:1'}],
                ['an image whose name starts like it', {}, {image: `${FIPS}-evil:11.7.2`}],
                ['another command', {}, {command: ['/bin/sh']}],
                ['other arguments', {}, {args: ['db', 'reset']}],
                ['a hook', {}, {lifecycle: {postStart: {exec: {command: ['true']}}}}],
                ['a port of the node', {}, {ports: [{containerPort: 80, hostPort: 80}]}],
                ['privileges', {}, {securityContext: {allowPrivilegeEscalation: true}}],
                ['a way to more rights', {}, {securityContext: {}}],
                [
                    'capabilities',
                    {},
                    {securityContext: {allowPrivilegeEscalation: false, capabilities: {add: ['NET_RAW']}}},
                ],
                ['the node’s network', {spec: {hostNetwork: true}}],
                ['the node’s processes', {spec: {hostPID: true}}],
                ['the node’s IPC', {spec: {hostIPC: true}}],
                ['a node of its choice', {spec: {nodeName: 'node-1'}}],
                [
                    'a kernel setting',
                    {spec: {securityContext: {sysctls: [{name: 'kernel.shm_rmid_forced', value: '0'}]}}},
                ],
                ['a path of the node', {spec: {volumes: [{name: 'v', hostPath: {path: '/'}}]}}],
                [
                    'the file store, to write',
                    {spec: {volumes: [{name: 'v', persistentVolumeClaim: {claimName: 'mattermost'}}]}},
                ],
                [
                    'a projected token',
                    {spec: {volumes: [{name: 'v', projected: {sources: [{serviceAccountToken: {path: 't'}}]}}]}},
                ],
                ['a token', {spec: {automountServiceAccountToken: true}}],
                ['another ServiceAccount', {spec: {serviceAccountName: 'fips-agent'}}],
                [
                    'another Secret as a volume',
                    {spec: {volumes: [{name: 'v', secret: {secretName: 'fips-agent-token'}}]}},
                ],
                [
                    'another Secret in a variable',
                    {},
                    {env: [{name: 'A', valueFrom: {secretKeyRef: {name: 'fips-agent-token', key: 'token'}}}]},
                ],
                ['another Secret in all variables', {}, {envFrom: [{secretRef: {name: 'fips-agent-token'}}]}],
                ['no end', {spec: {activeDeadlineSeconds: undefined}}],
                ['a life without an end', {spec: {restartPolicy: 'Always'}}],
            ];
            test.each(refused.map(([name, pod, container = {}]) => [name, pod, container] as const))(
                '%s: refused',
                async (_name, pod, container) => {
                    expect(await make(pod, container)).toBe(403);
                },
            );
        });

        test('the API server finds no fault in the expressions', async () => {
            const status = await waitFor('The expressions are judged', LANE_TIMEOUT_MS, async () => {
                const {body} = await cluster.api({path: POLICY});
                return (body as {readonly status?: {readonly observedGeneration?: number}}).status;
            });
            expect(status).toEqual({observedGeneration: 1, typeChecking: {}});
        });

        test('the agent’s own patch, and the one that rolls it back', async () => {
            const move = (from: string, to: string) =>
                patch(
                    agent,
                    [
                        {op: 'test', path: '/spec/image', value: from},
                        {op: 'replace', path: '/spec/image', value: to},
                        {op: 'test', path: '/spec/version', value: SPEC.version},
                    ],
                    'application/json-patch+json',
                );
            expect(await move(STANDARD, FIPS)).toMatchObject({status: 200});
            expect(await readSpec()).toEqual({...SPEC, image: FIPS});
            expect(await move(FIPS, STANDARD)).toMatchObject({status: 200});
            expect(await readSpec()).toEqual(SPEC);
        });

        test.each([
            ['a tag with a digest', `11.7.2@${ONE}`, `11.7.2@${OTHER}`],
            ['a digest alone', ONE, OTHER],
        ])('%s -> its digest moves with the image', async (_name, before, after) => {
            await reset({version: before});
            expect(await merge(agent, {spec: {image: FIPS, version: after}})).toMatchObject({status: 200});
            expect(await readSpec()).toEqual({...SPEC, image: FIPS, version: after});
        });

        test.each([
            ['another tag', '11.7.2', '11.7.3'],
            ['another tag before a digest', `11.7.2@${ONE}`, `11.7.3@${ONE}`],
            ['a digest where there was none', '11.7.2', `11.7.2@${ONE}`],
            ['no digest where there was one', `11.7.2@${ONE}`, '11.7.2'],
            ['a tag where there was a digest alone', ONE, `11.7.2@${ONE}`],
            ['no tag where there was one', `11.7.2@${ONE}`, ONE],
            ['no digest at all', `11.7.2@${ONE}`, '11.7.2@latest'],
            ['a second digest', ONE, `${OTHER}@${ONE}`],
            ['more behind the digest', ONE, `${OTHER}0`],
            ['another line', ONE, `${OTHER}\nx`],
            ['no version', '11.7.2', null],
        ])('%s is refused', async (_name, before, after) => {
            await reset({version: before});
            expect(await merge(agent, {spec: {image: FIPS, version: after}})).toMatchObject({
                status: 403,
                body: {message: expect.stringContaining('nothing of spec.version but its digest') as string},
            });
            expect(await readSpec()).toEqual({...SPEC, version: before});
        });

        test.each([
            ['another image', {spec: {image: 'mattermost/mattermost-team-edition'}}],
            ['another registry', {spec: {image: `registry.example.com/${FIPS}`}}],
            ['an image with a tag', {spec: {image: `${FIPS}:11.7.2`}}],
            ['no image', {spec: {image: null}}],
            ['replicas', {spec: {replicas: 1}}],
            ['replicas with the image', {spec: {image: FIPS, replicas: 1}}],
            ['fewer variables', {spec: {mattermostEnv: []}}],
            ['another value of a variable', {spec: {mattermostEnv: [{...SPEC.mattermostEnv[0], value: 'DEBUG'}]}}],
            ['one more variable', {spec: {mattermostEnv: [...SPEC.mattermostEnv, {name: 'A', value: 'b'}]}}],
            ['another Secret', {spec: {database: {external: {secret: 'other'}}}}],
            ['a field that was not there', {spec: {podTemplate: {command: ['sh']}}}],
            ['a field that goes', {spec: {replicas: null}}],
            ['one more label', {metadata: {labels: {more: 'x'}}}],
            ['another label', {metadata: {labels: {team: 'x'}}}],
            ['no labels', {metadata: {labels: null}}],
            ['one more annotation', {metadata: {annotations: {more: 'x'}}}],
            ['no annotations', {metadata: {annotations: null}}],
            ['a finalizer', {metadata: {finalizers: ['example.com/stay']}}],
            [
                'an owner',
                {metadata: {ownerReferences: [{apiVersion: 'v1', kind: 'Secret', name: secret, uid: 'a-uid'}]}},
            ],
        ])('%s is refused', async (_name, body) => {
            const before = await readObject(cluster.api, PLACE);
            expect(await merge(agent, body)).toMatchObject({
                status: 403,
                body: {message: expect.stringContaining('ValidatingAdmissionPolicy') as string},
            });
            expect(await readObject(cluster.api, PLACE)).toEqual(before);
        });

        test('a foreign image stays: the agent neither takes it nor gives it', async () => {
            await reset({image: 'example.com/mattermost'});
            expect(await merge(agent, {spec: {image: FIPS}})).toMatchObject({status: 403});
        });

        test('whoever is not the agent is not bound', async () => {
            expect(await merge(cluster.api, {spec: {replicas: 3}})).toMatchObject({status: 200});
        });

        test('kubectl delete -k leaves the namespace and the resource', async () => {
            await runKubectl(cluster, 'delete', SWAP);
            expect(await cluster.api({path: POLICY})).toMatchObject({status: 404});
            expect(await cluster.api({path: `${POLICY.replace('policies', 'policybindings')}`})).toMatchObject({
                status: 404,
            });
            expect(await readObject(cluster.api, {kind: 'serviceaccounts', namespace, name: 'fips-agent'})).toBe(
                undefined,
            );
            expect(await readSpec()).toEqual(SPEC);
        });
    });
});
