import React from 'react';
import {describeResult} from '@fips-readiness/core';
import type {Group, Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Words} from '../i18n/use_words.ts';
import type {Server} from '../client/server.ts';
import {Badge} from '../widgets/badge.tsx';
import {Chip} from '../widgets/chip.tsx';
import {FoldedCard} from '../widgets/folded_card.tsx';
import {FoldedRows} from './folded_rows.tsx';
import {PluginPart} from './plugin_part.tsx';
import {ResultRow} from './result_row.tsx';
import type {RowContext} from './row_context.ts';
import {shownState, worstFirst} from './result_order.ts';

/** Counts beside a group's name; what passed needs none. */
const COUNTED = ['fail', 'warn', 'unknown', 'cured', 'accepted'] as const;

type Props = RowContext & {
    readonly group: Group;
    readonly all: readonly Result[];
    readonly shown: readonly Result[];
    readonly open: boolean;
    readonly onToggle: () => void;
    /** Not all results are shown. */
    readonly isFiltered: boolean;
    readonly server: Server;
};

/** One group: its worst news in words, and its results. */
export function GroupCard({group, all, shown, open, onToggle, isFiltered, server, ...context}: Props) {
    const words = useWords();
    const ordered = worstFirst(all);
    const worst = ordered[0];
    const tone = worst ? shownState(worst) : 'pass';
    const rows = worstFirst(shown);
    const folded = isFiltered ? [] : findFolded(rows);
    return (
        <FoldedCard
            open={open}
            onToggle={onToggle}
            badge={<Badge tone={tone} />}
            name={words.speak(`group.${group}`)}
            news={open && tone === 'fail' ? undefined : newsOf(ordered, words)}
            counts={
                <span className="fr-group__counts">
                    {COUNTED.map((state) => {
                        const count = all.filter((result) => shownState(result) === state).length;
                        return count === 0 ? null : (
                            <Chip key={state} tone={state}>
                                {words.say(`check.count.${state}`, {count})}
                            </Chip>
                        );
                    })}
                </span>
            }
        >
            {group === 'plugins' && !isFiltered && <PluginPart server={server} {...context} />}
            <ul className="fr-results">
                {rows
                    .filter((result) => !folded.includes(result))
                    .map((result) => (
                        <ResultRow key={result.check} result={result} {...context} />
                    ))}
                {folded.length > 0 && <FoldedRows results={folded} {...context} />}
            </ul>
        </FoldedCard>
    );
}

/** The rows that stay in one line: all but the blockers where there are some, else what passed. One row is a line anyway. */
function findFolded(rows: readonly Result[]): readonly Result[] {
    const blocks = rows.some((result) => shownState(result) === 'fail');
    const folded = rows.filter((result) => (blocks ? shownState(result) !== 'fail' : shownState(result) === 'pass'));
    return folded.length > 1 && folded.length < rows.length ? folded : [];
}

/** The worst result's own sentence; a row of missing facts is said once. */
function newsOf(ordered: readonly Result[], {say, speak}: Words): string {
    const worst = ordered[0];
    const state = worst && shownState(worst);
    const alike = ordered.filter((result) => shownState(result) === state);
    if (!worst || state === 'pass') {
        return say('check.group.passed', {count: ordered.length});
    }
    if (state === 'accepted') {
        return say('check.group.accepted');
    }
    if (state === 'cured') {
        return say('check.group.cured');
    }
    if (state === 'unknown' && alike.every(({reason}) => reason === 'fact_missing')) {
        const needAgent = alike.every(({missing}) => missing.every(({why}) => why === 'no_agent'));
        return say(needAgent ? 'check.group.needs_agent' : 'check.group.unknown', {count: alike.length});
    }
    const news = describeResult(worst, speak).sentence;
    return alike.length === 1 ? news : say('check.group.more', {news, count: alike.length - 1});
}
