import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {runAgent} from '../agent/run_agent.ts';
import {writeLauncher} from '../compose_stand_in/launcher.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {PAGE_PATH} from '../page/host/serve_host.ts';
import {startAgentProcess} from './agent_process.ts';
import type {AgentProcess} from './agent_process.ts';
import {makeConsole} from './console.ts';
import {findDemoPort} from './demo_port.ts';
import {buildPage} from './page_build.ts';
import {startSampleDeployment} from './sample_deployment.ts';
import {SAMPLE_WORLD} from './sample_world.ts';

export type Demo = {
    /** The page's address: whoever opens it is signed in. */
    readonly url: string;
    /** Holds the launchers `fips-agent` and `docker`, the sample project and the agent's state; goes with the demo. */
    readonly folder: string;
    readonly agent: AgentProcess;
    close(): Promise<void>;
};

export type DemoOptions = {
    readonly wantedPort: number;
    /** One line of progress. */
    readonly say: (line: string) => void;
    readonly stop: AbortSignal;
};

const AGENT = fileURLToPath(new URL('../../server-bridge/bin/fips-agent.mjs', import.meta.url));
const DOCKER = fileURLToPath(new URL('docker.ts', import.meta.url));

/** Starts everything; what was started ends again when a step fails or `stop` fires meanwhile. */
export async function startDemo({wantedPort, say, stop}: DemoOptions): Promise<Demo> {
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
        const folder = await mkdtemp(join(tmpdir(), 'fips-demo-'));
        endings.push(() => rm(folder, {recursive: true, force: true}));
        stop.throwIfAborted();

        say('Starting Mattermost, the engine and the sample deployment (stand-ins) …');
        const running: {server?: Mattermost} = {};
        const deployment = await startSampleDeployment({
            folder,
            port,
            world: SAMPLE_WORLD,
            fallback: makeConsole(build.host, () => running.server),
        });
        endings.push(() => deployment.close());
        running.server = deployment.mattermost;
        const env = {...deployment.agentEnvironment, TMPDIR: folder};
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
        const agent = startAgentProcess(['serve', '--settings', settings], env);
        endings.push(() => agent.stop());
        await agent.waitForEvent('agent_started');
        await writeLauncher(folder, 'fips-agent', AGENT, env);
        await writeLauncher(folder, 'docker', DOCKER, env);
        stop.throwIfAborted();
        return {url: `${deployment.mattermost.url}${PAGE_PATH}`, folder, agent, close};
    } catch (error) {
        await close();
        throw error;
    }
}
