import React, {useState} from 'react';
import {makePlanDigest} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {HostCodeField, useHostCode} from '../plan/host_code_field.tsx';
import type {RunView} from '../state/run_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Button} from '../widgets/button.tsx';
import {useInvalidFocus} from '../widgets/use_invalid_focus.ts';
import {fetchFreshWord} from './fresh_word.ts';

/** What can be done with an ended run; `back` and `discard` are also the beginnings of its words' ids. */
const KINDS = {back: 'roll_back', discard: 'discard'} as const;

type Props = {
    readonly what: keyof typeof KINDS;
    readonly run: RunView;
    readonly readiness: Readiness;
    /** By the server's clock. */
    readonly nowMs: number;
    /** What it takes away, what it brings, and what stays. */
    readonly points: readonly string[];
};

/** A button that opens the question, the points to think of, and the button that does it, with a fresh one-time word. */
export function RunForm({what, run, readiness, nowMs, points}: Props) {
    const {say} = useWords();
    const [open, setOpen] = useState(false);
    const {form, tried, markTried} = useInvalidFocus();
    const kind = KINDS[what];
    const hostCode = useHostCode(run.approval);
    const submit = async () => {
        markTried();
        if (readiness.activity !== 'idle' || !hostCode.isValid) {
            return;
        }
        const {planText, runId} = run;
        const nonce = await fetchFreshWord(readiness, run, nowMs, (told) =>
            kind === 'discard' ? told.discardNonce : told.nonce,
        );
        if (nonce !== undefined) {
            const digest = makePlanDigest(planText);
            await readiness.ask({kind, runId, digest, nonce, code: hostCode.code});
        }
    };
    if (!open) {
        return (
            <div className="fr-actions">
                <Button look={what === 'discard' ? 'quiet' : 'secondary'} onClick={() => setOpen(true)}>
                    {say(`${what}.open`)}
                </Button>
            </div>
        );
    }
    return (
        <div ref={form} className="fr-form">
            <h4>{say(`${what}.title`)}</h4>
            <ul className="fr-risks">
                {points.map((point) => (
                    <li key={point}>{point}</li>
                ))}
            </ul>
            <HostCodeField hostCode={hostCode} tried={tried} onEnter={() => void submit()} />
            <div className="fr-actions">
                <Button look="danger" aria-disabled={readiness.activity !== 'idle'} onClick={() => void submit()}>
                    {say(`${what}.go`)}
                </Button>
                <Button look="quiet" onClick={() => setOpen(false)}>
                    {say('page.cancel')}
                </Button>
            </div>
        </div>
    );
}
