import {mkdtemp, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runAgent} from '../agent/run_agent.ts';
import type {AgentRun} from '../agent/run_agent.ts';
import {makeApiClient} from '../kubernetes_client/client.ts';
import {deleteObject, listObjects, printPath, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {UPDATE_JOB} from '../operator_stand_in/update_job.ts';
import {copyManifests, loginAsAgent, runKubectl, waitForPolicy} from './agent_manifests.ts';
import {AGENT_SETTINGS} from './agent_settings.ts';
import {makeStateVolume, makeTokenSecret, USER, writeRigOverlay} from './agent_pod.ts';
import {openApiDoor} from './api_door.ts';
import type {ApiDoor} from './api_door.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {createInstallation} from './installation.ts';
import type {Installation} from './installation.ts';
import {printKubeconfig} from './kubeconfig.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {LONG_ENOUGH} from './mover.ts';
import {waitFor} from './wait_for.ts';

type Pod = KubernetesObject & {readonly status: object};

/** A person's own names, none of them as shipped. */
const NAMES = {namespace: 'own-names', resource: 'mm', secret: 'db'};
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';

describe('the agent as the ServiceAccount of deploy/kubernetes', () => {
    let cluster: Cluster;
    let installation: Installation;
    let folder: string;
    let door: ApiDoor;
    let overlay: string;
    let volume: string;
    let environment: Readonly<Record<string, string>>;
    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'cluster-agent-'));
        cluster = await startCluster();
        installation = await createInstallation(cluster, {
            namespace: NAMES.namespace,
            name: NAMES.resource,
            password: 'a-password-that-is-long-enough',
            replicas: 2,
            spec: {mattermostEnv: [LONG_ENOUGH]},
        });
        await copyManifests(join(folder, 'kubernetes'), NAMES);
        door = await openApiDoor(cluster);
        volume = await makeStateVolume(cluster, NAMES);
        await makeTokenSecret(cluster, NAMES);
        overlay = await writeRigOverlay(cluster, join(folder, 'kubernetes'), door);
        await runKubectl(cluster, 'apply', overlay);
        const {url, ca = '', token} = await loginAsAgent(cluster, NAMES);
        await waitForPolicy(makeApiClient({url, ca, token}), NAMES);
        const kubeconfig = join(folder, 'kubeconfig');
        await writeFile(
            kubeconfig,
            printKubeconfig({server: url, certificate: ca, user: 'fips-agent', login: {token}}),
        );
        environment = {
            HOME: folder,
            KUBECONFIG: kubeconfig,
            DEPLOYMENT: 'kubernetes',
            KUBE_NAMESPACE: NAMES.namespace,
            KUBE_RESOURCE: NAMES.resource,
            STATE_DIR: join(folder, 'state'),
            RESCUE_DIR: join(folder, 'rescue'),
            ...AGENT_SETTINGS,
        };
    }, COLD_START_MS);
    afterAll(async () => {
        await runKubectl(cluster, 'delete', overlay);
        await deleteObject(cluster.api, {kind: 'persistentvolumes', name: `${NAMES.namespace}-fips-agent`});
        await door.close();
        await installation.remove();
        await cluster.stop();
        await rm(folder, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    const agent = (...argv: readonly string[]) => runAgent(argv, environment);
    const expectSuccess = ({exitCode, stdout, stderr}: AgentRun) =>
        expect(`${exitCode} ${stderr}${stdout}`).toMatch(/^0 /);
    const findLeft = async () => ({
        job: await readObject(cluster.api, {kind: 'jobs', namespace: NAMES.namespace, name: UPDATE_JOB}),
        leases: (await listObjects(cluster.api, {kind: 'leases', namespace: NAMES.namespace})).length,
    });

    test(
        'its pod starts as no root, makes its state, logs in to the API server and finds the installation',
        async () => {
            const pods = {kind: 'pods', namespace: NAMES.namespace} as const;
            const readLog = async () => {
                const [pod] = await listObjects(cluster.api, pods, 'app=fips-agent');
                const path = `${printPath({...pods, name: pod?.metadata.name ?? ''})}/log`;
                return String((await cluster.api({path})).body);
            };
            await waitFor(
                'The agent has found the installation',
                LANE_TIMEOUT_MS / 2,
                async () => ((await readLog()).includes('agent_started') ? true : undefined),
                async () => [await readLog(), (await listObjects<Pod>(cluster.api, pods, 'app=fips-agent'))[0]?.status],
            );
            for (const name of ['state', 'rescue']) {
                const {uid, mode} = await stat(join(volume, name));
                expect([name, uid, (mode & 0o777).toString(8)]).toEqual([name, USER, '700']);
            }
            expect(await readdir(join(volume, 'state'))).toContain('identity.json');
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'moves the installation under the policy, verifies it and rolls it back',
        async () => {
            const {spec} = await installation.read();
            const file = join(folder, 'move.plan');
            expectSuccess(await agent('plan', '--out', file));
            const run = await agent('apply', file, '--yes');
            expect(`${run.stderr}${run.stdout}`).toContain('all pods run it and are ready');
            expect(run.exitCode).toBe(0);
            expect((await installation.read()).spec).toEqual({...spec, image: FIPS});
            expect(await findLeft()).toEqual({job: undefined, leases: 0});
            expectSuccess(await agent('rollback', '--yes'));
            expect((await installation.read()).spec).toEqual(spec);
            expect(await findLeft()).toEqual({job: undefined, leases: 0});
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'what the policy does not know is a plan for a person: a repository that IMAGE_PAIRS names and no pair of it',
        async () => {
            const pairs = [{standard: STANDARD, fips: 'registry.example.com/chat/fips'}];
            const {stdout, stderr} = await runAgent(['plan'], {...environment, IMAGE_PAIRS: JSON.stringify(pairs)});
            expect(`${stderr}${stdout}`).toContain('The Kubernetes API refuses this patch');
        },
        LANE_TIMEOUT_MS,
    );
});
