/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

const DSN_CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)([^\s/@:'"]*):([^\s'"]*?)@(?=[^@\s]*(?:[/?\s]|$))/gi;
const SCHEME_AND_TOKEN = /\b(basic|bearer)\s+(?!\[redacted\])[A-Za-z0-9._~+/-]{6,}=*/gi;
const KEY_VALUE =
    /((?:password|passwd|pwd|secret|token|apikey|api_key|access_key|authorization|sslpassword)["']?\s*[=:]\s*["']?)((?!\[redacted\]|(?:basic|bearer)\s)[^\s"',;&]+)/gi;

/** Shorter pieces of base64 stand in too many innocent words. */
const SHORTEST_BASE64 = 6;

/** A function that takes known secrets and everything that looks like one out of a text, in each encoding it travels in. */
export type Redactor = (text: string) => string;

/**
 * Makes a redactor for the secrets this process has read. Each is also looked for URL-encoded, JSON-escaped, with
 * Compose's doubled `$` and in base64, alone or inside a longer text (`base64` is handed in: core has no encoder of its own).
 */
export function makeRedactor(secrets: readonly string[], base64: (text: string) => string): Redactor {
    const forms = new Set(secrets.filter((secret) => secret !== '').flatMap((secret) => formsOf(secret, base64)));
    // Longest first, so that a form which contains another is taken out whole.
    const ordered = [...forms].sort((first, second) => second.length - first.length);
    const known = ordered.length === 0 ? undefined : new RegExp(ordered.map(escape).join('|'), 'g');
    return (text) => {
        const redacted = known === undefined ? text : text.replace(known, REDACTED);
        return redacted
            .replace(DSN_CREDENTIALS, `$1${REDACTED}@`)
            .replace(SCHEME_AND_TOKEN, `$1 ${REDACTED}`)
            .replace(KEY_VALUE, `$1${REDACTED}`);
    };
}

function formsOf(secret: string, base64: (text: string) => string): readonly string[] {
    const inside = [0, 1, 2].map((shift) => base64Inside(secret, shift, base64));
    return [
        secret,
        // A lone surrogate has no URL form.
        encodeURIComponent(secret.toWellFormed()),
        JSON.stringify(secret).slice(1, -1),
        secret.replaceAll('$', '$$$$'),
        base64(secret).replace(/=+$/, ''),
        ...inside.filter((form) => form.length >= SHORTEST_BASE64),
    ];
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
