import {mergeLayers, parseSavedImage, parseWhiteout} from './image_layers.ts';
import type {Layer} from './image_layers.ts';

function layer(entries: Readonly<Record<string, string>>, changes: Partial<Layer<string>> = {}): Layer<string> {
    return {entries: new Map(Object.entries(entries)), removed: [], emptied: [], ...changes};
}

describe('mergeLayers', () => {
    test.each([
        ['a later layer wins', [layer({'/a/x': '1', '/a/y': '1'}), layer({'/a/x': '2'})], {'/a/x': '2', '/a/y': '1'}],
        [
            'a removed file is gone',
            [layer({'/a/x': '1', '/a/xy': '1'}), layer({}, {removed: ['/a/x']})],
            {'/a/xy': '1'},
        ],
        [
            'a removed folder takes its files',
            [layer({'/a/x': '1', '/b': '1'}), layer({}, {removed: ['/a']})],
            {'/b': '1'},
        ],
        [
            'an emptied folder keeps what its own layer brings',
            [layer({'/a/x': '1', '/a/b/y': '1'}), layer({'/a/z': '2'}, {emptied: ['/a']})],
            {'/a/z': '2'},
        ],
        [
            'a new bundle takes the old one’s content along',
            [layer({'/p.tar.gz': '1', '/p.tar.gz!/old': '1'}), layer({'/p.tar.gz': '2', '/p.tar.gz!/new': '2'})],
            {'/p.tar.gz': '2', '/p.tar.gz!/new': '2'},
        ],
    ])('%s', (_, layers, expected) => {
        expect(Object.fromEntries(mergeLayers(layers))).toEqual(expected);
    });
});

test('whiteouts name what they take away', () => {
    expect(parseWhiteout('/a/.wh.b')).toEqual({kind: 'removed', path: '/a/b'});
    expect(parseWhiteout('/a/.wh..wh..opq')).toEqual({kind: 'emptied', path: '/a'});
    expect(parseWhiteout('/a/b')).toBeUndefined();
});

test('a saved image names its layers; other texts are none', () => {
    expect(parseSavedImage('[{"Config":"c","Layers":["a/layer.tar"]}]')).toEqual(['a/layer.tar']);
    expect(parseSavedImage('{"Layers":[]}')).toBeUndefined();
    expect(parseSavedImage('not JSON')).toBeUndefined();
});
