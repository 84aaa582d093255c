import React from 'react';
import type {PluginForecast, PluginOutcome} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';
import type {Tone} from '../widgets/chip.tsx';

/** Worst first, so that a cut list never hides bad news. */
const TONES: Readonly<Record<PluginOutcome, Tone>> = {
    vanishes: 'fail',
    shadowed: 'warn',
    unknown: 'unknown',
    stays_non_fips: 'info',
    becomes_fips: 'pass',
    no_server_code: 'pass',
};

/** Every outcome, the worst first. */
export const OUTCOMES = Object.keys(TONES) as readonly PluginOutcome[];

type Props = {readonly outcome: PluginOutcome; readonly unsure?: PluginForecast['unsure']};

/** What becomes of a plugin, and why; `unsure` names what could not be read. */
export function Outcome({outcome, unsure = null}: Props) {
    const {say} = useWords();
    return (
        <>
            <Chip tone={TONES[outcome]}>{say(`plugins.outcome.${outcome}`)}</Chip>
            <span className="fr-plugins__note">
                {say(unsure === null ? `plugins.note.${outcome}` : `plugins.unsure.${unsure}`)}
            </span>
        </>
    );
}
