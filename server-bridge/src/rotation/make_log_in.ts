import {Socket} from 'node:net';
import type {Client} from 'pg';
import * as z from 'zod/mini';
import {makeTlsOptions} from '../facts/dsn.ts';
import type {Dsn} from '../facts/dsn.ts';
import {readErrorCode} from '../foreign_error.ts';
import {isScramVerifier} from './scram_verifier.ts';
import type {AlterAnswer, LogIn, RoleClient} from './role_session.ts';

const TIMEOUT_MS = 5_000;
/** The server gives up before we do: what we no longer wait for must not happen later. */
const SERVER_TIMEOUT_MS = 4_000;

const CLIENTS = [
    "select coalesce(application_name, ''), coalesce(host(client_addr), ''), count(*)::int from pg_stat_activity",
    "where usename = session_user and pid <> pg_backend_pid() and backend_type = 'client backend' group by 1, 2",
].join(' ');
const ClientRows = z.array(z.tuple([z.string(), z.string(), z.number()]));

/**
 * Logs in as the server itself does (role, database and TLS of its connection string) at the address at which the agent
 * reaches the database. Errors are left behind: they may quote the login.
 */
export function makeLogIn(dsn: Dsn, address: {readonly host: string; readonly port: number}): LogIn {
    return async (password) => {
        // Loaded only where it is needed: most runs rotate nothing.
        const {default: pg} = await import('pg');
        const socket = new Socket();
        const client = new pg.Client({
            ...address,
            stream: () => socket,
            user: dsn.user,
            password,
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
        } catch (error) {
            socket.destroy();
            // Class 28: invalid authorization.
            return {code: readErrorCode(error)?.startsWith('28') === true ? 'refused' : 'unreachable'};
        }
        const session = {
            fetchOtherClients: () => fetchOtherClients(client),
            alterPassword: (verifier: string) => alterPassword(client, verifier),
            close: () => close(client, socket),
        };
        return {code: 'session', session};
    };
}

async function fetchOtherClients(client: Client): Promise<readonly RoleClient[] | undefined> {
    try {
        const {rows} = await client.query<unknown[]>({text: CLIENTS, rowMode: 'array'});
        return ClientRows.parse(rows).map(([application, address, sessions]) => ({application, address, sessions}));
    } catch {
        return undefined;
    }
}

async function alterPassword(client: Client, verifier: string): Promise<AlterAnswer> {
    if (!isScramVerifier(verifier)) {
        throw new Error('not a SCRAM verifier');
    }
    try {
        await client.query('begin');
        await client.query(`set local statement_timeout = ${SERVER_TIMEOUT_MS}`);
        // A role may be set up to become another one at login: it is the one that logs in whose password changes.
        await client.query('set local role none');
        await client.query(`alter role current_user password '${verifier}'`);
        await client.query('commit');
        return {code: 'altered'};
    } catch (error) {
        await client.query('rollback').catch(() => undefined);
        const sqlState = readErrorCode(error) ?? '';
        // Classes 08 and 57P: the connection or the server went away; EPIPE looks like a state and is none.
        return /^(?!08|57P|E)[0-9A-Z]{5}$/.test(sqlState) ? {code: 'refused', sqlState} : {code: 'lost'};
    }
}

/** Says goodbye where that is possible: a peer that is gone must not hold the run up. */
async function close(client: Client, socket: Socket): Promise<void> {
    const limit = setTimeout(() => socket.destroy(), TIMEOUT_MS);
    await client.end().catch(() => undefined);
    clearTimeout(limit);
    socket.destroy();
}
