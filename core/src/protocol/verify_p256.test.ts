import {createHash, createPublicKey, generateKeyPairSync, sign} from 'node:crypto';
import {p256} from '@noble/curves/nist.js';
import {verifyP256} from './verify_p256.ts';

const N = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const secret = new Uint8Array(32).fill(7);
const key = hex(p256.getPublicKey(secret));
const hash = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
const signed = p256.sign(hash('a'), secret, {prehash: false});

function hex(bytes: Uint8Array): string {
    return Buffer.from(bytes).toString('hex');
}

function number(value: bigint): Uint8Array {
    return new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex'));
}

const join = (r: Uint8Array, s: Uint8Array) => new Uint8Array([...r, ...s]);
const r = signed.slice(0, 32);
const s = signed.slice(32);

it('agrees with OpenSSL, by many keys', () => {
    for (let turn = 0; turn < 40; turn += 1) {
        const pair = generateKeyPairSync('ec', {namedCurve: 'P-256'});
        const {x = '', y = ''} = createPublicKey(pair.privateKey).export({format: 'jwk'});
        const isOdd = (Buffer.from(y, 'base64url').at(-1) ?? 0) % 2 === 1;
        const compressed = `${isOdd ? '03' : '02'}${Buffer.from(x, 'base64url').toString('hex').padStart(64, '0')}`;
        const text = `message ${turn}`;
        const made = sign('sha256', Buffer.from(text), {key: pair.privateKey, dsaEncoding: 'ieee-p1363'});
        expect(verifyP256(new Uint8Array(made), hash(text), compressed)).toBe(true);
        expect(verifyP256(new Uint8Array(made), hash(`${text}.`), compressed)).toBe(false);
        expect(verifyP256(new Uint8Array(made), hash(text), key)).toBe(false);
    }
});

it('takes either half of s', () => {
    const other = number(N - BigInt(`0x${hex(s)}`));
    expect([verifyP256(join(r, s), hash('a'), key), verifyP256(join(r, other), hash('a'), key)]).toEqual([true, true]);
});

it.each([
    ['r of zero', join(number(0n), s)],
    ['s of zero', join(r, number(0n))],
    ['both zero', new Uint8Array(64)],
    ['r of the order', join(number(N), s)],
    ['s of the order', join(r, number(N))],
    ['r beyond the order', join(number(BigInt(`0x${'f'.repeat(64)}`)), s)],
    [
        'one bit off',
        join(
            r,
            s.map((byte, index) => (index === 31 ? byte ^ 1 : byte)),
        ),
    ],
    ['halves swapped', join(s, r)],
    ['a byte short', signed.slice(0, 63)],
    ['a byte long', new Uint8Array([...signed, 0])],
    ['nothing', new Uint8Array()],
])('%s -> false', (_name, signature) => {
    expect(verifyP256(signature, hash('a'), key)).toBe(false);
});

it.each(['', '02', `02${'0'.repeat(63)}5`, `02${'f'.repeat(64)}`, `05${'0'.repeat(64)}`, '00'])(
    'a key that is no point: %s -> never true',
    (publicKey) => {
        const judge = () => verifyP256(signed, hash('a'), publicKey);
        let verdict = false;
        try {
            verdict = judge();
        } catch {
            verdict = false;
        }
        expect(verdict).toBe(false);
    },
);
