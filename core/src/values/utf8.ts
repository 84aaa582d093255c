import {utf8ToBytes} from '@noble/hashes/utils.js';

/** Length of `text` in UTF-8 bytes, as Go's `len()` counts it. A lone surrogate counts 3 bytes (U+FFFD). */
export function utf8ByteLength(text: string): number {
    return utf8ToBytes(text).length;
}

/** UTF-8 bytes of `text`; lone surrogates become U+FFFD. core itself has no TextEncoder: it compiles without DOM and Node types. */
export const utf8Bytes: (text: string) => Uint8Array = utf8ToBytes;
