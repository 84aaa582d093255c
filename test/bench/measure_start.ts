import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {SHIPPED_BIN} from '../agent/run_agent.ts';
import {EXECUTABLE, RELEASE} from '../release/released.ts';
import {median} from './figure.ts';
import type {Figure} from './figure.ts';

const ROUNDS = 15;
/** What the executable has inside: without them the agent starts itself again, which would be measured too. */
const OPTIONS = ['--disable-sigusr1', '--report-exclude-env', '--max-semi-space-size=1', '--optimize-for-size'];

/** From start to the first line of help: the one-file executable over the same program in a Node that is there, in turn. */
export async function measureStart(): Promise<readonly Figure[]> {
    const byNode: number[] = [];
    const byExecutable: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
        byNode.push(await timeFirstLine(process.execPath, [...OPTIONS, SHIPPED_BIN, '--help']));
        byExecutable.push(await timeFirstLine(join(RELEASE, EXECUTABLE), ['check', '--help']));
    }
    return [
        {
            name: 'executable, start to first line, over node fips-agent.mjs',
            value: median(byExecutable) / median(byNode),
            unit: 'times',
            limit: 1.5,
            note: `${Math.round(median(byExecutable))} and ${Math.round(median(byNode))} ms`,
        },
    ];
}

/** In milliseconds. */
async function timeFirstLine(program: string, args: readonly string[]): Promise<number> {
    const startedAt = performance.now();
    const child = spawn(program, args, {env: {}, stdio: ['ignore', 'pipe', 'ignore']});
    await once(child.stdout, 'data');
    const time = performance.now() - startedAt;
    child.stdout.resume();
    await once(child, 'close');
    return time;
}
