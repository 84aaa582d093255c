import {isSameWindow, isUsableWindow} from './start_window.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();

describe('isUsableWindow', () => {
    test.each([
        ['tonight', 14, 16, true],
        ['open already', -1, 1, true],
        ['in a week', 168, 170, true],
        ['as long as it may be', 1, 13, true],
        ['over', -2, 0, false],
        ['the wrong way round', 2, 1, false],
        ['no time at all', 1, 1, false],
        ['in more than a week', 168.1, 170, false],
        ['longer than it may be', 1, 13.1, false],
    ] as const)('%s: %d to %d hours from now -> %s', (_name, from, until, usable) => {
        expect(isUsableWindow({from: at(from), until: at(until)}, NOW)).toBe(usable);
    });
});

test('windows are the same by both ends, and "at once" is one of its own', () => {
    const night = {from: at(1), until: at(2)};
    expect(isSameWindow(night, {...night})).toBe(true);
    expect(isSameWindow(null, null)).toBe(true);
    expect(isSameWindow(night, null)).toBe(false);
    expect(isSameWindow(night, {...night, until: at(3)})).toBe(false);
});
