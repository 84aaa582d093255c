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

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*[=:][ \t]*/;

/**
 * The assignments of an env file as Docker Compose reads it (compose-go/dotenv): `export X=`, `X: v`, a byte order
 * mark, CRLF, blanks round the sign, quoted values over several lines, and `#` as a comment only after a blank.
 * Of several assignments to one name the last one counts.
 */
export function parseEnvFile(text: string): readonly EnvAssignment[] {
    const found: EnvAssignment[] = [];
    let position = text.startsWith('\ufeff') ? 1 : 0;
    let line = 1;
    while (position < text.length) {
        const lineEnd = endOfLine(text, position);
        const head = ASSIGNMENT.exec(text.slice(position, lineEnd));
        if (!head) {
            position = lineEnd + 1;
            line += 1;
            continue;
        }
        const start = position + head[0].length;
        const value = readValue(text, start, lineEnd);
        found.push({name: head[1] ?? '', line, ...value});
        const next = endOfLine(text, value.end) + 1;
        line += text.slice(position, next).split('\n').length - 1;
        position = next;
    }
    return found;
}

/** The assignment that counts for `name`, or undefined. */
export function findAssignment(text: string, name: string): EnvAssignment | undefined {
    return parseEnvFile(text).findLast((assignment) => assignment.name === name);
}

function readValue(
    text: string,
    start: number,
    lineEnd: number,
): Pick<EnvAssignment, 'value' | 'start' | 'end' | 'quote'> {
    const opening = text[start];
    if (opening === '"' || opening === "'") {
        const closing = findClosingQuote(text, start + 1, opening);
        if (closing >= 0) {
            return {quote: opening, start: start + 1, end: closing, value: text.slice(start + 1, closing)};
        }
    }
    const bare = text.slice(start, lineEnd).replace(/\r$/, '');
    const value = bare.replace(/(?:^|[ \t])#.*$/, '').trimEnd();
    return {quote: '', start, end: start + value.length, value};
}

function findClosingQuote(text: string, from: number, quote: string): number {
    for (let index = from; index < text.length; index += 1) {
        if (text[index] === '\\' && quote === '"') {
            index += 1;
        } else if (text[index] === quote) {
            return index;
        }
    }
    return -1;
}

function endOfLine(text: string, from: number): number {
    const newline = text.indexOf('\n', from);
    return newline < 0 ? text.length : newline;
}
