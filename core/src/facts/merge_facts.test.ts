import {makeFact, makeMissing} from './fact.ts';
import {mergeFacts} from './merge_facts.ts';

const AT = '2026-11-23T12:00:00.000Z';
const agent = makeFact('amd64', 'agent_engine', AT);
const page = makeFact('arm64', 'page_rest', AT);
const pageLater = makeFact('arm64', 'page_rest', '2026-11-23T12:02:01.000Z');
const pageSoon = makeFact('arm64', 'page_rest', '2026-11-23T12:02:00.000Z');
const agentMissing = makeMissing('no_permission', 'agent_engine', AT);
const pageMissing = makeMissing('no_agent', 'page_rest', AT);

test.each([
    ['the agent stands above the page', agent, page, agent],
    ['an observed fact stands above a missing one', agentMissing, page, page],
    ['the other way round too', agent, pageMissing, agent],
    ['of two missing ones the agent tells why', agentMissing, pageMissing, agentMissing],
    ['the page’s newer observation stands above an old one of the agent’s', agent, pageLater, pageLater],
    ['within two minutes both are of one moment', agent, pageSoon, agent],
    ['what only the page knows is kept', undefined, page, page],
    ['what only the page misses is kept', undefined, pageMissing, pageMissing],
] as const)('%s', (_name, first, second, merged) => {
    const facts = mergeFacts(first ? {host_architecture: first} : {}, {host_architecture: second});
    expect(facts).toEqual({host_architecture: merged});
});

test('nothing known stays nothing', () => {
    expect(mergeFacts({}, {})).toEqual({});
});

test('plugins are put together: state and image from the page, file store from the agent', () => {
    const plugin = (id: string, more: object) => ({
        ...{id, name: id, version: '1.0.0', active: true, state: 'running' as const, nodesFailed: 0},
        ...{hasServerCode: true, stored: null, prepackaged: null},
        ...more,
    });
    const merged = mergeFacts(
        {plugins: makeFact([plugin('a', {stored: true}), plugin('b', {})], 'agent_local_mode', AT)},
        {
            plugins: makeFact(
                [plugin('a', {state: 'failed', nodesFailed: 2, prepackaged: false}), plugin('c', {})],
                'page_rest',
                AT,
            ),
        },
    );
    expect(merged.plugins).toEqual(
        makeFact(
            [
                plugin('a', {state: 'failed', nodesFailed: 2, stored: true, prepackaged: false}),
                plugin('b', {}),
                plugin('c', {}),
            ],
            'agent_local_mode',
            AT,
        ),
    );
});

test.each([
    ['the platform’s word of the file store has the page’s flags', 'amazons3', false],
    ['of another file store they are not taken', 'local', null],
] as const)('%s', (_name, driver, signatureV2) => {
    const seen = {driver: 'amazons3', secret: 'ok', signatureV2: null, extractContent: null} as const;
    const told = {driver, secret: 'unreadable', signatureV2: false, extractContent: true} as const;
    const merged = mergeFacts(
        {file_store: makeFact(seen, 'agent_cluster', AT)},
        {file_store: makeFact(told, 'page_rest', AT)},
    );
    const flags = signatureV2 === null ? {} : {signatureV2, extractContent: true};
    expect(merged.file_store).toEqual(makeFact({...seen, ...flags}, 'agent_cluster', AT));
});
