import {createHash} from 'node:crypto';
import {makeWholeReading} from './whole_reading.ts';

function read(text: string, chunkBytes: number) {
    const reading = makeWholeReading();
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += chunkBytes) {
        reading.push(bytes.subarray(at, at + chunkBytes));
    }
    return reading.end();
}

const PADDING = '.'.repeat(100);

test.each([
    ['vendor/github.com/golang-fips/openssl/v2', true],
    ['vendor/github.com/microsoft/go-crypto-openssl/openssl', true],
    ['_mkcgo_OpenSSL_version', true],
    ['func_go_openssl_OpenSSL_version', true],
    ['OpenSSL_version', false],
    ['github.com/golang/openssl', false],
])('%s: %s, however the chunks are cut; the digest is of all of it', (name, expected) => {
    const text = PADDING + name + PADDING;
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    for (const chunkBytes of [1, 3, 7, 64, 110, 1000]) {
        expect([chunkBytes, read(text, chunkBytes)]).toEqual([chunkBytes, {digest, namesOpenSsl: expected}]);
    }
});
