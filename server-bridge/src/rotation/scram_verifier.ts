import {createHash, createHmac, pbkdf2Sync} from 'node:crypto';

const KEY_BYTES = 32;
const VERIFIER = /^SCRAM-SHA-256\$[1-9]\d{0,8}:([A-Za-z0-9+/]+={0,2})\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)$/;

/**
 * What PostgreSQL stores of a password, computed by the client so that the clear text never travels:
 * `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`, base64 (RFC 5803; src/common/scram-common.c). The password's
 * bytes are taken as they are, as lib/pq takes them.
 */
export function makeScramVerifier(password: string, salt: Uint8Array, iterations = 4096): string {
    const salted = pbkdf2Sync(password, salt, iterations, KEY_BYTES, 'sha256');
    const sign = (text: string) => createHmac('sha256', salted).update(text).digest();
    const storedKey = createHash('sha256').update(sign('Client Key')).digest('base64');
    const serverKey = sign('Server Key').toString('base64');
    return `SCRAM-SHA-256$${iterations}:${Buffer.from(salt).toString('base64')}$${storedKey}:${serverKey}`;
}

/**
 * True for a verifier PostgreSQL takes as one. It takes a malformed one for the clear-text password, so nothing is sent
 * that was not read back here (security.md rule 17).
 */
export function isScramVerifier(text: string): boolean {
    const [, salt = '', storedKey = '', serverKey = ''] = VERIFIER.exec(text) ?? [];
    return [salt, storedKey, serverKey].every(isBase64) && [storedKey, serverKey].every(isKey);
}

function isBase64(text: string): boolean {
    return text !== '' && Buffer.from(text, 'base64').toString('base64') === text;
}

function isKey(text: string): boolean {
    return Buffer.from(text, 'base64').length === KEY_BYTES;
}
