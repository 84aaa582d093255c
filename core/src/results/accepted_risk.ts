import * as z from 'zod/mini';
import type {Result} from './result.ts';

/** A named risk somebody takes on: for one check, one reason, one server version. */
export const AcceptedRisk = z.object({
    check: z.string().check(z.regex(/^[a-z0-9_]{1,64}$/)),
    reason: z.string().check(z.regex(/^[a-z0-9_]{1,64}$/)),
    why: z.string().check(z.minLength(3), z.maxLength(500)),
    by: z.string().check(z.minLength(1), z.maxLength(64)),
    at: z.iso.datetime(),
    serverVersion: z.string().check(z.maxLength(32)),
});
export type AcceptedRisk = z.infer<typeof AcceptedRisk>;

/** A warning can be accepted, and an `unknown` on a check that could stop the move. A failure never. */
export function canBeAccepted(result: Pick<Result, 'state' | 'blocker'>): boolean {
    return result.state === 'warn' || (result.state === 'unknown' && result.blocker);
}

/** The results with each acceptance put where it still holds: same check, same reason, same server version. */
export function applyAcceptedRisks(
    results: readonly Result[],
    accepted: readonly AcceptedRisk[],
    serverVersion: string,
): readonly Result[] {
    return results.map((result) => {
        const risk = accepted.find(
            (candidate) =>
                candidate.check === result.check &&
                candidate.reason === result.reason &&
                candidate.serverVersion === serverVersion,
        );
        return risk && canBeAccepted(result) ? {...result, accepted: risk} : result;
    });
}
