import {evaluate} from '@fips-readiness/core';
import type {Facts, Goal, Plan} from '@fips-readiness/core';

/** Why a plan changes the database password; undefined where it does not. */
export function findRotationReason({
    goal,
    facts,
}: {
    readonly goal: Goal;
    readonly facts: Facts;
}): NonNullable<Plan['rotation']>['because'] | undefined {
    if (goal === 'rotate') {
        return 'asked_for';
    }
    const tooShort = evaluate(facts).some(({check, state}) => check === 'database_password_length' && state === 'fail');
    return goal === 'to_fips' && tooShort ? 'too_short' : undefined;
}
