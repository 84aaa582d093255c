import React from 'react';
import type {RequestKind} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {findLapse} from '../state/approval_life.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {useElapsed, useNow} from '../widgets/clock.tsx';
import {Notice} from '../widgets/notice.tsx';
import {MovedParts} from './moved_parts.tsx';

/** How the last question to the agent is: on its way, refused and why, or without an answer. A check is told with the results. */
export function AskedLine({readiness}: {readonly readiness: Readiness}) {
    const {say, at} = useWords();
    const nowMs = useNow();
    const {asking, asked, move} = readiness;
    if (asking !== undefined) {
        return asking === 'check' ? null : <Waiting key={asking} asking={asking} />;
    }
    if (!asked || asked.kind === 'check') {
        return null;
    }
    const {outcome} = asked;
    switch (outcome.code) {
        case 'refused':
            return (
                <Notice tone="warn" urgent>
                    {say(`refusal.${outcome.reason}`)} <MovedParts moved={outcome.moved} />
                </Notice>
            );
        case 'silent': {
            const lapsesAtMs = findLapse(asked, move);
            if (asked.kind === 'approve' && lapsesAtMs === undefined) {
                return null;
            }
            return (
                <Notice tone="warn" urgent>
                    {lapsesAtMs === undefined
                        ? say('ask.silent')
                        : nowMs < lapsesAtMs
                          ? say('plan.approve.silent', {at: at(lapsesAtMs)})
                          : say('plan.approve.lapsed')}
                </Notice>
            );
        }
        default:
            return null;
    }
}

/** An agent that is there has answered by then; a report takes it longer. */
const QUIET_AFTER_MS = 15_000;
const REPORT_QUIET_AFTER_MS = 120_000;

/** What is waited for and for how long; and what it means when no answer comes. */
function Waiting({asking}: {readonly asking: RequestKind}) {
    const {say} = useWords();
    const elapsedMs = useElapsed();
    const word = asking === 'plan' ? 'plan.making' : asking === 'approve' ? 'plan.approve.sent' : 'ask.waiting';
    return (
        <>
            <p className="fr-waiting fr-muted">
                {say(word)} {elapsedMs >= 1_000 && say('ask.elapsed', {seconds: Math.round(elapsedMs / 1_000)})}
            </p>
            {elapsedMs >= (asking === 'report' ? REPORT_QUIET_AFTER_MS : QUIET_AFTER_MS) && (
                <Notice tone="info">{say(asking === 'approve' ? 'plan.approve.quiet' : 'ask.quiet')}</Notice>
            )}
        </>
    );
}
