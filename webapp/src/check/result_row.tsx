import React, {useState} from 'react';
import {describeResult} from '@fips-readiness/core';
import type {FactSource, Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Words} from '../i18n/use_words.ts';
import {useNow} from '../widgets/clock.tsx';
import {Chip} from '../widgets/chip.tsx';
import {Disclosure} from '../widgets/disclosure.tsx';
import {ResultBody} from './result_body.tsx';
import type {RowContext} from './row_context.ts';
import {shownState} from './result_order.ts';

/** One result: state, sentence, who saw it and when; opened: all there is to say about it. */
export function ResultRow({result, ...context}: RowContext & {readonly result: Result}) {
    const words = useWords();
    const {speak} = words;
    const [toggled, setToggled] = useState<boolean>();
    const open = toggled ?? context.leading.includes(result.check);
    const nowMs = useNow();
    const state = shownState(result);
    return (
        <li className={`fr-result fr-result--${state}`}>
            <Disclosure
                level={4}
                className="fr-result__box"
                open={open}
                onToggle={() => setToggled(!open)}
                head={
                    <>
                        <Chip tone={state}>{speak(`state.${state}`)}</Chip>
                        <span className="fr-result__sentence">{describeResult(result, speak).sentence}</span>
                        <span className="fr-result__seen">{seenLine(result, nowMs, words)}</span>
                    </>
                }
            >
                <ResultBody result={result} {...context} />
            </Disclosure>
        </li>
    );
}

/** `agent · 1 minute ago` */
function seenLine({observedBy, observedAt}: Result, nowMs: number, {say, ago}: Words): string {
    if (observedAt === null) {
        return '';
    }
    const who = [...new Set(observedBy.map(whoOf))].map((one) => say(`check.who.${one}`)).join(', ');
    const ageMs = Math.max(0, nowMs - Date.parse(observedAt));
    return say('check.seen', {who, ago: ago(ageMs)});
}

function whoOf(source: FactSource): 'agent' | 'page' | 'you' {
    return source === 'page_rest' ? 'page' : source === 'page_admin' ? 'you' : 'agent';
}
