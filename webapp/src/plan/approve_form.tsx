import React, {useState} from 'react';
import {downtimeOf, hasNoDowntime} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {useSite} from '../state/site.ts';
import type {PlanView} from '../state/plan_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Button} from '../widgets/button.tsx';
import {TextField} from '../widgets/text_field.tsx';
import {useInvalidFocus} from '../widgets/use_invalid_focus.ts';
import {HostCodeField, useHostCode} from './host_code_field.tsx';
import {AT_ONCE, readWindow, WindowForm} from './window_form.tsx';

type Props = {
    readonly view: PlanView;
    readonly plan: Plan;
    readonly readiness: Readiness;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** Approves with a friction that makes one think: the site's own name, and the host's code where the agent asks for it. */
export function ApproveForm({view, plan, readiness, nowMs}: Props) {
    const {say, at, readTime} = useWords();
    const {host} = useSite();
    const [typed, setTyped] = useState('');
    const [reference, setReference] = useState('');
    const [draft, setDraft] = useState(AT_ONCE);
    const {form, tried, markTried} = useInvalidFocus();
    const {reply, digest, notedWindow} = view;
    const window = notedWindow === undefined ? readWindow(draft, nowMs, readTime) : notedWindow;
    const hostCode = useHostCode(reply.approval);
    const isHost = typed.trim().toLowerCase() === host.toLowerCase();
    const submit = () => {
        markTried();
        if (!isHost || !hostCode.isValid || window === undefined || readiness.activity !== 'idle') {
            return;
        }
        void readiness.ask({
            kind: 'approve',
            planId: plan.id,
            goal: plan.goal,
            digest,
            nonce: reply.nonce,
            code: hostCode.code,
            changeReference: reference.trim(),
            window,
        });
    };
    return (
        <div ref={form} className="fr-form">
            <h5 className="fr-plan__approve">{say('plan.approve.title')}</h5>
            <p>
                {hasNoDowntime(plan) ? '' : say('plan.approve.lead', {...downtimeOf(plan), host})}{' '}
                {reply.approval === 'two' && say('plan.two')}
            </p>
            <TextField
                label={say('plan.approve.host', {host})}
                error={tried && !isHost ? say('plan.approve.host.wrong', {host}) : undefined}
                value={typed}
                maxLength={255}
                onChange={setTyped}
                onEnter={submit}
            />
            {notedWindow === undefined ? (
                <WindowForm draft={draft} wrong={tried} nowMs={nowMs} onChange={setDraft} />
            ) : (
                <p>
                    {notedWindow === null
                        ? say('plan.window.now')
                        : say('plan.window.means', {from: at(notedWindow.from), until: at(notedWindow.until)})}
                </p>
            )}
            <HostCodeField hostCode={hostCode} tried={tried} onEnter={submit} />
            <TextField
                label={say('plan.approve.reference')}
                hint={say('plan.approve.reference.hint')}
                value={reference}
                maxLength={64}
                onChange={setReference}
                onEnter={submit}
            />
            <div className="fr-actions">
                <Button look="primary" aria-disabled={readiness.activity !== 'idle'} onClick={submit}>
                    {say(window ? 'plan.approve.later' : 'plan.approve.go')}
                </Button>
            </div>
        </div>
    );
}
