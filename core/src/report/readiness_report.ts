import type {Facts} from '../facts/facts.ts';
import {isObserved} from '../facts/fact.ts';
import {evaluate} from '../checks/evaluate.ts';
import {applyPlan} from '../plan/find_cured.ts';
import type {Curing} from '../plan/find_cured.ts';
import {applyAcceptedRisks, canBeAcceptedOnPage} from '../results/apply_accepted_risks.ts';
import type {AcceptedRisk} from '../facts/accepted_risk.ts';
import {makeVerdict} from '../results/verdict.ts';
import type {Verdict} from '../results/verdict.ts';
import type {Result} from '../results/result.ts';
import type {Direction} from '../values/variant.ts';

/** What page, terminal and exports show: one and the same value. `format` is the number of this JSON's layout. */
export type ReadinessReport = {
    readonly format: 1;
    readonly product: 'fips-readiness';
    readonly madeAt: string;
    readonly direction: Direction;
    readonly deployment: {
        readonly kind: string;
        readonly name: string;
        readonly serverVersion: string;
        readonly image: string;
    };
    readonly verdict: Verdict;
    readonly results: readonly Result[];
};

/** Judges the facts. Pure; `madeAt` is ISO 8601 UTC. `accepted` is the agent's own file; the page's acceptances hold for less. */
export function makeReadinessReport(input: {
    readonly facts: Facts;
    readonly accepted: readonly AcceptedRisk[];
    readonly acceptedOnPage?: readonly AcceptedRisk[];
    readonly direction: Direction;
    /** The plan that was made from these facts: what it cures is not a blocker. */
    readonly plan?: Curing | undefined;
    readonly madeAt: string;
}): ReadinessReport {
    const {deployment, server, running_image: image} = input.facts;
    const serverVersion = isObserved(server) ? server.value.version : '';
    const onHost = applyAcceptedRisks(evaluate(input.facts), input.accepted, serverVersion);
    const accepted = applyAcceptedRisks(onHost, input.acceptedOnPage ?? [], serverVersion, canBeAcceptedOnPage);
    const results = applyPlan(accepted, input.plan);
    return {
        format: 1,
        product: 'fips-readiness',
        madeAt: input.madeAt,
        direction: input.direction,
        deployment: {
            kind: isObserved(deployment) ? deployment.value.kind : '',
            name: isObserved(deployment) ? deployment.value.name : '',
            serverVersion,
            image: isObserved(image) ? image.value.reference : '',
        },
        verdict: makeVerdict(results, input.direction),
        results,
    };
}
