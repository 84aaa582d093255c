import {spawn} from 'node:child_process';
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {IncomingMessage} from 'node:http';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {SHIPPED_BIN} from '../agent/run_agent.ts';
import {startInitRig} from '../demo/init_rig.ts';
import type {Figure} from './figure.ts';
import {readProcessCost} from './process_cost.ts';

const SETTLE_MS = 20_000;
const OBSERVED_MS = 120_000;

/** The shipped agent, connected and idle, over the stand-ins: memory, processor time and requests. */
export async function measureAgent(): Promise<readonly Figure[]> {
    const rig = await startInitRig();
    try {
        await rig.init();
        const {port} = rig.deployment.mattermost;
        let requests = 0;
        const count = (message: unknown) => {
            const {request} = message as {request: IncomingMessage};
            requests += request.socket.localPort === port ? 1 : 0;
        };
        const settings = join(rig.agentDirectory, 'fips-agent.yaml');
        const child = spawn(
            process.execPath,
            ['--max-semi-space-size=1', '--optimize-for-size', SHIPPED_BIN, 'serve', '--settings', settings],
            {
                env: {...rig.deployment.agentEnvironment},
                stdio: 'ignore',
            },
        );
        try {
            await wait(SETTLE_MS);
            const before = await readProcessCost(child.pid ?? 0);
            subscribe('http.server.request.start', count);
            await wait(OBSERVED_MS);
            unsubscribe('http.server.request.start', count);
            const after = await readProcessCost(child.pid ?? 0);
            return [
                {name: 'agent idle, private memory (RssAnon)', value: after.privateMiB, unit: 'MiB', limit: 64},
                {name: 'agent idle, resident memory (RSS)', value: after.residentMiB, unit: 'MiB'},
                {
                    name: 'agent idle, processor',
                    value: ((after.processorMs - before.processorMs) / OBSERVED_MS) * 100,
                    unit: '%',
                    limit: 0.3,
                },
                {
                    name: 'agent idle, requests to Mattermost',
                    value: requests / (OBSERVED_MS / 60_000),
                    unit: 'per minute',
                    limit: 3,
                },
            ];
        } finally {
            child.kill('SIGTERM');
        }
    } finally {
        await rig.close();
    }
}
