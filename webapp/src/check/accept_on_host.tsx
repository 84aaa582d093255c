import React, {useState} from 'react';
import {printAcceptedRisk} from '@fips-readiness/core';
import type {Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {Button} from '../widgets/button.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {TextField} from '../widgets/text_field.tsx';
import {LONGEST_REASON, SHORTEST_REASON} from './reason_bounds.ts';

type Props = {readonly result: Result; readonly by: string; readonly serverVersion: string};

/** What only the agent's own file can take on: its lines, ready to copy. Nothing is saved here, and the verdict stays. */
export function AcceptOnHost({result, by, serverVersion}: Props) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const [at, setAt] = useState('');
    const [why, setWhy] = useState('');
    if (!open) {
        const show = () => {
            setAt(new Date().toISOString());
            setOpen(true);
        };
        return <Button onClick={show}>{say('check.accept.host')}</Button>;
    }
    const {check, reason} = result;
    const trimmed = why.trim();
    return (
        <div className="fr-form">
            <p>{say('check.accept.host.lead')}</p>
            <TextField
                label={say('check.accept.why')}
                hint={say('check.accept.short')}
                error={undefined}
                value={why}
                maxLength={LONGEST_REASON}
                onChange={setWhy}
            />
            {trimmed.length >= SHORTEST_REASON && (
                <>
                    <CommandBlock
                        lines={printAcceptedRisk({check, reason, why: trimmed, by, at, serverVersion})}
                        label={say('check.accept.host.lines')}
                    />
                    <p className="fr-muted">{say('check.accept.host.after')}</p>
                </>
            )}
            <div className="fr-actions">
                <Button look="quiet" onClick={() => setOpen(false)}>
                    {say('page.cancel')}
                </Button>
            </div>
        </div>
    );
}
