import React from 'react';
import type {FunctionReason} from '@fips-readiness/core';
import {FUNCTION_MESSAGES} from '../i18n/function_messages.ts';
import {withWords} from '../i18n/part_words.tsx';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';
import {PassedLine} from './passed_line.tsx';
import type {ToldFunction} from './told_functions.ts';

/** Not tried is not failed (core, run/core_functions.ts). */
const UNTRIED: readonly FunctionReason[] = ['not_permitted', 'no_message', 'stopped', 'token_unreadable'];

/** Message, upload, search, thread, reaction and WebSocket, as the agent's bot tried them right after the move. */
export const FunctionList = withWords(List, FUNCTION_MESSAGES);

function List({functions}: {readonly functions: readonly ToldFunction[]}) {
    const {say, speak} = useWords();
    const passed = functions.flatMap(({function: name, reason}) => (reason === null ? [name] : []));
    const folds = passed.length > 1;
    return (
        <>
            <h4>{speak('function.title')}</h4>
            <ul className="fr-layers">
                {folds && (
                    <PassedLine
                        line={say('verify.functions_passed', {
                            count: passed.length,
                            names: passed.map((name) => speak(`function.${name}.title`)).join(', '),
                        })}
                    >
                        {passed.map((name) => (
                            <li key={name}>
                                <strong>{speak(`function.${name}.title`)}</strong> {speak(`function.${name}.ok`)}
                            </li>
                        ))}
                    </PassedLine>
                )}
                {functions.map(({function: name, reason}) => {
                    const state = reason === null ? 'ok' : UNTRIED.includes(reason) ? 'skipped' : 'failed';
                    const tone = {ok: 'pass', skipped: 'unknown', failed: 'fail'} as const;
                    return folds && reason === null ? null : (
                        <li key={name}>
                            <Chip tone={tone[state]}>{say(`verify.layer.${state}`)}</Chip>
                            <span className="fr-layers__words">
                                <strong>{speak(`function.${name}.title`)}</strong>{' '}
                                {speak(reason === null ? `function.${name}.ok` : `function.reason.${reason}`)}
                            </span>
                        </li>
                    );
                })}
            </ul>
        </>
    );
}
