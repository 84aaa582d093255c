import {randomInt} from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 32;

/** A new password: 32 of 62 characters, evenly drawn, 190 bit. URLs, env files, YAML and shells take it as it is. */
export function generatePassword(): string {
    return Array.from({length: LENGTH}, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
