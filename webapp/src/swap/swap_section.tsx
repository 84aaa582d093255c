import React, {useEffect, useRef} from 'react';
import {describeEvent, hasChanged, makeVisible, withOwnRehearsal} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {RescueNote} from './rescue_note.tsx';
import {StepList} from './step_list.tsx';
import './swap.css';

type Props = {
    readonly run: RunView;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** A run while it goes on: its steps, what can still be done about it, and the way out that needs nothing of ours. */
export function SwapSection({run, snapshot, readiness, nowMs}: Props) {
    const {say} = useWords();
    useStepAnnouncements(run);
    return (
        <section className="fr-card" aria-labelledby="fr-swap-title">
            <h3 id="fr-swap-title" className="fr-hidden">
                {say('swap.steps')}
            </h3>
            <StepList run={run} nowMs={nowMs} />
            <div className="fr-swap__below">
                {snapshot.viewer.isSystemAdmin && (
                    <div className="fr-swap__cancel">
                        <CancelLine run={run} readiness={readiness} />
                    </div>
                )}
                <RescueNote kit={run.kit} host={run.plan?.target.host ?? ''} kind={run.plan?.target.kind} />
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
