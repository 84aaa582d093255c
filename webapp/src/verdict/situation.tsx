import React from 'react';
import {ServerProblem} from '../client/server_problem.ts';
import {useWords} from '../i18n/use_words.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';

/** What keeps the page from telling all it could: no answer, no rights, a silent agent, words by somebody else. */
export function Situation({readiness}: {readonly readiness: Readiness}) {
    const {say, at, ago, problem} = useWords();
    const {snapshot, activity} = readiness;
    const asked = readiness.asked?.kind === 'check' ? readiness.asked.outcome : undefined;
    const isRunning = readiness.move.isRunning;
    const agent = snapshot?.agent;
    const confirmed = snapshot?.settings.connection?.publicKey ? agent : undefined;
    const seen = agent?.seenAgoMs === undefined ? '' : ago(agent.seenAgoMs);
    return (
        <>
            {readiness.problem && !isRunning && (
                <Notice tone="warn" urgent>
                    {problem(new ServerProblem(readiness.problem))}{' '}
                    {snapshot && say('page.stale', {at: at(snapshot.takenAt)})}{' '}
                    <Button look="quiet" onClick={() => void readiness.reload()}>
                        {say('page.try_again')}
                    </Button>
                </Notice>
            )}
            {readiness.asking === 'check' && readiness.knowledge?.code !== 'confirming' && (
                <Notice tone="info">{say('agent.waiting')}</Notice>
            )}
            {asked?.code === 'silent' && <Notice tone="warn">{say('agent.unanswered')}</Notice>}
            {asked?.code === 'refused' && <Notice tone="warn">{say(`refusal.${asked.reason}`)}</Notice>}
            {confirmed?.problem && !isRunning && snapshot?.viewer.isSystemAdmin && (
                <Notice tone="warn">
                    {say('agent.unread', {problem: problem(new ServerProblem(confirmed.problem))})}
                </Notice>
            )}
            {confirmed?.presence === 'silent' && !isRunning && (
                <Notice tone="warn">
                    {confirmed.facts
                        ? say('agent.stale', {ago: seen, at: at(confirmed.facts.saidAtMs)})
                        : say('agent.stale_empty', {ago: seen})}
                </Notice>
            )}
            {confirmed?.presence === 'never_seen' && <Notice tone="warn">{say('agent.never')}</Notice>}
            {confirmed?.presence === 'online' && !confirmed.facts && activity === 'idle' && !isRunning && (
                <Notice tone="info">{say('agent.ready_to_ask')}</Notice>
            )}
            {confirmed && confirmed.foreignReplies > 0 && (
                <Notice tone="warn">{say('agent.foreign', {count: confirmed.foreignReplies})}</Notice>
            )}
        </>
    );
}
