import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {runAgent} from '../agent/run_agent.ts';
import {writeLauncher} from '../compose_stand_in/launcher.ts';
import {PAGE_PATH} from '../page/host/serve_host.ts';
import {startAgentProcess} from './agent_process.ts';
import type {AgentProcess} from './agent_process.ts';
import {makeConsole} from './console.ts';
import type {ConsoleBackground} from './console.ts';
import {CONTROL_PATH} from './control_page.ts';
import {makeDemoFolder} from './demo_folder.ts';
import {findDemoPort} from './demo_port.ts';
import {keepAgent} from './keep_agent.ts';
import {mendByHand} from './mend_by_hand.ts';
import {buildPage} from './page_build.ts';
import {startSampleDeployment} from './sample_deployment.ts';
import {SAMPLE_WORLD} from './sample_world.ts';
import {START_FAULTS} from './start_fault.ts';
import type {StartFault} from './start_fault.ts';

export type Demo = {
    /** The page's address: whoever opens it is signed in. */
    readonly url: string;
    /** Where the demo's own controls stand. */
    readonly controlUrl: string;
    /** Holds the launchers `fips-agent` and `docker`, the sample project and the agent's state; goes with the demo. */
    readonly folder: string;
    readonly agent: AgentProcess;
    close(): Promise<void>;
};

export type DemoOptions = {
    readonly wantedPort: number;
    /** How the FIPS image starts, to begin with. */
    readonly fault: StartFault;
    /** One line of progress. */
    readonly say: (line: string) => void;
    readonly stop: AbortSignal;
};

const DOCKER = fileURLToPath(new URL('docker.ts', import.meta.url));
const AGENT = fileURLToPath(new URL('agent_launcher.ts', import.meta.url));

/** Long enough to be watched. */
const START_MS = 3_000;
const PULL_MS = 6_000;

/** An agent that may swap, as often as somebody wants to see it. */
export const SWAP_SETTINGS = {
    MODE: 'swap',
    ALLOW: 'to_fips,to_standard',
    BACKUP: 'none',
    BACKUP_NONE_BECAUSE: 'The demo has no data that could be lost.',
    CHANGES_PER_HOUR: '60',
    CHANGES_PER_DAY: '240',
    READY_SECONDS: '20',
    FRONT_DOOR_SECONDS: '10',
} as const;

/** Starts everything; what was started ends again when a step fails or `stop` fires meanwhile. */
export async function startDemo({wantedPort, fault, say, stop}: DemoOptions): Promise<Demo> {
    const endings: (() => Promise<unknown>)[] = [];
    const close = async () => {
        for (const end of endings.splice(0).reverse()) {
            await end();
        }
    };
    try {
        const build = await buildPage(say, stop);
        const port = await findDemoPort(wantedPort);
        if (port !== wantedPort) {
            say(`Port ${wantedPort} is taken: using ${port}. Choose another with PORT=9000 make demo`);
        }
        const folder = await makeDemoFolder();
        endings.push(() => rm(folder, {recursive: true, force: true}));
        stop.throwIfAborted();

        say('Starting Mattermost, the engine and the sample deployment (stand-ins) …');
        const background: {now?: ConsoleBackground} = {};
        const deployment = await startSampleDeployment({
            folder,
            port,
            world: SAMPLE_WORLD,
            fallback: makeConsole(build.host, () => background.now),
            startMs: START_MS,
            pullMs: PULL_MS,
        });
        endings.push(() => deployment.close());
        const {mattermost, knobs} = deployment;
        knobs.fipsFault = fault;
        background.now = {
            mattermost,
            controls: {
                readFault: () => knobs.fipsFault,
                chooseFault: (chosen) => (knobs.fipsFault = chosen),
                faults: Object.keys(START_FAULTS) as StartFault[],
                mend: () => mendByHand(deployment),
                mends: 'A longer database password in PostgreSQL and in .env, containers made anew (Mattermost is away for a moment), and a minimum password length of 14.',
            },
        };
        const env = {
            ...deployment.agentEnvironment,
            ...SWAP_SETTINGS,
            SITE_URL: mattermost.url,
            RESCUE_DIR: join(folder, 'rescue'),
            TMPDIR: folder,
        };
        const agentDirectory = join(folder, 'agent');
        const settings = join(agentDirectory, 'fips-agent.yaml');
        stop.throwIfAborted();

        say('Connecting the page: fips-agent init --yes …');
        const init = await runAgent(
            ['init', '--yes', '--agent-dir', agentDirectory, '--bundle', build.bundleFile],
            env,
        );
        if (init.exitCode !== 0) {
            throw new Error(`fips-agent init ended with ${init.exitCode}:\n${init.stderr}`);
        }
        stop.throwIfAborted();

        say('Starting the agent: fips-agent serve …');
        const agent = keepAgent(
            () => startAgentProcess(['serve', '--settings', settings], env),
            [settings, join(folder, 'state/token')],
        );
        endings.push(() => agent.stop());
        await agent.waitForEvent('agent_started');
        await writeLauncher(folder, 'fips-agent', AGENT, {...env, DEMO_AGENT_DIR: agentDirectory});
        await writeLauncher(folder, 'docker', DOCKER, env);
        stop.throwIfAborted();
        const {url} = mattermost;
        return {url: `${url}${PAGE_PATH}`, controlUrl: `${url}${CONTROL_PATH}`, folder, agent, close};
    } catch (error) {
        await close();
        throw error;
    }
}
