import {createHash} from 'node:crypto';

/** What only all bytes of an executable tell. */
export type WholeReading = {
    /** `sha256:<hex>`. */
    readonly digest: string;
    /** It names a binding by which Go programs call OpenSSL; a name proves no use of it. */
    readonly namesOpenSsl: boolean;
};

/**
 * The bindings of golang-fips and of Microsoft's Go, as their packages stand in the table of functions, which stripping leaves, and the
 * symbol Mattermost's own check looks for (the plugins' fips.mk: func_go_openssl_OpenSSL_version, _mkcgo_OpenSSL_version).
 */
const NAMES = ['/golang-fips/openssl', '/go-crypto-openssl', '_OpenSSL_version'].map((name) => Buffer.from(name));
const LONGEST = Math.max(...NAMES.map((name) => name.length));

/** Reads an executable that goes by in chunks. */
export function makeWholeReading(): {
    readonly push: (chunk: Uint8Array) => void;
    readonly end: () => WholeReading;
} {
    const hash = createHash('sha256');
    let namesOpenSsl = false;
    let seam = Buffer.alloc(0);
    const holds = (bytes: Buffer): boolean => NAMES.some((name) => bytes.includes(name));
    return {
        push: (chunk) => {
            hash.update(chunk);
            if (namesOpenSsl) {
                return;
            }
            const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
            // A name may lie across two chunks.
            namesOpenSsl = holds(bytes) || holds(Buffer.concat([seam, bytes.subarray(0, LONGEST)]));
            seam = Buffer.concat([seam, bytes.subarray(-LONGEST)]).subarray(-LONGEST);
        },
        end: () => ({digest: `sha256:${hash.digest('hex')}`, namesOpenSsl}),
    };
}
