/** The text of a Secret's value; undefined for bytes that are no UTF-8: nothing is judged, or written again, by a guess. */
export function decodeValue(encoded: string): string | undefined {
    try {
        return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(Buffer.from(encoded, 'base64'));
    } catch {
        return undefined;
    }
}
