import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {isIP} from 'node:net';
import type {Readable, Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {collectOutput} from '../../collected_output.ts';
import type {DatabaseAddress} from '../../facts/query_database.ts';
import type {Dsn} from '../../facts/dsn.ts';
import type {DumpTools, ToolEnd} from './dump_tools.ts';

/** More than any version line has. */
const VERSION_BYTES = 1024;
const VERSION_MS = 10_000;
const STDERR_BYTES = 64 * 1024;
const KILL_AFTER_MS = 5_000;

type Program = {
    readonly name: 'pg_dump' | 'pg_restore';
    readonly args?: readonly string[];
    readonly env: NodeJS.ProcessEnv;
    readonly stdin?: Readable;
    readonly stdout: Writable;
    readonly signal: AbortSignal;
};

/** The major version of this machine's pg_dump; undefined where there is none. `PATH` says where it is looked for. */
export async function findPgDump({PATH}: NodeJS.ProcessEnv): Promise<number | undefined> {
    const said = collectOutput(VERSION_BYTES);
    try {
        await run({
            name: 'pg_dump',
            args: ['--version'],
            env: {PATH},
            stdout: said.sink,
            signal: AbortSignal.timeout(VERSION_MS),
        });
    } catch {
        return undefined;
    }
    const version = /^pg_dump \(PostgreSQL\) (\d+)/.exec(said.text())?.[1];
    return version === undefined ? undefined : Number(version);
}

/** pg_dump and pg_restore of this machine, for a database that is reached over the network. The password is in no argument. */
export function makeLocalTools(dsn: Dsn, {address, port}: DatabaseAddress, {PATH, HOME}: NodeJS.ProcessEnv): DumpTools {
    const isAddress = isIP(address) !== 0;
    const env = {
        PATH,
        HOME,
        // The certificate is for the name; the connection goes to the address.
        PGHOST: isAddress ? dsn.host : address,
        ...(isAddress && {PGHOSTADDR: address}),
        PGPORT: port,
        PGUSER: dsn.user,
        PGDATABASE: dsn.database,
        PGPASSWORD: dsn.password,
        PGSSLMODE: dsn.tls ? (dsn.verified ? 'verify-full' : 'require') : 'prefer',
        PGAPPNAME: 'fips-agent-dump',
        PGCONNECT_TIMEOUT: '10',
    };
    return {
        dump: (streams) => run({name: 'pg_dump', args: ['-Fc', '-w'], env, ...streams}),
        list: (streams) => run({name: 'pg_restore', args: ['--list'], env: {PATH}, ...streams}),
        readAll: (streams) => run({name: 'pg_restore', args: ['--file', '/dev/null'], env: {PATH}, ...streams}),
    };
}

/** Ends with the program's own end; its connection, and what it began in the database, end with it. */
async function run({name, args = [], env, stdin, stdout, signal}: Program): Promise<ToolEnd> {
    signal.throwIfAborted();
    const child = spawn(name, args, {cwd: '/', env, stdio: [stdin ? 'pipe' : 'ignore', 'pipe', 'pipe']});
    const stderr = collectOutput(STDERR_BYTES);
    child.stderr?.pipe(stderr.sink);
    let killing: NodeJS.Timeout | undefined;
    const end = () => {
        child.kill('SIGTERM');
        killing = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    };
    signal.addEventListener('abort', end, {once: true});
    try {
        if (stdin && child.stdin) {
            // One that has read enough ends before its input does: its exit code says what that means.
            pipeline(stdin, child.stdin).catch(() => undefined);
        }
        const closed = once(child, 'close');
        await Promise.all([closed, child.stdout && pipeline(child.stdout, stdout)]);
        signal.throwIfAborted();
        return {exitCode: child.exitCode ?? -1, stderr: stderr.text()};
    } catch (error) {
        child.kill('SIGKILL');
        throw error;
    } finally {
        clearTimeout(killing);
        signal.removeEventListener('abort', end);
        stdin?.destroy();
    }
}
