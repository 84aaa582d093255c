import React, {useState} from 'react';
import {makePlanDigest, makeVisible} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {AskedLine} from '../plan/asked_line.tsx';
import type {RunView} from '../state/run_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {fetchFreshWord} from '../swap/fresh_word.ts';
import {Button} from '../widgets/button.tsx';

type Props = {readonly run: RunView; readonly readiness: Readiness; readonly nowMs: number};

/** Gives up what a run keeps for its way back, after saying what that takes away. */
export function DiscardForm({run, readiness, nowMs}: Props) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const {plan, planText, runId} = run;
    const submit = async () => {
        if (readiness.activity !== 'idle') {
            return;
        }
        const nonce = await fetchFreshWord(readiness, run, nowMs, ({discardNonce}) => discardNonce);
        if (nonce !== undefined) {
            await readiness.ask({kind: 'discard', runId, digest: makePlanDigest(planText), nonce});
        }
    };
    if (!open) {
        return (
            <>
                <div className="fr-actions">
                    <Button look="quiet" onClick={() => setOpen(true)}>
                        {say('discard.open')}
                    </Button>
                </div>
                <AskedLine readiness={readiness} kinds={['discard']} />
            </>
        );
    }
    return (
        <div className="fr-form">
            <h4>{say('discard.title')}</h4>
            <ul className="fr-risks">
                <li>{say('discard.goes', {image: makeVisible(plan?.from.reference ?? '')})}</li>
                <li>{say('discard.then')}</li>
                <li>{say('discard.stays')}</li>
            </ul>
            <AskedLine readiness={readiness} kinds={['discard', 'show']} />
            <div className="fr-actions">
                <Button look="danger" aria-disabled={readiness.activity !== 'idle'} onClick={() => void submit()}>
                    {say('discard.go')}
                </Button>
                <Button look="quiet" onClick={() => setOpen(false)}>
                    {say('page.cancel')}
                </Button>
            </div>
        </div>
    );
}
