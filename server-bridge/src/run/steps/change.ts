import type {ChangeStep} from '../../drivers/driver.ts';
import {changeOf} from '../change_of.ts';
import type {RunContext} from '../run_context.ts';
import type {Performer, StepResult} from '../step_result.ts';
import {withPatience} from './with_patience.ts';

/** A step the driver takes forwards. */
export function makePerform(context: RunContext, step: ChangeStep): Performer {
    return patient(context, async () => context.changer.perform(step, await changeOf(context)));
}

/** The same step taken back. */
export function makeRevert(context: RunContext, step: ChangeStep): Performer {
    return patient(context, async () => context.changer.revert(step, await changeOf(context)));
}

function patient({engine, clock}: RunContext, act: () => Promise<StepResult>): Performer {
    return () => withPatience(engine, clock, act);
}
