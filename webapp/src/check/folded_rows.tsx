import React, {useState} from 'react';
import type {Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';
import {Disclosure} from '../widgets/disclosure.tsx';
import {FILTERS} from '../verdict/filter.ts';
import {ResultRow} from './result_row.tsx';
import type {RowContext} from './row_context.ts';
import {shownState} from './result_order.ts';

/** The results of a group that are not its worst news, counted in one line; opened: each of them. */
export function FoldedRows({results, ...context}: RowContext & {readonly results: readonly Result[]}) {
    const {say, speak} = useWords();
    const [open, setOpen] = useState(false);
    const counts = FILTERS.map((state) => ({
        state,
        count: results.filter((result) => shownState(result) === state).length,
    })).filter(({count}) => count > 0);
    const worst = counts[0]?.state ?? 'pass';
    return (
        <li className="fr-result">
            <Disclosure
                level={4}
                className="fr-result__box fr-result__fold"
                open={open}
                onToggle={() => setOpen((before) => !before)}
                head={
                    <>
                        <Chip tone={worst}>{speak(`state.${worst}`)}</Chip>
                        <span className="fr-result__sentence">
                            {counts.map(({state, count}) => say(`check.count.${state}`, {count})).join(' · ')}
                        </span>
                    </>
                }
            >
                <ul className="fr-results">
                    {results.map((result) => (
                        <ResultRow key={result.check} result={result} {...context} />
                    ))}
                </ul>
            </Disclosure>
        </li>
    );
}
