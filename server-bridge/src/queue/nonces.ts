import {randomBytes} from 'node:crypto';

const VALID_MS = 10 * 60_000;
const MOST = 1_000;

/**
 * One-time words the agent gives out: 128 bits, good once, for ten minutes by the monotonic clock, and only for what they were
 * made for. They live in memory: a restart voids them all (security.md rule 3).
 */
export type Nonces = {
    readonly issue: (purpose: string) => string;
    readonly take: (nonce: string, purpose: string) => boolean;
};

/** Makes them; `monotonicMs` is the agent's own clock. */
export function makeNonces(monotonicMs: () => number): Nonces {
    const open = new Map<string, {readonly purpose: string; readonly until: number}>();
    return {
        issue: (purpose) => {
            const nonce = randomBytes(16).toString('hex');
            open.set(nonce, {purpose, until: monotonicMs() + VALID_MS});
            const [oldest] = open.keys();
            if (open.size > MOST && oldest !== undefined) {
                open.delete(oldest);
            }
            return nonce;
        },
        take: (nonce, purpose) => {
            const found = open.get(nonce);
            open.delete(nonce);
            return found !== undefined && found.purpose === purpose && monotonicMs() <= found.until;
        },
    };
}

/** What a nonce is good for, and nothing else: a plan's approval for its goal, the way back of one run, or giving that up. */
export function purposeOf(kind: 'approve' | 'roll_back' | 'discard', digest: string, target: string): string {
    return `${kind} ${digest} ${target}`;
}
