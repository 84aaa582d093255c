import {isIP} from 'node:net';

/** A PostgreSQL connection string, read as Go's lib/pq reads it. Holds a secret: stays inside the agent. */
export type Dsn = {
    readonly host: string;
    readonly port: string;
    readonly user: string;
    readonly password: string;
    readonly database: string;
    readonly tls: boolean;
    /** The server's certificate is verified (`verify-ca`, `verify-full`); `require` alone does not, in lib/pq either. */
    readonly verified: boolean;
};

/** TLS as `pg` takes it: the certificate is for the name in the string, wherever it is reached. */
export function makeTlsOptions({tls, verified, host}: Dsn): false | {rejectUnauthorized: boolean; servername?: string} {
    return tls && {rejectUnauthorized: verified, ...(isIP(host) === 0 && {servername: host})};
}

/**
 * Reads `postgres://user:password@host/db?…` or `host=… password='…'`; undefined where it is neither.
 * The password is percent-decoded: its bytes are what PostgreSQL's SCRAM is keyed with.
 */
export function parseDsn(text: string): Dsn | undefined {
    const trimmed = text.trim();
    return /^postgres(?:ql)?:\/\//.test(trimmed) ? parseUrl(trimmed) : parseKeyValues(trimmed);
}

/** A login without a host: Go reads it, this URL does not. */
const NO_HOST = /^(postgres(?:ql)?:\/\/[^/?#]*@)(?=[/?#]|$)/;

function parseUrl(written: string): Dsn | undefined {
    const text = written.replace(NO_HOST, '$1localhost');
    if (!URL.canParse(text)) {
        return undefined;
    }
    const url = new URL(text);
    try {
        return {
            host: url.searchParams.get('host') ?? (readHost(url) || 'localhost'),
            port: url.searchParams.get('port') ?? (url.port === '' ? '5432' : url.port),
            user: url.searchParams.get('user') ?? decodeURIComponent(url.username),
            password: url.searchParams.get('password') ?? decodeURIComponent(url.password),
            database: url.searchParams.get('dbname') ?? decodeURIComponent(url.pathname.replace(/^\//, '')),
            tls: isTls(url.searchParams.get('sslmode')),
            verified: url.searchParams.get('sslmode')?.startsWith('verify-') === true,
        };
    } catch {
        return undefined;
    }
}

/** An IPv6 address stands in brackets in a URL, and nowhere else. */
function readHost({hostname}: URL): string {
    return decodeURIComponent(hostname.replace(/^\[(.*)\]$/, '$1'));
}

const PAIR = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))/gy;

function parseKeyValues(text: string): Dsn | undefined {
    const values = new Map<string, string>();
    let end = 0;
    for (const match of text.matchAll(PAIR)) {
        values.set(match[1] ?? '', (match[2] ?? match[3] ?? '').replace(/\\(.)/g, '$1'));
        end = match.index + match[0].length;
    }
    if (values.size === 0 || text.slice(end).trim() !== '') {
        return undefined;
    }
    return {
        host: values.get('host') ?? 'localhost',
        port: values.get('port') ?? '5432',
        user: values.get('user') ?? '',
        password: values.get('password') ?? '',
        database: values.get('dbname') ?? '',
        tls: isTls(values.get('sslmode') ?? null),
        verified: values.get('sslmode')?.startsWith('verify-') === true,
    };
}

/** lib/pq's default is `require`. */
function isTls(mode: string | null): boolean {
    return mode !== 'disable' && mode !== 'allow' && mode !== 'prefer';
}
