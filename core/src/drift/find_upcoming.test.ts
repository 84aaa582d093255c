import {makeSampleFacts} from '../../../test/samples/facts.ts';
import {findUpcoming} from './find_upcoming.ts';

const server = (version: string) => ({server: {version, enterpriseReady: true, fips: true}});
const short = {database_credentials: [{name: 'data_source', from: 'environment' as const, length: 'short' as const}]};

test('a password that this release still takes is told with the release that will not', () => {
    const upcoming = findUpcoming(makeSampleFacts({...server('11.6.0'), ...short}));
    expect(upcoming.map(({from, result}) => [from, result.check])).toContainEqual([
        '11.7.0',
        'database_password_length',
    ]);
});

test('what is wrong already is the checks’ own business', () => {
    const upcoming = findUpcoming(makeSampleFacts({...server('11.11.0'), ...short}));
    expect(upcoming.map(({result}) => result.check)).not.toContain('database_password_length');
});

test('nothing is foretold of a deployment that is well, or of a release that cannot be read', () => {
    expect(findUpcoming(makeSampleFacts(server('11.7.2')))).toEqual([]);
    expect(findUpcoming(makeSampleFacts({...server('unknown'), ...short}))).toEqual([]);
});
