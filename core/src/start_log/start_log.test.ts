import fc from 'fast-check';
import {NASTY_NAMES} from '../../../test/samples/nasty.ts';
import {makeRedactor} from '../redaction/redact.ts';
import {WORDS} from '../words/index.ts';
import {START_LOG_CODES} from './known_line.ts';
import {makeStartLogReader} from './start_log.ts';
import type {StartLog} from './start_log.ts';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

function read(lines: readonly string[], secrets: readonly string[] = []): StartLog {
    const reader = makeStartLogReader(makeRedactor(secrets, base64));
    lines.forEach(reader.take);
    return reader.report();
}

const json = (level: string, msg: string, more: Readonly<Record<string, unknown>> = {}) =>
    JSON.stringify({timestamp: '2026-11-23 06:44:35.104 Z', level, msg, caller: 'app/server.go:866', ...more});

describe('what is known is told by its code', () => {
    test.each([
        [
            'password_minimum_length',
            'Error: could not initialize store: failed to load configuration: failed to create store: unable to load on store creation: invalid config: Config.IsValid: model.config.is_valid.password_length.app_error',
        ],
        [
            'image_proxy_secret',
            'Error: invalid config: Config.IsValid: model.config.is_valid.atmos_camo_image_proxy_options_length.app_error',
        ],
        ['configuration_invalid', 'Error: invalid config: Config.IsValid: model.config.is_valid.site_url.app_error'],
        ['hmac_key_too_short', 'panic: openssl: EVP_MAC_init: hmac_setkey: invalid key length'],
        ['hmac_key_too_short', 'panic: openssl: HMAC key too short'],
        [
            'hmac_key_too_short',
            'panic: crypto/hmac: use of keys shorter than 112 bits is not allowed in FIPS 140-only mode',
        ],
        ['hmac_key_too_short', json('error', 'Failed to log in', {error: 'PBKDF password must be at least 14 bytes'})],
        ['crypto_module', 'panic: opensslcrypto: FIPS mode requested (system FIPS mode) but not available'],
        ['crypto_module', 'crypto/fips/fips.c:145: OpenSSL internal error: FATAL FIPS SELFTEST FAILURE'],
        ['crypto_module', 'panic: fips140: self-test failed'],
        ['tls_handshake_failed', 'error:1C800129:Provider routines::ems not enabled'],
        ['tls_handshake_failed', 'tls: FIPS 140-3 requires the use of Extended Master Secret'],
        [
            'database_too_old',
            'Error: could not initialize store: minimum required postgres version is 14.0; found 13.11',
        ],
        [
            'database_too_old',
            json('error', 'minimum Postgres version requirements not met. Found: 13.11, Wanted: 14.0.'),
        ],
        [
            'database_login_refused',
            '[31merror[0m [2026-11-23 06:55:18.231 Z] Failed to ping DB [31mcaller[0m="sql/sql_utils.go:51" [31merror[0m="pq: password authentication failed for user "mmuser""',
        ],
        [
            'tls_handshake_failed',
            json('error', 'LDAP', {error: 'LDAP Result Code 200: remote error: tls: handshake failure'}),
        ],
        ['plugin_copy_kept', json('warn', 'Skipping local installation of plugin since not a newer version')],
        ['plugin_not_started', json('error', 'Unable to activate plugin', {plugin_id: 'x', error: 'fork/exec'})],
    ])('%s: %s', (code, line) => {
        const {explained, other} = read([line, line]);
        expect(explained).toMatchObject([{code, count: 2}]);
        expect(other).toEqual([]);
    });

    test.each(START_LOG_CODES)('%s has words', (code) => {
        expect(WORDS[`start_log.${code}.title`]).toMatch(/\w/);
        expect(WORDS[`start_log.${code}.help`]).toMatch(/\w/);
    });
});

test('the first time is kept, where a line has one', () => {
    const later = json('error', 'hmac: key size').replace('06:44', '07:44');
    expect(read([json('error', 'hmac: key size'), later]).explained).toEqual([
        {code: 'hmac_key_too_short', count: 2, firstAt: '2026-11-23T06:44:35.104Z'},
    ]);
});

test('other errors are told once with their count; warnings, information and what is no log line are not', () => {
    const {explained, other, more} = read([
        json('error', 'Mail server connection test failed', {error: 'connection refused'}),
        json('error', 'Mail server connection test failed', {error: 'connection refused'}),
        json('warn', 'Failed to get license from disk'),
        json('info', 'hmac key too short, or so'),
        json('debug', 'extended master secret'),
        'info  [2026-11-23 06:55:18.231 Z] extended master secret caller="a.go:1"',
        'goroutine 1 [running]:',
        '{"level":"error"',
        '{"level":3,"msg":[]}',
        '',
    ]);
    expect(explained).toEqual([]);
    expect(other).toEqual([
        {
            level: 'error',
            caller: 'app/server.go:866',
            count: 2,
            text: 'Mail server connection test failed: connection refused',
        },
    ]);
    expect(more).toBe(0);
});

test('kinds beyond fifty are counted only', () => {
    const lines = Array.from({length: 60}, (_, index) => json('error', `kind ${index}`));
    const {other, more} = read(lines);
    expect([other.length, more]).toEqual([50, 10]);
});

test('nasty names come out short and visible', () => {
    const {other} = read(NASTY_NAMES.map((name) => json('error', name.repeat(50), {caller: name})));
    expect(other).toHaveLength(NASTY_NAMES.length);
    for (const {text, caller} of other) {
        expect([...text].length).toBeLessThanOrEqual(200);
        expect(text).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e]/u);
        expect(caller).toBe('');
    }
});

test('whatever a log holds, reading it does not fail', () => {
    const anything = fc.oneof(
        fc.string({unit: 'binary'}),
        fc.json(),
        fc.string({unit: 'binary'}).map((text) => json('error', text, {error: text})),
        fc.string({unit: 'binary'}).map((text) => `error [2026-11-23 06:55:18.231 Z] ${text} caller="${text}"`),
    );
    fc.assert(
        fc.property(fc.array(anything), (lines) => {
            read(lines);
        }),
    );
});

test('a secret in a URL, a connection string or JSON is never shown, known or not', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,24}$/).map((text) => `Canary${text}`);
    const around = fc.string({maxLength: 40});
    const forms: readonly ((secret: string) => string)[] = [
        (canary) => `postgres://mmuser:${canary}@postgres:5432/mattermost?sslmode=disable`,
        (canary) => `https://user:${canary}@mail.example.com/`,
        (canary) => `host=db user=mmuser password=${canary} dbname=mattermost`,
        (canary) => JSON.stringify({SmtpPassword: canary}),
        (canary) => JSON.stringify({inner: JSON.stringify({token: canary})}),
        (canary) => `Authorization: Bearer ${canary}`,
        (canary) => `secret: "${canary}"`,
    ];
    const place: readonly ((text: string) => string)[] = [
        (text) => json('error', text),
        (text) => json('critical', 'failed', {error: text}),
        (text) => `Error: ${text}`,
        (text) => `fatal [2026-11-23 06:55:18.231 Z] ${text} caller="sql/sql_utils.go:51"`,
    ];
    fc.assert(
        fc.property(
            secret,
            around,
            fc.constantFrom(...forms),
            fc.constantFrom(...place),
            (canary, before, form, put) => {
                const {other} = read([put(`${before} ${form(canary)}`)]);
                expect(JSON.stringify(other)).not.toContain(canary);
            },
        ),
    );
});

test('a secret the agent knows is not shown in any form', () => {
    const secret = 'pa$$w/rd+1 and so on';
    const lines = [secret, encodeURIComponent(secret), base64(secret)].map((form) => json('error', `it was ${form}.`));
    expect(JSON.stringify(read(lines, [secret]).other)).not.toMatch(/rd\+1|rd%2B1|cGEkJHcv/);
});
