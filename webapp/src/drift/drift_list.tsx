import React from 'react';
import {describeDrift, describeUpcoming, findDrift, findUpcoming, makeVisible} from '@fips-readiness/core';
import type {Facts, Settled} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Notice} from '../widgets/notice.tsx';

type Props = {
    readonly facts: Facts;
    /** What the last run that stayed has left; undefined where none is known here. */
    readonly settled: Settled | undefined;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** What has slipped since the move, what is still to come of it, and what the next upgrade will ask for. */
export function DriftList({facts, settled, nowMs}: Props) {
    const {speak, at} = useWords();
    const drift = findDrift(facts, settled, nowMs);
    const upcoming = findUpcoming(facts);
    const wrong = drift.filter((one) => one.wrong);
    const known = drift.filter((one) => !one.wrong);
    const say = (one: (typeof drift)[number]) => makeVisible(describeDrift(one, speak, at));
    return (
        <>
            <h4>{speak('drift.title')}</h4>
            {wrong.map((one) => (
                <Notice key={one.code} tone="fail" urgent>
                    {say(one)}
                </Notice>
            ))}
            {wrong.length === 0 && <p>{speak(settled ? 'drift.none' : 'drift.none_by_hand')}</p>}
            {known.length > 0 && (
                <ul className="fr-risks">
                    {known.map((one) => (
                        <li key={one.code}>{say(one)}</li>
                    ))}
                </ul>
            )}
            {upcoming.length > 0 && (
                <>
                    <h4>{speak('drift.upcoming_title')}</h4>
                    <ul className="fr-risks">
                        {upcoming.map((one) => (
                            <li key={one.result.check}>{makeVisible(describeUpcoming(one, speak))}</li>
                        ))}
                    </ul>
                </>
            )}
        </>
    );
}
