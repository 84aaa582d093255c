import type {ChangeStep} from '../container_changer.ts';
import {openChange} from '../run/open_change.ts';
import type {DockerRun} from '../run/docker_run.ts';
import type {Performer, Reverter} from '../../../port/step_result.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';
import {retryWhileEngineRestarts} from './retry_while_engine_restarts.ts';

/** A step the driver takes forwards. */
export function makePerform(context: DockerRun, step: ChangeStep): Performer {
    const {engine, clock, changer} = context;
    return () => retryWhileEngineRestarts(engine, clock, async () => changer.perform(step, await openChange(context)));
}

/** The edited files as they were. */
export function makeRevertEdit(context: DockerRun): Reverter {
    return () => whereEngineAnswers(context, async () => context.changer.revert('edit', await openChange(context)));
}
