import {generateKeyPairSync, randomBytes, sign} from 'node:crypto';
import {makeKeyPair, printFingerprint, signPayload, verifyPayload} from './signature.ts';

const keys = makeKeyPair(randomBytes(32));
if (!keys) {
    throw new Error('no key');
}

describe('signature', () => {
    test('verifies its own text and nothing else', () => {
        const signature = signPayload('{"a":1}', keys.secret);
        expect(verifyPayload('{"a":1}', signature, keys.publicKey)).toBe(true);
        expect(verifyPayload('{"a":2}', signature, keys.publicKey)).toBe(false);
        const other = makeKeyPair(randomBytes(32));
        expect(verifyPayload('{"a":1}', signature, other?.publicKey ?? '')).toBe(false);
    });

    test.each(['', 'zz', '00', 'a'.repeat(128)])('malformed signature %j is false, not a throw', (signature) => {
        expect(verifyPayload('x', signature, keys.publicKey)).toBe(false);
        expect(verifyPayload('x', signPayload('x', keys.secret), signature)).toBe(false);
    });

    test('every signature another library makes verifies, whichever half its s lies in', () => {
        const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
        const jwk = publicKey.export({format: 'jwk'});
        const x = Buffer.from(jwk.x ?? '', 'base64url');
        const y = Buffer.from(jwk.y ?? '', 'base64url');
        const compressed = `${(y.at(-1) ?? 0) % 2 === 0 ? '02' : '03'}${x.toString('hex')}`;
        for (let round = 0; round < 20; round += 1) {
            const text = `round ${round}`;
            const signature = sign('sha256', Buffer.from(`fips-readiness/reply/1\n${text}`), {
                key: privateKey,
                dsaEncoding: 'ieee-p1363',
            });
            expect(verifyPayload(text, signature.toString('hex'), compressed)).toBe(true);
        }
    });

    test('a fingerprint is eight groups of four hex digits, and none for a malformed key', () => {
        expect(printFingerprint(keys.publicKey)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
        expect(printFingerprint('04abcd')).toBeUndefined();
    });
});
