import type {Engine} from '../engine/engine.ts';
import type {Dsn} from '../../../facts/dsn.ts';

/** A database in its own container, where the official image trusts local connections: no password travels. */
export type DatabasePlace = {
    readonly engine: Engine;
    readonly containerId: string;
    readonly dsn: Pick<Dsn, 'user' | 'database'>;
};

/** psql's arguments for one query over the local socket; the answer stands alone in its output. */
export function makePsqlArguments({dsn}: DatabasePlace, query: string): readonly string[] {
    return ['psql', '-X', '-A', '-t', '-w', '-U', dsn.user, '-d', makeConnectionString(dsn.database), '-c', query];
}

/** A name with `=` in it would be read as a connection string of its own. */
export function makeConnectionString(database: string, applicationName = 'fips-agent'): string {
    return `dbname='${database.replace(/['\\]/g, '\\$&')}' application_name=${applicationName}`;
}
