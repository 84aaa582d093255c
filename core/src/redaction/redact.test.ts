import fc from 'fast-check';
import {makeRedactor} from './redact.ts';
import {REDACTED} from './redacted.ts';

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
    [
        'open /mattermost/config/postgresql:/u:Secret9@db:5432/mm: no such file',
        `open /mattermost/config/postgresql:/${REDACTED}@db:5432/mm: no such file`,
    ],
    ['parse: invalid port ":Secret9@db" after host', `parse: invalid port ":${REDACTED}@db" after host`],
    ['dial mm:Secret9@db:5432 failed', `dial mm:${REDACTED}@db:5432 failed`],
    ['{"dsn":"postgres://mm:Secret9@db/mm","n":1}', `{"dsn":"postgres://${REDACTED}@db/mm","n":1}`],
    ['dsn=postgres%3A%2F%2Fmm%3ASecret9%40db%2Fmm', `dsn=postgres%3A%2F%2F${REDACTED}%40db%2Fmm`],
    ['dsn=postgres%253a%252f%252fmm%253aSecret9%2540db', `dsn=postgres%253a%252f%252f${REDACTED}%2540db`],
    ["'postgres://mm:it'sA/b@x@db/mm'", `'postgres://${REDACTED}@db/mm'`],
    ["user=mm password='two \\' words' host=db", `user=mm password='${REDACTED}' host=db`],
    ['user=mm password = Secret9,x host=db', `user=mm password = ${REDACTED} host=db`],
    ['host%3Ddb%20password%3DSecret9', `host%3Ddb%20password%3D${REDACTED}`],
    ['{"password":"two words"}', `{"password":"${REDACTED}"}`],
    ['"{\\"password\\":\\"two words\\",\\"a\\":1}"', `"{\\"password\\":\\"${REDACTED}\\",\\"a\\":1}"`],
])('what looks like a secret is taken out, known or not: %s', (text, redacted) => {
    expect(makeRedactor([], base64)(text)).toBe(redacted);
});

test.each([
    'https://chat.example.com:8065/api/v4/users',
    'mattermost/mattermost-enterprise-edition:11.7.2@sha256:00',
    'localhost:5000/mattermost-enterprise-edition:11.7.2@sha256:00',
    'postgres://mm@db/mattermost',
    'Minimum password length must be a whole number.',
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

test.each([
    ['sub-delimiters and hex in small letters', "a(b)*c!d'e f/", 'x=a%28b%29%2ac%21d%27e%20f%2f'],
    ['a form’s blanks', 'correct horse/battery', 'x=correct+horse%2Fbattery'],
    ['JSON as Go writes it', 'a<b>&c', 'x=a\\u003cb\\u003e\\u0026c'],
])('a known secret in other spellings: %s', (_name, secret, text) => {
    expect(makeRedactor([secret], base64)(text)).toBe(`x=${REDACTED}`);
});

test.each([
    ['letters', 'a'],
    ['a scheme without a login', 'a:/b:'],
    ['at signs', 'a:@'],
    ['encoded percent signs', '%25'],
    ['keys without values', 'password=,'],
    ['quotes that never end', "token='"],
    ['backslashes', 'token\\\\'],
    ['blanks behind a key', 'pass        '],
])('a megabyte of %s takes no longer than its length asks for', (_name, unit) => {
    // A quadratic pattern takes hours here, and the test's own limit ends it.
    const text = unit.repeat(1_000_000 / unit.length);
    expect(redact(text).length).toBeGreaterThan(0);
});

test('a lone surrogate and an empty secret do no harm', () => {
    expect(makeRedactor(['', 'x\ud800y'], base64)('fine')).toBe('fine');
});
