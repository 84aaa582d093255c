import {isObserved, OWNERS} from '@fips-readiness/core';
import type {HandoverReason, StepCode} from '@fips-readiness/core';
import type {PlannedChange} from '../../../port/driver.ts';
import {makeFingerprint} from '../edit/fingerprint.ts';
import {fingerprintProject, RESOLVED_PROJECT} from '../edit/resolved_project.ts';
import {showEdit} from '../edit/shown_edit.ts';
import {writePlannedEdits} from '../kept/planned_edits.ts';
import {describeTarget} from '../describe_target.ts';
import type {DockerPlanInput} from './docker_plan_input.ts';
import {findImages} from './find_images.ts';
import {planBackup} from './plan_backup.ts';
import {planEdit, readTextsOf} from './plan_edit.ts';
import type {PlannedEdit} from './plan_edit.ts';
import {planRotation} from './plan_rotation.ts';
import type {PlannedRotation} from './plan_rotation.ts';

/** The change of a Docker deployment: reads, proves, and changes nothing. Throws FipsError where there is no plan at all. */
export async function planChange(input: DockerPlanInput): Promise<PlannedChange> {
    const {facts, settings, found} = input;
    const {service} = found;
    const images = await findImages(input);
    const texts = await readTextsOf(found);
    const edit = await planEdit(input, images, texts);
    const rotation = edit.code === 'edit' ? await planRotation(input, texts) : {code: 'none' as const};
    const handover =
        findHandover(input) ??
        (edit.code === 'handover' ? edit.reason : null) ??
        (rotation.code === 'handover' ? rotation.reason : null);
    const files = texts?.code === 'read' ? [...texts.composeFiles, ...texts.envFiles] : [];
    const edits = edit.code === 'edit' ? edit.edits : [];
    const rotates = rotation.code === 'rotation';
    const recreated = [...(edit.code === 'edit' ? edit.recreated : []), ...(rotates ? rotation.recreated : [])];
    const randomPorts = isObserved(facts.container) ? facts.container.value.randomPorts : undefined;
    const ports = randomPorts && {randomPorts};
    return {
        target: describeTarget(input.info, found),
        siteUrl: (isObserved(facts.deployment) ? facts.deployment.value.siteUrl : settings.SITE_URL) ?? '',
        from: images.from,
        to: images.to,
        change: found.project
            ? {
                  way: 'files',
                  edits: [...edits.map(showEdit), ...(rotates ? [rotation.shown] : [])],
                  fingerprints: [
                      ...files.map(({path, text}) => ({path, hmac: makeFingerprint(input.fingerprintKey, path, text)})),
                      ...(await fingerprintResolved(input, handover)),
                  ],
                  recreated: [...new Set(recreated)].filter((one) => one !== service),
                  ...ports,
              }
            : {way: 'clone', ...ports},
        rotation: rotates ? rotation.rotation : null,
        backup: await planBackup(input),
        handover,
        handoverPaths: findPaths(input, edit, rotation),
        steps: makeSteps(input, rotates),
        keep: (folder) => writePlannedEdits(folder, edits),
    };
}

/** Everything Compose reads, as it resolves it. A person who carries the plan out changes it as they like. */
async function fingerprintResolved(
    {compose, found: {project}, fingerprintKey, handover: asked}: DockerPlanInput,
    handover: HandoverReason | null,
): Promise<readonly {readonly path: string; readonly hmac: string}[]> {
    return handover === null && !asked && project && compose
        ? [{path: RESOLVED_PROJECT, hmac: await fingerprintProject(compose, project, fingerprintKey)}]
        : [];
}

/** Which files, or images, the reason is about. */
function findPaths({facts}: DockerPlanInput, edit: PlannedEdit, rotation: PlannedRotation): readonly string[] {
    const image = isObserved(facts.compose_drift) ? facts.compose_drift.value.image : undefined;
    if (image) {
        return [image.running, image.wanted];
    }
    const refused = edit.code === 'handover' ? edit : rotation;
    return refused.code === 'handover' ? refused.paths : [];
}

/** What the deployment itself says against a change by the agent. */
function findHandover({facts, found, canChange}: DockerPlanInput): HandoverReason | null {
    if (found.kind !== 'compose' && found.kind !== 'docker') {
        return 'other_deployment_kind';
    }
    if (found.container.autoRemove) {
        return 'auto_remove';
    }
    const owner = isObserved(facts.deployment_owner) ? facts.deployment_owner.value.tool : 'none';
    if (owner !== 'none' && OWNERS[owner].does === 'changes') {
        return 'owned_by_another_tool';
    }
    const manyHere = isObserved(facts.containers_seen) && facts.containers_seen.value > 1;
    const manyNodes = isObserved(facts.cluster) && facts.cluster.value.nodes > 1;
    if (manyHere || manyNodes) {
        return manyNodes ? 'several_nodes' : 'several_containers';
    }
    if (isObserved(facts.compose_drift) && facts.compose_drift.value.image) {
        const named = isObserved(facts.image_source) ? facts.image_source.value.kind : undefined;
        return named === 'process_environment' ? 'not_in_a_file' : 'image_differs';
    }
    if (isObserved(facts.compose_drift) && facts.compose_drift.value.services.includes(found.service)) {
        return 'files_differ';
    }
    return canChange ? null : 'compose_missing';
}

function makeSteps({found, settings, goal}: DockerPlanInput, rotates: boolean): readonly StepCode[] {
    const moves = goal !== 'rotate';
    // Next to a stopped server a rehearsal would take its address; it would prove nothing the start does not.
    const rehearses = moves && found.container.state === 'running';
    return [
        'rescue_kit',
        ...(moves ? (['pull', 'inspect', 'keep_image'] as const) : []),
        ...(settings.BACKUP === 'none' ? [] : (['backup'] as const)),
        ...(rotates ? (['rotate'] as const) : []),
        ...(rehearses ? (['rehearse'] as const) : []),
        ...(found.project ? (['edit'] as const) : []),
        'recreate',
        'wait',
        'verify',
        'finish',
    ];
}
