import React from 'react';
import type {RequestKind} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {useElapsed} from '../widgets/clock.tsx';
import {Notice} from '../widgets/notice.tsx';
import {MovedParts} from './moved_parts.tsx';

/** How a question of one of these kinds stands: on its way, refused and why, or without an answer. */
export function AskedLine({readiness, kinds}: {readonly readiness: Readiness; readonly kinds: readonly RequestKind[]}) {
    const {say} = useWords();
    const {asking, asked} = readiness;
    if (asking !== undefined && kinds.includes(asking)) {
        return <Waiting key={asking} asking={asking} />;
    }
    const outcome = asked && kinds.includes(asked.kind) ? asked.outcome : undefined;
    switch (outcome?.code) {
        case 'refused':
            return (
                <Notice tone="warn" urgent>
                    {say(`refusal.${outcome.reason}`)} <MovedParts moved={outcome.moved} />
                </Notice>
            );
        case 'silent':
            return (
                <Notice tone="warn" urgent>
                    {say('ask.silent')}
                </Notice>
            );
        default:
            return null;
    }
}

/** An agent that is there has answered by then. */
const QUIET_AFTER_MS = 15_000;

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
            {elapsedMs >= QUIET_AFTER_MS && (
                <Notice tone="info">{say(asking === 'approve' ? 'plan.approve.quiet' : 'ask.quiet')}</Notice>
            )}
        </>
    );
}
