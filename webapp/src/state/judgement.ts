import {isObserved, makeFact, makeReadinessReport, mergeFacts} from '@fips-readiness/core';
import type {Facts, ReadinessReport} from '@fips-readiness/core';
import {changedAt} from './move.ts';
import type {Move} from './move.ts';
import type {Snapshot} from './snapshot.ts';

/** Facts of both sides and what core says of them. */
export type Judgement = {
    readonly facts: Facts;
    readonly report: ReadinessReport;
    /** The release acceptances are bound to; '' where it is not known. */
    readonly serverVersion: string;
};

/** Lets core judge a snapshot. Pure: the page itself decides nothing. */
export function judge({agent, pageFacts, settings, takenAt}: Snapshot, move: Move): Judgement {
    const {backup, accepted} = settings;
    const own = backup ? {...pageFacts, backup: makeFact(backup, 'page_admin', takenAt)} : pageFacts;
    // What the agent saw before a run has changed the deployment says nothing about it now.
    const isOld = agent?.facts && agent.facts.saidAtMs <= Date.parse(changedAt(move) ?? '');
    const facts = agent?.facts && isOld !== true ? mergeFacts(agent.facts.facts, own) : own;
    const onHost = facts.accepted_risks;
    const report = makeReadinessReport({
        facts,
        accepted: isObserved(onHost) ? onHost.value : [],
        acceptedOnPage: accepted,
        direction: 'to_fips',
        madeAt: takenAt,
    });
    return {facts, report, serverVersion: isObserved(facts.server) ? facts.server.value.version : ''};
}
