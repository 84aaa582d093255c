import React from 'react';
import {STEPS} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';

/** The steps in order, and between which of them Mattermost is down. */
export function PlanSteps({plan}: {readonly plan: Plan}) {
    const {say, speak} = useWords();
    const codes = plan.steps.map(({code}) => code);
    const {from, until} = findOutage(plan);
    return (
        <ol className="fr-changes">
            {codes.map((code, index) => (
                <li key={code}>
                    {speak(`step.${code}.title`)} {index === from && <Chip tone="warn">{say('plan.outage.from')}</Chip>}
                    {index === until && <Chip tone="pass">{say('plan.outage.until')}</Chip>}
                </li>
            ))}
        </ol>
    );
}

/** The first and the last step of the outage, by their place; -1 where none is planned. */
function findOutage({steps, downtime}: Plan): {readonly from: number; readonly until: number} {
    const isDown = downtime.toMs > 0;
    const begins = steps.findIndex(({code}) => STEPS[code].beginsOutage);
    // Where no step itself takes the site down, old instances may end before new ones are ready.
    const from = !isDown ? -1 : begins >= 0 ? begins : steps.findIndex(({code}) => STEPS[code].runsTarget);
    const until = from < 0 ? -1 : steps.findIndex(({code}, index) => index >= from && STEPS[code].proves === 'ready');
    return {from, until};
}
