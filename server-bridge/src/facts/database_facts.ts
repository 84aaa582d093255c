import * as z from 'zod/mini';
import {judgeSecretLength, makeFact, makeMissing, parseJson} from '@fips-readiness/core';
import type {Facts, FactValue} from '@fips-readiness/core';
import type {ContainerDetails, Engine} from '../drivers/docker/engine/engine.ts';
import {findDatabaseHost} from '../drivers/docker/facts/database_host.ts';
import {parseDsn} from './dsn.ts';
import type {Dsn} from './dsn.ts';
import {findDatabaseContainer} from '../drivers/docker/facts/find_database.ts';
import type {DatabaseContainer} from '../drivers/docker/facts/find_database.ts';
import {findDsns} from './find_dsns.ts';
import type {NamedDsn} from './find_dsns.ts';
import {queryDatabase} from './query_database.ts';

type Credential = FactValue<'database_credentials'>[number];

/** Without the configuration nobody knows which replicas it names: what is not seen is never taken for long enough. */
const UNSEEN: Credential = {name: 'replicas', from: 'configuration', length: 'unreadable'};

/** Facts, and where the database runs beside the server: what a command needs to name it. */
export type DatabaseRead = {
    readonly facts: Facts;
    readonly place: {readonly service: string; readonly role: string; readonly database: string} | undefined;
};

/** Facts about the database: each password's length as a verdict, and what PostgreSQL says of the role. */
export async function readDatabaseFacts(input: {
    readonly engine: Engine;
    readonly container: ContainerDetails;
    readonly configuration: unknown;
    readonly observedAt: string;
}): Promise<DatabaseRead> {
    const {container, configuration, observedAt} = input;
    const dsns = findDsns(container, configuration);
    const source = dsns.some((dsn) => dsn.from === 'configuration') ? 'agent_local_mode' : 'agent_engine';
    const credentials = [
        ...dsns.map((dsn) => judgeCredential(dsn, container.environment)),
        ...(configuration === undefined && dsns.length > 0 ? [UNSEEN] : []),
    ];
    const main = dsns.find((dsn) => dsn.name === 'data_source');
    const dsn = main && parseDsn(main.text);
    const database = dsn && (await findDatabaseContainer(input.engine, container, dsn.host));
    return {
        place:
            database && !database.isPooler
                ? {service: database.service, role: dsn.user, database: dsn.database}
                : undefined,
        facts: {
            database_credentials:
                dsns.length === 0
                    ? makeMissing('not_readable', 'agent_engine', observedAt)
                    : makeFact(credentials, source, observedAt),
            ...(await readRoleFacts(
                input,
                dsn && {...dsn, host: database?.address ?? findDatabaseHost(container, dsn.host)},
                database,
            )),
        },
    };
}

/** The driver takes a password the string does not give from its environment, or from a file nobody reads here. */
function judgeCredential({name, from, text}: NamedDsn, environment: ReadonlyMap<string, string>): Credential {
    const dsn = parseDsn(text);
    const password = dsn?.password || environment.get('PGPASSWORD') || '';
    const unread = !dsn || (password === '' && (environment.get('PGPASSFILE') ?? '') !== '');
    return {name, from, length: unread ? 'unreadable' : judgeSecretLength(password)};
}

/** How the role's password is stored: only a superuser may read this. */
const STORED = '(select left(rolpassword, 13) from pg_authid where rolname = current_user)';

const makeRoleQuery = (stored: string) =>
    [
        'select json_build_object(',
        "'version', current_setting('server_version_num')::int / 10000,",
        "'new', current_setting('password_encryption'),",
        `'stored', ${stored},`,
        "'clients', (select coalesce(json_agg(row_to_json(c)), '[]') from (select application_name as application,",
        'count(*)::int as sessions from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()',
        "and backend_type = 'client backend' group by application_name) c))",
    ].join(' ');

const RoleAnswer = z.object({
    version: z.number(),
    new: z.string(),
    stored: z.nullable(z.string()),
    clients: z.array(z.object({application: z.string(), sessions: z.number()})),
});

/**
 * Asks PostgreSQL in its own container, where the official image trusts local connections and no password travels; one
 * that runs elsewhere is asked over the network, as the server itself asks it. An ordinary role, as the official guide advises, all but how its password
 * is stored.
 */
async function readRoleFacts(
    {engine, observedAt}: Parameters<typeof readDatabaseFacts>[0],
    dsn: Dsn | undefined,
    database: DatabaseContainer | undefined,
): Promise<Facts> {
    // A pooler has no psql of the cluster's own: through it the database is asked as the server asks it.
    const host = database?.isPooler === true ? undefined : database?.id;
    const missing = (why: 'not_reachable' | 'not_readable') => {
        const fact = makeMissing(why, 'agent_database', observedAt);
        return {database_password_storage: fact, database_role_clients: fact, database_version: fact};
    };
    if (!dsn) {
        return missing('not_reachable');
    }
    const ask = async (query: string) =>
        RoleAnswer.safeParse(
            host === undefined ? await queryDatabase(dsn, query) : await runPsql(engine, host, dsn, query),
        ).data;
    const asSuperuser = await ask(makeRoleQuery(STORED));
    const answer = asSuperuser ?? (await ask(makeRoleQuery('null')));
    if (!answer) {
        return missing(host === undefined ? 'not_reachable' : 'not_readable');
    }
    const {version, clients, stored, new: newPasswords} = answer;
    const fact = <T>(value: T) => makeFact(value, 'agent_database', observedAt);
    return {
        database_version: fact(version),
        database_password_storage: asSuperuser
            ? fact({
                  stored: stored === 'SCRAM-SHA-256' ? 'scram_sha_256' : stored?.startsWith('md5') ? 'md5' : 'other',
                  newPasswords: newPasswords === 'scram-sha-256' ? 'scram_sha_256' : 'md5',
              })
            : makeMissing('no_permission', 'agent_database', observedAt),
        // The server's own pool connects without an application name.
        database_role_clients: fact([
            ...clients.filter((client) => client.application !== ''),
            ...(database?.isPooler === true ? [{application: database.name, sessions: 0}] : []),
        ]),
    };
}

/** psql in the database's container; the JSON it prints, or undefined. */
async function runPsql(engine: Engine, container: string, dsn: Dsn, query: string): Promise<unknown> {
    const argv = ['psql', '-X', '-A', '-t', '-w', '-U', dsn.user, '-d', dsn.database, '-c', query];
    const result = await engine.exec(container, argv).catch(() => undefined);
    return parseJson(result?.exitCode === 0 ? result.stdout.trim() : '');
}
