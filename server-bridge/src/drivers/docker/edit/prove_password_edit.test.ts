import type {Compose, ComposeProject} from './compose.ts';
import {provePasswordEdit} from './prove_password_edit.ts';

const NEW = 'N'.repeat(32);
const project: ComposeProject = {directory: '/p', name: 'p', files: ['/p/a.yml'], envFiles: [], profiles: []};
const edit = {path: '/p/.env', before: 'P=short', after: `P=${NEW}`};

const dsn = (password: string) => `postgres://short:${password}@db/short`;
const config = (m: object, db: object = {}) => ({
    services: {mattermost: {environment: m}, db: {environment: db}},
});

function prove(before: unknown, after: unknown, oldPassword = 'short') {
    const isEdited = (asked: ComposeProject) => asked.envFiles.length > 0;
    const compose: Pick<Compose, 'fetchConfig' | 'fetchHashes'> = {
        fetchConfig: (asked) => Promise.resolve(isEdited(asked) ? after : before),
        fetchHashes: (asked) =>
            Promise.resolve(
                new Map([
                    ['mattermost', isEdited(asked) ? '2' : '1'],
                    ['db', '1'],
                ]),
            ),
    };
    const input = {project, service: 'mattermost', edit, oldPassword, newPassword: NEW};
    return provePasswordEdit({compose: compose as Compose, ...input});
}

describe('provePasswordEdit', () => {
    const D = 'services.mattermost.environment.D';
    const proved: readonly (readonly [string, object, object, readonly string[], string])[] = [
        ['in a connection string', config({D: dsn('short')}), config({D: dsn(NEW)}), [D], 'short'],
        [
            'in two services',
            config({D: dsn('short')}, {P: 'short'}),
            config({D: dsn(NEW)}, {P: NEW}),
            [D, 'services.db.environment.P'],
            'short',
        ],
        [
            'in two strings of one value',
            config({D: `${dsn('short')} ${dsn('short')}`}),
            config({D: `${dsn(NEW)} ${dsn(NEW)}`}),
            [D],
            'short',
        ],
        ['in an argument', config({D: ['-c', dsn('short')]}), config({D: ['-c', dsn(NEW)]}), [D], 'short'],
        ['percent-encoded', config({D: dsn('a%40b')}), config({D: dsn(NEW)}), [D], 'a@b'],
        ['a dollar, as compose prints it', config({D: dsn('a$$b')}), config({D: dsn(NEW)}), [D], 'a$b'],
    ];
    test.each(proved)('proved: %s', async (_name, before, after, paths, oldPassword) => {
        await expect(prove(before, after, oldPassword)).resolves.toEqual({
            code: 'proved',
            recreated: ['mattermost'],
            paths,
        });
    });

    const more: readonly (readonly [string, object, object])[] = [
        ['another value', config({D: dsn('short'), X: '1'}), config({D: dsn(NEW), X: '2'})],
        ['the role too', config({X: dsn('short')}), config({X: `postgres://other:${NEW}@db/short`})],
        ['another password', config({X: dsn('other')}), config({X: dsn(NEW)})],
        ['a new key', config({}), config({X: NEW})],
        ['a key gone', config({X: 'short'}), config({})],
        ['an argument more', config({X: ['short']}), config({X: [NEW, '--more']})],
        ['a number', config({X: 1}), config({X: 2})],
    ];
    test.each(more)('moved_more: %s', async (_name, before, after) => {
        await expect(prove(before, after)).resolves.toEqual({
            code: 'moved_more',
            paths: ['services.mattermost.environment.X'],
        });
    });

    test.each([
        ['nothing', config({D: dsn('short')}), config({D: dsn('short')})],
        ['another service only', config({}, {P: 'short'}), config({}, {P: NEW})],
    ])('not_moved: %s', async (_name, before, after) => {
        await expect(prove(before, after)).resolves.toEqual({code: 'not_moved'});
    });
});
