import React, {useState} from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {Backup} from '../state/plugin_settings.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';
import {TextField} from '../widgets/text_field.tsx';
import {useInvalidFocus} from '../widgets/use_invalid_focus.ts';
import {SHORTEST_REASON} from './reason_bounds.ts';

/** Lets the admin attest a backup with its time and place: "the page says", never a proof. */
export function BackupForm({by, vouch}: {readonly by: string; readonly vouch: (backup: Backup) => Promise<void>}) {
    const {say, problem, readTime} = useWords();
    const announce = useAnnounce();
    const [open, setOpen] = useState(false);
    const [when, setWhen] = useState('');
    const [reference, setReference] = useState('');
    const {form, tried, markTried} = useInvalidFocus();
    const [failure, setFailure] = useState<unknown>();
    const takenAtMs = readTime(when);
    const isShort = reference.trim().length < SHORTEST_REASON;
    const submit = async () => {
        markTried();
        if (!isPast(takenAtMs) || isShort) {
            return;
        }
        setFailure(undefined);
        try {
            await vouch({takenAt: new Date(takenAtMs).toISOString(), by, reference: reference.trim()});
            announce(say('check.backup.done'));
            setOpen(false);
        } catch (error) {
            setFailure(error);
        }
    };
    if (!open) {
        return <Button onClick={() => setOpen(true)}>{say('check.backup.open')}</Button>;
    }
    return (
        <div ref={form} className="fr-form">
            <TextField
                label={say('check.backup.when')}
                type="datetime-local"
                error={tried && !isPast(takenAtMs) ? say('check.backup.when.wrong') : undefined}
                value={when}
                onChange={setWhen}
            />
            <TextField
                label={say('check.backup.where')}
                error={tried && isShort ? say('check.accept.short') : undefined}
                value={reference}
                maxLength={200}
                onChange={setReference}
                onEnter={() => void submit()}
            />
            {failure !== undefined && (
                <Notice tone="fail" urgent>
                    {say('check.save_failed', {problem: problem(failure)})}
                </Notice>
            )}
            <div className="fr-actions">
                <Button look="primary" onClick={() => void submit()}>
                    {say('check.backup.go')}
                </Button>
                <Button look="quiet" onClick={() => setOpen(false)}>
                    {say('page.cancel')}
                </Button>
            </div>
        </div>
    );
}

function isPast(atMs: number): boolean {
    return atMs <= Date.now();
}
