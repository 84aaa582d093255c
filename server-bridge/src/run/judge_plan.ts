import {
    ATTEMPTS_PER_CHANGE,
    findBlockers,
    findBoundsRefusal,
    findPlanDifferences,
    FipsError,
    hasChanged,
    isObserved,
} from '@fips-readiness/core';
import type {Plan, RunAttempt} from '@fips-readiness/core';
import type {OpenFacts} from '../agent/open_agent.ts';
import {judgeFor, planNow} from '../plan/plan_now.ts';
import type {MadePlan} from '../plan/plan_now.ts';
import {speakEnglish} from '../words/speak.ts';
import type {StoredRun} from '../journal/run_store.ts';

/**
 * Is the plan still right, unused, within the bounds, and is nothing known that would make it fail? It is made anew from what
 * is seen now and compared: neither a file nor a post is trusted. Returns what the run's folder is to keep, or throws FipsError.
 */
export async function judgePlan(
    opened: OpenFacts,
    plan: Plan,
    runs: readonly StoredRun[],
    fingerprintKey: string,
    now: Date,
): Promise<MadePlan['keep']> {
    // A plan is used up by a change, not by an attempt: one whose pull failed may be tried again.
    const used = runs.find((run) => run.plan.id === plan.id && hasChanged(run.state));
    if (used) {
        throw new FipsError('plan_used', {run: used.runId.slice(0, 8)});
    }
    const made = await planNow(opened, {
        goal: plan.goal,
        planId: plan.id,
        fingerprintKey,
        handover: plan.handover === 'asked_for',
    });
    requireRegistry(opened, plan, made.plan);
    const moved = findPlanDifferences(plan, made.plan);
    if (moved.length > 0) {
        const parts = [...new Set(moved.map((part) => speakEnglish(`plan.moved.${part}`)))].join(', ');
        throw new FipsError('plan_stale', {parts, codes: moved.join(',')});
    }
    if (plan.mode === 'handover') {
        throw new FipsError('plan_is_handover', {reason: speakEnglish(`handover.${plan.handover ?? 'asked_for'}`)});
    }
    requireBounds(opened, plan, runs, now);
    const {failing, unknown} = findBlockers(plan, judgeFor(opened, plan, now));
    const standing = [...failing, ...unknown];
    if (standing.length > 0) {
        throw new FipsError('not_ready_to_apply', {blockers: standing.length, checks: standing.join(', ')});
    }
    return made.keep;
}

const REGISTRY_REFUSALS = {
    absent: 'image_absent',
    denied: 'image_denied',
    unreachable: 'registry_unreachable',
} as const;

/** A planned image the registry gives no news of is no other image: the reason is told instead of `plan_stale`. */
function requireRegistry({facts}: OpenFacts, {to: planned}: Plan, {to: now}: Plan): void {
    const where = isObserved(facts.fips_image) ? facts.fips_image.value.where : undefined;
    const silent = planned.id === null && planned.digest !== null && now.id === null && now.digest === null;
    if (silent && (where === 'absent' || where === 'denied' || where === 'unreachable')) {
        throw new FipsError(REGISTRY_REFUSALS[where], {image: planned.reference});
    }
}

function requireBounds({agent: {settings}}: OpenFacts, plan: Plan, runs: readonly StoredRun[], now: Date): void {
    const {ALLOW: allow, CHANGES_PER_HOUR: changesPerHour, CHANGES_PER_DAY: changesPerDay} = settings;
    const bounds = {allow, changesPerHour, changesPerDay};
    switch (findBoundsRefusal(bounds, plan.goal, runs.flatMap(readAttempt), now.getTime())) {
        case undefined:
            return;
        case 'goal_not_allowed':
            throw new FipsError('goal_not_allowed', {goal: plan.goal, allowed: allow.join(', ')});
        case 'too_many_this_hour':
        case 'too_many_today':
            throw new FipsError('too_many_changes', {hour: changesPerHour, day: changesPerDay});
        case 'too_many_attempts':
            throw new FipsError('too_many_attempts', {attempts: ATTEMPTS_PER_CHANGE, hour: changesPerHour});
    }
}

function readAttempt({state, events}: StoredRun): readonly RunAttempt[] {
    const first = events[0];
    return first ? [{atMs: Date.parse(first.at), changed: hasChanged(state)}] : [];
}
