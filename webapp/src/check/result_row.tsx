import React, {useState} from 'react';
import {canBeAccepted, canBeAcceptedOnPage, describeResult} from '@fips-readiness/core';
import type {FactSource, Result} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {Words} from '../i18n/use_words.ts';
import type {Judgement} from '../state/judgement.ts';
import {useNow} from '../widgets/clock.tsx';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Chip} from '../widgets/chip.tsx';
import {Disclosure} from '../widgets/disclosure.tsx';
import {Notice} from '../widgets/notice.tsx';
import {AcceptForm} from './accept_form.tsx';
import {AcceptOnHost} from './accept_on_host.tsx';
import {AcceptedLine} from './accepted_line.tsx';
import {BackupForm} from './backup_form.tsx';
import {RemedyList} from './remedy_list.tsx';
import {shownState} from './result_order.ts';
import {SourceList} from './source_list.tsx';

type Props = {
    readonly result: Result;
    readonly snapshot: Snapshot;
    readonly judgement: Judgement;
    readonly readiness: Readiness;
};

/** One result: state, sentence, who saw it and when; opened: why, what to do, source, accept. */
export function ResultRow({result, snapshot, judgement, readiness}: Props) {
    const words = useWords();
    const {say, speak, at} = words;
    // A blocker shows at once what to do about it.
    const [open, setOpen] = useState(result.state === 'fail' && !result.cured);
    const nowMs = useNow();
    const described = describeResult(result, speak);
    const state = shownState(result);
    const {isSystemAdmin} = snapshot.viewer;
    return (
        <li className={`fr-result fr-result--${state}`}>
            <Disclosure
                level={4}
                className="fr-result__box"
                open={open}
                onToggle={() => setOpen((before) => !before)}
                head={
                    <>
                        <Chip tone={state}>{speak(`state.${state}`)}</Chip>
                        <span className="fr-result__sentence">{described.sentence}</span>
                        <span className="fr-result__seen">{seenLine(result, nowMs, words)}</span>
                    </>
                }
            >
                {result.accepted && (
                    <AcceptedLine
                        risk={result.accepted}
                        canWithdraw={isSystemAdmin && canBeAcceptedOnPage(result)}
                        withdraw={readiness.withdraw}
                    />
                )}
                <h5 className="fr-result__label">{say('check.why')}</h5>
                <p>{described.why}</p>
                {result.cured && <Notice tone="info">{say('check.cured')}</Notice>}
                {described.remedies.length > 0 && (
                    <>
                        <h5 className="fr-result__label">{say(result.cured ? 'check.fix_by_hand' : 'check.fix')}</h5>
                        <RemedyList remedies={described.remedies} />
                    </>
                )}
                <SourceList check={result.check} />
                <p className="fr-muted">
                    {described.title}
                    {' · '}
                    {result.observedAt === null
                        ? say('check.unseen')
                        : say('check.seen_long', {
                              observers: result.observedBy.map((source) => speak(`source.${source}`)).join(', '),
                              at: at(result.observedAt),
                          })}
                </p>
                {isSystemAdmin && result.check === 'backup' && result.state !== 'pass' && (
                    <BackupForm by={snapshot.viewer.username} vouch={readiness.vouch} />
                )}
                {isSystemAdmin && !result.accepted && canBeAccepted(result) && !canBeAcceptedOnPage(result) && (
                    <AcceptOnHost
                        result={result}
                        by={snapshot.viewer.username}
                        serverVersion={judgement.serverVersion}
                    />
                )}
                {isSystemAdmin && !result.accepted && canBeAcceptedOnPage(result) && (
                    <AcceptForm
                        result={result}
                        by={snapshot.viewer.username}
                        serverVersion={judgement.serverVersion}
                        accept={readiness.accept}
                    />
                )}
            </Disclosure>
        </li>
    );
}

/** `agent · 1 minute ago` */
function seenLine({observedBy, observedAt}: Result, nowMs: number, {say, ago}: Words): string {
    if (observedAt === null) {
        return '';
    }
    const who = [...new Set(observedBy.map(whoOf))].map((one) => say(`check.who.${one}`)).join(', ');
    const ageMs = Math.max(0, nowMs - Date.parse(observedAt));
    return say('check.seen', {who, ago: ago(ageMs)});
}

function whoOf(source: FactSource): 'agent' | 'page' | 'you' {
    return source === 'page_rest' ? 'page' : source === 'page_admin' ? 'you' : 'agent';
}
