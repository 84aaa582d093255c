import {spawn} from 'node:child_process';
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {IncomingMessage} from 'node:http';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {SHIPPED_BIN} from '../agent/run_agent.ts';
import {startInitRig} from '../demo/init_rig.ts';
import type {Figure} from './figure.ts';

const SETTLE_MS = 20_000;
const OBSERVED_MS = 120_000;
const TICKS_PER_SECOND = 100;

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
            ['--max-semi-space-size=1', SHIPPED_BIN, 'serve', '--settings', settings],
            {
                env: {...rig.deployment.agentEnvironment},
                stdio: 'ignore',
            },
        );
        try {
            await wait(SETTLE_MS);
            const before = await readTicks(child.pid);
            subscribe('http.server.request.start', count);
            await wait(OBSERVED_MS);
            unsubscribe('http.server.request.start', count);
            const ticks = (await readTicks(child.pid)) - before;
            const memory = await readMemory(child.pid);
            return [
                {name: 'agent idle, private memory (RssAnon)', value: memory.privateMiB, unit: 'MiB', limit: 64},
                {name: 'agent idle, resident memory (RSS)', value: memory.residentMiB, unit: 'MiB'},
                {
                    name: 'agent idle, processor',
                    value: (ticks / TICKS_PER_SECOND / (OBSERVED_MS / 1000)) * 100,
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

/** utime + stime of /proc/PID/stat, in clock ticks. */
async function readTicks(pid: number | undefined): Promise<number> {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
    return Number(fields[11]) + Number(fields[12]);
}

async function readMemory(
    pid: number | undefined,
): Promise<{readonly privateMiB: number; readonly residentMiB: number}> {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
    return {privateMiB: read('RssAnon'), residentMiB: read('VmRSS')};
}
