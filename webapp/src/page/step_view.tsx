import React from 'react';
import type {Server} from '../client/server.ts';
import {CheckSection} from '../check/check_section.tsx';
import type {ConnectProps} from '../connect/connect_props.ts';
import {useWords} from '../i18n/use_words.ts';
import {ReportCard} from '../report/report_card.tsx';
import {RunbookCard} from '../runbook/runbook_card.tsx';
import type {JourneyStep} from '../state/journey.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import type {Filter} from '../verdict/filter.ts';
import {PartsNotice} from '../widgets/parts_notice.tsx';
import {useParts} from '../widgets/use_parts.ts';
import type {Parts} from '../widgets/use_parts.ts';
import type * as healthParts from './health_parts.ts';
import {loadConnectParts} from './load_parts.ts';
import type * as moveParts from './move_parts.ts';

export type StepViewProps = {
    readonly step: JourneyStep;
    readonly server: Server;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    readonly moving: Parts<typeof moveParts>;
    readonly health: Parts<typeof healthParts>;
    readonly filter: Filter | undefined;
    readonly onFilter: (filter: Filter | undefined) => void;
    readonly onMakePlan: () => void;
    /** By the server's clock. */
    readonly nowMs: number;
    readonly now: () => Date;
};

/** What belongs to one step of the journey. */
export function StepView(props: StepViewProps) {
    const {step, server, snapshot, readiness, moving, filter, onFilter, onMakePlan} = props;
    const {judgement} = readiness;
    switch (step) {
        case 'connect':
            return <ConnectView server={server} snapshot={snapshot} readiness={readiness} />;
        case 'check':
            return judgement ? (
                <>
                    <CheckSection
                        server={server}
                        snapshot={snapshot}
                        judgement={judgement}
                        readiness={readiness}
                        filter={filter}
                        onFilter={onFilter}
                        onMakePlan={onMakePlan}
                    />
                    {moving.state === 'not_wanted' && <RunbookCard facts={judgement.facts} />}
                </>
            ) : (
                <NotNow readiness={readiness} />
            );
        case 'plan':
            return <PlanView {...props} />;
        case 'swap':
            return <SwapView {...props} />;
        case 'verify':
            return <VerifyView {...props} />;
    }
}

function ConnectView(props: ConnectProps) {
    const {parts, ...loading} = useParts(true, loadConnectParts);
    return parts ? <parts.ConnectSection {...props} /> : <PartsNotice loading={{parts, ...loading}} />;
}

function PlanView({snapshot, readiness, moving}: StepViewProps) {
    const {say} = useWords();
    const {judgement} = readiness;
    if (!judgement) {
        return <NotNow readiness={readiness} />;
    }
    if (moving.parts) {
        return (
            <>
                <moving.parts.PlanSection snapshot={snapshot} readiness={readiness} />
                <RunbookCard facts={judgement.facts} />
            </>
        );
    }
    return moving.state === 'not_wanted' ? (
        <>
            <p className="fr-card">{say('view.connect_first')}</p>
            <RunbookCard facts={judgement.facts} />
        </>
    ) : (
        <PartsNotice loading={moving} />
    );
}

function SwapView({snapshot, readiness, moving, nowMs}: StepViewProps) {
    const {say} = useWords();
    const {run} = readiness.move;
    if (!moving.parts || !run) {
        return moving.state === 'failed' ? (
            <PartsNotice loading={moving} />
        ) : (
            <p className="fr-card">{say('view.no_run')}</p>
        );
    }
    const {SwapSection, RunSteps, HistorySection} = moving.parts;
    return (
        <>
            {run.state.end === undefined ? (
                <SwapSection run={run} snapshot={snapshot} readiness={readiness} nowMs={nowMs} />
            ) : (
                <RunSteps run={run} nowMs={nowMs} />
            )}
            <HistorySection snapshot={snapshot} readiness={readiness} />
        </>
    );
}

function VerifyView({server, snapshot, readiness, moving, health, nowMs, now}: StepViewProps) {
    const {say} = useWords();
    const {move, judgement} = readiness;
    const {run} = move;
    const {parts} = moving;
    const isEmpty = health.state === 'not_wanted' && !run?.state.end;
    return (
        <>
            {moving.state === 'failed' && <PartsNotice loading={moving} />}
            {parts && run?.state.end && (
                <parts.VerifySection
                    key={run.runId}
                    run={run}
                    end={run.state.end}
                    snapshot={snapshot}
                    readiness={readiness}
                    nowMs={nowMs}
                />
            )}
            {health.parts && judgement ? (
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
            {snapshot.settings.connection && snapshot.viewer.isSystemAdmin && parts && !move.isRunning && (
                <ReportCard runId={run?.runId ?? ''} connection={snapshot.settings.connection} readiness={readiness} />
            )}
            {isEmpty && <p className="fr-card">{say(move.isRunning ? 'view.running' : 'view.nothing_to_verify')}</p>}
            {parts && <parts.HistorySection snapshot={snapshot} readiness={readiness} />}
        </>
    );
}

/** Instead of what cannot be judged as of now. */
function NotNow({readiness}: Pick<StepViewProps, 'readiness'>) {
    const {say} = useWords();
    return <p className="fr-card">{say(readiness.move.isRunning ? 'view.running' : 'view.confirming')}</p>;
}
