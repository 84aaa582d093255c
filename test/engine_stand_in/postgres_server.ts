import {createServer} from 'node:net';
import type {Socket} from 'node:net';
import type {Database} from './database.ts';
import {answerRoleQuery} from './database_programs.ts';
import {printError, printMessage, printReady, printRow, printRowDescription, readMessages} from './postgres_wire.ts';
import {beginScramLogin} from './scram.ts';
import type {ScramLogin} from './scram.ts';

export type PostgresServer = {readonly port: number; close(): Promise<void>};

const [SASL, SASL_CONTINUE, SASL_FINAL, AUTHENTICATED] = [10, 11, 12, 0];

/**
 * PostgreSQL at an address of loopback, as far as a new password needs it: the role's login by SCRAM-SHA-256 without TLS, its other
 * sessions, the agent's question about it, and `alter role current_user password` with a verifier. Anything else that is asked is a syntax error.
 */
export async function startPostgresServer(database: Database): Promise<PostgresServer> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        socket.on('error', () => socket.destroy());
        if (!database.isRunning) {
            socket.destroy();
            return;
        }
        serve(database, socket).catch(() => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return {
        port: typeof address === 'object' && address !== null ? address.port : 0,
        close: () => {
            sockets.forEach((socket) => socket.destroy());
            return new Promise((resolve) => server.close(() => resolve()));
        },
    };
}

async function serve(database: Database, socket: Socket): Promise<void> {
    let login: ScramLogin | undefined;
    for await (const {type, body} of readMessages(socket)) {
        if (!database.isRunning) {
            socket.destroy();
            return;
        }
        switch (type) {
            case 'tls':
                socket.write('N');
                break;
            case 'startup': {
                const words = body.toString().split('\0');
                const role = words[words.indexOf('user') + 1] ?? '';
                if (role !== database.role) {
                    socket.end(printError('FATAL', '28P01', `password authentication failed for user "${role}"`));
                    return;
                }
                socket.write(printAuthentication(SASL, 'SCRAM-SHA-256\0\0'));
                break;
            }
            case 'p':
                if (!login) {
                    login = beginScramLogin(database.storedPassword, body.subarray(body.indexOf(0) + 5).toString());
                    socket.write(printAuthentication(SASL_CONTINUE, login.serverFirst));
                } else {
                    const last = login.finish(body.toString());
                    if (last === undefined) {
                        const message = `password authentication failed for user "${database.role}"`;
                        socket.end(printError('FATAL', '28P01', message));
                        return;
                    }
                    socket.write(printAuthentication(SASL_FINAL, last));
                    socket.write(Buffer.concat([printAuthentication(AUTHENTICATED, ''), printReady()]));
                }
                break;
            case 'Q':
                socket.write(Buffer.concat([answerQuery(database, body.toString().replace(/\0$/, '')), printReady()]));
                break;
            case 'X':
                socket.end();
                return;
        }
    }
}

function answerQuery(database: Database, query: string): Buffer {
    if (/^(begin( transaction read only)?|commit|rollback|set local [\w ]+( = \d+)?)$/.test(query)) {
        return printMessage('C', `${query.split(' ')[0]?.toUpperCase() ?? ''}\0`);
    }
    const stored = /^alter role current_user password '(SCRAM-SHA-256\$[^']+)'$/.exec(query)?.[1];
    if (stored !== undefined) {
        database.storedPassword = stored;
        return printMessage('C', 'ALTER ROLE\0');
    }
    const role = answerRoleQuery(database, query);
    if (typeof role === 'object') {
        const row = printRow([JSON.stringify(role)]);
        return Buffer.concat([printRowDescription(['json']), row, printMessage('C', 'SELECT 1\0')]);
    }
    if (role === 'denied') {
        return printError('ERROR', '42501', 'permission denied for table pg_authid');
    }
    if (query.includes('from pg_stat_activity')) {
        const rows = database.sessions.map(({application, sessions}) => printRow([application, '', String(sessions)]));
        const end = printMessage('C', `SELECT ${rows.length}\0`);
        return Buffer.concat([printRowDescription(['text', 'text', 'int4']), ...rows, end]);
    }
    return printError('ERROR', '42601', 'this stand-in does not answer that');
}

function printAuthentication(kind: number, text: string): Buffer {
    const head = Buffer.alloc(4);
    head.writeInt32BE(kind);
    return printMessage('R', Buffer.concat([head, Buffer.from(text)]));
}
