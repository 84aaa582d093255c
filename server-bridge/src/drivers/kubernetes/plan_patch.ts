import {isFipsError, isObserved, OWNERS, printRepository} from '@fips-readiness/core';
import type {Facts, HandoverReason, ImageReference, PatchOperations} from '@fips-readiness/core';
import {mayDo} from './access.ts';
import type {Ask} from './api/ask.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import {isRefused} from './api/is_refused.ts';
import type {Found, FoundInstallation} from './found.ts';
import {pinsImage} from './pins_image.ts';
import {DEPLOYMENTS, LEASES, MATTERMOSTS} from './resources.ts';
import {nameLease} from './run/deployment_lease.ts';
import {Deployment} from './schema.ts';
import type {MattermostResource} from './schema.ts';

/** What becomes of a resource or a workload. */
export type PlannedPatch = {
    readonly operations: PatchOperations;
    /** What keeps the agent from doing it. */
    readonly handover: HandoverReason | null;
    /** Old pods end before new ones are there. */
    readonly interrupts: boolean;
};

/**
 * The change as a JSON Patch of the resource, whose `test` operations hold what was read. The API server tries it first and keeps
 * nothing of it. Throws FipsError where the cluster does not answer.
 */
export async function planPatch(
    found: FoundInstallation,
    facts: Facts,
    to: ImageReference | undefined,
): Promise<PlannedPatch> {
    const operations = to && !pinsImage(found.resource) ? makeOperations(found, to) : [];
    return {
        operations,
        handover: await findHandover(found, facts, operations),
        interrupts: await isRecreated(found),
    };
}

/** `spec.version` names a release by a digest, with a tag before it or without. */
export function pinsDigest({version}: Pick<MattermostResource['spec'], 'version'>): boolean {
    return version.includes('@') || version.startsWith('sha256:');
}

/**
 * The repository is in `spec.image`, tag and digest in `spec.version`. A digest names one variant's content: where the resource pins
 * one, the target's own takes its place, and without it there is no patch.
 */
function makeOperations({resource: {metadata, spec}}: FoundInstallation, to: ImageReference): PatchOperations {
    if (pinsDigest(spec) && to.digest === '') {
        return [];
    }
    const version = [to.tag, to.digest].filter((part) => part !== '').join('@');
    const put = (path: string, before: string, after: string): PatchOperations => [
        ...(before === '' ? [] : [{op: 'test' as const, path, value: before}]),
        ...(before === after
            ? []
            : [{op: before === '' ? ('add' as const) : ('replace' as const), path, value: after}]),
    ];
    return [
        {op: 'test', path: '/metadata/uid', value: metadata.uid},
        ...put('/spec/image', spec.image, printRepository(to)),
        ...put('/spec/version', spec.version, version),
    ];
}

/** The Deployment ends every old pod before it makes a new one (`deploymentTemplate` of the resource). */
export async function isRecreated({cluster, namespace, resource}: Found): Promise<boolean> {
    const {name} = resource.metadata;
    const read = Deployment.safeParse(await callIfAllowed(cluster, {...DEPLOYMENTS, verb: 'get', namespace, name}));
    return read.data?.spec.strategy.type === 'Recreate';
}

/** What keeps the agent from patching the resource itself. */
async function findHandover(
    {cluster, namespace, resource}: FoundInstallation,
    {deployment_owner: owner}: Facts,
    operations: PatchOperations,
): Promise<HandoverReason | null> {
    const tool = isObserved(owner) ? owner.value.tool : 'none';
    if (tool !== 'none' && OWNERS[tool].does === 'changes') {
        return 'owned_by_another_tool';
    }
    if (pinsImage(resource)) {
        return 'image_patched';
    }
    if (operations.length === 0) {
        return 'digest_pinned';
    }
    const {name} = resource.metadata;
    const patch = {...MATTERMOSTS, verb: 'patch', namespace, name} as const;
    const lease = {...LEASES, namespace} as const;
    const needed = [patch, {...lease, verb: 'create'}, {...lease, verb: 'patch', name: nameLease({name})}] as const;
    for (const right of needed) {
        if (!(await mayDo(cluster, right))) {
            return 'no_right_to_patch';
        }
    }
    return (await isAccepted(cluster, patch, operations)) ? null : 'patch_refused';
}

/** A dry run: schema, admission and the tests are judged, and nothing is kept. */
async function isAccepted(cluster: Found['cluster'], resource: Ask, operations: PatchOperations): Promise<boolean> {
    try {
        await cluster.call({...resource, query: {dryRun: 'All'}}, operations);
        return true;
    } catch (error) {
        if (isRefused(error, 422) || (isFipsError(error) && error.code === 'cluster_forbidden')) {
            return false;
        }
        throw error;
    }
}
