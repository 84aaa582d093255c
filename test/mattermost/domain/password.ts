import {randomBytes, scryptSync, timingSafeEqual} from 'node:crypto';

/** A small cost: these accounts guard nothing and worlds are made by the hundred. */
const COST = {N: 1024};

export function hashPassword(password: string): string {
    const salt = randomBytes(16);
    return `${salt.toString('hex')}:${scryptSync(password, salt, 32, COST).toString('hex')}`;
}

export function matchesPassword(hash: string, password: string): boolean {
    const [salt = '', expected = ''] = hash.split(':');
    const key = Buffer.from(expected, 'hex');
    return key.length === 32 && timingSafeEqual(key, scryptSync(password, Buffer.from(salt, 'hex'), 32, COST));
}
