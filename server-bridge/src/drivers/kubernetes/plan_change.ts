import {
    counterpart,
    FipsError,
    isFipsError,
    isObserved,
    OWNERS,
    parseImageReference,
    printImageReference,
    printRepository,
    targetVariant,
    variantOf,
} from '@fips-readiness/core';
import type {HandoverReason, ImageReference, PatchOperations, Plan} from '@fips-readiness/core';
import type {ChangeRequest, PlannedChange} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {mayDo} from './access.ts';
import type {Ask} from './api/ask.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import {describeTarget} from './describe_target.ts';
import type {Found} from './found.ts';
import {toInstance} from './instance.ts';
import {planRotation} from './password/plan_rotation.ts';
import {DEPLOYMENTS, LEASES, MATTERMOSTS} from './resources.ts';
import {Deployment} from './schema.ts';

/**
 * The change as a JSON Patch of the resource, whose `test` operations hold what was read. The API server tries it first and keeps
 * nothing of it. Throws FipsError `already_there` or `no_fips_counterpart`, and where the cluster does not answer.
 */
export async function planChange(
    found: Found,
    settings: KubernetesSettings,
    {goal, facts}: ChangeRequest,
): Promise<PlannedChange> {
    const {imageReference, imageId} = toInstance(found.pods[0]);
    const image = parseImageReference(imageReference);
    const variant = (image && variantOf(image, settings.IMAGE_PAIRS)) ?? null;
    const from = {reference: imageReference, variant, id: imageId === '' ? null : imageId, digest: null};
    const named = goal === 'rotate' ? undefined : findTarget({goal, image, variant}, settings);
    const to = named && {...named, digest: isPinned(found) ? findDigest(facts, named) : ''};
    const plans: Pick<Plan, 'from' | 'to'> = {
        from,
        to: to
            ? {reference: printImageReference(to), variant: targetOf(goal), id: null, digest: to.digest || null}
            : from,
    };
    const operations = to ? makeOperations(found, to) : [];
    const rotated = await planRotation(found, {goal, facts});
    const way = settings.BACKUP === undefined || settings.BACKUP === 'dump' ? 'attest' : settings.BACKUP;
    return {
        target: describeTarget(found),
        siteUrl: (isObserved(facts.deployment) ? facts.deployment.value.siteUrl : settings.SITE_URL) ?? '',
        ...plans,
        change: {way: 'patch', operations},
        rotation: rotated.code === 'rotation' ? rotated.rotation : null,
        backup: {way, note: findNote(way, settings), sizeBytes: null},
        handover:
            (goal === 'rotate' ? null : await findHandover(found, facts, operations)) ??
            (rotated.code === 'handover' ? rotated.reason : null),
        handoverPaths: [],
        interrupts: await isRecreated(found),
        steps: [
            'rescue_kit',
            ...(way === 'none' ? [] : (['backup'] as const)),
            ...(rotated.code === 'rotation' ? (['rotate'] as const) : []),
            'patch',
            'wait',
            'verify',
            'finish',
        ],
        keep: () => Promise.resolve(),
    };
}

function targetOf(goal: ChangeRequest['goal']): Plan['to']['variant'] {
    return goal === 'rotate' ? null : targetVariant(goal);
}

function findTarget(
    {
        goal,
        image,
        variant,
    }: {
        readonly goal: 'to_fips' | 'to_standard';
        readonly image: ImageReference | undefined;
        readonly variant: Plan['from']['variant'];
    },
    {IMAGE_PAIRS: pairs}: Pick<KubernetesSettings, 'IMAGE_PAIRS'>,
): ImageReference {
    const reference = image ? printImageReference(image) : '';
    if (variant === targetVariant(goal)) {
        throw new FipsError('already_there', {image: reference});
    }
    const found = image && counterpart(image, targetVariant(goal), pairs);
    if (!found) {
        throw new FipsError('no_fips_counterpart', {image: reference});
    }
    return found;
}

/** The database is elsewhere, or in a pod of its own: its backup is somebody's, and attested. */
function findNote(
    way: Plan['backup']['way'],
    {
        BACKUP_ATTESTED: attested,
        BACKUP_NONE_BECAUSE: because,
    }: Pick<KubernetesSettings, 'BACKUP_ATTESTED' | 'BACKUP_NONE_BECAUSE'>,
): string {
    switch (way) {
        case 'attest':
            return attested?.reference ?? '';
        case 'none':
            return because ?? '';
        default:
            return '';
    }
}

/** The release is named by a digest, with a tag before it or without. */
function isPinned({resource: {spec}}: Found): boolean {
    return spec.version.includes('@') || spec.version.startsWith('sha256:');
}

/** What the registry says the target's name holds; empty where it was not asked for this very name, or says nothing. */
function findDigest({fips_image: image}: ChangeRequest['facts'], target: ImageReference): string {
    const isAsked = isObserved(image) && image.value.reference === printImageReference({...target, digest: ''});
    return isAsked && image.value.where === 'registry' ? (image.value.digest ?? '') : '';
}

/**
 * The repository is in `spec.image`, tag and digest in `spec.version`. A digest names one variant's content: where the resource pins
 * one, the target's own takes its place, and without it there is no patch.
 */
function makeOperations(found: Found, to: ImageReference): PatchOperations {
    const {metadata, spec} = found.resource;
    if (isPinned(found) && to.digest === '') {
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
async function isRecreated({cluster, namespace, resource}: Found): Promise<boolean> {
    const {name} = resource.metadata;
    const read = Deployment.safeParse(await callIfAllowed(cluster, {...DEPLOYMENTS, verb: 'get', namespace, name}));
    return read.data?.spec.strategy.type === 'Recreate';
}

/** What keeps the agent from patching the resource itself. */
async function findHandover(
    {cluster, namespace, resource: {metadata}}: Found,
    {deployment_owner: owner}: ChangeRequest['facts'],
    operations: PatchOperations,
): Promise<HandoverReason | null> {
    const tool = isObserved(owner) ? owner.value.tool : 'none';
    if (tool !== 'none' && OWNERS[tool].does === 'changes') {
        return 'owned_by_another_tool';
    }
    if (operations.length === 0) {
        return 'digest_pinned';
    }
    const {name} = metadata;
    const resource = {...MATTERMOSTS, verb: 'patch', namespace, name} as const;
    if (!(await mayDo(cluster, resource)) || !(await mayDo(cluster, {...LEASES, verb: 'create', namespace}))) {
        return 'no_right_to_patch';
    }
    return (await isAccepted(cluster, resource, operations)) ? null : 'patch_refused';
}

/** A dry run: schema, admission and the tests are judged, and nothing is kept. */
async function isAccepted(cluster: Found['cluster'], resource: Ask, operations: PatchOperations): Promise<boolean> {
    try {
        await cluster.call({...resource, query: {dryRun: 'All'}}, operations);
        return true;
    } catch (error) {
        if (isFipsError(error) && (error.code === 'cluster_forbidden' || error.data['status'] === 422)) {
            return false;
        }
        throw error;
    }
}
