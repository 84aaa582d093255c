import React, {useState} from 'react';
import type {ConnectWord} from '../i18n/connect_words.ts';
import {useWords} from '../i18n/use_words.ts';
import type {Connection} from '../state/plugin_settings.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';
import type {ConnectProps} from './connect_props.ts';
import {DISCONNECT_STEPS, performDisconnect} from './disconnect_steps.ts';

/** Takes the connection out again, after every change was named. */
export function DisconnectForm({server, readiness, connection}: ConnectProps & {readonly connection: Connection}) {
    const {say, problem} = useWords<ConnectWord>();
    const announce = useAnnounce();
    const [open, setOpen] = useState(false);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const go = async () => {
        if (busy) {
            return;
        }
        setBusy(true);
        setFailure(undefined);
        const failed = await performDisconnect({server, connection, save: readiness.changeSettings});
        if (failed) {
            const step = say(`connect.disconnect.${failed.step}`);
            setFailure(say('connect.disconnect.failed', {step, problem: problem(failed.problem)}));
            setBusy(false);
            return;
        }
        announce(say('connect.disconnect.done'));
        await readiness.reload();
    };
    if (!open) {
        return (
            <div className="fr-actions">
                <Button look="quiet" onClick={() => setOpen(true)}>
                    {say('connect.disconnect')}
                </Button>
            </div>
        );
    }
    return (
        <div className="fr-form">
            <p>{say('connect.disconnect.lead')}</p>
            <ol className="fr-changes">
                {DISCONNECT_STEPS.map((step) => (
                    <li key={step}>{say(`connect.disconnect.${step}`)}</li>
                ))}
            </ol>
            <p className="fr-muted">{say('connect.disconnect.host')}</p>
            {failure !== undefined && (
                <Notice tone="fail" urgent>
                    {failure}
                </Notice>
            )}
            <div className="fr-actions">
                <Button look="danger" aria-disabled={busy} onClick={() => void go()}>
                    {say('connect.disconnect.go')}
                </Button>
                <Button look="quiet" onClick={() => setOpen(false)}>
                    {say('page.cancel')}
                </Button>
            </div>
        </div>
    );
}
