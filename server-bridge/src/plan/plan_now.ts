import {makeReadinessReport} from '@fips-readiness/core';
import type {Goal, ReadinessReport} from '@fips-readiness/core';
import type {OpenFacts} from '../agent/open_agent.ts';
import {fetchRunTimes} from '../run/start_times.ts';
import {readContainerStart} from '../start_log/read_container_start.ts';
import {makePlan} from './make_plan.ts';
import type {MadePlan} from './make_plan.ts';

/** Makes a plan from what is seen now. */
export async function planNow(
    opened: OpenFacts,
    wish: {
        readonly goal: Goal;
        readonly planId: string;
        readonly fingerprintKey: string;
        readonly handover: boolean;
    },
): Promise<MadePlan> {
    const {context, deployment} = opened;
    const {waitsMs, ...times} = await fetchRunTimes(context.settings.STATE_DIR);
    return makePlan({
        ...opened,
        ...wish,
        engine: context.engine,
        settings: context.settings,
        compose: await context.openCompose(),
        earlierStartsMs: waitsMs,
        measured: {...times, containerStartMs: await readContainerStart(context.engine, deployment.container)},
    });
}

/** The readiness report a goal is measured by. */
export function judgeFor({facts, context}: OpenFacts, goal: Goal, now: Date): ReadinessReport {
    return makeReadinessReport({
        facts,
        accepted: context.settings.ACCEPTED_RISKS,
        direction: goal === 'to_standard' ? 'to_standard' : 'to_fips',
        madeAt: now.toISOString(),
    });
}
