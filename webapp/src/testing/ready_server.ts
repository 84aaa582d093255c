import {parseJson} from '@fips-readiness/core';
import type {AgentMode} from '@fips-readiness/core';
import {makeAgentFacts} from './agent_facts.ts';
import {connect, CONNECTION, KEYS, makeFakeServer, makeReplyPosts} from './fake_server.ts';
import type {FakeServer, FakeState} from './fake_server.ts';

/** A server whose agent has reported, and may swap. */
export function makeReadyServer(change: Partial<FakeState> = {}, mode: AgentMode = 'swap'): FakeServer {
    const fake = makeFakeServer(change);
    connect(fake.state, CONNECTION);
    const facts = {kind: 'facts', mode, facts: makeAgentFacts('ok')};
    fake.state.posts.push(...makeReplyPosts(facts, 'q'.repeat(26), KEYS.secret));
    return fake;
}

/** What the page has asked the agent, oldest first. */
export function readRequests({state}: FakeServer): readonly unknown[] {
    return state.posts
        .filter(({type}) => type === 'custom_fips_request')
        .map(({message}) => parseJson(message.split('\n').at(-2) ?? ''));
}
