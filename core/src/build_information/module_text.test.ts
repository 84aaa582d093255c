import * as fc from 'fast-check';
import {parseModuleText} from './module_text.ts';

describe('parseModuleText', () => {
    test('reads path, module, replaced dependency and settings', () => {
        const text = [
            'path\texample.com/a',
            'mod\texample.com/a\tv1.0.0\th1:sum=',
            'dep\texample.com/b\tv2.0.0',
            '=>\t./b\t(devel)\t',
            'build\t-tags=requirefips',
            'build\t-ldflags="-s -X \\"a=b c\\""',
            'build\t"odd key"=`raw \\n`',
            'later\tword',
            '',
        ].join('\n');
        expect(parseModuleText(text)).toEqual({
            path: 'example.com/a',
            module: {path: 'example.com/a', version: 'v1.0.0', sum: 'h1:sum='},
            dependencies: [
                {
                    path: 'example.com/b',
                    version: 'v2.0.0',
                    sum: '',
                    replacement: {path: './b', version: '(devel)', sum: ''},
                },
            ],
            settings: [
                {key: '-tags', value: 'requirefips'},
                {key: '-ldflags', value: '-s -X "a=b c"'},
                {key: 'odd key', value: 'raw \\n'},
            ],
        });
    });

    test.each([
        'mod\tone column',
        '=>\ta\tb\tc',
        'build\t=value',
        'build\tno equals sign',
        'build\tkey=two words',
        'build\tkey="open',
        'build\tkey="closed" and more',
        'build\tkey="\\xff"',
    ])('refuses a line Go would not write: %j', (line) => {
        expect(parseModuleText(`${line}\n`)).toBeUndefined();
    });

    test('takes any text without throwing', () => {
        fc.assert(
            fc.property(
                fc.array(fc.constantFrom('build\t', 'dep\t', '=>\t', '"', '\\', '=', '\n', 'a', '\t')),
                (parts) => {
                    parseModuleText(parts.join(''));
                },
            ),
        );
    });
});
