import React from 'react';
import {BACK_STEPS, makeVisible, STEP_CODES, STEPS} from '@fips-readiness/core';
import {printDuration} from '../i18n/print_duration.ts';
import {useWords} from '../i18n/use_words.ts';
import {PlanChanges} from '../plan/plan_changes.tsx';
import type {RunView} from '../state/run_view.ts';
import {Badge} from '../widgets/badge.tsx';
import {tellSteps} from './told_steps.ts';
import type {ToldStep} from './told_steps.ts';

type Props = {
    readonly run: RunView;
    /** By the server's clock, for the step that goes on. */
    readonly nowMs: number;
};

const MEANINGS = {...STEPS, ...BACK_STEPS};

/** The steps of a run with what came of each and how long it took. */
export function StepList({run, nowMs}: Props) {
    const words = useWords();
    const {say, speak} = words;
    return (
        <ol className="fr-told">
            {tellSteps(run, words).map((told) => (
                <li
                    key={told.step}
                    className={`fr-told__step fr-told__step--${told.stand}`}
                    aria-current={told.stand === 'current' ? 'step' : undefined}
                >
                    <Mark stand={told.stand} />
                    <div className="fr-told__words">
                        <p className="fr-told__title">
                            {speak(`step.${told.step}.title`)}
                            <span className="fr-hidden">, {say(`swap.step.${told.stand}`)}</span>
                        </p>
                        {told.line !== '' && <p className="fr-told__line">{makeVisible(told.line)}</p>}
                        {told.stand === 'current' && MEANINGS[told.step].beginsOutage && (
                            <p className="fr-told__line">{say('swap.silence')}</p>
                        )}
                        {told.stand === 'done' &&
                            run.plan &&
                            STEP_CODES.some((step) => step === told.step && STEPS[step].writes) && (
                                <PlanChanges plan={run.plan} facts={undefined} />
                            )}
                    </div>
                    <span className="fr-told__took">{timeOf(told, nowMs)}</span>
                </li>
            ))}
        </ol>
    );
}

function Mark({stand}: Pick<ToldStep, 'stand'>) {
    switch (stand) {
        case 'done':
            return <Badge tone="pass" />;
        case 'failed':
            return <Badge tone="fail" />;
        case 'current':
            return <Badge tone="info" icon="turn" />;
        case 'waiting':
        case 'skipped':
            return <span className="fr-told__number" aria-hidden="true" />;
    }
}

function timeOf({stand, tookMs, begunAt}: ToldStep, nowMs: number): string {
    if (tookMs !== undefined) {
        return printDuration(tookMs);
    }
    return stand === 'current' && begunAt !== undefined ? printDuration(nowMs - Date.parse(begunAt)) : '';
}
