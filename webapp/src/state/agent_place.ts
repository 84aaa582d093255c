import {isObserved, placeTarget} from '@fips-readiness/core';
import type {Facts, PlannedTarget} from '@fips-readiness/core';

/** What names the place of the agent next to its deployment, in commands: as its newest facts say, else the plan of its last run. Pure. */
export function findAgentPlace(
    facts: Facts | undefined,
    target: PlannedTarget | undefined,
): ReturnType<typeof placeTarget> {
    if (isObserved(facts?.deployment)) {
        const {kind, namespace = ''} = facts.deployment.value;
        return {kind, namespace};
    }
    return target ? placeTarget(target) : {};
}
