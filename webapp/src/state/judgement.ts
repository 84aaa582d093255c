import {isObserved, makeFact, makeReadinessReport, mergeFacts} from '@fips-readiness/core';
import type {Facts, Plan, ReadinessReport} from '@fips-readiness/core';
import type {Knowledge} from './knowledge.ts';
import type {Snapshot} from './snapshot.ts';

/** Facts of both sides and what core says of them. */
export type Judgement = {
    readonly facts: Facts;
    readonly report: ReadinessReport;
    /** The release acceptances are bound to; '' where it is not known. */
    readonly serverVersion: string;
};

/** Lets core judge what is known as of now; undefined while nothing is. Pure: the page itself decides nothing. */
export function judge(
    {agent, pageFacts, settings, takenAt}: Snapshot,
    knowledge: Knowledge,
    /** The plan that waits for its approval: what it cures stands in nobody's way. */
    plan?: Plan,
): Judgement | undefined {
    if (knowledge.code === 'running' || knowledge.code === 'confirming') {
        return undefined;
    }
    const {backup, accepted} = settings;
    const own = backup ? {...pageFacts, backup: makeFact(backup, 'page_admin', takenAt)} : pageFacts;
    const facts = agent?.facts && knowledge.agent ? mergeFacts(agent.facts.facts, own) : own;
    const onHost = facts.accepted_risks;
    const report = makeReadinessReport({
        facts,
        accepted: isObserved(onHost) ? onHost.value : [],
        acceptedOnPage: accepted,
        direction: 'to_fips',
        plan,
        madeAt: takenAt,
    });
    return {facts, report, serverVersion: isObserved(facts.server) ? facts.server.value.version : ''};
}
