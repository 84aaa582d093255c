import {stat} from 'node:fs/promises';
import {identifyTarget, STEPS} from '@fips-readiness/core';
import type {FactValue, PlannedTarget, RunEvent} from '@fips-readiness/core';
import type {StoredRun} from './run_store.ts';

/**
 * The newest dump this agent made of a deployment and verified whole, where its file is still there in full: a backup nobody
 * has to vouch for. Undefined where there is none.
 */
export async function findOwnDump(
    runs: readonly Pick<StoredRun, 'plan' | 'runId' | 'events'>[],
    deployment: PlannedTarget,
): Promise<FactValue<'backup'> | undefined> {
    for (const {plan, runId, events} of runs.toReversed()) {
        const dump = events.findLast(isDump);
        if (dump && isSame(plan.target, deployment) && (await isWhole(dump))) {
            return {takenAt: dump.at, by: 'fips-agent', reference: `backups/${runId}.dump`};
        }
    }
    return undefined;
}

function isSame(one: PlannedTarget, other: PlannedTarget): boolean {
    return one.identity === other.identity && identifyTarget(one) === identifyTarget(other);
}

type Dump = Extract<RunEvent, {readonly kind: 'step_done'}>;

function isDump(event: RunEvent): event is Dump {
    return event.kind === 'step_done' && STEPS[event.step].proves === 'backup' && event.outcome === 'dumped';
}

async function isWhole({data: {file, bytes}}: Dump): Promise<boolean> {
    const found = typeof file === 'string' ? await stat(file).catch(() => undefined) : undefined;
    return found?.isFile() === true && found.size === bytes;
}
