import {randomBytes} from 'node:crypto';
import type {DumpTools} from '../../../backup/dump/dump_tools.ts';
import {makeConnectionString, makePsqlArguments} from './database_place.ts';
import type {DatabasePlace} from './database_place.ts';

/** What is left of the input is read too: a command that ends before its input cuts its own output off. */
const LIST = ['sh', '-c', 'pg_restore --list && cat >/dev/null'];
const READ_ALL = ['pg_restore', '--file', '/dev/null'];

/** pg_dump and pg_restore of the database's own container: always the matching version, and no password travels. */
export function makeContainerTools(place: DatabasePlace): DumpTools {
    const {engine, containerId, dsn} = place;
    return {
        dump: async (streams) => {
            const name = `fips-agent-dump-${randomBytes(4).toString('hex')}`;
            const argv = ['pg_dump', '-Fc', '-w', '-U', dsn.user, '-d', makeConnectionString(dsn.database, name)];
            let isDone = false;
            try {
                const ended = await engine.execStream(containerId, argv, streams);
                isDone = ended.exitCode === 0;
                return ended;
            } finally {
                if (!isDone) {
                    await endSession(place, name);
                }
            }
        },
        list: (streams) => engine.execStream(containerId, LIST, streams),
        readAll: (streams) => engine.execStream(containerId, READ_ALL, streams),
    };
}

/** The engine cannot end what it started: pg_dump would go on, and its locks with it, with nobody reading. */
async function endSession(place: DatabasePlace, name: string): Promise<void> {
    const query = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${name}'`;
    await place.engine.exec(place.containerId, makePsqlArguments(place, query)).catch(() => undefined);
}
