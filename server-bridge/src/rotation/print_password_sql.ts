import {randomBytes} from 'node:crypto';
import {makeScramVerifier} from './scram_verifier.ts';

const SALT_BYTES = 16;

/** Restores a password by its verifier, for whoever is logged in: the clear text is not in it. */
export function printPasswordSql(password: string): string {
    return `alter role current_user password '${makeScramVerifier(password, randomBytes(SALT_BYTES))}';\n`;
}
