import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {readQuestions} from '../../cluster/audit.ts';
import type {Cluster} from '../../cluster/cluster.ts';
import {readProcessCost} from '../process_cost.ts';
import type {AgentInPod} from './agent_in_pod.ts';

/** What an agent costs that nobody asks anything. */
export type IdleCost = {
    readonly privateMiB: number;
    readonly residentMiB: number;
    readonly processorPercent: number;
    /** Of a process that did the same all the time: a busy machine takes longer for the same work. */
    readonly calibrationPercent: number;
    readonly questionsPerMinute: number;
};

const SETTLE_MS = 20_000;
const OBSERVED_MS = 120_000;
const CALIBRATION = join(import.meta.dirname, 'calibration.mjs');

/** Watches it from 20 seconds after it has found its installation, for two minutes. */
export async function watchIdle(cluster: Cluster, agent: AgentInPod): Promise<IdleCost> {
    const pid = await agent.findProcess();
    const calibration = spawn(process.execPath, [CALIBRATION], {stdio: 'ignore'});
    const read = async () => ({
        questions: (await readQuestions(cluster, agent.user)).length,
        agent: await readProcessCost(pid),
        calibration: await readProcessCost(calibration.pid ?? 0),
    });
    try {
        await wait(SETTLE_MS);
        const before = await read();
        await wait(OBSERVED_MS);
        const after = await read();
        const percent = (who: 'agent' | 'calibration') =>
            ((after[who].processorMs - before[who].processorMs) / OBSERVED_MS) * 100;
        return {
            privateMiB: after.agent.privateMiB,
            residentMiB: after.agent.residentMiB,
            processorPercent: percent('agent'),
            calibrationPercent: percent('calibration'),
            questionsPerMinute: (after.questions - before.questions) / (OBSERVED_MS / 60_000),
        };
    } finally {
        calibration.kill();
    }
}
