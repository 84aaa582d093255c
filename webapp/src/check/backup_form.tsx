import React, {useState} from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {Backup} from '../state/plugin_settings.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';
import {TextField} from '../widgets/text_field.tsx';

/** Bound of what the page keeps of a backup. */
const SHORTEST = 3;

/** Lets the admin vouch for a backup with its time and place: "the page says", never a proof. */
export function BackupForm({by, vouch}: {readonly by: string; readonly vouch: (backup: Backup) => Promise<void>}) {
    const {say, problem} = useWords();
    const announce = useAnnounce();
    const [open, setOpen] = useState(false);
    const [when, setWhen] = useState('');
    const [reference, setReference] = useState('');
    const [invalid, setInvalid] = useState(false);
    const [failure, setFailure] = useState<unknown>();
    const submit = async () => {
        const takenAtMs = new Date(when).getTime();
        const wrong = Number.isNaN(takenAtMs) || takenAtMs > Date.now() || reference.trim().length < SHORTEST;
        setInvalid(wrong);
        if (wrong) {
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
        <div className="fr-form">
            <TextField label={say('check.backup.when')} type="datetime-local" value={when} onChange={setWhen} />
            <TextField
                label={say('check.backup.where')}
                error={invalid ? say('check.backup.invalid') : undefined}
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
