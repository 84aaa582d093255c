import {toSeconds} from '@fips-readiness/core';
import {findBaseUrls} from '../../../server/base_urls.ts';
import {toInstance} from '../instance.ts';
import {readLayersBefore} from '../../../verify/layers_before.ts';
import {waitUntilReady} from '../../../verify/wait_until_ready.ts';
import {openChange} from '../run/open_change.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer, Reverter, StepProgressReport, StepResult} from '../../../port/step_result.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';
import {retryWhileEngineRestarts} from './retry_while_engine_restarts.ts';

/** Waits until the container that runs the target image answers; a slow start is waited for, a crash loop is not. */
export function makeWait(context: DockerRun): Performer {
    return (signal, onProgress) =>
        retryWhileEngineRestarts(context.engine, context.clock, () => waitForSide(context, 'to', signal, onProgress));
}

/** The same for the old image. */
export function makeWaitBack(context: DockerRun): Reverter {
    return (signal, onProgress) =>
        whereEngineAnswers(context, async () => {
            const before = await readLayersBefore(context.folder);
            const answered = !before?.some(({layer, state}) => layer === 'api' && state === 'failed');
            const result = await waitForSide(context, 'from', signal, onProgress);
            return result.code === 'failed' && result.reason === 'not_ready' && !answered
                ? done('silent_as_before')
                : result;
        });
}

/** One wait, until the container of that side's image answers or has used up the plan's limit. */
export async function waitForSide(
    context: DockerRun,
    side: 'from' | 'to',
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
): Promise<StepResult> {
    const {changer, plan, settings, clock} = context;
    const limitMs = plan.steps.find(({code}) => code === 'wait')?.limitMs ?? settings.READY_SECONDS * 1000;
    const {[side]: image} = await openChange(context);
    const result = await waitUntilReady({
        findInstance: async () => {
            const container = await changer.find({plan});
            return container && toInstance(container, settings);
        },
        baseUrlsOf: (instance) => findBaseUrls(instance, settings),
        imageId: image.id,
        limitMs,
        now: clock.monotonicMs,
        sleep: (ms) => clock.sleep(ms),
        signal,
        onProgress: (elapsedMs) => onProgress({done: elapsedMs, total: limitMs, unit: 'ms'}),
    });
    switch (result.code) {
        case 'ready':
            return done('ready', {seconds: toSeconds(result.readyAfterMs)});
        case 'exited':
            return failed('exited', {exitCode: result.exitCode});
        case 'crash_loop':
            return failed('crash_loop', {restarts: result.restarts});
        case 'not_ready':
            return failed('not_ready', {seconds: limitMs / 1000});
        case 'no_container':
        case 'wrong_image':
        case 'interrupted':
            return failed(result.code);
    }
}
