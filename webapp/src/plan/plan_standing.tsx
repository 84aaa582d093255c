import React from 'react';
import type {Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {hasExpired} from '../state/approval_life.ts';
import type {PlanView} from '../state/plan_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';
import {PlanBlockers} from './plan_blockers.tsx';

type Props = {
    readonly view: PlanView;
    readonly readiness: Readiness;
    readonly mayChange: boolean;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** Whether this plan still is the one to approve: it is, checks block it, or why a new one is needed, with the way to it. */
export function PlanStanding({view, readiness, mayChange, nowMs}: Props) {
    const {say} = useWords();
    const {reply, plan, isUsed} = view;
    const results = readiness.judgement?.report.results ?? [];
    const blocking = [...reply.failing, ...reply.unknown];
    const isFixed = blocking.length > 0 && blocking.every((check) => isFixedSince(check, results, view.saidAtMs));
    const isStale = readiness.asked?.outcome.code === 'refused' && readiness.asked.outcome.reason === 'plan_stale';
    const why = isStale
        ? 'plan.stale'
        : isFixed
          ? 'plan.fixed'
          : !isUsed && plan?.mode === 'apply' && hasExpired(view, nowMs)
            ? 'plan.expired'
            : undefined;
    if (why === undefined) {
        return <PlanBlockers failing={reply.failing} unknown={reply.unknown} />;
    }
    return (
        <Notice tone={why === 'plan.fixed' ? 'pass' : 'warn'}>
            <p>{say(why)}</p>
            {mayChange && plan && (
                <div className="fr-actions">
                    <Button
                        look="primary"
                        aria-disabled={readiness.activity !== 'idle'}
                        onClick={() => void readiness.ask({kind: 'plan', goal: plan.goal})}
                    >
                        {say('plan.renew')}
                    </Button>
                </div>
            )}
        </Notice>
    );
}

/** Was the check looked at after the plan was made, and does it no longer stop the move? */
function isFixedSince(check: string, results: readonly Result[], plannedAtMs: number): boolean {
    const result = results.find((one) => one.check === check);
    return (
        result !== undefined &&
        result.observedAt !== null &&
        Date.parse(result.observedAt) > plannedAtMs &&
        (result.accepted !== null || result.state === 'pass' || result.state === 'warn')
    );
}
