import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex} from '@noble/hashes/utils.js';
import {utf8Bytes} from './utf8.ts';

/**
 * `sha256:<hex>` over `fips-readiness/<domain>/1\n` and the text's UTF-8 bytes. The domain keeps a digest of one kind
 * of text from standing in for another. Pure JavaScript: plain-http sites have no crypto.subtle.
 */
export function makeDigest(domain: string, text: string): string {
    return `sha256:${bytesToHex(sha256(utf8Bytes(`fips-readiness/${domain}/1\n${text}`)))}`;
}
