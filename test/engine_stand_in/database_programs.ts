import {parseArgs} from 'node:util';
import type {Database} from './database.ts';
import type {ProgramResult, Programs} from './program.ts';

const SOCKET = 'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed';

/** Each part of the one query that is answered, and where its answer comes from. */
const ANSWERS: readonly (readonly [part: string, name: string, answer: (database: Database) => unknown])[] = [
    ["current_setting('server_version_num')", 'version', ({version}) => version],
    ["current_setting('password_encryption')", 'new', ({passwordEncryption}) => passwordEncryption],
    ['rolpassword', 'stored', ({storedAs}) => storedAs],
    ['pg_stat_activity', 'clients', ({sessions}) => sessions],
];

/** `psql` in the database's container. It is no SQL engine: it answers the agent's question about the role, and says so. */
export function makeDatabasePrograms(database: Database): Programs {
    return {'/usr/local/bin/psql': ({argv}) => runPsql(database, argv)};
}

function runPsql(database: Database, argv: readonly string[]): ProgramResult {
    const {values} = parseArgs({
        args: [...argv],
        options: {
            'no-psqlrc': {type: 'boolean', short: 'X'},
            'no-align': {type: 'boolean', short: 'A'},
            'tuples-only': {type: 'boolean', short: 't'},
            'no-password': {type: 'boolean', short: 'w'},
            username: {type: 'string', short: 'U'},
            dbname: {type: 'string', short: 'd'},
            command: {type: 'string', short: 'c'},
        },
    });
    if (values.username !== database.role) {
        return fail(2, `psql: error: ${SOCKET}: FATAL:  role "${values.username ?? 'root'}" does not exist`);
    }
    const name = readDatabaseName(values.dbname ?? database.role);
    if (name !== database.name) {
        return fail(2, `psql: error: ${SOCKET}: FATAL:  database "${name}" does not exist`);
    }
    const query = values.command ?? '';
    const answer = answerRoleQuery(database, query);
    if (answer === 'unknown') {
        return fail(1, 'ERROR:  this stand-in answers the question about the role only');
    }
    if (answer === 'denied') {
        return fail(1, 'ERROR:  permission denied for table pg_authid');
    }
    return {stdout: `${JSON.stringify(answer)}\n`, stderr: '', exitCode: 0};
}

/** What the agent asks of the role, wherever it asks. */
export function answerRoleQuery(database: Database, query: string): object | 'unknown' | 'denied' {
    if (!ANSWERS.every(([, name]) => query.includes(`'${name}'`))) {
        return 'unknown';
    }
    if (query.includes('rolpassword') && !database.isSuperuser) {
        return 'denied';
    }
    return Object.fromEntries(
        ANSWERS.map(([part, name, find]) => [name, query.includes(part) ? find(database) : null]),
    );
}

/** `-d` takes a name, or a connection string that holds one. */
function readDatabaseName(text: string): string {
    const quoted = /(?:^|\s)dbname='((?:[^'\\]|\\.)*)'/.exec(text)?.[1];
    return quoted?.replace(/\\(.)/g, '$1') ?? text;
}

function fail(exitCode: number, message: string): ProgramResult {
    return {stdout: '', stderr: `${message}\n`, exitCode};
}
