import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';
import type {Tone} from '../widgets/chip.tsx';
import {PassedLine} from './passed_line.tsx';
import type {ToldLayer} from './told_layers.ts';

const TONES: Readonly<Record<ToldLayer['state'], Tone>> = {ok: 'pass', failed: 'fail', skipped: 'unknown'};

/** Each layer with how it looked; what was not looked at never counts as proved. */
export function LayerList({layers}: {readonly layers: readonly ToldLayer[]}) {
    const {say, speak, knows} = useWords();
    // Equal rows fold to one line: what was found otherwise stays in sight.
    const plain = layers.filter(({state, reason}) => state === 'ok' && reason === '');
    const others = layers.filter((layer) => !plain.includes(layer));
    return (
        <ul className="fr-layers">
            {plain.length > 0 && (
                <PassedLine
                    line={say('verify.layers_passed', {
                        count: plain.length,
                        names: plain.map(({layer}) => speak(`verify.${layer}.title`)).join(', '),
                    })}
                />
            )}
            {others.map(({layer, state, reason, names}) => {
                const id = `verify.${layer}.${reason}`;
                return (
                    <li key={layer}>
                        <Chip tone={TONES[state]}>{say(`verify.layer.${state}`)}</Chip>
                        <span className="fr-layers__words">
                            <strong>{speak(`verify.${layer}.title`)}</strong>
                            {reason !== '' && (
                                <>
                                    {' '}
                                    {knows(id)
                                        ? speak(id, {names: makeVisible(names.join(', '))})
                                        : makeVisible(reason)}
                                </>
                            )}
                        </span>
                    </li>
                );
            })}
        </ul>
    );
}
