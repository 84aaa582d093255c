import {makeSampleFacts, READY} from '../../../test/samples/facts.ts';
import {makeReadinessReport} from './readiness_report.ts';

const AT = '2026-11-23T12:00:00.000Z';
const ready = {accepted: [], direction: 'to_fips', madeAt: AT} as const;

test('the report names the deployment by kind, name, release and image, and nothing more', () => {
    const report = makeReadinessReport({...ready, facts: makeSampleFacts()});
    expect(report).toMatchObject({format: 1, product: 'fips-readiness', madeAt: AT, direction: 'to_fips'});
    expect(report.deployment).toEqual({
        kind: 'compose',
        name: 'mattermost',
        serverVersion: '11.7.2',
        image: 'mattermost/mattermost-enterprise-edition:11.7.2',
    });
});

test('nothing known is empty, not invented', () => {
    expect(makeReadinessReport({...ready, facts: {}}).deployment).toEqual({
        kind: '',
        name: '',
        serverVersion: '',
        image: '',
    });
});

test('a risk taken on holds for the release that runs', () => {
    const risk = {check: 'jobs_in_progress', reason: 'running', why: 'tiny job', by: 'admin', at: AT};
    const facts = makeSampleFacts({jobs_in_progress: ['migrations']});
    const countOf = (serverVersion: string) =>
        makeReadinessReport({...ready, facts, accepted: [{...risk, serverVersion}]}).verdict.counts.accepted;
    expect([countOf(READY.server.version), countOf('11.7.1')]).toEqual([1, 0]);
});

test('the same facts give the same report', () => {
    const facts = makeSampleFacts({tls_peers: ['smtp']});
    expect(makeReadinessReport({...ready, facts})).toEqual(makeReadinessReport({...ready, facts}));
});
