import {FIPS_MINIMUM_SECRET_BYTES} from '../values/thresholds.ts';
import {utf8ByteLength} from '../values/utf8.ts';
import type {SecretLength} from './facts.ts';

/** What the server's API shows in place of a secret (model.FakeSetting). */
export const MASK = '*'.repeat(32);

/** Judges a secret where it was read: only this word leaves the host, never the length (security.md rule 16). */
export function judgeSecretLength(
    secret: string | null | undefined,
    minimumBytes = FIPS_MINIMUM_SECRET_BYTES,
): SecretLength {
    if (secret === undefined || secret === null || secret === '') {
        return 'none';
    }
    if (secret === MASK) {
        return 'unreadable';
    }
    return utf8ByteLength(secret) < minimumBytes ? 'short' : 'ok';
}
