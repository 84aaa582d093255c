import React, {useId, useState} from 'react';
import {isObserved} from '@fips-readiness/core';
import type {Goal} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Button} from '../widgets/button.tsx';

/** Chooses what a plan is for, and asks the agent to make it. Changes nothing. */
export function GoalForm({readiness}: {readonly readiness: Readiness}) {
    const {say} = useWords();
    const id = useId();
    const server = readiness.judgement?.facts.server;
    const isFips = isObserved(server) && server.value.fips === true;
    const goals: readonly Goal[] = [isFips ? 'to_standard' : 'to_fips', 'rotate'];
    const [chosen, setChosen] = useState<Goal>();
    const goal = chosen !== undefined && goals.includes(chosen) ? chosen : goals[0];
    const isBusy = readiness.activity !== 'idle';
    return (
        <fieldset className="fr-goals">
            <legend className="fr-field__label">{say('plan.goal.label')}</legend>
            {goals.map((one) => (
                <label key={one} className="fr-goals__goal">
                    <input
                        type="radio"
                        name={id}
                        value={one}
                        checked={one === goal}
                        onChange={(event) => {
                            // The host marks its own form as changed by bubbling change events.
                            event.stopPropagation();
                            setChosen(one);
                        }}
                    />
                    {say(`plan.goal.${one}`)}
                </label>
            ))}
            <div className="fr-actions">
                <Button
                    look={readiness.move.plan ? 'secondary' : 'primary'}
                    aria-disabled={isBusy}
                    onClick={() => goal && void readiness.ask({kind: 'plan', goal})}
                >
                    {say(readiness.move.plan ? 'plan.again' : 'plan.make')}
                </Button>
            </div>
        </fieldset>
    );
}
