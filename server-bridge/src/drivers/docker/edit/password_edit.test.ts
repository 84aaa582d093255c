import fc from 'fast-check';
import {parseDsn} from '../../../facts/dsn.ts';
import {proposePasswordEdit} from './password_edit.ts';

const NEW = 'N'.repeat(32);

function propose({env = '', compose = '', password = 'short'}) {
    return proposePasswordEdit({
        composeFiles: [{path: '/p/compose.yml', text: compose}],
        envFiles: [{path: '/p/.env', text: env}],
        oldPassword: password,
        newPassword: NEW,
    });
}

/** An official project's two lines, with `§` where the password stands. */
const OFFICIAL =
    'POSTGRES_USER=mmuser\nPOSTGRES_PASSWORD=§\nPOSTGRES_DB=mattermost\nMM_SQLSETTINGS_DATASOURCE=postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@postgres:5432/${POSTGRES_DB}?sslmode=disable\n';

/** Name, text, the password (`short` where it is left out), and how the text spells it. */
type Case = readonly [string, string, string?, string?];
const complete = ([name, template, password = 'short', written = password]: Case) =>
    [name, template, password, written] as const;

describe('proposePasswordEdit', () => {
    const envs: readonly Case[] = [
        ['official', OFFICIAL],
        ['official, role of the same name', OFFICIAL, 'mmuser'],
        ['official, database of the same name', OFFICIAL, 'mattermost'],
        ['official, references without braces', OFFICIAL.replaceAll(/\$\{(\w+)\}/g, '$$$1'), 'mmuser'],
        ['CRLF', OFFICIAL.replaceAll('\n', '\r\n')],
        ['byte order mark', `\ufeff${OFFICIAL}`],
        ['double quotes and comment', 'A="short stop"\nDB_PASSWORD="§" # short'],
        ['single quotes', "DB_PASSWORD='§'"],
        ['export', 'export DB_PASSWORD=§\n# short\n'],
        ['colon', 'DB_PASSWORD: §'],
        ['unicode above', 'NAME=Zoë 🐘\nDB_PASSWORD=§', 'pässwort'],
        ['an older assignment of the same name', 'P=short\nP=§'],
        ['blanks in quotes', 'P="§"', 'two words'],
        ['a connection string', 'DSN=postgres://u:§@h:5432/d?sslmode=disable'],
        ['a connection string, role of the same name', 'DSN=postgres://short:§@short/short'],
        ['a connection string, percent-encoded', 'DSN=postgres://u:§@h/d', 'a@b/c', 'a%40b%2fc'],
        ['a connection string, partly percent-encoded', 'DSN=postgres://u:§@h/d', 'a!b@c', 'a!b%40c'],
        ['a connection string with a sign in the password', 'DSN=postgres://u:§@h/d', 'a@b', 'a@b'],
        ['a doubled dollar', 'DSN="postgres://u:§@h/d"', 'a$b', 'a$$b'],
        ['a dollar in single quotes', "P='§'", 'a$b'],
        ['keys and values', 'DSN="host=db user=u password=\'§\' dbname=d"', 'two words'],
        ['keys and values, bare', 'DSN=host=db password=§ dbname=d', 'a&b'],
        ['keys and values, escaped', "DSN=host=db password='§' dbname=d", "it's", "it\\'s"],
        ['a default beside', 'P=${OTHER:-x}\nQ=§'],
    ];
    test.each(envs.map(complete))('env file: %s', (_name, template, password, written) => {
        const env = template.replace('§', () => written);
        expect(propose({env, password})).toEqual({
            code: 'edit',
            edit: {path: '/p/.env', before: env, after: template.replace('§', NEW)},
            span: {start: template.indexOf('§'), end: template.indexOf('§') + written.length},
        });
    });

    const composes: readonly Case[] = [
        ['plain', 'services:\n  m:\n    environment:\n      DSN: postgres://u:§@h/d # short\n'],
        ['byte order mark', '\ufeffservices:\n  m:\n    environment:\n      DSN: postgres://u:§@h/d\n'],
        ['list', 'services:\n  m:\n    environment:\n      - DSN=postgres://u:§@h/d\n'],
        ['quoted list', 'services: {m: {environment: ["DSN=postgres://u:§@h/d"]}}'],
        ['CRLF', "services:\r\n  m:\r\n    environment:\r\n      DSN: 'postgres://u:§@h/d'\r\n"],
        ['a default', 'services:\n  m:\n    environment:\n      DSN: postgres://u:${P:-§}@h/d\n'],
        ['a whole default', 'services:\n  m:\n    environment:\n      DSN: ${DSN:-postgres://u:§@h/d}\n'],
        ['a role from a variable', 'services:\n  m:\n    environment:\n      DSN: postgres://${U:-u}:§@h/d\n'],
        ['an argument', 'services:\n  m:\n    command: [--config, "postgres://u:§@h/d"]\n'],
        [
            'an anchor',
            'x-e: &e\n  DSN: postgres://u:§@h/d\nservices:\n  m: {environment: *e}\n  n: {environment: *e}\n',
        ],
        ['a block', 'services:\n  m:\n    environment:\n      DSN: >-\n        postgres://u:§@h/d\n'],
        ['a doubled dollar', 'services:\n  m:\n    environment:\n      DSN: postgres://u:§@h/d\n', 'a$b', 'a$$b'],
        ['a password by name', 'services:\n  m:\n    environment:\n      DB_PASS: "§"\n      ROLE: short\n'],
        ['a password by name in a list', 'services:\n  m:\n    environment:\n      - DB_PASS=§\n      - ROLE=short\n'],
        ['a number', 'services:\n  m:\n    environment:\n      DB_PASS: §\n', '12345'],
        ['escapes elsewhere', 'services:\n  m:\n    environment:\n      DSN: "postgres://u:§@h/d?x=\\u0031"\n'],
    ];
    test.each(composes.map(complete))('Compose file: %s', (_name, template, password, written) => {
        const compose = template.replace('§', () => written);
        expect(propose({compose, password})).toMatchObject({
            edit: {path: '/p/compose.yml', before: compose, after: template.replace('§', NEW)},
            span: {start: template.indexOf('§'), end: template.indexOf('§') + written.length},
        });
    });

    const refusals: readonly (readonly [string, Parameters<typeof propose>[0], string])[] = [
        ['nowhere', {env: 'A=1'}, 'password_not_in_a_file'],
        ['no password', {env: 'A=', password: ''}, 'password_not_in_a_file'],
        ['in a comment only', {env: '# P=short\nA=1 # short'}, 'password_not_in_a_file'],
        ['part of a value only', {env: 'A=shorter\nDSN=postgres://u:shorter@h/d'}, 'password_not_in_a_file'],
        ['set by an assignment that does not count', {env: 'P=short\nP=other'}, 'password_not_in_a_file'],
        ['two variables', {env: 'P=short\nQ=short'}, 'password_in_several_places'],
        ['variable and connection string', {env: 'P=short\nD=postgres://u:short@h/d'}, 'password_in_several_places'],
        ['two strings', {env: 'D=postgres://u:short@h/d postgres://u:short@i/d'}, 'password_in_several_places'],
        [
            'both services of a Compose file',
            {
                compose:
                    'services:\n  d: {environment: {POSTGRES_PASSWORD: short}}\n  m: {environment: {DSN: "postgres://u:short@h/d"}}\n',
            },
            'password_in_several_places',
        ],
        ['escaped in an env file', {env: 'P="a\\"b"', password: 'a"b'}, 'password_not_plain'],
        [
            'escaped in YAML',
            {compose: 'services: {m: {environment: {D: "postgres://u:\\u0073hort@h/d"}}}'},
            'password_not_plain',
        ],
        [
            'doubled quotes in YAML',
            {compose: "services: {m: {environment: {P_PASS: 'it''s'}}}", password: "it's"},
            'password_not_plain',
        ],
        ['a lone dollar that Compose takes for a variable', {env: 'P=pa$x', password: 'pa'}, 'password_not_in_a_file'],
    ];
    test.each(refusals)('refused: %s', (_name, files, reason) => {
        expect(propose(files)).toEqual({code: 'refused', reason});
    });

    const line = fc.oneof(
        fc.constantFrom(
            '# short',
            'OTHER="a # b $X"',
            'POSTGRES_USER=short',
            'D=postgres://u:${P}@h/d',
            '',
            'P2=shorter',
        ),
        fc.stringMatching(/^[A-Z]{1,5}=[a-zé$ ]{0,3}$/),
    );

    test('every byte outside the password stays, and the way back is the same edit', () => {
        fc.assert(
            fc.property(
                fc.array(line),
                fc.array(line),
                fc.constantFrom('\n', '\r\n'),
                fc.constantFrom('', '"', "'"),
                fc.constantFrom('', '\ufeff'),
                (above, below, newline, quote, mark) => {
                    const own = (password: string) => `DB_PASSWORD=${quote}${password}${quote}`;
                    const user = 'D=postgres://${POSTGRES_USER}:${DB_PASSWORD}@h/d';
                    const text = (password: string) => mark + [user, ...above, own(password), ...below].join(newline);
                    const edit = {path: '/p/.env', before: text('short'), after: text(NEW)};
                    expect(propose({env: text('short')})).toMatchObject({code: 'edit', edit});
                },
            ),
        );
    });

    test('whatever the old password was, the edited connection string reads with the new one', () => {
        fc.assert(
            fc.property(fc.string({unit: 'grapheme', minLength: 1, maxLength: 20}), (password) => {
                const dsn = `postgres://mmuser:${encodeURIComponent(password)}@db:5432/chat?sslmode=disable`;
                const compose = `services:\n  m:\n    environment:\n      DSN: "${dsn}"\n`;
                const proposal = propose({compose, password});
                const after = proposal.code === 'edit' ? proposal.edit.after : '';
                expect(parseDsn(/"(.*)"/.exec(after)?.[1] ?? '')).toEqual({...parseDsn(dsn), password: NEW});
            }),
        );
    });
});
