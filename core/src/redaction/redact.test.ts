import fc from 'fast-check';
import {makeRedactor, REDACTED} from './redact.ts';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const redact = makeRedactor(['pa$$w/rd+1:ä'], base64);

test.each([
    ['plain', 'login failed for pa$$w/rd+1:ä today', `login failed for ${REDACTED} today`],
    ['URL-encoded', `x=${encodeURIComponent('pa$$w/rd+1:ä')}&y=1`, `x=${REDACTED}&y=1`],
    ['doubled for Compose', 'value: pa$$$$w/rd+1:ä', `value: ${REDACTED}`],
    ['base64', `data: ${base64('pa$$w/rd+1:ä')}`, `data: ${REDACTED}==`],
])('%s', (_name, text, redacted) => {
    expect(redact(text)).toBe(redacted);
});

test.each([0, 1, 2, 3, 4, 5])('base64 inside a longer text, %i bytes before it', (shift) => {
    const secret = 'correct-horse-battery';
    const encoded = base64(`${'u'.repeat(shift)}${secret}:more`);
    const out = makeRedactor([secret], base64)(encoded);
    expect(out).toContain(REDACTED);
    expect(Buffer.from(out.replace(REDACTED, ''), 'base64').toString()).not.toContain('horse');
});

test('JSON-escaped', () => {
    const secret = 'a"b\\c\nd';
    expect(makeRedactor([secret], base64)(JSON.stringify({cause: secret}))).toBe(`{"cause":"${REDACTED}"}`);
});

test.each([
    [
        'postgres://mmuser:s3cret@db:5432/mattermost?sslmode=disable',
        `postgres://${REDACTED}@db:5432/mattermost?sslmode=disable`,
    ],
    ['postgres://mmuser:p@ss@db/mattermost', `postgres://${REDACTED}@db/mattermost`],
    ['password=s3cret host=db', `password=${REDACTED} host=db`],
    ['{"token": "abcdef"}', `{"token": "${REDACTED}"}`],
    ['Authorization: Bearer abc.def-ghi', `Authorization: Bearer ${REDACTED}`],
    ['authorization: Basic dXNlcjpwYXNz', `authorization: Basic ${REDACTED}`],
    ['MM_PASSWORD=hunter2;', `MM_PASSWORD=${REDACTED};`],
])('what looks like a secret is taken out, known or not: %s', (text, redacted) => {
    expect(makeRedactor([], base64)(text)).toBe(redacted);
});

test.each([
    'https://chat.example.com:8065/api/v4/users',
    'mattermost/mattermost-enterprise-edition:11.7.2@sha256:00',
    'user admin@example.com signed in',
])('what is no secret stays: %s', (text) => {
    expect(redact(text)).toBe(text);
});

test('whatever the secret is, none of its forms is left in any text around it', () => {
    const anything = fc.string({unit: 'binary', maxLength: 20});
    fc.assert(
        fc.property(
            fc.string({unit: 'binary', minLength: 12, maxLength: 40}),
            anything,
            anything,
            (secret, before, after) => {
                const out = makeRedactor([secret], base64)(`${before}${secret}${after}`);
                expect(out).not.toContain(secret);
            },
        ),
    );
});

test('redacting twice changes nothing more', () => {
    fc.assert(
        fc.property(fc.string({maxLength: 60}), (text) => {
            const once = redact(`password=${text} postgres://a:${text}@h/`);
            expect(redact(once)).toBe(once);
        }),
    );
});

test('a lone surrogate and an empty secret do no harm', () => {
    expect(makeRedactor(['', 'x\ud800y'], base64)('fine')).toBe('fine');
});
