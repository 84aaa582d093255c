import {p256} from '@noble/curves/nist.js';
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, hexToBytes} from '@noble/hashes/utils.js';
import {utf8Bytes} from '../values/utf8.ts';
import {verifyP256} from './verify_p256.ts';

const DOMAIN = 'fips-readiness/reply/1\n';

/** A key pair of the agent, hex: `secret` 32 bytes, `publicKey` 33 bytes (compressed point). ECDSA P-256 with SHA-256. */
export type KeyPair = {readonly secret: string; readonly publicKey: string};

/** Makes the key pair that belongs to `secretBytes` (32 random bytes); undefined for the few values that are no key. */
export function makeKeyPair(secretBytes: Uint8Array): KeyPair | undefined {
    if (!p256.utils.isValidSecretKey(secretBytes)) {
        return undefined;
    }
    return {secret: bytesToHex(secretBytes), publicKey: bytesToHex(p256.getPublicKey(secretBytes))};
}

/** Signs a reply's exact payload text; hex of r||s. Deterministic (RFC 6979). */
export function signPayload(payload: string, secret: string): string {
    return bytesToHex(p256.sign(utf8Bytes(DOMAIN + payload), hexToBytes(secret)));
}

/** Does `signature` over the payload's exact text come from the holder of `publicKey`? False for anything malformed. */
export function verifyPayload(payload: string, signature: string, publicKey: string): boolean {
    try {
        return verifyP256(hexToBytes(signature), sha256(utf8Bytes(DOMAIN + payload)), publicKey);
    } catch {
        return false;
    }
}

/**
 * What the admin compares once, terminal against page: the first 16 bytes of the public key's SHA-256, in eight groups
 * of four hex digits. Undefined for a malformed key.
 */
export function printFingerprint(publicKey: string): string | undefined {
    if (!/^0[23][0-9a-f]{64}$/.test(publicKey)) {
        return undefined;
    }
    const hex = bytesToHex(sha256(hexToBytes(publicKey))).slice(0, 32);
    return (hex.match(/.{4}/g) ?? []).join(' ');
}
