import {targetOf} from '../target_of.ts';
import {isFipsError} from '@fips-readiness/core';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {StepResult} from '../../../port/step_result.ts';
import {bringImageBack} from '../bring_image_back.ts';
import type {Change, ContainerChanger} from '../container_changer.ts';

/** Changes a container started without Compose: the old one is kept under another name and comes back as the very same. */
export function makeReplacingChanger(engine: Engine): ContainerChanger {
    return {
        find: ({plan}) => findByName(engine, targetOf(plan).container),
        perform: (step, change) =>
            step === 'edit' ? Promise.resolve(done('already')) : telling(() => replace(engine, change)),
        revert: (step, change) =>
            step === 'edit' ? Promise.resolve(done('already')) : telling(() => putBack(engine, change)),
    };
}

/** The engine takes the beginning of an id for a name too. */
async function findByName(engine: Engine, name: string): Promise<ContainerDetails | undefined> {
    const found = await engine.fetchContainer(name);
    return found?.name === name ? found : undefined;
}

/** What there is of a deployment. Each call of a change may have been the last one before a crash: only what is there counts. */
type Found = {
    /** The container the plan was made for, whatever it is called now. */
    readonly old: ContainerDetails | undefined;
    /** What has the deployment's name and is not the old one. */
    readonly successor: ContainerDetails | undefined;
    /** A successor that was made and has not got the name. */
    readonly next: ContainerDetails | undefined;
};

async function look(engine: Engine, {plan, nextContainer}: Change): Promise<Found> {
    const {container, containerId} = targetOf(plan);
    const [old, named, next] = await Promise.all([
        engine.fetchContainer(containerId),
        findByName(engine, container),
        findByName(engine, nextContainer),
    ]);
    return {old, successor: named?.id === containerId ? undefined : named, next};
}

/** Down only from the stop of the old container to the start of the new one; until the stop nothing was touched. */
async function replace(engine: Engine, change: Change): Promise<StepResult> {
    const {plan, to, keptContainer} = change;
    const {container: name} = targetOf(plan);
    const found = await look(engine, change);
    const {old} = found;
    if (!old) {
        return failed('container_gone', {}, 'stop');
    }
    if (found.successor) {
        return finish(engine, change, old, found.successor);
    }
    const made = old.name === name ? await makeNext(engine, change, old, found.next) : found.next;
    if (!made) {
        return failed('container_gone');
    }
    if (made.imageId !== to.id) {
        await engine.removeContainer(made.id, {keepVolumes: true});
        return failed('tag_moved', {image: to.reference}, 'stop');
    }
    await engine.stopContainer(old.id);
    if (old.name === name) {
        await engine.renameContainer(old.id, keptContainer);
    }
    await engine.renameContainer(made.id, name);
    return finish(engine, change, old, made);
}

/** A leftover may lack networks: it never ran, and is made anew. */
async function makeNext(
    engine: Engine,
    {to, nextContainer}: Change,
    old: ContainerDetails,
    leftover: ContainerDetails | undefined,
): Promise<ContainerDetails | undefined> {
    if (leftover) {
        await engine.removeContainer(leftover.id, {keepVolumes: true});
    }
    // By name, so that the container says what it runs; the name's id is looked at afterwards, where it counts.
    const id = await engine.cloneContainer({id: old.id, name: nextContainer, image: to.reference});
    return engine.fetchContainer(id);
}

/** The old one must not start beside the new one when the engine does. */
async function finish(
    engine: Engine,
    {plan, to, restartPolicy}: Change,
    old: ContainerDetails,
    successor: ContainerDetails,
): Promise<StepResult> {
    const {container: name} = targetOf(plan);
    if (successor.imageId !== to.id) {
        return failed('wrong_image');
    }
    if (old.restartPolicy !== 'no') {
        await engine.setRestartPolicy(old.id, 'no');
    }
    await engine.stopContainer(old.id);
    if (successor.restartPolicy !== restartPolicy) {
        await engine.setRestartPolicy(successor.id, restartPolicy);
    }
    await engine.startContainer(successor.id);
    const already = successor.name === name && successor.state === 'running';
    return done(already ? 'already' : 'recreated', {container: name, containerId: successor.id});
}

/** The old container itself comes back. No volume is removed: the new one may have written where the old one never had one. */
async function putBack(engine: Engine, change: Change): Promise<StepResult> {
    const {plan, to} = change;
    const {old, successor, next} = await look(engine, change);
    if (successor && ![to.id, change.from.id].includes(successor.imageId)) {
        return failed('wrong_image');
    }
    if (!old) {
        return makeOldAnew(engine, change, successor, next);
    }
    for (const {id} of [successor, next].filter((one) => one !== undefined)) {
        await discard(engine, id);
    }
    if (old.name !== targetOf(plan).container) {
        await engine.renameContainer(old.id, targetOf(plan).container);
    }
    return startAgain(engine, change, old);
}

/** A clean-up removes containers that do not run. What was set stands in the new one too, and so the old one is made from it. */
async function makeOldAnew(
    engine: Engine,
    change: Change,
    successor: ContainerDetails | undefined,
    next: ContainerDetails | undefined,
): Promise<StepResult> {
    const {plan, from, keptContainer} = change;
    if (successor?.imageId === from.id) {
        return startAgain(engine, change, successor);
    }
    const refusal = successor && (await bringImageBack(engine, change));
    if (refusal) {
        return refusal;
    }
    const made = successor
        ? await makeNext(engine, {...change, to: from}, successor, next)
        : next?.imageId === from.id
          ? next
          : undefined;
    if (made?.imageId !== from.id) {
        return failed('kept_container_gone', {container: keptContainer});
    }
    if (successor) {
        await discard(engine, successor.id);
    }
    await engine.renameContainer(made.id, targetOf(plan).container);
    return startAgain(engine, change, made);
}

async function discard(engine: Engine, id: string): Promise<void> {
    await engine.stopContainer(id);
    await engine.removeContainer(id, {keepVolumes: true});
}

async function startAgain(
    engine: Engine,
    {plan, restartPolicy}: Change,
    container: ContainerDetails,
): Promise<StepResult> {
    if (container.restartPolicy !== restartPolicy) {
        await engine.setRestartPolicy(container.id, restartPolicy);
    }
    await engine.startContainer(container.id);
    return done('restored', {container: targetOf(plan).container, containerId: container.id});
}

/** What the engine refuses it refuses again: an end of the step, not of the engine. */
async function telling(act: () => Promise<StepResult>): Promise<StepResult> {
    try {
        return await act();
    } catch (error) {
        if (isFipsError(error) && error.code === 'engine_refused') {
            return failed('container_refused', {status: Number(error.data['status'] ?? 0)});
        }
        throw error;
    }
}
