import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {SWAP_COMMAND} from '../connect/init_command.ts';
import {useWords} from '../i18n/use_words.ts';
import {hasExpired} from '../state/approval_life.ts';
import type {PlanView} from '../state/plan_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {Button} from '../widgets/button.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Notice} from '../widgets/notice.tsx';
import {ApproveForm} from './approve_form.tsx';

type Props = {
    readonly view: PlanView;
    readonly plan: Plan;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** The approval, or what stands before it and what to do about that. */
export function Approval({view, plan, snapshot, readiness, nowMs}: Props) {
    const {say, speak} = useWords();
    const {reply, approvedBy, isUsed} = view;
    if (plan.mode === 'handover') {
        return (
            <Notice tone="info">
                <strong>{say('plan.handover')}.</strong> {speak(`handover.${plan.handover ?? 'asked_for'}`)}{' '}
                {say('plan.handover.runbook')}
            </Notice>
        );
    }
    if (snapshot.agent?.mode === 'read_only') {
        return (
            <Notice tone="info">
                <strong>{say('plan.read_only')}</strong> {say('plan.read_only.how')}
                <CommandBlock lines={SWAP_COMMAND} label={say('plan.read_only.command')} />
            </Notice>
        );
    }
    const isYours = approvedBy.includes(snapshot.viewer.username);
    const noted = approvedBy.length > 0 && (
        <Notice tone="info">
            {say('plan.noted', {names: makeVisible(approvedBy.join(', '))})}{' '}
            {say(isYours ? 'plan.noted.yours' : 'plan.noted.next')}
        </Notice>
    );
    if (!snapshot.viewer.isSystemAdmin || reply.failing.length + reply.unknown.length > 0) {
        return noted || null;
    }
    const waits = readiness.move.scheduled?.outcome.code === 'waiting';
    if (waits) {
        return null;
    }
    const outcome = readiness.asked?.kind === 'approve' ? readiness.asked.outcome : undefined;
    const isRefused = outcome?.code === 'refused';
    // An old or a stale plan says so where it starts, with the way to a new one.
    const isOver = isUsed || (isRefused && outcome.reason !== 'plan_stale');
    const isStanding = !hasExpired(view, nowMs) && !isUsed && !isRefused;
    return (
        <>
            {noted}
            {isOver && !(noted && isYours) && (
                <div className="fr-actions">
                    <Button onClick={() => void readiness.ask({kind: 'plan', goal: plan.goal})}>
                        {say('plan.again')}
                    </Button>
                </div>
            )}
            {isStanding && !isYours && (
                <ApproveForm key={reply.nonce} view={view} plan={plan} readiness={readiness} nowMs={nowMs} />
            )}
        </>
    );
}
