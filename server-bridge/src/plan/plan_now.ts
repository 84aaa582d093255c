import {makePlan, makeReadinessReport} from '@fips-readiness/core';
import type {Goal, Plan, ReadinessReport, StepCode} from '@fips-readiness/core';
import type {OpenFacts} from '../agent/open_agent.ts';
import type {PlannedChange} from '../port/driver.ts';
import {fetchRunTimes} from '../journal/start_times.ts';
import type {Settings} from '../settings/settings.ts';
import {planStored} from './plan_stored.ts';
import {readContainerStart} from '../start_log/read_container_start.ts';

/** A plan, and what its driver keeps for the run. */
export type MadePlan = Pick<PlannedChange, 'keep' | 'handoverPaths'> & {readonly plan: Plan};

/** Makes a plan from what is seen now. Everything is read again: what the page or a file says is never taken. Throws FipsError. */
export async function planNow(
    {agent: {settings}, deployment, facts}: OpenFacts,
    asked: {
        readonly goal: Goal;
        readonly planId: string;
        readonly fingerprintKey: string;
        readonly handover: boolean;
    },
): Promise<MadePlan> {
    const {goal, planId, fingerprintKey, handover} = asked;
    const [instance] = deployment.instances;
    const {waitsMs, ...times} = await fetchRunTimes(settings.STATE_DIR);
    const {keep, handoverPaths, ...change} = await deployment.planChange({goal, facts, fingerprintKey, handover});
    const plan = makePlan({
        planId,
        goal,
        facts,
        change,
        handoverAsked: handover,
        stored: await planStored(deployment, facts, goal),
        measured: {...times, containerStartMs: await readContainerStart(deployment.readLogs, instance)},
        limitsMs: findLimits(settings, waitsMs.at(-1) ?? 0),
        acceptedRisks: settings.ACCEPTED_RISKS,
        rollBack: settings.ROLLBACK,
    });
    return {plan, keep, handoverPaths};
}

/** `lastStartMs`: how long Mattermost took to get ready in the newest run; 0 where there was none. */
function findLimits(settings: Settings, lastStartMs: number): Partial<Record<StepCode, number>> {
    return {
        pull: settings.PULL_STALL_SECONDS * 1000,
        backup: settings.BACKUP_STALL_SECONDS * 1000,
        rehearse: settings.REHEARSAL_SECONDS * 1000,
        wait: Math.max(settings.READY_SECONDS * 1000, 3 * lastStartMs),
        verify: settings.FRONT_DOOR_SECONDS * 1000,
    };
}

/** The readiness report a plan is measured by: what it cures is no blocker. */
export function judgeFor({facts, agent: {settings}}: OpenFacts, plan: Plan, now: Date): ReadinessReport {
    return makeReadinessReport({
        facts,
        accepted: settings.ACCEPTED_RISKS,
        direction: plan.goal === 'to_standard' ? 'to_standard' : 'to_fips',
        plan,
        madeAt: now.toISOString(),
    });
}
