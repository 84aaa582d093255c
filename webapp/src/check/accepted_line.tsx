import React, {useState} from 'react';
import type {AcceptedRisk} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';

type Props = {
    readonly risk: AcceptedRisk;
    readonly canWithdraw: boolean;
    readonly withdraw: (risk: AcceptedRisk) => Promise<void>;
};

/** Who took the risk on, when and why, and the way to take that back. */
export function AcceptedLine({risk, canWithdraw, withdraw}: Props) {
    const {say, at, problem} = useWords();
    const announce = useAnnounce();
    const [failure, setFailure] = useState<unknown>();
    const [saving, setSaving] = useState(false);
    const submit = async () => {
        if (saving) {
            return;
        }
        setSaving(true);
        setFailure(undefined);
        try {
            await withdraw(risk);
            announce(say('check.withdraw.done'));
        } catch (error) {
            setFailure(error);
            setSaving(false);
        }
    };
    return (
        <div className="fr-accepted">
            <p>{say('check.accepted', {by: risk.by, at: at(risk.at), version: risk.serverVersion, why: risk.why})}</p>
            {canWithdraw && (
                <Button aria-disabled={saving} onClick={() => void submit()}>
                    {say('check.withdraw')}
                </Button>
            )}
            {failure !== undefined && (
                <Notice tone="fail" urgent>
                    {say('check.save_failed', {problem: problem(failure)})}
                </Notice>
            )}
        </div>
    );
}
