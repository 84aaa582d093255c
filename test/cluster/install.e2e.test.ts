import {appendFile, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {believeReplies, foldRun, printRequest, QueuePost} from '@fips-readiness/core';
import type {Reply} from '@fips-readiness/core';
import {parseAllDocuments} from 'yaml';
import {expectOk, logIn} from '../agent/connect_queue.ts';
import type {Api} from '../agent/connect_queue.ts';
import {openQueue} from '../agent/open_queue.ts';
import {runAgent} from '../agent/run_agent.ts';
import {runCommand} from '../demo/command_run.ts';
import {approve} from '../demo/demo_admin.ts';
import {runOrFail} from '../engine/command.ts';
import {deleteObject, listObjects, mergeObject, printPath, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {copyManifests} from './agent_manifests.ts';
import {AGENT_SETTINGS} from './agent_settings.ts';
import {grant} from './grant.ts';
import type {RoleRule} from './grant.ts';
import {makeRigPatch, makeStateVolume, RIG_IMAGE, USER} from './agent_pod.ts';
import {openApiDoor} from './api_door.ts';
import type {ApiDoor} from './api_door.ts';
import {kubernetesBinaries} from './binaries.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {startIngress} from './ingress.ts';
import type {Ingress} from './ingress.ts';
import {createInstallation} from './installation.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {listNamed} from './list_named.ts';
import {LONG_ENOUGH} from './mover.ts';
import {waitFor} from './wait_for.ts';

type Pod = KubernetesObject & {readonly status: {readonly podIP: string; readonly phase: string}};
type Manifest = KubernetesObject & Readonly<Record<string, unknown>> & {readonly kind: string};

const RESOURCE = 'mm';
/** As OpenShift's restricted policy gives it: a user of the namespace's range, the group root, the files' group. */
const ASSIGNED = 1_000_660_000;

const rule = (group: string, resources: readonly string[], verbs: readonly string[]): RoleRule => ({
    apiGroups: [group],
    resources,
    verbs,
});
const ALL = ['get', 'create', 'patch', 'delete'] as const;
/** As deploy/kubernetes/README.md lists them for a person who is no cluster admin, for the read-only agent. */
const DOCUMENTED: readonly RoleRule[] = [
    rule('', ['pods/exec'], ['get', 'create']),
    rule('', ['namespaces'], ['get']),
    rule('', ['serviceaccounts', 'persistentvolumeclaims', 'configmaps', 'secrets'], ALL),
    rule('networking.k8s.io', ['networkpolicies'], ALL),
    rule('networking.k8s.io', ['ingresses'], ['list']),
    rule('policy', ['poddisruptionbudgets'], ['list']),
    rule('', ['services'], ['get']),
    rule('rbac.authorization.k8s.io', ['roles', 'rolebindings'], ALL),
    rule('apps', ['deployments'], [...ALL, 'list']),
    rule('installation.mattermost.com', ['mattermosts'], ['get', 'list']),
    rule('', ['pods', 'resourcequotas'], ['list']),
    rule('', ['pods/log'], ['get']),
    rule('coordination.k8s.io', ['leases'], ['get']),
];

describe.each([
    {namespace: 'init-swap', user: 'admin', mode: 'swap', assigned: undefined},
    {namespace: 'init-assigned', user: 'maria', mode: 'read_only', assigned: ASSIGNED},
] as const)(
    'fips-agent init and uninstall in a cluster, in $namespace as $user',
    ({namespace, user, mode, assigned}) => {
        let cluster: Cluster;
        let installation: Installation;
        let folder: string;
        let door: ApiDoor;
        let ingress: Ingress;
        let volume: string;
        let environment: Readonly<Record<string, string>>;
        let admin: Api;
        beforeAll(async () => {
            folder = await mkdtemp(join(tmpdir(), 'cluster-install-'));
            cluster = await startCluster();
            installation = await createInstallation(cluster, {
                namespace,
                name: RESOURCE,
                password: 'a-password-that-is-long-enough',
                spec: {mattermostEnv: [LONG_ENOUGH]},
            });
            if (assigned !== undefined) {
                const annotations = {'openshift.io/sa.scc.uid-range': `${assigned}/10000`};
                await mergeObject(cluster.api, {kind: 'namespaces', name: namespace}, {metadata: {annotations}});
            }
            door = await openApiDoor(cluster);
            volume = await makeStateVolume(cluster, {namespace, group: assigned ?? USER});
            const kubeconfig = join(folder, 'kubeconfig');
            await cluster.writeKubeconfig(kubeconfig, {user});
            if (user === 'maria') {
                await grant(cluster.api, {user, namespace, rules: DOCUMENTED});
            }
            environment = {
                ...AGENT_SETTINGS,
                HOME: folder,
                KUBECONFIG: kubeconfig,
                STATE_DIR: join(folder, 'state'),
                MODE: mode,
            };
            ingress = await startIngress(cluster.api, installation);
            admin = await logIn(ingress.url, 'admin');
        }, COLD_START_MS);
        afterAll(async () => {
            await deleteObject(cluster.api, {kind: 'persistentvolumes', name: `${namespace}-fips-agent`});
            await door.close();
            await ingress.close();
            await installation.remove();
            await cluster.stop();
            await rm(folder, {recursive: true, force: true});
        }, LANE_TIMEOUT_MS);

        // The rig's image for the agent is of Mattermost's repository: by itself it would be a second deployment.
        const PLACE = () => ['--context', cluster.context, '--namespace', namespace, '--name', RESOURCE];
        const init = () =>
            runAgent(
                ['init', '--yes', '--image', RIG_IMAGE, '--agent-dir', join(folder, 'agent'), ...PLACE()],
                environment,
            );
        const findInstalled = async () =>
            (await listNamed(cluster.api, 'fips-agent')).filter(
                (one) => one.includes(` ${namespace}/`) || one.endsWith(`.${namespace}`),
            );
        const deployment = {kind: 'deployments', namespace, name: 'fips-agent'} as const;
        const readVersions = async () =>
            Promise.all(
                (['secrets', 'roles', 'rolebindings', 'persistentvolumeclaims', 'deployments'] as const).map(
                    async (kind) =>
                        (await listObjects(cluster.api, {kind, namespace})).map(({metadata}) =>
                            kind === 'deployments' ? metadata.generation : metadata.resourceVersion,
                        ),
                ),
            );
        const readLog = async () => {
            const pods = {kind: 'pods', namespace} as const;
            const [pod] = await listObjects<Pod>(cluster.api, pods, 'app=fips-agent');
            const path = `${printPath({...pods, name: pod?.metadata.name ?? ''})}/log`;
            return String((await cluster.api({path})).body);
        };
        const readConnection = async () => {
            const {body} = await admin('GET', '/config');
            const {PluginSettings} = body as {PluginSettings: {Plugins: Record<string, {connection?: string}>}};
            return PluginSettings.Plugins['fips-readiness']?.connection ?? '';
        };

        test(
            'init connects the page and applies what kubectl kustomize makes of the shipped files',
            async () => {
                const run = await init();
                expect(`${run.exitCode} ${run.stderr}${run.stdout}`).toMatch(/^0 This connects/);
                const {active} = (await admin('GET', '/plugins')).body as {active: readonly {id: string}[]};
                expect(active.map(({id}) => id)).toContain('fips-readiness');
                const shipped = join(folder, 'shipped');
                await copyManifests(shipped, {namespace, resource: RESOURCE, secret: 'db'});
                await addApiPort(join(shipped, 'base/network_policy.yaml'), cluster);
                if (assigned === undefined) {
                    await appendFile(join(shipped, 'base/kustomization.yaml'), 'components: [../user]\n');
                }
                const kubectl = join(await kubernetesBinaries(), 'kubectl');
                const layer = join(shipped, mode === 'swap' ? 'swap' : 'base');
                const {stdout} = await runOrFail(kubectl, ['kustomize', layer], {env: {HOME: folder}});
                const written = await readFile(join(folder, 'agent/kubernetes.yaml'), 'utf8');
                expect(readManifests(written)).toEqual(readManifests(stdout));
            },
            LANE_TIMEOUT_MS,
        );

        test(
            'the agent’s pod starts as no root, has the key the page trusts, and answers the page',
            async () => {
                const patch = [
                    ...(await makeRigPatch(cluster, door)),
                    ...(assigned === undefined
                        ? []
                        : [
                              ['runAsUser', assigned],
                              ['runAsGroup', 0],
                              ['fsGroup', assigned],
                          ].map(([name, value]) => ({
                              op: 'add',
                              path: `/spec/template/spec/securityContext/${String(name)}`,
                              value,
                          }))),
                ];
                const contentType = 'application/json-patch+json';
                expectOk(await cluster.api({method: 'PATCH', path: printPath(deployment), body: patch, contentType}));
                await waitFor(
                    'The agent has found the installation',
                    LANE_TIMEOUT_MS / 2,
                    async () => ((await readLog()).includes('agent_started') ? true : undefined),
                    async () => [await readLog(), await listObjects<Pod>(cluster.api, {kind: 'pods', namespace})],
                );
                const {uid, mode: rights} = await stat(join(volume, 'state/identity.json'));
                expect([uid, (rights & 0o777).toString(8)]).toEqual([assigned ?? USER, '600']);
                const trust = JSON.parse(await readConnection()) as {
                    readonly botUserId: string;
                    readonly channelId: string;
                    readonly publicKey: string;
                };
                const message = printRequest({protocol: 1, kind: 'check', id: 'f'.repeat(32)});
                const posted = await admin('POST', '/posts', {
                    channel_id: trust.channelId,
                    type: 'custom_fips_request',
                    message,
                });
                expectOk(posted);
                const {id} = posted.body as {readonly id: string};
                const reply = await waitFor(
                    'The agent answers the page',
                    LANE_TIMEOUT_MS / 2,
                    async () => {
                        const {body} = await admin('GET', `/channels/${trust.channelId}/posts?per_page=200`);
                        const posts = Object.values(
                            (body as {readonly posts: Readonly<Record<string, unknown>>}).posts,
                        );
                        const read = posts.map((one) => QueuePost.parse(one));
                        return believeReplies(read, trust).find(({rootId}) => rootId === id)?.reply;
                    },
                    readLog,
                );
                expect(reply).toMatchObject({
                    kind: 'facts',
                    facts: {deployment: {value: {kind: 'kubernetes', name: RESOURCE}}},
                });
            },
            LANE_TIMEOUT_MS,
        );

        test(
            'a second init changes nothing, and keeps what others have put into the Deployment',
            async () => {
                const before = [await readVersions(), await readConnection(), await findInstalled()];
                const again = await init();
                expect(`${again.exitCode} ${again.stderr}`).toBe('0 ');
                expect(again.stdout).toMatch(/Apply to the cluster: .*: already\s+there/s);
                expect([await readVersions(), await readConnection(), await findInstalled()]).toEqual(before);
            },
            LANE_TIMEOUT_MS,
        );

        if (mode === 'swap') {
            test(
                'asked and approved on the page, the agent’s pod moves the installation and rolls it back',
                async () => {
                    const {spec} = await installation.read();
                    const queue = await openQueue({baseUrl: ingress.url});
                    const offer = await queue.ask({kind: 'plan', goal: 'to_fips'});
                    expect(offer).toMatchObject({kind: 'plan', failing: []});
                    const approval = {...approve(offer), changeReference: 'CHG-1'};
                    const {digest} = approval;
                    await queue.post(approval);
                    const events = await queue.ended();
                    expect(foldRun(events)).toMatchObject({end: 'succeeded', planDigest: digest});
                    expect(events[0]).toMatchObject({by: {kind: 'admin', username: 'admin'}, changeReference: 'CHG-1'});
                    const fips = 'mattermost/mattermost-enterprise-fips-edition';
                    expect((await installation.read()).spec).toEqual({...spec, image: fips});
                    await installation.waitForStatus('The FIPS image is stable', ({state}) => state === 'stable');

                    const last = (await queue.believed()).find(
                        ({reply}) => reply.kind === 'run' && reply.nonce !== '',
                    )?.reply;
                    const {runId, nonce: back} = last as Extract<Reply, {kind: 'run'}>;
                    await queue.post({kind: 'roll_back', runId, digest, nonce: back, code: ''});
                    await waitFor(
                        'The installation is rolled back',
                        LANE_TIMEOUT_MS / 2,
                        async () => (foldRun(await queue.told()).end === 'rolled_back' ? true : undefined),
                        readLog,
                    );
                    expect((await installation.read()).spec).toEqual(spec);
                    expect(await listObjects(cluster.api, {kind: 'leases', namespace})).toEqual([]);
                },
                LANE_TIMEOUT_MS,
            );
        }

        if (user === 'maria') {
            test(
                'who may not make the policy is told so, and the read-only agent stays as it is',
                async () => {
                    const before = [await readVersions(), await findInstalled()];
                    const argv = [
                        'init',
                        '--yes',
                        '--image',
                        RIG_IMAGE,
                        '--agent-dir',
                        join(folder, 'agent'),
                        ...PLACE(),
                    ];
                    const run = await runAgent(argv, {...environment, MODE: 'swap'});
                    expect(run.stderr).toContain('install_refused');
                    expect(run.stderr).toContain(`ValidatingAdmissionPolicy fips-agent.${namespace}`);
                    expect([await readVersions(), await findInstalled()]).toEqual(before);
                },
                LANE_TIMEOUT_MS,
            );
        }

        test(
            'uninstall takes all of it out; the volume goes when somebody gives it up',
            async () => {
                const gone = await runAgent(
                    ['uninstall', '--yes', '--agent-dir', join(folder, 'agent'), ...PLACE()],
                    environment,
                );
                expect(`${gone.exitCode} ${gone.stderr}`).toBe('0 ');
                expect(await findInstalled()).toEqual([`persistentvolumeclaims ${namespace}/fips-agent`]);
                expect(await readConnection()).toBe('');
                const given = await runCommand(['uninstall', ...PLACE()], environment, () => true);
                expect(`${given.exitCode} ${given.stderr}`).toBe('0 ');
                expect(await findInstalled()).toEqual([]);
                expect(await readObject(cluster.api, deployment)).toBe(undefined);
            },
            LANE_TIMEOUT_MS,
        );
    },
);

/** What the comment in the file asks a person for whose API server has a port of its own. */
async function addApiPort(path: string, cluster: Cluster): Promise<void> {
    const line = '        - {protocol: TCP, port: 6443}\n';
    const own = line.replace('6443', new URL(cluster.login('admin').url).port);
    await writeFile(path, (await readFile(path, 'utf8')).replace(line, line + own));
}

/** Objects by what they are, without what init adds: its label, its annotations, and the settings somebody chose. */
function readManifests(text: string): readonly unknown[] {
    const withoutHash = (name: string) => name.replace(/^(fips-agent)-[0-9a-z]{10}$/, '$1');
    const simplify = (key: string, value: unknown): unknown =>
        key === 'annotations' || key === 'data' || key === 'image'
            ? undefined
            : typeof value === 'string'
              ? withoutHash(value)
              : value;
    const all = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
    const plain = all.map(({metadata: {name, namespace}, ...rest}) => ({
        ...(JSON.parse(JSON.stringify(rest, simplify)) as object),
        name: withoutHash(name),
        // kustomize gives every kind a namespace that it does not know as the cluster's; kubectl drops it.
        ...(!rest.kind.startsWith('ValidatingAdmission') && {namespace}),
    }));
    const keyOf = (one: object) => JSON.stringify(one, ['kind', 'name']);
    return plain.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
