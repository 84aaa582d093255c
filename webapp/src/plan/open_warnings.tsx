import React from 'react';
import {describeResult} from '@fips-readiness/core';
import type {Result} from '@fips-readiness/core';
import {shownState} from '../check/result_order.ts';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';

/** What the checks warn of, or could not tell, and nobody has accepted: it does not stop the plan, and whoever approves it reads it here. */
export function OpenWarnings({results}: {readonly results: readonly Result[]}) {
    const {say, speak} = useWords();
    const open = (['warn', 'unknown'] as const).flatMap((state) =>
        results.filter((result) => shownState(result) === state).map((result) => ({state, result})),
    );
    return open.length === 0 ? null : (
        <>
            <h5 className="fr-result__label">{say('plan.warnings')}</h5>
            <ul className="fr-blockers">
                {open.map(({state, result}) => (
                    <li key={result.check}>
                        <Chip tone={state}>{speak(`state.${state}`)}</Chip> {describeResult(result, speak).sentence}
                    </li>
                ))}
            </ul>
        </>
    );
}
