import React, {useState} from 'react';
import {GROUPS} from '@fips-readiness/core';
import type {Group} from '@fips-readiness/core';
import type {Server} from '../client/server.ts';
import {useWords} from '../i18n/use_words.ts';
import type {Readiness} from '../state/use_readiness.ts';
import type {Judgement} from '../state/judgement.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {Button} from '../widgets/button.tsx';
import type {Filter} from '../verdict/filter.ts';
import {GroupCard} from './group_card.tsx';
import {PassedGroups} from './passed_groups.tsx';
import {shownState, worstRank} from './result_order.ts';
import './check.css';

type Props = {
    readonly server: Server;
    readonly snapshot: Snapshot;
    readonly judgement: Judgement;
    readonly readiness: Readiness;
    readonly filter: Filter | undefined;
    readonly onFilter: (filter: undefined) => void;
    readonly onMakePlan: () => void;
};

/** Every result, in groups: the one with the worst news first, those with good news only in one line at the end. */
export function CheckSection({server, filter, onFilter, ...rest}: Props) {
    const {say, speak} = useWords();
    const {results} = rest.judgement.report;
    // Groups with a blocker are open until somebody says otherwise; a filter opens all it matches.
    const [toggled, setToggled] = useState<Partial<Record<Group, boolean>>>({});
    const groups = GROUPS.map((group) => {
        const all = results.filter((result) => result.group === group);
        return {group, all, shown: filter ? all.filter((result) => shownState(result) === filter) : all};
    })
        .filter(({shown}) => shown.length > 0)
        .sort((first, second) => worstRank(first.all) - worstRank(second.all));
    // A group that somebody has opened stays where it is.
    const passed = filter
        ? []
        : groups.filter(
              ({group, all}) =>
                  group !== 'plugins' && toggled[group] === undefined && all.every((one) => shownState(one) === 'pass'),
          );
    const single = groups.filter((one) => passed.length < 2 || !passed.includes(one));
    // The worst blocker shows at once what to do; somebody who asks for the blockers sees it of each.
    const blockers = groups.flatMap(({all}) => all.filter((one) => shownState(one) === 'fail'));
    const leading = (filter === 'fail' ? blockers : blockers.slice(0, 1)).map(({check}) => check);
    const context = {...rest, leading};
    const isOpen = (group: Group, rank: number) => (filter ? true : (toggled[group] ?? rank === 0));
    return (
        <section aria-label={say('check.heading')} className="fr-stack">
            {filter && (
                <p className="fr-filtered">
                    {groups.length === 0
                        ? say('check.none')
                        : say('check.filtered', {
                              count: groups.reduce((sum, {shown}) => sum + shown.length, 0),
                              state: speak(`state.${filter}`),
                          })}{' '}
                    <Button look="quiet" onClick={() => onFilter(undefined)}>
                        {say('verdict.all')}
                    </Button>
                </p>
            )}
            {single.map(({group, all, shown}) => (
                <GroupCard
                    key={group}
                    group={group}
                    all={all}
                    shown={shown}
                    open={isOpen(group, worstRank(all))}
                    onToggle={() => setToggled((before) => ({...before, [group]: !isOpen(group, worstRank(all))}))}
                    isFiltered={filter !== undefined}
                    server={server}
                    {...context}
                />
            ))}
            {passed.length > 1 && <PassedGroups groups={passed} {...context} />}
        </section>
    );
}
