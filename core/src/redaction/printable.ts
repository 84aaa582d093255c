/** Control, bidirectional, zero-width and tag characters, blank letters and lone surrogates: they hide or reorder text. */
const INVISIBLE =
    /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}\p{Cs}]/gu;

/** The text with each invisible character drawn as `\u{XXXX}`, for terminals, pages and exports (security.md rule 9). */
export function makeVisible(text: string): string {
    return text.replace(INVISIBLE, (character) => {
        const codePoint = character.codePointAt(0) ?? 0;
        return `\\u{${codePoint.toString(16).padStart(4, '0')}}`;
    });
}
