import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import {StepList} from './step_list.tsx';

/** The steps of the last run, once it has ended. */
export function RunSteps({run, nowMs}: {readonly run: RunView; readonly nowMs: number}) {
    const {say} = useWords();
    return (
        <section className="fr-card" aria-labelledby="fr-swap-title">
            <h3 id="fr-swap-title" className="fr-group__name">
                {say('swap.last')}
            </h3>
            <StepList run={run} nowMs={nowMs} />
        </section>
    );
}
