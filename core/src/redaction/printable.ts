/** Control, bidirectional, zero-width and tag characters, blank letters and lone surrogates: they hide or reorder text. */
const INVISIBLE =
    /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}\p{Cs}]/gu;

/** Does the text hold a character that is not seen, or that makes others be seen elsewhere? */
export function isInvisible(text: string): boolean {
    return text.search(INVISIBLE) >= 0;
}

/** JSON with every invisible character written as `\\uXXXX`: read back it is the same value, and a terminal shows all of it. */
export function printVisibleJson(value: unknown, indent = 2): string {
    const text = JSON.stringify(value, null, indent);
    return text.replace(INVISIBLE, (character) =>
        character === '\n'
            ? character
            : Array.from({length: character.length}, (_, index) => {
                  const unit = character.charCodeAt(index).toString(16);
                  return `\\u${unit.padStart(4, '0')}`;
              }).join(''),
    );
}

/** The text with each invisible character drawn as `\u{XXXX}`, for terminals, pages and exports (security.md rule 9). */
export function makeVisible(text: string): string {
    return text.replace(INVISIBLE, (character) => {
        const codePoint = character.codePointAt(0) ?? 0;
        return `\\u{${codePoint.toString(16).padStart(4, '0')}}`;
    });
}
