import React, {useState} from 'react';
import {makePlanDigest, makeVisible} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {AskedLine} from '../plan/asked_line.tsx';
import {downtimeOf} from '../plan/downtime_of.ts';
import {readRuns} from '../state/run_view.ts';
import type {RunView} from '../state/run_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Button} from '../widgets/button.tsx';

/** A little less than the agent's one-time word is good for: an older one is asked anew. */
const FRESH_MS = 9 * 60_000;

type Props = {readonly run: RunView; readonly readiness: Readiness; readonly nowMs: number};

/** Takes an ended run back, after saying what comes back, what does not, and what users notice. */
export function RollBackForm({run, readiness, nowMs}: Props) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const {plan, planText, runId, nonce} = run;
    const submit = async () => {
        if (readiness.activity !== 'idle') {
            return;
        }
        const isFresh = nonce !== '' && nowMs - run.toldAtMs < FRESH_MS;
        const fresh = isFresh ? nonce : await renew(readiness, runId);
        if (fresh !== undefined) {
            await readiness.ask({kind: 'roll_back', runId, digest: makePlanDigest(planText), nonce: fresh});
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

/** Asks the agent for the run again, which brings a fresh one-time word; undefined where it gave none. */
async function renew(readiness: Readiness, runId: string): Promise<string | undefined> {
    const outcome = await readiness.ask({kind: 'show'});
    const believed = outcome?.code === 'answered' ? readiness.heard() : [];
    const nonce = readRuns(believed).find((run) => run.runId === runId)?.nonce;
    return nonce === '' ? undefined : nonce;
}
