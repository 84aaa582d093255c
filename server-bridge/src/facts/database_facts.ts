import * as z from 'zod/mini';
import {judgeSecretLength, makeFact, makeMissing, parseJson} from '@fips-readiness/core';
import type {Facts, FactSource, FactValue} from '@fips-readiness/core';
import type {Deployment, Instance, LocatedDatabase} from '../port/driver.ts';
import {parseDsn} from './dsn.ts';
import type {Dsn} from './dsn.ts';
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
    readonly instance: Instance;
    readonly locate: Deployment['locateDatabase'];
    readonly configuration: unknown;
    /** Who saw the instance's environment. */
    readonly platform: FactSource;
    readonly observedAt: string;
}): Promise<DatabaseRead> {
    const {instance, locate, configuration, platform, observedAt} = input;
    const dsns = findDsns(instance, configuration);
    const source = dsns.some((dsn) => dsn.from === 'configuration') ? 'agent_local_mode' : platform;
    const credentials = [
        ...dsns.map((dsn) => judgeCredential(dsn, instance.environment)),
        ...(configuration === undefined && dsns.length > 0 ? [UNSEEN] : []),
    ];
    const main = dsns.find((dsn) => dsn.name === 'data_source');
    const dsn = main && parseDsn(main.text);
    const located = dsn && (await locate(dsn));
    return {
        place:
            dsn && located?.near && !located.near.isPooler
                ? {service: located.near.service, role: dsn.user, database: dsn.database}
                : undefined,
        facts: {
            database_credentials:
                dsns.length === 0
                    ? makeMissing('not_readable', platform, observedAt)
                    : makeFact(credentials, source, observedAt),
            ...(await readRoleFacts(observedAt, dsn, located)),
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
 * Asks PostgreSQL inside, where no password travels; one that runs elsewhere is asked over the network, as the server itself asks
 * it. An ordinary role, as the official guide advises, sees all but how its password is stored.
 */
async function readRoleFacts(
    observedAt: string,
    dsn: Dsn | undefined,
    located: LocatedDatabase | undefined,
): Promise<Facts> {
    const near = located?.near;
    // A pooler has no psql of the cluster's own: through it the database is asked as the server asks it.
    const inside = near?.isPooler === true ? undefined : near?.ask;
    const missing = (why: 'not_reachable' | 'not_readable') => {
        const fact = makeMissing(why, 'agent_database', observedAt);
        return {database_password_storage: fact, database_role_clients: fact, database_version: fact};
    };
    if (!dsn || !located) {
        return missing('not_reachable');
    }
    const ask = async (query: string) =>
        RoleAnswer.safeParse(
            inside ? parseJson((await inside(dsn, query)) ?? '') : await queryDatabase(dsn, located, query),
        ).data;
    const asSuperuser = await ask(makeRoleQuery(STORED));
    const answer = asSuperuser ?? (await ask(makeRoleQuery('null')));
    if (!answer) {
        return missing(inside ? 'not_readable' : 'not_reachable');
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
            ...(near?.isPooler === true ? [{application: near.name, sessions: 0}] : []),
        ]),
    };
}
