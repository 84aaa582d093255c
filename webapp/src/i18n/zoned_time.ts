/** `2026-11-23T14:05`, as `datetime-local` has it. */
const TYPED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

/**
 * The moment somebody means who types a date and a time in a zone (IANA name; the browser's own where it is undefined), in
 * milliseconds; NaN where it is no time. Of an hour that a clock shows twice the first is meant.
 */
export function readZonedTime(typed: string, zone: string | undefined): number {
    const parts = TYPED.exec(typed)?.slice(1).map(Number);
    if (!parts) {
        return NaN;
    }
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
    const asUtc = Date.UTC(year, month - 1, day, hour, minute);
    // The zone's offset is known only for a moment: the second guess is right across a change of the clocks too.
    const first = asUtc - offsetOf(asUtc, zone);
    return asUtc - offsetOf(first, zone);
}

/** How far the zone's clock is ahead of UTC at a moment, in milliseconds. */
function offsetOf(atMs: number, zone: string | undefined): number {
    const format = new Intl.DateTimeFormat('en-US', {
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        ...(zone === undefined ? {} : {timeZone: zone}),
    });
    const shown = Object.fromEntries(format.formatToParts(atMs).map(({type, value}) => [type, Number(value)]));
    const {year = 0, month = 0, day = 0, hour = 0, minute = 0} = shown;
    return Date.UTC(year, month - 1, day, hour, minute) - atMs;
}
