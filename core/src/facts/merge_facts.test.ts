import {makeFact, makeMissing} from './fact.ts';
import {mergeFacts} from './merge_facts.ts';

const AT = '2026-11-23T12:00:00.000Z';
const agent = makeFact('amd64', 'agent_engine', AT);
const page = makeFact('arm64', 'page_rest', AT);
const agentMissing = makeMissing('no_permission', 'agent_engine', AT);
const pageMissing = makeMissing('no_agent', 'page_rest', AT);

test.each([
    ['the agent stands above the page', agent, page, agent],
    ['an observed fact stands above a missing one', agentMissing, page, page],
    ['the other way round too', agent, pageMissing, agent],
    ['of two missing ones the agent tells why', agentMissing, pageMissing, agentMissing],
    ['what only the page knows is kept', undefined, page, page],
    ['what only the page misses is kept', undefined, pageMissing, pageMissing],
] as const)('%s', (_name, first, second, merged) => {
    const facts = mergeFacts(first ? {host_architecture: first} : {}, {host_architecture: second});
    expect(facts).toEqual({host_architecture: merged});
});

test('nothing known stays nothing', () => {
    expect(mergeFacts({}, {})).toEqual({});
});
