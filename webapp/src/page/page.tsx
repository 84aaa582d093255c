// The cascade goes from the whole to its parts: these first, then each section's own.
import './page.css';
import '../widgets/marks.css';
import '../widgets/card.css';
import '../widgets/form.css';
import '../widgets/text.css';
import React, {useEffect, useRef, useState} from 'react';
import {speakVerdict} from '@fips-readiness/core';
import type {Server} from '../client/server.ts';
import {CheckSection} from '../check/check_section.tsx';
import {ConnectSection} from '../connect/connect_section.tsx';
import {useWords} from '../i18n/use_words.ts';
import {JourneyBar} from '../journey/journey_bar.tsx';
import {RunbookCard} from '../runbook/runbook_card.tsx';
import {findNews} from '../state/news.ts';
import {wasMoved} from '../state/was_moved.ts';
import {RHYTHM, useReadiness} from '../state/use_readiness.ts';
import type {Rhythm} from '../state/use_readiness.ts';
import {KeptRescueCard} from '../swap/kept_rescue_card.tsx';
import {useKeptRescue} from '../swap/use_kept_rescue.ts';
import {Situation} from '../verdict/situation.tsx';
import {VerdictCard} from '../verdict/verdict_card.tsx';
import type {Filter} from '../verdict/filter.ts';
import {Announcer, useAnnounce} from '../widgets/announcer.tsx';
import {Clock, useSeconds} from '../widgets/clock.tsx';
import {FocusKeeper} from '../widgets/focus_keeper.tsx';
import {PartsNotice} from '../widgets/parts_notice.tsx';
import {loadHealthParts, loadMoveParts} from './load_parts.ts';
import {Skeleton} from './skeleton.tsx';
import {SiteContext} from '../state/site.ts';
import type {Site} from '../state/site.ts';
import {useParts} from '../widgets/use_parts.ts';

type Props = {
    readonly server: Server;
    readonly site: Site;
    readonly rhythm?: Rhythm;
    readonly now?: () => Date;
};

const clock = () => new Date();

/** The whole page, over a server and a site. */
export function Page(props: Props) {
    return (
        <SiteContext.Provider value={props.site}>
            <FocusKeeper className="fips-readiness">
                <Clock now={props.now ?? clock}>
                    <Announcer>
                        <Sections {...props} />
                    </Announcer>
                </Clock>
            </FocusKeeper>
        </SiteContext.Provider>
    );
}

function Sections({server, site, rhythm = RHYTHM, now = clock}: Props) {
    const {speak, say} = useWords();
    const announce = useAnnounce();
    const readiness = useReadiness(server, now, rhythm);
    const [filter, setFilter] = useState<Filter>();
    const {snapshot, knowledge, judgement, activity, move} = readiness;
    const {run} = move;
    const nowMs = useSeconds(move.isRunning) + (snapshot?.agent?.serverAheadMs ?? 0);
    useKeptRescue(run, now);
    const connected = Boolean(snapshot?.settings.connection?.publicKey);
    const moving = useParts(connected, loadMoveParts);
    const isAfter = judgement?.report.verdict.code === 'already_there' || wasMoved(move);
    const health = useParts(isAfter, loadHealthParts);
    const asked = useRef(false);
    useEffect(() => {
        if (asked.current && activity === 'idle' && judgement) {
            asked.current = false;
            announce(say('verdict.announce', {verdict: speakVerdict(judgement.report, speak)}));
        }
    }, [activity, announce, judgement, say, speak]);
    const isWaiting = moving.state === 'loading' || (!judgement && moving.state !== 'ready');
    if (!snapshot || !knowledge || isWaiting) {
        return readiness.problem || moving.state === 'failed' ? (
            <>
                <Situation readiness={readiness} />
                <PartsNotice loading={moving} />
                <KeptRescueCard />
            </>
        ) : (
            <Skeleton />
        );
    }
    const checkAgain = () => {
        asked.current = true;
        void readiness.checkAgain();
    };
    const connect = <ConnectSection server={server} snapshot={snapshot} readiness={readiness} />;
    const moveParts = moving.parts;
    const journey = <JourneyBar snapshot={snapshot} knowledge={knowledge} judgement={judgement} move={move} />;
    const receipt = run?.state.end && moveParts && (
        <moveParts.VerifySection
            key={run.runId}
            run={run}
            end={run.state.end}
            snapshot={snapshot}
            readiness={readiness}
            nowMs={nowMs}
        />
    );
    if (moveParts && run && !judgement) {
        const {SwapVerdict, SwapSection, SiteVerdict, HistorySection} = moveParts;
        return (
            <>
                {move.isRunning ? (
                    <SwapVerdict run={run} nowMs={nowMs} />
                ) : (
                    <SiteVerdict run={run} snapshot={snapshot} />
                )}
                <Situation readiness={readiness} />
                {journey}
                {move.isRunning && <SwapSection run={run} snapshot={snapshot} readiness={readiness} nowMs={nowMs} />}
                {receipt}
                <HistorySection snapshot={snapshot} readiness={readiness} />
                {!move.isRunning && connect}
            </>
        );
    }
    if (!judgement) {
        return <Skeleton />;
    }
    const news = findNews({move, judgement, nowMs});
    return (
        <>
            <VerdictCard
                snapshot={snapshot}
                judgement={judgement}
                activity={activity}
                siteHost={site.host}
                filter={filter}
                onFilter={setFilter}
                onCheckAgain={checkAgain}
                unconfirmed={knowledge.code === 'unconfirmed'}
                {...(news?.state.end && moveParts
                    ? {site: {end: news.state.end, headline: <moveParts.SiteHeadline run={news} />}}
                    : {})}
            />
            <Situation readiness={readiness} />
            {journey}
            {moving.state === 'failed' && <PartsNotice loading={moving} />}
            {receipt}
            {health.parts ? (
                <health.parts.HealthSection
                    server={server}
                    snapshot={snapshot}
                    judgement={judgement}
                    run={run}
                    now={now}
                />
            ) : (
                <PartsNotice loading={health} />
            )}
            {!connected && connect}
            <CheckSection
                server={server}
                snapshot={snapshot}
                judgement={judgement}
                readiness={readiness}
                filter={filter}
                onFilter={setFilter}
            />
            {connected && moveParts && <moveParts.PlanSection snapshot={snapshot} readiness={readiness} />}
            {connected && moveParts && <moveParts.HistorySection snapshot={snapshot} readiness={readiness} />}
            {connected && connect}
            <RunbookCard facts={judgement.facts} />
        </>
    );
}
