import {randomBytes} from 'node:crypto';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {openIdentity} from '@fips-readiness/server-bridge';
import {SOURCE_BIN} from '../agent/run_agent.ts';
import {connectQueue, expectOk, logIn} from '../agent/connect_queue.ts';
import {writeLauncher} from '../compose_stand_in/launcher.ts';
import {makeDatabase} from '../engine_stand_in/database.ts';
import {startPostgresServer} from '../engine_stand_in/postgres_server.ts';
import {makeStoredPassword} from '../engine_stand_in/scram.ts';
import {FIPS_ID, FIPS_IMAGE, startPlayedCluster} from '../kubernetes_stand_in/played_cluster.ts';
import type {PlayedCluster} from '../kubernetes_stand_in/played_cluster.ts';
import {ADMIN_TOKEN} from '../kubernetes_stand_in/sample_installation.ts';
import {uploadPlugin} from '../mattermost/domain/plugins.ts';
import {runMmctl} from '../mattermost/mmctl.ts';
import {PAGE_PATH} from '../page/host/serve_host.ts';
import {startAgentProcess} from './agent_process.ts';
import {makeConsole} from './console.ts';
import type {ConsoleBackground} from './console.ts';
import {CONTROL_PATH} from './control_page.ts';
import type {Controls} from './control_page.ts';
import {makeDemoFolder} from './demo_folder.ts';
import {findDemoPort} from './demo_port.ts';
import {buildPage} from './page_build.ts';
import type {PageBuild} from './page_build.ts';
import {SAMPLE_WORLD} from './sample_world.ts';
import type {Demo, DemoOptions} from './start_demo.ts';
import {SWAP_SETTINGS} from './start_demo.ts';
import type {StartFault} from './start_fault.ts';

/** Long enough to be watched. */
const START_MS = 4_000;

export type ClusterDemoOptions = DemoOptions & {
    /** The page, where it is built already. */
    readonly build?: PageBuild;
    /** How long a pod takes to get ready, in milliseconds. */
    readonly startMs?: number;
};

/** The same journey on a cluster: an API server, the operator, its controllers and a node are stand-ins, page and agent are the real ones. */
export async function startClusterDemo({
    wantedPort,
    fault,
    say,
    stop,
    build: built,
    startMs = START_MS,
}: ClusterDemoOptions): Promise<Demo> {
    const endings: (() => Promise<unknown>)[] = [];
    const close = async () => {
        for (const end of endings.splice(0).reverse()) {
            await end();
        }
    };
    try {
        const build = built ?? (await buildPage(say, stop));
        const port = await findDemoPort(wantedPort);
        const folder = await makeDemoFolder();
        endings.push(() => rm(folder, {recursive: true, force: true}));

        say('Starting PostgreSQL, Mattermost, the API server and the operator (stand-ins) …');
        // Eleven bytes: fine for the standard build, too short for the FIPS build.
        const password = randomBytes(8).toString('hex').slice(0, 11);
        const postgres = await startPostgresServer(makeDatabase({storedPassword: makeStoredPassword(password)}));
        endings.push(() => postgres.close());
        const background: {now?: ConsoleBackground} = {};
        const cluster = await startPlayedCluster({
            password,
            pods: 2,
            databasePort: postgres.port,
            startMs,
            server: {...SAMPLE_WORLD, port, fallback: makeConsole(build.host, () => background.now)},
        });
        endings.push(() => cluster.close());
        stop.throwIfAborted();
        const {server} = cluster;
        const controls = makeControls(cluster);
        controls.chooseFault(fault);
        background.now = {mattermost: server, controls};

        say('Connecting the page …');
        runMmctl(server.world, ['--local', 'config', 'set', 'PluginSettings.EnableUploads', 'true']);
        uploadPlugin(server.world, new Uint8Array(await readFile(build.bundleFile)), true);
        const stateDirectory = join(folder, 'state');
        await mkdir(stateDirectory, {mode: 0o700});
        const {keys} = await openIdentity(stateDirectory);
        const admin = await logIn(server.url, 'admin');
        const {botToken, pin} = await connectQueue(admin);
        const connection = JSON.stringify({...pin, publicKey: keys.publicKey});
        const PluginSettings = {
            PluginStates: {'fips-readiness': {Enable: true}},
            Plugins: {'fips-readiness': {connection}},
        };
        expectOk(await admin('PUT', '/config/patch', {PluginSettings}));
        const tokenFile = join(folder, 'token');
        await writeFile(tokenFile, botToken, {mode: 0o600});
        const kubeconfig = join(folder, 'kubeconfig');
        await cluster.api.writeKubeconfig(kubeconfig, {token: ADMIN_TOKEN});
        const env = {
            ...SWAP_SETTINGS,
            HOME: folder,
            TMPDIR: folder,
            KUBECONFIG: kubeconfig,
            KUBE_CONTEXT: 'stand-in',
            KUBE_NAMESPACE: 'chat',
            STATE_DIR: stateDirectory,
            RESCUE_DIR: join(folder, 'rescue'),
            SITE_URL: server.url,
            TOKEN_FILE: tokenFile,
            TEAM_ID: pin.teamId,
            CHANNEL_ID: pin.channelId,
            BOT_USER_ID: pin.botUserId,
        };
        stop.throwIfAborted();

        say('Starting the agent: fips-agent serve …');
        const agent = startAgentProcess(['serve'], env);
        endings.push(() => agent.stop());
        await agent.waitForEvent('agent_started');
        await writeLauncher(folder, 'fips-agent', SOURCE_BIN, env);
        return {url: `${server.url}${PAGE_PATH}`, controlUrl: `${server.url}${CONTROL_PATH}`, folder, agent, close};
    } catch (error) {
        await close();
        throw error;
    }
}

/** The starts a cluster can play. */
const FATES: Readonly<Partial<Record<StartFault, 'ready' | 'crashes' | 'never_ready'>>> = {
    none: 'ready',
    exits: 'crashes',
    silent: 'never_ready',
    web_app_dead: 'ready',
};

function makeControls({node, faults, server}: PlayedCluster): Controls {
    let chosen: StartFault = 'none';
    return {
        readFault: () => chosen,
        chooseFault: (fault) => {
            chosen = fault;
            faults.fipsHasNoPage = fault === 'web_app_dead';
            node.images.set(FIPS_IMAGE, {id: FIPS_ID, fate: FATES[fault] ?? 'ready'});
        },
        faults: Object.keys(FATES) as StartFault[],
        mend: () => {
            runMmctl(server.world, ['--local', 'config', 'set', 'PasswordSettings.MinimumLength', '14']);
            return Promise.resolve();
        },
        mends: 'A minimum password length of 14. The database password is the agent’s to change, with the image.',
    };
}
