import {randomBytes} from 'node:crypto';

const ALPHABET = 'ybndrfg8ejkmcpqxot1uwisza345h769';

/** A new 26-character id as Mattermost makes them (model.NewId). Tokens have the same form. */
export function makeIdentifier(): string {
    return Array.from(randomBytes(26), (byte) => ALPHABET.charAt(byte % 32)).join('');
}
