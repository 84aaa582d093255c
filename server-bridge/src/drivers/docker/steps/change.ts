import type {ChangeStep} from '../container_changer.ts';
import {changeOf} from '../run/change_of.ts';
import type {DockerRun} from '../run/docker_run.ts';
import type {Performer, Reverter} from '../../../port/step_result.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';
import {withPatience} from './with_patience.ts';

/** A step the driver takes forwards. */
export function makePerform(context: DockerRun, step: ChangeStep): Performer {
    const {engine, clock, changer} = context;
    return () => withPatience(engine, clock, async () => changer.perform(step, await changeOf(context)));
}

/** The edited files as they were. */
export function makeRevertEdit(context: DockerRun): Reverter {
    return () => whereEngineAnswers(context, async () => context.changer.revert('edit', await changeOf(context)));
}
