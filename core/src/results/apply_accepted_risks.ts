import type {AcceptedRisk} from '../facts/accepted_risk.ts';
import type {Result} from './result.ts';

/** A warning can be accepted, and an `unknown` on a check that could stop the move. A failure never. */
export function canBeAccepted(result: Pick<Result, 'state' | 'blocker'>): boolean {
    return result.state === 'warn' || (result.state === 'unknown' && result.blocker);
}

/**
 * On the page a warning only: the page's word never satisfies a blocker (security.md rule 7). What is unknown is accepted in the
 * agent's own file, where whoever carries a plan out reads it too.
 */
export function canBeAcceptedOnPage(result: Pick<Result, 'state'>): boolean {
    return result.state === 'warn';
}

/** The results with each acceptance put where `may` lets it hold: same check, same reason, same server version. */
export function applyAcceptedRisks(
    results: readonly Result[],
    accepted: readonly AcceptedRisk[],
    serverVersion: string,
    may: (result: Result) => boolean = canBeAccepted,
): readonly Result[] {
    return results.map((result) => {
        const risk = accepted.find(
            (candidate) =>
                candidate.check === result.check &&
                candidate.reason === result.reason &&
                candidate.serverVersion === serverVersion,
        );
        return risk && !result.accepted && may(result) ? {...result, accepted: risk} : result;
    });
}
