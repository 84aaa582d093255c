import type {ChangeStep} from '../../drivers/driver.ts';
import {changeOf} from '../change_of.ts';
import type {RunContext} from '../run_context.ts';
import type {Performer, Reverter} from '../step_result.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';
import {withPatience} from './with_patience.ts';

/** A step the driver takes forwards. */
export function makePerform(context: RunContext, step: ChangeStep): Performer {
    const {engine, clock, changer} = context;
    return () => withPatience(engine, clock, async () => changer.perform(step, await changeOf(context)));
}

/** The edited files as they were. */
export function makeRevertEdit(context: RunContext): Reverter {
    return () => whereEngineAnswers(context, async () => context.changer.revert('edit', await changeOf(context)));
}
