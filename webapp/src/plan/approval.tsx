import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {SWAP_COMMAND} from '../connect/agent_commands.ts';
import {useWords} from '../i18n/use_words.ts';
import type {PlanView} from '../state/plan_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {Button} from '../widgets/button.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Notice} from '../widgets/notice.tsx';
import {ApproveForm} from './approve_form.tsx';

/** How long the agent's one-time word is good (security.md rule 3). */
const NONCE_LIFE_MS = 10 * 60_000;

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
    const {reply, saidAtMs, approvedBy, isUsed} = view;
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
    const noted = approvedBy.length > 0 && (
        <Notice tone="info">
            {say('plan.noted', {names: makeVisible(approvedBy.join(', '))})}{' '}
            {say(approvedBy.includes(snapshot.viewer.username) ? 'plan.noted.yours' : 'plan.noted.next')}
        </Notice>
    );
    if (!snapshot.viewer.isSystemAdmin || reply.failing.length + reply.unknown.length > 0) {
        return noted || null;
    }
    const waits = readiness.move.scheduled?.outcome.code === 'waiting';
    if (waits) {
        return null;
    }
    const isOver =
        isUsed ||
        nowMs - saidAtMs > NONCE_LIFE_MS ||
        (readiness.asked?.kind === 'approve' && readiness.asked.outcome.code === 'refused');
    return (
        <>
            {noted}
            {isOver && !(noted && approvedBy.includes(snapshot.viewer.username)) && (
                <div className="fr-again">
                    {!isUsed && <p>{say('plan.expired')}</p>}
                    <Button onClick={() => void readiness.ask({kind: 'plan', goal: plan.goal})}>
                        {say('plan.again')}
                    </Button>
                </div>
            )}
            {!isOver && !approvedBy.includes(snapshot.viewer.username) && (
                <ApproveForm key={reply.nonce} view={view} plan={plan} readiness={readiness} nowMs={nowMs} />
            )}
        </>
    );
}
