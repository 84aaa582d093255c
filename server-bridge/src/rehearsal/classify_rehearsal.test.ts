import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {classifyRehearsal} from './classify_rehearsal.ts';

const RECORDINGS = join(import.meta.dirname, '../../../../shared/recordings/rehearsal');
const INVALID = 'model.config.is_valid.password_length.app_error';
const LOAD = 'Error: could not initialize store: failed to load configuration: failed to create store';
const CONNECT = 'Error: could not initialize store: error setting up connections:';

const ended = (exitCode: number, stderr: string, more: {readonly timedOut?: boolean; readonly stdout?: string} = {}) =>
    classifyRehearsal({exitCode, stderr, stdout: more.stdout ?? '', timedOut: more.timedOut ?? false});

describe('classifyRehearsal', () => {
    test.each([
        ['ok.txt', 0, {code: 'ok', schemaVersion: 167}],
        ['invalid-config.txt', 1, {code: 'invalid_configuration', errorId: INVALID}],
        ['wrong-password.txt', 1, {code: 'database_login_refused'}],
    ] as const)('recorded: %s', async (file, exitCode, outcome) => {
        const text = await readFile(join(RECORDINGS, file), 'utf8').catch(() => undefined);
        if (text === undefined) {
            process.stderr.write(`The recording ${file} is absent: the table below holds its sentences.\n`);
            return;
        }
        expect(classifyRehearsal({exitCode, stdout: text, stderr: '', timedOut: false})).toEqual(outcome);
    });

    test('a wrong password is told when the time limit comes before the last retry', () => {
        const line =
            '\u001b[31merror\u001b[0m Failed to ping DB \u001b[31merror\u001b[0m="pq: password authentication failed for user "mmuser""';
        expect(ended(-1, line, {timedOut: true})).toEqual({code: 'database_login_refused'});
    });

    test.each([
        ['Current database schema version is: 167', 0, {code: 'ok', schemaVersion: 167}],
        ['something else', 0, {code: 'other_failure'}],
        [`${LOAD}: invalid config: Config.IsValid: ${INVALID}`, 1, {code: 'invalid_configuration', errorId: INVALID}],
        [`${LOAD}: open /mattermost/config/config.json: permission denied`, 1, {code: 'configuration_unreadable'}],
        [`${CONNECT} pq: password authentication failed for user "mm"`, 1, {code: 'database_login_refused'}],
        [`${CONNECT} pq: no pg_hba.conf entry for host "10.0.0.9"`, 1, {code: 'database_login_refused'}],
        [`${CONNECT} pq: role "mm" does not exist`, 1, {code: 'database_login_refused'}],
        [`${CONNECT} pq: database "mattermost" does not exist`, 1, {code: 'database_missing'}],
        [`${CONNECT} dial tcp: lookup db on 127.0.0.11:53: no such host`, 1, {code: 'database_unreachable'}],
        [`${CONNECT} dial tcp 10.0.0.9:5432: connect: connection refused`, 1, {code: 'database_unreachable'}],
        [`${CONNECT} pq: sorry, too many clients already`, 1, {code: 'database_unreachable'}],
        [
            'Error: could not initialize store: minimum required postgres version is 14.0; found 13.11',
            1,
            {code: 'database_too_old'},
        ],
        [`${CONNECT} error:1C800129:Provider routines::ems not enabled`, 1, {code: 'database_tls_refused'}],
        [
            'crypto/fips/fips.c:145: OpenSSL internal error: FATAL FIPS SELFTEST FAILURE',
            134,
            {code: 'did_not_start', problem: 'crypto_module'},
        ],
        [`${CONNECT} tls: handshake failure`, 1, {code: 'database_tls_refused'}],
        [`${CONNECT} x509: certificate signed by unknown authority`, 1, {code: 'database_tls_refused'}],
        ['', 127, {code: 'did_not_start', problem: 'not_executable'}],
        ['exec /mattermost/bin/mattermost: exec format error', 1, {code: 'did_not_start', problem: 'not_executable'}],
        [
            'This program can only be run on AMD64 processors with v3 microarchitecture support.',
            1,
            {code: 'did_not_start', problem: 'processor'},
        ],
        ['', 132, {code: 'did_not_start', problem: 'processor'}],
        [
            'panic: opensslcrypto: FIPS mode requested but not available in OpenSSL',
            2,
            {code: 'did_not_start', problem: 'crypto_module'},
        ],
        ['panic: openssl: HMAC key length too short', 2, {code: 'did_not_start', problem: 'short_secret'}],
        ['panic: runtime error: index out of range\n\ngoroutine 1', 2, {code: 'did_not_start', problem: 'crashed'}],
        ['', 137, {code: 'did_not_start', problem: 'out_of_memory'}],
        ['Error: unknown command "db" for "mattermost"', 1, {code: 'other_failure'}],
    ] as const)('%s, exit %i', (stderr, exitCode, outcome) => {
        expect(ended(exitCode, stderr)).toEqual(outcome);
    });

    test('silence until the time limit', () => {
        expect(ended(-1, '', {timedOut: true})).toEqual({code: 'timed_out'});
    });

    test('nothing of the text is passed on but an id', () => {
        const outcome = ended(1, `${CONNECT} postgres://mm:canary-77@db/mm: cannot parse`);
        expect(JSON.stringify(outcome)).not.toContain('canary-77');
    });
});
