/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json | undefined};

/**
 * Prints JSON one way only: keys sorted by UTF-16 code unit, no blanks, ASCII only; besides what JSON demands, backtick,
 * `<`, `>` and `&` are written as \uXXXX, so that no post formatter or filter can reach into a payload (security.md rule 5).
 * Keys are sorted while printing: rebuilding an object would reorder integer-like keys.
 */
export function printCanonicalJson(value: Json): string {
    if (typeof value === 'string') {
        return printString(value);
    }
    if (typeof value === 'number') {
        if (!Number.isFinite(value)) {
            throw new Error('JSON has no such number');
        }
        return JSON.stringify(value);
    }
    if (value === null || typeof value === 'boolean') {
        return String(value);
    }
    if (isList(value)) {
        return `[${value.map(printCanonicalJson).join(',')}]`;
    }
    const members: string[] = [];
    for (const key of Object.keys(value).sort()) {
        const member = value[key];
        if (member !== undefined) {
            members.push(`${printString(key)}:${printCanonicalJson(member)}`);
        }
    }
    return `{${members.join(',')}}`;
}

/** Reads JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function isList(value: Json): value is readonly Json[] {
    return Array.isArray(value);
}

function printString(text: string): string {
    return JSON.stringify(text).replace(/[`<>&\u007f-\uffff]/g, (unit) => {
        return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}
