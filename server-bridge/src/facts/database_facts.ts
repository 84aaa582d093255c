import * as z from 'zod/mini';
import {judgeSecretLength, makeFact, makeMissing, parseJson} from '@fips-readiness/core';
import type {Facts, FactValue} from '@fips-readiness/core';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {parseDsn} from './dsn.ts';
import type {Dsn} from './dsn.ts';
import {findDatabaseContainer} from './find_database.ts';
import {queryDatabase} from './query_database.ts';

type Credential = FactValue<'database_credentials'>[number];

const SqlConfig = z.object({
    SqlSettings: z.object({
        DataSource: z._default(z.nullable(z.string()), ''),
        DataSourceReplicas: z._default(z.nullable(z.array(z.string())), []),
        DataSourceSearchReplicas: z._default(z.nullable(z.array(z.string())), []),
    }),
});

/** A connection string and the name it goes by. Holds a secret: stays inside the agent. */
export type NamedDsn = {readonly name: string; readonly from: Credential['from']; readonly text: string};

/**
 * Every connection string the server uses: data source, replicas, search replicas and a configuration kept in the
 * database (`MM_CONFIG`). The environment stands above the configuration, as in the server.
 */
export function findDsns(environment: ReadonlyMap<string, string>, configuration: unknown): readonly NamedDsn[] {
    const config = SqlConfig.safeParse(configuration).data?.SqlSettings;
    const one = (variable: string, name: string, configured: string | null | undefined): readonly NamedDsn[] => {
        const value = environment.get(variable);
        const text = value !== undefined && value !== '' ? value : (configured ?? '');
        return text === '' ? [] : [{name, from: text === value ? 'environment' : 'configuration', text}];
    };
    const many = (variable: string, name: string, configured: readonly string[] | null | undefined) => {
        const value = environment.get(variable);
        const texts = value !== undefined && value !== '' ? splitList(value) : (configured ?? []);
        const from = value !== undefined && value !== '' ? ('environment' as const) : ('configuration' as const);
        return texts.map((text, index) => ({name: `${name}_${index + 1}`, from, text}));
    };
    const store = environment.get('MM_CONFIG') ?? '';
    return [
        ...one('MM_SQLSETTINGS_DATASOURCE', 'data_source', config?.DataSource),
        ...many('MM_SQLSETTINGS_DATASOURCEREPLICAS', 'replica', config?.DataSourceReplicas),
        ...many('MM_SQLSETTINGS_DATASOURCESEARCHREPLICAS', 'search_replica', config?.DataSourceSearchReplicas),
        ...(/^postgres(ql)?:/.test(store) ? [{name: 'mm_config', from: 'environment' as const, text: store}] : []),
    ];
}

/** A list variable: JSON, or blanks between the values. */
function splitList(value: string): readonly string[] {
    const json = parseJson(value);
    return Array.isArray(json) ? json.map(String) : value.split(/\s+/).filter((text) => text !== '');
}

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
    const dsns = findDsns(container.environment, configuration);
    const source = dsns.some((dsn) => dsn.from === 'configuration') ? 'agent_local_mode' : 'agent_engine';
    const credentials = dsns.map(({name, from, text}): Credential => {
        const dsn = parseDsn(text);
        return {name, from, length: dsn ? judgeSecretLength(dsn.password) : 'unreadable'};
    });
    const main = dsns.find((dsn) => dsn.name === 'data_source');
    const dsn = main && parseDsn(main.text);
    const database = dsn && (await findDatabaseContainer(input.engine, container, dsn.host));
    return {
        place: database && {service: database.service, role: dsn.user, database: dsn.database},
        facts: {
            database_credentials:
                dsns.length === 0
                    ? makeMissing('not_readable', 'agent_engine', observedAt)
                    : makeFact(credentials, source, observedAt),
            ...(await readRoleFacts(input, dsn, database?.id)),
        },
    };
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
    host: string | undefined,
): Promise<Facts> {
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
        database_role_clients: fact(clients.filter((client) => client.application !== '')),
    };
}

/** psql in the database's container; the JSON it prints, or undefined. */
async function runPsql(engine: Engine, container: string, dsn: Dsn, query: string): Promise<unknown> {
    const argv = ['psql', '-X', '-A', '-t', '-w', '-U', dsn.user, '-d', dsn.database, '-c', query];
    const result = await engine.exec(container, argv).catch(() => undefined);
    return parseJson(result?.exitCode === 0 ? result.stdout.trim() : '');
}
