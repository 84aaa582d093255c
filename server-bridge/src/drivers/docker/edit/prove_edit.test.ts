import {findDifferences} from './differences.ts';
import {proveEdit} from './prove_edit.ts';
import type {Compose, ComposeProject} from './compose.ts';

const project: ComposeProject = {directory: '/p', name: 'p', files: ['/p/a.yml'], envFiles: [], profiles: []};
const edit = {path: '/p/.env', before: 'IMAGE=old', after: 'IMAGE=new'};

/** A compose that answers `before` for the project itself and `after` for the edited one. */
function makeCompose(before: unknown, after: unknown, changed: readonly string[] = ['mattermost']): Compose {
    const isEdited = (asked: ComposeProject) => asked.envFiles.length > 0;
    return {
        fetchVersion: () => Promise.resolve('2.26.1'),
        up: () => Promise.reject(new Error('a proof changes nothing')),
        fetchConfig: (asked) => Promise.resolve(isEdited(asked) ? after : before),
        fetchHashes: (asked) =>
            Promise.resolve(
                new Map(
                    ['db', 'mattermost'].map((name) => [name, isEdited(asked) && changed.includes(name) ? '2' : '1']),
                ),
            ),
    };
}

const config = (image: string, more: object = {}) => ({services: {mattermost: {image, ...more}, db: {image: 'pg'}}});

describe('proveEdit', () => {
    const prove = (compose: Compose) => proveEdit({compose, project, service: 'mattermost', edit, image: 'new'});

    test('only the image moved -> proved, with what a plain up recreates', async () => {
        await expect(prove(makeCompose(config('old'), config('new')))).resolves.toEqual({
            code: 'proved',
            recreated: ['mattermost'],
        });
    });

    test('something else moved too -> its path, never its value', async () => {
        const after = config('new', {environment: {SECRET: 'x'}});
        await expect(prove(makeCompose(config('old', {environment: {SECRET: 'y'}}), after))).resolves.toEqual({
            code: 'moved_more',
            paths: ['services.mattermost.environment.SECRET'],
        });
    });

    test('the name stands in a note that the service merges -> proved', async () => {
        const noted = (image: string) => ({...config(image), 'x-chat': {image}});
        await expect(prove(makeCompose(noted('old'), noted('new')))).resolves.toMatchObject({code: 'proved'});
    });

    test.each([
        ['nothing moved', config('old')],
        ['another image than wished', config('other')],
    ])('%s -> not_moved', async (_name, after) => {
        await expect(prove(makeCompose(config('old'), after))).resolves.toEqual({code: 'not_moved'});
    });
});

test('differences of lists and missing keys are told by path', () => {
    expect(findDifferences({a: [1], b: 1}, {a: [2], c: 1}).map(({path}) => path)).toEqual(['a', 'b', 'c']);
});
