import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {makeDemoFolder} from '../demo/demo_folder.ts';
import {startSampleDeployment} from '../demo/sample_deployment.ts';
import {findFreePort} from '../engine/free_port.ts';
import {addContainer} from '../engine_stand_in/add_container.ts';
import type {EngineState} from '../engine_stand_in/engine_state.ts';
import {startApiServer} from '../kubernetes_stand_in/server.ts';
import {ADMIN_TOKEN, makeSampleCluster} from '../kubernetes_stand_in/sample_installation.ts';
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
describeDriver(
    'an installation of the operator over the stand-in',
    async () => {
        const folder = await mkdtemp(join(process.env['HOME'] ?? '/tmp', 'kubernetes-contract-'));
        const state = makeSampleCluster([{namespace: 'chat', name: 'mm', databaseUrl: 'postgres://mmuser:x@db/mm'}]);
        const api = await startApiServer(state);
        const kubeconfig = join(folder, 'kubeconfig');
        await api.writeKubeconfig(kubeconfig, {token: ADMIN_TOKEN});
        const env = {KUBECONFIG: kubeconfig, KUBE_NAMESPACE: 'chat', STATE_DIR: `${folder}/state`};
        const {settings} = await readSettings({file: undefined, env, options: {}});
        return {
            settings,
            makeDriver: () => makeKubernetesDriver(settings, {}),
            takeInventory: () => Promise.resolve(JSON.stringify([...state.objects])),
            close: async () => {
                await api.close();
                await rm(folder, {recursive: true, force: true});
            },
        };
    },
    {timeoutMs: TIMEOUT_MS, carriesOut: false},
);
