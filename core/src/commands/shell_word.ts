import {utf8Bytes} from '../values/utf8.ts';
import {isInvisible} from '../redaction/printable.ts';

/**
 * A value as one shell word, printable wherever it is shown: plain names pass, anything else is quoted. Characters nobody sees are
 * written out, so that a line break or a change of direction in a name cannot make a command read otherwise than it is. Source:
 * POSIX shell, 2.2.2 single-quotes, 2.6.3 command substitution; printf, `%b`.
 */
export function printShellWord(value: string): string {
    if (isInvisible(value)) {
        // A shell drops the line breaks at the end of what a command printed: there they follow in quotes.
        const seen = value.replace(/\n+$/, '');
        const breaks = value.slice(seen.length);
        const head = `"$(printf '%b' '${[...seen].map(printEscaped).join('')}')"`;
        return breaks === '' ? head : `${seen === '' ? '' : head}'${breaks}'`;
    }
    return /^[A-Za-z0-9_./:@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

function printEscaped(character: string): string {
    const isPlain = !isInvisible(character) && character !== "'" && character !== '\\';
    return isPlain
        ? character
        : [...utf8Bytes(character)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
}

/** The value as a shell word, or the placeholder (`<in angle brackets>`) where it is not known or would read as an option. */
export function printWordOr(value: unknown, placeholder: string): string {
    return typeof value === 'string' && value !== '' && !value.startsWith('-') ? printShellWord(value) : placeholder;
}
