import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {PlanView} from '../state/plan_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {useNow} from '../widgets/clock.tsx';
import {Notice} from '../widgets/notice.tsx';
import {ShortId} from '../widgets/short_id.tsx';
import {Approval} from './approval.tsx';
import {PlanDetails} from './plan_details.tsx';
import {PlanStanding} from './plan_standing.tsx';

type Props = {readonly view: PlanView; readonly snapshot: Snapshot; readonly readiness: Readiness};

/** One plan, whole: whether something stands in its way, what it does, and the approval. */
export function PlanCard({view, snapshot, readiness}: Props) {
    const {say, ago} = useWords();
    const nowMs = useNow() + (snapshot.agent?.serverAheadMs ?? 0);
    const {plan, digest, saidAtMs} = view;
    if (!plan) {
        return (
            <Notice tone="fail" urgent>
                {say('plan.unreadable')}
            </Notice>
        );
    }
    return (
        <div className="fr-plan__body">
            <h4 className="fr-plan__headline">
                {say('plan.headline', {goal: plan.goal})} <ShortId id={plan.id} />{' '}
                <span className="fr-muted">{say('plan.made', {ago: ago(Math.max(0, nowMs - saidAtMs))})}</span>
            </h4>
            <PlanStanding view={view} readiness={readiness} mayChange={snapshot.viewer.isSystemAdmin} nowMs={nowMs} />
            <PlanDetails plan={plan} digest={digest} judgement={readiness.judgement} />
            <Approval view={view} plan={plan} snapshot={snapshot} readiness={readiness} nowMs={nowMs} />
        </div>
    );
}
