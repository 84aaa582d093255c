import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import type {ReadinessReport} from '@fips-readiness/core';
import {runAgent} from '../agent/run_agent.ts';
import type {AgentRun} from '../agent/run_agent.ts';
import {listObjects} from '../kubernetes_client/objects.ts';
import {issueCertificate} from './client_certificates.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {grant} from './grant.ts';
import {startHttpProxy} from './http_proxy.ts';
import {createInstallation} from './installation.ts';
import type {Installation} from './installation.ts';
import {printKubeconfig} from './kubeconfig.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import type {ClusterUser} from './users.ts';

const PASSWORD = 'hunter2';
const NAMESPACE = 'check';

describe('fips-agent check against a real cluster', () => {
    let cluster: Cluster;
    let installation: Installation;
    let folder: string;
    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'cluster-check-'));
        cluster = await startCluster();
        installation = await createInstallation(cluster, {
            namespace: NAMESPACE,
            name: 'mm',
            password: PASSWORD,
            replicas: 2,
        });
    }, COLD_START_MS);
    afterAll(async () => {
        await installation.remove();
        await cluster.stop();
        await rm(folder, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    /** As a user types it, with a kubeconfig of theirs. */
    const run = async (user: ClusterUser, ...argv: readonly string[]): Promise<AgentRun> => {
        const file = join(folder, `${user}.kubeconfig`);
        await cluster.writeKubeconfig(file, {user});
        return runAgent(argv, {
            HOME: folder,
            DOCKER_HOST: `unix://${folder}/no-docker.sock`,
            STATE_DIR: join(folder, 'state'),
            KUBECONFIG: file,
        });
    };
    const checkWith = (file: string) =>
        runAgent(['check', '--format', 'json', ...where()], {HOME: folder, KUBECONFIG: file});
    const where = () => ['--context', cluster.context, '--namespace', NAMESPACE] as const;
    const check = (user: ClusterUser) => run(user, 'check', '--format', 'json', ...where());
    const resultOf = ({stdout, stderr}: AgentRun, code: string): ReadinessReport['results'][number] | undefined => {
        const report = stdout === '' ? undefined : readReport(JSON.parse(stdout) as unknown);
        if (!report) {
            throw new Error(`not a report: ${stderr}`);
        }
        return report.results.find(({check: one}) => one === code);
    };

    test(
        'logged in with a certificate, through the proxy that the kubeconfig names: the same, and nothing goes past it',
        async () => {
            const {url, ca = ''} = cluster.login('admin');
            const proxy = await startHttpProxy();
            try {
                const login = await issueCertificate(join(cluster.folder, 'plane'), 'admin');
                const who = {user: 'admin', login, certificate: ca};
                const through = join(folder, 'proxy.kubeconfig');
                await writeFile(through, printKubeconfig({...who, server: url, proxy: proxy.url}));
                const ran = await checkWith(through);
                expect(resultOf(ran, 'database_password_length')).toMatchObject({reason: 'too_short'});
                // A command in a pod goes through it too.
                expect(resultOf(ran, 'saml_signature')).toMatchObject({observedBy: ['agent_local_mode']});
                expect([...proxy.tunnels.keys()]).toEqual([new URL(url).host]);
                expect(`${ran.stdout}${ran.stderr}`).not.toContain(login.key);
            } finally {
                await proxy.close();
            }
            // Whoever has no other way does not get through once it is gone.
            const gone = await checkWith(join(folder, 'proxy.kubeconfig'));
            expect(gone.stderr).toContain('cluster_unreachable');
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'the short password in the Secret is found, the facts are read in the pods, and no output quotes a secret',
        async () => {
            const ran = await check('admin');
            expect(resultOf(ran, 'database_password_length')).toMatchObject({
                state: 'fail',
                reason: 'too_short',
                data: {credentials: ['data_source', 'mm_config'], limitBytes: 14},
            });
            expect(ran.exitCode).toBe(10);
            expect(resultOf(ran, 'deployment_type')).toMatchObject({state: 'pass', reason: 'supported'});
            expect(resultOf(ran, 'image_source')).toMatchObject({state: 'pass', reason: 'in_the_resource'});
            expect(resultOf(ran, 'container_state')).toMatchObject({state: 'pass'});
            expect(resultOf(ran, 'architecture')).toMatchObject({state: 'pass'});
            expect(resultOf(ran, 'server_version')).toMatchObject({state: 'pass'});
            // By a command in a pod, which the kubelet runs.
            expect(resultOf(ran, 'saml_signature')).toMatchObject({observedBy: ['agent_local_mode']});
            // This machine reaches the pods, so the agent asks the database itself.
            expect(resultOf(ran, 'database_version')).toMatchObject({state: 'pass', data: {version: 15}});
            const others = [
                await run('admin', 'check', ...where()),
                await run('admin', 'inspect', ...where()),
                await run('admin', 'doctor', ...where()),
            ];
            for (const {stdout, stderr} of [ran, ...others]) {
                expect(`${stdout}${stderr}`).not.toContain(PASSWORD);
                expect(`${stdout}${stderr}`).not.toContain(cluster.login('admin').token);
            }
            expect(others[0]?.stdout).toContain('Not ready yet');
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'the image is named by the digest its registry gave, and the change is planned over what was read',
        async () => {
            const facts = JSON.parse((await run('admin', 'inspect', ...where())).stdout) as Record<string, unknown>;
            const [pod] = await listObjects<Pod>(cluster.api, {kind: 'pods', namespace: NAMESPACE}, 'app=mattermost');
            const digest = pod?.status.containerStatuses[0]?.imageID.split('@')[1];
            expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
            expect(facts).toMatchObject({
                deployment: {value: {kind: 'kubernetes', name: 'mm', namespace: NAMESPACE, host: cluster.context}},
                containers_seen: {value: 2},
                running_image: {
                    value: {
                        reference: 'mattermost/mattermost-enterprise-edition:11.7.2',
                        imageId: digest,
                        variant: 'standard',
                    },
                },
            });
            const {stdout} = await run('admin', 'plan', '--format', 'json', ...where());
            const {metadata} = await installation.read();
            expect(JSON.parse(stdout)).toMatchObject({
                plan: {
                    target: {kind: 'kubernetes', namespace: NAMESPACE, name: 'mm', uid: metadata.uid},
                    change: {
                        way: 'patch',
                        operations: expect.arrayContaining([
                            {op: 'test', path: '/metadata/uid', value: metadata.uid},
                            {
                                op: 'replace',
                                path: '/spec/image',
                                value: 'mattermost/mattermost-enterprise-fips-edition',
                            },
                        ]) as object[],
                    },
                },
            });
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'who may look and no more: the password is unread and unknown, a command in a pod is refused, and the doctor names both rights',
        async () => {
            const rules = [
                {apiGroups: ['installation.mattermost.com'], resources: ['mattermosts'], verbs: ['get', 'list']},
                {apiGroups: [''], resources: ['pods'], verbs: ['get', 'list']},
            ];
            await grant(cluster.api, {user: 'maria', namespace: NAMESPACE, rules});
            const ran = await check('maria');
            expect(resultOf(ran, 'database_password_length')).toMatchObject({state: 'unknown', reason: 'unreadable'});
            expect(resultOf(ran, 'saml_signature')).toMatchObject({missing: [{fact: 'saml', why: 'no_permission'}]});
            const {stdout, exitCode} = await run('maria', 'doctor', ...where());
            const said = stdout.replace(/\s+/g, ' ');
            expect(said).toMatch(new RegExp(`May not get secrets "[^"]+" in the namespace ${NAMESPACE}`));
            expect(said).toContain(`May not create pods/exec in the namespace ${NAMESPACE}`);
            expect(exitCode).toBe(10);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'who has no right: verb and resource of the refused call are named',
        async () => {
            const {exitCode, stderr} = await check('rudi');
            expect(stderr).toContain(`No right to list mattermosts in the namespace ${NAMESPACE}`);
            expect(stderr.replace(/\s+/g, ' ')).toContain(
                'apiGroups: ["installation.mattermost.com"], resources: ["mattermosts"], verbs: ["list"]',
            );
            expect([exitCode, stderr]).toEqual([77, expect.stringContaining('[cluster_forbidden]')]);
        },
        LANE_TIMEOUT_MS,
    );
});

type Pod = {
    readonly metadata: {readonly name: string};
    readonly status: {readonly containerStatuses: readonly {readonly imageID: string}[]};
};
