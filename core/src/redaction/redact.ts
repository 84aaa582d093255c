/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

const DSN_CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)([^\s/@:'"]*):([^\s'"]*?)@(?=[^@\s]*(?:[/?\s]|$))/gi;
const KEY_VALUE =
    /((?:password|passwd|pwd|secret|token|apikey|api_key|access_key|authorization|bearer|sslpassword)["']?\s*[=:]\s*["']?)((?!\[redacted\])[^\s"',;&]+)/gi;

/** A function that takes known secrets and everything that looks like one out of a text, in each encoding it travels in. */
export type Redactor = (text: string) => string;

/**
 * Makes a redactor for the secrets this process has read. Each is also looked for URL-encoded, JSON-escaped, with
 * Compose's doubled `$` and in base64 (`base64` is handed in: core has no encoder of its own).
 */
export function makeRedactor(secrets: readonly string[], base64: (text: string) => string): Redactor {
    const forms = new Set<string>();
    for (const secret of secrets) {
        if (secret.length === 0) {
            continue;
        }
        forms.add(secret);
        forms.add(encodeURIComponent(secret));
        forms.add(JSON.stringify(secret).slice(1, -1));
        forms.add(secret.replaceAll('$', '$$$$'));
        forms.add(base64(secret).replace(/=+$/, ''));
    }
    // Longest first, so that a form which contains another is taken out whole.
    const ordered = [...forms].sort((first, second) => second.length - first.length);
    return (text) => {
        let redacted = text;
        for (const form of ordered) {
            redacted = redacted.replaceAll(form, REDACTED);
        }
        return redacted.replace(DSN_CREDENTIALS, `$1${REDACTED}@`).replace(KEY_VALUE, `$1${REDACTED}`);
    };
}
