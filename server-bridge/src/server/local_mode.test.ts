import {readdir, readFile} from 'node:fs/promises';
import {extractJson} from './local_mode.ts';

const RECORDINGS = new URL('../../../../shared/recordings/mattermost/local-mode/', import.meta.url);

describe('extractJson', () => {
    test.each([
        ['counts before', 'There are 1 plugins on local instance\n[\n  {"active": []}\n]\n', [{active: []}]],
        ['counts behind', '[\n  {"id": "a"}\n]\nThere are 2 bots on local instance\n', [{id: 'a'}]],
        ['one object', '{\n  "status": "OK"\n}\n', {status: 'OK'}],
        ['on one line', '{"a":1}', {a: 1}],
        ['a list inside text lines', 'Listing\n["x"]\ndone', ['x']],
    ])('%s', (_name, output, json) => {
        expect(extractJson(output)).toEqual(json);
    });

    test.each(['', 'null', 'Error: unknown command "nothing" for "mmctl"', '[ broken', 'This command cannot be run'])(
        '%j holds none',
        (output) => {
            expect(extractJson(output)).toBeUndefined();
        },
    );

    test('every recorded answer with JSON in it is read', async () => {
        const names = await readdir(RECORDINGS).catch(() => []);
        if (names.length === 0) {
            process.stderr.write('../shared/recordings is absent: recorded local-mode answers are not replayed.\n');
        }
        for (const name of names.filter(
            (one) => /(list|show|status|version)\.txt$/.test(one) && one !== 'version.txt',
        )) {
            const text = await readFile(new URL(name, RECORDINGS), 'utf8');
            const output = text.replace(/^\$.*\n/, '').replace(/\nexit \d+\n*$/, '\n');
            expect([name, typeof extractJson(output)]).toEqual([name, 'object']);
        }
    });
});
