import {createHmac} from 'node:crypto';

/**
 * A fingerprint of bytes that hold secrets: HMAC-SHA-256 under a key that never leaves the agent, so that nobody can guess
 * the bytes from it (security.md rule 16). Base64url.
 */
export function makeFingerprint(keyHex: string, path: string, text: string): string {
    const key = createHmac('sha256', Buffer.from(keyHex, 'hex')).update('fips-readiness/fingerprint/1').digest();
    return createHmac('sha256', key).update(`${path}\0`).update(text).digest('base64url');
}
