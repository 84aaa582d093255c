import {findDataSource} from '../facts/find_data_source.ts';
import type {DataSource} from '../facts/find_data_source.ts';
import {describeRotation, leavesEither} from '../../../rotation/describe_rotation.ts';
import {makeLogIn} from '../../../rotation/make_log_in.ts';
import {rotateRole} from '../../../rotation/rotate_role.ts';
import type {Rotation} from '../../../rotation/rotate_role.ts';
import {readKeptContainer} from '../kept/kept_container.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {readStagedChange} from '../kept/staged_change.ts';
import type {StagedChange} from '../kept/staged_change.ts';
import {failed} from '../../../port/step_result.ts';
import type {Performer, Reverter, Waits} from '../../../port/step_result.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';

type Password = NonNullable<StagedChange['password']>;

/** The new password in PostgreSQL, proved by a login, while the old session stays open. */
export function makeRotate(context: DockerRun): Performer {
    return async () => {
        const {source, password} = await findRole(context);
        if (!password || !source?.database) {
            return failed('database_not_found', {}, 'stop');
        }
        return describeRotation(await rotate(source, password, 'next'), 'rotated');
    };
}

/** The old password back in PostgreSQL. A database that does not run is started; one that does not answer is waited for. */
export function makeRestorePassword(context: DockerRun): Reverter {
    return () =>
        whereEngineAnswers(context, async () => {
            const {source, password} = await findRole(context);
            if (!password || !source) {
                return failed('database_not_found');
            }
            const rotation: Rotation = source.database ? await rotate(source, password, 'old') : {code: 'unreachable'};
            return leavesEither(rotation) ? startDatabase(context, password) : describeRotation(rotation, 'restored');
        });
}

/** As it ran before: its variables name the database, whatever container has its place by now. */
async function findRole({engine, folder}: DockerRun) {
    const staged = await readStagedChange(folder);
    return {source: await findDataSource(engine, await readKeptContainer(folder)), password: staged?.password};
}

function rotate({dsn, database}: DataSource, password: Password, to: 'old' | 'next'): Promise<Rotation> {
    const logIn = makeLogIn(dsn, {host: database?.address ?? '', port: Number(dsn.port)});
    return rotateRole({logIn, from: password[to === 'next' ? 'old' : 'next'], to: password[to]});
}

/** What keeps the password from being restored; a container that was stopped is started on the way. */
async function startDatabase({engine}: DockerRun, {container: name}: Password): Promise<Waits> {
    const container = await engine.fetchContainer(name);
    const data = {container: name};
    switch (container?.state) {
        case undefined:
            return {code: 'waits', reason: 'database_gone', data};
        case 'paused':
            return {code: 'waits', reason: 'database_paused', data};
        case 'created':
        case 'exited':
        case 'dead':
            await engine.startContainer(container.id);
            return {code: 'waits', reason: 'database_unreachable', data};
        case 'running':
        case 'restarting':
            return {code: 'waits', reason: 'database_unreachable', data};
    }
}
