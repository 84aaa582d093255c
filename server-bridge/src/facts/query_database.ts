import {makeTlsOptions} from './dsn.ts';
import type {Dsn} from './dsn.ts';

/** Where a database is reached from here, which may be another place than its connection string names. */
export type DatabaseAddress = {readonly address: string; readonly port: string};

const TIMEOUT_MS = 5_000;

/**
 * Asks a database over the network with the server's own login, read-only: the one value of the one row, or undefined
 * where the host does not resolve from here, does not answer in time, or refuses. Errors are left behind: they may quote
 * the login.
 */
export async function queryDatabase(dsn: Dsn, {address, port}: DatabaseAddress, query: string): Promise<unknown> {
    // Loaded only where it is needed: most deployments keep their database beside the server.
    const {default: pg} = await import('pg');
    const client = new pg.Client({
        host: address,
        port: Number(port),
        user: dsn.user,
        password: dsn.password,
        database: dsn.database,
        ssl: makeTlsOptions(dsn),
        application_name: 'fips-agent',
        connectionTimeoutMillis: TIMEOUT_MS,
        query_timeout: TIMEOUT_MS,
    });
    // A connection lost later is told by the query itself.
    client.on('error', () => undefined);
    try {
        await client.connect();
        // In a transaction of its own: a pooler refuses session options, and would hand a session's setting on to others.
        await client.query('begin transaction read only');
        const {rows} = await client.query<unknown[]>({text: query, rowMode: 'array'});
        await client.query('rollback');
        return rows[0]?.[0];
    } catch {
        return undefined;
    } finally {
        await client.end().catch(() => undefined);
    }
}
