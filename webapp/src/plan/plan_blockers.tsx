import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';
import {Notice} from '../widgets/notice.tsx';

type Props = {readonly failing: readonly string[]; readonly unknown: readonly string[]};

/** The checks that stand in a plan's way, by their titles; codes of another version as they are. */
export function PlanBlockers({failing, unknown}: Props) {
    const {say, speak, knows} = useWords();
    const count = failing.length + unknown.length;
    const title = (check: string) =>
        knows(`check.${check}.title`) ? speak(`check.${check}.title`) : makeVisible(check);
    if (count === 0) {
        return <Notice tone="pass">{say('plan.ready')}</Notice>;
    }
    return (
        <Notice tone="fail">
            <p>{say('plan.blocked', {count})}</p>
            <ul className="fr-blockers">
                {failing.map((check) => (
                    <li key={check}>
                        <Chip tone="fail">{say('plan.failing')}</Chip> {title(check)}
                    </li>
                ))}
                {unknown.map((check) => (
                    <li key={check}>
                        <Chip tone="unknown">{say('plan.unknown')}</Chip> {title(check)}
                    </li>
                ))}
            </ul>
        </Notice>
    );
}
