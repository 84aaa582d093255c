import React from 'react';
import {downtimeOf, hasNoDowntime, keepsOldImage, makeVisible} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {RunForm} from './run_form.tsx';

type Props = {readonly run: RunView; readonly readiness: Readiness; readonly nowMs: number};

/** Takes an ended run back, after saying what comes back, what does not, and what users notice. */
export function RollBackForm(props: Props) {
    const {say} = useWords();
    const {plan} = props.run;
    const isOnHost = !plan || keepsOldImage(plan);
    const points = [
        say(isOnHost ? 'back.comes' : 'back.comes_resource', {image: makeVisible(plan?.from.reference ?? '')}),
        ...(plan?.rotation ? [say('back.comes_password')] : []),
        say(isOnHost ? 'back.stays' : 'back.stays_written'),
        ...(plan && !hasNoDowntime(plan) ? [say('back.notice', downtimeOf(plan))] : []),
    ];
    return <RunForm {...props} what="back" points={points} />;
}
