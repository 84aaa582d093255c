import {isObserved} from '../facts/fact.ts';
import type {DeploymentKind, Facts} from '../facts/facts.ts';

/** True when the deployment is known to be of one of these kinds. */
export function isKind(facts: Facts, ...kinds: readonly DeploymentKind[]): boolean {
    return isObserved(facts.deployment) && kinds.includes(facts.deployment.value.kind);
}
