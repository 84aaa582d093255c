import React from 'react';
import type {ReactNode} from 'react';
import {isObserved, speakVerdict} from '@fips-readiness/core';
import type {RunEnd, Verdict} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Activity} from '../state/use_occupation.ts';
import type {Judgement} from '../state/judgement.ts';
import type {NextAction} from '../state/next_action.ts';
import type {Snapshot} from '../state/snapshot.ts';
import {Badge} from '../widgets/badge.tsx';
import {Button} from '../widgets/button.tsx';
import type {Tone} from '../widgets/chip.tsx';
import {AgentLine} from './agent_line.tsx';
import {DeploymentLine} from './deployment_line.tsx';
import {END_TONES} from './end_tones.ts';
import {ExportMenu} from './export_menu.tsx';
import {FILTERS} from './filter.ts';
import type {Filter} from './filter.ts';
import './verdict.css';

const LOOKS: Readonly<Record<Verdict['code'], Tone>> = {
    not_ready: 'fail',
    cannot_tell: 'unknown',
    ready: 'pass',
    already_there: 'pass',
};

type Props = {
    readonly snapshot: Snapshot;
    readonly judgement: Judgement;
    readonly activity: Activity;
    readonly siteHost: string;
    readonly filter: Filter | undefined;
    readonly onFilter: (filter: Filter | undefined) => void;
    readonly onCheckAgain: () => void;
    readonly next: NextAction | undefined;
    readonly onNext: (next: NextAction) => void;
    /** After a run the site's state comes first, and what the checks say second. */
    readonly site?: {readonly end: RunEnd; readonly headline: ReactNode};
    /** The agent has not looked since a run has ended. */
    readonly unconfirmed: boolean;
};

/** The answer on top: one sentence, what it is about, how many results of each kind, and the agent. */
export function VerdictCard(props: Props) {
    const {snapshot, judgement, activity, siteHost, filter, onFilter, onCheckAgain, site, unconfirmed, next, onNext} =
        props;
    const {say, speak} = useWords();
    const {report, facts} = judgement;
    const {verdict} = report;
    const noAgent = verdict.code === 'cannot_tell' && snapshot.agent === undefined;
    const flagless = isObserved(facts.server) && facts.server.value.fips === null;
    const sentence = noAgent ? say('verdict.no_agent') : speakVerdict(report, speak);
    return (
        <section className="fr-card fr-verdict" aria-labelledby="fr-verdict-title">
            <div className="fr-verdict__top">
                <Badge
                    tone={site ? END_TONES[site.end] : LOOKS[verdict.code]}
                    large
                    {...(!site && verdict.code === 'already_there' ? {icon: 'shield' as const} : {})}
                />
                <div className="fr-verdict__words">
                    <h2 id="fr-verdict-title" className="fr-verdict__title">
                        {site ? site.headline : sentence}
                    </h2>
                    {site && <p>{say('verdict.checks', {verdict: sentence})}</p>}
                    {unconfirmed && <p className="fr-muted">{say('verdict.unconfirmed')}</p>}
                    <DeploymentLine facts={facts} siteHost={siteHost} />
                    {flagless && (
                        <p className="fr-muted">{say('verdict.no_flag', {version: judgement.serverVersion})}</p>
                    )}
                </div>
                <div className="fr-verdict__actions">
                    {next && (
                        <Button look="primary" onClick={() => onNext(next)}>
                            {say(`next.${next.code}`, {count: verdict.counts.fail})}
                        </Button>
                    )}
                    <Button onClick={onCheckAgain} aria-disabled={activity !== 'idle'}>
                        {activity === 'idle' ? say('verdict.check_again') : say('verdict.checking')}
                    </Button>
                    <ExportMenu report={report} siteHost={siteHost} />
                </div>
            </div>
            <div className="fr-verdict__bottom">
                <ul className="fr-filters" aria-label={say('verdict.facts')}>
                    {FILTERS.filter((state) => (verdict.counts[state] ?? 0) > 0 || state === filter).map((state) => (
                        <li key={state}>
                            <button
                                type="button"
                                className={`fr-chip fr-chip--button fr-tone--${state}`}
                                aria-pressed={state === filter}
                                onClick={() => onFilter(state === filter ? undefined : state)}
                            >
                                {say(`verdict.filter.${state}`, {count: verdict.counts[state] ?? 0})}
                            </button>
                        </li>
                    ))}
                </ul>
                <AgentLine agent={snapshot.agent} />
            </div>
        </section>
    );
}
