import {targetOf} from '../target_of.ts';
import {rehearse} from '../rehearsal/rehearse.ts';
import {removeLeftovers} from '../rehearsal/remove_leftovers.ts';
import {openChange} from '../run/open_change.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {readStagedChange} from '../kept/staged_change.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';
import {withNewPassword} from './with_new_password.ts';

/** The inspected image beside the live site: configuration and database login proved, nothing written. */
export function makeRehearse(context: DockerRun): Performer {
    const {engine, plan, changer, settings, clock, folder} = context;
    return async (signal) => {
        await removeLeftovers(engine, clock.now());
        const container = await changer.find({plan});
        if (!container || container.state !== 'running') {
            return failed('container_not_running', {container: targetOf(plan).container});
        }
        const {to} = await openChange(context);
        const staged = await readStagedChange(folder);
        const {outcome, result} = await rehearse({
            engine,
            container: withNewPassword(container, staged?.password ?? null),
            imageId: to.id,
            timeoutMs: settings.REHEARSAL_SECONDS * 1000,
            signal,
        });
        if (outcome.code === 'ok') {
            return done('rehearsed', {schemaVersion: outcome.schemaVersion});
        }
        await context.keepOutput('rehearsal.txt', `${result.stdout}${result.stderr}`);
        return failed('rehearsal_failed', {
            outcome: outcome.code,
            ...(outcome.code === 'invalid_configuration' && {errorId: outcome.errorId}),
            ...(outcome.code === 'did_not_start' && {problem: outcome.problem}),
        });
    };
}
