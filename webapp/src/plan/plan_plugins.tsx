import React from 'react';
import {findStoredTerms, isObserved, makeVisible} from '@fips-readiness/core';
import type {Facts, Plan} from '@fips-readiness/core';
import {Outcome, OUTCOMES} from '../check/plugin_outcome.tsx';
import {useWords} from '../i18n/use_words.ts';

/** The active plugins of a plan by what becomes of them, the worst first, and what the FIPS server will store. */
export function PlanPlugins({plan, facts}: {readonly plan: Plan; readonly facts: Facts | undefined}) {
    const {say, speak} = useWords();
    const active = plan.plugins.filter((plugin) => plugin.active);
    const stored = findStoredTerms(plan);
    const known = facts?.plugins;
    const names = new Map(isObserved(known) ? known.value.map(({id, name}) => [id, name]) : []);
    if (active.length === 0 && stored.length === 0) {
        return null;
    }
    return (
        <>
            <h5 className="fr-result__label">{say('plan.plugins')}</h5>
            <ul className="fr-outcomes">
                {OUTCOMES.map((outcome) => ({outcome, those: active.filter((one) => one.outcome === outcome)}))
                    .filter(({those}) => those.length > 0)
                    .map(({outcome, those}) => (
                        <li key={outcome}>
                            <span>
                                <Outcome outcome={outcome} />
                            </span>
                            <span>
                                {makeVisible(
                                    those.map(({id, version}) => `${names.get(id) ?? id} ${version}`).join(', '),
                                )}
                            </span>
                        </li>
                    ))}
            </ul>
            {stored.map(({word, values}) => (
                <p className="fr-muted" key={word}>
                    {speak(word, {names: makeVisible(values.names)})}
                </p>
            ))}
        </>
    );
}
