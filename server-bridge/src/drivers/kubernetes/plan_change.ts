import {
    counterpart,
    FipsError,
    isObserved,
    OWNERS,
    parseImageReference,
    printImageReference,
    printRepository,
    targetVariant,
    variantOf,
} from '@fips-readiness/core';
import type {HandoverReason, ImageReference, Plan} from '@fips-readiness/core';
import type {ChangeRequest, PlannedChange} from '../../port/driver.ts';
import type {Settings} from '../../settings/settings.ts';
import {describeTarget} from './describe_target.ts';
import type {Found} from './found.ts';
import {toInstance} from './instance.ts';

/**
 * The change as a JSON Patch of the resource, whose `test` operations hold what was read. A person applies it: this driver changes
 * nothing. Throws FipsError `already_there` or `no_fips_counterpart`.
 */
export function planChange(found: Found, settings: Settings, {goal, facts}: ChangeRequest): PlannedChange {
    const {imageReference, imageId} = toInstance(found.pods[0], settings);
    const image = parseImageReference(imageReference);
    const variant = (image && variantOf(image, settings.IMAGE_PAIRS)) ?? null;
    const from = {reference: imageReference, variant, id: imageId === '' ? null : imageId, digest: null};
    const to = goal === 'rotate' ? undefined : findTarget({goal, image, variant}, settings);
    const plans: Pick<Plan, 'from' | 'to'> = {
        from,
        to: to ? {reference: printImageReference(to), variant: targetOf(goal), id: null, digest: null} : from,
    };
    return {
        target: describeTarget(found),
        siteUrl: (isObserved(facts.deployment) ? facts.deployment.value.siteUrl : settings.SITE_URL) ?? '',
        ...plans,
        change: {way: 'patch', operations: to ? makeOperations(found, to) : []},
        rotation: null,
        backup: {way: 'attest', note: settings.BACKUP_ATTESTED?.reference ?? '', sizeBytes: null},
        handover: findHandover(facts),
        handoverPaths: [],
        steps: ['rescue_kit', 'patch', 'wait', 'verify', 'finish'],
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
    {IMAGE_PAIRS: pairs}: Pick<Settings, 'IMAGE_PAIRS'>,
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

type Operations = Extract<Plan['change'], {readonly way: 'patch'}>['operations'];

/**
 * The repository is in `spec.image`, tag and digest in `spec.version`: a digest names one variant's content, so only its tag stays.
 * None where the release is pinned by nothing but a digest: only a registry can tell the other variant's.
 */
function makeOperations({resource: {metadata, spec}}: Found, to: ImageReference): Operations {
    if (to.tag === '') {
        return [];
    }
    const put = (path: string, before: string, after: string): Operations => [
        ...(before === '' ? [] : [{op: 'test' as const, path, value: before}]),
        ...(before === after
            ? []
            : [{op: before === '' ? ('add' as const) : ('replace' as const), path, value: after}]),
    ];
    return [
        {op: 'test', path: '/metadata/uid', value: metadata.uid},
        ...put('/spec/image', spec.image, printRepository(to)),
        ...put('/spec/version', spec.version, to.tag),
    ];
}

function findHandover({deployment_owner: owner}: ChangeRequest['facts']): HandoverReason {
    const tool = isObserved(owner) ? owner.value.tool : 'none';
    return tool !== 'none' && OWNERS[tool].does === 'changes' ? 'owned_by_another_tool' : 'other_deployment_kind';
}
