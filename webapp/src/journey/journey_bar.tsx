import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import {JOURNEY_STEPS, standOf} from '../state/journey.ts';
import type {JourneyStep} from '../state/journey.ts';
import {Icon} from '../widgets/icon.tsx';
import {hashOf} from './use_view.ts';
import './journey.css';

type Props = {
    /** Where the deployment is by the facts. */
    readonly current: JourneyStep | 'end';
    /** Whose view is open. */
    readonly view: JourneyStep;
    readonly onOpen: (step: JourneyStep) => void;
};

/** Where this deployment is, by facts and not by clicks; each step opens its view. */
export function JourneyBar({current, view, onOpen}: Props) {
    const {say} = useWords();
    return (
        <nav className="fr-card fr-journey" aria-label={say('journey.label')}>
            <ol className="fr-journey__steps">
                {JOURNEY_STEPS.map((step, index) => {
                    const stand = standOf(step, current);
                    return (
                        <li
                            key={step}
                            className={`fr-journey__step fr-journey__step--${stand}`}
                            aria-current={stand === 'current' ? 'step' : undefined}
                        >
                            <a
                                className="fr-journey__link"
                                href={hashOf(step)}
                                aria-current={step === view ? 'page' : undefined}
                                onClick={(event) => {
                                    // The host's page may have another base.
                                    event.preventDefault();
                                    onOpen(step);
                                }}
                            >
                                <span className="fr-journey__mark" aria-hidden="true">
                                    {stand === 'done' ? <Icon name="check" /> : index + 1}
                                </span>
                                <span className="fr-journey__name">
                                    {say(`journey.${step}`)}
                                    <span className="fr-hidden">, {say(`journey.${stand}`)}</span>
                                </span>
                            </a>
                        </li>
                    );
                })}
            </ol>
        </nav>
    );
}
