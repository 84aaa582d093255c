import type {Plan} from '@fips-readiness/core';
import type {ContainerDetails} from '../engine/engine.ts';
import {fingerprintProject, RESOLVED_PROJECT} from '../edit/resolved_project.ts';
import {revertEdit} from '../edit/revert_edit.ts';
import {withTexts} from '../edit/with_texts.ts';
import {readSafeFile, replaceSafeFile} from '../edit/safe_file.ts';
import {makeFingerprint} from '../edit/fingerprint.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {StepResult} from '../../../port/step_result.ts';
import type {Compose} from '../edit/compose.ts';
import type {Engine} from '../engine/engine.ts';
import {projectOf} from '../project_of.ts';
import {composeTargetOf} from '../target_of.ts';
import {bringImageBack} from '../bring_image_back.ts';
import type {Change, ContainerChanger, TargetImage} from '../container_changer.ts';
import {fetchReferences} from './find_references.ts';

const LABEL = 'com.docker.compose.';
/** Another `up` may be under way (an agent's that was killed goes on alone), or the engine busy: the same again is harmless. */
const ATTEMPTS = 5;
const PAUSE_MS = 3_000;
/** On the way back the last attempts leave alone what the service depends on: a paused database must not hold it up. */
const ALONE_FROM_ATTEMPT = 4;

/** Changes a service of a Compose project: its files, and by the real `docker compose` its container. */
export function makeComposeChanger(engine: Engine, compose: Compose): ContainerChanger {
    return {
        find: ({plan}) => findServiceContainer(engine, composeTargetOf(plan).name, composeTargetOf(plan).service),
        perform: (step, change) =>
            step === 'edit'
                ? writeFiles(change)
                : recreate(engine, compose, change, {image: change.to, prepare: checkFiles, forwards: true}),
        revert: (step, change) =>
            step === 'edit'
                ? restoreFiles(change)
                : recreate(engine, compose, change, {image: change.from, prepare: bringImageBack, forwards: false}),
    };
}

/** The service's container, a running one first, the newest of several. */
async function findServiceContainer(
    engine: Engine,
    project: string,
    service: string,
): Promise<ContainerDetails | undefined> {
    const own = (await engine.fetchContainers()).filter(
        ({labels}) =>
            labels[`${LABEL}project`] === project &&
            labels[`${LABEL}service`] === service &&
            labels[`${LABEL}oneoff`] !== 'True',
    );
    const [first] = own.toSorted(
        (one, other) =>
            Number(other.running) - Number(one.running) || other.createdAt.getTime() - one.createdAt.getTime(),
    );
    return first && engine.fetchContainer(first.id);
}

/** Where it fails with no file of the project written by this run, everything is as it was. */
async function writeFiles({files}: Change): Promise<StepResult> {
    let replaced = 0;
    let written = 0;
    for (const {path, before, after} of files) {
        const result = await replaceSafeFile(path, before, after);
        const leaves = written === 0 ? 'stop' : 'roll_back';
        switch (result.code) {
            case 'replaced':
                replaced += 1;
                written += 1;
                break;
            case 'already':
                written += 1;
                break;
            case 'differs':
                return failed('file_differs', {path}, leaves);
            case 'danger':
                return failed(`file_${result.danger}`, {path}, leaves);
            case 'not_written':
                return failed(`not_written_${result.reason}`, {path}, leaves);
        }
    }
    return done(replaced > 0 ? 'written' : 'already', {files: files.map(({path}) => path)});
}

/**
 * Each file by itself, whatever became of the others. In one that somebody changed since, only the run's own lines move back;
 * where those were changed too it is left as it is, and said.
 */
async function restoreFiles({files}: Change): Promise<StepResult> {
    const merged: string[] = [];
    const changed: string[] = [];
    const unwritten: string[] = [];
    for (const edit of files) {
        const {path} = edit;
        const read = await readSafeFile(path);
        const reverted = read.code === 'read' ? revertEdit(read.text, edit) : undefined;
        if (read.code !== 'read') {
            unwritten.push(path);
        } else if (reverted === undefined) {
            changed.push(path);
        } else {
            const result = await replaceSafeFile(path, read.text, reverted);
            if (result.code !== 'replaced' && result.code !== 'already') {
                unwritten.push(path);
            } else if (reverted !== edit.before) {
                merged.push(path);
            }
        }
    }
    if (unwritten.length > 0) {
        return failed('file_not_restored', {path: [...unwritten, ...changed].join(', ')});
    }
    if (changed.length > 0) {
        return failed('file_changed_since', {path: changed.join(', ')});
    }
    return merged.length > 0
        ? done('restored_lines', {path: merged.join(', ')})
        : done('restored', {files: files.map(({path}) => path)});
}

/** Right before the recreate: somebody may have changed a file since it was judged (security.md rule 13). */
async function checkFiles(
    engine: Engine,
    {plan, files, to, fingerprintKey}: Change,
    compose: Compose,
): Promise<StepResult | undefined> {
    for (const {path, hmac} of fingerprintsOf(plan)) {
        if (path === RESOLVED_PROJECT) {
            // With the run's own edits taken out again: what else compose reads has to say what it said.
            const planned = withTexts(
                projectOf(plan),
                files.map((file) => ({path: file.path, text: file.before})),
            );
            if ((await fingerprintProject(compose, planned, fingerprintKey)) !== hmac) {
                return failed('file_differs', {path}, 'stop');
            }
            continue;
        }
        const edit = files.find((file) => file.path === path);
        const read = await readSafeFile(path);
        const same =
            read.code === 'read' &&
            (edit ? read.text === edit.after : makeFingerprint(fingerprintKey, path, read.text) === hmac);
        if (!same) {
            return failed('file_differs', {path}, 'stop');
        }
    }
    const named = await engine.fetchImage(to.reference);
    return named?.id === to.id ? undefined : failed('tag_moved', {image: to.reference}, 'stop');
}

function fingerprintsOf({change}: Plan): readonly {readonly path: string; readonly hmac: string}[] {
    return change.way === 'files' ? change.fingerprints : [];
}

/** Which image the container shall run, and what has to be in order first. */
type Way = {
    readonly image: TargetImage;
    readonly prepare: (engine: Engine, change: Change, compose: Compose) => Promise<StepResult | undefined>;
    readonly forwards: boolean;
};

async function recreate(
    engine: Engine,
    compose: Compose,
    change: Change,
    {image, prepare, forwards}: Way,
): Promise<StepResult> {
    const {plan, clock} = change;
    const {name, service} = composeTargetOf(plan);
    const project = projectOf(plan);
    const refusal = await prepare(engine, change, compose);
    if (refusal) {
        return refusal;
    }
    const wanted = (await compose.fetchHashes(project, await fetchReferences(engine, name))).get(service);
    const before = await findServiceContainer(engine, name, service);
    if (isThere(before, image, wanted) && !isHalfway(before, plan)) {
        return done('already', {container: before?.name ?? ''});
    }
    let anew = isHalfway(before, plan);
    for (let attempt = 1; ; attempt += 1) {
        // A password's way back makes the database's container anew too: never without it.
        const alone = !forwards && plan.rotation === null && attempt >= ALONE_FROM_ATTEMPT;
        const run = await compose.up(project, service, {anew, alone});
        const after = await findServiceContainer(engine, name, service);
        anew = isHalfway(after, plan);
        if (run.exitCode === 0 && after?.imageId === image.id && !anew) {
            return done('recreated', {container: after.name, containerId: after.id});
        }
        await change.keepOutput('compose-up.txt', run.output);
        if (attempt === ATTEMPTS && anew && run.exitCode === 0) {
            return failed('left_halfway', {container: after?.name ?? ''});
        }
        if (attempt === ATTEMPTS) {
            return run.exitCode === 0
                ? failed(after ? 'wrong_image' : 'container_gone', {image: image.reference})
                : failed('compose_up_failed', {exitCode: run.exitCode});
        }
        await clock.sleep(PAUSE_MS);
    }
}

/**
 * Compose makes the new container as `<old id>_<name>` and names it right when the old one is gone. Where another `up` took
 * that from under it the name stays, as network alias too, and a plain `up` finds nothing to do.
 */
function isHalfway(container: ContainerDetails | undefined, plan: Plan): boolean {
    return (
        container !== undefined &&
        /^[0-9a-f]{12}_/.test(container.name) &&
        container.name.slice(13) === composeTargetOf(plan).container
    );
}

function isThere(container: ContainerDetails | undefined, image: TargetImage, hash: string | undefined): boolean {
    return (
        container?.state === 'running' &&
        container.imageId === image.id &&
        container.labels[`${LABEL}config-hash`] === hash
    );
}
