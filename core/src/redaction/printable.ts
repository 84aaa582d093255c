/** Control, bidirectional and zero-width characters: they can hide or reorder what a person reads. */
const INVISIBLE =
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The text with each invisible character drawn as `\u{XXXX}`, for terminals, pages and exports (security.md rule 9). */
export function makeVisible(text: string): string {
    return text.replace(INVISIBLE, (character) => `\\u{${character.charCodeAt(0).toString(16).padStart(4, '0')}}`);
}
