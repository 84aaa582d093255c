const SIMPLE: Readonly<Record<string, string>> = {
    a: '\u0007',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
    '\\': '\\',
    '"': '"',
};

/** One piece of an interpreted string: a plain character or an escape (Go specification, "String literals"). */
const PIECE = /[^"\\\n]|\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/uy;

/**
 * Takes a Go string literal, quoted by `"` or by backquotes, off the beginning of `text`. Undefined where there is none.
 * Bytes above 0x7f written as \x or octal are refused: they need not be text.
 */
export function takeGoString(text: string): {readonly value: string; readonly rest: string} | undefined {
    if (text.startsWith('`')) {
        const end = text.indexOf('`', 1);
        return end < 0 ? undefined : {value: text.slice(1, end).replaceAll('\r', ''), rest: text.slice(end + 1)};
    }
    if (!text.startsWith('"')) {
        return undefined;
    }
    let value = '';
    for (let at = 1; at < text.length;) {
        if (text[at] === '"') {
            return {value, rest: text.slice(at + 1)};
        }
        PIECE.lastIndex = at;
        const match = PIECE.exec(text);
        const piece = match && readPiece(match);
        if (piece === null || piece === undefined) {
            return undefined;
        }
        value += piece;
        at = PIECE.lastIndex;
    }
    return undefined;
}

function readPiece([all, simple, byte, octal, short, long]: RegExpExecArray): string | undefined {
    if (simple !== undefined) {
        return SIMPLE[simple];
    }
    if (byte !== undefined || octal !== undefined) {
        const code = byte === undefined ? parseInt(octal ?? '', 8) : parseInt(byte, 16);
        return code < 0x80 ? String.fromCharCode(code) : undefined;
    }
    const hex = short ?? long;
    if (hex === undefined) {
        return all;
    }
    const codePoint = parseInt(hex, 16);
    return codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)
        ? undefined
        : String.fromCodePoint(codePoint);
}
