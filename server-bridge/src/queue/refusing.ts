import {PLAN_PARTS} from '@fips-readiness/core';
import type {ErrorCode, FipsError, PlanPart, Refusal} from '@fips-readiness/core';

/** Why a request is not acted on, and for a stale plan what has moved. */
export type Refusing = {readonly reason: Refusal; readonly moved: PlanPart[]};

/** Our own errors in the queue's words; whatever else stands in the way is for the host's log. */
const REFUSALS: Partial<Record<ErrorCode, Refusal>> = {
    read_only_mode: 'read_only',
    plan_unreadable: 'plan_unknown',
    plan_stale: 'plan_stale',
    plan_used: 'plan_used',
    plan_is_handover: 'plan_is_handover',
    goal_not_allowed: 'goal_not_allowed',
    too_many_changes: 'too_many_changes',
    too_many_attempts: 'too_many_attempts',
    not_ready_to_apply: 'not_ready',
    run_in_progress: 'run_in_progress',
    run_elsewhere: 'run_elsewhere',
    run_unfinished: 'run_unfinished',
    no_run: 'no_such_run',
    nothing_to_roll_back: 'nothing_to_roll_back',
    hold_off_over: 'hold_off_over',
    nothing_to_discard: 'nothing_to_discard',
    old_image_in_use: 'old_image_in_use',
    already_there: 'no_plan',
    no_fips_counterpart: 'no_plan',
};

/** A refusal with nothing more to say. */
export function refuse(reason: Refusal): Refusing {
    return {reason, moved: []};
}

/** What an error of ours says in the queue. */
export function refuseFor({code, data}: FipsError): Refusing {
    const names = code === 'plan_stale' ? String(data['codes'] ?? '').split(',') : [];
    return {reason: REFUSALS[code] ?? 'cannot_look', moved: PLAN_PARTS.filter((part) => names.includes(part))};
}
