import {changesOf} from './read_change.ts';

test.each<[string, Parameters<typeof changesOf>[0]['change'], ReturnType<typeof changesOf>]>([
    [
        'a line of a file',
        {
            way: 'files',
            edits: [{path: '/srv/.env', line: 59, before: 'IMAGE=a', after: 'IMAGE=b'}],
            fingerprints: [],
            recreated: [],
        },
        [{place: '/srv/.env:59', before: 'IMAGE=a', after: 'IMAGE=b'}],
    ],
    ['nothing where only the container is made anew', {way: 'clone'}, []],
    [
        'a field that is replaced, one that is added and one that goes; a name may hold a slash',
        {
            way: 'patch',
            operations: [
                {op: 'test', path: '/spec/image', value: 'a'},
                {op: 'replace', path: '/spec/image', value: 'b'},
                {op: 'add', path: '/spec/version', value: '11.7.2'},
                {op: 'test', path: '/metadata/annotations/example.com~1pin~0', value: 'yes'},
                {op: 'remove', path: '/metadata/annotations/example.com~1pin~0'},
            ],
        },
        [
            {place: 'spec.image', before: 'a', after: 'b'},
            {place: 'spec.version', before: '', after: '11.7.2'},
            {place: 'metadata.annotations.example.com/pin~', before: 'yes', after: ''},
        ],
    ],
])('the exact change of a plan: %s', (_, change, shown) => {
    expect(changesOf({change})).toEqual(shown);
});
