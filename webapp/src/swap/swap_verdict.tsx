import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Badge} from '../widgets/badge.tsx';
import {ShortId} from '../widgets/short_id.tsx';
import {printActor} from './actor_name.ts';
import {DowntimeCounter} from './downtime_counter.tsx';
import {SwapStatus} from './swap_status.tsx';

type Props = {
    readonly run: RunView;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** The page's top while a run goes on: what happens, by whom, and the downtime. It stays in sight. */
export function SwapVerdict(props: Props) {
    const {run, nowMs} = props;
    const {say, at} = useWords();
    const {plan, state, events} = run;
    const isBack = state.turnedBack !== undefined || state.rollBackAsked;
    const openedAt = events.find(({kind}) => kind === 'opened')?.at;
    return (
        <section className="fr-card fr-verdict fr-running" aria-labelledby="fr-verdict-title">
            <div className="fr-verdict__top">
                <Badge tone="info" icon="turn" large />
                <div className="fr-verdict__words">
                    <h2 id="fr-verdict-title" className="fr-verdict__title">
                        {isBack
                            ? say(state.rollBackWanted ? 'swap.back_title_asked' : 'swap.back_title')
                            : say('swap.title', {goal: plan?.goal ?? 'to_fips'})}
                    </h2>
                    <p className="fr-muted fr-running__by">
                        {openedAt !== undefined &&
                            state.openedBy &&
                            say('swap.by', {by: makeVisible(printActor(state.openedBy)), at: at(openedAt)})}{' '}
                        · {say('swap.plan')} <ShortId id={state.planId} />
                        {plan && plan.risks.length > 0 && <> · {say('swap.risks', {count: plan.risks.length})}</>}
                    </p>
                </div>
                <DowntimeCounter run={run} nowMs={nowMs} />
            </div>
            <SwapStatus {...props} />
        </section>
    );
}
