/** The text of UTF-8 bytes, or undefined where they are none. core has no TextDecoder. */
export function utf8Text(bytes: Uint8Array): string | undefined {
    let text = '';
    for (let at = 0; at < bytes.length;) {
        const first = bytes[at] ?? 0;
        const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length === 0) {
            return undefined;
        }
        let codePoint = length === 1 ? first : first & (0x7f >> length);
        for (let index = 1; index < length; index += 1) {
            const byte = bytes[at + index];
            if (byte === undefined || (byte & 0xc0) !== 0x80) {
                return undefined;
            }
            codePoint = (codePoint << 6) | (byte & 0x3f);
        }
        if (!isScalar(codePoint, length)) {
            return undefined;
        }
        text += String.fromCodePoint(codePoint);
        at += length;
    }
    return text;
}

/** Neither written longer than needed, nor a surrogate, nor beyond Unicode. */
function isScalar(codePoint: number, length: number): boolean {
    const least = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
    return codePoint >= least && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
}
