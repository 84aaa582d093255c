import type {Plan} from '@fips-readiness/core';
import {rm} from 'node:fs/promises';
import type {Changer} from '../../port/driver.ts';
import type {ContainerChanger} from './container_changer.ts';
import type {OpenDockerHost} from './docker_host.ts';
import type {Engine} from './engine/engine.ts';
import {toInstance} from './instance.ts';
import {nameKeptContainer} from './rescue/container_names.ts';
import {findKeptImage, writeKitTexts} from './rescue/write_rescue_kit.ts';
import {takeDeploymentLock} from './run/deployment_lock.ts';
import type {DockerRun} from './run/docker_run.ts';
import {keepFailure} from './run/keep_failure.ts';
import {readStagedChange} from './kept/staged_change.ts';
import {targetOf} from './target_of.ts';
import {makeBackSteps, makeSteps} from './steps/index.ts';

/** Changes the deployment a plan pins, on a Docker engine. `container` is what differs between a project and a plain container. */
export function makeChanger(
    {engine, info, settings}: OpenDockerHost,
    plan: Plan,
    container: ContainerChanger,
): Changer {
    const {from} = plan;
    const target = targetOf(plan);
    return {
        identity: info.id,
        host: info.host,
        findInstance: async () => {
            const found = await container.find({plan});
            return found && toInstance(found, settings);
        },
        lock: async ({holder, isOver, inspectedImage}) => {
            const running = await container.find({plan});
            return takeDeploymentLock(engine, {
                target,
                holder,
                isOver,
                imageIds: [running?.imageId, from.id, plan.to.id, inspectedImage].flatMap((id) => id ?? []),
            });
        },
        openRun: (context) => {
            const run: DockerRun = {...context, engine, changer: container};
            const {folder, runId} = context;
            return {
                steps: makeSteps(run),
                backSteps: makeBackSteps(run),
                keepFailure: () => keepFailure(run),
                writeRescue: async (state) => {
                    const staged = await readStagedChange(folder);
                    if (staged) {
                        await writeKitTexts({directory: settings.RESCUE_DIR, runId, plan, staged}, state);
                    }
                },
            };
        },
        release: async (runId) => {
            const removed: string[] = [];
            const kept = await engine.fetchContainer(nameKeptContainer(target.container, runId));
            if (kept?.id === target.containerId) {
                await engine.removeContainer(kept.id, {keepVolumes: true});
                removed.push('container');
            }
            if (from.id !== null && (await removeOldImage(engine, from.id, from.reference))) {
                removed.push('image');
            }
            await rm(findKeptImage(settings.RESCUE_DIR, runId), {force: true});
            return removed;
        },
    };
}

/** By its name where it still has it, so that a second name of the same image keeps it. False where something else uses it. */
async function removeOldImage(engine: Engine, id: string, reference: string): Promise<boolean> {
    const named = await engine.fetchImage(reference);
    return engine.removeImage(named?.id === id ? reference : id);
}
