import React from 'react';
import {describeResult} from '@fips-readiness/core';
import type {Group, Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Words} from '../i18n/use_words.ts';
import type {Server} from '../client/server.ts';
import type {Judgement} from '../state/judgement.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Badge} from '../widgets/badge.tsx';
import {Chip} from '../widgets/chip.tsx';
import {FoldedCard} from '../widgets/folded_card.tsx';
import {PluginPart} from './plugin_part.tsx';
import {ResultRow} from './result_row.tsx';
import {shownState, worstFirst} from './result_order.ts';

/** Counts beside a group's name; what passed needs none. */
const COUNTED = ['fail', 'warn', 'unknown', 'cured', 'accepted'] as const;

type Props = {
    readonly group: Group;
    readonly all: readonly Result[];
    readonly shown: readonly Result[];
    readonly open: boolean;
    readonly onToggle: () => void;
    readonly showsTable: boolean;
    readonly server: Server;
    readonly snapshot: Snapshot;
    readonly judgement: Judgement;
    readonly readiness: Readiness;
};

/** One group: its worst news in words, and its results. */
export function GroupCard({group, all, shown, open, onToggle, showsTable, server, ...rest}: Props) {
    const words = useWords();
    const ordered = worstFirst(all);
    const worst = ordered[0];
    const tone = worst ? shownState(worst) : 'pass';
    return (
        <FoldedCard
            open={open}
            onToggle={onToggle}
            badge={<Badge tone={tone} />}
            name={words.speak(`group.${group}`)}
            news={newsOf(ordered, words)}
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
            {group === 'plugins' && showsTable && <PluginPart server={server} {...rest} />}
            <ul className="fr-results">
                {worstFirst(shown).map((result) => (
                    <ResultRow key={result.check} result={result} {...rest} />
                ))}
            </ul>
        </FoldedCard>
    );
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
