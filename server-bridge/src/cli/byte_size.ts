const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `52.9 MB`: decimal units with one place, as the docker command shows sizes. */
export function printByteSize(bytes: number): string {
    let size = bytes;
    let unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
        size /= 1000;
        unit += 1;
    }
    return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
