import {readZonedTime} from './zoned_time.ts';

it.each([
    ['2026-11-23T14:05', 'Europe/Berlin', '2026-11-23T13:05:00.000Z'],
    ['2026-07-01T00:30', 'Europe/Berlin', '2026-06-30T22:30:00.000Z'],
    ['2026-11-23T14:05', 'America/Los_Angeles', '2026-11-23T22:05:00.000Z'],
    ['2026-11-23T14:05', 'Asia/Kolkata', '2026-11-23T08:35:00.000Z'],
    ['2026-11-23T00:00', 'UTC', '2026-11-23T00:00:00.000Z'],
    // An hour before the clocks change, and an hour after.
    ['2026-03-29T01:30', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
])('%s in %s -> %s', (typed, zone, moment) => {
    expect(new Date(readZonedTime(typed, zone)).toISOString()).toBe(moment);
});

it('is the browser’s own zone where none is named', () => {
    expect(readZonedTime('2026-11-23T14:05', undefined)).toBe(new Date('2026-11-23T14:05').getTime());
});

it.each(['', 'soon', '2026-11-23', '2026-11-23T14:05:10Z'])('%j is no time', (typed) => {
    expect(readZonedTime(typed, 'UTC')).toBeNaN();
});
