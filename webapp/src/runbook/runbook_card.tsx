import React, {useState} from 'react';
import {makeRunbook, makeVisible} from '@fips-readiness/core';
import type {Data, Facts, RunbookStep} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Badge} from '../widgets/badge.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Diff} from '../widgets/diff.tsx';
import {Disclosure} from '../widgets/disclosure.tsx';
import './runbook.css';

/** The move by hand: for whoever goes without the agent. */
export function RunbookCard({facts}: {readonly facts: Facts}) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const steps = makeRunbook(facts);
    return steps.length === 0 ? null : (
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
            <ol className="fr-runbook">
                {steps.map((step) => (
                    <Step key={step.code} step={step} />
                ))}
            </ol>
        </Disclosure>
    );
}

function Step({step: {code, data, edit, commands}}: {readonly step: RunbookStep}) {
    const {say, speak} = useWords();
    const values = visibleValues(data);
    const title = speak(`runbook.${code}.title`, values);
    return (
        <li>
            <h4 className="fr-runbook__title">{title}</h4>
            <p>{speak(`runbook.${code}.text`, values)}</p>
            {edit && (
                <Diff
                    place={say('runbook.edit', {file: makeVisible(edit.file), line: edit.line ?? 'none'})}
                    before={edit.from}
                    after={edit.to}
                />
            )}
            {commands.length > 0 && <CommandBlock lines={commands} label={title} />}
        </li>
    );
}

function visibleValues(data: Data): Record<string, string | number | boolean> {
    return Object.fromEntries(
        Object.entries(data).map(([name, value]) => [
            name,
            typeof value === 'string'
                ? makeVisible(value)
                : typeof value === 'object'
                  ? value.map(makeVisible).join(', ')
                  : value,
        ]),
    );
}
