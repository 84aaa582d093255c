import React from 'react';
import {makeRunbook, makeVisible} from '@fips-readiness/core';
import type {Data, Facts, RunbookStep} from '@fips-readiness/core';
import {RUNBOOK_MESSAGES} from '../i18n/runbook_messages.ts';
import {withWords} from '../i18n/part_words.tsx';
import type {RunbookWord} from '../i18n/runbook_messages.ts';
import {useWords} from '../i18n/use_words.ts';
import {CommandBlock} from '../widgets/command_block.tsx';
import {Diff} from '../widgets/diff.tsx';
import './runbook.css';

/** The move by hand, with its words: a script of its own, for whoever opens it. */
export const RunbookSteps = withWords(Steps, RUNBOOK_MESSAGES);

function Steps({facts}: {readonly facts: Facts}) {
    return (
        <ol className="fr-runbook">
            {makeRunbook(facts).map((step) => (
                <Step key={step.code} step={step} />
            ))}
        </ol>
    );
}

function Step({step: {code, data, edit, commands}}: {readonly step: RunbookStep}) {
    const {say, speak} = useWords<RunbookWord>();
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
