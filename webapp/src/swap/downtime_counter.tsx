import React from 'react';
import {withOwnRehearsal} from '@fips-readiness/core';
import {printDuration} from '../i18n/print_duration.ts';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import {findDown} from './find_down.ts';

/** How long the site is down so far, beside what was foretold; before that, what is to come. */
export function DowntimeCounter({run, nowMs}: {readonly run: RunView; readonly nowMs: number}) {
    const {say} = useWords();
    const {events, plan} = run;
    const downAt = findDown(events);
    if (!plan || plan.downtime.toMs === 0) {
        return null;
    }
    const {fromMs, toMs} = withOwnRehearsal(plan, events).downtime;
    const range = {from: printDuration(fromMs), to: printDuration(toMs)};
    const downMs = downAt === undefined ? undefined : Math.max(0, nowMs - Date.parse(downAt));
    if (downMs === undefined) {
        const isAhead = !events.some((event) => event.kind === 'step_begun' && event.step === 'recreate');
        return isAhead ? <p className="fr-counter fr-counter__range">{say('swap.down.soon', range)}</p> : null;
    }
    const isLonger = downMs > Math.max(toMs, 1_000);
    return (
        <div className="fr-counter">
            <p className="fr-counter__time" role="timer">
                {say('swap.down', {time: printDuration(downMs)})}
            </p>
            <p className="fr-counter__range">
                {say('swap.down.expected', range)}
                {isLonger && (
                    <>
                        <br />
                        {say(plan.rollBack === 'auto' ? 'swap.down.longer' : 'swap.down.longer_ask')}
                    </>
                )}
            </p>
        </div>
    );
}
