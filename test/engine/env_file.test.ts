import {withVariables} from './env_file.ts';

const TEXT = '# Domain\nDOMAIN=a.example.test\n#PORT=1\nPORT=2\n';

test('a variable is replaced in its place, comments stay', () => {
    expect(withVariables(TEXT, {PORT: '3'})).toBe('# Domain\nDOMAIN=a.example.test\n#PORT=1\nPORT=3\n');
});

test('a new variable goes to the end, its $ untouched', () => {
    expect(withVariables(TEXT, {DSN: 'x$&${DOMAIN}'})).toBe(`${TEXT}DSN=x$&\${DOMAIN}\n`);
});

test('undefined takes a variable out; one that is absent is no error', () => {
    expect(withVariables(TEXT, {DOMAIN: undefined, ABSENT: undefined})).toBe('# Domain\n#PORT=1\nPORT=2\n');
});
