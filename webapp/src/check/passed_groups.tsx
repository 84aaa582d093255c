import React, {useState} from 'react';
import type {Group, Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Badge} from '../widgets/badge.tsx';
import {FoldedCard} from '../widgets/folded_card.tsx';
import {ResultRow} from './result_row.tsx';
import type {RowContext} from './row_context.ts';

type Props = RowContext & {
    readonly groups: readonly {readonly group: Group; readonly all: readonly Result[]}[];
};

/** The groups in which every check has passed, in one line; opened: each result under its group. */
export function PassedGroups({groups, ...context}: Props) {
    const {say, speak} = useWords();
    const [open, setOpen] = useState(false);
    return (
        <FoldedCard
            open={open}
            onToggle={() => setOpen((before) => !before)}
            badge={<Badge tone="pass" />}
            name={say('check.group.passed', {count: groups.reduce((sum, {all}) => sum + all.length, 0)})}
            news={groups.map(({group}) => speak(`group.${group}`)).join(' · ')}
        >
            {groups.map(({group, all}) => (
                <React.Fragment key={group}>
                    <h4 className="fr-result__label">{speak(`group.${group}`)}</h4>
                    <ul className="fr-results">
                        {all.map((result) => (
                            <ResultRow key={result.check} result={result} {...context} />
                        ))}
                    </ul>
                </React.Fragment>
            ))}
        </FoldedCard>
    );
}
