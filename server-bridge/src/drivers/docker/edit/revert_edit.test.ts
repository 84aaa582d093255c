import * as fc from 'fast-check';
import {revertEdit} from './revert_edit.ts';

const BEFORE = 'A=1\r\nIMAGE=standard\r\nPASSWORD=short\r\n';
const AFTER = 'A=1\r\nIMAGE=fips\r\nPASSWORD=long-enough\r\n';
const EDIT = {path: '/p/.env', before: BEFORE, after: AFTER};

test.each([
    ['as the run made it -> the old text', AFTER, BEFORE],
    ['as it was -> unchanged', BEFORE, BEFORE],
    ['never edited, with a line of somebody’s -> unchanged', `${BEFORE}B=2\r\n`, `${BEFORE}B=2\r\n`],
    ['edited, then a line was added -> only the run’s lines move back', `${AFTER}B=2\r\n`, `${BEFORE}B=2\r\n`],
    [
        'edited, then a line before it changed',
        AFTER.replace('A=1', 'A=one\r\n# why'),
        BEFORE.replace('A=1', 'A=one\r\n# why'),
    ],
    ['one line put back by somebody', AFTER.replace('fips', 'standard'), BEFORE],
    ['a line of the run is written otherwise -> left alone', AFTER.replace('fips', 'other'), undefined],
    ['a line of the run is there twice -> left alone', `${AFTER}IMAGE=fips\r\n`, undefined],
    ['emptied -> left alone', '', undefined],
])('%s', (_name, text, expected) => {
    expect(revertEdit(text, EDIT)).toBe(expected);
});

test('lines alike in the file are told apart by their order', () => {
    const edit = {path: '/p/compose.yaml', before: 'x\nx\ny\n', after: 'z\nz\ny\n'};
    expect(revertEdit('# new\nz\nz\ny\n', edit)).toBe('# new\nx\nx\ny\n');
});

test('whatever lines somebody adds, those stay and the run’s own move back', () => {
    const line = fc.string({unit: 'grapheme-ascii', maxLength: 12}).map((text) => `# ${text}`);
    fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(4), line), {maxLength: 6}), (added) => {
            const put = (text: string) =>
                added.reduce((lines, [at, one]) => lines.toSpliced(at, 0, one), text.split('\n')).join('\n');
            expect(revertEdit(put(AFTER), EDIT)).toBe(put(BEFORE));
            expect(revertEdit(put(BEFORE), EDIT)).toBe(put(BEFORE));
        }),
    );
});
