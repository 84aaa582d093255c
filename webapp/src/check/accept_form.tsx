import React, {useState} from 'react';
import type {AcceptedRisk, Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';
import {TextField} from '../widgets/text_field.tsx';
import {useInvalidFocus} from '../widgets/use_invalid_focus.ts';
import {LONGEST_REASON, SHORTEST_REASON} from './reason_bounds.ts';

type Props = {
    readonly result: Result;
    readonly by: string;
    readonly serverVersion: string;
    readonly accept: (risk: AcceptedRisk) => Promise<void>;
};

/** Takes a warning on, with a reason, for this release. */
export function AcceptForm({result, by, serverVersion, accept}: Props) {
    const {say, problem} = useWords();
    const announce = useAnnounce();
    const [open, setOpen] = useState(false);
    const [why, setWhy] = useState('');
    const {form, tried, markTried} = useInvalidFocus();
    const [saving, setSaving] = useState(false);
    const [failure, setFailure] = useState<unknown>();
    const tooShort = why.trim().length < SHORTEST_REASON;
    const submit = async () => {
        markTried();
        if (tooShort || saving) {
            return;
        }
        setSaving(true);
        setFailure(undefined);
        try {
            const {check, reason} = result;
            await accept({check, reason, why: why.trim(), by, at: new Date().toISOString(), serverVersion});
            announce(say('check.accept.done'));
        } catch (error) {
            setFailure(error);
            setSaving(false);
        }
    };
    if (!open) {
        return <Button onClick={() => setOpen(true)}>{say('check.accept')}</Button>;
    }
    return (
        <div ref={form} className="fr-form">
            <TextField
                label={say('check.accept.why')}
                hint={say('check.accept.hint', {version: serverVersion})}
                error={tried && tooShort ? say('check.accept.short') : undefined}
                value={why}
                maxLength={LONGEST_REASON}
                onChange={setWhy}
                onEnter={() => void submit()}
            />
            {failure !== undefined && (
                <Notice tone="fail" urgent>
                    {say('check.save_failed', {problem: problem(failure)})}
                </Notice>
            )}
            <div className="fr-actions">
                <Button look="primary" aria-disabled={saving} onClick={() => void submit()}>
                    {say('check.accept.go')}
                </Button>
                <Button look="quiet" onClick={() => setOpen(false)}>
                    {say('page.cancel')}
                </Button>
            </div>
        </div>
    );
}
