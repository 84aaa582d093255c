/**
 * The sentences of checks, ICU message syntax, English. Per check: `title` (what is looked at), `why` (why it matters),
 * and one sentence for each reason. A test holds this table to the checks' own tables.
 */
export const CHECK_WORDS = {
    database_password_length: {
        title: 'Database password length',
        why: 'PostgreSQL logs in with SCRAM, which uses the password as an HMAC key. FIPS 140-3 asks for at least 112 bits ({limitBytes} bytes), so a FIPS build cannot connect with a shorter password and does not start.',
        long_enough: 'Every database password is long enough for the FIPS build (at least {limitBytes} bytes).',
        no_password: 'The database connection uses no password.',
        too_short: 'A database password is too short: FIPS builds need at least {limitBytes} bytes ({credentials}).',
        too_short_later:
            'A database password is shorter than {limitBytes} bytes ({credentials}). Version {version} still starts, releases from {since} on refuse it.',
        unreadable: 'A database password could not be read, so its length is not known.',
    },
} as const satisfies Record<string, {readonly title: string; readonly why: string; readonly [reason: string]: string}>;
