import {READY, makeSampleFacts} from '../../../test/samples/facts.ts';
import {FACT_KEYS, parseFacts} from './facts.ts';
import {makeMissing} from './fact.ts';

test('facts travel: what is sent is read back, observed or missing', () => {
    const facts = makeSampleFacts({cluster: {missing: 'timed_out'}, plugins: null});
    expect(parseFacts(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
});

test('the sample holds every fact', () => {
    expect(Object.keys(READY).sort()).toEqual([...FACT_KEYS].sort());
});

test('a fact of a newer agent is dropped, the known ones stay', () => {
    const facts = makeSampleFacts();
    expect(
        parseFacts({...facts, weather: {value: 'fine', source: 'agent_engine', observedAt: '2026-11-23T12:00:00Z'}}),
    ).toEqual(facts);
});

test.each([
    ['no object', 'facts'],
    ['a list', []],
    ['null', null],
    [
        'a value outside its schema',
        {host_architecture: {value: 64, source: 'agent_engine', observedAt: '2026-11-23T12:00:00Z'}},
    ],
    ['a source that is none', {host_architecture: {value: 'amd64', source: 'me', observedAt: '2026-11-23T12:00:00Z'}}],
    ['a time that is none', {host_architecture: {value: 'amd64', source: 'agent_engine', observedAt: 'now'}}],
    [
        'a reason that is none',
        {host_architecture: {missing: 'lost', source: 'agent_engine', observedAt: '2026-11-23T12:00:00Z'}},
    ],
])('%s is refused whole', (_name, outside) => {
    expect(parseFacts(outside)).toBeUndefined();
});

test('a name from the prototype is no fact', () => {
    expect(
        parseFacts(Object.create({host_architecture: makeMissing('not_asked', 'agent_rest', '2026-11-23T12:00:00Z')})),
    ).toEqual({});
});
