/** `0:41`, `12:05`, `1:02:03`: minutes and seconds, the same in every language. */
export function printDuration(ms: number): string {
    const seconds = Math.max(0, Math.round(ms / 1000));
    const two = (value: number) => String(value).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return hours > 0
        ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
        : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}
