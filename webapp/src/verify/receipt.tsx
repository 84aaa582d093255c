import React, {Fragment, useState} from 'react';
import {canBeTakenBack, findStaysAfterRollback, keepsOldImage, makeVisible} from '@fips-readiness/core';
import type {RunEnd} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {RescueNote} from '../swap/rescue_note.tsx';
import {RollBackForm} from '../swap/roll_back_form.tsx';
import {StepList} from '../swap/step_list.tsx';
import {downloadText} from '../verdict/download_text.ts';
import {Button} from '../widgets/button.tsx';
import {CommandBlock} from '../widgets/command_block.tsx';
import {DiscardForm} from './discard_form.tsx';
import {FunctionList} from './function_list.tsx';
import {LayerList} from './layer_list.tsx';
import {NextSteps} from './next_steps.tsx';
import {ReceiptTerms} from './receipt_terms.tsx';
import {tellFunctions} from './told_functions.ts';
import {tellLayers} from './told_layers.ts';

type Props = {
    readonly run: RunView;
    readonly end: RunEnd;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    readonly nowMs: number;
};

/** Everything about an ended run: what was measured and proved, or what failed and what to do now. */
export function Receipt({run, end, snapshot, readiness, nowMs}: Props) {
    const {say, speak} = useWords();
    const stays = end === 'rolled_back' && run.plan ? findStaysAfterRollback(run.plan, run.state) : [];
    const [showsSteps, setShowsSteps] = useState(false);
    const layers = tellLayers(run.events, run.plan?.target.kind);
    const isBack = run.state.back.has('verify_back');
    const functions = tellFunctions(run.events);
    const keeps = canBeTakenBack(run.state);
    const keepsImage = keeps && (!run.plan || keepsOldImage(run.plan));
    const mayChange = snapshot.viewer.isSystemAdmin && snapshot.agent?.mode === 'swap' && keeps;
    return (
        <div className="fr-prose">
            <ReceiptTerms run={run} end={end} readiness={readiness} />
            {end !== 'succeeded' && <NextSteps run={run} end={end} />}
            {stays.map(({word, values: {names, files}, commands}) => (
                <Fragment key={word}>
                    <p>{speak(word, {names: makeVisible(names), files: makeVisible(files)})}</p>
                    <CommandBlock lines={commands.map(makeVisible)} label={say('verify.stays')} />
                </Fragment>
            ))}
            {layers.length > 0 && (
                <>
                    <h4>{say(isBack ? 'verify.layers_back' : 'verify.layers')}</h4>
                    <LayerList layers={layers} />
                </>
            )}
            {functions.length > 0 && <FunctionList functions={functions} />}
            {run.state.discarded && <p className="fr-muted">{say('discard.done')}</p>}
            {keepsImage && (
                <>
                    <h4>{say('verify.kept')}</h4>
                    <p>{say('verify.kept.image', {image: makeVisible(run.plan?.from.reference ?? '')})}</p>
                </>
            )}
            {showsSteps && <StepList run={run} nowMs={nowMs} />}
            <div className="fr-actions">
                <Button look="quiet" aria-expanded={showsSteps} onClick={() => setShowsSteps((before) => !before)}>
                    {say('verify.steps')}
                </Button>
                <Button look="quiet" onClick={() => download(run)}>
                    {say('verify.download')}
                </Button>
            </div>
            {end === 'needs_attention' && (
                <RescueNote kit={run.kit} host={run.plan?.target.host ?? ''} kind={run.plan?.target.kind} />
            )}
            {mayChange && <RollBackForm run={run} readiness={readiness} nowMs={nowMs} />}
            {mayChange && keepsImage && end === 'succeeded' && (
                <DiscardForm run={run} readiness={readiness} nowMs={nowMs} />
            )}
        </div>
    );
}

/** The run's own words, exactly as the agent signed them piece by piece. */
function download({runId, planText, events}: RunView): void {
    const text = `${JSON.stringify({runId, planText, events}, null, 2)}\n`;
    downloadText(`fips-readiness-run-${runId.slice(0, 8)}.json`, 'application/json', text);
}
