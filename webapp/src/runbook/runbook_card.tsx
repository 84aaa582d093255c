import React, {useState} from 'react';
import {hasRunbook} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Badge} from '../widgets/badge.tsx';
import {Disclosure} from '../widgets/disclosure.tsx';
import {PartsNotice} from '../widgets/parts_notice.tsx';
import {useParts} from '../widgets/use_parts.ts';

const loadSteps = () => import(/* webpackChunkName: 'runbook' */ './runbook_steps.tsx');

/** The move by hand: for whoever goes without the agent. */
export function RunbookCard({facts}: {readonly facts: Facts}) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const steps = useParts(open, loadSteps);
    return !hasRunbook(facts) ? null : (
        <Disclosure
            level={3}
            className="fr-card fr-group"
            open={open}
            onToggle={() => setOpen((before) => !before)}
            head={
                <>
                    <Badge tone="info" icon="book" />
                    <span className="fr-group__words">
                        <span className="fr-group__name">{say('runbook.title')}</span>
                        <span className="fr-group__news">{say('runbook.lead')}</span>
                    </span>
                </>
            }
        >
            {steps.parts ? <steps.parts.RunbookSteps facts={facts} /> : <PartsNotice loading={steps} />}
        </Disclosure>
    );
}
