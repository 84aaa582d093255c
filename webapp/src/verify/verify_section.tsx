import React, {useState} from 'react';
import type {RunEnd} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import {printActor} from '../swap/actor_name.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Badge} from '../widgets/badge.tsx';
import {END_TONES} from '../verdict/end_tones.ts';
import {FoldedCard} from '../widgets/folded_card.tsx';
import {Receipt} from './receipt.tsx';
import {titleOf} from './title_of.ts';

/** A receipt of good news is opened by itself for a day, bad news until the next run. */
const NEWS_MS = 86_400_000;

type Props = {
    readonly run: RunView;
    readonly end: RunEnd;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** How the last run ended: the receipt, or what went wrong and what to do. Works weeks later, and without the agent. */
export function VerifySection({run, end, snapshot, readiness, nowMs}: Props) {
    const {say, at} = useWords();
    const closedAt = run.events.findLast(({kind}) => kind === 'closed')?.at;
    const isNews = end !== 'succeeded' || nowMs - Date.parse(closedAt ?? '') < NEWS_MS;
    const [toggled, setToggled] = useState<boolean>();
    const open = toggled ?? isNews;
    const goal = run.plan?.goal ?? 'to_fips';
    const title = say(titleOf(end, run), {goal});
    const by = run.state.openedBy;
    return (
        <FoldedCard
            open={open}
            onToggle={() => setToggled(!open)}
            badge={<Badge tone={END_TONES[end]} {...(end === 'succeeded' ? {icon: 'shield' as const} : {})} />}
            name={title}
            news={say('verify.line', {
                goal,
                by: by ? printActor(by) : '',
                at: closedAt === undefined ? '' : at(closedAt),
            })}
        >
            <Receipt run={run} end={end} snapshot={snapshot} readiness={readiness} nowMs={nowMs} />
        </FoldedCard>
    );
}
