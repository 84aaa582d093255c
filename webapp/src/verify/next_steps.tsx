import React from 'react';
import {hasChanged} from '@fips-readiness/core';
import type {RunEnd} from '@fips-readiness/core';
import type {MoveWord} from '../i18n/move_words.ts';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import {CommandBlock} from '../widgets/command_block.tsx';

/** After a run that did not succeed: what was kept for reading, and what to do next with the commands. */
export function NextSteps({run, end}: {readonly run: RunView; readonly end: RunEnd}) {
    const {say} = useWords();
    return (
        <>
            <h4>{say('verify.next')}</h4>
            <p>
                {say(
                    end === 'needs_attention'
                        ? 'verify.next.look'
                        : run.state.rollBackWanted
                          ? 'verify.next.asked'
                          : 'verify.next.plan',
                )}
            </p>
            <p>{say(keptOf(run))}</p>
            <CommandBlock lines={[`fips-agent status ${run.runId.slice(0, 8)}`]} label={say('verify.next.status')} />
        </>
    );
}

function keptOf({state}: RunView): MoveWord {
    if (!hasChanged(state)) {
        return 'verify.kept.nothing';
    }
    return state.rollBackWanted ? 'verify.kept.files' : 'verify.kept.logs';
}
