/** One assignment of an env file. Offsets are UTF-16 positions in the text; `line` counts from 1. */
export type EnvAssignment = {
    readonly name: string;
    /** The value without its quotes, before compose interpolates it. */
    readonly value: string;
    /** Where the value's text stands, quotes excluded. */
    readonly start: number;
    readonly end: number;
    readonly line: number;
    readonly quote: '' | '"' | "'";
};

/** What stands between assignments: white space and, where an assignment could begin, a comment up to the line's end. */
const BETWEEN = /(?:\p{White_Space}|#[^\n]*)*/uy;
/** White space within a line, as compose takes it. */
const BLANKS = /[\t\v\f\r \u0085\u00a0]*/uy;
const EXPORT = /export[\t\n\f\r ]+/uy;
const NAME = /[\p{L}\p{N}_.[\]-]*/uy;
const WHITE_SPACE = /\p{White_Space}/u;

/**
 * The assignments of an env file as Docker Compose reads it (compose-go/dotenv): `export X=`, `X: v`, a byte order
 * mark, CRLF, blanks round the sign, quoted values over several lines with `\` before a quote, another assignment behind a
 * closing quote, and `#` as a comment only after a space. Of several assignments to one name the last one counts.
 */
export function parseEnvFile(text: string): readonly EnvAssignment[] {
    const found: EnvAssignment[] = [];
    let position = text.startsWith('\ufeff') ? 1 : 0;
    let line = 1;
    const goTo = (next: number): void => {
        line += text.slice(position, next).split('\n').length - 1;
        position = next;
    };
    for (;;) {
        goTo(endOf(BETWEEN, text, position));
        if (position >= text.length) {
            return found;
        }
        const head = readHead(text, endOf(EXPORT, text, position)) ?? readHead(text, position);
        if (!head) {
            // Compose refuses the file; an editor goes on behind the line.
            goTo(endOfLine(text, position));
            continue;
        }
        const {name, start} = head;
        if (name === undefined) {
            goTo(start);
            continue;
        }
        const value = readValue(text, start);
        found.push({name, line, ...value});
        goTo(value.quote === '' ? endOfLine(text, start) : value.end + 1);
    }
}

/** The assignment that counts for `name`, or undefined. */
export function findAssignment(text: string, name: string): EnvAssignment | undefined {
    return parseEnvFile(text).findLast((assignment) => assignment.name === name);
}

/**
 * A name and its sign, with where the value starts; a name alone on its line takes its value from elsewhere, and has none here.
 * Each part is read for itself: one pattern for all of them would try every way to share the blanks out.
 */
function readHead(text: string, from: number): {readonly name: string | undefined; readonly start: number} | undefined {
    const nameStart = endOf(BLANKS, text, from);
    const nameEnd = endOf(NAME, text, nameStart);
    const sign = endOf(BLANKS, text, nameEnd);
    switch (text[sign]) {
        case '=':
        case ':':
            return {name: text.slice(nameStart, nameEnd), start: endOf(BLANKS, text, sign + 1)};
        case '\n':
            return {name: undefined, start: sign + 1};
        default:
            return undefined;
    }
}

function readValue(text: string, start: number): Pick<EnvAssignment, 'value' | 'start' | 'end' | 'quote'> {
    const opening = text[start];
    if (opening === '"' || opening === "'") {
        const closing = findClosingQuote(text, start + 1, opening);
        if (closing >= 0) {
            return {quote: opening, start: start + 1, end: closing, value: text.slice(start + 1, closing)};
        }
    }
    const written = text.slice(start, endOfLine(text, start)).replace(/ #.*$/s, '');
    let length = written.length;
    while (length > 0 && WHITE_SPACE.test(written[length - 1] ?? '')) {
        length -= 1;
    }
    return {quote: '', start, end: start + length, value: written.slice(0, length)};
}

function findClosingQuote(text: string, from: number, quote: string): number {
    for (let index = from; index < text.length; index += 1) {
        if (text[index] === '\\') {
            index += 1;
        } else if (text[index] === quote) {
            return index;
        }
    }
    return -1;
}

/** Where what a sticky pattern takes at a position ends; the position itself where it takes nothing. */
function endOf(pattern: RegExp, text: string, position: number): number {
    pattern.lastIndex = position;
    return pattern.test(text) ? pattern.lastIndex : position;
}

function endOfLine(text: string, from: number): number {
    const newline = text.indexOf('\n', from);
    return newline < 0 ? text.length : newline;
}
