import type {RunContext} from '../../../run/run_context.ts';
import {done, failed} from '../../step_result.ts';
import type {Performer} from '../../step_result.ts';

/** The old image must still be there for a rollback later on: a clean-up job may have taken it meanwhile. */
export function makeFinish({engine, plan}: RunContext): Performer {
    return async () => {
        const kept = plan.from.id !== null && (await engine.fetchImage(plan.from.id));
        return kept ? done('finished') : failed('old_image_gone', {image: plan.from.reference}, 'attention');
    };
}
