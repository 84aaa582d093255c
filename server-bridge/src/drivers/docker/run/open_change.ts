import {targetOf} from '../target_of.ts';
import {findInspectedImage, FipsError} from '@fips-readiness/core';
import type {Change} from '../container_changer.ts';
import {nameKeptContainer, nameNextContainer} from '../rescue/container_names.ts';
import {findKeptImage} from '../rescue/write_rescue_kit.ts';
import {readStagedChange} from '../kept/staged_change.ts';
import type {DockerRun} from './docker_run.ts';

/** The change a driver makes or takes back: texts as they were staged, the image as it was inspected. */
export async function openChange(context: DockerRun): Promise<Change> {
    const {plan, runId, folder, settings, fingerprintKey, clock, keepOutput, journal} = context;
    const staged = await readStagedChange(folder);
    if (!staged) {
        throw new FipsError('state_damaged', {file: folder});
    }
    return {
        plan,
        files: staged.files,
        from: {reference: plan.from.reference, id: plan.from.id ?? ''},
        to: {reference: plan.to.reference, id: findInspectedImage(journal.events()) ?? plan.to.id ?? ''},
        keptImage: findKeptImage(settings.RESCUE_DIR, runId),
        keptContainer: nameKeptContainer(targetOf(plan).container, runId),
        nextContainer: nameNextContainer(targetOf(plan).container, runId),
        restartPolicy: staged.restartPolicy,
        fingerprintKey,
        clock,
        keepOutput,
    };
}
