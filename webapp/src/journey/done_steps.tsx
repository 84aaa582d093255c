import React from 'react';
import {isObserved, makeVisible, nameActor, sumDowntime} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {printDuration} from '../i18n/print_duration.ts';
import {useWords} from '../i18n/use_words.ts';
import type {Words} from '../i18n/use_words.ts';
import {JOURNEY_STEPS, standOf} from '../state/journey.ts';
import type {JourneyStep} from '../state/journey.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {titleOf} from '../verify/title_of.ts';
import {Icon} from '../widgets/icon.tsx';
import {hashOf} from './use_view.ts';

type Props = {
    /** Where the deployment is by the facts. */
    readonly current: JourneyStep | 'end';
    /** Whose view is open: the steps before it are listed. */
    readonly view: JourneyStep;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    readonly onOpen: (step: JourneyStep) => void;
};

/** The steps done before the one that is looked at: a line each, with the way to its view. */
export function DoneSteps({current, view, snapshot, readiness, onOpen}: Props) {
    const words = useWords();
    const {say} = words;
    const before = JOURNEY_STEPS.slice(0, JOURNEY_STEPS.indexOf(view));
    const lines = before.flatMap((step) => {
        const line = standOf(step, current) === 'done' ? describe(step, snapshot, readiness, words) : undefined;
        return line === undefined ? [] : [{step, line}];
    });
    return lines.length === 0 ? null : (
        <ul className="fr-card fr-done" aria-label={say('done.label')}>
            {lines.map(({step, line}) => (
                <li key={step}>
                    <Icon name="check" />
                    <span className="fr-done__words">{line}</span>
                    <a
                        href={hashOf(step)}
                        aria-label={say('done.details_of', {step: say(`journey.${step}`)})}
                        onClick={(event) => {
                            // The host's page may have another base.
                            event.preventDefault();
                            onOpen(step);
                        }}
                    >
                        {say('done.details')}
                    </a>
                </li>
            ))}
        </ul>
    );
}

/** What came of a step; undefined where nothing here tells. */
function describe(
    step: JourneyStep,
    {agent}: Snapshot,
    {judgement, move: {run}}: Readiness,
    words: Words,
): string | undefined {
    const {say, at} = words;
    switch (step) {
        case 'connect': {
            const to = describeDeployment(agent?.facts?.facts, words);
            const since = agent?.firstHeardAtMs;
            return since === undefined ? to : say('done.since', {what: to, since: at(since)});
        }
        case 'check': {
            const counts = judgement?.report.verdict.counts;
            return counts
                ? say('done.check', {fail: counts.fail, warn: counts.warn, pass: counts.pass})
                : say('done.check_later');
        }
        case 'plan':
            return run?.plan && run.state.openedBy
                ? say('done.plan', {goal: run.plan.goal, by: makeVisible(nameActor(run.state.openedBy))})
                : undefined;
        case 'swap': {
            const end = run?.state.end;
            if (!run || !end) {
                return undefined;
            }
            const {downMs} = sumDowntime(run.events);
            const what = say(titleOf(end, run), {goal: run.plan?.goal ?? 'to_fips'});
            return downMs === null ? what : say('done.swap_down', {what, time: printDuration(downMs)});
        }
        case 'verify':
            return undefined;
    }
}

function describeDeployment(facts: Facts | undefined, {say}: Words): string {
    const deployment = facts?.deployment;
    return isObserved(deployment)
        ? say('done.connect', {
              kind: deployment.value.kind,
              name: makeVisible(deployment.value.name),
              host: makeVisible(deployment.value.host),
          })
        : say('connect.done');
}
