import type {ProgramEnd} from '../program_end.ts';

/** Why the program did not come as far as its configuration. */
export type StartProblem =
    'not_executable' | 'processor' | 'crypto_module' | 'short_secret' | 'out_of_memory' | 'crashed';

/** Why the database did not serve. */
export type DatabaseProblem =
    | 'database_login_refused'
    | 'database_missing'
    | 'database_too_old'
    | 'database_tls_refused'
    | 'database_unreachable';

/** How `mattermost db version` ended in the new image. Permanent codes; words under `rehearsal.<code>`. */
export type RehearsalOutcome =
    | {readonly code: 'ok'; readonly schemaVersion: number}
    /** `errorId` is the product's own, for example model.config.is_valid.password_length.app_error. */
    | {readonly code: 'invalid_configuration'; readonly errorId: string}
    | {readonly code: 'configuration_unreadable' | 'timed_out' | 'other_failure'}
    /** Nothing was run: a mount of the container stands in the image's place. */
    | {readonly code: 'program_hidden'}
    | {readonly code: DatabaseProblem}
    | {readonly code: 'did_not_start'; readonly problem: StartProblem};

const SCHEMA = /^Current database schema version is: (\d+)\s*$/m;
const INVALID = /Config\.IsValid: ([a-z0-9_]+(?:\.[a-z0-9_]+)+)/i;

/** PostgreSQL's and the driver's sentences. A refused login is retried for a minute: it is told before the time limit too. */
const DATABASE: readonly (readonly [RegExp, RehearsalOutcome])[] = [
    [
        /password authentication failed|SASL authentication failed|no pg_hba\.conf entry|role "[^"]*" (?:does not exist|is not permitted)|(?:28P01|28000)\b/i,
        {code: 'database_login_refused'},
    ],
    [/database "[^"]*" does not exist|\b3D000\b/i, {code: 'database_missing'}],
    [/minimum (?:required )?postgres(?:ql)? version/i, {code: 'database_too_old'}],
    [
        /x509:|tls: |\bems not enabled|extended master secret|SSL is not enabled on the server/i,
        {code: 'database_tls_refused'},
    ],
    [
        /dial (?:tcp|unix)|connection refused|no such host|i\/o timeout|server misbehaving|no route to host|network is unreachable|connection reset by peer|the database system is (?:starting up|shutting down)|too many (?:clients|connections)/i,
        {code: 'database_unreachable'},
    ],
];

const START: readonly (readonly [RegExp, StartProblem])[] = [
    [/exec format error/i, 'not_executable'],
    [/can only be run on AMD64 processors with|CPU does not support x86-64|illegal instruction|SIGILL/i, 'processor'],
    [/panic[^\n]{0,400}(?:hmac|pbkdf2|key (?:size|length)|112 bits)/i, 'short_secret'],
    [
        /panic[^\n]{0,400}(?:openssl|fips|crypto)|FIPS (?:mode|provider)[^\n]{0,400}(?:not available|not enabled|fail)|OpenSSL internal error|FIPS[ _]SELF-?TEST/i,
        'crypto_module',
    ],
    [/^(?:panic: |fatal error: |SIGSEGV)/m, 'crashed'],
];

/** Shell convention: 128 and the signal's number. */
const SIGNALS: Readonly<Record<number, StartProblem>> = {
    126: 'not_executable',
    127: 'not_executable',
    132: 'processor',
    134: 'crashed',
    137: 'out_of_memory',
    139: 'crashed',
};

/** Judges what the one-off printed and how it ended. Nothing of the text is passed on but an error id of the product. */
export function classifyRehearsal({exitCode, stdout, stderr, timedOut}: ProgramEnd): RehearsalOutcome {
    const text = withoutColours(`${stdout}\n${stderr}`);
    const schemaVersion = SCHEMA.exec(text)?.[1];
    if (exitCode === 0) {
        return schemaVersion === undefined
            ? {code: 'other_failure'}
            : {code: 'ok', schemaVersion: Number(schemaVersion)};
    }
    const started = START.find(([pattern]) => pattern.test(text))?.[1] ?? SIGNALS[exitCode];
    if (started !== undefined) {
        return {code: 'did_not_start', problem: started};
    }
    const errorId = INVALID.exec(text)?.[1];
    if (errorId !== undefined) {
        return {code: 'invalid_configuration', errorId};
    }
    const database = DATABASE.find(([pattern]) => pattern.test(text))?.[1];
    if (database !== undefined) {
        return database;
    }
    if (timedOut) {
        return {code: 'timed_out'};
    }
    return {code: /failed to load configuration/.test(text) ? 'configuration_unreadable' : 'other_failure'};
}

function withoutColours(text: string): string {
    // The escape character is left out where a recording was cleaned of it.
    return text.replaceAll(/\u001b\[[0-9;]*m/g, '');
}
