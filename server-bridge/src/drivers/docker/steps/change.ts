import type {ChangeStep} from '../../driver.ts';
import {changeOf} from '../run/change_of.ts';
import type {RunContext} from '../../../run/run_context.ts';
import type {Performer, Reverter} from '../../step_result.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';
import {withPatience} from './with_patience.ts';

/** A step the driver takes forwards. */
export function makePerform(context: RunContext, step: ChangeStep): Performer {
    const {engine, clock, changer} = context;
    return () => withPatience(engine, clock, async () => changer.perform(step, await changeOf(context)));
}

/** The same step reverted. */
export function makeRevert(context: RunContext, step: ChangeStep): Reverter {
    return () => whereEngineAnswers(context, async () => context.changer.revert(step, await changeOf(context)));
}
