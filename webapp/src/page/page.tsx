// The cascade goes from the whole to its parts: these first, then each section's own.
import './page.css';
import '../widgets/marks.css';
import '../widgets/card.css';
import '../widgets/form.css';
import '../widgets/text.css';
import React, {useEffect, useRef, useState} from 'react';
import {printAgentLogLine, speakVerdict} from '@fips-readiness/core';
import type {Server} from '../client/server.ts';
import {AgentLogContext, useWords} from '../i18n/use_words.ts';
import {JourneyBar} from '../journey/journey_bar.tsx';
import {useTop} from '../journey/use_top.ts';
import {useView} from '../journey/use_view.ts';
import {findCurrentStep} from '../state/journey.ts';
import {findNews} from '../state/news.ts';
import {findNextAction} from '../state/next_action.ts';
import type {NextAction} from '../state/next_action.ts';
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
import {Notice} from '../widgets/notice.tsx';
import {PartsNotice} from '../widgets/parts_notice.tsx';
import {loadHealthParts, loadMoveParts} from './load_parts.ts';
import {Notices} from './notices.tsx';
import {Skeleton} from './skeleton.tsx';
import {StepView} from './step_view.tsx';
import {findAgentPlace} from '../state/agent_place.ts';
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
                <Clock now={props.now ?? clock} everyMs={(props.rhythm ?? RHYTHM).clockMs}>
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
    const news = judgement && findNews({move, judgement, nowMs});
    const current = snapshot && knowledge ? findCurrentStep({snapshot, knowledge, judgement, move}) : undefined;
    const {view, open} = useView(news || current === 'end' ? 'verify' : current);
    const viewed = useRef<HTMLDivElement>(null);
    const top = useTop(current);
    const isWaiting = moving.state === 'loading' || (!judgement && moving.state !== 'ready');
    if (!snapshot || !knowledge || !current || isWaiting) {
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
    const goOn = ({code, step}: NextAction) => {
        if (code === 'make_plan') {
            void readiness.ask({kind: 'plan', goal: 'to_fips'});
        }
        setFilter(code === 'fix' ? 'fail' : undefined);
        open(step);
        viewed.current?.focus();
    };
    const filterBy = (chosen: Filter | undefined) => {
        setFilter(chosen);
        open('check');
    };
    const {parts} = moving;
    const agentLog = printAgentLogLine(findAgentPlace(snapshot.agent?.facts?.facts, run?.plan?.target));
    return (
        <AgentLogContext.Provider value={agentLog}>
            <div ref={top} className="fr-top" />
            {judgement && (
                <VerdictCard
                    snapshot={snapshot}
                    judgement={judgement}
                    activity={activity}
                    siteHost={site.host}
                    filter={filter}
                    onFilter={filterBy}
                    onCheckAgain={checkAgain}
                    next={findNextAction(snapshot, judgement, move)}
                    onNext={goOn}
                    unconfirmed={knowledge.code === 'unconfirmed'}
                    {...(news?.state.end && parts
                        ? {site: {end: news.state.end, headline: <parts.SiteHeadline run={news} />}}
                        : {})}
                />
            )}
            {!judgement && parts && run && move.isRunning && (
                <parts.SwapVerdict run={run} snapshot={snapshot} readiness={readiness} nowMs={nowMs} />
            )}
            {!judgement && parts && run && !move.isRunning && <parts.SiteVerdict run={run} snapshot={snapshot} />}
            {!snapshot.viewer.isSystemAdmin && <Notice tone="info">{say('page.read_only')}</Notice>}
            <JourneyBar current={current} view={view} onOpen={open} />
            <div ref={viewed} className="fr-stack fr-view" tabIndex={-1}>
                {parts && (
                    <parts.DoneSteps
                        current={current}
                        view={view}
                        snapshot={snapshot}
                        readiness={readiness}
                        onOpen={open}
                    />
                )}
                <StepView
                    step={view}
                    server={server}
                    snapshot={snapshot}
                    readiness={readiness}
                    moving={moving}
                    health={health}
                    filter={filter}
                    onFilter={setFilter}
                    onMakePlan={() => goOn({code: 'make_plan', step: 'plan'})}
                    nowMs={nowMs}
                    now={now}
                />
            </div>
            <Notices readiness={readiness} moving={moving} />
        </AgentLogContext.Provider>
    );
}
