import {FipsError} from '@fips-readiness/core';
import {classifyRehearsal} from '../../../rehearsal/classify_rehearsal.ts';
import {keepOutput} from '../../../rehearsal/keep_output.ts';
import type {RehearsalReport} from '../../../port/rehearsal_report.ts';
import type {Rehearse} from '../../../port/driver.ts';
import type {OpenDockerHost} from '../docker_host.ts';
import type {ContainerDetails} from '../engine/engine.ts';
import {fetchFipsImage} from './fetch_fips_image.ts';
import {fetchImageVersion} from './image_version.ts';
import {rehearse} from './rehearse.ts';
import type {Rehearsal} from './rehearse.ts';
import {removeLeftovers} from './remove_leftovers.ts';
import {requireVersion} from './require_version.ts';

/** Pulls the image, inspects it and starts it next to the container. Throws FipsError where it does not come that far. */
export async function rehearseNextTo(
    {engine, info, settings}: OpenDockerHost,
    container: ContainerDetails,
    {image, pull, say, onProgress, signal}: Parameters<Rehearse>[0],
): Promise<RehearsalReport> {
    if (info.architecture !== 'amd64') {
        throw new FipsError('host_not_amd64', {architecture: info.architecture});
    }
    if (container.state !== 'running') {
        throw new FipsError('container_not_running', {container: container.name});
    }
    const timeoutMs = settings.REHEARSAL_SECONDS * 1000;
    const leftovers = await removeLeftovers(engine, new Date());
    if (leftovers > 0) {
        say('leftovers', {count: leftovers});
    }
    const {details, pulled} = await fetchFipsImage({
        engine,
        image,
        pull,
        stallSeconds: settings.PULL_STALL_SECONDS,
        onPull: () => say('pull', {image}),
        onProgress,
        signal,
    });
    say(pulled ? 'pulled' : 'have_image', {image});
    say('inspect', {id: details.id});
    const startedAt = performance.now();
    const found = await fetchImageVersion({engine, imageId: details.id, timeoutMs, signal});
    signal.throwIfAborted();
    let rehearsal: Rehearsal = {outcome: classifyRehearsal(found.result), result: found.result};
    if (found.version !== undefined || !['did_not_start', 'timed_out'].includes(rehearsal.outcome.code)) {
        const version = await requireVersion({engine, container, image, found, timeoutMs, signal});
        say('same_version', {version});
        say('run', {seconds: settings.REHEARSAL_SECONDS});
        rehearsal = await rehearse({engine, container, imageId: details.id, timeoutMs, signal});
        signal.throwIfAborted();
    }
    const {outcome, result} = rehearsal;
    const outputFile = outcome.code === 'ok' ? undefined : await keepOutput(settings.STATE_DIR, result);
    return {
        format: 1,
        image: {reference: image, id: details.id, pulled},
        version: found.version ?? null,
        outcome,
        tookMs: Math.round(performance.now() - startedAt),
        outputFile: outputFile ?? null,
    };
}
