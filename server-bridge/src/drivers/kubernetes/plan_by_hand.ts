import {isObserved, OWNERS, printImageReference} from '@fips-readiness/core';
import type {Facts, HandoverReason, ImageReference, PatchOperations} from '@fips-readiness/core';
import type {FoundByHand} from './found.ts';
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

/** A StatefulSet replaces each pod in its place; a Deployment may ask for that too. */
function endsFirst({kind, resource}: {readonly kind: string; readonly resource: Workload}): boolean {
    const {replicas, strategy} = resource.spec;
    const maxSurge = strategy.rollingUpdate?.maxSurge;
    const inPlace = kind === 'stateful_set' || maxSurge === 0 || maxSurge === '0%';
    return strategy.type === 'Recreate' || (inPlace && replicas <= 1);
}
