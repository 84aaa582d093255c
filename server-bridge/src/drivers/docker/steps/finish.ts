import type {DockerRun} from '../run/docker_run.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';

/** The old image must still be there for a rollback later on: a clean-up job may have taken it meanwhile. */
export function makeFinish({engine, plan}: DockerRun): Performer {
    return async () => {
        const kept = plan.from.id !== null && (await engine.fetchImage(plan.from.id));
        return kept ? done('finished') : failed('old_image_gone', {image: plan.from.reference}, 'attention');
    };
}
