import React from 'react';
import type {AgentView} from '../state/agent_view.ts';
import {useWords} from '../i18n/use_words.ts';
import type {PageWord} from '../i18n/page_words.ts';

/** The agent's presence and rights, in words; the dot only repeats them. */
export function AgentLine({agent}: {readonly agent: AgentView | undefined}) {
    const {say, ago} = useWords();
    const state = !agent ? 'none' : agent.unconfirmed || !agent.version ? unconfirmedOr(agent) : agent.presence;
    const parts = [
        say(`agent.${state}` satisfies PageWord),
        agent?.version,
        agent?.mode && say('agent.mode', {mode: agent.mode}),
        agent?.seenAgoMs === undefined ? undefined : say('agent.seen', {ago: ago(agent.seenAgoMs)}),
    ].filter((part) => part !== undefined && part !== '');
    return (
        <p className="fr-agent">
            <span className={`fr-agent__dot fr-agent__dot--${state}`} aria-hidden="true" />
            {parts.join(' · ')}
        </p>
    );
}

function unconfirmedOr(agent: AgentView): 'unconfirmed' | AgentView['presence'] {
    return agent.unconfirmed ? 'unconfirmed' : agent.presence;
}
