import {weierstrass} from '@noble/curves/abstract/weierstrass.js';
import {bytesToNumberBE} from '@noble/curves/utils.js';

const HALF_BYTES = 32;

/** NIST P-256 (FIPS 186-5, SP 800-186). Points only: signing and its key derivation stay out of the page's bundle. */
const Point = /* @__PURE__ */ weierstrass({
    p: BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff'),
    n: BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'),
    h: BigInt(1),
    a: BigInt('0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc'),
    b: BigInt('0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b'),
    Gx: BigInt('0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'),
    Gy: BigInt('0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5'),
});

/**
 * ECDSA verification (FIPS 186-5 section 6.4.2): is `signature` (r||s, 64 bytes, either half of s) over the 32-byte `hash`
 * by `publicKey` (hex, compressed)? Throws for a key that is not a point of the curve.
 */
export function verifyP256(signature: Uint8Array, hash: Uint8Array, publicKey: string): boolean {
    const {BASE, Fn} = Point;
    if (signature.length !== 2 * HALF_BYTES || hash.length !== HALF_BYTES) {
        return false;
    }
    const r = bytesToNumberBE(signature.subarray(0, HALF_BYTES));
    const s = bytesToNumberBE(signature.subarray(HALF_BYTES));
    if (!Fn.isValidNot0(r) || !Fn.isValidNot0(s)) {
        return false;
    }
    const key = Point.fromHex(publicKey);
    key.assertValidity();
    const inverse = Fn.inv(s);
    const fromHash = BASE.multiplyUnsafe(Fn.mul(Fn.create(bytesToNumberBE(hash)), inverse));
    const sum = fromHash.add(key.multiplyUnsafe(Fn.mul(r, inverse)));
    return !sum.is0() && Fn.create(sum.toAffine().x) === r;
}
