import {writeFileSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {makeDemoFolder} from '../demo/demo_folder.ts';
import {startSampleDeployment} from '../demo/sample_deployment.ts';
import {findFreePort} from '../engine/free_port.ts';
import {addContainer} from '../engine_stand_in/add_container.ts';
import type {EngineState} from '../engine_stand_in/engine_state.ts';
import {EVERYTHING} from '../kubernetes_stand_in/cluster_state.ts';
import {startPlayedCluster} from '../kubernetes_stand_in/played_cluster.ts';
import {startFakePlatform} from '../fake_platform/fake_platform.ts';
import {makeDockerSubject} from './docker_subject.ts';
import {describeDriver} from './driver_contract.ts';
import type {DriverSubject} from './driver_contract.ts';
import {makeKubernetesDriver, readSettings} from '@fips-readiness/server-bridge';

const TIMEOUT_MS = 60_000;

/** What the containers are, without what the engine gives each of them by itself. */
const takeContainers = (state: EngineState) =>
    [...state.containers.values()]
        .map(({name, imageId, state: {status}, labels}) => ({name, imageId, status, labels}))
        .sort((one, other) => one.name.localeCompare(other.name));

async function startDocker(kind: 'compose' | 'docker'): Promise<DriverSubject> {
    const folder = await makeDemoFolder();
    const deployment = await startSampleDeployment({
        folder,
        port: await findFreePort(),
        variables: {POSTGRES_PASSWORD: 'a-password-that-is-long-enough'},
        world: {licence: 'enterprise', config: {PasswordSettings: {MinimumLength: 14}}},
        startMs: 50,
    });
    const {state} = deployment.engine;
    if (kind === 'docker') {
        const [ours] = [...state.containers.values()].filter(({name}) => name.includes('mattermost-1'));
        const environment = Object.fromEntries(
            (ours?.environment ?? []).map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
        );
        state.containers.clear();
        addContainer(state, {
            name: 'chat',
            image: 'mattermost/mattermost-enterprise-edition:11.7.2',
            environment,
        });
    }
    return makeDockerSubject({
        kind,
        dockerHost: deployment.agentEnvironment['DOCKER_HOST'] ?? '',
        composeBinary: deployment.agentEnvironment['COMPOSE_BINARY'] ?? '',
        folder,
        takeInventory: async () => ({
            containers: takeContainers(state),
            env: await readFile(join(deployment.projectDirectory, '.env'), 'utf8'),
        }),
        close: async () => {
            await deployment.close();
            await rm(folder, {recursive: true, force: true});
        },
    });
}

describeDriver('a Compose project over the stand-in', () => startDocker('compose'), {timeoutMs: TIMEOUT_MS});
describeDriver('a plain container over the stand-in', () => startDocker('docker'), {timeoutMs: TIMEOUT_MS});
describeDriver(
    'a platform in memory',
    async () => {
        const platform = await startFakePlatform();
        const folder = await mkdtemp(join(process.env['HOME'] ?? '/tmp', 'fake-contract-'));
        const {settings} = await readSettings({
            file: undefined,
            env: {MODE: 'swap', STATE_DIR: `${folder}/state`, RESCUE_DIR: `${folder}/rescue`},
            options: {},
        });
        return {
            settings,
            makeDriver: () => platform.driver,
            takeInventory: () => Promise.resolve([platform.image(), platform.server.world.variant]),
            close: async () => {
                await platform.close();
                await rm(folder, {recursive: true, force: true});
            },
        };
    },
    {timeoutMs: TIMEOUT_MS},
);
describeDriver('an installation of the operator over the stand-in', startKubernetes, {timeoutMs: TIMEOUT_MS});

test(
    'the ports forwarded to an installation’s pods close when told so: whoever looks again and again keeps none open',
    async () => {
        const subject = await startKubernetes();
        try {
            const over = new AbortController();
            const detection = await subject.makeDriver().detect(over.signal);
            const [url = ''] = detection.code === 'found' ? detection.deployment.instances[0].urls : [];
            const ping = () => fetch(`${url}/api/v4/system/ping`, {headers: {Connection: 'close'}});
            expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
            expect((await ping()).status).toBe(200);
            over.abort();
            await expect(ping()).rejects.toThrow('fetch failed');
        } finally {
            await subject.close();
        }
    },
    TIMEOUT_MS,
);

async function startKubernetes(): Promise<DriverSubject> {
    const folder = await mkdtemp(join(process.env['HOME'] ?? '/tmp', 'kubernetes-contract-'));
    const cluster = await startPlayedCluster({password: 'a-password-that-is-long-enough', pods: 1});
    const {state, api} = cluster;
    const {settings} = await readSettings({
        file: undefined,
        env: {
            KUBE_NAMESPACE: 'chat',
            MODE: 'swap',
            STATE_DIR: `${folder}/state`,
            RESCUE_DIR: `${folder}/rescue`,
            BACKUP: 'none',
            BACKUP_NONE_BECAUSE: 'a stand-in has nothing to lose',
        },
        options: {},
    });
    let drivers = 0;
    return {
        settings,
        makeDriver: (calls) => {
            drivers += 1;
            const token = `token-of-agent-${drivers}`;
            state.users.set(token, {name: 'agent', rules: [EVERYTHING]});
            if (calls !== undefined) {
                state.callsLeft.set(token, calls);
            }
            const kubeconfig = join(folder, `kubeconfig-${drivers}`);
            writeFileSync(kubeconfig, JSON.stringify(api.makeKubeconfig({token})), {mode: 0o600});
            return makeKubernetesDriver({...settings, KUBECONFIG: kubeconfig}, {});
        },
        takeInventory: () =>
            Promise.resolve({
                spec: cluster.resource().spec,
                pods: cluster.pods(),
                variant: cluster.server.world.variant,
                left: [...state.objects.keys()].filter((key) => /^(jobs|leases)\//.test(key)),
            }),
        settle: async () => {
            while (cluster.isMoving()) {
                await delay(20);
            }
        },
        close: async () => {
            await cluster.close();
            await rm(folder, {recursive: true, force: true});
        },
    };
}
