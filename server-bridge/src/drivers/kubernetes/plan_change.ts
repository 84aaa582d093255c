import {
    counterpart,
    FipsError,
    isObserved,
    parseImageReference,
    printImageReference,
    targetVariant,
    variantOf,
} from '@fips-readiness/core';
import type {ImageReference, Plan} from '@fips-readiness/core';
import {chooseBackup} from '../../backup/choose_backup.ts';
import type {ChangeRequest, PlannedChange} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {findDump} from './backup/find_dump.ts';
import {describeTarget} from './describe_target.ts';
import type {Found} from './found.ts';
import {toInstance} from './instance.ts';
import {planRotation} from './password/plan_rotation.ts';
import {planByHand} from './plan_by_hand.ts';
import {mayRehearse} from './rehearsal/may_rehearse.ts';
import {pinsDigest, planPatch} from './plan_patch.ts';

/**
 * The change of a deployment: the operator's resource is patched, all else is a person's to change. Throws FipsError `already_there` or `no_fips_counterpart`, and where the cluster does not answer.
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
    const to = named && {...named, digest: isPinned(found, image) ? findDigest(facts, named) : ''};
    const plans: Pick<Plan, 'from' | 'to'> = {
        from,
        to: to
            ? {reference: printImageReference(to), variant: targetOf(goal), id: null, digest: to.digest || null}
            : from,
    };
    const {operations, handover, interrupts} = await (found.kind === 'mattermost'
        ? planPatch(found, facts, to)
        : planByHand(found, facts, to));
    const isPatched = found.kind === 'mattermost';
    const rotated = isPatched ? await planRotation(found, {goal, facts}) : ({code: 'none'} as const);
    const backup = await planBackup(found, settings);
    return {
        target: describeTarget(found),
        siteUrl: (isObserved(facts.deployment) ? facts.deployment.value.siteUrl : settings.SITE_URL) ?? '',
        ...plans,
        change: {way: 'patch', operations},
        rotation: rotated.code === 'rotation' ? rotated.rotation : null,
        backup,
        handover:
            (goal === 'rotate' && isPatched ? null : handover) ?? (rotated.code === 'handover' ? rotated.reason : null),
        handoverPaths: [],
        interrupts,
        steps: [
            'rescue_kit',
            ...(backup.way === 'none' ? [] : (['backup'] as const)),
            ...(rotated.code === 'rotation' ? (['rotate'] as const) : []),
            ...(isPatched && goal !== 'rotate' && (await rehearses(found, settings)) ? (['rehearse'] as const) : []),
            'patch',
            'wait',
            'verify',
            'finish',
        ],
        keep: () => Promise.resolve(),
    };
}

/** Before the patch, where somebody wants it and this user may. After it the operator tries the image in any case. */
async function rehearses({cluster, namespace, resource}: Found, settings: KubernetesSettings): Promise<boolean> {
    const {name} = resource.metadata;
    return settings.KUBE_REHEARSAL === 'pod' && (await mayRehearse(cluster, {namespace, name}));
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

/** A dump where this machine can make one; in any other case the settings say how. A workload is a person's to change, and to save. */
async function planBackup(
    {kind, cluster, namespace, pods}: Found,
    settings: KubernetesSettings,
): Promise<Plan['backup']> {
    const mayDump = kind === 'mattermost' && (settings.BACKUP === undefined || settings.BACKUP === 'dump');
    const dump = mayDump ? await findDump(cluster, namespace, pods[0].environment.values) : undefined;
    return chooseBackup(settings, dump?.code === 'found' ? dump.sizeBytes : null);
}

/** The release is named by a digest, with a tag before it or without. */
function isPinned(found: Found, image: ImageReference | undefined): boolean {
    return found.kind === 'mattermost' ? pinsDigest(found.resource.spec) : image !== undefined && image.digest !== '';
}

/** What the registry says the target's name holds; empty where it was not asked for this very name, or says nothing. */
function findDigest({fips_image: image}: ChangeRequest['facts'], target: ImageReference): string {
    const isAsked = isObserved(image) && image.value.reference === printImageReference({...target, digest: ''});
    return isAsked && image.value.where === 'registry' ? (image.value.digest ?? '') : '';
}
