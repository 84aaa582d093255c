import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {RunForm} from '../swap/run_form.tsx';

type Props = {readonly run: RunView; readonly readiness: Readiness; readonly nowMs: number};

/** Gives up what a run keeps for its way back, after saying what that takes away. */
export function DiscardForm(props: Props) {
    const {say} = useWords();
    const image = makeVisible(props.run.plan?.from.reference ?? '');
    const points = [say('discard.goes', {image}), say('discard.then'), say('discard.stays')];
    return <RunForm {...props} what="discard" points={points} />;
}
