import React from 'react';
import {
    describeNotice,
    describeReason,
    downtimeOf,
    hasNoDowntime,
    isObserved,
    makeVisible,
    mayRunTarget,
    sumDowntime,
    withOwnRehearsal,
} from '@fips-readiness/core';
import type {RunEnd} from '@fips-readiness/core';
import {printDuration} from '../i18n/print_duration.ts';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {TermList} from '../widgets/term_list.tsx';

type Props = {readonly run: RunView; readonly end: RunEnd; readonly readiness: Readiness};

/** The lines on top of a receipt: state of the site, what failed, downtime, what the server says of itself now. */
export function ReceiptTerms({run, end, readiness}: Props) {
    const words = useWords();
    const {say, speak} = words;
    const {events, plan, state, runId} = run;
    const {downMs, frontDownMs} = sumDowntime(events);
    const isSwapAlone = state.turnedBack === undefined && !state.rollBackAsked;
    const failure = events.findLast((event) => event.kind === 'step_failed' || event.kind === 'back_failed');
    const opened = events.find((event) => event.kind === 'opened');
    const notices = events.flatMap((event) => (event.kind === 'noticed' ? [event] : []));
    // Undefined until the site was looked at again: what was seen before the run is not said.
    const server = readiness.judgement?.facts.server;
    const flag = isObserved(server) ? server.value.fips : undefined;
    const failed =
        failure && 'reason' in failure
            ? `${speak(`step.${failure.step}.title`)}: ${describeReason(failure.reason, failure.data, words)}`
            : '';
    const neverDown = !mayRunTarget(state) || (plan !== undefined && hasNoDowntime(plan));
    const down = downMs === null ? say(neverDown ? 'verify.down.never' : 'verify.down.unknown') : printDuration(downMs);
    return (
        <TermList
            terms={[
                [say('verify.state'), speak(`run.state.${end}`, {run: runId.slice(0, 8)})],
                [say('verify.failed'), makeVisible(failed)],
                [
                    say('verify.notices'),
                    notices.length > 0 && (
                        <ul className="fr-prose__list">
                            {notices.map(({n, notice, data}) => (
                                <li key={n}>{makeVisible(describeNotice(notice, data, words))}</li>
                            ))}
                        </ul>
                    ),
                ],
                [
                    say('verify.down'),
                    <>
                        {downMs === null
                            ? down
                            : say(isSwapAlone ? 'verify.down.value' : 'verify.down.both', {time: down})}
                        {plan && isSwapAlone && downMs !== null && (
                            <span className="fr-muted">
                                {' '}
                                · {say('verify.expected', downtimeOf(withOwnRehearsal(plan, events)))}
                            </span>
                        )}
                        {frontDownMs !== null && (
                            <span className="fr-muted">
                                {' · '}
                                {say('verify.down.front', {time: printDuration(frontDownMs)})}
                            </span>
                        )}
                    </>,
                ],
                [
                    say('verify.flag'),
                    flag !== undefined &&
                        say(flag === null ? 'verify.flag.none' : flag ? 'verify.flag.fips' : 'verify.flag.standard'),
                ],
                [say('verify.reference'), opened?.kind === 'opened' ? makeVisible(opened.changeReference) : ''],
            ].flatMap(([term, value]) => (value ? [[String(term), value] as const] : []))}
        />
    );
}
