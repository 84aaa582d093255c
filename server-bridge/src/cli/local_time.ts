/** A moment in the zone of this host, `2026-11-29 02:07:50`; what is no moment stays as it is. */
export function printLocalTime(iso: string): string {
    const at = Date.parse(iso);
    return Number.isNaN(at)
        ? iso
        : new Intl.DateTimeFormat('sv-SE', {dateStyle: 'short', timeStyle: 'medium'}).format(at);
}

/** The zone those times are in, `Europe/Berlin`. */
export function findZone(): string {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
