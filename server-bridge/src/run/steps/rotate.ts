import {findDataSource} from '../../facts/find_data_source.ts';
import {makeLogIn} from '../../rotation/make_log_in.ts';
import {rotateRole} from '../../rotation/rotate_role.ts';
import {readKeptContainer} from '../kept_container.ts';
import type {RunContext} from '../run_context.ts';
import {readStagedChange} from '../staged_change.ts';
import {done, failed} from '../step_result.ts';
import type {Performer, StepResult} from '../step_result.ts';

/** The new password in PostgreSQL, proved by a login, while the old session stays open. */
export function makeRotate(context: RunContext): Performer {
    return () => rotate(context, 'next');
}

/** The old password back in PostgreSQL; the same the other way round. */
export function makeRestorePassword(context: RunContext): Performer {
    return () => rotate(context, 'old');
}

async function rotate({engine, folder}: RunContext, to: 'old' | 'next'): Promise<StepResult> {
    const staged = await readStagedChange(folder);
    // As it ran before: its variables name the database, whatever stands in its place by now.
    const source = await findDataSource(engine, await readKeptContainer(folder));
    if (!staged?.password || !source?.database) {
        return failed('database_not_found', {}, to === 'next' ? 'stop' : 'roll_back');
    }
    const {password} = staged;
    const logIn = makeLogIn(source.dsn, {host: source.database.address, port: Number(source.dsn.port)});
    const rotation = await rotateRole({logIn, from: to === 'next' ? password.old : password.next, to: password[to]});
    switch (rotation.code) {
        case 'rotated': {
            const others = rotation.otherClients.filter(({application}) => application !== '');
            return done(to === 'next' ? 'rotated' : 'restored', {
                otherClients: others.map(({application, address}) => `${application} ${address}`),
            });
        }
        case 'already_rotated':
            return done(to === 'next' ? 'rotated' : 'restored');
        case 'login_refused':
        case 'unreachable':
        case 'put_back':
            return failed(rotation.code, {}, 'stop');
        case 'refused_by_server':
            return failed(rotation.code, {sqlState: rotation.sqlState}, 'stop');
        case 'put_back_failed':
            return failed(rotation.code);
    }
}
