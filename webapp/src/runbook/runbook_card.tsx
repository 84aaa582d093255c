import React, {useState} from 'react';
import {hasRunbook} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Badge} from '../widgets/badge.tsx';
import {FoldedCard} from '../widgets/folded_card.tsx';
import {PartsNotice} from '../widgets/parts_notice.tsx';
import {useParts} from '../widgets/use_parts.ts';

const loadSteps = () => import(/* webpackChunkName: 'runbook' */ './runbook_steps.tsx');

/** The move by hand: for whoever goes without the agent. */
export function RunbookCard({facts}: {readonly facts: Facts}) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const steps = useParts(open, loadSteps);
    return !hasRunbook(facts) ? null : (
        <FoldedCard
            open={open}
            onToggle={() => setOpen((before) => !before)}
            badge={<Badge tone="info" icon="book" />}
            name={say('runbook.title')}
            news={say('runbook.lead')}
        >
            {steps.parts ? <steps.parts.RunbookSteps facts={facts} /> : <PartsNotice loading={steps} />}
        </FoldedCard>
    );
}
