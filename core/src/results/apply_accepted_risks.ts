import type {AcceptedRisk} from './accepted_risk.ts';
import type {Result} from './result.ts';

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
