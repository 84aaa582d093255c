import fc from 'fast-check';
import {REDACTED} from '@fips-readiness/core';
import {showEdit, showSecretEdit} from './shown_edit.ts';

const OLD = 'mattermost-enterprise-edition';
const NEW = 'mattermost-enterprise-fips-edition';
const edit = (before: string) => ({path: 'f', before, after: before.replace(OLD, NEW)});

test.each([
    ['an env file', `A=1\nI=${OLD}\nB=2`, 2, `I=${OLD}`],
    ['an exported variable with a comment', `export I="r/${OLD}" # by hand\r\n`, 1, `export I="r/${OLD}"`],
    [
        'a Compose file',
        `services:\n  mm:\n    image: 'r.example:5000/${OLD}:1'\n`,
        3,
        `image: 'r.example:5000/${OLD}:1'`,
    ],
    ['a default', `    image: \${I:-r/${OLD}}:\${TAG}\n`, 1, `image: \${I:-r/${OLD}}:\${TAG}`],
    ['an item of a list', `- I=${OLD}`, 1, `- I=${OLD}`],
])('the whole line is shown: %s', (_name, before, line, shown) => {
    expect(showEdit(edit(before))).toEqual({path: 'f', line, before: shown, after: shown.replace(OLD, NEW)});
});

test.each([
    ['a mapping on one line', `x: {image: "r/${OLD}:1", key: hidden}`, `r/${OLD}:1`],
    ['an anchor', `image: &hidden r/${OLD}:1`, `r/${OLD}:1`],
    ['another variable next to it', `A=hidden I=${OLD}`, OLD],
])('only the changed word is shown: %s', (_name, before, word) => {
    expect(showEdit(edit(before))).toEqual({path: 'f', line: 1, before: word, after: word.replace(OLD, NEW)});
});

const SECRET = 'hunter2';
const showSecret = (before: string) => {
    const start = before.indexOf(SECRET);
    return showSecretEdit({path: 'f', before}, {start, end: start + SECRET.length});
};

test.each([
    ['a variable', `A=1\nPOSTGRES_PASSWORD=${SECRET} # ${SECRET}`, 2, `POSTGRES_PASSWORD=${REDACTED}`],
    ['in quotes', `POSTGRES_PASSWORD: "${SECRET}"\n`, 1, `POSTGRES_PASSWORD: "${REDACTED}"`],
    [
        'a connection string',
        `DSN=postgres://mm:${SECRET}@db:5432/mm?sslmode=disable\n`,
        1,
        `DSN=postgres://${REDACTED}@db:5432/mm?sslmode=disable`,
    ],
    ['keys and values', `DSN="host=db password='${SECRET}' user=mm"`, 1, REDACTED],
])('a secret is masked in its line, both times: %s', (_name, before, line, shown) => {
    expect(showSecret(before)).toEqual({path: 'f', line, before: shown, after: shown});
});

test('whatever else is on the line, no other secret of it is shown', () => {
    const rest = fc.constantFrom('', ' ', ',', '"', "'", '&', '{', '}', '#', '@', ':', '=', '?', 'a');
    const around = fc.array(rest, {maxLength: 6}).map((parts) => parts.join(''));
    const other = fc.constantFrom(
        'password=opensesame',
        'token: opensesame',
        'u://a:opensesame@h',
        'B=2 C_SECRET=opensesame',
    );
    fc.assert(
        fc.property(around, other, around, fc.boolean(), (left, secret, right, isFirst) => {
            const texts = [`I=${OLD}`, `${left}${secret}${right}`];
            const before = `${(isFirst ? texts : texts.toReversed()).join(left)}\n`;
            expect(JSON.stringify(showEdit(edit(before)))).not.toContain('opensesame');
        }),
    );
});
