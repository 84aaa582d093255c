import React, {useEffect, useRef} from 'react';
import {describeEvent, describeWait, hasChanged, makeVisible, withOwnRehearsal} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {AskedLine} from '../plan/asked_line.tsx';
import type {RunView} from '../state/run_view.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';
import {findDown} from './find_down.ts';
import {RescueNote} from './rescue_note.tsx';
import {StepList} from './step_list.tsx';
import './swap.css';

/** Beats of the agent come once a minute; while the site is down none can come. */
const GONE_AFTER_MS = 180_000;

type Props = {
    readonly run: RunView;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** A run while it goes on: its steps, what can still be done about it, and the way out that needs nothing of ours. */
export function SwapSection({run, snapshot, readiness, nowMs}: Props) {
    const words = useWords();
    const {say, speak} = words;
    useStepAnnouncements(run);
    const {plan, state} = run;
    const isDown = findDown(run.events) !== undefined;
    const isUnheard = snapshot.agent?.problem !== undefined || readiness.problem !== undefined;
    const willFallSilent = plan?.steps.some(({code}) => code === 'recreate') && !state.steps.has('recreate');
    const isGone =
        !isDown && !isUnheard && nowMs - run.toldAtMs > GONE_AFTER_MS && snapshot.agent?.presence !== 'online';
    return (
        <section className="fr-card" aria-labelledby="fr-swap-title">
            <h3 id="fr-swap-title" className="fr-hidden">
                {say('swap.steps')}
            </h3>
            <StepList run={run} nowMs={nowMs} />
            <div className="fr-swap__below">
                {willFallSilent && (
                    <p className="fr-muted">{say('swap.announced', {step: speak('step.recreate.title')})}</p>
                )}
                {state.waitsFor && <Notice tone="warn">{makeVisible(describeWait(state.waitsFor, words))}</Notice>}
                {isUnheard && <Notice tone="info">{say('swap.silent')}</Notice>}
                {isGone && <Notice tone="warn">{say('swap.agent_gone')}</Notice>}
                {snapshot.viewer.isSystemAdmin && <CancelLine run={run} readiness={readiness} />}
                <AskedLine readiness={readiness} kinds={['cancel', 'roll_back']} />
                <RescueNote kit={run.kit} host={plan?.target.host ?? ''} />
            </div>
        </section>
    );
}

function CancelLine({run: {runId, state}, readiness}: Pick<Props, 'run' | 'readiness'>) {
    const {say} = useWords();
    if (state.turnedBack !== undefined || state.rollBackAsked) {
        return null;
    }
    if (hasChanged(state)) {
        return <p className="fr-muted">{say('swap.no_cancel')}</p>;
    }
    if (state.cancelAsked) {
        return <p className="fr-muted">{say('swap.cancelling')}</p>;
    }
    return (
        <div className="fr-beside">
            <Button
                aria-disabled={readiness.activity !== 'idle'}
                onClick={() => void readiness.ask({kind: 'cancel', runId})}
            >
                {say('swap.cancel')}
            </Button>
            {say('swap.cancel.text')}
        </div>
    );
}

/** Says each new event to screen readers, once. */
function useStepAnnouncements({events, plan, kit}: RunView): void {
    const words = useWords();
    const announce = useAnnounce();
    const told = useRef(events.length);
    useEffect(() => {
        const fresh = plan
            ? events
                  .slice(told.current)
                  .flatMap((event) => describeEvent(event, withOwnRehearsal(plan, events), kit, words))
            : [];
        told.current = events.length;
        if (fresh.length > 0) {
            announce(makeVisible(fresh.join('. ')));
        }
    }, [announce, events, kit, plan, words]);
}
