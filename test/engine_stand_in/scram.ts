import {createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual} from 'node:crypto';

const ITERATIONS = 4096;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

const sign = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const hash = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** What PostgreSQL stores of a password: `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`. */
export function makeStoredPassword(password: string, salt: Uint8Array = randomBytes(SALT_BYTES)): string {
    const salted = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha256');
    const [storedKey, serverKey] = [hash(sign(salted, 'Client Key')), sign(salted, 'Server Key')];
    const [saltText, ...keys] = [salt, storedKey, serverKey].map((bytes) => Buffer.from(bytes).toString('base64'));
    return `SCRAM-SHA-256$${ITERATIONS}:${saltText}$${keys.join(':')}`;
}

/** Is that what PostgreSQL stores of this password? */
export function isStoredPassword(stored: string, password: string): boolean {
    const salt = /^SCRAM-SHA-256\$\d+:([^$]+)\$/.exec(stored)?.[1] ?? '';
    return stored === makeStoredPassword(password, Buffer.from(salt, 'base64'));
}

/** The server's side of one login (RFC 5802, without channel binding). */
export type ScramLogin = {
    readonly serverFirst: string;
    /** The server's last message, or undefined for a wrong password. */
    readonly finish: (clientFinal: string) => string | undefined;
};

/** Begins a login with what is stored; `clientFirst` as the client sent it, `n,,n=…,r=…`. */
export function beginScramLogin(stored: string, clientFirst: string): ScramLogin {
    const [, iterations = '', salt = '', storedKey = '', serverKey = ''] =
        /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(stored) ?? [];
    const bare = clientFirst.slice('n,,'.length);
    const nonce = /r=([^,]+)/.exec(bare)?.[1] ?? '';
    const serverFirst = `r=${nonce}${randomBytes(SALT_BYTES).toString('base64')},s=${salt},i=${iterations}`;
    return {
        serverFirst,
        finish: (clientFinal) => {
            const [withoutProof = '', proofText = ''] = clientFinal.split(',p=');
            const exchange = `${bare},${serverFirst},${withoutProof}`;
            const key = Buffer.from(storedKey, 'base64');
            const signature = sign(key, exchange);
            const proof = Buffer.from(proofText, 'base64');
            const clientKey = signature.map((byte, index) => byte ^ (proof[index] ?? 0));
            const isRight = key.length === KEY_BYTES && timingSafeEqual(hash(clientKey), key);
            return isRight ? `v=${sign(Buffer.from(serverKey, 'base64'), exchange).toString('base64')}` : undefined;
        },
    };
}
