import React from 'react';
import {describeDrift, describeUpcoming, makeVisible} from '@fips-readiness/core';
import type {Drift, Upcoming} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Notice} from '../widgets/notice.tsx';

type Props = {
    readonly drift: readonly Drift[];
    readonly upcoming: readonly Upcoming[];
    /** No run is known that moved it. */
    readonly byHand: boolean;
};

/** What has slipped since the move, what is worth knowing of it, and what the next upgrade will ask for. */
export function DriftList({drift, upcoming, byHand}: Props) {
    const {speak, at} = useWords();
    const wrong = drift.filter((one) => one.wrong);
    const known = drift.filter((one) => !one.wrong);
    const say = (one: (typeof drift)[number]) => makeVisible(describeDrift(one, speak, at));
    return (
        <>
            <h4>{speak('drift.title')}</h4>
            {wrong.map((one) => (
                <Notice key={one.code} tone="fail">
                    {say(one)}
                </Notice>
            ))}
            {wrong.length === 0 && <p>{speak(byHand ? 'drift.none_by_hand' : 'drift.none')}</p>}
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
