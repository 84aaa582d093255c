import {isObserved, OWNERS, printImageReference} from '@fips-readiness/core';
import type {Facts, HandoverReason, ImageReference, PatchOperations} from '@fips-readiness/core';
import {strategyOf} from './facts/read_replacement.ts';
import type {Found, FoundByHand} from './found.ts';
import {isRecreated} from './plan_patch.ts';
import type {PlannedPatch} from './plan_patch.ts';
import {readRelease} from './read_release.ts';
import type {Workload} from './schema.ts';

/** The change of what the agent does not change itself: the field of a workload's template, for whoever keeps the manifest. */
export async function planByHand(
    found: FoundByHand,
    facts: Facts,
    to: ImageReference | undefined,
): Promise<PlannedPatch> {
    const handover = findReason(found, facts);
    return {
        // Of a release the values are changed, and of an older resource nothing.
        operations: to && handover === 'plain_workload' ? makeOperations(found, to) : [],
        handover,
        interrupts: found.kind === 'cluster_installation' ? await isRecreated(found) : endsFirst(found),
    };
}

function findReason({kind, resource}: FoundByHand, {deployment_owner: owner}: Facts): HandoverReason {
    if (kind === 'cluster_installation') {
        return 'old_resource';
    }
    const tool = isObserved(owner) ? owner.value.tool : 'none';
    if (tool !== 'none' && tool !== 'helm' && OWNERS[tool].does === 'changes') {
        return 'owned_by_another_tool';
    }
    return tool === 'helm' || readRelease(resource.metadata) ? 'helm_release' : 'plain_workload';
}

/** A name without tag and digest would be another release. */
function makeOperations({resource, pods: [{container}]}: FoundByHand, to: ImageReference): PatchOperations {
    const containers = 'template' in resource.spec ? resource.spec.template.spec.containers : [];
    const index = containers.findIndex(({name}) => name === container.name);
    const before = containers[index]?.image;
    if (before === undefined || (to.tag === '' && to.digest === '')) {
        return [];
    }
    const path = `/spec/template/spec/containers/${index}/image`;
    return [
        {op: 'test', path: '/metadata/uid', value: resource.metadata.uid},
        {op: 'test', path, value: before},
        {op: 'replace', path, value: printImageReference(to)},
    ];
}

/** A single pod that is replaced in its place is missed, and so are all that end first. */
function endsFirst({kind, resource}: {readonly kind: Found['kind']; readonly resource: Workload}): boolean {
    const strategy = strategyOf(kind, resource);
    return strategy === 'recreate' || (strategy === 'in_place' && resource.spec.replicas <= 1);
}
