import React from 'react';
import {printDuration} from '../i18n/print_duration.ts';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import {readDownTime} from './down_time.ts';

/**
 * How long the site is down so far, with what was expected; before that, what is to come. It counts from the moment what runs is
 * replaced, which is a little earlier than the first ping that fails: the receipt has what was measured.
 */
export function DowntimeCounter({run, nowMs}: {readonly run: RunView; readonly nowMs: number}) {
    const {say} = useWords();
    const down = readDownTime(run, nowMs);
    if (!down) {
        return null;
    }
    const range = {from: printDuration(down.fromMs), to: printDuration(down.toMs)};
    if (down.downMs === undefined) {
        return down.isAhead ? <p className="fr-counter fr-counter__range">{say('swap.down.soon', range)}</p> : null;
    }
    return (
        <div className="fr-counter">
            <p className="fr-counter__time" role="timer">
                {say('swap.down', {time: printDuration(down.downMs)})}
            </p>
            <p className="fr-counter__range">{say('swap.down.expected', range)}</p>
        </div>
    );
}
