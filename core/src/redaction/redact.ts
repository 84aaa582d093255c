import {REDACTED} from './redacted.ts';

/** What may hold a connection string: up to the next blank or double quote. A password may hold any other character. */
const TOKEN = /[^\s"`]+/g;
const COLON = /:|%(?:25)*3a/i;
const AT = /@|%(?:25)*40/gi;
/** A scheme's end. A path that was cleaned keeps one of its slashes (`postgres:/user:…`). */
const SCHEME_END = /(?::|%(?:25)*3a)(?:\/|%(?:25)*2f)+/i;
/** An image's digest follows an `@` too. */
const DIGEST = /^sha\d{3}:/;

const SCHEME_AND_TOKEN = /\b(basic|bearer)\s+(?!\[redacted\])[A-Za-z0-9._~+/-]{6,}=*/gi;

const SECRET_KEY =
    '(?:password|passwd|passphrase|passwort|pwd|pass|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|encrypt[_-]?key|authorization|salt)';
const SIGN = '(?:\\\\*["\'])?\\s*(?:[=:]|%(?:25)*3d)\\s*';
/** `password='two words'`, `"token":"…"`, and the same inside of a text whose quotes are escaped. */
const QUOTED_VALUE = new RegExp(
    `(${SECRET_KEY}${SIGN})(?<quote>\\\\*["'])(?!\\[redacted\\])(?:(?!(?<!\\\\)\\k<quote>)[^\\n])+`,
    'gi',
);
/** A sign of punctuation at the value's end belongs to the sentence around it. */
const PLAIN_VALUE = new RegExp(
    `(${SECRET_KEY}${SIGN})(?!\\[redacted\\]|(?:basic|bearer)\\s)[^\\s"'&]*[^\\s"'&,;)}\\]\\\\]`,
    'gi',
);

/** Shorter pieces of base64 are in too many innocent words. */
const SHORTEST_BASE64 = 6;

/** A function that takes known secrets and everything that looks like one out of a text, in each encoding it travels in. */
export type Redactor = (text: string) => string;

/**
 * Makes a redactor for the secrets this process has read. Each is also looked for URL-encoded, JSON-escaped, with
 * Compose's doubled `$` and in base64, alone or inside a longer text (`base64` is handed in: core has no encoder of its own).
 * It takes a time that grows with the text's length and no faster: the text is foreign.
 */
export function makeRedactor(secrets: readonly string[], base64: (text: string) => string): Redactor {
    const forms = new Set(secrets.filter((secret) => secret !== '').flatMap((secret) => formsOf(secret, base64)));
    // Longest first, so that a form which contains another is taken out whole.
    const ordered = [...forms].sort((first, second) => second.length - first.length);
    const known = ordered.length === 0 ? undefined : new RegExp(ordered.map(escape).join('|'), 'g');
    return (text) => {
        const redacted = known === undefined ? text : text.replace(known, REDACTED);
        return redacted
            .replace(TOKEN, redactLogin)
            .replace(SCHEME_AND_TOKEN, `$1 ${REDACTED}`)
            .replace(QUOTED_VALUE, `$1$<quote>${REDACTED}`)
            .replace(PLAIN_VALUE, `$1${REDACTED}`);
    };
}

/** `scheme://user:password@host` without its login, and `user:password@host` without its password; up to the last `@`. */
function redactLogin(token: string): string {
    const at = [...token.matchAll(AT)].at(-1);
    if (!at || DIGEST.test(token.slice(at.index + at[0].length))) {
        return token;
    }
    const head = token.slice(0, at.index);
    const rest = token.slice(at.index);
    const scheme = SCHEME_END.exec(head);
    const from = scheme ? scheme.index + scheme[0].length : 0;
    const colon = COLON.exec(head.slice(from));
    if (!colon) {
        return token;
    }
    const password = from + colon.index + colon[0].length;
    const start = scheme ? from : password;
    return password === head.length ? token : `${head.slice(0, start)}${REDACTED}${rest}`;
}

function formsOf(secret: string, base64: (text: string) => string): readonly string[] {
    const inside = [0, 1, 2].map((shift) => base64Inside(secret, shift, base64));
    // A lone surrogate has no URL form.
    const url = encodeURIComponent(secret.toWellFormed());
    const strictUrl = url.replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
    const json = JSON.stringify(secret).slice(1, -1);
    return [
        secret,
        ...[url, strictUrl].flatMap((form) => [form, lowerHex(form), form.replaceAll('%20', '+')]),
        json,
        // As Go writes JSON.
        json.replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
        secret.replaceAll('$', '$$$$'),
        base64(secret).replace(/=+$/, ''),
        ...inside.filter((form) => form.length >= SHORTEST_BASE64),
    ];
}

function lowerHex(url: string): string {
    return url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** The characters of base64 that depend on the secret alone when `shift` bytes (modulo 3) stand before it. */
function base64Inside(secret: string, shift: number, base64: (text: string) => string): string {
    const encoded = base64('\0'.repeat(shift) + secret);
    const padding = encoded.length - encoded.replace(/=+$/, '').length;
    const fromOthers = [0, 2, 3][shift] ?? 0;
    return encoded.slice(fromOthers, padding === 0 ? undefined : -padding - 1);
}

function escape(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
