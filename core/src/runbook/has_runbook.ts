import {isObserved} from '../facts/fact.ts';
import type {DeploymentKind, Facts} from '../facts/facts.ts';
import {targetVariant} from '../values/variant.ts';
import type {Direction} from '../values/variant.ts';

/** What has no FIPS image, or no commands of ours. */
const WITHOUT: readonly DeploymentKind[] = ['package', 'tarball', 'ecs'];

/** Is there a way to go by hand? Not where the deployment runs the target variant already, and not for every kind. */
export function hasRunbook(
    {deployment, running_image: image, server}: Facts,
    direction: Direction = 'to_fips',
): boolean {
    const target = targetVariant(direction);
    const byName = isObserved(image) && image.value.variant === target;
    const byFlag = isObserved(server) && server.value.fips === (target === 'fips');
    const isThere = byName || (byFlag && !isObserved(image));
    return !isThere && !(isObserved(deployment) && WITHOUT.includes(deployment.value.kind));
}
