import {parseJson} from '@fips-readiness/core';
import type {AgentMode} from '@fips-readiness/core';
import {makeAgentFacts} from './agent_facts.ts';
import {connect, CONNECTION, KEYS, makeFakeServer, makeReplyPosts} from './fake_server.ts';
import type {FakeServer, FakeState} from './fake_server.ts';

/** A server whose agent has reported, may swap, and looks again when it is asked to. */
export function makeReadyServer(change: Partial<FakeState> = {}, mode: AgentMode = 'swap'): FakeServer {
    const fake = makeFakeServer(change);
    connect(fake.state, CONNECTION);
    const facts = () => {
        const variant = fake.state.clientConfig['IsFipsEnabled'] === 'true' ? 'fips' : 'standard';
        return {kind: 'facts', mode, facts: makeAgentFacts('ok', new Date().toISOString(), variant)};
    };
    fake.state.posts.push(...makeReplyPosts(facts(), 'q'.repeat(26), KEYS.secret));
    fake.state.onRequest = (post) => {
        if (post.message.includes('"kind":"check"')) {
            fake.state.posts.push(...makeReplyPosts(facts(), post.id, KEYS.secret, {create_at: Date.now() + 1}));
        }
    };
    return fake;
}

/** What the page has asked the agent, oldest first. */
export function readRequests({state}: FakeServer): readonly unknown[] {
    return state.posts
        .filter(({type}) => type === 'custom_fips_request')
        .map(({message}) => parseJson(message.split('\n').at(-2) ?? ''));
}
