/**
 * Length of `text` in UTF-8 bytes, as Go's `len()` counts it. A lone surrogate counts 3 bytes (U+FFFD).
 * core has no TextEncoder: it compiles without DOM and Node types.
 */
export function utf8ByteLength(text: string): number {
    let bytes = 0;
    for (const character of text) {
        const codePoint = character.codePointAt(0) ?? 0;
        bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
    return bytes;
}

/** UTF-8 bytes of `text`; lone surrogates become U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
    const bytes: number[] = [];
    for (const character of text) {
        let codePoint = character.codePointAt(0) ?? 0;
        if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
            codePoint = 0xfffd;
        }
        if (codePoint < 0x80) {
            bytes.push(codePoint);
        } else if (codePoint < 0x800) {
            bytes.push(0xc0 | (codePoint >> 6), continuation(codePoint));
        } else if (codePoint < 0x10000) {
            bytes.push(0xe0 | (codePoint >> 12), continuation(codePoint >> 6), continuation(codePoint));
        } else {
            bytes.push(
                0xf0 | (codePoint >> 18),
                continuation(codePoint >> 12),
                continuation(codePoint >> 6),
                continuation(codePoint),
            );
        }
    }
    return Uint8Array.from(bytes);
}

function continuation(bits: number): number {
    return 0x80 | (bits & 0x3f);
}
