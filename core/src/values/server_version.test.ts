import fc from 'fast-check';
import {isAtLeast, parseServerVersion, printServerVersion} from './server_version.ts';

test.each([
    ['11.7.2', '11.7.2'],
    ['v11.7', '11.7.0'],
    [' 11.7.2-rc1 ', '11.7.2'],
    ['11.8-rc2', '11.8.0'],
    ['11.7.2+4282c63', '11.7.2'],
    ['11.6.0.11.6.0.58e3f235fc46.false', '11.6.0'],
])('%j is read as %s', (text, printed) => {
    const version = parseServerVersion(text);
    expect(version && printServerVersion(version)).toBe(printed);
});

test.each(['', 'dev', '11', '11.x', '11.7.latest', 'release-11.7', '11.7.2 rc1', '999999.0.0'])(
    '%j is none',
    (text) => {
        expect(parseServerVersion(text)).toBeUndefined();
    },
);

const part = fc.nat({max: 99_999});
const version = fc.record({major: part, minor: part, patch: part});

test('what is printed is read back', () => {
    fc.assert(fc.property(version, (one) => expect(parseServerVersion(printServerVersion(one))).toEqual(one)));
});

test('of two versions at least one is at least the other, and both only where they are equal', () => {
    fc.assert(
        fc.property(version, version, (one, other) => {
            const both = isAtLeast(one, other) && isAtLeast(other, one);
            expect(isAtLeast(one, other) || isAtLeast(other, one)).toBe(true);
            expect(both).toBe(printServerVersion(one) === printServerVersion(other));
        }),
    );
});

test('a newer part decides before an older one', () => {
    expect(isAtLeast({major: 12, minor: 0, patch: 0}, {major: 11, minor: 9, patch: 9})).toBe(true);
    expect(isAtLeast({major: 11, minor: 7, patch: 9}, {major: 11, minor: 8, patch: 0})).toBe(false);
    expect(isAtLeast({major: 11, minor: 7, patch: 9}, {major: 11, minor: 7, patch: 10})).toBe(false);
});
