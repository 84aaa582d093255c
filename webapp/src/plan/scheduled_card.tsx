import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {ScheduledReply} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';
import {ShortId} from '../widgets/short_id.tsx';
import {MovedParts} from './moved_parts.tsx';

type Props = {readonly scheduled: ScheduledReply; readonly mayChange: boolean; readonly readiness: Readiness};

/** An approved plan that waits for its window, or why it did not begin. */
export function ScheduledCard({scheduled, mayChange, readiness}: Props) {
    const {say, at} = useWords();
    const {planId, outcome, window} = scheduled;
    const by = makeVisible(scheduled.by);
    const times = {from: at(window.from), until: at(window.until)};
    switch (outcome.code) {
        case 'waiting':
            return (
                <Notice tone="info">
                    <strong>{say('plan.waits', times)}</strong> <ShortId id={planId} /> {say('plan.waits.more', {by})}
                    {mayChange && (
                        <div className="fr-actions">
                            <Button
                                aria-disabled={readiness.activity !== 'idle'}
                                onClick={() => void readiness.ask({kind: 'withdraw', planId})}
                            >
                                {say('plan.withdraw')}
                            </Button>
                        </div>
                    )}
                </Notice>
            );
        case 'refused':
            return (
                <Notice tone="warn" urgent>
                    <strong>{say('plan.not_begun', times)}</strong> {say(`refusal.${outcome.reason}`)}{' '}
                    <MovedParts moved={outcome.moved} />
                </Notice>
            );
        case 'withdrawn':
            return <p className="fr-muted">{say('plan.withdrawn', {by: makeVisible(outcome.by)})}</p>;
        case 'begun':
            return null;
    }
}
