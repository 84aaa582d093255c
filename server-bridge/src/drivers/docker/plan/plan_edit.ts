import {isObserved, printImageReference} from '@fips-readiness/core';
import type {HandoverReason} from '@fips-readiness/core';
import {proposeImageEdit} from '../edit/image_edit.ts';
import type {FileEdit} from '../edit/image_edit.ts';
import {proveEdit} from '../edit/prove_edit.ts';
import {readProjectTexts} from '../edit/project_texts.ts';
import type {ProjectTexts} from '../edit/project_texts.ts';
import type {Found} from '../found.ts';
import type {PlannedImages} from './find_images.ts';
import type {DockerPlanInput} from './docker_plan_input.ts';

/** The change of files a move needs, proved by compose; or why it is a person's to make. */
export type PlannedEdit =
    | {readonly code: 'edit'; readonly edits: readonly FileEdit[]; readonly recreated: readonly string[]}
    | {readonly code: 'handover'; readonly reason: HandoverReason; readonly paths: readonly string[]};

/** Plans the edit that makes the service's image the wished one. Nothing is written. */
export async function planEdit(
    input: DockerPlanInput,
    images: PlannedImages,
    texts: ProjectTexts | undefined,
): Promise<PlannedEdit> {
    const {compose, found, facts} = input;
    const {project, service} = found;
    if (!project) {
        return {code: 'edit', edits: [], recreated: []};
    }
    const source = facts.image_source;
    if (!compose || !texts) {
        return {code: 'handover', reason: 'compose_missing', paths: []};
    }
    if (texts.code === 'danger') {
        const reason = texts.danger === 'missing' ? 'file_missing' : 'file_not_safe';
        return {code: 'handover', reason, paths: [texts.path]};
    }
    if (input.goal === 'rotate') {
        return {code: 'edit', edits: [], recreated: []};
    }
    if (!isObserved(source)) {
        return {code: 'handover', reason: 'text_not_found', paths: []};
    }
    const proposal = proposeImageEdit({
        source: source.value,
        service,
        directory: project.directory,
        composeFiles: texts.composeFiles,
        envFiles: texts.envFiles,
        from: images.fromReference,
        to: images.toReference,
    });
    if (proposal.code === 'refused') {
        return {code: 'handover', reason: proposal.reason, paths: []};
    }
    const image = printImageReference(images.toReference);
    const proof = await proveEdit({compose, project, service, edit: proposal.edit, image});
    switch (proof.code) {
        case 'proved':
            return {
                code: 'edit',
                edits: [proposal.edit],
                recreated: proof.recreated.filter((name) => name !== service),
            };
        case 'moved_more':
            return {code: 'handover', reason: 'edit_not_proved', paths: proof.paths};
        case 'not_moved':
            return {code: 'handover', reason: 'edit_not_proved', paths: [proposal.edit.path]};
    }
}

/** Reads the project's files once for a plan; undefined where the deployment is no project. */
export async function readTextsOf({project}: Found): Promise<ProjectTexts | undefined> {
    return project && readProjectTexts(project);
}
