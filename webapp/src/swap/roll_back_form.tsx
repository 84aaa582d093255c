import React, {useState} from 'react';
import {makePlanDigest, makeVisible} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {AskedLine} from '../plan/asked_line.tsx';
import {downtimeOf} from '../plan/downtime_of.ts';
import type {RunView} from '../state/run_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Button} from '../widgets/button.tsx';
import {fetchFreshWord} from './fresh_word.ts';

type Props = {readonly run: RunView; readonly readiness: Readiness; readonly nowMs: number};

/** Takes an ended run back, after saying what comes back, what does not, and what users notice. */
export function RollBackForm({run, readiness, nowMs}: Props) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const {plan, planText, runId} = run;
    const submit = async () => {
        if (readiness.activity !== 'idle') {
            return;
        }
        const nonce = await fetchFreshWord(readiness, run, nowMs, (told) => told.nonce);
        if (nonce !== undefined) {
            await readiness.ask({kind: 'roll_back', runId, digest: makePlanDigest(planText), nonce});
        }
    };
    if (!open) {
        return (
            <>
                <div className="fr-actions">
                    <Button onClick={() => setOpen(true)}>{say('back.open')}</Button>
                </div>
                <AskedLine readiness={readiness} kinds={['roll_back']} />
            </>
        );
    }
    return (
        <div className="fr-form">
            <h4>{say('back.title')}</h4>
            <ul className="fr-risks">
                <li>{say('back.comes', {image: makeVisible(plan?.from.reference ?? '')})}</li>
                {plan?.rotation && <li>{say('back.comes_password')}</li>}
                <li>{say('back.stays')}</li>
                {plan && <li>{say('back.notice', downtimeOf(plan))}</li>}
            </ul>
            <AskedLine readiness={readiness} kinds={['roll_back', 'show']} />
            <div className="fr-actions">
                <Button look="danger" aria-disabled={readiness.activity !== 'idle'} onClick={() => void submit()}>
                    {say('back.go')}
                </Button>
                <Button look="quiet" onClick={() => setOpen(false)}>
                    {say('page.cancel')}
                </Button>
            </div>
        </div>
    );
}
