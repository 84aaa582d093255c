import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {SOURCE_BIN} from '../agent/run_agent.ts';
import type {ServerOptions} from '../mattermost/server.ts';
import {openClusterDesk} from './cluster_desk.ts';
import type {ClusterDesk} from './cluster_desk.ts';
import {EVERYTHING, nameObject} from './cluster_state.ts';
import type {ClusterObject} from './cluster_state.ts';
import {FIPS_ID, FIPS_IMAGE, STANDARD_IMAGE} from './played_cluster.ts';
import {ADMIN_TOKEN} from './sample_installation.ts';

const TIMEOUT_MS = 60_000;
const POD = nameObject('pods', 'chat', 'fips-readiness-rehearsal-mm');

type PodSpec = {
    readonly containers: readonly {readonly env: readonly object[]; readonly volumeMounts: readonly object[]}[];
};

describe('a rehearsal in a pod next to the live ones', () => {
    let desk: ClusterDesk;
    let made: ClusterObject[];
    const open = async (settings: Readonly<Record<string, string>> = {}, server?: ServerOptions) => {
        desk = await openClusterDesk({pods: 1, ...(server && {server})}, settings);
        made = [];
        desk.cluster.state.admit = (object, isDryRun) => {
            if (object['kind'] === 'Pod' && !isDryRun) {
                made.push(object);
            }
            return undefined;
        };
    };
    afterEach(() => desk.close(), TIMEOUT_MS);
    const fate = (one: 'crashes' | 'refuses_configuration' | 'never_ready') =>
        desk.cluster.node.images.set(FIPS_IMAGE, {id: FIPS_ID, fate: one});
    const isThere = () => desk.cluster.state.objects.has(POD);
    const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

    test(
        'the configuration is accepted and the database logs in; the live pods are as before, and the pod is gone',
        async () => {
            await open();
            const before = [desk.cluster.pods(), desk.cluster.resource()];
            const {exitCode, said} = await desk.run(['rehearse', '--format', 'json']);
            expect(`${exitCode} ${said}`).toMatch(/^0 .*"code": "ok"/s);
            expect(flat(said)).toContain(`"id": "${FIPS_ID}", "pulled": null`);
            expect([desk.cluster.pods(), desk.cluster.resource()]).toEqual(before);
            expect(isThere()).toBe(false);
        },
        TIMEOUT_MS,
    );

    test(
        'the pod has the server’s variables by reference, and nothing that anything selects, serves or may use',
        async () => {
            await open();
            await desk.run(['rehearse']);
            const [pod] = made;
            expect(made).toHaveLength(1);
            expect(pod?.metadata).toMatchObject({
                labels: {'app.kubernetes.io/managed-by': 'fips-agent', 'sidecar.istio.io/inject': 'false'},
                ownerReferences: [{kind: 'Mattermost', name: 'mm', uid: 'uid-of-mm'}],
            });
            expect(pod?.['spec']).toMatchObject({
                restartPolicy: 'Never',
                automountServiceAccountToken: false,
                activeDeadlineSeconds: 150,
                terminationGracePeriodSeconds: 1,
                volumes: [],
            });
            const {containers} = pod?.['spec'] as PodSpec;
            expect(containers).toMatchObject([
                {
                    image: FIPS_IMAGE,
                    command: ['/mattermost/bin/mattermost'],
                    args: ['db', 'version'],
                    securityContext: {allowPrivilegeEscalation: false},
                    volumeMounts: [],
                },
            ]);
            expect(containers[0]?.env).toContainEqual({
                name: 'MM_CONFIG',
                valueFrom: {secretKeyRef: {name: 'db', key: 'DB_CONNECTION_STRING'}},
            });
            expect(JSON.stringify(pod)).not.toContain('short-one-7');
        },
        TIMEOUT_MS,
    );

    test.each([
        ['crashes', 'The FIPS build does not start on this host', 10],
        ['never_ready', 'The rehearsal did not finish in time', 11],
    ] as const)(
        'an image that %s is said to, and its words stay in a file',
        async (one, title, expected) => {
            await open({REHEARSAL_SECONDS: '5'});
            fate(one);
            const {exitCode, said} = await desk.run(['rehearse']);
            expect([exitCode, isThere()]).toEqual([expected, false]);
            expect(flat(said)).toContain(title);
            expect(said).not.toContain('hunter2');
        },
        TIMEOUT_MS,
    );

    test(
        'a setting that the FIPS build refuses is named with its fix',
        async () => {
            await open({}, {licence: 'enterprise'});
            const {exitCode, said} = await desk.run(['rehearse']);
            expect(exitCode).toBe(10);
            expect(flat(said)).toContain('The setting is PasswordSettings.MinimumLength');
        },
        TIMEOUT_MS,
    );

    test(
        'an image the node cannot pull: the cluster’s own reason, and no pod is left',
        async () => {
            await open();
            desk.cluster.node.images.delete(FIPS_IMAGE);
            const {exitCode, said} = await desk.run(['rehearse']);
            expect(flat(said)).toContain('did not start: ErrImagePull');
            expect([exitCode, isThere()]).toEqual([22, false]);
        },
        TIMEOUT_MS,
    );

    test(
        'an image of another release is no rehearsal',
        async () => {
            await open();
            const {node} = desk.cluster;
            const programs = node.programs;
            node.programs = (image) => ({
                ...programs?.(image),
                ...(image === FIPS_IMAGE && {
                    '/mattermost/bin/mattermost': () => ({exitCode: 0, stdout: 'Version: 11.8.0\n', stderr: ''}),
                }),
            });
            const {exitCode, said} = await desk.run(['rehearse']);
            expect(said).toContain('version_differs');
            expect([exitCode, isThere()]).toEqual([22, false]);
        },
        TIMEOUT_MS,
    );

    test.each([
        ['create', 'verbs: ["create"]'],
        ['delete', 'verbs: ["delete"]'],
    ])(
        'who may not %s pods makes none, and is told the rule that is missing',
        async (verb, rule) => {
            await open();
            const verbs = ['get', 'list', 'create', 'delete', 'patch'];
            const withoutIt = verbs.filter((one) => one !== verb);
            desk.cluster.state.users.set(ADMIN_TOKEN, {
                name: 'maria',
                rules: [
                    {verbs: withoutIt, group: '', resources: ['pods']},
                    {verbs, group: '*', resources: ['pods/log', 'pods/exec', 'secrets', 'mattermosts', 'deployments']},
                ],
            });
            const {exitCode, said} = await desk.run(['rehearse']);
            expect(said).toContain(rule);
            expect([exitCode, made]).toEqual([77, []]);
        },
        TIMEOUT_MS,
    );

    test(
        'a policy that refuses the pod is not taken for a missing right',
        async () => {
            await open();
            desk.cluster.state.admit = (object) => (object['kind'] === 'Pod' ? 'a policy refuses it' : undefined);
            const {exitCode, said} = await desk.run(['rehearse']);
            expect(said).toContain('rehearsal_pod_refused');
            expect(exitCode).toBe(22);
        },
        TIMEOUT_MS,
    );

    test(
        'stopped by a signal, it takes its pod with it; killed, the next one does',
        async () => {
            await open();
            fate('never_ready');
            const stopping = new AbortController();
            const stopped = desk.run(['rehearse'], {
                stop: stopping.signal,
                heard: (line) => void (line.startsWith('Rehearse:') && stopping.abort()),
            });
            expect((await stopped).exitCode).toBe(130);
            expect(isThere()).toBe(false);

            const child = spawn(process.execPath, [SOURCE_BIN, 'rehearse'], {
                env: {PATH: process.env['PATH'] ?? '', ...desk.env},
                stdio: 'ignore',
            });
            while (!isThere()) {
                await delay(20);
            }
            child.kill('SIGKILL');
            await once(child, 'close');
            expect(isThere()).toBe(true);
            desk.cluster.node.images.set(FIPS_IMAGE, {id: FIPS_ID, fate: 'ready'});
            const {exitCode, said} = await desk.run(['rehearse']);
            expect(`${exitCode} ${said}`).toMatch(/^0 /);
            expect(said).toContain('Removed a one-off container left by an agent');
            expect(isThere()).toBe(false);
        },
        TIMEOUT_MS,
    );

    test(
        'a run with it: the image is tried between password and patch; without the right, the plan has no such step',
        async () => {
            await open({KUBE_REHEARSAL: 'pod'});
            const {users} = desk.cluster.state;
            const admin = users.get(ADMIN_TOKEN);
            users.set(ADMIN_TOKEN, {
                name: 'maria',
                rules: [{...EVERYTHING, verbs: ['get', 'list', 'patch', 'create']}],
            });
            expect(await readFile(await desk.plan(), 'utf8')).not.toContain('"rehearse"');
            users.set(ADMIN_TOKEN, admin ?? {name: 'maria', rules: []});
            const file = await desk.plan();
            expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
                steps: ['rescue_kit', 'rotate', 'rehearse', 'patch', 'wait', 'verify', 'finish'].map((code) => ({
                    code,
                })),
            });
            const {exitCode, said} = await desk.run(['apply', file, '--yes']);
            expect(`${exitCode} ${said}`).toMatch(/^0 /);
            expect(flat(said)).toMatch(
                /Rehearse alongside the live site: configuration accepted, database login proved/,
            );
            expect([desk.readSides(), desk.findLeft(), isThere()]).toEqual([
                {resource: 'new', secret: 'new', database: 'new', pods: 'new'},
                [],
                false,
            ]);
        },
        TIMEOUT_MS,
    );

    test(
        'a rehearsal that fails ends the run before the patch: everything is as before, and its words are in the run’s folder',
        async () => {
            await open({KUBE_REHEARSAL: 'pod'});
            fate('crashes');
            const {metadata, spec} = desk.cluster.resource();
            const {exitCode, said} = await desk.run(['apply', await desk.plan(), '--yes']);
            expect([exitCode, desk.cluster.pods(), isThere()]).toEqual([20, [STANDARD_IMAGE], false]);
            expect(desk.cluster.resource()).toMatchObject({metadata: {generation: metadata['generation']}, spec});
            expect(desk.readSides()).toEqual({resource: 'old', secret: 'old', database: 'old', pods: 'old'});
            expect(said).not.toContain('hunter2');
            const [runId = ''] = await readdir(join(desk.folder, 'state/runs'));
            expect(await readFile(join(desk.folder, 'state/runs', runId, 'rehearsal.txt'), 'utf8')).toContain(
                'hunter2',
            );
        },
        TIMEOUT_MS,
    );
});
