import {createHash, createHmac} from 'node:crypto';
import fc from 'fast-check';
import {isScramVerifier, makeScramVerifier} from './scram_verifier.ts';

const SALT = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
/** What PostgreSQL stores of the password in RFC 7677's example (section 3). */
const RFC_7677 =
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=';

describe('SCRAM verifier', () => {
    test('the published example', () => {
        expect(makeScramVerifier('pencil', SALT)).toBe(RFC_7677);
        expect(isScramVerifier(RFC_7677)).toBe(true);
    });

    test('it answers for both sides of the published exchange', () => {
        const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
        const exchange = `n=user,r=${nonce.slice(0, 20)},r=${nonce},s=${SALT.toString('base64')},i=4096,c=biws,r=${nonce}`;
        const [storedKey = '', serverKey = ''] = makeScramVerifier('pencil', SALT).split('$')[2]?.split(':') ?? [];
        const sign = (key: string) => createHmac('sha256', Buffer.from(key, 'base64')).update(exchange).digest();
        expect(sign(serverKey).toString('base64')).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
        const proof = Buffer.from('dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=', 'base64');
        const clientKey = sign(storedKey).map((byte, index) => byte ^ (proof[index] ?? 0));
        expect(createHash('sha256').update(clientKey).digest('base64')).toBe(storedKey);
    });

    test.each([
        ['clear text', 'pencil'],
        ['nothing', ''],
        ['MD5', 'md54d45974e13472b5a0be3533de4666414'],
        ['another mechanism', RFC_7677.replace('256', '1')],
        ['no iterations', RFC_7677.replace('4096', '')],
        ['zero iterations', RFC_7677.replace('4096', '0')],
        ['no salt', RFC_7677.replace('W22ZaJ0SNY7soEsUEjb6gQ==', '')],
        ['a key too short', RFC_7677.replace(/:[^:]+$/, ':wfPLwcE6nTWhTAmQ7tl2Ke==')],
        ['a key in other bits than its bytes', RFC_7677.replace('4qY=', '4qZ=')],
        ['a quote in it', RFC_7677.replace('WG5d', "WG5'")],
        ['a line after it', `${RFC_7677}\n`],
        ['a blank before it', ` ${RFC_7677}`],
    ])('is none: %s', (_name, text) => {
        expect(isScramVerifier(text)).toBe(false);
    });

    test('what is made is read back, and needs no quoting', () => {
        fc.assert(
            fc.property(
                fc.string({unit: 'grapheme', maxLength: 40}),
                fc.uint8Array({minLength: 1, maxLength: 32}),
                fc.integer({min: 1, max: 20}),
                (password, salt, iterations) => {
                    const verifier = makeScramVerifier(password, salt, iterations);
                    expect(isScramVerifier(verifier)).toBe(true);
                    expect(verifier).toMatch(/^[A-Za-z0-9+/=$:-]+$/);
                    expect(isScramVerifier(verifier.slice(0, -1))).toBe(false);
                },
            ),
        );
    });
});
