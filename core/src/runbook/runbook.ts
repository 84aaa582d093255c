import {isObserved} from '../facts/fact.ts';
import type {DeploymentKind, Facts} from '../facts/facts.ts';
import {placeOf} from '../remedies/place.ts';
import type {Direction} from '../values/variant.ts';
import {hasRunbook} from './has_runbook.ts';
import {composeSteps} from './runbook_compose.ts';
import {dockerSteps} from './runbook_docker.ts';
import {kubernetesSteps} from './runbook_kubernetes.ts';
import {findMove} from './runbook_move.ts';
import type {RunbookStep} from './runbook_step.ts';
import {swarmSteps} from './runbook_swarm.ts';

/** Which steps fit a kind of deployment. */
const STEPS: Readonly<Record<DeploymentKind, typeof composeSteps | undefined>> = {
    compose: composeSteps,
    compose_v1: composeSteps,
    docker: dockerSteps,
    podman: dockerSteps,
    swarm: swarmSteps,
    kubernetes: kubernetesSteps,
    package: undefined,
    tarball: undefined,
    ecs: undefined,
};

/**
 * The guide's commands with this deployment's own values, in the safe order: back up, pull while the site is up, then
 * rotate, edit and recreate in one go, verify, and how to roll back. What is not known is in <angle brackets>; without
 * any deployment it is the official Compose project's. Empty where the deployment already runs the target variant, and
 * where there is no way. Source: the migration guide, in another order (its pull comes after the stop).
 */
export function makeRunbook(facts: Facts, direction: Direction = 'to_fips'): readonly RunbookStep[] {
    if (!hasRunbook(facts, direction)) {
        return [];
    }
    const {deployment} = facts;
    const kind = isObserved(deployment) ? deployment.value.kind : 'compose';
    return STEPS[kind]?.({facts, place: {kind, ...placeOf(facts)}, move: findMove(facts, direction), direction}) ?? [];
}
