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
    readonly questionsPerMinute: number;
};

const SETTLE_MS = 20_000;
const OBSERVED_MS = 120_000;

/** Watches it from 20 seconds after it has found its installation, for two minutes. */
export async function watchIdle(cluster: Cluster, agent: AgentInPod): Promise<IdleCost> {
    const pid = await agent.findProcess();
    await wait(SETTLE_MS);
    const asked = (await readQuestions(cluster, agent.user)).length;
    const before = await readProcessCost(pid);
    await wait(OBSERVED_MS);
    const after = await readProcessCost(pid);
    const questions = (await readQuestions(cluster, agent.user)).length - asked;
    return {
        privateMiB: after.privateMiB,
        residentMiB: after.residentMiB,
        processorPercent: ((after.processorMs - before.processorMs) / OBSERVED_MS) * 100,
        questionsPerMinute: questions / (OBSERVED_MS / 60_000),
    };
}
